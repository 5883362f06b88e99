//! The guard's word that a mail may be caused. The store queues no mail of its own accord without one, and only `operations::guard` makes
//! them: `tests/architecture.rs` holds both.

use super::address::EmailAddress;
use super::subscription::ConfirmationCaps;

/// Leave to cause a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Admission {
    caps: ConfirmationCaps,
    standing: Standing,
}

/// Who lets a single mail be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leave<'a> {
    /// The guard: somebody asked for it who need not be its reader.
    Given(&'a Admission),
    /// Its reader, by a signed link that only they were mailed; or the operator, or a calendar.
    NotNeeded,
}

/// When an admitted mail goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Now.
    AtOnce,
    /// When the operator releases it, or when the burst that it came in turns out harmless.
    Quarantined,
    /// Never: the address was asked for so often within minutes that it has had its mails. Only that is written down.
    Spent,
}

impl Admission {
    /// The guard's own. `caps` holds what one address may be sent, which only the database can count for all processes.
    pub const fn given_by_the_guard(caps: ConfirmationCaps, standing: Standing) -> Self {
        Self { caps, standing }
    }

    /// What one address may be sent.
    pub const fn caps(&self) -> &ConfirmationCaps {
        &self.caps
    }

    /// When the mail goes out.
    pub const fn standing(&self) -> Standing {
        self.standing
    }
}

/// Which domains' addresses are taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DomainRules {
    /// Never these, nor what lies below them. Lower case, A-labels.
    pub blocked: Vec<String>,
    /// Only these and what lies below them; empty for all.
    pub allowed: Vec<String>,
}

impl DomainRules {
    /// Whether an address's domain is taken.
    pub fn take(&self, address: &EmailAddress) -> bool {
        let names = |rules: &[String]| rules.iter().any(|rule| lies_in(address.domain(), rule));
        !names(&self.blocked) && (self.allowed.is_empty() || names(&self.allowed))
    }
}

fn lies_in(domain: &str, rule: &str) -> bool {
    domain.strip_suffix(rule).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(blocked: &[&str], allowed: &[&str], address: &str) -> bool {
        let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        let rules = DomainRules { blocked: owned(blocked), allowed: owned(allowed) };
        rules.take(&EmailAddress::parse(address).unwrap())
    }

    #[test]
    fn a_rule_holds_for_a_domain_and_what_lies_below_it() {
        assert!(taken(&[], &[], "ada@example.org"));
        assert!(!taken(&["example.org"], &[], "ada@Example.org"));
        assert!(!taken(&["example.org"], &[], "ada@mail.example.org"));
        assert!(taken(&["example.org"], &[], "ada@anexample.org"), "a name that ends alike is another domain");
        assert!(taken(&[], &["example.org"], "ada@mail.example.org"));
        assert!(!taken(&[], &["example.org"], "ada@example.com"));
        assert!(!taken(&["mail.example.org"], &["example.org"], "ada@mail.example.org"), "a block weighs more");
    }
}
