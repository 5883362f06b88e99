//! What a schedule's readers are told about when mails come, as facts; `render::locale` puts them into words.

use super::crontab::{Crontab, Fields};

/// When mails come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pattern<'a> {
    /// Every so many minutes.
    EveryMinutes(u8),
    /// Every so many hours, on the hour.
    EveryHours(u8),
    /// On some days, at some times of day.
    At(Days, Vec<TimeOfDay>),
    /// A crontab line that has no plain words.
    Line(&'a str),
    /// As soon as there is something new.
    Immediately,
}

/// The days of a [`Pattern`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Days {
    /// Each one.
    Every,
    /// Monday to Friday.
    Workdays,
    /// By ISO 8601's numbers in a week's order: Monday is 1, Sunday 7.
    OfWeek(Vec<u8>),
    /// Days that every month has.
    OfMonth(Vec<u8>),
    /// A day that not every month has.
    OfLongMonths(u8),
    /// Day and month.
    OfYear(u8, u8),
}

/// Hour and minute on the schedule's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimeOfDay {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
}

impl Days {
    /// The days that follow on these; `None` where that is no fixed day of month or year.
    pub(super) fn each_a_day_later(&self) -> Option<Self> {
        match self {
            Self::Every => Some(Self::Every),
            Self::Workdays => Some(Self::OfWeek(vec![2, 3, 4, 5, 6])),
            Self::OfWeek(days) => {
                let mut later: Vec<u8> = days.iter().map(|day| day % 7 + 1).collect();
                later.sort_unstable();
                Some(Self::OfWeek(later))
            }
            Self::OfMonth(_) | Self::OfLongMonths(_) | Self::OfYear(..) => None,
        }
    }
}

/// More times than this in one sentence are no help.
const MOST_TIMES: usize = 4;

impl Crontab {
    /// When it matches: as days and times for the common shapes, and for others the line itself.
    pub fn pattern(&self) -> Pattern<'_> {
        self.fields.interval().or_else(|| self.fields.days_and_times()).unwrap_or_else(|| Pattern::Line(self.as_str()))
    }
}

impl Fields {
    fn interval(&self) -> Option<Pattern<'static>> {
        if !(self.day_of_month.is_all() && self.month.is_all() && self.day_of_week.is_all()) {
            return None;
        }
        if self.hour.is_all() && self.minute.single() == Some(0) {
            return Some(Pattern::EveryHours(1));
        }
        if self.hour.is_all() {
            return self.minute.even_step().map(Pattern::EveryMinutes);
        }
        self.hour.even_step().filter(|_| self.minute.single() == Some(0)).map(Pattern::EveryHours)
    }

    fn days_and_times(&self) -> Option<Pattern<'static>> {
        let days = match (self.day_of_month.is_all(), self.month.is_all(), self.day_of_week.is_all()) {
            (true, true, true) => Days::Every,
            (true, true, false) => self.days_of_week(),
            (false, true, true) => self.days_of_month()?,
            (false, false, true) => Days::OfYear(self.day_of_month.single()?, self.month.single()?),
            _ => return None,
        };
        Some(Pattern::At(days, self.times()?))
    }

    fn days_of_week(&self) -> Days {
        let mut days: Vec<u8> = self.day_of_week.iter().map(|day| if day == 0 { 7 } else { day }).collect();
        days.sort_unstable();
        if days == [1, 2, 3, 4, 5] { Days::Workdays } else { Days::OfWeek(days) }
    }

    fn days_of_month(&self) -> Option<Days> {
        let days: Vec<u8> = self.day_of_month.iter().collect();
        match (days.as_slice(), days.iter().max()?) {
            (_, ..=28) if days.len() <= MOST_TIMES => Some(Days::OfMonth(days)),
            ([day], _) => Some(Days::OfLongMonths(*day)),
            _ => None,
        }
    }

    fn times(&self) -> Option<Vec<TimeOfDay>> {
        let times = self.hour.iter().flat_map(|hour| self.minute.iter().map(move |minute| TimeOfDay { hour, minute }));
        let times: Vec<TimeOfDay> = times.take(MOST_TIMES + 1).collect();
        (times.len() <= MOST_TIMES).then_some(times)
    }
}
