//! `/s/{list}`: asking for one list.

use std::sync::Arc;

use axum::Extension;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
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
use crate::domain::time::Timestamp;
use crate::domain::topics::Topics;
use crate::http::Web;
use crate::http::answer::Refusal;
use crate::http::fields::Fields;
use crate::http::language::Listener;
use crate::http::origin::{Peer, origin, source_page, visitor};
use crate::operations::guard::{Ask, Refused};
use crate::operations::plan_digest::site_of;
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
pub async fn show(State(web): State<Arc<Web>>, Named(slug): Named, listener: Listener, headers: HeaderMap) -> Response {
    let page = async {
        let (list, site) = web.list_called(&slug, &listener).await?;
        let offer = web.offer(list).await?;
        let last = last_digest_path(&web.store, &offer.list).await?;
        let now = web.clock.now();
        let form = Form { fields: &Fields::default(), stamp: web.guard.stamp(now), problems: Problems::default() };
        let page = page(listener.locale(), &offer, last, form, now);
        Ok(web.page(StatusCode::OK, &listener, &words::site_view(&site, None), &page))
    };
    web.answer(&headers, &listener, page).await
}

/// The form: of the list's page, or of a placement on a blog's own pages.
pub async fn submit(
    State(web): State<Arc<Web>>,
    Extension(peer): Extension<Peer>,
    Named(slug): Named,
    listener: Listener,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let from_script = placements::wants_json(&headers);
    let answer = async {
        let fields = Fields::read(&body);
        listener.hears_form(&fields);
        let (list, site) = web.list_called(&slug, &listener).await?;
        let locale = listener.locale();
        let placement = web.placement_called(&list, fields.get("placement")).await?;
        let schedules = web.schedules_of(list.id).await?;
        let asks_for_topics = placement.is_none() && fields.has("topic");
        let topics = if asks_for_topics { web.store.offered_topics(list.id).await? } else { Vec::new() };
        let mut offer = Offer { list, schedules, topics };
        let now = web.clock.now();
        let choice = match &placement {
            Some(placement) => offer.read_placement(locale, placement, &fields),
            None => offer.read(locale, &fields, &FieldNames::alone()),
        };
        let address = EmailAddress::parse(fields.get("email"));
        let (choice, address) = match (choice, address) {
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
                let last = last_digest_path(&web.store, &offer.list).await?;
                let stamp = web.guard.stamp_again(fields.get("stamp"), now);
                let page = page(locale, &offer, last, Form { fields: &fields, stamp, problems }, now);
                return Ok(web.page(
                    StatusCode::UNPROCESSABLE_ENTITY,
                    &listener,
                    &words::site_view(&site, None),
                    &page,
                ));
            }
        };
        let visitor = visitor(peer, &headers, &web.trusted_proxies);
        let wording = match &placement {
            Some(placement) => placements::wording(locale, placement, &site, &choice),
            None => wording(locale, std::slice::from_ref(&choice)),
        };
        let source = source_page(&fields, &headers);
        let way = if placement.is_some() { Way::Placement } else { Way::SubscribePage };
        let form = SubscribeForm {
            choices: std::slice::from_ref(&choice),
            address: &address,
            language: Some(listener.language()),
            wording: &wording,
            origin: &Origin { source, ..origin(way, visitor, &headers) },
        };
        web.take_form(&form, &format!("/s/{}", offer.list.slug), &fields, now).await?;
        if from_script {
            let until = words::instant(locale, now.plus(web.confirmation_valid_for), &choice.schedule.zone);
            let taken = Taken::of(locale, address.as_str(), &until);
            return Ok(placements::told_everywhere(StatusCode::OK, locale, &taken));
        }
        Ok(web.check_mail(
            &listener,
            &site,
            &address,
            choice.schedule,
            now,
            (format!("/s/{}", offer.list.slug), &fields),
        ))
    };
    if from_script {
        return answer.await.unwrap_or_else(|refusal| placements::refused(listener.locale(), refusal));
    }
    web.answer(&headers, &listener, answer).await
}

impl Problems {
    /// As the script wants to have it. It asks for no topics but its placement's, and of these none is refused.
    fn told(self) -> NotTaken {
        NotTaken { email: self.email, schedule: self.choices.schedule, form: None }
    }
}

fn page(locale: &Locale, offer: &Offer, last_digest_url: Option<String>, form: Form<'_>, now: Timestamp) -> Page {
    let Form { fields, stamp, problems } = form;
    let (list, names) = (&offer.list, FieldNames::alone());
    let when =
        offer.schedules.first().map(|schedule| words::schedule_with_next(locale, schedule, now)).unwrap_or_default();
    Page::Subscribe(Subscribe {
        action: format!("/s/{}", list.slug),
        name: list.name.clone(),
        description: (!list.promise.is_empty()).then(|| list.promise.clone()),
        when: locale.capitalised(&when),
        last_digest_url,
        schedules: offer.schedule_choices(locale, fields, &names, now),
        topics: offer.topic_choices(fields, &names),
        stamp,
        email: fields.get("email").to_owned(),
        email_error: problems.email,
        schedule_error: problems.choices.schedule,
        topics_error: problems.choices.topics,
    })
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

impl Web {
    /// The list of this name, with its site.
    pub(super) async fn list_called(&self, slug: &str, listener: &Listener) -> Result<(List, Site), Refusal> {
        let slug: Slug = slug.parse().map_err(|_| Refusal::NotFound)?;
        let list = self.store.list_by_slug(slug.as_str()).await?.ok_or(Refusal::NotFound)?;
        listener.hears_list(&list.language);
        let site = site_of(&self.store, &list).await?;
        Ok((list, site))
    }

    /// Counts a form and takes it. A filled trap is answered like a good form and does nothing.
    pub(super) async fn take_form(
        &self,
        form: &SubscribeForm<'_>,
        action: &str,
        fields: &Fields,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        let visitor = form.origin.remote.ok_or(Refusal::NotFound)?;
        let lists: Vec<ListId> = form.choices.iter().map(|choice| choice.list.id).collect();
        let ask = Ask { visitor, address: form.address, lists: &lists, form: Some(fields.stamped()) };
        let admission = self.admit(&ask, action, fields, now)?;
        if !fields.get("website").is_empty() {
            tracing::info!("a form was filled by a machine and dropped");
            return Ok(());
        }
        self.wake_after(subscribe(&self.register, form, admission, now).await?);
        Ok(())
    }

    /// The same form once more, for the button on its answer: all that was typed and chosen.
    pub(super) fn resend(&self, locale: &Locale, action: String, fields: &Fields, now: Timestamp) -> Resend {
        let fields = again(fields, self.guard.stamp(now));
        Resend { action, fields, after: words::span(locale, self.guard.interval_between_mails()) }
    }

    /// Asks the guard for a form that goes to `action`.
    pub(super) fn admit(
        &self,
        ask: &Ask<'_>,
        action: &str,
        fields: &Fields,
        now: Timestamp,
    ) -> Result<Admission, Refusal> {
        self.guard.admit(ask, now).map_err(|refused| match refused {
            Refused::TooMany(wait) => Refusal::TooMany(wait),
            Refused::Domain => Refusal::Domain,
            Refused::OnceMore(doubt) => {
                tracing::info!(?doubt, "a form must be sent once more");
                let stamp = self.guard.stamp_again(fields.get("stamp"), now);
                Refusal::OnceMore(OnceMore { action: action.to_owned(), fields: again(fields, stamp) })
            }
        })
    }

    /// Wakes the sender for a mail that somebody waits for.
    pub(super) fn wake_after(&self, requested: Requested) {
        if matches!(requested, Requested::Queued | Requested::Known) {
            self.mail_queued.notify_waiters();
        }
    }

    /// The answer to every form that was taken, whatever became of it.
    pub(super) fn check_mail(
        &self,
        listener: &Listener,
        site: &Site,
        address: &EmailAddress,
        schedule: &Schedule,
        now: Timestamp,
        (again, fields): (String, &Fields),
    ) -> Response {
        let locale = listener.locale();
        let again_url = if fields.has("language") { format!("{again}?lang={}", locale.tag()) } else { again.clone() };
        let page = Page::CheckMail(CheckMail {
            address: address.to_string(),
            until: locale.instant(now.plus(self.confirmation_valid_for), &schedule.zone),
            resend: self.resend(locale, again, fields, now),
            again_url,
        });
        self.page(StatusCode::OK, listener, &words::site_view(site, None), &page)
    }
}
