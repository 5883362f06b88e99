//! The names of counted links and of the picture that counts opens: an id and a signature, so that only what a mail showed can be asked for.

use aws_lc_rs::{constant_time, hmac};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::domain::id::{DigestId, LinkId};
use crate::domain::key::MasterKey;

const ID_BYTES: usize = 8;
/// 128 bits: no guessing.
const SIGNATURE_BYTES: usize = 16;

/// Makes and reads the tokens: one key for links, one for opens.
#[derive(Clone)]
pub struct CountKeys {
    link: hmac::Key,
    open: hmac::Key,
}

impl CountKeys {
    /// Derives the keys from the installation's secret.
    pub fn new(master: &MasterKey) -> Self {
        let key = |label| hmac::Key::new(hmac::HMAC_SHA256, &master.derive(label));
        Self { link: key("count: link"), open: key("count: open") }
    }

    /// The token of a link: URL-safe, 32 characters.
    pub fn link(&self, id: LinkId) -> String {
        token(&self.link, id.get())
    }

    /// The link whose token this is.
    pub fn read_link(&self, token: &str) -> Option<LinkId> {
        read(&self.link, token).map(LinkId::new)
    }

    /// The token of the picture in a digest's mails.
    pub fn open(&self, id: DigestId) -> String {
        token(&self.open, id.get())
    }

    /// The digest whose picture's token this is.
    pub fn read_open(&self, token: &str) -> Option<DigestId> {
        read(&self.open, token).map(DigestId::new)
    }
}

fn token(key: &hmac::Key, id: i64) -> String {
    let id = id.to_be_bytes();
    let mut bytes = Vec::with_capacity(ID_BYTES + SIGNATURE_BYTES);
    bytes.extend_from_slice(&id);
    bytes.extend_from_slice(&hmac::sign(key, &id).as_ref()[..SIGNATURE_BYTES]);
    URL_SAFE_NO_PAD.encode(bytes)
}

fn read(key: &hmac::Key, token: &str) -> Option<i64> {
    let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
    let (id, signature) = bytes.split_first_chunk::<ID_BYTES>()?;
    let expected = hmac::sign(key, id);
    constant_time::verify_slices_are_equal(&expected.as_ref()[..SIGNATURE_BYTES], signature).ok()?;
    Some(i64::from_be_bytes(*id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::SubscriptionId;
    use crate::domain::token::{LinkClaim, LinkKeys, Purpose};

    fn keys() -> CountKeys {
        CountKeys::new(&MasterKey::new(&[7; 32]))
    }

    #[test]
    fn a_token_reads_back_for_its_own_purpose_and_key() {
        let token = keys().link(LinkId::new(42));
        assert_eq!(token.len(), 32);
        assert_eq!(keys().read_link(&token), Some(LinkId::new(42)));
        assert_eq!(keys().read_open(&token), None);
        assert_eq!(keys().read_link(&keys().open(DigestId::new(42))), None);
        assert_eq!(CountKeys::new(&MasterKey::new(&[8; 32])).read_link(&token), None);
        let claim = LinkClaim { subscription: SubscriptionId::new(42), version: 0, expires_at: None };
        let other = LinkKeys::new(&MasterKey::new(&[7; 32])).token(Purpose::Unsubscribe, claim);
        assert_eq!(keys().read_link(&other), None);
    }

    #[test]
    fn a_token_changed_or_cut_anywhere_is_worthless() {
        let token = keys().link(LinkId::new(42));
        for at in 0..token.len() {
            assert_eq!(keys().read_link(&token[..at]), None, "{at}");
            for bit in 0..7 {
                let mut bytes = token.clone().into_bytes();
                bytes[at] ^= 1 << bit;
                let changed = String::from_utf8(bytes).unwrap();
                assert_eq!(keys().read_link(&changed), None, "{changed}");
            }
        }
        let mut other = keys().link(LinkId::new(43));
        other.replace_range(11.., &token[11..]);
        assert_eq!(keys().read_link(&other), None, "another id with this one's signature");
        assert_eq!(keys().read_link(&format!("{token}A")), None);
    }
}
