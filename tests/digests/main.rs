//! What a digest carries, to whom, and when.
#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

#[path = "../storage/house.rs"]
mod house;
mod no_post_twice_or_missed;
#[path = "../storage/raw.rs"]
mod raw;
#[path = "../support/mod.rs"]
mod support;
