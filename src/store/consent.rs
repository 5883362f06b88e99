//! Consent records: written inside the transactions of what they record, read for the operator.

use super::Store;
use super::engine::Transaction;
use super::error::StoreError;
use super::statement::{Statement, params, statements};
use crate::domain::consent::{ConsentRecord, SourcePage};
use crate::domain::id::SubscriptionId;
use crate::domain::time::Timestamp;

statements! {
    ADD_CONSENT_RECORD = "INSERT INTO consent_record (list_id, subscription_id, address, event, wording, way, remote, user_agent, at, source_url)
                          SELECT $1, s.id, u.address, $3, $4, $5, $6, $7, $8, $9
                          FROM subscription s JOIN subscriber u ON u.id = s.subscriber_id WHERE s.id = $2";
    CONSENT_RECORDS = "SELECT event, wording, way, remote, at, source_url FROM consent_record WHERE subscription_id = $1 ORDER BY id";
}

/// A consent record as operators read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentEntry {
    /// What happened: a [`crate::domain::consent::ConsentEvent`]'s name.
    pub event: String,
    /// The wording that was shown.
    pub wording: String,
    /// The way: a [`crate::domain::consent::Way`]'s name.
    pub way: String,
    /// The visitor's network address.
    pub remote: Option<String>,
    /// The page with the form, when it was not one of ours.
    pub source: Option<String>,
    /// When.
    pub at: Timestamp,
}

pub(super) async fn add(transaction: &mut Transaction, record: &ConsentRecord) -> Result<(), StoreError> {
    transaction
        .execute(
            &ADD_CONSENT_RECORD,
            params![
                record.list,
                record.subscription,
                record.event.as_str(),
                record.wording.as_str(),
                record.origin.way.as_str(),
                record.origin.remote.map(|remote| remote.to_string()),
                record.origin.user_agent.as_deref(),
                record.at,
                record.origin.source.as_ref().map(SourcePage::as_str),
            ],
        )
        .await
        .map(drop)
}

impl Store {
    /// A subscription's evidence, the oldest first.
    pub async fn consent_records(&self, subscription: SubscriptionId) -> Result<Vec<ConsentEntry>, StoreError> {
        let rows = self.engine.rows(&CONSENT_RECORDS, params![subscription]).await?;
        rows.iter()
            .map(|row| {
                Ok(ConsentEntry {
                    event: row.text("event")?,
                    wording: row.text("wording")?,
                    way: row.text("way")?,
                    remote: row.optional_text("remote")?,
                    source: row.optional_text("source_url")?,
                    at: row.instant("at")?,
                })
            })
            .collect()
    }
}
