//! Posts: taken in from a feed under two keys, numbered in the order in which they become ready.

use super::Store;
use super::engine::Transaction;
use super::error::StoreError;
use super::row::Row;
use super::statement::{Statement, params, statements};
use crate::domain::digest::PostRange;
use crate::domain::feed::{Feed, FeedState, PollPolicy};
use crate::domain::id::{FeedId, ListId, PostId};
use crate::domain::post::{NewPost, Post, PostNumber};
use crate::domain::time::Timestamp;

statements! {
    /// Also locks the list's row: numbers become visible in their order.
    LAST_POST = "UPDATE list SET last_post = last_post WHERE id = $1 RETURNING last_post";
    SET_LAST_POST = "UPDATE list SET last_post = $2 WHERE id = $1";
    KNOWN_POST = "SELECT id, title, html FROM post
                  WHERE (feed_id = $1 AND entry_key = $3) OR (list_id = $2 AND link_key = $4) ORDER BY id LIMIT 1";
    ADD_POST = "INSERT INTO post (list_id, feed_id, entry_key, link_key, number, standing, link, title, author, published_at,
                                  html, excerpt, topics, stored_at, ready_at, updated_at, picture)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $14, $16)";
    CORRECT_POST = "UPDATE post SET title = $2, html = $3, excerpt = $4, topics = $5, updated_at = $6 WHERE id = $1";
    FEED_READ = "UPDATE feed SET title = $2, home = $3, etag = $4, last_modified = $5, due_at = $6, failures = 0, last_error = $7,
                                 read_at = $8, state = $9 WHERE id = $1";
    READY_THROUGH = "SELECT COALESCE(max(number), 0) AS number FROM post WHERE list_id = $1 AND ready_at <= $2";
    POSTS_IN_RANGE = "SELECT p.id, p.number, p.link, p.title, p.author, p.published_at, p.html, p.excerpt, p.topics, p.picture, f.title AS source
                      FROM post p LEFT JOIN feed f ON f.id = p.feed_id
                      WHERE p.list_id = $1 AND p.number > $2 AND p.number <= $3 ORDER BY p.number";
    READY_AT = "SELECT ready_at FROM post WHERE list_id = $1 AND number = $2";
    HELD_POSTS = "SELECT id FROM post WHERE feed_id = $1 AND standing = 'held'
                  ORDER BY COALESCE(published_at, stored_at), id";
    RELEASE_POST = "UPDATE post SET standing = 'ready', number = $2, ready_at = $3 WHERE id = $1";
    RELEASE_FEED = "UPDATE feed SET state = 'active', last_error = NULL WHERE id = $1 AND state = 'braked'";
    LIST_OF_FEED = "SELECT list_id FROM feed WHERE id = $1";
}

/// What a good poll brought.
#[derive(Clone, Debug)]
pub struct FoundPosts<'a> {
    /// The feed as it was before the poll.
    pub feed: &'a Feed,
    /// Its title now.
    pub title: Option<&'a str>,
    /// Its home page now.
    pub home: Option<&'a str>,
    /// For the next conditional request.
    pub etag: Option<&'a str>,
    /// For the next conditional request.
    pub last_modified: Option<&'a str>,
    /// All entries, the oldest first.
    pub posts: &'a [NewPost],
}

/// What became of a poll's entries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TakenIn {
    /// Entries that no key knew before.
    pub new: usize,
    /// Known ones whose text had changed.
    pub corrected: usize,
    /// Whether the new ones are the feed's baseline, which is never mailed.
    pub baseline: bool,
    /// Whether the brake holds the new ones for the operator.
    pub held: bool,
}

impl Store {
    /// Stores a poll's entries and the feed's state, in one transaction.
    pub async fn take_in_posts(
        &self,
        found: &FoundPosts<'_>,
        policy: &PollPolicy,
        now: Timestamp,
    ) -> Result<TakenIn, StoreError> {
        let feed = found.feed;
        let mut transaction = self.engine.begin().await?;
        let mut last = last_post(&mut transaction, feed.list).await?;
        let mut unknown: Vec<&NewPost> = Vec::new();
        let mut taken = TakenIn { baseline: feed.read_at.is_none(), ..TakenIn::default() };
        for post in found.posts {
            let keys = params![feed.id, feed.list, post.entry_key.as_str(), post.link_key.as_deref()];
            match transaction.row(&KNOWN_POST, keys).await? {
                None if unknown.iter().any(|other| same_post(other, post)) => {}
                None => unknown.push(post),
                Some(known) => taken.corrected += usize::from(correct(&mut transaction, &known, post, now).await?),
            }
        }
        taken.new = unknown.len();
        taken.held = !taken.baseline && (feed.state == FeedState::Braked || policy.is_flood(unknown.len()));
        for post in unknown {
            let number = (!taken.baseline && !taken.held).then(|| {
                last = PostNumber::new(last.get() + 1);
                last
            });
            add(&mut transaction, feed, post, number, taken, now).await?;
        }
        transaction.execute(&SET_LAST_POST, params![feed.list, last]).await?;
        let braked = taken.held && taken.new > 0 || feed.state == FeedState::Braked;
        let state = if braked { FeedState::Braked } else { FeedState::Active };
        let error =
            braked.then(|| format!("more than {} new posts at once: they wait for `feed release`", policy.brake));
        transaction
            .execute(
                &FEED_READ,
                params![
                    feed.id,
                    found.title.or(feed.title.as_deref()),
                    found.home.or(feed.home.as_deref()),
                    found.etag,
                    found.last_modified,
                    now.plus(policy.interval),
                    error,
                    now,
                    state.as_str(),
                ],
            )
            .await?;
        transaction.commit().await?;
        Ok(taken)
    }

    /// The newest number of a list whose post was ready at `by` or before: what a digest may carry.
    pub async fn ready_through(&self, list: ListId, by: Timestamp) -> Result<PostNumber, StoreError> {
        let row = self.engine.row(&READY_THROUGH, params![list, by]).await?;
        row.map_or(Ok(PostNumber::NONE), |row| row.number("number"))
    }

    /// When a numbered post became ready.
    pub async fn post_ready_at(&self, list: ListId, number: PostNumber) -> Result<Option<Timestamp>, StoreError> {
        let row = self.engine.row(&READY_AT, params![list, number]).await?;
        row.map(|row| row.instant("ready_at")).transpose()
    }

    /// The posts of a range, in their order.
    pub async fn posts_in(&self, list: ListId, range: PostRange) -> Result<Vec<Post>, StoreError> {
        self.engine.rows(&POSTS_IN_RANGE, params![list, range.after, range.through]).await?.iter().map(post).collect()
    }

    /// Lets go of what the brake holds: the posts become ready now. Tells how many.
    pub async fn release_held_posts(&self, feed: FeedId, now: Timestamp) -> Result<usize, StoreError> {
        let mut transaction = self.engine.begin().await?;
        let Some(row) = transaction.row(&LIST_OF_FEED, params![feed]).await? else {
            return Ok(0);
        };
        let list = ListId::new(row.integer("list_id")?);
        let mut last = last_post(&mut transaction, list).await?.get();
        let held = transaction.rows(&HELD_POSTS, params![feed]).await?;
        for row in &held {
            last += 1;
            transaction.execute(&RELEASE_POST, params![row.integer("id")?, last, now]).await?;
        }
        transaction.execute(&SET_LAST_POST, params![list, last]).await?;
        transaction.execute(&RELEASE_FEED, params![feed]).await?;
        transaction.commit().await?;
        Ok(held.len())
    }
}

/// Whether two entries of one document are one post: the first of them is taken.
fn same_post(one: &NewPost, other: &NewPost) -> bool {
    one.entry_key == other.entry_key || (one.link_key.is_some() && one.link_key == other.link_key)
}

async fn last_post(transaction: &mut Transaction, list: ListId) -> Result<PostNumber, StoreError> {
    let row = transaction.row(&LAST_POST, params![list]).await?;
    row.map_or(Ok(PostNumber::NONE), |row| row.number("last_post"))
}

/// Takes over a correction; what was mailed already stays as it was.
async fn correct(
    transaction: &mut Transaction,
    known: &Row,
    post: &NewPost,
    now: Timestamp,
) -> Result<bool, StoreError> {
    if known.text("title")? == post.title && known.text("html")? == post.html {
        return Ok(false);
    }
    let id = known.integer("id")?;
    let topics = topics_text(&post.topics);
    let params = params![id, post.title.as_str(), post.html.as_str(), post.excerpt.as_str(), topics, now];
    transaction.execute(&CORRECT_POST, params).await?;
    Ok(true)
}

async fn add(
    transaction: &mut Transaction,
    feed: &Feed,
    post: &NewPost,
    number: Option<PostNumber>,
    taken: TakenIn,
    now: Timestamp,
) -> Result<(), StoreError> {
    let standing = match (taken.baseline, taken.held) {
        (true, _) => "baseline",
        (false, true) => "held",
        (false, false) => "ready",
    };
    transaction
        .execute(
            &ADD_POST,
            params![
                feed.list,
                feed.id,
                post.entry_key.as_str(),
                post.link_key.as_deref(),
                number,
                standing,
                post.link.as_deref(),
                post.title.as_str(),
                post.author.as_deref(),
                post.published_at,
                post.html.as_str(),
                post.excerpt.as_str(),
                topics_text(&post.topics),
                now,
                number.map(|_| now),
                post.picture.as_deref(),
            ],
        )
        .await
        .map(drop)
}

pub(super) fn topics_text(topics: &[String]) -> String {
    serde_json::to_string(topics).expect("a list of texts is always JSON")
}

pub(super) fn post(row: &Row) -> Result<Post, StoreError> {
    Ok(Post {
        id: PostId::new(row.integer("id")?),
        number: row.number("number")?,
        link: row.optional_text("link")?,
        title: row.text("title")?,
        author: row.optional_text("author")?,
        published_at: row.optional_instant("published_at")?,
        html: row.text("html")?,
        excerpt: row.text("excerpt")?,
        picture: row.optional_text("picture")?,
        source: row.optional_text("source")?,
        topics: row.parsed("post", "topics", |text| serde_json::from_str(text).ok())?,
    })
}
