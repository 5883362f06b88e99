//! Claiming as a sender does, for tests that look at the queue from the store's side.

use letterbell::domain::time::Timestamp;
use letterbell::store::{Claim, ClaimCursor, ClaimedDelivery, Store, StoreError};

/// Claims up to `limit` deliveries that are due at `now`, searching from the front.
pub async fn claim(
    store: &Store,
    owner: &str,
    limit: u32,
    now: Timestamp,
    lease_until: Timestamp,
) -> Result<Vec<ClaimedDelivery>, StoreError> {
    let claim = Claim { owner, singles: limit, bulk: limit, now, lease_until };
    store.claim(&mut ClaimCursor::default(), &claim).await
}
