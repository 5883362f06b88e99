//! Holding a reader pass against the subscription as it is now.

use super::OperationError;
use super::follow_link::follow_link;
use crate::domain::archive::Visitor;
use crate::domain::id::ListId;
use crate::domain::subscription::SubscriptionState;
use crate::domain::time::Timestamp;
use crate::domain::token::{LinkKeys, Purpose};
use crate::store::Store;

/// Passes looked at in one request: a browser sends one a list, and somebody else's rubbish must not cost queries.
const MOST_PASSES: usize = 4;

/// Who looks at `list`: a reader, when one of `passes` is genuine, in time, for this list, of the present link version, and its subscription is
/// active at this moment.
pub async fn admit_reader(
    store: &Store,
    keys: &LinkKeys,
    list: ListId,
    passes: impl IntoIterator<Item = &str>,
    now: Timestamp,
) -> Result<Visitor, OperationError> {
    for pass in passes.into_iter().take(MOST_PASSES) {
        let subscription = follow_link(store, keys, Purpose::ReaderPass, pass, now).await?;
        let opens = subscription.is_some_and(|one| one.list == list && one.state == SubscriptionState::Active);
        if opens {
            return Ok(Visitor::Reader);
        }
    }
    Ok(Visitor::Anybody)
}
