//! Hands out what was written by key and type, and collects all that is wrong with it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::problem::{ConfigErrors, Origin, Problem};
use super::value::{self, Expected};
use super::written::{Entry, Value, Written};

/// The written settings while they are being read.
pub(super) struct Reader {
    written: Written,
    /// The keys, and the tables they stand in, that something asked for: what was written beside them is unknown.
    asked: BTreeSet<String>,
    tables: BTreeSet<String>,
    problems: Vec<Problem>,
    warnings: Vec<String>,
}

/// One table of the settings: keys are given without it.
pub(super) struct Section<'r> {
    reader: &'r mut Reader,
    name: String,
}

impl Reader {
    pub fn new(written: Written) -> Self {
        Self { written, asked: BTreeSet::new(), tables: BTreeSet::new(), problems: Vec::new(), warnings: Vec::new() }
    }

    /// The table of this name, which may not have been written.
    pub fn section(&mut self, name: &str) -> Section<'_> {
        if let Some(Entry { value, origin }) = self.written.get(name)
            && !matches!(value, Value::Table)
        {
            let text = format!("expected a table, written [{name}], found {}", value.shown());
            self.problems.push(Problem { origin: Some(origin.clone()), key: Some(name.to_owned()), text });
        }
        self.tables.insert(name.to_owned());
        Section { reader: self, name: name.to_owned() }
    }

    /// The names of the tables in a list of tables, in order: `relay.0`, `relay.1`.
    pub fn sections(&mut self, name: &str) -> Vec<String> {
        if let Some(Entry { value, origin }) = self.written.get(name)
            && !matches!(value, Value::Tables)
            && value.as_list().is_none_or(|items| !items.is_empty())
        {
            let text = format!("expected a list of tables, each written [[{name}]], found {}", value.shown());
            self.problems.push(Problem { origin: Some(origin.clone()), key: Some(name.to_owned()), text });
        }
        self.tables.insert(name.to_owned());
        let prefix = format!("{name}.");
        let in_list = self.written.iter().filter_map(|(key, _)| key.strip_prefix(&prefix));
        let numbers: BTreeSet<usize> = in_list
            .filter_map(|rest| rest.split('.').next())
            .filter_map(|number| number.parse().ok().filter(|index: &usize| index.to_string() == number))
            .collect();
        numbers.into_iter().map(|number| format!("{name}.{number}")).collect()
    }

    pub fn warn(&mut self, warning: String) {
        if !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }

    pub fn known_keys(self) -> Vec<String> {
        self.asked.into_iter().collect()
    }

    /// The warnings, when nothing is wrong and everything that was written is known.
    pub fn finish(mut self) -> Result<Vec<String>, ConfigErrors> {
        let unknown: Vec<Problem> = self
            .written
            .iter()
            .filter(|(key, entry)| self.is_unknown(key, entry))
            .map(|(key, entry)| self.unknown(key, &entry.origin))
            .collect();
        self.problems.extend(unknown);
        if self.problems.is_empty() {
            return Ok(self.warnings);
        }
        self.problems.sort_by_key(|problem| match &problem.origin {
            Some(Origin::File { line, .. }) => (0, *line),
            Some(Origin::Environment(_)) => (1, 0),
            None => (2, 0),
        });
        Err(ConfigErrors(self.problems))
    }

    /// Whether nobody asked for it. A table is told of by its keys when it has some, and a key not again by itself when its
    /// table is already refused.
    fn is_unknown(&self, key: &str, entry: &Entry) -> bool {
        let is_inside = |inner: &str, outer: &str| inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('.'));
        let is_refused_with_its_table =
            || self.problems.iter().filter_map(|problem| problem.key.as_deref()).any(|refused| is_inside(key, refused));
        let is_told_of_by_its_keys = || {
            matches!(entry.value, Value::Table | Value::Tables)
                && self.written.iter().any(|(inner, _)| is_inside(inner, key))
        };
        !self.asked.contains(key)
            && !self.tables.contains(key)
            && !is_refused_with_its_table()
            && !is_told_of_by_its_keys()
    }

    fn unknown(&self, key: &str, origin: &Origin) -> Problem {
        let spelled = |known: &str| match origin {
            Origin::File { .. } => known.to_owned(),
            Origin::Environment(_) => format!("LETTERBELL__{}", known.to_uppercase().replace('.', "__")),
        };
        let text = match self.nearest(&key.to_ascii_lowercase().replace("__", ".")) {
            Some(known) => format!("there is no such setting; did you mean {}?", spelled(&known)),
            None => "there is no such setting".to_owned(),
        };
        Problem { origin: Some(origin.clone()), key: Some(key.to_owned()), text }
    }

    /// The known key that is most like this one: nearly the same, or the same within another section.
    fn nearest(&self, key: &str) -> Option<String> {
        let last = |key: &str| key.rsplit('.').next().unwrap_or_default().to_owned();
        let known: BTreeSet<String> = self.asked.iter().cloned().chain(super::keys()).collect();
        let nearest = known.iter().map(|known| (distance(known, key), known)).min();
        nearest
            .filter(|(distance, _)| *distance <= 2)
            .map(|(_, known)| known)
            .or_else(|| known.iter().find(|known| last(known) == last(key)))
            .cloned()
    }
}

impl Section<'_> {
    /// The value of a key, or its default.
    pub fn value<T>(&mut self, key: &str, default: T, read: impl Fn(&Value) -> Expected<T>) -> T {
        self.optional(key, read).unwrap_or(default)
    }

    /// The value of a key whose absence means something.
    pub fn optional<T>(&mut self, key: &str, read: impl Fn(&Value) -> Expected<T>) -> Option<T> {
        let entry = self.ask(key)?;
        read(&entry.value)
            .map_err(|expected| self.refuse(key, format!("expected {expected}, found {}", entry.value.shown())))
            .ok()
    }

    /// The value of a key that must be written.
    pub fn required<T>(&mut self, key: &str, read: impl Fn(&Value) -> Expected<T>) -> Option<T> {
        if !self.is_written(key) {
            self.refuse(key, "this setting is missing".to_owned());
        }
        self.optional(key, read)
    }

    /// The value of a secret, from the key itself or from the file that the key with `_file` names. The environment's one of
    /// the two overrides the file's other.
    pub fn secret<T>(&mut self, key: &str, read: impl Fn(&str) -> Expected<T>) -> Option<T> {
        let file_key = format!("{key}_file");
        let (direct, named) = match (self.ask(key), self.ask(&file_key)) {
            (Some(direct), Some(named)) => match (direct.is_from_environment(), named.is_from_environment()) {
                (true, false) => (Some(direct), None),
                (false, true) => (None, Some(named)),
                _ => {
                    self.refuse(&file_key, format!("{key} is written, too; keep one of the two"));
                    return None;
                }
            },
            one_or_none => one_or_none,
        };
        let (written_as, secret) = match (direct, named) {
            (Some(direct), _) => (key, value::text(&direct.value)),
            (None, Some(named)) => (file_key.as_str(), value::text(&named.value).and_then(|path| secret_file(&path))),
            (None, None) => return None,
        };
        secret
            .and_then(|secret| read(&secret))
            .map_err(|expected| self.refuse(written_as, format!("expected {expected}")))
            .ok()
    }

    /// Warns when others on this machine can read the file that holds this secret.
    pub fn warn_if_exposed(&mut self, key: &str) {
        let file_key = self.full(&format!("{key}_file"));
        let key = self.full(key);
        let file = match (self.reader.written.get(&file_key), self.reader.written.get(&key)) {
            (Some(named), _) => named.value.as_text().map(PathBuf::from),
            (None, Some(Entry { origin: Origin::File { path, .. }, .. })) => Some(path.clone()),
            _ => None,
        };
        if let Some(file) = file.filter(|file| is_readable_by_all(file)) {
            let file = file.display();
            self.warn(format!(
                "{file} holds a secret ({key}) and everyone on this machine may read it: chmod 600 {file}"
            ));
        }
    }

    /// Says that what a key holds cannot work.
    pub fn refuse(&mut self, key: &str, text: String) {
        let key = self.full(key);
        let written = &self.reader.written;
        let of_another_key = || {
            let prefix = format!("{}.", self.name);
            written.iter().find(|(other, _)| other.starts_with(&prefix)).map(|(_, entry)| entry)
        };
        let entry = written.get(&key).or_else(|| written.get(&self.name)).or_else(of_another_key);
        let origin = entry.map(|entry| entry.origin.clone());
        self.reader.problems.push(Problem { origin, key: Some(key), text });
    }

    /// Says that one duration is longer than another that it must fit into, at the key that was written.
    pub fn refuse_longer(&mut self, shorter: &str, longer: &str) {
        if self.is_written(shorter) {
            self.refuse(shorter, format!("must not be longer than {}", self.full(longer)));
        } else {
            self.refuse(longer, format!("must not be shorter than {}", self.full(shorter)));
        }
    }

    pub fn warn(&mut self, warning: String) {
        self.reader.warn(warning);
    }

    pub fn is_written(&self, key: &str) -> bool {
        self.reader.written.get(&self.full(key)).is_some()
    }

    fn ask(&mut self, key: &str) -> Option<Entry> {
        let key = self.full(key);
        let entry = self.reader.written.get(&key).cloned();
        self.reader.asked.insert(key);
        entry
    }

    fn full(&self, key: &str) -> String {
        format!("{}.{key}", self.name)
    }
}

impl Entry {
    const fn is_from_environment(&self) -> bool {
        matches!(self.origin, Origin::Environment(_))
    }
}

fn secret_file(path: &str) -> Expected<String> {
    let secret = fs::read_to_string(path).map_err(|error| format!("a file that can be read: {error}"))?;
    let secret = secret.trim_end_matches(['\r', '\n']);
    if secret.is_empty() { Err("a file with the secret in it; it is empty".to_owned()) } else { Ok(secret.to_owned()) }
}

#[cfg(unix)]
fn is_readable_by_all(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).is_ok_and(|metadata| metadata.permissions().mode() & 0o004 != 0)
}

#[cfg(not(unix))]
fn is_readable_by_all(_: &Path) -> bool {
    false
}

/// How many letters must be added, left out or exchanged to make one word of the other (Levenshtein).
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (index, letter) in one.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = index + 1;
        for (column, other_letter) in other.iter().enumerate() {
            let exchanged = diagonal + usize::from(letter != *other_letter);
            diagonal = row[column + 1];
            row[column + 1] = exchanged.min(row[column] + 1).min(diagonal + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_distance_counts_letters() {
        assert_eq!(distance("listen", "listen"), 0);
        assert_eq!(distance("lisen", "listen"), 1);
        assert_eq!(distance("intervall", "interval"), 1);
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
    }
}
