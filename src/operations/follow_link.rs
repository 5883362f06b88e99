//! Reading a link that came back: the subscription that it is about, or nothing at all.

use super::OperationError;
use crate::domain::subscription::Subscription;
use crate::domain::time::Timestamp;
use crate::domain::token::{LinkKeys, Purpose};
use crate::store::Store;

/// The subscription behind a token of `purpose`; `None` when the token is forged, expired, outdated or leads nowhere: outside, these
/// are all the same.
pub async fn follow_link(
    store: &Store,
    keys: &LinkKeys,
    purpose: Purpose,
    token: &str,
    now: Timestamp,
) -> Result<Option<Subscription>, OperationError> {
    let Ok(claim) = keys.read(purpose, token, now) else {
        return Ok(None);
    };
    let subscription = store.subscription(claim.subscription).await?;
    Ok(subscription.filter(|subscription| subscription.link_version == claim.version))
}
