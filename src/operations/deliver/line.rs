//! A relay as the sender uses it: its pace, its quota, its health, and how many of its connections this process may open.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::without_addresses;
use crate::domain::pace::{Pace, day_of};
use crate::domain::relay::Relay;
use crate::domain::time::Timestamp;
use crate::relay::{RelayFault, TlsContext};
use crate::store::{Store, StoreError};

/// One relay, shared by its connections.
pub struct RelayLine {
    relay: Relay,
    tls: TlsContext,
    state: Mutex<LineState>,
}

struct LineState {
    pace: Pace,
    processes: u32,
    /// Messages handed to it, divided by its weight: the relay with the least has the next turn.
    taken: f64,
    faults: u32,
    /// The last fault was one that waiting does not mend.
    is_misconfigured: bool,
    rests_until: Option<Instant>,
    /// After a fault one connection tries; the others wait for what it finds.
    scout: Option<u16>,
    allowance: Allowance,
}

/// What is left of what the day's quota has granted to this process.
#[derive(Clone, Copy, Debug, Default)]
struct Allowance {
    day: i64,
    left: u32,
}

/// The first rest after a fault, doubled by each further one.
const FIRST_REST: Duration = Duration::from_secs(2);
/// The longest rest: a relay that comes back is used again within a minute.
const LONGEST_REST: Duration = Duration::from_secs(60);
/// How often those who wait for a scout look again.
const LOOK_EVERY: Duration = Duration::from_millis(100);
/// Messages that the quota grants at a time: a crash wastes so many at most.
const GRANT: u32 = 100;
/// How much further a relay may be than the one whose turn it is, in messages.
const AHEAD: f64 = 10.0;

impl RelayLine {
    /// A relay in good health.
    pub fn new(relay: Relay, tls: TlsContext) -> Self {
        let state = LineState {
            pace: Pace::new(relay.per_second, Instant::now()),
            processes: 1,
            taken: 0.0,
            faults: 0,
            is_misconfigured: false,
            rests_until: None,
            scout: None,
            allowance: Allowance::default(),
        };
        Self { relay, tls, state: Mutex::new(state) }
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
        let mut state = self.state();
        if place > 0 && u32::from(place) >= u32::from(self.relay.connections) / state.processes {
            return Some(Duration::from_secs(1));
        }
        let now = Instant::now();
        if let Some(until) = state.rests_until {
            if until > now {
                return Some(until - now);
            }
            state.rests_until = None;
        }
        if state.faults == 0 {
            return None;
        }
        if state.scout.is_some_and(|scout| scout != place) {
            return Some(LOOK_EVERY);
        }
        state.scout = Some(place);
        None
    }

    /// Whether it is not resting after a fault.
    pub fn works(&self) -> bool {
        let state = self.state();
        state.faults == 0 && state.rests_until.is_none_or(|until| until <= Instant::now())
    }

    /// Whether only other settings can make it work.
    pub fn is_misconfigured(&self) -> bool {
        self.state().is_misconfigured
    }

    /// Whether it is this relay's turn, among `lines` that share the mail by weight.
    pub fn has_turn(&self, lines: &[std::sync::Arc<Self>]) -> bool {
        if self.relay.weight.is_none() {
            return true;
        }
        let others = lines.iter().filter(|line| !std::ptr::eq(line.as_ref(), self));
        let least = others.filter(|line| line.relay.weight.is_some() && line.works()).map(|line| line.state().taken);
        let least = least.fold(f64::INFINITY, f64::min);
        self.state().taken <= least + AHEAD / self.relay.weight.unwrap_or(1.0)
    }

    /// Counts a message against the relay's weight. One that was away does not catch up on what the others took meanwhile.
    pub fn count_turn(&self, lines: &[std::sync::Arc<Self>]) {
        let Some(weight) = self.relay.weight else { return };
        let others = lines.iter().filter(|line| !std::ptr::eq(line.as_ref(), self) && line.works());
        let furthest = others.map(|line| line.state().taken).fold(0.0, f64::max);
        let mut state = self.state();
        state.taken = state.taken.max(furthest - AHEAD) + 1.0 / weight;
    }

    /// Takes the next message's place in the relay's pace; how long to wait for it.
    pub(super) fn reserve_place(&self) -> Duration {
        self.state().pace.reserve(Instant::now())
    }

    /// Takes a place in the relay's pace and quota if both are there at this moment.
    pub(super) fn take_place(&self, now: Timestamp) -> bool {
        let mut state = self.state();
        if let Some(quota) = self.relay.quota.on(day_of(now)) {
            let is_granted = state.allowance.day == day_of(now) && state.allowance.left > 0 && quota > 0;
            if !is_granted || !state.pace.take(Instant::now()) {
                return false;
            }
            state.allowance.left -= 1;
            return true;
        }
        state.pace.take(Instant::now())
    }

    /// Takes one message from the day's quota; `false` when it is used up, and the relay rests until the day is over.
    pub(super) async fn take_from_quota(&self, store: &Store, now: Timestamp) -> Result<bool, StoreError> {
        let day = day_of(now);
        let Some(quota) = self.relay.quota.on(day) else { return Ok(true) };
        if self.take_granted(day) {
            return Ok(true);
        }
        let granted = store.grant_quota(&self.relay.name, day, GRANT, quota).await?;
        let mut state = self.state();
        if state.allowance.day != day {
            state.allowance = Allowance { day, left: 0 };
        }
        state.allowance.left += granted;
        drop(state);
        if self.take_granted(day) {
            return Ok(true);
        }
        let next_day = Timestamp::from_millis((day + 1) * 86_400_000);
        let rest = next_day.since(now).min(Duration::from_mins(10)).max(Duration::from_secs(1));
        self.state().rests_until = Some(Instant::now() + rest);
        tracing::info!(
            relay = self.relay.name,
            quota,
            "the relay's quota of the day is used up; what is left goes out tomorrow"
        );
        Ok(false)
    }

    fn take_granted(&self, day: i64) -> bool {
        let mut state = self.state();
        let is_granted = state.allowance.day == day && state.allowance.left > 0;
        if is_granted {
            state.allowance.left -= 1;
        }
        is_granted
    }

    /// What the quota granted and was not used, once: at the end it goes back.
    pub fn unused_quota(&self) -> Option<(i64, u32)> {
        let Allowance { day, left } = std::mem::take(&mut self.state().allowance);
        (left > 0).then_some((day, left))
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

    /// Connection number `place`, if it was the one to try after a fault, has found nothing out: another one may.
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
mod tests {
    use super::*;
    use crate::domain::reply::Stage;
    use crate::relay::{FaultCause, LossCause};

    #[test]
    fn a_scout_that_finds_nothing_out_stands_in_nobodys_way_for_long() {
        let relay = Relay::default();
        let tls = TlsContext::for_relay(&relay).unwrap();
        let line = RelayLine::new(relay, tls);
        line.note_fault(&RelayFault { stage: Stage::Greeting, cause: FaultCause::Lost(LossCause::Closed) });
        assert!(line.rest(0).is_some(), "the relay rests");
        line.state().rests_until = None;
        assert_eq!(line.rest(0), None, "one tries");
        assert_eq!(line.rest(1), Some(LOOK_EVERY), "the others wait for what it finds");
        assert_eq!(line.rest(0), None, "it waits for nobody, itself least of all");
        line.give_up_scouting(1);
        assert_eq!(line.rest(1), Some(LOOK_EVERY), "nobody gives up for another");
        line.give_up_scouting(0);
        assert_eq!(line.rest(1), None);
    }
}
