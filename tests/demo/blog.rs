//! The sample blog and its feed.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use feed_rs::model::{Entry, Feed};
use feed_rs::parser;
use letterbell::cli::demo::blog::SampleBlog;
use letterbell::clock::{Clock, ManualClock};
use letterbell::domain::time::Timestamp;
use scraper::{Html, Selector};

use crate::{Place, Visitor, header};

const SUBSCRIBE: &str = "http://127.0.0.1:9/s/weekly";

/// 2026-06-07T09:30:00.250Z.
const START: Timestamp = Timestamp::from_millis(1_780_824_600_250);

async fn open() -> (SampleBlog, Visitor, Arc<ManualClock>) {
    let clock = Arc::new(ManualClock::at(START));
    let place = Place::find().await;
    let blog = SampleBlog::new(&place.url, SUBSCRIBE, clock.clone());
    let router = blog.router();
    (blog, place.serve(router), clock)
}

async fn read_feed(visitor: &Visitor) -> Feed {
    parser::parse(visitor.read("/feed.xml").await.as_bytes()).unwrap()
}

fn body(entry: &Entry) -> &str {
    entry.content.as_ref().unwrap().body.as_deref().unwrap()
}

fn title(entry: &Entry) -> &str {
    &entry.title.as_ref().unwrap().content
}

#[tokio::test]
async fn the_blog_starts_with_three_posts_of_the_last_weeks() {
    let (blog, visitor, _) = open().await;
    let feed = read_feed(&visitor).await;
    let days: Vec<_> = feed
        .entries
        .iter()
        .map(|entry| {
            START.since(Timestamp::from_millis(entry.published.unwrap().timestamp_millis())).as_secs() / 86_400
        })
        .collect();
    assert_eq!(days, [4, 11, 19]);
    assert_eq!(blog.unpublished(), 10);
    assert_eq!(blog.feed_url(), format!("{}/feed.xml", visitor.url));
}

#[tokio::test]
async fn the_button_publishes_the_next_post_and_leads_home() {
    let (_, visitor, clock) = open().await;
    clock.advance(Duration::from_secs(90));
    let answer = visitor.client.post(format!("{}/publish", visitor.url)).send().await.unwrap();
    assert_eq!((answer.status().as_u16(), header(&answer, "location")), (303, "/"));

    let feed = read_feed(&visitor).await;
    assert_eq!(feed.entries.len(), 4);
    assert_eq!(title(&feed.entries[0]), "A swarm on the harbour crane");
    assert_eq!(feed.entries[0].published.unwrap().timestamp(), clock.now().millis() / 1000);
    let home = visitor.read("/").await;
    assert!(home.contains("<strong>“A swarm on the harbour crane”</strong> is out"), "{home}");
}

#[tokio::test]
async fn when_all_posts_are_out_the_blog_says_so() {
    let (blog, visitor, _) = open().await;
    let titles: BTreeSet<_> = std::iter::from_fn(|| blog.publish_next()).collect();
    assert_eq!(titles.len(), 10);
    assert_eq!(blog.publish_next(), None);
    let home = visitor.read("/").await;
    assert!(home.contains("all posts are out"), "{home}");
    assert!(!home.contains("action=\"/publish\""), "{home}");
    let answer = visitor.client.post(format!("{}/publish", visitor.url)).send().await.unwrap();
    assert_eq!(answer.status(), 303);
    assert_eq!(read_feed(&visitor).await.entries.len(), 13);
}

#[tokio::test]
async fn a_post_has_a_page_once_it_is_out_and_not_before() {
    let (blog, visitor, _) = open().await;
    let path = "/posts/a-swarm-on-the-harbour-crane";
    assert_eq!(visitor.get(path).await.status(), 404);
    blog.publish_next();
    assert!(visitor.read(path).await.contains("<h1>A swarm on the harbour crane</h1>"));
}

#[tokio::test]
async fn every_entry_is_whole() {
    let (blog, visitor, _) = open().await;
    while blog.publish_next().is_some() {}
    let feed = read_feed(&visitor).await;
    let ids: BTreeSet<_> = feed.entries.iter().map(|entry| &entry.id).collect();
    assert_eq!(ids.len(), 13);
    for entry in &feed.entries {
        let words = scraper::Html::parse_fragment(body(entry)).root_element().text().collect::<String>();
        let words = words.split_whitespace().count();
        assert!((120..=300).contains(&words), "{}: {words} words", title(entry));
        assert!(!entry.categories.is_empty(), "{}", title(entry));
        assert!(!entry.summary.as_ref().unwrap().content.is_empty(), "{}", title(entry));
        assert_eq!(entry.links[0].href, entry.id);
    }
}

#[tokio::test]
async fn every_picture_page_and_film_that_a_post_shows_is_served() {
    let (blog, visitor, _) = open().await;
    while blog.publish_next().is_some() {}
    let selector = Selector::parse("[src], a[href]").unwrap();
    let mut own = BTreeSet::new();
    for entry in &read_feed(&visitor).await.entries {
        for element in Html::parse_fragment(body(entry)).select(&selector) {
            let address = element.attr("src").or(element.attr("href")).unwrap();
            if let Some(path) = address.strip_prefix(&visitor.url).or(address.starts_with('/').then_some(address)) {
                own.insert(path.to_owned());
            }
            if element.value().name() == "img" && element.attr("width") != Some("1") {
                assert!(element.attr("alt").unwrap().len() > 40, "{address} needs its alternative");
            }
        }
    }
    assert!(own.len() > 15, "{own:?}");
    for path in own {
        let answer = visitor.get(&path).await;
        assert_eq!(answer.status(), 200, "{path}");
        let is_picture = path.starts_with("/pictures/");
        assert_eq!(is_picture, header(&answer, "content-type") == "image/png", "{path}");
        assert!(!is_picture || answer.bytes().await.unwrap().starts_with(b"\x89PNG"), "{path}");
    }
}

#[tokio::test]
async fn the_posts_carry_the_furniture_that_letterbell_is_to_clear_away() {
    let (blog, visitor, _) = open().await;
    while blog.publish_next().is_some() {}
    let bodies: String = read_feed(&visitor).await.entries.iter().map(body).collect();
    for piece in [
        "<form action=",
        "class=\"sharedaddy",
        "width=\"1\" height=\"1\"",
        "appeared first on",
        "<iframe",
        "<table",
        "<pre><code>",
        "<blockquote",
        "<h2",
        "<ol",
        "src=\"/pictures/fog.png\"",
        "Þórunn",
    ] {
        assert!(bodies.contains(piece), "no post has {piece}");
    }
}

#[tokio::test]
async fn a_client_that_has_the_feed_is_told_so_until_the_next_post() {
    let (blog, visitor, _) = open().await;
    let first = visitor.get("/feed.xml").await;
    let (etag, modified) = (header(&first, "etag").to_owned(), header(&first, "last-modified").to_owned());
    assert_eq!(modified, "Wed, 03 Jun 2026 09:30:00 GMT");
    let ask = async |name: &'static str, value: &str| {
        let request = visitor.client.get(format!("{}/feed.xml", visitor.url)).header(name, value);
        request.send().await.unwrap().status().as_u16()
    };
    assert_eq!(ask("if-none-match", &etag).await, 304);
    assert_eq!(ask("if-none-match", &format!("\"x\", W/{etag}")).await, 304);
    assert_eq!(ask("if-none-match", "\"x\"").await, 200);
    assert_eq!(ask("if-modified-since", &modified).await, 304);
    assert_eq!(ask("if-modified-since", "Wed, 03 Jun 2026 09:29:59 GMT").await, 200);
    assert_eq!(ask("if-modified-since", "yesterday").await, 200);

    blog.publish_next();
    assert_eq!(ask("if-none-match", &etag).await, 200);
    assert_eq!(ask("if-modified-since", &modified).await, 200);
}

#[tokio::test]
async fn if_none_match_decides_alone_when_both_conditions_are_given() {
    let (_, visitor, _) = open().await;
    let request = visitor.client.get(format!("{}/feed.xml", visitor.url));
    let request = request.header("if-none-match", "\"x\"").header("if-modified-since", "Sun, 07 Jun 2026 09:30:00 GMT");
    assert_eq!(request.send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn home_leads_to_the_list() {
    let (_, visitor, _) = open().await;
    let home = visitor.get("/").await;
    assert!(header(&home, "content-security-policy").starts_with("default-src 'none'"));
    assert!(
        home.text()
            .await
            .unwrap()
            .contains("<a class=\"button\" href=\"http:&#x2f;&#x2f;127.0.0.1:9&#x2f;s&#x2f;weekly\">")
    );
}
