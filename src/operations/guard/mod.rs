//! The guard: whoever would cause a mail to somebody asks here first, through whichever door. It counts, and gives or refuses the
//! [`Admission`] that the store demands.

pub mod watch;

use std::collections::HashSet;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use aws_lc_rs::hmac;

pub use watch::{GuardWatch, drop_waiting, undo};

use crate::domain::address::EmailAddress;
use crate::domain::admission::{Admission, DomainRules, Standing};
use crate::domain::id::ListId;
use crate::domain::key::MasterKey;
use crate::domain::subscription::ConfirmationCaps;
use crate::domain::tally::{BURST, Counted, Subject, Tally};
use crate::domain::time::Timestamp;

/// What the guard goes by, from the settings.
#[derive(Clone, Debug)]
pub struct GuardRules {
    /// What one address may be sent.
    pub per_address: ConfirmationCaps,
    /// Requests an hour from one network.
    pub per_network_hour: u32,
    /// Mails an hour that strangers cause on one list.
    pub per_list_hour: u32,
    /// Mails an hour that strangers cause in all.
    pub per_hour: u32,
    /// Whose addresses are taken.
    pub domains: DomainRules,
    /// From how many requests for a list within ten minutes on they wait for the operator.
    pub burst: u32,
    /// From how many confirmations within ten minutes on the operator is told.
    pub burst_of_confirmations: u32,
    /// From how many readers who leave within ten minutes on the operator is told.
    pub burst_of_departures: u32,
    /// How many such requests for a list are kept within an hour.
    pub most_quarantined: u32,
}

/// Somebody would cause a mail.
#[derive(Clone, Copy, Debug)]
pub struct Ask<'a> {
    /// From where.
    pub visitor: IpAddr,
    /// To whom.
    pub address: &'a EmailAddress,
    /// The lists that are asked for; empty where it is about none, as for a link to what one has.
    pub lists: &'a [ListId],
}

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Too much was asked for; come back after this time.
    TooMany(Duration),
    /// The operator takes no addresses at this domain.
    Domain,
}

/// Counts in memory and shares its counts through the database, off the path of requests: see [`watch`].
pub struct Guard {
    rules: GuardRules,
    networks: hmac::Key,
    tally: Mutex<Tally>,
    held: Mutex<HashSet<ListId>>,
}

const INSTANCE: Subject = Subject { counted: Counted::Instance, key: 0 };

impl Guard {
    /// Nothing counted yet.
    pub fn new(rules: GuardRules, master: &MasterKey) -> Self {
        let networks = hmac::Key::new(hmac::HMAC_SHA256, &master.derive("guard: networks"));
        Self { rules, networks, tally: Mutex::default(), held: Mutex::default() }
    }

    /// Lets somebody cause one mail, now or later, or says why not. Every operation that ends in a mail to an address that a visitor
    /// gave begins with this.
    pub fn admit(&self, ask: &Ask<'_>, now: Timestamp) -> Result<Admission, Refused> {
        if !self.rules.domains.take(ask.address) {
            return Err(Refused::Domain);
        }
        let mut tally = self.tally();
        let network = self.network(ask.visitor);
        let full = |subject, most: u32| tally.wait(subject, most.into(), now);
        if let Some(wait) = full(network, self.rules.per_network_hour) {
            return Err(Refused::TooMany(wait));
        }
        let lists = || ask.lists.iter().copied();
        let is_loud = |list| tally.within(of_list(Counted::SignUps, list), BURST, now) >= self.rules.burst.into();
        let is_in_a_burst = lists().any(|list| self.held().contains(&list) || is_loud(list));
        let (standing, counted) = if is_in_a_burst {
            (Standing::Quarantined, Counted::Quarantined)
        } else {
            (Standing::AtOnce, Counted::List)
        };
        let most = if is_in_a_burst { self.rules.most_quarantined } else { self.rules.per_list_hour };
        let of_instance = if is_in_a_burst { None } else { full(INSTANCE, self.rules.per_hour) };
        let of_lists = lists().filter_map(|list| full(of_list(counted, list), most));
        let wait = of_lists.chain(of_instance).max();
        tally.count(network, now);
        for list in lists() {
            tally.count(of_list(Counted::SignUps, list), now);
        }
        if let Some(wait) = wait {
            return Err(Refused::TooMany(wait));
        }
        for list in lists() {
            tally.count(of_list(counted, list), now);
        }
        if standing == Standing::AtOnce {
            tally.count(INSTANCE, now);
        }
        Ok(Admission::given_by_the_guard(self.rules.per_address, standing))
    }

    /// Counts something that needs no leave, so that a burst of it is seen.
    pub fn note(&self, counted: Counted, list: ListId, now: Timestamp) {
        self.tally().count(of_list(counted, list), now);
    }

    /// The least time between two mails to one address, for those who wait for a second one.
    pub const fn interval_between_mails(&self) -> Duration {
        self.rules.per_address.interval
    }

    /// The lists whose requests wait, whatever this process has counted.
    fn held(&self) -> MutexGuard<'_, HashSet<ListId>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tally(&self) -> MutexGuard<'_, Tally> {
        self.tally.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A network by a keyed hash: the database must not tell who visited.
    fn network(&self, visitor: IpAddr) -> Subject {
        let first = match visitor.to_canonical() {
            IpAddr::V4(address) => (address.to_bits() & 0xffff_ff00).to_be_bytes().to_vec(),
            IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).octets().to_vec(),
        };
        let tag = hmac::sign(&self.networks, &first);
        let (eight, _) = tag.as_ref().split_first_chunk().expect("HMAC-SHA-256 is 32 bytes long");
        Subject { counted: Counted::Network, key: i64::from_be_bytes(*eight) }
    }
}

const fn of_list(counted: Counted, list: ListId) -> Subject {
    Subject { counted, key: list.get() }
}

#[cfg(test)]
mod tests;
