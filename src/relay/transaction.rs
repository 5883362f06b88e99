//! One message to one recipient (RFC 5321 §3.3), and exactly how it ended.

use std::io::IoSlice;
use std::time::Duration;

use tokio::io::AsyncWriteExt;

use super::chunks::verdict;
use super::connection::{Connection, Standing, within};
use super::envelope::Envelope;
use super::fault::LossCause;
use super::reply::RawReply;
use crate::domain::reply::{Reply, Stage};
use crate::message::with_final_dot;

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
    /// RFC 6531 §3.5: the address is not for a server that knows ASCII alone; nothing was sent.
    #[error("the relay does not take addresses beyond ASCII (no SMTPUTF8)")]
    NeedsUtf8,
}

/// What came of [`Connection::hand_over`].
#[derive(Debug)]
pub struct HandedOver {
    /// The message whose text was sent.
    pub ended: Transaction,
    /// The one that was announced with it: [`Connection::hear_announcement`] tells whether its text is waited for, unless it ended already.
    pub next: Option<Result<(), Transaction>>,
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

    pub(super) fn lost(stage: Stage, cause: LossCause) -> Self {
        Self { stage, ending: Ending::Lost(cause) }
    }

    pub(super) fn closes_connection(&self) -> bool {
        match &self.ending {
            Ending::Replied(reply) => reply.code == SHUTTING_DOWN,
            Ending::Lost(_) => true,
            Ending::TooLarge { .. } | Ending::NeedsUtf8 => false,
        }
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
/// How many slices of memory one hand-over may gather. The kernel takes 1024 at most (`IOV_MAX`).
const SLICES: usize = 64;

/// 421: "closing transmission channel", which may answer any command (RFC 5321 §3.8).
pub(super) const SHUTTING_DOWN: u16 = 421;

/// `.`, CR, LF: with fewer octets than these left to write, the dot is out.
const FINAL_DOT_WIDTH: usize = 3;

impl Connection {
    /// Takes one message from beginning to end; check [`is_usable`](Self::is_usable) before the next.
    ///
    /// A dropped future leaves the connection unusable, and the message's fate unknown.
    pub async fn deliver(&mut self, envelope: &Envelope<'_>, message: &[u8]) -> Transaction {
        if self.takes_chunks() {
            return match self.send_chunk(envelope, &[message]).await {
                Ok(()) => self.receive_verdict().await,
                Err(transaction) => transaction,
            };
        }
        match self.announce(envelope).await {
            Ok(()) => self.hand_over(&[&with_final_dot(message)], None).await.ended,
            Err(transaction) => transaction,
        }
    }

    /// Announces a message: MAIL, RCPT and DATA, at once where the server allows it (RFC 2920 §3.1).
    ///
    /// # Errors
    /// How the message ended, when the server does not wait for its text.
    pub async fn announce(&mut self, envelope: &Envelope<'_>) -> Result<(), Transaction> {
        if !self.is_usable() || !self.is_quiet().await {
            self.standing = Standing::Broken;
            return Err(Transaction::lost(Stage::Mail, LossCause::Stale));
        }
        if let Some(refusal) = envelope.refusal(&self.extensions) {
            return Err(refusal);
        }
        let steps = self.steps(envelope);
        self.standing = Standing::Broken;
        if !self.extensions.pipelining {
            return self.announce_step_by_step(&steps).await;
        }
        let commands = steps.iter().map(|step| step.command.as_str()).collect::<String>();
        within(self.deadlines.envelope, self.send(commands.as_bytes()))
            .await
            .map_err(|cause| Transaction::lost(Stage::Mail, cause))?;
        self.read_announcement().await
    }

    /// Reads what the server says to the message that was announced with the one before.
    ///
    /// # Errors
    /// How the message ended, when the server does not wait for its text.
    pub async fn hear_announcement(&mut self) -> Result<(), Transaction> {
        let is_expected = self.standing == Standing::Announcing;
        self.standing = Standing::Broken;
        if !is_expected {
            return Err(Transaction::lost(Stage::Mail, LossCause::Stale));
        }
        self.read_announcement().await
    }

    /// Sends the announced message's text, in pieces that end with the final dot, and reads the verdict. With `next`, that message's envelope
    /// travels in the same write, so that it costs no round trip of its own; only for a server that [`pipelines`](Self::pipelines). What the
    /// server says to that envelope may take long, and is left to [`hear_announcement`](Self::hear_announcement): the verdict does not wait for it.
    pub async fn hand_over(&mut self, text: &[&[u8]], next: Option<&Envelope<'_>>) -> HandedOver {
        let is_expected = self.standing == Standing::Announced;
        self.standing = Standing::Broken;
        // A verdict that is there before the text was sent would be read as the text's.
        if !is_expected || !self.is_quiet().await {
            return HandedOver::lost(Stage::Body, LossCause::Stale, next.is_some());
        }
        let refused = next.and_then(|envelope| envelope.refusal(&self.extensions));
        let steps = next.filter(|_| refused.is_none()).map(|envelope| self.steps(envelope));
        let commands = steps
            .as_ref()
            .map_or_else(String::new, |steps| steps.iter().map(|step| step.command.as_str()).collect::<String>());
        let parts = [text, &[commands.as_bytes()]].concat();
        let mut left = length_of(&parts);
        let sending = within(self.deadlines.body, self.write_joined(&parts, &mut left));
        if let Err(cause) = sending.await {
            let stage = if left < commands.len() + FINAL_DOT_WIDTH { Stage::Dot } else { Stage::Body };
            return HandedOver::lost(stage, cause, next.is_some());
        }
        let ended = match self.receive(self.deadlines.dot).await {
            Ok(reply) => verdict(reply),
            Err(cause) => Transaction::lost(Stage::Dot, cause),
        };
        if ended.closes_connection() {
            let cause = match &ended.ending {
                // It was closed here, since the server cannot be understood or is silent.
                Ending::Lost(LossCause::OutOfStep(_) | LossCause::Malformed(_) | LossCause::TimedOut) => {
                    LossCause::GivenUp
                }
                _ => LossCause::Closed,
            };
            let next = next.map(|_| Err(Transaction::lost(Stage::Mail, cause)));
            return HandedOver { ended, next };
        }
        self.standing = if steps.is_some() { Standing::Announcing } else { Standing::Idle };
        HandedOver { ended, next: next.map(|_| refused.map_or(Ok(()), Err)) }
    }

    /// Waits for the reply to each command before the next goes out.
    async fn announce_step_by_step(&mut self, steps: &[Step; 3]) -> Result<(), Transaction> {
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
        self.standing = Standing::Announced;
        Ok(())
    }

    /// Reads the replies to commands that were sent at once, in order.
    async fn read_announcement(&mut self) -> Result<(), Transaction> {
        let mut refusal = None;
        let mut recipient_stands = false;
        for (stage, deadline) in self.stages() {
            let judged = match self.receive(deadline).await {
                Ok(reply) => judge(stage, reply),
                Err(cause) => Err(Transaction::lost(stage, cause)),
            };
            match judged {
                Ok(()) if stage == Stage::Recipient => recipient_stands = true,
                Ok(()) => {}
                Err(ended) if ended.closes_connection() => return Err(refusal.unwrap_or(ended)),
                Err(ended) => {
                    refusal.get_or_insert(ended);
                    continue;
                }
            }
            if stage == Stage::Data
                && let Some(refusal) = refusal.take()
            {
                self.leave_empty_message(recipient_stands, &refusal).await;
                return Err(refusal);
            }
        }
        match refusal {
            None => {
                self.standing = Standing::Announced;
                Ok(())
            }
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
            if reply.is_ok_and(|reply| reply.code == 250) {
                self.standing = Standing::Idle;
            }
        }
    }

    /// The commands of an envelope. An address's type leaves no room for a line break.
    fn steps(&self, envelope: &Envelope<'_>) -> [Step; 3] {
        let step = |(stage, deadline), command| Step { stage, command, deadline };
        let [mail, rcpt, data] = self.stages();
        [
            step(mail, envelope.mail(&self.extensions)),
            step(rcpt, envelope.rcpt(&self.extensions)),
            step(data, "DATA\r\n".to_owned()),
        ]
    }

    /// The steps that announce a message, each with how long its answer may take.
    const fn stages(&self) -> [(Stage, Duration); 3] {
        let deadlines = &self.deadlines;
        [(Stage::Mail, deadlines.envelope), (Stage::Recipient, deadlines.envelope), (Stage::Data, deadlines.data)]
    }

    /// Writes one part behind the other in as few turns as the network takes; `left` tells how many octets of all can not have left yet,
    /// whenever and however this ends.
    pub(super) async fn write_joined(&mut self, parts: &[&[u8]], left: &mut usize) -> Result<(), LossCause> {
        let mut slices: Vec<IoSlice<'_>> =
            parts.iter().filter(|part| !part.is_empty()).map(|part| IoSlice::new(part)).collect();
        let mut rest = slices.as_mut_slice();
        *left = length_of(parts);
        while *left > 0 {
            let turn = next_turn(rest);
            match self.wire.write_vectored(&turn).await {
                Ok(0) => return Err(LossCause::Closed),
                Ok(written) => {
                    *left -= written;
                    IoSlice::advance_slices(&mut rest, written);
                }
                Err(error) => {
                    // TLS may have passed on a part of what it reports as failed.
                    *left -= turn.iter().map(|slice| slice.len()).sum::<usize>();
                    return Err(error.into());
                }
            }
        }
        self.wire.flush().await?;
        Ok(())
    }
}

/// The length of all parts, in octets.
pub(super) fn length_of(parts: &[&[u8]]) -> usize {
    parts.iter().map(|part| part.len()).sum()
}

/// What the network is offered next: at most [`PIECE`] octets in at most [`SLICES`] slices.
fn next_turn<'a>(rest: &'a [IoSlice<'_>]) -> Vec<IoSlice<'a>> {
    let mut room = PIECE;
    let mut turn = Vec::with_capacity(rest.len().min(SLICES));
    for slice in rest.iter().take(SLICES) {
        let fits = slice.len().min(room);
        turn.push(IoSlice::new(&slice[..fits]));
        room -= fits;
        if room == 0 {
            break;
        }
    }
    turn
}

impl HandedOver {
    /// The connection was lost before any verdict; nothing of an announced message was sent.
    fn lost(stage: Stage, cause: LossCause, has_next: bool) -> Self {
        let next = has_next.then(|| Err(Transaction::lost(Stage::Mail, cause.clone())));
        Self { ended: Transaction::lost(stage, cause), next }
    }
}

/// What a reply means before the message's text: go on, refused, or out of step with what was asked.
pub(super) fn judge(stage: Stage, reply: RawReply) -> Result<(), Transaction> {
    match (stage, reply.code) {
        (Stage::Mail | Stage::Recipient, 250) | (Stage::Recipient, 251) | (Stage::Data, 354) => Ok(()),
        (_, 400..600) => Err(Transaction { stage, ending: Ending::Replied(reply.into()) }),
        (_, other) => Err(Transaction::lost(stage, LossCause::OutOfStep(other))),
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::AsyncReadExt;
    use tokio::time::timeout;

    use super::*;
    use crate::domain::address::EmailAddress;

    #[tokio::test]
    async fn a_message_may_have_been_taken_from_the_octet_on_that_is_its_final_dot() {
        let text = b"a line\r\n.\r\n";
        let (from, to) =
            (EmailAddress::parse("b@example.org").unwrap(), EmailAddress::parse("ada@example.net").unwrap());
        let next = Envelope { return_path: &from, recipient: &to, length: 42, id: "" };
        let dot = text.len() - FINAL_DOT_WIDTH;
        // The last one: the dot is out, and only of the next message's commands some are not.
        for (takes, stage) in [(dot, Stage::Body), (dot + 1, Stage::Dot), (text.len() + 5, Stage::Dot)] {
            let (mut connection, _server) =
                Connection::to_narrow_server(takes, Standing::Announced, Duration::from_millis(100));
            let handed = timeout(Duration::from_secs(20), connection.hand_over(&[text], Some(&next))).await;
            let handed = handed.expect("a text has its own deadline");
            assert_eq!(handed.ended, Transaction::lost(stage, LossCause::TimedOut), "{takes} octets");
            assert!(connection.is_broken());
        }
    }

    #[tokio::test]
    async fn what_a_write_that_broke_had_in_hand_may_have_left() {
        for (lines, stage) in [(1, Stage::Dot), (50_000, Stage::Body)] {
            let text = [b"a line\r\n".repeat(lines), b".\r\n".to_vec()].concat();
            let (mut connection, mut server) =
                Connection::to_narrow_server(1, Standing::Announced, Duration::from_secs(20));
            let leaves = async move { server.read_u8().await.map(drop) };
            let pieces = [text.as_slice()];
            let (handed, left) = tokio::join!(connection.hand_over(&pieces, None), leaves);
            assert_eq!((handed.ended, left.is_ok()), (Transaction::lost(stage, LossCause::Closed), true));
        }
    }

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
