//! Signing a mail with all keys of its sender's domain, away from the threads that talk to relays.

use std::sync::Arc;

use crate::domain::address::EmailAddress;
use crate::domain::time::Timestamp;
use crate::message::{SignError, Signers};

/// The signature fields that go on top of a mail from `sender`; nothing for a domain without a key.
///
/// `header` is the header as it goes out, `body` the hash of what follows it, and `at` the same at every retry, so that the copies are equal.
/// An RSA signature takes a core a fraction of a millisecond, which a connection to a relay must not be held up for.
pub async fn sign(
    signers: &Arc<Signers>,
    sender: &EmailAddress,
    header: Vec<u8>,
    body: [u8; 32],
    at: Timestamp,
) -> Result<Vec<u8>, SignError> {
    let (signers, domain) = (Arc::clone(signers), sender.domain().to_owned());
    let signing = tokio::task::spawn_blocking(move || {
        let mut fields = Vec::new();
        for signer in signers.for_domain(&domain) {
            fields.extend(signer.sign(&header, &body, at)?);
        }
        Ok(fields)
    });
    // A runtime that ends takes no more work; the mail is composed again after the next start.
    signing.await.unwrap_or(Err(SignError::Cryptography))
}
