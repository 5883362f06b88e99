//! The personal parts of an edition: a content is rendered once, with a mark where each reader's own part goes, and cut there.
//!
//! The marks are characters of Unicode's private use area. [`without_marks`] takes them out of everything that is not ours, so a
//! mark in a rendered text is always one that a template put there.

use std::borrow::Cow;

/// A personal part of an edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hole {
    /// The address of the reader's unsubscribe page.
    UnsubscribeUrl,
    /// The address of the reader's preference page.
    PreferencesUrl,
}

impl Hole {
    /// Every hole, under the name that templates use.
    pub const ALL: [(&'static str, Self); 2] =
        [("unsubscribe_url", Self::UnsubscribeUrl), ("preferences_url", Self::PreferencesUrl)];

    /// The character that stands for this hole in a rendered text. Editions are stored with it: never renumber.
    pub const fn mark(self) -> char {
        match self {
            Self::UnsubscribeUrl => '\u{E001}',
            Self::PreferencesUrl => '\u{E002}',
        }
    }

    fn of_mark(mark: char) -> Option<Self> {
        Self::ALL.into_iter().map(|(_, hole)| hole).find(|hole| hole.mark() == mark)
    }
}

/// What one reader's holes are filled with, unescaped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoleValues {
    /// For [`Hole::UnsubscribeUrl`].
    pub unsubscribe_url: String,
    /// For [`Hole::PreferencesUrl`].
    pub preferences_url: String,
}

impl HoleValues {
    /// For previews.
    pub fn sample() -> Self {
        Self {
            unsubscribe_url: "https://mail.bellhouse.example/u/b0H3mZ9nS2yQ".to_owned(),
            preferences_url: "https://mail.bellhouse.example/p/b0H3mZ9nS2yQ".to_owned(),
        }
    }

    /// The value of one hole.
    pub fn get(&self, hole: Hole) -> &str {
        match hole {
            Hole::UnsubscribeUrl => &self.unsubscribe_url,
            Hole::PreferencesUrl => &self.preferences_url,
        }
    }
}

/// How values are written into a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Escape {
    /// For HTML text and quoted attributes.
    Html,
    /// As they are.
    None,
}

impl Escape {
    /// The value as it is written.
    pub fn apply(self, value: &str) -> Cow<'_, str> {
        if self == Self::None || !value.contains(['&', '<', '>', '"', '\'']) {
            return Cow::Borrowed(value);
        }
        let mut escaped = String::with_capacity(value.len() + 16);
        for character in value.chars() {
            match character {
                '&' => escaped.push_str("&amp;"),
                '<' => escaped.push_str("&lt;"),
                '>' => escaped.push_str("&gt;"),
                '"' => escaped.push_str("&quot;"),
                '\'' => escaped.push_str("&#39;"),
                other => escaped.push(other),
            }
        }
        Cow::Owned(escaped)
    }
}

/// A text cut at its holes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    pieces: Vec<Piece>,
}

/// A piece of a [`Cut`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// The same for everybody; already escaped where it has to be.
    Literal(String),
    /// Each reader's own.
    Hole(Hole),
}

/// A stored text carries a mark that this version does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the stored edition has a personal part (mark U+{0:04X}) that this version does not know; was it written by a newer one?"
)]
pub struct UnknownMark(pub u32);

impl Cut {
    /// Cuts a text that carries marks, as templates and the database give it.
    pub fn from_stored(text: &str) -> Result<Self, UnknownMark> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(at) = rest.find(is_mark) {
            let (literal, tail) = rest.split_at(at);
            let mut characters = tail.chars();
            let mark = characters.next().unwrap_or_default();
            if !literal.is_empty() {
                pieces.push(Piece::Literal(literal.to_owned()));
            }
            pieces.push(Piece::Hole(Hole::of_mark(mark).ok_or(UnknownMark(u32::from(mark)))?));
            rest = characters.as_str();
        }
        if !rest.is_empty() {
            pieces.push(Piece::Literal(rest.to_owned()));
        }
        Ok(Self { pieces })
    }

    /// The text with its marks, as the database holds it.
    pub fn to_stored(&self) -> String {
        self.pieces.iter().fold(String::new(), |mut text, piece| {
            match piece {
                Piece::Literal(literal) => text.push_str(literal),
                Piece::Hole(hole) => text.push(hole.mark()),
            }
            text
        })
    }

    /// The pieces in order, for whoever encodes the literals once.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// One reader's text.
    pub fn fill(&self, values: &HoleValues, escape: Escape) -> String {
        self.pieces.iter().fold(String::new(), |mut text, piece| {
            match piece {
                Piece::Literal(literal) => text.push_str(literal),
                Piece::Hole(hole) => text.push_str(&escape.apply(values.get(*hole))),
            }
            text
        })
    }
}

/// Whether a character could be a mark: the whole private use area, so that new holes stay safe with old content.
const fn is_mark(character: char) -> bool {
    matches!(character, '\u{E000}'..='\u{F8FF}')
}

/// `text` without marks, and without control characters other than line breaks and tabs.
pub fn without_marks(text: &str) -> Cow<'_, str> {
    let is_foreign =
        |character: char| is_mark(character) || (character.is_control() && !matches!(character, '\n' | '\t'));
    if text.contains(is_foreign) { Cow::Owned(text.replace(is_foreign, "")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values() -> HoleValues {
        HoleValues {
            unsubscribe_url: "https://example.org/u/a?b=1&c=\"2\"".to_owned(),
            preferences_url: "https://example.org/p/a".to_owned(),
        }
    }

    #[test]
    fn a_cut_text_comes_back_as_it_was_stored() {
        for text in ["", "plain", "\u{E001}", "a\u{E001}b\u{E002}\u{E001}c"] {
            assert_eq!(Cut::from_stored(text).unwrap().to_stored(), text);
        }
    }

    #[test]
    fn values_are_escaped_in_html_and_plain_in_text() {
        let cut = Cut::from_stored("<a href=\"\u{E001}\">leave</a>").unwrap();
        assert_eq!(
            cut.fill(&values(), Escape::Html),
            "<a href=\"https://example.org/u/a?b=1&amp;c=&quot;2&quot;\">leave</a>"
        );
        assert_eq!(cut.fill(&values(), Escape::None), "<a href=\"https://example.org/u/a?b=1&c=\"2\"\">leave</a>");
    }

    #[test]
    fn a_mark_of_a_newer_version_is_refused() {
        assert_eq!(Cut::from_stored("a\u{E0FF}"), Err(UnknownMark(0xE0FF)));
    }

    #[test]
    fn a_value_that_holds_a_mark_is_not_filled_again() {
        let sly = HoleValues { unsubscribe_url: "\u{E002}".to_owned(), ..values() };
        assert_eq!(Cut::from_stored("\u{E001}").unwrap().fill(&sly, Escape::None), "\u{E002}");
    }

    #[test]
    fn marks_and_control_characters_are_taken_out_of_foreign_text() {
        assert_eq!(without_marks("a\u{E001}b\u{F8FF}c\u{0}d\u{1b}e\n\tf"), "abcde\n\tf");
        assert!(matches!(without_marks("plain"), Cow::Borrowed(_)));
    }
}
