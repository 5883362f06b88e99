//! The built program's commands, as an operator and a script meet them.
#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

#[path = "../support/mod.rs"]
mod support;

mod archive;
mod beside_serve;
mod desk;
mod dkim;
mod dns_double;
mod doctor;
mod five_minutes;
mod guard;
mod importing;
mod introducing;
mod law;
mod looks;
mod mistakes;
mod placements;
mod proof;
#[path = "../storage/raw.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod raw;
mod templates;
mod truth;
mod writing;
