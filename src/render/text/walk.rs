//! The walk over the HTML tree, element by element.

use scraper::{ElementRef, Node};

use super::inline::Inline;
use super::links::{Given, Links};
use super::numerals::Numerals;
use super::sheet::Sheet;
use super::table;
use super::wrap::GLUE;
use crate::render::locale::Locale;

/// Below this depth structure is given up and only words are kept, so that no nesting can exhaust the stack.
const DEEPEST: usize = 100;

/// Writes a tree onto a sheet.
pub(super) struct Walker<'a> {
    pub(super) sheet: Sheet,
    pub(super) links: Links,
    inline: Inline,
    /// Whether the list around the current element is written without empty lines.
    tight: bool,
    /// What it says of pictures is in this language.
    locale: &'a Locale,
}

impl<'a> Walker<'a> {
    pub(super) fn new(width: usize, locale: &'a Locale) -> Self {
        Self { sheet: Sheet::new(width), links: Links::default(), inline: Inline::default(), tight: false, locale }
    }

    /// The text, with the list of links at its end.
    pub(super) fn finish(mut self) -> String {
        self.flush();
        let mut text = self.sheet.into_lines().join("\n");
        let links = self.links.list();
        if !links.is_empty() {
            text.push_str("\n\n");
            text.push_str(&links);
        }
        text
    }

    /// Writes all children of an element.
    pub(super) fn children(&mut self, parent: ElementRef<'_>, depth: usize) {
        for child in parent.children() {
            match child.value() {
                Node::Text(text) => self.inline.push(text),
                Node::Element(_) => {
                    if let Some(element) = ElementRef::wrap(child) {
                        self.element(element, depth + 1);
                    }
                }
                _ => {}
            }
        }
    }

    /// Ends the running text and writes it as a paragraph.
    pub(super) fn flush(&mut self) {
        if self.inline.is_blank() {
            self.inline.take();
            return;
        }
        let text = self.inline.take();
        self.sheet.paragraph(&text);
    }

    /// Writes an element as a block of its own.
    pub(super) fn block(&mut self, element: ElementRef<'_>, depth: usize) {
        self.flush();
        self.children(element, depth);
        self.flush();
    }

    fn element(&mut self, element: ElementRef<'_>, depth: usize) {
        if depth > DEEPEST {
            return self.words_only(element);
        }
        match element.value().name() {
            "script" | "style" | "template" | "head" | "title" => {}
            "br" => self.inline.break_line(),
            "a" => self.link(element, depth),
            "img" => self.picture(element),
            "code" | "kbd" | "samp" => self.between("`", "`", element, depth),
            "q" => self.between("“", "”", element, depth),
            "del" | "s" | "strike" => self.between("~", "~", element, depth),
            "sup" => self.raised(element, depth),
            "sub" => self.lowered(element, depth),
            "dt" => self.term(element, depth),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(element, depth),
            "ul" | "menu" => self.list(element, depth, None),
            "ol" => self.list(element, depth, Some(Numerals::of(element))),
            "blockquote" => self.indented("> ", element, depth),
            "dd" => self.definition(element, depth),
            "pre" => self.code(element),
            "hr" => self.rule(),
            "figcaption" => self.caption(element, depth),
            "table" => {
                self.flush();
                table::write(self, element, depth);
            }
            name if is_block(name) => self.block(element, depth),
            _ => self.children(element, depth),
        }
    }

    fn link(&mut self, element: ElementRef<'_>, depth: usize) {
        let start = self.inline.position();
        self.children(element, depth);
        let Some(target) = element.attr("href") else { return };
        let words = self.inline.since(start).to_owned();
        if words.is_empty() && element.text().all(|text| text.trim().is_empty()) && !has(element, &["img"]) {
            return;
        }
        if words.is_empty() && has(element, &["img"]) {
            self.inline.push(&format!(" [{}]", self.locale.say("digest-picture", &[])));
        }
        let beside = match self.links.note(target, &words) {
            Some(Given::Numbered(number)) => format!("[{number}]"),
            Some(Given::Beside(address)) => format!("<{address}>"),
            Some(Given::InTheWords) | None => return,
        };
        if !self.inline.is_blank() {
            self.inline.attach(GLUE);
        }
        self.inline.attach(&beside);
    }

    fn picture(&mut self, element: ElementRef<'_>) {
        let words = element.attr("alt").unwrap_or_default().trim();
        if !words.is_empty() {
            self.inline.push(&format!("[{}]", self.locale.say("digest-picture-of", &[("words", words.into())])));
        }
    }

    fn between(&mut self, before: &str, after: &str, element: ElementRef<'_>, depth: usize) {
        if element.text().all(|text| text.trim().is_empty()) {
            return self.children(element, depth);
        }
        self.inline.push(before);
        self.children(element, depth);
        self.inline.attach(after);
    }

    /// `x^2`; but `1st`, and a raised link has its own number, which sets it apart already.
    fn raised(&mut self, element: ElementRef<'_>, depth: usize) {
        let words: String = element.text().collect();
        let is_ordinal = self.inline.ends_with_digit() && words.trim().chars().all(char::is_alphabetic);
        if !has(element, &["a"]) && !words.trim().is_empty() && !is_ordinal {
            self.inline.push("^");
        }
        self.children(element, depth);
    }

    /// `H2O`, but `x_i`.
    fn lowered(&mut self, element: ElementRef<'_>, depth: usize) {
        if element.text().flat_map(str::chars).any(char::is_alphabetic) {
            self.inline.push("_");
        }
        self.children(element, depth);
    }

    /// A term, right under another one that has the same meaning.
    fn term(&mut self, element: ElementRef<'_>, depth: usize) {
        self.flush();
        let before = element.prev_siblings().find_map(ElementRef::wrap);
        if before.is_some_and(|before| before.value().name() == "dt") {
            self.sheet.close_up();
        }
        self.block(element, depth);
    }

    fn heading(&mut self, element: ElementRef<'_>, depth: usize) {
        self.flush();
        self.children(element, depth);
        if self.inline.is_blank() {
            return self.flush();
        }
        let text = self.inline.take();
        self.sheet.heading(&text, '-');
    }

    fn list(&mut self, element: ElementRef<'_>, depth: usize, mut numerals: Option<Numerals>) {
        self.flush();
        let nested_in_tight = self.tight;
        let tight = items(element).all(is_short);
        let mut started = nested_in_tight;
        for child in element.children().filter_map(ElementRef::wrap) {
            if child.value().name() != "li" {
                self.element(child, depth + 1);
                continue;
            }
            if tight && started {
                self.sheet.close_up();
            }
            let bullet = numerals.as_mut().map_or_else(|| "- ".to_owned(), |numerals| numerals.next(child));
            self.tight = tight;
            self.sheet.open(&bullet, &" ".repeat(bullet.len()));
            self.block(child, depth + 1);
            self.sheet.close();
            started = true;
        }
        self.tight = nested_in_tight;
    }

    fn indented(&mut self, margin: &str, element: ElementRef<'_>, depth: usize) {
        self.flush();
        let tight = std::mem::take(&mut self.tight);
        self.sheet.open(margin, margin);
        self.block(element, depth);
        self.sheet.close();
        self.tight = tight;
    }

    fn definition(&mut self, element: ElementRef<'_>, depth: usize) {
        self.flush();
        self.sheet.close_up();
        self.indented("    ", element, depth);
    }

    /// Code keeps its lines, whatever their length.
    fn code(&mut self, element: ElementRef<'_>) {
        self.flush();
        let text = self.plain_words(element);
        let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
        let Some(first) = lines.iter().position(|line| !line.is_empty()) else { return };
        let last = lines.iter().rposition(|line| !line.is_empty()).unwrap_or(first);
        self.sheet.open("    ", "    ");
        self.sheet.block(&lines[first..=last]);
        self.sheet.close();
    }

    fn rule(&mut self) {
        self.flush();
        self.sheet.block(&["* * *"]);
    }

    /// A caption stands right under its picture, unless it only repeats the picture's words.
    fn caption(&mut self, element: ElementRef<'_>, depth: usize) {
        self.flush();
        let caption: Vec<&str> = element.text().flat_map(str::split_whitespace).collect();
        let figure = element.parent().and_then(ElementRef::wrap);
        let repeats = figure.is_some_and(|figure| {
            descendants(figure).filter(|node| node.value().name() == "img").any(|picture| {
                picture.attr("alt").is_some_and(|words| words.split_whitespace().eq(caption.iter().copied()))
            })
        });
        if repeats && !has(element, &["a"]) {
            return;
        }
        self.sheet.close_up();
        self.block(element, depth);
    }

    /// The words below an element that is nested too deep for its structure to matter.
    fn words_only(&mut self, element: ElementRef<'_>) {
        let words = self.plain_words(element);
        self.inline.push(" ");
        self.inline.push(&words);
    }

    /// All text below an element with its white space; links are noted for the list alone.
    fn plain_words(&mut self, element: ElementRef<'_>) -> String {
        let mut words = String::new();
        for node in element.descendants() {
            match node.value() {
                Node::Text(text) => words.push_str(text),
                Node::Element(tag) if tag.name() == "br" => words.push('\n'),
                Node::Element(tag) if tag.name() == "a" => {
                    if let (Some(target), Some(link)) = (tag.attr("href"), ElementRef::wrap(node)) {
                        let text: String = link.text().collect();
                        self.links.note(target, &text);
                    }
                }
                _ => {}
            }
        }
        words
    }
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "body"
            | "caption"
            | "center"
            | "details"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figure"
            | "footer"
            | "form"
            | "header"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "nav"
            | "option"
            | "p"
            | "section"
            | "summary"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
    )
}

/// The elements below one, in order, without itself.
pub(super) fn descendants(element: ElementRef<'_>) -> impl Iterator<Item = ElementRef<'_>> {
    element.descendants().skip(1).filter_map(ElementRef::wrap)
}

/// Whether one of these elements stands below.
pub(super) fn has(element: ElementRef<'_>, names: &[&str]) -> bool {
    descendants(element).any(|node| names.contains(&node.value().name()))
}

fn items(list: ElementRef<'_>) -> impl Iterator<Item = ElementRef<'_>> {
    list.children().filter_map(ElementRef::wrap).filter(|child| child.value().name() == "li")
}

/// Whether a list's item is one paragraph at most, beside lists within it.
fn is_short(item: ElementRef<'_>) -> bool {
    let names = item.children().filter_map(ElementRef::wrap).map(|child| child.value().name());
    let blocks = names.filter(|name| is_block(name) || matches!(*name, "blockquote" | "pre" | "table")).count();
    blocks <= 1 && !has(item, &["blockquote", "pre", "table", "figure"])
}
