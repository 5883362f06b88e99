//! Templates that sites have of their own. Versions are only ever added.

use super::Store;
use super::error::StoreError;
use super::row::Row;
use super::statement::{Statement, params, statements};
use crate::domain::id::SiteId;
use crate::domain::time::Timestamp;

statements! {
    /// Locks the site, so that two commands at once make two versions.
    LOCK_SITE = "UPDATE site SET name = name WHERE id = $1";
    ADD_VERSION = "INSERT INTO template_version (site_id, name, version, body, created_at)
                   SELECT $1, $2, COALESCE(max(version), 0) + 1, $3, $4 FROM template_version WHERE site_id = $1 AND name = $2
                   RETURNING version AS id";
    VERSIONS = "SELECT version, body, created_at FROM template_version WHERE site_id = $1 AND name = $2 ORDER BY version";
    IN_FORCE = "SELECT t.name AS site, v.name, v.version, v.body FROM template_version v JOIN site t ON t.id = v.site_id
                WHERE v.body IS NOT NULL
                  AND v.version = (SELECT max(o.version) FROM template_version o WHERE o.site_id = v.site_id AND o.name = v.name)
                ORDER BY v.site_id, v.name";
    LAST_CHANGE = "SELECT COALESCE(max(id), 0) AS id FROM template_version";
}

/// One version of a template that a site has of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateVersion {
    /// 1, 2, 3 …
    pub version: i64,
    /// Its text; `None`: from here on the site had none of its own.
    pub body: Option<String>,
    /// Since when.
    pub created_at: Timestamp,
}

/// A template of a site's own that is in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnTemplate {
    /// The site's name.
    pub site: String,
    /// Which template it replaces.
    pub name: String,
    /// Its version.
    pub version: i64,
    /// Its text.
    pub body: String,
}

impl Store {
    /// Puts a new version in force, or with `None` the common template again; tells its number.
    pub async fn add_template_version(
        &self,
        site: SiteId,
        name: &str,
        body: Option<&str>,
        now: Timestamp,
    ) -> Result<i64, StoreError> {
        let mut transaction = self.engine.begin().await?;
        transaction.execute(&LOCK_SITE, params![site]).await?;
        let version = transaction.insert(&ADD_VERSION, params![site, name, body, now]).await?;
        transaction.commit().await?;
        Ok(version)
    }

    /// All versions of a site's template, the oldest first.
    pub async fn template_versions(&self, site: SiteId, name: &str) -> Result<Vec<TemplateVersion>, StoreError> {
        let rows = self.engine.rows(&VERSIONS, params![site, name]).await?;
        let version = |row: &Row| {
            Ok(TemplateVersion {
                version: row.integer("version")?,
                body: row.optional_text("body")?,
                created_at: row.instant("created_at")?,
            })
        };
        rows.iter().map(version).collect()
    }

    /// What sites have of their own now.
    pub async fn own_templates(&self) -> Result<Vec<OwnTemplate>, StoreError> {
        let rows = self.engine.rows(&IN_FORCE, &[]).await?;
        let own = |row: &Row| {
            Ok(OwnTemplate {
                site: row.text("site")?,
                name: row.text("name")?,
                version: row.integer("version")?,
                body: row.text("body")?,
            })
        };
        rows.iter().map(own).collect()
    }

    /// A number that grows with every version.
    pub async fn last_template_change(&self) -> Result<i64, StoreError> {
        self.engine.row(&LAST_CHANGE, &[]).await?.map_or(Ok(0), |row| row.integer("id"))
    }
}
