//! What an operator knows about a subscriber besides the address: names with one line of text each, for the personal parts of digests.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// The name of an attribute: `first_name`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AttributeName(String);

/// Why a text is no name of an attribute.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AttributeNameError {
    /// It has other characters, or is too long.
    #[error("'{0}' cannot name an attribute: use 1 to 40 letters a-z, digits and underscores, beginning with a letter")]
    Form(String),
    /// The program knows that by itself.
    #[error("'{0}' is what letterbell knows by itself: take another name")]
    Known(String),
}

/// What personal parts know besides attributes.
pub const KNOWN: [&str; 5] = ["address", "name", "schedule", "topics", "language"];

impl AttributeName {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for AttributeName {
    type Err = AttributeNameError;

    fn from_str(text: &str) -> Result<Self, AttributeNameError> {
        let is_allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        if text.len() > 40
            || !text.starts_with(|first: char| first.is_ascii_lowercase())
            || !text.bytes().all(is_allowed)
        {
            return Err(AttributeNameError::Form(text.chars().take(60).collect()));
        }
        if KNOWN.contains(&text) {
            return Err(AttributeNameError::Known(text.to_owned()));
        }
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for AttributeName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why a text is no value of an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AttributeValueError {
    /// A line break or another control character.
    #[error("an attribute is one line without control characters")]
    ControlCharacter,
    /// More than 500 characters.
    #[error("an attribute may be 500 characters long at most")]
    TooLong,
}

/// A subscriber's attributes. No value is empty: what is set to nothing is not there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attributes(BTreeMap<String, String>);

impl Attributes {
    /// One of them.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// All, by their names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Sets one; an empty value takes it away.
    pub fn set(&mut self, name: &AttributeName, value: &str) -> Result<(), AttributeValueError> {
        let value = value.trim();
        if value.chars().any(char::is_control) {
            return Err(AttributeValueError::ControlCharacter);
        }
        if value.chars().count() > 500 {
            return Err(AttributeValueError::TooLong);
        }
        if value.is_empty() {
            self.0.remove(name.as_str());
        } else {
            self.0.insert(name.0.clone(), value.to_owned());
        }
        Ok(())
    }

    /// As the database holds them.
    pub fn to_json(&self) -> String {
        serde_json::to_string(&self.0).expect("texts by texts are always JSON")
    }

    /// Reads [`to_json`](Self::to_json) back; `None` when it is something else.
    pub fn from_json(text: &str) -> Option<Self> {
        let stored: BTreeMap<String, String> = serde_json::from_str(text).ok()?;
        let mut attributes = Self::default();
        for (name, value) in stored {
            attributes.set(&name.parse().ok()?, &value).ok()?;
        }
        Some(attributes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_in_templates_without_quotes_and_is_not_one_of_ours() {
        assert!("first_name2".parse::<AttributeName>().is_ok());
        for text in ["", "First", "1st", "first-name", "name", "topics", "a b", "é", &"a".repeat(41)] {
            assert!(text.parse::<AttributeName>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_value_is_one_line_and_comes_back_as_it_was() {
        let mut attributes = Attributes::default();
        let name: AttributeName = "plan".parse().unwrap();
        attributes.set(&name, " <b>\"Gold\" =?x?= \u{202e}").unwrap();
        assert_eq!(attributes.get("plan"), Some("<b>\"Gold\" =?x?= \u{202e}"));
        assert_eq!(Attributes::from_json(&attributes.to_json()), Some(attributes.clone()));
        assert_eq!(attributes.set(&name, "a\r\nBcc: b"), Err(AttributeValueError::ControlCharacter));
        assert_eq!(attributes.set(&name, &"x".repeat(501)), Err(AttributeValueError::TooLong));
        attributes.set(&name, " ").unwrap();
        assert!(attributes.is_empty());
        assert_eq!(Attributes::from_json("{\"plan\": \"a\\nb\"}"), None);
    }
}
