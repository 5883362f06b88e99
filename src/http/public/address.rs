//! `/address/{token}`: a new address confirmed by its owner, or an old one taken back. GET shows one button; POST acts.

use axum::http::StatusCode;
use axum::response::Response;

use super::Named;
use crate::domain::consent::Way;
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
        let page = MoveAddress { address: link.change.address.to_string(), way_back: link.change.way_back };
        Ok(visit.page(&site, &Page::MoveAddress(page)))
    };
    visit.answer(page).await
}

/// The button.
pub async fn submit(visit: Visit, Named(token): Named) -> Response {
    let answer = async {
        let link = visit.address_link(&token).await?;
        let (_, site) = visit.hear_reader(&link.subscription).await?;
        let (store, id) = (&visit.web.store, link.subscription.id);
        let origin = visit.origin(Way::PreferencePage);
        match store.confirm_address_change(id, &link.change, &origin, visit.now).await? {
            AddressMoved::Now => {
                visit.web.mail_queued.notify_waiters();
                let moved = store.subscription(id).await?.ok_or(Refusal::LinkInvalid)?;
                let preferences_url = Links::of(&visit.web.links, &site.public_url, &moved).preferences().to_string();
                let page = Page::AddressMoved { address: moved.address.to_string(), preferences_url };
                Ok(visit.page(&site, &page))
            }
            AddressMoved::Taken => {
                let words = visit.locale().say("error-address-taken", &[]);
                Ok(visit.page_with(StatusCode::CONFLICT, &site, &Page::BadRequest(Some(words))))
            }
            AddressMoved::Refused => Err(Refusal::LinkInvalid),
        }
    };
    visit.answer(answer).await
}

impl Visit {
    async fn address_link(&self, token: &str) -> Result<AddressLink, Refusal> {
        follow_address_link(&self.web.store, &self.web.links, token, self.now).await?.ok_or(Refusal::LinkInvalid)
    }
}
