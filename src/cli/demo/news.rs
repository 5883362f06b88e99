//! Where the demo's posts come from: the sample blog, files, or addresses on the web.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use url::Url;

use super::blog::SampleBlog;
use super::feed_files::FeedFiles;
use super::tour::{News, PublishedPost};
use crate::cli::Failure;

/// What the demo reads. The blog is put in when its address is known.
#[derive(Clone)]
pub(super) enum Source {
    /// The sample blog.
    Blog(Option<SampleBlog>),
    /// Feed files, revealed once.
    Files { files: FeedFiles, revealed: Arc<AtomicBool> },
    /// Feeds of others, polled where they are.
    Addresses(Vec<Url>),
}

impl Source {
    /// From the command line: addresses or files, not both.
    pub fn of(feeds: &[String]) -> Result<Self, Failure> {
        if feeds.is_empty() {
            return Ok(Self::Blog(None));
        }
        let address = |feed: &String| Url::parse(feed).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
        let addresses: Vec<Url> = feeds.iter().filter_map(address).collect();
        if addresses.len() == feeds.len() {
            return Ok(Self::Addresses(addresses));
        }
        if !addresses.is_empty() {
            return Err(Failure::refused("name feeds either by address or by file, not both at once"));
        }
        let paths: Vec<PathBuf> = feeds.iter().map(PathBuf::from).collect();
        let files = FeedFiles::load(&paths).map_err(Failure::refused)?;
        Ok(Self::Files { files, revealed: Arc::default() })
    }

    /// Publishes what comes next; the titles of what appeared.
    pub fn publish(&self) -> Vec<String> {
        self.publish_posts().into_iter().map(|post| post.title).collect()
    }

    /// The same for the tour.
    pub fn news(&self) -> News {
        let source = self.clone();
        News::new(move || source.publish_posts())
    }

    fn publish_posts(&self) -> Vec<PublishedPost> {
        match self {
            Self::Blog(Some(blog)) => match blog.publish_next() {
                Some(title) => {
                    let mut posts = posts_of(blog.feed_document().as_bytes());
                    posts.retain(|post| post.title == title);
                    posts
                }
                None => Vec::new(),
            },
            Self::Files { files, revealed } if !revealed.swap(true, Ordering::SeqCst) => {
                files.reveal();
                files.documents().flat_map(posts_of).collect()
            }
            Self::Blog(None) | Self::Files { .. } | Self::Addresses(_) => Vec::new(),
        }
    }
}

/// A document's posts with their content as the feed has it: what the tour holds the mails against, so not through our own reading.
fn posts_of(document: &[u8]) -> Vec<PublishedPost> {
    let Ok(feed) = feed_rs::parser::parse(document) else { return Vec::new() };
    feed.entries
        .into_iter()
        .map(|entry| PublishedPost {
            title: entry.title.map(|title| title.content).unwrap_or_default(),
            html: entry
                .content
                .and_then(|content| content.body)
                .or_else(|| entry.summary.map(|summary| summary.content))
                .unwrap_or_default(),
        })
        .collect()
}
