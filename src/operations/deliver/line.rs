//! A relay as the sender uses it: its pace, its quota, its health, and how many of its connections this process may open.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
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
/// Messages that the quota grants at a time. A crash wastes what was granted and not used.
const GRANT: u32 = 100;
/// Of a day's quota one in so many is kept for single mails: who signs up on the day of a large digest is not to wait for the next day.
const FOR_SINGLES: u32 = 20;
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

    /// How long digests' mails still have to wait for another day's quota.
    pub(super) fn digests_rest(&self) -> Option<Duration> {
        let until = self.state().digests_rest_until?;
        Some(until.saturating_duration_since(Instant::now())).filter(|rest| !rest.is_zero())
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

    /// Whether it takes only so many mails on this day.
    pub(super) fn has_quota(&self, now: Timestamp) -> bool {
        self.relay.quota.on(day_of(now)).is_some()
    }

    /// Takes one message from the day's quota; `false` when it is used up, and the relay rests until the day is over. Digests leave a part of it to
    /// single mails.
    pub(super) async fn take_from_quota(
        &self,
        store: &Store,
        now: Timestamp,
        is_single: bool,
    ) -> Result<bool, StoreError> {
        let day = day_of(now);
        let Some(quota) = self.relay.quota.on(day) else { return Ok(true) };
        // One asks at a time: another would find the quota used up by a grant that has not come back yet.
        let _asking = self.asking.lock().await;
        if self.take_granted(day) {
            return Ok(true);
        }
        let (wanted, most) = if is_single { (1, quota) } else { (GRANT, quota - quota / FOR_SINGLES) };
        let granted = store.grant_quota(&self.relay.name, day, wanted, most).await?;
        let mut state = self.state();
        if state.allowance.day != day {
            state.allowance = Allowance { day, left: 0 };
        }
        state.allowance.left += granted;
        if let Some(left) = state.allowance.left.checked_sub(1) {
            state.allowance.left = left;
            return Ok(true);
        }
        let next_day = Timestamp::from_millis((day + 1) * 86_400_000);
        let rest = next_day.since(now).min(Duration::from_mins(10)).max(Duration::from_secs(1));
        let rests_until = if is_single { &mut state.rests_until } else { &mut state.digests_rest_until };
        *rests_until = Some(Instant::now() + rest);
        let was_told = state.told_used_up[usize::from(is_single)].replace(day) == Some(day);
        drop(state);
        if !was_told {
            let (relay, for_whom) = (self.relay.name.as_str(), if is_single { "all mails" } else { "digests" });
            tracing::info!(
                relay,
                quota,
                for_whom,
                "the relay's quota of the day is used up; what is left goes out tomorrow"
            );
        }
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

    /// A place that was taken, and counted against the day's quota, is not used.
    pub(super) fn return_place(&self, now: Timestamp) {
        let day = day_of(now);
        let mut state = self.state();
        state.pace.give_back();
        if self.relay.quota.on(day).is_some() && state.allowance.day == day {
            state.allowance.left += 1;
        }
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
pub(super) mod tests {
    use super::*;
    use crate::domain::pace::DailyQuota;
    use crate::domain::reply::Stage;
    use crate::relay::{FaultCause, LossCause};
    use crate::store::StoreOptions;

    pub fn line(change: impl FnOnce(&mut Relay)) -> Arc<RelayLine> {
        let mut relay = Relay { connections: 4, ..Relay::default() };
        change(&mut relay);
        let tls = TlsContext::for_relay(&relay).unwrap();
        Arc::new(RelayLine::new(relay, tls))
    }

    fn weighing(weight: f64) -> Arc<RelayLine> {
        line(|relay| relay.weight = Some(weight))
    }

    fn fault() -> RelayFault {
        RelayFault { stage: Stage::Connect, cause: FaultCause::Lost(LossCause::TimedOut) }
    }

    /// Lets the rest after a fault be over.
    fn wake(line: &RelayLine) {
        line.state().rests_until = Some(Instant::now());
    }

    #[test]
    fn after_a_fault_all_rest_and_then_one_tries() {
        let line = line(|_| ());
        assert!((0..4).all(|place| line.rest(place).is_none()) && line.works());
        let before = Instant::now();
        line.note_fault(&fault());
        assert!(!line.works());
        let until_then = |rest: Duration| before.elapsed() + rest >= Duration::from_secs(2);
        assert!((0..4).all(|place| line.rest(place).is_some_and(until_then)));
        wake(&line);
        assert_eq!(line.rest(2), None);
        assert!([0, 1, 3].iter().all(|&place| line.rest(place).is_some()), "the others wait for what it finds");
        assert_eq!(line.rest(2), None, "and it does not wait for itself");
        line.note_success();
        assert!((0..4).all(|place| line.rest(place).is_none()) && line.works());
    }

    #[test]
    fn a_scout_that_found_nothing_out_leaves_it_to_another() {
        let line = line(|_| ());
        line.note_fault(&fault());
        wake(&line);
        assert_eq!(line.rest(0), None);
        line.give_up_scouting(3);
        assert!(line.rest(3).is_some(), "only the scout itself gives up");
        line.give_up_scouting(0);
        assert_eq!(line.rest(3), None);
        assert!(line.rest(0).is_some());
    }

    #[test]
    fn each_further_fault_doubles_the_rest_up_to_a_minute_and_those_of_one_moment_count_once() {
        let line = line(|_| ());
        for seconds in [2, 4, 8, 16, 32, 60, 60, 60] {
            let before = Instant::now();
            for _ in 0..4 {
                line.note_fault(&fault());
            }
            let (after, rest) = (Instant::now(), Duration::from_secs(seconds));
            let until = line.state().rests_until.unwrap();
            assert!(before + rest <= until && until <= after + rest, "{:?} and not {rest:?}", until - before);
            wake(&line);
        }
    }

    #[test]
    fn a_place_far_away_is_not_waited_for_with_a_mail_in_hand() {
        let line = line(|relay| relay.per_second = Some(0.5));
        assert!(line.rest(0).is_none() && line.has_place_soon());
        line.reserve_place();
        assert!(line.rest(0).is_some_and(|rest| rest <= Duration::from_secs(1)) && !line.has_place_soon());
    }

    #[test]
    fn processes_share_the_connections_and_each_has_one() {
        let line = line(|_| ());
        line.share_among(2);
        assert_eq!([0, 1, 2, 3].map(|place| line.rest(place).is_none()), [true, true, false, false]);
        line.share_among(9);
        assert_eq!([0, 1, 2, 3].map(|place| line.rest(place).is_none()), [true, false, false, false]);
    }

    /// How often each had its turn when all of them always ask.
    fn shares(lines: &[Arc<RelayLine>], rounds: usize) -> Vec<u32> {
        let mut taken = vec![0; lines.len()];
        for _ in 0..rounds {
            for (place, line) in lines.iter().enumerate() {
                if line.has_turn(lines) {
                    line.count_turn(lines);
                    taken[place] += 1;
                }
            }
        }
        taken
    }

    #[test]
    fn turns_go_by_weight_however_large_the_numbers_are() {
        for unit in [0.01, 1.0, 1000.0] {
            let lines = [weighing(3.0 * unit), weighing(unit)];
            let taken = shares(&lines, 3000);
            let share = f64::from(taken[0]) / f64::from(taken[1]);
            assert!((2.9..3.1).contains(&share), "{unit}: {taken:?}");
        }
    }

    #[test]
    fn a_quick_relay_waits_for_a_slow_one_with_more_weight() {
        let lines = [weighing(3.0), weighing(1.0)];
        let mut taken = [0, 0];
        for round in 0..6000 {
            let place = usize::from(round % 6 > 0);
            if lines[place].has_turn(&lines) {
                lines[place].count_turn(&lines);
                taken[place] += 1;
            }
        }
        assert!(taken[0] == 1000 && (320..350).contains(&taken[1]), "{taken:?}");
    }

    #[test]
    fn a_relay_that_is_away_holds_nobody_up_and_does_not_catch_up() {
        for away in [|line: &RelayLine| line.note_fault(&fault()), |line: &RelayLine| line.slow_down(Instant::now())] {
            let lines = [weighing(1.0), weighing(1.0)];
            away(&lines[0]);
            for _ in 0..500 {
                assert!(lines[1].has_turn(&lines));
                lines[1].count_turn(&lines);
            }
            assert!(lines[0].has_turn(&lines));
            lines[0].note_success();
            (0..200).for_each(|_| lines[0].recover());
            let taken = shares(&lines, 1000);
            assert!(taken[0].abs_diff(taken[1]) < 40, "{taken:?}");
        }
    }

    #[test]
    fn a_relay_without_a_weight_always_has_its_turn() {
        let lines = [weighing(1.0), line(|_| ())];
        assert_eq!(shares(&lines, 100), [100, 100]);
    }

    #[test]
    fn what_the_quota_granted_is_taken_once_and_what_was_not_sent_comes_back() {
        let line = line(|relay| relay.quota = DailyQuota { most: Some(1000), warm_up: None });
        let now = Timestamp::from_millis(5 * 86_400_000 + 7);
        assert!(!line.take_place(now), "nothing is granted yet");
        line.state().allowance = Allowance { day: 5, left: 2 };
        assert!(line.take_place(now) && line.take_place(now) && !line.take_place(now));
        line.return_place(now);
        assert!(!line.take_place(now.plus(Duration::from_hours(24))), "it was for that day");
        assert_eq!((line.unused_quota(), line.unused_quota()), (Some((5, 1)), None));
    }

    #[test]
    fn a_place_in_the_quota_waits_for_one_in_the_pace() {
        let line = line(|relay| {
            relay.quota = DailyQuota { most: Some(1000), warm_up: None };
            relay.per_second = Some(0.5);
        });
        line.state().allowance = Allowance { day: 5, left: 2 };
        let now = Timestamp::from_millis(5 * 86_400_000);
        assert!(line.take_place(now) && !line.take_place(now));
        assert_eq!(line.unused_quota(), Some((5, 1)), "what was not taken is not used up");
    }

    #[tokio::test]
    async fn what_a_day_granted_is_not_taken_on_the_next_and_at_its_end_the_relay_rests() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("letterbell.db").display());
        let (store, _) = Store::open(&url, StoreOptions::default()).await.unwrap();
        let line = line(|relay| relay.quota = DailyQuota { most: Some(3), warm_up: None });
        let today = Timestamp::from_millis(5 * 86_400_000 + 7);
        let tomorrow = today.plus(Duration::from_hours(24));
        assert!(line.take_from_quota(&store, today, false).await.unwrap(), "two are left of three");
        for _ in 0..3 {
            assert!(line.take_from_quota(&store, tomorrow, false).await.unwrap());
        }
        assert_eq!(line.rest(0), None);
        assert!(!line.take_from_quota(&store, tomorrow, false).await.unwrap(), "three a day");
        assert!(line.digests_rest().is_some_and(|rest| rest > Duration::from_mins(9)) && line.rest(0).is_none());
        assert!(!line.take_from_quota(&store, tomorrow, true).await.unwrap(), "nor single mails");
        assert!(line.rest(0).is_some_and(|rest| rest > Duration::from_mins(9)), "{:?}", line.rest(0));
    }
}
