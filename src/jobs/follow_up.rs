//! Does what follows by itself after a while: reminders, goodbyes, the end of what was never confirmed.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::rest;
use crate::clock::Clock;
use crate::operations::follow_up::FollowUp;
use crate::operations::hold_duty::Duty;

/// How often it is looked: a reminder is late by so much at most, which nobody notices.
const LOOK_EVERY: Duration = Duration::from_secs(60);

/// Runs until `shutdown` while the duty is this process's, and wakes the sender through `mail_queued`.
pub async fn run(
    what: FollowUp,
    duty: Duty,
    clock: Arc<dyn Clock>,
    mail_queued: Arc<Notify>,
    shutdown: CancellationToken,
) {
    while rest(LOOK_EVERY, None, &shutdown).await {
        if !duty.is_ours().await {
            continue;
        }
        let followed = duty.keep_during(Box::pin(what.follow_up(clock.now())));
        match shutdown.run_until_cancelled(followed).await {
            Some(Some(Ok(done))) if done.reminded + done.goodbyes > 0 => mail_queued.notify_waiters(),
            Some(Some(Err(error))) => {
                tracing::error!(%error, "reminders, goodbyes and purges could not be done; they are tried again");
            }
            _ => {}
        }
    }
    duty.leave().await;
}
