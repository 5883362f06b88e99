//! A small SMTP receiver (RFC 5321) that hands every mail to a [`Handler`] and never relays.
//!
//! The handler sees each step first and may answer it otherwise than the protocol would, or not at all: a mailbox refuses
//! recipients so, and tests play a relay that is slow, broken or hostile.
//!
//! Commands are parsed by smtp-proto. Lines and the text of messages are read here: smtp-proto's data receiver does not see a
//! final dot, nor a doubled one, on the first line, and takes a bare LF for the end of a command.

mod auth;
mod line;
mod session;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use rustls::ServerConfig;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use self::session::Conversation;
use crate::domain::address::EmailAddress;

/// How a receiver presents itself, and its limits.
#[derive(Clone, Debug)]
pub struct Options {
    /// The name in the greeting.
    pub host_name: String,
    /// What the answer to EHLO offers.
    pub offer: Offer,
    /// Whether conversations are encrypted.
    pub security: Security,
    /// The longest message in octets.
    pub max_message: usize,
    /// The most recipients of one message (RFC 5321 §4.5.3.1.8 asks for 100).
    pub max_recipients: usize,
    /// Conversations at the same time; more wait to be accepted.
    pub max_connections: usize,
    /// How long a client may say nothing.
    pub idle: Duration,
}

/// How conversations are encrypted, and with which certificate.
#[derive(Clone, Debug)]
pub enum Security {
    /// Not at all.
    None,
    /// From STARTTLS on (RFC 3207).
    StartTls(Arc<ServerConfig>),
    /// From the first byte.
    Implicit(Arc<ServerConfig>),
}

/// What is offered beside 8BITMIME, SIZE and STARTTLS. What is not offered is refused.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each extension is offered or not, whatever the others are")]
pub struct Offer {
    /// RFC 2920.
    pub pipelining: bool,
    /// AUTH PLAIN (RFC 4616).
    pub auth_plain: bool,
    /// AUTH LOGIN.
    pub auth_login: bool,
    /// RFC 3030: messages by BDAT; DATA stays possible.
    pub chunking: bool,
    /// RFC 3461: NOTIFY, ORCPT, RET and ENVID are taken, and nothing follows from them.
    pub dsn: bool,
    /// RFC 6531: addresses beyond ASCII.
    pub utf8: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            host_name: "localhost".to_owned(),
            offer: Offer { pipelining: true, ..Offer::default() },
            security: Security::None,
            max_message: 32 * 1024 * 1024,
            max_recipients: 100,
            max_connections: 100,
            idle: Duration::from_mins(5),
        }
    }
}

/// Decides about each step of a conversation, and takes the mail.
///
/// Called from the conversation's task: an implementation that waits holds up its own conversation alone, but must not block a
/// thread for long.
pub trait Handler: Send + Sync + 'static {
    /// What to answer to a step. It takes effect when the answer is positive.
    fn answer(&self, session: &Session, step: Step<'_>) -> Answer {
        let _ = (session, step);
        Answer::Proceed
    }

    /// Takes a message after its final dot or its last chunk. [`Answer::Proceed`] says 250: the message is the receiver's from then on.
    fn accept(&self, session: &Session, received: Received) -> Answer;
}

/// One conversation so far.
#[derive(Clone, Debug)]
pub struct Session {
    /// A number for each conversation, from 1.
    pub id: u64,
    /// Who connected.
    pub peer: SocketAddr,
    /// The name that the client gave.
    pub hello: Option<String>,
    /// Whether TLS is on.
    pub is_encrypted: bool,
    /// Whether the client signed in.
    pub is_authenticated: bool,
    /// Whether the client ever sent commands before the answer to the one before (RFC 2920).
    pub sent_ahead: bool,
    /// Messages taken so far.
    pub accepted: u32,
}

/// A step that a handler is asked about.
#[derive(Clone, Copy, Debug)]
pub enum Step<'a> {
    /// The client connected.
    Greeting,
    /// EHLO or HELO.
    Hello,
    /// STARTTLS.
    StartTls,
    /// AUTH, with everything that the client said.
    Auth {
        /// The user.
        username: &'a str,
        /// The password.
        password: &'a str,
    },
    /// MAIL; `None` is the empty return path of a report.
    Mail(Option<&'a EmailAddress>),
    /// RCPT.
    Recipient(&'a EmailAddress),
    /// DATA. BDAT is no step of its own: the message has come with it.
    Data,
    /// RSET.
    Reset,
    /// QUIT.
    Quit,
}

/// A message as it was handed over.
#[derive(Clone, Debug)]
pub struct Received {
    /// The envelope sender; `None` when empty, as on reports.
    pub return_path: Option<EmailAddress>,
    /// Its recipients, at least one.
    pub recipients: Vec<EmailAddress>,
    /// The message: CRLF line ends, dots no longer doubled.
    pub data: Vec<u8>,
    /// Whether it came by BDAT.
    pub is_chunked: bool,
    /// MAIL and each RCPT that was taken, as the client said them, without line ends.
    pub commands: Vec<String>,
}

/// What to answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// What the protocol says.
    Proceed,
    /// This reply; 2yz and 3yz let the step take effect.
    Reply(u16, String),
    /// These bytes as they stand. The step takes effect when they begin with 2 or 3.
    Bytes(Vec<u8>),
    /// Like [`Bytes`](Self::Bytes), one at a time with a pause before each.
    Trickle(Vec<u8>, Duration),
    /// The other answer, after a pause.
    After(Duration, Box<Answer>),
    /// Nothing, until the client goes.
    Hang,
    /// Nothing, and the connection is closed.
    Close,
}

/// Receives mail on `listener` until `shutdown` is cancelled, then ends the open conversations with 421.
pub async fn serve(listener: TcpListener, options: Options, handler: Arc<dyn Handler>, shutdown: CancellationToken) {
    let options = Arc::new(options);
    let places = Arc::new(Semaphore::new(options.max_connections));
    let conversations = TaskTracker::new();
    let mut id = 0;
    while let Some(Ok(place)) = shutdown.run_until_cancelled(Arc::clone(&places).acquire_owned()).await {
        let Some(accepted) = shutdown.run_until_cancelled(listener.accept()).await else { break };
        let (stream, peer) = match accepted {
            Ok(connected) => connected,
            Err(error) => {
                tracing::warn!(%error, "no connection could be accepted");
                // Out of file descriptors, most likely: the error returns at once until one is free.
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            }
        };
        id += 1;
        let session = Session {
            id,
            peer,
            hello: None,
            is_encrypted: false,
            is_authenticated: false,
            sent_ahead: false,
            accepted: 0,
        };
        let conversation = Conversation::new(stream, session, Arc::clone(&options), Arc::clone(&handler));
        let shutdown = shutdown.clone();
        conversations.spawn(async move {
            conversation.run(&shutdown).await;
            drop(place);
        });
    }
    conversations.close();
    conversations.wait().await;
}
