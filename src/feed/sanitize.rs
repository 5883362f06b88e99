//! Makes a post's HTML fit for a mail: cleaned of what is not the post, then passed through an allow-list.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};
use scraper::{ElementRef, Html, Node};
use url::Url;

use super::cards;
use super::clean::clean;
use super::markup::is_parseable_html;
use super::text::{one_line, rescued};

/// The length of an excerpt in characters: about three lines of a mail.
const EXCERPT: usize = 280;

/// The allow-list: text, lists, tables and pictures, without style or id, and with no class but our own five. Never `svg`, `math` or `style`: every known way
/// around the sanitiser needs one of them.
static ALLOWED: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let tags = [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "blockquote",
        "br",
        "caption",
        "cite",
        "code",
        "dd",
        "del",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "img",
        "ins",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "u",
        "ul",
        "var",
    ];
    let attributes: [(&str, &[&str]); 8] = [
        ("a", &["href"]),
        ("abbr", &["title"]),
        ("dfn", &["title"]),
        ("img", &["src", "alt", "width", "height"]),
        ("li", &["value"]),
        ("ol", &["start", "reversed", "type"]),
        ("td", &["colspan", "rowspan", "align"]),
        ("th", &["colspan", "rowspan", "align", "scope"]),
    ];
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from(tags))
        .clean_content_tags(HashSet::from(["script", "style", "svg", "math", "template"]))
        .tag_attributes(
            attributes
                .into_iter()
                .map(|(tag, names)| (tag, names.iter().copied().collect()))
                .collect::<HashMap<_, _>>(),
        )
        .allowed_classes(HashMap::from([
            ("a", HashSet::from([cards::BUTTON, cards::VIDEO, cards::AUDIO])),
            ("div", HashSet::from([cards::BOX])),
            ("pre", HashSet::from([cards::VERSE])),
        ]))
        .generic_attributes(HashSet::from(["dir", "lang"]))
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .url_relative(UrlRelative::Deny)
        .link_rel(None);
    builder
});

/// Cleans a post's HTML: what remains is text, lists, tables, pictures and absolute links.
///
/// `base` is the post's own address: relative links and pictures are resolved against it. Markup that is too tangled to be parsed
/// in reasonable time comes back as plain paragraphs.
pub fn sanitize(html: &str, base: &Url) -> String {
    if !is_parseable_html(html) {
        return rescued(html);
    }
    ALLOWED.clean(&clean(html, base)).to_string()
}

/// The first words of sanitised HTML as plain text, cut at a word's end: of its paragraphs, or where there are none of all it has.
pub fn excerpt(html: &str) -> String {
    let tree = Html::parse_fragment(html);
    let mut words = String::new();
    collect_words(tree.root_element(), &mut words, |name| {
        matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "figure" | "ul" | "ol" | "dl" | "table" | "pre")
    });
    if words.trim().is_empty() {
        collect_words(tree.root_element(), &mut words, |_| false);
    }
    one_line(&words, EXCERPT)
}

fn collect_words(element: ElementRef<'_>, words: &mut String, is_skipped: fn(&str) -> bool) {
    for child in element.children() {
        // More than an excerpt is never needed, whatever the post's length.
        if words.len() > 8 * EXCERPT {
            return;
        }
        match (child.value(), ElementRef::wrap(child)) {
            (Node::Text(text), _) => words.push_str(text),
            (_, Some(child)) if !is_skipped(child.value().name()) => {
                // Blocks part words; formatting stands within them.
                let is_block = matches!(
                    child.value().name(),
                    "p" | "li"
                        | "div"
                        | "br"
                        | "td"
                        | "th"
                        | "dt"
                        | "dd"
                        | "h1"
                        | "h2"
                        | "h3"
                        | "h4"
                        | "h5"
                        | "h6"
                        | "figcaption"
                );
                words.push_str(if is_block { " " } else { "" });
                collect_words(child, words, is_skipped);
                words.push_str(if is_block { " " } else { "" });
            }
            _ => {}
        }
    }
}
