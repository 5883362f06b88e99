//! Whether an article arrived whole: every heading, list item and paragraph, in order.
//!
//! It reads the article as the feed has it and the mail as the reader has it, and knows nothing of what happened between the two, so that
//! it cannot repeat a mistake made there.

use std::fmt;
use std::ops::Range;

use scraper::{ElementRef, Html, Node};
use url::Url;

/// What a piece of an article is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PieceKind {
    /// `h1` to `h6`: a mail may demote a heading.
    Heading,
    /// `li`.
    ListItem,
    /// `p`.
    Paragraph,
}

impl fmt::Display for PieceKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Heading => "heading",
            Self::ListItem => "list item",
            Self::Paragraph => "paragraph",
        })
    }
}

/// A run of words in a heading, a list item or a paragraph, white space collapsed; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it stands in.
    pub kind: PieceKind,
    /// Its words.
    pub text: String,
}

/// A piece of the article that the mail does not have in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// What it stands in.
    pub kind: PieceKind,
    /// Its words.
    pub text: String,
    /// The mail has it, but not between the pieces before and after it.
    pub out_of_order: bool,
}

impl fmt::Display for Missing {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fault = if self.out_of_order { "out of order" } else { "missing" };
        write!(formatter, "{} {fault}: “{}”", self.kind, self.text)
    }
}

/// The pieces of an article that its readers are to get: not the blog's own subscribe form, its share buttons and the feed's
/// "appeared first on".
pub fn pieces(article: &str) -> Vec<Piece> {
    read(article, Reading::Article)
}

/// What the mail's HTML shows of the blog's furniture: the pieces that the feed only carries along.
pub fn carried_along(article: &str, mail_html: &str) -> Vec<Piece> {
    let (own, shown) = (pieces(article), read(mail_html, Reading::Mail));
    let mut carried = read(article, Reading::Mail);
    carried.retain(|piece| !own.contains(piece) && shown.contains(piece));
    carried
}

/// Where the article's own links lead, in order: absolute addresses alone.
pub fn links(article: &str) -> Vec<Url> {
    let targets = attributes(article, "a", "href");
    targets.iter().filter_map(|target| Url::parse(target.trim()).ok()).collect()
}

/// What the article says of its pictures, in order: those that it describes.
pub fn picture_words(article: &str) -> Vec<String> {
    attributes(article, "img", "alt").into_iter().filter(|words| !words.trim().is_empty()).collect()
}

/// An attribute of all elements of a name that stand in the article itself.
fn attributes(article: &str, name: &str, attribute: &str) -> Vec<String> {
    let document = Html::parse_document(article);
    let elements = document.root_element().descendants().filter_map(ElementRef::wrap);
    let own = elements.filter(|element| element.value().name() == name && !stands_in_furniture(*element));
    own.filter_map(|element| element.attr(attribute).map(str::to_owned)).collect()
}

fn stands_in_furniture(element: ElementRef<'_>) -> bool {
    let mut around = element.ancestors().filter_map(ElementRef::wrap);
    around.any(|ancestor| is_never_read(ancestor.value().name()) || is_left_out(ancestor))
}

/// The pieces that the mail's HTML does not show as what they are, in order.
pub fn missing_from_html(article: &str, mail_html: &str) -> Vec<Missing> {
    let shown = read(mail_html, Reading::Mail);
    missing(pieces(article), |piece| {
        let same = shown.iter().enumerate().filter(|(_, other)| *other == piece);
        same.map(|(at, _)| at..at + 1).collect()
    })
}

/// The pieces whose words the mail's text part does not hold, in order.
pub fn missing_from_text(article: &str, mail_text: &str) -> Vec<Missing> {
    let shown = words(mail_text);
    missing(pieces(article), |piece| {
        let mut places = occurrences(&words(&piece.text), &shown);
        // Else the post's title, which often begins with the same words, would stand for a lost heading.
        if piece.kind == PieceKind::Heading {
            places.retain(|place| has_its_own_line(place, &shown));
        }
        places
    })
}

/// Whether a mail's text part holds these words next to one another.
pub fn text_mentions(mail_text: &str, phrase: &str) -> bool {
    !occurrences(&words(phrase), &words(mail_text)).is_empty()
}

/// The pieces without a place of their own, given where each could stand in the mail.
fn missing(pieces: Vec<Piece>, places: impl Fn(&Piece) -> Vec<Range<usize>>) -> Vec<Missing> {
    let places: Vec<_> = pieces.iter().map(places).collect();
    let placed = longest_row(&places);
    let all = pieces.into_iter().zip(places).zip(placed);
    all.filter(|(_, placed)| !placed)
        .map(|((piece, places), _)| Missing { kind: piece.kind, text: piece.text, out_of_order: !places.is_empty() })
        .collect()
}

/// Which pieces belong to the longest row of places that follow one another: one swapped piece is then one fault, and a short piece that
/// happens to occur elsewhere, too, draws no other out of its place.
fn longest_row(places: &[Vec<Range<usize>>]) -> Vec<bool> {
    struct Step {
        piece: usize,
        before: Option<usize>,
    }
    let mut steps: Vec<Step> = Vec::new();
    // For each length of row: the one that ends first, as (where it ends, its last step).
    let mut rows: Vec<(usize, usize)> = Vec::new();
    for (piece, places) in places.iter().enumerate() {
        let rows_before = rows.clone();
        for place in places {
            let length = rows_before.partition_point(|(end, _)| *end <= place.start);
            let before = length.checked_sub(1).map(|at| rows_before[at].1);
            let row = (place.end, steps.len());
            match rows.get_mut(length) {
                Some(same_length) if same_length.0 <= place.end => continue,
                Some(same_length) => *same_length = row,
                None => rows.push(row),
            }
            steps.push(Step { piece, before });
        }
    }
    let mut placed = vec![false; places.len()];
    let mut last = rows.last().map(|(_, step)| *step);
    while let Some(step) = last {
        placed[steps[step].piece] = true;
        last = steps[step].before;
    }
    placed
}

/// A word of plain text.
struct Word {
    text: String,
    starts_line: bool,
}

/// Where a phrase occurs, as ranges of words. A phrase of no words occurs nowhere.
fn occurrences(phrase: &[Word], text: &[Word]) -> Vec<Range<usize>> {
    if phrase.is_empty() {
        return Vec::new();
    }
    let same = |window: &[Word]| window.iter().zip(phrase).all(|(one, other)| one.text == other.text);
    let starts = text.windows(phrase.len()).enumerate().filter(|(_, window)| same(window));
    starts.map(|(start, _)| start..start + phrase.len()).collect()
}

/// Whether nothing else stands on these lines, but for an item's number.
fn has_its_own_line(place: &Range<usize>, text: &[Word]) -> bool {
    let is_number = |word: &Word| word.starts_line && word.text.bytes().all(|byte| byte.is_ascii_digit());
    let begins =
        text[place.start].starts_line || place.start.checked_sub(1).is_some_and(|before| is_number(&text[before]));
    begins && text.get(place.end).is_none_or(|next| next.starts_line)
}

/// The words of plain text without its furniture: wrapping, quote marks, bullets, underlines, link references, pictures.
///
/// ASCII punctuation is what plain text draws with (`>`, `-`, `[1]`, `` `code` ``), so it does not count; every other sign does.
fn words(text: &str) -> Vec<Word> {
    let lines: Vec<String> = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    let text = without_link_addresses(&without_bracketed(&lines.join("\n")));
    text.lines().flat_map(words_of_line).collect()
}

fn words_of_line(line: &str) -> impl Iterator<Item = Word> {
    let bare = line.split(' ').map(|word| word.chars().filter(|sign| counts(*sign)).collect::<String>());
    let words = bare.filter(|word| !word.is_empty()).enumerate();
    words.map(|(at, text)| Word { text, starts_line: at == 0 })
}

fn counts(sign: char) -> bool {
    !(sign.is_ascii_punctuation() || matches!(sign, '“' | '”') || is_invisible(sign))
}

fn is_invisible(sign: char) -> bool {
    matches!(sign, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// Without ` [1]` and ` [Image: a bell]`, and the space or line break before them.
fn without_bracketed(text: &str) -> String {
    without_enclosed(text, '[', ']', |inside| {
        inside.bytes().all(|byte| byte.is_ascii_digit()) || inside == "Image" || inside.starts_with("Image:")
    })
}

/// Without ` <https://example.org/>`, and the space or line break before it.
fn without_link_addresses(text: &str) -> String {
    without_enclosed(text, '<', '>', |inside| inside.contains(':') && !inside.contains([' ', '\n']))
}

fn without_enclosed(text: &str, open: char, close: char, is_furniture: impl Fn(&str) -> bool) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(open) {
        let inside = &rest[start + open.len_utf8()..];
        let end = inside.find(close).filter(|end| is_furniture(&inside[..*end]));
        if let Some(end) = end {
            let before = &rest[..start];
            kept.push_str(before.strip_suffix([' ', '\n']).unwrap_or(before));
            rest = &inside[end + close.len_utf8()..];
        } else {
            kept.push_str(&rest[..start]);
            kept.push(open);
            rest = inside;
        }
    }
    kept.push_str(rest);
    kept
}

/// What is read: an article has parts that do not count; in a mail, everything counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    Article,
    Mail,
}

/// Below this depth no mail is laid out either.
const DEEPEST: usize = 120;

fn read(html: &str, reading: Reading) -> Vec<Piece> {
    let mut reader = Reader { reading, pieces: Vec::new(), kind: None, run: String::new() };
    reader.children(Html::parse_document(html).root_element(), 0);
    reader.pieces
}

struct Reader {
    reading: Reading,
    pieces: Vec<Piece>,
    /// What the current run of words stands in.
    kind: Option<PieceKind>,
    run: String,
}

impl Reader {
    fn children(&mut self, parent: ElementRef<'_>, depth: usize) {
        for child in parent.children() {
            if let Node::Text(text) = child.value() {
                self.run.push_str(text);
            } else if let Some(element) = ElementRef::wrap(child).filter(|_| depth < DEEPEST) {
                self.element(element, depth + 1);
            }
        }
    }

    fn element(&mut self, element: ElementRef<'_>, depth: usize) {
        let name = element.value().name();
        if is_never_read(name) || (self.reading == Reading::Article && is_left_out(element)) {
            return;
        }
        let kind = match name {
            "br" => return self.run.push(' '),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Some(PieceKind::Heading),
            "li" => Some(PieceKind::ListItem),
            "p" => Some(PieceKind::Paragraph),
            "table" | "figure" => None,
            _ if is_inline(name) => return self.children(element, depth),
            _ => self.kind,
        };
        self.end_run();
        let around = std::mem::replace(&mut self.kind, kind);
        self.children(element, depth);
        self.end_run();
        self.kind = around;
    }

    fn end_run(&mut self) {
        let run = std::mem::take(&mut self.run);
        let visible: String = run.chars().filter(|sign| !is_invisible(*sign)).collect();
        let text = visible.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(kind) = self.kind.filter(|_| text.chars().any(char::is_alphanumeric)) {
            self.pieces.push(Piece { kind, text });
        }
    }
}

fn is_never_read(name: &str) -> bool {
    matches!(
        name,
        "head" | "script" | "style" | "template" | "noscript" | "iframe" | "object" | "svg" | "math" | "button"
    )
}

fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "img"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "q"
            | "ruby"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
    )
}

/// What blogs add to their articles, by the class names of the plugins that add it.
const ADDED_BY_PLUGINS: &[&str] = &[
    "wp-block-jetpack-subscriptions",
    "jetpack_subscription",
    "mc4wp-form",
    "tnp-subscription",
    "mailpoet_form",
    "sharedaddy",
    "sd-sharing",
    "jp-post-flair",
    "jp-relatedposts",
    "wp-block-jetpack-sharing-button",
    "yarpp",
    "a2a_kit",
    "addtoany_",
    "heateor_s",
];

/// Whether this part of an article is the blog's furniture rather than writing.
fn is_left_out(element: ElementRef<'_>) -> bool {
    let added = element.value().classes().any(|class| ADDED_BY_PLUGINS.iter().any(|plugin| class.starts_with(plugin)));
    added
        || match element.value().name() {
            "form" => true,
            "p" => is_feed_footer(element),
            _ => false,
        }
}

/// "The post … appeared first on …", which WordPress appends to every entry of a feed.
fn is_feed_footer(paragraph: ElementRef<'_>) -> bool {
    let text: String = paragraph.text().collect();
    text.trim_start().starts_with("The post") && text.contains("appeared first on")
}

#[cfg(test)]
mod tests;
