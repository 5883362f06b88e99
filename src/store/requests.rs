//! Requests that came to nothing: those that nobody confirmed, taken out when their time is over, and those that no mail came of.

use super::Store;
use super::deliveries::numbers;
use super::engine::Transaction;
use super::error::StoreError;
use super::sign_ups::Requested;
use super::statement::{Statement, params, statements};
use crate::domain::id::SiteId;
use crate::domain::time::Timestamp;

macro_rules! pick {
    ($lock:literal) => {
        concat!(
            "SELECT s.id, s.subscriber_id FROM subscription s JOIN subscriber u ON u.id = s.subscriber_id
             WHERE s.state = 'pending' AND s.requested_at < $1 AND s.ended_at IS NULL
               AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.digest_id IS NULL AND d.subscription_id = s.id AND d.decided_at IS NULL)
             ORDER BY s.requested_at LIMIT $2",
            $lock
        )
    };
}

statements! {
    /// Those who were readers before are not among them. A mail under way is waited for. On PostgreSQL a reader who is at it just now is passed
    /// over: subscriber and subscription are locked here in another order than requests lock them.
    PICK_UNCONFIRMED = { sqlite: pick!(""), postgres: pick!(" FOR UPDATE OF s, u SKIP LOCKED") };
    /// What relays said about them may name the address.
    FORGET_ATTEMPTS = {
        sqlite: "DELETE FROM attempt WHERE delivery_id IN
                 (SELECT id FROM delivery WHERE digest_id IS NULL AND subscription_id IN (SELECT value FROM json_each($1)))",
        postgres: "DELETE FROM attempt WHERE delivery_id IN
                   (SELECT id FROM delivery WHERE digest_id IS NULL
                    AND subscription_id = ANY (SELECT CAST(value AS BIGINT) FROM json_array_elements_text(CAST($1 AS JSON))))",
    };
    FORGET_MAILS = {
        sqlite: "DELETE FROM delivery WHERE digest_id IS NULL AND subscription_id IN (SELECT value FROM json_each($1))",
        postgres: "DELETE FROM delivery WHERE digest_id IS NULL
                   AND subscription_id = ANY (SELECT CAST(value AS BIGINT) FROM json_array_elements_text(CAST($1 AS JSON)))",
    };
    FORGET_SUBSCRIPTIONS = {
        sqlite: "DELETE FROM subscription WHERE id IN (SELECT value FROM json_each($1))",
        postgres: "DELETE FROM subscription
                   WHERE id = ANY (SELECT CAST(value AS BIGINT) FROM json_array_elements_text(CAST($1 AS JSON)))",
    };
    /// Who has no other subscription. They cannot have asked for another address: that takes an active one.
    FORGET_SUBSCRIBERS = {
        sqlite: "DELETE FROM subscriber WHERE id IN (SELECT value FROM json_each($1))
                 AND NOT EXISTS (SELECT 1 FROM subscription s WHERE s.subscriber_id = subscriber.id)
                 AND NOT EXISTS (SELECT 1 FROM address_change c WHERE c.subscriber_id = subscriber.id)",
        postgres: "DELETE FROM subscriber
                   WHERE id = ANY (SELECT CAST(value AS BIGINT) FROM json_array_elements_text(CAST($1 AS JSON)))
                   AND NOT EXISTS (SELECT 1 FROM subscription s WHERE s.subscriber_id = subscriber.id)
                   AND NOT EXISTS (SELECT 1 FROM address_change c WHERE c.subscriber_id = subscriber.id)",
    };
    /// A reader who had left, and did not confirm that they want to come back, has left.
    LEAVE_ENDED = "UPDATE subscription SET state = 'ended', end_reason = 'unsubscribed'
                   WHERE state = 'pending' AND requested_at < $1 AND ended_at IS NOT NULL";
    NOTE_UNANSWERED = "INSERT INTO unanswered_request (site_id, reason, at) VALUES ($1, $2, $3)";
    FORGET_UNANSWERED = "DELETE FROM unanswered_request WHERE at < $1";
    UNANSWERED = "SELECT reason, count(*) AS n FROM unanswered_request WHERE at >= $1 GROUP BY reason ORDER BY reason";
}

/// Why a request brought no mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unanswered {
    /// Nobody reads anything with this address.
    Unknown,
    /// The address had its share of mails.
    Capped,
    /// The address is suppressed.
    Suppressed,
}

impl Unanswered {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Capped => "capped",
            Self::Suppressed => "suppressed",
        }
    }
}

impl From<Unanswered> for Requested {
    fn from(why: Unanswered) -> Self {
        match why {
            Unanswered::Unknown => Self::Unknown,
            Unanswered::Capped => Self::Capped,
            Unanswered::Suppressed => Self::Suppressed,
        }
    }
}

/// Writes down that a request brought no mail, which costs what one does that did: the visitor must not tell the two by the clock.
pub(super) async fn unanswered(
    transaction: &mut Transaction,
    site: SiteId,
    why: Unanswered,
    now: Timestamp,
) -> Result<Requested, StoreError> {
    transaction.execute(&NOTE_UNANSWERED, params![site, why.as_str(), now]).await?;
    Ok(why.into())
}

impl Store {
    /// Takes requests out that nobody confirmed since `before`, with their mails, and those who asked for nothing else; at most `limit`.
    /// Consent records stay. Tells how many requests there were.
    pub async fn purge_unconfirmed(&self, before: Timestamp, limit: u32) -> Result<u32, StoreError> {
        let mut transaction = self.engine.begin().await?;
        let picked = transaction.rows(&PICK_UNCONFIRMED, params![before, limit]).await?;
        if picked.is_empty() {
            return Ok(0);
        }
        let ids = |column| picked.iter().map(|row| row.integer(column)).collect::<Result<Vec<_>, _>>();
        let (subscriptions, subscribers) = (numbers(&ids("id")?), numbers(&ids("subscriber_id")?));
        for statement in [&FORGET_ATTEMPTS, &FORGET_MAILS, &FORGET_SUBSCRIPTIONS] {
            transaction.execute(statement, params![subscriptions.as_str()]).await?;
        }
        transaction.execute(&FORGET_SUBSCRIBERS, params![subscribers]).await?;
        transaction.commit().await?;
        Ok(u32::try_from(picked.len()).unwrap_or(limit))
    }

    /// Ends requests of readers who had left before, and have not confirmed since `before` that they want to come back; tells how many.
    pub async fn let_former_readers_be(&self, before: Timestamp) -> Result<u64, StoreError> {
        self.engine.execute(&LEAVE_ENDED, params![before]).await
    }

    /// Forgets requests without a mail that are older than `before`.
    pub async fn forget_unanswered(&self, before: Timestamp) -> Result<u64, StoreError> {
        self.engine.execute(&FORGET_UNANSWERED, params![before]).await
    }

    /// How many requests since an instant brought no mail, by their reason: `capped`, `suppressed`, `unknown`.
    pub async fn unanswered_since(&self, since: Timestamp) -> Result<Vec<(String, i64)>, StoreError> {
        let rows = self.engine.rows(&UNANSWERED, params![since]).await?;
        rows.iter().map(|row| Ok((row.text("reason")?, row.integer("n")?))).collect()
    }
}
