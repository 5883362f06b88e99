//! `/p/{token}`: what a reader has chosen. GET shows it; POST changes it, pauses, or leaves.

use std::time::Duration;

use axum::http::StatusCode;
use axum::response::Response;

use super::Named;
use super::choices::Standing;
use crate::domain::address::EmailAddress;
use crate::domain::admission::Admission;
use crate::domain::consent::{Origin, Way};
use crate::domain::preferences::Choices;
use crate::domain::subscription::{Subscription, SubscriptionState};
use crate::domain::token::{CHANGE_SETTLES_IN, Purpose};
use crate::http::answer::Refusal;
use crate::http::fields::Fields;
use crate::http::visit::{Linked, Visit};
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
pub async fn show(visit: Visit, Named(token): Named) -> Response {
    let page = async {
        let linked = visit.follow(Purpose::Preferences, &token).await?;
        let page = match linked.subscription.state {
            SubscriptionState::Active => Page::Preferences(Box::new(visit.preferences(&linked).await?)),
            SubscriptionState::Ended(_) => visit.left(&linked, false).await?,
            SubscriptionState::Pending => return Err(Refusal::LinkInvalid),
        };
        Ok(visit.page(&linked.site, &page))
    };
    visit.answer(page).await
}

/// A change.
pub async fn submit(visit: Visit, Named(token): Named, fields: Fields) -> Response {
    let answer = async {
        let linked = visit.follow(Purpose::Preferences, &token).await?;
        visit.listener.hears_form(&fields);
        let (locale, origin) = (visit.locale(), visit.origin(Way::PreferencePage));
        if linked.subscription.state == SubscriptionState::Pending {
            return Err(Refusal::LinkInvalid);
        }
        let has_left = matches!(linked.subscription.state, SubscriptionState::Ended(_));
        if has_left && ["schedule", "pause", "resume", "move"].contains(&fields.get("action")) {
            // From a page that was open before: in another tab, or further back.
            let page = visit.left(&linked, false).await?;
            return Ok(visit.page_with(StatusCode::CONFLICT, &linked.site, &page));
        }
        let page = match fields.get("action") {
            "leave" => visit.leave(&linked, &leaving(locale, "page-unsubscribe"), &origin).await?,
            "leave_all" => visit.leave_all(&linked, &leaving(locale, "page-leave-all"), &origin).await?,
            "undo" => visit.undo(&linked, &origin).await?,
            "reason" => visit.note(&linked, fields.get("reason")).await?,
            "schedule" => visit.save(&linked, &fields, &origin).await?,
            "pause" => visit.pause(&linked, fields.get("until"), &origin).await?,
            "move" => visit.ask_at_new_address(&linked, fields.get("email")).await?,
            "data" => visit.send_data_link(&linked).await?,
            "resume" => visit.resume(&linked, &origin).await?,
            _ => return Err(Refusal::BadRequest("error-request-button")),
        };
        // The page itself is shown again where something is wrong with a form on it.
        let is_again = matches!(page, Page::Preferences(_));
        let status = if is_again { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        Ok(visit.page_with(status, &linked.site, &page))
    };
    visit.answer(answer).await
}

/// What the reader saw and pressed who leaves from here.
fn leaving(locale: &Locale, button: &str) -> String {
    format!("{}. {}", locale.say("page-leave", &[]), words::pressed(&locale.say(button, &[])))
}

impl Visit {
    async fn preferences(&self, linked: &Linked) -> Result<Preferences, Refusal> {
        let (web, locale, now) = (&self.web, self.locale(), self.now);
        let standing = self.standing(linked).await?;
        let together = web.store.subscriptions_of(&linked.subscription.address).await?;
        let elsewhere: Vec<Subscription> = together
            .into_iter()
            .filter(|one| one.subscriber == linked.subscription.subscriber && one.id != linked.subscription.id)
            .filter(|one| !matches!(one.state, SubscriptionState::Ended(_)))
            .collect();
        let zone = standing.zone();
        let moved_at = web.store.moved_at(linked.subscription.subscriber).await?;
        Ok(Preferences {
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
            until: String::new(),
            new_address: String::new(),
            other_lists: web.list_names(&elsewhere).await?,
            data_from: moved_at
                .map(|at| at.plus(CHANGE_SETTLES_IN))
                .filter(|from| *from > now)
                .map(|from| words::day(locale, from.plus(DAY), zone)),
            errors: PreferenceErrors::default(),
        })
    }

    async fn save(&self, linked: &Linked, fields: &Fields, origin: &Origin) -> Result<Page, Refusal> {
        let locale = self.locale();
        let standing = self.standing(linked).await?;
        let choices = match standing.read(locale, fields) {
            Ok(choices) => choices,
            Err(mistaken) => {
                let typed = standing.choosing(mistaken.choices);
                return Ok(Page::Preferences(Box::new(Preferences {
                    schedules: typed.schedule_choices(locale, self.now),
                    clock: typed.clock_choice(locale),
                    topics: typed.topic_choices(),
                    languages: typed.language_choices(locale, &linked.list),
                    errors: mistaken.errors,
                    ..self.preferences(linked).await?
                })));
            }
        };
        let wording = self.wording(linked, &choices).await?;
        match self.web.store.save_choices(linked.subscription.id, &choices, &wording, origin, self.now).await? {
            Changed::Refused => Err(Refusal::LinkInvalid),
            Changed::Now(saved) | Changed::Before(saved) => {
                let standing = self.standing_of(linked, saved).await?;
                Ok(Page::PreferencesSaved(PreferencesSaved {
                    list: linked.list.name.clone(),
                    schedule: standing.schedule_phrase(locale),
                    topics: standing.preferences.topics.names().map(str::to_owned).collect(),
                    next_digest: standing.next_digest(locale, self.now),
                    preferences_url: self.links_of(linked).preferences().to_string(),
                }))
            }
        }
    }

    /// What the reader saw and pressed, for the consent record.
    async fn wording(&self, linked: &Linked, choices: &Choices) -> Result<String, Refusal> {
        let locale = self.locale();
        let labelled = |key: &str, words: &str| format!("{}: {words}.", locale.say(key, &[]));
        let mut shown = Vec::new();
        let schedules = self.web.schedules_of(linked.list.id).await?;
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

    async fn pause(&self, linked: &Linked, until: &str, origin: &Origin) -> Result<Page, Refusal> {
        let (locale, now) = (self.locale(), self.now);
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
            return Ok(Page::Preferences(Box::new(Preferences {
                until: until.to_owned(),
                errors: PreferenceErrors { pause, ..PreferenceErrors::default() },
                ..self.preferences(linked).await?
            })));
        };
        let until = words::day(locale, day, standing.zone());
        let button = words::pressed(&locale.say("page-pause", &[]));
        let wording = format!("{} {until}. {button}", locale.say("page-pause-until", &[]));
        match self.web.store.pause(linked.subscription.id, Some(day), &wording, origin, now).await? {
            Changed::Refused => Err(Refusal::LinkInvalid),
            Changed::Now(_) | Changed::Before(_) => self.paused(linked).await,
        }
    }

    async fn resume(&self, linked: &Linked, origin: &Origin) -> Result<Page, Refusal> {
        let wording = words::pressed(&self.locale().say("page-pause-end", &[]));
        match self.web.store.pause(linked.subscription.id, None, &wording, origin, self.now).await? {
            Changed::Refused => Err(Refusal::LinkInvalid),
            Changed::Now(_) | Changed::Before(_) => self.paused(linked).await,
        }
    }

    /// The page after a pause was begun or ended.
    async fn paused(&self, linked: &Linked) -> Result<Page, Refusal> {
        let standing = self.standing(linked).await?;
        Ok(Page::Paused(Paused {
            list: linked.list.name.clone(),
            until: standing.paused_until(self.locale(), self.now),
            next_digest: standing.next_digest(self.locale(), self.now),
            preferences_url: self.links_of(linked).preferences().to_string(),
        }))
    }

    /// Writes to a new address. Whoever has it, the answer is the same.
    async fn ask_at_new_address(&self, linked: &Linked, address: &str) -> Result<Page, Refusal> {
        let new = match EmailAddress::parse(address) {
            Ok(new) => new,
            Err(problem) => {
                let told = Some(words::address_error(self.locale(), problem));
                return Ok(Page::Preferences(Box::new(Preferences {
                    new_address: address.to_owned(),
                    errors: PreferenceErrors { address: told, ..PreferenceErrors::default() },
                    ..self.preferences(linked).await?
                })));
            }
        };
        let admission = self.admit_reader(&new)?;
        if self.web.store.request_address_change(linked.subscription.id, &new, &admission, self.now).await? {
            self.web.mail_queued.notify_waiters();
        }
        Ok(Page::MailSent(new.to_string()))
    }

    /// Asks the guard for a mail that somebody causes behind a reader's own link, where no form needs a stamp.
    fn admit_reader(&self, address: &EmailAddress) -> Result<Admission, Refusal> {
        self.admit(&Ask { visitor: self.visitor, address, lists: &[], form: None }, "", &Fields::default())
    }

    /// Sends the links of a reader to their own address, among them the one to their data.
    async fn send_data_link(&self, linked: &Linked) -> Result<Page, Refusal> {
        let address = &linked.subscription.address;
        let admission = self.admit_reader(address)?;
        if send_link(&self.web.store, linked.site.id, address, &admission, self.now).await? == Requested::Queued {
            self.web.mail_queued.notify_waiters();
        }
        Ok(Page::MailSent(address.to_string()))
    }

    /// As [`Visit::standing`], for a subscription that was saved just now.
    async fn standing_of(&self, linked: &Linked, saved: Vec<Subscription>) -> Result<Standing, Refusal> {
        self.standing(&linked.with(saved.into_iter().next().ok_or(Refusal::LinkInvalid)?)).await
    }
}
