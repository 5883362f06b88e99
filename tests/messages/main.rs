//! Every kind of mail against strict parsers: our own look at the bytes, mail-parser, and Python's email package; and its signatures against
//! opendkim and dkimpy.

#![allow(clippy::unwrap_used, reason = "what cannot be unwrapped fails its test")]

mod copies;
#[path = "../support/mod.rs"]
mod support;

mod dkim;
mod hostile;
mod kinds;
mod mails;
mod outside;
mod strict;
