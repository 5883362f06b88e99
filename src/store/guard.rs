//! What the guard shares between processes: counts and bursts; and what waits in quarantine.

use serde::Serialize;

use super::Store;
use super::engine::Transaction;
use super::error::StoreError;
use super::row::Row;
use super::singles::{self, NewSingle};
use super::statement::{Statement, params, statements};
use super::subscriptions::{self, Changed};
use crate::domain::admission::{Admission, Leave};
use crate::domain::burst::{Burst, BurstKind, Settlement};
use crate::domain::consent::Origin;
use crate::domain::delivery::DeliveryKind;
use crate::domain::id::{ListId, SubscriptionId};
use crate::domain::subscription::EndReason;
use crate::domain::tally::{Count, Counted, Subject};
use crate::domain::time::Timestamp;

macro_rules! add_counts {
    ($rows:expr) => {
        concat!(
            "INSERT INTO guard_count (counted, subject, bucket, number) ",
            $rows,
            " ON CONFLICT (counted, subject, bucket) DO UPDATE SET number = guard_count.number + excluded.number
              RETURNING counted, subject, bucket, number"
        )
    };
}

statements! {
    ADD_COUNTS = {
        sqlite: add_counts!("SELECT json_extract(value, '$.counted'), json_extract(value, '$.subject'), json_extract(value, '$.bucket'),
                                    json_extract(value, '$.number') FROM json_each($1) WHERE true"),
        postgres: add_counts!("SELECT counted, subject, bucket, number FROM json_to_recordset(CAST($1 AS JSON))
                               AS c(counted TEXT, subject BIGINT, bucket BIGINT, number BIGINT)"),
    };
    ALL_COUNTS_SINCE = "SELECT counted, subject, bucket, number FROM guard_count WHERE bucket >= $1 ORDER BY bucket DESC LIMIT 50000";
    /// Networks are many, and each process hears of those that it meets.
    COUNTS_SINCE = "SELECT counted, subject, bucket, number FROM guard_count
                    WHERE counted <> 'network' AND bucket >= $1";
    FORGET_COUNTS = "DELETE FROM guard_count WHERE bucket < $1";
    BEGIN_BURST = "INSERT INTO burst (kind, list_id, held, began_at, number) VALUES ($1, $2, $3, $4, $5)
                   ON CONFLICT (kind, list_id) WHERE ended_at IS NULL DO NOTHING";
    /// A hold outlives the burst that it found.
    HOLD_BURST = "UPDATE burst SET held = 1 WHERE kind = $1 AND list_id = $2 AND ended_at IS NULL";
    GROW_BURST = "UPDATE burst SET number = $2 WHERE id = $1 AND number < $2";
    END_BURST = "UPDATE burst SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL";
    END_BURSTS_OF = "UPDATE burst SET ended_at = $2 WHERE list_id = $1 AND kind = 'sign-ups' AND ended_at IS NULL";
    SETTLE_BURSTS = "UPDATE burst SET settled = $2, settled_at = $3 WHERE list_id = $1 AND kind = 'sign-ups' AND settled IS NULL AND ended_at IS NOT NULL";
    BURSTS = "SELECT id, kind, list_id, held, began_at, ended_at, number, settled, told_at FROM burst ORDER BY id DESC LIMIT $1";
    TAKE_ALARM = "UPDATE burst SET telling_until = $3 WHERE id = $1 AND told_at IS NULL AND (telling_until IS NULL OR telling_until <= $2)";
    ALARM_TOLD = "UPDATE burst SET told_at = $2 WHERE id = $1 AND told_at IS NULL";
    QUARANTINED = "SELECT list_id, count(*) AS n, min(quarantined_at) AS since FROM subscription
                   WHERE quarantined_at IS NOT NULL AND state = 'pending' GROUP BY list_id ORDER BY list_id";
    NEXT_QUARANTINED = "SELECT id, subscriber_id, requested_at FROM subscription
                        WHERE list_id = $1 AND quarantined_at IS NOT NULL AND state = 'pending' ORDER BY quarantined_at, id LIMIT $2";
    TAKE_FROM_QUARANTINE = "UPDATE subscription SET quarantined_at = NULL WHERE id = $1 AND quarantined_at IS NOT NULL AND state = 'pending'";
    /// The other lists of the same form share its confirmation.
    TAKE_SIBLINGS = "UPDATE subscription SET quarantined_at = NULL WHERE subscriber_id = $1 AND requested_at = $2 AND quarantined_at IS NOT NULL";
    MAILED_DURING = "SELECT count(*) AS mailed, count(confirmed_at) AS confirmed FROM subscription
                     WHERE list_id = $1 AND requested_at BETWEEN $2 AND $3 AND quarantined_at IS NULL";
    UNDONE_SIGN_UPS = "SELECT id FROM subscription WHERE state = 'pending' AND requested_at BETWEEN $1 AND $2 AND list_id = COALESCE($3, list_id)
                       ORDER BY id";
    UNDONE_CONFIRMATIONS = "SELECT s.id FROM subscription s WHERE s.state = 'active' AND s.list_id = COALESCE($3, s.list_id)
                            AND EXISTS (SELECT 1 FROM consent_record c WHERE c.subscription_id = s.id AND c.event = 'confirmed'
                                        AND c.at BETWEEN $1 AND $2) ORDER BY s.id";
    UNDONE_DEPARTURES = "SELECT s.id FROM subscription s
                         WHERE s.state = 'ended' AND s.end_reason = 'unsubscribed' AND s.confirmed_at IS NOT NULL
                           AND s.ended_at BETWEEN $1 AND $2 AND s.list_id = COALESCE($3, s.list_id)
                           AND EXISTS (SELECT 1 FROM consent_record c WHERE c.subscription_id = s.id AND c.event = 'unsubscribed'
                                       AND c.at BETWEEN $1 AND $2 AND c.way = COALESCE($4, c.way)) ORDER BY s.id";
}

/// What waits in quarantine on a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quarantine {
    /// The list.
    pub list: ListId,
    /// How many requests.
    pub number: i64,
    /// Since when the oldest.
    pub since: Timestamp,
}

/// What a bulk undo is about.
#[derive(Clone, Copy, Debug)]
pub struct UndoSpan<'a> {
    /// Of what.
    pub kind: BurstKind,
    /// From when.
    pub since: Timestamp,
    /// Until when.
    pub until: Timestamp,
    /// One list, or all.
    pub list: Option<ListId>,
    /// Only those who left by this way; for unsubscribes.
    pub way: Option<&'a str>,
}

#[derive(Serialize)]
struct CountRow {
    counted: &'static str,
    subject: i64,
    bucket: i64,
    number: i64,
}

impl Store {
    /// Adds counts up with those of other processes; the sums come back.
    pub async fn add_guard_counts(&self, counts: &[Count]) -> Result<Vec<Count>, StoreError> {
        let mut counts = counts.to_vec();
        // In one order everywhere: two processes that add to the same rows must not wait for each other.
        counts.sort_by_key(|count| (count.subject, count.bucket));
        let row = |count: &Count| CountRow {
            counted: count.subject.counted.as_str(),
            subject: count.subject.key,
            bucket: count.bucket,
            number: count.number,
        };
        let rows: Vec<CountRow> = counts.iter().map(row).collect();
        let json = serde_json::to_string(&rows).expect("numbers and texts are always JSON");
        let mut transaction = self.engine.begin().await?;
        let sums = transaction.rows(&ADD_COUNTS, params![json]).await?;
        transaction.commit().await?;
        sums.iter().map(count).collect()
    }

    /// All counts since a bucket, for a start; or those of lists and of the instance alone.
    pub async fn guard_counts(&self, since: i64, networks_too: bool) -> Result<Vec<Count>, StoreError> {
        let statement = if networks_too { &ALL_COUNTS_SINCE } else { &COUNTS_SINCE };
        self.engine.rows(statement, params![since]).await?.iter().map(count).collect()
    }

    /// Forgets counts from before a bucket.
    pub async fn forget_guard_counts(&self, before: i64) -> Result<(), StoreError> {
        self.engine.execute(&FORGET_COUNTS, params![before]).await.map(drop)
    }

    /// Notes that a burst began; `false` when one was on already.
    pub async fn begin_burst(
        &self,
        kind: BurstKind,
        list: ListId,
        number: i64,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        Ok(self.engine.execute(&BEGIN_BURST, params![kind.as_str(), list, false, now, number]).await? == 1)
    }

    /// Holds a list's requests by hand, until [`end_hold`](Self::end_hold).
    pub async fn hold_sign_ups(&self, list: ListId, now: Timestamp) -> Result<(), StoreError> {
        let kind = BurstKind::SignUps.as_str();
        let mut transaction = self.engine.begin().await?;
        transaction.execute(&BEGIN_BURST, params![kind, list, true, now, 0_i64]).await?;
        transaction.execute(&HOLD_BURST, params![kind, list]).await?;
        transaction.commit().await
    }

    /// Ends a list's burst of requests, one held by hand too, and says what became of what waited.
    pub async fn end_hold(&self, list: ListId, settlement: Settlement, now: Timestamp) -> Result<(), StoreError> {
        let mut transaction = self.engine.begin().await?;
        transaction.execute(&END_BURSTS_OF, params![list, now]).await?;
        transaction.execute(&SETTLE_BURSTS, params![list, settlement.as_str(), now]).await?;
        transaction.commit().await
    }

    /// Notes how large a burst has become.
    pub async fn grow_burst(&self, id: i64, number: i64) -> Result<(), StoreError> {
        self.engine.execute(&GROW_BURST, params![id, number]).await.map(drop)
    }

    /// Notes that a burst is over.
    pub async fn end_burst(&self, id: i64, now: Timestamp) -> Result<(), StoreError> {
        self.engine.execute(&END_BURST, params![id, now]).await.map(drop)
    }

    /// Takes a burst's alarm in hand until an instant; `false` when another process has it, or the operator was told.
    pub async fn take_alarm(&self, id: i64, until: Timestamp, now: Timestamp) -> Result<bool, StoreError> {
        Ok(self.engine.execute(&TAKE_ALARM, params![id, now, until]).await? == 1)
    }

    /// Notes that the operator was told of a burst.
    pub async fn alarm_told(&self, id: i64, now: Timestamp) -> Result<(), StoreError> {
        self.engine.execute(&ALARM_TOLD, params![id, now]).await.map(drop)
    }

    /// The last bursts, the newest first.
    pub async fn bursts(&self, limit: i64) -> Result<Vec<Burst>, StoreError> {
        self.engine.rows(&BURSTS, params![limit]).await?.iter().map(burst).collect()
    }

    /// What waits.
    pub async fn quarantine(&self) -> Result<Vec<Quarantine>, StoreError> {
        let rows = self.engine.rows(&QUARANTINED, &[]).await?;
        let one = |row: &Row| {
            let list = ListId::new(row.integer("list_id")?);
            Ok(Quarantine { list, number: row.integer("n")?, since: row.instant("since")? })
        };
        rows.iter().map(one).collect()
    }

    /// How many of a list's requests between two instants were mailed, and how many of those confirmed.
    pub async fn mailed_during(
        &self,
        list: ListId,
        since: Timestamp,
        until: Timestamp,
    ) -> Result<(i64, i64), StoreError> {
        let row = self.engine.row(&MAILED_DURING, params![list, since, until]).await?;
        row.map_or(Ok((0, 0)), |row| Ok((row.integer("mailed")?, row.integer("confirmed")?)))
    }

    /// Lets at most `most` of those that waited longest on a list through: their confirmations are queued. Tells how many.
    pub async fn release_quarantined(
        &self,
        list: ListId,
        most: i64,
        admission: &Admission,
        now: Timestamp,
    ) -> Result<u64, StoreError> {
        let mut transaction = self.engine.begin().await?;
        let mut released = 0;
        for row in transaction.rows(&NEXT_QUARANTINED, params![list, most]).await? {
            let id = SubscriptionId::new(row.integer("id")?);
            if transaction.execute(&TAKE_FROM_QUARANTINE, params![id]).await? == 0 {
                continue;
            }
            let same_form = params![row.integer("subscriber_id")?, row.integer("requested_at")?];
            transaction.execute(&TAKE_SIBLINGS, same_form).await?;
            let (kind, leave) = (DeliveryKind::Confirmation, Leave::Given(admission));
            let mail = NewSingle { kind, leave, list, subscription: id, address: None };
            singles::queue(&mut transaction, &mail, now).await?;
            released += 1;
        }
        transaction.commit().await?;
        Ok(released)
    }

    /// Ends at most `most` of the requests that wait on a list. Tells how many.
    pub async fn drop_quarantined(&self, list: ListId, most: i64, now: Timestamp) -> Result<u64, StoreError> {
        let mut transaction = self.engine.begin().await?;
        let mut dropped = 0;
        for row in transaction.rows(&NEXT_QUARANTINED, params![list, most]).await? {
            let id = SubscriptionId::new(row.integer("id")?);
            if transaction.execute(&TAKE_FROM_QUARANTINE, params![id]).await? == 1 {
                dropped += u64::from(remove(&mut transaction, id, "guard drop", now).await?);
            }
        }
        transaction.commit().await?;
        Ok(dropped)
    }

    /// The subscriptions that a bulk undo would change.
    pub async fn undoable(&self, span: &UndoSpan<'_>) -> Result<Vec<SubscriptionId>, StoreError> {
        let UndoSpan { since, until, list, way, .. } = *span;
        let rows = match span.kind {
            BurstKind::SignUps => self.engine.rows(&UNDONE_SIGN_UPS, params![since, until, list]).await?,
            BurstKind::Confirmations => self.engine.rows(&UNDONE_CONFIRMATIONS, params![since, until, list]).await?,
            BurstKind::Departures => self.engine.rows(&UNDONE_DEPARTURES, params![since, until, list, way]).await?,
        };
        rows.iter().map(|row| row.integer("id").map(SubscriptionId::new)).collect()
    }

    /// Undoes some in one transaction: requests and confirmations are ended, unsubscribes taken back, each with its consent record.
    /// Tells how many; what changed meanwhile stays as it is.
    pub async fn undo(&self, kind: BurstKind, ids: &[SubscriptionId], now: Timestamp) -> Result<u64, StoreError> {
        let mut transaction = self.engine.begin().await?;
        let mut undone = 0;
        for &id in ids {
            let changed = match kind {
                BurstKind::SignUps | BurstKind::Confirmations => {
                    remove(&mut transaction, id, "guard undo", now).await?
                }
                BurstKind::Departures => {
                    subscriptions::take_back(&mut transaction, id, "guard undo", &Origin::command(), now).await?
                }
            };
            undone += u64::from(changed);
        }
        transaction.commit().await?;
        Ok(undone)
    }
}

async fn remove(
    transaction: &mut Transaction,
    id: SubscriptionId,
    wording: &str,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let origin = Origin::command();
    let ended = subscriptions::leave(transaction, id, None, EndReason::Removed, wording, &origin, now).await?;
    Ok(matches!(ended, Changed::Now(_)))
}

fn count(row: &Row) -> Result<Count, StoreError> {
    let counted = row.parsed("guard_count", "counted", Counted::parse)?;
    let subject = Subject { counted, key: row.integer("subject")? };
    Ok(Count { subject, bucket: row.integer("bucket")?, number: row.integer("number")? })
}

fn burst(row: &Row) -> Result<Burst, StoreError> {
    Ok(Burst {
        id: row.integer("id")?,
        kind: row.parsed("burst", "kind", BurstKind::parse)?,
        list: ListId::new(row.integer("list_id")?),
        is_held: row.integer("held")? == 1,
        began_at: row.instant("began_at")?,
        ended_at: row.optional_instant("ended_at")?,
        number: row.integer("number")?,
        settled: row.optional_text("settled")?,
        told_at: row.optional_instant("told_at")?,
    })
}
