//! Queueing mails to one reader: all but digests, which planning writes. Each takes the guard's admission.

use super::engine::Transaction;
use super::error::StoreError;
use super::statement::{Statement, params, statements};
use crate::domain::admission::Admission;
use crate::domain::delivery::DeliveryKind;
use crate::domain::id::{ListId, SubscriberId, SubscriptionId};
use crate::domain::time::Timestamp;

statements! {
    QUEUE_SINGLE = "INSERT INTO delivery (kind, list_id, subscription_id, state, due_at, epoch, attempts, created_at)
                    VALUES ($1, $2, $3, 'planned', $4, 0, 0, $4)";
    /// Single mails to this person since an instant, on any list of the site.
    SINGLES_SINCE = "SELECT count(*) AS n FROM delivery d
                     WHERE d.digest_id IS NULL AND d.created_at > $2
                       AND d.subscription_id IN (SELECT id FROM subscription WHERE subscriber_id = $1)";
}

/// Whether this person may be sent one more mail that somebody asked for.
pub(super) async fn fits(
    transaction: &mut Transaction,
    subscriber: SubscriberId,
    admission: &Admission,
    now: Timestamp,
) -> Result<bool, StoreError> {
    for (span, most) in admission.caps().windows() {
        let row = transaction.row(&SINGLES_SINCE, params![subscriber, now.minus(span)]).await?;
        if row.map_or(Ok(0), |row| row.integer("n"))? >= most {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Queues a mail to the reader of a subscription. Senders are woken by the caller, once a transaction.
pub(super) async fn queue(
    transaction: &mut Transaction,
    kind: DeliveryKind,
    list: ListId,
    subscription: SubscriptionId,
    _admission: &Admission,
    now: Timestamp,
) -> Result<(), StoreError> {
    transaction.execute(&QUEUE_SINGLE, params![kind.as_str(), list, subscription, now]).await.map(drop)
}
