//! The recorder: intents and outcomes of all connections, committed in groups.
//!
//! A connection hands its last outcome over together with its next intent, and waits for the answer. Requests are kept in order, so an answer
//! means that every outcome before it is durable too: a connection never finishes a message before the last one's outcome is safe.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tokio::time::Instant;

use super::in_hand::InHand;
use crate::clock::Clock;
use crate::store::{Intent, IntentAnswer, Outcome, Store};

/// Requests that may wait; far more than there are connections.
const WAITING: usize = 4096;
/// The most that one commit takes.
const GROUP: usize = 500;
/// A commit costs a database about the same for one request as for twenty, so a group of fewer than this...
const FEW: usize = 8;
/// ... or than this, where each commit is a round trip to a server...
const FEW_ON_A_SERVER: usize = 20;
/// ... begins no sooner than this after the one before it. Alone after a silence it does not wait.
const GATHERED_FOR: Duration = Duration::from_millis(1);
/// The wait before a group is tried again while the database is away.
const RETRY_AFTER: Duration = Duration::from_millis(500);

/// What one connection wants written.
struct Request {
    outcome: Option<Outcome>,
    intents: Vec<Intent>,
    /// Whoever waits for it, told once it is durable.
    answer: Option<oneshot::Sender<Vec<IntentAnswer>>>,
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

    /// Hands an outcome over; it is durable before any [`exchange`](Self::exchange) that begins afterwards ends.
    pub async fn outcome(&self, outcome: Outcome) {
        // The loop ends after the last recorder is dropped, so the channel is open here.
        let _ = self.requests.send(Request { outcome: Some(outcome), intents: Vec::new(), answer: None }).await;
    }

    /// Records an outcome and that other deliveries are about to begin, in one commit, and waits until all of it is durable.
    pub async fn exchange(&self, outcome: Option<Outcome>, intents: &[Intent]) -> Vec<IntentAnswer> {
        let (answer, answered) = oneshot::channel();
        let request = Request { outcome, intents: intents.to_vec(), answer: Some(answer) };
        let refused = || vec![IntentAnswer::NotNow; intents.len()];
        if self.requests.send(request).await.is_err() {
            return refused();
        }
        answered.await.unwrap_or_else(|_| refused())
    }
}

impl RecorderLoop {
    /// Commits what comes in until every [`Recorder`] is dropped and nothing waits any more.
    pub async fn run(mut self) {
        let mut group = Vec::with_capacity(GROUP);
        let few = if self.store.is_shared() { FEW_ON_A_SERVER } else { FEW };
        let mut last = Instant::now();
        while self.requests.recv_many(&mut group, GROUP).await > 0 {
            if group.len() < few {
                tokio::time::sleep_until(last + GATHERED_FOR).await;
                self.take_what_waits(&mut group);
            }
            last = Instant::now();
            let mut outcomes = Vec::with_capacity(group.len());
            let mut intents = Vec::with_capacity(group.len());
            let mut waiting = Vec::with_capacity(group.len());
            for request in group.drain(..) {
                outcomes.extend(request.outcome);
                let asked = request.intents.len();
                intents.extend(request.intents);
                waiting.extend(request.answer.map(|answer| (answer, asked)));
            }
            let mut answers = self.commit(&outcomes, &intents).await.into_iter();
            for outcome in &outcomes {
                self.in_hand.let_go(outcome.delivery, outcome.epoch);
            }
            let mut asked_for = intents.iter();
            for (sender, asked) in waiting {
                let answers: Vec<IntentAnswer> = answers.by_ref().take(asked).collect();
                for (intent, answer) in asked_for.by_ref().take(asked).zip(&answers) {
                    if *answer != IntentAnswer::Granted {
                        self.in_hand.let_go(intent.delivery, intent.epoch);
                    }
                }
                // A connection that was given up meanwhile does not begin; its lease ends by itself.
                let _ = sender.send(answers);
            }
        }
    }

    fn take_what_waits(&mut self, group: &mut Vec<Request>) {
        while group.len() < GROUP
            && let Ok(request) = self.requests.try_recv()
        {
            group.push(request);
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
