//! What an SMTP server answered (RFC 5321 §4.2) and at which step of the conversation.

use std::fmt;

/// One complete reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The three digits, 100 to 599.
    pub code: u16,
    /// The RFC 3463 status of the first line, when there is one.
    pub enhanced: Option<EnhancedCode>,
    /// The text lines, joined by a space, with control characters replaced and cut to [`Reply::MAX_TEXT`] characters.
    pub text: String,
}

/// An RFC 3463 status such as 5.1.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EnhancedCode {
    /// 2, 4 or 5.
    pub class: u8,
    /// What the report is about: 1 address, 2 mailbox, 3 system, 4 network, 5 protocol, 6 content, 7 policy.
    pub subject: u16,
    /// The detail.
    pub detail: u16,
}

impl Reply {
    /// How much of a server's words is kept: enough for the longest policy text seen, bounded against a hostile relay.
    pub const MAX_TEXT: usize = 500;

    /// 2yz.
    pub const fn is_positive(&self) -> bool {
        self.code / 100 == 2
    }

    /// 4yz: later (RFC 5321 §4.2.1).
    pub const fn is_transient(&self) -> bool {
        self.code / 100 == 4
    }

    /// 5yz: never like this (RFC 5321 §4.2.1).
    pub const fn is_permanent(&self) -> bool {
        self.code / 100 == 5
    }
}

impl EnhancedCode {
    /// Reads the status at the start of a reply's text; `None` when there is none or it contradicts the reply's `code`.
    pub fn parse(code: u16, text: &str) -> Option<Self> {
        let mut numbers = text.split_whitespace().next()?.split('.');
        let mut next = || numbers.next().filter(|digits| digits.len() <= 3)?.parse::<u16>().ok();
        let (class, subject, detail) = (next()?, next()?, next()?);
        let class = u8::try_from(class).ok().filter(|class| matches!(class, 2 | 4 | 5))?;
        let is_whole = numbers.next().is_none() && u16::from(class) == code / 100;
        is_whole.then_some(Self { class, subject, detail })
    }
}

impl fmt::Display for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code, self.text)
    }
}

impl fmt::Display for EnhancedCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.class, self.subject, self.detail)
    }
}

/// The step of an SMTP conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Opening the TCP connection.
    Connect,
    /// The server's greeting.
    Greeting,
    /// EHLO or HELO.
    Hello,
    /// STARTTLS and the TLS handshake.
    Tls,
    /// AUTH.
    Auth,
    /// MAIL FROM.
    Mail,
    /// RCPT TO.
    Recipient,
    /// DATA, up to the 354.
    Data,
    /// The message's text, before its final dot was written.
    Body,
    /// After the final dot.
    Dot,
}

impl Stage {
    /// The stage's name in the database and in what operators read.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Connect => "connect",
            Self::Greeting => "greeting",
            Self::Hello => "hello",
            Self::Tls => "tls",
            Self::Auth => "auth",
            Self::Mail => "mail",
            Self::Recipient => "rcpt",
            Self::Data => "data",
            Self::Body => "body",
            Self::Dot => "dot",
        }
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_enhanced_code_stands_first_and_agrees_with_the_reply() {
        let code = |code, text| EnhancedCode::parse(code, text).map(|status| status.to_string());
        assert_eq!(code(550, "5.1.1 no such user").as_deref(), Some("5.1.1"));
        assert_eq!(code(421, "4.7.28").as_deref(), Some("4.7.28"));
        for (number, text) in [
            (550, "4.1.1 no"),
            (550, "no such user 5.1.1"),
            (250, "2.0"),
            (250, "2.0.0.0"),
            (250, "2.0.12345"),
            (354, "3.0.0 go"),
            (250, "10.0.0.1 at your service"),
            (250, ""),
        ] {
            assert_eq!(code(number, text), None, "{text}");
        }
    }
}
