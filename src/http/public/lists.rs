//! `/s`: all lists of a site, to choose one or several.

use axum::http::StatusCode;
use axum::response::Response;

use super::offer::{FieldNames, Mistakes, Offer};
use super::subscribe::wording;
use crate::domain::address::EmailAddress;
use crate::domain::consent::Way;
use crate::domain::id::ListId;
use crate::domain::list::List;
use crate::domain::site::Site;
use crate::http::answer::Refusal;
use crate::http::fields::Fields;
use crate::http::visit::Visit;
use crate::operations::subscribe::{Choice, SubscribeForm};
use crate::operations::words;
use crate::render::pages::{ListChoice, Lists, Page};

/// The page.
pub async fn show(visit: Visit) -> Response {
    let page = async {
        let (site, offers) = visit.offers().await?;
        let stamp = visit.web.guard.stamp(visit.now);
        let form = Form { fields: &Fields::default(), stamp, email_error: None, read: &[] };
        Ok(visit.page(&site, &page(&visit, &offers, form)))
    };
    visit.answer(page).await
}

/// The form.
pub async fn submit(visit: Visit, fields: Fields) -> Response {
    let answer = async {
        visit.listener.hears_form(&fields);
        let (site, offers) = visit.offers().await?;
        let locale = visit.locale();
        let read: Vec<Read<'_>> = offers
            .iter()
            .filter(|offer| is_chosen(&offer.list, &fields))
            .map(|offer| (offer.list.id, offer.read(locale, &fields, &FieldNames::of(&offer.list))))
            .collect();
        let chosen: Vec<Choice<'_>> = read.iter().filter_map(|(_, choice)| choice.as_ref().ok().cloned()).collect();
        let address = EmailAddress::parse(fields.get("email"));
        let (Some(first), Ok(address), true) = (chosen.first(), &address, chosen.len() == read.len()) else {
            let email_error = address.err().map(|error| words::address_error(locale, error));
            let stamp = visit.web.guard.stamp_again(fields.get("stamp"), visit.now);
            let page = page(&visit, &offers, Form { fields: &fields, stamp, email_error, read: &read });
            return Ok(visit.page_with(StatusCode::UNPROCESSABLE_ENTITY, &site, &page));
        };
        let form = SubscribeForm {
            choices: &chosen,
            address,
            language: Some(visit.listener.language()),
            wording: &wording(locale, &chosen),
            origin: &visit.origin(Way::SubscribePage),
        };
        visit.take_form(&form, "/s", &fields).await?;
        Ok(visit.check_mail(&site, address, first.schedule, "/s", &fields))
    };
    visit.answer(answer).await
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

fn page(visit: &Visit, offers: &[Offer], form: Form<'_>) -> Page {
    let locale = visit.locale();
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
            schedules: offer.schedule_choices(locale, fields, &names, visit.now),
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

impl Visit {
    /// The site that the request means, with those of its lists that have a schedule.
    async fn offers(&self) -> Result<(Site, Vec<Offer>), Refusal> {
        let site = self.chosen_site().await?;
        let mut offers = Vec::new();
        for list in self.web.store.lists().await?.into_iter().filter(|list| list.site == site.id) {
            match self.web.offer(list).await {
                Ok(offer) => offers.push(offer),
                Err(Refusal::NotFound) => {}
                Err(refusal) => return Err(refusal),
            }
        }
        let Some(first) = offers.first() else { return Err(Refusal::NotFound) };
        self.listener.hears_list(&first.list.language);
        Ok((site, offers))
    }
}
