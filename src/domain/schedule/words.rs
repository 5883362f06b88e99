//! Schedules and instants in plain words, for pages and mails.

use super::crontab::{Crontab, Fields};
use super::zone::Zone;
use crate::domain::time::Timestamp;

/// An instant on the zone's clocks: "Monday 30 November, 8:00 in Berlin".
pub fn describe_instant(instant: Timestamp, zone: &Zone) -> String {
    let place = match zone.name().rsplit_once('/') {
        Some((area, place)) if area != "Etc" => format!("in {}", place.replace('_', " ")),
        _ => zone.name().trim_start_matches("Etc/").to_owned(),
    };
    format!("{} {place}", zone.at(instant).strftime("%A %-d %B, %-H:%M"))
}

/// The instant's day in the zone: "30 November".
pub fn describe_day(instant: Timestamp, zone: &Zone) -> String {
    zone.at(instant).strftime("%-d %B").to_string()
}

impl Crontab {
    /// When it matches, in plain words for the common shapes ("Mondays at 8:00", "every 15 minutes"), and for others the line
    /// itself in quotation marks.
    pub fn describe(&self) -> String {
        self.fields
            .interval()
            .or_else(|| self.fields.days_and_times())
            .unwrap_or_else(|| format!("“{}”", self.as_str()))
    }
}

/// More times than this in one sentence are no help.
const MOST_TIMES: usize = 4;

impl Fields {
    /// "every 15 minutes", "every hour".
    fn interval(&self) -> Option<String> {
        if !(self.day_of_month.is_all() && self.month.is_all() && self.day_of_week.is_all()) {
            return None;
        }
        let every = |step: u8, unit: &str| match step {
            1 => format!("every {unit}"),
            _ => format!("every {step} {unit}s"),
        };
        if self.hour.is_all() && self.minute.single() == Some(0) {
            return Some(every(1, "hour"));
        }
        if self.hour.is_all() {
            return self.minute.even_step().map(|step| every(step, "minute"));
        }
        self.hour.even_step().filter(|_| self.minute.single() == Some(0)).map(|step| every(step, "hour"))
    }

    /// "Mondays at 8:00".
    fn days_and_times(&self) -> Option<String> {
        let days = match (self.day_of_month.is_all(), self.month.is_all(), self.day_of_week.is_all()) {
            (true, true, true) => "every day".to_owned(),
            (true, true, false) => self.weekdays(),
            (false, true, true) => self.days_of_month()?,
            (false, false, true) => self.day_of_year()?,
            _ => return None,
        };
        Some(format!("{days} at {}", self.times()?))
    }

    fn weekdays(&self) -> String {
        let days: Vec<u8> = self.day_of_week.iter().collect();
        if days == [1, 2, 3, 4, 5] {
            return "Monday to Friday".to_owned();
        }
        // A reader's week ends with Sunday.
        let from_monday = days.iter().filter(|day| **day != 0).chain(days.iter().filter(|day| **day == 0));
        and(from_monday.map(|day| format!("{}s", weekday(*day))).collect())
    }

    fn days_of_month(&self) -> Option<String> {
        let days: Vec<u8> = self.day_of_month.iter().collect();
        let ordinals = and(days.iter().map(|day| ordinal(*day)).collect());
        match days.iter().max()? {
            ..=28 if days.len() <= MOST_TIMES => Some(format!("on the {ordinals} of every month")),
            29.. if days.len() == 1 => Some(format!("on the {ordinals} of every month that has one")),
            _ => None,
        }
    }

    fn day_of_year(&self) -> Option<String> {
        let (day, month) = (self.day_of_month.single()?, self.month.single()?);
        let name = MONTHS.get(usize::from(month).checked_sub(1)?)?;
        let year = if (day, month) == (29, 2) { "leap year" } else { "year" };
        Some(format!("every {year} on {day} {name}"))
    }

    fn times(&self) -> Option<String> {
        let times =
            self.hour.iter().flat_map(|hour| self.minute.iter().map(move |minute| format!("{hour}:{minute:02}")));
        let times: Vec<String> = times.take(MOST_TIMES + 1).collect();
        (times.len() <= MOST_TIMES).then(|| and(times))
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const fn weekday(day: u8) -> &'static str {
    match day {
        0 => "Sunday",
        1 => "Monday",
        2 => "Tuesday",
        3 => "Wednesday",
        4 => "Thursday",
        5 => "Friday",
        _ => "Saturday",
    }
}

fn ordinal(day: u8) -> String {
    let ending = match day {
        1 | 21 | 31 => "st",
        2 | 22 => "nd",
        3 | 23 => "rd",
        _ => "th",
    };
    format!("{day}{ending}")
}

/// "a", "a and b", "a, b and c".
fn and(mut words: Vec<String>) -> String {
    let last = words.pop().unwrap_or_default();
    if words.is_empty() { last } else { format!("{} and {last}", words.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_lines_read_as_plain_words() {
        for (line, words) in [
            ("0 8 * * MON", "Mondays at 8:00"),
            ("0 8 * * 1,4", "Mondays and Thursdays at 8:00"),
            ("0 9 * * SAT,SUN", "Saturdays and Sundays at 9:00"),
            ("0 9 * * 0,1", "Mondays and Sundays at 9:00"),
            ("30 7 * * 1-5", "Monday to Friday at 7:30"),
            ("30 7 * * *", "every day at 7:30"),
            ("30 7 * * 0-6", "every day at 7:30"),
            ("0 8,18 * * *", "every day at 8:00 and 18:00"),
            ("0,30 8,18 * * *", "every day at 8:00, 8:30, 18:00 and 18:30"),
            ("5 0 * * *", "every day at 0:05"),
            ("*/15 * * * *", "every 15 minutes"),
            ("* * * * *", "every minute"),
            ("0 * * * *", "every hour"),
            ("@hourly", "every hour"),
            ("0 */6 * * *", "every 6 hours"),
            ("0 8 1 * *", "on the 1st of every month at 8:00"),
            ("0 8 1,15 * *", "on the 1st and 15th of every month at 8:00"),
            ("0 8 31 * *", "on the 31st of every month that has one at 8:00"),
            ("@weekly", "Sundays at 0:00"),
            ("@yearly", "every year on 1 January at 0:00"),
            ("0 8 29 2 *", "every leap year on 29 February at 8:00"),
        ] {
            assert_eq!(Crontab::parse(line).unwrap().describe(), words, "{line}");
        }
    }

    #[test]
    fn other_lines_are_quoted_as_written() {
        for line in [
            "0 8 13 * FRI",
            "*/7 * * * *",
            "5-59/10 * * * *",
            "0 8 * 6-8 MON",
            "0 8 */2 * *",
            "0 6-10 * * *",
            "*/15 9-17 * * 1-5",
            "15 * * * *",
            "0 8 1,31 * *",
        ] {
            assert_eq!(Crontab::parse(line).unwrap().describe(), format!("“{line}”"));
        }
    }

    #[test]
    fn an_instant_has_its_days_name_and_the_place_whose_clocks_are_meant() {
        let instant = Timestamp::from(jiff::Timestamp::constant(1_796_022_000, 0));
        for (zone, words) in [
            ("Europe/Berlin", "Monday 30 November, 8:00 in Berlin"),
            ("America/New_York", "Monday 30 November, 2:00 in New York"),
            ("America/Argentina/Buenos_Aires", "Monday 30 November, 4:00 in Buenos Aires"),
            ("Pacific/Auckland", "Monday 30 November, 20:00 in Auckland"),
            ("UTC", "Monday 30 November, 7:00 UTC"),
            ("Etc/UTC", "Monday 30 November, 7:00 UTC"),
        ] {
            assert_eq!(describe_instant(instant, &Zone::parse(zone).unwrap()), words);
        }
        assert_eq!(describe_day(instant, &Zone::parse("Europe/Berlin").unwrap()), "30 November");
    }
}
