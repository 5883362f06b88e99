//! `/p/{token}`: what a reader has chosen. GET shows it; POST changes the schedule or leaves.

use std::sync::Arc;

use axum::Extension;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use super::{Linked, Named, schedule_choices};
use crate::domain::consent::{Origin, Way};
use crate::domain::subscription::SubscriptionState;
use crate::domain::time::Timestamp;
use crate::domain::token::Purpose;
use crate::http::Web;
use crate::http::answer::Refusal;
use crate::http::fields::Fields;
use crate::http::origin::{Peer, origin, visitor};
use crate::operations::words;
use crate::render::pages::{Page, Preferences, PreferencesSaved};
use crate::store::Changed;

/// The page.
pub async fn show(State(web): State<Arc<Web>>, Named(token): Named, headers: HeaderMap) -> Response {
    let page = async {
        let now = web.clock.now();
        let linked = web.follow(Purpose::Preferences, &token, now).await?;
        let page = match linked.subscription.state {
            SubscriptionState::Active => web.preferences(&linked, None, now).await?,
            SubscriptionState::Ended(_) => web.unsubscribed(&linked, now),
            SubscriptionState::Pending => return Err(Refusal::LinkInvalid),
        };
        Ok(web.page(StatusCode::OK, &words::site_view(&linked.site, None), &page))
    };
    web.answer(&headers, page).await
}

/// A change.
pub async fn submit(
    State(web): State<Arc<Web>>,
    Extension(peer): Extension<Peer>,
    Named(token): Named,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let answer = async {
        let now = web.clock.now();
        let linked = web.follow(Purpose::Preferences, &token, now).await?;
        let fields = Fields::read(&body);
        let origin = origin(Way::PreferencePage, visitor(peer, &headers, &web.trusted_proxies), &headers);
        let site = words::site_view(&linked.site, None);
        match fields.get("action") {
            "leave" => {
                let page = web.leave(linked, "Leave. Button: Unsubscribe", &origin, now).await?;
                Ok(web.page(StatusCode::OK, &site, &page))
            }
            "schedule" => {
                let (status, page) = web.choose_schedule(&linked, fields.get("schedule"), &origin, now).await?;
                Ok(web.page(status, &site, &page))
            }
            _ => Err(Refusal::BadRequest("Go back to the page and press one of its buttons.".to_owned())),
        }
    };
    web.answer(&headers, answer).await
}

impl Web {
    async fn preferences(&self, linked: &Linked, error: Option<String>, now: Timestamp) -> Result<Page, Refusal> {
        let schedules = self.schedules_of(linked.list.id).await?;
        let chosen = self.schedule(&linked.subscription).await?;
        Ok(Page::Preferences(Preferences {
            list: linked.list.name.clone(),
            address: linked.subscription.address.to_string(),
            schedules: schedule_choices(&schedules, chosen.name.as_str(), now),
            schedule_error: error,
        }))
    }

    async fn choose_schedule(
        &self,
        linked: &Linked,
        name: &str,
        origin: &Origin,
        now: Timestamp,
    ) -> Result<(StatusCode, Page), Refusal> {
        let schedules = self.schedules_of(linked.list.id).await?;
        let Some(schedule) = schedules.iter().find(|schedule| schedule.name.as_str() == name) else {
            let page = self.preferences(linked, Some("Choose one of these.".to_owned()), now).await?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page));
        };
        let phrase = words::schedule_phrase(schedule);
        let wording = format!("How often it comes: {phrase}. Button: Save");
        let id = linked.subscription.id;
        match self.store.change_schedule(id, schedule.id, &wording, origin, now).await? {
            Changed::Refused => Err(Refusal::LinkInvalid),
            Changed::Now(_) | Changed::Before(_) => {
                let page = Page::PreferencesSaved(PreferencesSaved {
                    list: linked.list.name.clone(),
                    schedule: phrase,
                    next_digest: words::next_digest(schedule, now),
                    preferences_url: self.links_of(linked).preferences().to_string(),
                });
                Ok((StatusCode::OK, page))
            }
        }
    }
}
