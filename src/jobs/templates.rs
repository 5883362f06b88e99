//! Takes up templates of sites' own while the service runs.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::rest;
use crate::operations::own_templates::TemplateWatch;

/// How late a running process may take up a template that was changed.
const EVERY: Duration = Duration::from_secs(2);

/// Looks until `shutdown`.
pub async fn run(watch: TemplateWatch, shutdown: CancellationToken) {
    while rest(EVERY, None, &shutdown).await {
        if let Err(error) = watch.look().await {
            tracing::error!(%error, "templates of sites' own could not be looked at; the last ones stay");
        }
    }
}
