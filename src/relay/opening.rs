//! From a host name to a connection that is ready for mail.

use std::time::{Duration, Instant};

use tokio::net::TcpStream;
use tokio::time::timeout;

use super::auth;
use super::connection::{Connection, Standing, Wire};
use super::extensions::Extensions;
use super::fault::{FaultCause, LossCause, RelayFault};
use super::reply::{RawReply, ReplyReader};
use super::tls::TlsContext;
use crate::domain::relay::{Relay, Tls};
use crate::domain::reply::Stage;

impl Connection {
    /// Connects, greets, secures and signs in, as the relay's settings say.
    ///
    /// With [`Tls::Required`] and [`Tls::Implicit`] nothing but EHLO and STARTTLS ever goes over the wire in the clear.
    pub async fn open(relay: &Relay, tls: &TlsContext) -> Result<Self, RelayFault> {
        if relay.hello.is_empty() || !relay.hello.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(RelayFault { stage: Stage::Hello, cause: FaultCause::HelloName });
        }
        let mut wire = connect(relay).await.map_err(at(Stage::Connect))?;
        if relay.tls == Tls::Implicit {
            wire = secure(wire, relay, tls).await.map_err(at(Stage::Tls))?;
        }
        let mut connection = Self {
            wire,
            replies: ReplyReader::default(),
            extensions: Extensions::default(),
            deadlines: relay.deadlines,
            standing: Standing::Broken,
            opened: Instant::now(),
            chunking: relay.chunking,
        };
        connection.read_greeting().await.map_err(at(Stage::Greeting))?;
        connection.say_hello(&relay.hello).await.map_err(at(Stage::Hello))?;
        if relay.tls == Tls::Required {
            connection = connection.start_tls(relay, tls).await.map_err(at(Stage::Tls))?;
            // What was learned in the clear is forgotten (RFC 3207 §4.2).
            connection.say_hello(&relay.hello).await.map_err(at(Stage::Hello))?;
        }
        if let Some(credentials) = &relay.credentials {
            auth::sign_in(&mut connection, credentials).await.map_err(at(Stage::Auth))?;
        }
        connection.standing = Standing::Idle;
        Ok(connection)
    }

    async fn read_greeting(&mut self) -> Result<(), FaultCause> {
        let greeting = self.receive(self.deadlines.greeting).await?;
        expect(greeting, 220).map(drop)
    }

    /// EHLO; HELO for a server that does not know it (RFC 5321 §3.2).
    async fn say_hello(&mut self, name: &str) -> Result<(), FaultCause> {
        let deadline = self.deadlines.greeting;
        let reply = self.exchange(deadline, format!("EHLO {name}\r\n").as_bytes()).await?;
        if matches!(reply.code, 500 | 502) {
            self.extensions = Extensions::default();
            let reply = self.exchange(deadline, format!("HELO {name}\r\n").as_bytes()).await?;
            return expect(reply, 250).map(drop);
        }
        self.extensions = Extensions::read(&expect(reply, 250)?);
        Ok(())
    }

    async fn start_tls(mut self, relay: &Relay, tls: &TlsContext) -> Result<Self, FaultCause> {
        if !self.extensions.starttls {
            return Err(FaultCause::NoStartTls);
        }
        let reply = self.exchange(self.deadlines.greeting, b"STARTTLS\r\n").await?;
        expect(reply, 220)?;
        if self.replies.has_more() {
            return Err(FaultCause::PlaintextBehindStartTls);
        }
        let wire = secure(self.wire, relay, tls).await?;
        Ok(Self { wire, replies: ReplyReader::default(), extensions: Extensions::default(), ..self })
    }
}

async fn connect(relay: &Relay) -> Result<Box<dyn Wire>, FaultCause> {
    let stream = timeout(relay.deadlines.connect, TcpStream::connect((relay.host.as_str(), relay.port)))
        .await
        .map_err(|_| LossCause::TimedOut)?
        .map_err(FaultCause::Unreachable)?;
    // With Nagle's algorithm the end of each message would wait 40 ms for the server's delayed acknowledgement.
    stream.set_nodelay(true).map_err(FaultCause::Unreachable)?;
    Ok(Box::new(stream))
}

async fn secure(wire: Box<dyn Wire>, relay: &Relay, tls: &TlsContext) -> Result<Box<dyn Wire>, FaultCause> {
    let handshake: Duration = relay.deadlines.connect;
    timeout(handshake, tls.secure(wire, &relay.host)).await.map_err(|_| LossCause::TimedOut)?
}

/// The reply when it has the one code that goes on; a refusal, or a reply out of step, otherwise.
pub(super) fn expect(reply: RawReply, code: u16) -> Result<RawReply, FaultCause> {
    match reply.code {
        same if same == code => Ok(reply),
        400..600 => Err(FaultCause::Refused(reply.into())),
        other => Err(LossCause::OutOfStep(other).into()),
    }
}

fn at(stage: Stage) -> impl Fn(FaultCause) -> RelayFault {
    move |cause| RelayFault { stage, cause }
}

impl From<LossCause> for FaultCause {
    fn from(cause: LossCause) -> Self {
        Self::Lost(cause)
    }
}
