//! Mails: what one is made of, and those for one person. Digests are in [`digest`](super::digest).

use css_inline::CSSInliner;
use serde_json::{Value as Json, json};

use super::holes::{Cut, Part, UnknownMark};
use super::locale::Locale;
use super::look;
use super::single_mail::SingleMail;
use super::template_set::{TemplateError, TemplateSet};
use crate::domain::address::begins_like_an_answer;

/// How much of a missing title's place is filled from the excerpt, in characters.
const LABEL: usize = 60;

/// The rendered content of a digest, shared by many readers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// The subject, one line. Fill with [`Escape::None`](super::holes::Escape::None).
    pub subject: Cut,
    /// The HTML part. Fill with [`Escape::Html`](super::holes::Escape::Html).
    pub html: Cut,
    /// The text part. Fill with [`Escape::None`](super::holes::Escape::None).
    pub text: Cut,
    /// What the marks of its parts stand for.
    pub parts: Vec<Part>,
}

/// An edition as the database holds it: three texts, and what their marks stand for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoredEdition {
    /// [`Edition::subject`] with its marks.
    pub subject: String,
    /// [`Edition::html`] with its marks.
    pub html: String,
    /// [`Edition::text`] with its marks.
    pub text: String,
    /// [`Edition::parts`], as JSON; empty where there is none.
    pub parts: String,
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
        let parts = if self.parts.is_empty() {
            String::new()
        } else {
            serde_json::to_string(&self.parts).expect("texts and flags are always JSON")
        };
        StoredEdition {
            subject: self.subject.to_stored(),
            html: self.html.to_stored(),
            text: self.text.to_stored(),
            parts,
        }
    }

    /// From the database.
    pub fn from_stored(stored: &StoredEdition) -> Result<Self, UnknownMark> {
        let parts: Vec<Part> = match stored.parts.as_str() {
            "" => Vec::new(),
            // A kind of part that this version does not know reads as none, and its mark is refused.
            parts => serde_json::from_str(parts).unwrap_or_default(),
        };
        Ok(Self {
            subject: Cut::from_stored(&stored.subject, &parts)?,
            html: Cut::from_stored(&stored.html, &parts)?,
            text: Cut::from_stored(&stored.text, &parts)?,
            parts,
        })
    }
}

impl TemplateSet {
    /// Renders a mail for one person, of any kind.
    pub fn single_mail(&self, mail: &SingleMail, locale: &Locale) -> Result<Mail, TemplateError> {
        let mut parts = Vec::new();
        let mut context = mail.view();
        look::dress(&mut context, &mail.letterhead().look);
        // Of what stands in for a post's headings, as in a digest without sections.
        context["heading"] = json!(2);
        let rendered = self.mail(mail.folder(), context, locale, &mut parts)?;
        if parts.is_empty() {
            return Ok(rendered);
        }
        Err(self.problem(
            &format!("{}/body.html", mail.folder()),
            "personal parts (merge, when, unless) stand in digests alone: this mail is one reader's own already",
        ))
    }

    /// Renders subject, HTML and text of one kind of mail.
    pub(super) fn mail(
        &self,
        kind: &str,
        mut context: Json,
        locale: &Locale,
        parts: &mut Vec<Part>,
    ) -> Result<Mail, TemplateError> {
        // The sides on which lines begin and end: what mail programs know of, other than `dir`, is left and right.
        let (start, end) = if locale.direction() == "rtl" { ("right", "left") } else { ("left", "right") };
        context["start"] = json!(start);
        context["end"] = json!(end);
        let subject_name = format!("{kind}/subject.txt");
        let subject = one_line(&self.render_with_parts(&subject_name, locale, &context, parts)?);
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
        let html = self.inlined(&html_name, &self.render_with_parts(&html_name, locale, &context, parts)?)?;
        let text = self.render_with_parts(&format!("{kind}/body.txt"), locale, &context, parts)?;
        Ok(Mail { subject, html, text: format!("{}\n", text.trim_matches('\n')) })
    }

    /// Moves the rules of `<style>` into the elements; what is left there are media queries.
    fn inlined(&self, name: &str, html: &str) -> Result<String, TemplateError> {
        let inliner = CSSInliner::options().load_remote_stylesheets(false).keep_at_rules(true).minify_css(true).build();
        let inlined = inliner.inline(html);
        let inlined = inlined.map_err(|error| self.problem(name, format!("its styles cannot be inlined: {error}")))?;
        Ok(with_charset_first(&inlined))
    }
}

/// Programs look for the charset in the first 1,024 bytes; the inliner puts the rules that stay before all else.
fn with_charset_first(html: &str) -> String {
    const CHARSET: &str = "<meta charset=\"utf-8\">";
    match html.split_once(CHARSET) {
        Some((before, after)) => format!("{}{after}", before.replacen("<head>", &format!("<head>{CHARSET}"), 1)),
        None => html.to_owned(),
    }
}

/// What a post is called where its title stands alone; `None` when it has neither title nor words.
pub fn label(title: &str, excerpt: &str) -> Option<String> {
    if !title.is_empty() {
        return Some(title.to_owned());
    }
    let short: String = excerpt.chars().take(LABEL).collect();
    if short.is_empty() {
        return None;
    }
    if short.len() == excerpt.len() {
        return Some(short);
    }
    let cut = short.rfind(' ').unwrap_or(short.len());
    Some(format!("{} …", &short[..cut]))
}

pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Which way a text is written, by its first letter (Unicode's rule P2, by blocks).
pub(super) fn direction_of_text(text: &str) -> &'static str {
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
