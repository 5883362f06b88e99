//! Feeds from files, served so that everything in them looks new.
//!
//! Letterbell reads feeds over HTTP only, and mails nothing that a feed's first poll finds. So each file is first served without its posts,
//! and then whole.

mod withhold;

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use self::withhold::without_posts;
use super::pages;

/// Feed files. Clones serve the same ones.
#[derive(Clone)]
pub struct FeedFiles(Arc<Files>);

struct Files {
    files: Vec<FeedFile>,
    are_revealed: AtomicBool,
}

struct FeedFile {
    whole: Vec<u8>,
    without_posts: Vec<u8>,
}

/// A feed file that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{} cannot be read: {source}. Give the path of a feed's file, or its address with http:// or https://", file.display())]
pub struct FeedFileError {
    file: PathBuf,
    source: io::Error,
}

impl FeedFiles {
    /// Reads the files.
    pub fn load(paths: &[PathBuf]) -> Result<Self, FeedFileError> {
        let files = paths
            .iter()
            .map(|path| {
                let whole = std::fs::read(path).map_err(|source| FeedFileError { file: path.clone(), source })?;
                Ok(FeedFile { without_posts: without_posts(&whole), whole })
            })
            .collect::<Result<_, _>>()?;
        Ok(Self(Arc::new(Files { files, are_revealed: AtomicBool::new(false) })))
    }

    /// The path of each file below [`Self::router`], in the order in which they were given: `/feeds/1.xml` and on.
    pub fn paths(&self) -> Vec<String> {
        (1..=self.0.files.len()).map(|number| format!("/feeds/{number}.xml")).collect()
    }

    /// From now on the files are served whole, byte for byte.
    pub fn reveal(&self) {
        self.0.are_revealed.store(true, Ordering::SeqCst);
    }

    /// The files as they are.
    pub fn documents(&self) -> impl Iterator<Item = &[u8]> {
        self.0.files.iter().map(|file| file.whole.as_slice())
    }

    /// Serves the files.
    pub fn router(&self) -> Router {
        Router::new().route("/feeds/{name}", get(serve)).with_state(self.clone())
    }
}

async fn serve(State(FeedFiles(feeds)): State<FeedFiles>, Path(name): Path<String>) -> Response {
    let number = name.strip_suffix(".xml").and_then(|number| number.parse::<usize>().ok());
    let Some(file) = number.and_then(|number| feeds.files.get(number.checked_sub(1)?)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let bytes = if feeds.are_revealed.load(Ordering::SeqCst) { &file.whole } else { &file.without_posts };
    let is_json = withhold::is_json(bytes);
    let content_type = if is_json { "application/feed+json" } else { "application/xml" };
    ([(CACHE_CONTROL, "no-store")], pages::file(content_type, bytes.clone())).into_response()
}
