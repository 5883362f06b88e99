//! The keys that mails are signed with (RFC 6376), and the names under which their public halves stand in DNS.
//!
//! Here rather than with the signer, so that settings and commands can read a key without calling `message`. What is signed, and how
//! the signature is written, is `message/dkim`'s.

use std::fmt;
use std::sync::Arc;

use aws_lc_rs::encoding::{AsDer as _, PublicKeyX509Der};
use aws_lc_rs::error::{KeyRejected, Unspecified};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _, RSA_PKCS1_SHA256, RsaKeyPair};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use secrecy::SecretString;

use super::address::parse_domain;

/// A private key. Cheap to copy; `Debug` tells its kind alone.
#[derive(Clone)]
pub struct DkimKey {
    pair: Pair,
    record: DkimRecord,
}

#[derive(Clone)]
enum Pair {
    Rsa(Arc<RsaKeyPair>),
    Ed25519(Arc<Ed25519KeyPair>),
}

/// What a signature is made with. RSA comes first: it is the one that every receiver checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DkimAlgorithm {
    /// `rsa-sha256` (RFC 6376 §3.3.1, RFC 8301).
    Rsa,
    /// `ed25519-sha256` (RFC 8463).
    Ed25519,
}

/// Why a text is no key to sign with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DkimKeyError {
    /// No PEM, or PEM of something else.
    #[error(
        "a private key in PEM, from -----BEGIN PRIVATE KEY----- to -----END PRIVATE KEY-----; `letterbell dkim keygen` makes one"
    )]
    NoKey,
    /// A passphrase is on it.
    #[error("a key without a passphrase: `openssl pkey -in FILE -out NEW` takes it off")]
    Encrypted,
    /// RFC 8301 §3.2 asks for 1024 bits and advises 2048; the cryptography in use takes no fewer than 2048.
    #[error(
        "an RSA key of {} bits or more: this one is too short, so make a new one with `letterbell dkim keygen`",
        DkimKey::LEAST_RSA_BITS
    )]
    TooShort,
    /// Damaged, or of another kind.
    #[error(
        "a whole RSA key of at most 8192 bits (PKCS#1 or PKCS#8) or Ed25519 key (PKCS#8); `letterbell dkim keygen` makes one"
    )]
    Unusable,
}

impl DkimKey {
    /// The shortest RSA key that is taken.
    pub const LEAST_RSA_BITS: usize = 2048;

    /// Reads a key: RSA as PKCS#1 or PKCS#8, Ed25519 as PKCS#8, in PEM (RFC 7468). What stands around it is left alone.
    pub fn from_pem(text: &str) -> Result<Self, DkimKeyError> {
        let (_, rest) = text.split_once("-----BEGIN ").ok_or(DkimKeyError::NoKey)?;
        let (label, rest) = rest.split_once("-----").ok_or(DkimKeyError::NoKey)?;
        let (body, _) = rest.split_once(&format!("-----END {label}-----")).ok_or(DkimKeyError::NoKey)?;
        // PKCS#1 says it in a line of its own, above the key.
        if label == "ENCRYPTED PRIVATE KEY" || body.contains("Proc-Type: 4,ENCRYPTED") {
            return Err(DkimKeyError::Encrypted);
        }
        let base64: String = body.split_whitespace().collect();
        let der = STANDARD.decode(base64).map_err(|_| DkimKeyError::Unusable)?;
        match label {
            "RSA PRIVATE KEY" => Self::rsa(RsaKeyPair::from_der(&der)?),
            "PRIVATE KEY" => Self::from_pkcs8(&der),
            _ => Err(DkimKeyError::NoKey),
        }
    }

    /// Reads a key in PKCS#8 (RFC 5208).
    pub fn from_pkcs8(der: &[u8]) -> Result<Self, DkimKeyError> {
        if let Ok(pair) = Ed25519KeyPair::from_pkcs8(der) {
            let record = DkimRecord::new("ed25519", pair.public_key().as_ref());
            return Ok(Self { pair: Pair::Ed25519(Arc::new(pair)), record });
        }
        Self::rsa(RsaKeyPair::from_pkcs8(der)?)
    }

    fn rsa(pair: RsaKeyPair) -> Result<Self, DkimKeyError> {
        let public: PublicKeyX509Der<'_> = pair.public_key().as_der().map_err(|_| DkimKeyError::Unusable)?;
        let record = DkimRecord::new("rsa", public.as_ref());
        Ok(Self { pair: Pair::Rsa(Arc::new(pair)), record })
    }

    /// What it signs with.
    pub const fn algorithm(&self) -> DkimAlgorithm {
        match self.pair {
            Pair::Rsa(_) => DkimAlgorithm::Rsa,
            Pair::Ed25519(_) => DkimAlgorithm::Ed25519,
        }
    }

    /// How long it is, in bits.
    pub fn bits(&self) -> usize {
        match &self.pair {
            Pair::Rsa(pair) => pair.public_modulus_len() * 8,
            Pair::Ed25519(_) => 256,
        }
    }

    /// The signature of `data`. Ed25519 signs the hash of it (RFC 8463 §3). RSA of 2048 bits takes 0.2 ms, longer keys several
    /// times that: not for a thread that others wait for.
    pub fn sign(&self, data: &[u8]) -> Result<Vec<u8>, Unspecified> {
        match &self.pair {
            Pair::Rsa(pair) => {
                let mut signature = vec![0; pair.public_modulus_len()];
                // PKCS#1 v1.5 draws nothing: the same data has the same signature.
                pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), data, &mut signature)?;
                Ok(signature)
            }
            Pair::Ed25519(pair) => {
                let hash = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, data);
                Ok(pair.try_sign(hash.as_ref())?.as_ref().to_vec())
            }
        }
    }

    /// The record by which receivers check what it signed (RFC 6376 §3.6.1; RFC 8463 §4.2: the bare 32 octets).
    pub const fn record(&self) -> &DkimRecord {
        &self.record
    }
}

/// A private key in PKCS#8 as PEM: for the file that it is kept in, and nothing else.
pub fn pem(pkcs8: &[u8]) -> SecretString {
    let base64 = STANDARD.encode(pkcs8);
    let mut pem = String::from("-----BEGIN PRIVATE KEY-----\n");
    for line in pieces(&base64, PEM_LINE) {
        pem.push_str(line);
        pem.push('\n');
    }
    pem.push_str("-----END PRIVATE KEY-----\n");
    pem.into()
}

impl fmt::Debug for DkimKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DkimKey({}, …)", self.algorithm())
    }
}

impl fmt::Display for DkimAlgorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Rsa => "rsa",
            Self::Ed25519 => "ed25519",
        })
    }
}

impl From<KeyRejected> for DkimKeyError {
    fn from(rejected: KeyRejected) -> Self {
        if rejected.description_() == "TooSmall" { Self::TooShort } else { Self::Unusable }
    }
}

/// The longest line of a PEM file (RFC 7468 §2).
const PEM_LINE: usize = 64;

/// The longest string in a TXT record (RFC 1035 §3.3); a longer value is several of them, read as one (RFC 6376 §3.6.2.2).
const TXT_STRING: usize = 255;

/// The value of a TXT record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DkimRecord(String);

impl DkimRecord {
    fn new(kind: &str, public: &[u8]) -> Self {
        Self(format!("v=DKIM1; k={kind}; p={}", STANDARD.encode(public)))
    }

    /// The whole value.
    pub fn value(&self) -> &str {
        &self.0
    }

    /// The value in the strings that a zone file needs, quoted, with spaces between.
    pub fn quoted(&self) -> String {
        pieces(&self.0, TXT_STRING).map(|piece| format!("\"{piece}\"")).collect::<Vec<_>>().join(" ")
    }
}

/// `text`, which is ASCII, in pieces of at most `length`.
fn pieces(text: &str, length: usize) -> impl Iterator<Item = &str> {
    (0..text.len()).step_by(length).map(move |start| &text[start..text.len().min(start + length)])
}

/// Where a key's record stands: a selector of a domain (RFC 6376 §3.1). Both in lower case and A-labels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DkimName {
    domain: String,
    selector: String,
}

/// Why two texts name no record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DkimNameError {
    /// The longest name in DNS has 253 characters.
    #[error("selector and domain are too long together: choose a shorter selector")]
    TooLong,
}

impl DkimName {
    /// From a domain that [`signing_domain`] and a selector that [`selector`] has read.
    pub fn new(domain: String, selector: String) -> Result<Self, DkimNameError> {
        let name = Self { domain, selector };
        if name.record_name().len() > 253 { Err(DkimNameError::TooLong) } else { Ok(name) }
    }

    /// The domain that answers for what is signed, `d=`.
    pub fn domain(&self) -> &str {
        &self.domain
    }

    /// Which of the domain's keys it is, `s=`.
    pub fn selector(&self) -> &str {
        &self.selector
    }

    /// The name of the TXT record (RFC 6376 §3.6.2.1).
    pub fn record_name(&self) -> String {
        format!("{}._domainkey.{}", self.selector, self.domain)
    }
}

/// Reads the domain of a `From` address, or one above it: a host name of two labels or more.
pub fn signing_domain(text: &str) -> Result<String, &'static str> {
    parse_domain(text.trim()).map_err(|_| "a domain name, such as example.org")
}

/// Reads a selector (RFC 6376 §3.1: labels as in a host name, with dots between).
pub fn selector(text: &str) -> Result<String, &'static str> {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    if text.split('.').all(is_label) {
        Ok(text.to_ascii_lowercase())
    } else {
        Err("letters, digits and hyphens, such as lb2026")
    }
}

/// A key under its name: what one signature is made with.
#[derive(Clone, Debug)]
pub struct DkimIdentity {
    /// Where the public half stands.
    pub name: DkimName,
    /// The private half.
    pub key: DkimKey,
}

#[cfg(test)]
mod tests {
    use super::*;
    use secrecy::ExposeSecret as _;

    /// The key of RFC 8463 §A.2, as PKCS#8.
    const RFC_8463_ED25519: &str = "-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
-----END PRIVATE KEY-----
";

    /// The RSA key of RFC 8463 §A.2: 1024 bits.
    const RFC_8463_RSA: &str = "-----BEGIN RSA PRIVATE KEY-----
MIICXQIBAAKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQi
Y/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqM
KrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB
AoGAH0cxOhFZDgzXWhDhnAJDw5s4roOXN4OhjiXa8W7Y3rhX3FJqmJSPuC8N9vQm
6SVbaLAE4SG5mLMueHlh4KXffEpuLEiNp9Ss3O4YfLiQpbRqE7Tm5SxKjvvQoZZe
zHorimOaChRL2it47iuWxzxSiRMv4c+j70GiWdxXnxe4UoECQQDzJB/0U58W7RZy
6enGVj2kWF732CoWFZWzi1FicudrBFoy63QwcowpoCazKtvZGMNlPWnC7x/6o8Gc
uSe0ga2xAkEA8C7PipPm1/1fTRQvj1o/dDmZp243044ZNyxjg+/OPN0oWCbXIGxy
WvmZbXriOWoSALJTjExEgraHEgnXssuk7QJBALl5ICsYMu6hMxO73gnfNayNgPxd
WFV6Z7ULnKyV7HSVYF0hgYOHjeYe9gaMtiJYoo0zGN+L3AAtNP9huqkWlzECQE1a
licIeVlo1e+qJ6Mgqr0Q7Aa7falZ448ccbSFYEPD6oFxiOl9Y9se9iYHZKKfIcst
o7DUw1/hz2Ck4N5JrgUCQQCyKveNvjzkkd8HjYs0SwM0fPjK16//5qDZ2UiDGnOe
uEzxBDAr518Z8VFbR41in3W4Y3yCDgQlLlcETrS+zYcL
-----END RSA PRIVATE KEY-----
";

    /// A fresh RSA key in PKCS#8.
    fn rsa() -> Vec<u8> {
        let pair = RsaKeyPair::generate(aws_lc_rs::rsa::KeySize::Rsa2048).unwrap();
        let der: aws_lc_rs::encoding::Pkcs8V1Der<'_> = pair.as_der().unwrap();
        der.as_ref().to_vec()
    }

    fn in_pem(label: &str, der: &[u8]) -> String {
        format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", STANDARD.encode(der))
    }

    #[test]
    fn the_record_of_the_rfcs_key_is_the_rfcs() {
        let key = DkimKey::from_pem(RFC_8463_ED25519).unwrap();
        assert_eq!(key.record().value(), "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=");
        assert_eq!((key.algorithm(), key.bits()), (DkimAlgorithm::Ed25519, 256));
    }

    #[test]
    fn a_key_is_read_back_from_its_pem() {
        let der = rsa();
        let written = pem(&der);
        assert!(written.expose_secret().lines().all(|line| line.len() <= 64));
        let (key, again) = (DkimKey::from_pkcs8(&der).unwrap(), DkimKey::from_pem(written.expose_secret()).unwrap());
        assert_eq!((again.algorithm(), again.bits(), again.record()), (DkimAlgorithm::Rsa, 2048, key.record()));
        assert_eq!(again.sign(b"data").unwrap(), key.sign(b"data").unwrap());
    }

    #[test]
    fn an_rsa_key_is_read_as_pkcs1_too_whatever_stands_around_it() {
        let der = rsa();
        // PKCS#8 of RSA is 26 octets of version, algorithm and frame, and then PKCS#1 (RFC 5208 §5).
        let pkcs1 = format!("Bag Attributes\n{}\n", in_pem("RSA PRIVATE KEY", &der[26..]).replace('\n', "\r\n"));
        let key = DkimKey::from_pem(&pkcs1).unwrap();
        assert_eq!(key.record(), DkimKey::from_pkcs8(&der).unwrap().record());
    }

    #[test]
    fn what_is_no_key_is_refused_with_the_reason() {
        use DkimKeyError::{Encrypted, NoKey, TooShort, Unusable};
        let encrypted_pkcs1 = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----";
        let whole = pem(&rsa()).expose_secret().to_owned();
        let damaged = whole.replacen('\n', "\nAAAA", 3);
        for (text, error) in [
            ("", NoKey),
            ("hunter2", NoKey),
            (&whole[..whole.len() / 2], NoKey),
            (&in_pem("PUBLIC KEY", b"x"), NoKey),
            (&in_pem("EC PRIVATE KEY", b"x"), NoKey),
            (&in_pem("ENCRYPTED PRIVATE KEY", b"x"), Encrypted),
            (encrypted_pkcs1, Encrypted),
            (&in_pem("PRIVATE KEY", b""), Unusable),
            (&in_pem("PRIVATE KEY", b"x"), Unusable),
            (&damaged, Unusable),
            (RFC_8463_RSA, TooShort),
        ] {
            assert_eq!(DkimKey::from_pem(text).unwrap_err(), error, "{text}");
        }
    }

    #[test]
    fn a_long_record_is_cut_into_strings_that_dns_holds() {
        let key = DkimKey::from_pkcs8(&rsa()).unwrap();
        let record = key.record();
        let quoted = record.quoted();
        let strings: Vec<&str> = quoted.split("\" \"").collect();
        assert_eq!(strings.len(), 2);
        assert!(strings.iter().all(|string| string.trim_matches('"').len() <= 255));
        assert_eq!(strings.concat().trim_matches('"'), record.value());
    }

    #[test]
    fn neither_a_key_nor_its_identity_shows_anything_secret() {
        let name = DkimName::new("example.org".to_owned(), "s1".to_owned()).unwrap();
        let identity = DkimIdentity { name, key: DkimKey::from_pem(RFC_8463_ED25519).unwrap() };
        assert!(format!("{identity:?}").ends_with("key: DkimKey(ed25519, …) }"), "{identity:?}");
    }

    #[test]
    fn a_selector_is_made_of_host_name_labels() {
        assert_eq!(selector("Lb-2026.news"), Ok("lb-2026.news".to_owned()));
        for bad in ["", ".", "a..b", "-a", "a-", "a_b", "a b", "ä", "a;b", &"a".repeat(64)] {
            assert!(selector(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn a_record_stands_below_the_domain_in_a_labels() {
        let name = DkimName::new(signing_domain("Bücher.example").unwrap(), selector("s1").unwrap()).unwrap();
        assert_eq!(name.record_name(), "s1._domainkey.xn--bcher-kva.example");
        assert!(signing_domain("localhost").is_err() && signing_domain("a@b.example").is_err());
        let long = format!("{}.example", ["a".repeat(60), "b".repeat(60), "c".repeat(60)].join("."));
        assert_eq!(DkimName::new(long, "d".repeat(60)), Err(DkimNameError::TooLong));
    }
}
