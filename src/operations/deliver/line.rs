//! A relay as the sender uses it: its pace, its quota, its health, and how many of its connections this process may open.

mod quota;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use self::quota::Allowance;
use super::without_addresses;
use crate::domain::pace::Pace;
use crate::domain::relay::Relay;
use crate::relay::{RelayFault, TlsContext};

/// One relay, shared by its connections.
pub struct RelayLine {
    relay: Relay,
    tls: TlsContext,
    state: Mutex<LineState>,
    /// Held while the database is asked for more of the day's quota.
    asking: tokio::sync::Mutex<()>,
}

struct LineState {
    pace: Pace,
    processes: u32,
    /// Messages handed to it, divided by its weight: the relay with the least has the next turn.
    taken: f64,
    /// Whether it takes addresses beyond ASCII, as its newest connection says; unknown before the first.
    takes_utf8: Option<bool>,
    faults: u32,
    /// The last fault was one that waiting does not mend.
    is_misconfigured: bool,
    rests_until: Option<Instant>,
    /// Digests have used up their part of the day's quota; single mails go on.
    digests_rest_until: Option<Instant>,
    /// The day on which the log told that the quota is used up: for digests, and for single mails too.
    told_used_up: [Option<i64>; 2],
    /// After a fault the connection of this place tries; the others wait for what it finds.
    scout: Option<u16>,
    allowance: Allowance,
}

/// The first rest after a fault, doubled by each further one.
const FIRST_REST: Duration = Duration::from_secs(2);
/// The longest rest: a relay that comes back is used again within a minute.
const LONGEST_REST: Duration = Duration::from_secs(60);
/// How often those who wait for a scout look again.
const LOOK_EVERY: Duration = Duration::from_millis(100);
/// How much further a relay may be than the one whose turn it is, in messages.
const AHEAD: f64 = 10.0;
/// The longest that a connection waits for its place with a mail in hand: what is further away may go over another relay meanwhile, and a
/// single mail that comes later must not wait behind a place that was promised to a digest's.
const WAITS_IN_HAND: Duration = Duration::from_secs(1);

impl RelayLine {
    /// A relay in good health.
    pub fn new(relay: Relay, tls: TlsContext) -> Self {
        let state = LineState {
            pace: Pace::new(relay.per_second, Instant::now()),
            processes: 1,
            taken: 0.0,
            takes_utf8: None,
            faults: 0,
            is_misconfigured: false,
            rests_until: None,
            digests_rest_until: None,
            told_used_up: [None; 2],
            scout: None,
            allowance: Allowance::default(),
        };
        Self { relay, tls, state: Mutex::new(state), asking: tokio::sync::Mutex::new(()) }
    }

    /// Its settings.
    pub const fn relay(&self) -> &Relay {
        &self.relay
    }

    pub(super) const fn tls(&self) -> &TlsContext {
        &self.tls
    }

    /// Divides the relay's rate and connections among so many processes.
    pub fn share_among(&self, processes: u32) {
        let mut state = self.state();
        state.processes = processes.max(1);
        state.pace.share_among(processes);
    }

    /// How long connection number `place` (from 0) still has to wait before it may be used.
    pub fn rest(&self, place: u16) -> Option<Duration> {
        if !self.may_use(place) {
            return Some(Duration::from_secs(1));
        }
        let mut state = self.state();
        let now = Instant::now();
        if let Some(until) = state.rests_until {
            if until > now {
                return Some(until - now);
            }
            state.rests_until = None;
        }
        let for_place = state.pace.wait(now);
        if for_place > WAITS_IN_HAND {
            return Some(for_place.saturating_sub(WAITS_IN_HAND).clamp(LOOK_EVERY, WAITS_IN_HAND));
        }
        if state.faults == 0 || state.scout == Some(place) {
            return None;
        }
        if state.scout.is_some() {
            return Some(LOOK_EVERY);
        }
        state.scout = Some(place);
        None
    }

    /// Whether connection number `place` (from 0) belongs to this process's share. Each has one at least.
    pub(super) fn may_use(&self, place: u16) -> bool {
        place == 0 || u32::from(place) < u32::from(self.relay.connections) / self.state().processes
    }

    /// Whether its next place in the relay's pace is near enough to take a mail for it.
    pub(super) fn has_place_soon(&self) -> bool {
        self.state().pace.wait(Instant::now()) <= WAITS_IN_HAND
    }

    /// Whether it takes digests' mails: it is not resting, neither after a fault nor for want of quota.
    pub fn works(&self) -> bool {
        let state = self.state();
        let is_over = |rest: Option<Instant>| rest.is_none_or(|until| until <= Instant::now());
        state.faults == 0 && is_over(state.rests_until) && is_over(state.digests_rest_until)
    }

    /// Whether only other settings can make it work.
    pub fn is_misconfigured(&self) -> bool {
        self.state().is_misconfigured
    }

    /// Whether it is this relay's turn, among `lines` that share the mail by weight. One that is away, or was asked to slow down, does not hold
    /// up the others.
    pub fn has_turn(&self, lines: &[Arc<Self>]) -> bool {
        let Some(weight) = self.relay.weight else { return true };
        let least = self.rivals(lines).map(|(taken, _)| taken).fold(f64::INFINITY, f64::min);
        self.state().taken <= least + AHEAD / weight
    }

    /// Counts a message against the relay's weight. One that was away does not catch up on what the others took meanwhile: no other one can
    /// be further ahead of it than by its own lead, so whatever is more came from an absence.
    pub fn count_turn(&self, lines: &[Arc<Self>]) {
        let Some(weight) = self.relay.weight else { return };
        let floor = self.rivals(lines).map(|(taken, weight)| taken - (AHEAD + 1.0) / weight).fold(0.0, f64::max);
        let mut state = self.state();
        state.taken = state.taken.max(floor) + 1.0 / weight;
    }

    /// How far the others are that work at full speed and have a weight, each with it.
    fn rivals<'a>(&'a self, lines: &'a [Arc<Self>]) -> impl Iterator<Item = (f64, f64)> + 'a {
        lines.iter().filter(|line| !std::ptr::eq(line.as_ref(), self)).filter_map(|line| {
            let weight = line.relay.weight.filter(|_| line.works())?;
            let state = line.state();
            state.pace.brake().is_zero().then_some((state.taken, weight))
        })
    }

    /// A new connection said whether addresses beyond ASCII may be named.
    pub(super) fn note_utf8(&self, takes_utf8: bool) {
        self.state().takes_utf8 = Some(takes_utf8);
    }

    /// Whether it takes addresses beyond ASCII for all that is known.
    pub(super) fn may_take_utf8(&self) -> bool {
        self.state().takes_utf8 != Some(false)
    }

    /// Whether mails to such addresses are left to another one of `lines`, which may take them, now or when it is back.
    pub(super) fn leaves_utf8(&self, lines: &[Arc<Self>]) -> bool {
        !self.may_take_utf8() && lines.iter().any(|line| line.may_take_utf8())
    }

    /// Whether another one of `lines` leaves them to this one.
    pub(super) fn is_left_utf8(&self, lines: &[Arc<Self>]) -> bool {
        self.may_take_utf8() && lines.iter().any(|line| !line.may_take_utf8())
    }

    /// Takes the next message's place in the relay's pace; how long to wait for it.
    pub(super) fn reserve_place(&self) -> Duration {
        self.state().pace.reserve(Instant::now())
    }

    /// The relay wants less, said to a message that began at `begun`.
    pub(super) fn slow_down(&self, begun: Instant) {
        let mut state = self.state();
        let before = state.pace.brake();
        state.pace.slow_down(begun, Instant::now());
        let brake_ms = state.pace.brake().as_millis();
        drop(state);
        if before.is_zero() {
            tracing::warn!(
                relay = self.relay.name,
                brake_ms,
                "the relay wants less; it is slowed until it takes more again"
            );
        }
    }

    /// The relay took a message.
    pub(super) fn recover(&self) {
        self.state().pace.recover();
        self.note_success();
    }

    pub(super) fn note_fault(&self, fault: &RelayFault) {
        let mut state = self.state();
        state.scout = None;
        if state.rests_until.is_some_and(|until| until > Instant::now()) {
            return;
        }
        let rest = FIRST_REST.saturating_mul(2_u32.saturating_pow(state.faults.min(10))).min(LONGEST_REST);
        state.faults = state.faults.saturating_add(1);
        state.is_misconfigured = fault.is_configuration();
        state.rests_until = Some(Instant::now() + rest);
        drop(state);
        let relay = self.relay.name.as_str();
        let cause = without_addresses(&fault.cause.to_string());
        tracing::error!(relay, stage = %fault.stage, cause, rest_s = rest.as_secs(), "the relay cannot be used");
    }

    pub(super) fn note_success(&self) {
        let mut state = self.state();
        if state.faults > 0 {
            state.faults = 0;
            state.is_misconfigured = false;
            state.scout = None;
            drop(state);
            tracing::info!(relay = self.relay.name, "the relay works again");
        }
    }

    /// A connection that was to try after a fault found nothing out, for want of mail most likely: another one may.
    pub(super) fn give_up_scouting(&self, place: u16) {
        let mut state = self.state();
        if state.scout == Some(place) {
            state.scout = None;
        }
    }

    fn state(&self) -> MutexGuard<'_, LineState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
pub(super) mod tests;
