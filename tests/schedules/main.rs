//! Schedules on real calendars and clocks, and against `croner` where its rules are ours.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod calendar;
mod clock_changes;
mod oracle;
mod readers_clocks;
#[path = "../support/mod.rs"]
mod support;

use letterbell::domain::schedule::{Timing, Zone};
use letterbell::domain::time::Timestamp;

fn timing(expression: &str, zone: &str) -> Timing {
    Timing::parse(expression, zone).unwrap()
}

/// An instant, written as RFC 3339.
fn at(text: &str) -> Timestamp {
    text.parse::<jiff::Timestamp>().unwrap().into()
}

/// An instant as the zone's clocks show it, with the offset: `2026-03-29T03:00+02:00`.
fn shown(instant: Timestamp, zone: &str) -> String {
    let zone = jiff::tz::TimeZone::get(Zone::parse(zone).unwrap().name()).unwrap();
    instant.to_jiff().to_zoned(zone).strftime("%Y-%m-%dT%H:%M%:z").to_string()
}

/// The due instants after `after` and up to `until`, as the zone's clocks show them.
fn due(expression: &str, zone: &str, after: &str, until: &str) -> Vec<String> {
    let coming = timing(expression, zone);
    coming.coming(at(after)).take_while(|due| *due <= at(until)).map(|due| shown(due, zone)).collect()
}
