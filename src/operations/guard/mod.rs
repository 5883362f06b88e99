//! The guard: whoever would cause a mail to somebody asks here first, through whichever door. It counts, and gives or refuses the
//! [`Admission`] that the store demands.

pub mod watch;

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use aws_lc_rs::hmac;

pub use watch::{GuardWatch, drop_waiting, undo};

use crate::domain::address::EmailAddress;
use crate::domain::admission::{Admission, DomainRules, Standing};
use crate::domain::burst::is_over;
use crate::domain::id::ListId;
use crate::domain::key::MasterKey;
use crate::domain::network::Network;
use crate::domain::stamp::{Doubt, Evidence, FormTimes, StampKey, StampedForm};
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
    /// Between when and when after it was made a form is taken.
    pub form_times: FormTimes,
    /// From how many forms without a stamp for a list within ten minutes on further ones must be sent once more.
    pub most_unstamped: u32,
    /// When the senders' programs are asked to work.
    pub proof_of_work: ProofOfWork,
}

/// When a sender's program is asked to work for a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProofOfWork {
    /// Never.
    Off,
    /// While a burst is on: who worked is let through, as long as those are no burst of their own.
    InBursts,
    /// At any time: a fifth of the usual number without work makes a burst.
    Always,
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
    /// What the form shows about its sender; `None` where it stands behind a signed link, as on a reader's own page.
    pub form: Option<StampedForm<'a>>,
}

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Too much was asked for; come back after this time.
    TooMany(Duration),
    /// The operator takes no addresses at this domain.
    Domain,
    /// Nothing is wrong that pressing the button once more does not mend.
    OnceMore(Doubt),
}

/// Counts in memory and shares its counts through the database, off the path of requests: see [`watch`].
pub struct Guard {
    rules: GuardRules,
    /// Of networks and addresses.
    hashes: hmac::Key,
    stamps: StampKey,
    tally: Mutex<Tally>,
    bursts: Mutex<HashMap<ListId, Cause>>,
}

/// Why requests for a list wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cause {
    Burst,
    Operator,
}

/// So many requests with one address within ten minutes are looked at; its mails end much sooner.
const MOST_OF_AN_ADDRESS: u32 = 20;
const INSTANCE: Subject = Subject { counted: Counted::Instance, key: 0 };

impl Guard {
    /// Nothing counted yet.
    pub fn new(rules: GuardRules, master: &MasterKey) -> Self {
        let hashes = hmac::Key::new(hmac::HMAC_SHA256, &master.derive("guard: networks"));
        let stamps = StampKey::new(master);
        Self { rules, hashes, stamps, tally: Mutex::default(), bursts: Mutex::default() }
    }

    /// Lets somebody cause one mail, now or later, or says why not. Every operation that ends in a mail to an address that a visitor
    /// gave begins with this.
    pub fn admit(&self, ask: &Ask<'_>, now: Timestamp) -> Result<Admission, Refused> {
        if !self.rules.domains.take(ask.address) {
            return Err(Refused::Domain);
        }
        let mut tally = self.tally();
        let network = self.network(ask.visitor);
        if let Some(wait) = tally.wait(network, self.rules.per_network_hour.into(), now) {
            return Err(Refused::TooMany(wait));
        }
        let evidence = match ask.form.map_or(Ok(Evidence::Stamped), |form| self.evidence(&form, now)) {
            Ok(evidence) => evidence,
            Err(doubt) => {
                tally.count(network, now);
                return Err(Refused::OnceMore(doubt));
            }
        };
        if evidence == Evidence::Unstamped && self.are_many_unstamped(&mut tally, ask.lists, now) {
            tally.count(network, now);
            return Err(Refused::OnceMore(Doubt::Unstamped));
        }
        if self.is_spent(&mut tally, ask.address, now) {
            tally.count(network, now);
            return Ok(Admission::given_by_the_guard(self.rules.per_address, Standing::Spent));
        }
        let full = |subject, most: u32| tally.wait(subject, most.into(), now);
        let lists = || ask.lists.iter().copied();
        let is_in_a_burst = lists().any(|list| self.waits(&tally, list, evidence, now));
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
            if evidence == Evidence::Worked {
                tally.count(of_list(Counted::Worked, list), now);
            }
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

    /// A stamp for a form that is made now.
    pub fn stamp(&self, now: Timestamp) -> String {
        self.stamps.stamp(now)
    }

    /// The stamp of a form that is shown once more: the one that it came with as long as it holds, so that its time runs on.
    pub fn stamp_again(&self, stamp: &str, now: Timestamp) -> String {
        let form = StampedForm { stamp, proof: "", email: "" };
        match self.evidence(&form, now) {
            Ok(Evidence::Stamped | Evidence::Worked) | Err(Doubt::TooFast) => stamp.to_owned(),
            _ => self.stamp(now),
        }
    }

    /// The least age of a form that is taken.
    pub const fn fastest_form(&self) -> Duration {
        self.rules.form_times.fastest
    }

    /// Whether the senders' programs are asked to work now.
    pub fn asks_for_work(&self) -> bool {
        match self.rules.proof_of_work {
            ProofOfWork::Off => false,
            ProofOfWork::InBursts => !self.bursts().is_empty(),
            ProofOfWork::Always => true,
        }
    }

    fn evidence(&self, form: &StampedForm<'_>, now: Timestamp) -> Result<Evidence, Doubt> {
        match self.stamps.evidence(form, self.rules.form_times, now)? {
            Evidence::Worked if self.rules.proof_of_work == ProofOfWork::Off => Ok(Evidence::Stamped),
            evidence => Ok(evidence),
        }
    }

    /// Counts a request with an address, and tells whether there were so many within minutes that the address had its mails for long: a flood
    /// for one address must not make all its requests wait for that one's row.
    fn is_spent(&self, tally: &mut Tally, address: &EmailAddress, now: Timestamp) -> bool {
        let subject = Subject { counted: Counted::Address, key: self.hashed(address.key().as_bytes()) };
        let asked = tally.within(subject, BURST, now);
        tally.count(subject, now);
        asked >= i64::from(self.rules.per_address.per_day.max(MOST_OF_AN_ADDRESS))
    }

    /// Counts a form without a stamp, and tells whether there are too many of them.
    fn are_many_unstamped(&self, tally: &mut Tally, lists: &[ListId], now: Timestamp) -> bool {
        let none = [ListId::new(0)];
        let mut are_many = false;
        for &list in if lists.is_empty() { &none } else { lists } {
            let subject = of_list(Counted::Unstamped, list);
            are_many |= tally.within(subject, BURST, now) >= self.rules.most_unstamped.into();
            tally.count(subject, now);
        }
        are_many
    }

    /// Whether a request for a list waits: in a burst, unless its sender worked for it and those who did are no burst themselves.
    fn waits(&self, tally: &Tally, list: ListId, evidence: Evidence, now: Timestamp) -> bool {
        let cause = self.bursts().get(&list).copied();
        match (cause, evidence) {
            (Some(Cause::Operator), _) => true,
            (_, Evidence::Worked) => self.worked(tally, list, now).is_loud(),
            (cause, _) => cause.is_some() || self.unworked(tally, list, now).is_loud(),
        }
    }

    /// Requests for a list whose senders worked.
    fn worked(&self, tally: &Tally, list: ListId, now: Timestamp) -> Loudness {
        Loudness {
            number: tally.within(of_list(Counted::Worked, list), BURST, now),
            threshold: self.rules.burst.into(),
        }
    }

    /// The other requests for a list.
    fn unworked(&self, tally: &Tally, list: ListId, now: Timestamp) -> Loudness {
        let usual = self.rules.burst;
        let threshold = if self.rules.proof_of_work == ProofOfWork::Always { (usual / 5).max(1) } else { usual };
        let all = tally.within(of_list(Counted::SignUps, list), BURST, now);
        Loudness { number: all - self.worked(tally, list, now).number, threshold: threshold.into() }
    }

    /// The lists whose requests wait, whatever this process has counted.
    fn bursts(&self) -> MutexGuard<'_, HashMap<ListId, Cause>> {
        self.bursts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tally(&self) -> MutexGuard<'_, Tally> {
        self.tally.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A network by a keyed hash: the database must not tell who visited.
    fn network(&self, visitor: IpAddr) -> Subject {
        let first = match Network::around(visitor).first() {
            IpAddr::V4(address) => address.octets().to_vec(),
            IpAddr::V6(address) => address.octets().to_vec(),
        };
        Subject { counted: Counted::Network, key: self.hashed(&first) }
    }

    fn hashed(&self, bytes: &[u8]) -> i64 {
        let tag = hmac::sign(&self.hashes, bytes);
        let (eight, _) = tag.as_ref().split_first_chunk().expect("HMAC-SHA-256 is 32 bytes long");
        i64::from_be_bytes(*eight)
    }
}

/// What there is within ten minutes, and what is a burst of it.
#[derive(Clone, Copy, Debug)]
struct Loudness {
    number: i64,
    threshold: i64,
}

impl Loudness {
    const fn is_loud(self) -> bool {
        self.number >= self.threshold
    }

    const fn is_over(self) -> bool {
        is_over(self.number, self.threshold)
    }
}

const fn of_list(counted: Counted, list: ListId) -> Subject {
    Subject { counted, key: list.get() }
}

#[cfg(test)]
mod tests;
