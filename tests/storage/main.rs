//! One suite for both engines: what the store promises, whichever database it stands on.
#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod accounting;
mod archive;
mod control;
mod counting;
mod cursor;
mod guard;
mod house;
mod importing;
mod looks;
mod migrating;
mod parity;
mod placements;
mod planning;
mod posts;
mod preferences;
mod queue;
mod raw;
mod reading;
mod requests;
mod sign_ups;
mod singles;
mod statements;
mod subscriptions;
#[path = "../support/mod.rs"]
mod support;
mod templates;
mod upgrading;
mod verify;
mod workers;
mod written;
