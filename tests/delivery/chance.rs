//! Chance that can be repeated, for what comes in no order.

use crate::relay::Moment;
pub use crate::support::chance::Chance;
use crate::support::chance::mixed;

/// Chance that depends on nothing but a seed and what it is asked about: whichever order things come in, each gets the same lot.
#[derive(Clone, Copy, Debug)]
pub struct Lots(u64);

impl Chance {
    /// Lots from the same seed.
    pub const fn lots(&self) -> Lots {
        Lots(self.seed())
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
