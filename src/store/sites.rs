//! Sites.

use super::Store;
use super::error::StoreError;
use super::row::Row;
use super::statement::{Statement, params, statements};
use crate::domain::id::SiteId;
use crate::domain::site::{PublicUrl, Site};
use crate::domain::time::Timestamp;

statements! {
    ADD_SITE = "INSERT INTO site (name, public_url, created_at) VALUES ($1, $2, $3) RETURNING id";
    SITES = "SELECT id, name, public_url FROM site ORDER BY id";
    SITE = "SELECT id, name, public_url FROM site WHERE id = $1";
}

impl Store {
    /// Adds a site; [`StoreError::Conflict`] when the name is taken.
    pub async fn add_site(&self, name: &str, public_url: &PublicUrl, now: Timestamp) -> Result<SiteId, StoreError> {
        let mut transaction = self.engine.begin().await?;
        let id = transaction.insert(&ADD_SITE, params![name, public_url.as_str(), now]).await?;
        transaction.commit().await?;
        Ok(SiteId::new(id))
    }

    /// All sites, the oldest first.
    pub async fn sites(&self) -> Result<Vec<Site>, StoreError> {
        self.engine.rows(&SITES, &[]).await?.iter().map(|row| site(row, "id", "name")).collect()
    }

    /// One site.
    pub async fn site(&self, id: SiteId) -> Result<Option<Site>, StoreError> {
        self.engine.row(&SITE, params![id]).await?.as_ref().map(|row| site(row, "id", "name")).transpose()
    }
}

/// A site, whose id and name stand in these columns.
pub(super) fn site(row: &Row, id: &'static str, name: &'static str) -> Result<Site, StoreError> {
    Ok(Site {
        id: SiteId::new(row.integer(id)?),
        name: row.text(name)?,
        public_url: row.parsed("site", "public_url", |text| PublicUrl::parse(text).ok())?,
    })
}
