//! One message to one recipient (RFC 5321 §3.3), and exactly how it ended.

use std::time::Duration;

use tokio::io::AsyncWriteExt;

use super::connection::{Connection, within};
use super::extensions::{Extensions, SizeLimit};
use super::fault::LossCause;
use super::reply::RawReply;
use crate::domain::address::EmailAddress;
use crate::domain::relay::Deadlines;
use crate::domain::reply::{Reply, Stage};
use crate::message::with_final_dot;

/// From where, and to whom. Both are plain ASCII by their type, so SMTPUTF8 is never needed.
#[derive(Clone, Copy, Debug)]
pub struct Envelope<'a> {
    /// Where reports of failure go.
    pub return_path: &'a EmailAddress,
    /// The one recipient.
    pub recipient: &'a EmailAddress,
}

/// How a message fared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transaction {
    /// The stage at which it was decided. Before [`Stage::Dot`] the server cannot have taken the message.
    pub stage: Stage,
    /// What happened there.
    pub ending: Ending,
}

/// What happened at the stage where a transaction ended. `Display` says it in words for an attempt's record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Ending {
    /// The server answered: at [`Stage::Dot`] perhaps yes, elsewhere no.
    #[error("{0}")]
    Replied(Reply),
    /// The connection was lost. At [`Stage::Dot`] nobody knows whether the server took the message (RFC 1047).
    #[error("{0}")]
    Lost(LossCause),
    /// The message is longer than the server said that it takes: nothing was sent.
    #[error("the message is longer than the {limit} octets that the relay takes")]
    TooLarge {
        /// The server's limit in octets.
        limit: u64,
    },
}

impl Transaction {
    /// Whether the server took responsibility for the message.
    pub fn is_accepted(&self) -> bool {
        self.stage == Stage::Dot && matches!(&self.ending, Ending::Replied(reply) if reply.is_positive())
    }

    /// Whether the server may have taken the message without saying so.
    pub fn is_unknown(&self) -> bool {
        self.stage == Stage::Dot && matches!(self.ending, Ending::Lost(_))
    }

    fn lost(stage: Stage, cause: LossCause) -> Self {
        Self { stage, ending: Ending::Lost(cause) }
    }
}

/// One command before the message's text.
struct Step {
    stage: Stage,
    command: String,
    deadline: Duration,
}

/// The size of the pieces in which a message is handed to the network.
const PIECE: usize = 64 * 1024;

impl Connection {
    /// Hands over one message. Never panics; check [`is_usable`](Self::is_usable) before the next.
    ///
    /// A dropped future leaves the connection unusable, and the message's fate unknown.
    pub async fn deliver(&mut self, envelope: &Envelope<'_>, message: &[u8]) -> Transaction {
        if !self.usable || !self.is_quiet().await {
            self.usable = false;
            return Transaction::lost(Stage::Mail, LossCause::Stale);
        }
        let length = message.len() as u64;
        if let Some(SizeLimit::Octets(limit)) = self.extensions.size
            && length > limit
        {
            return Transaction { stage: Stage::Mail, ending: Ending::TooLarge { limit } };
        }
        self.usable = false;
        let steps = steps(envelope, length, &self.extensions, &self.deadlines);
        let prepared = if self.extensions.pipelining {
            self.prepare_at_once(&steps).await
        } else {
            self.prepare_step_by_step(&steps).await
        };
        match prepared {
            Ok(()) => self.hand_over(message).await,
            Err(transaction) => transaction,
        }
    }

    /// Waits for the reply to each command before the next goes out.
    async fn prepare_step_by_step(&mut self, steps: &[Step; 3]) -> Result<(), Transaction> {
        for step in steps {
            let reply = self
                .exchange(step.deadline, step.command.as_bytes())
                .await
                .map_err(|cause| Transaction::lost(step.stage, cause))?;
            if let Err(refusal) = judge(step.stage, reply) {
                self.reset_after(&refusal).await;
                return Err(refusal);
            }
        }
        Ok(())
    }

    /// Sends all commands in one write and reads their replies in order (RFC 2920 §3.1).
    async fn prepare_at_once(&mut self, steps: &[Step; 3]) -> Result<(), Transaction> {
        let commands = steps.iter().map(|step| step.command.as_str()).collect::<String>();
        within(self.deadlines.envelope, self.send(commands.as_bytes()))
            .await
            .map_err(|cause| Transaction::lost(Stage::Mail, cause))?;

        let mut refusal = None;
        let mut recipient_stands = false;
        for step in steps {
            let judged = match self.receive(step.deadline).await {
                Ok(reply) => judge(step.stage, reply),
                Err(cause) => Err(Transaction::lost(step.stage, cause)),
            };
            match judged {
                Ok(()) if step.stage == Stage::Recipient => recipient_stands = true,
                Ok(()) => {}
                Err(ended) if ended.closes_connection() => return Err(refusal.unwrap_or(ended)),
                Err(ended) => {
                    refusal.get_or_insert(ended);
                    continue;
                }
            }
            if step.stage == Stage::Data
                && let Some(refusal) = refusal.take()
            {
                self.leave_empty_message(recipient_stands, &refusal).await;
                return Err(refusal);
            }
        }
        match refusal {
            None => Ok(()),
            Some(refusal) => {
                self.reset_after(&refusal).await;
                Err(refusal)
            }
        }
    }

    /// The server waits for a message although it refused the envelope: it gets a lone dot (RFC 2920 §3.1), unless it took the
    /// recipient, who would then get an empty mail. In that case the connection stays unusable.
    async fn leave_empty_message(&mut self, recipient_stands: bool, refusal: &Transaction) {
        if !recipient_stands && self.exchange(self.deadlines.data, b".\r\n").await.is_ok() {
            self.reset_after(refusal).await;
        }
    }

    /// Clears the server's envelope, so that the connection can carry the next message.
    async fn reset_after(&mut self, refusal: &Transaction) {
        if !refusal.closes_connection() {
            let reply = self.exchange(self.deadlines.envelope, b"RSET\r\n").await;
            self.usable = reply.is_ok_and(|reply| reply.code == 250);
        }
    }

    /// Writes the message's text and its final dot, and waits for the verdict.
    async fn hand_over(&mut self, message: &[u8]) -> Transaction {
        // A verdict that is there before the text was sent would be read as the text's.
        if !self.is_quiet().await {
            return Transaction::lost(Stage::Body, LossCause::Stale);
        }
        let mut stage = Stage::Body;
        let deadline = self.deadlines.body;
        if let Err(cause) = within(deadline, self.write_message(&with_final_dot(message), &mut stage)).await {
            return Transaction::lost(stage, cause);
        }
        let reply = match self.receive(self.deadlines.dot).await {
            Ok(reply) => reply,
            Err(cause) => return Transaction::lost(Stage::Dot, cause),
        };
        match reply.code {
            200..300 | 400..600 => {
                self.usable = reply.code != SHUTTING_DOWN;
                Transaction { stage: Stage::Dot, ending: Ending::Replied(reply.into()) }
            }
            // A second 354 above all: taken for a yes it would be a false "sent".
            other => Transaction::lost(Stage::Dot, LossCause::OutOfStep(other)),
        }
    }

    /// Writes all of `wire_form`; `stage` becomes [`Stage::Dot`] as soon as the final dot may have left.
    async fn write_message(&mut self, wire_form: &[u8], stage: &mut Stage) -> Result<(), LossCause> {
        let mut rest = wire_form;
        while !rest.is_empty() {
            let piece = &rest[..rest.len().min(PIECE)];
            let written = match self.wire.write(piece).await {
                Ok(0) => return Err(LossCause::Closed),
                Ok(written) => written,
                Err(error) => {
                    // TLS may have passed on a part of what it reports as failed.
                    if piece.len() == rest.len() {
                        *stage = Stage::Dot;
                    }
                    return Err(error.into());
                }
            };
            rest = &rest[written..];
            if rest.len() < FINAL_DOT_WIDTH {
                *stage = Stage::Dot;
            }
        }
        self.wire.flush().await?;
        Ok(())
    }
}

/// 421: "closing transmission channel", which may answer any command (RFC 5321 §3.8).
const SHUTTING_DOWN: u16 = 421;

/// `.`, CR, LF: with fewer octets than these left to write, the dot is out.
const FINAL_DOT_WIDTH: usize = 3;

impl Transaction {
    fn closes_connection(&self) -> bool {
        match &self.ending {
            Ending::Replied(reply) => reply.code == SHUTTING_DOWN,
            Ending::Lost(_) => true,
            Ending::TooLarge { .. } => false,
        }
    }
}

/// The commands of a transaction. An address's type leaves no room for a line break.
fn steps(envelope: &Envelope<'_>, length: u64, offered: &Extensions, deadlines: &Deadlines) -> [Step; 3] {
    let size = offered.size.map_or(String::new(), |_| format!(" SIZE={length}"));
    let step = |stage, command, deadline| Step { stage, command, deadline };
    [
        step(Stage::Mail, format!("MAIL FROM:<{}>{size}\r\n", envelope.return_path), deadlines.envelope),
        step(Stage::Recipient, format!("RCPT TO:<{}>\r\n", envelope.recipient), deadlines.envelope),
        step(Stage::Data, "DATA\r\n".to_owned(), deadlines.data),
    ]
}

/// What a reply means before the message's text: go on, refused, or out of step with what was asked.
fn judge(stage: Stage, reply: RawReply) -> Result<(), Transaction> {
    match (stage, reply.code) {
        (Stage::Mail | Stage::Recipient, 250) | (Stage::Recipient, 251) | (Stage::Data, 354) => Ok(()),
        (_, 400..600) => Err(Transaction { stage, ending: Ending::Replied(reply.into()) }),
        (_, other) => Err(Transaction::lost(stage, LossCause::OutOfStep(other))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ending_reads_as_words_for_the_operator() {
        let reply = Reply { code: 550, enhanced: None, text: "5.1.1 no such user".to_owned() };
        for (ending, words) in [
            (Ending::Replied(reply), "550 5.1.1 no such user"),
            (Ending::Lost(LossCause::TimedOut), "the relay did not answer in time"),
            (Ending::TooLarge { limit: 1000 }, "the message is longer than the 1000 octets that the relay takes"),
        ] {
            assert_eq!(ending.to_string(), words);
        }
    }
}
