//! What digests may say to one reader alone: what is known about them, and conditions on it.

use serde::{Deserialize, Serialize};

use super::attributes::Attributes;
use super::topics::Topics;

/// A reader, as far as personal parts know them.
#[derive(Clone, Copy, Debug)]
pub struct ReaderFacts<'a> {
    /// Their name, where an import brought one.
    pub name: Option<&'a str>,
    /// What the operator noted.
    pub attributes: &'a Attributes,
    /// Their schedule's name.
    pub schedule: &'a str,
    /// The topics that they chose.
    pub topics: &'a Topics,
    /// The language that they read.
    pub language: &'a str,
}

/// A condition on one fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    /// Which fact.
    pub field: String,
    /// What it may be; none: anything, if it is only there.
    pub values: Vec<String>,
    /// Whether it must not be so.
    pub negated: bool,
}

impl<'a> ReaderFacts<'a> {
    /// A fact as a text; `None` where nothing is known.
    pub fn get(&self, field: &str) -> Option<&'a str> {
        match field {
            "name" => self.name,
            "schedule" => Some(self.schedule),
            "language" => Some(self.language),
            name => self.attributes.get(name),
        }
    }

    /// Whether a condition holds. One who chose no topics wants all of them.
    pub fn meet(&self, condition: &Condition) -> bool {
        let Condition { field, values, negated } = condition;
        let holds = if field == "topics" {
            let wanted = |topic: &String| self.topics.is_all() || self.topics.contains(topic);
            if values.is_empty() { !self.topics.is_all() } else { values.iter().any(wanted) }
        } else {
            let value = self.get(field);
            value.is_some_and(|value| values.is_empty() || values.iter().any(|wanted| wanted == value))
        };
        holds != *negated
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_condition_asks_for_a_value_or_that_there_is_one() {
        let mut attributes = Attributes::default();
        attributes.set(&"plan".parse().unwrap(), "gold").unwrap();
        let topics = Topics::only(["Bees".to_owned()]);
        let facts =
            ReaderFacts { name: None, attributes: &attributes, schedule: "weekly", topics: &topics, language: "de" };
        for (field, values, holds) in [
            ("plan", &["gold"][..], true),
            ("plan", &["silver", "gold"], true),
            ("plan", &["Gold"], false),
            ("plan", &[], true),
            ("name", &[], false),
            ("shoe", &["gold"], false),
            ("schedule", &["weekly"], true),
            ("language", &["fr", "de"], true),
            ("topics", &["Bees", "Wax"], true),
            ("topics", &["Wax"], false),
            ("topics", &[], true),
        ] {
            let values: Vec<String> = values.iter().map(|&value| value.to_owned()).collect();
            let condition = Condition { field: field.to_owned(), values, negated: false };
            assert_eq!(facts.meet(&condition), holds, "{condition:?}");
            assert_eq!(facts.meet(&Condition { negated: true, ..condition }), !holds);
        }
        let all = ReaderFacts { topics: &Topics::all(), ..facts };
        let wax = Condition { field: "topics".to_owned(), values: vec!["Wax".to_owned()], negated: false };
        assert!(all.meet(&wax), "who chose none wants all");
    }
}
