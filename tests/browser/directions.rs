//! Right-to-left in a real browser: a reader's way in Hebrew and in Arabic, on a small phone and on a wide screen.

use serde_json::json;

use crate::pages::{Site, has_no_flaws, press};
use crate::support::axe::Axe;
use crate::support::browser::Browser;

/// What does not begin at the right, in words.
const BEGINS_ELSEWHERE: &str = r#"
const found = [];
if (document.documentElement.dir !== "rtl") found.push(`the page is ${document.documentElement.dir}`);
const main = document.querySelector("main").getBoundingClientRect();
const style = getComputedStyle(document.querySelector("main"));
const edge = main.right - parseFloat(style.paddingRight);
for (const element of document.querySelectorAll("main h1, main p:not(.done), main label:not(.choice)")) {
  // What an operator wrote from the left begins there.
  if (getComputedStyle(element).direction !== "rtl") continue;
  if (!element.checkVisibility() || element.closest(".aside, details, fieldset") || !element.textContent.trim()) continue;
  const range = document.createRange();
  range.selectNodeContents(element);
  const right = Math.max(...[...range.getClientRects()].map((box) => box.right));
  if (edge - right > 3) found.push(`${element.tagName} "${element.textContent.trim().slice(0, 40)}" ends ${Math.round(edge - right)} px before the edge`);
}
return found;
"#;

async fn is_laid_out(browser: &Browser, axe: &Axe, name: &str) {
    for width in [320, 1200] {
        browser.resize(width, 800).await;
        assert_eq!(browser.script(BEGINS_ELSEWHERE).await, json!([]), "{name} at {width} px");
    }
    has_no_flaws(browser, name).await;
    axe.finds_nothing(browser, name).await;
}

/// From the form to leaving, in a language that the form was opened in; the later pages know it from the reader.
async fn read_from_the_right(test: &str, language: &str) {
    let Some(axe) = Axe::open(test) else { return };
    let Some(browser) = Browser::open(test).await else { return };
    let mut site = Site::open().await;
    let look = async |page: &str| is_laid_out(&browser, &axe, &format!("{language}-{page}")).await;
    browser.goto(&format!("{}/s/bees?lang={language}", site.address)).await;
    look("subscribe").await;
    let shown =
        browser.script("return [document.documentElement.lang, document.querySelector('button').textContent]").await;
    assert_eq!(shown[0], language);
    assert_ne!(shown[1], "Subscribe");
    browser.type_into("input[name=email]", "ada@readers.example").await;
    let direction = "return getComputedStyle(document.querySelector('input[name=email]')).direction";
    assert_eq!(browser.script(direction).await, "ltr", "an address is written from the left");
    press(&browser, "button").await;
    let confirm = site.confirmation().await;
    look("check-mail").await;
    browser.goto(&confirm).await;
    look("confirm").await;
    press(&browser, "button").await;
    press(&browser, "main a[href*='/p/']").await;
    look("preferences").await;
    press(&browser, "#leave button").await;
    browser.sees("main", "ada@readers.example").await;
    look("left").await;
    browser.goto(&format!("{}/a/bees/?lang={language}", site.address)).await;
    look("archive").await;
}

#[tokio::test]
async fn hebrew_begins_at_the_right() {
    read_from_the_right("directions::hebrew_begins_at_the_right", "he").await;
}

#[tokio::test]
async fn arabic_begins_at_the_right() {
    read_from_the_right("directions::arabic_begins_at_the_right", "ar").await;
}
