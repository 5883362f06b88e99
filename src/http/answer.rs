//! Answers: pages, and what goes wrong on the way to them.

use std::time::Duration;

use aws_lc_rs::digest;
use axum::extract::Request;
use axum::http::header::{
    ACCEPT_LANGUAGE, ALLOW, CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_TYPE, ETAG, IF_NONE_MATCH, REFERRER_POLICY,
    RETRY_AFTER, VARY,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::Web;
use super::language::Listener;
use super::visit::Visit;
use crate::operations::OperationError;
use crate::operations::words;
use crate::render::locale::Locale;
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
    /// A request that no page of ours sends; the message that says what to do instead.
    BadRequest(&'static str),
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
    /// A page in a site's name, in the language of whoever it is for.
    pub(super) fn page(&self, status: StatusCode, listener: &Listener, site: &SiteView, page: &Page) -> Response {
        let locale = listener.locale();
        match self.templates.page(site, page, locale) {
            Ok(html) => spoken(html_answer(status, html), locale),
            Err(error) => unshowable(&error, locale),
        }
    }

    /// The page for a request that got none of its own.
    pub(super) fn refuse(&self, listener: &Listener, site: &SiteView, refusal: Refusal) -> Response {
        let page = |status, page: &Page| self.page(status, listener, site, page);
        match refusal {
            Refusal::NotFound => page(StatusCode::NOT_FOUND, &Page::NotFound),
            Refusal::LinkInvalid => {
                let view = LinkInvalid { subscribe_url: Some("/s".to_owned()), link_url: Some("/link".to_owned()) };
                page(StatusCode::NOT_FOUND, &Page::LinkInvalid(view))
            }
            Refusal::TooMany(wait) => {
                let span = words::span(listener.locale(), wait);
                let answer = page(StatusCode::TOO_MANY_REQUESTS, &Page::TooMany(span));
                with_retry_after(answer, wait.as_secs() + u64::from(wait.subsec_nanos() > 0))
            }
            Refusal::Domain => page(StatusCode::UNPROCESSABLE_ENTITY, &Page::DomainRefused),
            Refusal::OnceMore(form) => page(StatusCode::UNPROCESSABLE_ENTITY, &Page::OnceMore(form)),
            Refusal::BadRequest(instead) => {
                page(StatusCode::BAD_REQUEST, &Page::BadRequest(Some(listener.locale().say(instead, &[]))))
            }
            Refusal::Failed(error) if error.is_temporary() => {
                tracing::error!(%error, "a request found the database unavailable");
                let answer = page(StatusCode::SERVICE_UNAVAILABLE, &Page::Unavailable);
                with_retry_after(answer, TRY_AGAIN_SECONDS)
            }
            Refusal::Failed(error) => {
                tracing::error!(%error, "a request failed");
                page(StatusCode::INTERNAL_SERVER_ERROR, &Page::Unavailable)
            }
        }
    }
}

/// What no handler answered: a form that is too large or too slow, a method that a URL does not have. The status stays, with a page that says what
/// to do.
pub(super) async fn say_what_happened(visit: Visit, request: Request, next: Next) -> Response {
    let answer = next.run(request).await;
    let not_whole = [StatusCode::METHOD_NOT_ALLOWED, StatusCode::PAYLOAD_TOO_LARGE, StatusCode::REQUEST_TIMEOUT];
    if !not_whole.contains(&answer.status()) {
        return answer;
    }
    let site = visit.site().await;
    let mut told = visit.web.page(answer.status(), &visit.listener, &site, &Page::BadRequest(None));
    if let Some(methods) = answer.headers().get(ALLOW) {
        told.headers_mut().insert(ALLOW, methods.clone());
    }
    told
}

/// The answer when a template fails.
pub(super) fn unshowable(error: &TemplateError, locale: &Locale) -> Response {
    tracing::error!(%error, "a page cannot be rendered");
    spoken((StatusCode::INTERNAL_SERVER_ERROR, locale.say("error-unshowable", &[])).into_response(), locale)
}

/// The answer with its language, which depends on who asks.
pub(super) fn spoken(mut answer: Response, locale: &Locale) -> Response {
    let headers = answer.headers_mut();
    headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(locale.tag()));
    headers.append(VARY, HeaderValue::from_name(ACCEPT_LANGUAGE));
    answer
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
