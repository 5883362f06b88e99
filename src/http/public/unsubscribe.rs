//! `/u/{token}`: leaving. GET shows one button; POST acts, from the button or from a mail program's one click (RFC 8058).

use std::sync::Arc;

use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};

use super::Linked;
use crate::domain::consent::Way;
use crate::domain::subscription::{EndReason, SubscriptionState};
use crate::domain::token::Purpose;
use crate::http::Web;
use crate::http::answer::Refusal;
use crate::http::fields::{Fields, is_one_click};
use crate::http::origin::{Peer, origin, visitor};
use crate::operations::links::Links;
use crate::operations::words;
use crate::render::pages::{Page, Unsubscribe, Unsubscribed};
use crate::store::Changed;

/// The page with the button. Nothing changes.
pub async fn show(State(web): State<Arc<Web>>, Path(token): Path<String>, headers: HeaderMap) -> Response {
    let page = async {
        let linked = web.follow(Purpose::Unsubscribe, &token, web.clock.now()).await?;
        let page = match linked.subscription.state {
            SubscriptionState::Ended(_) => web.unsubscribed(&linked, &token),
            SubscriptionState::Pending | SubscriptionState::Active => Page::Unsubscribe(Unsubscribe {
                list: linked.list.name.clone(),
                address: linked.subscription.address.to_string(),
            }),
        };
        Ok(web.page(StatusCode::OK, &words::site_view(&linked.site, None), &page))
    };
    web.answer(&headers, page).await
}

/// The button, the one click, and the way back.
pub async fn submit(
    State(web): State<Arc<Web>>,
    Extension(peer): Extension<Peer>,
    Path(token): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let answer = async {
        let now = web.clock.now();
        let linked = web.follow(Purpose::Unsubscribe, &token, now).await?;
        let id = linked.subscription.id;
        let visitor = visitor(peer, &headers, &web.trusted_proxies);
        let site = words::site_view(&linked.site, None);
        if is_one_click(&headers, &body) {
            let origin = origin(Way::OneClick, visitor, &headers);
            let wording = "List-Unsubscribe=One-Click";
            web.store.end_subscription(id, EndReason::Unsubscribed, wording, &origin, now).await?;
            // No redirect, no cookie, no page: a machine reads this (RFC 8058 §3.1).
            return Ok((StatusCode::OK, "Unsubscribed.\n").into_response());
        }
        let origin = origin(Way::UnsubscribePage, visitor, &headers);
        if Fields::read(&body).get("action") == "undo" {
            return match web.store.return_to_list(id, "Undo", &origin, now).await? {
                Changed::Refused => Err(Refusal::LinkInvalid),
                Changed::Now(active) | Changed::Before(active) => {
                    let view = web.confirmed_view(&active).await?;
                    Ok(web.page(StatusCode::OK, &site, &Page::Resubscribed(view)))
                }
            };
        }
        let wording = format!("Leave {}? Button: Unsubscribe", linked.list.name);
        web.store.end_subscription(id, EndReason::Unsubscribed, &wording, &origin, now).await?;
        let page = web.unsubscribed(&linked, &token);
        Ok(web.page(StatusCode::OK, &site, &page))
    };
    web.answer(&headers, answer).await
}

impl Web {
    /// The page that says in the past tense that it is done.
    pub(super) fn unsubscribed(&self, linked: &Linked, unsubscribe_token: &str) -> Page {
        Page::Unsubscribed(Unsubscribed {
            list: linked.list.name.clone(),
            address: linked.subscription.address.to_string(),
            undo_action: format!("/u/{unsubscribe_token}"),
            preferences_url: Some(
                Links::of(&self.links, &linked.site.public_url, &linked.subscription).preferences().to_string(),
            ),
        })
    }
}
