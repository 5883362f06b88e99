//! A post: the stored, sanitised form of a feed's entry.

use super::id::{FeedId, ListId, PostId};
use super::time::Timestamp;

/// A post as read from a feed, ready to be stored. Its text is already sanitised.
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
    /// The categories, as the feed spells them, without repeats.
    pub topics: Vec<String>,
}

/// A stored post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// Its id; ids grow in the order of storing.
    pub id: PostId,
    /// The list whose digests it goes into.
    pub list: ListId,
    /// The feed it came from.
    pub feed: FeedId,
    /// When it was stored.
    pub stored_at: Timestamp,
    /// What was read.
    pub content: NewPost,
}
