//! Opening PostgreSQL: one pool, with the limits that keep one stuck session from stopping the others.

use std::str::FromStr;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{Connection as _, PgPool, Postgres, Transaction};

use super::engine::Engine;
use super::error::StoreError;
use super::wakes::Waking;

/// How long a request waits for a connection before it is told that the database is not available.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long a connection that worked is taken to work still. Less than a server takes to start anew.
const TRUSTED_FOR: Duration = Duration::from_millis(100);

/// The advisory lock's number, `letterbe` in ASCII: no other program takes it by chance.
const MIGRATION_LOCK: i64 = i64::from_be_bytes(*b"letterbe");

/// The lock under which a process migrates: a transaction that holds it until it ends.
pub(super) async fn lock_for_migration(pool: &PgPool) -> Result<Transaction<'static, Postgres>, StoreError> {
    let locking = async {
        let mut transaction = pool.begin().await?;
        // Another start may migrate for longer than this pool's limits; while this one migrates, the transaction is idle.
        let patience = "SET LOCAL lock_timeout = '60s'; SET LOCAL idle_in_transaction_session_timeout = 0";
        sqlx::raw_sql(patience).execute(&mut *transaction).await?;
        sqlx::query("SELECT pg_advisory_xact_lock($1)").bind(MIGRATION_LOCK).execute(&mut *transaction).await?;
        Ok(transaction)
    };
    locking.await.map_err(|error| StoreError::from_driver("locking the database for migration", &error))
}

/// Opens a pool to `url`.
pub(super) async fn open(url: &str, connections: u32) -> Result<Engine, StoreError> {
    let options = PgConnectOptions::from_str(url)
        .map_err(|error| StoreError::from_driver("reading database.url", &error))?
        .application_name("letterbell")
        .options([
            ("lock_timeout", "5s"),
            ("statement_timeout", "60s"),
            // Statements are few and run often: to plan one anew takes longer than to run it.
            ("plan_cache_mode", "force_generic_plan"),
            // A few rows are looked up by their ids; what PostgreSQL assumes of spinning disks has it read whole tables instead.
            ("random_page_cost", "1.1"),
            // Compiling pays off for a report, not for a statement of a millisecond; each connection would compile anew.
            ("jit", "off"),
            ("idle_in_transaction_session_timeout", "60s"),
        ]);
    let pool = PgPoolOptions::new()
        .max_connections(connections.max(2))
        .acquire_timeout(PATIENCE)
        // To ask each time costs a round trip; what has been silent for longer may have been cut off.
        .test_before_acquire(false)
        .before_acquire(|connection, state| {
            Box::pin(async move {
                if state.idle_for > TRUSTED_FOR {
                    connection.ping().await?;
                }
                Ok(true)
            })
        })
        .connect_with(options)
        .await
        .map_err(|error| StoreError::from_driver("connecting to the database", &error))?;
    Ok(Engine::Postgres { waking: Waking::new(pool.clone()), pool })
}
