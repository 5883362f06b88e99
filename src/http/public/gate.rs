//! `/a/{list}/gate?to=…`: for blogs that keep posts for subscribers on their own pages. A reader goes back to the blog with a signed word; anybody
//! else meets the subscribe box. The way back is one of the blog's own pages, never another site.

use axum::extract::RawQuery;
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, REFERRER_POLICY};
use axum::response::{IntoResponse as _, Redirect, Response};

use super::Named;
use crate::domain::archive::Visitor;
use crate::domain::gate::{way_back, with_word};
use crate::http::answer::Refusal;
use crate::http::visit::Visit;
use crate::operations::OperationError;
use crate::operations::read_archive::gate_box;
use crate::render::archive::GatePage;
use crate::render::pages::Page;

/// The gate. Nothing changes: what a reader takes along is derived.
pub async fn pass_through(visit: Visit, Named(slug): Named, RawQuery(query): RawQuery) -> Response {
    let answer = async {
        let (web, (list, site, schedules)) = (&visit.web, visit.list_called(&slug).await?);
        let mut asked = url::form_urlencoded::parse(query.as_deref().unwrap_or_default().as_bytes());
        let to = asked.find(|(name, _)| name == "to").map(|(_, to)| to).unwrap_or_default();
        let feeds = web.store.feeds(Some(list.id)).await?;
        let back = way_back(&to, &feeds).ok_or(Refusal::BadRequest("error-not-the-blog"))?;
        if visit.reads(list.id).await? == Visitor::Reader {
            let missing = OperationError::Missing { what: "list", id: list.id.get() };
            let rules = web.store.archive_rules(list.id).await?.ok_or(missing)?;
            let secret = web.gate.secret(list.id, rules.gate_version);
            let word = secret.word(&list.slug, &back.origin().ascii_serialization(), visit.now);
            return Ok(not_kept(Redirect::to(with_word(back, &word).as_str()).into_response()));
        }
        let gate = gate_box(visit.locale(), &list, &schedules).ok_or(Refusal::NotFound)?;
        let blog = back.host_str().unwrap_or_default().to_owned();
        let page = Page::Gate(GatePage { gate, back_url: back.into(), blog });
        Ok(not_kept(visit.page(&site, &page)))
    };
    visit.answer(answer).await
}

fn not_kept(mut answer: Response) -> Response {
    answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    answer.headers_mut().insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    answer
}
