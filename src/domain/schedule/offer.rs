//! A list's schedule as readers choose it and as the scheduler runs it.

use super::{Timing, Zone};
use crate::domain::digest::PostLimits;
use crate::domain::id::{ListId, ScheduleId};
use crate::domain::list::Slug;
use crate::domain::post::PostNumber;
use crate::domain::time::Timestamp;

/// A stored schedule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// Its id.
    pub id: ScheduleId,
    /// The list that offers it.
    pub list: ListId,
    /// Its name in commands and forms; unique within the list.
    pub name: Slug,
    /// When it is due.
    pub timing: Timing,
    /// The zone in which its dates are told to readers.
    pub zone: Zone,
    /// Whether each reader's own clocks say when it is due; then `timing` is on the earliest clocks, where its runs are planned.
    pub local: bool,
    /// Whether its digests go out by themselves.
    pub dispatch: Dispatch,
    /// How many posts a digest may carry.
    pub limits: PostLimits,
    /// The last post that its readers have had; a reader who came from another schedule has a mark of their own.
    pub seen_through: PostNumber,
    /// Due instants up to here were dealt with.
    pub looked_at: Timestamp,
}

/// Whether digests go out by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dispatch {
    /// As soon as they are planned.
    AtOnce,
    /// When the operator has approved them.
    AfterApproval,
}

impl Dispatch {
    /// The name in the database and in what operators read.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AtOnce => "at once",
            Self::AfterApproval => "after approval",
        }
    }

    /// Reads [`as_str`](Self::as_str) back.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::AtOnce, Self::AfterApproval].into_iter().find(|dispatch| dispatch.as_str() == text)
    }
}
