//! Rewrites a post's HTML for a mail: reads the tree that a browser would build, and writes only what belongs into a mail.
//!
//! What is written here is simple and flat, but not yet trusted: [`super::sanitize`] passes it through an allow-list after.

use std::collections::HashSet;
use std::fmt::Write as _;

use scraper::{ElementRef, Html, Node};
use url::Url;

use super::boilerplate::{is_appeared_first, is_boilerplate, is_hidden, is_pixel};
use super::embed::{EmbedLink, web_address};
use super::text::{escaped, is_printable};
use super::{markup, text};

/// Nesting past which only the words are kept, so that this recursion and every mail program's stay shallow.
const MAX_DEPTH: u16 = 120;

/// A form control with more text than this has swallowed the rest of the post: its end tag is missing.
const LONGEST_CONTROL: usize = 400;

/// Rewrites `html`; addresses are resolved against `base`.
pub(super) fn clean(html: &str, base: &Url) -> String {
    Writer { base, shown: HashSet::new() }.document(html)
}

/// A piece of output, by how it flows.
enum Part {
    /// Text and what stands in a line with it.
    Inline(String),
    /// A paragraph, heading, list, table and the like.
    Block(String),
    /// A paragraph in the shape of WordPress's "The post … appeared first on …", which goes when nothing follows it.
    Footer(String),
}

impl Part {
    fn html(&self) -> &str {
        match self {
            Self::Inline(html) | Self::Block(html) | Self::Footer(html) => html,
        }
    }
}

/// Where an element stands.
#[derive(Clone, Copy)]
struct Place {
    /// What it is written into.
    flow: Flow,
    /// Inside a link: no second one may open.
    in_link: bool,
    depth: u16,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Flow {
    /// Paragraphs, headings, lists: text that stands here by itself becomes a paragraph.
    Blocks,
    /// A figure: pictures stand by themselves.
    Figure,
    /// A list item or a table's cell: text may stand by itself, blocks too.
    Mixed,
    /// A paragraph or a heading: text only.
    Line,
    /// Preformatted text: text only, line breaks count.
    Preformatted,
}

impl Flow {
    const fn takes_blocks(self) -> bool {
        matches!(self, Self::Blocks | Self::Figure | Self::Mixed)
    }
}

struct Writer<'a> {
    base: &'a Url,
    /// Pictures that were written, so that a `noscript` twin of a lazy one is not.
    shown: HashSet<String>,
}

impl Writer<'_> {
    fn document(&mut self, html: &str) -> String {
        let tree = Html::parse_fragment(html);
        let place = Place { flow: Flow::Blocks, in_link: false, depth: 0 };
        let mut parts = in_paragraphs(self.children(tree.root_element(), place));
        while matches!(parts.last(), Some(Part::Footer(_))) {
            parts.pop();
        }
        parts.iter().map(Part::html).collect::<Vec<_>>().join("\n")
    }

    fn children(&mut self, element: ElementRef<'_>, place: Place) -> Vec<Part> {
        let place = Place { depth: place.depth + 1, ..place };
        if place.depth > MAX_DEPTH {
            return vec![Part::Inline(escaped(&element.text().collect::<String>()))];
        }
        let mut parts = Vec::new();
        for child in element.children() {
            match (child.value(), ElementRef::wrap(child)) {
                (Node::Text(text), _) => parts.push(Part::Inline(escaped(text))),
                (_, Some(child)) if !is_boilerplate(child) && !is_hidden(child) => {
                    parts.extend(self.element(child, place));
                }
                _ => {}
            }
        }
        parts
    }

    fn element(&mut self, element: ElementRef<'_>, place: Place) -> Vec<Part> {
        match element.value().name() {
            "br" => vec![Part::Inline("<br>".into())],
            "hr" if place.flow.takes_blocks() => vec![Part::Block("<hr>".into())],
            "img" => self.image(element).into_iter().map(Part::Inline).collect(),
            "iframe" | "embed" | "object" | "video" | "audio" => self.embedded(element, place),
            "noscript" => self.without_script(element, place),
            "math" => formula(element).into_iter().collect(),
            "script" | "style" | "template" | "svg" | "canvas" | "head" | "title" | "meta" | "link" | "base"
            | "map" | "col" | "colgroup" | "source" | "track" | "param" | "dialog" | "frameset" | "frame"
            | "noframes" | "noembed" | "input" | "select" | "textarea" | "datalist" | "progress" | "meter" | "rp" => {
                Vec::new()
            }
            "form" | "button" | "label" | "output" => self.control(element, place),
            "a" => self.link(element, place),
            "p" => self.paragraph(element, place),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "figcaption" | "caption" | "dt" => {
                self.line_block(element, place)
            }
            "pre" | "listing" | "xmp" | "plaintext" => self.preformatted(element, place),
            "summary" => self.summary(element, place),
            "div" | "section" | "article" | "aside" | "main" | "header" | "footer" | "nav" | "address" | "center"
            | "details" | "fieldset" | "hgroup" | "search" | "body" | "html" => self.container(element, place),
            "blockquote" => self.block(element, place, Flow::Blocks),
            "figure" => self.block(element, place, Flow::Figure),
            "li" | "dd" | "td" | "th" => self.cell(element, place),
            "ul" | "ol" | "dl" | "table" | "thead" | "tbody" | "tfoot" | "tr" => {
                self.block(element, place, Flow::Mixed)
            }
            "strong" | "b" | "em" | "i" | "u" | "s" | "del" | "ins" | "small" | "sub" | "sup" | "mark" | "code"
            | "kbd" | "samp" | "var" | "cite" | "q" | "dfn" | "abbr" | "bdi" | "bdo" | "ruby" | "rt" => {
                self.inline(element, place, None)
            }
            "strike" => self.inline(element, place, Some("s")),
            "tt" => self.inline(element, place, Some("code")),
            // `span`, `font`, `picture`, custom elements: what they hold counts.
            _ => self.children(element, place),
        }
    }

    /// A picture, or the character that a picture of an emoji stands for.
    fn image(&mut self, element: ElementRef<'_>) -> Option<String> {
        let value = element.value();
        let alt: String = value.attr("alt").unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
        if value.classes().any(|class| matches!(class, "wp-smiley" | "emoji")) && !alt.is_empty() {
            return Some(escaped(&alt));
        }
        // Lazy loaders keep the picture's address beside a placeholder's.
        let lazy =
            ["data-src", "data-lazy-src", "data-original", "src"].into_iter().filter_map(|name| value.attr(name));
        let sets =
            ["srcset", "data-srcset", "data-lazy-srcset"].into_iter().filter_map(|name| widest(value.attr(name)?));
        let source = lazy.chain(sets).find_map(|address| web_address(address, self.base))?;
        if is_pixel(element, &source) {
            return None;
        }
        let mut html = format!("<img src=\"{}\" alt=\"{}\"", escaped(source.as_str()), escaped(&alt));
        for name in ["width", "height"] {
            if let Some(size) = value.attr(name).and_then(pixels) {
                let _ = write!(html, " {name}=\"{size}\"");
            }
        }
        html.push('>');
        self.shown.insert(source.into());
        Some(html)
    }

    fn embedded(&mut self, element: ElementRef<'_>, place: Place) -> Vec<Part> {
        let Some(link) = EmbedLink::of(element, self.base) else { return Vec::new() };
        if place.in_link {
            return vec![Part::Inline(escaped(&link.words))];
        }
        let html = format!("<a href=\"{}\">{}</a>", escaped(link.url.as_str()), escaped(&link.words));
        vec![if place.flow.takes_blocks() { Part::Block(format!("<p>{html}</p>")) } else { Part::Inline(html) }]
    }

    /// What a page shows without script: often the true picture of a lazy one, which is not repeated.
    fn without_script(&mut self, element: ElementRef<'_>, place: Place) -> Vec<Part> {
        // The parser hands it over as text.
        let html: String = element.text().collect();
        if !markup::is_parseable_html(&html) {
            return vec![Part::Block(text::rescued(&html))];
        }
        let tree = Html::parse_fragment(&html);
        let is_shown = |picture: ElementRef<'_>| {
            let address = picture.value().attr("src").and_then(|address| web_address(address, self.base));
            address.is_some_and(|address| self.shown.contains(address.as_str()))
        };
        if tree.root_element().descendent_elements().any(is_shown) {
            return Vec::new();
        }
        self.children(tree.root_element(), place)
    }

    /// Forms and their parts go, unless one was never closed and holds the rest of the post.
    fn control(&mut self, element: ElementRef<'_>, place: Place) -> Vec<Part> {
        let length: usize = element.text().map(|text| text.trim().len()).sum();
        if length > LONGEST_CONTROL { self.container(element, place) } else { Vec::new() }
    }

    fn link(&mut self, element: ElementRef<'_>, place: Place) -> Vec<Part> {
        let address = element.value().attr("href").and_then(|href| link_address(href, self.base));
        let Some(address) = address.filter(|_| !place.in_link) else { return self.children(element, place) };
        let parts = self.children(element, Place { in_link: true, ..place });
        wrapped(parts, &format!("<a href=\"{}\"{}>", escaped(address.as_str()), attributes(element)), "</a>")
    }

    fn inline(&mut self, element: ElementRef<'_>, place: Place, name: Option<&str>) -> Vec<Part> {
        let name = name.unwrap_or(element.value().name());
        let parts = self.children(element, place);
        wrapped(parts, &format!("<{name}{}>", attributes(element)), &format!("</{name}>"))
    }

    fn paragraph(&mut self, element: ElementRef<'_>, place: Place) -> Vec<Part> {
        let is_footer = is_appeared_first(element, self.base);
        let parts = self.line_block(element, place);
        if !is_footer {
            return parts;
        }
        parts.into_iter().map(|part| Part::Footer(part.html().to_owned())).collect()
    }

    /// A block that holds a line of text; within another line only the text stays.
    fn line_block(&mut self, element: ElementRef<'_>, place: Place) -> Vec<Part> {
        if is_stray(element) {
            return self.container(element, place);
        }
        let inner = joined(&self.children(element, Place { flow: Flow::Line, ..place }));
        if is_blank(&inner) {
            return Vec::new();
        }
        if !place.flow.takes_blocks() {
            return vec![Part::Inline(format!(" {} ", inner.trim()))];
        }
        vec![Part::Block(element_html(element, inner.trim()))]
    }

    fn preformatted(&mut self, element: ElementRef<'_>, place: Place) -> Vec<Part> {
        let inner = joined(&self.children(element, Place { flow: Flow::Preformatted, ..place }));
        // A line break right after the tag is not shown, and parsers drop it.
        let inner = inner.trim_start_matches('\n').trim_end();
        if is_blank(inner) {
            return Vec::new();
        }
        if !place.flow.takes_blocks() {
            return vec![Part::Inline(inner.to_owned())];
        }
        vec![Part::Block(format!("<pre{}>{inner}</pre>", attributes(element)))]
    }

    /// The head of a `details` element, which a mail shows open.
    fn summary(&mut self, element: ElementRef<'_>, place: Place) -> Vec<Part> {
        let parts = self.children(element, place);
        let is_text = parts.iter().all(|part| matches!(part, Part::Inline(_)));
        if !is_text || place.flow != Flow::Blocks {
            return parts;
        }
        let inner = joined(&parts);
        if is_blank(&inner) {
            return Vec::new();
        }
        vec![Part::Block(format!("<p><strong>{}</strong></p>", inner.trim()))]
    }

    /// An element that only groups: its content takes its place.
    fn container(&mut self, element: ElementRef<'_>, place: Place) -> Vec<Part> {
        let parts = self.children(element, place);
        match place.flow {
            Flow::Blocks => {
                let parts = in_paragraphs(parts);
                let attributes = attributes(element);
                if attributes.is_empty() || parts.is_empty() {
                    return parts;
                }
                vec![Part::Block(format!("<div{attributes}>{}</div>", joined(&parts)))]
            }
            Flow::Figure => parts,
            Flow::Mixed => {
                let inner = joined(&parts);
                if is_blank(&inner) {
                    return Vec::new();
                }
                vec![Part::Block(format!("<div{}>{}</div>", attributes(element), inner.trim()))]
            }
            Flow::Line => vec![Part::Inline(format!(" {} ", joined(&parts).trim()))],
            Flow::Preformatted => vec![Part::Inline(format!("{}\n", joined(&parts).trim_end_matches('\n')))],
        }
    }

    /// A block of blocks, a list or a table; dropped when nothing is left in it.
    fn block(&mut self, element: ElementRef<'_>, place: Place, flow: Flow) -> Vec<Part> {
        if !place.flow.takes_blocks() {
            return self.container(element, place);
        }
        let mut parts = self.children(element, Place { flow, ..place });
        if flow == Flow::Blocks {
            parts = in_paragraphs(parts);
        }
        let inner = joined(&parts);
        if is_blank(&inner) && element.value().name() != "tr" {
            return Vec::new();
        }
        vec![Part::Block(element_html(element, &inner))]
    }

    /// A list's item or a table's cell: kept even when empty, because the others are counted by it.
    fn cell(&mut self, element: ElementRef<'_>, place: Place) -> Vec<Part> {
        if !place.flow.takes_blocks() || is_stray(element) {
            return self.container(element, place);
        }
        let inner = joined(&self.children(element, Place { flow: Flow::Mixed, ..place }));
        vec![Part::Block(element_html(element, inner.trim()))]
    }
}

/// Whether an item stands outside of a list, where parsers disagree about what it ends.
fn is_stray(element: ElementRef<'_>) -> bool {
    let name_of = |element: ElementRef<'_>| element.value().name().to_owned();
    let mut around = element.ancestors().filter_map(ElementRef::wrap).map(name_of);
    let parent = around.next().unwrap_or_default();
    match element.value().name() {
        "li" => !matches!(parent.as_str(), "ul" | "ol"),
        // A `div` may group the items of a `dl`.
        "dt" | "dd" => parent != "dl" && !(parent == "div" && around.next().is_some_and(|name| name == "dl")),
        _ => false,
    }
}

/// Puts runs of text into paragraphs, and drops the white space between blocks.
fn in_paragraphs(parts: Vec<Part>) -> Vec<Part> {
    let mut blocks = Vec::new();
    let mut line = String::new();
    let end_line = |line: &mut String, blocks: &mut Vec<Part>| {
        if !is_blank(line) {
            blocks.push(Part::Block(format!("<p>{}</p>", line.trim())));
        }
        line.clear();
    };
    for part in parts {
        if let Part::Inline(html) = part {
            line.push_str(&html);
        } else {
            end_line(&mut line, &mut blocks);
            blocks.push(part);
        }
    }
    end_line(&mut line, &mut blocks);
    blocks
}

/// Puts a link or formatting around its content; around nothing it is dropped.
fn wrapped(parts: Vec<Part>, start: &str, end: &str) -> Vec<Part> {
    let inner = joined(&parts);
    if is_empty(&inner) {
        return parts;
    }
    let html = format!("{start}{inner}{end}");
    let holds_blocks = parts.iter().any(|part| !matches!(part, Part::Inline(_)));
    vec![if holds_blocks { Part::Block(html) } else { Part::Inline(html) }]
}

fn joined(parts: &[Part]) -> String {
    parts.iter().map(Part::html).collect()
}

fn element_html(element: ElementRef<'_>, inner: &str) -> String {
    let name = element.value().name();
    format!("<{name}{}>{inner}</{name}>", attributes(element))
}

/// Whether nothing would be seen of it.
fn is_blank(html: &str) -> bool {
    is_empty(&html.replace("<br>", ""))
}

fn is_empty(html: &str) -> bool {
    html.chars().all(char::is_whitespace)
}

/// The attributes that an element keeps: language, direction, and what numbers a list or spans a table.
fn attributes(element: ElementRef<'_>) -> String {
    let value = element.value();
    let mut html = String::new();
    for (name, text) in value.attrs() {
        let text = text.trim();
        let is_number =
            !text.is_empty() && text.len() <= 6 && text.trim_start_matches('-').bytes().all(|b| b.is_ascii_digit());
        let is_kept = match (name, value.name()) {
            ("dir", _) => matches!(text, "ltr" | "rtl" | "auto"),
            ("lang", _) => {
                !text.is_empty() && text.len() <= 35 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            }
            ("start", "ol") | ("value", "li") | ("colspan" | "rowspan", "td" | "th") => is_number,
            ("reversed", "ol") => true,
            ("title", "abbr" | "dfn") => !text.is_empty() && text.chars().all(is_printable),
            _ => false,
        };
        if is_kept {
            let _ = write!(html, " {name}=\"{}\"", escaped(text));
        }
    }
    html
}

/// Where a link goes, if a mail may link there.
fn link_address(href: &str, base: &Url) -> Option<Url> {
    web_address(href, base).or_else(|| Url::parse(href.trim()).ok().filter(|url| url.scheme() == "mailto"))
}

/// The widest candidate of a `srcset` that is not wider than a mail needs on a dense screen; else the first one.
fn widest(srcset: &str) -> Option<&str> {
    const WIDE_ENOUGH: u32 = 1400;
    let candidates = srcset.split(", ").filter_map(|candidate| {
        let mut words = candidate.split_whitespace();
        let address = words.next()?.trim_end_matches(',');
        let width = words.next().and_then(|size| size.trim_end_matches(',').strip_suffix('w')?.parse::<u32>().ok());
        Some((address, width))
    });
    let first = candidates.clone().next()?.0;
    let fitting = candidates.filter(|(_, width)| width.is_some_and(|width| width <= WIDE_ENOUGH));
    Some(fitting.max_by_key(|(_, width)| *width).map_or(first, |(address, _)| address))
}

/// A picture's size in whole pixels; percentages and `auto` are left to the mail program.
fn pixels(size: &str) -> Option<u32> {
    let number: f64 = size.trim().trim_end_matches("px").parse().ok()?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is checked first")]
    (1.0..=10_000.0).contains(&number).then_some(number.round() as u32)
}

/// A formula's own description, in place of markup that mails do not show.
fn formula(element: ElementRef<'_>) -> Option<Part> {
    let words = element.value().attr("alttext").map(str::trim).filter(|words| !words.is_empty())?;
    Some(Part::Inline(format!("<code>{}</code>", escaped(words))))
}
