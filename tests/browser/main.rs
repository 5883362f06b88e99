//! What a reader sees and does, in a real browser.

mod driver;
#[path = "../support/mod.rs"]
mod support;
