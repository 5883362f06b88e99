//! A relay's quota of the day: granted to processes by the database, a part at a time.

use std::time::{Duration, Instant};

use super::RelayLine;
use crate::domain::pace::day_of;
use crate::domain::time::Timestamp;
use crate::store::{Store, StoreError};

/// What is left of what the day's quota has granted to this process.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Allowance {
    pub(super) day: i64,
    pub(super) left: u32,
}

/// Messages that the quota grants at a time. A crash wastes what was granted and not used.
const GRANT: u32 = 100;
/// Of a day's quota one in so many is kept for single mails: who signs up on the day of a large digest is not to wait for the next day.
const FOR_SINGLES: u32 = 20;

impl RelayLine {
    /// How long digests' mails still have to wait for another day's quota.
    pub(in super::super) fn digests_rest(&self) -> Option<Duration> {
        let until = self.state().digests_rest_until?;
        Some(until.saturating_duration_since(Instant::now())).filter(|rest| !rest.is_zero())
    }

    /// Whether it takes only so many mails on this day.
    pub(in super::super) fn has_quota(&self, now: Timestamp) -> bool {
        self.relay.quota.on(day_of(now)).is_some()
    }

    /// Takes one message from the day's quota; `false` when it is used up, and the relay rests until the day is over. Digests leave a part of it to
    /// single mails.
    pub(in super::super) async fn take_from_quota(
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

    /// Takes a place in the relay's pace and quota if both are there at this moment.
    pub(in super::super) fn take_place(&self, now: Timestamp) -> bool {
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

    /// A place that was taken, and counted against the day's quota, is not used.
    pub(in super::super) fn return_place(&self, now: Timestamp) {
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
}
