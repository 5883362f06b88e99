//! Mail addresses: parsed once at the edge, then carried as proof.
//!
//! One strict grammar everywhere (RFC 5321 §4.1.2 without quoted local parts, comments, routes and address literals; RFC 6531 §3.3 with
//! visible characters alone), so that no two parts of the system can disagree about where a mail goes.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A mailbox that mail can be sent to: `local@domain`.
///
/// The case of the local part is kept, as RFC 5321 §2.4 asks; one beyond ASCII is in NFC (RFC 6532 §3.1). The domain is lower case and in
/// A-labels (RFC 5890). Two addresses are the same person's when their [`key`](Self::key)s are equal. `Debug` hides the address, `Display` shows it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct EmailAddress {
    text: String,
    at: usize,
}

/// What may stand before the `@` besides letters, digits, and dots between them.
pub const SIGNS: &str = "!#$%&'*+-/=?^_`{|}~";

/// Why a text is no address. Each says what to do, in words for the person who typed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// Nothing was typed.
    #[error("Type an email address.")]
    Empty,
    /// No `@`, or one at an end.
    #[error("An email address has a part before and a part after an @, like name@example.org.")]
    MissingAt,
    /// More than one `@`: two addresses, or a slip of the keys.
    #[error("Type one address alone, with one @ in it.")]
    Several,
    /// A character that this grammar does not allow before the `@`.
    #[error("The part before the @ may hold letters, digits, dots between them and the signs {SIGNS}.")]
    BadLocalPart,
    /// Where only ASCII reaches everybody.
    #[error("This address may hold letters a–z alone before the @, so that every mail program can write to it.")]
    NotAscii,
    /// RFC 5321 §4.5.3.1.1 and §4.5.3.1.3.
    #[error("This email address is too long: 64 characters before the @ and 254 in all are the limit.")]
    TooLong,
    /// The part after the `@` is no host name with a dot in it.
    #[error("The part after the @ must be a domain name, like example.org.")]
    BadDomain,
}

impl EmailAddress {
    /// Reads an address, ignoring white space around it.
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(AddressError::Empty);
        }
        let (local, domain) = text.rsplit_once('@').ok_or(AddressError::MissingAt)?;
        if local.is_empty() || domain.is_empty() {
            return Err(AddressError::MissingAt);
        }
        if local.contains('@') {
            return Err(AddressError::Several);
        }
        let local: Cow<'_, str> = if local.is_ascii() { local.into() } else { local.nfc().collect() };
        check_local_part(&local)?;
        Self::join(&local, &parse_domain(domain)?)
    }

    /// Of parts that were read.
    fn join(local: &str, domain: &str) -> Result<Self, AddressError> {
        if local.len() + 1 + domain.len() > 254 {
            return Err(AddressError::TooLong);
        }
        Ok(Self { text: [local, "@", domain].concat(), at: local.len() })
    }

    /// Reads an address in ASCII: what a mail is from and where its answers and reports go must be reachable from everywhere.
    pub fn parse_ascii(text: &str) -> Result<Self, AddressError> {
        Self::parse(text).and_then(|address| if address.is_ascii() { Ok(address) } else { Err(AddressError::NotAscii) })
    }

    /// Whether any server takes it; one that is not in ASCII needs SMTPUTF8 (RFC 6531).
    pub fn is_ascii(&self) -> bool {
        self.text.is_ascii()
    }

    /// The whole address, as it goes on the wire.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The part before the `@`, in the case it was typed.
    pub fn local_part(&self) -> &str {
        &self.text[..self.at]
    }

    /// The part after the `@`: lower case, A-labels.
    pub fn domain(&self) -> &str {
        &self.text[self.at + 1..]
    }

    /// The folded form by which addresses are compared and found again: each character in lower case by Unicode's mapping, whatever stands
    /// around it and in whatever language, and then NFC. It is made here alone; the database compares it byte by byte.
    pub fn key(&self) -> String {
        if self.is_ascii() {
            return self.text.to_ascii_lowercase();
        }
        self.text.chars().flat_map(char::to_lowercase).nfc().collect()
    }

    /// The address with the local part replaced, for tagged return paths.
    pub fn with_local_part(&self, local: &str) -> Result<Self, AddressError> {
        check_local_part(local)?;
        Self::join(local, self.domain())
    }
}

fn check_local_part(local: &str) -> Result<(), AddressError> {
    if local.len() > 64 {
        return Err(AddressError::TooLong);
    }
    if is_dot_atom(local) { Ok(()) } else { Err(AddressError::BadLocalPart) }
}

/// RFC 5322 §3.2.3, `dot-atom-text`, with RFC 6532 §3.2's letters, numbers and marks: neither spaces nor signs nor what cannot be seen.
fn is_dot_atom(local: &str) -> bool {
    let is_atom_text = |character: char| match character {
        ascii if ascii.is_ascii() => ascii.is_ascii_alphanumeric() || SIGNS.contains(ascii),
        other => (other.is_alphanumeric() || is_combining_mark(other)) && !is_invisible(other),
    };
    local.split('.').all(|atom| !atom.is_empty() && atom.chars().all(is_atom_text))
}

/// Letters and marks that show nothing (`Default_Ignorable_Code_Point` of Unicode): with them, two addresses would look the same.
const fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{34F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}'
            | '\u{FFA0}' | '\u{E0100}'..='\u{E01EF}'
    )
}

/// Reads a domain name of at least two labels: lower case, in A-labels (RFC 5890).
pub fn parse_domain(domain: &str) -> Result<String, AddressError> {
    let ascii = idna::domain_to_ascii_strict(domain).map_err(|_| AddressError::BadDomain)?;
    let labels: Vec<&str> = ascii.split('.').collect();
    let is_label = |label: &&str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    // A last label of digits alone would be an IPv4 address (RFC 3696 §2).
    let last_is_a_name = labels.last().is_some_and(|last| !last.bytes().all(|byte| byte.is_ascii_digit()));
    if labels.len() < 2 || !labels.iter().all(is_label) || !last_is_a_name {
        return Err(AddressError::BadDomain);
    }
    Ok(ascii)
}

impl FromStr for EmailAddress {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        Self::parse(text)
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EmailAddress(…)")
    }
}

/// Who a mail says it is from: a display name and an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    /// The display name: the sender's identity and nothing else. No control characters.
    pub name: String,
    /// The address.
    pub address: EmailAddress,
}

/// Why a text is no sender.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SenderError {
    /// Not of the form `Name <address>`.
    #[error("write the sender as 'Name <name@example.org>'")]
    Form,
    /// A line break or another control character in the name.
    #[error("the sender's name must not hold line breaks or control characters")]
    ControlCharacter,
    /// The part in angle brackets.
    #[error("the sender's address is not usable: {0}")]
    Address(#[from] AddressError),
}

impl FromStr for Sender {
    type Err = SenderError;

    /// Reads `Name <address>`, with or without quotes around the name.
    fn from_str(text: &str) -> Result<Self, SenderError> {
        let (name, rest) = text.trim().rsplit_once('<').ok_or(SenderError::Form)?;
        let address = rest.strip_suffix('>').ok_or(SenderError::Form)?;
        let name = name.trim().trim_matches('"').trim();
        if name.is_empty() {
            return Err(SenderError::Form);
        }
        if name.chars().any(char::is_control) {
            return Err(SenderError::ControlCharacter);
        }
        Ok(Self { name: name.to_owned(), address: EmailAddress::parse_ascii(address)? })
    }
}

/// `Name <address>`, as it is stored and read back; a message's header is encoded elsewhere.
impl fmt::Display for Sender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} <{}>", self.name, self.address)
    }
}

/// Why a name is not fit to stand for a sender or a list (Gmail's sender guidelines).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdentityError {
    /// `Re: …`.
    #[error("a name that begins like an answer (Re:, Fwd:) deceives: leave that out")]
    Answer,
    /// `ada@example.org`.
    #[error("a name that looks like a mail address deceives: write who you are")]
    Address,
    /// A tick, a shield, a lock.
    #[error("signs that look like a badge ({0}) deceive: leave them out")]
    Badge(char),
    /// `Ada (2)`.
    #[error("a number in brackets at the end looks like a conversation: leave it out")]
    Thread,
}

/// Signs that mail programs, or their users, take for a mark of being verified.
const BADGES: &str = "✓✔☑✅🔒🔐🛡⭐★🏅🔵";

/// Checks that a name is an identity and nothing else.
pub fn check_identity(name: &str) -> Result<(), IdentityError> {
    if begins_like_an_answer(name) {
        return Err(IdentityError::Answer);
    }
    if name.contains('@') {
        return Err(IdentityError::Address);
    }
    if let Some(badge) = name.chars().find(|character| BADGES.contains(*character)) {
        return Err(IdentityError::Badge(badge));
    }
    let number = name.trim_end().strip_suffix(')').and_then(|rest| rest.rsplit_once('(')).map(|(_, number)| number);
    if number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())) {
        return Err(IdentityError::Thread);
    }
    Ok(())
}

/// Whether a text begins as mail programs mark answers and what was passed on, in the languages that they speak.
pub fn begins_like_an_answer(text: &str) -> bool {
    const MARKS: [&str; 18] = [
        "re", "fwd", "fw", "aw", "wg", "tr", "rv", "r", "i", "enc", "res", "antw", "doorst", "odp", "pd", "ynt", "ilt",
        "sv",
    ];
    let Some((mark, _)) = text.trim_start().split_once([':', '：']) else { return false };
    let mark = mark.split('[').next().unwrap_or_default().trim_end().to_lowercase();
    MARKS.contains(&mark.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_an_identity_and_nothing_else() {
        for name in ["The Hive", "Re-Use Weekly", "Ada (Port Ellery)", "養蜂", "R & D: letters"] {
            assert_eq!(check_identity(name), Ok(()), "{name}");
        }
        for (name, error) in [
            ("Re: your order", IdentityError::Answer),
            ("FWD : bees", IdentityError::Answer),
            ("Re[2]: bees", IdentityError::Answer),
            ("AW: Bienen", IdentityError::Answer),
            ("bank@example.org", IdentityError::Address),
            ("The Hive ✔", IdentityError::Badge('✔')),
            ("Ada (2)", IdentityError::Thread),
        ] {
            assert_eq!(check_identity(name), Err(error), "{name}");
        }
    }

    #[test]
    fn the_case_of_the_local_part_is_kept_and_the_domain_is_folded() {
        let address = EmailAddress::parse("  Ada.Lovelace+news@Example.ORG ").unwrap();
        assert_eq!(address.as_str(), "Ada.Lovelace+news@example.org");
        assert_eq!(address.key(), "ada.lovelace+news@example.org");
        assert_eq!((address.local_part(), address.domain()), ("Ada.Lovelace+news", "example.org"));
    }

    #[test]
    fn a_local_part_in_any_script_is_kept_and_comes_in_one_form() {
        for text in
            ["zoë@example.org", "用户@example.org", "अजय@example.org", "ΧΡΉΣΤΗΣ.1@example.org", "कि्@example.org"]
        {
            let address = EmailAddress::parse(text).unwrap();
            assert_eq!((address.as_str(), address.is_ascii()), (text, false));
            let key = EmailAddress::parse(&address.key()).unwrap();
            assert_eq!((key.as_str(), key.key()), (address.key().as_str(), address.key()), "a key is its own key");
        }
        let decomposed = EmailAddress::parse("Zoe\u{308}@Example.org").unwrap();
        assert_eq!(decomposed.as_str(), "Zoë@example.org");
        let keys = ["ZOË@example.org", "zoë@example.org", "zoe\u{308}@example.org"].map(|text| {
            let address = EmailAddress::parse(text).unwrap();
            address.key()
        });
        assert!(keys.iter().all(|key| *key == decomposed.key()), "{keys:?}");
        assert_ne!(EmailAddress::parse("zoe@example.org").unwrap().key(), decomposed.key());
        // Sixty-four octets are the limit, and it is the composed form's.
        assert!(EmailAddress::parse(&format!("{}@example.org", "u\u{308}".repeat(32))).is_ok());
    }

    #[test]
    fn a_sender_is_in_ascii() {
        assert_eq!(EmailAddress::parse_ascii("zoë@example.org").unwrap_err(), AddressError::NotAscii);
        let sender = "Zoë <zoë@example.org>".parse::<Sender>().unwrap_err();
        assert_eq!(sender, SenderError::Address(AddressError::NotAscii));
        assert_eq!("Zoë <zoe@bücher.example>".parse::<Sender>().unwrap().address.as_str(), "zoe@xn--bcher-kva.example");
    }

    #[test]
    fn an_international_domain_becomes_a_labels() {
        assert_eq!(EmailAddress::parse("post@bücher.example").unwrap().domain(), "xn--bcher-kva.example");
    }

    #[test]
    fn odd_addresses_are_refused_with_the_reason() {
        use AddressError::{BadDomain, BadLocalPart, Empty, MissingAt, Several, TooLong};
        let long_local = format!("{}@example.org", "a".repeat(65));
        let long_utf8 = format!("{}@example.org", "ü".repeat(33));
        let long_domain = format!("a@{}example.org", "abcdefgh.".repeat(30));
        for (text, reason) in [
            ("", Empty),
            ("ada", MissingAt),
            ("@example.org", MissingAt),
            ("ada@", MissingAt),
            ("\"ada b\"@example.org", BadLocalPart),
            ("a@b@example.org", Several),
            ("ada@example.org, bob@example.org", Several),
            ("ada@example.org bob@example.org", Several),
            ("<ada>@example.org", BadLocalPart),
            ("a,b@example.org", BadLocalPart),
            ("ada..b@example.org", BadLocalPart),
            (".ada@example.org", BadLocalPart),
            ("ada\r\nRCPT TO:<eve@example.org>@example.org", Several),
            ("a\u{200B}da@example.org", BadLocalPart),
            ("a\u{202E}da@example.org", BadLocalPart),
            ("a\u{FE0F}da@example.org", BadLocalPart),
            ("a\u{A0}da@example.org", BadLocalPart),
            ("a\u{85}da@example.org", BadLocalPart),
            ("a“da@example.org", BadLocalPart),
            ("👩@example.org", BadLocalPart),
            ("jos\u{3002}@example.org", BadLocalPart),
            (long_utf8.as_str(), TooLong),
            ("ada@localhost", BadDomain),
            ("ada@example..org", BadDomain),
            ("ada@example.org.", BadDomain),
            ("ada@-example.org", BadDomain),
            ("ada@127.0.0.1", BadDomain),
            ("ada@[127.0.0.1]", BadDomain),
            ("ada@exam ple.org", BadDomain),
            ("ada@example.org\0", BadDomain),
            (long_local.as_str(), TooLong),
            (long_domain.as_str(), BadDomain),
        ] {
            assert_eq!(EmailAddress::parse(text).unwrap_err(), reason, "{text:?}");
        }
    }

    #[test]
    fn debug_output_does_not_show_the_address() {
        assert!(!format!("{:?}", EmailAddress::parse("ada@example.org").unwrap()).contains("ada"));
    }

    #[test]
    fn a_sender_is_a_name_and_an_address() {
        let sender: Sender = "\"The Bell\" <news@example.org>".parse().unwrap();
        assert_eq!(sender.to_string(), "The Bell <news@example.org>");
        assert_eq!("news@example.org".parse::<Sender>().unwrap_err(), SenderError::Form);
        assert_eq!("<news@example.org>".parse::<Sender>().unwrap_err(), SenderError::Form);
        assert_eq!("Bell\nX: y <news@example.org>".parse::<Sender>().unwrap_err(), SenderError::ControlCharacter);
    }
}
