//! Row ids: one type a table, so that two of them swapped do not compile.

use std::fmt;
use std::str::FromStr;

/// Why a text is no id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an id is a whole number, as the `list` commands show it")]
pub struct IdError;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(i64);

        impl $name {
            /// Wraps the number that the database gave.
            pub const fn new(number: i64) -> Self {
                Self(number)
            }

            /// The number as the database holds it.
            pub const fn get(self) -> i64 {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                text.parse().map(Self).map_err(|_| IdError)
            }
        }
    )*};
}

ids! {
    /// A blog or brand.
    SiteId
    /// A set of subscriptions.
    ListId
    /// One address on one site.
    SubscriberId
    /// One subscriber on one list.
    SubscriptionId
    /// A URL that is polled.
    FeedId
    /// A stored post. Ids grow in the order in which posts were stored; digests cover ranges of them.
    PostId
    /// A schedule of a list.
    ScheduleId
    /// One run of one schedule.
    DigestId
    /// One rendered content of a digest.
    EditionId
    /// One message to one address.
    DeliveryId
    /// One address that a digest's mails lead to, counted.
    LinkId
}
