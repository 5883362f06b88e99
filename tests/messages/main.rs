//! Every kind of mail against strict parsers: our own look at the bytes, mail-parser, and Python's email package.

mod hostile;
mod kinds;
mod mails;
mod outside;
mod strict;
