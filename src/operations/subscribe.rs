//! Somebody asks for one or more lists through a form.

use super::OperationError;
use super::register::Register;
use crate::domain::address::EmailAddress;
use crate::domain::admission::Admission;
use crate::domain::consent::Origin;
use crate::domain::language::Language;
use crate::domain::list::List;
use crate::domain::preferences::Wish;
use crate::domain::schedule::Schedule;
use crate::domain::time::Timestamp;
use crate::domain::topics::Topics;
use crate::store::{Entered, Entry, RequestEntry, Requested};

/// A list that was chosen, as it is wanted.
#[derive(Clone, Debug)]
pub struct Choice<'a> {
    /// The list.
    pub list: &'a List,
    /// How often it is to come.
    pub schedule: &'a Schedule,
    /// Which posts.
    pub topics: Topics,
}

/// A checked form.
#[derive(Clone, Debug)]
pub struct SubscribeForm<'a> {
    /// The chosen lists, all of one site; at least one.
    pub choices: &'a [Choice<'a>],
    /// The address.
    pub address: &'a EmailAddress,
    /// The language that it was asked in: what the reader gets is in it.
    pub language: Option<Language>,
    /// The words that were shown.
    pub wording: &'a str,
    /// From where it came.
    pub origin: &'a Origin,
}

/// Writes the request down and queues its confirmation. Whatever comes back, the visitor gets the same answer.
pub async fn subscribe(
    register: &Register,
    form: &SubscribeForm<'_>,
    admission: Admission,
    now: Timestamp,
) -> Result<Requested, OperationError> {
    let Some(Choice { list: first, .. }) = form.choices.first() else {
        return Err(OperationError::NothingChosen);
    };
    let entry = RequestEntry {
        site: first.site,
        wishes: form.choices.iter().map(wish).collect(),
        address: form.address.clone(),
        language: form.language.clone(),
        wording: form.wording.to_owned(),
        origin: form.origin.clone(),
        admission,
        at: now,
    };
    let Entered::Requested(requested) = register.enter(Entry::Requested(entry)).await? else {
        return Err(OperationError::Missing { what: "answer for a request for list", id: first.id.get() });
    };
    tracing::info!(list.slug = %first.slug, outcome = ?requested, "subscription requested");
    Ok(requested)
}

fn wish(choice: &Choice<'_>) -> Wish {
    Wish { list: choice.list.id, schedule: choice.schedule.id, topics: choice.topics.clone() }
}
