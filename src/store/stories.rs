//! What happened to a delivery, an address or a message, for the operator who asks about one.

use super::Store;
use super::error::StoreError;
use super::row::Row;
use super::statement::{Statement, params, statements};
use crate::domain::address::EmailAddress;
use crate::domain::delivery::DeliveryState;
use crate::domain::id::{DeliveryId, DigestId, ListId, SubscriptionId};
use crate::domain::time::Timestamp;

statements! {
    DELIVERY_STORY = "SELECT d.id, d.kind, d.state, d.subscription_id, d.digest_id, d.epoch, d.attempts, d.due_at, d.lease_until, d.created_at,
                             d.decided_at, d.retried_at, d.last_reply, l.slug, COALESCE(d.address, u.address) AS address, g.due_at AS digest_due_at, g.state AS digest_state,
                             g.reason AS digest_reason, e.subject,
                             e.after_post, e.through_post
                      FROM delivery d JOIN list l ON l.id = d.list_id
                      LEFT JOIN subscription s ON s.id = d.subscription_id LEFT JOIN subscriber u ON u.id = s.subscriber_id
                      LEFT JOIN digest g ON g.id = d.digest_id LEFT JOIN edition e ON e.id = d.edition_id WHERE d.id = $1";
    /// By way of the list's digests: a reader's row is found in each by its key, without a search through everybody's.
    DELIVERIES_OF_SUBSCRIPTION = "SELECT d.id FROM digest g JOIN delivery d ON d.digest_id = g.id AND d.subscription_id = $1 WHERE g.list_id = $2
                                  UNION ALL SELECT d.id FROM delivery d WHERE d.digest_id IS NULL AND d.subscription_id = $1 ORDER BY 1";
    ATTEMPTS = "SELECT epoch, relay, stage, outcome, code, reply, message_id, at, took_ms FROM attempt WHERE delivery_id = $1 ORDER BY id";
    DELIVERIES_OF_MESSAGE = "SELECT DISTINCT delivery_id AS id FROM attempt WHERE message_id = $1 ORDER BY 1";
    SUPPRESSIONS_OF_ADDRESS = "SELECT x.reason, x.note, x.created_at, x.expires_at, t.name AS site FROM suppression x
                               LEFT JOIN site t ON t.id = x.site_id WHERE x.address_key = $1 ORDER BY x.id";
}

/// A delivery with all that is known about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryStory {
    /// Its id.
    pub id: DeliveryId,
    /// What it is for: a [`crate::domain::delivery::DeliveryKind`]'s name.
    pub kind: String,
    /// The list's slug.
    pub list: String,
    /// The reader's subscription.
    pub subscription: SubscriptionId,
    /// Where it goes; `None` when the reader's rows are gone.
    pub address: Option<String>,
    /// The digest, and when that was due.
    pub digest: Option<(DigestId, Timestamp)>,
    /// Why its digest stands still: its state and the reason, where it is paused or held.
    pub stands_still: Option<String>,
    /// The edition's subject.
    pub subject: Option<String>,
    /// The numbers of the edition's first and last post; `None` also where it is a post that was sent on its own.
    pub posts: Option<(i64, i64)>,
    /// Where it stands.
    pub state: DeliveryState,
    /// The number of its last claim.
    pub epoch: i64,
    /// Charged attempts.
    pub charged: u32,
    /// When it is due, or was.
    pub due_at: Option<Timestamp>,
    /// Until when a worker owns it.
    pub lease_until: Option<Timestamp>,
    /// When it was planned.
    pub created_at: Timestamp,
    /// When it was decided.
    pub decided_at: Option<Timestamp>,
    /// When the operator last let it be tried again after it had ended.
    pub retried_at: Option<Timestamp>,
    /// The last words about it: the relay's, or why it was left out.
    pub last_words: Option<String>,
    /// Its attempts, the oldest first.
    pub attempts: Vec<AttemptRecord>,
}

/// One attempt as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttemptRecord {
    /// The claim under which it was made.
    pub epoch: i64,
    /// The relay's name; `None` when the worker ended before it could say.
    pub relay: Option<String>,
    /// The step at which it ended: a [`crate::domain::reply::Stage`]'s name.
    pub stage: Option<String>,
    /// The state that it led to, or `late`.
    pub outcome: String,
    /// The reply's code.
    pub code: Option<i64>,
    /// The relay's words, or what went wrong.
    pub reply: Option<String>,
    /// The mail's Message-ID, without angle brackets.
    pub message_id: Option<String>,
    /// When it ended.
    pub at: Timestamp,
    /// How long it took, in milliseconds.
    pub took_ms: Option<i64>,
}

/// A suppression as it was written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuppressionRecord {
    /// Why: a [`crate::domain::suppression::SuppressionReason`]'s name.
    pub reason: String,
    /// The operator's note.
    pub note: Option<String>,
    /// The site's name; `None` for all.
    pub site: Option<String>,
    /// Since when.
    pub created_at: Timestamp,
    /// Until when; `None` for ever.
    pub expires_at: Option<Timestamp>,
}

impl Store {
    /// A delivery's story.
    pub async fn delivery_story(&self, id: DeliveryId) -> Result<Option<DeliveryStory>, StoreError> {
        let Some(row) = self.engine.row(&DELIVERY_STORY, params![id]).await? else { return Ok(None) };
        let attempts = self.engine.rows(&ATTEMPTS, params![id]).await?.iter().map(attempt).collect::<Result<_, _>>()?;
        story(&row, attempts).map(Some)
    }

    /// The deliveries to a subscription of `list`, the oldest first.
    pub async fn deliveries_of(
        &self,
        subscription: SubscriptionId,
        list: ListId,
    ) -> Result<Vec<DeliveryId>, StoreError> {
        let rows = self.engine.rows(&DELIVERIES_OF_SUBSCRIPTION, params![subscription, list]).await?;
        rows.iter().map(|row| row.integer("id").map(DeliveryId::new)).collect()
    }

    /// The deliveries whose mails have this Message-ID (without angle brackets): one, as the name is the delivery's own.
    ///
    /// Reads every attempt: an index over millions of them, for a question asked now and then, would slow each one's writing.
    pub async fn deliveries_of_message(&self, message_id: &str) -> Result<Vec<DeliveryId>, StoreError> {
        let rows = self.engine.rows(&DELIVERIES_OF_MESSAGE, params![message_id]).await?;
        rows.iter().map(|row| row.integer("id").map(DeliveryId::new)).collect()
    }

    /// The suppressions of an address that were not taken back, spent ones among them.
    pub async fn suppressions_of(&self, address: &EmailAddress) -> Result<Vec<SuppressionRecord>, StoreError> {
        let rows = self.engine.rows(&SUPPRESSIONS_OF_ADDRESS, params![address.key()]).await?;
        let suppression = |row: &Row| {
            Ok(SuppressionRecord {
                reason: row.text("reason")?,
                note: row.optional_text("note")?,
                site: row.optional_text("site")?,
                created_at: row.instant("created_at")?,
                expires_at: row.optional_instant("expires_at")?,
            })
        };
        rows.iter().map(suppression).collect()
    }
}

fn story(row: &Row, attempts: Vec<AttemptRecord>) -> Result<DeliveryStory, StoreError> {
    let digest = row.optional_integer("digest_id")?.map(DigestId::new);
    let first = row.optional_integer("after_post")?.map(|after| after + 1);
    Ok(DeliveryStory {
        id: DeliveryId::new(row.integer("id")?),
        kind: row.text("kind")?,
        list: row.text("slug")?,
        subscription: SubscriptionId::new(row.integer("subscription_id")?),
        address: row.optional_text("address")?,
        digest: digest.zip(row.optional_instant("digest_due_at")?),
        stands_still: stands_still(row)?,
        subject: row.optional_text("subject")?.map(|subject| subject.replace(is_mark, "…")),
        posts: first.zip(row.optional_integer("through_post")?).filter(|(first, last)| first <= last),
        state: row.parsed("delivery", "state", DeliveryState::parse)?,
        epoch: row.integer("epoch")?,
        charged: row.count("delivery", "attempts")?,
        due_at: row.optional_instant("due_at")?,
        lease_until: row.optional_instant("lease_until")?,
        created_at: row.instant("created_at")?,
        decided_at: row.optional_instant("decided_at")?,
        retried_at: row.optional_instant("retried_at")?,
        last_words: row.optional_text("last_reply")?,
        attempts,
    })
}

fn stands_still(row: &Row) -> Result<Option<String>, StoreError> {
    let state = row.optional_text("digest_state")?.filter(|state| matches!(state.as_str(), "paused" | "held"));
    let reason = row.optional_text("digest_reason")?.map_or_else(String::new, |reason| format!(" ({reason})"));
    Ok(state.map(|state| format!("{state}{reason}")))
}

fn attempt(row: &Row) -> Result<AttemptRecord, StoreError> {
    Ok(AttemptRecord {
        epoch: row.integer("epoch")?,
        relay: row.optional_text("relay")?,
        stage: row.optional_text("stage")?,
        outcome: row.text("outcome")?,
        code: row.optional_integer("code")?,
        reply: row.optional_text("reply")?,
        message_id: row.optional_text("message_id")?,
        at: row.instant("at")?,
        took_ms: row.optional_integer("took_ms")?,
    })
}

/// What stands in an edition for one reader alone: a character of the private use area.
const fn is_mark(character: char) -> bool {
    matches!(character, '\u{E000}'..='\u{F8FF}')
}
