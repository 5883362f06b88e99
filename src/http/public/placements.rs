//! What the script on a blog's own pages asks for, and the page that shows a list's placements. These answers alone may be read by pages
//! of other origins: they hold nothing that depends on who asks.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::State;
use axum::http::header::{ACCEPT, ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::subscribe::topics_wording;
use super::{Named, schedule_choices};
use crate::domain::list::List;
use crate::domain::placement::{Placement, PlacementKind};
use crate::domain::schedule::Schedule;
use crate::domain::site::Site;
use crate::domain::time::Timestamp;
use crate::http::Web;
use crate::http::answer::{Refusal, TRY_AGAIN_SECONDS};
use crate::operations::subscribe::Choice;
use crate::operations::words;
use crate::render::accent::Accent;
use crate::render::pages::{Embed, EmbedPlacement, PROMISE, Page};
use crate::render::placements::{NotTaken, PlacementView, PlacementsView, UsualWords, Words};

/// Short enough for an operator who changes a text and looks.
const CACHED: HeaderValue = HeaderValue::from_static("public, max-age=60");

/// `/s/{list}/placements.json`
pub async fn settings(State(web): State<Arc<Web>>, Named(slug): Named) -> Response {
    let settings = async {
        let (list, site) = web.list_called(&slug).await?;
        let schedules = web.schedules_of(list.id).await?;
        let placements = web.store.placements(list.id).await?;
        Ok(placements_view(&list, &site, &schedules, &placements, web.clock.now()))
    };
    match settings.await {
        Ok(view) => {
            let mut answer = readable_everywhere(StatusCode::OK, &view);
            answer.headers_mut().insert(CACHE_CONTROL, CACHED);
            answer
        }
        Err(refusal) => refused(refusal),
    }
}

/// `/s/{list}/embed`
pub async fn page(State(web): State<Arc<Web>>, Named(slug): Named, headers: HeaderMap) -> Response {
    let page = async {
        let (list, site) = web.list_called(&slug).await?;
        web.schedules_of(list.id).await?;
        let placements = web.store.placements(list.id).await?;
        let embed = Embed {
            name: list.name.clone(),
            list: list.slug.to_string(),
            base: site.public_url.as_str().trim_end_matches('/').to_owned(),
            placements: placements.iter().map(|placement| on_the_page(placement, &list, &site)).collect(),
            invitation: format!("Subscribe to {}", list.name),
            promise: PROMISE.to_owned(),
        };
        Ok(web.page(StatusCode::OK, &words::site_view(&site, None), &Page::Embed(embed)))
    };
    web.answer(&headers, page).await
}

/// Whether a form comes from the script, which wants to know what to show rather than another page.
pub(super) fn wants_json(headers: &HeaderMap) -> bool {
    let accepted = headers.get(ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    accepted.split(',').any(|kind| kind.split(';').next().unwrap_or_default().trim() == "application/json")
}

/// What the script gets instead of a page for a form that was not taken.
pub(super) fn refused(refusal: Refusal) -> Response {
    let (status, words, wait) = match refusal {
        Refusal::TooMany(wait) => {
            let again = format!("in {}", words::span(words::english(), wait));
            let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
            (StatusCode::TOO_MANY_REQUESTS, NotTaken::too_many(&again), Some(seconds))
        }
        Refusal::Domain => (StatusCode::UNPROCESSABLE_ENTITY, NotTaken::domain(), None),
        Refusal::OnceMore(_) => (StatusCode::UNPROCESSABLE_ENTITY, NotTaken::once_more(), None),
        Refusal::Failed(error) => {
            let temporary = error.is_temporary();
            tracing::error!(%error, "a request of the script failed");
            let status = if temporary { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::INTERNAL_SERVER_ERROR };
            (status, NotTaken::not_now(), temporary.then_some(TRY_AGAIN_SECONDS))
        }
        Refusal::NotFound | Refusal::LinkInvalid => (StatusCode::NOT_FOUND, NotTaken::no_such_list(), None),
        Refusal::BadRequest(instead) => {
            (StatusCode::BAD_REQUEST, NotTaken { form: Some(instead), ..NotTaken::default() }, None)
        }
    };
    let mut answer = readable_everywhere(status, &words);
    if let Some(seconds) = wait {
        answer.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    answer
}

/// An answer that pages of any origin may read. No request to it carries who somebody is, so nothing can be learned by it.
pub(super) fn readable_everywhere(status: StatusCode, body: &impl Serialize) -> Response {
    let body =
        serde_json::to_string(body).expect("views are structs of strings, lists and numbers, which JSON can hold");
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("application/json")),
        (ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*")),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (status, headers, body).into_response()
}

/// The words of a placement that somebody subscribes by: what the consent record keeps.
pub(super) fn wording(placement: &Placement, site: &Site, Choice { list, schedule, topics }: &Choice<'_>) -> String {
    let words = words_of(placement, list, site);
    let mut lines = vec![
        words.heading,
        words.text,
        format!("{}, {}", list.name, words::schedule_phrase(words::english(), schedule)),
    ];
    lines.extend(topics_wording(topics));
    lines.push(format!("Button: {}", words.button));
    lines.push(PROMISE.to_owned());
    lines.join("\n")
}

fn on_the_page(placement: &Placement, list: &List, site: &Site) -> EmbedPlacement {
    let words = words_of(placement, list, site);
    EmbedPlacement {
        kind: placement.kind.to_string(),
        heading: words.heading,
        text: words.text,
        button: words.button,
        shown: placement.shown,
    }
}

fn placements_view(
    list: &List,
    site: &Site,
    schedules: &[Schedule],
    placements: &[Placement],
    now: Timestamp,
) -> PlacementsView {
    let shown: BTreeMap<&'static str, PlacementView> = placements
        .iter()
        .filter(|placement| placement.shown)
        .map(|placement| (placement.kind.as_str(), placement_view(placement, list, site, schedules, now)))
        .collect();
    PlacementsView {
        list: list.slug.to_string(),
        direction: words::english().direction(),
        language: words::english().tag(),
        promise: PROMISE.to_owned(),
        words: Words::ENGLISH,
        placements: shown,
    }
}

fn placement_view(
    placement: &Placement,
    list: &List,
    site: &Site,
    schedules: &[Schedule],
    now: Timestamp,
) -> PlacementView {
    let brand = placement.colour.as_deref().and_then(|colour| Accent::from_brand(colour).ok());
    let accent = brand.unwrap_or_else(|| words::site_view(site, None).accent);
    let words = words_of(placement, list, site);
    let is_offered =
        |schedule: &&Schedule| placement.schedules.is_empty() || placement.schedules.contains(&schedule.name);
    let offered: Vec<Schedule> = schedules.iter().filter(is_offered).cloned().collect();
    let first = offered.first().map(|schedule| schedule.name.to_string()).unwrap_or_default();
    // One of several is a choice; so is the only one that is offered when it is not the list's usual one.
    let is_choice = offered.len() > 1 || offered.first() != schedules.first();
    PlacementView {
        heading: words.heading,
        text: words.text,
        button: words.button,
        dismissal: words.dismissal,
        accent: accent.light().to_owned(),
        accent_dark: accent.dark().to_owned(),
        opens: placement.opening().map(Into::into),
        schedules: if is_choice { schedule_choices(&offered, &first, now) } else { Vec::new() },
        topics: placement.topics.clone(),
    }
}

fn words_of(placement: &Placement, list: &List, site: &Site) -> UsualWords {
    let usual = UsualWords::english(placement.kind, &site.name, &list.name, &list.promise);
    UsualWords {
        heading: placement.heading.clone().unwrap_or(usual.heading),
        text: placement.text.clone().unwrap_or(usual.text),
        button: placement.button.clone().unwrap_or(usual.button),
        dismissal: placement.dismissal.clone().unwrap_or(usual.dismissal),
    }
}

impl Web {
    /// The placement of `list` that a form says it stands in; `None` for the list's own page.
    pub(super) async fn placement_called(&self, list: &List, kind: &str) -> Result<Option<Placement>, Refusal> {
        let Ok(kind) = kind.parse::<PlacementKind>() else { return Ok(None) };
        let placements = self.store.placements(list.id).await?;
        Ok(placements.into_iter().find(|placement| placement.kind == kind))
    }
}
