//! Feeds: what is polled, when, and what the last poll said.

use super::Store;
use super::error::StoreError;
use super::row::Row;
use super::statement::{Statement, params, statements};
use crate::domain::feed::{Feed, FeedState};
use crate::domain::id::{FeedId, ListId};
use crate::domain::time::Timestamp;

statements! {
    ADD_FEED = "INSERT INTO feed (list_id, url, due_at, failures, state, created_at) VALUES ($1, $2, $3, 0, 'active', $3) RETURNING id";
    FEEDS = "SELECT id, list_id, url, title, home, etag, last_modified, due_at, failures, last_error, read_at, state FROM feed ORDER BY id";
    FEEDS_OF_LIST = "SELECT id, list_id, url, title, home, etag, last_modified, due_at, failures, last_error, read_at, state
                     FROM feed WHERE list_id = $1 ORDER BY id";
    FEEDS_DUE = "SELECT id, list_id, url, title, home, etag, last_modified, due_at, failures, last_error, read_at, state
                 FROM feed WHERE state <> 'gone' AND due_at <= $1 ORDER BY due_at LIMIT 50";
    FEEDS_TO_FRESHEN = "SELECT id, list_id, url, title, home, etag, last_modified, due_at, failures, last_error, read_at, state
                        FROM feed WHERE list_id = $1 AND state <> 'gone' AND failures = 0 AND (polled_at IS NULL OR polled_at <= $2)
                        ORDER BY id";
    /// Nothing but the next due time changes, so that two pollers do not ask the same server twice.
    TAKE_FEED = "UPDATE feed SET due_at = $3, polled_at = $4 WHERE id = $1 AND due_at = $2";
    FEED_UNCHANGED = "UPDATE feed SET due_at = $2, failures = 0, last_error = NULL, read_at = $3 WHERE id = $1";
    FEED_FAILED = "UPDATE feed SET due_at = $2, failures = $3, last_error = $4, state = $5 WHERE id = $1";
    MOVE_FEED = "UPDATE feed SET url = $2 WHERE id = $1
                 AND NOT EXISTS (SELECT 1 FROM feed other WHERE other.list_id = feed.list_id AND other.url = $2)";
}

/// How a poll without posts ended.
#[derive(Clone, Debug)]
pub struct PollRecord {
    /// The feed.
    pub feed: FeedId,
    /// When to poll next.
    pub due_at: Timestamp,
    /// Failed polls in a row, this one counted.
    pub failures: u32,
    /// What went wrong, for the operator.
    pub error: String,
    /// The feed's state from now on.
    pub state: FeedState,
}

impl Store {
    /// Adds a feed to a list, due at once; [`StoreError::Conflict`] when the list has that URL already.
    pub async fn add_feed(&self, list: ListId, url: &str, now: Timestamp) -> Result<FeedId, StoreError> {
        let mut transaction = self.engine.begin().await?;
        let id = transaction.insert(&ADD_FEED, params![list, url, now]).await?;
        transaction.commit().await?;
        Ok(FeedId::new(id))
    }

    /// All feeds, or those of one list.
    pub async fn feeds(&self, list: Option<ListId>) -> Result<Vec<Feed>, StoreError> {
        let rows = match list {
            Some(list) => self.engine.rows(&FEEDS_OF_LIST, params![list]).await?,
            None => self.engine.rows(&FEEDS, &[]).await?,
        };
        rows.iter().map(feed).collect()
    }

    /// Feeds whose time has come, the most overdue first; at most fifty.
    pub async fn feeds_due(&self, now: Timestamp) -> Result<Vec<Feed>, StoreError> {
        self.engine.rows(&FEEDS_DUE, params![now]).await?.iter().map(feed).collect()
    }

    /// A list's healthy feeds that were last asked before `polled_before`.
    pub async fn feeds_to_freshen(&self, list: ListId, polled_before: Timestamp) -> Result<Vec<Feed>, StoreError> {
        self.engine.rows(&FEEDS_TO_FRESHEN, params![list, polled_before]).await?.iter().map(feed).collect()
    }

    /// Takes a feed for polling by moving its due time; `false` when another poller was quicker.
    pub async fn take_feed(&self, feed: &Feed, next_due: Timestamp, now: Timestamp) -> Result<bool, StoreError> {
        Ok(self.engine.execute(&TAKE_FEED, params![feed.id, feed.due_at, next_due, now]).await? == 1)
    }

    /// Records that a feed has nothing new.
    pub async fn feed_unchanged(&self, feed: FeedId, due_at: Timestamp, now: Timestamp) -> Result<(), StoreError> {
        self.engine.execute(&FEED_UNCHANGED, params![feed, due_at, now]).await.map(drop)
    }

    /// Records a poll that failed; the last good state stays.
    pub async fn feed_failed(&self, record: &PollRecord) -> Result<(), StoreError> {
        let params = params![record.feed, record.due_at, record.failures, record.error.as_str(), record.state.as_str()];
        self.engine.execute(&FEED_FAILED, params).await.map(drop)
    }

    /// Follows a permanent redirect, unless the list polls the new address already.
    pub async fn move_feed(&self, feed: FeedId, url: &str) -> Result<bool, StoreError> {
        Ok(self.engine.execute(&MOVE_FEED, params![feed, url]).await? == 1)
    }
}

pub(super) fn feed(row: &Row) -> Result<Feed, StoreError> {
    Ok(Feed {
        id: FeedId::new(row.integer("id")?),
        list: ListId::new(row.integer("list_id")?),
        url: row.text("url")?,
        title: row.optional_text("title")?,
        home: row.optional_text("home")?,
        etag: row.optional_text("etag")?,
        last_modified: row.optional_text("last_modified")?,
        due_at: row.instant("due_at")?,
        failures: row.count("feed", "failures")?,
        last_error: row.optional_text("last_error")?,
        read_at: row.optional_instant("read_at")?,
        state: row.parsed("feed", "state", FeedState::parse)?,
    })
}
