//! What the operator does to a digest that is under way, and what time does to it: called off, tried again, expired.
//!
//! What a relay may have at this moment (`sending`) is never touched: its outcome is recorded as it was. Large digests change in chunks, each
//! a transaction of its own, so that nobody else waits for long; whoever calls goes on until nothing is left.

use super::Store;
use super::error::StoreError;
use super::statement::{Statement, params, statements};
use crate::domain::digest::DigestState;
use crate::domain::id::DigestId;
use crate::domain::schedule::LATEST_AFTER_RUN;
use crate::domain::time::Timestamp;

/// Deliveries that one transaction changes at most.
const CHUNK: u32 = 20_000;

/// What has not begun of a digest. Nobody knows whether an unknown one was sent: it stays told as uncertain.
macro_rules! end_unbegun {
    ($state:literal, $words:literal) => {
        concat!(
            "UPDATE delivery SET state = CASE state WHEN 'unknown' THEN 'held' ELSE '",
            $state,
            "' END, owner = NULL, lease_until = NULL, due_at = NULL, decided_at = $2, last_reply = COALESCE(last_reply, '",
            $words,
            "') WHERE state IN ('planned', 'deferred', 'unknown', 'claimed')
              AND id IN (SELECT id FROM delivery WHERE digest_id = $1 AND due_at IS NOT NULL
                         UNION ALL
                         SELECT id FROM delivery WHERE lease_until IS NOT NULL AND digest_id = $1 AND state = 'claimed'
                         LIMIT $3)"
        )
    };
}

statements! {
    /// Whoever changes a digest by what it found there finds it unchanged until then.
    STATE_OF_DIGEST = {
        sqlite: "SELECT state, post_id FROM digest WHERE id = $1",
        postgres: "SELECT state, post_id FROM digest WHERE id = $1 FOR NO KEY UPDATE",
    };
    CANCEL_DIGEST = "UPDATE digest SET state = 'cancelled', reason = $2, finished_at = $3 WHERE id = $1";
    BACK_TO_DRAFT = "UPDATE post SET standing = 'draft' WHERE id = $1 AND standing = 'alone'";
    CANCEL_UNBEGUN = { sqlite: end_unbegun!("cancelled", "called off"), postgres: end_unbegun!("cancelled", "called off") };
    EXPIRE_UNBEGUN = {
        sqlite: end_unbegun!("expired", "too old to be sent"),
        postgres: end_unbegun!("expired", "too old to be sent"),
    };
    /// Cancelled ones whose last messages ended in a way that would be tried again.
    CANCELLED_LATELY = "SELECT id FROM digest WHERE state = 'cancelled' AND finished_at > $1 AND planned_at IS NOT NULL";
    /// Those that follow their readers' clocks are as old as the last of these lets them be.
    OLDER_THAN = "SELECT g.id FROM digest g JOIN schedule c ON c.id = g.schedule_id
                  WHERE g.state IN ('sending', 'paused') AND g.due_at + c.local * $2 <= $1";
    RETRY_FAILED = "UPDATE delivery SET state = 'planned', due_at = $2, retried_at = $2, decided_at = NULL
                    WHERE digest_id = $1 AND (state = 'failed' OR (state = 'held' AND $3 = 1))";
    REOPEN_DIGEST = "UPDATE digest SET state = 'sending', finished_at = NULL WHERE id = $1 AND state = 'finished'";
}

/// How long after a digest was cancelled its last messages may still end.
const ENDING: std::time::Duration = std::time::Duration::from_hours(7 * 24);

impl Store {
    /// Calls a digest off that is held, being sent or paused; tells where it stood. `None` when it is none of these.
    ///
    /// One that was held has mailed nobody, and its posts go with the schedule's next one; a post that was to be sent on its own is a draft again. One whose audience is being written down is left
    /// alone: a reader who changes schedule meanwhile and stands in it already counts as having had its posts.
    pub async fn cancel_digest(
        &self,
        id: DigestId,
        reason: &str,
        now: Timestamp,
    ) -> Result<Option<DigestState>, StoreError> {
        let mut transaction = self.engine.begin().await?;
        let Some(row) = transaction.row(&STATE_OF_DIGEST, params![id]).await? else { return Ok(None) };
        let stood = row.parsed("digest", "state", DigestState::parse)?;
        if !matches!(stood, DigestState::Held | DigestState::Sending | DigestState::Paused) {
            return Ok(None);
        }
        transaction.execute(&CANCEL_DIGEST, params![id, reason, now]).await?;
        if let Some(post) = row.optional_integer("post_id")?.filter(|_| stood == DigestState::Held) {
            transaction.execute(&BACK_TO_DRAFT, params![post]).await?;
        }
        transaction.commit().await?;
        self.end_unbegun(&CANCEL_UNBEGUN, id, now).await?;
        Ok(Some(stood))
    }

    /// Ends what came back of cancelled digests; tells how many deliveries that were.
    pub async fn cancel_leftovers(&self, now: Timestamp) -> Result<u64, StoreError> {
        let mut ended = 0;
        for row in self.engine.rows(&CANCELLED_LATELY, params![now.minus(ENDING)]).await? {
            ended += self.end_unbegun(&CANCEL_UNBEGUN, DigestId::new(row.integer("id")?), now).await?;
        }
        Ok(ended)
    }

    /// Ends what has not been sent of digests that were due at `due_before` or earlier; tells which ones, with how many deliveries.
    pub async fn expire_digests(
        &self,
        due_before: Timestamp,
        now: Timestamp,
    ) -> Result<Vec<(DigestId, u64)>, StoreError> {
        let mut expired = Vec::new();
        let latest = i64::try_from(LATEST_AFTER_RUN.as_millis()).expect("nine days");
        for row in self.engine.rows(&OLDER_THAN, params![due_before, latest]).await? {
            let id = DigestId::new(row.integer("id")?);
            let ended = self.end_unbegun(&EXPIRE_UNBEGUN, id, now).await?;
            if ended > 0 {
                expired.push((id, ended));
            }
        }
        Ok(expired)
    }

    /// Lets a digest's failed deliveries be tried again, and the held ones too where `held` says so. `None` when the digest is not one that
    /// was sent; the number of deliveries otherwise.
    pub async fn retry_failed(&self, id: DigestId, held: bool, now: Timestamp) -> Result<Option<u64>, StoreError> {
        let mut transaction = self.engine.begin().await?;
        let Some(row) = transaction.row(&STATE_OF_DIGEST, params![id]).await? else { return Ok(None) };
        let stands = row.parsed("digest", "state", DigestState::parse)?;
        if !matches!(stands, DigestState::Sending | DigestState::Paused | DigestState::Finished) {
            return Ok(None);
        }
        let again = transaction.execute(&RETRY_FAILED, params![id, now, i64::from(held)]).await?;
        if again > 0 {
            transaction.execute(&REOPEN_DIGEST, params![id]).await?;
        }
        transaction.wake_senders();
        transaction.commit().await?;
        Ok(Some(again))
    }

    async fn end_unbegun(&self, statement: &Statement, id: DigestId, now: Timestamp) -> Result<u64, StoreError> {
        let mut ended = 0;
        loop {
            let chunk = self.engine.execute(statement, params![id, now, CHUNK]).await?;
            ended += chunk;
            if chunk < u64::from(CHUNK) {
                return Ok(ended);
            }
        }
    }
}
