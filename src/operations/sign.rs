//! Signing mails with all keys of their sender's domain, away from the threads that talk to relays.

use std::num::NonZero;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, available_parallelism};

use tokio::sync::oneshot;

use crate::domain::address::EmailAddress;
use crate::domain::time::Timestamp;
use crate::message::{SignError, Signers};

/// The threads that sign; they end when it is dropped.
///
/// An RSA signature takes a core a fraction of a millisecond, which a connection to a relay must not be held up for. There are as many threads as
/// cores, not one a mail: more would only take turns with one another, and with the threads that talk to relays.
pub struct Signing {
    signers: Arc<Signers>,
    /// `None` where nothing is ever signed.
    tasks: Option<Sender<Task>>,
}

/// A mail to sign.
struct Task {
    domain: String,
    header: Vec<u8>,
    body: [u8; 32],
    at: Timestamp,
    signed: oneshot::Sender<Result<Vec<u8>, SignError>>,
}

impl Signing {
    /// Starts the threads, unless there is nobody who signs.
    pub fn start(signers: Arc<Signers>) -> Self {
        if signers.is_empty() {
            return Self { signers, tasks: None };
        }
        let (tasks, waiting) = channel();
        let waiting = Arc::new(Mutex::new(waiting));
        for _ in 0..available_parallelism().map_or(1, NonZero::get) {
            let (signers, waiting) = (Arc::clone(&signers), Arc::clone(&waiting));
            thread::spawn(move || work(&signers, &waiting));
        }
        Self { signers, tasks: Some(tasks) }
    }

    /// Whether mails from this sender are signed.
    pub fn signs_for(&self, sender: &EmailAddress) -> bool {
        !self.signers.for_domain(sender.domain()).is_empty()
    }

    /// The signature fields that go on top of a mail from `sender`; nothing for a domain without a key.
    ///
    /// `header` is the header as it goes out, `body` the hash of what follows it, and `at` the same at every retry, so that the copies are equal.
    pub async fn sign(
        &self,
        sender: &EmailAddress,
        header: Vec<u8>,
        body: [u8; 32],
        at: Timestamp,
    ) -> Result<Vec<u8>, SignError> {
        let Some(tasks) = &self.tasks else { return Ok(Vec::new()) };
        let (signed, answer) = oneshot::channel();
        let task = Task { domain: sender.domain().to_owned(), header, body, at, signed };
        // A thread ends early by a panic alone: then this mail is composed again in a minute.
        tasks.send(task).map_err(|_| SignError::Cryptography)?;
        answer.await.unwrap_or(Err(SignError::Cryptography))
    }
}

fn work(signers: &Signers, waiting: &Mutex<Receiver<Task>>) {
    loop {
        let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(task) = next else { return };
        let signatures = fields(signers, &task);
        // Nobody waits any more when the service ends meanwhile.
        let _ = task.signed.send(signatures);
    }
}

fn fields(signers: &Signers, task: &Task) -> Result<Vec<u8>, SignError> {
    let mut fields = Vec::new();
    for signer in signers.for_domain(&task.domain) {
        fields.extend(signer.sign(&task.header, &task.body, task.at)?);
    }
    Ok(fields)
}
