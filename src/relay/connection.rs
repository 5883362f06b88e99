//! One connection to a relay.

use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::time::timeout;

use super::extensions::Extensions;
use super::fault::LossCause;
use super::reply::{RawReply, ReplyReader};
use crate::domain::relay::Deadlines;

/// What bytes go over: TCP, or TLS over it.
pub(super) trait Wire: AsyncRead + AsyncWrite + Unpin + Send {}

impl<T: AsyncRead + AsyncWrite + Unpin + Send> Wire for T {}

/// A connection that is ready for mail.
///
/// It is marked unusable before the first byte of each transaction and usable again after the last reply: whatever cuts a
/// transaction short, a deadline, a fault or a dropped future, leaves it unusable.
pub struct Connection {
    pub(super) wire: Box<dyn Wire>,
    pub(super) replies: ReplyReader,
    pub(super) extensions: Extensions,
    pub(super) deadlines: Deadlines,
    pub(super) usable: bool,
}

impl Connection {
    /// How long a server may take to say goodbye.
    const GOODBYE: Duration = Duration::from_secs(5);

    /// Whether another message may go over this connection.
    pub fn is_usable(&self) -> bool {
        self.usable
    }

    /// Ends the connection as RFC 5321 §4.1.1.10 asks, if it can still be talked to; closes it in any case.
    pub async fn quit(mut self) {
        if self.usable {
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
