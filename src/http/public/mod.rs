//! What readers see: to subscribe, to confirm, to choose, to leave.

pub mod address;
pub mod archive;
pub mod assets;
mod choices;
pub mod confirm;
pub mod data;
pub mod disown;
pub mod gate;
mod leaving;
pub mod lists;
mod offer;
pub mod pass;
pub mod placements;
pub mod preferences;
pub mod send_link;
pub mod stamp;
pub mod subscribe;
pub mod unsubscribe;

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::{FromRequestParts, Path, State};
use axum::http::HeaderMap;
use axum::http::header::HOST;
use axum::http::request::Parts;
use axum::response::Response;

use super::Web;
use super::answer::Refusal;
use crate::domain::id::ListId;
use crate::domain::list::List;
use crate::domain::schedule::Schedule;
use crate::domain::site::Site;
use crate::domain::subscription::Subscription;
use crate::domain::time::Timestamp;
use crate::domain::token::Purpose;
use crate::operations::OperationError;
use crate::operations::follow_link::follow_link;
use crate::operations::plan_digest::list_and_site;
use crate::operations::words;
use crate::render::pages::ScheduleChoice;
use crate::render::views::SiteView;

/// What a path's last part names: a list or a link. Bytes that are no UTF-8 name nothing, as an empty text does.
pub(super) struct Named(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Named {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let name = Path::<String>::from_request_parts(parts, state).await;
        Ok(Self(name.map(|Path(name)| name).unwrap_or_default()))
    }
}

/// A subscription behind a link, with what its pages show.
pub(super) struct Linked {
    pub subscription: Subscription,
    pub list: List,
    pub site: Site,
}

/// The answer to a URL that is none of ours.
pub(super) async fn not_found(State(web): State<Arc<Web>>, headers: HeaderMap) -> Response {
    let site = web.site_for(&headers).await;
    web.refuse(&site, Refusal::NotFound)
}

impl Web {
    /// Runs a handler; what it refuses becomes a page in the name of the site that the request's Host names.
    pub(super) async fn answer(
        &self,
        headers: &HeaderMap,
        handled: impl Future<Output = Result<Response, Refusal>>,
    ) -> Response {
        match handled.await {
            Ok(response) => response,
            // A database that is away is not asked for a name: the visitor has waited long enough.
            Err(refusal) if refusal.is_temporary() => self.refuse(&nameless(), refusal),
            Err(refusal) => {
                let site = self.site_for(headers).await;
                self.refuse(&site, refusal)
            }
        }
    }

    /// The site that a page without a list is shown for, or a nameless one when there is none or the database is away.
    async fn site_for(&self, headers: &HeaderMap) -> SiteView {
        match self.chosen_site(headers).await {
            Ok(Some(site)) => words::site_view(&site, None),
            Ok(None) | Err(_) => nameless(),
        }
    }

    /// The site that the Host header names, else the first one. It chooses what is shown; links never depend on it.
    pub(super) async fn chosen_site(&self, headers: &HeaderMap) -> Result<Option<Site>, Refusal> {
        let host = headers.get(HOST).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let mut sites = self.store.sites().await?;
        let named = sites.iter().position(|site| site.public_url.answers_to(host));
        Ok(match named {
            Some(place) => Some(sites.swap_remove(place)),
            None => sites.into_iter().next(),
        })
    }

    /// What a link of `purpose` leads to.
    pub(super) async fn follow(&self, purpose: Purpose, token: &str, now: Timestamp) -> Result<Linked, Refusal> {
        let followed = follow_link(&self.store, &self.links, purpose, token, now).await?;
        let subscription = followed.ok_or(Refusal::LinkInvalid)?;
        let (list, site) = list_and_site(&self.store, subscription.list).await?;
        Ok(Linked { subscription, list, site })
    }

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
fn schedule_choices(schedules: &[Schedule], chosen: &str, now: Timestamp) -> Vec<ScheduleChoice> {
    let choice = |schedule: &Schedule| ScheduleChoice {
        name: schedule.name.to_string(),
        label: capitalised(&words::schedule_phrase(words::english(), schedule)),
        effect: words::next_digest(words::english(), schedule, now).map(|due| format!("Next digest: {due}")),
        chosen: schedule.name.as_str() == chosen,
    };
    schedules.iter().map(choice).collect()
}

fn capitalised(phrase: &str) -> String {
    let mut characters = phrase.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

fn nameless() -> SiteView {
    SiteView { name: "Letterbell".to_owned(), home_url: None, accent: crate::render::accent::Accent::default() }
}
