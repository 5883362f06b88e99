//! What the pages for leaving share: one list or all, undo, and a reason that nobody has to give.

use crate::domain::consent::Origin;
use crate::domain::preferences::LONGEST_NOTE;
use crate::domain::subscription::Subscription;
use crate::domain::token::LinkClaim;
use crate::http::answer::Refusal;
use crate::http::visit::{Linked, Visit};
use crate::operations::leave::leave;
use crate::operations::links::Links;
use crate::render::pages::{Page, Unsubscribed};
use crate::store::Changed;

impl Visit {
    /// Ends a subscription by a press of its reader's, and returns the page that says so.
    pub(super) async fn leave(&self, linked: &Linked, wording: &str, origin: &Origin) -> Result<Page, Refusal> {
        let Subscription { id, link_version, .. } = linked.subscription;
        let claim = LinkClaim { subscription: id, version: link_version, expires_at: None };
        match leave(&self.web.register, &self.web.guard, claim, wording, origin, self.now).await? {
            Changed::Refused => Err(Refusal::LinkInvalid),
            Changed::Now(ended) | Changed::Before(ended) => {
                let ended = ended.into_iter().next().ok_or(Refusal::LinkInvalid)?;
                self.left(&linked.with(ended), false).await
            }
        }
    }

    /// Ends all of a reader's subscriptions on the site.
    pub(super) async fn leave_all(&self, linked: &Linked, wording: &str, origin: &Origin) -> Result<Page, Refusal> {
        let reader = linked.subscription.subscriber;
        match self.web.store.leave_all(reader, wording, origin, self.now).await? {
            Changed::Refused => Err(Refusal::LinkInvalid),
            Changed::Now(_) | Changed::Before(_) => {
                let ended = self.web.store.subscription(linked.subscription.id).await?.ok_or(Refusal::LinkInvalid)?;
                self.left(&linked.with(ended), false).await
            }
        }
    }

    /// Takes leaving back: of all lists that were left in the same press.
    pub(super) async fn undo(&self, linked: &Linked, origin: &Origin) -> Result<Page, Refusal> {
        let wording = self.locale().say("page-undo", &[]);
        let mut together = self.web.store.ended_together(&linked.subscription).await?;
        if together.is_empty() {
            together.push(linked.subscription.clone());
        }
        let mut active = Vec::new();
        for one in together {
            if let Changed::Now(back) | Changed::Before(back) =
                self.web.store.return_to_list(one.id, &wording, origin, self.now).await?
            {
                active.extend(back);
            }
        }
        Ok(Page::Resubscribed(self.confirmed_view(&active).await?))
    }

    /// Keeps the reason that a reader gave for leaving.
    pub(super) async fn note(&self, linked: &Linked, reason: &str) -> Result<Page, Refusal> {
        let reason: String = reason.chars().take(LONGEST_NOTE).collect();
        if reason.is_empty() {
            return self.left(linked, false).await;
        }
        let kept = self.web.store.note_leaving(linked.subscription.id, &reason).await?;
        if kept { self.left(linked, true).await } else { Err(Refusal::LinkInvalid) }
    }

    /// The page that says in the past tense that it is done; `noted`: with a reason.
    pub(super) async fn left(&self, linked: &Linked, noted: bool) -> Result<Page, Refusal> {
        let subscription = &linked.subscription;
        let together = self.web.store.ended_together(subscription).await?;
        let lists =
            if together.len() > 1 { self.web.list_names(&together).await? } else { vec![linked.list.name.clone()] };
        let links = self.links_of(linked);
        // What one press has left, one press brings back: an unsubscribe link knows its own list alone.
        let page = if together.len() > 1 { links.preferences() } else { links.unsubscribe() };
        // The path alone: the form stays on the host that showed the page.
        let action = page.path().to_owned();
        Ok(Page::Unsubscribed(Unsubscribed {
            lists,
            address: subscription.address.to_string(),
            undo_action: subscription.may_return(self.now).then(|| action.clone()),
            reason_action: (!noted).then_some(action),
            subscribe_url: format!("/s/{}", linked.list.slug),
        }))
    }

    /// The links of a subscription that was followed.
    pub(super) fn links_of<'a>(&'a self, linked: &'a Linked) -> Links<'a> {
        Links::of(&self.web.links, &linked.site.public_url, &linked.subscription)
    }
}
