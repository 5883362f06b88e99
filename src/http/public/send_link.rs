//! `/link`: "send me my link". Whoever asks, for whichever address, gets the same answer after the same work.

use axum::http::StatusCode;
use axum::response::Response;

use crate::domain::address::EmailAddress;
use crate::http::fields::Fields;
use crate::http::visit::Visit;
use crate::operations::guard::Ask;
use crate::operations::send_link::send_link;
use crate::operations::words;
use crate::render::pages::{LinkSent, Page, SendLink};

/// The page.
pub async fn show(visit: Visit) -> Response {
    let page = async {
        let site = visit.chosen_site().await?;
        let stamp = visit.web.guard.stamp(visit.now);
        Ok(visit.page(&site, &Page::SendLink(SendLink { stamp, email: String::new(), email_error: None })))
    };
    visit.answer(page).await
}

/// The form.
pub async fn submit(visit: Visit, fields: Fields) -> Response {
    let answer = async {
        visit.listener.hears_form(&fields);
        let site = visit.chosen_site().await?;
        let address = match EmailAddress::parse(fields.get("email")) {
            Ok(address) => address,
            Err(error) => {
                let page = SendLink {
                    stamp: visit.web.guard.stamp_again(fields.get("stamp"), visit.now),
                    email: fields.get("email").to_owned(),
                    email_error: Some(words::address_error(visit.locale(), error)),
                };
                return Ok(visit.page_with(StatusCode::UNPROCESSABLE_ENTITY, &site, &Page::SendLink(page)));
            }
        };
        let ask = Ask { visitor: visit.visitor, address: &address, lists: &[], form: Some(fields.stamped()) };
        let admission = visit.admit(&ask, "/link", &fields)?;
        if fields.get("website").is_empty() {
            visit.wake_after(send_link(&visit.web.store, site.id, &address, &admission, visit.now).await?);
        } else {
            tracing::info!("a form was filled by a machine and dropped");
        }
        let page = Page::LinkSent(LinkSent {
            address: address.to_string(),
            resend: visit.resend("/link", &fields),
            subscribe_url: "/s".to_owned(),
        });
        Ok(visit.page(&site, &page))
    };
    visit.answer(answer).await
}
