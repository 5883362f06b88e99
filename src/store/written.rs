//! Posts that the operator writes: taken in under the operator's own name for each, kept as drafts, published, or sent on their own.

use super::Store;
use super::engine::Transaction;
use super::error::StoreError;
use super::posts::{post, topics_text};
use super::row::Row;
use super::statement::{Statement, params, statements};
use crate::domain::archive::Audience;
use crate::domain::id::{DigestId, ListId, PostId};
use crate::domain::post::{NewPost, Post, PostStanding};
use crate::domain::schedule::Schedule;
use crate::domain::time::Timestamp;

statements! {
    /// Also locks the list's row: numbers become visible in their order, and one name is taken in by one command at a time.
    NEXT_NUMBER = "UPDATE list SET last_post = last_post + 1 WHERE id = $1 RETURNING last_post";
    LOCK_LIST = "UPDATE list SET last_post = last_post WHERE id = $1";
    WRITTEN_POST = "SELECT id, standing, link, title, author, published_at, html, topics, audience FROM post
                    WHERE list_id = $1 AND feed_id IS NULL AND entry_key = $2";
    ADD_WRITTEN = "INSERT INTO post (list_id, entry_key, link_key, standing, link, title, author, published_at, html, excerpt, topics, audience,
                                     stored_at, updated_at)
                   VALUES ($1, $2, $3, 'draft', $4, $5, $6, $7, $8, $9, $10, $11, $12, $12) RETURNING id";
    REPLACE_WRITTEN = "UPDATE post SET link_key = $2, link = $3, title = $4, author = $5, published_at = COALESCE($6, published_at), html = $7, excerpt = $8, topics = $9,
                                       audience = $10, updated_at = $11 WHERE id = $1";
    STANDING_OF_WRITTEN = "SELECT list_id, standing FROM post WHERE id = $1 AND feed_id IS NULL";
    PUBLISH_DRAFT = "UPDATE post SET standing = 'ready', number = $2, ready_at = $3, published_at = COALESCE(published_at, $3)
                     WHERE id = $1 AND standing = 'draft'";
    DISCARD_DRAFT = "DELETE FROM post WHERE id = $1 AND standing = 'draft'";
    LEAVE_THE_NUMBERS = "UPDATE post SET standing = 'alone', published_at = COALESCE(published_at, $2) WHERE id = $1 AND standing = 'draft'";
    /// Due now, or behind another run of that very instant: schedule and instant are a digest's key.
    ADD_DIGEST_OF_POST = "INSERT INTO digest (schedule_id, list_id, due_at, state, approved, serves, after_post, through_post, language, count_clicks,
                                              count_opens, post_id, created_at)
                          SELECT $1, $2, COALESCE((SELECT max(due_at) + 1 FROM digest WHERE schedule_id = $1 AND due_at >= $3), $3),
                                 'planned', 1, 'everybody', $4, $4, language, count_clicks, count_opens, $5, $3 FROM list WHERE id = $2
                          RETURNING id";
    POST_OF_DIGEST = "SELECT id, COALESCE(number, 0) AS number, link, title, author, published_at, html, excerpt, topics, picture,
                             (SELECT title FROM feed WHERE id = feed_id) AS source FROM post WHERE id = $1";
    DRAFTS = "SELECT id, entry_key, title, updated_at FROM post WHERE list_id = $1 AND standing = 'draft' ORDER BY id";
}

/// What became of a written post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// Its name was new.
    Added,
    /// It stands in the place of the one that had its name.
    Replaced,
    /// It was there just so.
    Unchanged,
}

/// A written post in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its id.
    pub id: PostId,
    /// What became of it.
    pub taken: Taken,
    /// Where it stands now.
    pub standing: PostStanding,
}

/// A post that waits for its writer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Its id.
    pub id: PostId,
    /// The writer's name for it.
    pub key: String,
    /// Its title.
    pub title: String,
    /// When it was last written.
    pub updated_at: Timestamp,
}

impl Store {
    /// Takes in a post that the operator wrote, under its `entry_key`: as a draft, or published at once. One that is published already stays
    /// so. [`StoreError::Conflict`] when another post of the list has its link.
    pub async fn keep_written_post(
        &self,
        list: ListId,
        written: &NewPost,
        audience: Option<Audience>,
        is_draft: bool,
        now: Timestamp,
    ) -> Result<Kept, StoreError> {
        let mut transaction = self.engine.begin().await?;
        transaction.execute(&LOCK_LIST, params![list]).await?;
        let known = transaction.row(&WRITTEN_POST, params![list, written.entry_key.as_str()]).await?;
        let (id, taken, mut standing) = match known {
            None => (add(&mut transaction, list, written, audience, now).await?, Taken::Added, PostStanding::Draft),
            Some(row) => {
                let id = PostId::new(row.integer("id")?);
                let standing = row.parsed("post", "standing", PostStanding::parse)?;
                if is_just_so(&row, written, audience)? {
                    (id, Taken::Unchanged, standing)
                } else {
                    replace(&mut transaction, id, written, audience, now).await?;
                    (id, Taken::Replaced, standing)
                }
            }
        };
        if standing == PostStanding::Draft && !is_draft {
            publish(&mut transaction, list, id, now).await?;
            standing = PostStanding::Ready;
        }
        transaction.commit().await?;
        Ok(Kept { id, taken, standing })
    }

    /// Publishes a draft: it has its number, and digests carry it. `false` when it is none.
    pub async fn publish_draft(&self, id: PostId, now: Timestamp) -> Result<bool, StoreError> {
        let mut transaction = self.engine.begin().await?;
        let Some(list) = list_of_draft(&mut transaction, id).await? else { return Ok(false) };
        let published = publish(&mut transaction, list, id, now).await?;
        if published {
            transaction.commit().await?;
        }
        Ok(published)
    }

    /// Throws a draft away. `false` when it is none.
    pub async fn discard_draft(&self, id: PostId) -> Result<bool, StoreError> {
        let mut transaction = self.engine.begin().await?;
        let Some(list) = list_of_draft(&mut transaction, id).await? else { return Ok(false) };
        transaction.execute(&LOCK_LIST, params![list]).await?;
        let discarded = transaction.execute(&DISCARD_DRAFT, params![id]).await? == 1;
        transaction.commit().await?;
        Ok(discarded)
    }

    /// Makes a draft a digest of its own, planned for all readers of its list: `None` when it is no draft, so that one goes out once. The
    /// digest is written as a run of `schedule`, whose zone dates it.
    pub async fn send_draft_alone(
        &self,
        id: PostId,
        schedule: &Schedule,
        now: Timestamp,
    ) -> Result<Option<DigestId>, StoreError> {
        let mut transaction = self.engine.begin().await?;
        transaction.execute(&LOCK_LIST, params![schedule.list]).await?;
        if transaction.execute(&LEAVE_THE_NUMBERS, params![id, now]).await? == 0 {
            return Ok(None);
        }
        let params = params![schedule.id, schedule.list, now, schedule.seen_through, id];
        let digest = DigestId::new(transaction.insert(&ADD_DIGEST_OF_POST, params).await?);
        transaction.commit().await?;
        Ok(Some(digest))
    }

    /// The post of a digest of its own, or one that is to become that.
    pub async fn single_post(&self, id: PostId) -> Result<Option<Post>, StoreError> {
        self.engine.row(&POST_OF_DIGEST, params![id]).await?.as_ref().map(post).transpose()
    }

    /// A list's drafts, the oldest first.
    pub async fn drafts(&self, list: ListId) -> Result<Vec<Draft>, StoreError> {
        let rows = self.engine.rows(&DRAFTS, params![list]).await?;
        let draft = |row: &Row| {
            Ok(Draft {
                id: PostId::new(row.integer("id")?),
                key: row.text("entry_key")?,
                title: row.text("title")?,
                updated_at: row.instant("updated_at")?,
            })
        };
        rows.iter().map(draft).collect()
    }

    /// Where a post stands that the operator wrote, and on which list; `None` when there is none, or it came from a feed.
    pub async fn written_post(&self, id: PostId) -> Result<Option<(ListId, PostStanding)>, StoreError> {
        let row = self.engine.row(&STANDING_OF_WRITTEN, params![id]).await?;
        row.as_ref().map(list_and_standing).transpose()
    }
}

fn list_and_standing(row: &Row) -> Result<(ListId, PostStanding), StoreError> {
    Ok((ListId::new(row.integer("list_id")?), row.parsed("post", "standing", PostStanding::parse)?))
}

async fn list_of_draft(transaction: &mut Transaction, id: PostId) -> Result<Option<ListId>, StoreError> {
    let row = transaction.row(&STANDING_OF_WRITTEN, params![id]).await?;
    let found = row.as_ref().map(list_and_standing).transpose()?;
    Ok(found.filter(|(_, standing)| *standing == PostStanding::Draft).map(|(list, _)| list))
}

async fn publish(transaction: &mut Transaction, list: ListId, id: PostId, now: Timestamp) -> Result<bool, StoreError> {
    let Some(row) = transaction.row(&NEXT_NUMBER, params![list]).await? else { return Ok(false) };
    let number = row.number("last_post")?;
    Ok(transaction.execute(&PUBLISH_DRAFT, params![id, number, now]).await? == 1)
}

async fn add(
    transaction: &mut Transaction,
    list: ListId,
    written: &NewPost,
    audience: Option<Audience>,
    now: Timestamp,
) -> Result<PostId, StoreError> {
    let params = params![
        list,
        written.entry_key.as_str(),
        written.link_key.as_deref(),
        written.link.as_deref(),
        written.title.as_str(),
        written.author.as_deref(),
        written.published_at,
        written.html.as_str(),
        written.excerpt.as_str(),
        topics_text(&written.topics),
        audience.map(Audience::as_str),
        now,
    ];
    transaction.insert(&ADD_WRITTEN, params).await.map(PostId::new)
}

async fn replace(
    transaction: &mut Transaction,
    id: PostId,
    written: &NewPost,
    audience: Option<Audience>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let params = params![
        id,
        written.link_key.as_deref(),
        written.link.as_deref(),
        written.title.as_str(),
        written.author.as_deref(),
        written.published_at,
        written.html.as_str(),
        written.excerpt.as_str(),
        topics_text(&written.topics),
        audience.map(Audience::as_str),
        now,
    ];
    transaction.execute(&REPLACE_WRITTEN, params).await.map(drop)
}

/// Whether nothing would change. A date that publishing gave to a post without one is no change.
fn is_just_so(row: &Row, written: &NewPost, audience: Option<Audience>) -> Result<bool, StoreError> {
    let same_date = written.published_at.is_none() || row.optional_instant("published_at")? == written.published_at;
    Ok(same_date
        && row.text("title")? == written.title
        && row.text("html")? == written.html
        && row.optional_text("link")? == written.link
        && row.optional_text("author")? == written.author
        && row.text("topics")? == topics_text(&written.topics)
        && row.optional_text("audience")?.as_deref() == audience.map(Audience::as_str))
}
