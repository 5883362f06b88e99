//! `[[domain]]`: limits for the receivers' domains.

use super::reader::{Reader, Section};
use super::value::{Expected, positive, read_by, whole};
use crate::domain::address::parse_domain;
use crate::domain::relay::DomainLimit;

/// Reads all limits.
pub(super) fn read(reader: &mut Reader) -> Vec<DomainLimit> {
    let mut limits: Vec<DomainLimit> = Vec::new();
    for section in reader.sections("domain") {
        let mut keys = reader.section(&section);
        let Some(limit) = read_one(&mut keys) else { continue };
        if limits.iter().any(|other| other.domain == limit.domain) {
            keys.refuse("name", format!("two limits are for {:?}; write them as one", limit.domain));
        }
        limits.push(limit);
    }
    limits
}

fn read_one(keys: &mut Section<'_>) -> Option<DomainLimit> {
    let domain = keys.required("name", read_by(domain));
    let per_second = keys.optional("per_second", positive(100_000.0));
    let connections = keys.optional("connections", whole(1..=1000));
    Some(DomainLimit { domain: domain?, per_second, connections })
}

fn domain(text: &str) -> Expected<String> {
    let domain = if text == "*" { Ok(text.to_owned()) } else { parse_domain(text) };
    domain.map_err(|_| "a domain such as example.org, or * for all others".to_owned())
}
