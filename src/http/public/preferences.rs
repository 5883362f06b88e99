//! `/p/{token}`: what a reader has chosen. GET shows it; POST changes it, pauses, or leaves.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Extension;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use super::choices::Standing;
use super::{Linked, Named};
use crate::domain::address::EmailAddress;
use crate::domain::admission::Admission;
use crate::domain::consent::{Origin, Way};
use crate::domain::preferences::Choices;
use crate::domain::subscription::{Subscription, SubscriptionState};
use crate::domain::time::Timestamp;
use crate::domain::token::{CHANGE_SETTLES_IN, Purpose};
use crate::http::Web;
use crate::http::answer::Refusal;
use crate::http::fields::Fields;
use crate::http::language::Listener;
use crate::http::origin::{Peer, origin, visitor};
use crate::operations::guard::Ask;
use crate::operations::languages::locale_of;
use crate::operations::send_link::send_link;
use crate::operations::words;
use crate::render::locale::Locale;
use crate::render::pages::{Page, Paused, PreferenceErrors, Preferences, PreferencesSaved};
use crate::store::{Changed, Requested};

/// A pause of more than about a year is a departure.
const LONGEST_PAUSE: Duration = Duration::from_secs(366 * 24 * 3600);
const DAY: Duration = Duration::from_secs(24 * 3600);

/// The page.
pub async fn show(
    State(web): State<Arc<Web>>,
    Named(token): Named,
    listener: Listener,
    headers: HeaderMap,
) -> Response {
    let page = async {
        let now = web.clock.now();
        let linked = web.follow(Purpose::Preferences, &token, &listener, now).await?;
        let page = match linked.subscription.state {
            SubscriptionState::Active => {
                web.preferences(listener.locale(), &linked, PreferenceErrors::default(), now).await?
            }
            SubscriptionState::Ended(_) => web.left(&linked, false, now).await?,
            SubscriptionState::Pending => return Err(Refusal::LinkInvalid),
        };
        Ok(web.page(StatusCode::OK, &listener, &words::site_view(&linked.site, None), &page))
    };
    web.answer(&headers, &listener, page).await
}

/// A change.
pub async fn submit(
    State(web): State<Arc<Web>>,
    Extension(peer): Extension<Peer>,
    Named(token): Named,
    listener: Listener,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let answer = async {
        let now = web.clock.now();
        let linked = web.follow(Purpose::Preferences, &token, &listener, now).await?;
        let fields = Fields::read(&body);
        listener.hears_form(&fields);
        let locale = listener.locale();
        let origin = origin(Way::PreferencePage, visitor(peer, &headers, &web.trusted_proxies), &headers);
        let site = words::site_view(&linked.site, None);
        let (status, page) = match fields.get("action") {
            "leave" => (StatusCode::OK, web.leave(linked, &leaving(locale, "page-unsubscribe"), &origin, now).await?),
            "leave_all" => {
                (StatusCode::OK, web.leave_all(&linked, &leaving(locale, "page-leave-all"), &origin, now).await?)
            }
            "undo" => (StatusCode::OK, web.undo(locale, &linked, &origin, now).await?),
            "reason" => (StatusCode::OK, web.note(&linked, fields.get("reason"), now).await?),
            "schedule" => web.save(locale, &linked, &fields, &origin, now).await?,
            "pause" => web.pause(locale, &linked, fields.get("until"), &origin, now).await?,
            "move" => web.ask_at_new_address(locale, &linked, fields.get("email"), &origin, now).await?,
            "data" => (StatusCode::OK, web.send_data_link(&linked, &origin, now).await?),
            "resume" => (StatusCode::OK, web.resume(locale, &linked, &origin, now).await?),
            _ => {
                return Err(Refusal::BadRequest("error-request-button"));
            }
        };
        Ok(web.page(status, &listener, &site, &page))
    };
    web.answer(&headers, &listener, answer).await
}

/// What the reader saw and pressed who leaves from here.
fn leaving(locale: &Locale, button: &str) -> String {
    format!("{}. {}", locale.say("page-leave", &[]), words::pressed(&locale.say(button, &[])))
}

impl Web {
    async fn preferences(
        &self,
        locale: &Locale,
        linked: &Linked,
        errors: PreferenceErrors,
        now: Timestamp,
    ) -> Result<Page, Refusal> {
        let standing = self.standing(linked).await?;
        let together = self.store.subscriptions_of(&linked.subscription.address).await?;
        let elsewhere: Vec<Subscription> = together
            .into_iter()
            .filter(|one| one.subscriber == linked.subscription.subscriber && one.id != linked.subscription.id)
            .filter(|one| !matches!(one.state, SubscriptionState::Ended(_)))
            .collect();
        let zone = standing.zone();
        let moved_at = self.store.moved_at(linked.subscription.subscriber).await?;
        Ok(Page::Preferences(Box::new(Preferences {
            list: linked.list.name.clone(),
            address: linked.subscription.address.to_string(),
            schedules: standing.schedule_choices(locale, now),
            clock: standing.clock_choice(locale),
            topics: standing.topic_choices(),
            languages: standing.language_choices(locale, &linked.list),
            next_digest: standing.next_digest(locale, now),
            paused_until: standing.paused_until(locale, now),
            pause_from: zone.day_after(now),
            pause_to: zone.day_after(now.plus(LONGEST_PAUSE).minus(DAY)),
            other_lists: self.list_names(&elsewhere).await?,
            data_from: moved_at
                .map(|at| at.plus(CHANGE_SETTLES_IN))
                .filter(|from| *from > now)
                .map(|from| words::day(locale, from.plus(DAY), zone)),
            errors,
        })))
    }

    async fn save(
        &self,
        locale: &Locale,
        linked: &Linked,
        fields: &Fields,
        origin: &Origin,
        now: Timestamp,
    ) -> Result<(StatusCode, Page), Refusal> {
        let choices = match self.standing(linked).await?.read(locale, fields) {
            Ok(choices) => choices,
            Err(errors) => {
                return Ok((StatusCode::UNPROCESSABLE_ENTITY, self.preferences(locale, linked, *errors, now).await?));
            }
        };
        let wording = self.wording(locale, linked, &choices).await?;
        match self.store.save_choices(linked.subscription.id, &choices, &wording, origin, now).await? {
            Changed::Refused => Err(Refusal::LinkInvalid),
            Changed::Now(saved) | Changed::Before(saved) => {
                let standing = self.standing_of(linked, saved).await?;
                let page = Page::PreferencesSaved(PreferencesSaved {
                    list: linked.list.name.clone(),
                    schedule: words::schedule_phrase(locale, &standing.schedule),
                    topics: standing.preferences.topics.names().map(str::to_owned).collect(),
                    next_digest: standing.next_digest(locale, now),
                    preferences_url: self.links_of(linked).preferences().to_string(),
                });
                Ok((StatusCode::OK, page))
            }
        }
    }

    /// What the reader saw and pressed, for the consent record.
    async fn wording(&self, locale: &Locale, linked: &Linked, choices: &Choices) -> Result<String, Refusal> {
        let labelled = |key: &str, words: &str| format!("{}: {words}.", locale.say(key, &[]));
        let mut shown = Vec::new();
        let schedules = self.schedules_of(linked.list.id).await?;
        if let Some(schedule) = schedules.iter().find(|schedule| choices.schedule == Some(schedule.id)) {
            shown.push(labelled("page-how-often", &words::schedule_phrase(locale, schedule)));
        }
        if let Some(topics) = &choices.topics {
            let names: Vec<&str> = topics.names().collect();
            shown.push(format!("Topics: {}.", if names.is_empty() { "all".to_owned() } else { names.join(", ") }));
        }
        if let Some(clock) = &choices.clock {
            shown.push(labelled("page-clock", &words::clock(locale, clock)));
        }
        if let Some(language) = &choices.language {
            shown.push(labelled("page-language", &locale_of(language).name()));
        }
        shown.push(words::pressed(&locale.say("page-save", &[])));
        Ok(shown.join(" "))
    }

    async fn pause(
        &self,
        locale: &Locale,
        linked: &Linked,
        until: &str,
        origin: &Origin,
        now: Timestamp,
    ) -> Result<(StatusCode, Page), Refusal> {
        let standing = self.standing(linked).await?;
        let day = standing.zone().day(until);
        let problem = match day {
            None => Some("error-pause-day"),
            Some(day) if day <= now => Some("error-pause-past"),
            Some(day) if day.since(now) > LONGEST_PAUSE => Some("error-pause-long"),
            Some(_) => None,
        };
        let Some(day) = day.filter(|_| problem.is_none()) else {
            let pause = problem.map(|key| locale.say(key, &[("example", standing.zone().day_after(now).into())]));
            let errors = PreferenceErrors { pause, ..PreferenceErrors::default() };
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, self.preferences(locale, linked, errors, now).await?));
        };
        let until = words::day(locale, day, standing.zone());
        let button = words::pressed(&locale.say("page-pause", &[]));
        let wording = format!("{} {until}. {button}", locale.say("page-pause-until", &[]));
        let id = linked.subscription.id;
        match self.store.pause(id, Some(day), &wording, origin, now).await? {
            Changed::Refused => Err(Refusal::LinkInvalid),
            Changed::Now(_) | Changed::Before(_) => Ok((StatusCode::OK, self.paused(locale, linked, now).await?)),
        }
    }

    async fn resume(&self, locale: &Locale, linked: &Linked, origin: &Origin, now: Timestamp) -> Result<Page, Refusal> {
        let wording = words::pressed(&locale.say("page-pause-end", &[]));
        match self.store.pause(linked.subscription.id, None, &wording, origin, now).await? {
            Changed::Refused => Err(Refusal::LinkInvalid),
            Changed::Now(_) | Changed::Before(_) => self.paused(locale, linked, now).await,
        }
    }

    /// The page after a pause was begun or ended.
    async fn paused(&self, locale: &Locale, linked: &Linked, now: Timestamp) -> Result<Page, Refusal> {
        let standing = self.standing(linked).await?;
        Ok(Page::Paused(Paused {
            list: linked.list.name.clone(),
            until: standing.paused_until(locale, now),
            next_digest: standing.next_digest(locale, now),
            preferences_url: self.links_of(linked).preferences().to_string(),
        }))
    }

    /// Writes to a new address. Whoever has it, the answer is the same.
    async fn ask_at_new_address(
        &self,
        locale: &Locale,
        linked: &Linked,
        address: &str,
        origin: &Origin,
        now: Timestamp,
    ) -> Result<(StatusCode, Page), Refusal> {
        let new = match EmailAddress::parse(address) {
            Ok(new) => new,
            Err(problem) => {
                let errors = PreferenceErrors {
                    address: Some(words::address_error(locale, problem)),
                    ..PreferenceErrors::default()
                };
                return Ok((StatusCode::UNPROCESSABLE_ENTITY, self.preferences(locale, linked, errors, now).await?));
            }
        };
        let visitor = origin.remote.ok_or(Refusal::NotFound)?;
        let admission = self.admit_reader(visitor, &new, now)?;
        if self.store.request_address_change(linked.subscription.id, &new, &admission, now).await? {
            self.mail_queued.notify_waiters();
        }
        Ok((StatusCode::OK, Page::MailSent(new.to_string())))
    }

    /// Asks the guard for a mail that somebody causes behind a reader's own link, where no form needs a stamp.
    fn admit_reader(&self, visitor: IpAddr, address: &EmailAddress, now: Timestamp) -> Result<Admission, Refusal> {
        self.admit(&Ask { visitor, address, lists: &[], form: None }, "", &Fields::default(), now)
    }

    /// Sends the links of a reader to their own address, among them the one to their data.
    async fn send_data_link(&self, linked: &Linked, origin: &Origin, now: Timestamp) -> Result<Page, Refusal> {
        let (visitor, address) = (origin.remote.ok_or(Refusal::NotFound)?, &linked.subscription.address);
        let admission = self.admit_reader(visitor, address, now)?;
        if send_link(&self.store, linked.site.id, address, &admission, now).await? == Requested::Queued {
            self.mail_queued.notify_waiters();
        }
        Ok(Page::MailSent(address.to_string()))
    }

    /// As [`Web::standing`], for a subscription that was saved just now.
    async fn standing_of(&self, linked: &Linked, saved: Vec<Subscription>) -> Result<Standing, Refusal> {
        let subscription = saved.into_iter().next().ok_or(Refusal::LinkInvalid)?;
        let (list, site) = (linked.list.clone(), linked.site.clone());
        self.standing(&Linked { subscription, list, site }).await
    }
}
