//! Conversations between the SMTP client and a server that does what it is told, over real sockets and real TLS.

#![allow(clippy::unwrap_used, reason = "what cannot be unwrapped fails its test")]

mod certificates;
mod chunks;
mod delivering;
mod joined;
mod opening;
mod pieces;
mod receiving;
mod script;
mod transcript;
mod windows;
