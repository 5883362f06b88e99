//! Sending, seen from outside: the built program between a database and a scripted relay, killed, stopped, refused and cut off.
#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod babble;
mod beyond_ascii;
mod blog;
#[path = "../smtp/certificates.rs"]
mod certificates;
mod chance;
mod clock;
mod cluster;
mod connections;
mod control;
mod copies;
mod counting;
mod database_away;
mod database_restarts;
mod disk_full;
mod drops;
mod fallen;
mod installation;
mod kills;
mod late;
mod leaving;
mod ledger;
mod logs;
mod lost_answers;
mod many_workers;
mod mixture;
mod outage;
mod pacing;
mod reckoning;
mod refusals;
mod relay;
mod signatures;
mod signed;
mod silence;
mod slow_dot;
mod stopping;
#[path = "../support/mod.rs"]
mod support;
mod untrusted;
mod wire;
