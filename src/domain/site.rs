//! A site: a blog or brand. Lists and subscribers belong to exactly one.

use url::Url;

use super::id::SiteId;

/// A stored site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// Its id.
    pub id: SiteId,
    /// The name that readers see.
    pub name: String,
    /// Where readers reach Letterbell for this site: every link in its mails begins with it.
    pub public_url: PublicUrl,
}

/// The base of every link that leaves the house. Never taken from a request's Host header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl(Url);

/// Why a URL cannot be the base of links.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PublicUrlError {
    /// Not a URL at all.
    #[error("'{0}' is not a URL; write it like https://news.example.org")]
    Form(String),
    /// Another scheme than http or https, or no host.
    #[error("'{0}' must begin with https:// (or http:// for a trial on this machine) and name a host")]
    Scheme(String),
    /// Something beside scheme, host and port.
    #[error(
        "'{0}' must be a host of its own, without a path, a user, a query or a fragment, like https://news.example.org"
    )]
    Extra(String),
}

impl PublicUrl {
    /// Reads a base URL.
    pub fn parse(text: &str) -> Result<Self, PublicUrlError> {
        let url = Url::parse(text.trim()).map_err(|_| PublicUrlError::Form(text.to_owned()))?;
        if !matches!(url.scheme(), "http" | "https") || url.host().is_none() {
            return Err(PublicUrlError::Scheme(text.to_owned()));
        }
        let user = !url.username().is_empty() || url.password().is_some();
        if user || url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
            return Err(PublicUrlError::Extra(text.to_owned()));
        }
        Ok(Self(url))
    }

    /// The link to `path` under this base. `path` is one that this program writes, without a leading slash.
    pub fn link(&self, path: &str) -> Url {
        self.0.join(path).expect("a relative path of safe characters always joins")
    }

    /// The base itself, with its slash at the end.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Whether a request's Host header, with its port, names this base. Chooses what is shown, never where a link leads.
    pub fn answers_to(&self, host: &str) -> bool {
        let own = match self.0.port() {
            Some(port) => format!("{}:{port}", self.host()),
            None => self.host().to_owned(),
        };
        own.eq_ignore_ascii_case(host)
    }

    /// Whether an address lies under this base.
    pub fn is_origin_of(&self, address: &Url) -> bool {
        self.0.origin() == address.origin()
    }

    /// The host that readers see.
    pub fn host(&self) -> &str {
        self.0.host_str().expect("checked when parsed")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_stand_under_the_base() {
        let base = PublicUrl::parse("https://news.example.org").unwrap();
        assert_eq!(base.link("u/abc").as_str(), "https://news.example.org/u/abc");
    }

    #[test]
    fn other_schemes_and_extras_are_refused() {
        for text in
            ["news.example.org", "ftp://example.org", "https://example.org/?a=b", "https://a@b.org", "https://b.org/c"]
        {
            assert!(PublicUrl::parse(text).is_err(), "{text}");
        }
    }
}
