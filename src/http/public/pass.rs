//! `/pass/{token}`: a link by mail becomes a reader pass, the cookie that opens posts for subscribers. GET shows one button; POST sets it.
//! It is held against the subscription at every request: leaving makes it worthless at once.

use axum::http::header::{CACHE_CONTROL, COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse as _, Redirect, Response};

use super::Named;
use crate::domain::archive::Visitor;
use crate::domain::id::ListId;
use crate::domain::list::List;
use crate::domain::site::Site;
use crate::domain::subscription::{Subscription, SubscriptionState};
use crate::domain::token::Purpose;
use crate::http::answer::Refusal;
use crate::http::visit::{Linked, Visit};
use crate::operations::OperationError;
use crate::operations::admit_reader::admit_reader;
use crate::operations::links::Links;
use crate::operations::plan_digest::list_and_site;
use crate::operations::read_archive::archive_path;
use crate::render::pages::Page;

/// The cookie's name; its path tells the list.
const COOKIE_NAME: &str = "reader_pass";

/// The page with the button. Nothing changes, however often mail scanners fetch it.
pub async fn show(visit: Visit, Named(token): Named) -> Response {
    let page = async {
        let linked = visit.pass_link(&token).await?;
        Ok(visit.page(&linked.site, &Page::Pass(linked.list.name)))
    };
    visit.answer(page).await
}

/// The button: sets the pass and leads to the archive.
pub async fn submit(visit: Visit, Named(token): Named) -> Response {
    let answer = async {
        let linked = visit.pass_link(&token).await?;
        let answer = if let Some(path) = archive_path(&visit.web.store, &linked.list).await? {
            ([(CACHE_CONTROL, "private, no-store")], Redirect::to(&path)).into_response()
        } else {
            // The pass is good for the blog's own gate then.
            let view = visit.confirmed_view(std::slice::from_ref(&linked.subscription)).await?;
            visit.page(&linked.site, &Page::Confirmed(view))
        };
        visit.with_passes(answer, &[linked.subscription]).await
    };
    visit.answer(answer).await
}

/// The values of the passes that a browser sends along.
fn passes(headers: &HeaderMap) -> impl Iterator<Item = &str> {
    let lines = headers.get_all(COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    let cookies = lines.flat_map(|line| line.split(';')).filter_map(|cookie| cookie.trim().split_once('='));
    cookies.filter(|(name, _)| *name == COOKIE_NAME).map(|(_, value)| value)
}

impl Visit {
    /// What a pass link leads to: an active subscription, or the same answer as for every link that does not work.
    async fn pass_link(&self, token: &str) -> Result<Linked, Refusal> {
        let linked = self.follow(Purpose::Pass, token).await?;
        if linked.subscription.state == SubscriptionState::Active { Ok(linked) } else { Err(Refusal::LinkInvalid) }
    }

    /// Whether the visitor's browser holds a pass of a reader of this list.
    pub(super) async fn reads(&self, list: ListId) -> Result<Visitor, Refusal> {
        Ok(admit_reader(&self.web.store, &self.web.links, list, passes(&self.headers), self.now).await?)
    }

    /// The answer with a reader pass for each of these subscriptions that is active.
    pub(super) async fn with_passes(
        &self,
        mut answer: Response,
        subscriptions: &[Subscription],
    ) -> Result<Response, Refusal> {
        for subscription in subscriptions.iter().filter(|one| one.state == SubscriptionState::Active) {
            let (list, site) = list_and_site(&self.web.store, subscription.list).await?;
            let cookie = self.pass_cookie(&list, &site, subscription)?;
            answer.headers_mut().append(SET_COOKIE, cookie);
        }
        Ok(answer)
    }

    fn pass_cookie(&self, list: &List, site: &Site, subscription: &Subscription) -> Result<HeaderValue, Refusal> {
        let expires_at = self.now.plus(self.web.pass_valid_for);
        let pass = Links::of(&self.web.links, &site.public_url, subscription).reader_pass(expires_at);
        let secure = if site.public_url.as_str().starts_with("https://") { "; Secure" } else { "" };
        let (slug, seconds) = (&list.slug, self.web.pass_valid_for.as_secs());
        let cookie = format!("{COOKIE_NAME}={pass}; Path=/a/{slug}; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
        let impossible = OperationError::Missing { what: "list", id: list.id.get() };
        HeaderValue::from_str(&cookie).map_err(|_| impossible.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passes_are_found_among_other_cookies() {
        let mut headers = HeaderMap::new();
        headers.append(COOKIE, HeaderValue::from_static("a=b; reader_pass=one;reader_pass=two; reader_passes=no"));
        headers.append(COOKIE, HeaderValue::from_static("reader_pass=three; broken"));
        assert_eq!(passes(&headers).collect::<Vec<_>>(), ["one", "two", "three"]);
    }
}
