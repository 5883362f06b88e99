//! Reading a link that came back: the subscription that it is about, or nothing at all.

use super::OperationError;
use crate::domain::subscription::Subscription;
use crate::domain::time::Timestamp;
use crate::domain::token::{LinkKeys, Purpose};
use crate::store::{OpenChange, Store};

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

/// What a link to an address leads to.
#[derive(Clone, Debug)]
pub struct AddressLink {
    /// The reader, by one of their subscriptions.
    pub subscription: Subscription,
    /// The change that it confirms.
    pub change: OpenChange,
}

/// The change of address that a token confirms; `None` when it is forged, expired, outdated, or done already.
pub async fn follow_address_link(
    store: &Store,
    keys: &LinkKeys,
    token: &str,
    now: Timestamp,
) -> Result<Option<AddressLink>, OperationError> {
    let Some(claim) = LinkKeys::unproven(token) else { return Ok(None) };
    let subscription = store.subscription(claim.subscription).await?;
    let Some(subscription) = subscription.filter(|subscription| subscription.link_version == claim.version) else {
        return Ok(None);
    };
    let open = store.open_address_changes(subscription.subscriber).await?;
    let proven = |change: &OpenChange| keys.read_bound(Purpose::Address, token, &change.address.key(), now).is_ok();
    Ok(open.into_iter().find(proven).map(|change| AddressLink { subscription, change }))
}
