//! Keeping pictures: fetched as feeds are, behind the same guard, scaled down, and shown from the operator's own origin.

use std::collections::BTreeMap;
use std::time::Duration;

use futures_util::StreamExt as _;
use futures_util::stream;

use super::OperationError;
use crate::domain::picture::{KeptPicture, PictureKeys};
use crate::domain::post::NewPost;
use crate::domain::site::PublicUrl;
use crate::domain::time::Timestamp;
use crate::feed::fetch::{Fetched, Fetcher, Validators};
use crate::feed::scaled::scaled;
use crate::render::content::{Hosted, pictures_of, with_pictures};
use crate::store::Store;

/// Pictures of one poll, at most: what is beyond stays at the blog.
const MOST: usize = 200;
/// Bytes of an address: what both databases index.
const LONGEST_ADDRESS: usize = 2000;
/// Pictures fetched and decoded at the same time: each may take 200 MB of memory.
const SIDE_BY_SIDE: usize = 2;
/// All pictures of one poll; what is not there by then stays at the blog, so that no digest waits for it.
const LONGEST: Duration = Duration::from_secs(90);

/// Keeps pictures.
pub struct PictureKeeper {
    /// The database.
    pub store: Store,
    /// Asks for pictures.
    pub fetcher: Fetcher,
    /// Names them.
    pub keys: PictureKeys,
    /// How wide they are kept, in pixels.
    pub widest: u32,
}

impl PictureKeeper {
    /// Keeps the pictures of these posts that are not kept yet. One that cannot be had is logged and stays where it is.
    pub async fn keep(&self, posts: &[NewPost], now: Timestamp) {
        let shown = posts.iter().flat_map(|post| pictures_of(&post.html).into_iter().chain(post.picture.clone()));
        self.keep_all(shown.collect(), now).await;
    }

    /// The same for the pictures of a text.
    pub async fn keep_those_of(&self, html: &str, now: Timestamp) {
        self.keep_all(pictures_of(html).into_iter().collect(), now).await;
    }

    async fn keep_all(&self, mut sources: Vec<String>, now: Timestamp) {
        sources.retain(|source| source.len() <= LONGEST_ADDRESS);
        sources.sort();
        sources.dedup();
        sources.truncate(MOST);
        let all = stream::iter(sources).for_each_concurrent(SIDE_BY_SIDE, |source| async move {
            if let Err(error) = self.keep_one(&source, now).await {
                tracing::warn!(source, error, "a picture could not be kept; mails show it from where it is");
            }
        });
        if tokio::time::timeout(LONGEST, all).await.is_err() {
            tracing::warn!("not all pictures came in time; mails show the others from where they are");
        }
    }

    async fn keep_one(&self, source: &str, now: Timestamp) -> Result<(), String> {
        if self.store.picture_of(source).await.map_err(|error| error.to_string())?.is_some() {
            return Ok(());
        }
        let fetched = self.fetcher.fetch(source, &Validators::default(), now).await;
        let Fetched::Document { bytes, .. } = fetched.map_err(|error| error.to_string())? else {
            return Err("the server says that it is gone".to_owned());
        };
        let widest = self.widest;
        let scaled = tokio::task::spawn_blocking(move || scaled(&bytes, widest)).await;
        let picture = scaled.map_err(|error| error.to_string())?.map_err(|error| error.to_string())?;
        let kept = KeptPicture {
            key: self.keys.key(source),
            format: picture.format,
            width: picture.width,
            height: picture.height,
        };
        self.store.keep_picture(source, &kept, &picture.bytes, now).await.map_err(|error| error.to_string())
    }
}

/// Where a picture is shown from: the operator's own origin where it is kept.
pub async fn kept_address(store: &Store, base: &PublicUrl, source: &str) -> Result<String, OperationError> {
    let kept = store.picture_of(source).await?;
    Ok(kept.map_or_else(|| source.to_owned(), |picture| base.link(&picture.path()).into()))
}

/// A post's HTML with the pictures that are kept in place of the blog's.
pub async fn with_kept_pictures(store: &Store, base: &PublicUrl, html: &str) -> Result<String, OperationError> {
    if !store.keeps_pictures().await? {
        return Ok(html.to_owned());
    }
    let mut kept = BTreeMap::new();
    for source in pictures_of(html) {
        if let Some(picture) = store.picture_of(&source).await? {
            let url = base.link(&picture.path()).into();
            kept.insert(source, Hosted { url, width: picture.width, height: picture.height });
        }
    }
    Ok(if kept.is_empty() { html.to_owned() } else { with_pictures(html, &kept) })
}
