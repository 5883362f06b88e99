//! From the queue to the relay: connect, intend, hand over, record.
//!
//! Nothing of a transaction is inside a database transaction, and nothing is said to a relay about a delivery before its intent is
//! durable. A fault of the relay charges nobody: the delivery is given back and the relay rests.

mod conversation;
mod domains;
mod line;
mod outcome;
mod reach;
mod tray;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

pub use self::conversation::Slot;
pub use self::domains::RecipientDomains;
pub use self::line::RelayLine;
pub use self::tray::{Room, Taken, Tray};
use super::compose::Composer;
use super::in_hand::InHand;
use super::record::Recorder;
use crate::clock::Clock;
use crate::domain::id::{DeliveryId, DigestId};
use crate::domain::retry::{OnUnknown, PolicyRefusal, PolicyTally, RetryPolicy};
use crate::store::{Claim, Store, StoreError};
pub use crate::store::{ClaimCursor, ClaimedDelivery};

/// What all connections share.
pub struct Courier {
    /// The queue.
    pub store: Store,
    /// Makes the messages.
    pub composer: Arc<Composer>,
    /// Writes intents and outcomes.
    pub recorder: Recorder,
    /// What was claimed and has not ended.
    pub in_hand: InHand,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// This process as the owner of claims.
    pub owner: String,
    /// When deferred deliveries are tried again.
    pub retry: RetryPolicy,
    /// What happens to unknown outcomes.
    pub on_unknown: OnUnknown,
    /// How the digests under way fare with the relays' policies.
    pub tallies: PolicyTallies,
}

/// How each digest under way fares with the relays' policies.
#[derive(Debug, Default)]
pub struct PolicyTallies(Mutex<HashMap<DigestId, PolicyTally>>);

/// Digests whose tallies are kept at a time.
const KEPT_TALLIES: usize = 256;

impl PolicyTallies {
    fn take(&self, digest: DigestId) {
        self.with(digest, PolicyTally::take);
    }

    fn refuse(&self, digest: DigestId, delivery: DeliveryId, begun: Instant) -> PolicyRefusal {
        self.with(digest, |tally| tally.refuse(delivery, begun))
    }

    fn paused(&self, digest: DigestId, at: Option<Instant>) {
        self.with(digest, |tally| tally.paused(at));
    }

    fn with<T>(&self, digest: DigestId, change: impl FnOnce(&mut PolicyTally) -> T) -> T {
        let mut tallies = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if tallies.len() >= KEPT_TALLIES && !tallies.contains_key(&digest) {
            tallies.clear();
        }
        change(tallies.entry(digest).or_default())
    }
}

impl Courier {
    /// Claims due deliveries for `lease`, as many as there is room for.
    pub async fn claim(
        &self,
        cursor: &mut ClaimCursor,
        room: Room,
        lease: Duration,
    ) -> Result<Vec<ClaimedDelivery>, StoreError> {
        let now = self.clock.now();
        let Room { singles, bulk } = room;
        let claim = Claim { owner: &self.owner, singles, bulk, now, lease_until: now.plus(lease) };
        let claimed = self.store.claim(cursor, &claim).await?;
        for delivery in &claimed {
            self.in_hand.take(delivery.id, delivery.epoch);
        }
        Ok(claimed)
    }

    /// Extends the leases of everything that this process has in hand.
    pub async fn renew_leases(&self, lease: Duration) -> Result<u64, StoreError> {
        self.store.renew_leases(&self.owner, &self.in_hand.deliveries(), self.clock.now().plus(lease)).await
    }

    /// Puts claimed deliveries that were not begun back into the queue.
    pub async fn give_back_unbegun(&self, deliveries: &[ClaimedDelivery]) -> Result<u64, StoreError> {
        let ids: Vec<DeliveryId> = deliveries.iter().map(|delivery| delivery.id).collect();
        self.store.give_back(&self.owner, &ids, self.clock.now(), None).await
    }

    /// Puts one back until later; `words` say why, where the operator should know.
    pub async fn give_back(&self, delivery: &ClaimedDelivery, after: Duration, words: Option<&str>) {
        let due_at = self.clock.now().plus(after);
        self.in_hand.let_go(delivery.id, delivery.epoch);
        // When the database is away too, the lease ends by itself.
        if let Err(error) = self.store.give_back(&self.owner, &[delivery.id], due_at, words).await {
            tracing::warn!(delivery.id = %delivery.id, %error, "a delivery could not be given back; its lease will end");
        }
    }

    /// Puts claimed deliveries back, each for as long as it says.
    pub async fn put_off(&self, deliveries: &[(ClaimedDelivery, Duration)]) -> Result<u64, StoreError> {
        let now = self.clock.now();
        let due = |(delivery, wait): &(ClaimedDelivery, Duration)| {
            self.in_hand.let_go(delivery.id, delivery.epoch);
            (delivery.id, now.plus(*wait))
        };
        self.store.put_off(&self.owner, &deliveries.iter().map(due).collect::<Vec<_>>()).await
    }

    /// Pauses a delivery's digest: what was refused is not its reader. The `reason` names the relay.
    async fn stop_digest(&self, delivery: &ClaimedDelivery, reason: &str) {
        let Some(digest) = delivery.digest else { return };
        let paused = self.store.pause_digest(digest.id, reason).await;
        self.tallies.paused(digest.id, paused.is_ok().then(Instant::now));
        match paused {
            Ok(true) => {
                let reason = without_addresses(reason);
                tracing::error!(digest.id = %digest.id, reason, "digest paused; nobody was charged");
            }
            Ok(false) => {}
            Err(error) => tracing::error!(digest.id = %digest.id, %error, "a digest could not be paused"),
        }
    }
}

/// A relay's words for the log: relays like to quote addresses.
fn without_addresses(words: &str) -> String {
    let told = words.split_whitespace().map(|word| if word.contains('@') { "(address)" } else { word });
    told.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quoted_address_stays_out_of_the_log() {
        let words = "550 5.1.1 <ada@example.org>: no such mailbox, ben@example.org";
        assert_eq!(without_addresses(words), "550 5.1.1 (address) no such mailbox, (address)");
    }
}
