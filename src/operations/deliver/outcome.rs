//! What follows from how a message ended: for its delivery, its relay and its digest.

use std::time::{Duration, Instant};

use super::{Courier, RelayLine};
use crate::domain::delivery::DeliveryState;
use crate::domain::reply::{Reply, Stage};
use crate::domain::retry::{AGAIN_AFTER, OnUnknown, PolicyRefusal, Verdict, judge};
use crate::domain::time::Timestamp;
use crate::operations::compose::Composed;
use crate::relay::{Ending, Transaction};
use crate::store::{ClaimedDelivery, Outcome};

/// After a message whose sender was refused, single mails come back after this time.
const SENDER_REFUSED_AGAIN_AFTER: Duration = Duration::from_mins(5);

/// A delivery's next state, when it is due again, and whether the attempt is charged to it.
type Fate = (DeliveryState, Option<Timestamp>, bool);

impl Courier {
    /// What a message's ending means: the outcome to be recorded. Slows the relay or pauses the digest where the relay's words ask for it.
    /// The first message of a connection `is_fresh`.
    pub(super) async fn conclude(
        &self,
        line: &RelayLine,
        delivery: &ClaimedDelivery,
        composed: &Composed,
        begun: Instant,
        transaction: &Transaction,
        is_fresh: bool,
    ) -> Outcome {
        let now = self.clock.now();
        let (mut verdict, reply, words) = read(transaction);
        if verdict == Verdict::PolicyRefused {
            verdict = self.weigh_policy(delivery, begun);
        }
        match verdict {
            Verdict::Sent => {
                line.recover();
                if let Some(digest) = delivery.digest {
                    self.tallies.take(digest.id);
                }
            }
            Verdict::Throttled => line.slow_down(begun),
            // A relay that hangs up on the first message of a connection would hang up on thousands.
            Verdict::Again if is_fresh => line.slow_down(begun),
            Verdict::SenderRefused => {
                let refuses = if reply.is_some() { " refuses the sender" } else { "" };
                self.stop_digest(delivery, &format!("relay {}{refuses}: {words}", line.relay().name)).await;
            }
            _ => {}
        }
        let (state, due_at, charged) = self.follow(delivery, verdict, now);
        Outcome {
            delivery: delivery.id,
            epoch: delivery.epoch,
            state,
            due_at,
            charged,
            relay: line.relay().name.clone(),
            stage: transaction.stage,
            code: reply.map(|reply| reply.code),
            reply: words,
            message_id: composed.message_id.to_string(),
            at: now,
            took_ms: u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX),
        }
    }

    /// Of a message that has to go over another connection.
    pub(super) fn uncharged(
        &self,
        line: &RelayLine,
        delivery: &ClaimedDelivery,
        composed: &Composed,
        begun: Instant,
        words: String,
    ) -> Outcome {
        let now = self.clock.now();
        Outcome {
            delivery: delivery.id,
            epoch: delivery.epoch,
            state: DeliveryState::Planned,
            due_at: Some(now),
            charged: false,
            relay: line.relay().name.clone(),
            stage: Stage::Mail,
            code: None,
            reply: words,
            message_id: composed.message_id.to_string(),
            at: now,
            took_ms: u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX),
        }
    }

    /// Whose policy refusal it is: the digest's other messages tell.
    fn weigh_policy(&self, delivery: &ClaimedDelivery, begun: Instant) -> Verdict {
        let Some(digest) = delivery.digest else { return Verdict::Failed };
        match self.tallies.refuse(digest.id, delivery.id, begun) {
            PolicyRefusal::Failed => Verdict::Failed,
            PolicyRefusal::Again => Verdict::PolicyRefused,
            PolicyRefusal::Stop => Verdict::SenderRefused,
        }
    }

    fn follow(&self, delivery: &ClaimedDelivery, verdict: Verdict, now: Timestamp) -> Fate {
        let attempts = delivery.attempts + 1;
        let patient_since = delivery.retried_at.unwrap_or(delivery.created_at);
        match verdict {
            Verdict::Sent => (DeliveryState::Sent, None, true),
            Verdict::Failed => (DeliveryState::Failed, None, true),
            // One mail that makes the relay hang up every time would otherwise be tried for ever.
            Verdict::Again | Verdict::PolicyRefused => match self.retry.again(patient_since, now) {
                Some(due) => (DeliveryState::Planned, Some(due), false),
                None => (DeliveryState::Failed, None, true),
            },
            Verdict::SenderRefused => {
                // A digest is paused, and goes on as soon as it is resumed; nobody resumes a single mail.
                let wait = if delivery.digest.is_some() { AGAIN_AFTER } else { SENDER_REFUSED_AGAIN_AFTER };
                (DeliveryState::Planned, Some(now.plus(wait)), false)
            }
            Verdict::Unknown if self.on_unknown == OnUnknown::Hold => (DeliveryState::Held, None, true),
            Verdict::Unknown if attempts == 1 => (DeliveryState::Unknown, Some(now), true),
            // A relay that takes a mail and hangs up every time would otherwise fill the reader's mailbox with it.
            Verdict::Unknown => {
                let chance = spread(delivery.id.get(), attempts);
                match self.retry.next_try(attempts - 1, patient_since, now, chance) {
                    Some(due) => (DeliveryState::Unknown, Some(due), true),
                    None => (DeliveryState::Held, None, true),
                }
            }
            Verdict::Throttled => {
                let chance = spread(delivery.id.get(), attempts);
                match self.retry.next_try(1, patient_since, now, chance) {
                    Some(due) => (DeliveryState::Planned, Some(due), false),
                    None => (DeliveryState::Failed, None, true),
                }
            }
            Verdict::Later => {
                let chance = spread(delivery.id.get(), attempts);
                match self.retry.next_try(attempts, patient_since, now, chance) {
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
        // As a relay would say it at MAIL: all of a digest's mails are about as long.
        too_large @ Ending::TooLarge { .. } => (Verdict::SenderRefused, None, too_large.to_string()),
        refused @ Ending::NeedsUtf8 => (Verdict::Failed, None, refused.to_string()),
    }
}

/// A number in 0..1 that differs from delivery to delivery and from try to try: the fractional part of multiples of the golden ratio
/// is spread evenly.
fn spread(delivery: i64, attempts: u32) -> f64 {
    const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;
    let mixed = (delivery.cast_unsigned() ^ u64::from(attempts) << 48).wrapping_mul(GOLDEN);
    let top = u32::try_from(mixed >> 32).expect("the upper half of 64 bits");
    f64::from(top) / f64::from(u32::MAX)
}
