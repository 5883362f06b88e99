//! The recorder: intents and outcomes of all connections, committed in groups.
//!
//! A connection hands its last outcome over together with its next intent, and waits for the answer. Requests are kept in order, so an answer
//! means that every outcome before it is durable too: a connection never finishes a message before the last one's outcome is safe.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tokio::time::{Instant, timeout_at};

use super::in_hand::InHand;
use crate::clock::Clock;
use crate::store::{Intent, IntentAnswer, Outcome, Store};

/// Requests that may wait; far more than there are connections.
const WAITING: usize = 4096;
/// The most that one commit takes.
const GROUP: usize = 500;
/// A commit costs a database about the same for one request as for twenty. So a group waits until half of the connections at work are in it, but
/// only so many times as long as the commit before took, from its beginning on: a database that has much to do gets larger groups...
const WAITS: u32 = 2;
/// ... and no longer than this.
const WAITS_AT_MOST: Duration = Duration::from_millis(4);
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
    at_work: Arc<AtomicUsize>,
}

/// A connection at work, while it lives.
pub struct AtWork(Arc<AtomicUsize>);

impl Drop for AtWork {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// The committing end: [`run`](Self::run) it as one task.
pub struct RecorderLoop {
    requests: mpsc::Receiver<Request>,
    at_work: Arc<AtomicUsize>,
    store: Store,
    clock: Arc<dyn Clock>,
    in_hand: InHand,
}

impl Recorder {
    /// Makes both ends. What is recorded as ended is no longer `in_hand`.
    pub fn new(store: Store, clock: Arc<dyn Clock>, in_hand: InHand) -> (Self, RecorderLoop) {
        let (sender, receiver) = mpsc::channel(WAITING);
        let at_work = Arc::new(AtomicUsize::new(0));
        let recorder = Self { requests: sender, at_work: Arc::clone(&at_work) };
        (recorder, RecorderLoop { requests: receiver, at_work, store, clock, in_hand })
    }

    /// Says that a connection is at work, and will ask again soon.
    pub fn begin_work(&self) -> AtWork {
        self.at_work.fetch_add(1, Ordering::Relaxed);
        AtWork(Arc::clone(&self.at_work))
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
        let mut until = Instant::now();
        while self.requests.recv_many(&mut group, GROUP).await > 0 {
            let enough = self.at_work.load(Ordering::Relaxed) / 2;
            gather(&mut self.requests, &mut group, enough, until).await;
            let began = Instant::now();
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
            until = began + (began.elapsed() * WAITS).min(WAITS_AT_MOST);
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

/// Takes what comes in until the group has `enough` requests, or until it is time.
async fn gather(requests: &mut mpsc::Receiver<Request>, group: &mut Vec<Request>, enough: usize, until: Instant) {
    while group.len() < enough {
        let more = requests.recv_many(group, GROUP - group.len());
        if !matches!(timeout_at(until, more).await, Ok(1..)) {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FAR: Duration = Duration::from_secs(600);

    fn request() -> Request {
        Request { outcome: None, intents: Vec::new(), answer: None }
    }

    /// How large a group becomes that has one request, when so many more come.
    async fn gathered(enough: usize, coming: usize, until: Instant) -> usize {
        let (sender, mut requests) = mpsc::channel(WAITING);
        for _ in 0..coming {
            sender.send(request()).await.unwrap();
        }
        let mut group = vec![request()];
        gather(&mut requests, &mut group, enough, until).await;
        group.len()
    }

    #[tokio::test]
    async fn a_group_goes_when_it_is_large_enough_or_when_it_is_time() {
        let now = Instant::now();
        for (what, enough, coming, until, wanted) in [
            ("one connection alone", 0, 1, now + FAR, 1),
            ("two, of which one waits", 1, 1, now + FAR, 1),
            ("enough come in time", 3, 2, now + FAR, 3),
            ("the others stay away", 25, 2, now, 3),
            ("more connections than a group takes", 1000, 600, now + FAR, GROUP),
        ] {
            assert_eq!(gathered(enough, coming, until).await, wanted, "{what}");
        }
        assert!(now.elapsed() < FAR);
    }

    #[tokio::test]
    async fn nobody_is_waited_for_when_all_connections_have_ended() {
        let (sender, mut requests) = mpsc::channel(WAITING);
        drop(sender);
        let mut group = vec![request()];
        gather(&mut requests, &mut group, 9, Instant::now() + FAR).await;
        assert_eq!(group.len(), 1);
    }
}
