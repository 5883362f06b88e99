//! `[guard]`: what forms are held to beyond their number.

use super::reader::Reader;
use super::value::{Expected, whole};
use super::written::Value;
use crate::domain::address::parse_domain;

/// `[guard]`
#[derive(Clone, Debug)]
pub struct Guard {
    /// Domains whose addresses are not taken, nor those of what lies below them.
    pub blocked_domains: Vec<String>,
    /// The only domains whose addresses are taken, with what lies below them; empty for all.
    pub allowed_domains: Vec<String>,
    /// From how many requests for one list within ten minutes on further ones wait.
    pub burst_sign_ups: u32,
    /// From how many confirmations on one list within ten minutes on the operator is told.
    pub burst_confirmations: u32,
    /// From how many unsubscribes on one list within ten minutes on the operator is told.
    pub burst_unsubscribes: u32,
    /// The most requests for one list that are kept waiting within an hour.
    pub most_quarantined: u32,
}

impl Guard {
    pub(super) fn read(reader: &mut Reader) -> Self {
        let mut keys = reader.section("guard");
        Self {
            blocked_domains: keys.value("blocked_domains", Vec::new(), domains),
            allowed_domains: keys.value("allowed_domains", Vec::new(), domains),
            burst_sign_ups: keys.value("burst_sign_ups", 100, whole(1..=100_000_000)),
            burst_confirmations: keys.value("burst_confirmations", 100, whole(1..=100_000_000)),
            burst_unsubscribes: keys.value("burst_unsubscribes", 200, whole(1..=100_000_000)),
            most_quarantined: keys.value("most_quarantined", 10_000, whole(0..=10_000_000)),
        }
    }
}

fn domains(value: &Value) -> Expected<Vec<String>> {
    let domains = value.as_list().and_then(|items| items.iter().map(|item| parse_domain(item).ok()).collect());
    domains.ok_or_else(|| "a list in which each is a domain, such as example.org".to_owned())
}
