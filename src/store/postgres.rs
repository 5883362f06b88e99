//! Opening PostgreSQL: one pool, with the limits that keep one stuck session from stopping the others.

use std::str::FromStr;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use super::engine::Engine;
use super::error::StoreError;

/// How long a request waits for a connection before it is told that the database is not available.
const PATIENCE: Duration = Duration::from_secs(5);

/// Opens a pool to `url`.
pub(super) async fn open(url: &str, connections: u32) -> Result<Engine, StoreError> {
    let options = PgConnectOptions::from_str(url)
        .map_err(|error| StoreError::from_driver("reading database.url", &error))?
        .application_name("letterbell")
        .options([
            ("lock_timeout", "5s"),
            ("statement_timeout", "60s"),
            ("idle_in_transaction_session_timeout", "60s"),
        ]);
    let pool = PgPoolOptions::new()
        .max_connections(connections.max(2))
        .acquire_timeout(PATIENCE)
        .connect_with(options)
        .await
        .map_err(|error| StoreError::from_driver("connecting to the database", &error))?;
    Ok(Engine::Postgres(pool))
}
