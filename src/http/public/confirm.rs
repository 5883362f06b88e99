//! `/c/{token}`: confirming. GET shows one button; POST confirms, and does no harm when it comes again.

use std::sync::Arc;

use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use super::Named;
use crate::domain::consent::Way;
use crate::domain::list::ConfirmPage;
use crate::domain::subscription::{Subscription, SubscriptionState};
use crate::domain::tally::Counted;
use crate::domain::token::Purpose;
use crate::http::Web;
use crate::http::answer::Refusal;
use crate::http::language::Listener;
use crate::http::origin::{Peer, origin, visitor};
use crate::operations::links::Links;
use crate::operations::read_archive::archive_path;
use crate::operations::words;
use crate::render::locale::Locale;
use crate::render::pages::{Confirm, Confirmed, Page};
use crate::store::Changed;

/// The page with the button. Nothing changes, however often mail scanners fetch it.
pub async fn show(
    State(web): State<Arc<Web>>,
    Named(token): Named,
    listener: Listener,
    headers: HeaderMap,
) -> Response {
    let page = async {
        let linked = web.follow(Purpose::Confirm, &token, &listener, web.clock.now()).await?;
        let waiting = web.waiting(&linked.subscription).await?;
        let site = words::site_view(&linked.site, None);
        if waiting.is_empty() {
            return match linked.subscription.state {
                SubscriptionState::Active => {
                    let view = web.confirmed_view(listener.locale(), &[linked.subscription]).await?;
                    Ok(web.page(StatusCode::OK, &listener, &site, &Page::Confirmed(view)))
                }
                _ => Err(Refusal::LinkInvalid),
            };
        }
        let schedule = web.schedule(&linked.subscription).await?;
        let page = Page::Confirm(Confirm {
            lists: web.list_names(&waiting).await?,
            address: linked.subscription.address.to_string(),
            schedule: (waiting.len() == 1).then(|| words::schedule_phrase(listener.locale(), &schedule)),
            submits_itself: linked.list.confirm_page == ConfirmPage::SubmitsItself,
        });
        Ok(web.page(StatusCode::OK, &listener, &site, &page))
    };
    web.answer(&headers, &listener, page).await
}

/// The button.
pub async fn submit(
    State(web): State<Arc<Web>>,
    Extension(peer): Extension<Peer>,
    Named(token): Named,
    listener: Listener,
    headers: HeaderMap,
) -> Response {
    let answer = async {
        let now = web.clock.now();
        let linked = web.follow(Purpose::Confirm, &token, &listener, now).await?;
        let waiting = web.waiting(&linked.subscription).await?;
        let locale = listener.locale();
        let lists = locale.enumerate(web.list_names(&waiting).await?);
        let wording = words::pressed(&locale.say("page-confirm-button", &[("lists", lists.into())]));
        let origin = origin(Way::ConfirmPage, visitor(peer, &headers, &web.trusted_proxies), &headers);
        match web.store.confirm(linked.subscription.id, &wording, &origin, now).await? {
            Changed::Refused => Err(Refusal::LinkInvalid),
            Changed::Now(active) => {
                // For the welcome, if there is one.
                web.mail_queued.notify_waiters();
                for one in &active {
                    web.guard.note(Counted::Confirmations, one.list, now);
                }
                let view = web.confirmed_view(listener.locale(), &active).await?;
                let page =
                    web.page(StatusCode::OK, &listener, &words::site_view(&linked.site, None), &Page::Confirmed(view));
                web.with_passes(page, &active).await
            }
            Changed::Before(active) => {
                let view = web.confirmed_view(listener.locale(), &active).await?;
                let page =
                    web.page(StatusCode::OK, &listener, &words::site_view(&linked.site, None), &Page::Confirmed(view));
                web.with_passes(page, &active).await
            }
        }
    };
    web.answer(&headers, &listener, answer).await
}

impl Web {
    /// What a confirmation link would confirm.
    async fn waiting(&self, asked: &Subscription) -> Result<Vec<Subscription>, Refusal> {
        let together = self.store.requested_together(asked).await?;
        Ok(together.into_iter().filter(|one| one.state == SubscriptionState::Pending).collect())
    }

    /// What the pages after confirming and after coming back say.
    pub(super) async fn confirmed_view(&self, locale: &Locale, active: &[Subscription]) -> Result<Confirmed, Refusal> {
        let Some(first) = active.first() else { return Err(Refusal::LinkInvalid) };
        let schedule = self.schedule(first).await?;
        let (list, site) = crate::operations::plan_digest::list_and_site(&self.store, first.list).await?;
        let preferences = Links::of(&self.links, &site.public_url, first).preferences();
        Ok(Confirmed {
            lists: self.list_names(active).await?,
            next_digest: words::next_digest(locale, &schedule, self.clock.now()),
            archive_url: archive_path(&self.store, &list).await?,
            preferences_url: Some(preferences.to_string()),
        })
    }
}
