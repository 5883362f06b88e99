//! How much of a post its page shows: all of it, or the opening that stands before the gate.

use scraper::{ElementRef, Html};

use super::holes::{Escape, without_marks};
use super::locale::Locale;
use super::{mail, post_html};

/// Paragraphs of an opening, at most.
const MOST_PARAGRAPHS: usize = 2;
/// Characters that tell what a post is about, at most: what search pages and cards show.
const WORDS: usize = 200;

/// What is shown of a post. Whatever is said of the post elsewhere (in lists, cards, feeds) is made from this alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// As HTML for a page; may be empty.
    pub html: String,
    /// Its first words, one line; may be empty.
    pub words: String,
    /// Its first picture on the web.
    pub picture: Option<String>,
}

impl Shown {
    /// What a post is called: its title, or else its first words.
    pub fn label(&self, locale: &Locale, title: &str) -> String {
        mail::label(title.trim(), &self.words).unwrap_or_else(|| locale.say("untitled", &[]))
    }
}

/// All of a post, its headings from `first_heading` on. `excerpt` stands for what cannot be laid out.
pub fn whole(html: &str, excerpt: &str, first_heading: u8, locale: &Locale) -> Shown {
    let html = without_marks(html);
    let words = first_words(&without_marks(excerpt), WORDS);
    let laid_out = post_html::for_page(&html, first_heading, locale).filter(|html| !html.trim().is_empty());
    let picture = first_picture(&Html::parse_fragment(laid_out.as_deref().unwrap_or_default()));
    let html = laid_out.unwrap_or_else(|| match words.as_str() {
        "" => String::new(),
        words => format!("<p>{}</p>", Escape::Html.apply(words)),
    });
    Shown { html, words, picture }
}

/// The opening of a post: its first elements up to the end of a paragraph, two paragraphs at most, and at most half of its text.
///
/// Of a post that is one paragraph, or begins with text outside of any element, nothing is shown: there is no end to cut at.
pub fn opening(html: &str, first_heading: u8, locale: &Locale) -> Shown {
    let html = without_marks(html);
    let document = Html::parse_fragment(&html);
    let most = letters(document.root_element()) / 2;
    let (mut shown, mut length, mut paragraphs) = (Vec::new(), 0, 0);
    // How many of them end with a paragraph: a heading or a picture after it belongs to what follows.
    let mut end = 0;
    for child in document.root_element().children() {
        let Some(element) = ElementRef::wrap(child) else {
            match child.value().as_text() {
                Some(text) if !text.trim().is_empty() => break,
                _ => continue,
            }
        };
        length += letters(element);
        if length > most || paragraphs == MOST_PARAGRAPHS {
            break;
        }
        shown.push(element);
        if element.value().name() == "p" && letters(element) > 0 {
            paragraphs += 1;
            end = shown.len();
        }
    }
    let shown = &shown[..end];
    let cut = shown.iter().map(ElementRef::html).collect::<Vec<_>>().join("\n");
    let Some(html) = post_html::for_page(&cut, first_heading, locale) else { return Shown::default() };
    let paragraphs = shown.iter().filter(|element| element.value().name() == "p");
    let words: Vec<String> = paragraphs.map(|paragraph| paragraph.text().collect()).collect();
    Shown { html, words: first_words(&words.join(" "), WORDS), picture: first_picture(&Html::parse_fragment(&cut)) }
}

/// How many characters of text, without white space.
fn letters(element: ElementRef<'_>) -> usize {
    element.text().flat_map(str::chars).filter(|character| !character.is_whitespace()).count()
}

fn first_picture(document: &Html) -> Option<String> {
    let pictures = document.root_element().descendants().filter_map(ElementRef::wrap);
    let mut sources = pictures.filter(|element| element.value().name() == "img").filter_map(|img| img.attr("src"));
    sources.find(|source| source.starts_with("https://") || source.starts_with("http://")).map(str::to_owned)
}

/// One line of at most `most` characters, cut between words.
pub(super) fn first_words(text: &str, most: usize) -> String {
    let mut line = String::new();
    for word in text.split_whitespace() {
        let length = line.chars().count() + word.chars().count() + 1;
        if length > most {
            let cut: String = if line.is_empty() { word.chars().take(most).collect() } else { line };
            return format!("{cut} …");
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::locale::Locales;

    fn opening(html: &str, first_heading: u8) -> Shown {
        super::opening(html, first_heading, Locales::shipped().english())
    }

    fn whole(html: &str, excerpt: &str, first_heading: u8) -> Shown {
        super::whole(html, excerpt, first_heading, Locales::shipped().english())
    }

    fn opening_of(html: &str) -> String {
        opening(html, 2).html.replace('\n', "")
    }

    #[test]
    fn an_opening_ends_with_a_paragraph_and_is_at_most_half() {
        let (a, b, c, d) = ("<p>aaaa <b>a</b></p>", "<p>bbbbb</p>", "<p>ccccc</p>", "<p>ddddd dd</p>");
        assert_eq!(opening_of(&format!("{a}{b}{c}{d}")), format!("{a}{b}"));
        assert_eq!(opening_of(&format!("{a}{b}{c}")), a);
        assert_eq!(opening_of(&format!("{a}{b}{c}{d}{d}{d}{d}")), format!("{a}{b}"), "two paragraphs are enough");
        assert_eq!(opening_of(&format!("{a}\n<h2>x</h2>{b}{c}{d}")), format!("{a}<h2>x</h2>{b}"));
        assert_eq!(opening_of(&format!("{a}<h2>x</h2><p>{}</p>", "c".repeat(99))), a, "no heading without its text");
    }

    #[test]
    fn what_cannot_be_cut_is_not_shown() {
        for html in [
            "",
            "<p>one paragraph</p>",
            "loose text <p>a</p><p>b</p><p>c</p>",
            "<ul><li>a</li></ul><p>b</p>",
            "<p>longer first one</p><p>b</p>",
            "<img src=\"https://b.example/secret.png\">",
            "<div><p>a</p><p>b</p></div>",
            "<img src=\"https://b.example/secret.png\"><p>a</p>",
        ] {
            assert_eq!(opening(html, 2), Shown::default(), "{html}");
        }
    }

    #[test]
    fn words_and_picture_are_those_of_the_opening() {
        let rest = "<p>The secret is long enough to be more than half of it all.</p><img src=\"https://b.example/secret.png\">";
        let shown = opening(&format!("<p><img src=\"https://b.example/a.png\">First words.</p>{rest}"), 2);
        assert_eq!((shown.words.as_str(), shown.picture.as_deref()), ("First words.", Some("https://b.example/a.png")));
        assert_eq!(opening(&format!("<p>First words.</p>{rest}"), 2).picture, None);
    }

    #[test]
    fn a_whole_post_that_cannot_be_laid_out_is_told_by_its_first_words() {
        let deep = "<div>".repeat(500);
        assert_eq!(whole(&deep, "a < b", 2).html, "<p>a &lt; b</p>");
        assert_eq!(whole("<h1>a</h1>", "a", 2).html, "<h2>a</h2>");
        assert_eq!(whole("", "", 2), Shown::default());
    }

    #[test]
    fn first_words_are_whole_words() {
        assert_eq!(first_words("  a\n b ", 10), "a b");
        assert_eq!(first_words("aaaa bbbb cccc", 10), "aaaa bbbb …");
        assert_eq!(first_words(&"a".repeat(20), 10), format!("{} …", "a".repeat(10)));
    }
}
