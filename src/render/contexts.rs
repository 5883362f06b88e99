//! What templates may name: each template's context, as the samples show it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use serde_json::Value as Json;

use super::template_set::TemplateSet;

/// Names and the types of what they hold, such as `posts[].title`: `text`.
pub type Names = BTreeMap<String, String>;

/// What renderings were given, by the template's name.
#[derive(Debug, Default)]
pub(super) struct Recorder(Mutex<BTreeMap<String, Vec<Json>>>);

impl Recorder {
    pub(super) fn note(&self, template: &str, context: &Json) {
        let mut noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        noted.entry(template.to_owned()).or_default().push(context.clone());
    }
}

/// The names of each template that is rendered by itself; those that others include see what these do.
pub fn names_of_templates() -> BTreeMap<String, Names> {
    let recorder = TemplateSet::recorded();
    let noted = recorder.0.into_inner().unwrap_or_else(PoisonError::into_inner);
    noted.into_iter().map(|(template, contexts)| (template, names_in(&contexts))).collect()
}

fn names_in(contexts: &[Json]) -> Names {
    let mut types: BTreeMap<String, BTreeSet<&'static str>> = BTreeMap::new();
    for context in contexts {
        collect("", context, &mut types);
    }
    let told = |types: BTreeSet<&'static str>| {
        let mut told: Vec<&str> = types.iter().copied().filter(|one| *one != "none").collect();
        if types.contains("none") {
            told.push("none");
        }
        told.join(" or ")
    };
    types.into_iter().map(|(name, types)| (name, told(types))).collect()
}

fn collect(name: &str, value: &Json, types: &mut BTreeMap<String, BTreeSet<&'static str>>) {
    let kind = match value {
        Json::Null => "none",
        Json::Bool(_) => "true/false",
        Json::Number(_) => "number",
        Json::String(_) => "text",
        Json::Array(items) => {
            for item in items {
                collect(&format!("{name}[]"), item, types);
            }
            return;
        }
        Json::Object(fields) => {
            for (field, value) in fields {
                let name = if name.is_empty() { field.clone() } else { format!("{name}.{field}") };
                collect(&name, value, types);
            }
            return;
        }
    };
    types.entry(name.to_owned()).or_default().insert(kind);
}
