//! A post: the stored, sanitised form of a feed's entry.

use std::fmt;

use super::id::PostId;
use super::time::Timestamp;

/// A post as read from a feed or written by the operator, ready to be stored. Its text is already sanitised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPost {
    /// What identifies the entry within its feed: its guid, else its canonical link, else a hash of its content. Never random.
    pub entry_key: String,
    /// The link in canonical form, the second key: a changed guid or title does not make a known link new.
    pub link_key: Option<String>,
    /// Where the post can be read on the web: absolute, http or https.
    pub link: Option<String>,
    /// The title as plain text, one line, entities resolved. May be empty.
    pub title: String,
    /// The author's name as plain text.
    pub author: Option<String>,
    /// When the feed says that it was published.
    pub published_at: Option<Timestamp>,
    /// The whole content as sanitised HTML with absolute links.
    pub html: String,
    /// The first words as plain text, one paragraph, at most about 280 characters.
    pub excerpt: String,
    /// The picture that the feed names for it, apart from those in its content: absolute, http or https.
    pub picture: Option<String>,
    /// The categories, as the feed spells them, without repeats.
    pub topics: Vec<String>,
}

/// A stored post that digests may carry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// Its id.
    pub id: PostId,
    /// Its place among the list's posts; none of them where it is sent on its own.
    pub number: PostNumber,
    /// Where it can be read on the web.
    pub link: Option<String>,
    /// The title, one line; may be empty.
    pub title: String,
    /// The author's name.
    pub author: Option<String>,
    /// When the feed says that it was published.
    pub published_at: Option<Timestamp>,
    /// The sanitised content.
    pub html: String,
    /// The first words.
    pub excerpt: String,
    /// The picture that its feed names for it.
    pub picture: Option<String>,
    /// The title of the feed that it came from.
    pub source: Option<String>,
    /// The categories.
    pub topics: Vec<String>,
}

/// Where a stored post stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PostStanding {
    /// From before the list began: never mailed.
    Baseline,
    /// The brake holds it for the operator.
    Held,
    /// It has its number: digests carry it.
    Ready,
    /// Written by the operator and not published yet: nobody sees it.
    Draft,
    /// Written by the operator and sent as a digest of its own: it has no number, and no other digest carries it.
    Alone,
}

impl PostStanding {
    /// The name in the database and in commands.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Baseline => "baseline",
            Self::Held => "held",
            Self::Ready => "ready",
            Self::Draft => "draft",
            Self::Alone => "alone",
        }
    }

    /// Reads the database's name back.
    pub fn parse(text: &str) -> Option<Self> {
        let all = [Self::Baseline, Self::Held, Self::Ready, Self::Draft, Self::Alone];
        all.into_iter().find(|standing| standing.as_str() == text)
    }

    /// Whether it is published: the archive has it, and readers may be told of it.
    pub const fn is_published(self) -> bool {
        matches!(self, Self::Baseline | Self::Ready | Self::Alone)
    }
}

/// The place of a post among those that its list may mail: 1, 2, 3 … in the order in which they became ready.
///
/// A digest covers a range of numbers, and "who has seen what" is one number a reader. Numbers are given out under a lock on the
/// list, so that a smaller one never appears after a larger one was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PostNumber(i64);

impl PostNumber {
    /// Before the first post.
    pub const NONE: Self = Self(0);

    /// From the database.
    pub const fn new(number: i64) -> Self {
        Self(number)
    }

    /// As the database holds it.
    pub const fn get(self) -> i64 {
        self.0
    }
}

impl fmt::Display for PostNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
