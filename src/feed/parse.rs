//! Reads a feed document: RSS 0.9x, 1.0 and 2.0, Atom, JSON Feed.
//!
//! Identity is decided here and never random: an entry's own id, else its canonical link, else a hash of what it says.

use std::panic::{AssertUnwindSafe, catch_unwind};

use feed_rs::model::Feed;
use feed_rs::parser::{self, ParseErrorKind, ParseFeedError};
use scraper::Html;
use url::Url;

use super::embed::web_address;
use super::entry;
use super::text::one_line;
use super::xml::Root;
use super::{json, markup, source, xml};
use crate::domain::post::NewPost;

/// Of a web page only the head is searched for the address of its feed, in bytes.
const PAGE_HEAD: usize = 256 * 1024;

/// What a parser said is shown up to this length, in characters.
const LONGEST_REASON: usize = 200;

/// A feed as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The feed's title as plain text.
    pub title: Option<String>,
    /// The blog's home page: absolute, http or https.
    pub home: Option<String>,
    /// The posts, oldest first.
    pub posts: Vec<NewPost>,
}

/// Why a document could not be read as a feed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseError {
    /// Nothing but white space.
    #[error("the site answered with an empty page instead of a feed")]
    Empty,
    /// A web page; blogs name their feed in it.
    #[error("this is a web page, not a feed{}", feed.as_ref().map(|feed| format!("; its feed is at {feed}")).unwrap_or_default())]
    WebPage {
        /// The feed that the page names.
        feed: Option<Url>,
    },
    /// XML of another kind.
    #[error("this is XML, but no feed: its outermost element is <{0}>, not <rss>, <feed> or <RDF>")]
    OtherXml(String),
    /// JSON of another kind.
    #[error("this is JSON, but no JSON Feed: it does not name a version like https://jsonfeed.org/version/1.1")]
    OtherJson,
    /// Neither XML nor JSON.
    #[error("this is no feed: it begins neither like XML nor like JSON")]
    NotAFeed,
    /// XML or JSON that cannot be read to its end.
    #[error("the feed is damaged and cannot be read: {0}. A feed validator shows the place")]
    Damaged(String),
    /// Markup that is built to exhaust a parser.
    #[error("the feed's markup is nested too deep or has too many attributes on one element to be read")]
    TooTangled,
    /// The feed library failed. It is kept from taking the program with it.
    #[error("the feed cannot be read: its parser gave up on it. Please report the feed's address")]
    ParserFailed,
}

/// Reads the document found at `url`. Takes seconds of CPU time at worst: call it where blocking is allowed.
pub fn read(bytes: &[u8], url: &Url) -> Result<Document, ParseError> {
    let Some(text) = source::decoded(bytes) else {
        return read_in_other_alphabet(bytes, url);
    };
    match text.chars().next() {
        None => Err(ParseError::Empty),
        Some('{') => {
            let tidied = json::tidied(&text).map_err(|error| damaged(&error))?;
            Ok(entry::document(parsed(tidied.as_bytes(), url)?, url, None))
        }
        Some('<') => read_xml(&text, url),
        Some(_) => Err(ParseError::NotAFeed),
    }
}

fn read_xml(text: &str, url: &Url) -> Result<Document, ParseError> {
    let root = Root::find(text).ok_or(ParseError::NotAFeed)?;
    match root.name.to_ascii_lowercase().as_str() {
        "rss" | "rdf" | "feed" | "entry" => {}
        "html" | "head" | "body" => return Err(ParseError::WebPage { feed: feed_of_page(text, url) }),
        _ => return Err(ParseError::OtherXml(one_line(root.name, LONGEST_REASON))),
    }
    if !markup::is_parseable_xml(text) {
        return Err(ParseError::TooTangled);
    }
    let base = root.base().and_then(|base| web_address(base, url));
    let modern = root.modernised(text);
    let feed = parsed(modern.as_bytes(), url).or_else(|error| {
        let mended = match error {
            ParseError::ParserFailed => Some(xml::without_people(&modern)),
            _ => xml::with_ampersands_mended(&modern),
        };
        let mended = mended.ok_or_else(|| error.clone())?;
        parsed(mended.as_bytes(), url).map_err(|_| error)
    })?;
    Ok(entry::document(feed, url, base.as_ref()))
}

/// Reads XML in an encoding that the parser decodes by itself, as declared; when it is declared wrongly, as a western mixture.
fn read_in_other_alphabet(bytes: &[u8], url: &Url) -> Result<Document, ParseError> {
    let mixture = source::from_mixture(bytes);
    if !markup::is_parseable_xml(&mixture) {
        return Err(ParseError::TooTangled);
    }
    match source::with_short_declaration(bytes).map(|declared| parsed(&declared, url)) {
        Some(Ok(feed)) => Ok(entry::document(feed, url, None)),
        _ => read_xml(source::without_declaration(&mixture), url),
    }
}

fn parsed(document: &[u8], url: &Url) -> Result<Feed, ParseError> {
    let parser = parser::Builder::new()
        .base_uri(Some(url))
        // An entry without an id stays without one, so that it can be told; the library would make up a random one.
        .id_generator(|_, _, _| String::new())
        .sanitize_content(false)
        .build();
    // The library cuts names out of author fields by bytes and multiplies durations unchecked: hostile ones make it panic.
    let outcome = catch_unwind(AssertUnwindSafe(|| parser.parse(document))).map_err(|_| ParseError::ParserFailed)?;
    outcome.map_err(|error| match error {
        ParseFeedError::JsonUnsupportedVersion(_) => ParseError::OtherJson,
        ParseFeedError::ParseError(ParseErrorKind::NoFeedRoot) => damaged(&"it holds no channel"),
        ParseFeedError::ParseError(kind) => damaged(&kind),
        ParseFeedError::IoError(error) => damaged(&error),
        ParseFeedError::JsonSerde(error) => damaged(&error),
        ParseFeedError::XmlReader(error) => damaged(&error),
    })
}

fn damaged(reason: &dyn std::fmt::Display) -> ParseError {
    ParseError::Damaged(one_line(&reason.to_string(), LONGEST_REASON))
}

/// The feed that a web page names for feed readers.
fn feed_of_page(page: &str, url: &Url) -> Option<Url> {
    let head = &page[..page.floor_char_boundary(PAGE_HEAD)];
    if !markup::is_parseable_html(head) {
        return None;
    }
    let tree = Html::parse_document(head);
    let names_a_feed = |link: &scraper::ElementRef<'_>| {
        let attribute = |name: &str| link.value().attr(name).unwrap_or_default().to_ascii_lowercase();
        let kind = attribute("type");
        link.value().name() == "link"
            && attribute("rel").split_whitespace().any(|rel| rel == "alternate")
            && matches!(
                kind.trim(),
                "application/rss+xml" | "application/atom+xml" | "application/feed+json" | "application/rdf+xml"
            )
    };
    let link = tree.root_element().descendent_elements().find(names_a_feed)?;
    web_address(link.value().attr("href")?, url)
}
