//! What a list's operator says above the posts of each digest, or of one.

use super::OperationError;
use super::keep_pictures::PictureKeeper;
use crate::domain::id::{DigestId, ListId};
use crate::domain::time::Timestamp;
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

    /// Keeps its pictures as those of posts.
    pub async fn keep_pictures(&self, keeper: &PictureKeeper, now: Timestamp) {
        keeper.keep_those_of(&self.0, now).await;
    }

    /// Lets it stand in the list's digests to come; an empty one takes away what stands there.
    pub async fn stand_in(&self, store: &Store, list: ListId) -> Result<(), OperationError> {
        Ok(store.set_introduction(list, &self.0).await?)
    }

    /// What stands in one digest; empty where nothing does.
    pub async fn of_digest(store: &Store, digest: DigestId) -> Result<Self, OperationError> {
        Ok(Self(store.introduction_of_digest(digest).await?))
    }

    /// Lets it stand in a digest that is held, alone; `false` where its contents cannot be made anew.
    pub async fn stand_in_held(&self, store: &Store, digest: DigestId) -> Result<bool, OperationError> {
        Ok(store.introduce_held_digest(digest, &self.0).await?)
    }
}
