//! Rewrites a post's HTML for a mail: reads the tree that a browser would build, and writes only what belongs into a mail.
//!
//! What is written here is simple and flat, but not yet trusted: [`super::sanitize`] passes it through an allow-list after.

use std::collections::HashSet;

use scraper::{ElementRef, Html, Node};
use url::Url;

use super::attributes::attributes;
use super::boilerplate::is_appeared_first;
use super::cards::{self, Card};
use super::embed::{EmbedLink, web_address};
use super::notes::{self, Within};
use super::part::{Link, Part, in_paragraphs, is_blank, joined, linked, wrapped};
use super::picture::{Picture, is_picture_file, picture_address};
use super::seen::{checkbox, is_left_out, tex_of};
use super::text::escaped;
use super::{formula, markup, text};

/// Nesting past which only the words are kept, so that this recursion and every mail program's stay shallow.
pub(super) const MAX_DEPTH: u16 = 120;

/// Rewrites `html`; addresses are resolved against `base`.
pub(super) fn clean(html: &str, base: &Url) -> String {
    let tree = Html::parse_fragment(html);
    Writer { base, shown: HashSet::new(), places: notes::places(&tree) }.document(&tree)
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
    /// The same in a quotation.
    Quote,
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
        matches!(self, Self::Blocks | Self::Quote | Self::Figure | Self::Mixed)
    }
}

struct Writer<'a> {
    base: &'a Url,
    /// Pictures that were written, so that a `noscript` twin of a lazy one is not.
    shown: HashSet<String>,
    /// What links within the post can lead to.
    places: HashSet<String>,
}

impl Writer<'_> {
    fn document(&mut self, tree: &Html) -> String {
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
                (_, Some(child)) if !is_left_out(child) => {
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
            // A link around a line is no link to anybody.
            "hr" if place.flow.takes_blocks() && !place.in_link => vec![Part::Block("<hr>".into())],
            "img" => self.image(element).into_iter().map(Part::Inline).collect(),
            "iframe" | "embed" | "object" | "video" | "audio" => self.embedded(element, place),
            "noscript" => self.without_script(element, place),
            "math" => formula_part(&formula::words(element)),
            "script" => tex_of(element).map_or_else(Vec::new, |tex| formula_part(&tex)),
            "input" if place.in_link => Vec::new(),
            "input" => checkbox(element).map(|sign| Part::Inline(sign.to_owned())).into_iter().collect(),
            "a" => self.link(element, place),
            "p" if cards::has_class(element, &["wp-caption-text"]) && place.flow == Flow::Figure => {
                self.line_block(element, "figcaption", place)
            }
            "p" => self.paragraph(element, place),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "figcaption" | "caption" | "dt" => {
                self.line_block(element, element.value().name(), place)
            }
            "pre" | "listing" | "xmp" | "plaintext" => self.preformatted(element, place),
            "summary" => self.summary(element, place),
            "div" if cards::has_class(element, &["wp-caption"]) => self.block(element, "figure", place, Flow::Figure),
            "div" if cards::has_class(element, &["kg-callout-emoji"]) => {
                vec![Part::Inline(spaced(&element.text().collect::<String>()))]
            }
            "div" if cards::has_class(element, &["kg-callout-text"]) => self.children(element, place),
            "div" if cards::has_class(element, &["wp-block-embed__wrapper"]) && address_alone(element).is_some() => {
                address_alone(element)
                    .map(|url| Part::Block(format!("<p><a href=\"{0}\">{0}</a></p>", escaped(url.as_str()))))
                    .into_iter()
                    .collect()
            }
            "div" | "section" | "article" | "aside" | "main" | "header" | "footer" | "nav" | "address" | "center"
            | "details" | "fieldset" | "hgroup" | "search" | "form" | "button" | "label" | "output" | "body"
            | "html" => self.container(element, place),
            "blockquote" => self.block(element, "blockquote", place, Flow::Quote),
            "figure" => self.block(element, "figure", place, Flow::Figure),
            "cite" if place.flow == Flow::Quote && is_source(element) => self.source(element, place),
            "table" if let Some(cell) = cards::only_cell(element, self.base) => self.unwrapped(cell, place),
            "li" | "dd" | "td" | "th" => self.cell(element, place),
            "ul" | "ol" | "dl" | "table" | "thead" | "tbody" | "tfoot" | "tr" => {
                self.block(element, element.value().name(), place, Flow::Mixed)
            }
            "strong" | "b" | "em" | "i" | "u" | "s" | "del" | "ins" | "small" | "sub" | "sup" | "mark" | "code"
            | "kbd" | "samp" | "var" | "q" | "dfn" | "abbr" | "bdi" | "bdo" | "ruby" => {
                self.inline(element, place, None)
            }
            "cite" => {
                let flow = if place.flow.takes_blocks() { Flow::Line } else { place.flow };
                self.inline(element, Place { flow, ..place }, None)
            }
            "rt" if is_in_ruby(element) => self.reading(element, place),
            "strike" => self.inline(element, place, Some("s")),
            "tt" => self.inline(element, place, Some("code")),
            "span" if !attributes(element).is_empty() => self.inline(element, place, None),
            // Other `span`, `font`, `picture`, custom elements: what they hold counts.
            _ => self.children(element, place),
        }
    }

    /// A picture, or the character that a picture of an emoji stands for.
    fn image(&mut self, element: ElementRef<'_>) -> Option<String> {
        match Picture::of(element, self.base)? {
            Picture::Sign(sign) => Some(sign),
            Picture::Shown { source, html } => {
                self.shown.insert(source.into());
                Some(html)
            }
        }
    }

    fn embedded(&mut self, element: ElementRef<'_>, place: Place) -> Vec<Part> {
        let Some(link) = EmbedLink::of(element, self.base) else { return Vec::new() };
        let words = escaped(&link.words);
        if place.in_link {
            return vec![Part::Inline(words)];
        }
        let picture = link
            .picture
            .map_or_else(String::new, |picture| format!("<img src=\"{}\" alt=\"\"><br>", escaped(picture.as_str())));
        let class = class_attribute(link.class);
        let html = format!("<a href=\"{}\"{class}>{picture}{words}</a>", escaped(link.url.as_str()));
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
            let address = picture.value().attr("src").and_then(|address| picture_address(address, self.base));
            address.is_some_and(|address| self.shown.contains(address.as_str()))
        };
        if tree.root_element().descendent_elements().any(is_shown) {
            return Vec::new();
        }
        self.children(tree.root_element(), place)
    }

    fn link(&mut self, element: ElementRef<'_>, place: Place) -> Vec<Part> {
        match notes::within(element, self.base, &self.places) {
            Some(Within::Sign) => return Vec::new(),
            Some(Within::Mark(mark)) if notes::is_raised(element) => return vec![Part::Inline(escaped(&mark))],
            Some(Within::Mark(mark)) => return vec![Part::Inline(format!("<sup>{}</sup>", escaped(&mark)))],
            Some(Within::Place) | None => {}
        }
        let address = element.value().attr("href").and_then(|href| link_address(href, self.base));
        let Some(address) = address.filter(|_| !place.in_link) else { return self.children(element, place) };
        if let Some(card) = Card::of(element).filter(|_| place.flow.takes_blocks()) {
            return vec![Part::Block(self.card(&card, &address))];
        }
        let parts = self.children(element, Place { in_link: true, ..place });
        let class = class_attribute(cards::class_of_link(element));
        let start = format!("<a href=\"{}\"{class}{}>", escaped(address.as_str()), attributes(element));
        let named = format!("alt=\"{}\"", escaped(address.host_str().unwrap_or(address.path())));
        linked(parts, &Link { start, named, is_picture_file: is_picture_file(&address) })
    }

    /// A card that is one link: its picture, its title as the link, and the rest below.
    fn card(&mut self, card: &Card<'_>, address: &Url) -> String {
        let picture = card.picture.and_then(|picture| self.image(picture));
        let picture = picture.map_or_else(String::new, |picture| format!("<p>{picture}</p>"));
        let title = format!("<a href=\"{}\"><strong>{}</strong></a>", escaped(address.as_str()), escaped(&card.title));
        let mut lines = vec![title];
        lines.extend(Some(escaped(&card.description)).filter(|text| !text.is_empty()));
        if !card.details.is_empty() {
            lines.push(format!("<small>{}</small>", escaped(&card.details.join(" · "))));
        }
        format!("<div class=\"{}\">{picture}<p>{}</p></div>", cards::BOX, lines.join("<br>"))
    }

    /// Who said what is quoted, at the end of the quote.
    fn source(&mut self, element: ElementRef<'_>, place: Place) -> Vec<Part> {
        let inner = joined(&self.children(element, Place { flow: Flow::Line, ..place }));
        if is_blank(&inner) {
            return Vec::new();
        }
        let dash = if inner.trim_start().starts_with(['—', '–', '-']) { "" } else { "— " };
        vec![Part::Block(format!("<p>{dash}<cite>{}</cite></p>", inner.trim()))]
    }

    fn inline(&mut self, element: ElementRef<'_>, place: Place, name: Option<&str>) -> Vec<Part> {
        let name = name.unwrap_or(element.value().name());
        let flow = if place.flow == Flow::Quote { Flow::Blocks } else { place.flow };
        let parts = self.children(element, Place { flow, ..place });
        wrapped(parts, &format!("<{name}{}>", attributes(element)), &format!("</{name}>"))
    }

    /// How signs are read aloud: in brackets, for programs that do not raise it.
    fn reading(&mut self, element: ElementRef<'_>, place: Place) -> Vec<Part> {
        let inner = joined(&self.children(element, Place { flow: Flow::Line, ..place }));
        if is_blank(&inner) {
            return Vec::new();
        }
        vec![Part::Inline(format!("<rp>(</rp><rt>{}</rt><rp>)</rp>", inner.trim()))]
    }

    fn paragraph(&mut self, element: ElementRef<'_>, place: Place) -> Vec<Part> {
        let is_footer = is_appeared_first(element, self.base);
        let parts = self.line_block(element, "p", place);
        if !is_footer {
            return parts;
        }
        parts.into_iter().map(|part| Part::Footer(part.html().to_owned())).collect()
    }

    /// A block that holds a line of text; within another line only the text stays.
    fn line_block(&mut self, element: ElementRef<'_>, name: &str, place: Place) -> Vec<Part> {
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
        vec![Part::Block(element_html(element, name, inner.trim()))]
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
        let class = if cards::is_verse(element) { format!(" class=\"{}\"", cards::VERSE) } else { String::new() };
        vec![Part::Block(format!("<pre{class}{}>{inner}</pre>", attributes(element)))]
    }

    /// The head of a `details` element, which a mail shows open.
    fn summary(&mut self, element: ElementRef<'_>, place: Place) -> Vec<Part> {
        let parts = self.children(element, place);
        let is_text = parts.iter().all(|part| matches!(part, Part::Inline(_)));
        if !is_text || !matches!(place.flow, Flow::Blocks | Flow::Quote) {
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
        let class = if cards::is_box(element) { format!(" class=\"{}\"", cards::BOX) } else { String::new() };
        let attributes = class + &attributes(element);
        match place.flow {
            Flow::Blocks | Flow::Quote | Flow::Figure => {
                let parts = in_paragraphs(parts);
                if attributes.is_empty() || parts.is_empty() {
                    return parts;
                }
                vec![Part::Block(format!("<div{attributes}>{}</div>", joined(&parts)))]
            }
            Flow::Mixed => {
                let inner = joined(&parts);
                if is_blank(&inner) {
                    return Vec::new();
                }
                vec![Part::Block(format!("<div{attributes}>{}</div>", inner.trim()))]
            }
            Flow::Line => vec![Part::Inline(format!(" {} ", joined(&parts).trim()))],
            Flow::Preformatted => vec![Part::Inline(format!("{}\n", joined(&parts).trim_end_matches('\n')))],
        }
    }

    /// What a table holds that is none.
    fn unwrapped(&mut self, cell: ElementRef<'_>, place: Place) -> Vec<Part> {
        let parts = self.children(cell, place);
        if matches!(place.flow, Flow::Blocks | Flow::Quote | Flow::Figure) { in_paragraphs(parts) } else { parts }
    }

    /// A block of blocks, a list or a table; dropped when nothing is left in it.
    fn block(&mut self, element: ElementRef<'_>, name: &str, place: Place, flow: Flow) -> Vec<Part> {
        if !place.flow.takes_blocks() {
            return self.container(element, place);
        }
        let mut parts = self.children(element, Place { flow, ..place });
        if flow == Flow::Quote {
            parts = in_paragraphs(parts);
        }
        let inner = joined(&parts);
        if is_blank(&inner) && name != "tr" {
            return Vec::new();
        }
        vec![Part::Block(element_html(element, name, &inner))]
    }

    /// A list's item or a table's cell: kept even when empty, because the others are counted by it.
    fn cell(&mut self, element: ElementRef<'_>, place: Place) -> Vec<Part> {
        if !place.flow.takes_blocks() || is_stray(element) {
            return self.container(element, place);
        }
        let inner = joined(&self.children(element, Place { flow: Flow::Mixed, ..place }));
        vec![Part::Block(element_html(element, element.value().name(), inner.trim()))]
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

fn element_html(element: ElementRef<'_>, name: &str, inner: &str) -> String {
    format!("<{name}{}>{inner}</{name}>", attributes(element))
}

/// Where a link goes, if a mail may link there.
fn link_address(href: &str, base: &Url) -> Option<Url> {
    web_address(href, base)
        .or_else(|| Url::parse(href.trim()).ok().filter(|url| matches!(url.scheme(), "mailto" | "tel")))
}

/// Whether a `cite` in a quotation says whose words it has, and is not a title within a line.
fn is_source(element: ElementRef<'_>) -> bool {
    let Some(parent) = element.parent().and_then(ElementRef::wrap) else { return false };
    let words = |element: ElementRef<'_>| element.text().collect::<String>().trim().to_owned();
    match parent.value().name() {
        "blockquote" => true,
        "a" | "span" | "font" => false,
        _ => words(parent) == words(element),
    }
}

fn is_in_ruby(element: ElementRef<'_>) -> bool {
    element.parent().and_then(ElementRef::wrap).is_some_and(|parent| parent.value().name() == "ruby")
}

fn spaced(text: &str) -> String {
    format!("{} ", escaped(text.trim()))
}

fn formula_part(words: &str) -> Vec<Part> {
    // Escaping leaves out what no text may hold.
    let words = escaped(words);
    if is_blank(&words) { Vec::new() } else { vec![Part::Inline(format!("<code>{words}</code>"))] }
}

/// The address that WordPress writes in place of what it could not embed.
fn address_alone(wrapper: ElementRef<'_>) -> Option<Url> {
    let text: String = wrapper.text().collect();
    let address = text.trim();
    let is_address = address.starts_with("https://") && !address.contains(char::is_whitespace);
    Url::parse(address).ok().filter(|_| is_address && wrapper.child_elements().next().is_none())
}

fn class_attribute(class: Option<&str>) -> String {
    class.map_or_else(String::new, |class| format!(" class=\"{class}\""))
}
