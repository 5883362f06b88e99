//! Mail coming in: a small SMTP receiver.

pub mod smtp;
