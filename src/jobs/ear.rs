//! Listens for mail that other processes queue.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::rest;
use crate::operations::hear_of_mail::Hearing;

/// After the database was away.
const AGAIN_AFTER: Duration = Duration::from_secs(5);

/// Runs until `shutdown`; ends at once on a database that only this process sends from.
pub async fn run(hearing: Hearing, shutdown: CancellationToken) {
    loop {
        match shutdown.run_until_cancelled(hearing.hear()).await {
            None | Some(Ok(())) => return,
            Some(Err(error)) => tracing::warn!(%error, "mail of other processes is not heard of at once for now"),
        }
        if !rest(AGAIN_AFTER, None, &shutdown).await {
            return;
        }
    }
}
