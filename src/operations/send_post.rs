//! Sending a post on its own, now: a digest with nothing else in it, to all readers of its list.

use super::OperationError;
use super::plan_digest::continue_planning;
use crate::domain::id::{DigestId, PostId};
use crate::domain::list::List;
use crate::domain::post::PostStanding;
use crate::domain::time::Timestamp;
use crate::render::templates::Templates;
use crate::store::Store;

/// Why a post is not sent on its own.
#[derive(Debug, thiserror::Error)]
pub enum SendPostError {
    /// No list has it, or a feed brought it.
    #[error("post {0} was not written here: `letterbell digest run` sends what waits of a feed's posts")]
    NotWritten(PostId),
    /// Digests carry it, or have carried it.
    #[error(
        "post {0} is published and goes with the digests: `letterbell digest run` sends what waits now. Only a draft can be sent on its own, \
         so that nobody gets it twice"
    )]
    Published(PostId),
    /// It was sent on its own.
    #[error("post {0} was sent on its own already; `letterbell digest list` shows its digest")]
    Sent(PostId),
    /// Nobody to send it to.
    #[error("nobody reads list {0} yet: post {1} stays a draft")]
    NoReaders(String, PostId),
    /// No schedule, so nobody could have subscribed.
    #[error(
        "list {0} has no schedule, so nobody can subscribe: add one with `letterbell schedule add --list {0} --name letters --immediately`"
    )]
    NoSchedule(String),
    /// The rest.
    #[error(transparent)]
    Operation(#[from] OperationError),
}

/// Sends a draft as a digest of its own, once.
pub async fn send_post(
    store: &Store,
    templates: &Templates,
    post: PostId,
    now: Timestamp,
) -> Result<DigestId, SendPostError> {
    let (list, standing) = written(store, post).await?;
    match standing {
        PostStanding::Draft => {}
        PostStanding::Alone => return Err(SendPostError::Sent(post)),
        PostStanding::Ready | PostStanding::Baseline | PostStanding::Held => {
            return Err(SendPostError::Published(post));
        }
    }
    let schedules = store.schedules(Some(list.id)).await.map_err(OperationError::from)?;
    let schedule = schedules.first().ok_or_else(|| SendPostError::NoSchedule(list.slug.to_string()))?;
    if store.active_readers(list.id).await.map_err(OperationError::from)? == 0 {
        return Err(SendPostError::NoReaders(list.slug.to_string(), post));
    }
    let sent = store.send_draft_alone(post, schedule, now).await.map_err(OperationError::from)?;
    let id = sent.ok_or(SendPostError::Sent(post))?;
    let missing = OperationError::Missing { what: "digest", id: id.get() };
    let planned = store.digest(id).await.map_err(OperationError::from)?.ok_or(missing)?;
    tracing::info!(digest.id = %id, post.id = %post, "post sent on its own");
    continue_planning(store, templates, &planned, now).await?;
    Ok(id)
}

/// A written post's list, and where it stands.
pub async fn written(store: &Store, post: PostId) -> Result<(List, PostStanding), SendPostError> {
    let found = store.written_post(post).await.map_err(OperationError::from)?;
    let (list, standing) = found.ok_or(SendPostError::NotWritten(post))?;
    let missing = OperationError::Missing { what: "list", id: list.get() };
    Ok((store.list(list).await.map_err(OperationError::from)?.ok_or(missing)?, standing))
}
