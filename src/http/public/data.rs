//! `/data/{token}`: all that is kept about a reader, to take along or to erase. Opened by a fresh link from a mail alone: the links in digests
//! cannot, for digests are passed on.

use std::sync::Arc;

use axum::Extension;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};

use super::Named;
use crate::domain::consent::Way;
use crate::domain::token::Purpose;
use crate::http::Web;
use crate::http::answer::Refusal;
use crate::http::fields::Fields;
use crate::http::language::Listener;
use crate::http::origin::{Peer, origin, visitor};
use crate::operations::words;
use crate::render::pages::{Page, YourData};

/// The page. Nothing changes.
pub async fn show(
    State(web): State<Arc<Web>>,
    Named(token): Named,
    listener: Listener,
    headers: HeaderMap,
) -> Response {
    let page = async {
        let linked = web.follow(Purpose::Data, &token, &listener, web.clock.now()).await?;
        let page = Page::YourData(YourData {
            address: linked.subscription.address.to_string(),
            export_url: format!("/data/{token}/export"),
        });
        Ok(web.page(StatusCode::OK, &listener, &words::site_view(&linked.site, None), &page))
    };
    web.answer(&headers, &listener, page).await
}

/// The file.
pub async fn export(
    State(web): State<Arc<Web>>,
    Named(token): Named,
    listener: Listener,
    headers: HeaderMap,
) -> Response {
    let file = async {
        let linked = web.follow(Purpose::Data, &token, &listener, web.clock.now()).await?;
        let data = web.store.personal_data(linked.subscription.subscriber).await?.ok_or(Refusal::LinkInvalid)?;
        let headers = [
            (CONTENT_TYPE, "application/json; charset=utf-8"),
            (CONTENT_DISPOSITION, "attachment; filename=\"my-data.json\""),
            (CACHE_CONTROL, "no-store"),
        ];
        Ok((headers, format!("{data:#}\n")).into_response())
    };
    web.answer(&headers, &listener, file).await
}

/// The button that erases.
pub async fn submit(
    State(web): State<Arc<Web>>,
    Extension(peer): Extension<Peer>,
    Named(token): Named,
    listener: Listener,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let answer = async {
        let now = web.clock.now();
        let linked = web.follow(Purpose::Data, &token, &listener, now).await?;
        if Fields::read(&body).get("action") != "erase" {
            return Err(Refusal::BadRequest("error-request-button"));
        }
        let origin = origin(Way::PreferencePage, visitor(peer, &headers, &web.trusted_proxies), &headers);
        let subscription = &linked.subscription;
        let fingerprint = web.departed.of(linked.site.id, &subscription.address.key());
        if !web.store.erase(subscription.subscriber, &fingerprint, &origin, now).await? {
            return Err(Refusal::LinkInvalid);
        }
        tracing::info!(subscriber.id = %subscription.subscriber, "a reader's data was erased at their word");
        Ok(web.page(StatusCode::OK, &listener, &words::site_view(&linked.site, None), &Page::Erased))
    };
    web.answer(&headers, &listener, answer).await
}
