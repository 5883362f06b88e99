//! A crontab line: five fields or a shorthand, and the search for the wall clock's readings that match it.
//!
//! The `cron` crate walks the calendar. It reads lines in another way than crontab(5), so it never sees the line: it is given
//! the values of each field, with a second of 0 in front. And it treats the days of a clock change in another way than
//! readers expect, so it never sees a zone: readings are handed to it as if they were UTC.

use std::iter::successors;
use std::str::FromStr;

use chrono::{DateTime as ChronoDateTime, Datelike, NaiveDate, Timelike, Utc};
use jiff::ToSpan;
use jiff::civil::{DateTime, date};

use super::field::{Field, FieldError, Values};

/// A crontab line that matches at least one moment. Equal when written alike.
#[derive(Clone, Debug)]
pub struct Crontab {
    text: String,
    pub(super) fields: Fields,
    /// One, or two of which either may match.
    searches: Vec<cron::Schedule>,
}

/// The values of the five fields.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields {
    pub minute: Values,
    pub hour: Values,
    pub day_of_month: Values,
    pub month: Values,
    pub day_of_week: Values,
}

/// Why a text is no crontab line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CrontabError {
    /// Nothing was written.
    #[error("write when digests go out, for example '0 8 * * MON' (Mondays at 8:00), '@daily' or 'immediately'")]
    Empty,
    /// A word that begins with `@`.
    #[error(
        "'{0}' is unknown: write @hourly, @daily, @weekly, @monthly or @yearly, or five fields such as '0 8 * * MON'"
    )]
    UnknownShorthand(String),
    /// More or fewer fields.
    #[error(
        "a schedule has five fields: minute, hour, day of month, month, day of week, for example '0 8 * * MON'; this has {0}"
    )]
    FieldCount(usize),
    /// One of the fields.
    #[error(transparent)]
    Field(#[from] FieldError),
    /// Such as the 31st of February.
    #[error("'{0}' never happens: the month has no such day; write another day of month or month")]
    Never(String),
}

impl Crontab {
    /// Reads a line, ignoring white space around it.
    ///
    /// When both day fields are restricted, a day that either one names matches; a field that begins with `*` does not count
    /// as restricted (crontab(5) of Vixie cron).
    pub fn parse(text: &str) -> Result<Self, CrontabError> {
        let text = text.trim();
        let fields = Fields::parse(long_form(text)?)?;
        let searches = fields.lines().into_iter().map(|line| {
            cron::Schedule::try_from(line).expect("a line made of values in their ranges is one that the crate reads")
        });
        let crontab = Self { text: text.to_owned(), fields, searches: searches.collect() };
        match crontab.reading_after(FIRST_READING) {
            Some(_) => Ok(crontab),
            None => Err(CrontabError::Never(text.to_owned())),
        }
    }

    /// The line as written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether no day has two due times.
    pub(super) fn once_a_day(&self) -> bool {
        self.fields.minute.single().is_some() && self.fields.hour.single().is_some()
    }

    /// Whether no seven days in a row have two due times.
    pub(super) fn once_a_week(&self) -> bool {
        let fields = &self.fields;
        let one_weekday = fields.day_of_month.is_all() && fields.day_of_week.single().is_some();
        let one_day_of_month = fields.day_of_week.is_all() && fields.day_of_month.single().is_some();
        self.once_a_day() && (one_weekday || one_day_of_month)
    }

    /// The matching readings after `reading`, in order, up to the end of 2100.
    pub(super) fn readings_after(&self, reading: DateTime) -> impl Iterator<Item = DateTime> {
        successors(self.reading_after(reading), |last| self.reading_after(*last))
    }

    /// The matching readings from `reading` itself back to 1970.
    pub(super) fn readings_back_from(&self, reading: DateTime) -> impl Iterator<Item = DateTime> {
        let just_after = reading.saturating_add(1.second());
        successors(self.reading_before(just_after), |last| self.reading_before(*last))
    }

    fn reading_after(&self, reading: DateTime) -> Option<DateTime> {
        let after = to_chrono(reading.max(FIRST_READING));
        self.searches.iter().filter_map(|search| search.after(&after).next()).min().map(from_chrono)
    }

    fn reading_before(&self, reading: DateTime) -> Option<DateTime> {
        let before = to_chrono(reading.min(END_OF_READINGS));
        self.searches.iter().filter_map(|search| search.after(&before).next_back()).max().map(from_chrono)
    }
}

/// The `cron` crate's calendar begins after this…
const FIRST_READING: DateTime = date(1969, 12, 31).at(23, 59, 59, 0);
/// …and ends before this.
const END_OF_READINGS: DateTime = date(2101, 1, 1).at(0, 0, 0, 0);

impl PartialEq for Crontab {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Crontab {}

impl FromStr for Crontab {
    type Err = CrontabError;

    fn from_str(text: &str) -> Result<Self, CrontabError> {
        Self::parse(text)
    }
}

impl Fields {
    fn parse(line: &str) -> Result<Self, CrontabError> {
        let texts: Vec<&str> = line.split_ascii_whitespace().collect();
        let [minute, hour, day_of_month, month, day_of_week] = texts[..] else {
            return Err(if texts.is_empty() { CrontabError::Empty } else { CrontabError::FieldCount(texts.len()) });
        };
        let mut fields = Self {
            minute: Field::Minute.parse(minute)?,
            hour: Field::Hour.parse(hour)?,
            day_of_month: Field::DayOfMonth.parse(day_of_month)?,
            month: Field::Month.parse(month)?,
            day_of_week: Field::DayOfWeek.parse(day_of_week)?,
        };
        if fields.either_day() && (fields.day_of_month.is_all() || fields.day_of_week.is_all()) {
            fields.day_of_month = fields.day_of_month.all();
            fields.day_of_week = fields.day_of_week.all();
        }
        Ok(fields)
    }

    /// Whether a day matches that only one of the day fields names.
    pub(super) const fn either_day(&self) -> bool {
        !self.day_of_month.starred && !self.day_of_week.starred
    }

    /// The line or lines for the `cron` crate, to which both day fields must match.
    fn lines(&self) -> Vec<String> {
        let line = |day_of_month: Values, day_of_week: Values| {
            let Self { minute, hour, month, .. } = self;
            [*minute, *hour, day_of_month, *month, day_of_week].map(Values::to_cron).join(" ")
        };
        let Self { day_of_month, day_of_week, .. } = *self;
        let lines = if self.either_day() {
            vec![line(day_of_month, day_of_week.all()), line(day_of_month.all(), day_of_week)]
        } else {
            vec![line(day_of_month, day_of_week)]
        };
        lines.into_iter().map(|line| format!("0 {line}")).collect()
    }
}

/// The five fields that a shorthand stands for; any other text as it is.
fn long_form(text: &str) -> Result<&str, CrontabError> {
    if !text.starts_with('@') {
        return Ok(text);
    }
    match text.to_ascii_lowercase().as_str() {
        "@yearly" | "@annually" => Ok("0 0 1 1 *"),
        "@monthly" => Ok("0 0 1 * *"),
        "@weekly" => Ok("0 0 * * 0"),
        "@daily" | "@midnight" => Ok("0 0 * * *"),
        "@hourly" => Ok("0 * * * *"),
        _ => Err(CrontabError::UnknownShorthand(text.to_owned())),
    }
}

fn to_chrono(reading: DateTime) -> ChronoDateTime<Utc> {
    let part = |number: i8| u32::try_from(number).expect("parts of a date and a time are not negative");
    NaiveDate::from_ymd_opt(reading.year().into(), part(reading.month()), part(reading.day()))
        .and_then(|date| date.and_hms_opt(part(reading.hour()), part(reading.minute()), part(reading.second())))
        .expect("both crates count by the Gregorian calendar")
        .and_utc()
}

fn from_chrono(reading: ChronoDateTime<Utc>) -> DateTime {
    let part = |number: u32| i8::try_from(number).expect("parts of a date and a time are below 60");
    let year = i16::try_from(reading.year()).expect("the cron crate stops at the year 2100");
    date(year, part(reading.month()), part(reading.day())).at(part(reading.hour()), part(reading.minute()), 0, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        Crontab::parse(text).unwrap_err().to_string()
    }

    #[test]
    fn the_line_is_kept_as_written() {
        assert_eq!(Crontab::parse("  0  8 * *\tmon ").unwrap().as_str(), "0  8 * *\tmon");
        assert_eq!(Crontab::parse("@Daily").unwrap().as_str(), "@Daily");
    }

    #[test]
    fn what_is_no_line_is_refused_with_an_example() {
        assert_eq!(Crontab::parse(" ").unwrap_err(), CrontabError::Empty);
        assert_eq!(Crontab::parse("0 0 8 * * MON").unwrap_err(), CrontabError::FieldCount(6));
        assert_eq!(Crontab::parse("mondays").unwrap_err(), CrontabError::FieldCount(1));
        assert!(error("@reboot").starts_with("'@reboot' is unknown: write @hourly, @daily"));
        assert!(error("@every 5m").contains("@every 5m"));
        assert!(error("0 8 * * MO").starts_with("the day of week 'MO' cannot be read: 'MO' is neither"));
    }

    #[test]
    fn a_date_that_never_comes_is_refused() {
        for text in ["0 0 31 2 *", "0 0 30 FEB *", "0 0 31 4,6,9,11 *", "0 0 30,31 2 */1"] {
            assert_eq!(Crontab::parse(text).unwrap_err(), CrontabError::Never(text.to_owned()));
        }
        assert!(error("0 0 31 2 *").starts_with("'0 0 31 2 *' never happens: the month has no such day"));
        for text in ["0 0 29 2 *", "0 0 31 1-12 *", "0 0 31 2 MON"] {
            assert!(Crontab::parse(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn the_crate_is_given_values_with_weekdays_by_name() {
        let lines = |text: &str| Crontab::parse(text).unwrap().fields.lines();
        assert_eq!(lines("*/30 8 * * 1-5"), ["0 0,30 8 * * MON,TUE,WED,THU,FRI"]);
        assert_eq!(lines("0 8 13 * FRI"), ["0 0 8 13 * *", "0 0 8 * * FRI"]);
        // A field that begins with `*` does not count as restricted, though it leaves days out: both must match.
        assert_eq!(lines("0 8 */10 * FRI"), ["0 0 8 1,11,21,31 * FRI"]);
        assert_eq!(lines("0 8 1 * 0-6"), ["0 0 8 * * *", "0 0 8 * * *"]);
    }
}
