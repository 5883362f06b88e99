//! Suppressions.

use super::Store;
use super::engine::Transaction;
use super::error::StoreError;
use super::statement::{Statement, params, statements};
use crate::domain::id::{SiteId, SubscriberId};
use crate::domain::suppression::SuppressionReason;
use crate::domain::time::Timestamp;

statements! {
    ADD_SUPPRESSION = "INSERT INTO suppression (site_id, address_key, reason, note, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)";
    BLOCK_DISOWNED = "INSERT INTO suppression (site_id, address_key, reason, created_at)
                      SELECT site_id, address_key, 'disowned', $2 FROM subscriber WHERE id = $1";
    REMOVE_SUPPRESSIONS = "DELETE FROM suppression WHERE address_key = $1 AND reason IN ('operator', 'disowned')";
    SUPPRESSIONS = "SELECT reason FROM suppression
                    WHERE address_key = $2 AND (site_id IS NULL OR site_id = $1) AND (expires_at IS NULL OR expires_at > $3)
                    ORDER BY id";
}

/// A rule that an address gets nothing.
#[derive(Clone, Debug)]
pub struct NewSuppression<'a> {
    /// The site, or `None` for all.
    pub site: Option<SiteId>,
    /// The folded address.
    pub address_key: &'a str,
    /// Why.
    pub reason: SuppressionReason,
    /// The operator's note.
    pub note: Option<&'a str>,
    /// Until when; `None` for ever.
    pub expires_at: Option<Timestamp>,
}

impl Store {
    /// Adds a suppression; in force for every intent recorded after this returns.
    pub async fn suppress(&self, rule: &NewSuppression<'_>, now: Timestamp) -> Result<(), StoreError> {
        let params = params![rule.site, rule.address_key, rule.reason.as_str(), rule.note, now, rule.expires_at];
        self.engine.execute(&ADD_SUPPRESSION, params).await.map(drop)
    }

    /// Takes the operator's own suppressions of an address back, and those by which its owner disowned a request; tells how many. Bounces and
    /// complaints stay.
    pub async fn lift_suppressions(&self, address_key: &str) -> Result<u64, StoreError> {
        self.engine.execute(&REMOVE_SUPPRESSIONS, params![address_key]).await
    }

    /// Why an address gets nothing on a site now; empty when it may get mail.
    pub async fn suppressions(
        &self,
        site: SiteId,
        address_key: &str,
        now: Timestamp,
    ) -> Result<Vec<SuppressionReason>, StoreError> {
        let rows = self.engine.rows(&SUPPRESSIONS, params![site, address_key, now]).await?;
        rows.iter().map(|row| row.parsed("suppression", "reason", SuppressionReason::parse)).collect()
    }
}

/// Blocks the address of a person who says that it was not they who asked.
pub(super) async fn block_disowned(
    transaction: &mut Transaction,
    subscriber: SubscriberId,
    now: Timestamp,
) -> Result<(), StoreError> {
    transaction.execute(&BLOCK_DISOWNED, params![subscriber, now]).await.map(drop)
}

/// Whether an address is suppressed, seen from inside a transaction.
pub(super) async fn is_suppressed(
    transaction: &mut Transaction,
    site: SiteId,
    address_key: &str,
    now: Timestamp,
) -> Result<bool, StoreError> {
    Ok(!transaction.rows(&SUPPRESSIONS, params![site, address_key, now]).await?.is_empty())
}
