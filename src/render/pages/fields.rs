//! What forms are made of.

use serde::Serialize;

/// A schedule that a reader may choose.
#[derive(Clone, Debug, Serialize)]
pub struct ScheduleChoice {
    /// The field's value.
    pub name: String,
    /// In words: `Every Monday at 8:00`.
    pub label: String,
    /// What choosing it does: `Next digest: Monday 30 November, 8:00 in Berlin`.
    pub effect: Option<String>,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// A topic that a reader may choose.
#[derive(Clone, Debug, Serialize)]
pub struct TopicChoice {
    /// Its name, which is the field's value, too.
    pub name: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// A clock of the reader's own.
#[derive(Clone, Debug, Serialize)]
pub struct ClockChoice {
    /// Whose clocks hold when none are chosen: `Berlin`.
    pub default_place: String,
    /// The places with clocks of their own.
    pub places: Vec<FieldOption>,
    /// The hours; empty where there is no choice.
    pub hours: Vec<FieldOption>,
    /// The days of the week; empty where there is no choice.
    pub weekdays: Vec<FieldOption>,
}

/// One of several in a field.
#[derive(Clone, Debug, Serialize)]
pub struct FieldOption {
    /// The field's value.
    pub value: String,
    /// In words.
    pub label: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// A field that is not shown.
#[derive(Clone, Debug, Serialize)]
pub struct HiddenField {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
}

/// A form that was sent, to be sent once more.
#[derive(Clone, Debug, Serialize)]
pub struct Resend {
    /// Where it goes.
    pub action: String,
    /// All its fields.
    pub fields: Vec<HiddenField>,
    /// After what time it may bring a second mail: `10 minutes`.
    pub after: String,
}
