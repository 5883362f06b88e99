//! `/s`: all lists of a site, to choose one or several.

use std::sync::Arc;

use axum::Extension;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use super::subscribe::{language_of, wording};
use crate::domain::address::EmailAddress;
use crate::domain::consent::Way;
use crate::domain::list::List;
use crate::domain::schedule::Schedule;
use crate::domain::site::Site;
use crate::domain::topics::Topics;
use crate::http::Web;
use crate::http::answer::Refusal;
use crate::http::fields::Fields;
use crate::http::origin::{Peer, origin, visitor};
use crate::operations::subscribe::SubscribeForm;
use crate::operations::words;
use crate::render::pages::{ListChoice, Lists, PROMISE, Page};

/// A list that can be subscribed to, with the schedule that it comes on when nothing else is chosen.
type Offer = (List, Schedule);

/// The page.
pub async fn show(State(web): State<Arc<Web>>, headers: HeaderMap) -> Response {
    let page = async {
        let (site, offers) = web.offers(&headers).await?;
        let page = page(&offers, &Fields::default(), web.guard.stamp(web.clock.now()), None, None);
        Ok(web.page(StatusCode::OK, &words::site_view(&site, None), &page))
    };
    web.answer(&headers, page).await
}

/// The form.
pub async fn submit(
    State(web): State<Arc<Web>>,
    Extension(peer): Extension<Peer>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let answer = async {
        let fields = Fields::read(&body);
        let now = web.clock.now();
        let (site, offers) = web.offers(&headers).await?;
        let chosen: Vec<(&List, &Schedule)> = offers
            .iter()
            .filter(|(list, _)| fields.all("list").any(|slug| slug == list.slug.as_str()))
            .map(|(list, schedule)| (list, schedule))
            .collect();
        let address = EmailAddress::parse(fields.get("email"));
        let (Some((_, schedule)), Ok(address)) = (chosen.first(), &address) else {
            let email_error = address.err().map(|error| error.to_string());
            let lists_error = chosen.is_empty().then(|| "Choose at least one.".to_owned());
            let stamp = web.guard.stamp_again(fields.get("stamp"), now);
            let page = page(&offers, &fields, stamp, email_error, lists_error);
            return Ok(web.page(StatusCode::UNPROCESSABLE_ENTITY, &words::site_view(&site, None), &page));
        };
        let visitor = visitor(peer, &headers, &web.trusted_proxies);
        let form = SubscribeForm {
            choices: chosen.clone(),
            address,
            topics: &Topics::all(),
            language: language_of(&fields),
            wording: &wording(&chosen),
            origin: &origin(Way::SubscribePage, visitor, &headers),
        };
        web.take_form(&form, "/s", &fields, now).await?;
        Ok(web.check_mail(&site, address, schedule, now, ("/s".to_owned(), &fields)))
    };
    web.answer(&headers, answer).await
}

fn page(
    offers: &[Offer],
    fields: &Fields,
    stamp: String,
    email_error: Option<String>,
    lists_error: Option<String>,
) -> Page {
    let choice = |(list, schedule): &Offer| ListChoice {
        slug: list.slug.to_string(),
        name: list.name.clone(),
        description: (!list.promise.is_empty()).then(|| list.promise.clone()),
        schedule: super::capitalised(&words::schedule_phrase(words::english(), schedule)),
        chosen: fields.all("list").any(|slug| slug == list.slug.as_str()),
    };
    Page::Lists(Lists {
        lists: offers.iter().map(choice).collect(),
        stamp,
        email: fields.get("email").to_owned(),
        email_error,
        lists_error,
        promise: PROMISE.to_owned(),
    })
}

impl Web {
    /// The site that the request means, with those of its lists that have a schedule.
    async fn offers(&self, headers: &HeaderMap) -> Result<(Site, Vec<Offer>), Refusal> {
        let site = self.chosen_site(headers).await?.ok_or(Refusal::NotFound)?;
        let mut offers = Vec::new();
        for list in self.store.lists().await?.into_iter().filter(|list| list.site == site.id) {
            if let Some(schedule) = self.store.schedules(Some(list.id)).await?.into_iter().next() {
                offers.push((list, schedule));
            }
        }
        if offers.is_empty() {
            return Err(Refusal::NotFound);
        }
        Ok((site, offers))
    }
}
