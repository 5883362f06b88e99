//! `/data/{token}`: all that is kept about a reader, to take along or to erase. Opened by a fresh link from a mail alone: the links in digests
//! cannot, for digests are passed on.

use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};

use super::Named;
use crate::domain::consent::Way;
use crate::domain::token::Purpose;
use crate::http::answer::Refusal;
use crate::http::fields::Fields;
use crate::http::visit::Visit;
use crate::operations::follow_link::erased_by;
use crate::render::pages::{Page, YourData};

/// The page. Nothing changes.
pub async fn show(visit: Visit, Named(token): Named) -> Response {
    let page = async {
        let linked = visit.follow(Purpose::Data, &token).await?;
        let page =
            YourData { address: linked.subscription.address.to_string(), export_url: format!("/data/{token}/export") };
        Ok(visit.page(&linked.site, &Page::YourData(page)))
    };
    visit.answer(page).await
}

/// The file.
pub async fn export(visit: Visit, Named(token): Named) -> Response {
    let file = async {
        let linked = visit.follow(Purpose::Data, &token).await?;
        let data = visit.web.store.personal_data(linked.subscription.subscriber).await?.ok_or(Refusal::LinkInvalid)?;
        let headers = [
            (CONTENT_TYPE, "application/json; charset=utf-8"),
            (CONTENT_DISPOSITION, "attachment; filename=\"my-data.json\""),
            (CACHE_CONTROL, "no-store"),
        ];
        Ok((headers, format!("{data:#}\n")).into_response())
    };
    visit.answer(file).await
}

/// The button that erases.
pub async fn submit(visit: Visit, Named(token): Named, fields: Fields) -> Response {
    let answer = async {
        let is_erasing = fields.get("action") == "erase";
        let linked = match visit.follow(Purpose::Data, &token).await {
            Err(Refusal::LinkInvalid) if is_erasing => return visit.erased_before(&token).await,
            linked => linked?,
        };
        if !is_erasing {
            return Err(Refusal::BadRequest("error-request-button"));
        }
        let subscription = &linked.subscription;
        let fingerprint = visit.web.departed.of(linked.site.id, &subscription.address.key());
        let origin = visit.origin(Way::PreferencePage);
        if !visit.web.store.erase(subscription.subscriber, &fingerprint, &origin, visit.now).await? {
            return Err(Refusal::LinkInvalid);
        }
        tracing::info!(subscriber.id = %subscription.subscriber, "a reader's data was erased at their word");
        Ok(visit.page(&linked.site, &Page::Erased))
    };
    visit.answer(answer).await
}

impl Visit {
    /// The answer to a second press: the first one has done it, and with it the link is gone.
    async fn erased_before(&self, token: &str) -> Result<Response, Refusal> {
        let erased = erased_by(&self.web.store, &self.web.links, token, self.now).await?.ok_or(Refusal::LinkInvalid)?;
        let (_, site) = self.hear_reader(&erased).await?;
        Ok(self.page(&site, &Page::Erased))
    }
}
