//! What stands above the posts of digests: clean HTML, or nothing.

use super::Store;
use super::error::StoreError;
use super::statement::{Statement, params, statements};
use crate::domain::id::{DigestId, ListId};

statements! {
    INTRODUCTION = "SELECT introduction FROM list WHERE id = $1";
    SET_INTRODUCTION = "UPDATE list SET introduction = $2 WHERE id = $1";
    INTRODUCTION_OF_DIGEST = "SELECT introduction FROM digest WHERE id = $1";
    /// Of one that nobody is written down for: its contents can still be made anew.
    INTRODUCE_HELD = "UPDATE digest SET introduction = $2 WHERE id = $1 AND state = 'held' AND post_id IS NULL
                      AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.digest_id = digest.id)";
    FORGET_EDITIONS = "DELETE FROM edition WHERE digest_id = $1";
}

impl Store {
    /// What stands above the posts of each of a list's digests; may be empty.
    pub async fn introduction(&self, list: ListId) -> Result<String, StoreError> {
        let row = self.engine.row(&INTRODUCTION, params![list]).await?;
        row.map_or(Ok(String::new()), |row| row.text("introduction"))
    }

    /// Says what stands above the posts of the digests to come; nothing where it is empty.
    pub async fn set_introduction(&self, list: ListId, html: &str) -> Result<(), StoreError> {
        self.engine.execute(&SET_INTRODUCTION, params![list, html]).await.map(drop)
    }

    /// What stands above the posts of a digest: what its list had when it was written down, or its own.
    pub async fn introduction_of_digest(&self, digest: DigestId) -> Result<String, StoreError> {
        let row = self.engine.row(&INTRODUCTION_OF_DIGEST, params![digest]).await?;
        row.map_or(Ok(String::new()), |row| row.text("introduction"))
    }

    /// Gives a held digest an introduction of its own. Its contents are forgotten: they are rendered anew when it is approved. `false` where it is
    /// not held, is a post on its own, or somebody is written down for it.
    pub async fn introduce_held_digest(&self, digest: DigestId, html: &str) -> Result<bool, StoreError> {
        let mut transaction = self.engine.begin().await?;
        if transaction.execute(&INTRODUCE_HELD, params![digest, html]).await? == 0 {
            return Ok(false);
        }
        transaction.execute(&FORGET_EDITIONS, params![digest]).await?;
        transaction.commit().await?;
        Ok(true)
    }
}
