//! Claims due deliveries for the connections, a small batch at a time, so that a single mail never waits behind a long one.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Mutex, Notify, mpsc};
use tokio_util::sync::CancellationToken;

use super::rest;
use crate::operations::deliver::{ClaimedDelivery, Courier};

/// How often the queue is asked when nothing wakes the feeder: other processes queue mail too.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// Where connections take their next delivery from.
#[derive(Clone)]
pub struct Feed(Arc<Mutex<mpsc::Receiver<ClaimedDelivery>>>);

/// The claiming end.
pub struct Feeder {
    courier: Arc<Courier>,
    claimed: mpsc::Sender<ClaimedDelivery>,
    batch: usize,
    lease: Duration,
    wake: Arc<Notify>,
}

impl Feed {
    /// The next claimed delivery; `None` when the feeder has ended and nothing is left.
    pub async fn next(&self) -> Option<ClaimedDelivery> {
        self.0.lock().await.recv().await
    }

    /// What was claimed and not taken.
    pub async fn leftovers(&self) -> Vec<ClaimedDelivery> {
        let mut receiver = self.0.lock().await;
        receiver.close();
        let mut left = Vec::new();
        while let Ok(delivery) = receiver.try_recv() {
            left.push(delivery);
        }
        left
    }
}

impl Feeder {
    /// A feeder for `connections` connections, with both ends.
    pub fn new(courier: Arc<Courier>, connections: usize, lease: Duration, wake: Arc<Notify>) -> (Self, Feed) {
        let batch = connections.max(1);
        let (claimed, receiver) = mpsc::channel(batch);
        (Self { courier, claimed, batch, lease, wake }, Feed(Arc::new(Mutex::new(receiver))))
    }

    /// Claims whenever there is room, until `shutdown`.
    pub async fn run(self, shutdown: CancellationToken) {
        loop {
            let Some(Ok(room)) = shutdown.run_until_cancelled(self.claimed.reserve_many(self.batch)).await else {
                return;
            };
            let mut room = room;
            let claimed = self.claim().await;
            let found = claimed.len();
            for delivery in claimed {
                if let Some(place) = room.next() {
                    place.send(delivery);
                }
            }
            drop(room);
            if found == 0 && !rest(LOOK_EVERY, Some(&self.wake), &shutdown).await {
                return;
            }
        }
    }

    async fn claim(&self) -> Vec<ClaimedDelivery> {
        let limit = u32::try_from(self.batch).unwrap_or(u32::MAX);
        match self.courier.claim(limit, self.lease).await {
            Ok(claimed) => claimed,
            Err(error) => {
                tracing::error!(%error, "deliveries could not be claimed; they are tried again");
                Vec::new()
            }
        }
    }
}
