//! What a digest carries, to whom, and when.
#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

#[path = "../storage/house.rs"]
#[expect(dead_code, reason = "tests/storage uses the rest")]
mod house;
mod no_post_twice_or_missed;
#[path = "../storage/raw.rs"]
mod raw;
mod readers_choices;
mod runs;
#[path = "../support/mod.rs"]
mod support;
