//! Limits for the receivers' domains: messages a second and messages under way, for each domain that the settings name.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::domain::pace::Pace;
use crate::domain::relay::DomainLimit;

/// Which domains may have how much; cheap to clone, all clones are one.
#[derive(Clone)]
pub struct RecipientDomains(Arc<Limits>);

struct Limits {
    named: HashMap<String, DomainLimit>,
    /// For each domain that is not named.
    others: Option<DomainLimit>,
    state: Mutex<State>,
}

struct State {
    processes: u32,
    domains: HashMap<String, Traffic>,
}

struct Traffic {
    under_way: u32,
    pace: Pace,
    /// Until when deliveries were put off already: the next one goes behind them.
    parked_until: Instant,
}

/// Whether a message to a domain may begin.
pub enum Admission {
    /// It may; the permit counts it as under way until it is dropped.
    Now(Option<Permit>),
    /// Not before so long.
    After(Duration),
    /// Not before another one has ended.
    Busy,
}

/// A message under way to a domain with a limit.
pub struct Permit {
    limits: Arc<Limits>,
    domain: String,
}

impl RecipientDomains {
    /// From the settings; the limit of `*` holds for each domain that is not named.
    pub fn new(limits: &[DomainLimit]) -> Self {
        let (others, named): (Vec<_>, Vec<_>) = limits.iter().cloned().partition(|limit| limit.domain == "*");
        Self(Arc::new(Limits {
            named: named.into_iter().map(|limit| (limit.domain.clone(), limit)).collect(),
            others: others.into_iter().next(),
            state: Mutex::new(State { processes: 1, domains: HashMap::new() }),
        }))
    }

    /// Divides the limits among so many processes.
    pub fn share_among(&self, processes: u32) {
        let mut state = self.0.state();
        state.processes = processes.max(1);
        for traffic in state.domains.values_mut() {
            traffic.pace.share_among(processes);
        }
    }

    /// Asks for a message to `domain` to begin now.
    pub fn admit(&self, domain: &str, now: Instant) -> Admission {
        let Some(limit) = self.0.limit(domain) else { return Admission::Now(None) };
        let mut state = self.0.state();
        let most = limit.connections.map(|most| (u32::from(most) / state.processes).max(1));
        let traffic = state.traffic(domain, limit, now);
        if most.is_some_and(|most| traffic.under_way >= most) {
            return Admission::Busy;
        }
        if !traffic.pace.take(now) {
            return Admission::After(traffic.pace.wait(now));
        }
        traffic.under_way += 1;
        Admission::Now(Some(Permit { limits: Arc::clone(&self.0), domain: domain.to_owned() }))
    }

    /// How many messages to `domain` are worth having at hand: what it takes until one that was put off is back. `None` is any number.
    pub fn worth_having(&self, domain: &str) -> Option<usize> {
        let limit = self.0.limit(domain)?;
        let processes = self.0.state().processes;
        let by_rate = limit.per_second.map(|rate| rate / f64::from(processes) * SOON.as_secs_f64());
        let by_connections = limit.connections.map(|most| f64::from((u32::from(most) / processes).max(1)) * AT_HAND);
        let least = by_rate.into_iter().chain(by_connections).reduce(f64::min)?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "limits are bounded by the settings"
        )]
        Some(least.ceil().max(1.0) as usize)
    }

    /// Puts a delivery to `domain` off, behind those that were put off before: for how long.
    pub fn park(&self, domain: &str, now: Instant) -> Duration {
        let Some(limit) = self.0.limit(domain) else { return Duration::ZERO };
        let mut state = self.0.state();
        let traffic = state.traffic(domain, limit, now);
        let distance = traffic.pace.distance().max(PARKED_AT_LEAST);
        traffic.parked_until = traffic.parked_until.max(now + SOON) + distance;
        traffic.parked_until - now
    }
}

/// The least wait of a delivery that is put off: it is written to the database and read again.
const SOON: Duration = Duration::from_secs(2);
/// How far apart deliveries are put off when a domain has no rate, only connections.
const PARKED_AT_LEAST: Duration = Duration::from_millis(20);
/// Messages at hand for each that may be under way, where a domain has no rate: each takes some tenths of a second.
const AT_HAND: f64 = 8.0;
/// Domains whose traffic is remembered at a time.
const KEPT: usize = 10_000;

impl Limits {
    fn limit(&self, domain: &str) -> Option<&DomainLimit> {
        self.named.get(domain).or(self.others.as_ref())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn traffic(&mut self, domain: &str, limit: &DomainLimit, now: Instant) -> &mut Traffic {
        if self.domains.len() >= KEPT && !self.domains.contains_key(domain) {
            self.domains.retain(|_, traffic| traffic.under_way > 0 || traffic.parked_until > now);
        }
        let processes = self.processes;
        self.domains.entry(domain.to_owned()).or_insert_with(|| {
            let mut pace = Pace::new(limit.per_second, now);
            pace.share_among(processes);
            Traffic { under_way: 0, pace, parked_until: now }
        })
    }
}

impl Permit {
    /// The message does not begin: its place in the domain's rate is another one's.
    pub fn give_back(self) {
        if let Some(traffic) = self.limits.state().domains.get_mut(&self.domain) {
            traffic.pace.give_back();
        }
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        if let Some(traffic) = self.limits.state().domains.get_mut(&self.domain) {
            traffic.under_way = traffic.under_way.saturating_sub(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits(domain: &str, per_second: Option<f64>, connections: Option<u16>) -> RecipientDomains {
        RecipientDomains::new(&[DomainLimit { domain: domain.to_owned(), per_second, connections }])
    }

    fn is_now(admission: &Admission) -> bool {
        matches!(admission, Admission::Now(_))
    }

    #[test]
    fn a_domain_has_so_many_messages_under_way_and_others_are_free() {
        let now = Instant::now();
        let domains = limits("example.org", None, Some(2));
        let permits = [domains.admit("example.org", now), domains.admit("example.org", now)];
        assert!(permits.iter().all(is_now));
        assert!(matches!(domains.admit("example.org", now), Admission::Busy));
        assert!(is_now(&domains.admit("example.net", now)));
        drop(permits);
        assert!(is_now(&domains.admit("example.org", now)));
    }

    #[test]
    fn a_rate_for_all_others_holds_for_each_of_them_alone() {
        let now = Instant::now();
        let domains = limits("*", Some(1.0), None);
        assert!(is_now(&domains.admit("a.example", now)) && is_now(&domains.admit("b.example", now)));
        assert!(matches!(domains.admit("a.example", now), Admission::After(wait) if wait > Duration::from_millis(900)));
    }

    #[test]
    fn a_permit_that_was_not_used_leaves_its_place_to_another_one() {
        let now = Instant::now();
        let domains = limits("example.org", Some(1.0), Some(1));
        let Admission::Now(Some(permit)) = domains.admit("example.org", now) else { panic!("nothing is under way") };
        assert!(matches!(domains.admit("example.org", now), Admission::Busy));
        permit.give_back();
        assert!(is_now(&domains.admit("example.org", now)));
    }

    #[test]
    fn so_many_are_worth_having_as_go_out_until_others_are_back() {
        assert_eq!(limits("example.org", Some(5.0), None).worth_having("example.org"), Some(10));
        assert_eq!(limits("example.org", Some(5.0), Some(1)).worth_having("example.org"), Some(8));
        assert_eq!(limits("*", Some(0.01), None).worth_having("example.org"), Some(1));
        assert_eq!(limits("*", None, None).worth_having("example.org"), None);
        assert_eq!(limits("example.net", Some(5.0), None).worth_having("example.org"), None);
        let shared = limits("example.org", Some(5.0), Some(3));
        shared.share_among(2);
        assert_eq!(shared.worth_having("example.org"), Some(5));
    }

    #[test]
    fn processes_share_what_a_domain_may_have() {
        let now = Instant::now();
        let narrow = limits("example.org", None, Some(4));
        narrow.share_among(2);
        let permits = [narrow.admit("example.org", now), narrow.admit("example.org", now)];
        assert!(permits.iter().all(is_now) && matches!(narrow.admit("example.org", now), Admission::Busy));
        // As well when mail went there before.
        let slow = limits("*", Some(1.0), None);
        assert!(is_now(&slow.admit("known.example", now)));
        slow.share_among(4);
        let later = now + Duration::from_secs(10);
        for domain in ["known.example", "new.example"] {
            assert!(is_now(&slow.admit(domain, later)));
            let Admission::After(wait) = slow.admit(domain, later) else { panic!("{domain} has a rate") };
            assert!(wait > Duration::from_millis(3900), "{wait:?}");
        }
    }

    #[test]
    fn a_message_under_way_counts_however_many_other_domains_there_are() {
        let now = Instant::now();
        let domains = limits("*", None, Some(1));
        let under_way = domains.admit("example.org", now);
        assert!(is_now(&under_way));
        assert!((0..=KEPT).all(|number| is_now(&domains.admit(&format!("{number}.example"), now))));
        assert!(matches!(domains.admit("example.org", now), Admission::Busy));
    }

    #[test]
    fn what_is_put_off_goes_in_a_row() {
        let now = Instant::now();
        let domains = limits("example.org", Some(2.0), None);
        let waits = [0; 3].map(|_| domains.park("example.org", now).as_millis());
        assert_eq!(waits, [2500, 3000, 3500]);
    }
}
