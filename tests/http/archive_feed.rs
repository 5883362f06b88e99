//! The archive's feed: read back by a parser that nobody here wrote, and by the project's own.

use std::io::Write as _;
use std::process::{Command, Stdio};

use axum::http::StatusCode;
use letterbell::domain::archive::Audience;
use letterbell::domain::post::NewPost;
use serde_json::Value;

use crate::archive::{SECRET, post};
use crate::service::{PUBLIC_URL, Service};
use crate::support::databases::{TestDatabase, on_both_engines};
use crate::support::left_out::left_out;

on_both_engines!(the_feed_is_valid_atom_whatever_posts_hold, an_empty_archive_has_a_feed);

/// What RFC 4287 asks of a feed (§4.1.1, §4.1.2, §4.2.6), and what feedparser makes of it.
const READ: &str = r#"
import json, sys, xml.etree.ElementTree as tree
text = sys.stdin.buffer.read()
atom = "{http://www.w3.org/2005/Atom}"
feed = tree.fromstring(text)
assert feed.tag == atom + "feed", feed.tag
def one(parent, name):
    found = parent.findall(atom + name)
    assert len(found) == 1 and found[0].text, (name, len(found))
    return found[0].text
for parent in [feed] + feed.findall(atom + "entry"):
    for name in ["id", "title", "updated"]:
        one(parent, name)
    links = [link.attrib for link in parent.findall(atom + "link")]
    assert all("href" in link for link in links)
    assert [link["rel"] for link in links].count("alternate") == 1, links
    assert len(parent.findall(atom + "content")) <= 1 and len(parent.findall(atom + "summary")) <= 1
one(feed.find(atom + "author"), "name")
assert "self" in [link.attrib["rel"] for link in feed.findall(atom + "link")]
ids = [one(entry, "id") for entry in feed.findall(atom + "entry")]
assert len(set(ids)) == len(ids)
import feedparser
read = feedparser.parse(text, sanitize_html=False, resolve_relative_uris=False)
assert not read.bozo, read.bozo_exception
assert read.version == "atom10", read.version
entry = lambda e: {"id": e.id, "title": e.title, "link": e.link, "author": e.get("author"), "updated": e.updated_parsed is not None,
    "html": e.content[0].value if "content" in e else e.get("summary", ""), "whole": "content" in e}
print(json.dumps({"id": read.feed.id, "title": read.feed.title, "entries": [entry(e) for e in read.entries]}))
"#;

/// What the outside parser reads; `None` when this machine has none.
fn outside(xml: &str) -> Option<Value> {
    let knows = |python: &&str| {
        let asked = Command::new(python).args(["-c", "import feedparser"]).stderr(Stdio::null()).status();
        asked.is_ok_and(|status| status.success())
    };
    let Some(python) = ["python3", "/usr/bin/python3"].into_iter().find(knows) else {
        left_out("archive_feed", "there is no python3 with feedparser; tests/run installs it");
        return None;
    };
    let started = Command::new(python)
        .args(["-c", READ])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut python = started.unwrap();
    python.stdin.take().unwrap().write_all(xml.as_bytes()).unwrap();
    let output = python.wait_with_output().unwrap();
    assert!(output.status.success(), "{}\n{xml}", String::from_utf8_lossy(&output.stderr));
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

async fn the_feed_is_valid_atom_whatever_posts_hold(database: &TestDatabase) {
    let service = Service::open(database).await;
    let odd = NewPost {
        title: "A <b> & \"quotes\" ]]> \u{FFFE}\u{1b} {{ 1 }} 漢字".to_owned(),
        author: None,
        link: None,
        link_key: None,
        published_at: None,
        html: "<p>]]> &amp; <a href=\"https://x.example/?a=1&amp;b=2\">a</a> \u{FFFF}\u{8}</p>".to_owned(),
        ..post(2)
    };
    let untitled = NewPost { title: String::new(), ..post(3) };
    let posts: Vec<NewPost> = [post(1), odd, untitled].into_iter().chain((4..30).map(post)).collect();
    service.publish("bees", &posts).await;
    for id in 10..=12 {
        service.store.set_post_audience(id.to_string().parse().unwrap(), Some(Audience::Hidden)).await.unwrap();
    }
    // The odd ones among the newest twenty.
    for id in 13..=20 {
        service.store.set_post_audience(id.to_string().parse().unwrap(), Some(Audience::Hidden)).await.unwrap();
    }
    service.store.set_post_audience("1".parse().unwrap(), Some(Audience::Subscribers)).await.unwrap();
    let answer = service.get("/a/bees/feed.xml").await;
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "application/atom+xml; charset=utf-8"));
    let Some(read) = outside(&answer.body) else { return };
    assert_eq!(read["id"], format!("{PUBLIC_URL}/a/bees/"));
    assert_eq!(read["title"], "News of bees & <more>");
    let entries = read["entries"].as_array().unwrap();
    assert_eq!(entries.len(), 18);
    let [untitled, odd, gated] = &entries[15..] else { unreachable!() };
    assert_eq!(untitled["title"].as_str().unwrap(), "Opening of 3. Still open. SECRET and more");
    assert!(odd["title"].as_str().unwrap().starts_with("A <b> & \"quotes\" ]]>"), "{odd}");
    assert!(odd["html"].as_str().unwrap().contains("href=\"https://x.example/?a=1&amp;b=2\""), "{odd}");
    assert_eq!((&odd["author"], &odd["whole"]), (&Value::Null, &true.into()));
    assert_eq!((&gated["id"], &gated["whole"]), (&format!("{PUBLIC_URL}/a/bees/posts/1").into(), &false.into()));
    assert_eq!(gated["link"], format!("{PUBLIC_URL}/a/bees/posts/1-title-1"));
    assert!(
        gated["html"].as_str().unwrap().contains("Opening of 1.") && !gated.to_string().contains(SECRET),
        "{gated}"
    );

    let base = url::Url::parse(PUBLIC_URL).unwrap();
    let own = letterbell::feed::parse::read(answer.body.as_bytes(), &base).unwrap();
    assert_eq!(own.posts.len(), 18, "and Letterbell could read itself");
}

async fn an_empty_archive_has_a_feed(database: &TestDatabase) {
    let service = Service::open(database).await;
    let answer = service.get("/a/wax/feed.xml").await;
    assert_eq!(answer.status, StatusCode::OK);
    if let Some(read) = outside(&answer.body) {
        assert_eq!(read["entries"], Value::Array(vec![]));
    }
    assert!(service.get("/a/wax/").await.words().contains("There is nothing to read here yet."));
}
