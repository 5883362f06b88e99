//! Runs schedules when they are due, takes up interrupted planning, and finishes digests.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::rest;
use crate::clock::Clock;
use crate::operations::OperationError;
use crate::operations::poll_feed::FeedPoller;
use crate::operations::run_schedules::{SchedulePolicy, finish_digests, resume_planning, run_schedules};
use crate::render::templates::Templates;
use crate::store::Store;

/// How often the clock is looked at: a digest is late by a second at most.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// What the loop works with.
pub struct Scheduler {
    /// The database.
    pub store: Store,
    /// For editions.
    pub templates: Arc<Templates>,
    /// For fresh feeds before a run.
    pub poller: Arc<FeedPoller>,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Grace and misfire limit.
    pub policy: SchedulePolicy,
    /// Woken when deliveries were planned.
    pub mail_queued: Arc<Notify>,
}

impl Scheduler {
    /// Runs until `shutdown`.
    pub async fn run(self, shutdown: CancellationToken) {
        while rest(LOOK_EVERY, None, &shutdown).await {
            // Planning is a chain of short transactions: it can be cut anywhere and is taken up at the next start.
            if let Some(Err(error)) = shutdown.run_until_cancelled(self.tick()).await {
                tracing::error!(%error, "schedules could not be run; they are tried again");
            }
        }
    }

    async fn tick(&self) -> Result<(), OperationError> {
        let now = self.clock.now();
        resume_planning(&self.store, &self.templates, now).await?;
        run_schedules(&self.store, &self.templates, &self.poller, self.policy, now).await?;
        finish_digests(&self.store, self.clock.now()).await?;
        self.mail_queued.notify_waiters();
        Ok(())
    }
}
