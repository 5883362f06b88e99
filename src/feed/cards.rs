//! Cards and boxes: what WordPress, Ghost and Markdown programs lay out by classes, told by them. A mail keeps two looks of its own: a
//! button and a box.

use scraper::ElementRef;
use url::Url;

use super::seen::is_seen;

/// The class of a link that looks like a button, of what stands in a box, and of lines that are verse and not code. The mail's style
/// sheet knows these and no others.
pub(super) const BUTTON: &str = "post-button";
pub(super) const BOX: &str = "post-box";
pub(super) const VERSE: &str = "post-verse";

/// The class of a link to a film or a recording, whose first word is said in the reader's language (`render::post_html`).
pub(super) const VIDEO: &str = "post-video";
pub(super) const AUDIO: &str = "post-audio";

const BUTTONS: [&str; 8] = [
    BUTTON,
    "wp-block-button__link",
    "wp-element-button",
    "kg-btn",
    "kg-cta-button",
    "kg-header-card-button",
    "kg-product-card-button",
    "kg-signup-card-button",
];

const BOXES: [&str; 9] = [
    BOX,
    "admonition",
    "callout",
    "kg-callout-card",
    "kg-cta-card",
    "kg-product-card",
    "markdown-alert",
    "md-callout",
    "notice-box",
];

/// Parts of players, code boxes and formulas that are not content: controls, line numbers, twins for the eye alone or the ear alone.
const FURNITURE: [&str; 21] = [
    "MathJax_Preview",
    "gutter",
    "katex-html",
    "kg-audio-player",
    "kg-bookmark-icon",
    "kg-file-card-icon",
    "kg-product-card-rating",
    "kg-toggle-card-icon",
    "kg-video-overlay",
    "kg-video-player-container",
    "line-numbers-rows",
    "lineno",
    "linenodiv",
    "linenos",
    "lnt",
    "mejs-controls",
    "screen-reader-text",
    "sr-only",
    "video-controls",
    "visually-hidden",
    "wp-block-spacer",
];

/// Classes of the parts of a card that is one link: what is written large, what below it, and what small at the end.
const TITLES: [&str; 2] = ["kg-bookmark-title", "kg-file-card-title"];
const DESCRIPTIONS: [&str; 2] = ["kg-bookmark-description", "kg-file-card-caption"];
const DETAILS: [&str; 4] =
    ["kg-bookmark-author", "kg-bookmark-publisher", "kg-file-card-filename", "kg-file-card-filesize"];

/// A card that is one link, in words.
pub(super) struct Card<'a> {
    /// What it links to is called.
    pub title: String,
    /// More about it; may be empty.
    pub description: String,
    /// Who publishes it, or its file's name and size.
    pub details: Vec<String>,
    /// Its picture.
    pub picture: Option<ElementRef<'a>>,
}

impl<'a> Card<'a> {
    /// Reads a Ghost bookmark or file.
    pub(super) fn of(link: ElementRef<'a>) -> Option<Self> {
        if !has_class(link, &["kg-bookmark-container", "kg-file-card-container"]) {
            return None;
        }
        let texts = |classes: &'static [&'static str]| {
            let parts = link.descendent_elements().filter(move |part| has_class(*part, classes));
            parts.map(words).filter(|text| !text.is_empty())
        };
        let picture = link
            .descendent_elements()
            .find(|part| part.value().name() == "img" && !has_class(*part, &["kg-bookmark-icon"]));
        Some(Self {
            title: texts(&TITLES).next()?,
            description: texts(&DESCRIPTIONS).next().unwrap_or_default(),
            details: texts(&DETAILS).collect(),
            picture,
        })
    }
}

fn words(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(super) fn has_class(element: ElementRef<'_>, classes: &[&str]) -> bool {
    element.value().classes().any(|class| classes.contains(&class))
}

/// The class that a link keeps.
pub(super) fn class_of_link(link: ElementRef<'_>) -> Option<&'static str> {
    if has_class(link, &BUTTONS) {
        return Some(BUTTON);
    }
    [VIDEO, AUDIO].into_iter().find(|class| has_class(link, &[class]))
}

/// Whether an element is set apart from the text around it.
pub(super) fn is_box(element: ElementRef<'_>) -> bool {
    has_class(element, &BOXES)
}

/// Whether lines are to be read and not to be run.
pub(super) fn is_verse(element: ElementRef<'_>) -> bool {
    has_class(element, &[VERSE, "wp-block-verse"])
}

/// Whether an element is no content.
pub(super) fn is_furniture(element: ElementRef<'_>) -> bool {
    // The button beside a file's link leads to the same file.
    let is_second_link = || {
        let siblings =
            element.parent().and_then(ElementRef::wrap).into_iter().flat_map(|parent| parent.child_elements());
        siblings.take(4).filter(|other| other.attr("href") == element.attr("href")).count() > 1
    };
    has_class(element, &FURNITURE) || has_class(element, &["wp-block-file__button"]) && is_second_link()
}

/// The one cell of a table that holds anything, when there is only one: what remains of code beside its line numbers, and layouts.
pub(super) fn only_cell<'a>(table: ElementRef<'a>, base: &Url) -> Option<ElementRef<'a>> {
    let is = |element: &ElementRef<'_>, names: &[&str]| names.contains(&element.value().name());
    let mut filled = None;
    let parts: Vec<_> = table.child_elements().collect();
    if parts.iter().any(|part| is(part, &["caption"]) && is_seen(*part, base)) {
        return None;
    }
    let groups = parts.into_iter().filter(|part| is(part, &["thead", "tbody", "tfoot"]));
    let cells = groups.flat_map(|group| group.child_elements()).flat_map(|row| row.child_elements());
    for cell in cells.filter(|cell| holds_something(*cell, base)) {
        if filled.replace(cell).is_some() {
            return None;
        }
    }
    filled
}

fn holds_something(cell: ElementRef<'_>, base: &Url) -> bool {
    const NUMBERS: [&str; 3] = ["lnt", "lineno", "linenos"];
    let holds_numbers = || cell.descendent_elements().take(6).any(|part| has_class(part, &NUMBERS));
    is_seen(cell, base) && !holds_numbers()
}
