//! Counting clicks and opens: how often, never whose. A counted link is the same for all readers of a digest, so that there is nothing by which
//! one of them could be told from another (docs/decisions/0019-counting-clicks-and-opens.md).

mod asker;
mod recent;
mod token;

use std::collections::BTreeMap;

use url::Url;

pub use asker::{Asked, Asker};
pub use recent::{Click, Recent, SETTLES_IN};
pub use token::CountKeys;

use super::id::{DigestId, LinkId};
use super::site::PublicUrl;

/// What is counted of a list's mails, or of one digest's. Nothing, unless the operator says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counting {
    /// How often its links are followed.
    pub clicks: bool,
    /// How often it is opened.
    pub opens: bool,
}

/// Where a counted link leads: an absolute address, http or https, that is not the operator's own.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Target(Url);

/// A longer address stays as it is: proxies refuse answers with long headers, and an index takes no longer rows.
const LONGEST: usize = 2000;

impl Target {
    /// Reads the address of a link, as it is written in the HTML of `own` site or in the database. `None` when it is not one to be counted.
    pub fn parse(address: &str, own: &PublicUrl) -> Option<Self> {
        let target = Self::stored(address)?;
        (!own.is_origin_of(&target.0)).then_some(target)
    }

    /// Reads an address back that [`parse`](Self::parse) let through.
    pub fn stored(address: &str) -> Option<Self> {
        let url = Url::parse(address).ok()?;
        let leads_to_the_web = matches!(url.scheme(), "http" | "https") && url.has_host();
        (leads_to_the_web && url.as_str().len() <= LONGEST).then_some(Self(url))
    }

    /// The address: ASCII without control characters, as URLs are.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

/// A link of a digest with what was counted of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountedLink {
    /// Its id.
    pub id: LinkId,
    /// Where it leads.
    pub target: Target,
    /// How often it was followed.
    pub clicks: Numbers,
}

/// How often something was asked for, and by what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    /// By what looks like a person's program.
    pub people: i64,
    /// By mail services that fetch pictures for their readers, or ahead of them.
    pub proxies: i64,
    /// By scanners, previews and other programs without anybody in front of them.
    pub machines: i64,
}

impl Numbers {
    /// Counts one more.
    pub const fn count(&mut self, asker: Asker) {
        let number = match asker {
            Asker::Person => &mut self.people,
            Asker::Proxy => &mut self.proxies,
            Asker::Machine => &mut self.machines,
        };
        *number += 1;
    }

    /// Counts as many more.
    pub const fn add(&mut self, more: Self) {
        self.people += more.people;
        self.proxies += more.proxies;
        self.machines += more.machines;
    }
}

/// What was counted and is not written down yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Of links.
    pub clicks: BTreeMap<LinkId, Numbers>,
    /// Of digests.
    pub opens: BTreeMap<DigestId, Numbers>,
}

impl Counts {
    /// Whether there is nothing to write.
    pub fn is_empty(&self) -> bool {
        self.clicks.is_empty() && self.opens.is_empty()
    }

    /// Takes up what could not be written.
    pub fn add(&mut self, other: &Self) {
        for (link, numbers) in &other.clicks {
            self.clicks.entry(*link).or_default().add(*numbers);
        }
        for (digest, numbers) in &other.opens {
            self.opens.entry(*digest).or_default().add(*numbers);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_on_the_web_that_are_not_our_own_are_counted() {
        let own = PublicUrl::parse("https://news.example.org").unwrap();
        let target = |address: &str| Target::parse(address, &own).map(|target| target.as_str().to_owned());
        for (address, read) in [
            ("https://blog.example.org/a?b=c&d=e#f", "https://blog.example.org/a?b=c&d=e#f"),
            ("HTTP://Blog.Example.ORG", "http://blog.example.org/"),
            (" https://blog.example.org/ä ö ", "https://blog.example.org/%C3%A4%20%C3%B6"),
            ("https://exämple.org/", "https://xn--exmple-cua.org/"),
            ("https://news.example.org.evil.example/", "https://news.example.org.evil.example/"),
            ("http://news.example.org:8080/", "http://news.example.org:8080/"),
            ("https://a/\r\nSet-Cookie: x", "https://a/Set-Cookie:%20x"),
        ] {
            assert_eq!(target(address).as_deref(), Some(read), "{address}");
        }
        for address in [
            "",
            "#post-1",
            "/a",
            "//blog.example.org/",
            "a.html",
            "mailto:ada@example.org",
            "tel:1",
            "javascript:alert(1)",
            " java\nscript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "ftp://example.org/",
            "file:///etc/passwd",
            "https://",
            "https://news.example.org/a/letters/",
            "https://NEWS.example.org:443/u/x",
        ] {
            assert_eq!(target(address), None, "{address}");
        }
        assert_eq!(target(&format!("https://e.org/{}", "a".repeat(LONGEST))), None);
    }

    #[test]
    fn counts_add_up() {
        let mut counts = Counts::default();
        counts.clicks.entry(LinkId::new(1)).or_default().count(Asker::Person);
        let mut more = counts.clone();
        more.clicks.entry(LinkId::new(1)).or_default().count(Asker::Machine);
        more.opens.entry(DigestId::new(2)).or_default().count(Asker::Proxy);
        counts.add(&more);
        assert_eq!(counts.clicks[&LinkId::new(1)], Numbers { people: 2, proxies: 0, machines: 1 });
        assert_eq!(counts.opens[&DigestId::new(2)], Numbers { people: 0, proxies: 1, machines: 0 });
    }
}
