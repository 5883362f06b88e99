//! What a digest's deliveries add up to, and what the relays said.

use super::Store;
use super::error::StoreError;
use super::statement::{Statement, params, statements};
use crate::domain::delivery::{Accounting, DeliveryState};
use crate::domain::id::{DeliveryId, DigestId, SubscriptionId};
use crate::domain::time::Timestamp;

statements! {
    COUNT_BY_STATE = "SELECT state, count(*) AS n FROM delivery WHERE digest_id = $1 GROUP BY state ORDER BY state";
    FIRST_DUE = "SELECT due_at FROM delivery WHERE digest_id = $1 AND due_at IS NOT NULL ORDER BY due_at LIMIT 1";
    LAST_WORDS = "SELECT d.last_reply AS words, count(*) AS n FROM delivery d WHERE d.digest_id = $1 AND d.last_reply IS NOT NULL
                  AND d.state <> 'sent' GROUP BY d.last_reply ORDER BY n DESC, words LIMIT 5";
    /// Digests' mails through their digests, since no index begins with the subscription.
    MAILS_OF_SUBSCRIPTION = "SELECT d.id, d.kind, d.digest_id, d.state, d.created_at, d.decided_at, d.last_reply
                             FROM subscription s JOIN digest g ON g.list_id = s.list_id
                             JOIN delivery d ON d.digest_id = g.id AND d.subscription_id = s.id WHERE s.id = $1
                             UNION ALL
                             SELECT id, kind, digest_id, state, created_at, decided_at, last_reply FROM delivery
                             WHERE digest_id IS NULL AND subscription_id = $1
                             ORDER BY 1 DESC LIMIT $2";
    /// A mail with an unanswered attempt was claimed again since, or waits in one of these two states: only those are looked into.
    UNCERTAIN = "SELECT count(DISTINCT d.id) AS mails, count(*) AS attempts FROM delivery d JOIN attempt a ON a.delivery_id = d.id
                 WHERE d.digest_id = $1 AND (d.epoch > 1 OR d.state IN ('unknown', 'held'))
                   AND a.outcome IN ('unknown', 'held')";
    HELD_MAILS = "SELECT id FROM delivery WHERE digest_id = $1 AND state = 'held' ORDER BY id LIMIT $2";
}

/// One mail as `subscriber show` tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailRecord {
    /// The delivery's id.
    pub id: i64,
    /// What it was for: a [`crate::domain::delivery::DeliveryKind`]'s name.
    pub kind: String,
    /// The digest that it belongs to.
    pub digest: Option<DigestId>,
    /// Where it stands.
    pub state: DeliveryState,
    /// When it was planned.
    pub created_at: Timestamp,
    /// When it was decided.
    pub decided_at: Option<Timestamp>,
    /// The relay's last words about it.
    pub last_reply: Option<String>,
}

/// Mails of a digest of which nobody knew at some time whether the relay had them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Uncertain {
    /// Attempts that ended without an answer after the final dot, or whose worker died.
    pub attempts: i64,
    /// The mails that these were for: those that were sent again may have arrived twice.
    pub mails: i64,
    /// Mails that are held for the operator: the first ones.
    pub held: Vec<DeliveryId>,
}

impl Store {
    /// A digest's deliveries, counted from the rows.
    pub async fn accounting(&self, digest: DigestId) -> Result<Accounting, StoreError> {
        let rows = self.engine.rows(&COUNT_BY_STATE, params![digest]).await?;
        let counts = rows.iter().map(|row| {
            let state = row.parsed("delivery", "state", DeliveryState::parse)?;
            Ok((state, u64::try_from(row.integer("n")?).unwrap_or(0)))
        });
        Ok(Accounting::new(counts.collect::<Result<_, StoreError>>()?))
    }

    /// When the first of a digest's mails is due that wait: on readers' own clocks, or to be tried again.
    pub async fn first_due(&self, digest: DigestId) -> Result<Option<Timestamp>, StoreError> {
        let row = self.engine.row(&FIRST_DUE, params![digest]).await?;
        row.map_or(Ok(None), |row| row.optional_instant("due_at"))
    }

    /// The relays' most frequent last words about a digest's mails that were not accepted, each with how often.
    pub async fn last_words(&self, digest: DigestId) -> Result<Vec<(String, i64)>, StoreError> {
        let rows = self.engine.rows(&LAST_WORDS, params![digest]).await?;
        rows.iter().map(|row| Ok((row.text("words")?, row.integer("n")?))).collect()
    }

    /// What of a digest is uncertain, with the first `limit` held mails.
    pub async fn uncertain(&self, digest: DigestId, limit: u32) -> Result<Uncertain, StoreError> {
        let row = self.engine.row(&UNCERTAIN, params![digest]).await?;
        let (attempts, mails) = match &row {
            Some(row) => (row.integer("attempts")?, row.integer("mails")?),
            None => (0, 0),
        };
        let held = self.engine.rows(&HELD_MAILS, params![digest, limit]).await?;
        let held = held.iter().map(|row| row.integer("id").map(DeliveryId::new)).collect::<Result<_, _>>()?;
        Ok(Uncertain { attempts, mails, held })
    }

    /// The newest mails of a subscription.
    pub async fn mails_of(&self, subscription: SubscriptionId, limit: u32) -> Result<Vec<MailRecord>, StoreError> {
        let rows = self.engine.rows(&MAILS_OF_SUBSCRIPTION, params![subscription, limit]).await?;
        rows.iter()
            .map(|row| {
                Ok(MailRecord {
                    id: row.integer("id")?,
                    kind: row.text("kind")?,
                    digest: row.optional_integer("digest_id")?.map(DigestId::new),
                    state: row.parsed("delivery", "state", DeliveryState::parse)?,
                    created_at: row.instant("created_at")?,
                    decided_at: row.optional_instant("decided_at")?,
                    last_reply: row.optional_text("last_reply")?,
                })
            })
            .collect()
    }
}
