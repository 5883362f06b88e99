//! A relay that does what a test says, and keeps what it saw.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use letterbell::inbound::smtp::{Answer, Handler, Offer, Options, Received, Session, Step, serve};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::copies::Copy;

/// A step that a test may decide about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum At {
    Greeting,
    SignIn,
    Sender,
    Recipient,
    Dot,
}

/// A step of a conversation, with whom it is about; nobody's name is empty.
#[derive(Clone, Copy, Debug)]
pub struct Moment<'a> {
    pub at: At,
    pub recipient: &'a str,
    /// How often this step came for this recipient, from 1.
    pub nth: u32,
}

impl Moment<'_> {
    /// Whether this is the step `at` for a recipient whose address begins so.
    pub fn is(&self, at: At, beginning: &str) -> bool {
        self.at == at && self.recipient.starts_with(beginning)
    }
}

/// The pause at the final dot that makes a run long enough to be hit in its middle.
pub fn slowly(pause: Duration) -> Answer {
    Answer::After(pause, Box::new(Answer::Proceed))
}

pub fn refusal(code: u16, words: &str) -> Answer {
    Answer::Reply(code, words.to_owned())
}

type Rule = Box<dyn Fn(Moment<'_>) -> Answer + Send>;

/// A relay on loopback. It is gone when it is dropped.
pub struct Relay {
    pub address: SocketAddr,
    book: Arc<Book>,
    conversations: Mutex<Option<CancellationToken>>,
    servers: TaskTracker,
}

struct Book {
    pages: Mutex<Pages>,
    /// How many copies were taken.
    taken: watch::Sender<usize>,
}

struct Pages {
    rule: Rule,
    met: HashMap<(At, String), u32>,
    open: HashMap<u64, (String, Instant)>,
    greeted: Vec<Instant>,
    begun: Vec<(String, Instant)>,
    copies: Vec<Copy>,
}

impl Relay {
    pub async fn start(rule: impl Fn(Moment<'_>) -> Answer + Send + 'static) -> Self {
        let pages = Pages {
            rule: Box::new(rule),
            met: HashMap::new(),
            open: HashMap::new(),
            greeted: Vec::new(),
            begun: Vec::new(),
            copies: Vec::new(),
        };
        let book = Arc::new(Book { pages: Mutex::new(pages), taken: watch::Sender::new(0) });
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let relay = Self { address, book, conversations: Mutex::new(None), servers: TaskTracker::new() };
        relay.open(listener);
        relay
    }

    /// From now on, `rule` decides.
    pub fn obey(&self, rule: impl Fn(Moment<'_>) -> Answer + Send + 'static) {
        self.book.pages.lock().unwrap().rule = Box::new(rule);
    }

    /// Ends every conversation and refuses connections.
    pub async fn go_down(&self) {
        let conversations = self.conversations.lock().unwrap().take();
        conversations.expect("it is up").cancel();
        self.servers.close();
        self.servers.wait().await;
    }

    /// Listens at the same address again.
    pub async fn come_up(&self) {
        self.open(TcpListener::bind(self.address).await.unwrap());
    }

    fn open(&self, listener: TcpListener) {
        let stop = CancellationToken::new();
        // Nobody speaks for longer than the pauses of the tests: a client that was killed is forgotten soon.
        let offer = Offer { pipelining: true, auth_plain: true, auth_login: false };
        let options = Options { offer, idle: Duration::from_secs(60), ..Options::default() };
        self.servers.reopen();
        self.servers.spawn(serve(listener, options, Arc::clone(&self.book) as Arc<dyn Handler>, stop.clone()));
        *self.conversations.lock().unwrap() = Some(stop);
    }

    /// Every copy that it took, in order.
    pub fn copies(&self) -> Vec<Copy> {
        self.book.pages.lock().unwrap().copies.clone()
    }

    /// The copies for this recipient.
    pub fn copies_for(&self, recipient: &str) -> Vec<Copy> {
        self.copies().into_iter().filter(|copy| copy.recipient == recipient).collect()
    }

    /// Every message whose recipient was named, taken or not, in order.
    pub fn begun(&self) -> Vec<(String, Instant)> {
        self.book.pages.lock().unwrap().begun.clone()
    }

    /// When each connection was opened.
    pub fn connections(&self) -> Vec<Instant> {
        self.book.pages.lock().unwrap().greeted.clone()
    }

    /// Waits until it has taken `many` copies.
    ///
    /// # Panics
    /// When it has not within `patience`.
    pub async fn has_taken(&self, many: usize, patience: Duration) {
        let mut taken = self.book.taken.subscribe();
        let enough = tokio::time::timeout(patience, taken.wait_for(|&taken| taken >= many)).await;
        assert!(enough.is_ok(), "only {} of {many} copies came within {patience:?}", *self.book.taken.borrow());
    }

    /// Waits for a copy for `recipient`.
    ///
    /// # Panics
    /// When there is none within `patience`.
    pub async fn copy_for(&self, recipient: &str, patience: Duration) -> Copy {
        let mut taken = self.book.taken.subscribe();
        let came = tokio::time::timeout(patience, taken.wait_for(|_| !self.copies_for(recipient).is_empty())).await;
        assert!(came.is_ok(), "no copy for {recipient} came within {patience:?}");
        drop(came);
        self.copies_for(recipient).remove(0)
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        if let Some(conversations) = self.conversations.lock().unwrap().take() {
            conversations.cancel();
        }
    }
}

impl Pages {
    fn decide(&mut self, at: At, recipient: &str) -> Answer {
        let nth = self.met.entry((at, recipient.to_owned())).or_default();
        *nth += 1;
        (self.rule)(Moment { at, recipient, nth: *nth })
    }
}

impl Handler for Book {
    fn answer(&self, session: &Session, step: Step<'_>) -> Answer {
        let mut pages = self.pages.lock().unwrap();
        match step {
            Step::Greeting => {
                pages.greeted.push(Instant::now());
                pages.decide(At::Greeting, "")
            }
            Step::Auth { .. } => pages.decide(At::SignIn, ""),
            Step::Mail(_) => pages.decide(At::Sender, ""),
            Step::Recipient(recipient) => {
                let name = recipient.to_string();
                pages.begun.push((name.clone(), Instant::now()));
                pages.open.insert(session.id, (name.clone(), Instant::now()));
                pages.decide(At::Recipient, &name)
            }
            _ => Answer::Proceed,
        }
    }

    /// The mail is taken unless it is refused: a relay whose answer is late or lost has it (RFC 1047).
    fn accept(&self, session: &Session, received: Received) -> Answer {
        let mut pages = self.pages.lock().unwrap();
        let (recipient, began) = pages.open.remove(&session.id).expect("a recipient was named");
        let answer = pages.decide(At::Dot, &recipient);
        if !matches!(answer, Answer::Reply(400.., _)) {
            pages.copies.push(Copy { recipient, began, data: received.data });
            let taken = pages.copies.len();
            drop(pages);
            self.taken.send_replace(taken);
        }
        answer
    }
}
