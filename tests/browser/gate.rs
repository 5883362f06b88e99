//! The gate in a real browser: a post for subscribers is opened, the box is filled, the mail confirmed, and the post read on.
//!
//! With `LETTERBELL_PICTURES` naming a folder, each page is photographed.

use std::path::PathBuf;

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use serde_json::Value;

use crate::pages::{FLAWS, Site};
use crate::placements::comes_true;
use crate::support::browser::{Browser, ColourScheme};
use crate::support::left_out::variable;

const TITLE: &str = "A swarm on the harbour crane";
const END: &str = "and the foreman gave us the day off.";

fn feed(address: &str) -> String {
    let story = format!(
        "<p>It was Lucja who saw it first: a brown beard, as long as an arm, hanging from the hook of crane number four.</p>\
         <p><img src=\"{address}/crane.png\" alt=\"The crane with the swarm\" width=\"1200\" height=\"800\"></p>\
         <h3>How one takes down a swarm</h3><p>You need a box, a sheet, a spray of water, and somebody who is not afraid of heights. \
         We had three of these. The harbour master lent us the fourth, with a ladder that had seen better days.</p>\
         <blockquote><p>They do not sting, said the foreman. They have nothing to defend.</p></blockquote>\
         <ul><li>Spray first, so that they huddle.</li><li>One shake, not two.</li></ul>\
         <pre>07:40  the swarm hangs\n08:15  the swarm is in the box</pre><p>By noon they were in their new home, {END}</p>"
    );
    let item = |id: u32, title: &str, html: &str, day: u32| {
        format!(
            "<item><guid>{id}</guid><title>{title}</title><link>{address}/{id}</link><dc:creator>Marek</dc:creator>\
             <pubDate>{day} Nov 2026 09:00:00 +0000</pubDate><content:encoded><![CDATA[{html}]]></content:encoded></item>"
        )
    };
    let weighing = "<p>Nineteen kilos, says the luggage scale. It has never weighed luggage since.</p><p>We hang the hive from it on \
                    Sundays, when nobody looks.</p><p>The numbers go into a book with a green cover.</p>";
    format!(
        "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel>\
         <title>Notes from the Beehive</title><link>{address}/</link>{}{}</channel></rss>",
        item(2, TITLE, &story, 24),
        item(1, "Nineteen kilos", weighing, 17),
    )
}

/// A blog with a feed and a picture, on a port of its own.
async fn blog() -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let body = feed(&address);
    let picture = include_bytes!("../../templates/demo/pictures/crane.png").as_slice();
    let routes = Router::new()
        .route("/feed", get(async move || ([(CONTENT_TYPE, "application/rss+xml")], body.clone())))
        .route("/crane.png", get(async move || ([(CONTENT_TYPE, "image/png")], picture)))
        .fallback(async || "a page of the blog");
    tokio::spawn(async { axum::serve(listener, routes).await.unwrap() });
    address
}

/// A site whose list has two posts: one open, one for subscribers.
async fn site_with_archive() -> (Site, String) {
    let (site, blog) = (Site::open().await, blog().await);
    site.reads(&format!("{blog}/feed")).await;
    let posts: Value =
        serde_json::from_str(&site.command(&["post", "list", "--list", "bees", "--json"]).await).unwrap();
    let story = posts.as_array().unwrap().iter().find(|post| post["title"] == TITLE).unwrap();
    site.command(&["post", "audience", &story["id"].to_string(), "subscribers"]).await;
    (site, blog)
}

async fn has_no_flaws(browser: &Browser, name: &str) {
    for width in [320, 1280, 600] {
        browser.resize(width, 900).await;
        let flaws = browser.script(FLAWS).await;
        assert_eq!(flaws, Value::Array(vec![]), "{name} at {width} px");
        if let Some(folder) = variable("LETTERBELL_PICTURES") {
            browser.screenshot(&PathBuf::from(folder).join(format!("{name}-{width}.png"))).await;
        }
    }
    assert_eq!(browser.complaints().await, [""; 0], "{name}");
}

async fn read_through_the_gate(browser: &Browser, look: &str) {
    let (mut site, _blog) = site_with_archive().await;
    let check = async |name: &str| has_no_flaws(browser, &format!("{look}-{name}")).await;
    browser.goto(&format!("{}/a/bees/", site.address)).await;
    browser.sees("main", "For subscribers").await;
    check("archive").await;
    browser.click("a[href*='a-swarm']").await;
    browser.sees(".gate h2", "Read on").await;
    assert!(!browser.text("body").await.contains("foreman"));
    assert!(!browser.script("return document.documentElement.outerHTML").await.as_str().unwrap().contains("foreman"));
    check("gated").await;

    let gated = browser.url().await;
    browser.fill(".gate input[name=email]", "ada@readers.example").await;
    browser.click(".gate button").await;
    browser.sees("h1", "Check your mail").await;
    browser.goto(&site.confirmation().await).await;
    browser.sees("button", "Yes").await;
    browser.click("button").await;
    browser.sees("h1", "You are subscribed").await;
    browser.click("main a[href='/a/bees/']").await;
    browser.sees("h1", "Notes from the Beehive").await;
    browser.click("a[href*='a-swarm']").await;
    browser.sees(".post", END).await;
    assert_eq!(browser.url().await, gated);
    let loaded = "const img = document.querySelector('.post img'); return img.complete && img.naturalWidth > 0";
    browser.sees(".post h2", "How one takes down a swarm").await;
    comes_true(browser, loaded).await;
    check("open").await;
    browser.goto(&format!("{}/a/bees/digests", site.address)).await;
    browser.sees("h1", "Digests of").await;
    check("digests").await;
}

#[tokio::test]
async fn a_reader_subscribes_at_the_gate_and_reads_on() {
    let Some(browser) = Browser::open("gate::a_reader_subscribes_at_the_gate_and_reads_on").await else { return };
    browser.forbid_scripts().await;
    read_through_the_gate(&browser, "light").await;
}

#[tokio::test]
async fn in_the_dark_the_archive_can_be_read() {
    let Some(browser) = Browser::open("gate::in_the_dark_the_archive_can_be_read").await else { return };
    browser.prefer(ColourScheme::Dark).await;
    read_through_the_gate(&browser, "dark").await;
}
