//! Writes down what was counted.

use std::sync::Arc;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::rest;
use crate::clock::Clock;
use crate::domain::time::Timestamp;
use crate::operations::count::Counter;

/// As much as a crash loses, besides clicks that wait to be settled.
const EVERY: Duration = Duration::from_secs(1);

/// Writes until `served`, when nobody asks for a link any more, and then the rest.
pub async fn run(counter: Arc<Counter>, clock: Arc<dyn Clock>, served: CancellationToken) {
    while rest(EVERY, None, &served).await {
        if let Err(error) = counter.write_down(clock.now()).await {
            tracing::error!(%error, "clicks and opens are not written down; they are tried again");
        }
    }
    if let Err(error) = counter.write_down(Timestamp::END).await {
        tracing::error!(%error, "the last clicks and opens are lost");
    }
}
