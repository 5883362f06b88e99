//! Claims due deliveries for the connections, as fast as they take them and no faster.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::rest;
use crate::operations::deliver::{ClaimCursor, Courier, Room, Tray};

/// How often the queue is asked when nothing wakes the feeder: other processes queue mail too.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// The claiming end of a [`Tray`].
pub struct Feeder {
    /// The queue.
    pub courier: Arc<Courier>,
    /// Where what was claimed waits.
    pub tray: Tray,
    /// How long a claim lasts without renewal.
    pub lease: Duration,
    /// Woken when mail was queued.
    pub wake: Arc<Notify>,
}

impl Feeder {
    /// Claims whenever there is room, until `shutdown`.
    pub async fn run(self, shutdown: CancellationToken) {
        let mut cursor = ClaimCursor::default();
        while !shutdown.is_cancelled() {
            let room = self.tray.room();
            let found = self.claim(&mut cursor, room).await;
            let goes_on = match (found, room.bulk) {
                (0, 0) => self.wait_for_room(&shutdown).await,
                (0, _) => rest(LOOK_EVERY, Some(&self.wake), &shutdown).await,
                _ => true,
            };
            if !goes_on {
                return;
            }
        }
    }

    /// How many deliveries were found.
    async fn claim(&self, cursor: &mut ClaimCursor, room: Room) -> usize {
        let claimed = match self.courier.claim(cursor, room, self.lease).await {
            Ok(claimed) => claimed,
            Err(error) => {
                tracing::error!(%error, "deliveries could not be claimed; they are tried again");
                return 0;
            }
        };
        let found = claimed.len();
        let too_late = self.tray.put(claimed);
        if !too_late.is_empty()
            && let Err(error) = self.courier.give_back_unbegun(&too_late).await
        {
            tracing::warn!(%error, "claimed deliveries could not be given back; their leases will end");
        }
        found
    }

    /// The tray is full: waits until something was taken, and makes room where only deliveries lie that have to wait.
    async fn wait_for_room(&self, shutdown: &CancellationToken) -> bool {
        tokio::select! {
            () = shutdown.cancelled() => return false,
            () = self.wake.notified() => {}
            () = self.tray.wait_for_room(LOOK_EVERY) => {}
        }
        let blocked = self.tray.take_blocked();
        if let Err(error) = self.courier.put_off(&blocked).await {
            tracing::warn!(%error, "deliveries could not be put off; their leases will end");
        }
        true
    }
}
