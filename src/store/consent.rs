//! Consent records: written inside the transactions of what they record, read for the operator.

use super::Store;
use super::engine::Transaction;
use super::error::StoreError;
use super::row::Row;
use super::statement::{Statement, params, statements};
use crate::domain::address::EmailAddress;
use crate::domain::consent::{ConsentRecord, SourcePage};
use crate::domain::id::SubscriptionId;
use crate::domain::time::Timestamp;

statements! {
    ADD_CONSENT_RECORD = "INSERT INTO consent_record (list_id, subscription_id, address, event, wording, way, remote, user_agent, at, source_url)
                          SELECT $1, s.id, u.address, $3, $4, $5, $6, $7, $8, $9
                          FROM subscription s JOIN subscriber u ON u.id = s.subscriber_id WHERE s.id = $2";
    /// By the address that was written down, and by the reader who has it now: they may have moved. Spelt in capitals or not: what is not
    /// ASCII is found as it was written.
    PROOF = "SELECT c.id, c.subscription_id, l.slug, l.name, c.address, c.event, c.wording, c.way, c.remote, c.user_agent, c.at, c.source_url
             FROM consent_record c JOIN list l ON l.id = c.list_id
             WHERE c.address = $1 OR lower(c.address) = $2
                OR c.subscription_id IN (SELECT s.id FROM subscriber u JOIN subscription s ON s.subscriber_id = u.id WHERE u.address_key = $2)
             ORDER BY c.subscription_id, c.id";
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

/// A consent record with all that is known about it: what is shown to whoever asks for proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProofEntry {
    /// Its number.
    pub id: i64,
    /// The subscription that it is about, which may be gone.
    pub subscription: SubscriptionId,
    /// The list's slug.
    pub list: String,
    /// The list's name now.
    pub list_name: String,
    /// The address, as it was typed.
    pub address: String,
    /// What happened, how and when, with the words that were shown.
    pub entry: ConsentEntry,
    /// The visitor's User-Agent.
    pub user_agent: Option<String>,
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
    /// All evidence about an address, subscription by subscription, the oldest first.
    pub async fn proof(&self, address: &EmailAddress) -> Result<Vec<ProofEntry>, StoreError> {
        let rows = self.engine.rows(&PROOF, params![address.as_str(), address.key()]).await?;
        rows.iter()
            .map(|row| {
                Ok(ProofEntry {
                    id: row.integer("id")?,
                    subscription: SubscriptionId::new(row.integer("subscription_id")?),
                    list: row.text("slug")?,
                    list_name: row.text("name")?,
                    address: row.text("address")?,
                    entry: entry(row)?,
                    user_agent: row.optional_text("user_agent")?,
                })
            })
            .collect()
    }

    /// A subscription's evidence, the oldest first.
    pub async fn consent_records(&self, subscription: SubscriptionId) -> Result<Vec<ConsentEntry>, StoreError> {
        let rows = self.engine.rows(&CONSENT_RECORDS, params![subscription]).await?;
        rows.iter().map(entry).collect()
    }
}

fn entry(row: &Row) -> Result<ConsentEntry, StoreError> {
    Ok(ConsentEntry {
        event: row.text("event")?,
        wording: row.text("wording")?,
        way: row.text("way")?,
        remote: row.optional_text("remote")?,
        source: row.optional_text("source_url")?,
        at: row.instant("at")?,
    })
}
