//! Chance that can be repeated: `LETTERBELL_TEST_SEED` sets the seed, which each test prints.

use std::time::Duration;

use proptest::test_runner::Config;

use super::left_out::{by_size, variable};

/// How often a property is tried: `usual` times, and a hundred times as often with `tests/run --long`. What fails prints the smallest input found.
pub fn cases(usual: u32) -> Config {
    let factor = by_size(1, 100);
    let usual_bounds = Config::default();
    Config { cases: usual * factor, max_global_rejects: usual_bounds.max_global_rejects * factor, ..usual_bounds }
}

/// Random numbers from a seed (splitmix64).
pub struct Chance(u64);

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

    /// From this seed.
    pub const fn of(seed: u64) -> Self {
        Self(seed)
    }

    /// The seed that goes on from here.
    pub const fn seed(&self) -> u64 {
        self.0
    }

    /// A span shorter than `limit`.
    pub fn span(&mut self, limit: Duration) -> Duration {
        Duration::from_micros(self.below(usize::try_from(limit.as_micros()).unwrap()) as u64)
    }
}

/// The last steps of splitmix64: each bit of the result depends on each bit of `number`.
pub const fn mixed(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    number ^ (number >> 31)
}
