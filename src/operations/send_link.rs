//! A reader asks for the links to what they chose.

use super::OperationError;
use crate::domain::address::EmailAddress;
use crate::domain::admission::Admission;
use crate::domain::id::SiteId;
use crate::domain::time::Timestamp;
use crate::store::{Requested, Store};

/// Queues a mail with a reader's links to all that they read on a site. Whatever comes back, the visitor gets the same answer.
pub async fn send_link(
    store: &Store,
    site: SiteId,
    address: &EmailAddress,
    admission: &Admission,
    now: Timestamp,
) -> Result<Requested, OperationError> {
    let requested = store.request_links_for(site, address, admission, now).await?;
    tracing::info!(site.id = %site, outcome = ?requested, "links requested");
    Ok(requested)
}
