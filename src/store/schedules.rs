//! Schedules.

use super::Store;
use super::engine::Transaction;
use super::error::StoreError;
use super::row::Row;
use super::statement::{Statement, params, statements};
use crate::domain::digest::PostLimits;
use crate::domain::id::{ListId, ScheduleId};
use crate::domain::list::Slug;
use crate::domain::schedule::{Dispatch, Schedule, Timing, Zone};
use crate::domain::time::Timestamp;

statements! {
    ADD_SCHEDULE = "INSERT INTO schedule (list_id, name, expression, zone, local, dispatch, minimum_posts, maximum_posts, seen_through, looked_at,
                                          created_at)
                    SELECT id, $2, $3, $4, $9, $5, $6, $7, last_post, $8, $8 FROM list WHERE id = $1 RETURNING id";
    SCHEDULES = "SELECT id, list_id, name, expression, zone, local, dispatch, minimum_posts, maximum_posts, seen_through, looked_at
                 FROM schedule ORDER BY id";
    SCHEDULES_OF_LIST = "SELECT id, list_id, name, expression, zone, local, dispatch, minimum_posts, maximum_posts, seen_through, looked_at
                         FROM schedule WHERE list_id = $1 ORDER BY id";
    SCHEDULE = "SELECT id, list_id, name, expression, zone, local, dispatch, minimum_posts, maximum_posts, seen_through, looked_at
                FROM schedule WHERE id = $1";
    LOOKED_AT = "UPDATE schedule SET looked_at = $2 WHERE id = $1 AND looked_at < $2";
}

/// A schedule as the operator describes it.
#[derive(Clone, Debug)]
pub struct NewSchedule {
    /// The list that offers it.
    pub list: ListId,
    /// Its name in commands and forms; unique within the list.
    pub name: Slug,
    /// When it is due.
    pub timing: Timing,
    /// The zone in which its dates are told to readers.
    pub zone: Zone,
    /// Whether each reader's own clocks say when it is due.
    pub local: bool,
    /// Whether its digests go out by themselves.
    pub dispatch: Dispatch,
    /// How many posts a digest may carry.
    pub limits: PostLimits,
}

impl Store {
    /// Adds a schedule; its first digest begins after the posts that are there now. [`StoreError::Conflict`] when the name is taken.
    pub async fn add_schedule(&self, schedule: &NewSchedule, now: Timestamp) -> Result<ScheduleId, StoreError> {
        let mut transaction = self.engine.begin().await?;
        let id = transaction
            .insert(
                &ADD_SCHEDULE,
                params![
                    schedule.list,
                    schedule.name.as_str(),
                    schedule.timing.expression(),
                    schedule.zone.name(),
                    schedule.dispatch.as_str(),
                    posts_as_number(schedule.limits.minimum),
                    schedule.limits.maximum.map(posts_as_number),
                    now,
                    schedule.local,
                ],
            )
            .await?;
        transaction.commit().await?;
        Ok(ScheduleId::new(id))
    }

    /// All schedules, or those of one list, in the order in which they were added.
    pub async fn schedules(&self, list: Option<ListId>) -> Result<Vec<Schedule>, StoreError> {
        let rows = match list {
            Some(list) => self.engine.rows(&SCHEDULES_OF_LIST, params![list]).await?,
            None => self.engine.rows(&SCHEDULES, &[]).await?,
        };
        rows.iter().map(stored).collect()
    }

    /// One schedule.
    pub async fn schedule(&self, id: ScheduleId) -> Result<Option<Schedule>, StoreError> {
        self.engine.row(&SCHEDULE, params![id]).await?.as_ref().map(stored).transpose()
    }

    /// Remembers that due instants up to `instant` were dealt with.
    pub async fn schedule_looked_at(&self, id: ScheduleId, instant: Timestamp) -> Result<(), StoreError> {
        self.engine.execute(&LOOKED_AT, params![id, instant]).await.map(drop)
    }
}

/// One schedule, seen from inside a transaction.
pub(super) async fn schedule_in(transaction: &mut Transaction, id: ScheduleId) -> Result<Option<Schedule>, StoreError> {
    transaction.row(&SCHEDULE, params![id]).await?.as_ref().map(stored).transpose()
}

/// Limits are checked where they are typed to be far below what 64 bits hold.
pub(super) fn posts_as_number(posts: u64) -> i64 {
    i64::try_from(posts).unwrap_or(i64::MAX)
}

fn stored(row: &Row) -> Result<Schedule, StoreError> {
    schedule(row, "id", "name")
}

/// A schedule, whose id and name stand in these columns.
pub(super) fn schedule(row: &Row, id: &'static str, name: &'static str) -> Result<Schedule, StoreError> {
    let zone = row.text("zone")?;
    let local = row.integer("local")? == 1;
    let timing = row.parsed("schedule", "expression", |text| Timing::parse(text, &zone).ok())?;
    let posts = |column| row.count("schedule", column).map(u64::from);
    let maximum = match row.optional_integer("maximum_posts")? {
        Some(_) => Some(posts("maximum_posts")?),
        None => None,
    };
    Ok(Schedule {
        id: ScheduleId::new(row.integer(id)?),
        list: ListId::new(row.integer("list_id")?),
        name: row.parsed("schedule", name, |text| text.parse().ok())?,
        timing: if local { timing.on_earliest_clocks() } else { timing },
        zone: row.parsed("schedule", "zone", |text| Zone::parse(text).ok())?,
        local,
        dispatch: row.parsed("schedule", "dispatch", Dispatch::parse)?,
        limits: PostLimits { minimum: posts("minimum_posts")?, maximum },
        seen_through: row.number("seen_through")?,
        looked_at: row.instant("looked_at")?,
    })
}
