//! What is due now: feeds freshened, runs planned, interrupted planning taken up, ended digests finished.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::join_all;

use super::OperationError;
use super::plan_digest::{DueRun, continue_planning, plan_digest};
use super::poll_feed::FeedPoller;
use crate::domain::digest::{Choice, choose};
use crate::domain::id::ListId;
use crate::domain::schedule::{Schedule, Timing};
use crate::domain::time::Timestamp;
use crate::render::templates::Templates;
use crate::store::Store;

/// What the scheduler takes from the settings.
#[derive(Clone, Copy, Debug)]
pub struct SchedulePolicy {
    /// How long a new post waits on an `immediately` schedule, so that a quick correction is caught.
    pub grace: Duration,
    /// A run that was due longer ago than this is not made up for.
    pub misfire_limit: Duration,
    /// What has not been sent of a digest that was due longer ago than this is no news any more; `None` sends it all the same.
    pub expire_after: Option<Duration>,
}

/// A feed asked within this time is fresh enough for a run.
const FRESH: Duration = Duration::from_secs(60);

/// Runs schedules: the parts that it takes.
pub struct ScheduleRunner {
    /// The database.
    pub store: Store,
    /// For editions.
    pub templates: Arc<Templates>,
    /// For fresh feeds before a run.
    pub poller: Arc<FeedPoller>,
    /// Grace and misfire limit.
    pub policy: SchedulePolicy,
}

impl ScheduleRunner {
    /// Does all that is due at `now`: takes up interrupted planning, plans due runs, finishes digests whose last delivery is decided.
    pub async fn run(&self, now: Timestamp) -> Result<(), OperationError> {
        resume_planning(&self.store, &self.templates, now).await?;
        self.run_due(now).await?;
        self.store.cancel_leftovers(now).await?;
        if let Some(longest) = self.policy.expire_after {
            for (id, deliveries) in self.store.expire_digests(now.minus(longest), now).await? {
                tracing::warn!(digest.id = %id, deliveries, "what was left of a digest is too old and is not sent any more");
            }
        }
        for id in self.store.finish_digests(now).await? {
            tracing::info!(digest.id = %id, "digest finished");
        }
        Ok(())
    }

    /// Plans every due run, the lists side by side: a slow feed holds up its own list alone.
    async fn run_due(&self, now: Timestamp) -> Result<(), OperationError> {
        let mut due: BTreeMap<ListId, Vec<(Schedule, DueRun<'_>)>> = BTreeMap::new();
        for schedule in self.store.schedules(None).await? {
            if let Some(run) = due_run(&self.store, &schedule, self.policy, now).await? {
                due.entry(schedule.list).or_default().push((schedule, run));
            }
        }
        let lists = due.into_iter().map(|(list, runs)| self.run_list(list, runs, now));
        join_all(lists).await.into_iter().collect()
    }

    /// The runs of one list: its feeds are asked once, before the first.
    async fn run_list(
        &self,
        list: ListId,
        runs: Vec<(Schedule, DueRun<'_>)>,
        now: Timestamp,
    ) -> Result<(), OperationError> {
        let wants_fresh =
            |(schedule, run): &(Schedule, DueRun)| !run.too_late && matches!(schedule.timing, Timing::Cron { .. });
        if runs.iter().any(wants_fresh) {
            self.poller.freshen(list, FRESH, now).await?;
        }
        let mut outcome = Ok(());
        for (schedule, run) in runs {
            if let Err(error) = self.run_one(&schedule, run, now).await {
                tracing::error!(schedule.id = %schedule.id, %error, "a due run could not be planned; it is tried again");
                outcome = Err(error);
            }
        }
        outcome
    }

    async fn run_one(&self, schedule: &Schedule, run: DueRun<'_>, now: Timestamp) -> Result<(), OperationError> {
        plan_digest(&self.store, &self.templates, schedule, run, now).await?;
        Ok(self.store.schedule_looked_at(schedule.id, run.due_at).await?)
    }
}

/// The one run that is due: of several missed ones the last, which makes up for all.
async fn due_run(
    store: &Store,
    schedule: &Schedule,
    policy: SchedulePolicy,
    now: Timestamp,
) -> Result<Option<DueRun<'static>>, OperationError> {
    match &schedule.timing {
        Timing::Cron { .. } => {
            let due_at = schedule.timing.last_due(schedule.looked_at, now);
            Ok(due_at.map(|due_at| {
                // A post that the list's feeds bring at the freshening before the run is ready for it.
                DueRun {
                    due_at,
                    ready_by: Timestamp::END,
                    too_late: now.since(due_at) > policy.misfire_limit,
                    introduction: None,
                }
            }))
        }
        Timing::Immediately => due_at_once(store, schedule, policy, now).await,
    }
}

/// What an `immediately` schedule has to send, once the grace is over.
async fn due_at_once(
    store: &Store,
    schedule: &Schedule,
    policy: SchedulePolicy,
    now: Timestamp,
) -> Result<Option<DueRun<'static>>, OperationError> {
    let ready_by = now.minus(policy.grace);
    let through = store.ready_through(schedule.list, ready_by).await?;
    let marks = store.marks_of_readers(schedule.id, now).await?;
    let lowest = marks.into_iter().min();
    if through <= schedule.seen_through && lowest.is_none_or(|mark| through <= mark) {
        return Ok(None);
    }
    if store.undecided_digest(schedule.id).await?.is_some() {
        return Ok(None);
    }
    let Some(ready_at) = store.post_ready_at(schedule.list, through).await? else { return Ok(None) };
    let due_at = ready_at.plus(policy.grace);
    match choose(schedule.seen_through, through, schedule.limits, lowest) {
        // Said once for each newest post; then it waits for another one.
        Choice::Skip(_) if due_at <= schedule.looked_at => Ok(None),
        Choice::Skip(_) => Ok(Some(DueRun { due_at, ready_by, too_late: false, introduction: None })),
        // Posts that came together and are more than one digest takes need an instant each.
        Choice::Everybody { .. } | Choice::Marked { .. } => {
            let due_at = due_at.max(schedule.looked_at.plus(Duration::from_millis(1)));
            Ok(Some(DueRun { due_at, ready_by, too_late: false, introduction: None }))
        }
    }
}

/// Takes up planning that a crash or an approval left open.
pub async fn resume_planning(store: &Store, templates: &Templates, now: Timestamp) -> Result<(), OperationError> {
    for planned in store.digests_to_plan().await? {
        continue_planning(store, templates, &planned, now).await?;
    }
    Ok(())
}
