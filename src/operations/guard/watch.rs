//! The guard's other half, off the path of requests: counts are shared, bursts are seen and told of, and what waited is let through when
//! its burst turned out harmless.

use super::{Cause, Guard, Loudness, of_list};
use crate::domain::admission::{Admission, Standing};
use crate::domain::burst::{Burst, BurstKind, Settlement, is_usual, looks_harmless};
use crate::domain::id::ListId;
use crate::domain::tally::{BURST, BURST_SPAN, HOUR, Tally, bucket};
use crate::domain::time::Timestamp;
use crate::store::{Store, StoreError};

/// Bursts that are looked at: the newest.
const LOOKED_AT: i64 = 200;
/// How many that waited one look lets through, so that they do not become a burst of mails.
const RELEASED_A_LOOK: i64 = 50;
/// How many one transaction of the operator's lets through, ends or undoes.
const AT_A_TIME: usize = 200;

impl Guard {
    /// Takes up what was counted before this process began.
    pub async fn remember(&self, store: &Store, now: Timestamp) -> Result<(), StoreError> {
        let counts = store.guard_counts(bucket(now) - HOUR + 1, true).await?;
        self.tally().agree(&[], &counts);
        self.exchange(store, now).await
    }

    /// Adds up with the other processes, and hears which lists are held.
    pub async fn exchange(&self, store: &Store, now: Timestamp) -> Result<(), StoreError> {
        let since = bucket(now) - HOUR + 1;
        let handed = self.tally().hand_over();
        let sums = if handed.is_empty() { Vec::new() } else { store.add_guard_counts(&handed).await? };
        // On SQLite, whatever counts is this process.
        let others = if store.is_shared() { store.guard_counts(since, false).await? } else { Vec::new() };
        {
            let mut tally = self.tally();
            tally.agree(&handed, &sums);
            tally.agree(&[], &others);
            tally.forget_before(since);
        }
        let bursts = store.bursts(LOOKED_AT).await?;
        let held = bursts.iter().filter(|burst| burst.kind == BurstKind::SignUps && burst.ended_at.is_none());
        let cause = |burst: &Burst| if burst.is_held { Cause::Operator } else { Cause::Burst };
        *self.bursts() = held.map(|burst| (burst.list, cause(burst))).collect();
        Ok(())
    }

    /// Sees bursts begin and end, and lets through what waited for a harmless one. Tells whether mail was queued.
    pub async fn look(&self, store: &Store, now: Timestamp) -> Result<bool, StoreError> {
        for kind in BurstKind::ALL {
            for (list, number) in self.loud(kind, now) {
                if kind == BurstKind::Departures && is_usual(number, store.active_readers(list).await?) {
                    continue;
                }
                if store.begin_burst(kind, list, number, now).await? {
                    let kind = kind.as_str();
                    tracing::warn!(list.id = %list, kind, number, "a burst: see `letterbell guard show`");
                }
            }
        }
        let mut queued = false;
        let waiting = store.quarantine().await?;
        for burst in store.bursts(LOOKED_AT).await? {
            let number = self.number(burst.kind, burst.list, now);
            match burst.ended_at {
                None if !burst.is_held && self.is_over(&burst, now) => {
                    store.end_burst(burst.id, now).await?;
                    tracing::warn!(burst.id, list.id = %burst.list, kind = burst.kind.as_str(), "a burst is over");
                }
                None if number > burst.number => store.grow_burst(burst.id, number).await?,
                Some(ended_at) if burst.kind == BurstKind::SignUps && burst.settled.is_none() => {
                    let waits = waiting.iter().any(|waiting| waiting.list == burst.list);
                    queued |= self.settle(store, &burst, ended_at, waits, now).await?;
                }
                _ => {}
            }
        }
        store.forget_guard_counts(bucket(now) - 2 * HOUR).await?;
        Ok(queued)
    }

    async fn settle(
        &self,
        store: &Store,
        burst: &Burst,
        ended_at: Timestamp,
        waits: bool,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        if self.bursts().contains_key(&burst.list) {
            return Ok(false);
        }
        if !waits {
            store.end_hold(burst.list, Settlement::Harmless, now).await?;
            return Ok(false);
        }
        let (mailed, confirmed) = store.mailed_during(burst.list, burst.began_at.minus(BURST_SPAN), ended_at).await?;
        if !looks_harmless(mailed, confirmed) {
            return Ok(false);
        }
        let released = store.release_quarantined(burst.list, RELEASED_A_LOOK, &self.at_once(), now).await?;
        tracing::info!(burst.id, list.id = %burst.list, released, mailed, confirmed, "a burst looks harmless: requests are let through");
        Ok(released > 0)
    }

    /// Lets all through that waits on a list, and ends its burst. Tells how many.
    pub async fn release(&self, store: &Store, list: ListId, now: Timestamp) -> Result<u64, StoreError> {
        store.end_hold(list, Settlement::Released, now).await?;
        let mut released = 0;
        loop {
            let some = store.release_quarantined(list, most(), &self.at_once(), now).await?;
            if some == 0 {
                return Ok(released);
            }
            released += some;
        }
    }

    const fn at_once(&self) -> Admission {
        Admission::given_by_the_guard(self.rules.per_address, Standing::AtOnce)
    }

    fn loud(&self, kind: BurstKind, now: Timestamp) -> Vec<(ListId, i64)> {
        let tally = self.tally();
        let lists = tally.keys(kind.counted()).map(ListId::new);
        let loud = lists.filter(|&list| self.of(kind, &tally, list, now).into_iter().any(Loudness::is_loud));
        loud.map(|list| (list, tally.within(of_list(kind.counted(), list), BURST, now))).collect()
    }

    fn is_over(&self, burst: &Burst, now: Timestamp) -> bool {
        self.of(burst.kind, &self.tally(), burst.list, now).into_iter().all(Loudness::is_over)
    }

    fn number(&self, kind: BurstKind, list: ListId, now: Timestamp) -> i64 {
        self.tally().within(of_list(kind.counted(), list), BURST, now)
    }

    /// All that is loud when there is a burst of this kind.
    fn of(&self, kind: BurstKind, tally: &Tally, list: ListId, now: Timestamp) -> Vec<Loudness> {
        let threshold = match kind {
            BurstKind::SignUps => return vec![self.unworked(tally, list, now), self.worked(tally, list, now)],
            BurstKind::Confirmations => self.rules.burst_of_confirmations.into(),
            BurstKind::Departures => self.rules.burst_of_departures.into(),
        };
        vec![Loudness { number: tally.within(of_list(kind.counted(), list), BURST, now), threshold }]
    }
}

/// Ends all that waits on a list, and its burst. Tells how many.
pub async fn drop_waiting(store: &Store, list: ListId, now: Timestamp) -> Result<u64, StoreError> {
    store.end_hold(list, Settlement::Dropped, now).await?;
    let mut dropped = 0;
    loop {
        let some = store.drop_quarantined(list, most(), now).await?;
        if some == 0 {
            return Ok(dropped);
        }
        dropped += some;
    }
}

/// Undoes what a burst has done, some at a time. Tells how many.
pub async fn undo(
    store: &Store,
    kind: BurstKind,
    ids: &[crate::domain::id::SubscriptionId],
    now: Timestamp,
) -> Result<u64, StoreError> {
    let mut undone = 0;
    for some in ids.chunks(AT_A_TIME) {
        undone += store.undo(kind, some, now).await?;
    }
    Ok(undone)
}

fn most() -> i64 {
    i64::try_from(AT_A_TIME).expect("it is small")
}

/// A guard with the database that it shares its counts through, for the loop that does so.
pub struct GuardWatch {
    /// The guard.
    pub guard: std::sync::Arc<Guard>,
    /// The database.
    pub store: Store,
}

impl GuardWatch {
    /// Takes up what was counted before this process began.
    pub async fn remember(&self, now: Timestamp) -> Result<(), StoreError> {
        self.guard.remember(&self.store, now).await
    }

    /// Shares counts, and `looks` for bursts. Tells whether mail was queued.
    pub async fn round(&self, looks: bool, now: Timestamp) -> Result<bool, StoreError> {
        self.guard.exchange(&self.store, now).await?;
        if looks { self.guard.look(&self.store, now).await } else { Ok(false) }
    }
}
