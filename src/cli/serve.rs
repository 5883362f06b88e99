//! `letterbell serve` and `letterbell work`

use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

use super::Failure;
use super::output::Report;
use crate::app::{self, Core};

/// Serves until SIGTERM or SIGINT, then ends what is in hand.
pub async fn run(core: Core) -> Result<Report, Failure> {
    let address = core.settings.server.listen;
    let listener = TcpListener::bind(address).await.map_err(|error| {
        Failure::Refused(format!("cannot listen on {address}: {error}. Is something else there? See server.listen"))
    })?;
    run_with(core, Some(listener)).await
}

/// Works without pages, beside others on one PostgreSQL database, until SIGTERM or SIGINT.
pub async fn work(core: Core) -> Result<Report, Failure> {
    run_with(core, None).await
}

async fn run_with(core: Core, listener: Option<TcpListener>) -> Result<Report, Failure> {
    for warning in &core.settings.warnings {
        tracing::warn!("{warning}");
    }
    for applied in &core.migrated.applied {
        tracing::info!(migration = applied, "database migrated");
    }
    app::serve(core, listener, shutdown_on_signal()?).await?;
    Ok(Report::silent())
}

/// A token that SIGTERM and SIGINT cancel.
pub fn shutdown_on_signal() -> Result<CancellationToken, Failure> {
    let mut terminate = signal(SignalKind::terminate()).map_err(Failure::refused)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(Failure::refused)?;
    let token = CancellationToken::new();
    let cancel = token.clone();
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        cancel.cancel();
    });
    Ok(token)
}
