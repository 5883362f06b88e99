//! `/s`: all lists of a site, to choose one or several.

use std::sync::Arc;

use axum::Extension;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use super::offer::{FieldNames, Mistakes, Offer};
use super::subscribe::wording;
use crate::domain::address::EmailAddress;
use crate::domain::consent::Way;
use crate::domain::id::ListId;
use crate::domain::list::List;
use crate::domain::site::Site;
use crate::domain::time::Timestamp;
use crate::http::Web;
use crate::http::answer::Refusal;
use crate::http::fields::Fields;
use crate::http::language::Listener;
use crate::http::origin::{Peer, origin, visitor};
use crate::operations::subscribe::{Choice, SubscribeForm};
use crate::operations::words;
use crate::render::locale::Locale;
use crate::render::pages::{ListChoice, Lists, Page};

/// The page.
pub async fn show(State(web): State<Arc<Web>>, listener: Listener, headers: HeaderMap) -> Response {
    let page = async {
        let (site, offers) = web.offers(&headers, &listener).await?;
        let now = web.clock.now();
        let form = Form { fields: &Fields::default(), stamp: web.guard.stamp(now), email_error: None, read: &[] };
        let page = page(listener.locale(), &offers, form, now);
        Ok(web.page(StatusCode::OK, &listener, &words::site_view(&site, None), &page))
    };
    web.answer(&headers, &listener, page).await
}

/// The form.
pub async fn submit(
    State(web): State<Arc<Web>>,
    Extension(peer): Extension<Peer>,
    listener: Listener,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let answer = async {
        let fields = Fields::read(&body);
        listener.hears_form(&fields);
        let now = web.clock.now();
        let (site, offers) = web.offers(&headers, &listener).await?;
        let locale = listener.locale();
        let read: Vec<Read<'_>> = offers
            .iter()
            .filter(|offer| is_chosen(&offer.list, &fields))
            .map(|offer| (offer.list.id, offer.read(locale, &fields, &FieldNames::of(&offer.list))))
            .collect();
        let chosen: Vec<Choice<'_>> = read.iter().filter_map(|(_, choice)| choice.as_ref().ok().cloned()).collect();
        let address = EmailAddress::parse(fields.get("email"));
        let (Some(first), Ok(address), true) = (chosen.first(), &address, chosen.len() == read.len()) else {
            let email_error = address.err().map(|error| words::address_error(locale, error));
            let stamp = web.guard.stamp_again(fields.get("stamp"), now);
            let page = page(locale, &offers, Form { fields: &fields, stamp, email_error, read: &read }, now);
            return Ok(web.page(StatusCode::UNPROCESSABLE_ENTITY, &listener, &words::site_view(&site, None), &page));
        };
        let visitor = visitor(peer, &headers, &web.trusted_proxies);
        let form = SubscribeForm {
            choices: &chosen,
            address,
            language: Some(listener.language()),
            wording: &wording(locale, &chosen),
            origin: &origin(Way::SubscribePage, visitor, &headers),
        };
        web.take_form(&form, "/s", &fields, now).await?;
        Ok(web.check_mail(&listener, &site, address, first.schedule, now, ("/s".to_owned(), &fields)))
    };
    web.answer(&headers, &listener, answer).await
}

fn is_chosen(list: &List, fields: &Fields) -> bool {
    fields.all("list").any(|slug| slug == list.slug.as_str())
}

/// A form as it is shown: as it was typed, with what is wrong.
struct Form<'a> {
    fields: &'a Fields,
    stamp: String,
    email_error: Option<String>,
    /// What was read of each list that was chosen; before anything was sent, of none.
    read: &'a [Read<'a>],
}

/// What a form chose of a list.
type Read<'a> = (ListId, Result<Choice<'a>, Mistakes>);

fn page(locale: &Locale, offers: &[Offer], form: Form<'_>, now: Timestamp) -> Page {
    let Form { fields, stamp, email_error, read } = form;
    let first_mistaken = read.iter().find_map(|(id, choice)| Some((*id, choice.as_ref().err()?)));
    let choice = |offer: &Offer| {
        let (list, names) = (&offer.list, FieldNames::of(&offer.list));
        let mistakes = read.iter().find(|(id, _)| *id == list.id).and_then(|(_, choice)| choice.as_ref().err());
        ListChoice {
            slug: list.slug.to_string(),
            name: list.name.clone(),
            description: (!list.promise.is_empty()).then(|| list.promise.clone()),
            schedule: locale.capitalised(&offer.usual_schedule(locale)),
            chosen: is_chosen(list, fields),
            schedules: offer.schedule_choices(locale, fields, &names, now),
            schedule_error: mistakes.and_then(|mistakes| mistakes.schedule.clone()),
            topics: offer.topic_choices(fields, &names),
            topics_error: mistakes.and_then(|mistakes| mistakes.topics.clone()),
            is_first_mistaken: first_mistaken.is_some_and(|(id, _)| id == list.id),
        }
    };
    let was_sent = !fields.is_empty();
    Page::Lists(Lists {
        lists: offers.iter().map(choice).collect(),
        stamp,
        email: fields.get("email").to_owned(),
        email_error,
        choice_error: first_mistaken.and_then(|(_, mistakes)| mistakes.schedule.clone().or(mistakes.topics.clone())),
        lists_error: (was_sent && read.is_empty()).then(|| locale.say("error-choose-list", &[])),
    })
}

impl Web {
    /// The site that the request means, with those of its lists that have a schedule.
    async fn offers(&self, headers: &HeaderMap, listener: &Listener) -> Result<(Site, Vec<Offer>), Refusal> {
        let site = self.chosen_site(headers).await?.ok_or(Refusal::NotFound)?;
        let mut offers = Vec::new();
        for list in self.store.lists().await?.into_iter().filter(|list| list.site == site.id) {
            match self.offer(list).await {
                Ok(offer) => offers.push(offer),
                Err(Refusal::NotFound) => {}
                Err(refusal) => return Err(refusal),
            }
        }
        let Some(first) = offers.first() else { return Err(Refusal::NotFound) };
        listener.hears_list(&first.list.language);
        Ok((site, offers))
    }
}
