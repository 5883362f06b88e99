//! Which version of a document a client has already (RFC 9110 §13).

use axum::http::HeaderMap;
use axum::http::header::{HeaderName, IF_MODIFIED_SINCE, IF_NONE_MATCH};
use jiff::fmt::rfc2822::{DateTimeParser, DateTimePrinter};

use crate::domain::time::Timestamp;

/// A version of a document: what it is called, and since when it is so.
pub(super) struct Version {
    etag: String,
    modified: Timestamp,
}

impl Version {
    /// The version that `count` posts make, the newest of which came at `modified`.
    pub fn new(count: usize, modified: Timestamp) -> Self {
        Self { etag: format!("\"{count}-{}\"", modified.millis()), modified }
    }

    /// The value of `ETag`.
    pub fn etag(&self) -> &str {
        &self.etag
    }

    /// The value of `Last-Modified`.
    pub fn last_modified(&self) -> String {
        let printed = DateTimePrinter::new().timestamp_to_rfc9110_string(&self.modified.to_jiff());
        printed.expect("the demo's clock shows a year of the common era")
    }

    /// Whether the request's conditions say that its sender has this version: `If-None-Match` decides where it is given,
    /// else `If-Modified-Since`, which knows whole seconds only.
    pub fn is_known_to(&self, request: &HeaderMap) -> bool {
        if let Some(tags) = text(request, &IF_NONE_MATCH) {
            return tags.split(',').map(str::trim).any(|tag| tag == "*" || tag.trim_start_matches("W/") == self.etag);
        }
        let since = text(request, &IF_MODIFIED_SINCE);
        let since = since.and_then(|since| DateTimeParser::new().parse_timestamp(since).ok());
        since.is_some_and(|since| self.modified.to_jiff().as_second() <= since.as_second())
    }
}

fn text<'a>(request: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    request.get(name)?.to_str().ok()
}
