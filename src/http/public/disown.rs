//! `/n/{token}`: "this was not me", from a confirmation mail. GET shows one button; POST sees to it that nothing more comes.

use std::sync::Arc;

use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use super::Named;
use crate::domain::consent::Way;
use crate::domain::token::Purpose;
use crate::http::Web;
use crate::http::answer::Refusal;
use crate::http::language::Listener;
use crate::http::origin::{Peer, origin, visitor};
use crate::operations::words;
use crate::render::pages::{Disown, Page};
use crate::store::Changed;

/// The page with the button. Nothing changes.
pub async fn show(
    State(web): State<Arc<Web>>,
    Named(token): Named,
    listener: Listener,
    headers: HeaderMap,
) -> Response {
    let page = async {
        let linked = web.follow(Purpose::Disown, &token, &listener, web.clock.now()).await?;
        let page = Page::Disown(Disown {
            site: linked.site.name.clone(),
            list: linked.list.name.clone(),
            address: linked.subscription.address.to_string(),
        });
        Ok(web.page(StatusCode::OK, &listener, &words::site_view(&linked.site, None), &page))
    };
    web.answer(&headers, &listener, page).await
}

/// The button; pressed twice it does no harm.
pub async fn submit(
    State(web): State<Arc<Web>>,
    Extension(peer): Extension<Peer>,
    Named(token): Named,
    listener: Listener,
    headers: HeaderMap,
) -> Response {
    let answer = async {
        let now = web.clock.now();
        let linked = web.follow(Purpose::Disown, &token, &listener, now).await?;
        let origin = origin(Way::DisownPage, visitor(peer, &headers, &web.trusted_proxies), &headers);
        let locale = listener.locale();
        let wording =
            format!("{} {}", locale.say("page-disown", &[]), words::pressed(&locale.say("page-disown-button", &[])));
        match web.store.disown(linked.subscription.id, &wording, &origin, now).await? {
            Changed::Refused => Err(Refusal::LinkInvalid),
            Changed::Now(_) | Changed::Before(_) => {
                tracing::info!(subscription.id = %linked.subscription.id, "an address was disowned");
                let page = Page::Disowned(Disown {
                    site: linked.site.name.clone(),
                    list: linked.list.name.clone(),
                    address: linked.subscription.address.to_string(),
                });
                Ok(web.page(StatusCode::OK, &listener, &words::site_view(&linked.site, None), &page))
            }
        }
    };
    web.answer(&headers, &listener, answer).await
}
