//! From where a message comes and to whom it goes, and the commands that say so.

use std::fmt::Write;

use super::extensions::{Extensions, SizeLimit};
use super::transaction::{Ending, Transaction};
use crate::domain::address::EmailAddress;
use crate::domain::reply::Stage;

/// What is said about a message before its text.
#[derive(Clone, Copy, Debug)]
pub struct Envelope<'a> {
    /// Where reports of failure go.
    pub return_path: &'a EmailAddress,
    /// The one recipient.
    pub recipient: &'a EmailAddress,
    /// The message's length in octets, dots not doubled.
    pub length: u64,
    /// What reports of failure call the message (RFC 3461 §4.4): letters and digits, at most 100.
    pub id: &'a str,
}

impl Envelope<'_> {
    /// Whether the relay can take the message at all; what it offered decides.
    pub(super) fn refusal(&self, offered: &Extensions) -> Option<Transaction> {
        let ending = match offered.size {
            Some(SizeLimit::Octets(limit)) if self.length > limit => Ending::TooLarge { limit },
            _ if self.needs_utf8() && !offered.takes_utf8() => Ending::NeedsUtf8,
            _ => return None,
        };
        Some(Transaction { stage: Stage::Mail, ending })
    }

    /// RFC 6531 §3.4: asked for only by a message that needs it. Its header then carries the address as it is, in 8 bits.
    fn needs_utf8(&self) -> bool {
        !self.recipient.is_ascii()
    }

    /// MAIL with what the relay understands: SIZE (RFC 1870), the message's name for reports that carry its header alone (RFC 3461
    /// §4.3, §4.4).
    pub(super) fn mail(&self, offered: &Extensions) -> String {
        let mut line = format!("MAIL FROM:<{}>", self.return_path);
        if offered.size.is_some() {
            let _ = write!(line, " SIZE={}", self.length);
        }
        if self.needs_utf8() {
            line.push_str(" BODY=8BITMIME SMTPUTF8");
        }
        if offered.dsn && !self.id.is_empty() {
            let _ = write!(line, " RET=HDRS ENVID={}", self.id);
        }
        line.push_str("\r\n");
        line
    }

    /// RCPT; reports are asked for failures and delays, and name the address as it was given here (RFC 3461 §4.1, §4.2).
    pub(super) fn rcpt(&self, offered: &Extensions) -> String {
        let mut line = format!("RCPT TO:<{}>", self.recipient);
        if offered.dsn {
            line.push_str(" NOTIFY=FAILURE,DELAY");
            if !self.needs_utf8() {
                let _ = write!(line, " ORCPT=rfc822;{}", xtext(self.recipient.as_str()));
            }
        }
        line.push_str("\r\n");
        line
    }
}

/// RFC 3461 §4: `+`, `=` and everything outside of printable ASCII in hex.
fn xtext(text: &str) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut encoded, byte| {
        if byte.is_ascii_graphic() && !matches!(byte, b'+' | b'=') {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "+{byte:02X}");
        }
        encoded
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_extension_is_used_when_it_is_offered_and_only_then() {
        let (from, to) =
            (EmailAddress::parse("b+1@example.org").unwrap(), EmailAddress::parse("a+b=c@example.net").unwrap());
        let envelope = Envelope { return_path: &from, recipient: &to, length: 42, id: "abc" };
        let plain = Extensions::default();
        assert_eq!(envelope.mail(&plain), "MAIL FROM:<b+1@example.org>\r\n");
        assert_eq!(envelope.rcpt(&plain), "RCPT TO:<a+b=c@example.net>\r\n");
        let rich = Extensions { size: Some(SizeLimit::Unknown), dsn: true, eight_bit: true, utf8: true, ..plain };
        assert_eq!(envelope.mail(&rich), "MAIL FROM:<b+1@example.org> SIZE=42 RET=HDRS ENVID=abc\r\n");
        let rcpt = "RCPT TO:<a+b=c@example.net> NOTIFY=FAILURE,DELAY ORCPT=rfc822;a+2Bb+3Dc@example.net\r\n";
        assert_eq!(envelope.rcpt(&rich), rcpt);
    }
}
