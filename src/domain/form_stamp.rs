//! When a form was handed out, signed into the form itself: a machine sends it at once or keeps it for ever, a person does neither.
//!
//! A form without one is a form of somebody else's making, such as plain HTML on a blog; that is no offence.

use std::time::Duration;

use aws_lc_rs::{constant_time, hmac};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::key::MasterKey;
use super::time::Timestamp;

/// Makes and reads stamps.
#[derive(Clone)]
pub struct FormKey(hmac::Key);

/// How soon and how late a form may come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormTimes {
    /// Sooner is too fast for a person.
    pub fastest: Duration,
    /// Later is too old.
    pub oldest: Duration,
}

/// What a form's stamp tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormAge {
    /// It was on the page as long as people take.
    Fine,
    /// There is no stamp.
    Unknown,
    /// It came back faster than people are.
    TooFast,
    /// It lay for too long, or the stamp is not ours.
    TooOld,
}

const SIGNATURE_BYTES: usize = 12;
const TIME_BYTES: usize = 8;
const MARK_BYTES: usize = 1;

impl FormKey {
    /// Derives the key.
    pub fn new(master: &MasterKey) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, &master.derive("form stamp")))
    }

    /// The stamp of a form that is shown at `now`.
    pub fn stamp(&self, now: Timestamp) -> String {
        self.signed(now, 0)
    }

    /// The stamp of a form that is shown again, filled in: its button may be pressed at once.
    pub fn stamp_again(&self, now: Timestamp) -> String {
        self.signed(now, 1)
    }

    /// What a stamp that came back at `now` tells.
    pub fn age(&self, stamp: &str, times: FormTimes, now: Timestamp) -> FormAge {
        if stamp.is_empty() {
            return FormAge::Unknown;
        }
        let Some((shown, is_again)) = self.read(stamp) else { return FormAge::TooOld };
        match now.since(shown) {
            age if age > times.oldest => FormAge::TooOld,
            age if age < times.fastest && !is_again => FormAge::TooFast,
            _ => FormAge::Fine,
        }
    }

    fn signed(&self, now: Timestamp, mark: u8) -> String {
        let mut bytes = now.millis().to_be_bytes().to_vec();
        bytes.push(mark);
        let signature = hmac::sign(&self.0, &bytes);
        bytes.extend_from_slice(&signature.as_ref()[..SIGNATURE_BYTES]);
        URL_SAFE_NO_PAD.encode(bytes)
    }

    fn read(&self, stamp: &str) -> Option<(Timestamp, bool)> {
        let bytes = URL_SAFE_NO_PAD.decode(stamp).ok()?;
        if bytes.len() != TIME_BYTES + MARK_BYTES + SIGNATURE_BYTES {
            return None;
        }
        let (signed, signature) = bytes.split_at(TIME_BYTES + MARK_BYTES);
        let expected = hmac::sign(&self.0, signed);
        constant_time::verify_slices_are_equal(&expected.as_ref()[..SIGNATURE_BYTES], signature).ok()?;
        let (time, mark) = signed.split_first_chunk::<TIME_BYTES>()?;
        Some((Timestamp::from_millis(i64::from_be_bytes(*time)), mark == [1]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TIMES: FormTimes = FormTimes { fastest: Duration::from_secs(1), oldest: Duration::from_secs(3600) };

    fn at(millis: i64) -> Timestamp {
        Timestamp::from_millis(1_800_000_000_000 + millis)
    }

    #[test]
    fn a_form_may_come_back_neither_at_once_nor_after_a_day() {
        let key = FormKey::new(&MasterKey::new(&[7; 32]));
        let stamp = key.stamp(at(0));
        let ages = [999, 1000, 3_600_000, 3_600_001].map(|later| key.age(&stamp, TIMES, at(later)));
        assert_eq!(ages, [FormAge::TooFast, FormAge::Fine, FormAge::Fine, FormAge::TooOld]);
        assert_eq!(key.age(&key.stamp_again(at(0)), TIMES, at(0)), FormAge::Fine, "who was asked again need not wait");
        assert_eq!(key.age("", TIMES, at(0)), FormAge::Unknown);
    }

    #[test]
    fn nobody_else_makes_stamps() {
        let key = FormKey::new(&MasterKey::new(&[7; 32]));
        let other = FormKey::new(&MasterKey::new(&[8; 32])).stamp(at(0));
        let mut changed = key.stamp(at(0)).into_bytes();
        changed[9] ^= 1;
        for stamp in [other, String::from_utf8(changed).unwrap(), "x".to_owned(), "ü".to_owned()] {
            assert_eq!(key.age(&stamp, TIMES, at(2000)), FormAge::TooOld, "{stamp}");
        }
    }
}
