//! The benches as an operator runs them: that they count right and end well. How fast anything is, no test says.
#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

#[path = "../support/mod.rs"]
mod support;

mod sending;
mod sink;
