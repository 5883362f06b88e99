//! Asks a site for its feed: conditionally, within limits, and never inside the operator's own network.

use std::time::Duration;

use reqwest::header::{
    ACCEPT, ETAG, HeaderMap, HeaderName, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED, LOCATION,
};
use reqwest::{Client, Response, StatusCode, redirect};
use url::Url;

pub use super::fetch_error::{FetchError, RetryAfter};
use super::gate::Gate;
use crate::domain::network::AddressGuard;

/// What is asked for, best first; the last resort is for servers that refuse what they cannot name.
const ACCEPTED: &str = "application/atom+xml, application/rss+xml, application/feed+json, \
                        application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.1";

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
    /// Whether there is nothing to send.
    pub const fn is_empty(&self) -> bool {
        self.etag.is_none() && self.last_modified.is_none()
    }

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
        /// What to send at the next fetch.
        validators: Validators,
        /// Where the feed lives from now on: as far as the first redirects were all permanent (301, 308).
        moved_to: Option<Url>,
    },
    /// The site says that the feed is gone for good (410).
    Gone,
}

/// Fetches feeds. Cheap to share; holds no connections between fetches.
#[derive(Clone, Debug)]
pub struct Fetcher {
    client: Client,
    gate: Gate,
    limits: FetchLimits,
}

impl Fetcher {
    /// Sets up a client that introduces itself as `user_agent` and connects only where `guard` permits.
    pub fn new(limits: FetchLimits, guard: AddressGuard, user_agent: &str) -> Result<Self, FetchError> {
        let gate = Gate::new(guard);
        let client = Client::builder()
            .user_agent(user_agent)
            .dns_resolver(gate.clone())
            // A proxy would resolve names on its own, behind the gate's back.
            .no_proxy()
            // Each hop is followed by hand, because each has to pass the gate.
            .redirect(redirect::Policy::none())
            .referer(false)
            // Polls of one site lie minutes apart.
            .pool_max_idle_per_host(0)
            .build()
            .map_err(|error| FetchError::Client(error.to_string()))?;
        Ok(Self { client, gate, limits })
    }

    /// Asks `url`, with the validators of the last good answer.
    pub async fn fetch(&self, url: &str, validators: &Validators) -> Result<Fetched, FetchError> {
        let url = Url::parse(url.trim()).map_err(FetchError::BadUrl)?;
        let after = self.limits.total;
        tokio::time::timeout(after, self.follow(url, validators)).await.unwrap_or(Err(FetchError::TimedOut { after }))
    }

    async fn follow(&self, mut url: Url, validators: &Validators) -> Result<Fetched, FetchError> {
        let mut moved_to = None;
        let mut all_permanent = true;
        for _ in 0..=self.limits.max_redirects {
            url.set_fragment(None);
            self.gate.check(&url).await?;
            let response = self.ask(&url, validators).await?;
            let status = response.status();
            if !is_redirect(status) {
                return self.settle(response, url, validators, moved_to).await;
            }
            url = target(&response, &url)?;
            all_permanent &= matches!(status, StatusCode::MOVED_PERMANENTLY | StatusCode::PERMANENT_REDIRECT);
            if all_permanent {
                moved_to = Some(url.clone());
            }
        }
        Err(FetchError::TooManyRedirects { limit: self.limits.max_redirects })
    }

    async fn ask(&self, url: &Url, validators: &Validators) -> Result<Response, FetchError> {
        self.client
            .get(url.clone())
            .header(ACCEPT, ACCEPTED)
            .headers(validators.to_headers())
            .send()
            .await
            .map_err(|error| FetchError::from_client(&error, url.host_str().unwrap_or_default()))
    }

    async fn settle(
        &self,
        response: Response,
        url: Url,
        sent: &Validators,
        moved_to: Option<Url>,
    ) -> Result<Fetched, FetchError> {
        match response.status() {
            StatusCode::OK | StatusCode::NON_AUTHORITATIVE_INFORMATION => {
                let validators = Validators::of(response.headers());
                let bytes = self.body(response, url.host_str().unwrap_or_default()).await?;
                Ok(Fetched::Document { bytes, url, validators, moved_to })
            }
            StatusCode::NOT_MODIFIED if sent.is_empty() => Err(FetchError::NeedlessNotModified),
            StatusCode::NOT_MODIFIED => Ok(Fetched::Unchanged),
            StatusCode::GONE => Ok(Fetched::Gone),
            status => Err(FetchError::Status { status, retry_after: RetryAfter::read(response.headers()) }),
        }
    }

    /// The decompressed body, given up as soon as it grows past the limit.
    async fn body(&self, mut response: Response, host: &str) -> Result<Vec<u8>, FetchError> {
        let limit = self.limits.max_bytes;
        let mut bytes = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| FetchError::from_client(&error, host))? {
            if bytes.len() + chunk.len() > limit {
                return Err(FetchError::TooLarge { limit });
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes)
    }
}

const fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

fn target(response: &Response, from: &Url) -> Result<Url, FetchError> {
    let bad = || FetchError::BadRedirect(response.status());
    // Some sites write unencoded UTF-8 here; the URL parser encodes it.
    let location = response.headers().get(LOCATION).and_then(|value| std::str::from_utf8(value.as_bytes()).ok());
    let mut url = from.join(location.ok_or_else(bad)?).map_err(|_| bad())?;
    url.set_fragment(None);
    Ok(url)
}
