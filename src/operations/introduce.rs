//! What a list's operator says above the posts of each digest.

use super::OperationError;
use crate::domain::id::ListId;
use crate::feed::sanitize;
pub use crate::feed::written::{LONGEST_INTRODUCTION, ManuscriptError, Written};
use crate::store::Store;

/// A text that was read, and is clean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Introduction(String);

impl Introduction {
    /// Reads one as it is handed in.
    pub fn read(bytes: &[u8], written: Written) -> Result<Self, ManuscriptError> {
        crate::feed::written::introduction(bytes, written).map(Self)
    }

    /// A list's own; empty where it has none.
    pub async fn of(store: &Store, list: ListId) -> Result<Self, OperationError> {
        Ok(Self(store.introduction(list).await?))
    }

    /// As HTML; empty where there is none.
    pub fn html(&self) -> &str {
        &self.0
    }

    /// What it begins with; empty where there is none.
    pub fn first_words(&self) -> String {
        sanitize::excerpt(&self.0)
    }

    /// Lets it stand in the list's digests to come; an empty one takes away what stands there.
    pub async fn stand_in(&self, store: &Store, list: ListId) -> Result<(), OperationError> {
        Ok(store.set_introduction(list, &self.0).await?)
    }
}
