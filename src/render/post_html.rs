//! A post's sanitised HTML made to stand inside of a mail.

use std::collections::HashMap;

use scraper::node::Element;
use scraper::{Html, Node};

/// Posts nested deeper than this are no writing, and the recursion of an HTML serialiser is no place to find out.
const DEEPEST: usize = 100;

/// The width of the text column in pixels: no picture may claim more, since Outlook for Windows believes the attribute.
const COLUMN: u64 = 520;

/// The post's own headings begin below the mail's `h1` and the post's title, an `h2`.
const FIRST_HEADING: u8 = 3;

/// The HTML with headings demoted (keeping their steps) and pictures no wider than the column. Balanced, whatever came in.
///
/// `None` when it is nested too deep to be laid out.
pub(super) fn for_mail(html: &str) -> Option<String> {
    let mut document = Html::parse_fragment(html);
    if depth(&document) > DEEPEST {
        return None;
    }
    let highest = document.tree.values().filter_map(heading_level).min().unwrap_or(FIRST_HEADING);
    for node in document.tree.values_mut() {
        let level = heading_level(node);
        let Node::Element(element) = node else { continue };
        if let Some(level) = level {
            let demoted = (level - highest + FIRST_HEADING).min(6);
            element.name.local = format!("h{demoted}").into();
        } else if element.name() == "img" {
            fit_picture(element);
        }
    }
    Some(document.root_element().inner_html())
}

fn heading_level(node: &Node) -> Option<u8> {
    let digit = node.as_element()?.name().strip_prefix('h')?;
    digit.parse().ok().filter(|level| (1..=6).contains(level))
}

/// How many elements stand within one another at the deepest place.
fn depth(document: &Html) -> usize {
    let root = document.root_element();
    let mut depths = HashMap::from([(root.id(), 0_usize)]);
    // A parent always comes before its children.
    for node in root.descendants().skip(1) {
        let above = node.parent().and_then(|parent| depths.get(&parent.id())).copied().unwrap_or(0);
        depths.insert(node.id(), above + 1);
    }
    depths.into_values().max().unwrap_or(0)
}

/// Scales a picture's width and height down to the column, and makes sure that it has an `alt`.
fn fit_picture(picture: &mut Element) {
    if picture.attr("alt").is_none() {
        add_empty_alt(picture);
    }
    let size = |name: &str| picture.attr(name).and_then(|value| value.trim().parse::<u64>().ok());
    let (width, height) = (size("width"), size("height"));
    let Some(width) = width.filter(|width| *width > COLUMN) else { return };
    for (name, value) in &mut picture.attrs {
        match &*name.local {
            "width" => *value = COLUMN.to_string().into(),
            "height" => {
                let scaled = height.map_or(0, |height| height.min(100_000) * COLUMN / width);
                *value = if scaled > 0 { scaled.to_string().into() } else { "auto".to_owned().into() };
            }
            _ => {}
        }
    }
}

/// A picture that nobody described is decoration to a screen reader, not a file name read aloud.
fn add_empty_alt(picture: &mut Element) {
    let Some((like, _)) = picture.attrs.first() else { return };
    let mut name = like.clone();
    name.local = "alt".into();
    // `Element::attr` searches in order.
    let at = picture.attrs.partition_point(|(other, _)| *other < name);
    picture.attrs.insert(at, (name, String::new().into()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_begin_below_the_posts_title_and_keep_their_steps() {
        assert_eq!(
            for_mail("<h2>a</h2><p>b</p><h3>c</h3><h6>d</h6>").unwrap(),
            "<h3>a</h3><p>b</p><h4>c</h4><h6>d</h6>"
        );
        assert_eq!(for_mail("<h1>a</h1><h2>b</h2>").unwrap(), "<h3>a</h3><h4>b</h4>");
        assert_eq!(for_mail("<h5>a</h5><h6>b</h6>").unwrap(), "<h3>a</h3><h4>b</h4>");
    }

    #[test]
    fn pictures_fit_the_column_and_have_an_alt() {
        let html =
            for_mail("<img src=\"a.png\" width=\"1024\" height=\"576\"><img alt=\"b\" src=\"b.png\" width=\"100\">")
                .unwrap();
        assert!(html.contains("width=\"520\"") && html.contains("height=\"292\""), "{html}");
        assert!(html.contains("width=\"100\""), "{html}");
        assert_eq!(html.matches("alt=").count(), 2, "{html}");
    }

    #[test]
    fn whatever_comes_in_stays_inside() {
        assert_eq!(for_mail("</td></table></div><b>open<p>x").unwrap(), "<b>open<p>x</p></b>");
    }

    #[test]
    fn absurd_nesting_is_refused() {
        assert!(for_mail(&"<div>".repeat(90)).is_some());
        assert!(for_mail(&"<div>".repeat(5000)).is_none());
    }
}
