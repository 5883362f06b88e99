//! The stamp on a form: when the form was made, signed, so that a robot that sends it at once or keeps it for ever is told from a person. It is
//! also what a proof of work is made of. See `docs/decisions/0021-stamped-forms.md`.

use std::time::Duration;

use aws_lc_rs::{constant_time, digest, hmac};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::key::MasterKey;
use super::time::Timestamp;

/// What a form shows about whoever sent it, from the least to the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// It has no stamp: it stands on a page that is not ours, without script, or in a cache from before there were stamps.
    Unstamped,
    /// It was made here, and sent after a time in which a person can have filled it in.
    Stamped,
    /// A program of the sender's has worked for this very address.
    Worked,
}

/// Why a form must be sent once more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Sent faster than anybody types.
    TooFast,
    /// Made too long ago.
    TooOld,
    /// Its stamp is not one of ours, or was changed.
    Forged,
    /// There are many without a stamp just now.
    Unstamped,
}

/// Between when and when after it was made a form is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormTimes {
    /// Not before.
    pub fastest: Duration,
    /// Not later: much longer than any cache keeps a page.
    pub oldest: Duration,
}

/// How many bits of a proof's hash must be zero: 2^17 hashes on average, a third of a second on a desk, one or two on a phone.
pub const WORK_BITS: u32 = 17;
/// A proof made from an older stamp is none: nobody shall work in advance.
pub const WORK_HOLDS_FOR: Duration = Duration::from_secs(3600);
/// Another process's clock may be a little ahead.
const CLOCK_SLACK: Duration = Duration::from_secs(60);
const TIME_BYTES: usize = 8;
const SIGNATURE_BYTES: usize = 16;

/// Makes and reads stamps.
#[derive(Clone)]
pub struct StampKey(hmac::Key);

impl StampKey {
    /// Derives its key.
    pub fn new(master: &MasterKey) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, &master.derive("form: stamp")))
    }

    /// A stamp for a form that is made now: URL-safe, 32 characters.
    pub fn stamp(&self, now: Timestamp) -> String {
        let mut bytes = now.millis().to_be_bytes().to_vec();
        let tag = hmac::sign(&self.0, &bytes);
        bytes.extend_from_slice(&tag.as_ref()[..SIGNATURE_BYTES]);
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// When a stamp was made; `None` when it is not ours.
    pub fn made_at(&self, stamp: &str) -> Option<Timestamp> {
        let bytes = URL_SAFE_NO_PAD.decode(stamp).ok()?;
        let (time, signature) = bytes.split_first_chunk::<TIME_BYTES>()?;
        let expected = hmac::sign(&self.0, time);
        constant_time::verify_slices_are_equal(&expected.as_ref()[..SIGNATURE_BYTES], signature).ok()?;
        Some(Timestamp::from_millis(i64::from_be_bytes(*time)))
    }

    /// What a form shows that came with this stamp and this proof, `email` as it was typed.
    pub fn evidence(&self, form: &StampedForm<'_>, times: FormTimes, now: Timestamp) -> Result<Evidence, Doubt> {
        if form.stamp.is_empty() {
            return Ok(Evidence::Unstamped);
        }
        let made_at = self.made_at(form.stamp).filter(|&at| at <= now.plus(CLOCK_SLACK)).ok_or(Doubt::Forged)?;
        let age = now.since(made_at);
        if age < times.fastest {
            return Err(Doubt::TooFast);
        }
        if age > times.oldest {
            return Err(Doubt::TooOld);
        }
        let has_worked = age <= WORK_HOLDS_FOR && is_proof(form, WORK_BITS);
        Ok(if has_worked { Evidence::Worked } else { Evidence::Stamped })
    }
}

/// What of a form its evidence is read from.
#[derive(Clone, Copy, Debug)]
pub struct StampedForm<'a> {
    /// Its stamp; empty where it has none.
    pub stamp: &'a str,
    /// The number that was found by work; empty where nobody worked.
    pub proof: &'a str,
    /// The address, as it was typed: a proof is for it alone, so that it is worth nothing for another, and a second time nothing more than the
    /// address's own limit gives.
    pub email: &'a str,
}

/// Whether the hash of stamp, address and number begins with so many zero bits.
fn is_proof(form: &StampedForm<'_>, bits: u32) -> bool {
    if form.proof.is_empty() || !form.proof.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let text = format!("{}\n{}\n{}", form.stamp, form.email, form.proof);
    let hash = digest::digest(&digest::SHA256, text.as_bytes());
    let (first, _) = hash.as_ref().split_first_chunk().expect("SHA-256 is 32 bytes long");
    u32::from_be_bytes(*first).leading_zeros() >= bits
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_millis(1_800_000_000_000);
    const TIMES: FormTimes = FormTimes { fastest: Duration::from_secs(1), oldest: Duration::from_secs(30 * 24 * 3600) };

    fn key() -> StampKey {
        StampKey::new(&MasterKey::new(&[7; 32]))
    }

    fn after(seconds: u64) -> Result<Evidence, Doubt> {
        let stamp = key().stamp(NOW);
        let form = StampedForm { stamp: &stamp, proof: "", email: "ada@example.org" };
        key().evidence(&form, TIMES, NOW.plus(Duration::from_secs(seconds)))
    }

    fn worked(stamp: &str, email: &str) -> String {
        let mut tries = (0..).map(|number: u64| number.to_string());
        let found = tries.find(|proof| is_proof(&StampedForm { stamp, proof, email }, WORK_BITS));
        found.expect("there are more numbers than it takes")
    }

    #[test]
    fn a_form_is_taken_neither_at_once_nor_after_months_but_for_weeks_in_between() {
        assert_eq!(after(0), Err(Doubt::TooFast));
        for seconds in [1, 60, 24 * 3600, 10 * 24 * 3600, 30 * 24 * 3600] {
            assert_eq!(after(seconds), Ok(Evidence::Stamped), "{seconds}");
        }
        assert_eq!(after(30 * 24 * 3600 + 1), Err(Doubt::TooOld));
    }

    #[test]
    fn a_form_without_a_stamp_is_no_forgery_and_one_with_a_false_stamp_is() {
        let shown = |stamp: &str| {
            key().evidence(&StampedForm { stamp, proof: "", email: "" }, TIMES, NOW.plus(Duration::from_secs(60)))
        };
        assert_eq!(shown(""), Ok(Evidence::Unstamped));
        let stamp = key().stamp(NOW);
        for position in 0..stamp.len() {
            let mut bytes = stamp.clone().into_bytes();
            bytes[position] = if bytes[position] == b'A' { b'B' } else { b'A' };
            assert_eq!(shown(std::str::from_utf8(&bytes).unwrap()), Err(Doubt::Forged), "{position}");
        }
        assert_eq!(shown(&StampKey::new(&MasterKey::new(&[8; 32])).stamp(NOW)), Err(Doubt::Forged));
        assert_eq!(shown(&key().stamp(NOW.plus(Duration::from_secs(600)))), Err(Doubt::Forged), "from the future");
        assert_eq!(shown("x"), Err(Doubt::Forged));
    }

    #[test]
    fn work_counts_for_its_own_address_and_stamp_and_for_an_hour() {
        let (stamp, email) = (key().stamp(NOW), "ada@example.org");
        let proof = worked(&stamp, email);
        let shown = |stamp: &str, email: &str, seconds| {
            let form = StampedForm { stamp, proof: &proof, email };
            key().evidence(&form, TIMES, NOW.plus(Duration::from_secs(seconds)))
        };
        assert_eq!(shown(&stamp, email, 5), Ok(Evidence::Worked));
        assert_eq!(shown(&stamp, "bob@example.org", 5), Ok(Evidence::Stamped));
        assert_eq!(shown(&key().stamp(NOW.plus(Duration::from_millis(1))), email, 5), Ok(Evidence::Stamped));
        assert_eq!(shown(&stamp, email, 3601), Ok(Evidence::Stamped), "the form is taken all the same");
    }

    #[test]
    fn a_proof_is_a_number_and_nothing_else() {
        let stamp = key().stamp(NOW);
        for proof in ["", "-1", "1\n", "0x10", "1 "] {
            assert!(!is_proof(&StampedForm { stamp: &stamp, proof, email: "" }, 0), "{proof:?}");
        }
    }
}
