//! Who sends, for mailbox providers that count complaints (Gmail's `Feedback-ID`).

use aws_lc_rs::digest::{SHA256, digest};

/// The constant last part: 5 to 15 letters and digits, the same in all mails of a sender.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SenderId(String);

/// Characters of a sender's id that is made from its host.
const MADE: usize = 10;

impl SenderId {
    /// Reads one that the operator chose.
    pub fn parse(text: &str) -> Option<Self> {
        let is_allowed = (5..=15).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        is_allowed.then(|| Self(text.to_owned()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The one that goes with a host: the same as long as the host is.
    pub fn of_host(host: &str) -> Self {
        use std::fmt::Write as _;
        let hash = digest(&SHA256, host.to_ascii_lowercase().as_bytes());
        let mut id = String::with_capacity(MADE);
        for byte in &hash.as_ref()[..MADE / 2] {
            write!(id, "{byte:02x}").expect("writing to a String cannot fail");
        }
        Self(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sender_id_is_five_to_fifteen_letters_and_digits() {
        let shown = [
            ("abcde", true),
            ("ABC123abc123abc", true),
            ("abcd", false),
            ("abcdefghijklmnop", false),
            ("ab:cd", false),
        ];
        for (text, good) in shown {
            assert_eq!(SenderId::parse(text).is_some(), good, "{text}");
        }
        let made = SenderId::of_host("News.example.org");
        assert_eq!(made, SenderId::of_host("news.example.org"), "constant");
        assert!(SenderId::parse(made.as_str()).is_some());
        assert_ne!(made, SenderId::of_host("letters.example.org"));
    }
}
