//! Asks a site for its feed: conditionally, within limits, and never inside the operator's own network.
//!
//! Redirects are followed by hand, because each hop has to pass the [`gate`]. Two rules are stricter than HTTP's own: a redirect from
//! https to http is refused, since whoever sits on the way could then write the mails; an operator who means the http address can
//! poll that one. And validators go only to the very URL that gave them, which is why a feed behind a temporary redirect
//! comes back without any and is read in full each time.

mod error;
mod gate;

use std::time::Duration;

use reqwest::header::{
    ACCEPT, CONTENT_ENCODING, ETAG, HeaderMap, HeaderName, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH,
    LAST_MODIFIED, LOCATION,
};
use reqwest::{Client, Response, StatusCode, redirect};
use url::Url;

pub use self::error::{FetchError, SetupError};
use self::gate::Gate;
use crate::domain::network::AddressGuard;
use crate::domain::time::Timestamp;

/// What is asked for, best first; the last resort is for servers that refuse what they cannot name.
const ACCEPTED: &str = "application/atom+xml, application/rss+xml, application/feed+json, \
                        application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.1";

/// The pictures that can be decoded.
const PICTURES: &str = "image/jpeg, image/png, image/webp, image/gif, image/*;q=0.1";

/// A validator is stored with its feed and sent back at each poll: a longer one is not worth it.
const LONGEST_VALIDATOR: usize = 1024;

/// How much one fetch may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FetchLimits {
    /// The time for everything: names, connections, redirects and the body.
    pub total: Duration,
    /// The size of the body in bytes after decompression.
    pub max_bytes: usize,
    /// How many redirects are followed.
    pub max_redirects: u8,
}

/// What a site said about its last answer, to be sent back verbatim (RFC 9110 §13.1).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validators {
    /// The `ETag`.
    pub etag: Option<String>,
    /// The Last-Modified date.
    pub last_modified: Option<String>,
}

impl Validators {
    fn of(headers: &HeaderMap) -> Self {
        let text = |name: HeaderName| {
            let value = headers.get(name)?.to_str().ok()?;
            (!value.is_empty() && value.len() <= LONGEST_VALIDATOR).then(|| value.to_owned())
        };
        Self { etag: text(ETAG), last_modified: text(LAST_MODIFIED) }
    }

    fn to_headers(&self) -> HeaderMap {
        let pairs = [(IF_NONE_MATCH, &self.etag), (IF_MODIFIED_SINCE, &self.last_modified)];
        pairs
            .into_iter()
            .filter_map(|(name, value)| Some((name, HeaderValue::from_str(value.as_deref()?).ok()?)))
            .collect()
    }
}

/// What a fetch brought.
#[expect(clippy::large_enum_variant, reason = "one at a time, taken apart at once")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fetched {
    /// Nothing changed since the answer that the validators came with (304).
    Unchanged,
    /// A body.
    Document {
        /// The body, decompressed.
        bytes: Vec<u8>,
        /// Where it was found in the end: the base of relative links.
        url: Url,
        /// What to send at the next fetch; empty after a temporary redirect.
        validators: Validators,
        /// Where the feed lives from now on: there were redirects, and all were permanent (301, 308).
        moved_to: Option<Url>,
    },
    /// The site says that the feed is gone for good (410).
    Gone,
}

/// Fetches feeds. Cheap to clone; holds no connections between fetches.
#[derive(Clone, Debug)]
pub struct Fetcher {
    client: Client,
    gate: Gate,
    limits: FetchLimits,
    accepted: &'static str,
}

impl Fetcher {
    /// Sets up a client that introduces itself as `user_agent` and connects only where `guard` permits.
    pub fn new(limits: FetchLimits, guard: AddressGuard, user_agent: &str) -> Result<Self, SetupError> {
        let gate = Gate::new(guard);
        let client = Client::builder()
            .user_agent(user_agent)
            .dns_resolver(gate.clone())
            // A proxy would resolve names on its own, behind the gate's back.
            .no_proxy()
            .redirect(redirect::Policy::none())
            .referer(false)
            // Polls of one site lie minutes apart.
            .pool_max_idle_per_host(0)
            .build()?;
        Ok(Self { client, gate, limits, accepted: ACCEPTED })
    }

    /// The same for pictures.
    #[must_use]
    pub fn for_pictures(self) -> Self {
        Self { accepted: PICTURES, ..self }
    }

    /// Asks `url`, with the validators of the last good answer from there. `now` is what a Retry-After date is measured from.
    pub async fn fetch(&self, url: &str, validators: &Validators, now: Timestamp) -> Result<Fetched, FetchError> {
        let url = Url::parse(url.trim()).map_err(FetchError::BadUrl)?;
        let after = self.limits.total;
        let answer = tokio::time::timeout(after, self.follow(url, validators, now)).await;
        answer.unwrap_or(Err(FetchError::TimedOut { after }))
    }

    async fn follow(&self, url: Url, validators: &Validators, now: Timestamp) -> Result<Fetched, FetchError> {
        let mut trail = Trail { url, hops: 0, is_permanent: true };
        let mut conditions = validators.to_headers();
        loop {
            trail.url.set_fragment(None);
            self.gate.check(&trail.url).await?;
            let is_conditional = !conditions.is_empty();
            let response = self.ask(&trail.url, std::mem::take(&mut conditions)).await?;
            let status = response.status();
            match status {
                StatusCode::OK | StatusCode::NON_AUTHORITATIVE_INFORMATION => return self.read(response, trail).await,
                StatusCode::NOT_MODIFIED if is_conditional => return Ok(Fetched::Unchanged),
                StatusCode::NOT_MODIFIED => return Err(FetchError::NeedlessNotModified),
                // What a temporary address says about itself does not bind the feed.
                StatusCode::GONE if trail.is_permanent => return Ok(Fetched::Gone),
                _ if !is_redirect(status) => return Err(FetchError::of_answer(status, response.headers(), now)),
                _ if trail.hops == self.limits.max_redirects => {
                    return Err(FetchError::TooManyRedirects { limit: self.limits.max_redirects });
                }
                _ => trail = trail.onward(status, response.headers().get(LOCATION))?,
            }
        }
    }

    async fn ask(&self, url: &Url, conditions: HeaderMap) -> Result<Response, FetchError> {
        let request = self.client.get(url.clone()).header(ACCEPT, self.accepted).headers(conditions);
        request.send().await.map_err(|error| FetchError::of_exchange(error, url))
    }

    /// The decompressed body, given up as soon as it grows past the limit.
    async fn read(&self, mut response: Response, trail: Trail) -> Result<Fetched, FetchError> {
        // What the client could unpack it has taken off this header.
        if response.headers().get(CONTENT_ENCODING).is_some_and(|encoding| encoding != "identity") {
            return Err(FetchError::Encoding);
        }
        let validators = if trail.is_permanent { Validators::of(response.headers()) } else { Validators::default() };
        let limit = self.limits.max_bytes;
        let mut bytes = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| FetchError::of_exchange(error, &trail.url))? {
            if bytes.len() + chunk.len() > limit {
                return Err(FetchError::TooLarge { limit });
            }
            bytes.extend_from_slice(&chunk);
        }
        let moved_to = (trail.hops > 0 && trail.is_permanent).then(|| trail.url.clone());
        Ok(Fetched::Document { bytes, url: trail.url, validators, moved_to })
    }
}

/// The way of a fetch from the URL it was given to the one it is at.
struct Trail {
    url: Url,
    hops: u8,
    /// Whether all hops so far were permanent; so it is where there were none.
    is_permanent: bool,
}

impl Trail {
    /// One redirect further.
    fn onward(self, status: StatusCode, location: Option<&HeaderValue>) -> Result<Self, FetchError> {
        // Some sites write unencoded UTF-8 here; the URL parser encodes it.
        let location = location.and_then(|value| std::str::from_utf8(value.as_bytes()).ok());
        let url = location.and_then(|location| self.url.join(location).ok()).ok_or(FetchError::BadRedirect(status))?;
        if self.url.scheme() == "https" && url.scheme() == "http" {
            return Err(FetchError::Downgrade { host: url.host_str().unwrap_or_default().to_owned() });
        }
        let is_permanent = matches!(status, StatusCode::MOVED_PERMANENTLY | StatusCode::PERMANENT_REDIRECT);
        Ok(Self { url, hops: self.hops + 1, is_permanent: self.is_permanent && is_permanent })
    }
}

const fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn redirected(from: &str, location: &'static str) -> Result<String, FetchError> {
        let trail = Trail { url: from.parse().unwrap(), hops: 0, is_permanent: true };
        let location = HeaderValue::from_bytes(location.as_bytes()).unwrap();
        trail.onward(StatusCode::FOUND, Some(&location)).map(|trail| trail.url.into())
    }

    #[test]
    fn a_redirect_may_lead_to_https_but_not_back() {
        assert_eq!(redirected("http://a.example/f", "https://b.example/g").unwrap(), "https://b.example/g");
        assert_eq!(redirected("http://a.example/f", "http://b.example/g").unwrap(), "http://b.example/g");
        let back = redirected("https://a.example/f", "http://b.example/g").unwrap_err();
        assert!(matches!(&back, FetchError::Downgrade { host } if host == "b.example"), "{back:?}");
    }

    #[test]
    fn a_redirect_is_read_relative_to_the_url_that_gave_it() {
        for (location, target) in [
            ("../feed.xml", "https://a.example/feed.xml"),
            ("//b.example/", "https://b.example/"),
            ("?page=2", "https://a.example/blog/rss?page=2"),
            ("/flöte", "https://a.example/fl%C3%B6te"),
        ] {
            assert_eq!(redirected("https://a.example/blog/rss", location).unwrap(), target, "{location}");
        }
    }

    #[test]
    fn a_validator_too_long_to_keep_is_not_kept() {
        let mut headers = HeaderMap::new();
        headers.insert(ETAG, format!("\"{}\"", "x".repeat(LONGEST_VALIDATOR)).parse().unwrap());
        headers.insert(LAST_MODIFIED, "Sun, 06 Nov 1994 08:49:37 GMT".parse().unwrap());
        let kept = Validators::of(&headers);
        assert_eq!(kept.etag, None);
        assert_eq!(kept.last_modified.as_deref(), Some("Sun, 06 Nov 1994 08:49:37 GMT"));
    }
}
