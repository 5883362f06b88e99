//! Makes a key to sign mails with.

use aws_lc_rs::encoding::{AsDer as _, Pkcs8V1Der};
use aws_lc_rs::error::Unspecified;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{Ed25519KeyPair, RsaKeyPair};
use secrecy::SecretString;

use crate::domain::dkim::{DkimKey, DkimKeyError, pem};

/// What kind of key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DkimKeyKind {
    /// RSA of 2048 bits: what every receiver checks, and as long as one record of DNS carries without trouble.
    Rsa2048,
    /// RSA of 3072 bits.
    Rsa3072,
    /// RSA of 4096 bits: not every receiver checks it (RFC 8301 §3.2 asks for no more than 2048).
    Rsa4096,
    /// Ed25519: small and quick; a second signature, since few receivers check it.
    Ed25519,
}

/// What keeps a key from being made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MakeDkimKeyError {
    /// No randomness, or no memory.
    #[error("this machine could not make a key; try again")]
    Cryptography,
    /// The new key cannot be read back.
    #[error("the new key cannot be read back: expected {0}")]
    Key(#[from] DkimKeyError),
}

/// A key that was made just now.
#[derive(Debug)]
pub struct NewDkimKey {
    /// The key.
    pub key: DkimKey,
    /// The same in PEM, for the file that it is kept in.
    pub pem: SecretString,
}

/// Makes a key. RSA takes a second or so.
pub fn make_dkim_key(kind: DkimKeyKind) -> Result<NewDkimKey, MakeDkimKeyError> {
    let pkcs8 = match kind {
        DkimKeyKind::Rsa2048 => rsa(KeySize::Rsa2048),
        DkimKeyKind::Rsa3072 => rsa(KeySize::Rsa3072),
        DkimKeyKind::Rsa4096 => rsa(KeySize::Rsa4096),
        DkimKeyKind::Ed25519 => ed25519(),
    };
    let pkcs8 = pkcs8.map_err(|_| MakeDkimKeyError::Cryptography)?;
    Ok(NewDkimKey { key: DkimKey::from_pkcs8(&pkcs8)?, pem: pem(&pkcs8) })
}

fn rsa(size: KeySize) -> Result<Vec<u8>, Unspecified> {
    let der: Pkcs8V1Der<'_> = RsaKeyPair::generate(size)?.as_der()?;
    Ok(der.as_ref().to_vec())
}

/// In version 1 of PKCS#8, since OpenSSL reads no other.
fn ed25519() -> Result<Vec<u8>, Unspecified> {
    Ok(Ed25519KeyPair::generate()?.to_pkcs8v1()?.as_ref().to_vec())
}
