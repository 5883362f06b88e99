//! The pages as browsers, mail programs, scanners and strangers meet them.
#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

#[path = "../support/mod.rs"]
mod support;

mod archive;
mod archive_feed;
mod disowning;
mod everyone_alike;
mod forms;
mod gate;
mod hostile;
mod journey;
mod leaving;
mod limits;
mod links;
mod outages;
mod pages;
mod passes;
mod placements;
mod preferences;
mod service;
mod snapshot;
mod sockets;
mod together;
