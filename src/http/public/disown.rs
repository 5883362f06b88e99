//! `/n/{token}`: "this was not me", from a confirmation mail. GET shows one button; POST sees to it that nothing more comes.

use axum::response::Response;

use super::Named;
use crate::domain::consent::Way;
use crate::domain::token::Purpose;
use crate::http::answer::Refusal;
use crate::http::visit::{Linked, Visit};
use crate::operations::words;
use crate::render::pages::{Disown, Page};
use crate::store::Changed;

/// The page with the button. Nothing changes.
pub async fn show(visit: Visit, Named(token): Named) -> Response {
    let page = async {
        let linked = visit.follow(Purpose::Disown, &token).await?;
        Ok(visit.page(&linked.site, &Page::Disown(disowned(&linked))))
    };
    visit.answer(page).await
}

/// The button; pressed twice it does no harm.
pub async fn submit(visit: Visit, Named(token): Named) -> Response {
    let answer = async {
        let linked = visit.follow(Purpose::Disown, &token).await?;
        let (locale, id) = (visit.locale(), linked.subscription.id);
        let button = words::pressed(&locale.say("page-disown-button", &[]));
        let wording = format!("{} {button}", locale.say("page-disown", &[]));
        match visit.web.store.disown(id, &wording, &visit.origin(Way::DisownPage), visit.now).await? {
            Changed::Refused => Err(Refusal::LinkInvalid),
            Changed::Now(_) | Changed::Before(_) => {
                tracing::info!(subscription.id = %id, "an address was disowned");
                Ok(visit.page(&linked.site, &Page::Disowned(disowned(&linked))))
            }
        }
    };
    visit.answer(answer).await
}

fn disowned(linked: &Linked) -> Disown {
    Disown {
        site: linked.site.name.clone(),
        list: linked.list.name.clone(),
        address: linked.subscription.address.to_string(),
    }
}
