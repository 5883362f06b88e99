//! The archive: posts and digests that pages show, and the doors that the operator set.

use super::Store;
use super::error::StoreError;
use super::row::Row;
use super::statement::{Statement, params, statements};
use crate::domain::archive::{ArchiveRules, ArchivedDigest, ArchivedPost, Audience};
use crate::domain::digest::PostRange;
use crate::domain::id::{DigestId, ListId, PostId, ScheduleId};
use crate::domain::post::PostStanding;

statements! {
    ARCHIVE_RULES = "SELECT id, archive, archive_indexed, gate_version FROM list WHERE id = $1";
    SET_ARCHIVE = "UPDATE list SET archive = COALESCE($2, archive), archive_indexed = COALESCE($3, archive_indexed) WHERE id = $1";
    RENEW_GATE = "UPDATE list SET gate_version = gate_version + 1 WHERE id = $1";
    COUNT_ARCHIVED = "SELECT count(*) AS n FROM post WHERE list_id = $1 AND standing NOT IN ('held', 'draft') AND COALESCE(audience, '') <> 'hidden'";
    ARCHIVED_POSTS = "SELECT id, standing, link, title, author, published_at, html, excerpt, audience, stored_at, updated_at FROM post
                      WHERE list_id = $1 AND standing NOT IN ('held', 'draft') AND COALESCE(audience, '') <> 'hidden' ORDER BY id DESC LIMIT $2 OFFSET $3";
    ALL_POSTS = "SELECT id, standing, link, title, author, published_at, html, excerpt, audience, stored_at, updated_at FROM post
                 WHERE list_id = $1 ORDER BY id DESC LIMIT $2 OFFSET $3";
    POST_BY_ID = "SELECT id, list_id, standing, link, title, author, published_at, html, excerpt, audience, stored_at, updated_at FROM post
                  WHERE id = $1";
    POSTS_OF_RANGE = "SELECT id, standing, link, title, author, published_at, html, excerpt, audience, stored_at, updated_at FROM post
                      WHERE list_id = $1 AND (id = $4 OR number > $2 AND number <= $3) AND COALESCE(audience, '') <> 'hidden' ORDER BY number";
    TITLES_OF_RANGE = "SELECT title FROM post WHERE list_id = $1 AND (id = $4 OR number > $2 AND number <= $3) AND COALESCE(audience, '') <> 'hidden' ORDER BY number";
    SET_AUDIENCE = "UPDATE post SET audience = $2 WHERE id = $1";
    /// What went out to everybody on its schedule, and still has something to show.
    COUNT_ARCHIVED_DIGESTS = "SELECT count(*) AS n FROM digest g WHERE g.list_id = $1 AND g.serves = 'everybody' AND g.state IN ('sending', 'paused', 'finished')
                              AND EXISTS (SELECT 1 FROM post p WHERE p.list_id = g.list_id AND (p.id = g.post_id OR p.number > g.after_post AND p.number <= g.through_post)
                                                                 AND COALESCE(p.audience, '') <> 'hidden')";
    ARCHIVED_DIGESTS = "SELECT g.id, g.schedule_id, g.due_at, g.after_post, g.through_post, g.post_id FROM digest g
                        WHERE g.list_id = $1 AND g.serves = 'everybody' AND g.state IN ('sending', 'paused', 'finished')
                          AND EXISTS (SELECT 1 FROM post p WHERE p.list_id = g.list_id AND (p.id = g.post_id OR p.number > g.after_post AND p.number <= g.through_post)
                                                             AND COALESCE(p.audience, '') <> 'hidden')
                        ORDER BY g.id DESC LIMIT $2 OFFSET $3";
    ARCHIVED_DIGEST = "SELECT id, schedule_id, due_at, after_post, through_post, post_id FROM digest
                       WHERE list_id = $1 AND id = $2 AND serves = 'everybody' AND state IN ('sending', 'paused', 'finished')";
}

/// Which rows of a long list are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slice {
    /// So many are passed over.
    pub skip: i64,
    /// So many at most.
    pub take: i64,
}

impl Store {
    /// A list's doors; `None` when there is no such list.
    pub async fn archive_rules(&self, list: ListId) -> Result<Option<ArchiveRules>, StoreError> {
        self.engine.row(&ARCHIVE_RULES, params![list]).await?.as_ref().map(rules).transpose()
    }

    /// Sets a list's doors; what is `None` stays.
    pub async fn set_archive(
        &self,
        list: ListId,
        audience: Option<Audience>,
        indexed: Option<bool>,
    ) -> Result<(), StoreError> {
        let params = params![list, audience.map(Audience::as_str), indexed.map(i64::from)];
        self.engine.execute(&SET_ARCHIVE, params).await.map(drop)
    }

    /// Makes a list's gate secret worthless; the next one is in force.
    pub async fn renew_gate(&self, list: ListId) -> Result<(), StoreError> {
        self.engine.execute(&RENEW_GATE, params![list]).await.map(drop)
    }

    /// How many posts a list's archive shows.
    pub async fn count_archived_posts(&self, list: ListId) -> Result<i64, StoreError> {
        self.engine.row(&COUNT_ARCHIVED, params![list]).await?.map_or(Ok(0), |row| row.integer("n"))
    }

    /// Posts that a list's archive shows, the newest first.
    pub async fn archived_posts(&self, list: ListId, slice: Slice) -> Result<Vec<ArchivedPost>, StoreError> {
        let params = params![list, slice.take, slice.skip];
        self.engine.rows(&ARCHIVED_POSTS, params).await?.iter().map(post).collect()
    }

    /// All posts of a list, hidden and held ones too, the newest first.
    pub async fn all_posts(&self, list: ListId, slice: Slice) -> Result<Vec<ArchivedPost>, StoreError> {
        self.engine.rows(&ALL_POSTS, params![list, slice.take, slice.skip]).await?.iter().map(post).collect()
    }

    /// One post, whatever its standing, with its list.
    pub async fn post_by_id(&self, id: PostId) -> Result<Option<(ListId, ArchivedPost)>, StoreError> {
        let row = self.engine.row(&POST_BY_ID, params![id]).await?;
        row.as_ref().map(|row| Ok((ListId::new(row.integer("list_id")?), post(row)?))).transpose()
    }

    /// The posts of a digest that the archive may show, in their order.
    pub async fn archived_posts_in(
        &self,
        list: ListId,
        digest: &ArchivedDigest,
    ) -> Result<Vec<ArchivedPost>, StoreError> {
        let params = params![list, digest.range.after, digest.range.through, digest.post.map(PostId::get)];
        self.engine.rows(&POSTS_OF_RANGE, params).await?.iter().map(post).collect()
    }

    /// The titles of those posts; empty for posts that have none.
    pub async fn archived_titles_in(&self, list: ListId, digest: &ArchivedDigest) -> Result<Vec<String>, StoreError> {
        let params = params![list, digest.range.after, digest.range.through, digest.post.map(PostId::get)];
        self.engine.rows(&TITLES_OF_RANGE, params).await?.iter().map(|row| row.text("title")).collect()
    }

    /// Says for whom a post is; `None` leaves it to its list. `false` when there is no such post.
    pub async fn set_post_audience(&self, id: PostId, audience: Option<Audience>) -> Result<bool, StoreError> {
        Ok(self.engine.execute(&SET_AUDIENCE, params![id, audience.map(Audience::as_str)]).await? == 1)
    }

    /// How many digests a list's archive shows.
    pub async fn count_archived_digests(&self, list: ListId) -> Result<i64, StoreError> {
        self.engine.row(&COUNT_ARCHIVED_DIGESTS, params![list]).await?.map_or(Ok(0), |row| row.integer("n"))
    }

    /// Digests that went out to everybody on their schedule, the newest first. Not those for readers between two schedules: their posts
    /// come again in the next one.
    pub async fn archived_digests(&self, list: ListId, slice: Slice) -> Result<Vec<ArchivedDigest>, StoreError> {
        let params = params![list, slice.take, slice.skip];
        self.engine.rows(&ARCHIVED_DIGESTS, params).await?.iter().map(digest).collect()
    }

    /// One of a list's digests that went out.
    pub async fn archived_digest(&self, list: ListId, id: DigestId) -> Result<Option<ArchivedDigest>, StoreError> {
        self.engine.row(&ARCHIVED_DIGEST, params![list, id]).await?.as_ref().map(digest).transpose()
    }
}

fn rules(row: &Row) -> Result<ArchiveRules, StoreError> {
    Ok(ArchiveRules {
        audience: row.parsed("list", "archive", |text| text.parse().ok())?,
        indexed: row.integer("archive_indexed")? == 1,
        gate_version: row.count("list", "gate_version")?,
    })
}

fn post(row: &Row) -> Result<ArchivedPost, StoreError> {
    let audience = match row.optional_text("audience")? {
        Some(_) => Some(row.parsed("post", "audience", |text| text.parse().ok())?),
        None => None,
    };
    Ok(ArchivedPost {
        id: PostId::new(row.integer("id")?),
        standing: row.parsed("post", "standing", PostStanding::parse)?,
        link: row.optional_text("link")?,
        title: row.text("title")?,
        author: row.optional_text("author")?,
        published_at: row.optional_instant("published_at")?,
        html: row.text("html")?,
        excerpt: row.text("excerpt")?,
        audience,
        stored_at: row.instant("stored_at")?,
        updated_at: row.instant("updated_at")?,
    })
}

fn digest(row: &Row) -> Result<ArchivedDigest, StoreError> {
    Ok(ArchivedDigest {
        id: DigestId::new(row.integer("id")?),
        schedule: ScheduleId::new(row.integer("schedule_id")?),
        due_at: row.instant("due_at")?,
        range: PostRange { after: row.number("after_post")?, through: row.number("through_post")? },
        post: row.optional_integer("post_id")?.map(PostId::new),
    })
}
