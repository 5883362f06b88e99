//! What a server offers in its answer to EHLO (RFC 5321 §4.1.1.1).

use super::reply::RawReply;

/// The extensions that this client uses. Nothing is offered after HELO.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is an extension that is offered or not")]
pub(super) struct Extensions {
    /// RFC 2920.
    pub pipelining: bool,
    /// RFC 3207.
    pub starttls: bool,
    /// RFC 1870.
    pub size: Option<SizeLimit>,
    /// RFC 3030: messages by length instead of by a final dot.
    pub chunking: bool,
    /// RFC 3461: what reports of failure are asked for and what they name.
    pub dsn: bool,
    /// RFC 6152.
    pub eight_bit: bool,
    /// RFC 6531: addresses beyond ASCII.
    pub utf8: bool,
    /// The better of the AUTH mechanisms that are offered.
    pub auth: Option<Mechanism>,
}

/// A way to sign in, the better one greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mechanism {
    /// Described by no RFC, known to every server.
    Login,
    /// RFC 4616.
    Plain,
}

/// What SIZE promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SizeLimit {
    /// Sizes are understood, no limit is named.
    Unknown,
    /// The longest message in octets.
    Octets(u64),
}

impl Extensions {
    pub fn read(reply: &RawReply) -> Self {
        let mut offered = Self::default();
        // The first line greets.
        for line in reply.lines.iter().skip(1) {
            let line = line.to_ascii_uppercase();
            let mut words = line.split_ascii_whitespace();
            match words.next() {
                Some("PIPELINING") => offered.pipelining = true,
                Some("CHUNKING") => offered.chunking = true,
                Some("DSN") => offered.dsn = true,
                Some("8BITMIME") => offered.eight_bit = true,
                Some("SMTPUTF8") => offered.utf8 = true,
                Some("STARTTLS") => offered.starttls = true,
                Some("SIZE") => offered.size = Some(SizeLimit::read(words.next())),
                Some("AUTH") => offered.auth = offered.auth.max(words.filter_map(Mechanism::read).max()),
                _ => {}
            }
        }
        offered
    }

    /// Whether addresses beyond ASCII may be named (RFC 6531 §3.1: 8BITMIME goes with it).
    pub fn takes_utf8(&self) -> bool {
        self.utf8 && self.eight_bit
    }
}

impl Mechanism {
    fn read(word: &str) -> Option<Self> {
        match word {
            "PLAIN" => Some(Self::Plain),
            "LOGIN" => Some(Self::Login),
            _ => None,
        }
    }
}

impl SizeLimit {
    fn read(limit: Option<&str>) -> Self {
        // "If the parameter is 0 or omitted, no fixed maximum is in force" (RFC 1870 §4).
        limit.and_then(|digits| digits.parse().ok()).filter(|&octets| octets > 0).map_or(Self::Unknown, Self::Octets)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&str]) -> Extensions {
        Extensions::read(&RawReply { code: 250, lines: lines.iter().map(|&line| line.to_owned()).collect() })
    }

    #[test]
    fn offers_are_read_in_any_case_and_the_greeting_is_none() {
        let offered =
            read(&["PIPELINING.example.org", "size 1000", "StartTLS", "AUTH CRAM-MD5 login plain", "dsn", "X-ODD"]);
        let expected = Extensions {
            pipelining: false,
            starttls: true,
            size: Some(SizeLimit::Octets(1000)),
            auth: Some(Mechanism::Plain),
            dsn: true,
            ..Extensions::default()
        };
        assert_eq!(offered, expected);
    }

    #[test]
    fn a_size_without_a_number_or_of_zero_is_no_limit() {
        for line in ["SIZE", "SIZE 0", "SIZE many", "SIZE 99999999999999999999999"] {
            assert_eq!(read(&["hi", line]).size, Some(SizeLimit::Unknown));
        }
    }
}
