//! What the operator does to a digest: let go out, stopped, let go on, called off, its failed mails tried again.
//!
//! Each takes effect through the database alone: a service in another process asks it before each mail.

use super::{Begins, show, unknown};
use crate::app::Core;
use crate::cli::Failure;
use crate::cli::output::Report;
use crate::domain::delivery::{Column, DeliveryState};
use crate::domain::digest::DigestState;
use crate::domain::id::DigestId;
use crate::operations::run_schedules::resume_planning;

pub async fn approve(core: &Core, id: DigestId, begins: &Begins) -> Result<Report, Failure> {
    if let Some(introduction) = begins.read_to_send(core).await?
        && !introduction.stand_in_held(&core.store, id).await?
    {
        let otherwise = "only a held digest whose readers are not written down yet can be given an introduction; a post on its own begins with itself";
        return changed(core, id, false, otherwise).await;
    }
    let done = core.store.approve_digest(id).await?;
    if done {
        resume_planning(&core.store, &core.templates, core.clock.now()).await?;
    }
    changed(core, id, done, "only a held digest can be approved").await
}

pub async fn pause(core: &Core, id: DigestId) -> Result<Report, Failure> {
    let done = core.store.pause_digest(id, "paused by the operator").await?;
    changed(core, id, done, "only a digest that is being sent can be paused").await
}

pub async fn resume(core: &Core, id: DigestId) -> Result<Report, Failure> {
    let done = core.store.resume_digest(id).await?;
    changed(core, id, done, "only a paused digest can be resumed").await
}

pub async fn cancel(core: &Core, id: DigestId) -> Result<Report, Failure> {
    let stood = core.store.cancel_digest(id, "called off by the operator", core.clock.now()).await?;
    let Some(stood) = stood else {
        let otherwise = "only one that is held, being sent or paused can be called off; one that is planned will be sent in a moment";
        return changed(core, id, false, otherwise).await;
    };
    let found = core.store.digest(id).await?.ok_or_else(|| unknown(id))?.digest;
    let words = if let (DigestState::Held, Some(post)) = (stood, found.post) {
        format!("Called off before anybody was mailed: post {post} is a draft again.")
    } else if stood == DigestState::Held {
        "Called off before anybody was mailed: its posts go with the schedule's next digest.".to_owned()
    } else {
        let accounting = core.store.accounting(id).await?;
        let at_a_relay = match accounting.column(Column::Open) {
            0 => String::new(),
            open => format!(" A relay may have {open} more at this moment; `digest show` tells how they ended."),
        };
        let sent = accounting.column(Column::Sent);
        format!("Called off after {sent} mails.{at_a_relay} Its posts do not come again by themselves.")
    };
    Ok(show(core, id).await?.preceded_by(&words, "was", stood.as_str()))
}

pub async fn retry_failed(core: &Core, id: DigestId, held: bool) -> Result<Report, Failure> {
    let now = core.clock.now();
    let digest = core.store.digest(id).await?.ok_or_else(|| unknown(id))?.digest;
    let due_at = digest.due_at;
    if core.settings.digests.expire_after.is_some_and(|longest| now.since(due_at) >= longest) {
        return Err(Failure::Refused(format!(
            "digest {id} was due at {due_at}, longer ago than digests.expire_after: what is tried again would expire at once. Set it higher \
             and start the service anew, or let the digest be"
        )));
    }
    let Some(again) = core.store.retry_failed(id, held, now).await? else {
        return changed(
            core,
            id,
            false,
            "only of one that is being sent, paused or finished can failed mails be tried again",
        )
        .await;
    };
    let left = core.store.accounting(id).await?.count(DeliveryState::Held);
    let mut words = match again {
        0 => "Nothing to try again.".to_owned(),
        _ if digest.state == DigestState::Paused => format!("To be tried again when the digest goes on: {again}."),
        _ => format!("To be tried again: {again}."),
    };
    if left > 0 {
        words.push_str(" Nobody knows whether the relay has those that are held: --held tries them again, too.");
    }
    Ok(show(core, id).await?.preceded_by(&words, "retried", again))
}

async fn changed(core: &Core, id: DigestId, done: bool, otherwise: &str) -> Result<Report, Failure> {
    if done {
        return show(core, id).await;
    }
    let found = core.store.digest(id).await?.ok_or_else(|| unknown(id))?;
    Err(Failure::Refused(format!("digest {id} is {}: {otherwise}", found.digest.state)))
}
