//! The preference page's form: what stands in it, and what comes back.

use crate::domain::language::Language;
use crate::domain::list::List;
use crate::domain::preferences::{Choices, Preferences};
use crate::domain::schedule::{ReaderClock, Schedule, Zone};
use crate::domain::time::Timestamp;
use crate::domain::topics::Topics;
use crate::http::answer::Refusal;
use crate::http::fields::Fields;
use crate::http::visit::{Linked, Visit};
use crate::operations::languages::{is_known, locale_of};
use crate::operations::words;
use crate::render::locale::{Locale, Locales};
use crate::render::pages::{ClockChoice, FieldOption, PreferenceErrors, ScheduleChoice, TopicChoice};

/// What a reader chose, and what there is to choose from.
pub(super) struct Standing {
    pub preferences: Preferences,
    pub schedules: Vec<Schedule>,
    /// The one that they are on.
    pub schedule: Schedule,
    /// The list's topics, and those that they chose before.
    pub topics: Vec<String>,
    /// When a digest comes that waits for them already.
    pub waiting: Option<Timestamp>,
}

/// A form with something wrong in it.
pub(super) struct Mistaken {
    /// What of it can be taken.
    pub choices: Choices,
    pub errors: PreferenceErrors,
}

impl Visit {
    pub(super) async fn standing(&self, linked: &Linked) -> Result<Standing, Refusal> {
        let (store, id) = (&self.web.store, linked.subscription.id);
        let preferences = store.preferences(id).await?;
        let mut topics = store.offered_topics(linked.list.id).await?;
        let gone = preferences.topics.names().filter(|name| !topics.iter().any(|offered| offered == name));
        let gone: Vec<String> = gone.map(str::to_owned).collect();
        topics.extend(gone);
        Ok(Standing {
            schedules: self.web.schedules_of(linked.list.id).await?,
            schedule: self.web.schedule(&linked.subscription).await?,
            waiting: store.waiting_digest(id).await?,
            preferences,
            topics,
        })
    }
}

impl Standing {
    /// When the next digest comes, where the calendar knows.
    pub fn next_digest(&self, locale: &Locale, now: Timestamp) -> Option<String> {
        let zone = self.zone();
        let paused = self.preferences.paused_at(now);
        let waiting = self.waiting.filter(|due| *due > now && paused.is_none_or(|until| *due >= until));
        let due = waiting.or_else(|| self.schedule.next_for(&self.preferences.clock, now, paused))?;
        Some(locale.instant(due, zone))
    }

    /// How often it comes to them.
    pub fn schedule_phrase(&self, locale: &Locale) -> String {
        words::schedule_phrase_for(locale, &self.schedule, &self.preferences.clock)
    }

    /// Whose clocks their times are told by.
    pub fn zone(&self) -> &Zone {
        let own = self.preferences.clock.zone.as_ref().filter(|_| self.schedule.local);
        own.unwrap_or(&self.schedule.zone)
    }

    /// The day on which a pause ends.
    pub fn paused_until(&self, locale: &Locale, now: Timestamp) -> Option<String> {
        self.preferences.paused_at(now).map(|until| words::day(locale, until, self.zone()))
    }

    pub fn schedule_choices(&self, locale: &Locale, now: Timestamp) -> Vec<ScheduleChoice> {
        let clock = &self.preferences.clock;
        let paused = self.preferences.paused_at(now);
        let choice = |schedule: &Schedule| {
            let zone = clock.zone.as_ref().filter(|_| schedule.local).unwrap_or(&schedule.zone);
            let chosen = schedule.id == self.schedule.id;
            let next = if chosen {
                self.next_digest(locale, now)
            } else {
                schedule.next_for(clock, now, paused).map(|due| locale.instant(due, zone))
            };
            ScheduleChoice {
                name: schedule.name.to_string(),
                label: locale.capitalised(&words::schedule_phrase_for(locale, schedule, clock)),
                effect: next.map(|due| locale.say("page-next", &[("when", due.into())])),
                chosen,
            }
        };
        self.schedules.iter().map(choice).collect()
    }

    /// The choice of a clock; `None` where no schedule of the list follows one.
    pub fn clock_choice(&self, locale: &Locale) -> Option<ClockChoice> {
        let clock = &self.preferences.clock;
        let local = self.schedules.iter().find(|schedule| schedule.local)?;
        let chosen = clock.zone.as_ref().map(Zone::name);
        let mut places = Zone::places();
        // A zone that is no place, chosen elsewhere, stays chosen.
        places.extend(chosen.filter(|name| !places.iter().any(|place| place == name)).map(str::to_owned));
        let option = |value: String, label: String, chosen: bool| FieldOption { value, label, chosen };
        let hours = self.schedules.iter().any(Schedule::offers_hour).then(|| {
            (0..24).map(|hour| option(hour.to_string(), words::hour(locale, hour), clock.hour == Some(hour))).collect()
        });
        let weekdays = self.schedules.iter().any(Schedule::offers_weekday).then(|| {
            let name = |day: u8| words::weekday(locale, day);
            (1..=7).map(|day| option(day.to_string(), name(day), clock.weekday == Some(day))).collect()
        });
        Some(ClockChoice {
            default_place: words::place(&local.zone),
            places: places.into_iter().map(|name| option(name.clone(), name.clone(), chosen == Some(&name))).collect(),
            hours: hours.unwrap_or_default(),
            weekdays: weekdays.unwrap_or_default(),
        })
    }

    pub fn topic_choices(&self) -> Vec<TopicChoice> {
        let chosen = &self.preferences.topics;
        let choice = |name: &String| TopicChoice { name: name.clone(), chosen: chosen.contains(name) };
        self.topics.iter().map(choice).collect()
    }

    /// All languages, each by its own name, the reader's marked; before them, for who has chosen none, what the list has.
    pub fn language_choices(&self, locale: &Locale, list: &List) -> Vec<FieldOption> {
        let chosen = self.preferences.language.as_ref().map(locale_of);
        let option = |value: &str, label, chosen| FieldOption { value: value.to_owned(), label, chosen };
        let own = Locales::shipped()
            .all()
            .map(|one| option(one.tag(), one.name(), chosen.is_some_and(|c| c.tag() == one.tag())));
        let as_list = || {
            let name = locale_of(&list.language).name();
            option("", locale.say("page-as-list-is", &[("what", name.into())]), true)
        };
        chosen.is_none().then(as_list).into_iter().chain(own).collect()
    }

    /// Reads the form; all that is wrong with it at once, and what was right.
    pub fn read(&self, locale: &Locale, fields: &Fields) -> Result<Choices, Box<Mistaken>> {
        let said = |key: &str| Some(locale.say(key, &[]));
        let mut errors = PreferenceErrors::default();
        let wanted = fields.get("schedule");
        let schedule = self.schedules.iter().find(|schedule| schedule.name.as_str() == wanted);
        if schedule.is_none() {
            errors.schedule = said("error-choose-one");
        }
        let clock = self.read_clock(fields).unwrap_or_else(|problem| {
            errors.clock = said(problem);
            None
        });
        let topics = self.read_topics(fields).unwrap_or_else(|problem| {
            errors.topics = said(problem);
            None
        });
        let language = read_language(fields).unwrap_or_else(|problem| {
            errors.language = said(problem);
            None
        });
        let choices = Choices { schedule: schedule.map(|schedule| schedule.id), topics, clock, language };
        if errors.is_empty() { Ok(choices) } else { Err(Box::new(Mistaken { choices, errors })) }
    }

    /// With these choices made, as in a form that is shown again.
    pub fn choosing(mut self, choices: Choices) -> Self {
        let chosen = self.schedules.iter().find(|schedule| Some(schedule.id) == choices.schedule);
        self.schedule = chosen.cloned().unwrap_or(self.schedule);
        let had = self.preferences;
        self.preferences = Preferences {
            topics: choices.topics.unwrap_or(had.topics),
            clock: choices.clock.unwrap_or(had.clock),
            language: choices.language.or(had.language),
            ..had
        };
        self
    }

    /// What a form without these fields says nothing about stays as it is.
    fn read_clock(&self, fields: &Fields) -> Result<Option<ReaderClock>, &'static str> {
        let had = &self.preferences.clock;
        let mut clock = had.clone();
        if fields.has("zone") {
            let name = fields.get("zone");
            clock.zone = match name {
                "" => None,
                name => Some(Zone::parse(name).map_err(|_| "error-choose-place")?),
            };
        }
        if fields.has("hour") {
            clock.hour = number(fields.get("hour"), 0, 23).map_err(|()| "error-choose-hour")?;
        }
        if fields.has("weekday") {
            clock.weekday = number(fields.get("weekday"), 1, 7).map_err(|()| "error-choose-weekday")?;
        }
        Ok((clock != *had).then_some(clock))
    }

    /// An unticked box sends nothing: the field `topics` says that they were shown.
    fn read_topics(&self, fields: &Fields) -> Result<Option<Topics>, &'static str> {
        if !fields.has("topics") {
            return Ok(None);
        }
        let ticked: Vec<String> = fields.all("topic").map(str::to_owned).collect();
        Topics::chosen(&self.topics, ticked).map(Some).ok_or("error-choose-topics")
    }
}

/// A language that is spoken here, or none chosen.
fn read_language(fields: &Fields) -> Result<Option<Language>, &'static str> {
    match fields.get("language") {
        "" => Ok(None),
        tag => tag.parse().ok().filter(is_known).map(Some).ok_or("error-choose-language"),
    }
}

/// A number between bounds, or nothing chosen.
fn number(text: &str, low: u8, high: u8) -> Result<Option<u8>, ()> {
    match text {
        "" => Ok(None),
        text => text.parse().ok().filter(|number| (low..=high).contains(number)).map(Some).ok_or(()),
    }
}
