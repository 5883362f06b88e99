//! A statement: written once, with `$1…`, for both databases; and the values bound to it.

use std::borrow::Cow;

use crate::domain::id::{
    DeliveryId, DigestId, EditionId, FeedId, LinkId, ListId, PostId, ScheduleId, SiteId, SubscriberId, SubscriptionId,
};
use crate::domain::post::PostNumber;
use crate::domain::time::Timestamp;

/// One SQL statement under its name.
#[derive(Debug)]
pub struct Statement {
    /// The constant's name: stands in errors.
    pub name: &'static str,
    /// The text for SQLite.
    pub sqlite: &'static str,
    /// The text for PostgreSQL; the same one unless the engines truly differ.
    pub postgres: &'static str,
}

/// Declares a file's statements, and lists them all as `STATEMENTS` so that a test can prepare each on both engines.
///
/// `NAME = "…"` where both engines take one text; `NAME = { sqlite: "…", postgres: "…" }` where they differ.
macro_rules! statements {
    (@text $name:ident { sqlite: $sqlite:expr, postgres: $postgres:expr $(,)? }) => {
        Statement { name: stringify!($name), sqlite: $sqlite, postgres: $postgres }
    };
    (@text $name:ident $both:expr) => {
        Statement { name: stringify!($name), sqlite: $both, postgres: $both }
    };
    ($($(#[$doc:meta])* $name:ident = $text:tt;)*) => {
        $($(#[$doc])* const $name: Statement = statements!(@text $name $text);)*

        /// Every statement of this file.
        pub(super) const STATEMENTS: &[&Statement] = &[$(&$name),*];
    };
}
pub(super) use statements;

/// A condition that is true of every id, for lists that come in a parameter.
///
/// PostgreSQL takes such a list for a hundred rows. For so many it rather reads the whole of a table that it believes to be small, as it does until it
/// has first looked at it, and a connection keeps that plan while the table grows. In a range of an expression that it knows nothing of it expects
/// next to no rows, and looks each of them up.
macro_rules! few_on_postgres {
    () => {
        " WHERE id BETWEEN 1 AND 9223372036854775807"
    };
}
pub(super) use few_on_postgres;

/// The ids that a parameter lists.
macro_rules! ids_on_postgres {
    ($list:literal) => {
        concat!(
            "(SELECT id FROM (SELECT CAST(value AS BIGINT) AS id FROM json_array_elements_text(CAST(",
            $list,
            " AS JSON))) AS listed",
            few_on_postgres!(),
            ")"
        )
    };
}
pub(super) use ids_on_postgres;

/// A value bound to a statement.
#[derive(Clone, Debug)]
pub enum Param {
    /// A number, or NULL.
    Integer(Option<i64>),
    /// A text, or NULL.
    Text(Option<String>),
}

/// Binds values in the order of `$1…`.
macro_rules! params {
    ($($value:expr),* $(,)?) => {
        &[$($crate::store::statement::Param::from($value)),*]
    };
}
pub(super) use params;

/// The text as both engines can hold it: PostgreSQL refuses U+0000, which a feed or a relay may well send.
pub fn storable(text: &str) -> Cow<'_, str> {
    if text.contains('\0') { Cow::Owned(text.replace('\0', "\u{fffd}")) } else { Cow::Borrowed(text) }
}

impl From<i64> for Param {
    fn from(number: i64) -> Self {
        Self::Integer(Some(number))
    }
}

impl From<u32> for Param {
    fn from(number: u32) -> Self {
        Self::Integer(Some(number.into()))
    }
}

impl From<Option<i64>> for Param {
    fn from(number: Option<i64>) -> Self {
        Self::Integer(number)
    }
}

impl From<bool> for Param {
    fn from(flag: bool) -> Self {
        Self::Integer(Some(flag.into()))
    }
}

impl From<&str> for Param {
    fn from(text: &str) -> Self {
        Self::Text(Some(storable(text).into_owned()))
    }
}

impl From<String> for Param {
    fn from(text: String) -> Self {
        Self::Text(Some(storable(&text).into_owned()))
    }
}

impl From<Option<&str>> for Param {
    fn from(text: Option<&str>) -> Self {
        Self::Text(text.map(|text| storable(text).into_owned()))
    }
}

impl From<Option<String>> for Param {
    fn from(text: Option<String>) -> Self {
        Self::from(text.as_deref())
    }
}

impl From<Timestamp> for Param {
    fn from(instant: Timestamp) -> Self {
        instant.millis().into()
    }
}

impl From<Option<Timestamp>> for Param {
    fn from(instant: Option<Timestamp>) -> Self {
        Self::Integer(instant.map(Timestamp::millis))
    }
}

macro_rules! numbers_as_params {
    ($($name:ident)*) => {$(
        impl From<$name> for Param {
            fn from(id: $name) -> Self {
                id.get().into()
            }
        }

        impl From<Option<$name>> for Param {
            fn from(id: Option<$name>) -> Self {
                Self::Integer(id.map($name::get))
            }
        }
    )*};
}

numbers_as_params!(DeliveryId DigestId EditionId FeedId LinkId ListId PostId PostNumber ScheduleId SiteId SubscriberId SubscriptionId);
