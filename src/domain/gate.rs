//! For blogs that keep posts for subscribers on their own pages: a signed word that whoever comes with it is a reader of the list.
//!
//! The word names no reader. It is good for one blog, for one list, and for two minutes: time to follow a redirect, not to be passed on.

use std::time::Duration;

use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;
use url::Url;

use super::feed::Feed;
use super::id::ListId;
use super::key::MasterKey;
use super::list::Slug;
use super::time::Timestamp;

/// How long a word is good for.
pub const GOOD_FOR: Duration = Duration::from_secs(120);

/// The parameter that carries it back to the blog.
pub const PARAMETER: &str = "letterbell";

/// Makes the secrets of lists' gates.
#[derive(Clone, Debug)]
pub struct GateKeys(MasterKey);

/// What a list's blog checks words with. Whoever has it can make them, for this list's blog alone.
#[derive(Clone, PartialEq, Eq)]
pub struct GateSecret(String);

impl GateKeys {
    /// From the installation's secret.
    pub fn new(master: &MasterKey) -> Self {
        Self(master.clone())
    }

    /// The secret of a list's gate; another one for each version.
    pub fn secret(&self, list: ListId, version: u32) -> GateSecret {
        GateSecret(URL_SAFE_NO_PAD.encode(self.0.derive(&format!("gate: {list}, {version}"))))
    }
}

impl GateSecret {
    /// The secret in the clear, for the operator who gives it to the blog.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The word that a reader of `list` takes to `blog`, an origin such as `https://blog.example.org`.
    ///
    /// Two parts with a dot between, both in base64url: what is said, as JSON, and HMAC-SHA-256 over the first part as it stands there.
    pub fn word(&self, list: &Slug, blog: &str, now: Timestamp) -> String {
        let until = now.plus(GOOD_FOR).millis().div_euclid(1000);
        let said = URL_SAFE_NO_PAD.encode(json!({ "list": list.as_str(), "aud": blog, "exp": until }).to_string());
        let key = hmac::Key::new(hmac::HMAC_SHA256, self.0.as_bytes());
        format!("{said}.{}", URL_SAFE_NO_PAD.encode(hmac::sign(&key, said.as_bytes())))
    }
}

impl std::fmt::Debug for GateSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("GateSecret(…)")
    }
}

/// Reads where a reader wants to go back to: a page of the blog that one of `feeds` belongs to, by its exact origin, or nothing.
pub fn way_back(text: &str, feeds: &[Feed]) -> Option<Url> {
    let wanted = Url::parse(text).ok()?;
    let is_web = matches!(wanted.scheme(), "http" | "https");
    let has_user = !wanted.username().is_empty() || wanted.password().is_some();
    let of_feeds = feeds.iter().flat_map(|feed| [Some(feed.url.as_str()), feed.home.as_deref()]).flatten();
    let is_known = of_feeds.filter_map(|known| Url::parse(known).ok()).any(|known| known.origin() == wanted.origin());
    (is_web && !has_user && is_known).then_some(wanted)
}

/// The way back with the word on it. One that was there already is replaced.
pub fn with_word(mut back: Url, word: &str) -> Url {
    let others: Vec<(String, String)> = back
        .query_pairs()
        .filter(|(name, _)| name != PARAMETER)
        .map(|(name, value)| (name.into(), value.into()))
        .collect();
    back.query_pairs_mut().clear().extend_pairs(others).append_pair(PARAMETER, word);
    back
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::feed::FeedState;
    use crate::domain::id::FeedId;

    fn feed(url: &str, home: Option<&str>) -> Feed {
        Feed {
            id: FeedId::new(1),
            list: ListId::new(1),
            url: url.to_owned(),
            title: None,
            home: home.map(str::to_owned),
            etag: None,
            last_modified: None,
            due_at: Timestamp::from_millis(0),
            failures: 0,
            last_error: None,
            read_at: None,
            state: FeedState::Active,
        }
    }

    #[test]
    fn a_word_differs_by_list_version_blog_and_installation() {
        let keys = GateKeys::new(&MasterKey::new(&[7; 32]));
        let (slug, now) = ("bees".parse().unwrap(), Timestamp::from_millis(1_800_000_000_000));
        let word = |secret: GateSecret, blog| secret.word(&slug, blog, now);
        let one = word(keys.secret(ListId::new(1), 1), "https://a.example");
        assert_eq!(one, word(keys.secret(ListId::new(1), 1), "https://a.example"));
        for other in [
            word(keys.secret(ListId::new(2), 1), "https://a.example"),
            word(keys.secret(ListId::new(1), 2), "https://a.example"),
            word(keys.secret(ListId::new(1), 1), "https://b.example"),
            word(GateKeys::new(&MasterKey::new(&[8; 32])).secret(ListId::new(1), 1), "https://a.example"),
        ] {
            assert_ne!(one, other);
        }
        let said = URL_SAFE_NO_PAD.decode(one.split_once('.').unwrap().0).unwrap();
        let said: serde_json::Value = serde_json::from_slice(&said).unwrap();
        assert_eq!(said, json!({ "list": "bees", "aud": "https://a.example", "exp": 1_800_000_120 }));
    }

    #[test]
    fn the_way_back_is_the_blogs_own() {
        let feeds = [
            feed("https://feeds.example.net/x.xml", Some("https://blog.example/")),
            feed("http://old.example:8080/f", None),
        ];
        for good in [
            "https://blog.example/a?b=c#d",
            "https://BLOG.example:443/",
            "https://feeds.example.net/y",
            "http://old.example:8080/",
        ] {
            assert!(way_back(good, &feeds).is_some(), "{good}");
        }
        for bad in [
            "",
            "/a",
            "//evil.example/",
            "https://evil.example/",
            "https://blog.example@evil.example/",
            "https://evil@blog.example/",
            "https://blog.example.evil.example/",
            "https://evil.example\\@blog.example/",
            "http://blog.example/",
            "https://blog.example:8443/",
            "javascript://blog.example/%0aalert(1)",
            "data:text/html,x",
            "https://sub.blog.example/",
        ] {
            assert!(way_back(bad, &feeds).is_none(), "{bad}");
        }
    }

    #[test]
    fn the_word_stands_beside_the_pages_own_parameters() {
        let back = Url::parse("https://blog.example/?p=12&letterbell=old#more").unwrap();
        assert_eq!(with_word(back, "a.b").as_str(), "https://blog.example/?p=12&letterbell=a.b#more");
    }
}
