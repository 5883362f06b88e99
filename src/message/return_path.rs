//! The envelope sender, tagged per delivery, so that a report of failure names its delivery (VERP).

use aws_lc_rs::{constant_time, hmac};

use super::message_id::hex;
use crate::domain::address::{AddressError, EmailAddress};
use crate::domain::id::DeliveryId;

/// Makes and reads return paths such as `bounces+4711-5f0c9a3b7d21e684@example.org`.
///
/// The tag is the delivery's id and 64 bits of an HMAC: reports are forged easily (RFC 3464 §4.1), and one whose tag does not
/// verify must change nothing.
#[derive(Clone, Debug)]
pub struct ReturnPath {
    base: EmailAddress,
    key: hmac::Key,
}

/// Why an address cannot carry tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReturnPathError {
    /// With its tag the local part would pass 64 octets (RFC 5321 §4.5.3.1.1), or the whole address 254.
    #[error(
        "the address for bounces is too long to be tagged: at most {} characters before the @, {} in all",
        ReturnPath::MAX_LOCAL,
        ReturnPath::MAX_LENGTH
    )]
    TooLong,
    /// Every server must be able to report.
    #[error("the address for bounces must be in ASCII")]
    NotAscii,
}

impl ReturnPath {
    const MAC_BYTES: usize = 8;
    /// `+`, the longest id, `-`, the HMAC in hex.
    const MAX_TAG: usize = 1 + "-9223372036854775808".len() + 1 + 2 * Self::MAC_BYTES;
    const MAX_LOCAL: usize = 64 - Self::MAX_TAG;
    const MAX_LENGTH: usize = 254 - Self::MAX_TAG;

    /// Return paths at `base`, signed with `key`.
    pub fn new(base: EmailAddress, key: &[u8]) -> Result<Self, ReturnPathError> {
        if !base.is_ascii() {
            return Err(ReturnPathError::NotAscii);
        }
        if base.local_part().len() > Self::MAX_LOCAL || base.as_str().len() > Self::MAX_LENGTH {
            return Err(ReturnPathError::TooLong);
        }
        Ok(Self { base, key: hmac::Key::new(hmac::HMAC_SHA256, key) })
    }

    /// The return path of one delivery.
    pub fn tagged(&self, delivery: DeliveryId) -> EmailAddress {
        let local = format!("{}+{delivery}-{}", self.base.local_part(), hex(&self.mac(delivery)));
        let tagged: Result<EmailAddress, AddressError> = self.base.with_local_part(&local);
        tagged.expect("`new` left room for every tag, and a tag is made of atom characters")
    }

    /// The delivery that a return path names; `None` when it is not one of ours.
    ///
    /// Case is ignored: some servers fold it on the way.
    pub fn delivery(&self, address: &EmailAddress) -> Option<DeliveryId> {
        let (base, local) = (self.base.local_part().to_ascii_lowercase(), address.local_part().to_ascii_lowercase());
        let (id, mac) = local.strip_prefix(&base)?.strip_prefix('+')?.rsplit_once('-')?;
        let delivery: DeliveryId = id.parse().ok()?;
        let is_ours = address.domain() == self.base.domain()
            && constant_time::verify_slices_are_equal(hex(&self.mac(delivery)).as_bytes(), mac.as_bytes()).is_ok();
        is_ours.then_some(delivery)
    }

    fn mac(&self, delivery: DeliveryId) -> [u8; Self::MAC_BYTES] {
        let mut context = hmac::Context::with_key(&self.key);
        context.update(b"return-path");
        context.update(&delivery.get().to_be_bytes());
        let tag = context.sign();
        *tag.as_ref().first_chunk().expect("an HMAC-SHA256 has 32 bytes")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(base: &str) -> ReturnPath {
        ReturnPath::new(EmailAddress::parse(base).unwrap(), b"key").unwrap()
    }

    #[test]
    fn a_return_path_names_its_delivery_in_any_case() {
        for id in [1, 4711, i64::MAX, i64::MIN] {
            let tagged = at("bounces@example.org").tagged(DeliveryId::new(id));
            assert!(tagged.local_part().len() <= 64);
            assert_eq!(at("bounces@example.org").delivery(&tagged), Some(DeliveryId::new(id)));
            let shouted = EmailAddress::parse(&tagged.as_str().to_ascii_uppercase()).unwrap();
            assert_eq!(at("bounces@example.org").delivery(&shouted), Some(DeliveryId::new(id)));
        }
    }

    #[test]
    fn a_changed_tag_key_or_domain_names_nothing() {
        let path = at("bounces@example.org");
        let genuine = path.tagged(DeliveryId::new(4711)).as_str().to_owned();
        for forged in [
            genuine.replace("4711", "4712"),
            genuine.replace("example.org", "example.com"),
            genuine.replace("bounces", "bouncer"),
            "bounces@example.org".to_owned(),
            "bounces+4711@example.org".to_owned(),
            "bounces+4711-@example.org".to_owned(),
        ] {
            assert_eq!(path.delivery(&EmailAddress::parse(&forged).unwrap()), None, "{forged}");
        }
        let other = ReturnPath::new(EmailAddress::parse("bounces@example.org").unwrap(), b"other").unwrap();
        assert_eq!(other.delivery(&EmailAddress::parse(&genuine).unwrap()), None);
    }

    #[test]
    fn an_address_without_room_for_tags_is_refused() {
        let long = EmailAddress::parse(&format!("{}@example.org", "b".repeat(ReturnPath::MAX_LOCAL + 1))).unwrap();
        assert_eq!(ReturnPath::new(long, b"key").unwrap_err(), ReturnPathError::TooLong);
    }
}
