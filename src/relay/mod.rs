//! The SMTP client (RFC 5321): one connection to a relay, and an exact account of how each message ended.
//!
//! [`Connection::open`] takes a connection as far as being ready for mail. From there a message costs one round trip: with PIPELINING,
//! [`Connection::announce`] sends an envelope, and [`Connection::hand_over`] sends the announced text together with the next envelope; with
//! CHUNKING, [`Connection::send_chunk`] sends a whole message at once and [`Connection::receive_verdict`] says how the oldest one
//! ended. [`Connection::deliver`] is one message from beginning to end. Every step has its deadline. A connection that was left in the middle, by
//! a deadline, a fault or a dropped future, is never used again, so that no reply can be taken for another message's.

mod auth;
mod chunks;
mod connection;
mod envelope;
mod extensions;
mod fault;
mod opening;
mod reply;
mod tls;
mod transaction;

pub use self::connection::Connection;
pub use self::envelope::Envelope;
pub use self::fault::{FaultCause, LossCause, RelayFault};
pub use self::tls::{TlsContext, TlsSetupError};
pub use self::transaction::{Ending, HandedOver, Transaction};
