//! A feed: a URL that is polled, its state, and the rules of polling.

use std::time::Duration;

use super::id::{FeedId, ListId};
use super::time::Timestamp;

/// A stored feed with what the next conditional request needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// Its id.
    pub id: FeedId,
    /// The list whose posts it brings.
    pub list: ListId,
    /// Where it is polled: http or https.
    pub url: String,
    /// Its own title, once it was read.
    pub title: Option<String>,
    /// The blog's home page, once it was read.
    pub home: Option<String>,
    /// The last good answer's ETag, verbatim.
    pub etag: Option<String>,
    /// The last good answer's Last-Modified, verbatim.
    pub last_modified: Option<String>,
    /// When it is to be polled next.
    pub due_at: Timestamp,
    /// Polls that failed since the last good one.
    pub failures: u32,
    /// What the last failed poll said; `None` after a good one.
    pub last_error: Option<String>,
    /// When it was last read well; `None` until the first poll set the baseline.
    pub read_at: Option<Timestamp>,
    /// Whether it is polled at all.
    pub state: FeedState,
}

/// Whether a feed is polled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedState {
    /// Polled when due.
    Active,
    /// The server said 410 Gone: not asked again until an operator says so.
    Gone,
    /// The brake caught an unusual number of new posts: they wait for `feed release`.
    Braked,
}

impl FeedState {
    /// The name in the database and in what operators read.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Gone => "gone",
            Self::Braked => "braked",
        }
    }

    /// Reads [`as_str`](Self::as_str) back.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Active, Self::Gone, Self::Braked].into_iter().find(|state| state.as_str() == text)
    }
}

/// How feeds are polled, from the settings.
#[derive(Clone, Debug)]
pub struct PollPolicy {
    /// How long after a good poll the next one is due.
    pub interval: Duration,
    /// The longest wait after failures.
    pub longest_back_off: Duration,
    /// More new posts than this at one poll are held for the operator.
    pub brake: usize,
}

impl PollPolicy {
    /// When to poll again after `failures` failed polls in a row (1 is the first): the interval, doubling, capped.
    ///
    /// `retry_after` is what the server asked for (RFC 9110 §10.2.3): waited for when it is longer, but never longer than the cap.
    pub fn after_failure(&self, failures: u32, retry_after: Option<Duration>) -> Duration {
        let doubled = self.interval.saturating_mul(2_u32.saturating_pow(failures.saturating_sub(1).min(16)));
        doubled.max(retry_after.unwrap_or_default()).min(self.longest_back_off.max(self.interval))
    }

    /// Whether so many new posts at once are unusual enough to ask first.
    pub const fn is_flood(&self, new_posts: usize) -> bool {
        new_posts > self.brake
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy() -> PollPolicy {
        PollPolicy { interval: Duration::from_secs(600), longest_back_off: Duration::from_secs(86_400), brake: 10 }
    }

    #[test]
    fn the_wait_doubles_up_to_the_cap() {
        let waits: Vec<u64> = [1, 2, 3, 9, 40].map(|n| policy().after_failure(n, None).as_secs()).into();
        assert_eq!(waits, [600, 1200, 2400, 86_400, 86_400]);
    }

    #[test]
    fn a_longer_retry_after_is_honoured_within_the_cap() {
        assert_eq!(policy().after_failure(1, Some(Duration::from_secs(7200))).as_secs(), 7200);
        assert_eq!(policy().after_failure(3, Some(Duration::from_secs(60))).as_secs(), 2400);
        assert_eq!(policy().after_failure(1, Some(Duration::from_secs(9_999_999))).as_secs(), 86_400);
    }
}
