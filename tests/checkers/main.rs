//! What we send and show, held against checkers that nobody here wrote: the W3C's validator, axe-core, caniemail, `SpamAssassin`, Python's parser, and
//! Chromium. Each looks at every theme, short and long, light and dark, left-to-right and right-to-left.
#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod clients;
#[allow(dead_code, reason = "the tests of messages use the rest")]
#[path = "../messages/mails.rs"]
mod mails;
mod parser;
mod seen;
mod served;
mod sheets;
mod spam;
#[path = "../support/mod.rs"]
mod support;
mod tool;
mod validator;
