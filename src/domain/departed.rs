//! Who had their data erased, as a keyed hash: enough to know them again when they are imported, and nothing else.

use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::id::SiteId;
use super::key::MasterKey;

/// At which domain those have an address who had their data erased: still an address, and nobody's (RFC 2606).
pub const ERASED_DOMAIN: &str = "erased.invalid";

/// Makes the hashes.
#[derive(Clone)]
pub struct DepartedKey(hmac::Key);

impl DepartedKey {
    /// Derives the key.
    pub fn new(master: &MasterKey) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, &master.derive("departed readers")))
    }

    /// The hash of a folded address on a site: without the installation's secret nobody can tell whose it is.
    pub fn of(&self, site: SiteId, address_key: &str) -> String {
        let mut signing = hmac::Context::with_key(&self.0);
        signing.update(&site.get().to_be_bytes());
        signing.update(address_key.as_bytes());
        URL_SAFE_NO_PAD.encode(signing.sign())
    }
}

impl std::fmt::Debug for DepartedKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DepartedKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_the_sites_and_the_installations_own() {
        let key = |byte: u8| DepartedKey::new(&MasterKey::new(&[byte; 32]));
        let hash = key(1).of(SiteId::new(1), "ada@example.org");
        assert_eq!(hash, key(1).of(SiteId::new(1), "ada@example.org"));
        assert_ne!(hash, key(1).of(SiteId::new(2), "ada@example.org"));
        assert_ne!(hash, key(2).of(SiteId::new(1), "ada@example.org"));
        assert!(!hash.contains("ada"));
    }
}
