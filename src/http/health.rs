//! Whether the process lives, and whether it can do its work.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;

use super::Web;

/// How long the database may take to answer.
const PATIENCE: Duration = Duration::from_secs(2);

/// `/healthz`: the process answers. Restarting it would not help a database that is away.
pub async fn alive() -> &'static str {
    "alive\n"
}

/// `/readyz`: the database takes writes.
pub async fn ready(State(web): State<Arc<Web>>) -> (StatusCode, &'static str) {
    match tokio::time::timeout(PATIENCE, web.store.ping_writer()).await {
        Ok(Ok(())) => (StatusCode::OK, "ready\n"),
        Ok(Err(error)) => {
            tracing::warn!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database is not available\n")
        }
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer in time\n"),
    }
}
