//! Importing subscribers in bulk: a few statements a batch, whatever its size. Never revives one who left.

use serde::Serialize;

use super::Store;
use super::error::StoreError;
use super::statement::{Statement, params, statements};
use crate::domain::attributes::Attributes;
use crate::domain::id::{ListId, ScheduleId, SiteId};
use crate::domain::time::Timestamp;

macro_rules! sqlite_rows {
    () => {
        "(SELECT json_extract(value, '$[0]') AS line, json_extract(value, '$[1]') AS address, json_extract(value, '$[2]') AS address_key,
                 json_extract(value, '$[3]') AS name, json_extract(value, '$[4]') AS confirmed_at,
                 json_extract(value, '$[5]') AS attributes FROM json_each($1)) AS r"
    };
}

macro_rules! postgres_rows {
    () => {
        "(SELECT CAST(value->>0 AS BIGINT) AS line, value->>1 AS address, value->>2 AS address_key, value->>3 AS name,
                 CAST(value->>4 AS BIGINT) AS confirmed_at, value->>5 AS attributes FROM json_array_elements(CAST($1 AS JSON))) AS r"
    };
}

macro_rules! keep_subscribers {
    ($rows:expr) => {
        concat!(
            "INSERT INTO subscriber (site_id, address, address_key, name, attributes, created_at)
             SELECT $2, r.address, r.address_key, r.name, r.attributes, $3 FROM ",
            $rows,
            " WHERE NOT EXISTS (SELECT 1 FROM suppression x WHERE x.address_key = r.address_key
                                AND (x.site_id IS NULL OR x.site_id = $2) AND (x.expires_at IS NULL OR x.expires_at > $3))
             ON CONFLICT (site_id, address_key) DO NOTHING"
        )
    };
}

macro_rules! keep_subscriptions {
    ($rows:expr, $join:literal) => {
        concat!(
            "INSERT INTO subscription (subscriber_id, list_id, schedule_id, state, link_version, requested_at, confirmed_at)
             SELECT u.id, $3, $4, 'active', 1, r.confirmed_at, r.confirmed_at FROM ",
            $rows,
            " ",
            $join,
            " subscriber u ON u.site_id = $2 AND u.address_key = r.address_key
             WHERE NOT EXISTS (SELECT 1 FROM suppression x WHERE x.address_key = r.address_key
                               AND (x.site_id IS NULL OR x.site_id = $2) AND (x.expires_at IS NULL OR x.expires_at > $5))
             ON CONFLICT (subscriber_id, list_id) DO NOTHING"
        )
    };
}

macro_rules! note_consent {
    ($rows:expr, $join:literal) => {
        concat!(
            "INSERT INTO consent_record (list_id, subscription_id, address, event, wording, way, at)
             SELECT $3, s.id, u.address, 'imported', $4, 'command', $5 FROM ",
            $rows,
            " ",
            $join,
            " subscriber u ON u.site_id = $2 AND u.address_key = r.address_key
              JOIN subscription s ON s.subscriber_id = u.id AND s.list_id = $3
             WHERE s.id > $6"
        )
    };
}

macro_rules! known {
    ($rows:expr, $join:literal) => {
        concat!(
            "SELECT r.line, s.state, s.ended_at, CAST(0 AS BIGINT) AS suppressed FROM ",
            $rows,
            " ",
            $join,
            " subscriber u ON u.site_id = $2 AND u.address_key = r.address_key
              JOIN subscription s ON s.subscriber_id = u.id AND s.list_id = $3
             UNION ALL
             SELECT r.line, NULL, NULL, CAST(1 AS BIGINT) FROM ",
            $rows,
            " WHERE EXISTS (SELECT 1 FROM suppression x WHERE x.address_key = r.address_key
                            AND (x.site_id IS NULL OR x.site_id = $2) AND (x.expires_at IS NULL OR x.expires_at > $4))"
        )
    };
}

statements! {
    KEEP_SUBSCRIBERS = { sqlite: keep_subscribers!(sqlite_rows!()), postgres: keep_subscribers!(postgres_rows!()) };
    // SQLite's CROSS JOIN reads its left side first (sqlite.org/optoverview.html §8.2). Left to itself it goes through all subscribers of
    // the site and reads the whole batch for each.
    KEEP_SUBSCRIPTIONS = {
        sqlite: keep_subscriptions!(sqlite_rows!(), "CROSS JOIN"),
        postgres: keep_subscriptions!(postgres_rows!(), "JOIN"),
    };
    NOTE_CONSENT = {
        sqlite: note_consent!(sqlite_rows!(), "CROSS JOIN"),
        postgres: note_consent!(postgres_rows!(), "JOIN"),
    };
    KNOWN_ROWS = { sqlite: known!(sqlite_rows!(), "CROSS JOIN"), postgres: known!(postgres_rows!(), "JOIN") };
    LAST_SUBSCRIPTION = "SELECT COALESCE(max(id), 0) AS id FROM subscription";
}

/// A checked line of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportRow {
    /// Its number in the file, 1 for the first line.
    pub line: u64,
    /// The address.
    pub address: String,
    /// The folded address; no two rows of a batch have the same.
    pub address_key: String,
    /// The reader's name.
    pub name: Option<String>,
    /// When they confirmed elsewhere.
    pub confirmed_at: Timestamp,
    /// What is noted about them.
    pub attributes: Attributes,
}

/// Where an import goes.
#[derive(Clone, Copy, Debug)]
pub struct ImportTarget {
    /// The list's site.
    pub site: SiteId,
    /// The list.
    pub list: ListId,
    /// The schedule for the new subscriptions.
    pub schedule: ScheduleId,
}

/// Why a correct line brought nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SkippedRow {
    /// The address is active on the list already.
    AlreadyActive,
    /// The address has been asked for through the form and waits for its own confirmation.
    Pending,
    /// Its owner left the list; only they can come back, through the form.
    Left,
    /// The address is suppressed.
    Suppressed,
}

/// What a batch brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportedBatch {
    /// New active subscriptions.
    pub added: u64,
    /// Lines that brought nothing, in the file's order.
    pub skipped: Vec<(u64, SkippedRow)>,
}

#[derive(Serialize)]
struct JsonRow<'a>(u64, &'a str, &'a str, Option<&'a str>, i64, String);

impl Store {
    /// Brings a batch of confirmed readers in, or with `dry_run` only tells what it would bring.
    pub async fn import(
        &self,
        target: &ImportTarget,
        rows: &[ImportRow],
        wording: &str,
        dry_run: bool,
        now: Timestamp,
    ) -> Result<ImportedBatch, StoreError> {
        let json = as_json(rows);
        let json = json.as_str();
        let mut transaction = self.engine.begin().await?;
        let known = transaction.rows(&KNOWN_ROWS, params![json, target.site, target.list, now]).await?;
        let mut skipped = Vec::with_capacity(known.len());
        for row in &known {
            let line = row.integer("line")?;
            skipped.push((u64::try_from(line).unwrap_or(0), why_skipped(row)?));
        }
        // A suppressed address that is on the list too stands there twice: its state says more.
        skipped.sort_by_key(|(line, why)| (*line, *why == SkippedRow::Suppressed));
        skipped.dedup_by_key(|(line, _)| *line);
        let fresh = rows.len() - skipped.len();
        if !dry_run && fresh > 0 {
            let row = transaction.row(&LAST_SUBSCRIPTION, &[]).await?;
            let last = row.map_or(Ok(0), |row| row.integer("id"))?;
            transaction.execute(&KEEP_SUBSCRIBERS, params![json, target.site, now]).await?;
            let params = params![json, target.site, target.list, target.schedule, now];
            transaction.execute(&KEEP_SUBSCRIPTIONS, params).await?;
            let params = params![json, target.site, target.list, wording, now, last];
            transaction.execute(&NOTE_CONSENT, params).await?;
            transaction.commit().await?;
        }
        Ok(ImportedBatch { added: u64::try_from(fresh).unwrap_or(u64::MAX), skipped })
    }
}

fn as_json(rows: &[ImportRow]) -> String {
    let rows: Vec<JsonRow<'_>> = rows
        .iter()
        .map(|row| {
            let confirmed_at = row.confirmed_at.millis();
            JsonRow(
                row.line,
                &row.address,
                &row.address_key,
                row.name.as_deref(),
                confirmed_at,
                row.attributes.to_json(),
            )
        })
        .collect();
    serde_json::to_string(&rows).expect("numbers and texts are always JSON")
}

fn why_skipped(row: &super::row::Row) -> Result<SkippedRow, StoreError> {
    if row.integer("suppressed")? == 1 {
        return Ok(SkippedRow::Suppressed);
    }
    Ok(match (row.optional_text("state")?.as_deref(), row.optional_integer("ended_at")?) {
        (Some("active"), _) => SkippedRow::AlreadyActive,
        (Some("pending"), None) => SkippedRow::Pending,
        _ => SkippedRow::Left,
    })
}
