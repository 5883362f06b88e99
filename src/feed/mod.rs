//! Feeds: from a URL to posts that are fit for a mail.

pub mod fetch;
mod fetch_error;
mod gate;

pub use fetch::{FetchError, FetchLimits, Fetched, Fetcher, Validators};
