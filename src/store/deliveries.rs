//! The queue: a delivery's row is the job. Claimed under a lease, given back, taken over from the dead.

use super::Store;
use super::error::StoreError;
use super::row::Row;
use super::statement::{Statement, params, statements};
use crate::domain::address::EmailAddress;
use crate::domain::delivery::DeliveryKind;
use crate::domain::id::{DeliveryId, DigestId, EditionId, ListId, ScheduleId, SubscriptionId};
use crate::domain::time::Timestamp;

statements! {
    /// One priority at a time, so that the index is read from its first due row and never past the last one.
    CLAIM = {
        sqlite: "UPDATE delivery SET state = 'claimed', epoch = epoch + 1, owner = $1, lease_until = $2 WHERE id IN
                 (SELECT d.id FROM delivery d WHERE d.state IN ('planned', 'deferred', 'unknown') AND d.priority = $3 AND d.due_at <= $4
                  AND (d.digest_id IS NULL OR EXISTS (SELECT 1 FROM digest g WHERE g.id = d.digest_id AND g.state = 'sending'))
                  ORDER BY d.due_at, d.id LIMIT $5) RETURNING id",
        postgres: "UPDATE delivery SET state = 'claimed', epoch = epoch + 1, owner = $1, lease_until = $2 WHERE id IN
                   (SELECT d.id FROM delivery d WHERE d.state IN ('planned', 'deferred', 'unknown') AND d.priority = $3 AND d.due_at <= $4
                    AND (d.digest_id IS NULL OR EXISTS (SELECT 1 FROM digest g WHERE g.id = d.digest_id AND g.state = 'sending'))
                    ORDER BY d.due_at, d.id LIMIT $5 FOR UPDATE OF d SKIP LOCKED) RETURNING id",
    };
    /// Whether a claim would find something: asked of a reader, so that an idle sender does not take the write lock.
    ANY_DUE = "SELECT d.id FROM delivery d WHERE d.state IN ('planned', 'deferred', 'unknown') AND d.priority = $1 AND d.due_at <= $2
               AND (d.digest_id IS NULL OR EXISTS (SELECT 1 FROM digest g WHERE g.id = d.digest_id AND g.state = 'sending'))
               LIMIT 1";
    CLAIMED = {
        sqlite: "SELECT d.id, d.kind, d.list_id, d.subscription_id, d.digest_id, d.edition_id, d.epoch, d.attempts, d.created_at,
                        s.link_version, u.address, g.schedule_id, g.due_at AS digest_due_at
                 FROM delivery d JOIN subscription s ON s.id = d.subscription_id JOIN subscriber u ON u.id = s.subscriber_id
                 LEFT JOIN digest g ON g.id = d.digest_id
                 WHERE d.id IN (SELECT value FROM json_each($1)) ORDER BY d.priority, d.id",
        postgres: "SELECT d.id, d.kind, d.list_id, d.subscription_id, d.digest_id, d.edition_id, d.epoch, d.attempts, d.created_at,
                          s.link_version, u.address, g.schedule_id, g.due_at AS digest_due_at
                   FROM delivery d JOIN subscription s ON s.id = d.subscription_id JOIN subscriber u ON u.id = s.subscriber_id
                   LEFT JOIN digest g ON g.id = d.digest_id
                   WHERE d.id IN (SELECT CAST(value AS BIGINT) FROM json_array_elements_text(CAST($1 AS JSON)))
                   ORDER BY d.priority, d.id",
    };
    GIVE_BACK = {
        sqlite: "UPDATE delivery SET state = 'planned', owner = NULL, lease_until = NULL, due_at = $3,
                                     last_reply = COALESCE($4, last_reply)
                 WHERE id IN (SELECT value FROM json_each($1)) AND owner = $2 AND state = 'claimed'",
        postgres: "UPDATE delivery SET state = 'planned', owner = NULL, lease_until = NULL, due_at = $3,
                                       last_reply = COALESCE($4, last_reply)
                   WHERE id IN (SELECT CAST(value AS BIGINT) FROM json_array_elements_text(CAST($1 AS JSON)))
                     AND owner = $2 AND state = 'claimed'",
    };
    RENEW_LEASES = {
        sqlite: "UPDATE delivery SET lease_until = $2 WHERE owner = $1 AND state IN ('claimed', 'sending')
                 AND id IN (SELECT value FROM json_each($3))",
        postgres: "UPDATE delivery SET lease_until = $2 WHERE owner = $1 AND state IN ('claimed', 'sending')
                   AND id IN (SELECT CAST(value AS BIGINT) FROM json_array_elements_text(CAST($3 AS JSON)))",
    };
    ANY_LEASE_SPENT = "SELECT id FROM delivery WHERE state IN ('claimed', 'sending') AND lease_until < $1 LIMIT 1";
    TAKE_CLAIMED_BACK = "UPDATE delivery SET state = 'planned', owner = NULL, lease_until = NULL
                         WHERE state = 'claimed' AND (lease_until < $1 OR owner = $2) RETURNING id";
    TAKE_SENDING_BACK = "UPDATE delivery SET state = CAST($3 AS TEXT), owner = NULL, lease_until = NULL, due_at = CAST($1 AS BIGINT),
                                             decided_at = CASE WHEN CAST($3 AS TEXT) = 'held' THEN CAST($1 AS BIGINT) END
                         WHERE state = 'sending' AND (lease_until < $4 OR owner = $2) RETURNING id, epoch";
    NOTE_UNKNOWN = "INSERT INTO attempt (delivery_id, epoch, outcome, reply, at) VALUES ($1, $2, 'unknown', $3, $4)";
    OWNERS = "SELECT DISTINCT owner FROM delivery WHERE state IN ('claimed', 'sending') AND owner IS NOT NULL";
}

/// A delivery that this worker owns until its lease ends, with what composing it needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimedDelivery {
    /// Its id.
    pub id: DeliveryId,
    /// What it is for.
    pub kind: DeliveryKind,
    /// The list that it is from.
    pub list: ListId,
    /// The reader's subscription.
    pub subscription: SubscriptionId,
    /// The subscription's link version: stands in its links.
    pub link_version: u32,
    /// Where it goes.
    pub address: EmailAddress,
    /// The digest and edition; `None` for single mails.
    pub digest: Option<ClaimedDigest>,
    /// The claim's number; every later write must carry it.
    pub epoch: i64,
    /// Charged attempts so far.
    pub attempts: u32,
    /// When it was planned: the mail's Date, the same at every try.
    pub created_at: Timestamp,
}

/// What a digest's delivery carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClaimedDigest {
    /// The digest.
    pub id: DigestId,
    /// The content.
    pub edition: EditionId,
    /// The digest's schedule.
    pub schedule: ScheduleId,
    /// The digest's due instant.
    pub due_at: Timestamp,
}

/// What was taken over from workers that are gone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reclaimed {
    /// Claimed and not begun: planned again, nothing can be repeated.
    pub planned: u64,
    /// Begun without a recorded outcome: unknown.
    pub unknown: u64,
}

/// Whose deliveries are taken over.
#[derive(Clone, Copy, Debug)]
pub enum Gone<'a> {
    /// Those whose lease has ended.
    LeaseSpent,
    /// Also all of this owner, who is known to be dead.
    Owner(&'a str),
}

impl Store {
    /// Claims up to `limit` due deliveries for `owner`; single mails before digests.
    pub async fn claim(
        &self,
        owner: &str,
        limit: u32,
        now: Timestamp,
        lease_until: Timestamp,
    ) -> Result<Vec<ClaimedDelivery>, StoreError> {
        for kind in [DeliveryKind::Confirmation, DeliveryKind::Digest] {
            if self.engine.row(&ANY_DUE, params![kind.priority(), now]).await?.is_none() {
                continue;
            }
            let mut transaction = self.engine.begin().await?;
            let params = params![owner, lease_until, kind.priority(), now, limit];
            let ids = transaction.rows(&CLAIM, params).await?;
            let ids = ids.iter().map(|row| row.integer("id")).collect::<Result<Vec<i64>, _>>()?;
            let rows = transaction.rows(&CLAIMED, params![numbers(&ids)]).await?;
            let claimed = rows.iter().map(claimed).collect::<Result<Vec<_>, _>>()?;
            transaction.commit().await?;
            if !claimed.is_empty() {
                return Ok(claimed);
            }
        }
        Ok(Vec::new())
    }

    /// Gives claimed deliveries back unbegun; they are due again at `due_at`. `words` tell the operator why, if there is a reason.
    pub async fn give_back(
        &self,
        owner: &str,
        ids: &[DeliveryId],
        due_at: Timestamp,
        words: Option<&str>,
    ) -> Result<u64, StoreError> {
        if ids.is_empty() {
            return Ok(0);
        }
        let ids: Vec<i64> = ids.iter().map(|id| id.get()).collect();
        self.engine.execute(&GIVE_BACK, params![numbers(&ids), owner, due_at, words]).await
    }

    /// Extends the leases of those of `ids` that `owner` still has.
    pub async fn renew_leases(
        &self,
        owner: &str,
        ids: &[DeliveryId],
        lease_until: Timestamp,
    ) -> Result<u64, StoreError> {
        if ids.is_empty() {
            return Ok(0);
        }
        let ids: Vec<i64> = ids.iter().map(|id| id.get()).collect();
        self.engine.execute(&RENEW_LEASES, params![owner, lease_until, numbers(&ids)]).await
    }

    /// The owners of deliveries under way.
    pub async fn owners(&self) -> Result<Vec<String>, StoreError> {
        self.engine.rows(&OWNERS, &[]).await?.iter().map(|row| row.text("owner")).collect()
    }

    /// Takes deliveries over from workers that are gone. What they had begun becomes unknown: sent again when `resend`, else held.
    pub async fn reclaim(&self, gone: Gone<'_>, resend: bool, now: Timestamp) -> Result<Reclaimed, StoreError> {
        let owner = match gone {
            Gone::LeaseSpent => {
                if self.engine.row(&ANY_LEASE_SPENT, params![now]).await?.is_none() {
                    return Ok(Reclaimed::default());
                }
                ""
            }
            Gone::Owner(owner) => owner,
        };
        let mut transaction = self.engine.begin().await?;
        let planned = transaction.rows(&TAKE_CLAIMED_BACK, params![now, owner]).await?.len();
        let state = if resend { "unknown" } else { "held" };
        let begun = transaction.rows(&TAKE_SENDING_BACK, params![now, owner, state, now]).await?;
        for row in &begun {
            let words = "the worker ended before the outcome was recorded";
            let params = params![row.integer("id")?, row.integer("epoch")?, words, now];
            transaction.execute(&NOTE_UNKNOWN, params).await?;
        }
        transaction.commit().await?;
        Ok(Reclaimed { planned: count(planned), unknown: count(begun.len()) })
    }
}

fn count(rows: usize) -> u64 {
    u64::try_from(rows).unwrap_or(u64::MAX)
}

/// A JSON list of numbers, for the statements that take many ids at once.
pub(super) fn numbers(numbers: &[i64]) -> String {
    serde_json::to_string(numbers).expect("a list of numbers is always JSON")
}

fn claimed(row: &Row) -> Result<ClaimedDelivery, StoreError> {
    let digest = match (row.optional_integer("digest_id")?, row.optional_integer("edition_id")?) {
        (Some(id), Some(edition)) => Some(ClaimedDigest {
            id: DigestId::new(id),
            edition: EditionId::new(edition),
            schedule: ScheduleId::new(row.integer("schedule_id")?),
            due_at: row.instant("digest_due_at")?,
        }),
        _ => None,
    };
    Ok(ClaimedDelivery {
        id: DeliveryId::new(row.integer("id")?),
        kind: row.parsed("delivery", "kind", DeliveryKind::parse)?,
        list: ListId::new(row.integer("list_id")?),
        subscription: SubscriptionId::new(row.integer("subscription_id")?),
        link_version: row.count("subscription", "link_version")?,
        address: row.parsed("subscriber", "address", |text| EmailAddress::parse(text).ok())?,
        digest,
        epoch: row.integer("epoch")?,
        attempts: row.count("delivery", "attempts")?,
        created_at: row.instant("created_at")?,
    })
}
