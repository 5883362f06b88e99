//! What was claimed and waits for a connection: the feeder fills it, connections take from it.
//!
//! Single mails lie in a lane of their own, so that they never wait behind a digest. A message to a domain that has as much as it may have
//! is passed over, so that the others do not wait for it.

use std::collections::VecDeque;
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
    /// A connection found nothing but mails that have to wait for their domains.
    is_blocked: bool,
    is_closed: bool,
}

/// A delivery for a connection, with its permit for the domain that it goes to.
pub struct Taken {
    /// The delivery.
    pub delivery: ClaimedDelivery,
    /// Held until the message has ended.
    _permit: Option<Permit>,
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
        drop(lanes);
        self.0.came.notify_waiters();
        Vec::new()
    }

    /// Takes the next delivery for a connection of `line`, if there is one at this moment.
    pub fn take(&self, line: &RelayLine) -> Option<Taken> {
        self.look(line).ok()
    }

    /// Waits for the next delivery for a connection of `line`; `None` when the tray was closed.
    pub async fn next(&self, line: &RelayLine) -> Option<Taken> {
        loop {
            let mut came = std::pin::pin!(self.0.came.notified());
            came.as_mut().enable();
            match self.look(line) {
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

    /// Waits until something was taken, or `longest` is over.
    pub async fn wait_for_room(&self, longest: Duration) {
        let _ = tokio::time::timeout(longest, self.0.went.notified()).await;
    }

    /// Takes out the digest mails whose domains have to wait, each with how long, when they fill the tray.
    pub fn take_blocked(&self) -> Vec<(ClaimedDelivery, Duration)> {
        let mut lanes = self.lanes();
        if !lanes.is_blocked || lanes.bulk.len() < self.0.size {
            return Vec::new();
        }
        lanes.is_blocked = false;
        let now = Instant::now();
        // The first of each domain stay at hand; most of the others make room.
        let kept = lanes.bulk.len() / 4;
        let parked = lanes.bulk.split_off(kept);
        parked
            .into_iter()
            .map(|delivery| {
                let wait = self.0.domains.park(delivery.address.domain(), now);
                (delivery, wait)
            })
            .collect()
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

    fn look(&self, line: &RelayLine) -> Result<Taken, Nothing> {
        if !line.has_turn(&self.0.lines) {
            return Err(Nothing::Blocked(LOOK_AGAIN));
        }
        let mut lanes = self.lanes();
        if lanes.is_closed {
            return Err(Nothing::Empty);
        }
        let taken = match lanes.single.pop_front() {
            Some(delivery) => Taken { delivery, _permit: None },
            None => match self.look_through(&mut lanes.bulk) {
                Ok(taken) => taken,
                Err(nothing) => {
                    lanes.is_blocked = matches!(nothing, Nothing::Blocked(_));
                    return Err(nothing);
                }
            },
        };
        lanes.is_blocked = false;
        drop(lanes);
        line.count_turn(&self.0.lines);
        self.0.went.notify_one();
        Ok(taken)
    }

    fn look_through(&self, bulk: &mut VecDeque<ClaimedDelivery>) -> Result<Taken, Nothing> {
        let now = Instant::now();
        for place in 0..bulk.len() {
            if let Admission::Now(permit) = self.0.domains.admit(bulk[place].address.domain(), now)
                && let Some(delivery) = bulk.remove(place)
            {
                return Ok(Taken { delivery, _permit: permit });
            }
        }
        Err(if bulk.is_empty() { Nothing::Empty } else { Nothing::Blocked(LOOK_AGAIN) })
    }

    fn lanes(&self) -> MutexGuard<'_, Lanes> {
        self.0.lanes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
