//! One relay's connections at work: connect, intend, hand over, record.
//!
//! Nothing of a transaction is inside a database transaction, and nothing is said to a relay about a delivery before its intent is
//! durable. A fault of the relay charges nobody: the delivery is given back and the relay rests.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::Mutex;

use super::compose::{Composed, Composer};
use super::in_hand::InHand;
use super::record::Recorder;
use crate::clock::Clock;
use crate::domain::delivery::DeliveryState;
use crate::domain::id::DeliveryId;
use crate::domain::relay::Relay;
use crate::domain::reply::Reply;
use crate::domain::retry::{AGAIN_AFTER, OnUnknown, RetryPolicy, Verdict, judge};
use crate::domain::time::Timestamp;
use crate::message::Framing;
use crate::relay::{Connection, Ending, Envelope, RelayFault, TlsContext, Transaction};
pub use crate::store::ClaimedDelivery;
use crate::store::{Intent, IntentAnswer, Outcome, Store, StoreError};

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
}

/// A relay as the sender uses it: its settings, its pace and its health.
pub struct RelayLine {
    relay: Relay,
    tls: TlsContext,
    next_slot: Mutex<tokio::time::Instant>,
    health: Mutex<Health>,
}

#[derive(Default)]
struct Health {
    faults: u32,
    rests_until: Option<Instant>,
}

/// The first rest after a fault, doubled by each further one.
const FIRST_REST: Duration = Duration::from_secs(2);
/// The longest rest: a relay that comes back is used again within a minute.
const LONGEST_REST: Duration = Duration::from_secs(60);
/// After a message whose sender was refused, single mails come back after this time.
const SENDER_REFUSED_AGAIN_AFTER: Duration = Duration::from_secs(300);

impl RelayLine {
    /// A relay in good health.
    pub fn new(relay: Relay, tls: TlsContext) -> Self {
        let next_slot = Mutex::new(tokio::time::Instant::now());
        Self { relay, tls, next_slot, health: Mutex::default() }
    }

    /// Its settings.
    pub const fn relay(&self) -> &Relay {
        &self.relay
    }

    /// How much longer it rests after a fault.
    pub async fn rest(&self) -> Option<Duration> {
        let until = self.health.lock().await.rests_until?;
        let left = until.saturating_duration_since(Instant::now());
        (!left.is_zero()).then_some(left)
    }

    /// Waits for the next message's place in the relay's pace.
    async fn pace(&self) {
        let Some(per_second) = self.relay.per_second else { return };
        let mut next = self.next_slot.lock().await;
        let slot = (*next).max(tokio::time::Instant::now());
        *next = slot + Duration::from_secs_f64(1.0 / per_second);
        drop(next);
        tokio::time::sleep_until(slot).await;
    }

    async fn note_fault(&self, fault: &RelayFault) {
        let mut health = self.health.lock().await;
        if health.rests_until.is_some_and(|until| until > Instant::now()) {
            return;
        }
        let rest = FIRST_REST.saturating_mul(2_u32.saturating_pow(health.faults.min(10))).min(LONGEST_REST);
        health.faults = health.faults.saturating_add(1);
        health.rests_until = Some(Instant::now() + rest);
        let relay = self.relay.name.as_str();
        let cause = without_addresses(&fault.cause.to_string());
        tracing::error!(relay, stage = %fault.stage, cause, rest_s = rest.as_secs(), "the relay cannot be used");
    }

    async fn note_success(&self) {
        let mut health = self.health.lock().await;
        if health.faults > 0 {
            tracing::info!(relay = self.relay.name, "the relay works again");
            *health = Health::default();
        }
    }
}

/// One connection's place: empty, or holding an open connection.
pub struct Slot {
    line: Arc<RelayLine>,
    open: Option<(Connection, u32)>,
}

impl Slot {
    /// A place without a connection.
    pub const fn new(line: Arc<RelayLine>) -> Self {
        Self { line, open: None }
    }

    /// The relay that it belongs to.
    pub fn line(&self) -> &RelayLine {
        &self.line
    }

    /// Says goodbye to the relay, if a connection is open.
    pub async fn close(&mut self) {
        if let Some((connection, _)) = self.open.take() {
            connection.quit().await;
        }
    }

    /// Takes one claimed delivery to its end: an outcome on its way to the recorder, or back in the queue.
    pub async fn deliver(&mut self, courier: &Courier, delivery: &ClaimedDelivery) {
        let composed = match courier.composer.compose(delivery, Framing::Plain, Vec::new()).await {
            Ok(composed) => composed,
            Err(error) => {
                tracing::error!(delivery.id = %delivery.id, %error, "a mail cannot be composed; it is tried again in a minute");
                return courier.give_back(delivery, Duration::from_secs(60), &error.to_string()).await;
            }
        };
        if let Err(fault) = self.connect().await {
            self.line.note_fault(&fault).await;
            let words = format!("relay {}: {fault}", self.line.relay.name);
            return courier.give_back(delivery, Duration::ZERO, &words).await;
        }
        self.line.pace().await;
        let intent = Intent { delivery: delivery.id, epoch: delivery.epoch };
        match courier.recorder.intent(intent).await {
            IntentAnswer::Granted => self.hand_over(courier, delivery, &composed).await,
            answer => tracing::info!(delivery.id = %delivery.id, ?answer, "a delivery was stopped before it began"),
        }
    }

    async fn connect(&mut self) -> Result<(), RelayFault> {
        let limit = self.line.relay.messages_per_connection;
        match self.open.take() {
            Some((connection, carried)) if connection.is_usable() && carried < limit => {
                self.open = Some((connection, carried));
                return Ok(());
            }
            Some((connection, _)) => connection.quit().await,
            None => {}
        }
        let connection = Connection::open(&self.line.relay, &self.line.tls).await?;
        self.line.note_success().await;
        self.open = Some((connection, 0));
        Ok(())
    }

    async fn hand_over(&mut self, courier: &Courier, delivery: &ClaimedDelivery, composed: &Composed) {
        let Some((mut connection, carried)) = self.open.take() else { return };
        let began = Instant::now();
        let envelope = Envelope { return_path: &composed.return_path, recipient: &delivery.address };
        let transaction = connection.deliver(&envelope, &composed.bytes).await;
        if connection.is_usable() {
            self.open = Some((connection, carried + 1));
        }
        let outcome = courier.outcome(delivery, composed, &transaction, &self.line.relay, began.elapsed());
        if outcome.refuses_sender {
            courier.stop_for_sender(delivery, &outcome.record.reply).await;
        }
        courier.recorder.outcome(outcome.record).await;
    }
}

struct Judged {
    record: Outcome,
    refuses_sender: bool,
}

impl Courier {
    /// Claims up to `limit` due deliveries for `lease`.
    pub async fn claim(&self, limit: u32, lease: Duration) -> Result<Vec<ClaimedDelivery>, StoreError> {
        let now = self.clock.now();
        let claimed = self.store.claim(&self.owner, limit, now, now.plus(lease)).await?;
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

    async fn give_back(&self, delivery: &ClaimedDelivery, after: Duration, words: &str) {
        let due_at = self.clock.now().plus(after);
        self.in_hand.let_go(delivery.id, delivery.epoch);
        // When the database is away too, the lease ends by itself.
        if let Err(error) = self.store.give_back(&self.owner, &[delivery.id], due_at, Some(words)).await {
            tracing::warn!(delivery.id = %delivery.id, %error, "a delivery could not be given back; its lease will end");
        }
    }

    async fn stop_for_sender(&self, delivery: &ClaimedDelivery, words: &str) {
        let Some(digest) = delivery.digest else { return };
        let reason = format!("the relay refuses the sender: {words}");
        match self.store.pause_digest(digest.id, &reason).await {
            Ok(true) => {
                let reason = without_addresses(&reason);
                tracing::error!(digest.id = %digest.id, reason, "digest paused; nobody was charged");
            }
            Ok(false) => {}
            Err(error) => tracing::error!(digest.id = %digest.id, %error, "a digest could not be paused"),
        }
    }

    fn outcome(
        &self,
        delivery: &ClaimedDelivery,
        composed: &Composed,
        transaction: &Transaction,
        relay: &Relay,
        took: Duration,
    ) -> Judged {
        let now = self.clock.now();
        let (verdict, reply, words) = read(transaction);
        let (state, due_at, charged) = self.follow(delivery, verdict, now);
        let record = Outcome {
            delivery: delivery.id,
            epoch: delivery.epoch,
            state,
            due_at,
            charged,
            relay: relay.name.clone(),
            stage: transaction.stage,
            code: reply.map(|reply| reply.code),
            reply: words,
            message_id: composed.message_id.to_string(),
            at: now,
            took_ms: u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
        };
        Judged { record, refuses_sender: verdict == Verdict::SenderRefused }
    }

    /// The delivery's next state, when it is due again, and whether the attempt is charged to it.
    fn follow(
        &self,
        delivery: &ClaimedDelivery,
        verdict: Verdict,
        now: Timestamp,
    ) -> (DeliveryState, Option<Timestamp>, bool) {
        match verdict {
            Verdict::Sent => (DeliveryState::Sent, None, true),
            Verdict::Failed => (DeliveryState::Failed, None, true),
            Verdict::Again => (DeliveryState::Planned, Some(now.plus(AGAIN_AFTER)), false),
            Verdict::SenderRefused => {
                // A digest is paused, and goes on as soon as it is resumed; nobody resumes a single mail.
                let wait = if delivery.digest.is_some() { AGAIN_AFTER } else { SENDER_REFUSED_AGAIN_AFTER };
                (DeliveryState::Planned, Some(now.plus(wait)), false)
            }
            Verdict::Unknown if self.on_unknown == OnUnknown::Hold => (DeliveryState::Held, None, true),
            Verdict::Unknown => (DeliveryState::Unknown, Some(now), true),
            Verdict::Later => {
                let attempts = delivery.attempts + 1;
                let chance = spread(delivery.id.get(), attempts);
                match self.retry.next_try(attempts, delivery.created_at, now, chance) {
                    Some(due) => (DeliveryState::Deferred, Some(due), true),
                    None => (DeliveryState::Failed, None, true),
                }
            }
        }
    }
}

fn read(transaction: &Transaction) -> (Verdict, Option<&Reply>, String) {
    match &transaction.ending {
        Ending::Replied(reply) => (judge(transaction.stage, Some(reply)), Some(reply), reply.to_string()),
        Ending::Lost(cause) => {
            let words = format!("at {}: {cause}", transaction.stage);
            (judge(transaction.stage, None), None, words)
        }
        Ending::TooLarge { limit } => {
            (Verdict::Failed, None, format!("the message is larger than the relay's limit of {limit} bytes"))
        }
    }
}

/// A relay's words for the log: relays like to quote addresses.
fn without_addresses(words: &str) -> String {
    let told = words.split_whitespace().map(|word| if word.contains('@') { "(address)" } else { word });
    told.collect::<Vec<_>>().join(" ")
}

/// A number in 0..1 that differs from delivery to delivery and from try to try: the fractional part of multiples of the golden ratio
/// is spread evenly.
fn spread(delivery: i64, attempts: u32) -> f64 {
    const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;
    let mixed = (delivery.cast_unsigned() ^ u64::from(attempts) << 48).wrapping_mul(GOLDEN);
    let top = u32::try_from(mixed >> 32).expect("the upper half of 64 bits");
    f64::from(top) / f64::from(u32::MAX)
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
