//! The recorder: intents and outcomes of all connections, committed in groups.
//!
//! A connection hands its outcome over without waiting and then asks for its next intent. Requests are kept in order, so an answered
//! intent means that the outcome before it is durable too: a connection never finishes a message before the last one's outcome is safe.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};

use super::in_hand::InHand;
use crate::clock::Clock;
use crate::store::{Intent, IntentAnswer, Outcome, Store};

/// Requests that may wait; far more than there are connections.
const WAITING: usize = 4096;
/// The most that one commit takes.
const GROUP: usize = 500;
/// The wait before a group is tried again while the database is away.
const RETRY_AFTER: Duration = Duration::from_millis(500);

enum Request {
    Outcome(Box<Outcome>),
    Intent(Intent, oneshot::Sender<IntentAnswer>),
}

/// A connection's end of the recorder.
#[derive(Clone)]
pub struct Recorder {
    requests: mpsc::Sender<Request>,
}

/// The committing end: [`run`](Self::run) it as one task.
pub struct RecorderLoop {
    requests: mpsc::Receiver<Request>,
    store: Store,
    clock: Arc<dyn Clock>,
    in_hand: InHand,
}

impl Recorder {
    /// Makes both ends. What is recorded as ended is no longer `in_hand`.
    pub fn new(store: Store, clock: Arc<dyn Clock>, in_hand: InHand) -> (Self, RecorderLoop) {
        let (sender, receiver) = mpsc::channel(WAITING);
        (Self { requests: sender }, RecorderLoop { requests: receiver, store, clock, in_hand })
    }

    /// Hands an outcome over; it is durable before any intent asked for afterwards is answered.
    pub async fn outcome(&self, outcome: Outcome) {
        // The loop ends after the last recorder is dropped, so the channel is open here.
        let _ = self.requests.send(Request::Outcome(Box::new(outcome))).await;
    }

    /// Records that a delivery is about to begin, and waits until that is durable.
    pub async fn intent(&self, intent: Intent) -> IntentAnswer {
        let (answer, answered) = oneshot::channel();
        if self.requests.send(Request::Intent(intent, answer)).await.is_err() {
            return IntentAnswer::NotNow;
        }
        answered.await.unwrap_or(IntentAnswer::NotNow)
    }
}

impl RecorderLoop {
    /// Commits what comes in until every [`Recorder`] is dropped and nothing waits any more.
    pub async fn run(mut self) {
        let mut group = Vec::with_capacity(GROUP);
        while self.requests.recv_many(&mut group, GROUP).await > 0 {
            let mut outcomes = Vec::new();
            let mut intents = Vec::new();
            let mut waiting = Vec::new();
            for request in group.drain(..) {
                match request {
                    Request::Outcome(outcome) => outcomes.push(*outcome),
                    Request::Intent(intent, answer) => {
                        intents.push(intent);
                        waiting.push(answer);
                    }
                }
            }
            let answers = self.commit(&outcomes, &intents).await;
            for outcome in &outcomes {
                self.in_hand.let_go(outcome.delivery, outcome.epoch);
            }
            for ((sender, answer), intent) in waiting.into_iter().zip(answers).zip(&intents) {
                if answer != IntentAnswer::Granted {
                    self.in_hand.let_go(intent.delivery, intent.epoch);
                }
                // A connection that was given up meanwhile does not begin; its lease ends by itself.
                let _ = sender.send(answer);
            }
        }
    }

    /// Tries until the database takes it: what a relay has accepted must not be forgotten, and nothing begins meanwhile.
    async fn commit(&self, outcomes: &[Outcome], intents: &[Intent]) -> Vec<IntentAnswer> {
        loop {
            match self.store.record(outcomes, intents, self.clock.now()).await {
                Ok(answers) => return answers,
                Err(error) => {
                    let waiting = outcomes.len() + intents.len();
                    tracing::error!(%error, waiting, "outcomes cannot be recorded; sending stands still until they can");
                    tokio::time::sleep(RETRY_AFTER).await;
                }
            }
        }
    }
}
