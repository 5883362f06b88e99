//! Mails the operator that a burst began, once: what it is, and what can be done.

use std::sync::Arc;
use std::time::Duration;

use super::OperationError;
use super::compose::Composer;
use super::send_now::send_now;
use crate::domain::address::EmailAddress;
use crate::domain::burst::{Burst, to_be_told};
use crate::domain::relay::Relay;
use crate::domain::time::Timestamp;
use crate::store::Store;

/// Bursts that are looked at: the newest.
const LOOKED_AT: i64 = 200;
/// How long one process has an alarm in hand. When no relay took it, it is tried again then.
const IN_HAND: Duration = Duration::from_secs(300);

/// Whom alarms go to, and how.
pub struct Alarm {
    /// The database.
    pub store: Store,
    /// Makes the mail.
    pub composer: Arc<Composer>,
    /// Tried in this order.
    pub relays: Vec<Relay>,
    /// The operator.
    pub to: EmailAddress,
}

impl Alarm {
    /// Mails the operator about each burst that they were not told of. After a crash at the worst moment they are told once more.
    pub async fn raise(&self, now: Timestamp) -> Result<(), OperationError> {
        let bursts = self.store.bursts(LOOKED_AT).await?;
        for burst in to_be_told(&bursts, now) {
            if self.store.take_alarm(burst.id, now.plus(IN_HAND), now).await? && self.is_taken(burst, now).await? {
                self.store.alarm_told(burst.id, now).await?;
                tracing::info!(burst.id, list.id = %burst.list, kind = burst.kind.as_str(), "the operator was mailed about a burst");
            }
        }
        Ok(())
    }

    /// Whether a relay took the mail.
    async fn is_taken(&self, burst: &Burst, now: Timestamp) -> Result<bool, OperationError> {
        let mail = self.composer.alarm(burst, &self.to, now).await?;
        for relay in &self.relays {
            match send_now(relay, &mail.sender, &self.to, &mail.bytes).await {
                Ok(_) => return Ok(true),
                Err(words) => {
                    tracing::error!(burst.id, relay = relay.name, words, "the alarm about a burst was not taken");
                }
            }
        }
        Ok(false)
    }
}
