//! Feeds: from a URL to posts that are fit for a mail.

pub mod fetch;
