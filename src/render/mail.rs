//! Mails: a digest's edition, and single mails.

use css_inline::CSSInliner;
use serde_json::{Value as Json, json};

use super::content::{Content, Passage};
use super::holes::{Cut, Hole, UnknownMark};
use super::locale::Locale;
use super::single_mail::SingleMail;
use super::templates::{TemplateError, Templates, context};
use super::text;
use super::views::{DigestView, PostView, Theme};
use crate::domain::address::begins_like_an_answer;

/// The HTML of a mail is kept below this, in bytes: Gmail cuts off what comes after about 102 KB, the way to leave included.
const MOST_HTML: usize = 100_000;

/// What is left of a post that does not fit is at least this long, in bytes of HTML; below it the excerpt says more.
const LEAST_PASSAGE: usize = 600;

/// How much of a missing title's place is filled from the excerpt, in characters.
const LABEL: usize = 60;

/// The rendered content of a digest, shared by many readers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// The subject, one line, the same for everybody.
    pub subject: String,
    /// The HTML part. Fill with [`Escape::Html`](super::holes::Escape::Html).
    pub html: Cut,
    /// The text part. Fill with [`Escape::None`](super::holes::Escape::None).
    pub text: Cut,
}

/// An edition as the database holds it: three texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoredEdition {
    /// [`Edition::subject`].
    pub subject: String,
    /// [`Edition::html`] with its marks.
    pub html: String,
    /// [`Edition::text`] with its marks.
    pub text: String,
}

/// A rendered mail for one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// The subject, one line.
    pub subject: String,
    /// The HTML part.
    pub html: String,
    /// The text part.
    pub text: String,
}

impl Edition {
    /// For the database.
    pub fn to_stored(&self) -> StoredEdition {
        StoredEdition { subject: self.subject.clone(), html: self.html.to_stored(), text: self.text.to_stored() }
    }

    /// From the database.
    pub fn from_stored(stored: &StoredEdition) -> Result<Self, UnknownMark> {
        Ok(Self {
            subject: stored.subject.clone(),
            html: Cut::from_stored(&stored.html)?,
            text: Cut::from_stored(&stored.text)?,
        })
    }
}

impl Templates {
    /// Renders a digest. Posts that would make it longer than mail programs show are cut between their elements, the longest first.
    pub fn digest(&self, view: &DigestView, locale: &Locale) -> Result<Edition, TemplateError> {
        let mut posts: Vec<Prepared> = view.posts.iter().map(|post| Prepared::new(post, view.theme)).collect();
        let mut edition = self.digest_of(view, &posts, locale)?;
        let mut spare = MOST_HTML;
        while edition.html.len() > MOST_HTML && shorten(&mut posts, edition.html.len(), spare) {
            edition = self.digest_of(view, &posts, locale)?;
            spare = spare.saturating_sub(MOST_HTML / 10);
        }
        self.require_the_law(view, &edition)?;
        let cut =
            |name: &str, text: &str| Cut::from_stored(text).map_err(|error| self.problem(name, error.to_string()));
        Ok(Edition {
            html: cut("mail/digest/body.html", &edition.html)?,
            text: cut("mail/digest/body.txt", &edition.text)?,
            subject: edition.subject,
        })
    }

    /// Renders a mail for one person, of any kind.
    pub fn single_mail(&self, mail: &SingleMail, locale: &Locale) -> Result<Mail, TemplateError> {
        self.mail(mail.folder(), mail.view(), locale)
    }

    fn digest_of(&self, view: &DigestView, posts: &[Prepared], locale: &Locale) -> Result<Mail, TemplateError> {
        let mut context = json!({
            "list": context(&view.list),
            "site": context(&view.list.site),
            "date_line": context(&view.date_line),
            "schedule": context(&view.schedule),
            "theme": view.theme,
            "shortened": posts.iter().any(|post| post.shortened),
            "posts": posts.iter().map(Prepared::context).collect::<Vec<_>>(),
        });
        for (name, hole) in Hole::ALL {
            context[name] = json!(hole.mark());
        }
        context["opening"] = json!(one_line(&self.render("mail/digest/opening.txt", locale, &context)?));
        self.mail("mail/digest", context, locale)
    }

    /// Renders subject, HTML and text of one kind of mail.
    fn mail(&self, kind: &str, mut context: Json, locale: &Locale) -> Result<Mail, TemplateError> {
        let subject_name = format!("{kind}/subject.txt");
        let subject = one_line(&self.render(&subject_name, locale, &context)?);
        if subject.is_empty() {
            return Err(self.problem(&subject_name, "the subject is empty"));
        }
        // A post's title may begin so, and a mail that is no answer must not (Gmail's sender guidelines).
        let subject = match context.pointer("/list/name").or(context.pointer("/site/name")).and_then(Json::as_str) {
            Some(name) if begins_like_an_answer(&subject) => format!("{}: {subject}", one_line(name)),
            _ => subject,
        };
        context["subject"] = json!(subject);
        let html_name = format!("{kind}/body.html");
        let html = self.inlined(&html_name, &self.render(&html_name, locale, &context)?)?;
        let text = self.render(&format!("{kind}/body.txt"), locale, &context)?;
        Ok(Mail { subject, html, text: format!("{}\n", text.trim_matches('\n')) })
    }

    /// Moves the rules of `<style>` into the elements; what is left there are media queries.
    fn inlined(&self, name: &str, html: &str) -> Result<String, TemplateError> {
        let inliner = CSSInliner::options().load_remote_stylesheets(false).keep_at_rules(true).minify_css(true).build();
        inliner.inline(html).map_err(|error| self.problem(name, format!("its styles cannot be inlined: {error}")))
    }
}

/// A post with what the templates need worked out.
struct Prepared<'a> {
    post: &'a PostView,
    /// The whole content; `None` when it cannot be laid out, or the theme does not show it.
    content: Option<Content>,
    /// What is shown of it; empty when the excerpt stands for it.
    passage: Passage,
    text: String,
    shortened: bool,
}

impl<'a> Prepared<'a> {
    fn new(post: &'a PostView, theme: Theme) -> Self {
        let cleaned = super::holes::without_marks(&post.html);
        let content = Some(cleaned).filter(|_| theme == Theme::Letter).and_then(|html| Content::read(&html));
        let passage = content.as_ref().map(Content::whole).filter(|passage| !passage.html.trim().is_empty());
        let mut prepared = Self { post, content, passage: Passage::default(), text: String::new(), shortened: false };
        prepared.show(passage.unwrap_or_default());
        prepared
    }

    fn show(&mut self, passage: Passage) {
        self.text = text::from_html(&passage.html);
        self.passage = passage;
    }

    fn context(&self) -> Json {
        let mut context = context(self.post);
        let title = one_line(context["title"].as_str().unwrap_or_default());
        let excerpt = one_line(context["excerpt"].as_str().unwrap_or_default());
        context["label"] = json!(label(&title, &excerpt));
        context["direction"] = json!(direction_of_text(&format!("{title}{excerpt}")));
        context["title"] = json!(title);
        context["excerpt"] = json!(excerpt);
        // Both are empty where the excerpt stands for the content.
        context["html"] = json!(self.passage.html);
        context["text"] = json!(self.text);
        context["is_whole"] = json!(self.passage.is_whole);
        context
    }

    /// Cuts it to at most `room` bytes.
    fn shorten(&mut self, room: usize) {
        let passage = self.content.as_ref().map(|content| content.fitting(room)).unwrap_or_default();
        self.show(if passage.html.len() < LEAST_PASSAGE { Passage::default() } else { passage });
        self.shortened = true;
    }

    fn weight(&self) -> usize {
        self.passage.html.len()
    }
}

/// Cuts the longest posts, all to one length, until the mail, now `length` bytes long, should fit into `room`. False when nothing
/// is left to cut.
fn shorten(posts: &mut [Prepared<'_>], length: usize, room: usize) -> bool {
    let content: usize = posts.iter().map(Prepared::weight).sum();
    if content == 0 {
        return false;
    }
    // Inlined styles make every post longer by about the same share.
    let over = (content * length.saturating_sub(room) / length.max(1)).max(1);
    let most = level(posts.iter().map(Prepared::weight).collect(), content - over.min(content));
    for post in posts.iter_mut().filter(|post| post.weight() > most) {
        post.shorten(most);
    }
    true
}

/// The length to which the longest of these are cut so that all together are no longer than `total`.
fn level(mut lengths: Vec<usize>, total: usize) -> usize {
    lengths.sort_unstable();
    let mut left = total;
    let count = lengths.len();
    for (index, length) in lengths.into_iter().enumerate() {
        let share = left / (count - index);
        if length > share {
            return share;
        }
        left -= length;
    }
    usize::MAX
}

/// What a post is called where its title stands alone.
pub(super) fn label(title: &str, excerpt: &str) -> String {
    if !title.is_empty() {
        return title.to_owned();
    }
    let short: String = excerpt.chars().take(LABEL).collect();
    if short.is_empty() {
        "a post without a title".to_owned()
    } else if short.len() == excerpt.len() {
        short
    } else {
        let cut = short.rfind(' ').unwrap_or(short.len());
        format!("{} …", &short[..cut])
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Which way a text is written, by its first letter (Unicode's rule P2, by blocks).
fn direction_of_text(text: &str) -> &'static str {
    match text.chars().find(|character| character.is_alphabetic()) {
        Some(
            '\u{590}'..='\u{8FF}'
            | '\u{FB1D}'..='\u{FDFF}'
            | '\u{FE70}'..='\u{FEFF}'
            | '\u{10800}'..='\u{10FFF}'
            | '\u{1E800}'..='\u{1EFFF}',
        ) => "rtl",
        _ => "ltr",
    }
}

#[cfg(test)]
mod tests {
    use super::level;

    #[test]
    fn the_longest_are_cut_to_one_length() {
        assert_eq!(level(vec![10, 100, 100], 110), 50);
        assert_eq!(level(vec![100, 10, 60], 100), 45);
        assert_eq!(level(vec![30, 30], 60), usize::MAX);
        assert_eq!(level(vec![30, 30], 0), 0);
    }
}
