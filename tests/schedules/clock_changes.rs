//! The days on which clocks are moved.

use crate::{at, due, shown, timing};

/// Berlin, 29 March 2026: 2:00 becomes 3:00, at 1:00 UTC.
const SPRING: (&str, &str) = ("2026-03-28T12:00:00Z", "2026-03-30T12:00:00Z");
/// Berlin, 25 October 2026: 3:00 becomes 2:00, at 1:00 UTC.
const AUTUMN: (&str, &str) = ("2026-10-24T12:00:00Z", "2026-10-26T12:00:00Z");

#[test]
fn a_time_in_the_gap_runs_once_right_after_it() {
    assert_eq!(
        due("30 2 * * *", "Europe/Berlin", SPRING.0, SPRING.1),
        ["2026-03-29T03:00+02:00", "2026-03-30T02:30+02:00"]
    );
    assert_eq!(due("30 2 * * SUN", "Europe/Berlin", SPRING.0, SPRING.1), ["2026-03-29T03:00+02:00"]);
}

#[test]
fn a_time_that_happens_twice_runs_the_first_time_only() {
    assert_eq!(
        due("30 2 * * *", "Europe/Berlin", AUTUMN.0, AUTUMN.1),
        ["2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00"]
    );
    // Asked between the two, the next one is tomorrow's.
    let between = at("2026-10-25T01:00:00Z");
    let next = timing("30 2 * * *", "Europe/Berlin").next_after(between).unwrap();
    assert_eq!(shown(next, "Europe/Berlin"), "2026-10-26T02:30+01:00");
}

#[test]
fn times_around_a_change_are_as_on_any_day() {
    assert_eq!(
        due("59 1 * * *", "Europe/Berlin", SPRING.0, SPRING.1),
        ["2026-03-29T01:59+01:00", "2026-03-30T01:59+02:00"]
    );
    assert_eq!(
        due("0 3 * * *", "Europe/Berlin", SPRING.0, SPRING.1),
        ["2026-03-29T03:00+02:00", "2026-03-30T03:00+02:00"]
    );
    assert_eq!(
        due("0 3 * * *", "Europe/Berlin", AUTUMN.0, AUTUMN.1),
        ["2026-10-25T03:00+01:00", "2026-10-26T03:00+01:00"]
    );
}

#[test]
fn several_times_in_one_gap_make_one_run() {
    assert_eq!(
        due("*/15 * * * *", "Europe/Berlin", "2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z"),
        ["2026-03-29T01:45+01:00", "2026-03-29T03:00+02:00", "2026-03-29T03:15+02:00", "2026-03-29T03:30+02:00"]
    );
}

#[test]
fn a_quarter_hour_is_not_repeated_in_the_hour_that_is() {
    assert_eq!(
        due("*/15 * * * *", "Europe/Berlin", "2026-10-25T00:20:00Z", "2026-10-25T02:15:00Z"),
        ["2026-10-25T02:30+02:00", "2026-10-25T02:45+02:00", "2026-10-25T03:00+01:00", "2026-10-25T03:15+01:00"]
    );
}

#[test]
fn new_york_changes_by_its_own_calendar() {
    assert_eq!(
        due("30 2 * * *", "America/New_York", "2026-03-07T12:00:00Z", "2026-03-09T12:00:00Z"),
        ["2026-03-08T03:00-04:00", "2026-03-09T02:30-04:00"]
    );
    assert_eq!(
        due("30 1 * * *", "America/New_York", "2026-10-31T12:00:00Z", "2026-11-02T12:00:00Z"),
        ["2026-11-01T01:30-04:00", "2026-11-02T01:30-05:00"]
    );
}

#[test]
fn lord_howe_moves_its_clocks_by_half_an_hour() {
    // 4 October 2026: 2:00 becomes 2:30. 5 April 2026: 2:00 becomes 1:30.
    assert_eq!(
        due("15 2 * * *", "Australia/Lord_Howe", "2026-10-03T00:00:00Z", "2026-10-05T00:00:00Z"),
        ["2026-10-04T02:30+11:00", "2026-10-05T02:15+11:00"]
    );
    assert_eq!(
        due("45 1 * * *", "Australia/Lord_Howe", "2026-04-04T00:00:00Z", "2026-04-06T00:00:00Z"),
        ["2026-04-05T01:45+11:00", "2026-04-06T01:45+10:30"]
    );
    assert_eq!(
        due("*/15 2 * * *", "Australia/Lord_Howe", "2026-10-03T14:00:00Z", "2026-10-03T20:00:00Z"),
        ["2026-10-04T02:30+11:00", "2026-10-04T02:45+11:00"]
    );
}

#[test]
fn the_day_that_apia_left_out_runs_as_the_next_one_begins() {
    assert_eq!(
        due("0 8 * * *", "Pacific/Apia", "2011-12-29T00:00:00Z", "2012-01-01T00:00:00Z"),
        ["2011-12-29T08:00-10:00", "2011-12-31T00:00+14:00", "2011-12-31T08:00+14:00", "2012-01-01T08:00+14:00"]
    );
    // It would have been a Friday.
    assert_eq!(
        due("0 8 * * FRI", "Pacific/Apia", "2011-12-24T00:00:00Z", "2012-01-07T00:00:00Z"),
        ["2011-12-31T00:00+14:00", "2012-01-06T08:00+14:00"]
    );
}

#[test]
fn a_midnight_that_does_not_exist_runs_when_the_day_begins() {
    // Asunción, 6 October 2024: 0:00 becomes 1:00.
    assert_eq!(
        due("@daily", "America/Asuncion", "2024-10-05T12:00:00Z", "2024-10-07T12:00:00Z"),
        ["2024-10-06T01:00-03:00", "2024-10-07T00:00-03:00"]
    );
}

#[test]
fn the_last_due_instant_is_found_within_the_repeated_hour() {
    let daily = timing("50 2 * * *", "Europe/Berlin");
    // In the second pass clocks show 2:10 again, when 2:50 is already over.
    let second_pass = at("2026-10-25T01:10:00Z");
    let first_time = at("2026-10-25T00:50:00Z");
    assert_eq!(daily.last_due(at("2026-10-24T12:00:00Z"), second_pass), Some(first_time));
    assert_eq!(daily.last_due(first_time, second_pass), None);
    // In the first pass clocks show 2:10, too, and 2:50 is still to come.
    assert_eq!(daily.last_due(at("2026-10-24T12:00:00Z"), at("2026-10-25T00:10:00Z")), None);
}

#[test]
fn the_last_due_instant_is_the_end_of_the_gap() {
    let daily = timing("30 2 * * *", "Europe/Berlin");
    let after_the_gap = at("2026-03-29T01:00:00Z");
    assert_eq!(daily.last_due(at("2026-03-28T12:00:00Z"), after_the_gap), Some(after_the_gap));
    assert_eq!(daily.last_due(at("2026-03-28T12:00:00Z"), at("2026-03-29T00:59:59.999Z")), None);
    assert_eq!(daily.last_due(after_the_gap, at("2026-03-29T12:00:00Z")), None);
}
