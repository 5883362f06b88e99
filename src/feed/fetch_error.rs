//! Why a fetch failed, in words for the operator.

use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::{HeaderMap, RETRY_AFTER};

use super::gate::ForbiddenAddress;
use crate::domain::time::Timestamp;

/// Why a fetch failed. The words name hosts, never whole URLs: those may hold a reader's key.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// The HTTP client could not be set up.
    #[error("the HTTP client cannot be set up: {0}")]
    Client(String),
    /// The text is no URL.
    #[error("this is no URL ({0}): write it in full, like https://blog.example.org/feed/")]
    BadUrl(url::ParseError),
    /// Neither http nor https.
    #[error("'{0}:' addresses are not fetched, only http: and https:")]
    Scheme(String),
    /// A user name or password in the URL.
    #[error("the address holds a user name or password before an @; feeds that need one cannot be read")]
    Credentials,
    /// A URL without a host.
    #[error("the address names no host")]
    NoHost,
    /// A port other than 80 and 443 on a host that is not allowed by name.
    #[error("port {port} of {host} is not asked, only 80 and 443; if it is yours, add the host to feeds.allow_hosts")]
    Port {
        /// The host.
        host: String,
        /// The port.
        port: u16,
    },
    /// The host has an address that is not public.
    #[error("{host} is not on the public internet; if it is yours, add the host to feeds.allow_hosts")]
    Forbidden {
        /// The host.
        host: String,
    },
    /// The name has no address.
    #[error("the name {host} cannot be found: check the address")]
    UnknownHost {
        /// The host.
        host: String,
    },
    /// No connection, or no TLS on it.
    #[error("cannot connect to {host}: {why}")]
    Connect {
        /// The host.
        host: String,
        /// What the system or the TLS library said.
        why: String,
    },
    /// The connection broke, or the far side does not speak HTTP.
    #[error("the exchange with {host} broke off: {why}")]
    Broken {
        /// The host.
        host: String,
        /// What the HTTP library said.
        why: String,
    },
    /// The whole fetch, redirects and all, took too long.
    #[error("the site did not answer in full within {} s", after.as_secs_f32())]
    TimedOut {
        /// The limit.
        after: Duration,
    },
    /// The body, decompressed, is larger than the limit.
    #[error("the answer is larger than {limit} bytes: feeds of that size are not read")]
    TooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// More redirects than allowed.
    #[error("the site redirects more than {limit} times: open the address in a browser and use the one it ends at")]
    TooManyRedirects {
        /// The limit.
        limit: u8,
    },
    /// A redirect to nowhere.
    #[error("the site answers {0} without saying where the feed went")]
    BadRedirect(StatusCode),
    /// 304 although nothing was said about an earlier answer.
    #[error("the site answers 'not modified' (304) although nothing was asked for: its cache is misconfigured")]
    NeedlessNotModified,
    /// Any other status than success.
    #[error("{}", explained(*status))]
    Status {
        /// The status.
        status: StatusCode,
        /// How long to wait, if the site said.
        retry_after: Option<RetryAfter>,
    },
}

/// How long a site asks to be left alone (RFC 9110 §10.2.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RetryAfter {
    /// For so long.
    For(Duration),
    /// Until then.
    Until(Timestamp),
}

impl RetryAfter {
    /// Reads the header; a value that is neither seconds nor a date counts as none.
    pub(super) fn read(headers: &HeaderMap) -> Option<Self> {
        let value = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
        if let Ok(seconds) = value.parse() {
            return Some(Self::For(Duration::from_secs(seconds)));
        }
        let instant = jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(value).ok()?;
        Some(Self::Until(instant.into()))
    }
}

impl FetchError {
    /// How long the site asks to be left alone from `now` on, if it said.
    pub fn retry_after(&self, now: Timestamp) -> Option<Duration> {
        let Self::Status { retry_after, .. } = self else { return None };
        Some(match (*retry_after)? {
            RetryAfter::For(span) => span,
            RetryAfter::Until(instant) => instant.since(now),
        })
    }

    /// Sorts what the HTTP library said while it asked `host`.
    pub(super) fn from_client(error: &reqwest::Error, host: &str) -> Self {
        let host = host.to_owned();
        let mut deepest: &(dyn std::error::Error + 'static) = error;
        loop {
            if deepest.is::<ForbiddenAddress>() {
                return Self::Forbidden { host };
            }
            match deepest.source() {
                Some(source) => deepest = source,
                None => break,
            }
        }
        let why = deepest.to_string();
        if error.is_dns() {
            Self::UnknownHost { host }
        } else if error.is_connect() {
            Self::Connect { host, why }
        } else {
            Self::Broken { host, why }
        }
    }
}

fn explained(status: StatusCode) -> String {
    let code = status.as_u16();
    match code {
        401 | 403 | 407 | 451 => format!(
            "the site refuses to show the feed ({code}): it asks for a password, or keeps programs out; let it allow this service"
        ),
        404 => "there is no feed at this address (404): check the URL".to_owned(),
        429 => "the site asks to be polled less often (429)".to_owned(),
        400..=499 => format!("the site does not accept the request ({code}): check the URL"),
        500..=599 => format!("the site has a failure of its own ({code}); it is asked again later"),
        _ => format!("the site answers with status {code} instead of a feed"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(value: &str) -> FetchError {
        let mut headers = HeaderMap::new();
        headers.insert(RETRY_AFTER, value.parse().unwrap());
        FetchError::Status { status: StatusCode::TOO_MANY_REQUESTS, retry_after: RetryAfter::read(&headers) }
    }

    #[test]
    fn retry_after_is_read_as_seconds_and_as_a_date() {
        let now = Timestamp::from_millis(784_111_777_000 - 90_000); // 1994-11-06T08:49:37Z, less 90 s
        assert_eq!(refused(" 120 ").retry_after(now), Some(Duration::from_secs(120)));
        assert_eq!(refused("Sun, 06 Nov 1994 08:49:37 GMT").retry_after(now), Some(Duration::from_secs(90)));
        assert_eq!(refused("Sun, 06 Nov 1983 08:49:37 GMT").retry_after(now), Some(Duration::ZERO));
        assert_eq!(refused("soon").retry_after(now), None);
        assert_eq!(refused("-5").retry_after(now), None);
    }
}
