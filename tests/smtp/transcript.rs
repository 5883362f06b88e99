//! A server that follows a transcript to the octet: what it must hear, and in which order it speaks.

use std::net::SocketAddr;
use std::time::Duration;

use letterbell::domain::address::EmailAddress;
use letterbell::domain::relay::Relay;
use letterbell::domain::reply::Stage;
use letterbell::relay::{Connection, Ending, Envelope, HandedOver, LossCause, TlsContext, Transaction};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio::time::timeout;

use crate::script::relay_at;

/// One line of a transcript.
#[derive(Clone, Debug)]
pub enum Line {
    /// The client says exactly this, before anything else happens.
    Hears(String),
    /// The client says nothing more until it is answered.
    HearsNoMore,
    /// The server keeps silent until the client leaves, which says nothing more.
    HearsTheEnd,
    /// The server says this.
    Says(&'static str),
}

pub use Line::{HearsNoMore, HearsTheEnd, Says};

pub fn hears(text: impl Into<String>) -> Line {
    Line::Hears(text.into())
}

/// How long a client that says nothing more is listened to.
pub const SILENCE: Duration = Duration::from_millis(60);

/// A server under way; [`ended`](Self::ended) tells that the client kept to the transcript.
pub struct Transcript {
    address: SocketAddr,
    playing: JoinHandle<()>,
}

impl Transcript {
    /// Plays the greeting and an EHLO with these offers, and then `lines`; after the last one it leaves.
    pub async fn play(offers: &[&str], lines: impl IntoIterator<Item = Line>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let hello = [&["server"], offers].concat().join("\r\n250-");
        let hello = format!("250-{hello}\r\n250 HELP\r\n");
        let lines: Vec<Line> = lines.into_iter().collect();
        let playing = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            stream.write_all(b"220 server\r\n").await.unwrap();
            hear(&mut stream, "EHLO client.example.org\r\n").await;
            stream.write_all(hello.as_bytes()).await.unwrap();
            for line in lines {
                match line {
                    Line::Hears(text) => hear(&mut stream, &text).await,
                    Line::HearsNoMore => {
                        let more = timeout(SILENCE, stream.read_u8()).await;
                        assert!(more.is_err(), "more was said: {more:?}");
                    }
                    Line::HearsTheEnd => {
                        let mut more = Vec::new();
                        stream.read_to_end(&mut more).await.unwrap();
                        assert_eq!(String::from_utf8_lossy(&more), "");
                    }
                    Line::Says(text) => stream.write_all(text.as_bytes()).await.unwrap(),
                }
            }
        });
        Self { address, playing }
    }

    /// A connection with deadlines of seconds.
    pub async fn connect(&self) -> Connection {
        self.connect_with(|_| ()).await
    }

    pub async fn connect_with(&self, change: impl FnOnce(&mut Relay)) -> Connection {
        let mut relay = relay_at(self.address);
        change(&mut relay);
        Connection::open(&relay, &TlsContext::for_relay(&relay).unwrap()).await.unwrap()
    }

    /// Waits for the transcript's end.
    ///
    /// # Panics
    /// When the client did not keep to it.
    pub async fn ended(self) {
        timeout(Duration::from_secs(10), self.playing).await.expect("the transcript comes to its end").unwrap();
    }
}

async fn hear(stream: &mut TcpStream, text: &str) {
    let mut heard = vec![0; text.len()];
    let mut at = 0;
    while at < heard.len() {
        let more = timeout(Duration::from_secs(5), stream.read(&mut heard[at..])).await;
        let more = more.unwrap_or_else(|_| panic!("after {:?}", String::from_utf8_lossy(&heard[..at]))).unwrap();
        assert!(more > 0, "the client left after {:?}", String::from_utf8_lossy(&heard[..at]));
        at += more;
    }
    assert_eq!(String::from_utf8_lossy(&heard), text);
}

/// What a message's envelope and text are, owned.
pub struct Mail {
    from: EmailAddress,
    to: EmailAddress,
    pub text: String,
}

impl Mail {
    pub fn to(name: &str) -> Self {
        Self {
            from: EmailAddress::parse("b@example.org").unwrap(),
            to: EmailAddress::parse(&format!("{name}@example.net")).unwrap(),
            text: format!("To: {name}\r\n\r\n{name}\r\n"),
        }
    }

    pub fn envelope(&self) -> Envelope<'_> {
        Envelope { return_path: &self.from, recipient: &self.to, length: self.text.len() as u64, id: "" }
    }

    /// MAIL and RCPT.
    pub fn commands(&self) -> String {
        format!("MAIL FROM:<{}>\r\nRCPT TO:<{}>\r\n", self.from, self.to)
    }

    /// The text with its final dot.
    pub fn with_dot(&self) -> String {
        format!("{}.\r\n", self.text)
    }

    /// As it goes by BDAT.
    pub fn chunk(&self) -> String {
        format!("RSET\r\n{}BDAT {} LAST\r\n{}", self.commands(), self.text.len(), self.text)
    }
}

/// Hands a text over with the next envelope behind it, and hears what the server says to both.
pub async fn hand_over(connection: &mut Connection, text: &[&[u8]], next: Option<&Envelope<'_>>) -> HandedOver {
    let mut handed = connection.hand_over(text, next).await;
    if handed.next == Some(Ok(())) {
        handed.next = Some(connection.hear_announcement().await);
    }
    handed
}

/// The stage of an ending and, where the server spoke, the code.
pub type Told = (Stage, Result<u16, LossCause>);

pub fn told(transaction: &Transaction) -> Told {
    let ending = match &transaction.ending {
        Ending::Replied(reply) => Ok(reply.code),
        Ending::Lost(cause) => Err(cause.clone()),
        other => panic!("{other}"),
    };
    (transaction.stage, ending)
}
