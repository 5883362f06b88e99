//! The preference page, and what follows a change there.

use serde::Serialize;

use super::fields::{ClockChoice, FieldOption, ScheduleChoice, TopicChoice};

/// See [`super::Page::Preferences`].
#[derive(Clone, Debug, Serialize)]
pub struct Preferences {
    /// The list's name.
    pub list: String,
    /// The address.
    pub address: String,
    /// The schedules, the present one chosen.
    pub schedules: Vec<ScheduleChoice>,
    /// The clock, where a schedule of the list follows readers' own.
    pub clock: Option<ClockChoice>,
    /// The topics; empty when the list has none.
    pub topics: Vec<TopicChoice>,
    /// The languages, each by its own name.
    pub languages: Vec<FieldOption>,
    /// When the next digest comes: `Monday 30 November, 8:00 in Berlin`.
    pub next_digest: Option<String>,
    /// The day on which a pause ends: `Thursday 24 December 2026`.
    pub paused_until: Option<String>,
    /// The first day until which one may pause, as a date field takes it.
    pub pause_from: String,
    /// The last one.
    pub pause_to: String,
    /// The day that was typed, where something is wrong with it.
    pub until: String,
    /// The new address that was typed, where something is wrong with it.
    pub new_address: String,
    /// The names of the site's other lists that the reader is on.
    pub other_lists: Vec<String>,
    /// The day from which on data may be asked for, after a change of address: `Thursday 3 December 2026`.
    pub data_from: Option<String>,
    /// What was wrong with the form.
    pub errors: PreferenceErrors,
}

/// What was wrong, under the fields that it is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PreferenceErrors {
    /// The schedules.
    pub schedule: Option<String>,
    /// The clock.
    pub clock: Option<String>,
    /// The topics.
    pub topics: Option<String>,
    /// The language.
    pub language: Option<String>,
    /// The end of the pause.
    pub pause: Option<String>,
    /// The new address.
    pub address: Option<String>,
}

impl PreferenceErrors {
    /// Whether nothing was wrong.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// See [`super::Page::PreferencesSaved`].
#[derive(Clone, Debug, Serialize)]
pub struct PreferencesSaved {
    /// The list's name.
    pub list: String,
    /// The new schedule in words: `every Monday at 8:00`.
    pub schedule: String,
    /// The chosen topics; empty for all.
    pub topics: Vec<String>,
    /// When the next digest comes: `Monday 30 November, 8:00 in Berlin`.
    pub next_digest: Option<String>,
    /// The preference page.
    pub preferences_url: String,
}

/// See [`super::Page::Paused`].
#[derive(Clone, Debug, Serialize)]
pub struct Paused {
    /// The list's name.
    pub list: String,
    /// The day on which it ends: `Thursday 24 December 2026`; `None` when it has ended.
    pub until: Option<String>,
    /// When the next digest comes: `Monday 28 December, 8:00 in Berlin`.
    pub next_digest: Option<String>,
    /// The preference page.
    pub preferences_url: String,
}
