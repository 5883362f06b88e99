//! Putting dates, schedules and names into words for mails and pages.

use std::time::Duration;

use crate::domain::list::List;
use crate::domain::schedule::{ReaderClock, Schedule, Timing, Zone};
use crate::domain::site::Site;
use crate::domain::time::Timestamp;
use crate::render::accent::Accent;
use crate::render::locale::{Locale, Locales};
use crate::render::views::{ListView, SiteView};

/// A site as mails and pages name it; `home` is the blog's own page, where a feed told it.
pub fn site_view(site: &Site, home: Option<&str>) -> SiteView {
    SiteView {
        name: site.name.clone(),
        home_url: home.map(str::to_owned),
        language: "en".to_owned(),
        accent: Accent::default(),
    }
}

/// A list as its mails name it.
pub fn list_view(list: &List, site: &Site, home: Option<&str>) -> ListView {
    ListView { name: list.name.clone(), site: site_view(site, home), postal_address: Some(list.postal_address.clone()) }
}

/// When a schedule's mails come: `Mondays at 8:00`.
pub fn schedule_phrase(schedule: &Schedule) -> String {
    let phrase = timing(&schedule.timing);
    if schedule.local { format!("{phrase}, wherever you are") } else { phrase }
}

/// When the mails of this timing come.
pub fn timing(timing: &Timing) -> String {
    english().pattern(&timing.pattern())
}

/// When the next digest comes, where the calendar knows: `Monday 30 November, 8:00 in Berlin`.
pub fn next_digest(schedule: &Schedule, now: Timestamp) -> Option<String> {
    schedule.next_for(&ReaderClock::default(), now, None).map(|due| english().instant(due, &schedule.zone))
}

/// A schedule with its next day: `Mondays at 8:00, next on 30 November`, or `next today at 8:00`.
pub fn schedule_with_next(schedule: &Schedule, now: Timestamp) -> String {
    let phrase = schedule_phrase(schedule);
    let Some(due) = schedule.next_for(&ReaderClock::default(), now, None) else { return phrase };
    let is_today = schedule.zone.at(now).date() == schedule.zone.at(due).date();
    let key = if is_today { "next-today" } else { "next-on" };
    english().say_at(key, due, &schedule.zone, &[("schedule", phrase.into())])
}

/// An instant for readers: `Thursday 3 December, 18:00 in Berlin`.
pub fn instant(instant: Timestamp, zone: &Zone) -> String {
    english().instant(instant, zone)
}

/// A day for readers: `Thursday 24 December`, and the year where it is far.
pub fn day(instant: Timestamp, zone: &Zone) -> String {
    zone.at(instant).strftime("%A %-d %B %Y").to_string()
}

/// A zone as readers name it: `Berlin`.
pub fn place(zone: &Zone) -> String {
    zone.name().rsplit_once('/').map_or(zone.name(), |(_, place)| place).replace('_', " ")
}

/// The name of a day of the week, 1 (Monday) to 7.
pub const fn weekday(day: u8) -> &'static str {
    match day {
        1 => "Monday",
        2 => "Tuesday",
        3 => "Wednesday",
        4 => "Thursday",
        5 => "Friday",
        6 => "Saturday",
        _ => "Sunday",
    }
}

/// A reader's clock, for the record: `Asia/Tokyo, 18:00, Thursday`.
pub fn clock(clock: &ReaderClock) -> String {
    let zone = clock.zone.as_ref().map_or("the list", Zone::name).to_owned();
    let hour = clock.hour.map(|hour| format!("{hour}:00"));
    let weekday = clock.weekday.map(|day| weekday(day).to_owned());
    [Some(zone), hour, weekday].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The date line of a digest: `Monday, 30 November 2026`.
pub fn date_line(instant: Timestamp, zone: &Zone) -> String {
    english().say_at("date-line", instant, zone, &[])
}

/// A post's date in a digest of `due_at`: `Thursday, 26 November`, and the year where it is another one.
pub fn post_date(published: Timestamp, due_at: Timestamp, zone: &Zone) -> String {
    let is_of_this_year = zone.at(published).year() == zone.at(due_at).year();
    english().say_at(if is_of_this_year { "post-date" } else { "date-line" }, published, zone, &[])
}

/// A span to wait, rounded up, to stand after "in": `four minutes`, `an hour`.
pub fn span(wait: Duration) -> String {
    let minutes = wait.as_secs().div_ceil(60).max(1);
    match minutes {
        ..60 => english().say("wait-minutes", &[("count", minutes.into())]),
        60..90 => english().say("wait-hours", &[("count", 1.into())]),
        _ => english().say("wait-hours", &[("count", ((minutes + 30) / 60).into())]),
    }
}

fn english() -> &'static Locale {
    Locales::shipped().english()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_post_of_another_year_says_so() {
        let zone = Zone::parse("UTC").unwrap();
        let due_at = Timestamp::from_millis(1_795_500_000_000);
        let year = Duration::from_secs(365 * 24 * 3600);
        assert_eq!(post_date(due_at, due_at, &zone), "Tuesday, 24 November");
        assert_eq!(post_date(due_at.minus(year), due_at, &zone), "Monday, 24 November 2025");
    }

    #[test]
    fn a_wait_is_told_in_round_words() {
        for (seconds, words) in [(1, "a minute"), (61, "2 minutes"), (3600, "an hour"), (7300, "2 hours")] {
            assert_eq!(span(Duration::from_secs(seconds)), words);
        }
    }
}
