//! Feeds from files.

use std::path::PathBuf;

use letterbell::cli::demo::feed_files::FeedFiles;

use crate::{Place, header};

const ATOM: &str = "<?xml version=\"1.0\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>urn:x</id><title>A</title>\
<updated>2026-01-01T00:00:00Z</updated><entry><id>urn:x:1</id><title>One</title><updated>2026-01-01T00:00:00Z</updated></entry></feed>\n";
const JSON: &str = "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"J\",\"items\":[{\"id\":\"1\",\"content_text\":\"x\"}]}\n";

#[tokio::test]
async fn a_file_is_served_without_its_posts_until_it_is_revealed() {
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<PathBuf> = [("a.xml", ATOM), ("j.json", JSON)]
        .map(|(name, text)| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).unwrap();
            path
        })
        .to_vec();
    let feeds = FeedFiles::load(&paths).unwrap();
    let visitor = Place::find().await.serve(feeds.router());
    assert_eq!(feeds.paths(), ["/feeds/1.xml", "/feeds/2.xml"]);

    for path in feeds.paths() {
        let feed = feed_rs::parser::parse(visitor.read(&path).await.as_bytes()).unwrap();
        assert!(feed.title.is_some(), "{path}");
        assert!(feed.entries.is_empty(), "{path}");
    }
    feeds.reveal();
    assert_eq!(visitor.read("/feeds/1.xml").await, ATOM);
    assert_eq!(visitor.read("/feeds/2.xml").await, JSON);
    assert_eq!(header(&visitor.get("/feeds/2.xml").await, "content-type"), "application/feed+json");
}

#[tokio::test]
async fn only_the_given_files_are_served() {
    let visitor = Place::find().await.serve(FeedFiles::load(&[]).unwrap().router());
    for name in ["0.xml", "1.xml", "x.xml", "..%2Fetc%2Fpasswd"] {
        assert_eq!(visitor.get(&format!("/feeds/{name}")).await.status(), 404, "{name}");
    }
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let error = FeedFiles::load(&["no/such/feed.xml".into()]).err().unwrap().to_string();
    assert!(error.starts_with("no/such/feed.xml cannot be read: "), "{error}");
}
