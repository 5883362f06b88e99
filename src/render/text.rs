//! HTML as plain text: a letter typed by a careful person, not HTML with its tags stripped.
//!
//! Headings are underlined, paragraphs wrapped without ever breaking an address, lists and quotes indented, code left alone, pictures
//! named, and links numbered and listed at the end. Works on any HTML; meant for sanitised posts.

mod grid;
mod inline;
mod links;
mod numerals;
mod sheet;
mod table;
mod walk;
pub mod wrap;

use scraper::Html;

use super::holes::without_marks;
use super::locale::Locale;

/// How wide a line of running text is at most, in columns (RFC 5322 §2.1.1 asks for 78 at most).
pub const WIDTH: usize = 72;

/// Renders an HTML fragment as plain text, its pictures named in a language: lines without trailing space, paragraphs parted by empty lines, no line break at the end.
/// Empty when the HTML shows nothing.
pub fn from_html(html: &str, locale: &Locale) -> String {
    let html = without_marks(html);
    let document = Html::parse_fragment(&html);
    let mut walker = walk::Walker::new(WIDTH, locale);
    walker.children(document.root_element(), 0);
    let text = walker.finish();
    if text.is_empty() { pictures(&document, locale) } else { text }
}

/// Where the pictures are, of what has no words at all.
fn pictures(document: &Html, locale: &Locale) -> String {
    let elements = document.root_element().descendent_elements();
    let addresses =
        elements.filter(|element| element.value().name() == "img").filter_map(|picture| picture.attr("src"));
    let picture = locale.say("digest-picture", &[]);
    addresses.map(|address| format!("[{picture}] {address}")).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests;
