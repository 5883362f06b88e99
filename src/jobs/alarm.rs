//! Looks every ten seconds whether the operator is to be mailed about a burst.

use std::sync::Arc;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::rest;
use crate::clock::Clock;
use crate::operations::raise_alarm::Alarm;

/// As often as bursts are looked for.
const LOOK_EVERY: Duration = Duration::from_secs(10);

/// Runs until `shutdown`.
pub async fn run(alarm: Alarm, clock: Arc<dyn Clock>, shutdown: CancellationToken) {
    while rest(LOOK_EVERY, None, &shutdown).await {
        let raised = Box::pin(alarm.raise(clock.now()));
        if let Some(Err(error)) = shutdown.run_until_cancelled(raised).await {
            tracing::error!(%error, "the operator could not be mailed about a burst; it is tried again");
        }
    }
}
