//! Taking in a post that the operator wrote.

use super::OperationError;
use super::keep_pictures::PictureKeeper;
use crate::domain::id::ListId;
use crate::domain::list::List;
use crate::domain::post::PostStanding;
use crate::domain::schedule::{Schedule, Zone};
use crate::domain::time::Timestamp;
pub use crate::feed::written::{LONGEST, Written};
use crate::feed::written::{Manuscript, ManuscriptError, WrittenPost, read};
use crate::store::{Kept, Store, StoreError};

/// A text as it was handed in.
#[derive(Clone, Copy, Debug)]
pub struct Handed<'a> {
    /// The text.
    pub bytes: &'a [u8],
    /// How it is written.
    pub written: Written,
    /// What it is called where it does not say so itself, such as a file's name.
    pub name: Option<&'a str>,
    /// Its title where it has none.
    pub title: Option<&'a str>,
    /// Whether it waits, whatever it says.
    pub is_draft: bool,
    /// Whether it may bring topics that no post of the list has.
    pub new_topics: bool,
}

/// A post that was taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenPost {
    /// Its place.
    pub kept: Kept,
    /// What it is called: handed in again under this name, it is replaced.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Whether it asked to wait, and is published all the same.
    pub is_out_already: bool,
}

/// Why a text was not taken in.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The text.
    #[error(transparent)]
    Manuscript(#[from] ManuscriptError),
    /// A topic that nobody can have chosen.
    #[error(
        "no post of this list is on '{topic}'; there are: {known}. If it is meant as a new topic, say --new-topics"
    )]
    UnknownTopic {
        /// As it was written.
        topic: String,
        /// Those that there are.
        known: String,
    },
    /// Its link is another post's.
    #[error("another post of this list has its link: `letterbell post list` shows it. One link is one post")]
    LinkTaken,
    /// The rest.
    #[error(transparent)]
    Operation(#[from] OperationError),
}

impl From<StoreError> for WriteError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict { .. } => Self::LinkTaken,
            other => Self::Operation(other.into()),
        }
    }
}

/// The zone in which a list's dates are told: that of its first schedule.
pub fn zone_of(schedules: &[Schedule]) -> Zone {
    schedules.first().map_or_else(Zone::utc, |schedule| schedule.zone.clone())
}

/// Reads a text and keeps it, under its own name once, and its pictures where `pictures` are kept.
pub async fn write_post(
    store: &Store,
    pictures: Option<&PictureKeeper>,
    list: &List,
    handed: &Handed<'_>,
    now: Timestamp,
) -> Result<TakenPost, WriteError> {
    let zone = zone_of(&store.schedules(Some(list.id)).await?);
    let Handed { bytes, written, name, title, .. } = *handed;
    let WrittenPost { mut post, matter } = read(&Manuscript { bytes, written, name, title, zone: &zone })?;
    if !handed.new_topics {
        post.topics = spelt_as_known(store, list.id, post.topics).await?;
    }
    let is_draft = handed.is_draft || matter.draft;
    let kept = store.keep_written_post(list.id, &post, matter.audience, is_draft, now).await?;
    if let Some(keeper) = pictures {
        keeper.keep(std::slice::from_ref(&post), now).await;
    }
    let is_out_already = is_draft && kept.standing != PostStanding::Draft;
    Ok(TakenPost { kept, name: post.entry_key, title: post.title, is_out_already })
}

/// A misspelt topic would go to nobody who chose it. The first posts of a list bring its topics.
async fn spelt_as_known(store: &Store, list: ListId, topics: Vec<String>) -> Result<Vec<String>, WriteError> {
    let known = store.known_topics(list).await?;
    if known.is_empty() {
        return Ok(topics);
    }
    let spelt = |topic: String| {
        let same = known.iter().find(|known| known.to_lowercase() == topic.to_lowercase()).cloned();
        same.ok_or_else(|| WriteError::UnknownTopic { topic, known: known.join(", ") })
    };
    topics.into_iter().map(spelt).collect()
}
