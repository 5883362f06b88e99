//! Reading a link that came back: the subscription that it is about, or nothing at all.

use super::OperationError;
use crate::domain::address::EmailAddress;
use crate::domain::departed::ERASED_DOMAIN;
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

/// The subscription of somebody who had their data erased by this very token, as a second press of the button finds it.
pub async fn erased_by(
    store: &Store,
    keys: &LinkKeys,
    token: &str,
    now: Timestamp,
) -> Result<Option<Subscription>, OperationError> {
    let Ok(claim) = keys.read(Purpose::Data, token, now) else { return Ok(None) };
    let subscription = store.subscription(claim.subscription).await?;
    Ok(subscription.filter(|subscription| subscription.address.domain() == ERASED_DOMAIN))
}

/// What a link to an address leads to.
#[derive(Clone, Debug)]
pub struct AddressLink {
    /// The reader, by one of their subscriptions.
    pub subscription: Subscription,
    /// The change that it confirms; `None` when that is done, and the address is the reader's.
    pub change: Option<OpenChange>,
}

/// The change of address that a token confirms; `None` when it is forged, expired or outdated. One that was confirmed is done as long as the
/// reader has the address, however often it is asked for.
pub async fn follow_address_link(
    store: &Store,
    keys: &LinkKeys,
    token: &str,
    now: Timestamp,
) -> Result<Option<AddressLink>, OperationError> {
    let Some(claim) = LinkKeys::unproven(token) else { return Ok(None) };
    // The changes first: one that another press has just confirmed is then found done.
    let open = store.open_address_changes(claim.subscription).await?;
    let Some(subscription) = store.subscription(claim.subscription).await? else { return Ok(None) };
    let leads_to = |address: &EmailAddress| keys.read_bound(Purpose::Address, token, &address.key(), now).is_ok();
    // Who comes back leaves all links behind: the one by which they came, too.
    let came_back = claim.version.saturating_add(1) == subscription.link_version;
    let is_current = claim.version == subscription.link_version;
    if (is_current || came_back) && leads_to(&subscription.address) {
        return Ok(Some(AddressLink { subscription, change: None }));
    }
    let change = open.into_iter().find(|change| is_current && leads_to(&change.address));
    Ok(change.map(|change| AddressLink { subscription, change: Some(change) }))
}
