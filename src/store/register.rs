//! Many readers' doings in one commit: what each commit costs, they share.

use super::Store;
use super::engine::Transaction;
use super::error::StoreError;
use super::sign_ups::{self, Requested, SubscriptionRequest};
use super::subscriptions::{self, Changed};
use crate::domain::address::EmailAddress;
use crate::domain::admission::Admission;
use crate::domain::consent::Origin;
use crate::domain::id::{SiteId, SubscriptionId};
use crate::domain::language::Language;
use crate::domain::preferences::Wish;
use crate::domain::subscription::EndReason;
use crate::domain::time::Timestamp;

/// Something that a reader did.
#[derive(Clone, Debug)]
pub enum Entry {
    /// Asked for lists through a form.
    Requested(RequestEntry),
    /// Left, by a link.
    Left(LeavingEntry),
}

/// A request that waits to be written down: see [`SubscriptionRequest`].
#[derive(Clone, Debug)]
pub struct RequestEntry {
    /// The site that the lists belong to.
    pub site: SiteId,
    /// The lists, each as it is wanted; at least one.
    pub wishes: Vec<Wish>,
    /// The address.
    pub address: EmailAddress,
    /// The language that it was asked in.
    pub language: Option<Language>,
    /// The words that were shown.
    pub wording: String,
    /// From where.
    pub origin: Origin,
    /// The guard's leave.
    pub admission: Admission,
    /// When.
    pub at: Timestamp,
}

/// A leaving that waits to be written down.
#[derive(Clone, Debug)]
pub struct LeavingEntry {
    /// The subscription.
    pub subscription: SubscriptionId,
    /// The link's version; one that is outdated ends nothing.
    pub version: u32,
    /// The words that were shown.
    pub wording: String,
    /// From where and how.
    pub origin: Origin,
    /// When.
    pub at: Timestamp,
}

/// What became of an [`Entry`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entered {
    /// Of a request.
    Requested(Requested),
    /// Of a leaving.
    Left(Changed),
}

impl Store {
    /// Writes entries down in their order, in one transaction; each finds what those before it did. Durable when it returns; after an error
    /// none of them was written.
    pub async fn enter(&self, entries: &[&Entry]) -> Result<Vec<Entered>, StoreError> {
        let mut transaction = self.engine.begin().await?;
        let mut entered = Vec::with_capacity(entries.len());
        for entry in entries {
            entered.push(enter(&mut transaction, entry).await?);
        }
        transaction.commit().await?;
        Ok(entered)
    }
}

async fn enter(transaction: &mut Transaction, entry: &Entry) -> Result<Entered, StoreError> {
    match entry {
        Entry::Requested(asked) => {
            let request = SubscriptionRequest {
                site: asked.site,
                wishes: &asked.wishes,
                address: &asked.address,
                language: asked.language.as_ref(),
                wording: &asked.wording,
                origin: &asked.origin,
            };
            sign_ups::request(transaction, &request, &asked.admission, asked.at).await.map(Entered::Requested)
        }
        Entry::Left(LeavingEntry { subscription, version, wording, origin, at }) => {
            let reason = EndReason::Unsubscribed;
            subscriptions::leave(transaction, *subscription, Some(*version), reason, wording, origin, *at)
                .await
                .map(Entered::Left)
        }
    }
}
