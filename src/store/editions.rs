//! Editions: the rendered contents of a digest.

use super::Store;
use super::error::StoreError;
use super::row::Row;
use super::statement::{Statement, params, statements};
use crate::domain::digest::PostRange;
use crate::domain::id::{DigestId, EditionId};
use crate::domain::language::Language;
use crate::domain::post::PostNumber;
use crate::domain::time::Timestamp;
use crate::domain::topics::Topics;

statements! {
    ADD_EDITION = "INSERT INTO edition (digest_id, after_post, through_post, topics, language, posts, subject, html, body_text, parts,
                                        created_at)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (digest_id, after_post, topics, language) DO NOTHING";
    EDITION = "SELECT id, digest_id, after_post, through_post, topics, language, subject, html, body_text, parts FROM edition WHERE id = $1";
    EDITIONS_OF_DIGEST = "SELECT id, digest_id, after_post, through_post, topics, language, subject, html, body_text, parts FROM edition
                          WHERE digest_id = $1
                          ORDER BY CASE topics WHEN '[]' THEN 0 ELSE 1 END, after_post DESC, topics, id";
    EDITION_OF_KEY = "SELECT id, digest_id, after_post, through_post, topics, language, subject, html, body_text, parts FROM edition
                      WHERE digest_id = $1 AND after_post = $2 AND topics = $3 AND language = $4";
    KEYS_OF_EDITIONS = "SELECT id, after_post, topics, language FROM edition WHERE digest_id = $1";
}

/// A rendered content as it is stored: with marks where personal parts go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredEdition {
    /// Its id.
    pub id: EditionId,
    /// The digest that it belongs to.
    pub digest: DigestId,
    /// The posts that it carries.
    pub range: PostRange,
    /// The subject line.
    pub subject: String,
    /// The HTML part, with marks.
    pub html: String,
    /// The text part, with marks.
    pub text: String,
    /// What the marks of its personal parts stand for: JSON, or nothing.
    pub parts: String,
    /// What its readers chose.
    pub topics: Topics,
    /// What they read it in.
    pub language: Language,
}

/// Which of a digest's contents it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditionKey {
    /// The last post before it.
    pub after: PostNumber,
    /// What its readers chose.
    pub topics: Topics,
    /// What they read it in.
    pub language: Language,
}

/// A content to be stored.
#[derive(Clone, Debug)]
pub struct NewEdition {
    /// The digest that it belongs to.
    pub digest: DigestId,
    /// The posts that it covers: with the digest, the topics and the language its key.
    pub range: PostRange,
    /// What its readers chose.
    pub topics: Topics,
    /// The language that they chose, or else the digest's.
    pub language: Language,
    /// How many posts of the range it carries; with none it is sent to nobody.
    pub posts: usize,
    /// The subject line.
    pub subject: String,
    /// The HTML part, with marks.
    pub html: String,
    /// The text part, with marks.
    pub text: String,
    /// What the marks of its personal parts stand for: JSON, or nothing.
    pub parts: String,
}

impl Store {
    /// Stores a digest's contents together; those that are there already stay as they are.
    pub async fn add_editions(&self, editions: &[NewEdition], now: Timestamp) -> Result<(), StoreError> {
        let mut transaction = self.engine.begin().await?;
        for edition in editions {
            let params = params![
                edition.digest,
                edition.range.after,
                edition.range.through,
                edition.topics.as_text(),
                edition.language.as_str(),
                i64::try_from(edition.posts).unwrap_or(i64::MAX),
                edition.subject.as_str(),
                edition.html.as_str(),
                edition.text.as_str(),
                edition.parts.as_str(),
                now
            ];
            transaction.execute(&ADD_EDITION, params).await?;
        }
        transaction.commit().await
    }

    /// One content.
    pub async fn edition(&self, id: EditionId) -> Result<Option<StoredEdition>, StoreError> {
        self.engine.row(&EDITION, params![id]).await?.as_ref().map(edition).transpose()
    }

    /// A digest's content for one choice.
    pub async fn edition_of(&self, digest: DigestId, key: &EditionKey) -> Result<Option<StoredEdition>, StoreError> {
        let params = params![digest, key.after, key.topics.as_text(), key.language.as_str()];
        self.engine.row(&EDITION_OF_KEY, params).await?.as_ref().map(edition).transpose()
    }

    /// Which contents of a digest there are.
    pub async fn keys_of_editions(&self, digest: DigestId) -> Result<Vec<EditionKey>, StoreError> {
        let rows = self.engine.rows(&KEYS_OF_EDITIONS, params![digest]).await?;
        let key = |row: &Row| {
            Ok(EditionKey {
                after: row.number("after_post")?,
                topics: row.parsed("edition", "topics", Topics::parse)?,
                language: row.parsed("edition", "language", |tag| tag.parse().ok())?,
            })
        };
        rows.iter().map(key).collect()
    }

    /// A digest's contents, those for all topics first; that of readers without a mark of their own, if there is one, is the one that
    /// begins last or equals the digest's range.
    pub async fn editions_of(&self, digest: DigestId) -> Result<Vec<StoredEdition>, StoreError> {
        self.engine.rows(&EDITIONS_OF_DIGEST, params![digest]).await?.iter().map(edition).collect()
    }
}

fn edition(row: &Row) -> Result<StoredEdition, StoreError> {
    Ok(StoredEdition {
        id: EditionId::new(row.integer("id")?),
        digest: DigestId::new(row.integer("digest_id")?),
        range: PostRange { after: row.number("after_post")?, through: row.number("through_post")? },
        subject: row.text("subject")?,
        html: row.text("html")?,
        text: row.text("body_text")?,
        parts: row.text("parts")?,
        topics: row.parsed("edition", "topics", Topics::parse)?,
        language: row.parsed("edition", "language", |tag| tag.parse().ok())?,
    })
}
