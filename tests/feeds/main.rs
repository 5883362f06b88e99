//! Feeds: fetched from a real server on loopback, parsed from fixtures, sanitised.
#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]
#![expect(clippy::format_collect, reason = "documents are put together for reading, not for speed")]

mod fetching;
mod hostile;
mod parsing;
mod sanitising;
#[path = "../support/mod.rs"]
mod support;
mod writing;
