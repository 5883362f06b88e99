//! One stretch of work over a connection: what is at hand, what waits to be recorded.

use std::time::{Duration, Instant};

use super::super::{Courier, RelayLine, Taken, Tray};
use super::Open;
use crate::message::Framing;
use crate::operations::compose::Composed;
use crate::relay::{Envelope, Transaction};
use crate::store::{Intent, IntentAnswer, Outcome, Turn};

/// When a mail that could not be composed is tried again.
const COMPOSE_AGAIN_AFTER: Duration = Duration::from_mins(1);

/// One stretch of work over a connection.
pub(super) struct Run<'a> {
    pub(super) courier: &'a Courier,
    pub(super) tray: &'a Tray,
    pub(super) framing: Framing,
    /// Of the message that was composed last.
    pub(super) turn: Turn,
    /// Taken, and not composed yet.
    pub(super) upcoming: Option<Taken>,
    /// Of the last message, not handed to the recorder yet: it goes together with the next intent.
    pub(super) outcome: Option<Outcome>,
}

/// A message ready for the wire.
pub(super) struct Ready {
    pub(super) taken: Taken,
    pub(super) composed: Composed,
    pub(super) began: Instant,
    pub(super) turn: Option<Turn>,
}

impl Run<'_> {
    /// A message that cannot be composed is given back.
    pub(super) async fn compose(&mut self, taken: Taken) -> Option<Ready> {
        match self.courier.composer.compose(&taken.delivery, self.framing).await {
            Ok(composed) => Some(Ready { taken, composed, began: Instant::now(), turn: self.next_turn() }),
            Err(error) => {
                let delivery = &taken.delivery;
                tracing::error!(delivery.id = %delivery.id, %error, "a mail cannot be composed; it is tried again in a minute");
                self.courier.give_back(delivery, COMPOSE_AGAIN_AFTER, Some(&error.to_string())).await;
                None
            }
        }
    }

    /// Chunks of a window do not wait for one another's outcomes.
    fn next_turn(&mut self) -> Option<Turn> {
        self.turn.begun = self.turn.begun.wrapping_add(1);
        (self.framing == Framing::DotStuffed).then_some(self.turn)
    }

    /// Makes the waiting outcome and these intents durable, in one commit.
    pub(super) async fn exchange(&mut self, intents: &[Intent]) -> Vec<IntentAnswer> {
        let answers = self.courier.recorder.exchange(self.outcome.take(), intents).await;
        for (intent, answer) in intents.iter().zip(&answers) {
            if *answer != IntentAnswer::Granted {
                tracing::debug!(delivery.id = %intent.delivery, ?answer, "a delivery was stopped before it began");
            }
        }
        answers
    }

    /// Whether the address is beyond ASCII, `open` does not take such, and another relay may. Where none may, the mail fails with these words.
    pub(super) fn is_for_another(&self, open: &Open, taken: &Taken) -> bool {
        let is_wider = !taken.delivery.address.is_ascii() && !open.connection.takes_utf8();
        is_wider && self.tray.lines().iter().any(|line| line.may_take_utf8())
    }

    /// Leaves one that has not begun to whoever can begin first.
    pub(super) async fn put_back(&self, taken: Taken) {
        if let Some(delivery) = self.tray.put_back(taken) {
            self.courier.give_back(&delivery, Duration::ZERO, None).await;
        }
    }

    /// Gives back a message that was announced and not sent, and never will be over this connection.
    pub(super) async fn let_go(&self, line: &RelayLine, next: &Ready, words: &str) {
        let words = words.to_owned();
        let outcome = self.courier.uncharged(line, &next.taken.delivery, &next.composed, next.began, words);
        self.courier.recorder.outcome(outcome).await;
        next.taken.release();
    }

    /// Hands the waiting outcome over.
    pub(super) async fn settle_outcome(&mut self) {
        if let Some(outcome) = self.outcome.take() {
            self.courier.recorder.outcome(outcome).await;
        }
    }

    /// Hands the waiting outcome over and waits until it is durable.
    pub(super) async fn settle_outcome_durably(&mut self) {
        if self.outcome.is_some() {
            self.exchange(&[]).await;
        }
    }

    pub(super) async fn conclude(&mut self, line: &RelayLine, open: &mut Open, ready: Ready, ended: &Transaction) {
        open.carried += 1;
        self.settle_outcome().await;
        let Ready { taken, composed, began, .. } = ready;
        let is_fresh = open.carried == 1;
        let conclusion = self.courier.conclude(line, &taken.delivery, &composed, began, ended, is_fresh);
        self.outcome = Some(conclusion.await);
    }
}

impl Ready {
    pub(super) fn intent(&self) -> Intent {
        Intent { delivery: self.taken.delivery.id, epoch: self.taken.delivery.epoch, turn: self.turn }
    }

    pub(super) fn envelope(&self) -> Envelope<'_> {
        Envelope {
            return_path: &self.composed.return_path,
            recipient: &self.taken.delivery.address,
            length: self.composed.wire_form.length() as u64,
            id: self.composed.message_id.local_part(),
        }
    }
}
