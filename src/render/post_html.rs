//! A post's sanitised HTML made to stand inside of a mail or a page.

use std::collections::HashMap;

use scraper::node::Element;
use scraper::{ElementRef, Html, Node};

use super::content::Frame;
use super::locale::Locale;

/// Links to what a mail cannot play: their class, the word that they begin with, and the messages that say it, alone and before a title.
const PLAYERS: [(&str, &str, [&str; 2]); 2] = [
    ("post-video", "Video", ["post-video", "post-video-of"]),
    ("post-audio", "Audio", ["post-audio", "post-audio-of"]),
];

/// Posts nested deeper than this are no writing, and the recursion of an HTML serialiser is no place to find out.
const DEEPEST: usize = 100;

/// Letters of a table's words, beside one another, on a telephone.
const NARROW: usize = 28;

/// The HTML with headings demoted (keeping their steps) and pictures no wider than the column. Balanced, whatever came in.
///
/// `None` when it is nested too deep to be laid out.
pub(super) fn for_mail(html: &str, frame: Frame, locale: &Locale) -> Option<Html> {
    let mut document = read(html)?;
    name_players(&mut document, locale);
    demote_headings(&mut document, frame.first_heading);
    each_picture(&mut document, |picture| fit_picture(picture, frame.column.into()));
    each_element(&mut document, "td", style_side);
    each_element(&mut document, "th", style_side);
    keep_words_of_tables(&mut document);
    Some(document)
}

/// The HTML for a page, with its headings from `first_heading` on. Pictures are loaded when they come into sight. `None` as for mails.
pub(super) fn for_page(html: &str, first_heading: u8, locale: &Locale) -> Option<String> {
    let mut document = read(html)?;
    name_players(&mut document, locale);
    demote_headings(&mut document, first_heading);
    each_picture(&mut document, |picture| {
        if picture.attr("alt").is_none() {
            add_attribute(picture, "alt", "");
        }
        add_attribute(picture, "loading", "lazy");
    });
    Some(document.root_element().inner_html())
}

fn read(html: &str) -> Option<Html> {
    let document = Html::parse_fragment(html);
    (depth(&document) <= DEEPEST).then_some(document)
}

/// Says in the reader's language what a player's link leads to. A post is cleaned before anybody knows in which languages it is read.
fn name_players(document: &mut Html, locale: &Locale) {
    let mut said = Vec::new();
    for element in document.root_element().descendent_elements() {
        let class = element.attr("class").unwrap_or_default();
        let Some((_, word, [alone, titled])) = PLAYERS.iter().find(|(own, ..)| *own == class) else { continue };
        let texts = element.children().filter_map(|node| Some((node.id(), node.value().as_text()?)));
        for (id, text) in texts {
            let words = match text.strip_prefix(word).map(|rest| (rest, rest.strip_prefix(": "))) {
                Some(("", _)) => locale.say(alone, &[]),
                Some((_, Some(title))) => locale.say(titled, &[("words", title.to_owned().into())]),
                _ => continue,
            };
            said.push((id, words));
        }
    }
    for (id, words) in said {
        if let Some(mut node) = document.tree.get_mut(id)
            && let Node::Text(text) = node.value()
        {
            text.text = words.into();
        }
    }
    each_element(document, "a", |link| {
        link.attrs.retain(|(name, value)| &*name.local != "class" || PLAYERS.iter().all(|(own, ..)| **own != **value));
    });
}

fn demote_headings(document: &mut Html, first: u8) {
    let highest = document.tree.values().filter_map(heading_level).min().unwrap_or(first);
    for node in document.tree.values_mut() {
        let level = heading_level(node);
        if let (Some(level), Node::Element(element)) = (level, node) {
            element.name.local = format!("h{}", (level - highest + first).min(6)).into();
        }
    }
}

pub(super) fn each_picture(document: &mut Html, fit: impl Fn(&mut Element)) {
    each_element(document, "img", fit);
}

fn each_element(document: &mut Html, name: &str, change: impl Fn(&mut Element)) {
    for node in document.tree.values_mut() {
        if let Node::Element(element) = node
            && element.name() == name
        {
            change(element);
        }
    }
}

/// Mails break words that are too long anywhere, which lets a table's columns become as narrow as a letter. Where all words of a table
/// fit a telephone beside one another, they stay whole.
fn keep_words_of_tables(document: &mut Html) {
    let tables = document.root_element().descendent_elements().filter(|element| element.value().name() == "table");
    let plain = tables.filter(|table| table.attr("style").is_none());
    let narrow: Vec<_> = plain.filter(|table| longest_words(*table) <= NARROW).map(|table| table.id()).collect();
    for id in narrow {
        if let Some(mut node) = document.tree.get_mut(id)
            && let Node::Element(table) = node.value()
        {
            set_attribute(table, "style", "word-break:normal");
        }
    }
}

/// The letters of the longest word of each column, together.
fn longest_words(table: ElementRef<'_>) -> usize {
    let mut columns: Vec<usize> = Vec::new();
    for row in table.descendent_elements().filter(|element| element.value().name() == "tr") {
        for (column, cell) in row.child_elements().enumerate() {
            let words = cell.text().flat_map(str::split_whitespace);
            let longest = words.map(|word| word.chars().count()).max().unwrap_or(0);
            columns.resize(columns.len().max(column + 1), 0);
            columns[column] = columns[column].max(longest);
        }
    }
    columns.iter().sum()
}

/// The side of a cell's text as a style, which the mail's own does not outdo.
fn style_side(cell: &mut Element) {
    for (name, value) in &mut cell.attrs {
        if &*name.local == "align" {
            name.local = "style".into();
            *value = format!("text-align:{value}").into();
        }
    }
    // `Element::attr` searches in order.
    cell.attrs.sort();
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
fn fit_picture(picture: &mut Element, column: u64) {
    if picture.attr("alt").is_none() {
        // A picture that nobody described is decoration to a screen reader, not a file name read aloud.
        add_attribute(picture, "alt", "");
    }
    let size = |name: &str| picture.attr(name).and_then(|value| value.trim().parse::<u64>().ok());
    let (width, height) = (size("width"), size("height"));
    let Some(width) = width.filter(|width| *width > column) else { return };
    for (name, value) in &mut picture.attrs {
        match &*name.local {
            "width" => *value = column.to_string().into(),
            "height" => {
                let scaled = height.map_or(0, |height| height.min(100_000) * column / width);
                *value = if scaled > 0 { scaled.to_string().into() } else { "auto".to_owned().into() };
            }
            _ => {}
        }
    }
}

/// Sets an attribute, whether it is there or not.
pub(super) fn set_attribute(element: &mut Element, name: &str, value: &str) {
    match element.attrs.iter_mut().find(|(own, _)| &*own.local == name) {
        Some((_, own)) => *own = value.to_owned().into(),
        None => add_attribute(element, name, value),
    }
}

fn add_attribute(element: &mut Element, name: &str, value: &str) {
    let mut own = element.name.clone();
    // Attributes stand in no namespace.
    (own.prefix, own.ns, own.local) = (None, "".into(), name.into());
    element.attrs.push((own, value.to_owned().into()));
    // `Element::attr` searches in order.
    element.attrs.sort();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::locale::Locales;

    fn for_mail(html: &str) -> Option<String> {
        super::for_mail(html, Frame { column: 520, first_heading: 3 }, Locales::shipped().english())
            .map(|document| document.root_element().inner_html())
    }

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
    fn a_cells_side_outdoes_the_mails_style() {
        let html = for_mail("<table><tbody><tr><td align=\"right\" colspan=\"2\">1</td></tr></tbody></table>").unwrap();
        assert_eq!(
            html,
            "<table style=\"word-break:normal\"><tbody><tr><td colspan=\"2\" style=\"text-align:right\">1</td></tr></tbody></table>"
        );
    }

    #[test]
    fn words_of_narrow_tables_stay_whole() {
        let table = |word: &str| {
            for_mail(&format!("<table><tbody><tr><th>{word}</th><td>text</td></tr></tbody></table>")).unwrap()
        };
        assert!(table("Steward").starts_with("<table style=\"word-break:normal\">"));
        assert!(table(&"x".repeat(40)).starts_with("<table><tbody>"));
    }

    #[test]
    fn on_a_page_headings_begin_where_it_says_and_pictures_wait_until_seen() {
        let html = for_page("<h1>a</h1><h3>b</h3><img src=\"a.png\" width=\"1024\">", 2, Locales::shipped().english())
            .unwrap();
        assert!(html.starts_with("<h2>a</h2><h4>b</h4>"), "{html}");
        assert!(
            html.contains("width=\"1024\"") && html.contains("loading=\"lazy\"") && html.contains("alt=\"\""),
            "{html}"
        );
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

    #[test]
    fn what_a_player_leads_to_is_said_in_the_readers_language() {
        let film = "<a href=\"https://b.example/a.mp4\" class=\"post-video\"><img src=\"a.png\" alt=\"\"><br>Video: A swarm</a>";
        let sound = "<a href=\"https://b.example/a.mp3\" class=\"post-audio\">Audio</a>";
        let said = |language: &str, html: &str| {
            let locale = Locales::shipped().get(language).unwrap();
            (
                super::for_mail(html, Frame { column: 520, first_heading: 3 }, locale)
                    .unwrap()
                    .root_element()
                    .inner_html(),
                for_page(html, 2, locale).unwrap(),
            )
        };
        for (language, film_says, sound_says) in [
            ("en", "Video: A swarm", "Audio"),
            ("fr", "Vidéo&nbsp;: A swarm", "Audio"),
            ("ja", "動画：A swarm", "音声"),
        ] {
            let (mail, page) = said(language, film);
            for html in [mail, page] {
                assert!(
                    html.contains(&format!("<br>{film_says}</a>")) && !html.contains("class="),
                    "{language}: {html}"
                );
            }
            assert_eq!(said(language, sound).0, format!("<a href=\"https://b.example/a.mp3\">{sound_says}</a>"));
        }
        let own = "<a href=\"https://b.example/\">Video</a>";
        assert_eq!(said("ja", own).0, own, "the blog's own words stay");
        let odd = "<a href=\"https://b.example/\" class=\"post-video\">Videos of ours</a>";
        assert!(said("ja", odd).0.contains(">Videos of ours<"));
    }
}
