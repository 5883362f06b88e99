//! Whether anything of an element reaches a mail: asked of a table's cells before they are written.

use scraper::{ElementRef, Html, Node};
use url::Url;

use super::boilerplate::{is_boilerplate, is_hidden};
use super::clean::MAX_DEPTH;
use super::embed::EmbedLink;
use super::part::is_blank;
use super::picture::Picture;
use super::text::escaped;
use super::{cards, formula, markup};

/// A form control with more text than this has swallowed the rest of the post: its end tag is missing.
const LONGEST_CONTROL: usize = 400;

/// Whether an element goes with all that is in it, for where it stands on its page or by its name.
pub(super) fn is_left_out(element: ElementRef<'_>) -> bool {
    is_boilerplate(element) || is_hidden(element) || cards::is_furniture(element) || is_nothing(element)
}

fn is_nothing(element: ElementRef<'_>) -> bool {
    match element.value().name() {
        "style" | "template" | "svg" | "canvas" | "head" | "title" | "meta" | "link" | "base" | "map" | "col"
        | "colgroup" | "source" | "track" | "param" | "dialog" | "frameset" | "frame" | "noframes" | "noembed"
        | "select" | "textarea" | "datalist" | "progress" | "meter" | "rp" => true,
        "script" => tex_of(element).is_none(),
        "form" | "button" | "label" | "output" => {
            element.text().map(|text| text.trim().len()).sum::<usize>() <= LONGEST_CONTROL
        }
        "input" => checkbox(element).is_none(),
        _ => false,
    }
}

/// The source of a formula, which `MathJax` keeps in a script that is none.
pub(super) fn tex_of(script: ElementRef<'_>) -> Option<String> {
    let is_tex = script.attr("type").is_some_and(|kind| kind.starts_with("math/tex"));
    is_tex.then(|| script.text().collect::<String>().trim().to_owned())
}

/// The box of a list of things to do, as a character.
pub(super) fn checkbox(input: ElementRef<'_>) -> Option<&'static str> {
    let is_in_item = input.ancestors().filter_map(ElementRef::wrap).any(|above| above.value().name() == "li");
    let is_box = input.attr("type") == Some("checkbox") && is_in_item;
    is_box.then(|| if input.attr("checked").is_some() { "☑ " } else { "☐ " })
}

/// Whether words, a picture or a link to something embedded are seen of it; addresses are resolved against `base`.
pub(super) fn is_seen(element: ElementRef<'_>, base: &Url) -> bool {
    is_seen_at(0, element, base)
}

/// The same `depth` levels down: past [`MAX_DEPTH`] only words count, as they are all that is written from there.
fn is_seen_at(depth: u16, element: ElementRef<'_>, base: &Url) -> bool {
    if is_left_out(element) {
        return false;
    }
    if depth > MAX_DEPTH {
        return element.text().any(|text| !is_blank(&escaped(text)));
    }
    match element.value().name() {
        "img" => Picture::of(element, base).is_some(),
        "iframe" | "embed" | "object" | "video" | "audio" => EmbedLink::of(element, base).is_some(),
        "math" => !is_blank(&escaped(&formula::words(element))),
        "input" => true,
        "noscript" => {
            let html: String = element.text().collect();
            if !markup::is_parseable_html(&html) {
                return true;
            }
            let tree = Html::parse_fragment(&html);
            let holds_another =
                tree.root_element().descendent_elements().any(|inner| inner.value().name() == "noscript");
            // Each would be parsed anew for each around it.
            holds_another || holds_what_is_seen(depth, tree.root_element(), base)
        }
        _ => holds_what_is_seen(depth, element, base),
    }
}

fn holds_what_is_seen(depth: u16, element: ElementRef<'_>, base: &Url) -> bool {
    element.children().any(|child| match (child.value(), ElementRef::wrap(child)) {
        (Node::Text(text), _) => !is_blank(&escaped(text)),
        (_, Some(child)) => is_seen_at(depth + 1, child, base),
        _ => false,
    })
}
