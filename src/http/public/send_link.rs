//! `/link`: "send me my link". Whoever asks, for whichever address, gets the same answer after the same work.

use std::sync::Arc;

use axum::Extension;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use crate::domain::address::EmailAddress;
use crate::http::Web;
use crate::http::answer::Refusal;
use crate::http::fields::Fields;
use crate::http::language::Listener;
use crate::http::origin::{Peer, visitor};
use crate::operations::guard::Ask;
use crate::operations::send_link::send_link;
use crate::operations::words;
use crate::render::pages::{LinkSent, Page, SendLink};

/// The page.
pub async fn show(State(web): State<Arc<Web>>, listener: Listener, headers: HeaderMap) -> Response {
    let page = async {
        let site = web.chosen_site(&headers).await?.ok_or(Refusal::NotFound)?;
        web.hear_site(&site, &listener).await?;
        let page = Page::SendLink(SendLink {
            stamp: web.guard.stamp(web.clock.now()),
            email: String::new(),
            email_error: None,
        });
        Ok(web.page(StatusCode::OK, &listener, &words::site_view(&site, None), &page))
    };
    web.answer(&headers, &listener, page).await
}

/// The form.
pub async fn submit(
    State(web): State<Arc<Web>>,
    Extension(peer): Extension<Peer>,
    listener: Listener,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let answer = async {
        let fields = Fields::read(&body);
        listener.hears_form(&fields);
        let now = web.clock.now();
        let site = web.chosen_site(&headers).await?.ok_or(Refusal::NotFound)?;
        web.hear_site(&site, &listener).await?;
        let view = words::site_view(&site, None);
        let address = match EmailAddress::parse(fields.get("email")) {
            Ok(address) => address,
            Err(error) => {
                let page = SendLink {
                    stamp: web.guard.stamp_again(fields.get("stamp"), now),
                    email: fields.get("email").to_owned(),
                    email_error: Some(words::address_error(listener.locale(), error)),
                };
                return Ok(web.page(StatusCode::UNPROCESSABLE_ENTITY, &listener, &view, &Page::SendLink(page)));
            }
        };
        let visitor = visitor(peer, &headers, &web.trusted_proxies);
        let ask = Ask { visitor, address: &address, lists: &[], form: Some(fields.stamped()) };
        let admission = web.admit(&ask, "/link", &fields, now)?;
        if fields.get("website").is_empty() {
            web.wake_after(send_link(&web.store, site.id, &address, &admission, now).await?);
        } else {
            tracing::info!("a form was filled by a machine and dropped");
        }
        let page = Page::LinkSent(LinkSent {
            address: address.to_string(),
            resend: web.resend(listener.locale(), "/link".to_owned(), &fields, now),
            subscribe_url: "/s".to_owned(),
        });
        Ok(web.page(StatusCode::OK, &listener, &view, &page))
    };
    web.answer(&headers, &listener, answer).await
}
