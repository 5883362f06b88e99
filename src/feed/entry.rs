//! From the feed library's entries to posts: what each is called, says and is known by.

use std::collections::HashMap;

use aws_lc_rs::digest::{SHA256, digest};
use feed_rs::model::{Category, Entry, Feed, FeedType, Link, Person, Text};
use url::Url;

use super::embed::web_address;
use super::parse::Document;
use super::text::{self, one_line};
use super::{link, sanitize};
use crate::domain::post::NewPost;
use crate::domain::time::Timestamp;

/// Posts of one document: a feed of a blog's whole history must not hold up the others.
const MAX_POSTS: usize = 500;
/// Characters of a title: more than any mail program shows.
const LONGEST_TITLE: usize = 500;
/// Characters of an author's name or a topic: they stand in one line of a mail, and a topic on a button.
const LONGEST_NAME: usize = 100;
/// Topics of one post: a reader chooses from what a list's posts have.
const MAX_TOPICS: usize = 30;
/// Bytes of a post's HTML: mail programs cut a message off at a tenth of it.
const LONGEST_HTML: usize = 1024 * 1024;
/// Bytes of an id: what a database indexes. A longer one, and one with control characters, goes by its hash.
const LONGEST_ID: usize = 1000;
/// Bytes of a link: what browsers open.
const LONGEST_LINK: usize = 2048;

/// An entry with what identifies it, before its content is sanitised.
struct Draft {
    entry: Entry,
    link: Option<Url>,
    entry_key: String,
    link_key: Option<String>,
    published_at: Option<Timestamp>,
    title: String,
}

/// Turns a parsed feed, found at `url`, into posts. `written_base` is what the document itself says that its addresses refer to.
pub(super) fn document(mut feed: Feed, url: &Url, written_base: Option<&Url>) -> Document {
    let home = home_of(&feed.links, url, written_base.unwrap_or(url));
    let kind = feed.feed_type.clone();
    // JSON Feed knows no base and its library resolves nothing; what is relative there is so to the blog.
    let link_base = written_base.or(home.as_ref().filter(|_| kind == FeedType::JSON)).unwrap_or(url);
    let entries = std::mem::take(&mut feed.entries).into_iter();
    let drafts = keep_newest(entries.map(|entry| draft(entry, &kind, link_base)).collect());
    let mut drafts = without_repeats(drafts, home.as_ref().map(link::key).as_deref());
    drafts.reverse();
    if drafts.iter().all(|draft| draft.published_at.is_some()) {
        drafts.sort_by_key(|draft| draft.published_at);
    }
    let base_of = |draft: &Draft| {
        // The nearest `xml:base` counts (RFC 4287 §2); without one, posts are written relative to their own page.
        let around = written_base.or(draft.link.as_ref()).or(home.as_ref()).unwrap_or(url);
        draft.entry.base.as_deref().and_then(|base| web_address(base, around)).unwrap_or_else(|| around.clone())
    };
    Document {
        title: feed.title.as_ref().map(|title| title_of(title, &kind)).filter(|title| !title.is_empty()),
        posts: drafts.into_iter().map(|draft| post(&base_of(&draft), draft, &feed)).collect(),
        home: home.map(String::from),
    }
}

fn draft(entry: Entry, kind: &FeedType, base: &Url) -> Draft {
    let link = link_of(&entry, base);
    let published = entry.published.or(entry.updated);
    Draft {
        entry_key: entry_key(&entry, link.as_ref()),
        link_key: link.as_ref().map(link::key),
        published_at: published.map(|date| Timestamp::from_millis(date.timestamp_millis())),
        title: entry.title.as_ref().map(|title| title_of(title, kind)).unwrap_or_default(),
        entry,
        link,
    }
}

/// The entry's own id, else its canonical link, else a hash of its title and content as written.
fn entry_key(entry: &Entry, link: Option<&Url>) -> String {
    let id = entry.id.trim();
    if !id.is_empty() {
        let is_handy = id.len() <= LONGEST_ID && !id.chars().any(char::is_control);
        return if is_handy { id.to_owned() } else { hash(&[id]) };
    }
    match link {
        // Unlike in the second key the fragment counts here: it is all that tells apart the notes of a day's page.
        Some(url) => url.fragment().map_or_else(|| link::key(url), |fragment| format!("{}#{fragment}", link::key(url))),
        None => content_hash(entry),
    }
}

fn content_hash(entry: &Entry) -> String {
    let title = entry.title.as_ref().map_or("", |title| title.content.as_str());
    hash(&[title, body_of(entry).map_or("", |(body, _)| body)])
}

fn hash(parts: &[&str]) -> String {
    use std::fmt::Write as _;
    let digest = digest(&SHA256, parts.join("\0").as_bytes());
    digest.as_ref().iter().fold("sha256:".to_owned(), |mut key, byte| {
        let _ = write!(key, "{byte:02x}");
        key
    })
}

/// All drafts, or the newest ones by date, or where dates are missing the first ones, since feeds begin with the newest.
fn keep_newest(mut drafts: Vec<Draft>) -> Vec<Draft> {
    if drafts.len() > MAX_POSTS && drafts.iter().all(|draft| draft.published_at.is_some()) {
        drafts.sort_by_key(|draft| std::cmp::Reverse(draft.published_at));
    }
    drafts.truncate(MAX_POSTS);
    drafts
}

/// Collapses entries that are the same by either key; the first one in the document stays.
///
/// A link does not identify an entry when it is the blog's home page, or when entries with ids and titles of their own share it.
fn without_repeats(drafts: Vec<Draft>, home_key: Option<&str>) -> Vec<Draft> {
    let mut kept: Vec<Draft> = Vec::with_capacity(drafts.len());
    let mut by_entry: HashMap<String, usize> = HashMap::new();
    let mut by_link: HashMap<String, usize> = HashMap::new();
    for mut draft in drafts {
        if home_key.is_some() && draft.link_key.as_deref() == home_key {
            draft.link_key = None;
            if draft.entry.id.trim().is_empty() {
                draft.entry_key = content_hash(&draft.entry);
            }
        }
        if says_nothing(&draft) || by_entry.contains_key(&draft.entry_key) {
            continue;
        }
        if let Some(link_key) = &draft.link_key {
            match by_link.get(link_key) {
                Some(first) if is_same(&kept[*first], &draft) => continue,
                Some(first) => {
                    kept[*first].link_key = None;
                    draft.link_key = None;
                }
                None => {
                    by_link.insert(link_key.clone(), kept.len());
                }
            }
        }
        by_entry.insert(draft.entry_key.clone(), kept.len());
        kept.push(draft);
    }
    kept
}

fn says_nothing(draft: &Draft) -> bool {
    draft.link.is_none() && draft.title.is_empty() && body_of(&draft.entry).is_none()
}

/// Whether two entries with one link are one post: by title, or where there is none by content.
fn is_same(one: &Draft, other: &Draft) -> bool {
    let has_title = !one.title.is_empty() || !other.title.is_empty();
    if has_title {
        one.title.to_lowercase() == other.title.to_lowercase()
    } else {
        body_of(&one.entry).map(|(body, _)| body) == body_of(&other.entry).map(|(body, _)| body)
    }
}

fn post(base: &Url, draft: Draft, feed: &Feed) -> NewPost {
    let Draft { entry, link, entry_key, link_key, published_at, title } = draft;
    let kind = &feed.feed_type;
    let html = html_of(&entry, kind, base);
    NewPost {
        entry_key,
        link_key,
        link: link.map(String::from),
        title,
        author: author_of(&entry.authors, kind).or_else(|| author_of(&feed.authors, kind)),
        published_at,
        excerpt: sanitize::excerpt(&html),
        html,
        picture: picture_of(&entry, base),
        topics: topics_of(&entry.categories, kind),
    }
}

/// The picture that the feed names for an entry, apart from those in its content: one in full before a small one.
fn picture_of(entry: &Entry, base: &Url) -> Option<String> {
    let is_picture = |kind: &str| kind.starts_with("image/") && kind != "image/svg+xml";
    let contents = entry.media.iter().flat_map(|media| &media.content);
    let pictures =
        contents.filter(|content| content.content_type.as_ref().is_some_and(|kind| is_picture(kind.as_str())));
    let thumbnails = entry.media.iter().flat_map(|media| &media.thumbnails).map(|small| small.image.uri.as_str());
    let enclosed = entry.links.iter().filter(|link| link.media_type.as_deref().is_some_and(is_picture));
    let enclosed = enclosed.map(|link| link.href.as_str());
    let contents = pictures.filter_map(|content| content.url.as_ref()).map(Url::as_str);
    let addresses = contents.chain(enclosed).chain(thumbnails);
    let mut found = addresses.filter_map(|address| web_address(address, base));
    found
        .find(|url| url.as_str().len() <= LONGEST_LINK && !url.path().to_lowercase().ends_with(".svg"))
        .map(String::from)
}

/// How a body is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Written {
    Html,
    Plain,
}

/// The content, else the summary, unless it is blank.
fn body_of(entry: &Entry) -> Option<(&str, Written)> {
    let written = |media_type: &str| match media_type {
        "text/html" | "application/xhtml" | "application/xhtml+xml" | "text/xml" => Some(Written::Html),
        other => other.starts_with("text/").then_some(Written::Plain),
    };
    let content = entry
        .content
        .as_ref()
        .and_then(|content| Some((content.body.as_deref()?, written(content.content_type.as_str())?)));
    let summary = entry
        .summary
        .as_ref()
        .and_then(|summary| Some((summary.content.as_str(), written(summary.content_type.as_str())?)));
    [content, summary].into_iter().flatten().find(|(body, _)| !body.trim().is_empty())
}

fn html_of(entry: &Entry, kind: &FeedType, base: &Url) -> String {
    let Some((body, written)) = body_of(entry) else { return String::new() };
    let body = &body[..body.floor_char_boundary(LONGEST_HTML)];
    let is_plain = match written {
        Written::Html if is_rss(kind) => !body.contains('<') && body.trim().contains("\n\n"),
        Written::Html => false,
        // RSS does not say how a description is written; readers take it for HTML.
        Written::Plain => !is_rss(kind),
    };
    if !is_plain {
        return sanitize::sanitize(body, base);
    }
    let text = if is_rss(kind) { text::resolved(body) } else { body.to_owned() };
    sanitize::sanitize(&text::to_paragraphs(&text), base)
}

const fn is_rss(kind: &FeedType) -> bool {
    matches!(kind, FeedType::RSS0 | FeedType::RSS1 | FeedType::RSS2)
}

fn title_of(title: &Text, kind: &FeedType) -> String {
    let is_markup = is_rss(kind) || title.content_type.as_str() != "text/plain";
    plain(&title.content, is_markup, LONGEST_TITLE)
}

fn plain(written: &str, is_markup: bool, limit: usize) -> String {
    if is_markup { one_line(&text::of_title(written), limit) } else { one_line(written, limit) }
}

fn author_of(authors: &[Person], kind: &FeedType) -> Option<String> {
    let names = authors.iter().filter_map(|author| author.name.as_deref());
    // RSS writes "ada@example.org (Ada)", of which the library leaves the brackets.
    let bare = |name: &str| name.trim().trim_start_matches('(').trim_end_matches(')').to_owned();
    names.map(|name| plain(&bare(name), is_rss(kind), LONGEST_NAME)).find(|name| !name.is_empty())
}

fn topics_of(categories: &[Category], kind: &FeedType) -> Vec<String> {
    let mut topics: Vec<String> = Vec::new();
    for category in categories {
        let topic = plain(category.label.as_deref().unwrap_or(&category.term), is_rss(kind), LONGEST_NAME);
        // Some software files its own bookkeeping here, as URLs.
        let is_url = topic.starts_with("http://") || topic.starts_with("https://");
        let is_known = topics.iter().any(|known| known.to_lowercase() == topic.to_lowercase());
        if !topic.is_empty() && !is_url && !is_known {
            topics.push(topic);
        }
    }
    topics.truncate(MAX_TOPICS);
    topics
}

/// Where the post can be read: the entry's link to a page, else an id that is a web address (RSS 2.0's permalink guid).
fn link_of(entry: &Entry, base: &Url) -> Option<Url> {
    page_link(&entry.links)
        .and_then(|link| web_address(&link.href, base))
        .or_else(|| web_address(&entry.id, base).filter(|_| is_absolute(&entry.id)))
        .filter(|url| url.as_str().len() <= LONGEST_LINK)
}

fn is_absolute(address: &str) -> bool {
    address.trim_start().starts_with("http://") || address.trim_start().starts_with("https://")
}

fn page_link(links: &[Link]) -> Option<&Link> {
    let pages = || {
        links.iter().filter(|link| {
            let is_page = link.rel.as_deref().is_none_or(|rel| rel == "alternate");
            is_page && link.target.is_none() && !link.href.is_empty()
        })
    };
    let is_html = |link: &&Link| link.media_type.as_deref().is_none_or(|media_type| media_type.contains("html"));
    pages().find(is_html)
}

/// The blog's home page, unless what is given for it is the feed itself.
fn home_of(links: &[Link], url: &Url, base: &Url) -> Option<Url> {
    let home = web_address(&page_link(links)?.href, base)?;
    (link::key(&home) != link::key(url)).then_some(home)
}
