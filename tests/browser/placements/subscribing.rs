//! Subscribing from a blog's own page: with script, and without.

use super::Blog;
use super::dialogs::comes_true;
use super::looks::photograph;
use crate::pages::Site;
use crate::support::browser::{Browser, Key};

const ADA: &str = "ada@readers.example";

/// What the database holds about Ada: one pending subscription, asked for on the blog's page.
async fn is_pending(site: &Site, source: &str, words: &[&str], schedule: &str) {
    let shown = site.command(&["subscriber", "show", ADA, "--json"]).await;
    let shown: serde_json::Value = serde_json::from_str(&shown).unwrap();
    let subscription = &shown["subscriptions"][0];
    assert_eq!((&subscription["state"], &subscription["list"]), (&"pending".into(), &"bees".into()), "{shown}");
    assert_eq!(subscription["schedule"], schedule);
    let consent = &subscription["consent"][0];
    assert_eq!(consent["source"], source, "{consent}");
    assert_eq!(consent["way"], "placement");
    for words in words {
        assert!(consent["wording"].as_str().unwrap().contains(words), "{consent}");
    }
}

#[tokio::test]
async fn a_reader_subscribes_in_the_pop_up_and_is_not_asked_again() {
    let test = "placements::subscribing::a_reader_subscribes_in_the_pop_up_and_is_not_asked_again";
    let Some(browser) = Browser::open(test).await else { return };
    let mut site = Site::open().await;
    site.command(&["placement", "set", "bees", "pop-up", "--topic", "Honey", "--topic", "Wax"]).await;
    let blog = Blog::with(&site, &browser, "pop-up", "seconds=\"0\"").await;
    let post = format!("{}?p=12", blog.post());
    browser.goto(&post).await;
    browser.sees("letterbell-subscribe >>> h2", "Discover more").await;

    browser.fill("letterbell-subscribe >>> #email", "ada").await;
    browser.press(Key::Enter).await;
    browser.sees("letterbell-subscribe >>> #email-error", "address").await;
    let focused = "const e = document.activeElement.shadowRoot.activeElement; \
                   return [e.id, e.getAttribute('aria-invalid'), e.getAttribute('aria-describedby')]";
    assert_eq!(browser.script(focused).await, serde_json::json!(["email", "true", "email-error"]));

    browser.fill("letterbell-subscribe >>> #email", ADA).await;
    browser.click("letterbell-subscribe >>> summary").await;
    browser.click("letterbell-subscribe >>> input[value=daily]").await;
    browser.click("letterbell-subscribe >>> details:nth-of-type(2) summary").await;
    browser.click("letterbell-subscribe >>> input[value=Wax]").await;
    browser.click("letterbell-subscribe >>> button[type=submit]").await;
    browser.sees("letterbell-subscribe >>> h2", "Check your mail").await;
    browser.sees("letterbell-subscribe >>> [role=status]", ADA).await;
    let focused = "return document.activeElement.shadowRoot.activeElement.textContent";
    assert_eq!(browser.script(focused).await, "Check your mail", "a screen reader is told");
    let words = ["Discover more from The Hive", "Topics: Wax", "every day at 7:00"];
    is_pending(&site, &post, &words[..2], "daily").await;
    assert!(site.confirmation().await.contains("/c/"), "the confirmation is on its way");

    assert_eq!(browser.script("return document.cookie").await, "");
    browser.goto(&post).await;
    // Never again for who subscribed.
    comes_true(&browser, "return document.querySelector('letterbell-subscribe').hidden").await;
    let mut complaints = browser.complaints().await;
    complaints.retain(|complaint| !complaint.contains("status of 422"));
    assert_eq!(complaints, [""; 0]);
}

#[tokio::test]
async fn asking_in_one_placement_takes_the_others_off_the_page() {
    let test = "placements::subscribing::asking_in_one_placement_takes_the_others_off_the_page";
    let Some(browser) = Browser::open(test).await else { return };
    let site = Site::open().await;
    let snippet = format!(
        "<letterbell-subscribe id=\"one\" list=\"bees\" kind=\"inline\"></letterbell-subscribe>\
         <letterbell-subscribe id=\"two\" list=\"bees\" kind=\"button\"></letterbell-subscribe>\
         <script async src=\"{0}/embed.js\"></script><script async src=\"{0}/embed.js\"></script>",
        site.address
    );
    let blog = Blog::serving(&site, &snippet).await;
    browser.goto(&blog.post()).await;
    browser.sees("#two >>> .float", "Subscribe").await;
    browser.fill("#one >>> #email", ADA).await;
    browser.press(Key::Enter).await;
    browser.sees("#one >>> h2", "Check your mail").await;
    assert_eq!(browser.script("return [one.hidden, two.hidden]").await, serde_json::json!([false, true]));
    is_pending(&site, &blog.post(), &["Subscribe to Notes from the Beehive"], "weekly").await;
}

/// The address may have been misspelt: nobody is shut out by it.
#[tokio::test]
async fn the_form_in_the_page_comes_back_after_two_days_until_a_mails_link_is_followed() {
    let test = "placements::subscribing::the_form_in_the_page_comes_back_after_two_days_until_a_mails_link_is_followed";
    let Some(browser) = Browser::open(test).await else { return };
    let site = Site::open().await;
    let snippet = format!(
        "<letterbell-subscribe id=\"one\" list=\"bees\" kind=\"inline\"></letterbell-subscribe>\
         <letterbell-subscribe id=\"two\" list=\"bees\" kind=\"pop-up\" seconds=\"3600\" percent=\"0\"></letterbell-subscribe>\
         <script async src=\"{0}/embed.js\"></script>",
        site.address
    );
    let blog = Blog::serving(&site, &snippet).await;
    browser.goto(&blog.post()).await;
    browser.fill("#one >>> #email", "misspelt@readers.example").await;
    browser.press(Key::Enter).await;
    browser.sees("#one >>> h2", "Check your mail").await;
    let both = async |expected: [bool; 2]| {
        comes_true(&browser, "return [one, two].every((one) => one.hidden || one.shadowRoot)").await;
        assert_eq!(browser.script("return [one.hidden, two.hidden]").await, serde_json::json!(expected));
    };
    browser.goto(&blog.post()).await;
    both([true, true]).await;
    let three_days_ago = "localStorage.setItem('letterbell:bees:asked', Date.now() - 3 * 86400000); return true";
    browser.script(three_days_ago).await;
    browser.goto(&format!("{}?later", blog.post())).await;
    browser.sees("#one >>> h2", "Subscribe to").await;
    both([false, true]).await;
    browser.goto(&format!("{}?mail#letterbell=bees", blog.post())).await;
    both([true, true]).await;
}

#[tokio::test]
async fn without_script_the_form_and_the_links_are_enough() {
    let test = "placements::subscribing::without_script_the_form_and_the_links_are_enough";
    let Some(browser) = Browser::open(test).await else { return };
    let site = Site::open().await;
    for kind in ["pop-up", "overlay", "button"] {
        let blog = Blog::with(&site, &browser, kind, "").await;
        browser.forbid_scripts().await;
        browser.goto(&blog.post()).await;
        browser.click("letterbell-subscribe a").await;
        browser.sees("h1", "Notes from the Beehive").await;
        browser.allow_scripts().await;
    }
    let blog = Blog::with(&site, &browser, "post-end", "").await;
    browser.forbid_scripts().await;
    browser.goto(&blog.post()).await;
    browser.sees("letterbell-subscribe", "Discover more from The Hive").await;
    browser.fill("letterbell-subscribe input[type=email]", ADA).await;
    photograph(&browser, "post-end-without-script").await;
    browser.click("letterbell-subscribe button").await;
    browser.sees("h1", "Check your mail").await;
    // From another origin, browsers tell no more than the origin.
    is_pending(&site, &format!("{}/", blog.address), &["Discover more from The Hive"], "weekly").await;
}

#[tokio::test]
async fn when_nothing_answers_the_plain_form_stays() {
    let test = "placements::subscribing::when_nothing_answers_the_plain_form_stays";
    let Some(browser) = Browser::open(test).await else { return };
    let site = Site::open().await;
    let snippet = format!(
        "<letterbell-subscribe list=\"none\" kind=\"inline\"><a href=\"{0}/s\">All lists</a></letterbell-subscribe>\
         <script async src=\"{0}/embed.js\"></script>",
        site.address
    );
    let blog = Blog::serving(&site, &snippet).await;
    browser.goto(&blog.post()).await;
    let settled = "return new Promise((done) => setTimeout(() => done(document.querySelector('letterbell-subscribe').shadowRoot), 700))";
    assert_eq!(browser.script(settled).await, serde_json::Value::Null);
    browser.sees("letterbell-subscribe a", "All lists").await;
}
