//! Leap days, month ends, the two day fields, the ends of time, and the one catch-up.

use std::time::Instant;

use letterbell::domain::schedule::Timing;

use crate::{at, due, shown, timing};

fn days(expression: &str, after: &str, until: &str) -> Vec<String> {
    due(expression, "UTC", after, until).iter().map(|due| due[..10].to_owned()).collect()
}

#[test]
fn a_due_instant_is_strictly_after_the_one_asked_from() {
    let weekly = timing("0 8 * * MON", "Europe/Berlin");
    let monday = at("2026-11-30T07:00:00Z");
    assert_eq!(weekly.next_after(at("2026-11-30T06:59:59.999Z")), Some(monday));
    assert_eq!(weekly.next_after(monday), Some(at("2026-12-07T07:00:00Z")));
    assert_eq!(weekly.next_after(at("2026-11-30T07:00:00.001Z")), Some(at("2026-12-07T07:00:00Z")));
}

#[test]
fn weekdays_are_numbered_as_in_crontab() {
    for sunday in ["0 8 * * 0", "0 8 * * 7", "0 8 * * SUN", "0 8 * * sun"] {
        assert_eq!(days(sunday, "2026-11-23T00:00:00Z", "2026-12-07T00:00:00Z"), ["2026-11-29", "2026-12-06"]);
    }
    assert_eq!(days("0 8 * * 1", "2026-11-29T00:00:00Z", "2026-12-06T00:00:00Z"), ["2026-11-30"]);
    assert_eq!(
        days("0 8 * * FRI-MON", "2026-11-23T12:00:00Z", "2026-12-01T00:00:00Z"),
        ["2026-11-27", "2026-11-28", "2026-11-29", "2026-11-30"]
    );
}

#[test]
fn of_two_restricted_day_fields_either_one_matches() {
    assert_eq!(
        days("0 8 13 * FRI", "2026-11-09T00:00:00Z", "2026-12-14T00:00:00Z"),
        ["2026-11-13", "2026-11-20", "2026-11-27", "2026-12-04", "2026-12-11", "2026-12-13"]
    );
    assert_eq!(days("0 8 31 2 MON", "2026-02-01T00:00:00Z", "2026-02-12T00:00:00Z"), ["2026-02-02", "2026-02-09"]);
}

#[test]
fn a_day_field_that_begins_with_a_star_does_not_count_as_restricted() {
    // Vixie cron takes the odd days that are Fridays.
    assert_eq!(days("0 8 */2 * FRI", "2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z"), ["2026-11-13", "2026-11-27"]);
}

#[test]
fn the_31st_comes_only_in_months_that_have_one() {
    assert_eq!(
        days("0 8 31 * *", "2026-01-01T00:00:00Z", "2026-12-31T23:00:00Z"),
        ["2026-01-31", "2026-03-31", "2026-05-31", "2026-07-31", "2026-08-31", "2026-10-31", "2026-12-31"]
    );
    assert_eq!(days("0 8 30 2-3 *", "2026-01-01T00:00:00Z", "2026-12-31T00:00:00Z"), ["2026-03-30"]);
    assert_eq!(due("59 23 31 12 *", "UTC", "2026-12-31T23:58:00Z", "2027-01-01T00:00:00Z"), ["2026-12-31T23:59+00:00"]);
}

#[test]
fn a_leap_day_comes_in_leap_years() {
    assert_eq!(
        days("0 8 29 2 *", "2026-01-01T00:00:00Z", "2037-01-01T00:00:00Z"),
        ["2028-02-29", "2032-02-29", "2036-02-29"]
    );
    assert_eq!(days("0 8 */28 2 TUE", "2026-01-01T00:00:00Z", "2029-01-01T00:00:00Z"), ["2028-02-01", "2028-02-29"]);
}

#[test]
fn after_the_year_2100_nothing_comes() {
    // 2100 is no leap year.
    assert_eq!(days("0 8 29 2 *", "2092-03-01T00:00:00Z", "2200-01-01T00:00:00Z"), ["2096-02-29"]);
    let daily = timing("@daily", "UTC");
    assert_eq!(daily.next_after(at("2100-12-30T12:00:00Z")), Some(at("2100-12-31T00:00:00Z")));
    assert_eq!(daily.next_after(at("2100-12-31T00:00:00Z")), None);
    assert_eq!(daily.next_after(at("9000-01-01T00:00:00Z")), None);
    assert_eq!(
        daily.last_due(at("2099-01-01T00:00:00Z"), at("9000-01-01T00:00:00Z")),
        Some(at("2100-12-31T00:00:00Z"))
    );
}

#[test]
fn before_1970_the_first_due_instant_is_in_1970() {
    let daily = timing("0 8 * * *", "UTC");
    assert_eq!(daily.next_after(at("-005000-01-01T00:00:00Z")), Some(at("1970-01-01T08:00:00Z")));
    assert_eq!(daily.last_due(at("1900-01-01T00:00:00Z"), at("1969-12-31T00:00:00Z")), None);
}

#[test]
fn one_catch_up_stands_for_all_that_was_missed() {
    let stopped = at("2026-11-20T10:00:00Z");
    let started = at("2026-11-23T10:30:00Z");
    for (expression, last) in [
        ("0 8 * * *", Some(at("2026-11-23T08:00:00Z"))),
        ("0 * * * *", Some(at("2026-11-23T10:00:00Z"))),
        ("0 8 * * SUN", Some(at("2026-11-22T08:00:00Z"))),
        ("0 8 * * TUE", None),
    ] {
        assert_eq!(timing(expression, "UTC").last_due(stopped, started), last, "{expression}");
    }
}

#[test]
fn the_last_due_instant_may_be_the_present_but_not_the_one_already_run() {
    let daily = timing("0 8 * * *", "UTC");
    let eight = at("2026-11-23T08:00:00Z");
    assert_eq!(daily.last_due(at("2026-11-22T08:00:00Z"), eight), Some(eight));
    assert_eq!(daily.last_due(at("2026-11-22T08:00:00Z"), at("2026-11-23T08:00:00.500Z")), Some(eight));
    assert_eq!(daily.last_due(eight, at("2026-11-24T07:59:00Z")), None);
    assert_eq!(daily.last_due(at("2026-11-25T00:00:00Z"), eight), None);
}

#[test]
fn years_of_missed_minutes_are_not_counted_one_by_one() {
    let every_minute = timing("* * * * *", "Europe/Berlin");
    let started = Instant::now();
    for _ in 0..100 {
        let last = every_minute.last_due(at("1970-01-02T00:00:00Z"), at("2026-11-23T10:30:30Z"));
        assert_eq!(last, Some(at("2026-11-23T10:30:00Z")));
    }
    // 30 million minutes a hundred times would take hours.
    assert!(started.elapsed().as_secs() < 10, "{:?}", started.elapsed());
}

#[test]
fn the_same_line_is_another_instant_in_another_zone() {
    for (zone, instant) in [
        ("Europe/Berlin", "2026-11-30T07:00:00Z"),
        ("America/New_York", "2026-11-30T13:00:00Z"),
        ("Asia/Kathmandu", "2026-11-30T02:15:00Z"),
        ("Pacific/Auckland", "2026-11-29T19:00:00Z"),
    ] {
        assert_eq!(timing("0 8 * * MON", zone).next_after(at("2026-11-27T00:00:00Z")), Some(at(instant)), "{zone}");
        assert_eq!(&shown(at(instant), zone)[..16], "2026-11-30T08:00");
    }
}

#[test]
fn immediately_has_no_due_instants_of_its_own() {
    let timing = timing(" Immediately ", "nowhere in particular");
    assert_eq!(timing, Timing::Immediately);
    assert_eq!(timing.expression(), "immediately");
    assert_eq!(timing.next_after(at("2026-11-23T00:00:00Z")), None);
    assert_eq!(timing.last_due(at("2026-11-23T00:00:00Z"), at("2027-11-23T00:00:00Z")), None);
}

#[test]
fn a_schedule_reads_back_from_its_expression_and_zone() {
    for expression in ["0 8 * * MON", "@Weekly", "*/15 9-17 1,15 JAN-MAR FRI-MON"] {
        let timing = timing(expression, "Europe/Berlin");
        assert_eq!(Timing::parse(timing.expression(), "Europe/Berlin").unwrap(), timing);
        let (crontab, zone) = timing.to_parts();
        assert_eq!(zone, "Europe/Berlin");
        assert_eq!(Timing::from_parts(crontab.as_deref(), &zone).unwrap(), timing);
    }
    let (crontab, zone) = Timing::Immediately.to_parts();
    assert_eq!(Timing::from_parts(crontab.as_deref(), &zone), Some(Timing::Immediately));
    assert_eq!(Timing::from_parts(Some("never"), "UTC"), None);
}

#[test]
fn a_fault_is_said_of_the_line_or_of_the_zone() {
    let error = |expression: &str, zone: &str| Timing::parse(expression, zone).unwrap_err().to_string();
    assert!(error("0 25 * * *", "UTC").starts_with("the hour '25' cannot be read"));
    assert!(error("0 8 * * *", "Berlin").ends_with("did you mean Europe/Berlin?"));
}
