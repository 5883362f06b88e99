//! `/u/{token}`: leaving. GET shows one button; POST acts, from the button or from a mail program's one click (RFC 8058).

use axum::body::Bytes;
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse as _, Response};

use super::Named;
use crate::domain::consent::Way;
use crate::domain::subscription::SubscriptionState;
use crate::domain::token::Purpose;
use crate::http::answer::Refusal;
use crate::http::fields::{Fields, is_one_click};
use crate::http::visit::{Linked, Visit};
use crate::operations::leave::leave;
use crate::operations::words;
use crate::render::pages::{Page, Unsubscribe};
use crate::store::Changed;

/// The page with the button. Nothing changes.
pub async fn show(visit: Visit, Named(token): Named) -> Response {
    let page = async {
        let linked = visit.follow(Purpose::Unsubscribe, &token).await?;
        let page = match linked.subscription.state {
            SubscriptionState::Ended(_) => visit.left(&linked, false).await?,
            SubscriptionState::Pending => ask(&linked, None),
            SubscriptionState::Active => {
                let choice = visit.web.store.schedules(Some(linked.list.id)).await?.len() > 1;
                ask(&linked, choice.then(|| visit.links_of(&linked).preferences().to_string()))
            }
        };
        Ok(visit.page(&linked.site, &page))
    };
    visit.answer(page).await
}

/// The button, the one click, and the way back.
pub async fn submit(visit: Visit, Named(token): Named, body: Bytes) -> Response {
    if is_one_click(&visit.headers, &body) {
        return visit.answer(visit.one_click(&token)).await;
    }
    let answer = async {
        let linked = visit.follow(Purpose::Unsubscribe, &token).await?;
        let (locale, origin) = (visit.locale(), visit.origin(Way::UnsubscribePage));
        let fields = Fields::read(&body);
        let page = match fields.get("action") {
            "reason" => visit.note(&linked, fields.get("reason")).await?,
            "undo" => {
                let wording = locale.say("page-undo", &[]);
                match visit.web.store.return_to_list(linked.subscription.id, &wording, &origin, visit.now).await? {
                    Changed::Refused => return Err(Refusal::LinkInvalid),
                    Changed::Now(active) | Changed::Before(active) => {
                        Page::Resubscribed(visit.confirmed_view(&active).await?)
                    }
                }
            }
            _ => {
                let question = locale.say("page-unsubscribe-question", &[("list", linked.list.name.as_str().into())]);
                let wording = format!("{question} {}", words::pressed(&locale.say("page-unsubscribe", &[])));
                visit.leave(&linked, &wording, &origin).await?
            }
        };
        Ok(visit.page(&linked.site, &page))
    };
    visit.answer(answer).await
}

fn ask(linked: &Linked, preferences_url: Option<String>) -> Page {
    Page::Unsubscribe(Unsubscribe {
        list: linked.list.name.clone(),
        address: linked.subscription.address.to_string(),
        preferences_url,
    })
}

impl Visit {
    /// Nothing is shown, so nothing is looked up: the register alone tells whether the link still means somebody.
    async fn one_click(&self, token: &str) -> Result<Response, Refusal> {
        let claim = self.web.links.read(Purpose::Unsubscribe, token, self.now).map_err(|_| Refusal::LinkInvalid)?;
        let (wording, origin) = ("List-Unsubscribe=One-Click", self.origin(Way::OneClick));
        if leave(&self.web.register, &self.web.guard, claim, wording, &origin, self.now).await? == Changed::Refused {
            return Err(Refusal::LinkInvalid);
        }
        // No redirect, no cookie, no page: a machine reads this (RFC 8058 §3.1).
        Ok((StatusCode::OK, [(CACHE_CONTROL, "no-store")], "Unsubscribed.\n").into_response())
    }
}
