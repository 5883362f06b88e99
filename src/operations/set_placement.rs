//! The operator sets how a blog's pages ask for subscriptions to a list.

use super::OperationError;
use crate::domain::list::{List, OneLineError, Slug, one_line};
use crate::domain::placement::{Placement, PlacementKind, topics};
use crate::render::accent::{Accent, ColourError};
use crate::store::{Store, StoreError};

/// What is to be changed; `None` stays as it is, and an empty text or list brings the default back.
#[derive(Clone, Debug, Default)]
pub struct PlacementChange {
    /// Whether pages show it.
    pub shown: Option<bool>,
    /// Its heading.
    pub heading: Option<String>,
    /// The sentence under it.
    pub text: Option<String>,
    /// The words on its button.
    pub button: Option<String>,
    /// The words that close it.
    pub dismissal: Option<String>,
    /// The brand colour.
    pub colour: Option<String>,
    /// A dialog opens by itself after so long.
    pub after_seconds: Option<u32>,
    /// Or when so much of the article was scrolled past.
    pub after_percent: Option<u32>,
    /// A dialog that was closed does not open by itself again for so long.
    pub rest_hours: Option<u32>,
    /// The schedules that it offers.
    pub schedules: Option<Vec<String>>,
    /// The topics that it offers.
    pub topics: Option<Vec<String>>,
}

/// Why a placement was not set.
#[derive(Debug, thiserror::Error)]
pub enum SetPlacementError {
    /// A text that cannot stand there.
    #[error("--{field}: {error}")]
    Text {
        /// Which.
        field: &'static str,
        /// Why.
        error: OneLineError,
    },
    /// A colour that is none.
    #[error("--colour: {0}")]
    Colour(#[from] ColourError),
    /// Another list's schedule, or none.
    #[error("the list has no schedule '{name}'; there are: {known}")]
    Schedule {
        /// What was asked for.
        name: String,
        /// The list's own.
        known: String,
    },
    /// When something opens that never does by itself.
    #[error(
        "{0} does not open by itself: only pop-up and overlay have --after-seconds, --after-percent and --rest-hours"
    )]
    NeverOpens(PlacementKind),
    /// The database.
    #[error(transparent)]
    Operation(#[from] OperationError),
}

impl From<StoreError> for SetPlacementError {
    fn from(error: StoreError) -> Self {
        Self::Operation(error.into())
    }
}

/// Changes a list's placement; tells what became of a colour that could not be read as it was written.
pub async fn set_placement(
    store: &Store,
    list: &List,
    kind: PlacementKind,
    change: PlacementChange,
) -> Result<Option<String>, SetPlacementError> {
    let times = [change.after_seconds, change.after_percent, change.rest_hours];
    let known = store.placements(list.id).await?.into_iter().find(|placement| placement.kind == kind);
    let mut placement = known.unwrap_or(Placement::untouched(kind));
    if placement.opening().is_none() && times.iter().any(Option::is_some) {
        return Err(SetPlacementError::NeverOpens(kind));
    }
    set_text(&mut placement.heading, change.heading, "heading")?;
    set_text(&mut placement.text, change.text, "text")?;
    set_text(&mut placement.button, change.button, "button")?;
    set_text(&mut placement.dismissal, change.dismissal, "dismissal")?;
    let mut adjustment = None;
    if let Some(colour) = change.colour {
        placement.colour = if colour.is_empty() {
            None
        } else {
            let accent = Accent::from_brand(&colour)?;
            adjustment = accent.adjustment();
            Some(accent.brand().to_owned())
        };
    }
    if let Some(names) = change.schedules {
        placement.schedules = schedules_called(store, list, &names).await?;
    }
    if let Some(written) = change.topics {
        let wanted = written.iter().map(String::as_str).filter(|topic| !topic.trim().is_empty());
        placement.topics = topics(wanted).map_err(|error| SetPlacementError::Text { field: "topic", error })?;
    }
    placement.shown = change.shown.unwrap_or(placement.shown);
    placement.after_seconds = change.after_seconds.or(placement.after_seconds);
    placement.after_percent = change.after_percent.or(placement.after_percent);
    placement.rest_hours = change.rest_hours.or(placement.rest_hours);
    store.keep_placement(list.id, &placement).await?;
    Ok(adjustment)
}

fn set_text(kept: &mut Option<String>, text: Option<String>, field: &'static str) -> Result<(), SetPlacementError> {
    match text {
        None => {}
        Some(text) if text.trim().is_empty() => *kept = None,
        Some(text) => *kept = Some(one_line(&text).map_err(|error| SetPlacementError::Text { field, error })?),
    }
    Ok(())
}

async fn schedules_called(store: &Store, list: &List, names: &[String]) -> Result<Vec<Slug>, SetPlacementError> {
    let known: Vec<Slug> = store.schedules(Some(list.id)).await?.into_iter().map(|schedule| schedule.name).collect();
    let wanted = names.iter().filter(|name| !name.trim().is_empty());
    wanted
        .map(|name| {
            let found = known.iter().find(|known| known.as_str() == name).cloned();
            found.ok_or_else(|| SetPlacementError::Schedule {
                name: name.clone(),
                known: known.iter().map(Slug::as_str).collect::<Vec<_>>().join(", "),
            })
        })
        .collect()
}
