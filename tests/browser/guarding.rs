//! The guard as visitors meet it: a request that was not one's own, a form that is asked for once more, and work in a burst.
//!
//! With `LETTERBELL_PICTURES` naming a folder, each page is photographed.

use crate::pages::{Site, has_no_flaws, is_asked_once_more};
use crate::placements::Blog;
use crate::support::axe::Axe;
use crate::support::browser::Browser;

const ADA: &str = "ada@readers.example";
const BOB: &str = "bob@readers.example";

/// Sends the form of the list's page as a program does, without stamp and work.
async fn ask(site: &Site, address: &str) {
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let form = format!("email={}", address.replace('@', "%40"));
    let sent = client.post(format!("{}/s/bees", site.address)).body(form).send().await.unwrap();
    assert_eq!(sent.status(), 200);
}

async fn holds_up(browser: &Browser, axe: Option<&Axe>, name: &str) {
    has_no_flaws(browser, name).await;
    if let Some(axe) = axe {
        assert_eq!(axe.finds(browser).await, [""; 0], "{name}");
    }
}

#[tokio::test]
async fn who_did_not_ask_says_so_with_one_press_and_is_left_alone() {
    let test = "guarding::who_did_not_ask_says_so_with_one_press_and_is_left_alone";
    let Some(browser) = Browser::open(test).await else { return };
    let axe = Axe::open(test);
    let mut site = Site::open().await;
    ask(&site, ADA).await;
    browser.goto(&site.link(ADA, "/n/").await).await;
    browser.sees("main", ADA).await;
    holds_up(&browser, axe.as_ref(), "not-me").await;
    browser.click("button").await;
    browser.sees("h1", "Nothing more will come").await;
    holds_up(&browser, axe.as_ref(), "not-me-said").await;
    let shown = site.command(&["subscriber", "show", ADA, "--json"]).await;
    assert!(shown.contains("\"ended\"") && !shown.contains("\"pending\""), "{shown}");
}

#[tokio::test]
async fn without_script_a_form_that_came_too_fast_is_sent_by_one_press_more() {
    let test = "guarding::without_script_a_form_that_came_too_fast_is_sent_by_one_press_more";
    let Some(browser) = Browser::open(test).await else { return };
    let axe = Axe::open(test);
    let mut site = Site::with("[guard]\nunstamped_forms = 0\n").await;
    browser.forbid_scripts().await;
    // As on a blog's own page: no stamp.
    let form = format!("{}/s/bees", site.address);
    let form = format!("<form method=\"post\" action=\"{form}\"><input name=\"email\"><button>Go</button></form>");
    let blog = Blog::serving(&site, &form).await;
    browser.goto(&blog.post()).await;
    browser.fill("input[name=email]", ADA).await;
    browser.click("button").await;
    browser.sees("h1", "One more press").await;
    browser.allow_scripts().await;
    holds_up(&browser, axe.as_ref(), "once-more").await;
    while is_asked_once_more(&browser).await {}
    assert!(site.link(ADA, "/c/").await.contains("/c/"));
}

#[tokio::test]
async fn in_a_burst_a_visitors_browser_works_and_the_mail_comes_at_once() {
    let test = "guarding::in_a_burst_a_visitors_browser_works_and_the_mail_comes_at_once";
    let Some(browser) = Browser::open(test).await else { return };
    // One without work fills the lane of those.
    let mut site = Site::with("[guard]\nburst_sign_ups = 5\nproof_of_work = \"always\"\n").await;
    ask(&site, "first@readers.example").await;
    site.link("first@readers.example", "/c/").await;
    ask(&site, "second@readers.example").await;

    // On a blog that allows no worker: in slices on the page itself.
    let blog = Blog::with(&site, &browser, "inline", "").await;
    browser.goto(&blog.post()).await;
    browser.sees("letterbell-subscribe >>> h2", "Subscribe to").await;
    browser.fill("letterbell-subscribe >>> #email", ADA).await;
    browser.click("letterbell-subscribe >>> button[type=submit]").await;
    browser.sees("letterbell-subscribe >>> h2", "Check your mail").await;
    site.link(ADA, "/c/").await;

    // On the service's own page: in a worker.
    browser.goto(&format!("{}/s/bees", site.address)).await;
    browser.complaints().await;
    browser.fill("input[name=email]", BOB).await;
    browser.click("button").await;
    browser.sees("h1", "Check your mail").await;
    site.link(BOB, "/c/").await;
    assert_eq!(browser.complaints().await, [""; 0], "the page's own policy lets it work");
    let shown = site.command(&["guard", "show", "--json"]).await;
    let shown: serde_json::Value = serde_json::from_str(&shown).unwrap();
    assert_eq!(shown["quarantine"][0]["number"], 1, "who did not work waits: {shown}");
}
