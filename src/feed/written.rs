//! What the operator writes, in Markdown or HTML, sanitised as a feed's posts are: posts with their front matter, and introductions of digests.

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html};
use scraper::{Html, Selector};
use url::Url;

use super::front_matter::{FrontMatter, FrontMatterError, part};
use super::text::one_line;
use super::{link, sanitize};
use crate::domain::post::NewPost;
use crate::domain::schedule::Zone;

/// Bytes of a manuscript: mail programs cut a message off at a tenth of it.
pub const LONGEST: usize = 1024 * 1024;
/// Bytes of an introduction: it stands in every digest, above what readers came for.
pub const LONGEST_INTRODUCTION: usize = 10_000;
/// Characters of a title, a name and a key, as for posts from feeds.
const LONGEST_TITLE: usize = 500;
const LONGEST_NAME: usize = 100;
const LONGEST_KEY: usize = 200;
const LONGEST_LINK: usize = 2048;

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// `CommonMark` with tables, footnotes, strikethrough and task lists.
    Markdown,
    /// HTML: a document or a part of one.
    Html,
}

/// A text with what its surroundings know of it.
#[derive(Clone, Copy, Debug)]
pub struct Manuscript<'a> {
    /// The text.
    pub bytes: &'a [u8],
    /// How it is written.
    pub written: Written,
    /// What it is called where the front matter has no `id`, such as a file's name.
    pub name: Option<&'a str>,
    /// Its title where the front matter has none.
    pub title: Option<&'a str>,
    /// The zone in which its date is meant.
    pub zone: &'a Zone,
}

/// A manuscript, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenPost {
    /// The post; its `entry_key` is what it is called.
    pub post: NewPost,
    /// What was said about it.
    pub matter: FrontMatter,
}

/// Why a text is no post.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ManuscriptError {
    /// It is too long.
    #[error("it is longer than {LONGEST} bytes; a mail of a tenth of that is cut off by mail programs")]
    TooLong,
    /// It is too long for what it is.
    #[error(
        "it is longer than {LONGEST_INTRODUCTION} bytes, and stands above the posts of every digest: make it shorter"
    )]
    LongIntroduction,
    /// It is in another encoding.
    #[error("line {0} is not UTF-8: save it as UTF-8")]
    NotUtf8(usize),
    /// There is nothing to read.
    #[error("it is empty: nothing is left to read once front matter, scripts and the like are taken away")]
    Empty,
    /// The front matter.
    #[error(transparent)]
    FrontMatter(#[from] FrontMatterError),
    /// No title anywhere.
    #[error(
        "it has no title: write one between two lines of --- at its top (title: My letter), begin it with a heading, or say --title"
    )]
    NoTitle,
    /// A link that is none.
    #[error("'{0}' is no web address: a link begins with https://")]
    Link(String),
    /// An address that leads nowhere from a mail.
    #[error(
        "'{0}' leads nowhere from a mail: write the whole address, beginning with https://, or give the post a link that it goes by"
    )]
    Relative(String),
}

/// Reads a manuscript.
pub fn read(manuscript: &Manuscript<'_>) -> Result<WrittenPost, ManuscriptError> {
    if manuscript.bytes.len() > LONGEST {
        return Err(ManuscriptError::TooLong);
    }
    let text = text_of(manuscript.bytes)?;
    let (matter, body) = part(&text, manuscript.zone)?;
    let link = matter.link.as_deref().map(web_link).transpose()?;
    let html = cleaned(body, manuscript.written, link.as_ref())?;
    let given = matter.title.as_deref().or(manuscript.title).map(|title| one_line(title, LONGEST_TITLE));
    let (title, html) = match given.filter(|title| !title.is_empty()) {
        Some(title) => (title, html),
        None => first_heading(&html).ok_or_else(|| without_title(&html))?,
    };
    if html.trim().is_empty() {
        return Err(ManuscriptError::Empty);
    }
    let name = matter.id.as_deref().or(manuscript.name).map(|name| one_line(name, LONGEST_KEY));
    let post = NewPost {
        entry_key: name.filter(|name| !name.is_empty()).unwrap_or_else(|| one_line(&title.to_lowercase(), LONGEST_KEY)),
        link_key: link.as_ref().map(link::key),
        link: link.map(String::from),
        author: matter.author.as_deref().map(|author| one_line(author, LONGEST_NAME)),
        published_at: matter.date,
        excerpt: sanitize::excerpt(&html),
        html,
        picture: None,
        topics: matter.topics.iter().map(|topic| one_line(topic, LONGEST_NAME)).collect(),
        title,
    };
    Ok(WrittenPost { post, matter })
}

/// Reads what is to stand above the posts of digests, as HTML that is clean.
pub fn introduction(bytes: &[u8], written: Written) -> Result<String, ManuscriptError> {
    if bytes.len() > LONGEST_INTRODUCTION {
        return Err(ManuscriptError::LongIntroduction);
    }
    let html = cleaned(&text_of(bytes)?, written, None)?;
    if html.trim().is_empty() { Err(ManuscriptError::Empty) } else { Ok(html) }
}

/// The text as sanitised HTML, its addresses going by `link`.
fn cleaned(text: &str, written: Written, link: Option<&Url>) -> Result<String, ManuscriptError> {
    let html = match written {
        Written::Markdown => from_markdown(text),
        Written::Html => text.to_owned(),
    };
    if link.is_none()
        && let Some(address) = relative_address(&html)
    {
        return Err(ManuscriptError::Relative(address));
    }
    let nowhere = Url::parse("https://invalid/").expect("a constant address");
    Ok(sanitize::sanitize(&html, link.unwrap_or(&nowhere)))
}

fn text_of(bytes: &[u8]) -> Result<String, ManuscriptError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        ManuscriptError::NotUtf8(before.split(|byte| *byte == b'\n').count())
    })?;
    let text = text.replace("\r\n", "\n");
    if text.trim().is_empty() { Err(ManuscriptError::Empty) } else { Ok(text) }
}

fn web_link(written: &str) -> Result<Url, ManuscriptError> {
    let url = Url::parse(written).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    url.filter(|url| url.as_str().len() <= LONGEST_LINK).ok_or_else(|| ManuscriptError::Link(written.to_owned()))
}

fn without_title(html: &str) -> ManuscriptError {
    if html.trim().is_empty() { ManuscriptError::Empty } else { ManuscriptError::NoTitle }
}

/// The text of a first heading, where the post begins with one, and the rest.
fn first_heading(html: &str) -> Option<(String, String)> {
    let rest = html.trim_start().strip_prefix("<h1")?;
    let tag_end = rest.find('>')?;
    let end = rest.find("</h1>")?;
    let heading: String = Html::parse_fragment(&rest[tag_end + 1..end]).root_element().text().collect();
    let title = one_line(&heading, LONGEST_TITLE);
    (!title.is_empty()).then(|| (title, rest[end + "</h1>".len()..].trim_start().to_owned()))
}

/// An address that only means something on a page: footnotes' own ones lead within the post.
fn relative_address(html: &str) -> Option<String> {
    let addressed = Selector::parse("a[href], img[src]").expect("a constant selector");
    let tree = Html::parse_document(html);
    let mut addresses = tree.select(&addressed).filter_map(|element| {
        element.value().attr("href").or_else(|| element.value().attr("src")).map(|address| address.trim().to_owned())
    });
    let leads_somewhere = |address: &str| address.is_empty() || address.starts_with('#') || Url::parse(address).is_ok();
    addresses.find(|address| !leads_somewhere(address))
}

/// Markdown as HTML; footnotes as a numbered list after the text, since ids mean nothing in a mail.
fn from_markdown(text: &str) -> String {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut numbers: Vec<CowStr<'_>> = Vec::new();
    let mut body = Vec::new();
    let mut notes: Vec<(CowStr<'_>, Vec<Event<'_>>)> = Vec::new();
    let mut in_note = false;
    for event in Parser::new_ext(text, options) {
        let event = match event {
            Event::Start(Tag::FootnoteDefinition(name)) => {
                in_note = true;
                notes.push((name, Vec::new()));
                continue;
            }
            Event::End(TagEnd::FootnoteDefinition) => {
                in_note = false;
                continue;
            }
            Event::FootnoteReference(name) => {
                let place = numbers.iter().position(|known| *known == name).unwrap_or_else(|| {
                    numbers.push(name);
                    numbers.len() - 1
                });
                Event::InlineHtml(format!("<sup>[{}]</sup>", place + 1).into())
            }
            Event::TaskListMarker(done) => Event::Text(if done { "☑ " } else { "☐ " }.into()),
            other => other,
        };
        match notes.last_mut().filter(|_| in_note) {
            Some((_, note)) => note.push(event),
            None => body.push(event),
        }
    }
    let mut written = String::new();
    html::push_html(&mut written, body.into_iter());
    let mut list = String::new();
    for name in &numbers {
        if let Some((_, note)) = notes.iter_mut().find(|(known, _)| known == name) {
            list.push_str("<li>");
            html::push_html(&mut list, std::mem::take(note).into_iter());
            list.push_str("</li>");
        }
    }
    if !list.is_empty() {
        written.push_str("<hr><ol>");
        written.push_str(&list);
        written.push_str("</ol>");
    }
    written
}
