//! Hearing of mail that other processes queue on the same database.

use std::sync::Arc;

use tokio::sync::Notify;

use crate::store::{Store, StoreError};

/// Passes on what other processes say.
pub struct Hearing {
    /// Their database.
    pub store: Store,
    /// Woken whenever one of them queued mail.
    pub mail_queued: Arc<Notify>,
}

impl Hearing {
    /// Listens until the connection is lost. Returns at once on a database that only this process sends from.
    pub async fn hear(&self) -> Result<(), StoreError> {
        let Some(mut wakes) = self.store.wakes().await? else { return Ok(()) };
        loop {
            wakes.next().await?;
            self.mail_queued.notify_waiters();
        }
    }
}
