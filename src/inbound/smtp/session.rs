//! One conversation: what may be said when (RFC 5321 §4.1.4), and what follows from it.

use std::borrow::Cow;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use rustls::ServerConfig;
use smtp_proto::{AUTH_LOGIN, AUTH_PLAIN, MAIL_RET_FULL, MAIL_RET_HDRS, MAIL_SMTPUTF8, MailFrom, RcptTo, Request};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;

use super::auth::{self, Credentials};
use super::line::{Inbox, Line, Text};
use super::{Answer, Handler, Options, Received, Security, Session, Step};
use crate::domain::address::{AddressError, EmailAddress};

/// What bytes come over: TCP, or TLS over it.
trait Wire: AsyncRead + AsyncWrite + Unpin + Send {}

impl<T: AsyncRead + AsyncWrite + Unpin + Send> Wire for T {}

/// A conversation and the message that is being handed over in it.
pub(super) struct Conversation {
    wire: Box<dyn Wire>,
    inbox: Inbox,
    session: Session,
    options: Arc<Options>,
    handler: Arc<dyn Handler>,
    envelope: Option<OpenEnvelope>,
}

/// The envelope between MAIL and the final dot, or the last chunk.
#[derive(Default)]
struct OpenEnvelope {
    return_path: Option<EmailAddress>,
    recipients: Vec<EmailAddress>,
    commands: Vec<String>,
    /// What came by BDAT so far.
    chunks: Option<Vec<u8>>,
}

/// What is said to an extension's parameter that was not offered.
const NOT_OFFERED: &str = "555 5.5.4 This parameter is not offered here";

/// What came of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// The step takes effect.
    Yes,
    /// It does not.
    No,
    /// The conversation is over.
    Over,
}

impl Conversation {
    pub fn new(stream: TcpStream, session: Session, options: Arc<Options>, handler: Arc<dyn Handler>) -> Self {
        // An answer that is delayed is worth no failed connection.
        let _ = stream.set_nodelay(true);
        Self { wire: Box::new(stream), inbox: Inbox::default(), session, options, handler, envelope: None }
    }

    /// Talks until the client leaves, breaks the rules, or `shutdown` is cancelled.
    pub async fn run(mut self, shutdown: &CancellationToken) {
        let id = self.session.id;
        match shutdown.run_until_cancelled(self.converse()).await {
            Some(Ok(())) => {}
            Some(Err(error)) => tracing::debug!(session = id, %error, "the conversation broke off"),
            None => {
                // The client learns why, if it can be told at once.
                let _ = timeout(Duration::from_secs(1), self.write(b"421 4.3.2 Shutting down\r\n")).await;
            }
        }
    }

    async fn converse(&mut self) -> io::Result<()> {
        let options = Arc::clone(&self.options);
        if let Security::Implicit(config) = &options.security
            && !self.encrypt(config).await?
        {
            return Ok(());
        }
        let greeting = format!("220 {} ESMTP Letterbell", self.options.host_name);
        let mut outcome = self.step(Step::Greeting, &greeting).await?;
        while outcome != Outcome::Over {
            outcome = match timeout(self.options.idle, self.inbox.line(&mut self.wire)).await {
                Err(_) => self.end_with("421 4.4.2 Nothing was said for too long").await?,
                Ok(line) => match line? {
                    Line::Whole(line) => self.command(&line).await?,
                    Line::Broken => {
                        self.end_with("500 5.5.2 A line ends in CRLF and is at most 12288 octets long").await?
                    }
                    Line::End => Outcome::Over,
                },
            };
        }
        Ok(())
    }

    async fn command(&mut self, line: &[u8]) -> io::Result<Outcome> {
        self.session.sent_ahead |= self.inbox.has_more();
        let request = match Request::parse(&mut line.iter()) {
            Ok(request) => request,
            Err(error) => return self.say(refusal_of(&error)).await,
        };
        match request {
            Request::Ehlo { host } => self.ehlo(host).await,
            Request::Helo { host } => self.helo(host).await,
            Request::StartTls => self.starttls().await,
            Request::Auth { mechanism, initial_response } => self.auth(mechanism, &initial_response).await,
            Request::Mail { from } => self.mail(&from, line).await,
            Request::Rcpt { to } => self.recipient(&to, line).await,
            Request::Data => self.data().await,
            Request::Bdat { chunk_size, is_last } if self.options.offer.chunking => {
                self.chunk(chunk_size, is_last).await
            }
            Request::Rset => {
                self.envelope = None;
                self.step(Step::Reset, "250 2.0.0 Forgotten").await
            }
            Request::Noop { .. } => self.say("250 2.0.0 Here").await,
            Request::Vrfy { .. } => self.say("252 2.1.5 Send it and see").await,
            Request::Quit => {
                self.step(Step::Quit, "221 2.0.0 Goodbye").await?;
                Ok(Outcome::Over)
            }
            _ => self.say("502 5.5.1 Not understood here").await,
        }
    }

    async fn ehlo(&mut self, host: Cow<'_, str>) -> io::Result<Outcome> {
        let usual = self.extensions();
        self.hello(host, &usual).await
    }

    async fn helo(&mut self, host: Cow<'_, str>) -> io::Result<Outcome> {
        let usual = format!("250 {}", self.options.host_name);
        self.hello(host, &usual).await
    }

    async fn hello(&mut self, host: Cow<'_, str>, usual: &str) -> io::Result<Outcome> {
        let outcome = self.step(Step::Hello, usual).await?;
        if outcome == Outcome::Yes {
            self.session.hello = Some(host.into_owned());
            self.envelope = None;
        }
        Ok(outcome)
    }

    fn extensions(&self) -> String {
        let Options { host_name, offer, max_message, security, .. } = &*self.options;
        let mechanisms = [(offer.auth_plain, " PLAIN"), (offer.auth_login, " LOGIN")];
        let auth: String = mechanisms.into_iter().filter_map(|(offered, name)| offered.then_some(name)).collect();
        let mut lines = vec![host_name.clone(), "8BITMIME".to_owned(), format!("SIZE {max_message}")];
        let plain = [
            (offer.pipelining, "PIPELINING"),
            (offer.chunking, "CHUNKING"),
            (offer.dsn, "DSN"),
            (offer.utf8, "SMTPUTF8"),
        ];
        lines.extend(plain.into_iter().filter(|(offered, _)| *offered).map(|(_, name)| name.to_owned()));
        if matches!(security, Security::StartTls(_)) && !self.session.is_encrypted {
            lines.push("STARTTLS".to_owned());
        }
        lines.extend((!auth.is_empty()).then(|| format!("AUTH{auth}")));
        let last = lines.pop().unwrap_or_default();
        lines.iter().map(|line| format!("250-{line}\r\n")).chain([format!("250 {last}")]).collect()
    }

    async fn starttls(&mut self) -> io::Result<Outcome> {
        let options = Arc::clone(&self.options);
        let Security::StartTls(config) = &options.security else {
            return self.say("503 5.5.1 Not offered here").await;
        };
        if self.session.is_encrypted {
            return self.say("503 5.5.1 Encrypted already").await;
        }
        match self.step(Step::StartTls, "220 2.0.0 Go ahead").await? {
            Outcome::Yes if self.encrypt(config).await? => Ok(Outcome::Yes),
            Outcome::Yes => Ok(Outcome::Over),
            other => Ok(other),
        }
    }

    /// Whether TLS is on afterwards. Everything said in the clear is forgotten (RFC 3207 §4.2).
    async fn encrypt(&mut self, config: &Arc<ServerConfig>) -> io::Result<bool> {
        let plain = std::mem::replace(&mut self.wire, Box::new(tokio::io::empty()));
        let Ok(secured) = timeout(self.options.idle, TlsAcceptor::from(Arc::clone(config)).accept(plain)).await else {
            return Ok(false);
        };
        self.wire = Box::new(secured?);
        self.inbox.clear();
        self.envelope = None;
        self.session.hello = None;
        self.session.is_encrypted = true;
        Ok(true)
    }

    async fn auth(&mut self, mechanism: u64, initial: &str) -> io::Result<Outcome> {
        let offer = self.options.offer;
        let credentials = match mechanism {
            _ if self.session.is_authenticated => return self.say("503 5.5.1 Signed in already").await,
            AUTH_PLAIN if offer.auth_plain => {
                let Some(response) = self.response("", initial).await? else { return Ok(Outcome::Over) };
                auth::plain(&response)
            }
            AUTH_LOGIN if offer.auth_login => {
                let Some(username) = self.response("VXNlcm5hbWU6", initial).await? else { return Ok(Outcome::Over) };
                let Some(password) = self.response("UGFzc3dvcmQ6", "").await? else { return Ok(Outcome::Over) };
                auth::login(&username, &password)
            }
            _ => return self.say("504 5.5.4 Not offered here").await,
        };
        let Some(Credentials { username, password }) = credentials else {
            return self.say("501 5.5.2 Not understood").await;
        };
        let step = Step::Auth { username: &username, password: &password };
        let outcome = self.step(step, "235 2.7.0 Welcome").await?;
        self.session.is_authenticated |= outcome == Outcome::Yes;
        Ok(outcome)
    }

    /// The client's response to a challenge, or the one that it gave unasked; `None` when it is gone.
    async fn response(&mut self, challenge: &str, initial: &str) -> io::Result<Option<String>> {
        if !initial.is_empty() {
            return Ok(Some(initial.to_owned()));
        }
        self.say(&format!("334 {challenge}")).await?;
        Ok(match timeout(self.options.idle, self.inbox.line(&mut self.wire)).await?? {
            Line::Whole(line) => Some(String::from_utf8_lossy(&line).trim_end().to_owned()),
            Line::Broken | Line::End => None,
        })
    }

    async fn mail(&mut self, from: &MailFrom<Cow<'_, str>>, line: &[u8]) -> io::Result<Outcome> {
        let address = from.address.as_ref();
        let return_path = match address {
            "" => None,
            _ => match self.address(address) {
                Ok(address) => Some(address),
                Err(_) => return self.say("553 5.1.7 This sender's address is not understood").await,
            },
        };
        let offer = self.options.offer;
        let asks_for_reports = from.env_id.is_some() || from.flags & (MAIL_RET_FULL | MAIL_RET_HDRS) != 0;
        if (asks_for_reports && !offer.dsn) || (from.flags & MAIL_SMTPUTF8 != 0 && !offer.utf8) {
            return self.say(NOT_OFFERED).await;
        }
        let usual = if self.session.hello.is_none() {
            "503 5.5.1 Say EHLO first"
        } else if self.envelope.is_some() {
            "503 5.5.1 One message at a time"
        } else if from.size > self.options.max_message {
            "552 5.3.4 Too long"
        } else {
            "250 2.1.0 Go on"
        };
        let outcome = self.step(Step::Mail(return_path.as_ref()), usual).await?;
        if outcome == Outcome::Yes {
            self.envelope = Some(OpenEnvelope { return_path, commands: vec![said(line)], ..OpenEnvelope::default() });
        }
        Ok(outcome)
    }

    /// An address beyond ASCII is none where SMTPUTF8 is not offered (RFC 6531 §3.4).
    fn address(&self, text: &str) -> Result<EmailAddress, AddressError> {
        if self.options.offer.utf8 { EmailAddress::parse(text) } else { EmailAddress::parse_ascii(text) }
    }

    async fn recipient(&mut self, to: &RcptTo<Cow<'_, str>>, line: &[u8]) -> io::Result<Outcome> {
        let Ok(recipient) = self.address(&to.address) else {
            return self.say("553 5.1.3 This recipient's address is not understood").await;
        };
        if (to.orcpt.is_some() || to.flags != 0) && !self.options.offer.dsn {
            return self.say(NOT_OFFERED).await;
        }
        let usual = match &self.envelope {
            None => "503 5.5.1 Say MAIL first",
            Some(open) if open.chunks.is_some() => "503 5.5.1 The message has begun already",
            Some(open) if open.recipients.len() >= self.options.max_recipients => "452 4.5.3 Too many recipients",
            Some(_) => "250 2.1.5 Go on",
        };
        let outcome = self.step(Step::Recipient(&recipient), usual).await?;
        if outcome == Outcome::Yes {
            let open = self.envelope.get_or_insert_default();
            open.recipients.push(recipient);
            open.commands.push(said(line));
        }
        Ok(outcome)
    }

    async fn data(&mut self) -> io::Result<Outcome> {
        let has_recipients =
            self.envelope.as_ref().is_some_and(|open| !open.recipients.is_empty() && open.chunks.is_none());
        let usual = if has_recipients { "354 End with a line of one dot" } else { "503 5.5.1 Say RCPT first" };
        let outcome = self.step(Step::Data, usual).await?;
        if outcome != Outcome::Yes {
            return Ok(outcome);
        }
        let open = self.envelope.take().unwrap_or_default();
        let limit = self.options.max_message;
        let data = match timeout(self.options.idle, self.inbox.text(&mut self.wire, limit)).await?? {
            Text::Whole(data) => data,
            Text::TooLong => return self.say("552 5.3.4 Too long").await,
            Text::BareLineEnd => return self.say("550 5.5.2 A line ends in CRLF").await,
            Text::End => return Ok(Outcome::Over),
        };
        if open.recipients.is_empty() {
            return self.say("554 5.5.1 No recipients").await;
        }
        self.hand_over(open, data, false).await
    }

    /// BDAT (RFC 3030 §2): the octets come whatever is answered. After a refusal there is nothing but RSET.
    async fn chunk(&mut self, size: usize, is_last: bool) -> io::Result<Outcome> {
        let so_far = self.envelope.as_ref().and_then(|open| open.chunks.as_ref()).map_or(0, Vec::len);
        let limit = self.options.max_message - so_far;
        let reading = timeout(self.options.idle, self.inbox.chunk(&mut self.wire, size, limit));
        let Some(chunk) = reading.await?? else { return Ok(Outcome::Over) };
        let Some(mut open) = self.envelope.take().filter(|open| !open.recipients.is_empty()) else {
            return self.say("503 5.5.1 Say RCPT first").await;
        };
        if size > limit {
            return self.say("552 5.3.4 Too long").await;
        }
        let mut data = open.chunks.take().unwrap_or_default();
        data.extend(chunk);
        if is_last {
            return self.hand_over(open, data, true).await;
        }
        open.chunks = Some(data);
        self.envelope = Some(open);
        self.say(&format!("250 2.0.0 {size} octets")).await
    }

    async fn hand_over(&mut self, open: OpenEnvelope, data: Vec<u8>, is_chunked: bool) -> io::Result<Outcome> {
        let OpenEnvelope { return_path, recipients, commands, .. } = open;
        let received = Received { return_path, recipients, data, is_chunked, commands };
        let answer = self.handler.accept(&self.session, received);
        let outcome = self.give(answer, "250 2.0.0 Taken").await?;
        self.session.accepted += u32::from(outcome == Outcome::Yes);
        Ok(outcome)
    }

    /// Asks the handler, and answers.
    async fn step(&mut self, step: Step<'_>, usual: &str) -> io::Result<Outcome> {
        let answer = self.handler.answer(&self.session, step);
        self.give(answer, usual).await
    }

    async fn give(&mut self, mut answer: Answer, usual: &str) -> io::Result<Outcome> {
        loop {
            return match answer {
                Answer::Proceed => self.say(usual).await,
                Answer::Reply(code, text) => self.say(&format!("{code} {text}")).await,
                Answer::Bytes(bytes) => self.write(&bytes).await.map(|()| outcome_of(&bytes)),
                Answer::Trickle(bytes, pause) => {
                    for byte in &bytes {
                        sleep(pause).await;
                        self.write(std::slice::from_ref(byte)).await?;
                    }
                    Ok(outcome_of(&bytes))
                }
                Answer::After(pause, next) => {
                    sleep(pause).await;
                    answer = *next;
                    continue;
                }
                Answer::Hang => self.wait_for_the_client_to_go().await,
                Answer::Close => Ok(Outcome::Over),
            };
        }
    }

    async fn wait_for_the_client_to_go(&mut self) -> io::Result<Outcome> {
        let mut ignored = [0; 4096];
        while self.wire.read(&mut ignored).await? > 0 {}
        Ok(Outcome::Over)
    }

    async fn end_with(&mut self, reply: &str) -> io::Result<Outcome> {
        self.say(reply).await?;
        Ok(Outcome::Over)
    }

    async fn say(&mut self, reply: &str) -> io::Result<Outcome> {
        self.write(format!("{reply}\r\n").as_bytes()).await?;
        Ok(outcome_of(reply.as_bytes()))
    }

    async fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        timeout(self.options.idle, async {
            self.wire.write_all(bytes).await?;
            self.wire.flush().await
        })
        .await?
    }
}

fn said(line: &[u8]) -> String {
    String::from_utf8_lossy(line).trim_end().to_owned()
}

fn outcome_of(answer: &[u8]) -> Outcome {
    match answer.first() {
        Some(b'2' | b'3') => Outcome::Yes,
        _ => Outcome::No,
    }
}

fn refusal_of(error: &smtp_proto::Error) -> &'static str {
    use smtp_proto::Error;

    match error {
        Error::InvalidSenderAddress => "501 5.1.7 This sender's address is not understood",
        Error::InvalidRecipientAddress => "501 5.1.3 This recipient's address is not understood",
        Error::SyntaxError { .. } | Error::InvalidParameter { .. } => "501 5.5.4 Not understood",
        Error::UnsupportedParameter { .. } => "555 5.5.4 This parameter is not known here",
        _ => "500 5.5.2 Not understood",
    }
}
