//! The links in mails and on pages: a site's base, a signed token, and nothing else.

use url::Url;

use crate::domain::address::EmailAddress;
use crate::domain::id::SubscriptionId;
use crate::domain::site::PublicUrl;
use crate::domain::subscription::Subscription;
use crate::domain::time::Timestamp;
use crate::domain::token::{LinkClaim, LinkKeys, Purpose};

/// The links of one subscription.
#[derive(Clone, Copy)]
pub struct Links<'a> {
    keys: &'a LinkKeys,
    base: &'a PublicUrl,
    subscription: SubscriptionId,
    version: u32,
}

impl<'a> Links<'a> {
    /// For the subscription with this id and link version.
    pub const fn new(keys: &'a LinkKeys, base: &'a PublicUrl, subscription: SubscriptionId, version: u32) -> Self {
        Self { keys, base, subscription, version }
    }

    /// For a subscription that was read.
    pub const fn of(keys: &'a LinkKeys, base: &'a PublicUrl, subscription: &Subscription) -> Self {
        Self::new(keys, base, subscription.id, subscription.link_version)
    }

    /// Confirms, until `expires_at`.
    pub fn confirm(&self, expires_at: Timestamp) -> Url {
        self.base.link(&format!("c/{}", self.token(Purpose::Confirm, Some(expires_at))))
    }

    /// Ends the subscription; works as long as the subscription is known.
    pub fn unsubscribe(&self) -> Url {
        self.base.link(&format!("u/{}", self.token(Purpose::Unsubscribe, None)))
    }

    /// Opens the preference page.
    pub fn preferences(&self) -> Url {
        self.base.link(&format!("p/{}", self.token(Purpose::Preferences, None)))
    }

    /// Confirms `new` as the reader's address, until `expires_at`: bound to its [`EmailAddress::key`].
    pub fn address(&self, new: &EmailAddress, expires_at: Timestamp) -> Url {
        let claim = self.claim(Some(expires_at));
        self.base.link(&format!("address/{}", self.keys.bound_token(Purpose::Address, claim, &new.key())))
    }

    /// Says that a request was not one's own; in confirmations.
    pub fn disown(&self) -> Url {
        self.base.link(&format!("n/{}", self.token(Purpose::Disown, None)))
    }

    /// Leads to a button that opens the archive in this browser, until `expires_at`.
    pub fn pass(&self, expires_at: Timestamp) -> Url {
        self.base.link(&format!("pass/{}", self.token(Purpose::Pass, Some(expires_at))))
    }

    /// The value of the cookie that is this reader's pass until `expires_at`.
    pub fn reader_pass(&self, expires_at: Timestamp) -> String {
        self.token(Purpose::ReaderPass, Some(expires_at))
    }

    /// Opens what is kept about the reader, until `expires_at`.
    pub fn data(&self, expires_at: Timestamp) -> Url {
        self.base.link(&format!("data/{}", self.token(Purpose::Data, Some(expires_at))))
    }

    fn token(&self, purpose: Purpose, expires_at: Option<Timestamp>) -> String {
        self.keys.token(purpose, self.claim(expires_at))
    }

    const fn claim(&self, expires_at: Option<Timestamp>) -> LinkClaim {
        LinkClaim { subscription: self.subscription, version: self.version, expires_at }
    }
}
