//! What a sender does beside sending: it says that it is there, keeps its leases, shares the relays' rates with the others, and takes over
//! from those that are gone.
//!
//! All of it goes by the database's clock, which all its senders share: a machine whose own clock is wrong neither takes over what is in good
//! hands nor writes leases that others take for spent. Between two looks at that clock it goes on steadily. When it was set meanwhile, every
//! lease looks longer or shorter than it is: then each sender renews its own at once, and takes nothing over until the others had time to.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::OperationError;
use super::deliver::{Courier, RecipientDomains, RelayLine};
use super::reclaim::reclaim_spent_leases;
use crate::clock::{Clock, SteadyClock};
use crate::domain::time::Timestamp;

/// A sender's presence among those on the same database.
pub struct Attendance {
    courier: Arc<Courier>,
    /// The courier's clock, which is set here.
    clock: Arc<SteadyClock>,
    machine: Arc<dyn Clock>,
    lines: Vec<Arc<RelayLine>>,
    domains: RecipientDomains,
    lease: Duration,
    renewed: Option<Instant>,
    /// Until when nothing is taken over, because the clock was set.
    waits_until: Option<Instant>,
    machine_is_off: bool,
    processes: u32,
}

/// Who was not seen for so long is not counted any more.
const SILENT_AFTER: Duration = Duration::from_secs(20);

/// The clocks of a sender.
pub struct Clocks {
    /// The courier's, by which leases are written and judged; attendance sets it to the database's.
    pub shared: Arc<SteadyClock>,
    /// The machine's.
    pub machine: Arc<dyn Clock>,
}

impl Attendance {
    /// Of a sender that uses `lines`.
    pub fn new(
        courier: Arc<Courier>,
        clocks: Clocks,
        lines: Vec<Arc<RelayLine>>,
        domains: RecipientDomains,
        lease: Duration,
    ) -> Self {
        Self {
            courier,
            clock: clocks.shared,
            machine: clocks.machine,
            lines,
            domains,
            lease,
            renewed: None,
            waits_until: None,
            machine_is_off: false,
            processes: 1,
        }
    }

    /// Does all of it once; call it every few seconds.
    pub async fn attend(&mut self) {
        let was_set = match self.look_at_the_clock().await {
            Ok(was_set) => was_set,
            Err(error) => {
                tracing::error!(%error, "the database's clock could not be read");
                return;
            }
        };
        if was_set {
            self.waits_until = Some(Instant::now() + self.lease);
        }
        if let Err(error) = self.share().await {
            tracing::error!(%error, "this sender could not say that it is there");
        }
        if was_set || self.renewed.is_none_or(|renewed| renewed.elapsed() >= self.lease / 4) {
            match self.courier.renew_leases(self.lease).await {
                Ok(_) => self.renewed = Some(Instant::now()),
                Err(error) => {
                    tracing::error!(%error, "leases could not be renewed");
                    self.renewed = None;
                    return;
                }
            }
        }
        if self.waits_until.is_some_and(|until| Instant::now() < until) {
            return;
        }
        let now = self.clock.now();
        if let Err(error) = reclaim_spent_leases(&self.courier.store, self.courier.on_unknown, now).await {
            tracing::error!(%error, "spent leases could not be taken over");
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
        let now = self.clock.now();
        let processes = store.seen(&self.courier.owner, now.minus(SILENT_AFTER), now).await?;
        if processes != self.processes {
            tracing::info!(processes, "senders on this database; they share the relays' rates and connections");
            self.processes = processes;
            self.lines.iter().for_each(|line| line.share_among(processes));
            self.domains.share_among(processes);
        }
        Ok(())
    }

    /// Sets the shared clock to the database's; tells whether that one was set since the last look, by more than a lease bears.
    async fn look_at_the_clock(&mut self) -> Result<bool, OperationError> {
        let expected = self.clock.now();
        let database = self.courier.store.database_clock().await?;
        // The answer may have taken its time: the clock was right if it lies between the question and the answer.
        let off = off(database, expected, self.clock.now());
        let machine_off = off_by(database, self.machine.now());
        self.clock.set(database);
        let machine_is_off = machine_off > self.lease / 4;
        if machine_is_off && !self.machine_is_off {
            let off_s = machine_off.as_secs();
            tracing::error!(
                off_s,
                "this machine's clock is off the database's: schedules and links go by it, set it right"
            );
        }
        self.machine_is_off = machine_is_off;
        let was_set = off > self.lease / 4;
        if was_set {
            let off_s = off.as_secs();
            tracing::warn!(
                off_s,
                "the clock was set: leases are renewed, and nothing is taken over before others did so"
            );
        }
        Ok(was_set)
    }
}

/// How far `shown` is from the span between two instants.
fn off(shown: Timestamp, from: Timestamp, to: Timestamp) -> Duration {
    from.since(shown).max(shown.since(to))
}

fn off_by(one: Timestamp, other: Timestamp) -> Duration {
    off(one, other, other)
}
