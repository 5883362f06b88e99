//! What follows by itself after a while: one reminder of a request that nobody confirmed and a goodbye to who left, where the operator wants
//! them; and in the end what was never confirmed is taken out.

use std::time::Duration;

use super::OperationError;
use crate::domain::time::Timestamp;
use crate::store::Store;

/// What follows, and when: from the settings.
#[derive(Clone, Debug)]
pub struct FollowUp {
    /// The database.
    pub store: Store,
    /// How long after its confirmation mail it is reminded of; `None` for never.
    pub remind_after: Option<Duration>,
    /// How long a request that nobody confirms is kept.
    pub purge_after: Duration,
    /// Whether readers who leave get a last mail.
    pub goodbyes: bool,
}

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Followed {
    /// Reminders that were queued.
    pub reminded: u64,
    /// Goodbyes that were queued.
    pub goodbyes: u64,
    /// Requests that were taken out.
    pub purged: u64,
}

/// A request that should have been reminded of longer ago than this is not any more: a setting that was just switched on, or a service that was
/// away, must not write to people who have forgotten what they asked for.
const REMIND_WITHIN: Duration = Duration::from_secs(2 * 24 * 3600);

/// Who pressed the wrong button takes it back within this time, and is told nothing.
const UNDO_FIRST: Duration = Duration::from_secs(60);

/// Who left longer ago than this, because the service was away, is not written to any more.
const GOODBYE_WITHIN: Duration = Duration::from_secs(3600);

/// Requests without a mail are kept for so long.
const KEEP_UNANSWERED: Duration = Duration::from_secs(30 * 24 * 3600);

/// Requests that go at a time: a transaction stays short.
const CHUNK: u32 = 500;

impl FollowUp {
    /// Does all that is due. Every step may be repeated or cut.
    pub async fn follow_up(&self, now: Timestamp) -> Result<Followed, OperationError> {
        let store = &self.store;
        let mut done = Followed::default();
        if let Some(after) = self.remind_after {
            let asked_before = now.minus(after);
            done.reminded = store.remind_unconfirmed(asked_before.minus(REMIND_WITHIN), asked_before, now).await?;
        }
        if self.goodbyes {
            done.goodbyes = store.say_goodbye(now.minus(GOODBYE_WITHIN), now.minus(UNDO_FIRST), now).await?;
        }
        let before = now.minus(self.purge_after);
        store.let_former_readers_be(before).await?;
        loop {
            let purged = store.purge_unconfirmed(before, CHUNK).await?;
            done.purged += u64::from(purged);
            if purged < CHUNK {
                break;
            }
        }
        store.forget_unanswered(now.minus(KEEP_UNANSWERED)).await?;
        if done != Followed::default() {
            let Followed { reminded, goodbyes, purged } = done;
            tracing::info!(reminded, goodbyes, purged, "reminders and goodbyes queued, unconfirmed requests taken out");
        }
        Ok(done)
    }
}
