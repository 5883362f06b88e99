//! Sends what is due over every relay's connections; takes over from the dead; drains at the end.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::feeder::{Feed, Feeder};
use super::rest;
use crate::operations::deliver::{Courier, RelayLine, Slot};
use crate::operations::reclaim::{reclaim_from, reclaim_spent_leases};
use crate::operations::record::RecorderLoop;

/// A connection without work for so long says goodbye to its relay.
const IDLE: Duration = Duration::from_secs(10);

/// The sender's parts.
pub struct Sender {
    /// What connections share. Nobody else holds its recorder when the sender ends.
    pub courier: Arc<Courier>,
    /// The committing end of the courier's recorder.
    pub recorder: RecorderLoop,
    /// The relays.
    pub relays: Vec<Arc<RelayLine>>,
    /// How long a claim lasts without renewal.
    pub lease: Duration,
    /// How long messages under way may take to end.
    pub drain: Duration,
    /// Woken when mail was queued.
    pub mail_queued: Arc<Notify>,
}

impl Sender {
    /// Sends until `shutdown`; then claims nothing more, gives back what was not begun, and lets messages under way end.
    pub async fn run(self, shutdown: CancellationToken) {
        let connections = self.relays.iter().map(|relay| usize::from(relay.relay().connections)).sum();
        let (feeder, feed) =
            Feeder::new(Arc::clone(&self.courier), connections, self.lease, Arc::clone(&self.mail_queued));
        let recording = tokio::spawn(self.recorder.run());
        // Leases are renewed until the last message has ended.
        let ended = CancellationToken::new();
        let keeping = tokio::spawn(keep_leases(Arc::clone(&self.courier), self.lease, ended.clone()));
        let feeding = tokio::spawn(feeder.run(shutdown.clone()));
        let mut lines = JoinSet::new();
        for relay in &self.relays {
            for _ in 0..relay.relay().connections {
                let slot = Slot::new(Arc::clone(relay));
                lines.spawn(work(slot, Arc::clone(&self.courier), feed.clone(), shutdown.clone()));
            }
        }
        shutdown.cancelled().await;
        let drained = tokio::time::timeout(self.drain, async { while lines.join_next().await.is_some() {} }).await;
        if drained.is_err() {
            tracing::warn!("relays did not answer in time; their messages count as unknown");
            lines.shutdown().await;
        }
        let _ = feeding.await;
        give_back(&self.courier, &feed).await;
        ended.cancel();
        let _ = keeping.await;
        // The last outcomes are recorded before anything that is left is called unknown.
        let owner = self.courier.owner.clone();
        let (store, on_unknown, clock) =
            (self.courier.store.clone(), self.courier.on_unknown, Arc::clone(&self.courier.clock));
        drop(self.courier);
        if tokio::time::timeout(Duration::from_secs(3), recording).await.is_err() {
            tracing::error!("the last outcomes could not be recorded; they count as unknown after the next start");
            return;
        }
        if let Err(error) = reclaim_from(&store, &owner, on_unknown, clock.now()).await {
            tracing::warn!(%error, "what was under way could not be given back; its leases will end");
        }
    }
}

/// One connection: takes deliveries until there are no more.
async fn work(mut slot: Slot, courier: Arc<Courier>, feed: Feed, shutdown: CancellationToken) {
    loop {
        if let Some(span) = slot.line().rest().await {
            if !rest(span, None, &shutdown).await {
                break;
            }
            continue;
        }
        let next = tokio::select! {
            biased;
            () = shutdown.cancelled() => break,
            next = tokio::time::timeout(IDLE, feed.next()) => next,
        };
        match next {
            Ok(Some(delivery)) => slot.deliver(&courier, &delivery).await,
            Ok(None) => break,
            Err(_) => slot.close().await,
        }
    }
    slot.close().await;
}

/// Renews this worker's leases, and takes over those of workers that no longer do.
async fn keep_leases(courier: Arc<Courier>, lease: Duration, ended: CancellationToken) {
    while rest(lease / 4, None, &ended).await {
        if let Err(error) = courier.renew_leases(lease).await {
            tracing::error!(%error, "leases could not be renewed");
            continue;
        }
        if let Err(error) = reclaim_spent_leases(&courier.store, courier.on_unknown, courier.clock.now()).await {
            tracing::error!(%error, "spent leases could not be taken over");
        }
    }
}

async fn give_back(courier: &Courier, feed: &Feed) {
    if let Err(error) = courier.give_back_unbegun(&feed.leftovers().await).await {
        tracing::warn!(%error, "claimed deliveries could not be given back; their leases will end");
    }
}
