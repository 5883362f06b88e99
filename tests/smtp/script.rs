//! A scripted SMTP server: the real receiver, with rules about what to answer when.
//!
//! Other test targets take it with `#[path = "../smtp/script.rs"] mod script;`.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use letterbell::domain::relay::{Deadlines, Relay};
use letterbell::inbound::smtp::{Answer, Handler, Options, Received, Session, Step, serve};
use tokio::net::TcpListener;
use tokio_util::sync::{CancellationToken, DropGuard};

/// Where in a conversation a rule applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum On {
    Greeting,
    Hello,
    StartTls,
    Auth,
    Mail,
    Recipient,
    Data,
    Dot,
    Reset,
    Quit,
}

/// One rule: the first that matches decides.
#[derive(Clone, Debug)]
pub struct Rule {
    on: On,
    recipient: Option<String>,
    nth: Option<u32>,
    answer: Answer,
    takes_mail: bool,
    matched: u32,
}

impl Rule {
    /// Answers so every time.
    pub fn new(on: On, answer: Answer) -> Self {
        Self { on, recipient: None, nth: None, answer, takes_mail: false, matched: 0 }
    }

    /// A reply with this code every time.
    pub fn reply(on: On, code: u16) -> Self {
        Self::new(on, Answer::Reply(code, "as the script says".to_owned()))
    }

    /// Only for recipients whose address contains `part` (at RCPT, DATA and the final dot).
    pub fn to(mut self, part: &str) -> Self {
        self.recipient = Some(part.to_owned());
        self
    }

    /// Only the `nth` time that the rest of the rule matches, from 1.
    pub fn nth(mut self, nth: u32) -> Self {
        self.nth = Some(nth);
        self
    }

    /// At the final dot: keeps the message whatever is answered, as a server does whose answer is lost (RFC 1047).
    pub fn taking_the_mail(mut self) -> Self {
        self.takes_mail = true;
        self
    }

    fn matches(&mut self, on: On, recipient: Option<&str>) -> bool {
        let recipient_fits = self.recipient.as_ref().is_none_or(|part| recipient.is_some_and(|to| to.contains(part)));
        if self.on != on || !recipient_fits {
            return false;
        }
        self.matched += 1;
        self.nth.is_none_or(|nth| nth == self.matched)
    }
}

/// What the server does, and what it saw.
#[derive(Default)]
pub struct Script(Mutex<State>);

#[derive(Default)]
struct State {
    rules: Vec<Rule>,
    steps: Vec<On>,
    recipient_of: HashMap<u64, String>,
    credentials: Vec<(String, String)>,
    received: Vec<Received>,
    sent_ahead: bool,
    encrypted: bool,
}

impl State {
    fn decide(&mut self, on: On, recipient: Option<&str>) -> Option<Rule> {
        self.steps.push(on);
        // Every rule counts, so that `nth` does not depend on the rules before it.
        let mut decided = None;
        for rule in &mut self.rules {
            if rule.matches(on, recipient) && decided.is_none() {
                decided = Some(rule.clone());
            }
        }
        decided
    }
}

impl Handler for Script {
    fn answer(&self, session: &Session, step: Step<'_>) -> Answer {
        let mut state = self.0.lock().unwrap();
        state.sent_ahead |= session.sent_ahead;
        let on = match step {
            Step::Greeting => On::Greeting,
            Step::Hello => On::Hello,
            Step::StartTls => On::StartTls,
            Step::Auth { username, password } => {
                state.credentials.push((username.to_owned(), password.to_owned()));
                On::Auth
            }
            Step::Mail(_) => {
                state.encrypted = session.is_encrypted;
                state.recipient_of.remove(&session.id);
                On::Mail
            }
            Step::Recipient(recipient) => {
                state.recipient_of.insert(session.id, recipient.to_string());
                On::Recipient
            }
            Step::Data => On::Data,
            Step::Reset => On::Reset,
            Step::Quit => On::Quit,
        };
        let recipient = state.recipient_of.get(&session.id).cloned();
        state.decide(on, recipient.as_deref()).map_or(Answer::Proceed, |rule| rule.answer)
    }

    fn accept(&self, session: &Session, received: Received) -> Answer {
        let mut state = self.0.lock().unwrap();
        let recipient = state.recipient_of.get(&session.id).cloned();
        let rule = state.decide(On::Dot, recipient.as_deref());
        if rule.as_ref().is_none_or(|rule| rule.takes_mail) {
            state.received.push(received);
        }
        rule.map_or(Answer::Proceed, |rule| rule.answer)
    }
}

/// A running server; it stops when it is dropped.
pub struct Server {
    pub address: SocketAddr,
    script: Arc<Script>,
    _stop: DropGuard,
}

impl Server {
    /// A server with everyday options.
    pub async fn start(rules: impl IntoIterator<Item = Rule>) -> Self {
        Self::with(Options::default(), rules).await
    }

    /// A server with these options.
    pub async fn with(options: Options, rules: impl IntoIterator<Item = Rule>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let script = Arc::new(Script::default());
        script.0.lock().unwrap().rules = rules.into_iter().collect();
        let stop = CancellationToken::new();
        tokio::spawn(serve(listener, options, Arc::clone(&script) as Arc<dyn Handler>, stop.clone()));
        Self { address, script, _stop: stop.drop_guard() }
    }

    /// Settings for this server: plain text, no credentials, deadlines of seconds.
    pub fn relay(&self) -> Relay {
        relay_at(self.address)
    }

    /// The messages that it took.
    pub fn received(&self) -> Vec<Received> {
        self.script.0.lock().unwrap().received.clone()
    }

    /// How often it came to this step.
    pub fn times(&self, on: On) -> usize {
        self.script.0.lock().unwrap().steps.iter().filter(|&&step| step == on).count()
    }

    /// What clients signed in with.
    pub fn credentials(&self) -> Vec<(String, String)> {
        self.script.0.lock().unwrap().credentials.clone()
    }

    /// Whether a client sent commands before the answer to the one before.
    pub fn was_pipelined(&self) -> bool {
        self.script.0.lock().unwrap().sent_ahead
    }

    /// Whether the last MAIL came over TLS.
    pub fn was_encrypted(&self) -> bool {
        self.script.0.lock().unwrap().encrypted
    }
}

/// Settings for a server on loopback.
pub fn relay_at(address: SocketAddr) -> Relay {
    let patience = Duration::from_secs(10);
    Relay {
        name: "script".to_owned(),
        host: address.ip().to_string(),
        port: address.port(),
        hello: "client.example.org".to_owned(),
        connections: 1,
        deadlines: Deadlines {
            connect: patience,
            greeting: patience,
            envelope: patience,
            data: patience,
            body: patience,
            dot: patience,
        },
        ..Relay::default()
    }
}
