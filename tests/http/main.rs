//! The pages as browsers, mail programs, scanners and strangers meet them.
#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

#[path = "../support/mod.rs"]
mod support;

mod alarm;
mod archive;
mod archive_feed;
mod counting;
mod disowning;
mod editions;
mod everyone_alike;
mod flood;
mod forms;
mod gate;
mod gate_in_php;
mod hostile;
mod journey;
mod languages;
mod leaving;
mod limits;
mod links;
mod looks;
mod mails;
mod outages;
mod own_data;
mod pages;
mod passes;
mod pictures;
mod placements;
mod preferences;
#[path = "../storage/raw.rs"]
mod raw;
mod refusals;
mod same_time;
mod service;
mod snapshot;
mod sockets;
mod stamps;
mod together;
