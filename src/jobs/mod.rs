//! Loops. Each takes a cancellation token, finishes what is in hand, and survives every error of what it calls.

pub mod ear;
pub mod feeder;
pub mod poller;
pub mod scheduler;
pub mod sender;

use std::time::Duration;

use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

/// Waits until `span` is over, `wake` is notified or `shutdown` is cancelled; `false` when it is cancelled.
async fn rest(span: Duration, wake: Option<&Notify>, shutdown: &CancellationToken) -> bool {
    let woken = async {
        match wake {
            Some(wake) => wake.notified().await,
            None => std::future::pending().await,
        }
    };
    tokio::select! {
        () = shutdown.cancelled() => false,
        () = woken => true,
        () = tokio::time::sleep(span) => true,
    }
}
