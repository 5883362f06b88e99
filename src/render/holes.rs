//! The personal parts of an edition: a content is rendered once, with a mark where each reader's own part goes, and cut there.
//!
//! The marks are characters of Unicode's private use area. [`without_marks`] takes them out of everything that is not ours, so a
//! mark in a rendered text is always one that a template put there.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::domain::attributes::Attributes;
use crate::domain::personal::{Condition, ReaderFacts};
use crate::domain::topics::Topics;

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

    /// Nobody's: for what is shown without links of its own.
    pub const fn none() -> Self {
        Self { unsubscribe_url: String::new(), preferences_url: String::new() }
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

/// What stands in an edition for one reader alone, besides the holes: named by marks, in the order of the edition's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Something that is known about the reader.
    Field(Field),
    /// What stands between its mark and the next [`END`] is for those who meet it.
    When(Condition),
}

/// A merge field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// Which fact.
    pub name: String,
    /// What stands where it is not known.
    pub fallback: String,
    /// Whether it is a part of a link.
    pub for_url: bool,
}

/// Where the marks of an edition's parts begin. Editions are stored with them: never renumber.
const FIRST_PART: u32 = 0xE100;
/// So many parts an edition may have.
pub(super) const MOST_PARTS: usize = 1024;
/// The mark at the end of what depends on a condition.
pub(super) const END: char = '\u{E010}';

/// The mark of an edition's part, by its place.
pub(super) fn mark_of_part(place: usize) -> char {
    u32::try_from(place).ok().and_then(|place| char::from_u32(FIRST_PART + place)).unwrap_or(END)
}

/// The place of the part whose mark this is.
pub(super) fn place_of_part(mark: char) -> Option<usize> {
    let place = usize::try_from(u32::from(mark).checked_sub(FIRST_PART)?).ok()?;
    (place < MOST_PARTS).then_some(place)
}

/// A text cut at its personal parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    pieces: Vec<Piece>,
}

/// A piece of a [`Cut`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// The same for everybody; already escaped where it has to be.
    Literal(String),
    /// Each reader's own link.
    Hole(Hole),
    /// What is known about the reader, or depends on it.
    Own(Own),
}

/// A part, as it stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Own {
    mark: char,
    part: Part,
    /// What depends on the condition; nothing for a field.
    pieces: Vec<Piece>,
}

/// A stored text carries a mark that this version does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the stored edition has a personal part (mark U+{0:04X}) that this version does not know; was it written by a newer one?"
)]
pub struct UnknownMark(pub u32);

/// How deep conditions may stand in one another.
const DEEPEST: usize = 16;

impl Cut {
    /// Cuts a text that carries marks, as templates and the database give it. `parts` are its edition's.
    pub fn from_stored(text: &str, parts: &[Part]) -> Result<Self, UnknownMark> {
        let mut rest = text;
        let pieces = cut(&mut rest, parts, 0)?;
        Ok(Self { pieces })
    }

    /// The text with its marks, as the database holds it.
    pub fn to_stored(&self) -> String {
        let mut text = String::new();
        store(&self.pieces, &mut text);
        text
    }

    /// The pieces in order, for whoever encodes the literals once.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The outermost parts, in order.
    pub fn own(&self) -> impl Iterator<Item = &Own> {
        self.pieces.iter().filter_map(|piece| if let Piece::Own(own) = piece { Some(own) } else { None })
    }

    /// The text of nobody in particular: nothing is known about its reader.
    pub fn fill(&self, values: &HoleValues, escape: Escape) -> String {
        let (attributes, topics) = (Attributes::default(), Topics::all());
        let nobody = ReaderFacts { name: None, attributes: &attributes, schedule: "", topics: &topics, language: "" };
        self.fill_for(values, &nobody, escape)
    }

    /// One reader's text.
    pub fn fill_for(&self, values: &HoleValues, reader: &ReaderFacts<'_>, escape: Escape) -> String {
        let mut text = String::new();
        fill(&self.pieces, values, reader, escape, &mut text);
        text
    }
}

impl Own {
    /// What stands here for one reader.
    pub fn value<'a>(&'a self, values: &HoleValues, reader: &ReaderFacts<'a>, escape: Escape) -> Cow<'a, str> {
        match &self.part {
            Part::Field(field) => {
                let value = reader.get(&field.name).unwrap_or(&field.fallback);
                if field.for_url {
                    return escape_cow(escape, url_encoded(value));
                }
                escape_cow(escape, closed(value))
            }
            Part::When(condition) if reader.meet(condition) => match self.pieces.as_slice() {
                [] => Cow::Borrowed(""),
                [Piece::Literal(text)] => Cow::Borrowed(text),
                pieces => {
                    let mut text = String::new();
                    fill(pieces, values, reader, escape, &mut text);
                    Cow::Owned(text)
                }
            },
            Part::When(_) => Cow::Borrowed(""),
        }
    }
}

fn escape_cow(escape: Escape, value: Cow<'_, str>) -> Cow<'_, str> {
    match value {
        Cow::Borrowed(value) => escape.apply(value),
        Cow::Owned(value) => Cow::Owned(escape.apply(&value).into_owned()),
    }
}

/// Cuts up to the end of the text, or of what depends on a condition.
fn cut(rest: &mut &str, parts: &[Part], depth: usize) -> Result<Vec<Piece>, UnknownMark> {
    let mut pieces = Vec::new();
    while let Some(at) = rest.find(is_mark) {
        let (literal, tail) = rest.split_at(at);
        let mut characters = tail.chars();
        let mark = characters.next().unwrap_or_default();
        *rest = characters.as_str();
        if !literal.is_empty() {
            pieces.push(Piece::Literal(literal.to_owned()));
        }
        let unknown = UnknownMark(u32::from(mark));
        if mark == END {
            return if depth > 0 { Ok(pieces) } else { Err(unknown) };
        }
        if let Some(hole) = Hole::of_mark(mark) {
            pieces.push(Piece::Hole(hole));
            continue;
        }
        let part = place_of_part(mark).and_then(|place| parts.get(place)).ok_or(unknown)?.clone();
        let inner = match part {
            Part::Field(_) => Vec::new(),
            Part::When(_) if depth < DEEPEST => cut(rest, parts, depth + 1)?,
            Part::When(_) => return Err(unknown),
        };
        pieces.push(Piece::Own(Own { mark, part, pieces: inner }));
    }
    if depth > 0 {
        return Err(UnknownMark(u32::from(END)));
    }
    if !rest.is_empty() {
        pieces.push(Piece::Literal((*rest).to_owned()));
    }
    Ok(pieces)
}

fn store(pieces: &[Piece], text: &mut String) {
    for piece in pieces {
        match piece {
            Piece::Literal(literal) => text.push_str(literal),
            Piece::Hole(hole) => text.push(hole.mark()),
            Piece::Own(own) => {
                text.push(own.mark);
                if let Part::When(_) = own.part {
                    store(&own.pieces, text);
                    text.push(END);
                }
            }
        }
    }
}

fn fill(pieces: &[Piece], values: &HoleValues, reader: &ReaderFacts<'_>, escape: Escape, text: &mut String) {
    for piece in pieces {
        match piece {
            Piece::Literal(literal) => text.push_str(literal),
            Piece::Hole(hole) => text.push_str(&escape.apply(values.get(*hole))),
            Piece::Own(own) => text.push_str(&own.value(values, reader, escape)),
        }
    }
}

/// For a part of a link: nothing in it can end the part or begin another (RFC 3986 §2.3).
fn url_encoded(value: &str) -> Cow<'_, str> {
    use std::fmt::Write as _;
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
    if value.bytes().all(is_plain) {
        return Cow::Borrowed(value);
    }
    let mut encoded = String::with_capacity(value.len() * 2);
    for byte in value.bytes() {
        if is_plain(byte) {
            encoded.push(char::from(byte));
        } else {
            write!(encoded, "%{byte:02X}").expect("writing to a String cannot fail");
        }
    }
    Cow::Owned(encoded)
}

/// A value whose marks of direction end with it: what was opened is closed, so that it turns nothing around that follows.
fn closed(value: &str) -> Cow<'_, str> {
    let (mut embedded, mut isolated) = (0_usize, 0_usize);
    for character in value.chars() {
        match character {
            '\u{202A}' | '\u{202B}' | '\u{202D}' | '\u{202E}' => embedded += 1,
            '\u{202C}' => embedded = embedded.saturating_sub(1),
            '\u{2066}'..='\u{2068}' => isolated += 1,
            '\u{2069}' => isolated = isolated.saturating_sub(1),
            _ => {}
        }
    }
    if embedded + isolated == 0 {
        return Cow::Borrowed(value);
    }
    Cow::Owned(format!("{value}{}{}", "\u{2069}".repeat(isolated), "\u{202C}".repeat(embedded)))
}

/// Whether a character could be a mark: the whole private use area, so that new holes stay safe with old content.
pub(super) const fn is_mark(character: char) -> bool {
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
            assert_eq!(Cut::from_stored(text, &[]).unwrap().to_stored(), text);
        }
    }

    #[test]
    fn values_are_escaped_in_html_and_plain_in_text() {
        let cut = Cut::from_stored("<a href=\"\u{E001}\">leave</a>", &[]).unwrap();
        assert_eq!(
            cut.fill(&values(), Escape::Html),
            "<a href=\"https://example.org/u/a?b=1&amp;c=&quot;2&quot;\">leave</a>"
        );
        assert_eq!(cut.fill(&values(), Escape::None), "<a href=\"https://example.org/u/a?b=1&c=\"2\"\">leave</a>");
    }

    #[test]
    fn a_mark_of_a_newer_version_is_refused() {
        assert_eq!(Cut::from_stored("a\u{E0FF}", &[]), Err(UnknownMark(0xE0FF)));
    }

    #[test]
    fn a_value_that_holds_a_mark_is_not_filled_again() {
        let sly = HoleValues { unsubscribe_url: "\u{E002}".to_owned(), ..values() };
        assert_eq!(Cut::from_stored("\u{E001}", &[]).unwrap().fill(&sly, Escape::None), "\u{E002}");
    }

    #[test]
    fn marks_and_control_characters_are_taken_out_of_foreign_text() {
        assert_eq!(without_marks("a\u{E001}b\u{F8FF}c\u{0}d\u{1b}e\n\tf"), "abcde\n\tf");
        assert!(matches!(without_marks("plain"), Cow::Borrowed(_)));
    }

    fn field(name: &str, for_url: bool) -> Part {
        Part::Field(Field { name: name.to_owned(), fallback: "dear <reader>".to_owned(), for_url })
    }

    fn when(field: &str, negated: bool) -> Part {
        Part::When(Condition { field: field.to_owned(), values: Vec::new(), negated })
    }

    fn filled(text: &str, name: Option<&str>, escape: Escape) -> String {
        let parts = [field("name", false), field("name", true), when("name", false), when("name", true)];
        let cut = Cut::from_stored(text, &parts).unwrap();
        assert_eq!(cut.to_stored(), text);
        let (attributes, topics) = (Attributes::default(), Topics::all());
        let reader = ReaderFacts { name, attributes: &attributes, schedule: "", topics: &topics, language: "" };
        cut.fill_for(&values(), &reader, escape)
    }

    #[test]
    fn a_field_is_escaped_for_where_it_stands() {
        let text = "<a href=\"/?n=\u{E101}\">\u{E100}</a>";
        assert_eq!(
            filled(text, Some("A&B \"<i>\" é"), Escape::Html),
            "<a href=\"/?n=A%26B%20%22%3Ci%3E%22%20%C3%A9\">A&amp;B &quot;&lt;i&gt;&quot; é</a>"
        );
        assert_eq!(filled("Dear \u{E100}", None, Escape::Html), "Dear dear &lt;reader&gt;");
        assert_eq!(filled("Dear \u{E100}", Some("<b>"), Escape::None), "Dear <b>");
        assert_eq!(filled("Dear \u{E100}!", Some("a\u{202E}b"), Escape::None), "Dear a\u{202E}b\u{202C}!");
    }

    #[test]
    fn what_depends_on_a_condition_is_there_or_not_with_all_that_is_in_it() {
        let text = "a\u{E102} \u{E100}\u{E103} never\u{E010} \u{E001}\u{E010}\u{E103} nobody\u{E010}.";
        assert_eq!(filled(text, Some("&"), Escape::None), format!("a & {}.", values().unsubscribe_url));
        assert_eq!(filled(text, None, Escape::None), "a nobody.");
    }

    #[test]
    fn a_condition_without_an_end_an_end_without_one_and_too_deep_ones_are_refused() {
        let parts = [when("name", false)];
        let deep = format!("{}{}", "\u{E100}".repeat(17), "\u{E010}".repeat(17));
        for text in ["\u{E100}a", "a\u{E010}", "\u{E101}", deep.as_str()] {
            assert!(Cut::from_stored(text, &parts).is_err(), "{text:?}");
        }
    }

    #[test]
    fn a_value_that_looks_like_a_part_stays_a_value() {
        for sly in ["\u{E100}", "\u{E010}", "{{ 7*7 }}", "[[name]]", "{% raw %}"] {
            assert_eq!(filled("\u{E100}|\u{E102}\u{E100}\u{E010}", Some(sly), Escape::None), format!("{sly}|{sly}"));
        }
    }
}
