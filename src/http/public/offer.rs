//! What a list offers at sign-up, and what of it a form chose.

use super::schedule_choices;
use crate::domain::list::List;
use crate::domain::placement::Placement;
use crate::domain::schedule::Schedule;
use crate::domain::time::Timestamp;
use crate::domain::topics::Topics;
use crate::http::Web;
use crate::http::answer::Refusal;
use crate::http::fields::Fields;
use crate::operations::subscribe::Choice;
use crate::operations::words;
use crate::render::locale::Locale;
use crate::render::pages::{ScheduleChoice, TopicChoice};

/// A list with what there is to choose.
pub(super) struct Offer {
    pub list: List,
    /// In the operator's order, at least one: the first is the usual one.
    pub schedules: Vec<Schedule>,
    pub topics: Vec<String>,
}

/// What a form chose that is not offered.
#[derive(Default)]
pub(super) struct Mistakes {
    pub schedule: Option<String>,
    pub topics: Option<String>,
}

/// The names of a list's fields in a form; in a form for several lists each has fields of its own.
pub(super) struct FieldNames {
    schedule: String,
    topic: String,
}

impl FieldNames {
    /// In a form for one list.
    pub fn alone() -> Self {
        Self { schedule: "schedule".to_owned(), topic: "topic".to_owned() }
    }

    /// In a form for several.
    pub fn of(list: &List) -> Self {
        Self { schedule: format!("schedule-{}", list.slug), topic: format!("topic-{}", list.slug) }
    }
}

impl Offer {
    /// What a form chose; where it says nothing, the usual schedule and all topics.
    pub fn read(&self, locale: &Locale, fields: &Fields, names: &FieldNames) -> Result<Choice<'_>, Mistakes> {
        let ticked = fields.all(&names.topic).map(str::to_owned).collect();
        self.with_topics(locale, Topics::chosen(&self.topics, ticked), fields, names)
    }

    /// What the form of a placement chose. A blog keeps the copy that its author once made, so what its operator offers no more is passed over.
    pub fn read_placement(
        &self,
        locale: &Locale,
        placement: &Placement,
        fields: &Fields,
    ) -> Result<Choice<'_>, Mistakes> {
        let names = FieldNames::alone();
        let is_ticked = |name: &&String| fields.all(&names.topic).any(|ticked| ticked == name.as_str());
        let topics = Topics::only(placement.topics.iter().filter(is_ticked).cloned());
        self.with_topics(locale, Some(topics), fields, &names)
    }

    fn with_topics(
        &self,
        locale: &Locale,
        topics: Option<Topics>,
        fields: &Fields,
        names: &FieldNames,
    ) -> Result<Choice<'_>, Mistakes> {
        let schedule = match fields.get(&names.schedule) {
            "" => self.schedules.first(),
            name => self.schedules.iter().find(|schedule| schedule.name.as_str() == name),
        };
        match (schedule, topics) {
            (Some(schedule), Some(topics)) => Ok(Choice { list: &self.list, schedule, topics }),
            (schedule, topics) => Err(Mistakes {
                schedule: schedule.is_none().then(|| locale.say("error-choose-one", &[])),
                topics: topics.is_none().then(|| locale.say("error-choose-topics", &[])),
            }),
        }
    }

    /// The schedules to choose from, none where there is no choice.
    pub fn schedule_choices(
        &self,
        locale: &Locale,
        fields: &Fields,
        names: &FieldNames,
        now: Timestamp,
    ) -> Vec<ScheduleChoice> {
        if self.schedules.len() < 2 {
            return Vec::new();
        }
        let usual = self.schedules.first().map(|schedule| schedule.name.as_str()).unwrap_or_default();
        let chosen = match fields.get(&names.schedule) {
            "" => usual,
            chosen => chosen,
        };
        schedule_choices(&self.schedules, chosen, now, locale)
    }

    pub fn topic_choices(&self, fields: &Fields, names: &FieldNames) -> Vec<TopicChoice> {
        let is_ticked = |name: &String| fields.all(&names.topic).any(|ticked| ticked == name);
        self.topics.iter().map(|name| TopicChoice { name: name.clone(), chosen: is_ticked(name) }).collect()
    }

    /// When it usually comes, in words.
    pub fn usual_schedule(&self, locale: &Locale) -> String {
        let phrase = |schedule: &Schedule| words::schedule_phrase(locale, schedule);
        self.schedules.first().map(phrase).unwrap_or_default()
    }
}

impl Web {
    /// What a list offers; refused while it has no schedule, for then nobody can subscribe yet.
    pub(super) async fn offer(&self, list: List) -> Result<Offer, Refusal> {
        let schedules = self.schedules_of(list.id).await?;
        let topics = self.store.offered_topics(list.id).await?;
        Ok(Offer { list, schedules, topics })
    }
}
