//! Putting dates, schedules and names into words for mails and pages.

use std::time::Duration;

use crate::domain::list::List;
use crate::domain::schedule::{Schedule, Zone, describe_day, describe_instant};
use crate::domain::site::Site;
use crate::domain::time::Timestamp;
use crate::render::accent::Accent;
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
    schedule.timing.describe()
}

/// When the next digest comes, where the calendar knows: `Monday 30 November, 8:00 in Berlin`.
pub fn next_digest(schedule: &Schedule, now: Timestamp) -> Option<String> {
    schedule.timing.next_after(now).map(|due| describe_instant(due, &schedule.zone))
}

/// A schedule with its next day: `Mondays at 8:00, next on 30 November`, or `next today at 8:00`.
pub fn schedule_with_next(schedule: &Schedule, now: Timestamp) -> String {
    let phrase = schedule_phrase(schedule);
    let Some(due) = schedule.timing.next_after(now) else { return phrase };
    let (today, next) = (schedule.zone.at(now), schedule.zone.at(due));
    if today.date() == next.date() {
        return format!("{phrase}, next today at {}", next.strftime("%-H:%M"));
    }
    format!("{phrase}, next on {}", describe_day(due, &schedule.zone))
}

/// An instant for readers: `Thursday 3 December, 18:00 in Berlin`.
pub fn instant(instant: Timestamp, zone: &Zone) -> String {
    describe_instant(instant, zone)
}

/// The date line of a digest: `Monday, 30 November 2026`.
pub fn date_line(instant: Timestamp, zone: &Zone) -> String {
    zone.at(instant).strftime("%A, %-d %B %Y").to_string()
}

/// A post's date in a digest of `due_at`: `Thursday, 26 November`, and the year where it is another one.
pub fn post_date(published: Timestamp, due_at: Timestamp, zone: &Zone) -> String {
    let (published, due_at) = (zone.at(published), zone.at(due_at));
    let form = if published.year() == due_at.year() { "%A, %-d %B" } else { "%A, %-d %B %Y" };
    published.strftime(form).to_string()
}

/// A span to wait, rounded up, to stand after "in": `four minutes`, `an hour`.
pub fn span(wait: Duration) -> String {
    let minutes = wait.as_secs().div_ceil(60).max(1);
    match minutes {
        1 => "a minute".to_owned(),
        2..=59 => format!("{minutes} minutes"),
        60..=89 => "an hour".to_owned(),
        _ => format!("{} hours", (minutes + 30) / 60),
    }
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
