//! Judges markup before a parser sees it: whether it can be parsed in reasonable time.
//!
//! HTML parsers look through all open elements for each tag, and copy open formatting into each block, so that a few hundred
//! kilobytes of unclosed tags cost minutes. XML parsers compare attributes and namespaces in the same manner. One linear scan
//! tells such texts from what people write.

/// Elements open at once. People reach a few dozen.
const MAX_OPEN: usize = 256;
/// Elements closed by another one's end tag: a parser may keep those open.
const MAX_MISNESTED: usize = 1000;
/// Attributes of one tag; each is compared with all others.
const MAX_ATTRIBUTES: usize = 256;
/// Open formatting elements, summed over all tags: how many copies a parser may have to make.
const MAX_COPIES: usize = 500_000;

const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// Elements that the parser closes by itself, so that they nest only inside of others that are counted.
const SELF_CLOSING: [&str; 17] = [
    "p", "li", "dd", "dt", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "colgroup", "rb", "rt",
    "rp", "rtc",
];

const FORMATTING: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Elements whose content is text to the parser, up to their end tag.
const RAW: [&str; 9] = ["script", "style", "textarea", "title", "noscript", "iframe", "noembed", "noframes", "xmp"];

/// Whether an HTML parser takes this text in time that grows with its length only.
pub(super) fn is_parseable_html(html: &str) -> bool {
    let mut open: Vec<&str> = Vec::new();
    // Formatting outlives the blocks that it was opened in, until its own end tag comes.
    let mut formatting = [0_usize; FORMATTING.len()];
    let (mut misnested, mut copies) = (0, 0);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (tag, after) = Tag::read(&rest[at..]);
        rest = after;
        match tag {
            Tag::Start { attributes, .. } if attributes > MAX_ATTRIBUTES => return false,
            Tag::Start { name, .. } if is_one_of(name, &VOID) || is_one_of(name, &SELF_CLOSING) => {}
            Tag::Start { name, .. } if is_one_of(name, &RAW) => rest = after_raw_text(name, rest),
            Tag::Start { name, .. } => {
                open.push(name);
                if let Some(kind) = position_in(&FORMATTING, name) {
                    formatting[kind] += 1;
                }
            }
            Tag::End { name } => {
                if let Some(position) = open.iter().rposition(|opened| opened.eq_ignore_ascii_case(name)) {
                    misnested += open.len() - position - 1;
                    open.truncate(position);
                }
                if let Some(kind) = position_in(&FORMATTING, name) {
                    formatting[kind] = formatting[kind].saturating_sub(1);
                }
            }
            Tag::Other => {}
        }
        copies += formatting.iter().sum::<usize>();
        if open.len() > MAX_OPEN || misnested > MAX_MISNESTED || copies > MAX_COPIES {
            return false;
        }
    }
    true
}

/// Whether an XML parser takes this document in time that grows with its length only.
pub(super) fn is_parseable_xml(xml: &str) -> bool {
    // Namespaces declared by each open element.
    let mut open: Vec<usize> = Vec::new();
    let mut namespaces = 0;
    let mut rest = xml;
    while let Some(at) = rest.find('<') {
        let from = &rest[at..];
        let opaque = [("<![CDATA[", "]]>"), ("<!--", "-->")];
        if let Some((start, end)) = opaque.into_iter().find(|(start, _)| from.starts_with(start)) {
            rest = from[start.len()..].split_once(end).map_or("", |(_, after)| after);
            continue;
        }
        let (tag, after) = Tag::read(from);
        match tag {
            Tag::Start { attributes, .. } if attributes > MAX_ATTRIBUTES => return false,
            Tag::Start { .. } => {
                let text = &from[..from.len() - after.len()];
                if !text.ends_with("/>") {
                    let declared = text.matches("xmlns").count();
                    namespaces += declared;
                    open.push(declared);
                }
            }
            Tag::End { .. } => namespaces -= open.pop().unwrap_or(0),
            Tag::Other => {}
        }
        if open.len() > MAX_OPEN || namespaces > MAX_ATTRIBUTES {
            return false;
        }
        rest = after;
    }
    true
}

enum Tag<'a> {
    Start {
        name: &'a str,
        attributes: usize,
    },
    End {
        name: &'a str,
    },
    /// A comment, a declaration, or a `<` that opens nothing.
    Other,
}

impl<'a> Tag<'a> {
    /// Reads the tag at the start of `text`, as HTML's tokenizer does, and returns what follows it.
    fn read(text: &'a str) -> (Self, &'a str) {
        let inner = &text[1..];
        if let Some(comment) = inner.strip_prefix("!--") {
            return (Self::Other, after_comment(comment));
        }
        if inner.starts_with(['!', '?']) {
            return (Self::Other, after_first('>', inner));
        }
        let (is_end, named) = inner.strip_prefix('/').map_or((false, inner), |named| (true, named));
        if !named.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_') {
            return (Self::Other, inner);
        }
        let (name, rest) = split_before(named, |c| c.is_ascii_whitespace() || matches!(c, '/' | '>'));
        let (attributes, rest) = attributes(rest);
        (if is_end { Self::End { name } } else { Self::Start { name, attributes } }, rest)
    }
}

/// Counts attributes up to the end of a tag and returns what follows the tag.
fn attributes(mut text: &str) -> (usize, &str) {
    let mut count = 0;
    loop {
        text = text.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if text.is_empty() {
            return (count, text);
        }
        if let Some(rest) = text.strip_prefix('>') {
            return (count, rest);
        }
        count += 1;
        // A `=` in the first place belongs to the name.
        let others = &text[text.chars().next().map_or(0, char::len_utf8)..];
        text = split_before(others, |c| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '=')).1;
        if let Some(value) = text.trim_start_matches(|c: char| c.is_ascii_whitespace()).strip_prefix('=') {
            text = after_value(value.trim_start_matches(|c: char| c.is_ascii_whitespace()));
        }
    }
}

fn after_value(text: &str) -> &str {
    match text.chars().next() {
        Some(quote @ ('"' | '\'')) => after_first(quote, &text[1..]),
        _ => split_before(text, |c| c.is_ascii_whitespace() || c == '>').1,
    }
}

fn after_comment(text: &str) -> &str {
    if let Some(rest) = text.strip_prefix('>').or_else(|| text.strip_prefix("->")) {
        return rest;
    }
    let mut rest = text;
    while let Some(at) = rest.find("--") {
        let dashes = &rest[at + 2..];
        if let Some(after) = dashes.strip_prefix('>').or_else(|| dashes.strip_prefix("!>")) {
            return after;
        }
        rest = &rest[at + 1..];
    }
    ""
}

fn after_raw_text<'a>(name: &str, text: &'a str) -> &'a str {
    let mut rest = text;
    while let Some(at) = rest.find("</") {
        let candidate = &rest[at + 2..];
        if candidate.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            return after_first('>', candidate);
        }
        rest = candidate;
    }
    ""
}

pub(super) fn after_first(end: char, text: &str) -> &str {
    text.split_once(end).map_or("", |(_, rest)| rest)
}

fn split_before(text: &str, is_end: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(is_end).unwrap_or(text.len()))
}

fn is_one_of(name: &str, names: &[&str]) -> bool {
    position_in(names, name).is_some()
}

fn position_in(names: &[&str], name: &str) -> Option<usize> {
    names.iter().position(|known| name.eq_ignore_ascii_case(known))
}

#[cfg(test)]
#[expect(clippy::format_collect, reason = "short texts, once")]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_is_parseable() {
        let long =
            "<p>One <b>bold</b> word, <br> an <img src='a>b.png' alt=\"<\"> and <a href=x>a link</a>.".repeat(10_000);
        let nested = format!("{}x{}", "<div><ul><li>".repeat(60), "</ul></div>".repeat(60));
        for html in
            ["", "plain < text", "<p", "<a b='", "<!-- <div> ", "</p></p>", "<é a>", "<a é=1 =x>", &long, &nested]
        {
            assert!(is_parseable_html(html), "{html:.60}");
        }
    }

    #[test]
    fn markup_that_costs_a_parser_minutes_is_told() {
        let attributes = (0..1000).map(|n| format!(" a{n}=1")).collect::<String>();
        let formatting: String = (0..200).map(|n| format!("<b x={n}>")).collect();
        for html in [
            "<div>".repeat(10_000),
            "<div><table></div></table>".repeat(10_000),
            "<!-->".to_owned() + &"<div>".repeat(10_000) + "-->",
            "<a x=\"'\">".to_owned() + &"<div>".repeat(10_000),
            format!("<p{attributes}>"),
            format!("<div>{formatting}</div>{}", "<p>x".repeat(10_000)),
            format!("{formatting}{}", "<p>x".repeat(10_000)),
        ] {
            assert!(!is_parseable_html(&html), "{html:.60}");
        }
    }

    #[test]
    fn hostile_xml_is_told_from_a_feed() {
        let attributes = (0..1000).map(|n| format!(" a{n}='1'")).collect::<String>();
        let names = (0..1000).map(|n| format!("<a xmlns:n{n}='1'>")).collect::<String>();
        for xml in ["<a>".repeat(1000), format!("<a{attributes}/>"), names] {
            assert!(!is_parseable_xml(&xml), "{xml:.60}");
        }
        let post = "<entry><div xmlns='http://www.w3.org/1999/xhtml'><br/></div><!-- <a> --><![CDATA[<b>]]></entry>";
        assert!(is_parseable_xml(&format!("<?xml version='1.0'?><feed>{}</feed>", post.repeat(2000))));
    }
}
