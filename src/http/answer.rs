//! Answers: pages, and what goes wrong on the way to them.

use std::time::Duration;

use aws_lc_rs::digest;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH, REFERRER_POLICY, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::Web;
use crate::operations::OperationError;
use crate::operations::words;
use crate::render::pages::{LinkInvalid, OnceMore, Page};
use crate::render::templates::TemplateError;
use crate::render::views::SiteView;
use crate::store::StoreError;

/// Why a request got no page of its own.
#[derive(Debug)]
pub enum Refusal {
    /// No such page.
    NotFound,
    /// A link that is forged, expired or unknown: always the same words.
    LinkInvalid,
    /// Too much was asked for; when to come back.
    TooMany(Duration),
    /// An address at a domain that is not taken here.
    Domain,
    /// A form that must be sent once more.
    OnceMore(OnceMore),
    /// A request that no page of ours sends.
    BadRequest(String),
    /// Something of ours failed.
    Failed(OperationError),
}

impl Refusal {
    /// Whether the same request may get an answer in a moment.
    pub const fn is_temporary(&self) -> bool {
        matches!(self, Self::Failed(error) if error.is_temporary())
    }
}

impl From<OperationError> for Refusal {
    fn from(error: OperationError) -> Self {
        Self::Failed(error)
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

/// The seconds after which an unavailable page is worth another try.
pub(super) const TRY_AGAIN_SECONDS: u64 = 5;

impl Web {
    /// A page in a site's name.
    pub(super) fn page(&self, status: StatusCode, site: &SiteView, page: &Page) -> Response {
        match self.templates.page(site, page, words::english()) {
            Ok(html) => html_answer(status, html),
            Err(error) => unshowable(&error),
        }
    }

    /// The page for a request that got none of its own.
    pub(super) fn refuse(&self, site: &SiteView, refusal: Refusal) -> Response {
        match refusal {
            Refusal::NotFound => self.page(StatusCode::NOT_FOUND, site, &Page::NotFound),
            Refusal::LinkInvalid => {
                let view = LinkInvalid { subscribe_url: Some("/s".to_owned()), link_url: Some("/link".to_owned()) };
                self.page(StatusCode::NOT_FOUND, site, &Page::LinkInvalid(view))
            }
            Refusal::TooMany(wait) => {
                let again = format!("in {}", words::span(words::english(), wait));
                let answer = self.page(StatusCode::TOO_MANY_REQUESTS, site, &Page::TooMany(again));
                with_retry_after(answer, wait.as_secs() + u64::from(wait.subsec_nanos() > 0))
            }
            Refusal::Domain => self.page(StatusCode::UNPROCESSABLE_ENTITY, site, &Page::DomainRefused),
            Refusal::OnceMore(form) => self.page(StatusCode::UNPROCESSABLE_ENTITY, site, &Page::OnceMore(form)),
            Refusal::BadRequest(instead) => self.page(StatusCode::BAD_REQUEST, site, &Page::BadRequest(Some(instead))),
            Refusal::Failed(error) if error.is_temporary() => {
                tracing::error!(%error, "a request found the database unavailable");
                let answer = self.page(StatusCode::SERVICE_UNAVAILABLE, site, &Page::Unavailable);
                with_retry_after(answer, TRY_AGAIN_SECONDS)
            }
            Refusal::Failed(error) => {
                tracing::error!(%error, "a request failed");
                self.page(StatusCode::INTERNAL_SERVER_ERROR, site, &Page::Unavailable)
            }
        }
    }
}

/// The answer when a template fails.
pub(super) fn unshowable(error: &TemplateError) -> Response {
    tracing::error!(%error, "a page cannot be rendered");
    let words = "This page cannot be shown at the moment. Nothing was lost; please come back later.";
    (StatusCode::INTERNAL_SERVER_ERROR, words).into_response()
}

pub(super) fn html_answer(status: StatusCode, html: String) -> Response {
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        // Pages hold addresses and links that act: no cache keeps them, no other site learns them.
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    ];
    (status, headers, html).into_response()
}

/// An answer that is the same for everybody. Caches keep it for a minute, and then ask whether it is still the same.
pub(super) fn cacheable(request: &HeaderMap, content_type: &'static str, body: String) -> Response {
    let hash = digest::digest(&digest::SHA256, body.as_bytes());
    let etag = format!("\"{}\"", URL_SAFE_NO_PAD.encode(&hash.as_ref()[..16]));
    let known = request.get_all(IF_NONE_MATCH).into_iter().filter_map(|value| value.to_str().ok());
    // Weak ones match too (RFC 9110 §13.1.2): a proxy that compresses makes them.
    let is_known =
        known.flat_map(|line| line.split(',')).map(str::trim).any(|tag| tag.trim_start_matches("W/") == etag);
    let etag = HeaderValue::from_str(&etag).expect("base64url in quotes stands in any header");
    let headers = [
        (CACHE_CONTROL, HeaderValue::from_static("public, max-age=60")),
        (ETAG, etag),
        (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    ];
    if is_known {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    (headers, [(CONTENT_TYPE, HeaderValue::from_static(content_type))], body).into_response()
}

fn with_retry_after(mut answer: Response, seconds: u64) -> Response {
    answer.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    answer
}
