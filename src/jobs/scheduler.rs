//! Runs schedules when they are due.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::rest;
use crate::clock::Clock;
use crate::operations::run_schedules::ScheduleRunner;

/// How often the clock is looked at: a digest is late by a second at most.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Runs until `shutdown`, and wakes the sender through `mail_queued`.
pub async fn run(
    schedules: ScheduleRunner,
    clock: Arc<dyn Clock>,
    mail_queued: Arc<Notify>,
    shutdown: CancellationToken,
) {
    while rest(LOOK_EVERY, None, &shutdown).await {
        // Planning is a chain of short transactions: it can be cut anywhere and is taken up at the next start.
        if let Some(Err(error)) = shutdown.run_until_cancelled(schedules.run(clock.now())).await {
            tracing::error!(%error, "schedules could not be run; they are tried again");
        }
        mail_queued.notify_waiters();
    }
}
