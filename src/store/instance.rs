//! The installation itself: the secret that links are signed with, when the settings give none.

use super::Store;
use super::error::StoreError;
use super::statement::{Statement, params, statements};
use crate::domain::time::Timestamp;

statements! {
    KEEP_SECRET = "INSERT INTO instance (id, secret, created_at) VALUES (1, $1, $2) ON CONFLICT (id) DO NOTHING";
    SECRET = "SELECT secret FROM instance WHERE id = 1";
    PING = "SELECT CAST(1 AS BIGINT) AS one";
}

impl Store {
    /// The stored secret; on a new database `fresh` becomes it, whoever comes first.
    pub async fn secret_or(&self, fresh: &str, now: Timestamp) -> Result<String, StoreError> {
        if let Some(row) = self.engine.row(&SECRET, &[]).await? {
            return row.text("secret");
        }
        self.engine.execute(&KEEP_SECRET, params![fresh, now]).await?;
        self.engine.row(&SECRET, &[]).await?.map_or_else(|| Ok(fresh.to_owned()), |row| row.text("secret"))
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.engine.row(&PING, &[]).await.map(drop)
    }

    /// Whether the database can be written to: takes the write lock and gives it back.
    pub async fn ping_writer(&self) -> Result<(), StoreError> {
        let mut transaction = self.engine.begin().await?;
        transaction.row(&PING, &[]).await?;
        transaction.commit().await
    }
}
