//! The register: what readers do at the pages is written down here, many at a time where the database has one writer.
//!
//! Who comes while a commit is under way waits for the next one, which takes all that wait. Nobody waits for company: alone, a reader's
//! own commit begins at once.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{Mutex as Turns, oneshot};

use super::OperationError;
use crate::store::{Entered, Entry, Store, StoreError};

/// The most that one commit takes: the last of them waits for all the others' statements.
const GROUP: usize = 64;

/// Writes entries down; cheap to clone.
#[derive(Clone)]
pub struct Register {
    store: Store,
    waiting: Arc<Mutex<Vec<Waiting>>>,
    turns: Arc<Turns<()>>,
}

struct Waiting {
    entry: Arc<Entry>,
    answer: oneshot::Sender<Result<Entered, StoreError>>,
}

impl Register {
    /// Nothing waits yet.
    pub fn new(store: Store) -> Self {
        Self { store, waiting: Arc::default(), turns: Arc::default() }
    }

    /// Writes one entry down; durable when it returns.
    pub async fn enter(&self, entry: Entry) -> Result<Entered, OperationError> {
        if self.store.is_shared() {
            // A server takes many commits at a time and groups them itself.
            return Ok(alone(&self.store, &entry).await?);
        }
        let entry = Arc::new(entry);
        loop {
            if let Some(entered) = self.enter_in_a_group(&entry).await {
                return Ok(entered?);
            }
            // Whoever wrote for this one was given up half-way. Written twice it does no harm.
        }
    }

    /// `None` when the visitor whose turn it was went away before the answer came.
    async fn enter_in_a_group(&self, entry: &Arc<Entry>) -> Option<Result<Entered, StoreError>> {
        let (answer, mut answered) = oneshot::channel();
        self.waiting().push(Waiting { entry: Arc::clone(entry), answer });
        loop {
            tokio::select! {
                biased;
                answered = &mut answered => return answered.ok(),
                _turn = self.turns.lock() => self.write_a_group().await,
            }
        }
    }

    async fn write_a_group(&self) {
        let group: Vec<Waiting> = {
            let mut waiting = self.waiting();
            let most = waiting.len().min(GROUP);
            waiting.drain(..most).collect()
        };
        if group.is_empty() {
            return;
        }
        let entries: Vec<&Entry> = group.iter().map(|waiting| &*waiting.entry).collect();
        match self.store.enter(&entries).await {
            Ok(entered) => {
                for (waiting, entered) in group.into_iter().zip(entered) {
                    let _ = waiting.answer.send(Ok(entered));
                }
            }
            // A database that is away is not asked again for each.
            Err(error) if error.is_temporary() => {
                for waiting in group {
                    let away = StoreError::Unavailable { statement: "the register", cause: error.to_string() };
                    let _ = waiting.answer.send(Err(away));
                }
            }
            // One that cannot be written must not keep the others from it.
            Err(_) => self.write_one_by_one(group).await,
        }
    }

    async fn write_one_by_one(&self, group: Vec<Waiting>) {
        for waiting in group {
            let entered = alone(&self.store, &waiting.entry).await;
            let _ = waiting.answer.send(entered);
        }
    }

    fn waiting(&self) -> std::sync::MutexGuard<'_, Vec<Waiting>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn alone(store: &Store, entry: &Entry) -> Result<Entered, StoreError> {
    let entered = store.enter(&[entry]).await?.pop();
    entered.ok_or_else(|| StoreError::Driver { statement: "the register", cause: "no answer came back".to_owned() })
}
