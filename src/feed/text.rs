//! Plain text out of what feeds write: titles, names, topics, and posts whose markup cannot be parsed.

use scraper::Html;
use unicode_normalization::char::is_combining_mark;

/// Inline tags that feeds wrap parts of titles in. Anything else in angle brackets is what the title is about (`Vec<T>`).
const TITLE_TAGS: [&str; 22] = [
    "a", "abbr", "b", "big", "br", "cite", "code", "em", "font", "i", "mark", "q", "s", "small", "span", "strong",
    "sub", "sup", "tt", "u", "wbr", "img",
];

/// Tags that end a line of text when all tags are stripped.
const LINE_TAGS: [&str; 22] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "br",
    "dd",
    "div",
    "dt",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "p",
    "pre",
    "section",
    "tr",
];

/// Whether a character may stand in a post: no control characters, and nothing from the private use area, which has no
/// meaning between strangers and which the renderer marks its holes with.
pub(super) fn is_printable(character: char) -> bool {
    matches!(character, '\n' | '\t') || !character.is_control() && !('\u{E000}'..='\u{F8FF}').contains(&character)
}

/// Marks on one letter: more than any script stacks, and few enough to stay within their line.
const MOST_MARKS: usize = 8;
/// Characters without width in a row. Emoji and scripts that join letters need one or two between others.
const MOST_UNSEEN: usize = 3;

/// `text` without what would spoil its surroundings: overrides of the writing direction, towers of marks, runs of characters that
/// nobody sees.
fn tamed(text: &str) -> impl Iterator<Item = char> {
    let (mut marks, mut unseen) = (0, 0);
    text.chars().filter(move |character| {
        marks = if is_combining_mark(*character) { marks + 1 } else { 0 };
        unseen = if is_unseen(*character) { unseen + 1 } else { 0 };
        is_printable(*character)
            && !matches!(character, '\u{202D}' | '\u{202E}')
            && marks <= MOST_MARKS
            && unseen <= MOST_UNSEEN
    })
}

const fn is_unseen(character: char) -> bool {
    matches!(
        character,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180E}' | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}'
    )
}

/// One line: white space folded, control characters and overrides of the writing direction dropped, cut at `limit` characters.
pub(super) fn one_line(text: &str, limit: usize) -> String {
    let is_override = |c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}');
    let mut line = String::with_capacity(text.len().min(4 * limit));
    for word in text.split(char::is_whitespace) {
        let mut printable = word.chars().filter(|c| is_printable(*c) && !is_override(*c)).peekable();
        if printable.peek().is_some() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.extend(printable);
        }
    }
    shortened(line, limit)
}

/// Cuts after at most `limit` characters, between words when there is a word's end in the last fifth, and shows it by `…`.
pub(super) fn shortened(mut text: String, limit: usize) -> String {
    let Some((cut, _)) = text.char_indices().nth(limit) else { return text };
    let earliest = text.char_indices().nth(limit - limit / 5).map_or(cut, |(at, _)| at);
    // The character after the cut counts: a word may end right there.
    let next = text[cut..].chars().next().map_or(cut, |c| cut + c.len_utf8());
    let at = text[..next].rfind(char::is_whitespace).filter(|at| *at >= earliest).unwrap_or(cut);
    text.truncate(at);
    let kept =
        text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '-' | '–' | '—')).len();
    text.truncate(kept);
    text.push('…');
    text
}

/// The text of a title in which HTML may be written: inline tags go, character references are resolved once.
pub(super) fn of_title(markup: &str) -> String {
    let mut bare = String::with_capacity(markup.len());
    let mut rest = markup;
    while let Some(at) = rest.find('<') {
        bare.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some((name, after)) = inline_tag(rest) {
            bare.push_str(if name.eq_ignore_ascii_case("br") { " " } else { "" });
            rest = after;
        } else {
            bare.push('<');
            rest = &rest[1..];
        }
    }
    bare.push_str(rest);
    resolved(&bare)
}

/// The tag at the start of `text`, if it is one of [`TITLE_TAGS`], and what follows it.
fn inline_tag(text: &str) -> Option<(&str, &str)> {
    let (tag, after) = text.split_once('>')?;
    let inner = tag.trim_start_matches('<');
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    let name = inner.split(|c: char| c.is_ascii_whitespace() || c == '/').next()?;
    TITLE_TAGS.iter().any(|known| name.eq_ignore_ascii_case(known)).then_some((name, after))
}

/// Resolves character references; angle brackets stay text.
pub(super) fn resolved(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    Html::parse_fragment(&text.replace('<', "&lt;")).root_element().text().collect()
}

/// Text for HTML, between tags and in double quotes.
pub(super) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for character in tamed(text) {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            other => html.push(other),
        }
    }
    html
}

/// Plain text as HTML: a paragraph for each block of lines, the lines kept.
pub(super) fn to_paragraphs(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    lines
        .split(|line| line.is_empty())
        .filter(|block| !block.is_empty())
        .map(|block| format!("<p>{}</p>", block.iter().map(|line| escaped(line)).collect::<Vec<_>>().join("<br>")))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The words of markup that is too tangled to be parsed, as paragraphs: all tags go, no text does.
pub(super) fn rescued(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        let tag = &rest[at + 1..];
        if !tag.starts_with(|first: char| first.is_ascii_alphabetic() || matches!(first, '/' | '!' | '?')) {
            text.push('<');
            rest = tag;
            continue;
        }
        let name_start = tag.trim_start_matches('/');
        let name = &name_start[..name_start.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name_start.len())];
        // Where the text goes on; a raw element's own end tag is read as the next tag.
        let (end, skipped) = match name.to_ascii_lowercase().as_str() {
            "script" if !tag.starts_with('/') => ("</script", 0),
            "style" if !tag.starts_with('/') => ("</style", 0),
            _ if tag.starts_with("!--") => ("-->", 3),
            _ => (">", 1),
        };
        if LINE_TAGS.iter().any(|known| name.eq_ignore_ascii_case(known)) {
            text.push_str("\n\n");
        }
        rest = tag.find(end).map_or("", |at| &tag[at + skipped..]);
    }
    text.push_str(rest);
    to_paragraphs(&resolved(&text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_resolved_once_and_keeps_what_it_is_about() {
        for (markup, title) in [
            ("Research &#038; Insights", "Research & Insights"),
            ("Tom &amp;amp; Jerry", "Tom &amp; Jerry"),
            ("The <em>best</em> <b class=x>of</b> 2024", "The best of 2024"),
            ("Why Vec<T> grows", "Why Vec<T> grows"),
            ("Use &lt;b&gt; sparingly", "Use <b> sparingly"),
            ("1 < 2 &nbsp;and 3 > 2", "1 < 2 \u{a0}and 3 > 2"),
            ("One<br/>Two", "One Two"),
            ("Fish & chips", "Fish & chips"),
        ] {
            assert_eq!(of_title(markup), title, "{markup}");
        }
    }

    #[test]
    fn one_line_has_no_breaks_controls_or_marks_of_the_renderer() {
        assert_eq!(one_line(" A\r\nB\tC\u{0}\u{7}D \u{E001}\u{202E}E ", 50), "A B CD E");
        assert_eq!(one_line("\u{E000} x", 50), "x");
        assert_eq!(one_line("abcdefghijklmnop", 5), "abcde…");
    }

    #[test]
    fn text_is_cut_between_words_where_there_are_words() {
        assert_eq!(shortened("one two three".into(), 13), "one two three");
        assert_eq!(shortened("one two, three".into(), 9), "one two…");
        assert_eq!(shortened("one two three".into(), 7), "one two…");
        assert_eq!(shortened("日本語の文章には空白がない".into(), 5), "日本語の文…");
    }

    #[test]
    fn plain_text_becomes_paragraphs_with_their_lines() {
        assert_eq!(to_paragraphs("One <1>\r\ntwo\n\n\nThree"), "<p>One &lt;1&gt;<br>two</p>\n<p>Three</p>");
    }

    #[test]
    fn rescued_text_has_all_words_and_no_tags() {
        let html = "<div><p>One &amp; two<script>evil()</script> a < b</p><b>three</b> &lt;i&gt;<br>four";
        assert_eq!(rescued(html), "<p>One &amp; two a &lt; b</p>\n<p>three &lt;i&gt;</p>\n<p>four</p>");
    }
}
