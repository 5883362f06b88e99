//! What a reader sees and does, in a real browser.
#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

mod archive;
mod demo;
mod directions;
mod driver;
mod gate;
mod guarding;
mod mails;
mod mistakes;
mod pages;
mod placements;
mod preferences;
#[path = "../support/mod.rs"]
mod support;
