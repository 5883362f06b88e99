//! Consent records: append-only evidence of who agreed to what, in which words, when and from where (GDPR Art. 7(1)).

use std::net::IpAddr;

use aws_lc_rs::digest;
use url::Url;

use super::id::{ListId, SubscriptionId};
use super::time::Timestamp;

/// One record as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentRecord {
    /// The list that it is about.
    pub list: ListId,
    /// The subscription that it is about.
    pub subscription: SubscriptionId,
    /// What happened.
    pub event: ConsentEvent,
    /// The exact wording that was shown, or for an import where the row came from.
    pub wording: String,
    /// From where and how.
    pub origin: Origin,
    /// When.
    pub at: Timestamp,
}

/// What a consent record records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConsentEvent {
    /// Somebody typed the address into a form.
    Requested,
    /// The address's owner confirmed.
    Confirmed,
    /// The operator brought the address with a confirmation given elsewhere.
    Imported,
    /// The reader moved to another schedule.
    Rescheduled,
    /// The reader chose topics, or a time of their own clock.
    Chosen,
    /// The reader paused, or ended the pause.
    Paused,
    /// The reader's address was changed.
    Moved,
    /// The reader left.
    Unsubscribed,
    /// The reader took leaving back.
    Returned,
    /// The reader had their data erased.
    Erased,
    /// The address's owner said that it was not they who asked.
    Disowned,
}

/// The version of a wording: the first eight hexadecimal digits of its SHA-256. Two forms showed the same words exactly when it is the same.
pub fn wording_version(wording: &str) -> String {
    let hash = digest::digest(&digest::SHA256, wording.as_bytes());
    let (four, _) = hash.as_ref().split_first_chunk().expect("SHA-256 is 32 bytes long");
    format!("{:08x}", u32::from_be_bytes(*four))
}

impl ConsentEvent {
    /// The name in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::Confirmed => "confirmed",
            Self::Imported => "imported",
            Self::Rescheduled => "rescheduled",
            Self::Chosen => "chosen",
            Self::Paused => "paused",
            Self::Moved => "moved",
            Self::Unsubscribed => "unsubscribed",
            Self::Returned => "returned",
            Self::Erased => "erased",
            Self::Disowned => "disowned",
        }
    }
}

/// From where and by which way an action came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The way: which page, which kind of request, or which command.
    pub way: Way,
    /// The visitor's network address, when there is one.
    pub remote: Option<IpAddr>,
    /// The visitor's User-Agent, cut to 300 characters.
    pub user_agent: Option<String>,
    /// The page with the form, when it is not one of ours.
    pub source: Option<SourcePage>,
}

/// The page with the form, as the visitor's browser names it: evidence as good as a User-Agent, no better.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourcePage(String);

impl SourcePage {
    /// As much of an address as is kept, in bytes.
    const MOST: usize = 500;

    /// Reads a web address; without what follows `#`, a user or a password, and without its query where that makes it too long.
    pub fn parse(text: &str) -> Option<Self> {
        let mut url = Url::parse(text.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
        url.set_fragment(None);
        url.set_username("").ok()?;
        url.set_password(None).ok()?;
        if url.as_str().len() > Self::MOST {
            url.set_query(None);
        }
        (url.as_str().len() <= Self::MOST).then(|| Self(url.into()))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The way by which somebody acted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The subscribe page or a form that posts to it.
    SubscribePage,
    /// A placement on a blog's own pages.
    Placement,
    /// The page behind a confirmation link.
    ConfirmPage,
    /// The page behind an unsubscribe link.
    UnsubscribePage,
    /// A mail program's one-click request (RFC 8058).
    OneClick,
    /// A mail to the list's unsubscribe address (RFC 2369).
    Mailto,
    /// A complaint that a mailbox provider passed on (RFC 5965).
    Complaint,
    /// The page behind a "not me" link.
    DisownPage,
    /// The preference page.
    PreferencePage,
    /// A command of the operator's.
    Command,
}

impl Way {
    /// The name in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SubscribePage => "subscribe page",
            Self::Placement => "placement",
            Self::ConfirmPage => "confirm page",
            Self::UnsubscribePage => "unsubscribe page",
            Self::OneClick => "one-click",
            Self::Mailto => "mailto",
            Self::Complaint => "complaint",
            Self::DisownPage => "not-me page",
            Self::PreferencePage => "preference page",
            Self::Command => "command",
        }
    }
}

impl Origin {
    /// The operator's own command line.
    pub const fn command() -> Self {
        Self { way: Way::Command, remote: None, user_agent: None, source: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(text: &str) -> Option<String> {
        SourcePage::parse(text).map(|page| page.as_str().to_owned())
    }

    #[test]
    fn a_source_page_is_a_web_address_without_what_is_private() {
        assert_eq!(kept("https://blog.example.org/?p=12#top").unwrap(), "https://blog.example.org/?p=12");
        assert_eq!(kept(" http://ada:secret@blog.example.org/a ").unwrap(), "http://blog.example.org/a");
        for text in ["", "blog.example.org", "javascript:alert(1)", "data:text/html,a", "file:///etc/passwd"] {
            assert_eq!(kept(text), None, "{text}");
        }
    }

    #[test]
    fn a_long_source_page_loses_its_query_and_a_longer_one_is_not_kept() {
        let long = "a".repeat(600);
        assert_eq!(kept(&format!("https://blog.example.org/post?q={long}")).unwrap(), "https://blog.example.org/post");
        assert_eq!(kept(&format!("https://blog.example.org/{long}")), None);
    }
}
