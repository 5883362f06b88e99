//! `[guard]`: what forms are held to beyond their number.

use std::time::Duration;

use super::reader::Reader;
use super::value::{Expected, duration, read_by, whole, word};
use super::written::Value;
use crate::domain::address::{EmailAddress, parse_domain};

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
    /// The least time between a form's page and its button.
    pub fastest_form: Duration,
    /// The longest time between a form's page and its button.
    pub oldest_form: Duration,
    /// From how many forms without a stamp for one list within ten minutes on further ones must be sent once more.
    pub unstamped_forms: u32,
    /// When the visitors' browsers are asked to work for a form.
    pub proof_of_work: ProofOfWork,
    /// Who is mailed when a burst begins.
    pub alarm_to: Option<EmailAddress>,
}

/// `guard.proof_of_work`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProofOfWork {
    /// Never.
    Off,
    /// While a burst is on.
    Bursts,
    /// At any time.
    Always,
}

const DAY: Duration = Duration::from_hours(24);

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
            fastest_form: keys.value(
                "fastest_form",
                Duration::from_secs(1),
                duration(Duration::ZERO..=Duration::from_secs(10)),
            ),
            oldest_form: keys.value("oldest_form", DAY * 30, duration(DAY..=DAY * 365)),
            unstamped_forms: keys.value("unstamped_forms", 20, whole(0..=100_000_000)),
            proof_of_work: keys.value(
                "proof_of_work",
                ProofOfWork::Bursts,
                word(&[("off", ProofOfWork::Off), ("bursts", ProofOfWork::Bursts), ("always", ProofOfWork::Always)]),
            ),
            alarm_to: keys.optional("alarm_to", read_by(mailbox)),
        }
    }
}

fn mailbox(text: &str) -> Expected<EmailAddress> {
    EmailAddress::parse(text).map_err(|_| "a mail address, such as you@example.org".to_owned())
}

fn domains(value: &Value) -> Expected<Vec<String>> {
    let domains = value.as_list().and_then(|items| items.iter().map(|item| parse_domain(item).ok()).collect());
    domains.ok_or_else(|| "a list in which each is a domain, such as example.org".to_owned())
}
