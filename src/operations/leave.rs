//! A reader leaves a list, by whichever way.

use super::OperationError;
use super::guard::Guard;
use super::register::Register;
use crate::domain::consent::Origin;
use crate::domain::tally::Counted;
use crate::domain::time::Timestamp;
use crate::domain::token::LinkClaim;
use crate::store::{Changed, Entered, Entry, LeavingEntry};

/// Ends the subscription that a link names, and logs by which way; a second time changes nothing, an outdated link is refused.
pub async fn leave(
    register: &Register,
    guard: &Guard,
    claim: LinkClaim,
    wording: &str,
    origin: &Origin,
    now: Timestamp,
) -> Result<Changed, OperationError> {
    let entry = LeavingEntry {
        subscription: claim.subscription,
        version: claim.version,
        wording: wording.to_owned(),
        origin: origin.clone(),
        at: now,
    };
    let Entered::Left(changed) = register.enter(Entry::Left(entry)).await? else {
        return Err(OperationError::Missing { what: "answer for subscription", id: claim.subscription.get() });
    };
    if let Changed::Now(ended) = &changed {
        for one in ended {
            tracing::info!(subscription.id = %one.id, list.id = %one.list, way = origin.way.as_str(), "a reader left");
            guard.note(Counted::Departures, one.list, now);
        }
    }
    Ok(changed)
}
