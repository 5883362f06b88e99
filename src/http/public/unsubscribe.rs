//! `/u/{token}`: leaving. GET shows one button; POST acts, from the button or from a mail program's one click (RFC 8058).

use std::sync::Arc;

use axum::Extension;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};

use super::{Linked, Named};
use crate::domain::consent::Way;
use crate::domain::subscription::SubscriptionState;
use crate::domain::token::Purpose;
use crate::http::Web;
use crate::http::answer::Refusal;
use crate::http::fields::{Fields, is_one_click};
use crate::http::language::Listener;
use crate::http::origin::{Peer, origin, visitor};
use crate::operations::leave::leave;
use crate::operations::links::Links;
use crate::operations::words;
use crate::render::pages::{Page, Unsubscribe};
use crate::store::Changed;

/// The page with the button. Nothing changes.
pub async fn show(
    State(web): State<Arc<Web>>,
    Named(token): Named,
    listener: Listener,
    headers: HeaderMap,
) -> Response {
    let page = async {
        let now = web.clock.now();
        let linked = web.follow(Purpose::Unsubscribe, &token, &listener, now).await?;
        let page = match linked.subscription.state {
            SubscriptionState::Ended(_) => web.left(&linked, false, now).await?,
            SubscriptionState::Pending => ask(&linked, None),
            SubscriptionState::Active => {
                let choice = web.store.schedules(Some(linked.list.id)).await?.len() > 1;
                ask(&linked, choice.then(|| web.links_of(&linked).preferences().to_string()))
            }
        };
        Ok(web.page(StatusCode::OK, &listener, &words::site_view(&linked.site, None), &page))
    };
    web.answer(&headers, &listener, page).await
}

/// The button, the one click, and the way back.
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
        let visitor = visitor(peer, &headers, &web.trusted_proxies);
        if is_one_click(&headers, &body) {
            // Nothing is shown, so nothing is looked up: the register alone tells whether the link still means somebody.
            let claim = web.links.read(Purpose::Unsubscribe, &token, now).map_err(|_| Refusal::LinkInvalid)?;
            let origin = origin(Way::OneClick, visitor, &headers);
            let wording = "List-Unsubscribe=One-Click";
            if leave(&web.register, &web.guard, claim, wording, &origin, now).await? == Changed::Refused {
                return Err(Refusal::LinkInvalid);
            }
            // No redirect, no cookie, no page: a machine reads this (RFC 8058 §3.1).
            return Ok((StatusCode::OK, [(CACHE_CONTROL, "no-store")], "Unsubscribed.\n").into_response());
        }
        let linked = web.follow(Purpose::Unsubscribe, &token, &listener, now).await?;
        let locale = listener.locale();
        let id = linked.subscription.id;
        let site = words::site_view(&linked.site, None);
        let origin = origin(Way::UnsubscribePage, visitor, &headers);
        let fields = Fields::read(&body);
        if fields.get("action") == "reason" {
            let page = web.note(&linked, fields.get("reason"), now).await?;
            return Ok(web.page(StatusCode::OK, &listener, &site, &page));
        }
        if fields.get("action") == "undo" {
            return match web.store.return_to_list(id, &locale.say("page-undo", &[]), &origin, now).await? {
                Changed::Refused => Err(Refusal::LinkInvalid),
                Changed::Now(active) | Changed::Before(active) => {
                    let view = web.confirmed_view(locale, &active).await?;
                    Ok(web.page(StatusCode::OK, &listener, &site, &Page::Resubscribed(view)))
                }
            };
        }
        let question = locale.say("page-unsubscribe-question", &[("list", linked.list.name.as_str().into())]);
        let wording = format!("{question} {}", words::pressed(&locale.say("page-unsubscribe", &[])));
        let page = web.leave(linked, &wording, &origin, now).await?;
        Ok(web.page(StatusCode::OK, &listener, &site, &page))
    };
    web.answer(&headers, &listener, answer).await
}

fn ask(linked: &Linked, preferences_url: Option<String>) -> Page {
    Page::Unsubscribe(Unsubscribe {
        list: linked.list.name.clone(),
        address: linked.subscription.address.to_string(),
        preferences_url,
    })
}

impl Web {
    /// The links of a subscription that was followed.
    pub(super) fn links_of<'a>(&'a self, linked: &'a Linked) -> Links<'a> {
        Links::of(&self.links, &linked.site.public_url, &linked.subscription)
    }
}
