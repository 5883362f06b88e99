//! Nouns and rules. Pure and synchronous: no I/O, no clock, no chance of its own.
//!
//! One file a noun. Whatever an operation decides, it decides with a rule from here, so that the rule can be tested at
//! midnight, in a leap year and across a change to summer time without a database.

pub mod address;
pub mod admission;
pub mod archive;
pub mod attributes;
pub mod burst;
pub mod consent;
pub mod counting;
pub mod delivery;
pub mod departed;
pub mod digest;
pub mod dkim;
pub mod dns_message;
pub mod dns_records;
pub mod feed;
pub mod gate;
pub mod id;
pub mod key;
pub mod language;
pub mod list;
pub mod look;
pub mod network;
pub mod pace;
pub mod personal;
pub mod picture;
pub mod placement;
pub mod post;
pub mod preferences;
pub mod relay;
pub mod reply;
pub mod retry;
pub mod schedule;
pub mod sender_id;
pub mod site;
pub mod stamp;
pub mod subscription;
pub mod suppression;
pub mod tally;
pub mod time;
pub mod token;
pub mod topics;
