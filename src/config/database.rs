//! `[database]`: where everything is kept.

use std::path::PathBuf;

use secrecy::SecretString;
use url::Url;

use super::reader::Reader;
use super::value::{Expected, truth, whole};

/// `[database]`
#[derive(Clone, Debug)]
pub struct Database {
    /// Where it is.
    pub url: DatabaseUrl,
    /// Connections open at most: to PostgreSQL, or readers of SQLite.
    pub connections: u32,
    /// Whether a SQLite file is copied before a migration changes it.
    pub backup_before_migration: bool,
}

/// Which engine, and where.
#[derive(Clone, Debug)]
pub enum DatabaseUrl {
    /// `sqlite:PATH`: a file, made when it is missing.
    Sqlite(PathBuf),
    /// `postgres://…`: may hold a password.
    Postgres(SecretString),
}

impl Database {
    pub(super) fn read(reader: &mut Reader) -> Self {
        let mut keys = reader.section("database");
        let url = keys.secret("url", read_url).unwrap_or_else(|| DatabaseUrl::Sqlite("letterbell.db".into()));
        if matches!(url, DatabaseUrl::Postgres(_)) {
            keys.warn_if_exposed("url");
        }
        Self {
            url,
            connections: keys.value("connections", 8, whole(1..=200)),
            backup_before_migration: keys.value("backup_before_migration", true, truth),
        }
    }
}

fn read_url(text: &str) -> Expected<DatabaseUrl> {
    const EXPECTED: &str =
        "sqlite:PATH, such as sqlite:/var/lib/letterbell/letterbell.db, or postgres://user@host/name";
    if let Some(path) = text.strip_prefix("sqlite:") {
        let path = path.strip_prefix("//").unwrap_or(path);
        if path.is_empty() || path.contains(['?', '#']) || path == ":memory:" {
            return Err(format!("{EXPECTED}; a file without options"));
        }
        return Ok(DatabaseUrl::Sqlite(path.into()));
    }
    match Url::parse(text) {
        Ok(url) if ["postgres", "postgresql"].contains(&url.scheme()) => Ok(DatabaseUrl::Postgres(text.into())),
        _ => Err(EXPECTED.to_owned()),
    }
}
