//! What a blog's pages show to ask for subscriptions, and every sentence that the embedded script says.

use std::collections::BTreeMap;

use serde::Serialize;

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
    email: &'static str,
    often: &'static str,
    topics: &'static str,
    close: &'static str,
    trap: &'static str,
    working: &'static str,
    failed: &'static str,
}

impl Words {
    /// In English.
    pub const ENGLISH: Self = Self {
        email: "Your email address",
        often: "Choose how often it comes",
        topics: "Choose what you want to read about",
        close: "Close",
        trap: "Leave this empty",
        working: "One moment: this takes a second.",
        failed: "It could not be sent. Look at your connection, and press the button again.",
    };
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
    /// In English: for a kind, a site's name, and a list's name and promise.
    pub fn english(kind: PlacementKind, site: &str, list: &str, promise: &str) -> Self {
        let latest = "Subscribe to get the latest posts sent to your email.";
        let discover = format!("Discover more from {site}");
        let (heading, text, dismissal) = match kind {
            PlacementKind::PostEnd => (discover, latest, ""),
            PlacementKind::Inline => (format!("Subscribe to {list}"), latest, ""),
            PlacementKind::PopUp => {
                (discover, "Subscribe now to keep reading and get access to the full archive.", "Continue reading")
            }
            PlacementKind::Overlay if promise.is_empty() => (site.to_owned(), latest, "Skip to content"),
            PlacementKind::Overlay => (site.to_owned(), promise, "Skip to content"),
            PlacementKind::Button => (discover, latest, "Continue reading"),
        };
        Self { heading, text: text.to_owned(), button: "Subscribe".to_owned(), dismissal: dismissal.to_owned() }
    }
}

/// What the script shows after a form was taken, whatever became of it.
#[derive(Clone, Debug, Serialize)]
pub struct Taken {
    heading: &'static str,
    text: String,
    hint: &'static str,
}

impl Taken {
    /// For `address`, whose confirmation works until `until`, in words.
    pub fn english(address: &str, until: &str) -> Self {
        Self {
            heading: "Check your mail",
            text: format!(
                "We have sent a mail to {address}. Press the button in it, and you are subscribed. It works until {until}."
            ),
            hint: "Nothing came? It can take a few minutes. Look in the spam folder, too.",
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
    pub fn no_such_list() -> Self {
        Self::form("This form leads nowhere any more. Tell the blog's author, who can mend it.".to_owned())
    }

    /// Too many forms; when to come back: `in four minutes`.
    pub fn too_many(again: &str) -> Self {
        Self::form(format!("There were many requests from your network just now. Nothing is lost: try again {again}."))
    }

    /// An address at a domain that is not taken.
    pub fn domain() -> Self {
        let words = "Addresses at that domain are not taken here. Type one at another domain.";
        Self { email: Some(words.to_owned()), ..Self::default() }
    }

    /// A form that must be sent once more.
    pub fn once_more() -> Self {
        Self::form("Forms are also sent by machines. Press the button once more, and it is done.".to_owned())
    }

    /// Something of ours failed.
    pub fn not_now() -> Self {
        Self::form("It cannot be done at the moment. Nothing is lost: press the button again in a minute.".to_owned())
    }

    fn form(words: String) -> Self {
        Self { form: Some(words), ..Self::default() }
    }
}
