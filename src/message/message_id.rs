//! A message's name (RFC 5322 §3.6.4).

use std::fmt;

use aws_lc_rs::hmac;

use crate::domain::address::EmailAddress;

/// A Message-ID without its angle brackets: `40 hex digits@sender's domain`.
///
/// Derived, not drawn: the same delivery has the same name at every retry, so that a receiver can drop a copy, and nobody who
/// lacks the key can guess the name of another's mail.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MessageId {
    text: String,
    at: usize,
}

impl MessageId {
    /// The name of the message that `parts` identify, such as its kind and its delivery's id, on the sender's domain.
    pub fn derive(key: &[u8], parts: &[&str], sender: &EmailAddress) -> Self {
        let local = derived_name(key, b"message-id", parts);
        Self { at: local.len(), text: format!("{local}@{}", sender.domain()) }
    }

    /// The name without angle brackets.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The part before the `@`: hex digits.
    pub fn local_part(&self) -> &str {
        &self.text[..self.at]
    }
}

impl fmt::Display for MessageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// How much of the HMAC is kept: 160 bits.
const NAME_BYTES: usize = 20;

/// 40 hex digits that stand for `parts`, and that nobody without the key can know. `kind` keeps names for one use from being names for another.
pub(super) fn derived_name(key: &[u8], kind: &[u8], parts: &[&str]) -> String {
    let mut context = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, key));
    context.update(kind);
    for part in parts {
        // With its length before it, no part can run into the next.
        context.update(&(part.len() as u64).to_be_bytes());
        context.update(part.as_bytes());
    }
    hex(&context.sign().as_ref()[..NAME_BYTES])
}

pub(super) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |half: u8| char::from(DIGITS[usize::from(half)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 0xf)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(key: &str, parts: &[&str]) -> MessageId {
        MessageId::derive(key.as_bytes(), parts, &EmailAddress::parse("news@example.org").unwrap())
    }

    #[test]
    fn the_same_delivery_has_the_same_name_and_no_other_has_it() {
        assert_eq!(id("k", &["digest", "7"]), id("k", &["digest", "7"]));
        assert_ne!(id("k", &["digest", "7"]), id("k", &["digest", "8"]));
        assert_ne!(id("k", &["digest", "7"]), id("other", &["digest", "7"]));
        assert_ne!(id("k", &["digest1", "7"]), id("k", &["digest", "17"]));
    }

    #[test]
    fn a_name_is_a_dot_atom_on_the_senders_domain() {
        let name = id("k", &["digest", "7"]);
        let (local, domain) = name.as_str().split_once('@').unwrap();
        assert_eq!((local.len(), domain), (40, "example.org"));
        assert!(local.bytes().all(|byte| byte.is_ascii_hexdigit()));
    }
}
