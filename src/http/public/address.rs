//! `/address/{token}`: a new address confirmed by its owner, or an old one taken back. GET shows one button; POST acts.

use axum::http::StatusCode;
use axum::response::Response;

use super::Named;
use crate::domain::consent::Way;
use crate::domain::site::Site;
use crate::domain::subscription::Subscription;
use crate::http::answer::Refusal;
use crate::http::visit::Visit;
use crate::operations::follow_link::{AddressLink, follow_address_link};
use crate::operations::links::Links;
use crate::render::pages::{MoveAddress, Page};
use crate::store::AddressMoved;

/// The page with the button. Nothing changes.
pub async fn show(visit: Visit, Named(token): Named) -> Response {
    let page = async {
        let link = visit.address_link(&token).await?;
        let (_, site) = visit.hear_reader(&link.subscription).await?;
        let page = match &link.change {
            Some(change) => {
                Page::MoveAddress(MoveAddress { address: change.address.to_string(), way_back: change.way_back })
            }
            None => visit.moved(&site, &link.subscription),
        };
        Ok(visit.page(&site, &page))
    };
    visit.answer(page).await
}

/// The button; pressed twice it does no harm.
pub async fn submit(visit: Visit, Named(token): Named) -> Response {
    let answer = async {
        let link = visit.address_link(&token).await?;
        let (_, site) = visit.hear_reader(&link.subscription).await?;
        let (store, id) = (&visit.web.store, link.subscription.id);
        let Some(change) = &link.change else { return Ok(visit.page(&site, &visit.moved(&site, &link.subscription))) };
        match store.confirm_address_change(id, change, &visit.origin(Way::PreferencePage), visit.now).await? {
            AddressMoved::Now => {
                visit.web.mail_queued.notify_waiters();
                let moved = store.subscription(id).await?.ok_or(Refusal::LinkInvalid)?;
                Ok(visit.page(&site, &visit.moved(&site, &moved)))
            }
            AddressMoved::Taken => {
                let words = visit.locale().say("error-address-taken", &[]);
                Ok(visit.page_with(StatusCode::CONFLICT, &site, &Page::BadRequest(Some(words))))
            }
            // Of two presses at once the other one may have come first.
            AddressMoved::Refused => match visit.address_link(&token).await? {
                AddressLink { subscription, change: None } => Ok(visit.page(&site, &visit.moved(&site, &subscription))),
                AddressLink { change: Some(_), .. } => Err(Refusal::LinkInvalid),
            },
        }
    };
    visit.answer(answer).await
}

impl Visit {
    fn moved(&self, site: &Site, reader: &Subscription) -> Page {
        let preferences_url = Links::of(&self.web.links, &site.public_url, reader).preferences().to_string();
        Page::AddressMoved { address: reader.address.to_string(), preferences_url }
    }

    async fn address_link(&self, token: &str) -> Result<AddressLink, Refusal> {
        follow_address_link(&self.web.store, &self.web.links, token, self.now).await?.ok_or(Refusal::LinkInvalid)
    }
}
