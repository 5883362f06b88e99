//! Which claimed deliveries this process is still to bring to an end.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::domain::id::DeliveryId;

/// The claims whose leases are renewed, by delivery and epoch; cheap to clone, all clones are one.
///
/// Renewing whatever the database has under this process's name would keep for ever what the process lost track of: a claim whose answer
/// was lost with the connection, a delivery that could not be given back. The leases of such claims end, and they are taken over.
#[derive(Clone, Debug, Default)]
pub struct InHand(Arc<Mutex<HashSet<(DeliveryId, i64)>>>);

impl InHand {
    /// Claimed just now.
    pub fn take(&self, delivery: DeliveryId, epoch: i64) {
        self.claims().insert((delivery, epoch));
    }

    /// Ended, given back, or lost track of.
    pub fn let_go(&self, delivery: DeliveryId, epoch: i64) {
        self.claims().remove(&(delivery, epoch));
    }

    /// The deliveries, in no order.
    pub fn deliveries(&self) -> Vec<DeliveryId> {
        self.claims().iter().map(|(delivery, _)| *delivery).collect()
    }

    fn claims(&self) -> MutexGuard<'_, HashSet<(DeliveryId, i64)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
