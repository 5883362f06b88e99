//! Why a fetch failed, in words for the operator.

use std::time::Duration;

use jiff::civil::DateTime;
use jiff::fmt::rfc2822::DateTimeParser;
use jiff::tz::TimeZone;
use reqwest::StatusCode;
use reqwest::header::{HeaderMap, RETRY_AFTER};
use url::Url;

use super::gate::ForbiddenAddress;
use crate::domain::time::Timestamp;

/// Certificates with hundreds of names make for long explanations; in characters.
const LONGEST_REASON: usize = 300;

/// Why there is no [`Fetcher`](super::Fetcher): the name it introduces itself by, or the system's certificates.
#[derive(Debug, thiserror::Error)]
#[error("the HTTP client cannot be set up: {0}")]
pub struct SetupError(#[from] reqwest::Error);

/// Why a fetch failed. The words name hosts, never whole URLs: those may hold a reader's key.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
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
    /// A redirect from https to http.
    #[error(
        "the site redirects from https to http ({host}), where anybody on the way could rewrite it; if that is meant, \
         use the http address itself"
    )]
    Downgrade {
        /// The host that it leads to.
        host: String,
    },
    /// A Content-Encoding other than those that were asked for.
    #[error("the answer is compressed in a way that was not asked for: only gzip and brotli are read")]
    Encoding,
    /// 304 although nothing was said about an earlier answer.
    #[error("the site answers 'not modified' (304) although nothing was asked for: its cache is misconfigured")]
    NeedlessNotModified,
    /// Any other status than success.
    #[error("{}", explained(*status))]
    Status {
        /// The status.
        status: StatusCode,
        /// How long the site asks to be left alone, if it said.
        retry_after: Option<Duration>,
    },
}

impl FetchError {
    /// How long the site asks to be left alone, if it said (RFC 9110 §10.2.3).
    pub const fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Status { retry_after, .. } => *retry_after,
            _ => None,
        }
    }

    /// Sorts an answer that is neither a document nor a redirect.
    pub(super) fn of_answer(status: StatusCode, headers: &HeaderMap, now: Timestamp) -> Self {
        let value = headers.get(RETRY_AFTER).and_then(|value| value.to_str().ok());
        Self::Status { status, retry_after: value.and_then(|value| wait(value.trim(), now)) }
    }

    /// Sorts what the HTTP library said while it asked `url`.
    pub(super) fn of_exchange(error: reqwest::Error, url: &Url) -> Self {
        let host = url.host_str().unwrap_or_default().to_owned();
        let error = error.without_url();
        let mut deepest: &(dyn std::error::Error + 'static) = &error;
        while let Some(source) = deepest.source() {
            deepest = source;
        }
        if deepest.is::<ForbiddenAddress>() {
            return Self::Forbidden { host };
        }
        let why = deepest.to_string().chars().take(LONGEST_REASON).collect();
        if error.is_dns() {
            Self::UnknownHost { host }
        } else if error.is_connect() {
            Self::Connect { host, why }
        } else {
            Self::Broken { host, why }
        }
    }
}

/// How long from `now` a Retry-After value asks to wait; one that is neither seconds nor a date counts as none.
fn wait(value: &str, now: Timestamp) -> Option<Duration> {
    value.parse().map(Duration::from_secs).ok().or_else(|| Some(http_date(value)?.since(now)))
}

/// Reads an HTTP date in its present form and in the two that are only read (RFC 9110 §5.6.7).
fn http_date(value: &str) -> Option<Timestamp> {
    let present = DateTimeParser::new().relaxed_weekday(true).parse_timestamp(value);
    let instant = present.ok().or_else(|| {
        let civil = |format| DateTime::strptime(format, value).ok();
        let civil = civil("%A, %d-%b-%y %H:%M:%S GMT").or_else(|| civil("%a %b %e %H:%M:%S %Y"))?;
        civil.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp())
    })?;
    Some(instant.into())
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

    #[test]
    fn a_wait_is_read_as_seconds_and_as_a_date_of_any_form() {
        // 1994-11-06T08:49:37Z, less 90 s.
        let now = Timestamp::from_millis(784_111_777_000 - 90_000);
        for (value, seconds) in [
            ("120", Some(120)),
            ("0", Some(0)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", Some(90)),
            ("Mon, 06 Nov 1994 08:49:37 GMT", Some(90)),
            ("Sunday, 06-Nov-94 08:49:37 GMT", Some(90)),
            ("Sun Nov  6 08:49:37 1994", Some(90)),
            ("Sun, 06 Nov 1983 08:49:37 GMT", Some(0)),
            ("soon", None),
            ("-5", None),
            ("", None),
            ("99999999999999999999999", None),
        ] {
            assert_eq!(wait(value, now), seconds.map(Duration::from_secs), "{value:?}");
        }
    }
}
