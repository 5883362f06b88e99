//! `/address/{token}`: a new address confirmed by its owner, or an old one taken back. GET shows one button; POST acts.

use std::sync::Arc;

use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use super::Named;
use crate::domain::consent::Way;
use crate::domain::time::Timestamp;
use crate::http::Web;
use crate::http::answer::Refusal;
use crate::http::language::Listener;
use crate::http::origin::{Peer, origin, visitor};
use crate::operations::follow_link::{AddressLink, follow_address_link};
use crate::operations::links::Links;
use crate::operations::words;
use crate::render::pages::{MoveAddress, Page};
use crate::store::AddressMoved;

/// The page with the button. Nothing changes.
pub async fn show(
    State(web): State<Arc<Web>>,
    Named(token): Named,
    listener: Listener,
    headers: HeaderMap,
) -> Response {
    let page = async {
        let link = web.address_link(&token, web.clock.now()).await?;
        let (_, site) = web.hear_reader(&link.subscription, &listener).await?;
        let page = MoveAddress { address: link.change.address.to_string(), way_back: link.change.way_back };
        Ok(web.page(StatusCode::OK, &listener, &words::site_view(&site, None), &Page::MoveAddress(page)))
    };
    web.answer(&headers, &listener, page).await
}

/// The button.
pub async fn submit(
    State(web): State<Arc<Web>>,
    Extension(peer): Extension<Peer>,
    Named(token): Named,
    listener: Listener,
    headers: HeaderMap,
) -> Response {
    let answer = async {
        let now = web.clock.now();
        let link = web.address_link(&token, now).await?;
        let (_, site) = web.hear_reader(&link.subscription, &listener).await?;
        let view = words::site_view(&site, None);
        let origin = origin(Way::PreferencePage, visitor(peer, &headers, &web.trusted_proxies), &headers);
        match web.store.confirm_address_change(link.subscription.id, &link.change, &origin, now).await? {
            AddressMoved::Now => {
                web.mail_queued.notify_waiters();
                let missing = Refusal::LinkInvalid;
                let moved = web.store.subscription(link.subscription.id).await?.ok_or(missing)?;
                let preferences_url = Links::of(&web.links, &site.public_url, &moved).preferences().to_string();
                let page = Page::AddressMoved { address: moved.address.to_string(), preferences_url };
                Ok(web.page(StatusCode::OK, &listener, &view, &page))
            }
            AddressMoved::Taken => {
                let words = listener.locale().say("error-address-taken", &[]);
                Ok(web.page(StatusCode::CONFLICT, &listener, &view, &Page::BadRequest(Some(words))))
            }
            AddressMoved::Refused => Err(Refusal::LinkInvalid),
        }
    };
    web.answer(&headers, &listener, answer).await
}

impl Web {
    async fn address_link(&self, token: &str, now: Timestamp) -> Result<AddressLink, Refusal> {
        follow_address_link(&self.store, &self.links, token, now).await?.ok_or(Refusal::LinkInvalid)
    }
}
