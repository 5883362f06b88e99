//! The demo as a person at a screen takes it: where it says to click, from the form to the digest and out again.
//!
//! With `LETTERBELL_PICTURES` naming a folder, the README's pictures are taken on the way.

use std::path::PathBuf;
use std::time::Duration;

use crate::support::browser::Browser;
use crate::support::left_out::variable;
use crate::support::process::{Running, letterbell};

/// The demo's first schedule is due each minute.
const DIGEST_WITHIN: Duration = Duration::from_secs(90);

#[tokio::test]
async fn everything_is_where_the_demo_says() {
    let Some(browser) = Browser::open("demo::everything_is_where_the_demo_says").await else { return };
    let demo = Running::start(letterbell(["demo"]));
    let form = last_word(&demo.line_with("1. Subscribe").await);
    let mailbox = last_word(&demo.line_with("2. Open the confirmation").await);
    let blog = last_word(&demo.line_with("4. Publish a post").await);
    browser.resize(780, 900).await;

    browser.goto(&form).await;
    picture(&browser, "subscribe.png").await;
    sign_up(&browser, &mailbox).await;
    demo.line_with("A reader has come").await;
    browser.goto(&blog).await;
    browser.click("form[action='/publish'] button").await;
    browser.sees("main", "Łucja").await;

    // The welcome comes before it.
    mail_with(&mailbox, 3, DIGEST_WITHIN).await;
    browser.goto(&format!("{mailbox}mails/3/text")).await;
    let leave = link(&browser.text("body").await, "/u/");
    browser.goto(&format!("{mailbox}mails/3")).await;
    browser.sees("h1", "A swarm on the harbour crane").await;
    browser.goto(&leave).await;
    browser.click("button").await;
    browser.sees("h1", "You have left").await;
    assert_eq!(browser.complaints().await, [""; 0]);

    browser.goto(&format!("{mailbox}mails/3/body.html")).await;
    browser.sees("body", "A swarm on the harbour crane").await;
    browser.resize(700, 1000).await;
    picture(&browser, "digest.png").await;

    demo.signal(crate::support::process::Signal::Terminate);
    let ended = demo.finished().await;
    assert!(ended.status.success(), "{}", ended.stderr);
}

#[tokio::test]
async fn the_same_posts_come_as_a_magazine() {
    let Some(browser) = Browser::open("demo::the_same_posts_come_as_a_magazine").await else { return };
    let demo = Running::start(letterbell(["demo"]));
    let form = last_word(&demo.line_with("Or the same posts as a magazine").await);
    let mailbox = last_word(&demo.line_with("2. Open the confirmation").await);
    browser.goto(&form).await;
    sign_up(&browser, &mailbox).await;
    demo.line_with("A reader has come").await;
    mail_with(&mailbox, 3, DIGEST_WITHIN).await;
    for number in [1, 3] {
        browser.goto(&format!("{mailbox}mails/{number}/body.html")).await;
        browser.sees(".sheet.magazine h1", "The Roof, illustrated").await;
    }
    demo.signal(crate::support::process::Signal::Terminate);
    assert!(demo.finished().await.status.success());
}

/// Sends the form that is open, and presses the button behind the link in the mail that comes.
async fn sign_up(browser: &Browser, mailbox: &str) {
    browser.fill("input[name=email]", "you@readers.example").await;
    browser.click("button").await;
    browser.sees("h1", "Check your mail").await;
    mail_with(mailbox, 1, Duration::from_secs(20)).await;
    browser.goto(&format!("{mailbox}mails/1/text")).await;
    let confirm = link(&browser.text("body").await, "/c/");
    browser.goto(&confirm).await;
    browser.click("button").await;
    browser.sees("h1", "You are subscribed").await;
}

async fn picture(browser: &Browser, name: &str) {
    if let Some(folder) = variable("LETTERBELL_PICTURES") {
        browser.screenshot(&PathBuf::from(folder).join(name)).await;
    }
}

fn last_word(line: &str) -> String {
    line.split_whitespace().last().expect("the line holds an address").to_owned()
}

/// The first link to one of Letterbell's pages in a mail's text.
fn link(text: &str, path: &str) -> String {
    let found = text.split_whitespace().find(|word| word.starts_with("http://127.0.0.1") && word.contains(path));
    found.unwrap_or_else(|| panic!("no link with {path} in {text}")).to_owned()
}

/// Waits until the mailbox has so many mails: another process's mailbox tells nobody, so it is asked again and again.
async fn mail_with(mailbox: &str, number: u32, within: Duration) {
    let client = reqwest::Client::builder().no_proxy().build().expect("the client's settings are constants");
    let url = format!("{mailbox}mails/{number}/text");
    let there = async {
        while !client.get(&url).send().await.is_ok_and(|answer| answer.status().is_success()) {
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    };
    tokio::time::timeout(within, there)
        .await
        .unwrap_or_else(|_| panic!("mail {number} did not come within {within:?}"));
}
