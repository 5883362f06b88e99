//! Digests on readers' clocks, over every place of the time zone database and every change of its clocks, against a walk through the minutes.

use std::time::Duration;

use jiff::tz::TimeZone;
use letterbell::domain::digest::PostLimits;
use letterbell::domain::id::{ListId, ScheduleId};
use letterbell::domain::post::PostNumber;
use letterbell::domain::schedule::{
    Days, Dispatch, LATEST_AFTER_RUN, Pattern, ReaderClock, Schedule, TimeOfDay, Timing, Zone,
};
use letterbell::domain::time::Timestamp;
use proptest::prelude::*;

use crate::support::chance::cases;
use crate::{at, shown};

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3600);

/// A schedule on readers' clocks.
fn local(expression: &str) -> Schedule {
    Schedule {
        id: ScheduleId::new(1),
        list: ListId::new(1),
        name: "local".parse().unwrap(),
        timing: Timing::parse(expression, "Europe/Berlin").unwrap().on_earliest_clocks(),
        zone: Zone::parse("Europe/Berlin").unwrap(),
        local: true,
        dispatch: Dispatch::AtOnce,
        limits: PostLimits { minimum: 1, maximum: None },
        seen_through: PostNumber::NONE,
        looked_at: at("2026-01-01T00:00:00Z"),
    }
}

fn clock(zone: &str, hour: Option<u8>, weekday: Option<u8>) -> ReaderClock {
    ReaderClock { zone: Some(Zone::parse(zone).unwrap()), hour, weekday }
}

/// What the run after `after` is for a reader, as their clocks show it.
fn next(expression: &str, after: &str, zone: &str, hour: Option<u8>, weekday: Option<u8>) -> String {
    let due = local(expression).next_for(&clock(zone, hour, weekday), at(after), None).unwrap();
    shown(due, zone)
}

#[test]
fn each_reader_gets_it_at_the_same_time_of_their_own_clock() {
    for zone in ["Pacific/Kiritimati", "Asia/Tokyo", "Europe/Berlin", "America/New_York", "Pacific/Pago_Pago"] {
        let due = next("0 8 * * MON", "2026-11-26T12:00:00Z", zone, None, None);
        assert!(due.starts_with("2026-11-30T08:00"), "{zone}: {due}");
    }
}

#[test]
fn a_chosen_hour_and_day_are_the_first_at_or_after_the_schedules() {
    let monday = |hour, weekday| next("0 8 * * MON", "2026-11-26T12:00:00Z", "Asia/Tokyo", hour, weekday);
    assert_eq!(monday(Some(8), None), "2026-11-30T08:00+09:00");
    assert_eq!(monday(Some(18), None), "2026-11-30T18:00+09:00");
    assert_eq!(monday(Some(7), None), "2026-12-01T07:00+09:00");
    assert_eq!(monday(None, Some(1)), "2026-11-30T08:00+09:00");
    assert_eq!(monday(Some(18), Some(5)), "2026-12-04T18:00+09:00");
    assert_eq!(monday(Some(7), Some(1)), "2026-12-07T07:00+09:00");
}

/// What a reader is told, against when their mails come.
#[test]
fn the_days_and_the_hour_that_a_reader_is_told_are_those_on_which_it_comes() {
    for line in ["0 8 * * *", "30 8 * * MON", "0 8 * * SUN", "15 9 * * MON-FRI", "0 8 * * MON,SAT", "0 8 1,15 * *"] {
        let schedule = local(line);
        let weekdays = if schedule.offers_weekday() { 0..8 } else { 0..1 };
        for (hour, weekday) in weekdays.flat_map(|day| (0..25).map(move |hour| (hour, day))) {
            let reader = clock("UTC", (hour < 24).then_some(hour), (weekday > 0).then_some(weekday));
            let Pattern::At(days, times) = schedule.pattern_for(&reader) else { panic!("{line}") };
            let runs = schedule.timing.coming(at("2026-11-26T12:00:00Z"));
            for comes in runs.take(10).map(|run| TimeZone::UTC.to_datetime(schedule.due_for(run, &reader).to_jiff())) {
                let case = format!("{line}, {reader:?}: {comes}");
                let day = u8::try_from(comes.weekday().to_monday_one_offset()).unwrap();
                let is_told = match &days {
                    Days::Every => true,
                    Days::Workdays => day <= 5,
                    Days::OfWeek(days) => days.contains(&day),
                    // The only schedule here whose days can not be told for every hour: then its own are.
                    Days::OfMonth(_) => continue,
                    other => panic!("{case}: {other:?}"),
                };
                assert!(is_told, "{case}: {days:?}");
                let time = TimeOfDay { hour: comes.hour().unsigned_abs(), minute: comes.minute().unsigned_abs() };
                assert_eq!(times, [time], "{case}");
            }
        }
    }
}

#[test]
fn an_hour_is_offered_once_a_day_at_most_and_a_day_once_a_week_at_most() {
    for (line, hour, weekday) in [
        ("0 8 * * MON", true, true),
        ("0 8 1 * *", true, true),
        ("0 8 * * *", true, false),
        ("0 8 * * MON,THU", true, false),
        ("0 8 13 * FRI", true, false),
        ("0 8,18 * * *", false, false),
        ("*/15 * * * *", false, false),
    ] {
        let schedule = local(line);
        assert_eq!((schedule.offers_hour(), schedule.offers_weekday()), (hour, weekday), "{line}");
        assert!(!Schedule { local: false, ..schedule }.offers_hour());
    }
    let twice = next("0 8,18 * * *", "2026-11-29T18:00:00Z", "Asia/Tokyo", Some(7), None);
    assert_eq!(twice, "2026-11-30T18:00+09:00", "two mails at once would be no favour");
}

#[test]
fn an_hour_that_is_left_out_is_the_end_of_the_gap_and_one_that_comes_twice_is_the_first() {
    let at_two = |after| next("0 2 * * *", after, "Europe/Berlin", None, None);
    assert_eq!(at_two("2026-03-28T10:00:00Z"), "2026-03-29T03:00+02:00");
    assert_eq!(at_two("2026-10-24T10:00:00Z"), "2026-10-25T02:00+02:00");
}

#[test]
fn a_pause_names_the_first_digest_after_it() {
    let schedule = local("0 8 * * MON");
    let tokyo = clock("Asia/Tokyo", None, None);
    let now = at("2026-11-26T12:00:00Z");
    let after = |until: &str| shown(schedule.next_for(&tokyo, now, Some(at(until))).unwrap(), "Asia/Tokyo");
    assert_eq!(after("2026-11-29T23:00:00Z"), "2026-11-30T08:00+09:00");
    assert_eq!(after("2026-11-29T23:00:01Z"), "2026-12-07T08:00+09:00");
    assert_eq!(after("2027-11-01T00:00:00Z"), "2027-11-08T08:00+09:00");
}

/// Around every change of every place's clocks in three years: when clocks show the reading, or have just gone past it, for the first time.
#[test]
fn over_every_change_of_every_place_it_is_when_clocks_first_reach_the_time() {
    let schedule = local("0 8 * * *");
    let (begin, end) = (at("2025-01-01T00:00:00Z"), at("2028-01-01T00:00:00Z"));
    let mut changes = 0;
    for place in Zone::places() {
        let rules = TimeZone::get(&place).unwrap();
        let reader = clock(&place, None, None);
        for change in rules.following(begin.to_jiff()).take_while(|change| Timestamp::from(change.timestamp()) < end) {
            changes += 1;
            let instant = Timestamp::from(change.timestamp());
            let from = instant.minus(HOUR * 3);
            let reading = |instant: Timestamp| rules.to_datetime(instant.to_jiff());
            for quarter in 0..24 {
                // Readings around the change, as a run names them: on the earliest clocks.
                let wanted = reading(instant.minus(HOUR * 2)).saturating_add(jiff::Span::new().minutes(15 * quarter));
                let wanted = wanted.round(jiff::Unit::Minute).unwrap();
                let run = TimeZone::fixed(jiff::tz::offset(14)).to_timestamp(wanted).unwrap();
                let first = (0..2880).map(|minutes| from.plus(MINUTE * minutes)).find(|now| reading(*now) >= wanted);
                assert_eq!(Some(schedule.due_for(run.into(), &reader)), first, "{place}, {wanted}");
            }
        }
    }
    assert!(changes > 500, "{changes}");
}

fn anywhere() -> impl Strategy<Value = String> {
    prop::sample::select(Zone::places())
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn wherever_readers_are_their_mails_keep_the_order_of_the_runs_and_come_once_each(
        zone in anywhere(),
        (line, hour, weekday) in prop_oneof![
            ((0..60_u8, 0..24_u8), prop::option::of(0..24_u8))
                .prop_map(|((minute, at), hour)| (format!("{minute} {at} * * *"), hour, None)),
            ((0..60_u8, 0..24_u8, 0..7_u8), prop::option::of(0..24_u8), prop::option::of(1..=7_u8))
                .prop_map(|((minute, at, day), hour, weekday)| (format!("{minute} {at} * * {day}"), hour, weekday)),
        ],
        start in 1_735_689_600_000_i64..1_830_000_000_000,
    ) {
        let schedule = local(&line);
        let reader = clock(&zone, hour, weekday);
        let rules = TimeZone::get(&zone).unwrap();
        let earliest = TimeZone::fixed(jiff::tz::offset(14));
        let mut last = None;
        for run in schedule.timing.coming(Timestamp::from_millis(start)).take(10) {
            let due = schedule.due_for(run, &reader);
            prop_assert!(due >= run, "nobody's clock is ahead of where it is planned");
            prop_assert!(due.since(run) <= LATEST_AFTER_RUN);
            prop_assert!(last.is_none_or(|last| last < due), "two runs at once, or in the wrong order");
            last = Some(due);
            let (named, shows) = (earliest.to_datetime(run.to_jiff()), rules.to_datetime(due.to_jiff()));
            prop_assert!(shows >= named);
            // Unless clocks leave that time out.
            let skipped = rules.to_ambiguous_timestamp(shows).is_ambiguous()
                || rules.preceding(due.plus(MINUTE).to_jiff()).next().is_some_and(|change| due.since(change.timestamp().into()) < HOUR);
            if !skipped {
                prop_assert_eq!(shows.hour(), hour.map_or(named.hour(), |hour| hour.try_into().unwrap()));
                let day = weekday.map(|day| day.try_into().unwrap());
                prop_assert!(day.is_none_or(|day: i8| shows.weekday().to_monday_one_offset() == day));
            }
        }
    }
}
