//! What a reader chose on a list, besides the schedule.

use super::id::{ListId, ScheduleId};
use super::language::Language;
use super::schedule::ReaderClock;
use super::time::Timestamp;
use super::topics::Topics;

/// As it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preferences {
    /// Which posts.
    pub topics: Topics,
    /// The language of mails and pages; `None`: the list's.
    pub language: Option<Language>,
    /// When, where the schedule follows readers' clocks.
    pub clock: ReaderClock,
    /// No digest until then.
    pub paused_until: Option<Timestamp>,
}

impl Preferences {
    /// The end of a pause that has not ended yet.
    pub fn paused_at(&self, now: Timestamp) -> Option<Timestamp> {
        self.paused_until.filter(|until| *until > now)
    }
}

/// What a reader saves in one press. `None`: that stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// Another schedule of the list.
    pub schedule: Option<ScheduleId>,
    /// Which posts.
    pub topics: Option<Topics>,
    /// When.
    pub clock: Option<ReaderClock>,
    /// In which language.
    pub language: Option<Language>,
}

/// A list that somebody asks for, as they want it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The list.
    pub list: ListId,
    /// How often it is to come.
    pub schedule: ScheduleId,
    /// Which posts.
    pub topics: Topics,
}

/// What a reader may write about why they left, in characters; the rest is cut off.
pub const LONGEST_NOTE: usize = 1000;
