//! What a blog's pages show to ask for subscriptions, and every sentence that the embedded script says.

use std::collections::BTreeMap;

use serde::Serialize;

use super::locale::Locale;
use super::pages::ScheduleChoice;
use crate::domain::placement::{Opening, PlacementKind};

/// A list's placements, as the script gets them.
#[derive(Clone, Debug, Serialize)]
pub struct PlacementsView {
    /// The list's name in URLs.
    pub list: String,
    /// The language of all texts (BCP 47).
    pub language: &'static str,
    /// `ltr` or `rtl`.
    pub direction: String,
    /// What is promised under every form.
    pub promise: String,
    /// What the script says by itself.
    pub words: Words,
    /// Those that are shown, by kind.
    pub placements: BTreeMap<&'static str, PlacementView>,
}

/// One placement, ready to show.
#[derive(Clone, Debug, Serialize)]
pub struct PlacementView {
    /// Its heading.
    pub heading: String,
    /// The sentence under it.
    pub text: String,
    /// The words on its button.
    pub button: String,
    /// The words that close it.
    pub dismissal: String,
    /// The colour of its button and links, on light ground.
    pub accent: String,
    /// The same on dark ground.
    pub accent_dark: String,
    /// When it opens by itself; `None`: never.
    pub opens: Option<OpeningView>,
    /// The schedules to choose from; empty when there is no choice.
    pub schedules: Vec<ScheduleChoice>,
    /// The topics to choose from; empty when there is no choice.
    pub topics: Vec<String>,
}

/// When a dialog opens by itself.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct OpeningView {
    seconds: u32,
    percent: u32,
    rest_hours: u32,
}

impl From<Opening> for OpeningView {
    fn from(opening: Opening) -> Self {
        Self { seconds: opening.after_seconds, percent: opening.after_percent, rest_hours: opening.rest_hours }
    }
}

/// What the script says by itself.
#[derive(Clone, Debug, Serialize)]
pub struct Words {
    email: String,
    often: String,
    topics: String,
    close: String,
    trap: String,
    working: String,
    failed: String,
}

impl Words {
    /// In a language.
    pub fn of(locale: &Locale) -> Self {
        let say = |key| locale.say(key, &[]);
        Self {
            email: say("page-email"),
            often: say("page-choose-how-often"),
            topics: say("embed-topics"),
            close: say("embed-close"),
            trap: say("page-trap"),
            working: say("page-form-working"),
            failed: say("embed-failed"),
        }
    }
}

/// What a placement says where its operator has no other words.
#[derive(Clone, Debug)]
pub struct UsualWords {
    /// Its heading.
    pub heading: String,
    /// The sentence under it.
    pub text: String,
    /// The words on its button.
    pub button: String,
    /// The words that close it.
    pub dismissal: String,
}

impl UsualWords {
    /// In a language: for a kind, a site's name, and a list's name and promise.
    pub fn of(locale: &Locale, kind: PlacementKind, site: &str, list: &str, promise: &str) -> Self {
        let say = |key| locale.say(key, &[]);
        let discover = || locale.say("embed-discover", &[("site", site.into())]);
        let (heading, text, dismissal) = match kind {
            PlacementKind::PostEnd => (discover(), say("embed-latest"), String::new()),
            PlacementKind::Inline => {
                (locale.say("embed-subscribe-to", &[("list", list.into())]), say("embed-latest"), String::new())
            }
            PlacementKind::PopUp => (discover(), say("embed-keep-reading"), say("embed-continue")),
            PlacementKind::Overlay if promise.is_empty() => (site.to_owned(), say("embed-latest"), say("embed-skip")),
            PlacementKind::Overlay => (site.to_owned(), promise.to_owned(), say("embed-skip")),
            PlacementKind::Button => (discover(), say("embed-latest"), say("embed-continue")),
        };
        Self { heading, text, button: say("page-subscribe"), dismissal }
    }
}

/// What the script shows after a form was taken, whatever became of it.
#[derive(Clone, Debug, Serialize)]
pub struct Taken {
    heading: String,
    text: String,
    hint: String,
}

impl Taken {
    /// For `address`, whose confirmation works until `until`, in words.
    pub fn of(locale: &Locale, address: &str, until: &str) -> Self {
        Self {
            heading: locale.say("page-check-mail", &[]),
            text: locale.say("embed-taken", &[("address", address.into()), ("until", until.into())]),
            hint: locale.say("embed-taken-hint", &[]),
        }
    }
}

/// Why the script's form was not taken, in words that say what to do: under its field, or for the whole form.
#[derive(Clone, Debug, Default, Serialize)]
pub struct NotTaken {
    /// Under the address.
    pub email: Option<String>,
    /// Under the schedules.
    pub schedule: Option<String>,
    /// For the form.
    pub form: Option<String>,
}

impl NotTaken {
    /// No such list.
    pub fn no_such_list(locale: &Locale) -> Self {
        Self::form(locale.say("embed-nowhere", &[]))
    }

    /// Too many forms; how long to wait: `4 minutes`.
    pub fn too_many(locale: &Locale, span: String) -> Self {
        Self::form(locale.say("embed-many", &[("span", span.into())]))
    }

    /// An address at a domain that is not taken.
    pub fn domain(locale: &Locale) -> Self {
        Self { email: Some(locale.say("embed-domain", &[])), ..Self::default() }
    }

    /// A form that must be sent once more.
    pub fn once_more(locale: &Locale) -> Self {
        Self::form(locale.say("embed-once-more", &[]))
    }

    /// Something of ours failed.
    pub fn not_now(locale: &Locale) -> Self {
        Self::form(locale.say("embed-not-now", &[]))
    }

    fn form(words: String) -> Self {
        Self { form: Some(words), ..Self::default() }
    }
}
