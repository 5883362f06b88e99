//! What readers see: to subscribe, to confirm, to choose, to leave.

pub mod address;
pub mod archive;
pub mod assets;
mod choices;
pub mod confirm;
pub mod counted;
pub mod data;
pub mod disown;
pub mod gate;
mod leaving;
pub mod lists;
mod offer;
pub mod pass;
pub mod pictures;
pub mod placements;
pub mod preferences;
pub mod send_link;
pub mod stamp;
pub mod subscribe;
pub mod unsubscribe;

use std::convert::Infallible;

use axum::extract::{FromRequestParts, Path};
use axum::http::Uri;
use axum::http::request::Parts;
use axum::response::{Redirect, Response};

use super::Web;
use super::answer::Refusal;
use super::visit::Visit;
use crate::domain::id::ListId;
use crate::domain::schedule::Schedule;
use crate::domain::subscription::Subscription;
use crate::domain::time::Timestamp;
use crate::operations::OperationError;
use crate::operations::words;
use crate::render::locale::Locale;
use crate::render::pages::ScheduleChoice;

/// What a path's last part names: a list or a link. Bytes that are no UTF-8 name nothing, as an empty text does.
pub(super) struct Named(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Named {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let name = Path::<String>::from_request_parts(parts, state).await;
        Ok(Self(name.map(|Path(name)| name).unwrap_or_default()))
    }
}

/// Leads to the same address without the slash at its end, as people type it. What a form posted is posted there.
pub(super) async fn without_slash(uri: Uri) -> Redirect {
    let path = uri.path().trim_end_matches('/');
    Redirect::permanent(&uri.query().map_or_else(|| path.to_owned(), |query| format!("{path}?{query}")))
}

/// The answer to a URL that is none of ours.
pub(super) async fn not_found(visit: Visit) -> Response {
    visit.answer(async { Err(Refusal::NotFound) }).await
}

impl Web {
    /// The names of the lists of these subscriptions.
    pub(super) async fn list_names(&self, subscriptions: &[Subscription]) -> Result<Vec<String>, Refusal> {
        let mut names = Vec::with_capacity(subscriptions.len());
        for subscription in subscriptions {
            let missing = OperationError::Missing { what: "list", id: subscription.list.get() };
            names.push(self.store.list(subscription.list).await?.ok_or(missing)?.name);
        }
        Ok(names)
    }

    /// A list's schedules, in the order in which the operator added them; at least one, or nobody can subscribe yet.
    pub(super) async fn schedules_of(&self, list: ListId) -> Result<Vec<Schedule>, Refusal> {
        let schedules = self.store.schedules(Some(list)).await?;
        if schedules.is_empty() {
            return Err(Refusal::NotFound);
        }
        Ok(schedules)
    }

    /// One schedule.
    pub(super) async fn schedule(&self, of: &Subscription) -> Result<Schedule, Refusal> {
        let missing = OperationError::Missing { what: "schedule", id: of.schedule.get() };
        Ok(self.store.schedule(of.schedule).await?.ok_or(missing)?)
    }
}

/// The schedules as choices, the one called `chosen` marked.
fn schedule_choices(schedules: &[Schedule], chosen: &str, now: Timestamp, locale: &Locale) -> Vec<ScheduleChoice> {
    let choice = |schedule: &Schedule| ScheduleChoice {
        name: schedule.name.to_string(),
        label: locale.capitalised(&words::schedule_phrase(locale, schedule)),
        effect: words::next_digest(locale, schedule, now).map(|due| locale.say("page-next", &[("when", due.into())])),
        chosen: schedule.name.as_str() == chosen,
    };
    schedules.iter().map(choice).collect()
}
