//! Messages by BDAT (RFC 3030): envelope and text in one write, several on their way at a time.

use super::connection::{Connection, Standing, within};
use super::envelope::Envelope;
use super::fault::LossCause;
use super::reply::RawReply;
use super::transaction::{Ending, SHUTTING_DOWN, Transaction, judge, length_of};
use crate::domain::reply::Stage;

impl Connection {
    /// Sends a whole message, in pieces and its dots not doubled; its verdict comes in turn with [`receive_verdict`](Self::receive_verdict).
    ///
    /// # Errors
    /// When it cannot be sent, or was not sent completely; it has no verdict to come then. After a break, what was sent before still has.
    pub async fn send_chunk(&mut self, envelope: &Envelope<'_>, message: &[&[u8]]) -> Result<(), Transaction> {
        if let Some(refusal) = envelope.refusal(&self.extensions) {
            return Err(refusal);
        }
        let on_their_way = match self.standing {
            Standing::Chunks(number) => number,
            _ => 0,
        };
        let is_ready = on_their_way > 0 || (self.is_usable() && self.is_quiet().await);
        self.standing = Standing::Broken;
        if !is_ready {
            return Err(Transaction::lost(Stage::Mail, LossCause::Stale));
        }
        // Behind a refused recipient the envelope is still open (RFC 3030 §2): each message clears what came before.
        let mail = envelope.mail(&self.extensions);
        let rcpt = envelope.rcpt(&self.extensions);
        let commands = format!("RSET\r\n{mail}{rcpt}BDAT {} LAST\r\n", length_of(message));
        let parts = [&[commands.as_bytes()], message].concat();
        let mut left = length_of(&parts);
        let sending = within(self.deadlines.body, self.write_joined(&parts, &mut left));
        match sending.await {
            Ok(()) => {
                self.standing = Standing::Chunks(on_their_way + 1);
                Ok(())
            }
            Err(cause) => {
                if on_their_way > 0 {
                    self.standing = Standing::LastChunks(on_their_way);
                }
                Err(Transaction::lost(if left > 0 { Stage::Body } else { Stage::Dot }, cause))
            }
        }
    }

    /// Reads how the oldest message on its way ended.
    pub async fn receive_verdict(&mut self) -> Transaction {
        let before = std::mem::replace(&mut self.standing, Standing::Broken);
        if !matches!(before, Standing::Chunks(1..) | Standing::LastChunks(1..)) {
            // What comes in now may be a late answer to an earlier message: read as this one's it would be a false "sent".
            return Transaction::lost(Stage::Dot, LossCause::GivenUp);
        }
        let (transaction, is_in_step) = self.read_verdict().await;
        if is_in_step && !transaction.closes_connection() {
            self.standing = match before {
                Standing::Chunks(1) => Standing::Idle,
                Standing::Chunks(number) => Standing::Chunks(number - 1),
                Standing::LastChunks(number) if number > 1 => Standing::LastChunks(number - 1),
                _ => Standing::Broken,
            };
        }
        transaction
    }

    /// The transaction, and whether all of its replies were read as expected.
    async fn read_verdict(&mut self) -> (Transaction, bool) {
        let mut refusal: Option<Transaction> = None;
        let steps = [
            (Stage::Mail, self.deadlines.dot),
            (Stage::Mail, self.deadlines.envelope),
            (Stage::Recipient, self.deadlines.envelope),
        ];
        for (place, (stage, deadline)) in steps.into_iter().enumerate() {
            let reply = match self.receive(deadline).await {
                Ok(reply) => reply,
                // All of the message had left: nobody knows, unless its envelope was refused.
                Err(cause) => return (refusal.unwrap_or(Transaction::lost(Stage::Dot, cause)), false),
            };
            let judged = if place == 0 { judge_reset(reply) } else { judge(stage, reply) };
            if let Err(ended) = judged {
                let goes_on = matches!(ended.ending, Ending::Replied(_)) && !ended.closes_connection();
                let ended = refusal.get_or_insert(ended).clone();
                if !goes_on {
                    return (ended, false);
                }
            }
        }
        match self.receive(self.deadlines.dot).await {
            Err(cause) => (refusal.unwrap_or(Transaction::lost(Stage::Dot, cause)), false),
            Ok(reply) => {
                let is_in_step = matches!(reply.code, 200..300 | 400..600) && reply.code != SHUTTING_DOWN;
                (refusal.unwrap_or_else(|| verdict(reply)), is_in_step)
            }
        }
    }
}

fn judge_reset(reply: RawReply) -> Result<(), Transaction> {
    match reply.code {
        250 => Ok(()),
        400..600 => Err(Transaction { stage: Stage::Mail, ending: Ending::Replied(reply.into()) }),
        other => Err(Transaction::lost(Stage::Dot, LossCause::OutOfStep(other))),
    }
}

/// What the last reply says about a message whose envelope was taken.
pub(super) fn verdict(reply: RawReply) -> Transaction {
    match reply.code {
        200..300 | 400..600 => Transaction { stage: Stage::Dot, ending: Ending::Replied(reply.into()) },
        // A second 354 above all: taken for a yes it would be a false "sent".
        other => Transaction::lost(Stage::Dot, LossCause::OutOfStep(other)),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::io::AsyncReadExt;

    use super::*;
    use crate::domain::address::EmailAddress;

    #[tokio::test]
    async fn a_chunk_whose_write_broke_may_have_been_taken_once_all_of_it_was_handed_over() {
        let (from, to) =
            (EmailAddress::parse("b@example.org").unwrap(), EmailAddress::parse("ada@example.net").unwrap());
        let envelope = Envelope { return_path: &from, recipient: &to, length: 42, id: "" };
        for (lines, stage) in [(1, Stage::Dot), (50_000, Stage::Body)] {
            let text = b"a line\r\n".repeat(lines);
            let (mut connection, mut server) = Connection::to_narrow_server(1, Standing::Idle, Duration::from_secs(20));
            let leaves = async move { server.read_u8().await.map(drop) };
            let pieces = [text.as_slice()];
            let (sent, left) = tokio::join!(connection.send_chunk(&envelope, &pieces), leaves);
            assert_eq!((sent, left.is_ok()), (Err(Transaction::lost(stage, LossCause::Closed)), true));
        }
    }
}
