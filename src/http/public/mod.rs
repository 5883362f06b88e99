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
use std::sync::Arc;

use axum::extract::{FromRequestParts, Path, State};
use axum::http::HeaderMap;
use axum::http::header::HOST;
use axum::http::request::Parts;
use axum::response::Response;

use super::Web;
use super::answer::Refusal;
use super::language::Listener;
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
use crate::render::locale::Locale;
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
pub(super) async fn not_found(State(web): State<Arc<Web>>, listener: Listener, headers: HeaderMap) -> Response {
    let site = web.site_for(&headers, &listener).await;
    web.refuse(&listener, &site, Refusal::NotFound)
}

impl Web {
    /// Runs a handler; what it refuses becomes a page in the name of the site that the request's Host names.
    pub(super) async fn answer(
        &self,
        headers: &HeaderMap,
        listener: &Listener,
        handled: impl Future<Output = Result<Response, Refusal>>,
    ) -> Response {
        match handled.await {
            Ok(response) => response,
            // A database that is away is not asked for a name: the visitor has waited long enough.
            Err(refusal) if refusal.is_temporary() => self.refuse(listener, &nameless(), refusal),
            Err(refusal) => {
                let site = self.site_for(headers, listener).await;
                self.refuse(listener, &site, refusal)
            }
        }
    }

    /// The site that a page without a list is shown for, or a nameless one when there is none or the database is away.
    pub(in crate::http) async fn site_for(&self, headers: &HeaderMap, listener: &Listener) -> SiteView {
        match self.chosen_site(headers).await {
            Ok(Some(site)) => {
                // The page speaks without it, too.
                let _ = self.hear_site(&site, listener).await;
                words::site_view(&site, None)
            }
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

    /// Where nothing is about one list, the language of the site's first one stands for it.
    pub(super) async fn hear_site(&self, site: &Site, listener: &Listener) -> Result<(), Refusal> {
        if let Some(list) = self.store.lists().await?.into_iter().find(|list| list.site == site.id) {
            listener.hears_list(&list.language);
        }
        Ok(())
    }

    /// What a link of `purpose` leads to.
    pub(super) async fn follow(
        &self,
        purpose: Purpose,
        token: &str,
        listener: &Listener,
        now: Timestamp,
    ) -> Result<Linked, Refusal> {
        let followed = follow_link(&self.store, &self.links, purpose, token, now).await?;
        let subscription = followed.ok_or(Refusal::LinkInvalid)?;
        let (list, site) = self.hear_reader(&subscription, listener).await?;
        Ok(Linked { subscription, list, site })
    }

    /// A reader's list and site; whoever the answer is for reads as this reader chose.
    pub(super) async fn hear_reader(
        &self,
        reader: &Subscription,
        listener: &Listener,
    ) -> Result<(List, Site), Refusal> {
        let (list, site) = list_and_site(&self.store, reader.list).await?;
        listener.hears_list(&list.language);
        listener.hears_reader(self.store.preferences(reader.id).await?.language.as_ref());
        Ok((list, site))
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
fn schedule_choices(schedules: &[Schedule], chosen: &str, now: Timestamp, locale: &Locale) -> Vec<ScheduleChoice> {
    let choice = |schedule: &Schedule| ScheduleChoice {
        name: schedule.name.to_string(),
        label: locale.capitalised(&words::schedule_phrase(locale, schedule)),
        effect: words::next_digest(locale, schedule, now).map(|due| locale.say("page-next", &[("when", due.into())])),
        chosen: schedule.name.as_str() == chosen,
    };
    schedules.iter().map(choice).collect()
}

fn nameless() -> SiteView {
    SiteView { name: "Letterbell".to_owned(), home_url: None, accent: crate::render::accent::Accent::default() }
}
