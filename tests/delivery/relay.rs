//! A relay that does what a test says, and keeps what it saw.
//!
//! A rule decides about each step: by the step, the recipient, how often it came to that, the connection, and by lot
//! ([`Lots`](super::chance::Lots)). It may refuse, wait, answer byte by byte, say nothing more, or hang up; at the dot the mail is taken before
//! that.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use letterbell::inbound::smtp::{Answer, Handler, Offer, Options, Received, Session, Step, serve};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::copies::Copy;
use super::support::port::Port;

/// A step that a test may decide about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum At {
    Greeting,
    Hello,
    StartTls,
    SignIn,
    Sender,
    Recipient,
    Data,
    Dot,
    Reset,
    Quit,
}

/// A step of a conversation, with whom it is about; nobody's name is empty.
#[derive(Clone, Copy, Debug)]
pub struct Moment<'a> {
    pub at: At,
    pub recipient: &'a str,
    /// How often this step came for this recipient, from 1.
    pub nth: u32,
    /// The conversation's number, from 1.
    pub connection: u64,
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

/// `rule`, but the dots of `first` and of everybody behind are answered after a second: however slow the machine is, a test that does something
/// in the middle of a run does it before the end.
pub fn with_slow_end(
    first: &str,
    rule: impl Fn(Moment<'_>) -> Answer + Send + 'static,
) -> impl Fn(Moment<'_>) -> Answer + Send + 'static {
    let first = first.to_owned();
    move |moment| {
        let is_late = moment.at == At::Dot && moment.recipient >= first.as_str();
        if is_late { slowly(Duration::from_secs(1)) } else { rule(moment) }
    }
}

pub fn refusal(code: u16, words: &str) -> Answer {
    Answer::Reply(code, words.to_owned())
}

/// A reply that comes one byte a `pause`.
pub fn trickled(reply: &str, pause: Duration) -> Answer {
    Answer::Trickle(format!("{reply}\r\n").into_bytes(), pause)
}

/// A rule that answers so the first time that it comes to the step `at`, whoever it is about.
pub fn once(at: At, answer: Answer) -> impl Fn(Moment<'_>) -> Option<Answer> + Send {
    let is_over = AtomicBool::new(false);
    move |moment| (moment.at == at && !is_over.swap(true, Ordering::SeqCst)).then(|| answer.clone())
}

/// What a relay with everything offers.
pub fn chunking() -> Options {
    offering(Offer { pipelining: true, auth_plain: true, chunking: true, dsn: true, utf8: true, ..Offer::default() })
}

/// What a relay offers that takes addresses beyond ASCII, and texts with a dot at their end.
pub fn utf8() -> Options {
    offering(Offer { pipelining: true, auth_plain: true, utf8: true, ..Offer::default() })
}

/// What a relay offers that wants to be asked step by step.
pub fn step_by_step() -> Options {
    offering(Offer { auth_plain: true, ..Offer::default() })
}

/// Nobody speaks for longer than the pauses of the tests: a client that was killed is forgotten soon.
fn offering(offer: Offer) -> Options {
    Options { offer, idle: Duration::from_secs(60), ..Options::default() }
}

type Rule = Box<dyn Fn(Moment<'_>) -> Answer + Send>;

/// A relay on loopback. It is gone when it is dropped.
pub struct Relay {
    pub address: SocketAddr,
    port: Port,
    options: Options,
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
    /// Steps as they came, each with its conversation.
    steps: Vec<(At, u64)>,
    sent_ahead: bool,
}

impl Relay {
    /// One that pipelines and lets everybody sign in.
    pub async fn start(rule: impl Fn(Moment<'_>) -> Answer + Send + 'static) -> Self {
        let offer = Offer { pipelining: true, auth_plain: true, ..Offer::default() };
        Self::with(offering(offer), rule).await
    }

    /// One with these options.
    pub async fn with(options: Options, rule: impl Fn(Moment<'_>) -> Answer + Send + 'static) -> Self {
        let pages = Pages {
            rule: Box::new(rule),
            met: HashMap::new(),
            open: HashMap::new(),
            greeted: Vec::new(),
            begun: Vec::new(),
            copies: Vec::new(),
            steps: Vec::new(),
            sent_ahead: false,
        };
        let book = Arc::new(Book { pages: Mutex::new(pages), taken: watch::Sender::new(0) });
        let port = Port::free();
        let (address, conversations, servers) = (port.address, Mutex::new(None), TaskTracker::new());
        let relay = Self { address, port, options, book, conversations, servers };
        relay.open(relay.port.listen().await);
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
        self.open(self.port.listen().await);
    }

    fn open(&self, listener: TcpListener) {
        let stop = CancellationToken::new();
        self.servers.reopen();
        self.servers.spawn(serve(
            listener,
            self.options.clone(),
            Arc::clone(&self.book) as Arc<dyn Handler>,
            stop.clone(),
        ));
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

    /// The steps that it came to, in order, each with its conversation.
    pub fn steps(&self) -> Vec<(At, u64)> {
        self.book.pages.lock().unwrap().steps.clone()
    }

    /// How often it came to this step.
    pub fn times(&self, at: At) -> usize {
        self.steps().iter().filter(|(step, _)| *step == at).count()
    }

    /// Waits until it came to this step so many times.
    ///
    /// # Panics
    /// When it has not within `patience`.
    pub async fn has_come_to(&self, at: At, times: usize, patience: Duration) {
        let began = Instant::now();
        while self.times(at) < times {
            assert!(
                began.elapsed() < patience,
                "only {} of {times} times at {at:?} within {patience:?}",
                self.times(at)
            );
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// Whether a client ever sent commands before the answer to the one before.
    pub fn was_pipelined(&self) -> bool {
        self.book.pages.lock().unwrap().sent_ahead
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
    fn decide(&mut self, at: At, recipient: &str, session: &Session) -> Answer {
        self.steps.push((at, session.id));
        self.sent_ahead |= session.sent_ahead;
        let nth = self.met.entry((at, recipient.to_owned())).or_default();
        *nth += 1;
        (self.rule)(Moment { at, recipient, nth: *nth, connection: session.id })
    }
}

impl Handler for Book {
    fn answer(&self, session: &Session, step: Step<'_>) -> Answer {
        let mut pages = self.pages.lock().unwrap();
        match step {
            Step::Greeting => {
                pages.greeted.push(Instant::now());
                pages.decide(At::Greeting, "", session)
            }
            Step::Hello => pages.decide(At::Hello, "", session),
            Step::StartTls => pages.decide(At::StartTls, "", session),
            Step::Auth { .. } => pages.decide(At::SignIn, "", session),
            Step::Mail(_) => pages.decide(At::Sender, "", session),
            Step::Recipient(recipient) => {
                let name = recipient.to_string();
                pages.begun.push((name.clone(), Instant::now()));
                pages.open.insert(session.id, (name.clone(), Instant::now()));
                pages.decide(At::Recipient, &name, session)
            }
            Step::Data => {
                let name = pages.open.get(&session.id).map_or_else(String::new, |(name, _)| name.clone());
                pages.decide(At::Data, &name, session)
            }
            Step::Reset => pages.decide(At::Reset, "", session),
            Step::Quit => pages.decide(At::Quit, "", session),
        }
    }

    /// The mail is taken unless it is refused: a relay whose answer is late or lost has it (RFC 1047).
    fn accept(&self, session: &Session, received: Received) -> Answer {
        let mut pages = self.pages.lock().unwrap();
        let (recipient, began) = pages.open.remove(&session.id).expect("a recipient was named");
        let answer = pages.decide(At::Dot, &recipient, session);
        if !is_refusal(&answer) {
            let Received { data, is_chunked, commands, .. } = received;
            let connection = session.id;
            pages.copies.push(Copy { recipient, began, data, is_chunked, commands, connection });
            let taken = pages.copies.len();
            drop(pages);
            self.taken.send_replace(taken);
        }
        answer
    }
}

fn is_refusal(answer: &Answer) -> bool {
    match answer {
        Answer::Reply(400.., _) => true,
        Answer::After(_, later) => is_refusal(later),
        _ => false,
    }
}
