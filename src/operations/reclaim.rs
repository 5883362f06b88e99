//! Taking over the deliveries of workers that are gone.

use super::OperationError;
use crate::domain::retry::OnUnknown;
use crate::domain::time::Timestamp;
use crate::store::{Gone, Reclaimed, Store};

/// Takes over what leases no longer hold.
pub async fn reclaim_spent_leases(
    store: &Store,
    on_unknown: OnUnknown,
    now: Timestamp,
) -> Result<Reclaimed, OperationError> {
    let reclaimed = store.reclaim(Gone::LeaseSpent, on_unknown == OnUnknown::Resend, now).await?;
    report(reclaimed);
    Ok(reclaimed)
}

/// Takes over everything that an owner known to be dead has left, without waiting for its leases.
pub async fn reclaim_from(
    store: &Store,
    owner: &str,
    on_unknown: OnUnknown,
    now: Timestamp,
) -> Result<Reclaimed, OperationError> {
    let reclaimed = store.reclaim(Gone::Owner(owner), on_unknown == OnUnknown::Resend, now).await?;
    report(reclaimed);
    Ok(reclaimed)
}

fn report(reclaimed: Reclaimed) {
    if reclaimed != Reclaimed::default() {
        let Reclaimed { planned, unknown } = reclaimed;
        tracing::warn!("recovered {planned} claimed, {unknown} unknown deliveries whose worker has ended");
    }
}
