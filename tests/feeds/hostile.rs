//! Documents made to break a parser: each is refused or read, soon, without a panic.

use std::time::{Duration, Instant};

use letterbell::feed::parse::{ParseError, read};
use letterbell::feed::sanitize::sanitize;
use proptest::prelude::*;

use crate::parsing::{rss, url};
use crate::support::chance::cases;

/// Two seconds are meant; builds without optimisation and busy machines take several times that, quadratic parsers hundreds.
const SOON: Duration = Duration::from_secs(20);

fn soon<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let started = Instant::now();
    let result = work();
    assert!(started.elapsed() < SOON, "{what} took {:?}", started.elapsed());
    result
}

fn item(content: &str) -> String {
    rss(&format!("<item><guid>1</guid><title>T</title><description><![CDATA[{content}]]></description></item>"))
}

#[test]
fn entities_are_not_expanded() {
    let laughs =
        "<?xml version='1.0'?><!DOCTYPE lolz [<!ENTITY lol 'lol'><!ENTITY lol2 '&lol;&lol;&lol;&lol;&lol;&lol;'>]>";
    let feed = format!("{laughs}{}", rss("<item><guid>1</guid><title>x &lol2; y</title></item>"));
    let title = read(feed.as_bytes(), &url()).unwrap().posts[0].title.clone();
    assert_eq!(title, "x &lol2; y");
    let outside = "<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>";
    let feed = format!("{outside}{}", rss("<item><guid>1</guid><title>&x;</title></item>"));
    assert_eq!(read(feed.as_bytes(), &url()).unwrap().posts[0].title, "&x;");
}

#[test]
fn markup_made_to_exhaust_a_parser_is_refused() {
    let attributes: String = (0..800_000).map(|n| format!(" a{n}=''")).collect();
    let namespaces: String = (0..100_000).map(|n| format!(" xmlns:n{n}='u'")).collect();
    for (what, document) in [
        ("attributes", format!("<rss version='2.0'><channel{attributes}></channel></rss>")),
        ("namespaces", format!("<rss version='2.0'{namespaces}><channel/></rss>")),
        ("nesting", format!("<rss version='2.0'><channel>{}", "<a>".repeat(1_000_000))),
    ] {
        let outcome = soon(what, || read(document.as_bytes(), &url()));
        assert_eq!(outcome, Err(ParseError::TooTangled), "{what}");
    }
}

#[test]
fn deep_json_is_refused() {
    let document = format!("{{\"version\":{}", "[".repeat(1_000_000));
    assert!(matches!(soon("json", || read(document.as_bytes(), &url())), Err(ParseError::Damaged(_))));
}

#[test]
fn a_date_with_comments_in_comments_is_no_date() {
    let date = format!("Mon, 01 Jan 2024 10:00:00 {}GMT", "(".repeat(100_000));
    let feed = rss(&format!("<item><guid>1</guid><title>A</title><pubDate>{date}</pubDate></item>"));
    let posts = soon("date", || read(feed.as_bytes(), &url())).unwrap().posts;
    assert_eq!((posts[0].title.as_str(), posts[0].published_at), ("A", None));
}

#[test]
fn a_large_text_is_cut_and_read() {
    let feed = item(&"word ".repeat(4 << 20 >> 2));
    let posts = soon("text", || read(feed.as_bytes(), &url())).unwrap().posts;
    assert!(posts[0].html.len() <= 1_100_000 && posts[0].html.len() > 1_000_000);
}

#[test]
fn a_tangled_post_keeps_its_words() {
    let attributes: String = (0..100_000).map(|n| format!(" a{n}=1")).collect();
    for (what, html) in [
        ("divisions", "<div>".repeat(100_000)),
        ("formatting", (0..2000).map(|n| format!("<b x={n}>")).collect::<String>() + &"<p>".repeat(20_000)),
        ("tables", "<div><table></div></table>".repeat(20_000)),
        ("attributes", format!("<p{attributes}>")),
        ("links", "<a href=x>".repeat(50_000)),
    ] {
        let feed = item(&format!("<p>before</p>{html}<i>after</i>"));
        let posts = soon(what, || read(feed.as_bytes(), &url())).unwrap().posts;
        assert!(posts[0].html.contains("before") && posts[0].html.contains("after"), "{what}");
        assert!(!posts[0].html.contains("<div"), "{what}");
    }
}

#[test]
fn what_is_hidden_in_a_table_is_looked_for_soon_and_not_too_deep() {
    for (what, html) in [
        ("no script within none", format!("<table><td>{}", "<noscript>".repeat(20_000))),
        ("tables in tables", "<table><tr><td>".repeat(250)),
        ("tables without script", "<noscript><table><td>".repeat(250)),
    ] {
        let cleaned = soon(what, || sanitize(&format!("<p>before</p>{html}"), &url()));
        assert!(cleaned.contains("before"), "{what}");
    }
}

#[test]
fn an_author_that_the_feed_library_stumbles_over_costs_the_name_and_not_the_post() {
    // The library cuts a name off one byte before the address, in the middle of a character.
    for author in ["Jürgen “ada@example.org", "ada@example.org（名前）"] {
        let feed = rss(&format!("<item><guid>1</guid><title>T</title><author>{author}</author></item>"));
        assert_eq!(read(feed.as_bytes(), &url()).unwrap().posts.len(), 1, "{author}");
    }
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn no_bytes_make_reading_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(&bytes, &url());
    }

    #[test]
    fn no_damage_to_a_feed_makes_reading_panic(at in 0_usize..4000, length in 0_usize..40, with in "[<>&;\"'/a-z\\x00é\\[\\]!-]{0,8}") {
        let mut feed = include_str!("fixtures/wordpress_article.rss.xml").to_owned();
        let start = feed.floor_char_boundary(at.min(feed.len()));
        let end = feed.ceil_char_boundary((start + length).min(feed.len()));
        feed.replace_range(start..end, &with);
        let _ = read(feed.as_bytes(), &url());
    }

    #[test]
    fn no_html_makes_sanitising_panic(html in "\\PC{0,300}") {
        let _ = sanitize(&html, &url());
    }
}
