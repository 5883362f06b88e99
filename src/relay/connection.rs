//! One connection to a relay.

use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::task::Poll;
use std::time::{Duration, Instant};

use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::time::timeout;

use super::extensions::Extensions;
use super::fault::LossCause;
use super::reply::{RawReply, ReplyReader};
use crate::domain::relay::Deadlines;

/// What bytes go over: TCP, or TLS over it.
pub(super) trait Wire: AsyncRead + AsyncWrite + Unpin + Send + Sync {}

impl<T: AsyncRead + AsyncWrite + Unpin + Send + Sync> Wire for T {}

/// A connection that is ready for mail.
///
/// It is marked broken before the first byte of each step and good again after the last reply: whatever cuts a step short, a
/// deadline, a fault or a dropped future, leaves it broken.
pub struct Connection {
    pub(super) wire: Box<dyn Wire>,
    pub(super) replies: ReplyReader,
    pub(super) extensions: Extensions,
    pub(super) deadlines: Deadlines,
    pub(super) standing: Standing,
    pub(super) opened: Instant,
    pub(super) chunking: bool,
}

/// Where a conversation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Ready for a message.
    Idle,
    /// A message was announced, and what the relay says to that is not read yet.
    Announcing,
    /// The relay waits for an announced message's text.
    Announced,
    /// Messages sent in chunks whose verdicts are not read yet.
    Chunks(u16),
    /// The same, and nothing more can be sent: a later message's write broke.
    LastChunks(u16),
    /// In the middle of a step, or given up.
    Broken,
}

impl Connection {
    /// How long a server may take to say goodbye.
    const GOODBYE: Duration = Duration::from_secs(5);

    /// Whether another message may go over this connection.
    pub fn is_usable(&self) -> bool {
        self.standing == Standing::Idle
    }

    /// The same, as far as can be seen: a server that has hung up, or says something unasked, is found out before a message is begun.
    pub async fn is_alive(&mut self) -> bool {
        self.is_usable() && self.is_quiet().await
    }

    /// Whether nothing more can be sent: it was given up, or is in the middle of a step.
    pub fn is_broken(&self) -> bool {
        matches!(self.standing, Standing::LastChunks(_) | Standing::Broken)
    }

    /// Whether commands may be sent before the replies to earlier ones (RFC 2920).
    pub fn pipelines(&self) -> bool {
        self.extensions.pipelining
    }

    /// Whether messages go by BDAT: offered, together with PIPELINING, and wanted.
    pub fn takes_chunks(&self) -> bool {
        self.chunking && self.extensions.chunking && self.extensions.pipelining
    }

    /// Whether addresses beyond ASCII may be named.
    pub fn takes_utf8(&self) -> bool {
        self.extensions.takes_utf8()
    }

    /// How long ago it was opened.
    pub fn age(&self) -> Duration {
        self.opened.elapsed()
    }

    /// Ends the connection as RFC 5321 §4.1.1.10 asks, if it can still be talked to; closes it in any case.
    pub async fn quit(mut self) {
        if self.is_usable() {
            // Whatever the answer is, the connection ends.
            let _ = self.exchange(Self::GOODBYE, b"QUIT\r\n").await;
        }
    }

    /// Sends a command and reads its reply, both within `deadline`.
    pub(super) async fn exchange(&mut self, deadline: Duration, command: &[u8]) -> Result<RawReply, LossCause> {
        within(deadline, async {
            self.send(command).await?;
            self.replies.read(&mut self.wire).await
        })
        .await
    }

    /// Reads the next reply within `deadline`.
    pub(super) async fn receive(&mut self, deadline: Duration) -> Result<RawReply, LossCause> {
        within(deadline, self.replies.read(&mut self.wire)).await
    }

    /// Hands bytes to the network. Call it within a deadline.
    pub(super) async fn send(&mut self, bytes: &[u8]) -> Result<(), LossCause> {
        self.wire.write_all(bytes).await?;
        self.wire.flush().await?;
        Ok(())
    }

    /// Whether the server has said nothing since its last reply and still holds the connection, as far as can be seen at once.
    pub(super) async fn is_quiet(&mut self) -> bool {
        if self.replies.has_more() {
            return false;
        }
        let wire = &mut self.wire;
        poll_fn(|context| {
            let mut byte = [0; 1];
            let read: Poll<io::Result<()>> = Pin::new(&mut *wire).poll_read(context, &mut ReadBuf::new(&mut byte));
            Poll::Ready(read.is_pending())
        })
        .await
    }
}

/// Gives up when the deadline passes.
pub(super) async fn within<T>(
    deadline: Duration,
    step: impl Future<Output = Result<T, LossCause>>,
) -> Result<T, LossCause> {
    timeout(deadline, step).await.unwrap_or(Err(LossCause::TimedOut))
}

#[cfg(test)]
impl Connection {
    /// A connection, and its server, which takes in so many octets as long as it reads none; a text may take `body`.
    pub(super) fn to_narrow_server(
        takes: usize,
        standing: Standing,
        body: Duration,
    ) -> (Self, tokio::io::DuplexStream) {
        let (wire, server) = tokio::io::duplex(takes);
        let connection = Self {
            wire: Box::new(wire),
            replies: ReplyReader::default(),
            extensions: Extensions { pipelining: true, chunking: true, ..Extensions::default() },
            deadlines: Deadlines { body, ..Deadlines::default() },
            standing,
            opened: Instant::now(),
            chunking: true,
        };
        (connection, server)
    }
}
