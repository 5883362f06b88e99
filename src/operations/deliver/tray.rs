//! What was claimed and waits for a connection: the feeder fills it, connections take from it.
//!
//! Single mails lie in a lane of their own, so that they never wait behind a digest. A message to a domain that has as much as it may have
//! is passed over, so that the others do not wait for it; so is one that another relay can carry and this one cannot.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::Notify;

use super::domains::{Admission, Permit, RecipientDomains};
use super::line::RelayLine;
use super::reach::{ForFew, Reach};
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
    for_few: ForFew,
    /// A mail was passed over: its domain had as much as it may have, or it was for another relay.
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

    /// A single mail in place of a digest's that has not begun, if one came meanwhile that `line` can carry.
    pub fn prefer_single(&self, line: &RelayLine, taken: Taken) -> Taken {
        let mut lanes = self.lanes();
        if taken.delivery.digest.is_none() || lanes.is_closed {
            return taken;
        }
        let Some(single) = self.next_single(&mut lanes, line) else { return taken };
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

    /// Takes out digest mails that have to wait for their domains, or for a relay that can carry them, each with how long, when they leave no room
    /// for others.
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
        let for_few = self.take_for_few(&mut lanes, share, now);
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
        if parked.is_empty() && for_few.is_empty() && is_blocked {
            parked.extend(stays.split_off(share));
        }
        lanes.bulk = stays;
        drop(lanes);
        let with_wait = |delivery: ClaimedDelivery| {
            let wait = self.0.domains.park(delivery.address.domain(), now);
            (delivery, wait)
        };
        parked.into_iter().map(with_wait).chain(for_few).collect()
    }

    /// Of the mails that only some relays can carry, those beyond the first `most`, each with how long it has to wait.
    fn take_for_few(&self, lanes: &mut Lanes, most: usize, now: Instant) -> Vec<(ClaimedDelivery, Duration)> {
        let lines = &self.0.lines;
        if !lines.iter().any(|line| line.leaves_utf8(lines)) {
            return Vec::new();
        }
        let are_away = !lines.iter().any(|line| line.may_take_utf8() && line.works());
        let mut left = 0;
        let is_too_many = |delivery: &ClaimedDelivery| {
            left += usize::from(!delivery.address.is_ascii());
            !delivery.address.is_ascii() && left > most
        };
        let (parked, stay): (Vec<_>, Vec<_>) = lanes.bulk.drain(..).partition(is_too_many);
        lanes.bulk.extend(stay);
        parked.into_iter().map(|delivery| (delivery, lanes.for_few.put_off(now, are_away))).collect()
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
        if let Some(delivery) = self.next_single(&mut lanes, line) {
            self.0.went.notify_one();
            return Ok(Taken::new(delivery, None));
        }
        if lanes.bulk.is_empty() {
            return Err(Nothing::Empty);
        }
        if let Some(rest) = line.digests_rest() {
            return Err(Nothing::Blocked(rest));
        }
        // Asked and counted under the lanes' lock: otherwise all connections of a relay would take the same turn.
        let Some(reach) = Reach::of(line, &self.0.lines, line.has_turn(&self.0.lines)) else {
            return Err(Nothing::Blocked(LOOK_AGAIN));
        };
        let taken = self.look_through(&mut lanes, reach, now)?;
        if !taken.delivery.address.is_ascii() {
            lanes.for_few.count();
        }
        line.count_turn(&self.0.lines);
        self.0.went.notify_one();
        Ok(taken)
    }

    /// A single mail goes over whatever relay is free and can carry it.
    fn next_single(&self, lanes: &mut Lanes, line: &RelayLine) -> Option<ClaimedDelivery> {
        let reach = Reach::of(line, &self.0.lines, true)?;
        let place = lanes.single.iter().position(|delivery| reach.holds(delivery))?;
        lanes.single.remove(place)
    }

    /// The first within `reach` whose domain takes it.
    fn look_through(&self, lanes: &mut Lanes, reach: Reach, now: Instant) -> Result<Taken, Nothing> {
        let mut waiting: HashSet<&str> = HashSet::new();
        let mut soonest = LOOK_AGAIN;
        let mut is_left = false;
        let found = lanes.bulk.iter().enumerate().find_map(|(place, delivery)| {
            let domain = delivery.address.domain();
            is_left |= !reach.holds(delivery);
            if !reach.holds(delivery) || waiting.contains(domain) {
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
        let is_passed_over = !waiting.is_empty() || (is_left && reach == Reach::Ascii);
        lanes.is_passed_over |= is_passed_over;
        let taken = found.and_then(|(place, permit)| Some(Taken::new(lanes.bulk.remove(place)?, permit)));
        if taken.is_some() {
            lanes.blocked_until = None;
        } else if reach == Reach::All {
            lanes.blocked_until = Some(now + soonest);
        }
        taken.ok_or(Nothing::Blocked(soonest))
    }

    fn lanes(&self) -> MutexGuard<'_, Lanes> {
        self.0.lanes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests;
