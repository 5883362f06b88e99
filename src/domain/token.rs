//! The links in mails: keyed signatures over what they may do, derived when a mail is composed. None is stored.

use std::time::Duration;

use aws_lc_rs::{constant_time, hmac};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::id::SubscriptionId;
use super::key::MasterKey;
use super::time::Timestamp;

/// What a link may do. A token of one purpose is worthless for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Confirm a subscription.
    Confirm,
    /// End a subscription.
    Unsubscribe,
    /// Show and change what a reader chose.
    Preferences,
    /// Confirm a reader's new address. Its tokens are bound to that address ([`LinkKeys::bound_token`]).
    Address,
    /// Say that a request was not one's own.
    Disown,
    /// Get a reader pass: what a link by mail leads to.
    Pass,
    /// Be a reader pass: what the cookie holds.
    ReaderPass,
    /// Show, export and erase what is kept about a reader. Short-lived, and never in a digest.
    Data,
}

/// How long a link to one's own data works.
pub const DATA_LINK_WORKS_FOR: Duration = Duration::from_secs(2 * 3600);

/// How long the owner of an old address can take the reader back there.
pub const WAY_BACK_WORKS_FOR: Duration = Duration::from_secs(30 * 24 * 3600);

/// After a change of address no data is given away or erased for so long: first the old address must have had time to object.
pub const CHANGE_SETTLES_IN: Duration = Duration::from_secs(7 * 24 * 3600);

/// What a token says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkClaim {
    /// The subscription that it is about.
    pub subscription: SubscriptionId,
    /// The subscription's link version when the token was made.
    pub version: u32,
    /// Until when it works; `None` for ever. In whole seconds.
    pub expires_at: Option<Timestamp>,
}

/// Why a token does nothing. Outside, both get the answer of a link that never was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// Not made by this installation for this purpose.
    #[error("the link's signature does not hold")]
    Forged,
    /// Made here, but its time is over.
    #[error("the link has expired")]
    Expired,
}

/// Makes and reads tokens.
#[derive(Clone)]
pub struct LinkKeys {
    confirm: hmac::Key,
    unsubscribe: hmac::Key,
    preferences: hmac::Key,
    address: hmac::Key,
    disown: hmac::Key,
    pass: hmac::Key,
    reader_pass: hmac::Key,
    data: hmac::Key,
}

/// The layout's version, purpose-independent: version, subscription, link version, expiry (0 for never), signature.
const LAYOUT: u8 = 1;
const CLAIM_BYTES: usize = 1 + 8 + 4 + 8;
/// 128 bits: no guessing, and the token stays short enough for a header line (Gmail limits header sizes).
const SIGNATURE_BYTES: usize = 16;

impl LinkKeys {
    /// Derives the keys, one a purpose.
    pub fn new(master: &MasterKey) -> Self {
        let key = |label| hmac::Key::new(hmac::HMAC_SHA256, &master.derive(label));
        Self {
            confirm: key("link: confirm"),
            unsubscribe: key("link: unsubscribe"),
            preferences: key("link: preferences"),
            address: key("link: address"),
            disown: key("link: disown"),
            pass: key("link: pass"),
            reader_pass: key("cookie: reader pass"),
            data: key("link: data"),
        }
    }

    /// The token for a link: URL-safe, 50 characters.
    pub fn token(&self, purpose: Purpose, claim: LinkClaim) -> String {
        self.bound_token(purpose, claim, "")
    }

    /// The token for a link that works for `to` alone, which it does not show: who reads it must know it.
    pub fn bound_token(&self, purpose: Purpose, claim: LinkClaim, to: &str) -> String {
        let mut bytes = encode(claim);
        let signature = self.signature(purpose, &bytes, to);
        bytes.extend_from_slice(&signature.as_ref()[..SIGNATURE_BYTES]);
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// Reads a token made for `purpose`.
    pub fn read(&self, purpose: Purpose, token: &str, now: Timestamp) -> Result<LinkClaim, LinkError> {
        self.read_bound(purpose, token, "", now)
    }

    /// What a token says, before anything of it is believed: to find what it may be bound to.
    pub fn unproven(token: &str) -> Option<LinkClaim> {
        let bytes = URL_SAFE_NO_PAD.decode(token).ok().filter(|bytes| bytes.len() == CLAIM_BYTES + SIGNATURE_BYTES)?;
        decode(&bytes[..CLAIM_BYTES])
    }

    /// Reads a token made for `purpose` and bound to `to`.
    pub fn read_bound(&self, purpose: Purpose, token: &str, to: &str, now: Timestamp) -> Result<LinkClaim, LinkError> {
        let bytes = URL_SAFE_NO_PAD.decode(token).map_err(|_| LinkError::Forged)?;
        if bytes.len() != CLAIM_BYTES + SIGNATURE_BYTES {
            return Err(LinkError::Forged);
        }
        let (signed, signature) = bytes.split_at(CLAIM_BYTES);
        let expected = self.signature(purpose, signed, to);
        constant_time::verify_slices_are_equal(&expected.as_ref()[..SIGNATURE_BYTES], signature)
            .map_err(|_| LinkError::Forged)?;
        let claim = decode(signed).ok_or(LinkError::Forged)?;
        match claim.expires_at {
            Some(end) if end <= now => Err(LinkError::Expired),
            _ => Ok(claim),
        }
    }

    /// The claim has a fixed length, so that nothing can be moved between the two parts.
    fn signature(&self, purpose: Purpose, claim: &[u8], to: &str) -> hmac::Tag {
        let mut signing = hmac::Context::with_key(self.key(purpose));
        signing.update(claim);
        signing.update(to.as_bytes());
        signing.sign()
    }

    const fn key(&self, purpose: Purpose) -> &hmac::Key {
        match purpose {
            Purpose::Confirm => &self.confirm,
            Purpose::Unsubscribe => &self.unsubscribe,
            Purpose::Preferences => &self.preferences,
            Purpose::Address => &self.address,
            Purpose::Disown => &self.disown,
            Purpose::Pass => &self.pass,
            Purpose::ReaderPass => &self.reader_pass,
            Purpose::Data => &self.data,
        }
    }
}

fn encode(claim: LinkClaim) -> Vec<u8> {
    let expiry = claim.expires_at.map_or(0, |end| end.millis().div_euclid(1000));
    let mut bytes = Vec::with_capacity(CLAIM_BYTES + SIGNATURE_BYTES);
    bytes.push(LAYOUT);
    bytes.extend_from_slice(&claim.subscription.get().to_be_bytes());
    bytes.extend_from_slice(&claim.version.to_be_bytes());
    bytes.extend_from_slice(&expiry.to_be_bytes());
    bytes
}

fn decode(bytes: &[u8]) -> Option<LinkClaim> {
    let (layout, rest) = bytes.split_first()?;
    let (subscription, rest) = rest.split_first_chunk::<8>()?;
    let (version, rest) = rest.split_first_chunk::<4>()?;
    let expiry = i64::from_be_bytes(rest.try_into().ok()?);
    (*layout == LAYOUT).then_some(LinkClaim {
        subscription: SubscriptionId::new(i64::from_be_bytes(*subscription)),
        version: u32::from_be_bytes(*version),
        expires_at: (expiry != 0).then(|| Timestamp::from_millis(expiry.saturating_mul(1000))),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_millis(1_800_000_000_000);

    fn keys() -> LinkKeys {
        LinkKeys::new(&MasterKey::new(&[7; 32]))
    }

    fn claim(expires_at: Option<Timestamp>) -> LinkClaim {
        LinkClaim { subscription: SubscriptionId::new(42), version: 3, expires_at }
    }

    #[test]
    fn a_token_reads_back() {
        for expires_at in [None, Some(Timestamp::from_millis(1_800_000_060_000))] {
            let token = keys().token(Purpose::Unsubscribe, claim(expires_at));
            assert_eq!(token.len(), 50);
            assert_eq!(keys().read(Purpose::Unsubscribe, &token, NOW), Ok(claim(expires_at)));
        }
    }

    #[test]
    fn a_token_works_for_its_own_purpose_and_key_only() {
        let token = keys().token(Purpose::Unsubscribe, claim(None));
        assert_eq!(keys().read(Purpose::Confirm, &token, NOW), Err(LinkError::Forged));
        let other = LinkKeys::new(&MasterKey::new(&[8; 32]));
        assert_eq!(other.read(Purpose::Unsubscribe, &token, NOW), Err(LinkError::Forged));
    }

    #[test]
    fn a_bound_token_works_for_what_it_is_bound_to_alone() {
        let token = keys().bound_token(Purpose::Address, claim(None), "ada@example.org");
        assert_eq!(keys().read_bound(Purpose::Address, &token, "ada@example.org", NOW), Ok(claim(None)));
        for other in ["bob@example.org", "", "ada@example.orgx"] {
            assert_eq!(keys().read_bound(Purpose::Address, &token, other, NOW), Err(LinkError::Forged), "{other}");
        }
        assert_eq!(LinkKeys::unproven(&token), Some(claim(None)));
        assert_eq!(LinkKeys::unproven(&token[1..]), None);
    }

    #[test]
    fn an_expired_token_does_nothing() {
        let token = keys().token(Purpose::Confirm, claim(Some(NOW)));
        assert_eq!(keys().read(Purpose::Confirm, &token, NOW), Err(LinkError::Expired));
    }

    #[test]
    fn flipping_any_bit_makes_it_worthless() {
        let token = keys().token(Purpose::Unsubscribe, claim(None));
        for position in 0..token.len() {
            for bit in 0..8 {
                let mut bytes = token.clone().into_bytes();
                bytes[position] ^= 1 << bit;
                if let Ok(changed) = String::from_utf8(bytes) {
                    assert_eq!(keys().read(Purpose::Unsubscribe, &changed, NOW), Err(LinkError::Forged), "{changed}");
                }
            }
        }
    }
}
