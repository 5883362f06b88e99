//! Verifying: every promise held against the database, and the schedules against the clock.

use std::time::Duration;

use super::OperationError;
use crate::domain::id::ScheduleId;
use crate::domain::time::Timestamp;
use crate::store::{Checked, Store};

/// A due run that nobody took up for this long: the scheduler looks every second, and a run's planning may take a while.
const OVERDUE_AFTER: Duration = Duration::from_secs(5 * 60);

/// What verifying found.
#[derive(Clone, Debug)]
pub struct Verified {
    /// Every promise.
    pub promises: Vec<Checked>,
    /// Schedules whose run is overdue, each with the instant: no promise is broken, but nobody seems to be at work.
    pub overdue: Vec<(ScheduleId, Timestamp)>,
}

impl Verified {
    /// Whether every promise holds.
    pub fn holds(&self) -> bool {
        self.promises.iter().all(Checked::holds)
    }
}

/// Holds every promise against the database; see [`Store::verify`].
pub async fn verify(
    store: &Store,
    lease: Duration,
    now: Timestamp,
    told: impl FnMut(&'static str),
) -> Result<Verified, OperationError> {
    let promises = store.verify(lease, now, told).await?;
    let latest = now.minus(OVERDUE_AFTER);
    let schedules = store.schedules(None).await?;
    let overdue = schedules.iter().filter_map(|schedule| {
        let due = schedule.timing.last_due(schedule.looked_at, latest)?;
        Some((schedule.id, due))
    });
    Ok(Verified { promises, overdue: overdue.collect() })
}
