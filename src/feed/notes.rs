//! Footnotes. Not every mail program jumps within a mail, so that a note's mark stays as a raised number and the way back goes.

use std::collections::HashSet;

use scraper::{ElementRef, Html};
use url::Url;

use super::link;

/// Classes of the links at a note's mark, and of those that lead back to it.
const MARKS: [&str; 5] = ["footnote-ref", "footnote-link", "footnote-anchor", "fn", "footnote"];
const BACK: [&str; 5] =
    ["footnote-backref", "footnote-back", "footnote-return", "reversefootnote", "data-footnote-backref"];
/// Characters of a mark: `12`, `*`, `iv`, `a1`.
const LONGEST_MARK: usize = 5;

/// What a link within the post is for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Within {
    /// The mark of a footnote, without brackets.
    Mark(String),
    /// The way back from a note to its mark, or the mark that links to a heading.
    Sign,
    /// To another place of the post.
    Place,
}

/// All places that links within the post can lead to.
pub(super) fn places(document: &Html) -> HashSet<String> {
    let elements = document.root_element().descendent_elements();
    elements.filter_map(|element| element.value().id()).map(str::to_owned).collect()
}

/// What a link is for, when it leads to one of the post's own `places`; `base` is the post's address.
pub(super) fn within(link: ElementRef<'_>, base: &Url, places: &HashSet<String>) -> Option<Within> {
    let href = link.attr("href")?.trim();
    let target = base.join(href).ok()?;
    let fragment = target.fragment()?;
    let is_same_page = href.starts_with('#') || link::key(&target) == link::key(base);
    let written = href.split_once('#').map_or(fragment, |(_, written)| written);
    if !is_same_page || !(places.contains(fragment) || places.contains(written)) {
        return None;
    }
    let words: String = link.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ");
    let has = |classes: &[&str]| link.value().classes().any(|class| classes.contains(&class));
    let role = link.attr("role").unwrap_or_default();
    if has(&BACK)
        || role == "doc-backlink"
        || !words.chars().any(|c| c.is_alphanumeric() || matches!(c, '*' | '†' | '‡' | '§'))
    {
        return Some(if link.descendent_elements().any(|inner| inner.value().name() == "img") {
            Within::Place
        } else {
            Within::Sign
        });
    }
    let mark = words.trim_matches(|c| matches!(c, '[' | ']' | '(' | ')'));
    let is_mark = has(&MARKS) || role == "doc-noteref" || is_raised(link);
    Some(if is_mark && mark.chars().count() <= LONGEST_MARK { Within::Mark(mark.to_owned()) } else { Within::Place })
}

/// Whether an element stands in a `sup`.
pub(super) fn is_raised(element: ElementRef<'_>) -> bool {
    element.ancestors().filter_map(ElementRef::wrap).any(|above| above.value().name() == "sup")
}
