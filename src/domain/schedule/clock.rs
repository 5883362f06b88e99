//! A reader's own clock: when a digest of a schedule that follows readers' clocks is due for them.
//!
//! Such a schedule names a reading ("Monday, 8:00"), not an instant. Its run is planned once, when the reading is shown anywhere for the
//! first time: at UTC+14, the earliest there is. Each reader's mail is due when their own clocks show it, or the first time after it that they
//! chose. What the clocks' changes mean is decided as for schedules: a time that is left out is the first instant after the gap, one that
//! happens twice is the first of the two.

use jiff::ToSpan as _;
use jiff::civil::DateTime;

use super::{Days, Pattern, Schedule, TimeOfDay, Timing, Zone};
use crate::domain::time::Timestamp;

/// When a reader wants their mail, where a schedule follows readers' clocks. What is not said is as the schedule has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReaderClock {
    /// Whose clocks; `None`: the schedule's.
    pub zone: Option<Zone>,
    /// The hour, 0 to 23.
    pub hour: Option<u8>,
    /// The day, 1 (Monday) to 7.
    pub weekday: Option<u8>,
}

/// The longest from a run to the last reader's mail: the date line, and a week to the wanted day.
pub const LATEST_AFTER_RUN: std::time::Duration = std::time::Duration::from_secs(9 * 24 * 3600);

impl Schedule {
    /// When the run that is due at `run` is due for a reader. On a schedule with one clock for all that is `run` itself.
    pub fn due_for(&self, run: Timestamp, clock: &ReaderClock) -> Timestamp {
        if !self.local {
            return run;
        }
        let zone = clock.zone.as_ref().unwrap_or(&self.zone);
        zone.instant_of(self.reading_for(Zone::earliest().reading_at(run), clock))
    }

    /// The first time that a digest is due for a reader, of the runs that are not planned yet at `now`; not before `resumes_at`, for one
    /// who pauses.
    pub fn next_for(&self, clock: &ReaderClock, now: Timestamp, resumes_at: Option<Timestamp>) -> Option<Timestamp> {
        let resumes_at = resumes_at.filter(|resumes_at| *resumes_at > now);
        let Some(resumes_at) = resumes_at else {
            return self.timing.next_after(now).map(|run| self.due_for(run, clock));
        };
        let span = if self.local { LATEST_AFTER_RUN } else { std::time::Duration::from_millis(1) };
        let runs = self.timing.coming(now.max(resumes_at.minus(span)));
        runs.map(|run| self.due_for(run, clock)).find(|due| *due >= resumes_at)
    }

    /// The zone whose clocks show the schedule's time when a run is due.
    pub fn zone_of_runs(&self) -> Zone {
        if self.local { Zone::earliest() } else { self.zone.clone() }
    }

    /// Whether a reader may choose the hour: where there is one run a day at most. Two would come at once.
    pub fn offers_hour(&self) -> bool {
        self.local && matches!(&self.timing, Timing::Cron { crontab, .. } if crontab.once_a_day())
    }

    /// Whether a reader may choose the day of the week: where there is one run a week at most.
    pub fn offers_weekday(&self) -> bool {
        self.offers_hour() && matches!(&self.timing, Timing::Cron { crontab, .. } if crontab.once_a_week())
    }

    /// When its mails come to a reader, as facts to put into words: at the hour and on the day that they chose. An hour before the schedule's is
    /// the next day's.
    pub fn pattern_for(&self, clock: &ReaderClock) -> Pattern<'_> {
        let own = self.timing.pattern();
        let Pattern::At(days, times) = &own else { return own };
        let hour = clock.hour.filter(|_| self.offers_hour());
        let wanted = hour.map_or_else(|| times.clone(), |hour| vec![TimeOfDay { hour, minute: 0 }]);
        let days = match clock.weekday.filter(|_| self.offers_weekday()) {
            Some(weekday) => Some(Days::OfWeek(vec![weekday])),
            None if wanted < *times => days.each_a_day_later(),
            None => Some(days.clone()),
        };
        days.map_or(own, |days| Pattern::At(days, wanted))
    }

    /// The schedule's reading, or the first after it that the reader chose.
    fn reading_for(&self, reading: DateTime, clock: &ReaderClock) -> DateTime {
        let mut wanted = reading;
        if let Some(hour) = clock.hour.filter(|_| self.offers_hour()) {
            let hour = i8::try_from(hour).expect("an hour is below 24");
            let same_day = reading.date().at(hour, 0, 0, 0);
            wanted = if same_day < reading { same_day.saturating_add(1.day()) } else { same_day };
        }
        if let Some(weekday) = clock.weekday.filter(|_| self.offers_weekday()) {
            let today = wanted.weekday().to_monday_one_offset();
            let days = (i16::from(weekday) - i16::from(today)).rem_euclid(7);
            wanted = wanted.saturating_add(days.days());
        }
        wanted
    }
}
