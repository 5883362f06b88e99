//! What was claimed and waits for a connection: the feeder fills it, connections take from it.
//!
//! Single mails lie in a lane of their own, so that they never wait behind a digest. A message to a domain that has as much as it may have
//! is passed over, so that the others do not wait for it.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::Notify;

use super::domains::{Admission, Permit, RecipientDomains};
use super::line::RelayLine;
use crate::store::ClaimedDelivery;

/// The tray; cheap to clone, all clones are one.
#[derive(Clone)]
pub struct Tray(Arc<Shared>);

struct Shared {
    lanes: Mutex<Lanes>,
    size: usize,
    lines: Vec<Arc<RelayLine>>,
    domains: RecipientDomains,
    /// Told when something came in, or the tray was closed.
    came: Notify,
    /// Told when something was taken.
    went: Notify,
}

#[derive(Default)]
struct Lanes {
    single: VecDeque<ClaimedDelivery>,
    bulk: VecDeque<ClaimedDelivery>,
    /// A mail was passed over since its domain had as much as it may have.
    is_passed_over: bool,
    /// All digest mails had to wait for their domains, and nobody need look again before.
    blocked_until: Option<Instant>,
    is_closed: bool,
}

/// A delivery for a connection, with its permit for the domain that it goes to.
pub struct Taken {
    /// The delivery.
    pub delivery: ClaimedDelivery,
    /// Held until the message has ended.
    permit: Mutex<Option<Permit>>,
}

impl Taken {
    const fn new(delivery: ClaimedDelivery, permit: Option<Permit>) -> Self {
        Self { delivery, permit: Mutex::new(permit) }
    }

    /// Another connection may have it: it is not under way to its domain any more.
    pub(super) fn release(&self) {
        self.permit.lock().unwrap_or_else(PoisonError::into_inner).take();
    }

    /// It does not begin, and its domain's place is another one's.
    fn put_down(self) -> ClaimedDelivery {
        if let Some(permit) = self.permit.into_inner().unwrap_or_else(PoisonError::into_inner) {
            permit.give_back();
        }
        self.delivery
    }
}

/// How much a tray has room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// Single mails.
    pub singles: u32,
    /// Digest mails.
    pub bulk: u32,
}

/// Digest mails at hand for each connection: a claim and its commit take about as long as these.
const AHEAD: usize = 8;
/// Digest mails in a tray at most.
const MOST: usize = 2000;

/// Why nothing could be taken.
enum Nothing {
    /// There is nothing.
    Empty,
    /// What there is has to wait for its domain, or for another relay's turn.
    Blocked(Duration),
}

/// How soon those who wait for a domain or a turn look again.
const LOOK_AGAIN: Duration = Duration::from_millis(20);

impl Tray {
    /// An empty tray for the connections of `lines`, `connections` in all.
    pub fn new(connections: usize, lines: Vec<Arc<RelayLine>>, domains: RecipientDomains) -> Self {
        let lanes = Mutex::new(Lanes::default());
        let size = (connections * AHEAD).clamp(AHEAD, MOST);
        Self(Arc::new(Shared { lanes, size, lines, domains, came: Notify::new(), went: Notify::new() }))
    }

    /// Puts claimed deliveries in; what comes after the tray was closed comes back.
    pub fn put(&self, deliveries: Vec<ClaimedDelivery>) -> Vec<ClaimedDelivery> {
        let mut lanes = self.lanes();
        if lanes.is_closed {
            return deliveries;
        }
        for delivery in deliveries {
            if delivery.digest.is_some() {
                lanes.bulk.push_back(delivery);
            } else {
                lanes.single.push_back(delivery);
            }
        }
        lanes.blocked_until = None;
        drop(lanes);
        self.0.came.notify_waiters();
        Vec::new()
    }

    /// Takes the next delivery for a connection of `line`, if there is one at this moment.
    pub fn take(&self, line: &RelayLine) -> Option<Taken> {
        self.look(line, Instant::now()).ok()
    }

    /// A single mail in place of a digest's that has not begun, if one came meanwhile.
    pub fn prefer_single(&self, taken: Taken) -> Taken {
        let mut lanes = self.lanes();
        if taken.delivery.digest.is_none() || lanes.is_closed {
            return taken;
        }
        let Some(single) = lanes.single.pop_front() else { return taken };
        lanes.bulk.push_front(taken.put_down());
        lanes.blocked_until = None;
        drop(lanes);
        self.0.came.notify_waiters();
        Taken::new(single, None)
    }

    /// Puts one back that could not begin, before all others; after the tray was closed it comes back.
    pub fn put_back(&self, taken: Taken) -> Option<ClaimedDelivery> {
        let mut lanes = self.lanes();
        let delivery = taken.put_down();
        if lanes.is_closed {
            return Some(delivery);
        }
        let lane = if delivery.digest.is_some() { &mut lanes.bulk } else { &mut lanes.single };
        lane.push_front(delivery);
        lanes.blocked_until = None;
        drop(lanes);
        self.0.came.notify_waiters();
        None
    }

    /// Waits for the next delivery for a connection of `line`; `None` when the tray was closed.
    pub async fn next(&self, line: &RelayLine) -> Option<Taken> {
        loop {
            let mut came = std::pin::pin!(self.0.came.notified());
            came.as_mut().enable();
            match self.look_in_turn(line) {
                Ok(taken) => return Some(taken),
                Err(_) if self.lanes().is_closed => return None,
                Err(Nothing::Empty) => came.await,
                Err(Nothing::Blocked(wait)) => {
                    let _ = tokio::time::timeout(wait, came).await;
                }
            }
        }
    }

    /// How much there is room for. Digest mails are asked for by the half-tray, so that a claim is worth its commit.
    pub fn room(&self) -> Room {
        let lanes = self.lanes();
        let free = |length: usize| u32::try_from(self.0.size.saturating_sub(length)).unwrap_or(u32::MAX);
        let bulk = if lanes.bulk.len() * 2 <= self.0.size { free(lanes.bulk.len()) } else { 0 };
        Room { singles: free(lanes.single.len()), bulk }
    }

    /// Waits until there is room for digest mails or some have to wait for their domains, or until `longest` is over.
    pub async fn wait_for_room(&self, longest: Duration) {
        let has_room = async {
            while self.room().bulk == 0 && !self.lanes().is_passed_over {
                self.0.went.notified().await;
            }
        };
        let _ = tokio::time::timeout(longest, has_room).await;
    }

    /// Takes out digest mails whose domains have to wait, each with how long, when they leave no room for others.
    ///
    /// Of each such domain as many stay as it takes until the others are back: it loses nothing of its rate. Where that is still too much, as with
    /// hundreds of slow domains, only the first of all stay.
    pub fn take_blocked(&self) -> Vec<(ClaimedDelivery, Duration)> {
        let mut lanes = self.lanes();
        if lanes.bulk.len() * 2 <= self.0.size || !lanes.is_passed_over {
            return Vec::new();
        }
        lanes.is_passed_over = false;
        let now = Instant::now();
        let share = (self.0.size / 4).max(1);
        let mut kept: HashMap<String, usize> = HashMap::new();
        let (mut parked, mut stays) = (Vec::new(), VecDeque::with_capacity(lanes.bulk.len()));
        for delivery in lanes.bulk.drain(..) {
            let domain = delivery.address.domain();
            if let Some(most) = self.0.domains.worth_having(domain) {
                let kept = kept.entry(domain.to_owned()).or_default();
                if *kept >= most.min(share) {
                    parked.push(delivery);
                    continue;
                }
                *kept += 1;
            }
            stays.push_back(delivery);
        }
        let is_blocked = lanes.blocked_until.is_some_and(|until| until + LOOK_AGAIN >= now);
        if parked.is_empty() && is_blocked {
            parked.extend(stays.split_off(share));
        }
        lanes.bulk = stays;
        drop(lanes);
        let with_wait = |delivery: ClaimedDelivery| {
            let wait = self.0.domains.park(delivery.address.domain(), now);
            (delivery, wait)
        };
        parked.into_iter().map(with_wait).collect()
    }

    /// Lets nobody take any more; what is left comes back.
    pub fn close(&self) -> Vec<ClaimedDelivery> {
        let mut lanes = self.lanes();
        lanes.is_closed = true;
        let single = std::mem::take(&mut lanes.single);
        let bulk = std::mem::take(&mut lanes.bulk);
        drop(lanes);
        self.0.came.notify_waiters();
        single.into_iter().chain(bulk).collect()
    }

    /// Waits until the tray is closed.
    pub async fn closed(&self) {
        loop {
            let mut came = std::pin::pin!(self.0.came.notified());
            came.as_mut().enable();
            if self.lanes().is_closed {
                return;
            }
            came.await;
        }
    }

    /// The relays.
    pub fn lines(&self) -> &[Arc<RelayLine>] {
        &self.0.lines
    }

    /// As those look who wait: not again where somebody else has found nothing just now.
    fn look_in_turn(&self, line: &RelayLine) -> Result<Taken, Nothing> {
        let now = Instant::now();
        let lanes = self.lanes();
        let wait = lanes.blocked_until.map(|until| until.saturating_duration_since(now)).filter(|wait| !wait.is_zero());
        if let Some(wait) = wait
            && lanes.single.is_empty()
        {
            return Err(Nothing::Blocked(wait));
        }
        drop(lanes);
        self.look(line, now)
    }

    fn look(&self, line: &RelayLine, now: Instant) -> Result<Taken, Nothing> {
        let mut lanes = self.lanes();
        if lanes.is_closed {
            return Err(Nothing::Empty);
        }
        // A single mail goes over whatever relay is free.
        if let Some(delivery) = lanes.single.pop_front() {
            self.0.went.notify_one();
            return Ok(Taken::new(delivery, None));
        }
        if lanes.bulk.is_empty() {
            return Err(Nothing::Empty);
        }
        // Asked and counted under the lanes' lock: otherwise all connections of a relay would take the same turn.
        if !line.has_turn(&self.0.lines) {
            return Err(Nothing::Blocked(LOOK_AGAIN));
        }
        let taken = self.look_through(&mut lanes, now)?;
        line.count_turn(&self.0.lines);
        self.0.went.notify_one();
        Ok(taken)
    }

    /// The first whose domain takes it.
    fn look_through(&self, lanes: &mut Lanes, now: Instant) -> Result<Taken, Nothing> {
        let mut waiting: HashSet<&str> = HashSet::new();
        let mut soonest = LOOK_AGAIN;
        let found = lanes.bulk.iter().enumerate().find_map(|(place, delivery)| {
            let domain = delivery.address.domain();
            if waiting.contains(domain) {
                return None;
            }
            match self.0.domains.admit(domain, now) {
                Admission::Now(permit) => return Some((place, permit)),
                Admission::After(wait) => soonest = soonest.min(wait),
                Admission::Busy => {}
            }
            waiting.insert(domain);
            None
        });
        let is_passed_over = !waiting.is_empty();
        lanes.is_passed_over |= is_passed_over;
        let taken = found.and_then(|(place, permit)| Some(Taken::new(lanes.bulk.remove(place)?, permit)));
        lanes.blocked_until = taken.is_none().then_some(now + soonest);
        taken.ok_or(Nothing::Blocked(soonest))
    }

    fn lanes(&self) -> MutexGuard<'_, Lanes> {
        self.0.lanes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::super::line::tests::line;
    use super::*;
    use crate::domain::address::EmailAddress;
    use crate::domain::attributes::Attributes;
    use crate::domain::delivery::DeliveryKind;
    use crate::domain::id::{DeliveryId, DigestId, EditionId, ListId, ScheduleId, SubscriptionId};
    use crate::domain::relay::DomainLimit;
    use crate::domain::time::Timestamp;
    use crate::store::ClaimedDigest;

    const SIZE: i64 = 8;

    fn delivery(id: i64, domain: &str, is_single: bool) -> ClaimedDelivery {
        let due_at = Timestamp::from_millis(0);
        let digest =
            ClaimedDigest { id: DigestId::new(1), edition: EditionId::new(1), schedule: ScheduleId::new(1), due_at };
        ClaimedDelivery {
            id: DeliveryId::new(id),
            kind: if is_single { DeliveryKind::Confirmation } else { DeliveryKind::Digest },
            list: ListId::new(1),
            subscription: SubscriptionId::new(id),
            link_version: 1,
            name: None,
            attributes: Attributes::default(),
            address: EmailAddress::parse(&format!("reader{id}@{domain}")).unwrap(),
            digest: (!is_single).then_some(digest),
            epoch: 1,
            attempts: 0,
            created_at: due_at,
            retried_at: None,
        }
    }

    fn bulk(ids: std::ops::Range<i64>, domain: &str) -> Vec<ClaimedDelivery> {
        ids.map(|id| delivery(id, domain, false)).collect()
    }

    /// A tray for one connection, where `slow.example` has one message under way at a time and one in a hundred seconds.
    fn tray() -> (Tray, Arc<RelayLine>) {
        let slow = DomainLimit { domain: "slow.example".to_owned(), per_second: Some(0.01), connections: Some(1) };
        let line = line(|_| ());
        (Tray::new(1, vec![Arc::clone(&line)], RecipientDomains::new(&[slow])), line)
    }

    fn id(taken: Option<&Taken>) -> Option<i64> {
        taken.map(|taken| taken.delivery.id.get())
    }

    fn ids(taken: impl IntoIterator<Item = ClaimedDelivery>) -> Vec<i64> {
        taken.into_iter().map(|delivery| delivery.id.get()).collect()
    }

    #[test]
    fn single_mails_come_before_digests_and_in_place_of_them() {
        let (tray, line) = tray();
        tray.put(bulk(1..4, "example.org"));
        let first = tray.take(&line).unwrap();
        assert_eq!(first.delivery.id.get(), 1);
        tray.put(vec![delivery(9, "example.org", true)]);
        let instead = tray.prefer_single(first);
        assert_eq!(instead.delivery.id.get(), 9);
        assert_eq!(tray.prefer_single(instead).delivery.id.get(), 9, "there is no other one");
        tray.put(vec![delivery(10, "example.org", true)]);
        let order: Vec<_> = std::iter::from_fn(|| id(tray.take(&line).as_ref())).collect();
        assert_eq!(order, [10, 1, 2, 3]);
    }

    #[test]
    fn a_full_tray_has_room_for_single_mails_and_half_a_tray_asks_for_more() {
        let (tray, line) = tray();
        assert_eq!(tray.room(), Room { singles: 8, bulk: 8 });
        tray.put(bulk(0..SIZE, "example.org"));
        assert_eq!(tray.room(), Room { singles: 8, bulk: 0 });
        (0..SIZE / 2).for_each(|_| assert!(tray.take(&line).is_some()));
        assert_eq!(tray.room(), Room { singles: 8, bulk: 4 });
    }

    #[test]
    fn a_mail_whose_domain_is_busy_is_passed_over_and_taken_when_it_is_free() {
        let (tray, line) = tray();
        tray.put(bulk(1..3, "slow.example"));
        tray.put(bulk(3..4, "example.org"));
        let slow = tray.take(&line);
        assert_eq!((id(slow.as_ref()), id(tray.take(&line).as_ref())), (Some(1), Some(3)));
        assert!(tray.take(&line).is_none());
        // It did not begin after all: its place is there for the next one.
        assert!(tray.put_back(slow.unwrap()).is_none());
        assert_eq!(id(tray.take(&line).as_ref()), Some(1));
        assert!(tray.take(&line).is_none(), "nothing is under way, but the rate is used up");
    }

    #[test]
    fn a_mail_that_was_let_go_is_not_under_way_any_more() {
        let one = DomainLimit { domain: "one.example".to_owned(), per_second: None, connections: Some(1) };
        let line = line(|_| ());
        let tray = Tray::new(1, vec![Arc::clone(&line)], RecipientDomains::new(&[one]));
        tray.put(bulk(1..3, "one.example"));
        let first = tray.take(&line).unwrap();
        assert!(tray.take(&line).is_none());
        first.release();
        assert_eq!(id(tray.take(&line).as_ref()), Some(2));
    }

    #[test]
    fn a_slow_domains_mails_make_room_for_the_others() {
        let (tray, line) = tray();
        tray.put(bulk(0..SIZE, "slow.example"));
        assert_eq!(id(tray.take(&line).as_ref()), Some(0));
        assert!(tray.take(&line).is_none());
        // Not even full any more, and something was taken just now: they are in the way all the same.
        let parked = tray.take_blocked();
        assert_eq!(ids(parked.iter().map(|(delivery, _)| delivery.clone())), [2, 3, 4, 5, 6, 7]);
        assert!(parked.windows(2).all(|pair| pair[0].1 < pair[1].1), "they come back one after the other");
        assert!(tray.take_blocked().is_empty() && tray.room().bulk > 0);
        tray.put(bulk(20..23, "example.org"));
        assert_eq!(id(tray.take(&line).as_ref()), Some(20));
    }

    #[test]
    fn many_slow_domains_make_room_too() {
        let each = DomainLimit { domain: "*".to_owned(), per_second: Some(0.01), connections: None };
        let line = line(|_| ());
        let tray = Tray::new(1, vec![Arc::clone(&line)], RecipientDomains::new(&[each]));
        let all = || (0..SIZE).map(|number| delivery(number, &format!("{number}.example"), false)).collect::<Vec<_>>();
        tray.put(all());
        (0..SIZE).for_each(|_| assert!(tray.take(&line).is_some()));
        tray.put(all());
        assert!(tray.take(&line).is_none());
        assert_eq!(tray.take_blocked().len(), 6);
    }

    #[test]
    fn nothing_is_put_off_that_nobody_holds_up() {
        let (tray, line) = tray();
        tray.put(bulk(0..SIZE, "example.org"));
        assert!(tray.take(&line).is_some() && tray.take_blocked().is_empty());
    }

    #[test]
    fn what_comes_after_the_end_comes_back() {
        let (tray, line) = tray();
        tray.put(bulk(1..3, "example.org"));
        let taken = tray.take(&line).unwrap();
        assert_eq!(ids(tray.close()), [2]);
        assert_eq!(ids(tray.put(bulk(3..4, "example.org"))), [3]);
        assert_eq!(ids(tray.put_back(taken)), [1]);
        assert!(tray.take(&line).is_none());
    }

    #[tokio::test]
    async fn whoever_waits_is_told_of_what_comes_and_of_the_end() {
        let (tray, line) = tray();
        let wait = || {
            let (tray, line) = (tray.clone(), Arc::clone(&line));
            tokio::spawn(async move { id(tray.next(&line).await.as_ref()) })
        };
        let waiting = wait();
        tokio::task::yield_now().await;
        tray.put(bulk(1..2, "example.org"));
        assert_eq!(waiting.await.unwrap(), Some(1));
        // One that waits for its domain's rate hears of a single mail at once.
        tray.put(bulk(2..4, "slow.example"));
        assert!(tray.take(&line).is_some());
        let waiting = wait();
        tokio::task::yield_now().await;
        tray.put(vec![delivery(9, "slow.example", true)]);
        assert_eq!(waiting.await.unwrap(), Some(9));
        let waiting = wait();
        tokio::task::yield_now().await;
        tray.close();
        assert_eq!(waiting.await.unwrap(), None);
    }
}
