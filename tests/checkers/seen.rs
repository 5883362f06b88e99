//! Every mail and page in Chromium: nothing overflows or overlaps, with large text, too, and axe-core finds nothing.
//!
//! With `LETTERBELL_PICTURES` naming a folder, each mail is photographed.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::served::serve;
use crate::sheets::{pages, sheets};
use crate::support::axe::Axe;
use crate::support::browser::{Browser, ColourScheme};
use crate::support::layout::{MISLAID, TWICE_THE_TEXT};
use crate::support::left_out::variable;

/// A small phone, a usual one, and the width for which mails are made.
const WIDTHS: [u32; 3] = [320, 375, 600];

async fn photograph(browser: &Browser, name: &str) {
    if let Some(folder) = variable("LETTERBELL_PICTURES") {
        browser.screenshot(&PathBuf::from(folder).join(format!("{name}.png"))).await;
    }
}

async fn is_well_laid(browser: &Browser, url: &str, name: &str) {
    for width in WIDTHS {
        browser.resize(width, 900).await;
        browser.goto(url).await;
        assert_eq!(browser.script(MISLAID).await, json!([]), "{name} at {width} px");
        photograph(browser, &format!("{name}-{width}")).await;
    }
    browser.resize(320, 900).await;
    // Tables of data need both dimensions (WCAG 2.2, 1.4.10); what we lay out by tables says so by its role.
    browser
        .script("for (const table of document.querySelectorAll('table:not([role])')) table.remove(); return true")
        .await;
    browser.script(TWICE_THE_TEXT).await;
    assert_eq!(browser.script(MISLAID).await, json!([]), "{name} at 320 px with its text twice as large");
    photograph(browser, &format!("{name}-320-large")).await;
}

async fn are_well_laid(test: &str, documents: Vec<(String, String)>) {
    let Some(browser) = Browser::open(test).await else { return };
    let (names, documents): (Vec<String>, Vec<String>) = documents.into_iter().unzip();
    let address = serve(documents).await;
    for (number, name) in names.iter().enumerate() {
        is_well_laid(&browser, &format!("{address}/shown/{number}"), name).await;
    }
}

/// What axe-core finds in both colour schemes, document by document.
async fn axe_finds_nothing(test: &str, documents: Vec<(String, String)>) {
    let Some(axe) = Axe::open(test) else { return };
    let Some(browser) = Browser::open(test).await else { return };
    let (names, documents): (Vec<String>, Vec<String>) = documents.into_iter().unzip();
    let address = serve(documents).await;
    browser.resize(375, 900).await;
    let mut found: Vec<String> = Vec::new();
    for scheme in [ColourScheme::Light, ColourScheme::Dark] {
        browser.prefer(scheme).await;
        for (number, name) in names.iter().enumerate() {
            browser.goto(&format!("{address}/shown/{number}")).await;
            let unfold = "for (const details of document.querySelectorAll('details')) details.open = true; return true";
            browser.script(unfold).await;
            found.extend(axe.finds(&browser).await.into_iter().map(|words| format!("{name}, {scheme:?}: {words}")));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

fn mails() -> Vec<(String, String)> {
    sheets().into_iter().map(|sheet| (sheet.name, sheet.html)).collect()
}

#[tokio::test]
async fn no_mail_overflows_on_any_screen() {
    are_well_laid("seen::no_mail_overflows_on_any_screen", mails()).await;
}

#[tokio::test]
async fn no_page_overflows_on_any_screen() {
    are_well_laid("seen::no_page_overflows_on_any_screen", pages()).await;
}

#[tokio::test]
async fn axe_finds_nothing_in_any_mail_light_or_dark() {
    axe_finds_nothing("seen::axe_finds_nothing_in_any_mail_light_or_dark", mails()).await;
}

#[tokio::test]
async fn axe_finds_nothing_on_any_page_light_or_dark() {
    axe_finds_nothing("seen::axe_finds_nothing_on_any_page_light_or_dark", pages()).await;
}

/// That the steps themselves find something where there is something.
#[tokio::test]
async fn what_is_mislaid_is_seen() {
    let Some(browser) = Browser::open("seen::what_is_mislaid_is_seen").await else { return };
    let documents = [
        "<p style='width:700px'>wide",
        "<p>One</p><p style='margin-top:-30px'>Two</p>",
        "<div style='width:200px;height:20px;white-space:nowrap'>Just as long as is right</div>",
    ]
    .map(|html| format!("<!doctype html><title>x</title><body>{html}"));
    let address = serve(documents.to_vec()).await;
    browser.resize(320, 900).await;
    for (number, words) in ["the page is", "on one another: One | Two"].iter().enumerate() {
        browser.goto(&format!("{address}/shown/{number}")).await;
        let found = browser.script(MISLAID).await;
        assert!(found[0].as_str().is_some_and(|found| found.starts_with(words)), "{found}");
    }
    browser.goto(&format!("{address}/shown/2")).await;
    assert_eq!(browser.script(MISLAID).await, Value::Array(Vec::new()));
    browser.script(TWICE_THE_TEXT).await;
    assert_ne!(browser.script(MISLAID).await, Value::Array(Vec::new()), "large text does not fit");
}
