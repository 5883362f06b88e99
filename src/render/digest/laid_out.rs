//! A post of a digest with what the templates need worked out.

use serde_json::{Value as Json, json};

use crate::domain::look::{Look, Portion, Theme};
use crate::render::content::{Content, Frame, Passage, Picture};
use crate::render::holes::without_marks;
use crate::render::locale::Locale;
use crate::render::mail::{direction_of_text, label, one_line};
use crate::render::template_set::context;
use crate::render::text;
use crate::render::views::PostView;

/// What is left of a post that does not fit is at least this long, in bytes of HTML; below it the excerpt says more.
const LEAST_PASSAGE: usize = 600;
/// Characters of an excerpt, without white space.
const EXCERPT: usize = 500;
/// Characters of the one sentence in a list of headlines.
const SENTENCE: usize = 130;
/// The width of a small picture beside a title, in pixels.
const THUMBNAIL: u32 = 120;

pub(super) struct LaidOut<'a> {
    post: &'a PostView,
    /// The name of the section that it opens; empty for what has no topic.
    section: Option<String>,
    theme: Theme,
    portion: Portion,
    title: String,
    excerpt: String,
    label: String,
    /// The whole content; `None` when it cannot be laid out.
    content: Option<Content>,
    minutes: usize,
    picture: Option<Picture>,
    column: u32,
    locale: &'a Locale,
    /// What is shown of it; empty when the excerpt stands for it.
    passage: Passage,
    text: String,
    pub(super) shortened: bool,
    /// Whether only its title is left.
    pub(super) is_brief: bool,
}

impl<'a> LaidOut<'a> {
    pub(super) fn new(
        post: &'a PostView,
        section: Option<&str>,
        look: &Look,
        frame: Frame,
        locale: &'a Locale,
    ) -> Self {
        let clean = |text: &str| one_line(&without_marks(text));
        let (title, excerpt) = (clean(&post.title), clean(&post.excerpt));
        let content = Content::read(&without_marks(&post.html), frame, locale);
        let section = section.map(|name| match name {
            "" => locale.say("digest-other-topics", &[]),
            name => clean(name),
        });
        let mut laid_out = Self {
            label: label(&title, &excerpt).unwrap_or_else(|| locale.say("digest-untitled", &[])),
            minutes: content.as_ref().map_or(0, Content::minutes),
            picture: picture(post, content.as_ref(), look),
            content,
            section,
            theme: look.theme,
            portion: look.portion(),
            column: frame.column,
            locale,
            post,
            title,
            excerpt,
            passage: Passage::default(),
            text: String::new(),
            shortened: false,
            is_brief: false,
        };
        let passage = laid_out.content.as_ref().map(|content| match laid_out.portion {
            Portion::Full => content.whole(),
            Portion::Excerpt => content.excerpt(EXCERPT),
            Portion::Headline => Passage::default(),
        });
        laid_out.show(passage.filter(|passage| !passage.html.trim().is_empty()).unwrap_or_default());
        laid_out
    }

    pub(super) fn context(&self, number: usize) -> Json {
        let mut context = context(self.post);
        // Its first words stand for it where there is no passage, unless they stand above it already.
        let has_excerpt = self.portion != Portion::Headline && !self.is_brief && self.excerpt != self.label;
        context["number"] = json!(number);
        context["section"] = json!(self.section);
        context["title"] = json!(self.title);
        context["label"] = json!(self.label);
        context["excerpt"] = json!(if has_excerpt { self.excerpt.as_str() } else { "" });
        context["sentence"] = json!(self.sentence());
        context["direction"] = json!(direction_of_text(&format!("{}{}", self.title, self.excerpt)));
        context["minutes"] = json!(self.minutes);
        context["picture"] = json!(self.picture.as_ref().filter(|_| !self.is_brief).map(|picture| self.shown(picture)));
        // Both are empty where the excerpt stands for the content.
        context["html"] = json!(self.passage.html);
        context["text"] = json!(self.text);
        // A title that stands alone is a link already.
        let is_told_by_title = self.portion == Portion::Headline || self.is_brief;
        context["is_cut"] = json!(!self.passage.is_whole && !is_told_by_title);
        context
    }

    /// The sentence of a headline: none where it would repeat what stands for the title.
    fn sentence(&self) -> String {
        if self.theme != Theme::Headlines || self.is_brief || self.title.is_empty() {
            return String::new();
        }
        first_sentence(&self.excerpt, SENTENCE)
    }

    /// Cuts it to at most `room` bytes.
    pub(super) fn shorten(&mut self, room: usize) {
        let passage = self.content.as_ref().map(|content| content.fitting(room)).unwrap_or_default();
        self.show(if passage.html.len() < LEAST_PASSAGE { Passage::default() } else { passage });
        self.shortened = true;
    }

    /// Leaves nothing of it but its title.
    pub(super) fn tell_by_title(&mut self) {
        self.is_brief = true;
        self.shortened = true;
    }

    /// How long it is, in bytes of HTML.
    pub(super) fn weight(&self) -> usize {
        self.passage.html.len()
    }

    fn show(&mut self, passage: Passage) {
        self.text = text::from_html(&passage.html, self.locale);
        self.passage = passage;
    }

    /// The picture as wide as the column, and beside a title.
    fn shown(&self, picture: &Picture) -> Json {
        let (width, height) = scaled(picture, self.column);
        let (small_width, small_height) = scaled(picture, THUMBNAIL);
        json!({
            "src": picture.url, "alt": picture.alt, "width": width, "height": height,
            "small_width": small_width, "small_height": small_height,
        })
    }
}

/// The picture above a post in a magazine: its own first one, or the one that its feed names. Where the post is whole its pictures stay
/// where they are, and only a post without any gets the feed's.
fn picture(post: &PostView, content: Option<&Content>, look: &Look) -> Option<Picture> {
    if look.theme != Theme::Magazine {
        return None;
    }
    let named = post.picture_url.as_ref().map(|url| without_marks(url).into_owned());
    let named = named.filter(|url| url.starts_with("https://") || url.starts_with("http://"));
    let named = named.map(|url| Picture { url, alt: String::new(), width: None, height: None });
    match (content.and_then(Content::lead_picture), look.portion()) {
        (Some(_), Portion::Full) => None,
        (own, _) => own.or(named),
    }
}

/// Width and height at most `most` pixels wide; no height where the picture does not say its size.
fn scaled(picture: &Picture, most: u32) -> (u32, Option<u32>) {
    let Some(own) = picture.width.filter(|width| *width > 0) else { return (most, None) };
    let width = own.min(most);
    (width, picture.height.map(|height| (height.saturating_mul(width) / own).max(1)))
}

/// The first sentence of a text, cut between words at `most` characters.
fn first_sentence(text: &str, most: usize) -> String {
    /// Below this it ends with an abbreviation, not with a sentence.
    const LEAST: usize = 20;
    let ends_of_latin = [". ", "! ", "? ", "… ", "؟ ", ".” ", ".\u{201c} ", ".» "];
    let ends_of_signs = ["。", "！", "？"];
    let after = |end: &&str| {
        let found = text.match_indices(end).map(|(at, end)| at + end.trim_end().len());
        found.into_iter().find(|at| text[..*at].chars().count() >= LEAST || !end.ends_with(' '))
    };
    let end = ends_of_latin.iter().chain(&ends_of_signs).filter_map(after).min().unwrap_or(text.len());
    crate::render::opening::first_words(text[..end].trim_end(), most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_has_one_sentence() {
        let sentence = |text| first_sentence(text, 60);
        assert_eq!(sentence("The ferry waits at the pier. Nobody knows why."), "The ferry waits at the pier.");
        assert_eq!(sentence("Dr. Quill rang the bell at eight. Then she left."), "Dr. Quill rang the bell at eight.");
        assert_eq!(sentence("船は桟橋で待っている。誰も理由を知らない。"), "船は桟橋で待っている。");
        assert_eq!(sentence("No end here"), "No end here");
        assert_eq!(sentence(&"word ".repeat(40)), "word ".repeat(12).trim_end().to_owned() + " …");
    }

    #[test]
    fn pictures_are_scaled_and_never_enlarged() {
        let picture = |width, height| Picture { url: String::new(), alt: String::new(), width, height };
        assert_eq!(scaled(&picture(Some(520), Some(260)), 120), (120, Some(60)));
        assert_eq!(scaled(&picture(Some(100), Some(50)), 120), (100, Some(50)));
        assert_eq!(scaled(&picture(None, None), 120), (120, None));
        assert_eq!(scaled(&picture(Some(520), None), 520), (520, None));
    }
}
