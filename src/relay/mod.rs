//! The SMTP client (RFC 5321): one connection to a relay, one transaction at a time, an exact account of how each ended.
//!
//! [`Connection::open`] takes a connection as far as being ready for mail; [`Connection::deliver`] hands over one message to one
//! recipient and says at which stage it ended, and how. Every step has its deadline. A connection that was left in the middle, by
//! a deadline, a fault or a dropped future, is never used again, so that no reply can be taken for another message's.

mod auth;
mod connection;
mod extensions;
mod fault;
mod opening;
mod reply;
mod tls;
mod transaction;

pub use self::connection::Connection;
pub use self::fault::{FaultCause, LossCause, RelayFault};
pub use self::tls::{TlsContext, TlsSetupError};
pub use self::transaction::{Ending, Envelope, Transaction};
