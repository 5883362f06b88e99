//! The preference page's form: what stands in it, and what comes back.

use super::{Linked, capitalised};
use crate::domain::preferences::{Choices, Preferences};
use crate::domain::schedule::{ReaderClock, Schedule, Zone};
use crate::domain::time::Timestamp;
use crate::domain::topics::Topics;
use crate::http::Web;
use crate::http::answer::Refusal;
use crate::http::fields::Fields;
use crate::operations::words;
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

impl Web {
    pub(super) async fn standing(&self, linked: &Linked) -> Result<Standing, Refusal> {
        let id = linked.subscription.id;
        let preferences = self.store.preferences(id).await?;
        let mut topics = self.store.offered_topics(linked.list.id).await?;
        let gone = preferences.topics.names().filter(|name| !topics.iter().any(|offered| offered == name));
        let gone: Vec<String> = gone.map(str::to_owned).collect();
        topics.extend(gone);
        Ok(Standing {
            schedules: self.schedules_of(linked.list.id).await?,
            schedule: self.schedule(&linked.subscription).await?,
            waiting: self.store.waiting_digest(id).await?,
            preferences,
            topics,
        })
    }
}

impl Standing {
    /// When the next digest comes, where the calendar knows.
    pub fn next_digest(&self, now: Timestamp) -> Option<String> {
        let zone = self.zone();
        let paused = self.preferences.paused_at(now);
        let waiting = self.waiting.filter(|due| *due > now && paused.is_none_or(|until| *due >= until));
        let due = waiting.or_else(|| self.schedule.next_for(&self.preferences.clock, now, paused))?;
        Some(words::instant(words::english(), due, zone))
    }

    /// Whose clocks their times are told by.
    pub fn zone(&self) -> &Zone {
        let own = self.preferences.clock.zone.as_ref().filter(|_| self.schedule.local);
        own.unwrap_or(&self.schedule.zone)
    }

    /// The day on which a pause ends.
    pub fn paused_until(&self, now: Timestamp) -> Option<String> {
        self.preferences.paused_at(now).map(|until| words::day(words::english(), until, self.zone()))
    }

    pub fn schedule_choices(&self, now: Timestamp) -> Vec<ScheduleChoice> {
        let clock = &self.preferences.clock;
        let paused = self.preferences.paused_at(now);
        let choice = |schedule: &Schedule| {
            let zone = clock.zone.as_ref().filter(|_| schedule.local).unwrap_or(&schedule.zone);
            let chosen = schedule.id == self.schedule.id;
            let next = if chosen {
                self.next_digest(now)
            } else {
                schedule.next_for(clock, now, paused).map(|due| words::instant(words::english(), due, zone))
            };
            ScheduleChoice {
                name: schedule.name.to_string(),
                label: capitalised(&words::schedule_phrase(words::english(), schedule)),
                effect: next.map(|due| format!("Next digest: {due}")),
                chosen,
            }
        };
        self.schedules.iter().map(choice).collect()
    }

    /// The choice of a clock; `None` where no schedule of the list follows one.
    pub fn clock_choice(&self) -> Option<ClockChoice> {
        let clock = &self.preferences.clock;
        let local = self.schedules.iter().find(|schedule| schedule.local)?;
        let chosen = clock.zone.as_ref().map(Zone::name);
        let mut places = Zone::places();
        // A zone that is no place, chosen elsewhere, stays chosen.
        places.extend(chosen.filter(|name| !places.iter().any(|place| place == name)).map(str::to_owned));
        let option = |value: String, label: String, chosen: bool| FieldOption { value, label, chosen };
        let hours = self.schedules.iter().any(Schedule::offers_hour).then(|| {
            (0..24).map(|hour| option(hour.to_string(), format!("{hour}:00"), clock.hour == Some(hour))).collect()
        });
        let weekdays = self.schedules.iter().any(Schedule::offers_weekday).then(|| {
            let name = |day: u8| words::weekday(words::english(), day);
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

    /// Reads the form; all that is wrong with it at once.
    pub fn read(&self, fields: &Fields) -> Result<Choices, PreferenceErrors> {
        let mut errors = PreferenceErrors::default();
        let wanted = fields.get("schedule");
        let schedule = self.schedules.iter().find(|schedule| schedule.name.as_str() == wanted);
        if schedule.is_none() {
            errors.schedule = Some("Choose one of these.".to_owned());
        }
        let clock = self.read_clock(fields).unwrap_or_else(|problem| {
            errors.clock = Some(problem);
            None
        });
        let topics = self.read_topics(fields).unwrap_or_else(|problem| {
            errors.topics = Some(problem);
            None
        });
        if !errors.is_empty() {
            return Err(errors);
        }
        Ok(Choices {
            schedule: schedule.map(|schedule| schedule.id),
            topics,
            clock,
            language: super::subscribe::language_of(fields),
        })
    }

    /// What a form without these fields says nothing about stays as it is.
    fn read_clock(&self, fields: &Fields) -> Result<Option<ReaderClock>, String> {
        let had = &self.preferences.clock;
        let mut clock = had.clone();
        if fields.has("zone") {
            let name = fields.get("zone");
            clock.zone = match name {
                "" => None,
                name => Some(Zone::parse(name).map_err(|_| "Choose a place from the list.".to_owned())?),
            };
        }
        if fields.has("hour") {
            clock.hour = number(fields.get("hour"), 0, 23).map_err(|()| "Choose one of these hours.".to_owned())?;
        }
        if fields.has("weekday") {
            clock.weekday = number(fields.get("weekday"), 1, 7).map_err(|()| "Choose one of these days.".to_owned())?;
        }
        Ok((clock != *had).then_some(clock))
    }

    /// An unticked box sends nothing: the field `topics` says that they were shown.
    fn read_topics(&self, fields: &Fields) -> Result<Option<Topics>, String> {
        if !fields.has("topics") {
            return Ok(None);
        }
        let ticked: Vec<String> = fields.all("topic").map(str::to_owned).collect();
        Topics::chosen(&self.topics, ticked).map(Some).ok_or_else(|| "Choose from these topics.".to_owned())
    }
}

/// A number between bounds, or nothing chosen.
fn number(text: &str, low: u8, high: u8) -> Result<Option<u8>, ()> {
    match text {
        "" => Ok(None),
        text => text.parse().ok().filter(|number| (low..=high).contains(number)).map(Some).ok_or(()),
    }
}
