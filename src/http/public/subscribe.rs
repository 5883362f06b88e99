//! `/s/{list}`: asking for one list.

use axum::http::StatusCode;
use axum::response::Response;

use super::offer::{FieldNames, Mistakes, Offer};
use super::{Named, placements};
use crate::domain::address::EmailAddress;
use crate::domain::admission::Admission;
use crate::domain::consent::{Origin, Way};
use crate::domain::id::ListId;
use crate::domain::list::{List, Slug};
use crate::domain::schedule::Schedule;
use crate::domain::site::Site;
use crate::domain::topics::Topics;
use crate::http::answer::Refusal;
use crate::http::fields::Fields;
use crate::http::origin::source_page;
use crate::http::visit::Visit;
use crate::operations::guard::{Ask, Refused};
use crate::operations::read_archive::last_digest_path;
use crate::operations::subscribe::{Choice, SubscribeForm, subscribe};
use crate::operations::words;
use crate::render::locale::Locale;
use crate::render::pages::{CheckMail, HiddenField, OnceMore, Page, Resend, Subscribe};
use crate::render::placements::{NotTaken, Taken};
use crate::store::Requested;

/// A form as it is shown: as it was typed, with what is wrong.
struct Form<'a> {
    fields: &'a Fields,
    stamp: String,
    problems: Problems,
}

/// What is wrong with a form.
#[derive(Default)]
struct Problems {
    email: Option<String>,
    choices: Mistakes,
}

/// The page.
pub async fn show(visit: Visit, Named(slug): Named) -> Response {
    let page = async {
        let (list, site, schedules) = visit.offered_list(&slug).await?;
        let topics = visit.web.store.offered_topics(list.id).await?;
        let offer = Offer { list, schedules, topics };
        let stamp = visit.web.guard.stamp(visit.now);
        let form = Form { fields: &Fields::default(), stamp, problems: Problems::default() };
        Ok(visit.page(&site, &page(&visit, &offer, form).await?))
    };
    visit.answer(page).await
}

/// The form: of the list's page, or of a placement on a blog's own pages.
pub async fn submit(visit: Visit, Named(slug): Named, fields: Fields) -> Response {
    visit.listener.hears_form(&fields);
    if placements::wants_json(&visit.headers) {
        let answer = visit.submitted(&slug, &fields, true).await;
        return answer.unwrap_or_else(|refusal| placements::refused(visit.locale(), refusal));
    }
    visit.answer(visit.submitted(&slug, &fields, false)).await
}

impl Problems {
    /// As the script wants to have it. It asks for no topics but its placement's, and of these none is refused.
    fn told(self) -> NotTaken {
        NotTaken { email: self.email, schedule: self.choices.schedule, form: None }
    }
}

async fn page(visit: &Visit, offer: &Offer, form: Form<'_>) -> Result<Page, Refusal> {
    let Form { fields, stamp, problems } = form;
    let (list, names, locale, now) = (&offer.list, FieldNames::alone(), visit.locale(), visit.now);
    let when =
        offer.schedules.first().map(|schedule| words::schedule_with_next(locale, schedule, now)).unwrap_or_default();
    Ok(Page::Subscribe(Subscribe {
        action: format!("/s/{}", list.slug),
        name: list.name.clone(),
        description: (!list.promise.is_empty()).then(|| list.promise.clone()),
        when: locale.capitalised(&when),
        last_digest_url: last_digest_path(&visit.web.store, list).await?,
        schedules: offer.schedule_choices(locale, fields, &names, now),
        topics: offer.topic_choices(fields, &names),
        stamp,
        email: fields.get("email").to_owned(),
        email_error: problems.email,
        schedule_error: problems.choices.schedule,
        topics_error: problems.choices.topics,
    }))
}

/// The words that a form shows about what is asked for: what the consent record keeps.
pub(super) fn wording(locale: &Locale, choices: &[Choice<'_>]) -> String {
    let mut lines: Vec<String> = Vec::new();
    for Choice { list, schedule, topics } in choices {
        lines.push(format!("{}, {}", list.name, words::schedule_phrase(locale, schedule)));
        lines.extend(topics_wording(topics));
        if !list.promise.is_empty() {
            lines.push(list.promise.clone());
        }
    }
    lines.push(words::pressed(&locale.say("page-subscribe", &[])));
    lines.push(locale.say("page-promise", &[]));
    lines.join("\n")
}

/// The fields of a form that is sent again.
fn again(fields: &Fields, stamp: String) -> Vec<HiddenField> {
    let typed = fields.typed().map(|(name, value)| HiddenField { name: name.to_owned(), value: value.to_owned() });
    typed.chain([HiddenField { name: "stamp".to_owned(), value: stamp }]).collect()
}

/// The topics that were chosen, for the consent record; nothing when it was all of them.
pub(super) fn topics_wording(topics: &Topics) -> Option<String> {
    let names: Vec<&str> = topics.names().collect();
    (!names.is_empty()).then(|| format!("Topics: {}", names.join(", ")))
}

impl Visit {
    /// Takes a form for one list; a script is told in JSON what a browser is shown as a page.
    async fn submitted(&self, slug: &str, fields: &Fields, from_script: bool) -> Result<Response, Refusal> {
        let (list, site, schedules) = self.offered_list(slug).await?;
        let (web, locale) = (&self.web, self.locale());
        let placement = web.placement_called(&list, fields.get("placement")).await?;
        let asks_for_topics = placement.is_none() && fields.has("topic");
        let topics = if asks_for_topics { web.store.offered_topics(list.id).await? } else { Vec::new() };
        let mut offer = Offer { list, schedules, topics };
        let choice = match &placement {
            Some(placement) => offer.read_placement(locale, placement, fields),
            None => offer.read(locale, fields, &FieldNames::alone()),
        };
        let (choice, address) = match (choice, EmailAddress::parse(fields.get("email"))) {
            (Ok(choice), Ok(address)) => (choice, address),
            (choice, address) => {
                let problems = Problems {
                    email: address.err().map(|error| words::address_error(locale, error)),
                    choices: choice.err().unwrap_or_default(),
                };
                if from_script {
                    return Ok(placements::told_everywhere(StatusCode::UNPROCESSABLE_ENTITY, locale, &problems.told()));
                }
                offer.topics = web.store.offered_topics(offer.list.id).await?;
                let stamp = web.guard.stamp_again(fields.get("stamp"), self.now);
                let page = page(self, &offer, Form { fields, stamp, problems }).await?;
                return Ok(self.page_with(StatusCode::UNPROCESSABLE_ENTITY, &site, &page));
            }
        };
        let wording = match &placement {
            Some(placement) => placements::wording(locale, placement, &site, &choice),
            None => wording(locale, std::slice::from_ref(&choice)),
        };
        let way = if placement.is_some() { Way::Placement } else { Way::SubscribePage };
        let form = SubscribeForm {
            choices: std::slice::from_ref(&choice),
            address: &address,
            language: Some(self.listener.language()),
            wording: &wording,
            origin: &Origin { source: source_page(fields, &self.headers), ..self.origin(way) },
        };
        let action = format!("/s/{}", offer.list.slug);
        self.take_form(&form, &action, fields).await?;
        if from_script {
            let until = words::instant(locale, self.now.plus(web.confirmation_valid_for), &choice.schedule.zone);
            let taken = Taken::of(locale, address.as_str(), &until);
            return Ok(placements::told_everywhere(StatusCode::OK, locale, &taken));
        }
        Ok(self.check_mail(&site, &address, choice.schedule, &action, fields))
    }

    /// The list of this name, with its site and its schedules.
    pub(super) async fn list_called(&self, slug: &str) -> Result<(List, Site, Vec<Schedule>), Refusal> {
        let slug: Slug = slug.parse().map_err(|_| Refusal::NotFound)?;
        let found = self.web.store.list_with_schedules(slug.as_str()).await?.ok_or(Refusal::NotFound)?;
        self.listener.hears_list(&found.0.language);
        Ok(found)
    }

    /// The same for who would subscribe: refused while there is no schedule, for then nobody can.
    pub(super) async fn offered_list(&self, slug: &str) -> Result<(List, Site, Vec<Schedule>), Refusal> {
        let found = self.list_called(slug).await?;
        if found.2.is_empty() { Err(Refusal::NotFound) } else { Ok(found) }
    }

    /// Counts a form and takes it. A filled trap is answered like a good form and does nothing.
    pub(super) async fn take_form(
        &self,
        form: &SubscribeForm<'_>,
        action: &str,
        fields: &Fields,
    ) -> Result<(), Refusal> {
        let lists: Vec<ListId> = form.choices.iter().map(|choice| choice.list.id).collect();
        let stamped = Some(fields.stamped());
        let ask = Ask { visitor: self.visitor, address: form.address, lists: &lists, form: stamped };
        let admission = self.admit(&ask, action, fields)?;
        if !fields.get("website").is_empty() {
            tracing::info!("a form was filled by a machine and dropped");
            return Ok(());
        }
        self.wake_after(subscribe(&self.web.register, form, admission, self.now).await?);
        Ok(())
    }

    /// The same form once more, for the button on its answer: all that was typed and chosen.
    pub(super) fn resend(&self, action: &str, fields: &Fields) -> Resend {
        let guard = &self.web.guard;
        let after = words::span(self.locale(), guard.interval_between_mails());
        Resend { action: action.to_owned(), fields: again(fields, guard.stamp(self.now)), after }
    }

    /// Asks the guard for a form that goes to `action`.
    pub(super) fn admit(&self, ask: &Ask<'_>, action: &str, fields: &Fields) -> Result<Admission, Refusal> {
        self.web.guard.admit(ask, self.now).map_err(|refused| match refused {
            Refused::TooMany(wait) => Refusal::TooMany(wait),
            Refused::Domain => Refusal::Domain,
            Refused::OnceMore(doubt) => {
                tracing::info!(?doubt, "a form must be sent once more");
                let stamp = self.web.guard.stamp_again(fields.get("stamp"), self.now);
                Refusal::OnceMore(OnceMore { action: action.to_owned(), fields: again(fields, stamp) })
            }
        })
    }

    /// Wakes the sender for a mail that somebody waits for.
    pub(super) fn wake_after(&self, requested: Requested) {
        if matches!(requested, Requested::Queued | Requested::Known) {
            self.web.mail_queued.notify_waiters();
        }
    }

    /// The answer to every form that was taken, whatever became of it.
    pub(super) fn check_mail(
        &self,
        site: &Site,
        address: &EmailAddress,
        schedule: &Schedule,
        action: &str,
        fields: &Fields,
    ) -> Response {
        let locale = self.locale();
        let again_url =
            if fields.has("language") { format!("{action}?lang={}", locale.tag()) } else { action.to_owned() };
        let page = Page::CheckMail(CheckMail {
            address: address.to_string(),
            until: words::instant(locale, self.now.plus(self.web.confirmation_valid_for), &schedule.zone),
            resend: self.resend(action, fields),
            again_url,
        });
        self.page(site, &page)
    }
}
