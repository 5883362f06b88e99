//! Polls feeds when their time has come.

use std::sync::Arc;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::rest;
use crate::clock::Clock;
use crate::operations::hold_duty::Duty;
use crate::operations::poll_feed::FeedPoller;

/// How often the table of feeds is looked at.
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// Polls until `shutdown` while the duty is this process's.
pub async fn run(poller: Arc<FeedPoller>, duty: Duty, clock: Arc<dyn Clock>, shutdown: CancellationToken) {
    while rest(LOOK_EVERY, None, &shutdown).await {
        if !duty.is_ours().await {
            continue;
        }
        let polled = shutdown.run_until_cancelled(duty.keep_during(poller.poll_due(clock.now()))).await;
        if let Some(Some(Err(error))) = polled {
            tracing::error!(%error, "feeds could not be polled; they are tried again");
        }
    }
    duty.leave().await;
}
