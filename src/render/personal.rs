//! Personal parts in templates: `merge("first_name", fallback="reader")`, and `{% call when("plan", is="gold") %}…{% endcall %}`.
//!
//! A template leaves marks; what they stand for is noted beside the text, and filled in for each reader when the mail is composed
//! (docs/decisions/0020-personal-parts.md). In HTML, a mark of a condition travels as a comment: rows of a table stay where they are.

use minijinja::value::Kwargs;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, State, Value};

use super::holes::{END, Field, MOST_PARTS, Part, mark_of_part, place_of_part};
use crate::domain::attributes::{AttributeName, KNOWN};
use crate::domain::personal::Condition;

/// Marks that a rendering has just left: they count from its own beginning, and are renumbered when it is done.
const FIRST_FRESH: u32 = 0xE800;

/// The parts of one rendering, in the order of their marks.
#[derive(Debug, Default)]
struct Fresh(Vec<Part>);

/// Makes the functions known.
pub(super) fn register(environment: &mut Environment<'_>) {
    environment
        .add_function("merge", |state: &mut State, field: String, arguments: Kwargs| merge(state, field, &arguments));
    environment.add_function("when", |state: &mut State, field: String, arguments: Kwargs| {
        conditional(state, &field, &arguments, false)
    });
    environment.add_function("unless", |state: &mut State, field: String, arguments: Kwargs| {
        conditional(state, &field, &arguments, true)
    });
}

fn merge(state: &mut State<'_, '_>, field: String, arguments: &Kwargs) -> Result<Value, Error> {
    check_field(&field, "merge")?;
    if ["address", "topics"].contains(&field.as_str()) {
        return Err(refused(format!("merge({field:?}): it cannot be merged")));
    }
    let fallback: Option<String> = arguments.get("fallback")?;
    let for_url: Option<bool> = arguments.get("url")?;
    arguments.assert_all_used()?;
    let fallback = super::holes::without_marks(&fallback.unwrap_or_default()).into_owned();
    let part = Part::Field(Field { name: field, fallback, for_url: for_url.unwrap_or(false) });
    Ok(Value::from(fresh_mark(state, part)?.to_string()))
}

fn conditional(state: &mut State<'_, '_>, field: &str, arguments: &Kwargs, negated: bool) -> Result<Value, Error> {
    check_field(field, "when")?;
    let values = match arguments.get::<Option<Value>>("is")? {
        None => Vec::new(),
        Some(value) => match value.as_str() {
            Some(one) => vec![one.to_owned()],
            None => value.try_iter()?.map(|one| one.to_string()).collect(),
        },
    };
    let caller: Option<Value> = arguments.get("caller")?;
    arguments.assert_all_used()?;
    let Some(caller) = caller else {
        return Err(refused(format!("when({field:?}) holds a block: {{% call when({field:?}) %}}…{{% endcall %}}")));
    };
    let condition = Condition { field: field.to_owned(), values, negated };
    let mark = fresh_mark(state, Part::When(condition))?;
    let body = caller.call(state, &[])?;
    Ok(if *state.auto_escape() == AutoEscape::Html {
        Value::from_safe_string(format!("<!--{mark}-->{body}<!--{END}-->"))
    } else {
        Value::from(format!("{mark}{body}{END}"))
    })
}

fn check_field(field: &str, function: &str) -> Result<(), Error> {
    if KNOWN.contains(&field) && field != "address" {
        return Ok(());
    }
    let name: Result<AttributeName, _> = field.parse();
    name.map(drop).map_err(|error| refused(format!("{function}({field:?}): {error}")))
}

fn refused(message: String) -> Error {
    Error::new(ErrorKind::InvalidOperation, message)
}

fn fresh_mark(state: &mut State<'_, '_>, part: Part) -> Result<char, Error> {
    let Fresh(parts) = state.get_or_insert_extension_with(Fresh::default);
    let place = parts.iter().position(|known| *known == part).unwrap_or(parts.len());
    if place == parts.len() {
        if place == MOST_PARTS {
            return Err(refused(format!("there are more than {MOST_PARTS} different personal parts")));
        }
        parts.push(part);
    }
    let mark = u32::try_from(place).ok().and_then(|place| char::from_u32(FIRST_FRESH + place));
    mark.ok_or_else(|| refused("there are too many personal parts".to_owned()))
}

/// The parts whose marks a rendering has left.
pub(super) fn fresh_parts(state: &State<'_, '_>) -> Vec<Part> {
    state.get_extension::<Fresh>().map_or_else(Vec::new, |Fresh(parts)| parts.clone())
}

/// The text of a rendering, with its marks numbered as `parts` has them, which takes up what is new.
pub(super) fn settled(text: String, fresh: &[Part], parts: &mut Vec<Part>) -> Result<String, String> {
    if fresh.is_empty() {
        return Ok(text);
    }
    let mut marks = Vec::with_capacity(fresh.len());
    for part in fresh {
        marks.push(mark_of_part(placed(part, parts)?));
    }
    let settle = |character: char| {
        let place = u32::from(character).checked_sub(FIRST_FRESH).and_then(|place| usize::try_from(place).ok());
        place.and_then(|place| marks.get(place)).copied().unwrap_or(character)
    };
    Ok(text.chars().map(settle).collect())
}

fn placed(part: &Part, parts: &mut Vec<Part>) -> Result<usize, String> {
    if let Some(place) = parts.iter().position(|known| known == part) {
        return Ok(place);
    }
    if parts.len() == MOST_PARTS {
        return Err(format!("the mail has more than {MOST_PARTS} different personal parts"));
    }
    parts.push(part.clone());
    Ok(parts.len() - 1)
}

/// Attributes that hold an address.
const ADDRESSES: [&str; 6] = ["href", "src", "background", "action", "cite", "poster"];

/// Finished HTML with each personal part made ready for its place: in a link it is encoded for links; where no escaping could make it
/// safe it is refused.
pub(super) fn put_in_place(html: &str, parts: &mut Vec<Part>) -> Result<String, String> {
    let mut out = String::with_capacity(html.len());
    let mut place = Place::Text;
    let mut rest = html;
    while let Some(character) = rest.chars().next() {
        if let Some((mark, tail)) = wrapped_mark(rest) {
            out.push(mark_for(mark, place, parts)?);
            rest = tail;
            continue;
        }
        if character == END || place_of_part(character).is_some() {
            out.push(mark_for(character, place, parts)?);
            rest = &rest[character.len_utf8()..];
            continue;
        }
        place = place.after(rest, &out);
        out.push(character);
        rest = &rest[character.len_utf8()..];
    }
    Ok(out)
}

/// Where in HTML a character stands. The HTML is what a parser wrote: attributes are in double quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Text,
    /// Between `<` and `>`, outside of values.
    Tag,
    /// In the tag of an element whose content is no text.
    RawTag,
    /// In the value of an attribute; whether it is an address, and where it goes on behind the quote.
    Value {
        is_address: bool,
        is_raw: bool,
    },
    /// In the value of an attribute that is code.
    Code {
        is_raw: bool,
    },
    Comment,
    /// In an element whose content is no text.
    Raw,
}

impl Place {
    /// The place behind the first character of `rest`; `before` is what stands in front of it.
    fn after(self, rest: &str, before: &str) -> Self {
        let is_raw_element = |tag: &str| ["<style", "<script"].iter().any(|raw| tag.starts_with(raw));
        match (self, rest.as_bytes()[0]) {
            (Self::Text, b'<') if rest.starts_with("<!--") => Self::Comment,
            (Self::Text, b'<') if is_raw_element(rest) => Self::RawTag,
            (Self::Text, b'<') => Self::Tag,
            (Self::Raw, b'<') if ["</style", "</script"].iter().any(|end| rest.starts_with(end)) => Self::Tag,
            (Self::Comment, b'>') if before.ends_with("--") => Self::Text,
            (Self::Tag, b'>') => Self::Text,
            (Self::RawTag, b'>') => Self::Raw,
            (Self::Tag | Self::RawTag, b'"') => {
                let is_raw = self == Self::RawTag;
                let name = before.trim_end_matches('=').rsplit([' ', '\n', '\t', '"', '<']).next().unwrap_or_default();
                if name.starts_with("on") || name == "style" || name == "srcset" {
                    Self::Code { is_raw }
                } else {
                    Self::Value { is_address: ADDRESSES.contains(&name), is_raw }
                }
            }
            (Self::Value { is_raw, .. } | Self::Code { is_raw }, b'"') => {
                if is_raw {
                    Self::RawTag
                } else {
                    Self::Tag
                }
            }
            _ => self,
        }
    }
}

/// A mark that travelled as a comment, escaped where it stood in a title.
fn wrapped_mark(rest: &str) -> Option<(char, &str)> {
    let (inner, end) = match rest.strip_prefix("<!--") {
        Some(inner) => (inner, "-->"),
        None => (rest.strip_prefix("&lt;!--")?, "--&gt;"),
    };
    let mark = inner.chars().next().filter(|mark| *mark == END || place_of_part(*mark).is_some())?;
    Some((mark, inner[mark.len_utf8()..].strip_prefix(end)?))
}

fn mark_for(mark: char, place: Place, parts: &mut Vec<Part>) -> Result<char, String> {
    let part = place_of_part(mark).and_then(|place| parts.get(place)).cloned();
    match (place, part) {
        (Place::Value { is_address: true, .. }, Some(Part::Field(field))) => {
            Ok(mark_of_part(placed(&Part::Field(Field { for_url: true, ..field }), parts)?))
        }
        (Place::Text | Place::Value { .. }, _) => Ok(mark),
        (Place::Tag | Place::RawTag | Place::Code { .. } | Place::Comment | Place::Raw, _) => Err(
            "a personal part stands in a style, a script, a comment or the name of an element or attribute: move it into the text"
                .to_owned(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(for_url: bool) -> Part {
        Part::Field(Field { name: "plan".to_owned(), fallback: String::new(), for_url })
    }

    fn placed_in(html: &str) -> Result<(String, Vec<Part>), String> {
        let condition = Condition { field: "plan".to_owned(), values: Vec::new(), negated: false };
        let mut parts = vec![field(false), Part::When(condition)];
        put_in_place(html, &mut parts).map(|html| (html, parts))
    }

    #[test]
    fn in_a_link_a_field_is_encoded_for_links_and_elsewhere_not() {
        let html = "<p title=\"\u{E100}\">\u{E100}<a class=\"x\" href=\"https://e.org/?p=\u{E100}\">\u{E100}</a></p>";
        let (html, parts) = placed_in(html).unwrap();
        assert_eq!(
            html,
            "<p title=\"\u{E100}\">\u{E100}<a class=\"x\" href=\"https://e.org/?p=\u{E102}\">\u{E100}</a></p>"
        );
        assert_eq!(parts[2], field(true));
    }

    #[test]
    fn a_condition_comes_out_of_its_comment() {
        let html = "<!--[if mso]>x<![endif]--><title>&lt;!--\u{E101}--&gt;a&lt;!--\u{E010}--&gt;</title><table><!--\u{E101}--><tr></tr><!--\u{E010}--></table>";
        assert_eq!(
            placed_in(html).unwrap().0,
            "<!--[if mso]>x<![endif]--><title>\u{E101}a\u{E010}</title><table>\u{E101}<tr></tr>\u{E010}</table>"
        );
    }

    #[test]
    fn where_no_escaping_helps_a_part_is_refused() {
        for html in [
            "<style>a { color: \u{E100} }</style>",
            "<p style=\"color: \u{E100}\">",
            "<a onclick=\"\u{E100}\">",
            "<p \u{E100}=\"x\">",
            "<!-- \u{E100} -->",
            "<script src=\"a\">\u{E100}</script>",
        ] {
            assert!(placed_in(html).is_err(), "{html}");
        }
        assert!(placed_in("<style>a { b: \"c\" }</style><p>\u{E100}</p>").is_ok());
    }
}
