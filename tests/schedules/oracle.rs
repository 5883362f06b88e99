//! The wrapper against `croner`, which was written independently, where its rules are ours.
//!
//! Left out, because the rules differ: ranges over the week's end (croner refuses them), a starred step in one day field beside
//! the other (croner takes `*/2` for restricted), times that are not fixed on days of a clock change (croner lets those follow
//! the elapsed hours) and a gap of a whole day (croner finds nothing after it). For the last two, a walk through every minute
//! is the oracle instead.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDateTime};
use croner::Cron;
use croner::errors::CronError;
use croner::parser::{CronParser, Seconds};
use croner::time::{CivilDateTime, CronDateTime, Resolution, Weekday};
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{SignedDuration, Zoned};
use letterbell::domain::schedule::Timing;
use letterbell::domain::time::Timestamp;
use proptest::prelude::*;

use crate::support::chance::cases;
use crate::{at, shown, timing};

fn croner(line: &str) -> Cron {
    CronParser::builder().seconds(Seconds::Disallowed).build().parse(line).unwrap()
}

/// An item list of a field with these bounds: values, ranges and steps.
fn items(low: u32, high: u32) -> impl Strategy<Value = String> {
    let item = prop_oneof![
        3 => (low..=high).prop_map(|value| value.to_string()),
        2 => (low..=high, low..=high).prop_map(|(a, b)| format!("{}-{}", a.min(b), a.max(b))),
        1 => (low..=high, low..=high, 1..=high).prop_map(|(a, b, step)| format!("{}-{}/{step}", a.min(b), a.max(b))),
    ];
    prop::collection::vec(item, 1..4).prop_map(|items| items.join(","))
}

fn field(low: u32, high: u32) -> impl Strategy<Value = String> {
    prop_oneof![2 => Just("*".to_owned()), 1 => (1..=high).prop_map(|step| format!("*/{step}")), 4 => items(low, high)]
}

fn day_fields() -> impl Strategy<Value = (String, String)> {
    let weekdays = || prop_oneof![items(0, 7), Just("MON-FRI".to_owned()), Just("tue,Sat".to_owned())];
    prop_oneof![
        (field(1, 31), Just("*".to_owned())),
        (Just("*".to_owned()), weekdays()),
        (Just("*".to_owned()), (1..=7_u32).prop_map(|step| format!("*/{step}"))),
        (items(1, 31), weekdays()),
    ]
}

fn line() -> impl Strategy<Value = String> {
    let month = prop_oneof![field(1, 12), Just("JAN-MAR,oct".to_owned())];
    (field(0, 59), field(0, 23), day_fields(), month)
        .prop_map(|(minute, hour, (day, weekday), month)| format!("{minute} {hour} {day} {month} {weekday}"))
        .prop_filter("a day that its months do not have", |line| croner_finds(line))
}

/// Whether croner finds an instant at all: not on the 31st of September.
fn croner_finds(line: &str) -> bool {
    croner(line).find_next_occurrence(&naive(at("2026-01-01T00:00:00Z")), false).is_ok()
}

#[test]
fn a_day_that_its_month_does_not_have_is_refused_and_no_other() {
    for (day, month) in (1..=31).flat_map(|day| (1..=12).map(move |month| (day, month))) {
        let line = format!("0 0 {day} {month} *");
        assert_eq!(Timing::parse(&line, "UTC").is_ok(), croner_finds(&line), "{line}");
    }
}

fn fixed_time_line() -> impl Strategy<Value = String> {
    (0..60_u32, 0..5_u32, day_fields())
        .prop_map(|(minute, hour, (day, weekday))| format!("{minute} {hour} {day} * {weekday}"))
}

/// Zones with their changes of 2026 (and Apia's of 2011), as instants a little before.
fn change() -> impl Strategy<Value = (&'static str, &'static str)> {
    prop::sample::select(vec![
        ("Europe/Berlin", "2026-03-28T20:00:00Z"),
        ("Europe/Berlin", "2026-10-24T20:00:00Z"),
        ("America/New_York", "2026-03-08T02:00:00Z"),
        ("America/New_York", "2026-11-01T02:00:00Z"),
        ("Australia/Lord_Howe", "2026-10-03T12:00:00Z"),
        ("Australia/Lord_Howe", "2026-04-04T12:00:00Z"),
        ("America/Asuncion", "2024-10-05T20:00:00Z"),
        ("Pacific/Apia", "2011-12-30T00:00:00Z"),
        ("Asia/Kathmandu", "2026-06-01T00:00:00Z"),
    ])
}

fn naive(instant: Timestamp) -> NaiveDateTime {
    DateTime::from_timestamp_millis(instant.millis()).unwrap().naive_utc()
}

/// Milliseconds from 1971 to 2090.
fn instant() -> impl Strategy<Value = Timestamp> {
    (31_536_000_000_i64..3_786_912_000_000).prop_map(Timestamp::from_millis)
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn in_a_zone_without_changes_croner_finds_the_same_instants(line in line(), start in instant()) {
        let ours: Vec<NaiveDateTime> = timing(&line, "UTC").coming(start).take(12).map(naive).collect();
        let theirs: Vec<NaiveDateTime> = croner(&line).iter_after(naive(start)).take(ours.len()).collect();
        prop_assert!(!ours.is_empty());
        prop_assert_eq!(ours, theirs);
    }

    #[test]
    fn in_a_zone_without_changes_croner_finds_the_same_last_instant(line in line(), until in instant()) {
        let oracle = croner(&line);
        // In 1970 the crate's calendar begins.
        let after = at("1970-01-01T00:00:00Z");
        let ours = timing(&line, "UTC").last_due(after, until).map(naive);
        let theirs = oracle.find_previous_occurrence(&naive(until), true).ok();
        prop_assert_eq!(ours, theirs.filter(|found| *found > naive(after)));
    }

    #[test]
    fn a_fixed_time_runs_when_croner_says_whatever_the_clocks_do(
        line in fixed_time_line(), (zone, start) in change(),
    ) {
        prop_assume!(zone != "Pacific/Apia");
        let clocks = at(start).to_jiff().to_zoned(TimeZone::get(zone).unwrap());
        let ours: Vec<String> = timing(&line, zone).coming(at(start)).take(8).map(|due| shown(due, zone)).collect();
        let theirs = croner(&line).iter_after(OnClocks(clocks)).take(8);
        prop_assert_eq!(ours, theirs.map(|due| shown(due.0.timestamp().into(), zone)).collect::<Vec<_>>());
    }

    #[test]
    fn around_a_change_the_due_instants_are_those_of_a_walk_through_every_minute(
        line in line(), (zone, start) in change(),
    ) {
        let end = Timestamp::from_millis(at(start).millis() + 36 * 3_600_000);
        let timing = timing(&line, zone);
        let ours: Vec<Timestamp> = timing.coming(at(start)).take_while(|due| *due <= end).collect();
        prop_assert_eq!(&ours, &walk(&line, zone, at(start), end));
        prop_assert_eq!(timing.last_due(at(start), end), ours.last().copied());
    }

    #[test]
    fn the_last_due_instant_is_the_last_of_those_that_came(
        line in line(), (zone, start) in change(), from in 0..2000_i64, minutes in 0..2000_i64,
    ) {
        let after = Timestamp::from_millis(at(start).millis() + from * 60_000);
        let until = Timestamp::from_millis(after.millis() + minutes * 60_000);
        let timing = timing(&line, zone);
        let last = timing.coming(after).take_while(|due| *due <= until).last();
        prop_assert_eq!(timing.last_due(after, until), last);
    }
}

/// The due instants in `(after, until]`, minute by minute: what clocks show for the first time, and at the end of a gap what
/// they left out. croner only says whether a reading matches.
fn walk(line: &str, zone: &str, after: Timestamp, until: Timestamp) -> Vec<Timestamp> {
    const MINUTE: i64 = 60_000;
    let oracle = croner(line);
    let rules = TimeZone::get(zone).unwrap();
    // Minutes since 1970 as clocks show them.
    let reading = |instant: i64| {
        let offset = rules.to_offset(Timestamp::from_millis(instant).to_jiff());
        instant.div_euclid(MINUTE) + i64::from(offset.seconds()) / 60
    };
    let matches = |reading: i64| oracle.is_time_matching(&naive(Timestamp::from_millis(reading * MINUTE))).unwrap();
    // Two days more, so that what the walk begins with has not been shown before.
    let mut instant = after.millis() - 2 * 24 * 60 * MINUTE;
    let mut highest = reading(instant);
    let mut due = BTreeSet::new();
    while instant <= until.millis() {
        let shows = reading(instant);
        if (highest + 1..=shows).any(matches) && instant > after.millis() {
            due.insert(Timestamp::from_millis(instant));
        }
        highest = highest.max(shows);
        instant += MINUTE;
    }
    due.into_iter().collect()
}

/// A moment on a zone's clocks, for croner.
#[derive(Clone)]
struct OnClocks(Zoned);

impl CronDateTime for OnClocks {
    fn to_civil(&self) -> CivilDateTime {
        let now = self.0.datetime();
        let part = |number: i8| u32::try_from(number).unwrap();
        CivilDateTime::from_ymd_hms(
            now.year().into(),
            part(now.month()),
            part(now.day()),
            part(now.hour()),
            part(now.minute()),
            part(now.second()),
        )
        .unwrap()
    }

    fn civil_weekday(&self) -> Weekday {
        Weekday::from_days_from_sunday(u32::try_from(self.0.weekday().to_sunday_zero_offset()).unwrap())
    }

    fn resolve_civil(&self, civil: CivilDateTime) -> Result<Resolution<Self>, CronError> {
        let part = |number: u32| i8::try_from(number).unwrap();
        let reading = jiff::civil::date(i16::try_from(civil.year()).unwrap(), part(civil.month()), part(civil.day()))
            .at(part(civil.hour()), part(civil.minute()), part(civil.second()), 0);
        let moment = self.0.time_zone().to_ambiguous_zoned(reading);
        Ok(match moment.offset() {
            AmbiguousOffset::Unambiguous { .. } => Resolution::Single(Self(moment.unambiguous().unwrap())),
            AmbiguousOffset::Fold { .. } => {
                Resolution::Ambiguous(Self(moment.clone().earlier().unwrap()), Self(moment.later().unwrap()))
            }
            AmbiguousOffset::Gap { .. } => Resolution::Gap,
        })
    }

    fn checked_add_seconds(&self, seconds: i64) -> Option<Self> {
        self.0.checked_add(SignedDuration::from_secs(seconds)).ok().map(Self)
    }

    fn cmp_instant(&self, other: &Self) -> Ordering {
        self.0.timestamp().cmp(&other.0.timestamp())
    }
}
