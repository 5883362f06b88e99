//! Sending, seen from outside: the built program between a database and a scripted relay, killed, stopped, refused and cut off.
#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod blog;
mod chance;
mod control;
mod copies;
mod database_away;
mod installation;
mod kills;
mod leaving;
mod ledger;
mod logs;
mod lost_answers;
mod pacing;
mod refusals;
mod relay;
mod stopping;
#[path = "../support/mod.rs"]
mod support;
mod wire;
