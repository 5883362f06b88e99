//! What a sender does beside sending: it says that it is there, keeps its leases, shares the relays' rates with the others, and takes over
//! from those that are gone.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::OperationError;
use super::deliver::{Courier, RecipientDomains, RelayLine};
use super::reclaim::reclaim_spent_leases;
use crate::domain::time::Timestamp;

/// A sender's presence among those on the same database.
pub struct Attendance {
    courier: Arc<Courier>,
    lines: Vec<Arc<RelayLine>>,
    domains: RecipientDomains,
    lease: Duration,
    renewed: Option<Instant>,
    processes: u32,
}

/// Who was not seen for so long is not counted any more.
const SILENT_AFTER: Duration = Duration::from_secs(20);

impl Attendance {
    /// Of a sender that uses `lines`.
    pub const fn new(
        courier: Arc<Courier>,
        lines: Vec<Arc<RelayLine>>,
        domains: RecipientDomains,
        lease: Duration,
    ) -> Self {
        Self { courier, lines, domains, lease, renewed: None, processes: 1 }
    }

    /// Does all of it once; call it every few seconds.
    pub async fn attend(&mut self) {
        if let Err(error) = self.share().await {
            tracing::error!(%error, "this sender could not say that it is there");
        }
        if self.renewed.is_none_or(|renewed| renewed.elapsed() >= self.lease / 4) {
            match self.courier.renew_leases(self.lease).await {
                Ok(_) => self.renewed = Some(Instant::now()),
                Err(error) => {
                    tracing::error!(%error, "leases could not be renewed");
                    return;
                }
            }
        }
        match self.now_as_others_see_it().await {
            Ok(Some(now)) => {
                if let Err(error) = reclaim_spent_leases(&self.courier.store, self.courier.on_unknown, now).await {
                    tracing::error!(%error, "spent leases could not be taken over");
                }
            }
            Ok(None) => {}
            Err(error) => tracing::error!(%error, "the database's clock could not be read"),
        }
    }

    /// Says goodbye, and gives back what the relays' quotas had granted.
    pub async fn leave(&self) {
        let store = &self.courier.store;
        for line in &self.lines {
            if let Some((day, left)) = line.unused_quota()
                && let Err(error) = store.give_back_quota(&line.relay().name, day, left).await
            {
                tracing::warn!(relay = line.relay().name, %error, "a part of the day's quota is lost");
            }
        }
        if store.is_shared()
            && let Err(error) = store.forget_worker(&self.courier.owner).await
        {
            tracing::warn!(%error, "this sender could not say goodbye; it is forgotten by itself");
        }
    }

    /// Divides rates and connections among the processes that send now.
    async fn share(&mut self) -> Result<(), OperationError> {
        let store = &self.courier.store;
        if !store.is_shared() {
            return Ok(());
        }
        let now = self.courier.clock.now();
        let processes = store.seen(&self.courier.owner, now.minus(SILENT_AFTER), now).await?;
        if processes != self.processes {
            tracing::info!(processes, "senders on this database; they share the relays' rates and connections");
            self.processes = processes;
            self.lines.iter().for_each(|line| line.share_among(processes));
            self.domains.share_among(processes);
        }
        Ok(())
    }

    /// The time, when it is right: a machine whose clock is far ahead would take over what is in good hands. `None` when it is not.
    async fn now_as_others_see_it(&self) -> Result<Option<Timestamp>, OperationError> {
        let now = self.courier.clock.now();
        if !self.courier.store.is_shared() {
            return Ok(Some(now));
        }
        let database = self.courier.store.database_clock().await?;
        let off = database.since(now).max(now.since(database));
        if off > self.lease / 4 {
            let off_s = off.as_secs();
            tracing::error!(
                off_s,
                "this machine's clock is off the database's: nothing is taken over until it is right"
            );
            return Ok(None);
        }
        Ok(Some(now))
    }
}
