//! Putting dates, schedules and names into words for mails and pages.

use std::time::Duration;

use crate::domain::address::{AddressError, SIGNS};
use crate::domain::list::List;
use crate::domain::look::Colour;
use crate::domain::schedule::{ReaderClock, Schedule, TimeOfDay, Timing, Zone};
use crate::domain::site::Site;
use crate::domain::time::Timestamp;
use crate::render::accent::Accent;
use crate::render::locale::{Locale, Locales};
use crate::render::views::{ListView, SiteView};

/// A site as mails and pages name it; `home` is the blog's own page, where a feed told it.
pub fn site_view(site: &Site, home: Option<&str>) -> SiteView {
    SiteView { name: site.name.clone(), home_url: home.map(str::to_owned), accent: Accent::default() }
}

/// A list as its mails name it.
pub fn list_view(list: &List, site: &Site, home: Option<&str>) -> ListView {
    ListView { name: list.name.clone(), site: site_view(site, home), postal_address: Some(list.postal_address.clone()) }
}

/// When a schedule's mails come: `Mondays at 8:00`.
pub fn schedule_phrase(locale: &Locale, schedule: &Schedule) -> String {
    schedule_phrase_for(locale, schedule, &ReaderClock::default())
}

/// The same for a reader who may have chosen an hour or a day of their own.
pub fn schedule_phrase_for(locale: &Locale, schedule: &Schedule, clock: &ReaderClock) -> String {
    let phrase = locale.pattern(&schedule.pattern_for(clock));
    if schedule.local { locale.say("wherever-you-are", &[("schedule", phrase.into())]) } else { phrase }
}

/// When the mails of this timing come.
pub fn timing(locale: &Locale, timing: &Timing) -> String {
    locale.pattern(&timing.pattern())
}

/// When the next digest comes, where the calendar knows: `Monday 30 November, 8:00 in Berlin`.
pub fn next_digest(locale: &Locale, schedule: &Schedule, now: Timestamp) -> Option<String> {
    schedule.next_for(&ReaderClock::default(), now, None).map(|due| locale.instant(due, &schedule.zone))
}

/// A schedule with its next day: `Mondays at 8:00, next on 30 November`, or `next today at 8:00`.
pub fn schedule_with_next(locale: &Locale, schedule: &Schedule, now: Timestamp) -> String {
    let phrase = schedule_phrase(locale, schedule);
    let Some(due) = schedule.next_for(&ReaderClock::default(), now, None) else { return phrase };
    let is_today = schedule.zone.at(now).date() == schedule.zone.at(due).date();
    let key = if is_today { "next-today" } else { "next-on" };
    locale.say_at(key, due, &schedule.zone, &[("schedule", phrase.into())])
}

/// An instant for readers: `Thursday 3 December, 18:00 in Berlin`.
pub fn instant(locale: &Locale, instant: Timestamp, zone: &Zone) -> String {
    locale.instant(instant, zone)
}

/// A day for readers: `Thursday 24 December 2026`.
pub fn day(locale: &Locale, instant: Timestamp, zone: &Zone) -> String {
    locale.say_at("whole-day", instant, zone, &[])
}

/// A zone as readers name it: `Berlin`.
pub fn place(zone: &Zone) -> String {
    zone.name().rsplit_once('/').map_or(zone.name(), |(_, place)| place).replace('_', " ")
}

/// The name of a day of the week, 1 (Monday) to 7.
pub fn weekday(locale: &Locale, day: u8) -> String {
    locale.say("weekday", &[("weekday", day.into())])
}

/// A time of the day: `18:00`.
pub fn hour(locale: &Locale, hour: u8) -> String {
    locale.time(TimeOfDay { hour, minute: 0 })
}

/// A reader's clock, for the record: `Asia/Tokyo, 18:00, Thursday`.
pub fn clock(locale: &Locale, clock: &ReaderClock) -> String {
    let zone = clock.zone.as_ref().map_or_else(|| locale.say("clock-of-list", &[]), |zone| zone.name().to_owned());
    let hour = clock.hour.map(|wanted| hour(locale, wanted));
    let weekday = clock.weekday.map(|day| weekday(locale, day));
    [Some(zone), hour, weekday].into_iter().flatten().collect::<Vec<_>>().join(&locale.say("comma", &[]))
}

/// Why a text is no address, in words for the person who typed it.
pub fn address_error(locale: &Locale, error: AddressError) -> String {
    match error {
        AddressError::Empty => locale.say("error-address-empty", &[]),
        AddressError::MissingAt => locale.say("error-address-at", &[]),
        AddressError::Several => locale.say("error-address-several", &[]),
        AddressError::BadLocalPart => locale.say("error-address-local", &[("signs", SIGNS.into())]),
        AddressError::NotAscii => locale.say("error-address-ascii", &[]),
        AddressError::TooLong => locale.say("error-address-long", &[]),
        AddressError::BadDomain => locale.say("error-address-domain", &[]),
    }
}

/// A button that somebody pressed, for the record: its words as they were shown, under a label for who reads the record.
pub fn pressed(button: &str) -> String {
    format!("Button: {button}")
}

/// The date line of a digest: `Monday, 30 November 2026`.
pub fn date_line(locale: &Locale, instant: Timestamp, zone: &Zone) -> String {
    locale.say_at("date-line", instant, zone, &[])
}

/// A post's date in a digest of `due_at`: `Thursday, 26 November`, and the year where it is another one.
pub fn post_date(locale: &Locale, published: Timestamp, due_at: Timestamp, zone: &Zone) -> String {
    let is_of_this_year = zone.at(published).year() == zone.at(due_at).year();
    locale.say_at(if is_of_this_year { "post-date" } else { "date-line" }, published, zone, &[])
}

/// The same without the day's name, where there is little room: `26 November`.
pub fn short_date(locale: &Locale, published: Timestamp, due_at: Timestamp, zone: &Zone) -> String {
    let is_of_this_year = zone.at(published).year() == zone.at(due_at).year();
    locale.say_at(if is_of_this_year { "day" } else { "date-line" }, published, zone, &[])
}

/// The colour of links where a list has none of its own.
pub fn own_accent() -> String {
    Accent::default().light().to_owned()
}

/// A list's colour, and what is used of it: `#ffcc00, shown as #857000 on light ground`.
pub fn shown_accent(colour: &Colour) -> String {
    let written = colour.as_str();
    let shown = Accent::from_brand(written).ok().map(|accent| (accent.light().to_owned(), accent.dark().to_owned()));
    match shown {
        Some((light, dark)) if light != written => {
            format!("{written}, shown as {light} on light ground, {dark} on dark")
        }
        Some((light, dark)) if dark != light => format!("{written}, shown as {dark} on dark ground"),
        _ => written.to_owned(),
    }
}

/// What the operator should be told when a colour cannot be read as it was written.
pub fn adjusted_accent(colour: &Colour) -> Option<String> {
    Accent::from_brand(colour.as_str()).ok().and_then(|accent| accent.adjustment())
}

/// A span to wait, rounded up, to stand after "in": `four minutes`, `an hour`.
pub fn span(locale: &Locale, wait: Duration) -> String {
    let minutes = wait.as_secs().div_ceil(60).max(1);
    match minutes {
        ..60 => locale.say("wait-minutes", &[("count", minutes.into())]),
        60..90 => locale.say("wait-hours", &[("count", 1.into())]),
        _ => locale.say("wait-hours", &[("count", ((minutes + 30) / 60).into())]),
    }
}

/// English: what operators are told, and what a language without a message of its own says.
pub fn english() -> &'static Locale {
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
        assert_eq!(post_date(english(), due_at, due_at, &zone), "Tuesday, 24 November");
        assert_eq!(post_date(english(), due_at.minus(year), due_at, &zone), "Monday, 24 November 2025");
    }

    #[test]
    fn what_is_wrong_with_an_address_is_told_as_the_domain_has_it() {
        use AddressError::{BadDomain, BadLocalPart, Empty, MissingAt, NotAscii, Several, TooLong};
        for error in [Empty, MissingAt, Several, BadLocalPart, NotAscii, TooLong, BadDomain] {
            assert_eq!(address_error(english(), error), error.to_string());
        }
    }

    #[test]
    fn a_colour_is_told_as_it_is_shown() {
        let told = |colour: &str| shown_accent(&colour.parse().unwrap());
        assert_eq!(told("#1a5fb4"), "#1a5fb4, shown as #5a8cc9 on dark ground");
        let pale = told("#ffff00");
        assert!(
            pale.starts_with("#ffff00, shown as #") && pale.ends_with(" on light ground, #ffff00 on dark"),
            "{pale}"
        );
    }

    #[test]
    fn a_wait_is_told_in_round_words() {
        for (seconds, words) in [(1, "a minute"), (61, "2 minutes"), (3600, "an hour"), (7300, "2 hours")] {
            assert_eq!(span(english(), Duration::from_secs(seconds)), words);
        }
    }
}
