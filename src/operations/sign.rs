//! Signing mails with all keys of their sender's domain, away from the threads that talk to relays.

use std::num::NonZero;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, available_parallelism};

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
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
    tasks: Option<UnboundedSender<Task>>,
}

/// Mails that a thread signs before it answers for all of them, where so many wait: each answer wakes a thread that talks to relays, which takes
/// the core from signing and gives it back.
const TOGETHER: usize = 16;

/// A mail to sign.
struct Task {
    domain: String,
    header: Vec<u8>,
    body: [u8; 32],
    at: Timestamp,
    signed: oneshot::Sender<Signed>,
}

/// The signature fields of a mail.
type Signed = Result<Vec<u8>, SignError>;

/// What a thread has signed together, each with who waits for it.
type Answers = Vec<(oneshot::Sender<Signed>, Signed)>;

impl Signing {
    /// Starts the threads, unless there is nobody who signs. Within a runtime, where the answers are handed out.
    pub fn start(signers: Arc<Signers>) -> Self {
        if signers.is_empty() {
            return Self { signers, tasks: None };
        }
        let (tasks, waiting) = unbounded_channel();
        let waiting = Arc::new(Mutex::new(waiting));
        let (answers, signed) = unbounded_channel();
        tokio::spawn(hand_out(signed));
        let threads = available_parallelism().map_or(1, NonZero::get);
        for _ in 0..threads {
            let (signers, waiting, answers) = (Arc::clone(&signers), Arc::clone(&waiting), answers.clone());
            thread::spawn(move || work(&signers, &waiting, threads, &answers));
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
    pub async fn sign(&self, sender: &EmailAddress, header: Vec<u8>, body: [u8; 32], at: Timestamp) -> Signed {
        let Some(tasks) = &self.tasks else { return Ok(Vec::new()) };
        let (signed, answer) = oneshot::channel();
        let task = Task { domain: sender.domain().to_owned(), header, body, at, signed };
        // A thread ends early by a panic alone: then this mail is composed again in a minute.
        tasks.send(task).map_err(|_| SignError::Cryptography)?;
        answer.await.unwrap_or(Err(SignError::Cryptography))
    }
}

fn work(
    signers: &Signers,
    waiting: &Mutex<UnboundedReceiver<Task>>,
    threads: usize,
    answers: &UnboundedSender<Answers>,
) {
    let mut tasks = Vec::with_capacity(TOGETHER);
    while take(&mut tasks, waiting, threads) {
        let signed = tasks.drain(..).map(|task| {
            let fields = fields(signers, &task);
            (task.signed, fields)
        });
        // Nobody hands them out any more when the service ends meanwhile.
        let _ = answers.send(signed.collect());
    }
}

/// Answers for the threads: out of one of theirs, each answer would wake a thread of the runtime by itself.
async fn hand_out(mut signed: UnboundedReceiver<Answers>) {
    while let Some(answers) = signed.recv().await {
        for (waiting, fields) in answers {
            // Nor does anybody wait any more then.
            let _ = waiting.send(fields);
        }
    }
}

/// Waits for tasks and takes this thread's share of them; `false` when there will be none any more.
fn take(tasks: &mut Vec<Task>, waiting: &Mutex<UnboundedReceiver<Task>>, threads: usize) -> bool {
    let mut waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
    let share = waiting.len().div_ceil(threads).clamp(1, TOGETHER);
    waiting.blocking_recv_many(tasks, share) > 0
}

fn fields(signers: &Signers, task: &Task) -> Signed {
    let mut fields = Vec::new();
    for signer in signers.for_domain(&task.domain) {
        fields.extend(signer.sign(&task.header, &task.body, task.at)?);
    }
    Ok(fields)
}

#[cfg(test)]
mod tests {
    use futures_util::future::join_all;

    use super::*;
    use crate::domain::dkim::{DkimIdentity, DkimKey, DkimName};

    /// RFC 8463 §A.2.
    const KEY: &str = "-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
-----END PRIVATE KEY-----
";
    const AT: Timestamp = Timestamp::from_millis(1_800_000_000_000);

    fn identity(domain: &str, selector: &str) -> DkimIdentity {
        DkimIdentity {
            name: DkimName::new(domain.to_owned(), selector.to_owned()).unwrap(),
            key: DkimKey::from_pem(KEY).unwrap(),
        }
    }

    #[tokio::test]
    async fn all_keys_of_a_senders_domain_sign_and_no_others() {
        let identities =
            [identity("example.org", "one"), identity("example.org", "two"), identity("example.net", "three")];
        let signing = Signing::start(Arc::new(Signers::new(identities)));
        let signed = async |sender: &str| {
            let sender = EmailAddress::parse(sender).unwrap();
            let header = format!("From: <{sender}>\r\n").into_bytes();
            let fields = signing.sign(&sender, header, [7; 32], AT).await;
            String::from_utf8(fields.unwrap()).unwrap()
        };
        let fields = signed("news@example.org").await;
        assert_eq!(fields.matches("DKIM-Signature:").count(), 2, "{fields}");
        assert!(["s=one;", "s=two;"].iter().all(|selector| fields.contains(selector)), "{fields}");
        assert_eq!(signed("news@example.com").await, "");
    }

    #[tokio::test]
    async fn of_many_mails_signed_together_each_gets_its_own_signature() {
        let signers = Arc::new(Signers::new([identity("example.org", "one")]));
        let signing = Signing::start(Arc::clone(&signers));
        let sender = EmailAddress::parse("news@example.org").unwrap();
        let header = |number: u8| format!("From: <news@example.org>\r\nSubject: {number}\r\n").into_bytes();

        let signed = join_all((0..100).map(|number| signing.sign(&sender, header(number), [number; 32], AT))).await;

        let signer = &signers.for_domain("example.org")[0];
        for (number, fields) in (0..100).zip(signed) {
            assert_eq!(fields, signer.sign(&header(number), &[number; 32], AT), "mail {number}");
        }
    }
}
