//! Chance that can be repeated: `LETTERBELL_TEST_SEED` sets the seed, which each test prints.

use std::time::Duration;

use crate::relay::Moment;
use crate::support::left_out::variable;

/// Random numbers from a seed (splitmix64).
pub struct Chance(u64);

/// Chance that depends on nothing but a seed and what it is asked about: whichever order things come in, each gets the same lot.
#[derive(Clone, Copy, Debug)]
pub struct Lots(u64);

impl Chance {
    /// From `LETTERBELL_TEST_SEED`, or else from the machine; prints the seed, which a failed test shows.
    pub fn told() -> Self {
        let seed = variable("LETTERBELL_TEST_SEED").map(|seed| seed.parse().expect("LETTERBELL_TEST_SEED is a number"));
        let seed = seed.unwrap_or_else(|| {
            let mut bytes = [0; 8];
            aws_lc_rs::rand::fill(&mut bytes).unwrap();
            u64::from_ne_bytes(bytes)
        });
        println!("LETTERBELL_TEST_SEED={seed}");
        Self(seed)
    }

    /// A number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        usize::try_from(mixed(self.0) % limit as u64).unwrap()
    }

    /// Lots from the same seed.
    pub const fn lots(&self) -> Lots {
        Lots(self.0)
    }

    /// A span shorter than `limit`.
    pub fn span(&mut self, limit: Duration) -> Duration {
        Duration::from_micros(self.below(usize::try_from(limit.as_micros()).unwrap()) as u64)
    }
}

impl Lots {
    /// A number below a thousand for a step of a conversation: which, about whom, and the how-manieth time.
    pub fn permille(self, moment: Moment<'_>) -> usize {
        let name = format!("{:?} {} {}", moment.at, moment.recipient, moment.nth);
        // FNV-1a, then stirred well.
        let hash = name
            .bytes()
            .fold(self.0 ^ 0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3));
        usize::try_from(mixed(hash) % 1000).unwrap()
    }
}

/// The last steps of splitmix64: each bit of the result depends on each bit of `number`.
const fn mixed(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::relay::At;

    #[test]
    fn a_lot_is_the_same_again_and_lots_are_spread() {
        let draw =
            |seed, nth| Lots(seed).permille(Moment { at: At::Dot, recipient: "ada@example.org", nth, connection: 1 });
        assert_eq!(draw(7, 1), draw(7, 1));
        for (seeds, nths) in [(1..=1, 1..=10_000), (1..=10_000, 1..=1)] {
            let all = seeds.flat_map(|seed| nths.clone().map(move |nth| (seed, nth)));
            let few = all.filter(|&(seed, nth)| draw(seed, nth) < 100).count();
            assert!((800..1200).contains(&few), "{few} of 10000 are below a tenth");
        }
    }
}
