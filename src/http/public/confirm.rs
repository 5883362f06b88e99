//! `/c/{token}`: confirming. GET shows one button; POST confirms, and does no harm when it comes again.

use axum::response::Response;

use super::Named;
use crate::domain::consent::Way;
use crate::domain::list::ConfirmPage;
use crate::domain::subscription::{Subscription, SubscriptionState};
use crate::domain::tally::Counted;
use crate::domain::token::Purpose;
use crate::http::answer::Refusal;
use crate::http::visit::Visit;
use crate::operations::links::Links;
use crate::operations::plan_digest::list_and_site;
use crate::operations::read_archive::archive_path;
use crate::operations::words;
use crate::render::pages::{Confirm, Confirmed, Page};
use crate::store::Changed;

/// The page with the button. Nothing changes, however often mail scanners fetch it.
pub async fn show(visit: Visit, Named(token): Named) -> Response {
    let page = async {
        let linked = visit.follow(Purpose::Confirm, &token).await?;
        let waiting = visit.waiting(&linked.subscription).await?;
        if waiting.is_empty() {
            return match linked.subscription.state {
                SubscriptionState::Active => {
                    let view = visit.confirmed_view(&[linked.subscription]).await?;
                    Ok(visit.page(&linked.site, &Page::Confirmed(view)))
                }
                _ => Err(Refusal::LinkInvalid),
            };
        }
        let schedule = visit.web.schedule(&linked.subscription).await?;
        let page = Page::Confirm(Confirm {
            lists: visit.web.list_names(&waiting).await?,
            address: linked.subscription.address.to_string(),
            schedule: (waiting.len() == 1).then(|| words::schedule_phrase(visit.locale(), &schedule)),
            submits_itself: linked.list.confirm_page == ConfirmPage::SubmitsItself,
        });
        Ok(visit.page(&linked.site, &page))
    };
    visit.answer(page).await
}

/// The button.
pub async fn submit(visit: Visit, Named(token): Named) -> Response {
    let answer = async {
        let linked = visit.follow(Purpose::Confirm, &token).await?;
        let waiting = visit.waiting(&linked.subscription).await?;
        let (web, locale) = (&visit.web, visit.locale());
        let lists = locale.enumerate(web.list_names(&waiting).await?);
        let wording = words::pressed(&locale.say("page-confirm-button", &[("lists", lists.into())]));
        let origin = visit.origin(Way::ConfirmPage);
        let active = match web.store.confirm(linked.subscription.id, &wording, &origin, visit.now).await? {
            Changed::Refused => return Err(Refusal::LinkInvalid),
            Changed::Now(active) => {
                // For the welcome, if there is one.
                web.mail_queued.notify_waiters();
                for one in &active {
                    web.guard.note(Counted::Confirmations, one.list, visit.now);
                }
                active
            }
            Changed::Before(active) => active,
        };
        let view = visit.confirmed_view(&active).await?;
        visit.with_passes(visit.page(&linked.site, &Page::Confirmed(view)), &active).await
    };
    visit.answer(answer).await
}

impl Visit {
    /// What a confirmation link would confirm.
    async fn waiting(&self, asked: &Subscription) -> Result<Vec<Subscription>, Refusal> {
        let together = self.web.store.requested_together(asked).await?;
        Ok(together.into_iter().filter(|one| one.state == SubscriptionState::Pending).collect())
    }

    /// What the pages after confirming and after coming back say.
    pub(super) async fn confirmed_view(&self, active: &[Subscription]) -> Result<Confirmed, Refusal> {
        let Some(first) = active.first() else { return Err(Refusal::LinkInvalid) };
        let schedule = self.web.schedule(first).await?;
        let (list, site) = list_and_site(&self.web.store, first.list).await?;
        let preferences = Links::of(&self.web.links, &site.public_url, first).preferences();
        Ok(Confirmed {
            lists: self.web.list_names(active).await?,
            next_digest: words::next_digest(self.locale(), &schedule, self.now),
            archive_url: archive_path(&self.web.store, &list).await?,
            preferences_url: Some(preferences.to_string()),
        })
    }
}
