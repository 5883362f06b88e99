//! A post's content, read once: how long it takes to read, its lead picture, and as much of it as a mail shows.

use std::collections::BTreeMap;

use scraper::{ElementRef, Html};

use super::locale::Locale;
use super::{post_html, reading};

/// A picture narrower or lower than this is an ornament or a button, and leads no post. In pixels.
const SMALLEST_LEAD: u32 = 200;
/// Below this depth an element is shown whole or not at all.
const DEEPEST_CUT: usize = 8;

/// The sanitised content of a post, ready to be measured and cut.
#[derive(Clone, Debug)]
pub struct Content {
    document: Html,
}

/// As much of a post as is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// HTML for a mail, balanced. Empty when there is nothing to show.
    pub html: String,
    /// Whether it is all of the post. If not, a way to read on belongs under it.
    pub is_whole: bool,
}

/// A picture of a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Where it is: absolute, http or https.
    pub url: String,
    /// What it shows, as plain text; empty when nobody said.
    pub alt: String,
    /// Its width in pixels, where the post says it: no wider than the column.
    pub width: Option<u32>,
    /// Its height in pixels, where the post says it.
    pub height: Option<u32>,
}

/// What a post stands in.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// The width of the text column in pixels: no picture claims more, since Outlook for Windows believes the attribute.
    pub column: u32,
    /// The level of its first heading: below that of the post's title.
    pub first_heading: u8,
}

impl Content {
    /// Reads sanitised HTML, for readers of a language. `None` when it is nested too deep to be laid out.
    pub fn read(html: &str, frame: Frame, locale: &Locale) -> Option<Self> {
        Some(Self { document: post_html::for_mail(html, frame, locale)? })
    }

    /// Minutes that reading all of it takes; 0 when there is nothing to read.
    pub fn minutes(&self) -> usize {
        reading::minutes(self.root().text())
    }

    /// The picture that stands for the post: the first one that is large enough, or whose size nobody says.
    pub fn lead_picture(&self) -> Option<Picture> {
        self.lead().and_then(Picture::of)
    }

    /// Takes the lead picture out where it stands before all words, for a mail that shows it above the post.
    #[must_use]
    pub fn without_lead_picture(mut self) -> Self {
        let root = self.root();
        let leads = |lead: &ElementRef<'_>| {
            let before = root.descendants().take_while(|node| node.id() != lead.id());
            before.filter_map(|node| node.value().as_text()).all(|text| text.trim().is_empty())
        };
        // What holds nothing else goes along: its link, its paragraph, its figure.
        let outermost = self.lead().filter(leads).map(|lead| {
            let holders = lead.ancestors().filter_map(ElementRef::wrap).take_while(|above| {
                above.id() != root.id() && letters(*above) == 0 && named(*above, "img").count() == 1
            });
            holders.last().unwrap_or(lead).id()
        });
        if let Some(mut node) = outermost.and_then(|id| self.document.tree.get_mut(id)) {
            node.detach();
        }
        self
    }

    /// All of it.
    pub fn whole(&self) -> Passage {
        Passage { html: self.root().inner_html(), is_whole: true }
    }

    /// The first paragraphs, as many as `most` characters hold; the first one may be twice as long.
    ///
    /// It ends where a paragraph ends, and before the next heading, list or the like; pictures are left out. Empty when the post has
    /// no paragraph to end at.
    pub fn excerpt(&self, most: usize) -> Passage {
        let mut blocks = Vec::new();
        flatten(self.root(), 0, &mut blocks);
        let is_paragraph = |block: &ElementRef<'_>| block.value().name() == "p" && letters(*block) > 0;
        let shown = blocks.iter().skip_while(|block| !is_paragraph(block)).filter(|block| letters(**block) > 0);
        let (mut html, mut length, mut count) = (String::new(), 0, 0);
        for block in shown.take_while(|block| is_paragraph(block)) {
            length += letters(*block);
            if length > if count == 0 { 2 * most } else { most } {
                break;
            }
            html.push_str(&block.html());
            html.push('\n');
            count += 1;
        }
        Passage { html: html.trim_end().to_owned(), is_whole: count == blocks.len() }
    }

    /// As much as fits into `room` bytes, cut between elements: none is shown in part but those that only hold others, and nothing
    /// at the end announces what is not there (a heading, a rule).
    pub fn fitting(&self, room: usize) -> Passage {
        let mut html = String::new();
        let is_whole = fit(self.root(), room, 0, &mut html);
        Passage { html, is_whole }
    }

    fn root(&self) -> ElementRef<'_> {
        self.document.root_element()
    }

    fn lead(&self) -> Option<ElementRef<'_>> {
        named(self.root(), "img").find(|picture| {
            let is_large = |name| size(*picture, name).is_none_or(|pixels| pixels >= SMALLEST_LEAD);
            is_large("width") && is_large("height") && Picture::of(*picture).is_some()
        })
    }
}

/// A picture that is shown from the operator's own origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hosted {
    /// Where it is now.
    pub url: String,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
}

/// The addresses of a post's pictures, in order, each as often as it is shown.
pub fn pictures_of(html: &str) -> Vec<String> {
    if !html.contains("<img") {
        return Vec::new();
    }
    let document = Html::parse_fragment(html);
    named(document.root_element(), "img").filter_map(Picture::of).map(|picture| picture.url).collect()
}

/// A post with some of its pictures, known by their addresses, shown from elsewhere. Those without a size get theirs.
pub fn with_pictures(html: &str, hosted: &BTreeMap<String, Hosted>) -> String {
    let mut document = Html::parse_fragment(html);
    post_html::each_picture(&mut document, |picture| {
        let Some(hosted) = picture.attr("src").and_then(|source| hosted.get(source)) else { return };
        post_html::set_attribute(picture, "src", &hosted.url);
        if picture.attr("width").is_none() && picture.attr("height").is_none() {
            post_html::set_attribute(picture, "width", &hosted.width.to_string());
            post_html::set_attribute(picture, "height", &hosted.height.to_string());
        }
    });
    document.root_element().inner_html()
}

impl Picture {
    fn of(element: ElementRef<'_>) -> Option<Self> {
        let url = element.attr("src").filter(|url| url.starts_with("https://") || url.starts_with("http://"))?;
        Some(Self {
            url: url.to_owned(),
            alt: element.attr("alt").unwrap_or_default().to_owned(),
            width: size(element, "width"),
            height: size(element, "height"),
        })
    }
}

fn size(element: ElementRef<'_>, name: &str) -> Option<u32> {
    element.attr(name)?.trim().parse().ok()
}

fn named<'a>(element: ElementRef<'a>, name: &'static str) -> impl Iterator<Item = ElementRef<'a>> {
    element.descendants().filter_map(ElementRef::wrap).filter(move |element| element.value().name() == name)
}

/// How many characters of text, without white space.
fn letters(element: ElementRef<'_>) -> usize {
    element.text().flat_map(str::chars).filter(|character| !character.is_whitespace()).count()
}

/// The elements of the first level, those that only group being passed through.
fn flatten<'a>(parent: ElementRef<'a>, depth: usize, blocks: &mut Vec<ElementRef<'a>>) {
    for child in parent.children().filter_map(ElementRef::wrap) {
        if child.value().name() == "div" && depth < DEEPEST_CUT {
            flatten(child, depth + 1, blocks);
        } else {
            blocks.push(child);
        }
    }
}

/// Writes the children of an element until `room` bytes are full; says whether all found a place.
fn fit(parent: ElementRef<'_>, room: usize, depth: usize, html: &mut String) -> bool {
    let start = html.len();
    // Where it may end.
    let mut end = start;
    for child in parent.children() {
        let Some(element) = ElementRef::wrap(child) else {
            if let Some(text) = child.value().as_text() {
                html.push_str(&super::holes::Escape::Html.apply(text));
            }
            if html.len() > room {
                html.truncate(end);
                return false;
            }
            continue;
        };
        let whole = element.html();
        if html.len() + whole.len() <= room {
            html.push_str(&whole);
            if !announces(element) {
                end = html.len();
            }
            continue;
        }
        if may_be_cut(element, end == start) && depth < DEEPEST_CUT {
            let inner = element.inner_html();
            let (opening, closing) = whole.split_once(inner.as_str()).unwrap_or((&whole, ""));
            html.push_str(opening);
            let before = html.len();
            fit(element, room.saturating_sub(closing.len()), depth + 1, html);
            if html.len() > before {
                html.push_str(closing);
                end = html.len();
            }
        }
        html.truncate(end);
        return false;
    }
    true
}

/// Whether an element says that something follows it.
fn announces(element: ElementRef<'_>) -> bool {
    matches!(element.value().name(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "hr" | "dt" | "caption" | "thead")
}

/// Whether an element may be shown in part: what only groups others, and at a post's beginning lists, quotes and tables.
fn may_be_cut(element: ElementRef<'_>, is_first: bool) -> bool {
    match element.value().name() {
        "div" => true,
        "ul" | "ol" | "dl" | "blockquote" | "table" | "tbody" => is_first,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(html: &str) -> Content {
        let locale = crate::render::locale::Locales::shipped().english();
        Content::read(html, Frame { column: 520, first_heading: 3 }, locale).unwrap()
    }

    fn fitting(html: &str, room: usize) -> (String, bool) {
        let Passage { html, is_whole } = content(html).fitting(room);
        (html, is_whole)
    }

    #[test]
    fn a_post_is_cut_between_elements_and_never_after_a_heading() {
        let html = "<p>aaaa</p><h3>x</h3><p>bbbb</p><hr><p>cccc</p>";
        let whole = html.len();
        assert_eq!(fitting(html, whole), (html.to_owned(), true));
        assert_eq!(fitting(html, whole - 1), ("<p>aaaa</p><h3>x</h3><p>bbbb</p>".to_owned(), false));
        assert_eq!(fitting(html, 31), ("<p>aaaa</p>".to_owned(), false));
        assert_eq!(fitting(html, 10), (String::new(), false));
        assert_eq!(fitting("<p>a<b>bbbbbbbb</b></p>", 20), (String::new(), false), "no paragraph in part");
    }

    #[test]
    fn what_only_groups_is_cut_inside_and_closed() {
        let html = "<div dir=\"rtl\"><p>aaaa</p><div><p>bbbb</p><p>cccc</p></div></div>";
        assert_eq!(
            fitting(html, html.len() - 1),
            ("<div dir=\"rtl\"><p>aaaa</p><div><p>bbbb</p></div></div>".to_owned(), false)
        );
        assert_eq!(
            fitting("<ol start=\"3\"><li>aaaa</li><li>bbbb</li></ol><p>x</p>", 40),
            ("<ol start=\"3\"><li>aaaa</li></ol>".to_owned(), false)
        );
        assert_eq!(fitting("<p>x</p><ul><li>aaaa</li><li>bbbb</li></ul>", 40), ("<p>x</p>".to_owned(), false));
    }

    #[test]
    fn whatever_the_room_the_cut_fits_is_balanced_and_is_the_beginning() {
        let html = "<h3>t &amp; u</h3><p>a <b>b</b></p><div><ul><li>c</li><li>d<p>e</p></li></ul>f &lt; g<table><tbody><tr><td>h</td></tr></tbody></table></div><p>i</p>";
        let html = &content(html).whole().html;
        let words = |html: &str| Html::parse_fragment(html).root_element().text().collect::<String>();
        for room in 0..=html.len() {
            let (cut, is_whole) = fitting(html, room);
            assert!(cut.len() <= room, "{room}: {cut}");
            assert_eq!(Html::parse_fragment(&cut).root_element().inner_html(), cut, "{room}");
            assert!(words(html).starts_with(&words(&cut)), "{room}: {cut}");
            assert_eq!(is_whole, room == html.len(), "{room}: {cut}");
        }
    }

    #[test]
    fn an_excerpt_ends_where_a_paragraph_ends() {
        let (a, b, c) = ("<p>aaaa <i>a</i></p>", "<p>bbbbb</p>", "<p>ccccc</p>");
        let excerpt = |html: &str, most| content(html).excerpt(most).html.replace('\n', "");
        assert_eq!(excerpt(&format!("{a}{b}{c}"), 10), format!("{a}{b}"));
        assert_eq!(excerpt(&format!("{a}{b}{c}"), 9), a);
        assert_eq!(excerpt(&format!("{a}{b}{c}"), 3), a, "the first one may be twice as long");
        assert_eq!(excerpt(&format!("{a}{b}{c}"), 2), "");
        assert_eq!(
            excerpt(&format!("<h2>x</h2><p><img src=\"https://b.example/a.png\" alt=\"\"></p>{a}{b}"), 99),
            format!("{a}{b}")
        );
        assert_eq!(excerpt(&format!("{a}<h2>x</h2>{b}"), 99), a, "another section");
        assert_eq!(excerpt(&format!("<div><div>{a}</div>{b}</div>"), 99), format!("{a}{b}"));
        assert_eq!(excerpt("<ul><li>a</li></ul>", 99), "");
        assert!(content(&format!("{a}{b}")).excerpt(99).is_whole);
        assert!(!content(&format!("<h2>x</h2>{a}")).excerpt(99).is_whole);
        assert!(!content("").excerpt(99).is_whole || content("").excerpt(99).html.is_empty());
    }

    #[test]
    fn the_lead_picture_is_the_first_that_is_no_ornament() {
        let small = "<img src=\"https://b.example/icon.png\" alt=\"\" width=\"32\" height=\"32\">";
        let large = "<img src=\"https://b.example/a.png\" alt=\"A &quot;bell&quot;\" width=\"1040\" height=\"600\">";
        let lead = content(&format!("<p>{small}text {large}</p>")).lead_picture().unwrap();
        assert_eq!((lead.url.as_str(), lead.alt.as_str()), ("https://b.example/a.png", "A \"bell\""));
        assert_eq!((lead.width, lead.height), (Some(520), Some(300)));
        assert_eq!(content(small).lead_picture(), None);
        assert_eq!(content("<img src=\"data:x\" alt=\"\">").lead_picture(), None);
        assert!(content("<img src=\"http://b.example/a.png\">").lead_picture().is_some());
    }

    #[test]
    fn pictures_that_are_kept_take_the_place_of_the_blogs_own() {
        let html = "<p><img src=\"https://b.example/a.png?x=1&amp;y=2\" alt=\"A\"><img src=\"https://b.example/b.png\" alt=\"\" width=\"10\" height=\"20\"><img src=\"https://b.example/c.png\" alt=\"\"></p>";
        assert_eq!(
            pictures_of(html),
            ["https://b.example/a.png?x=1&y=2", "https://b.example/b.png", "https://b.example/c.png"]
        );
        let hosted = |name: &str| Hosted { url: format!("https://m.example/{name}"), width: 1040, height: 600 };
        let kept =
            [(pictures_of(html)[0].clone(), hosted("1.jpg")), ("https://b.example/b.png".to_owned(), hosted("2.jpg"))];
        assert_eq!(
            with_pictures(html, &kept.into()),
            "<p><img alt=\"A\" height=\"600\" src=\"https://m.example/1.jpg\" width=\"1040\"><img alt=\"\" height=\"20\" src=\"https://m.example/2.jpg\" width=\"10\"><img alt=\"\" src=\"https://b.example/c.png\"></p>"
        );
    }

    #[test]
    fn a_lead_picture_shown_above_the_post_is_taken_out_of_its_beginning() {
        let picture = "<img alt=\"\" src=\"https://b.example/a.png\">";
        let without = |html: &str| content(html).without_lead_picture().whole().html;
        for around in [
            picture.to_owned(),
            format!("<figure><a href=\"https://b.example/\">{picture}</a></figure>"),
            format!("<p>{picture}</p>"),
        ] {
            assert_eq!(without(&format!("{around}<p>text</p>")), "<p>text</p>", "{around}");
        }
        let captioned = format!("<figure>{picture}<figcaption>words</figcaption></figure>");
        assert_eq!(without(&captioned), "<figure><figcaption>words</figcaption></figure>", "no word is lost");
        let later = format!("<p>text</p>{picture}");
        assert_eq!(without(&later), later);
    }
}
