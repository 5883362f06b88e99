//! The archive's pages and its feed. What they show of a post was decided before ([`super::opening`]): here nothing is held back.

use serde::Serialize;
use serde_json::{Value as Json, json};

use super::locale::Locale;
use super::template_set::{TemplateError, TemplateSet, context};
use super::views::SiteView;

/// A page of a list's archive.
#[derive(Clone, Debug)]
pub enum ArchivePage {
    /// Its posts, the newest first.
    Posts(PostList),
    /// Its digests, the newest first.
    Digests(DigestList),
    /// One post.
    Post(PostPage),
    /// One digest.
    Digest(DigestPage),
}

/// What every page of the archive says of itself and of its list.
#[derive(Clone, Debug, Serialize)]
pub struct ArchiveFrame {
    /// The list's name.
    pub list: String,
    /// The archive's first page.
    pub archive_url: String,
    /// The page of digests; `None` when there are none.
    pub digests_url: Option<String>,
    /// The archive's feed.
    pub feed_url: String,
    /// The list's form.
    pub subscribe_url: String,
    /// What machines are told.
    pub card: Card,
}

/// What machines are told of a page: search engines, and programs that show a card for a link (Open Graph).
#[derive(Clone, Debug, Serialize)]
pub struct Card {
    /// The page's title.
    pub title: String,
    /// Its first words, of what everybody is shown.
    pub description: Option<String>,
    /// The place that this text belongs to: the blog's own post, or this page. Absolute.
    pub canonical_url: String,
    /// A picture in what everybody is shown.
    pub picture_url: Option<String>,
    /// When it was published (RFC 3339); only for articles.
    pub published: Option<String>,
    /// Whether search engines may take it in.
    pub indexed: bool,
}

/// See [`ArchivePage::Posts`].
#[derive(Clone, Debug, Serialize)]
pub struct PostList {
    /// The frame.
    pub frame: ArchiveFrame,
    /// The operator's words about the list.
    pub promise: Option<String>,
    /// The posts.
    pub posts: Vec<PostEntry>,
    /// Where in a long archive this is.
    pub place: Place,
}

/// A post in a list of posts.
#[derive(Clone, Debug, Serialize)]
pub struct PostEntry {
    /// Its title, or what stands for it.
    pub label: String,
    /// Its page.
    pub page_url: String,
    /// When it was published, in words.
    pub date: String,
    /// Its first words.
    pub words: String,
    /// Whether the rest is for subscribers.
    pub gated: bool,
}

/// See [`ArchivePage::Digests`].
#[derive(Clone, Debug, Serialize)]
pub struct DigestList {
    /// The frame.
    pub frame: ArchiveFrame,
    /// The digests.
    pub digests: Vec<DigestEntry>,
    /// Where in a long archive this is.
    pub place: Place,
}

/// A digest in a list of digests.
#[derive(Clone, Debug, Serialize)]
pub struct DigestEntry {
    /// Its date, in words.
    pub date: String,
    /// Its page.
    pub page_url: String,
    /// The titles of its posts.
    pub titles: Vec<String>,
}

/// A page of several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// This one's number, from 1.
    pub number: i64,
    /// How many there are.
    pub of: i64,
    /// The page with newer ones.
    pub newer_url: Option<String>,
    /// The page with older ones.
    pub older_url: Option<String>,
}

/// See [`ArchivePage::Post`].
#[derive(Clone, Debug, Serialize)]
pub struct PostPage {
    /// The frame.
    pub frame: ArchiveFrame,
    /// The post.
    pub post: PostText,
    /// What stands where the text ends too early.
    pub gate: Option<GateBox>,
}

/// See [`ArchivePage::Digest`].
#[derive(Clone, Debug, Serialize)]
pub struct DigestPage {
    /// The frame.
    pub frame: ArchiveFrame,
    /// Its date, in words.
    pub date: String,
    /// Its posts.
    pub posts: Vec<PostText>,
    /// What stands at the end when some of them are cut.
    pub gate: Option<GateBox>,
}

/// A post, or its opening.
#[derive(Clone, Debug, Serialize)]
pub struct PostText {
    /// Its title, or what stands for it.
    pub label: String,
    /// Its page in the archive.
    pub page_url: String,
    /// The author's name.
    pub author: Option<String>,
    /// When it was published, in words.
    pub date: String,
    /// Where the blog has it.
    pub link: Option<String>,
    /// What is shown of it, as HTML.
    pub html: String,
    /// Whether this is only its opening.
    pub gated: bool,
}

/// The subscribe box where a text ends too early. Form: POST to `action`; `email`, `website` (must stay empty).
#[derive(Clone, Debug, Serialize)]
pub struct GateBox {
    /// The list's name.
    pub list: String,
    /// Where the form goes: `/s/{list}`.
    pub action: String,
    /// When its mails come: `Mondays at 8:00`.
    pub when: String,
    /// The page that sends a reader their link.
    pub link_url: Option<String>,
}

/// The page that a blog with a gate of its own sends visitors to.
#[derive(Clone, Debug, Serialize)]
pub struct GatePage {
    /// The way to subscribe.
    pub gate: GateBox,
    /// Back to the blog.
    pub back_url: String,
    /// The blog's host, as readers know it.
    pub blog: String,
}

/// The archive's feed (RFC 4287).
#[derive(Clone, Debug, Serialize)]
pub struct ArchiveFeed {
    /// The list's name.
    pub list: String,
    /// The operator's words about it.
    pub promise: Option<String>,
    /// Its site's name: the author of what names none.
    pub author: String,
    /// The archive's first page; also the feed's id. Absolute.
    pub archive_url: String,
    /// The feed itself. Absolute.
    pub feed_url: String,
    /// When something in it last changed (RFC 3339).
    pub updated: String,
    /// The posts, the newest first.
    pub entries: Vec<FeedEntry>,
}

/// A post in the archive's feed.
#[derive(Clone, Debug, Serialize)]
pub struct FeedEntry {
    /// Its name for ever: an address that no title is part of.
    pub id_url: String,
    /// Its title, or what stands for it.
    pub label: String,
    /// Its page in the archive. Absolute.
    pub page_url: String,
    /// Where the blog has it.
    pub canonical_url: Option<String>,
    /// The author's name.
    pub author: Option<String>,
    /// When it was published (RFC 3339).
    pub published: String,
    /// When its text last changed (RFC 3339).
    pub updated: String,
    /// What everybody is shown of it, as HTML.
    pub html: String,
    /// Whether this is only its opening.
    pub gated: bool,
}

impl ArchivePage {
    pub(super) const fn template(&self) -> &'static str {
        match self {
            Self::Posts(_) => "pages/archive_posts.html",
            Self::Digests(_) => "pages/archive_digests.html",
            Self::Post(_) => "pages/archive_post.html",
            Self::Digest(_) => "pages/archive_digest.html",
        }
    }

    pub(super) fn view(&self) -> Json {
        match self {
            Self::Posts(view) => context(view),
            Self::Digests(view) => context(view),
            Self::Post(view) => context(view),
            Self::Digest(view) => context(view),
        }
    }
}

impl ArchiveFeed {
    /// By which it is rendered.
    pub(super) const TEMPLATE: &'static str = "pages/archive_feed.xml";
}

impl TemplateSet {
    /// Renders the archive's feed in a language.
    pub fn archive_feed(&self, site: &SiteView, feed: &ArchiveFeed, locale: &Locale) -> Result<String, TemplateError> {
        let mut feed = context(feed);
        keep_xml_characters(&mut feed);
        self.render(ArchiveFeed::TEMPLATE, locale, &json!({ "site": context(site), "feed": feed }))
    }
}

/// Takes out what no XML document may hold (XML 1.0 §2.2) and HTML may.
fn keep_xml_characters(json: &mut Json) {
    match json {
        Json::String(text) => text.retain(|character| !matches!(character, '\u{FFFE}' | '\u{FFFF}')),
        Json::Array(items) => items.iter_mut().for_each(keep_xml_characters),
        Json::Object(fields) => fields.values_mut().for_each(keep_xml_characters),
        Json::Null | Json::Bool(_) | Json::Number(_) => {}
    }
}
