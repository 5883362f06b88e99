//! What happens between a reader and a browser: two presses of a button, the way back, a page that was open before something else was done.

use crate::pages::{Site, has_no_flaws, is_asked_once_more};
use crate::support::browser::Browser;

const ADA: &str = "ada@readers.example";

/// Two presses, as of a hand that is used to desktops. Chromium sends the second one alone when it is fast; what others send first goes its own way.
async fn press_twice(browser: &Browser, button: &str) {
    // The page that goes is told from the one that comes.
    let script = format!(
        "const button = document.querySelector({button:?}); \
         const body = new URLSearchParams(new FormData(button.form)); \
         return fetch(button.form.getAttribute('action') || location.href, {{ method: 'POST', body }}).then(({{ status }}) => {{ \
           document.documentElement.dataset.sent = ''; button.click(); return status }})"
    );
    assert_eq!(browser.script(&script).await, 200, "the first one");
}

async fn now_sees(browser: &Browser, words: &str) {
    browser.sees("html:not([data-sent]) h1", words).await;
}

async fn subscribe(browser: &Browser, site: &mut Site) -> String {
    browser.goto(&format!("{}/s/bees", site.address)).await;
    browser.fill("#email", ADA).await;
    while is_asked_once_more(browser).await {}
    site.link(ADA, "/c/").await
}

#[tokio::test]
async fn a_button_pressed_twice_does_what_one_press_does() {
    let Some(browser) = Browser::open("mistakes::a_button_pressed_twice_does_what_one_press_does").await else {
        return;
    };
    for with_script in [true, false] {
        if with_script {
            browser.allow_scripts().await;
        } else {
            browser.forbid_scripts().await;
        }
        let mut site = Site::with("[limits]\nper_address_interval = \"0 s\"\nper_address_day = 100\n").await;
        let confirm = subscribe(&browser, &mut site).await;
        browser.goto(&confirm).await;
        press_twice(&browser, "main button").await;
        now_sees(&browser, "You are subscribed").await;
        browser.click("main a[href*='/p/']").await;
        browser.sees("h1", "Your mail from").await;
        let page = browser.url().await;
        press_twice(&browser, "#leave button").await;
        now_sees(&browser, "You have left").await;
        press_twice(&browser, "main button").await;
        now_sees(&browser, "You are still subscribed").await;
        browser.goto(&page).await;
        browser.fill("#address input[type=email]", "lovelace@elsewhere.example").await;
        press_twice(&browser, "#address button").await;
        now_sees(&browser, "Check your mail").await;
        browser.goto(&site.link("lovelace@elsewhere.example", "/address/").await).await;
        press_twice(&browser, "main button").await;
        now_sees(&browser, "Your mail goes to").await;
        browser.goto(&site.link(ADA, "/address/").await).await;
        press_twice(&browser, "main button").await;
        now_sees(&browser, "Your mail goes to").await;
    }
}

#[tokio::test]
async fn a_page_from_before_its_reader_left_says_so() {
    let Some(browser) = Browser::open("mistakes::a_page_from_before_its_reader_left_says_so").await else { return };
    let mut site = Site::open().await;
    let confirm = subscribe(&browser, &mut site).await;
    browser.goto(&confirm).await;
    browser.click("main button").await;
    browser.click("main a[href*='/p/']").await;
    browser.sees("h1", "Your mail from").await;
    // In another tab.
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let left = client.post(browser.url().await).body("action=leave").send().await.unwrap();
    assert!(left.status().is_success());
    browser.click("form:first-of-type button").await;
    browser.sees("h1", "You have left").await;
    let complaints = browser.complaints().await;
    assert!(complaints.iter().all(|complaint| complaint.contains("status of 409")), "{complaints:?}");
    has_no_flaws(&browser, "left-before").await;
    browser.click("main button").await;
    browser.sees("h1", "You are still subscribed").await;
}

#[tokio::test]
async fn the_way_back_leads_to_a_form_that_works() {
    let Some(browser) = Browser::open("mistakes::the_way_back_leads_to_a_form_that_works").await else { return };
    let mut site = Site::open().await;
    subscribe(&browser, &mut site).await;
    browser.back().await;
    browser.sees("h1", "Notes from the Beehive").await;
    browser.fill("#email", "bob@readers.example").await;
    browser.click("main button").await;
    browser.sees("main", "bob@readers.example").await;
    site.link("bob@readers.example", "/c/").await;
}
