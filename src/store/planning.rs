//! Planning a digest: its audience is written down as delivery rows, chunk by chunk, and then frozen.
//!
//! Every step may be repeated: a row that is there stays, and the last step happens once. A chunk locks the schedule's row, so that a
//! reader who changes schedule meanwhile does so before it or after it, never in the middle (see `subscriptions`).

use super::Store;
use super::error::StoreError;
use super::statement::{Statement, params, statements};
use crate::domain::delivery::DeliveryKind;
use crate::domain::digest::{Choice, Digest};
use crate::domain::id::{ScheduleId, SubscriptionId};
use crate::domain::post::PostNumber;
use crate::domain::time::Timestamp;

statements! {
    MARKS_OF_READERS = "SELECT DISTINCT seen_through FROM subscription
                        WHERE schedule_id = $1 AND state = 'active' AND seen_through IS NOT NULL
                          AND NOT EXISTS (SELECT 1 FROM subscriber u JOIN suppression x ON x.address_key = u.address_key
                                          WHERE u.id = subscription.subscriber_id AND (x.site_id IS NULL OR x.site_id = u.site_id)
                                            AND (x.expires_at IS NULL OR x.expires_at > $2))
                        ORDER BY seen_through";
    LOCK_SCHEDULE = {
        sqlite: "SELECT id FROM schedule WHERE id = $1",
        postgres: "SELECT id FROM schedule WHERE id = $1 FOR NO KEY UPDATE",
    };
    /// Asked under the schedule's lock: a planner that was held up must not add to an audience that another one has frozen.
    STILL_PLANNED = "SELECT id FROM digest WHERE id = $1 AND state = 'planned'";
    /// The last subscription of the next chunk.
    END_OF_CHUNK = "SELECT max(id) AS id, count(*) AS n FROM (SELECT id FROM subscription WHERE schedule_id = $1 AND state = 'active' AND id > $2
                                                              ORDER BY id LIMIT $3) AS chunk";
    /// Each active reader of the chunk gets the edition that begins where their own mark, or else the schedule's, stands.
    PLAN_CHUNK = "INSERT INTO delivery (kind, list_id, subscription_id, digest_id, edition_id, state, due_at, epoch, attempts,
                                        created_at)
                  SELECT $1, s.list_id, s.id, e.digest_id, e.id, 'planned', $2, 0, 0, $2
                  FROM subscription s
                  JOIN edition e ON e.digest_id = $3 AND e.after_post = COALESCE(s.seen_through, $4)
                  JOIN subscriber u ON u.id = s.subscriber_id
                  WHERE s.schedule_id = $5 AND s.state = 'active' AND s.id > $6 AND s.id <= $7
                    AND NOT EXISTS (SELECT 1 FROM suppression x WHERE x.address_key = u.address_key
                                    AND (x.site_id IS NULL OR x.site_id = u.site_id) AND (x.expires_at IS NULL OR x.expires_at > $2))
                  ON CONFLICT (digest_id, subscription_id) DO NOTHING";
    LAST_PLANNED = "SELECT COALESCE(max(subscription_id), 0) AS id FROM delivery WHERE digest_id = $1";
    FREEZE = "UPDATE digest SET state = 'sending', planned_at = $2 WHERE id = $1 AND state = 'planned'";
    SKIP_WITHOUT_READERS = "UPDATE digest SET state = 'skipped', reason = $2, finished_at = $3 WHERE id = $1 AND state = 'planned'
                            AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.digest_id = digest.id)";
    MOVE_SCHEDULE_ON = "UPDATE schedule SET seen_through = $2 WHERE id = $1 AND seen_through < $2";
    /// Whoever was served reads on with everybody else when the schedule moved on, and else keeps a mark of what they had. Not so one
    /// who meanwhile had more elsewhere and came back, nor one who left: their mark says more than the schedule's.
    SETTLE_MARKS = "UPDATE subscription SET seen_through = $3 WHERE schedule_id = $2 AND state = 'active' AND seen_through <= $4
                    AND EXISTS (SELECT 1 FROM delivery d WHERE d.digest_id = $1 AND d.subscription_id = subscription.id)";
}

/// Where the writing of an audience stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chunk {
    /// The last subscription that was looked at; the next chunk begins behind it. `None` when there was none left.
    pub through: Option<SubscriptionId>,
    /// Deliveries that were written.
    pub planned: u64,
}

impl Store {
    /// The different marks that readers of a schedule have of their own: active ones who may get mail. A suppressed reader's mark would
    /// make the schedule due again and again, for nobody.
    pub async fn marks_of_readers(&self, schedule: ScheduleId, now: Timestamp) -> Result<Vec<PostNumber>, StoreError> {
        let rows = self.engine.rows(&MARKS_OF_READERS, params![schedule, now]).await?;
        rows.iter().map(|row| row.number("seen_through")).collect()
    }

    /// Behind which subscription the writing of an audience goes on, after a crash or at the start.
    pub async fn planned_through(&self, digest: &Digest) -> Result<SubscriptionId, StoreError> {
        let row = self.engine.row(&LAST_PLANNED, params![digest.id]).await?;
        row.map_or(Ok(0), |row| row.integer("id")).map(SubscriptionId::new)
    }

    /// Writes the deliveries of the next `size` readers behind `after`; none when the audience is frozen already.
    pub async fn plan_chunk(
        &self,
        digest: &Digest,
        after: SubscriptionId,
        size: u32,
        now: Timestamp,
    ) -> Result<Chunk, StoreError> {
        let mut transaction = self.engine.begin().await?;
        transaction.row(&LOCK_SCHEDULE, params![digest.schedule]).await?;
        if transaction.row(&STILL_PLANNED, params![digest.id]).await?.is_none() {
            return Ok(Chunk { through: None, planned: 0 });
        }
        let end = transaction.row(&END_OF_CHUNK, params![digest.schedule, after, size]).await?;
        let Some(through) = end.map_or(Ok(None), |row| row.optional_integer("id"))? else {
            return Ok(Chunk { through: None, planned: 0 });
        };
        let kind = DeliveryKind::Digest;
        let params = params![kind.as_str(), now, digest.id, digest.range.after, digest.schedule, after, through];
        let planned = transaction.execute(&PLAN_CHUNK, params).await?;
        transaction.commit().await?;
        Ok(Chunk { through: Some(SubscriptionId::new(through)), planned })
    }

    /// Freezes the audience: the digest is under way, the schedule and its readers' marks move on. `false` when that had happened.
    pub async fn freeze_audience(&self, digest: &Digest, choice: Choice, now: Timestamp) -> Result<bool, StoreError> {
        self.engine.learn_of_deliveries().await?;
        let mut transaction = self.engine.begin().await?;
        transaction.row(&LOCK_SCHEDULE, params![digest.schedule]).await?;
        if transaction.execute(&FREEZE, params![digest.id, now]).await? == 0 {
            return Ok(false);
        }
        let through = digest.range.through;
        let mark = match choice {
            Choice::Everybody { .. } => {
                transaction.execute(&MOVE_SCHEDULE_ON, params![digest.schedule, through]).await?;
                None
            }
            Choice::Marked { .. } | Choice::Skip(_) => Some(through),
        };
        transaction.execute(&SETTLE_MARKS, params![digest.id, digest.schedule, mark, through]).await?;
        transaction.wake_senders().await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Ends a planned digest that turned out to have no reader. The schedule moves on all the same: whoever comes later is not sent what
    /// gathered while nobody was there. `false` when it has readers, or is decided already: another planner may have written them.
    pub async fn skip_without_readers(
        &self,
        digest: &Digest,
        choice: Choice,
        reason: &str,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.engine.begin().await?;
        transaction.row(&LOCK_SCHEDULE, params![digest.schedule]).await?;
        let skipped = transaction.execute(&SKIP_WITHOUT_READERS, params![digest.id, reason, now]).await? == 1;
        if skipped && matches!(choice, Choice::Everybody { .. }) {
            transaction.execute(&MOVE_SCHEDULE_ON, params![digest.schedule, digest.range.through]).await?;
        }
        transaction.commit().await?;
        Ok(skipped)
    }
}
