//! A schedule: a crontab line in a time zone, or `immediately`; it yields due instants.
//!
//! The `cron` crate searches the calendar, but only on wall clocks that never change ([`crontab`]); what a wall clock's reading
//! means on the days on which it is moved is decided here and in [`zone`]:
//!
//! - a time that the change to summer time leaves out runs once, at the first instant after the gap;
//! - a time that happens twice runs once, the first time;
//! - due instants strictly increase, so several readings left out by one gap make one run.

mod clock;
mod crontab;
mod field;
mod offer;
mod pattern;
mod zone;

use std::iter::successors;

pub use clock::{LATEST_AFTER_RUN, ReaderClock};
pub use crontab::{Crontab, CrontabError};
pub use field::{Field, FieldError, FieldProblem};
pub use offer::{Dispatch, Schedule};
pub use pattern::{Days, Pattern, TimeOfDay};
pub use zone::{Zone, ZoneError};

use super::time::Timestamp;

/// When the digests of a schedule are due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Timing {
    /// At the times of a crontab line, on the clocks of a zone.
    Cron {
        /// The line.
        crontab: Crontab,
        /// Whose clocks.
        zone: Zone,
    },
    /// When a post comes and the grace period for a quick correction is over. The calendar knows no due instants for it.
    Immediately,
}

/// Why a schedule as written is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TimingError {
    /// The expression.
    #[error(transparent)]
    Crontab(#[from] CrontabError),
    /// The zone.
    #[error(transparent)]
    Zone(#[from] ZoneError),
}

impl Timing {
    /// The word that stands where a crontab line would, for [`Timing::Immediately`].
    pub const IMMEDIATELY: &str = "immediately";

    /// Reads an expression (a crontab line, a shorthand such as `@daily`, or `immediately`) and the zone that it is meant in.
    pub fn parse(expression: &str, zone: &str) -> Result<Self, TimingError> {
        if expression.trim().eq_ignore_ascii_case(Self::IMMEDIATELY) {
            return Ok(Self::Immediately);
        }
        Ok(Self::Cron { crontab: Crontab::parse(expression)?, zone: Zone::parse(zone)? })
    }

    /// The expression as written, which [`parse`](Self::parse) reads back.
    pub fn expression(&self) -> &str {
        match self {
            Self::Cron { crontab, .. } => crontab.as_str(),
            Self::Immediately => Self::IMMEDIATELY,
        }
    }

    /// What a row holds: the crontab line, `None` for [`Timing::Immediately`], and the zone's name.
    pub fn to_parts(&self) -> (Option<String>, String) {
        match self {
            Self::Cron { crontab, zone } => (Some(crontab.as_str().to_owned()), zone.name().to_owned()),
            Self::Immediately => (None, "UTC".to_owned()),
        }
    }

    /// Reads [`to_parts`](Self::to_parts) back.
    pub fn from_parts(crontab: Option<&str>, zone: &str) -> Option<Self> {
        match crontab {
            Some(crontab) => Self::parse(crontab, zone).ok(),
            None => Some(Self::Immediately),
        }
    }

    /// The first due instant after `after`, never `after` itself.
    ///
    /// `None` when there is none before 2101, which is as far as the calendar search goes, and always for
    /// [`Timing::Immediately`].
    pub fn next_after(&self, after: Timestamp) -> Option<Timestamp> {
        let Self::Cron { crontab, zone } = self else { return None };
        // A reading up to the one that the clock shows at `after` was due by then; later ones may have been, too, when the
        // clock shows them for the second time.
        crontab.readings_after(zone.reading_at(after)).map(|reading| zone.instant_of(reading)).find(|due| *due > after)
    }

    /// The due instants after `after`, in order.
    pub fn coming(&self, after: Timestamp) -> impl Iterator<Item = Timestamp> {
        successors(self.next_after(after), |due| self.next_after(*due))
    }

    /// The last due instant after `after` and not after `until`: the one run that makes up for all that were missed.
    ///
    /// Takes as long for ten years as for ten minutes.
    pub fn last_due(&self, after: Timestamp, until: Timestamp) -> Option<Timestamp> {
        let Self::Cron { crontab, zone } = self else { return None };
        crontab
            .readings_back_from(zone.latest_reading_by(until))
            .map(|reading| zone.instant_of(reading))
            .find(|due| *due <= until)
            .filter(|due| *due > after)
    }

    /// The same on the earliest clocks that there are: for a schedule that follows its readers' clocks.
    #[must_use]
    pub fn on_earliest_clocks(self) -> Self {
        match self {
            Self::Cron { crontab, .. } => Self::Cron { crontab, zone: Zone::earliest() },
            Self::Immediately => Self::Immediately,
        }
    }

    /// When mails come, as facts to put into words.
    pub fn pattern(&self) -> Pattern<'_> {
        match self {
            Self::Cron { crontab, .. } => crontab.pattern(),
            Self::Immediately => Pattern::Immediately,
        }
    }
}
