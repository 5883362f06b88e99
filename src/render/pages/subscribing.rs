//! Subscribing: the forms, and what follows them until the address is confirmed.

use serde::Serialize;

use super::fields::{HiddenField, Resend, ScheduleChoice, TopicChoice};

/// See [`super::Page::Lists`].
#[derive(Clone, Debug, Serialize)]
pub struct Lists {
    /// The lists; at least one.
    pub lists: Vec<ListChoice>,
    /// When the form was made, signed.
    pub stamp: String,
    /// What was typed so far.
    pub email: String,
    /// Under the address field.
    pub email_error: Option<String>,
    /// Over the lists.
    pub lists_error: Option<String>,
    /// The first of the errors over a list's choices.
    pub choice_error: Option<String>,
}

/// A list on the page of all lists.
#[derive(Clone, Debug, Serialize)]
pub struct ListChoice {
    /// The field's value.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// The operator's words about it.
    pub description: Option<String>,
    /// When it comes: `Mondays at 8:00`.
    pub schedule: String,
    /// Whether it is chosen.
    pub chosen: bool,
    /// The schedules, when there is a choice; else empty. Field: `schedule-{slug}`.
    pub schedules: Vec<ScheduleChoice>,
    /// Over the schedules.
    pub schedule_error: Option<String>,
    /// The topics to choose from; may be empty. Field: `topic-{slug}`, repeated.
    pub topics: Vec<TopicChoice>,
    /// Over the topics.
    pub topics_error: Option<String>,
    /// Whether the first error over a list's choices is over these.
    pub is_first_mistaken: bool,
}

/// See [`super::Page::Subscribe`].
#[derive(Clone, Debug, Serialize)]
pub struct Subscribe {
    /// Where the form goes: `/s/{list}`.
    pub action: String,
    /// The list's name.
    pub name: String,
    /// The operator's words about it.
    pub description: Option<String>,
    /// When it comes, a phrase: `Mondays at 8:00, next on 30 November`.
    pub when: String,
    /// The last digest in the archive.
    pub last_digest_url: Option<String>,
    /// The schedules, when there is a choice; else empty.
    pub schedules: Vec<ScheduleChoice>,
    /// When the form was made, signed.
    pub stamp: String,
    /// The topics to choose from; may be empty.
    pub topics: Vec<TopicChoice>,
    /// What was typed so far.
    pub email: String,
    /// Under the address field.
    pub email_error: Option<String>,
    /// Under the schedules.
    pub schedule_error: Option<String>,
    /// Under the topics.
    pub topics_error: Option<String>,
}

/// See [`super::Page::CheckMail`].
#[derive(Clone, Debug, Serialize)]
pub struct CheckMail {
    /// The address that was typed.
    pub address: String,
    /// How long the link works, to stand after "until": `Thursday, 3 December, 18:00`.
    pub until: String,
    /// The form again.
    pub again_url: String,
    /// The same form once more, as a button.
    pub resend: Resend,
}

/// See [`super::Page::OnceMore`].
#[derive(Clone, Debug, Serialize)]
pub struct OnceMore {
    /// Where it goes.
    pub action: String,
    /// All its fields, with a stamp.
    pub fields: Vec<HiddenField>,
}

/// See [`super::Page::Confirm`].
#[derive(Clone, Debug, Serialize)]
pub struct Confirm {
    /// The names of the lists; at least one.
    pub lists: Vec<String>,
    /// The address.
    pub address: String,
    /// When they come: `Mondays at 8:00`.
    pub schedule: Option<String>,
    /// Whether the page presses its button by itself where script runs (a list's choice, off by default).
    pub submits_itself: bool,
}

/// See [`super::Page::Confirmed`] and [`super::Page::Resubscribed`].
#[derive(Clone, Debug, Serialize)]
pub struct Confirmed {
    /// The names of the lists; at least one.
    pub lists: Vec<String>,
    /// When the next digest comes: `Monday 30 November, 8:00 in Berlin`.
    pub next_digest: Option<String>,
    /// The list's archive.
    pub archive_url: Option<String>,
    /// The reader's preference page.
    pub preferences_url: Option<String>,
}
