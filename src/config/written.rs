//! What was written: the file's values and the environment's over them, by key. Nothing here knows what a key means.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::problem::{ConfigErrors, Origin, Problem};

/// Values by key with section: `server.listen`, `relay.0.host`. Tables have an entry of their own beside those of their keys.
#[derive(Clone, Debug, Default)]
pub(super) struct Written(BTreeMap<String, Entry>);

/// One value and where it was written.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub value: Value,
    pub origin: Origin,
}

/// A value as written.
#[derive(Clone, Debug)]
pub(super) enum Value {
    Text(String),
    Integer(i64),
    Float(f64),
    Bool(bool),
    List(Vec<Value>),
    Table,
    /// `[[key]]`.
    Tables,
    /// A date or a time, which no setting is, or a number too large for all of them.
    Other,
    /// From the environment, where everything is text: may be read as any of the others.
    Unquoted(String),
}

/// What the names of environment variables that are settings begin with.
const PREFIX: &str = "LETTERBELL__";

impl Written {
    /// Reads a TOML file.
    pub fn from_file(path: &Path) -> Result<Self, ConfigErrors> {
        let text = fs::read_to_string(path).map_err(|error| Problem {
            origin: None,
            key: None,
            text: format!("the settings file {} cannot be read: {error}", path.display()),
        })?;
        let origin = |at: usize| {
            let line = 1 + text.bytes().take(at).filter(|byte| *byte == b'\n').count();
            Origin::File { path: path.to_owned(), line }
        };
        let (table, mut errors) = DeTable::parse_recoverable(&text);
        if errors.is_empty() {
            let mut written = Self::default();
            written.add_table("", table.get_ref(), &origin);
            return Ok(written);
        }
        errors.sort_by_key(|error| error.span().map(|span| span.start));
        // Not the parser's own display: it quotes the line, and the line may hold a password.
        let problem = |error: &toml::de::Error| Problem {
            origin: Some(origin(error.span().map_or(0, |span| span.start))),
            key: None,
            text: format!("this is not TOML: {}", error.message()),
        };
        Err(ConfigErrors(errors.iter().map(problem).collect()))
    }

    /// Something that makes every key of a table in a list asked for.
    pub fn of_one_of_each() -> Self {
        let mut written = Self::default();
        let one_key = ["LETTERBELL__RELAY__0__HOST", "LETTERBELL__DKIM__0__DOMAIN", "LETTERBELL__DOMAIN__0__NAME"];
        written.override_from(one_key.map(|name| (name.to_owned(), "localhost".to_owned())));
        written
    }

    /// Lays the variables that are settings over what was written.
    pub fn override_from(&mut self, environment: impl IntoIterator<Item = (String, String)>) {
        for (name, value) in environment {
            if let Some(path) = name.strip_prefix(PREFIX) {
                let key = key_of(path);
                self.0.insert(key, Entry { value: Value::Unquoted(value), origin: Origin::Environment(name) });
            }
        }
    }

    fn add_table(&mut self, prefix: &str, table: &DeTable<'_>, origin: &impl Fn(usize) -> Origin) {
        for (key, value) in table {
            self.add(format!("{prefix}{}", key.get_ref()), key.span().start, value, origin);
        }
    }

    fn add(&mut self, key: String, at: usize, value: &Spanned<DeValue<'_>>, origin: &impl Fn(usize) -> Origin) {
        match value.get_ref() {
            DeValue::Table(table) => self.add_table(&format!("{key}."), table, origin),
            DeValue::Array(items) if is_tables(items.iter()) => {
                for (index, item) in items.iter().enumerate() {
                    self.add(format!("{key}.{index}"), item.span().start, item, origin);
                }
            }
            _ => {}
        }
        self.0.insert(key, Entry { value: Value::from(value.get_ref()), origin: origin(at) });
    }

    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.0.get(key)
    }

    /// All entries, sorted by key.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Entry)> {
        self.0.iter().map(|(key, entry)| (key.as_str(), entry))
    }
}

/// `SECTION__KEY` as `section.key`; anything but upper case stays as it is and so is no key.
fn key_of(path: &str) -> String {
    if path.bytes().any(|byte| byte.is_ascii_lowercase()) {
        return path.to_owned();
    }
    path.to_ascii_lowercase().replace("__", ".")
}

fn is_tables<'a, 'i: 'a>(mut items: impl Iterator<Item = &'a Spanned<DeValue<'i>>>) -> bool {
    items.next().is_some_and(|item| item.get_ref().is_table())
}

impl From<&DeValue<'_>> for Value {
    fn from(value: &DeValue<'_>) -> Self {
        match value {
            DeValue::String(text) => Self::Text(text.to_string()),
            DeValue::Boolean(truth) => Self::Bool(*truth),
            DeValue::Integer(number) => {
                i64::from_str_radix(number.as_str(), number.radix()).map_or(Self::Other, Self::Integer)
            }
            DeValue::Float(number) => number.as_str().parse().map_or(Self::Other, Self::Float),
            DeValue::Array(items) if is_tables(items.iter()) => Self::Tables,
            DeValue::Array(items) => Self::List(items.iter().map(|item| Self::from(item.get_ref())).collect()),
            DeValue::Table(_) => Self::Table,
            DeValue::Datetime(_) => Self::Other,
        }
    }
}

impl Value {
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Unquoted(text) => Some(text),
            _ => None,
        }
    }

    pub fn as_integer(&self) -> Option<i64> {
        match self {
            Self::Integer(number) => Some(*number),
            Self::Unquoted(text) => text.parse().ok(),
            _ => None,
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "settings are far below 2^53")]
    pub fn as_float(&self) -> Option<f64> {
        match self {
            Self::Float(number) => Some(*number),
            Self::Integer(number) => Some(*number as f64),
            Self::Unquoted(text) => text.parse().ok(),
            _ => None,
        }
    }

    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(truth) => Some(*truth),
            Self::Unquoted(text) => text.parse().ok(),
            _ => None,
        }
    }

    /// The texts of a list; in the environment they are separated by commas, and nothing is the empty list.
    pub fn as_list(&self) -> Option<Vec<&str>> {
        match self {
            Self::List(items) => items.iter().map(Self::as_text).collect(),
            Self::Unquoted(text) => Some(text.split(',').map(str::trim).filter(|item| !item.is_empty()).collect()),
            _ => None,
        }
    }

    /// The value for a message. What might hold a password is not shown.
    pub fn shown(&self) -> String {
        match self {
            Self::Text(text) | Self::Unquoted(text) if text.contains("://") && text.contains('@') => {
                "an address with a user name".to_owned()
            }
            Self::Text(text) | Self::Unquoted(text) if text.chars().count() > 60 => "a longer text".to_owned(),
            Self::Text(text) | Self::Unquoted(text) => format!("{text:?}"),
            Self::Integer(number) => number.to_string(),
            Self::Float(number) => number.to_string(),
            Self::Bool(truth) => truth.to_string(),
            Self::List(items) => format!("[{}]", items.iter().map(Self::shown).collect::<Vec<_>>().join(", ")),
            Self::Table => "a table".to_owned(),
            Self::Tables => "a list of tables".to_owned(),
            Self::Other => "something else".to_owned(),
        }
    }
}
