//! What every kind of test leans on: fresh databases, processes, a browser, and an honest word on what was left out.
//!
//! A test target takes it in with `#[path = "../support/mod.rs"] mod support;`.
#![allow(
    dead_code,
    unused_macros,
    unused_imports,
    reason = "compiled into each test target, of which each uses a part"
)]

pub mod axe;
pub mod browser;
pub mod chance;
pub mod claims;
pub mod databases;
pub mod digests;
pub mod layout;
pub mod left_out;
pub mod opendkim;
pub mod port;
pub mod process;
