//! Runs schedules when they are due.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::rest;
use crate::clock::Clock;
use crate::operations::hold_duty::Duty;
use crate::operations::run_schedules::ScheduleRunner;

/// How often the clock is looked at: a digest is late by a second at most.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Runs until `shutdown` while the duty is this process's, and wakes the sender through `mail_queued`.
pub async fn run(
    schedules: ScheduleRunner,
    duty: Duty,
    clock: Arc<dyn Clock>,
    mail_queued: Arc<Notify>,
    shutdown: CancellationToken,
) {
    while rest(LOOK_EVERY, None, &shutdown).await {
        if !duty.is_ours().await {
            continue;
        }
        // Planning is a chain of short transactions: it can be cut anywhere and is taken up by whoever has the duty next.
        let run = duty.keep_during(Box::pin(schedules.run(clock.now())));
        if let Some(Some(Err(error))) = shutdown.run_until_cancelled(run).await {
            tracing::error!(%error, "schedules could not be run; they are tried again");
        }
        mail_queued.notify_waiters();
    }
    duty.leave().await;
}
