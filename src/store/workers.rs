//! The processes that work on one database: who is there, who has which duty, and what a relay may still take today.

use super::Store;
use super::engine::Engine;
use super::error::StoreError;
use super::statement::{Statement, params, statements};
use crate::domain::time::Timestamp;

statements! {
    SEEN = "INSERT INTO worker (name, seen_at) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET seen_at = excluded.seen_at";
    FORGET_SILENT = "DELETE FROM worker WHERE seen_at <= $1";
    FORGET_WORKER = "DELETE FROM worker WHERE name = $1";
    COUNT_WORKERS = "SELECT count(*) AS n FROM worker";
    /// The constraint decides who is first. Whoever holds it for longer than this candidate would has it from before the clock was set back.
    HOLD_DUTY = "INSERT INTO duty (name, holder, held_until) VALUES ($1, $2, $3)
                 ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, held_until = excluded.held_until
                 WHERE duty.holder = excluded.holder OR duty.held_until <= $4 OR duty.held_until > excluded.held_until RETURNING name";
    DROP_DUTY = "DELETE FROM duty WHERE name = $1 AND holder = $2";
    OPEN_DAY = "INSERT INTO relay_day (relay, day, granted) VALUES ($1, $2, 0) ON CONFLICT (relay, day) DO NOTHING";
    GRANTED = {
        sqlite: "SELECT granted FROM relay_day WHERE relay = $1 AND day = $2",
        postgres: "SELECT granted FROM relay_day WHERE relay = $1 AND day = $2 FOR UPDATE",
    };
    GRANT = "UPDATE relay_day SET granted = granted + $3 WHERE relay = $1 AND day = $2";
    FORGET_DAYS = "DELETE FROM relay_day WHERE day < $1";
    /// SQLite has no clock but the machine's.
    CLOCK = {
        sqlite: "SELECT CAST(unixepoch('subsec') * 1000 AS INTEGER) AS now_ms",
        postgres: "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT) AS now_ms",
    };
}

/// Days that a relay's grants are kept.
const DAYS_KEPT: i64 = 90;

impl Store {
    /// Says that `worker` is at work, forgets those not seen after `silent_since`, and tells how many are there, at least one.
    pub async fn seen(&self, worker: &str, silent_since: Timestamp, now: Timestamp) -> Result<u32, StoreError> {
        let mut transaction = self.engine.begin().await?;
        transaction.execute(&SEEN, params![worker, now]).await?;
        transaction.execute(&FORGET_SILENT, params![silent_since]).await?;
        let row = transaction.row(&COUNT_WORKERS, &[]).await?;
        transaction.commit().await?;
        row.map_or(Ok(1), |row| row.count("worker", "n"))
    }

    /// Says that `worker` has ended.
    pub async fn forget_worker(&self, worker: &str) -> Result<(), StoreError> {
        self.engine.execute(&FORGET_WORKER, params![worker]).await.map(drop)
    }

    /// Takes or keeps a duty that one process at most has, until `until` unless it is kept again. `false` when another one has it.
    pub async fn hold_duty(
        &self,
        duty: &str,
        holder: &str,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.engine.begin().await?;
        let held = transaction.row(&HOLD_DUTY, params![duty, holder, until, now]).await?.is_some();
        transaction.commit().await?;
        Ok(held)
    }

    /// Lets go of a duty, so that another one can take it at once.
    pub async fn drop_duty(&self, duty: &str, holder: &str) -> Result<(), StoreError> {
        self.engine.execute(&DROP_DUTY, params![duty, holder]).await.map(drop)
    }

    /// Lets a relay take up to `wanted` more messages on a day, as far as `quota` allows; tells how many. Processes share the quota.
    pub async fn grant_quota(&self, relay: &str, day: i64, wanted: u32, quota: u32) -> Result<u32, StoreError> {
        let mut transaction = self.engine.begin().await?;
        transaction.execute(&OPEN_DAY, params![relay, day]).await?;
        let row = transaction.row(&GRANTED, params![relay, day]).await?;
        let granted = row.map_or(Ok(0), |row| row.integer("granted"))?;
        let left = u32::try_from(i64::from(quota) - granted).unwrap_or(0);
        let more = wanted.min(left);
        if more > 0 {
            transaction.execute(&GRANT, params![relay, day, more]).await?;
            transaction.execute(&FORGET_DAYS, params![day - DAYS_KEPT]).await?;
        }
        transaction.commit().await?;
        Ok(more)
    }

    /// Gives back what a relay was allowed to take and did not.
    pub async fn give_back_quota(&self, relay: &str, day: i64, unused: u32) -> Result<(), StoreError> {
        self.engine.execute(&GRANT, params![relay, day, -i64::from(unused)]).await.map(drop)
    }

    /// The database's clock: what machines that share it have in common.
    pub async fn database_clock(&self) -> Result<Timestamp, StoreError> {
        let row = self.engine.row(&CLOCK, &[]).await?;
        let missing = StoreError::Driver { statement: CLOCK.name, cause: "no time came back".to_owned() };
        row.ok_or(missing)?.instant("now_ms")
    }

    /// Whether several processes may send from this database at the same time.
    pub fn is_shared(&self) -> bool {
        matches!(self.engine, Engine::Postgres { .. })
    }
}
