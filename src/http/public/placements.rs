//! What the script on a blog's own pages asks for, and the page that shows a list's placements. These answers alone may be read by pages
//! of other origins: they hold nothing that depends on who asks.

use std::collections::BTreeMap;

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
use crate::http::answer::{Refusal, TRY_AGAIN_SECONDS, spoken};
use crate::http::visit::Visit;
use crate::operations::languages::locale_of;
use crate::operations::subscribe::Choice;
use crate::operations::words;
use crate::render::accent::Accent;
use crate::render::locale::Locale;
use crate::render::pages::{Embed, EmbedPlacement, Page};
use crate::render::placements::{NotTaken, PlacementView, PlacementsView, UsualWords, Words};

/// Short enough for an operator who changes a text and looks.
const CACHED: HeaderValue = HeaderValue::from_static("public, max-age=60");

/// `/s/{list}/placements.json`
pub async fn settings(visit: Visit, Named(slug): Named) -> Response {
    let settings = async {
        let (list, site, schedules) = visit.offered_list(&slug).await?;
        let placements = visit.web.store.placements(list.id).await?;
        Ok(placements_view(visit.locale(), &list, &site, &schedules, &placements, visit.now))
    };
    match settings.await {
        Ok(view) => {
            let mut answer = told_everywhere(StatusCode::OK, visit.locale(), &view);
            answer.headers_mut().insert(CACHE_CONTROL, CACHED);
            answer
        }
        Err(refusal) => refused(visit.locale(), refusal),
    }
}

/// `/s/{list}/embed`
pub async fn page(visit: Visit, Named(slug): Named) -> Response {
    let page = async {
        let (list, site, _) = visit.offered_list(&slug).await?;
        let placements = visit.web.store.placements(list.id).await?;
        // What is copied speaks the blog's language, whoever copies it.
        let blog = locale_of(&list.language);
        let embed = Embed {
            name: list.name.clone(),
            list: list.slug.to_string(),
            base: site.public_url.as_str().trim_end_matches('/').to_owned(),
            placements: placements.iter().map(|placement| on_the_page(blog, placement, &list, &site)).collect(),
            language: blog.tag(),
            invitation: blog.say("embed-subscribe-to", &[("list", list.name.as_str().into())]),
            email: blog.say("page-email", &[]),
            trap: blog.say("page-trap", &[]),
            promise: blog.say("page-promise", &[]),
        };
        Ok(visit.page(&site, &Page::Embed(embed)))
    };
    visit.answer(page).await
}

/// Whether a form comes from the script, which wants to know what to show rather than another page.
pub(super) fn wants_json(headers: &HeaderMap) -> bool {
    let accepted = headers.get(ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    accepted.split(',').any(|kind| kind.split(';').next().unwrap_or_default().trim() == "application/json")
}

/// What the script gets instead of a page for a form that was not taken.
pub(super) fn refused(locale: &Locale, refusal: Refusal) -> Response {
    let (status, words, wait) = match refusal {
        Refusal::TooMany(wait) => {
            let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
            (StatusCode::TOO_MANY_REQUESTS, NotTaken::too_many(locale, words::span(locale, wait)), Some(seconds))
        }
        Refusal::Domain => (StatusCode::UNPROCESSABLE_ENTITY, NotTaken::domain(locale), None),
        Refusal::OnceMore(_) => (StatusCode::UNPROCESSABLE_ENTITY, NotTaken::once_more(locale), None),
        Refusal::Failed(error) => {
            let temporary = error.is_temporary();
            tracing::error!(%error, "a request of the script failed");
            let status = if temporary { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::INTERNAL_SERVER_ERROR };
            (status, NotTaken::not_now(locale), temporary.then_some(TRY_AGAIN_SECONDS))
        }
        Refusal::NotFound | Refusal::LinkInvalid => (StatusCode::NOT_FOUND, NotTaken::no_such_list(locale), None),
        Refusal::BadRequest(instead) => {
            let form = Some(locale.say(instead, &[]));
            (StatusCode::BAD_REQUEST, NotTaken { form, ..NotTaken::default() }, None)
        }
    };
    let mut answer = told_everywhere(status, locale, &words);
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

/// The same with words in it.
pub(super) fn told_everywhere(status: StatusCode, locale: &Locale, body: &impl Serialize) -> Response {
    spoken(readable_everywhere(status, body), locale)
}

/// The words of a placement that somebody subscribes by: what the consent record keeps.
pub(super) fn wording(
    locale: &Locale,
    placement: &Placement,
    site: &Site,
    Choice { list, schedule, topics }: &Choice<'_>,
) -> String {
    let words = words_of(locale, placement, list, site);
    let mut lines =
        vec![words.heading, words.text, format!("{}, {}", list.name, words::schedule_phrase(locale, schedule))];
    lines.extend(topics_wording(topics));
    lines.push(words::pressed(&words.button));
    lines.push(locale.say("page-promise", &[]));
    lines.join("\n")
}

fn on_the_page(locale: &Locale, placement: &Placement, list: &List, site: &Site) -> EmbedPlacement {
    let words = words_of(locale, placement, list, site);
    EmbedPlacement {
        kind: placement.kind.to_string(),
        heading: words.heading,
        text: words.text,
        button: words.button,
        shown: placement.shown,
    }
}

fn placements_view(
    locale: &Locale,
    list: &List,
    site: &Site,
    schedules: &[Schedule],
    placements: &[Placement],
    now: Timestamp,
) -> PlacementsView {
    let shown: BTreeMap<&'static str, PlacementView> = placements
        .iter()
        .filter(|placement| placement.shown)
        .map(|placement| (placement.kind.as_str(), placement_view(locale, placement, list, site, schedules, now)))
        .collect();
    PlacementsView {
        list: list.slug.to_string(),
        direction: locale.direction(),
        language: locale.tag(),
        promise: locale.say("page-promise", &[]),
        words: Words::of(locale),
        placements: shown,
    }
}

fn placement_view(
    locale: &Locale,
    placement: &Placement,
    list: &List,
    site: &Site,
    schedules: &[Schedule],
    now: Timestamp,
) -> PlacementView {
    let brand = placement.colour.as_deref().and_then(|colour| Accent::from_brand(colour).ok());
    let accent = brand.unwrap_or_else(|| words::site_view(site, None).accent);
    let words = words_of(locale, placement, list, site);
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
        schedules: if is_choice { schedule_choices(&offered, &first, now, locale) } else { Vec::new() },
        topics: placement.topics.clone(),
    }
}

fn words_of(locale: &Locale, placement: &Placement, list: &List, site: &Site) -> UsualWords {
    let usual = UsualWords::of(locale, placement.kind, &site.name, &list.name, &list.promise);
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
