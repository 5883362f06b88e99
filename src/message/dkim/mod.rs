//! Signatures by which receivers know who answers for a mail (RFC 6376): relaxed/relaxed, RSA first, Ed25519 beside it where a domain has
//! both keys (RFC 8463). No `l=`: it would let anybody add text. Keys are `domain::dkim`'s.
//!
//! A [`Signer`] is given the header as it goes out and the [`BodyHash`] of what follows; what it returns goes on top.

mod body_hash;
mod fields;

use std::collections::HashMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use self::fields::Fields;
use crate::domain::dkim::{DkimAlgorithm, DkimIdentity};
use crate::domain::time::Timestamp;

pub use self::body_hash::BodyHash;

/// Signs for one domain with one key.
#[derive(Clone, Debug)]
pub struct Signer {
    identity: DkimIdentity,
}

/// Why a mail cannot be signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignError {
    /// RFC 6376 §5.4: From must be signed; RFC 5322 §3.6: there is one.
    #[error("the header to sign must have exactly one From field")]
    From,
    /// A line that is neither a field nor goes on with one, or none at the end.
    #[error("the header to sign must be whole fields with their CRLF, without the empty line")]
    Header,
    /// The cryptography refused. Keys are checked when they are read, so this does not come from the settings.
    #[error("the cryptography failed to sign")]
    Cryptography,
}

/// A field that is signed, when it is there.
struct Signed {
    name: &'static str,
    /// Whether it is named once more than it occurs, so that nobody can add one (RFC 6376 §8.15).
    closed: bool,
}

/// In this order in `h=`. Not among them is what relays may add or change: Received, Return-Path, Comments (RFC 6376 §5.4.1).
/// List-Unsubscribe and its Post must be signed (RFC 8058 §4), and on a mail that has none, none can be added.
const SIGNED: [Signed; 14] = [
    Signed { name: "from", closed: true },
    Signed { name: "to", closed: true },
    Signed { name: "subject", closed: true },
    Signed { name: "date", closed: true },
    Signed { name: "message-id", closed: false },
    Signed { name: "reply-to", closed: false },
    Signed { name: "mime-version", closed: false },
    Signed { name: "content-type", closed: false },
    Signed { name: "content-transfer-encoding", closed: false },
    Signed { name: "list-id", closed: false },
    Signed { name: "list-unsubscribe", closed: true },
    Signed { name: "list-unsubscribe-post", closed: true },
    Signed { name: "feedback-id", closed: false },
    Signed { name: "auto-submitted", closed: false },
];

/// The length at which the field is folded; only a longer word, such as a long domain, stands out.
const FOLD_AT: usize = 76;

impl Signer {
    /// A signer with this key, under this name.
    pub const fn new(identity: DkimIdentity) -> Self {
        Self { identity }
    }

    /// Whom it signs for, and with what.
    pub const fn identity(&self) -> &DkimIdentity {
        &self.identity
    }

    /// The `DKIM-Signature` field, folded and with its CRLF, to be put before `headers`.
    ///
    /// `headers` is the header as it goes out, each line with its CRLF, without the empty line and without other signatures.
    /// `body_hash` is of what comes after the empty line. The same at every retry, as long as `at` is.
    /// Not for a thread that others wait for: see [`DkimKey::sign`](crate::domain::dkim::DkimKey::sign).
    pub fn sign(&self, headers: &[u8], body_hash: &[u8; 32], at: Timestamp) -> Result<Vec<u8>, SignError> {
        let fields = Fields::parse(headers).ok_or(SignError::Header)?;
        if fields.count("from") != 1 {
            return Err(SignError::From);
        }
        let names = names_to_sign(&fields);
        let mut field = self.without_signature(&names, body_hash, at);
        let mut data = fields.canonical(&names);
        // Last comes this field itself, its `b=` still empty, without the CRLF at its end (RFC 6376 §3.7).
        fields::write_canonical(&mut data, NAME, &field.text.as_bytes()[NAME.len() + 1..]);
        data.truncate(data.len() - "\r\n".len());
        let signature = self.identity.key.sign(&data).map_err(|_| SignError::Cryptography)?;
        field.fill(&STANDARD.encode(signature));
        field.text.push_str("\r\n");
        Ok(field.text.into_bytes())
    }

    /// The field up to `b=`.
    fn without_signature(&self, names: &[&str], body_hash: &[u8; 32], at: Timestamp) -> Folded {
        let algorithm = match self.identity.key.algorithm() {
            DkimAlgorithm::Rsa => "rsa-sha256",
            DkimAlgorithm::Ed25519 => "ed25519-sha256",
        };
        let name = &self.identity.name;
        let mut field = Folded { column: NAME.len() + 1, text: format!("{NAME}:") };
        field.word(" v=1;");
        field.word(&format!(" a={algorithm};"));
        field.word(" c=relaxed/relaxed;");
        field.word(&format!(" d={};", name.domain()));
        field.word(&format!(" s={};", name.selector()));
        field.word(&format!(" t={};", at.millis().div_euclid(1000).max(0)));
        field.word(&format!(" bh={};", STANDARD.encode(body_hash)));
        for (position, signed) in names.iter().enumerate() {
            let tag = if position == 0 { " h=" } else { "" };
            let end = if position + 1 == names.len() { ';' } else { ':' };
            field.word(&format!("{tag}{signed}{end}"));
        }
        field.word(" b=");
        field
    }
}

/// The name of the field that a signature stands in.
const NAME: &str = "DKIM-Signature";

/// What stands in `h=`: each field as often as it occurs, and those that are closed once more.
fn names_to_sign(fields: &Fields<'_>) -> Vec<&'static str> {
    let times = |signed: &Signed| fields.count(signed.name) + usize::from(signed.closed);
    SIGNED.iter().flat_map(|signed| std::iter::repeat_n(signed.name, times(signed))).collect()
}

/// A field while it is written.
struct Folded {
    text: String,
    /// How long its last line is.
    column: usize,
}

impl Folded {
    /// Adds a word, on a new line when this one would become too long. A space before it is lost there: white space begins that line.
    fn word(&mut self, word: &str) {
        let word = if self.column + word.len() > FOLD_AT { self.next_line(word) } else { word };
        self.text.push_str(word);
        self.column += word.len();
    }

    /// Adds a text that may be cut anywhere.
    fn fill(&mut self, mut text: &str) {
        while !text.is_empty() {
            if self.column >= FOLD_AT {
                self.next_line(text);
            }
            let (line, rest) = text.split_at(text.len().min(FOLD_AT - self.column));
            self.text.push_str(line);
            self.column += line.len();
            text = rest;
        }
    }

    fn next_line<'w>(&mut self, word: &'w str) -> &'w str {
        self.text.push_str("\r\n ");
        self.column = 1;
        word.trim_start()
    }
}

/// All signers, by the domain that they sign for.
#[derive(Clone, Debug, Default)]
pub struct Signers(HashMap<String, Vec<Signer>>);

impl Signers {
    /// Of these keys, in any order.
    pub fn new(identities: impl IntoIterator<Item = DkimIdentity>) -> Self {
        let mut by_domain: HashMap<String, Vec<Signer>> = HashMap::new();
        for identity in identities {
            by_domain.entry(identity.name.domain().to_owned()).or_default().push(Signer::new(identity));
        }
        for signers in by_domain.values_mut() {
            signers.sort_by_key(|signer| signer.identity.key.algorithm());
        }
        Self(by_domain)
    }

    /// Whether nothing is ever signed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Who signs mails from an address of `domain`, in the order in which their fields stand: the domain's own signers, or else those of the
    /// nearest domain above it, which is aligned all the same (RFC 9989, relaxed alignment). Empty when nobody does.
    pub fn for_domain(&self, domain: &str) -> &[Signer] {
        let mut above = Some(domain);
        while let Some(candidate) = above {
            if let Some(signers) = self.0.get(candidate) {
                return signers;
            }
            above = candidate.split_once('.').map(|(_, parent)| parent);
        }
        &[]
    }
}

#[cfg(test)]
mod tests;
