//! The guard's watch: shares counts every second, and looks for bursts every ten.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::rest;
use crate::clock::Clock;
use crate::operations::guard::GuardWatch;

/// How late one process may know what another has counted.
const SHARE_EVERY: Duration = Duration::from_secs(1);
/// So many shares to a look for bursts.
const SHARES_A_LOOK: u32 = 10;

/// Watches until `shutdown`, and hands over what was counted last.
pub async fn run(watch: GuardWatch, mail_queued: Arc<Notify>, clock: Arc<dyn Clock>, shutdown: CancellationToken) {
    if let Err(error) = watch.remember(clock.now()).await {
        tracing::error!(%error, "the guard does not know what was counted before");
    }
    let mut shares = 0;
    while rest(SHARE_EVERY, None, &shutdown).await {
        shares += 1;
        let looks = shares % SHARES_A_LOOK == 0;
        match watch.round(looks, clock.now()).await {
            Ok(true) => mail_queued.notify_waiters(),
            Ok(false) => {}
            Err(error) => tracing::error!(%error, "the guard's counts are not shared; they are tried again"),
        }
    }
    // When the database is away, an hour's counts of one process are forgotten.
    let _ = watch.round(false, clock.now()).await;
}
