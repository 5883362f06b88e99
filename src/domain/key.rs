//! The installation's one secret, and the keys derived from it: one a purpose, so that none can stand in for another.

use aws_lc_rs::hmac;

/// The master secret. Never shown, never used directly.
#[derive(Clone)]
pub struct MasterKey(hmac::Key);

impl MasterKey {
    /// From the secret's bytes: at least 32, from the settings or made by chance.
    pub fn new(secret: &[u8]) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, secret))
    }

    /// The key for one purpose. `label` is a constant of the program; changing one makes everything signed with it worthless.
    pub fn derive(&self, label: &str) -> [u8; 32] {
        let tag = hmac::sign(&self.0, label.as_bytes());
        tag.as_ref().try_into().expect("HMAC-SHA-256 is 32 bytes long")
    }
}

impl std::fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MasterKey(…)")
    }
}
