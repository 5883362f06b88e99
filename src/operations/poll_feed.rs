//! Polling feeds: ask, read, take in; and when it fails, keep the last good state and say why.

use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt as _;
use futures_util::stream;

use super::OperationError;
use super::keep_pictures::PictureKeeper;
use crate::clock::Clock;
use crate::domain::feed::{Feed, FeedState, PollPolicy};
use crate::domain::id::ListId;
use crate::domain::time::Timestamp;
use crate::feed::fetch::{Fetched, Fetcher, Validators};
use crate::feed::parse::{self, Document};
use crate::store::{FoundPosts, PollRecord, Store, TakenIn};

/// Feeds asked at the same time.
const SIDE_BY_SIDE: usize = 8;

/// Polls feeds.
pub struct FeedPoller {
    store: Store,
    fetcher: Fetcher,
    policy: PollPolicy,
    clock: Arc<dyn Clock>,
    pictures: Option<PictureKeeper>,
}

/// How a poll ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Polled {
    /// The server said that nothing changed.
    Unchanged,
    /// Entries were read.
    TakenIn(TakenIn),
    /// The feed is gone for good.
    Gone,
    /// It could not be read; the words are for the operator.
    Failed(String),
    /// Another poller was quicker.
    Taken,
}

impl FeedPoller {
    /// Puts a poller together.
    pub const fn new(store: Store, fetcher: Fetcher, policy: PollPolicy, clock: Arc<dyn Clock>) -> Self {
        Self { store, fetcher, policy, clock, pictures: None }
    }

    /// Also keeps the pictures of new posts.
    #[must_use]
    pub fn keeping_pictures(self, keeper: PictureKeeper) -> Self {
        Self { pictures: Some(keeper), ..self }
    }

    /// Polls every feed whose time has come; the polls run side by side.
    pub async fn poll_due(&self, now: Timestamp) -> Result<(), OperationError> {
        let due = self.store.feeds_due(now).await?;
        self.poll_all(due, now).await.into_iter().try_for_each(|(_, polled)| polled.map(drop))
    }

    /// Asks a list's healthy feeds again that were not asked within `fresh`, so that a digest carries what is there now.
    pub async fn freshen(&self, list: ListId, fresh: Duration, now: Timestamp) -> Result<(), OperationError> {
        let stale = self.store.feeds_to_freshen(list, now.minus(fresh)).await?;
        self.poll_all(stale, now).await.into_iter().try_for_each(|(_, polled)| polled.map(drop))
    }

    /// Polls these feeds now, whether due or not; the answers stand beside their feeds.
    pub async fn poll_all(&self, feeds: Vec<Feed>, now: Timestamp) -> Vec<(Feed, Result<Polled, OperationError>)> {
        let polls = feeds.into_iter().map(|feed| async move {
            let polled = self.poll(&feed, now).await;
            (feed, polled)
        });
        stream::iter(polls).buffered(SIDE_BY_SIDE).collect().await
    }

    async fn poll(&self, feed: &Feed, now: Timestamp) -> Result<Polled, OperationError> {
        if !self.store.take_feed(feed, now.plus(self.policy.interval), now).await? {
            return Ok(Polled::Taken);
        }
        let validators = Validators { etag: feed.etag.clone(), last_modified: feed.last_modified.clone() };
        let fetched = self.fetcher.fetch(&feed.url, &validators, now).await;
        let now = self.clock.now();
        let polled = match fetched {
            Err(error) => self.failed(feed, error.to_string(), error.retry_after(), now).await?,
            Ok(Fetched::Unchanged) => {
                self.store.feed_unchanged(feed.id, now.plus(self.policy.interval), now).await?;
                Polled::Unchanged
            }
            Ok(Fetched::Gone) => {
                self.store
                    .feed_failed(&self.record(feed, "the server says that it is gone (410)", now, FeedState::Gone))
                    .await?;
                Polled::Gone
            }
            Ok(Fetched::Document { bytes, url, validators, moved_to }) => {
                // Reading a hostile document may take a second of pure computing.
                let read = tokio::task::spawn_blocking(move || parse::read(&bytes, &url)).await;
                match read {
                    Ok(Ok(document)) => {
                        if let Some(target) = moved_to {
                            self.store.move_feed(feed.id, target.as_str()).await?;
                        }
                        self.take_in(feed, &document, &validators, now).await?
                    }
                    Ok(Err(error)) => self.failed(feed, error.to_string(), None, now).await?,
                    Err(_) => self.failed(feed, "reading it crashed".to_owned(), None, now).await?,
                }
            }
        };
        report(feed, &polled);
        Ok(polled)
    }

    async fn take_in(
        &self,
        feed: &Feed,
        document: &Document,
        validators: &Validators,
        now: Timestamp,
    ) -> Result<Polled, OperationError> {
        let found = FoundPosts {
            feed,
            title: document.title.as_deref(),
            home: document.home.as_deref(),
            etag: validators.etag.as_deref(),
            last_modified: validators.last_modified.as_deref(),
            posts: &document.posts,
        };
        let taken = self.store.take_in_posts(&found, &self.policy, now).await?;
        if let Some(keeper) = self.pictures.as_ref().filter(|_| !taken.baseline) {
            // The newest stand last.
            let changed = (taken.new + taken.corrected).min(document.posts.len());
            keeper.keep(&document.posts[document.posts.len() - changed..], now).await;
        }
        Ok(Polled::TakenIn(taken))
    }

    async fn failed(
        &self,
        feed: &Feed,
        words: String,
        retry_after: Option<Duration>,
        now: Timestamp,
    ) -> Result<Polled, OperationError> {
        let mut record = self.record(feed, &words, now, feed.state);
        record.due_at = now.plus(self.policy.after_failure(record.failures, retry_after));
        self.store.feed_failed(&record).await?;
        Ok(Polled::Failed(words))
    }

    fn record(&self, feed: &Feed, words: &str, now: Timestamp, state: FeedState) -> PollRecord {
        PollRecord {
            feed: feed.id,
            due_at: now.plus(self.policy.interval),
            failures: feed.failures.saturating_add(1),
            error: words.to_owned(),
            state,
        }
    }
}

fn report(feed: &Feed, polled: &Polled) {
    match polled {
        Polled::TakenIn(taken) if taken.held => {
            tracing::warn!(feed.id = %feed.id, new = taken.new, "the brake holds new posts until `feed release`");
        }
        Polled::TakenIn(taken) if taken.new + taken.corrected > 0 => {
            let TakenIn { new, corrected, baseline, .. } = *taken;
            tracing::info!(feed.id = %feed.id, new, corrected, baseline, "feed read");
        }
        Polled::Failed(why) => {
            tracing::warn!(feed.id = %feed.id, why, "a feed could not be read; its last good state stays");
        }
        Polled::Gone => tracing::warn!(feed.id = %feed.id, "a feed is gone and is not asked any more"),
        Polled::TakenIn(_) | Polled::Unchanged | Polled::Taken => {}
    }
}
