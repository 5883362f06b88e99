//! Whether the guard stands where it should.

use super::Finding;
use crate::operations::guard::{GuardRules, ProofOfWork};

/// What the guard is told, with who hears of a burst.
#[derive(Clone, Copy, Debug)]
pub struct GuardSettings<'a> {
    /// Its rules.
    pub rules: &'a GuardRules,
    /// Whether somebody is mailed when a burst begins.
    pub has_alarm: bool,
}

/// More than any list meets: a limit so high is none.
const AS_GOOD_AS_OFF: u32 = 100_000;

/// Looks for limits that hold nothing back.
pub fn examine_guard(guard: GuardSettings<'_>) -> Vec<Finding> {
    let rules = guard.rules;
    let off = [
        ("guard.burst_sign_ups", rules.burst >= AS_GOOD_AS_OFF),
        ("limits.per_network_hour", rules.per_network_hour >= AS_GOOD_AS_OFF),
        ("limits.per_list_hour", rules.per_list_hour >= AS_GOOD_AS_OFF),
        ("limits.per_hour", rules.per_hour >= AS_GOOD_AS_OFF),
        ("limits.per_address_interval", rules.per_address.interval.is_zero()),
        ("guard.unstamped_forms", rules.most_unstamped >= AS_GOOD_AS_OFF),
        ("guard.fastest_form", rules.form_times.fastest.is_zero()),
        ("guard.proof_of_work", rules.proof_of_work == ProofOfWork::Off),
    ];
    let off: Vec<&str> = off.into_iter().filter(|(_, is_off)| *is_off).map(|(setting, _)| setting).collect();
    let stands = if off.is_empty() {
        Finding::good("guard", "Every limit is on.")
    } else {
        let found = format!("These settings hold nothing back: {}.", off.join(", "));
        Finding::wrong(
            "guard",
            found,
            "Take them out of the settings: the defaults stop floods, and let people through.",
        )
    };
    let alarm = if guard.has_alarm {
        Finding::good("alarm", "You are mailed when a burst begins.")
    } else {
        Finding::look("alarm", "Bursts are told in the log alone.", "Set guard.alarm_to to your own address.")
    };
    vec![stands, alarm]
}
