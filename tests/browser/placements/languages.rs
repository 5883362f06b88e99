//! Placements in other languages than English, on a blog of another origin: their words, their direction, keys, errors, and what comes by mail.

use letterbell::render::locale::{Locale, Locales};
use serde_json::json;

use super::Blog;
use super::dialogs::{FOCUSED, IS_OPEN, comes_true};
use super::looks::{FLAWS, KINDS, photograph, ready};
use crate::pages::Site;
use crate::support::axe::Axe;
use crate::support::browser::{Browser, Key};

const ADA: &str = "ada@readers.example";

/// Which way the card runs and every text in it begins, where its cross stands, and on which side the floating button.
const LAID_OUT: &str = r#"
const root = document.querySelector("letterbell-subscribe").shadowRoot;
const card = root.querySelector(".card");
const { direction } = getComputedStyle(card);
const isRtl = direction === "rtl";
const found = [];
const side = (name, element, frame, begins) => {
  const box = element.getBoundingClientRect();
  const [left, right] = [box.left - frame.left, frame.right - box.right];
  if (isRtl === begins ? left < right : right < left) found.push(`${name}: ${left} from the left, ${right} from the right`);
};
for (const element of card.querySelectorAll("h2, .text, form > label, legend, summary, .small:not(:empty)")) {
  if (!element.checkVisibility() || element.closest(".aside")) continue;
  const words = document.createRange();
  words.selectNodeContents(element);
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const lines = [...words.getClientRects()].filter((line) => line.width > 1);
  const begins = isRtl
    ? box.right - parseFloat(style.paddingRight) - Math.max(...lines.map((line) => line.right))
    : Math.min(...lines.map((line) => line.left)) - box.left - parseFloat(style.paddingLeft);
  if (Math.abs(begins) > 24) found.push(`${element.tagName} "${element.textContent.slice(0, 30)}" begins ${begins} px late`);
}
const cross = root.querySelector(".cross");
if (cross) side("the cross", cross, card.getBoundingClientRect(), false);
const float = root.querySelector(".float");
if (float) side("the button", float, { left: 0, right: innerWidth }, false);
for (const input of card.querySelectorAll(".choice input")) {
  if (input.checkVisibility()) side("a choice", input, input.closest("label").getBoundingClientRect(), true);
}
return { lang: card.lang, direction, found };
"#;

const UNFOLD: &str = "for (const details of document.querySelector('letterbell-subscribe').shadowRoot.querySelectorAll('details')) \
                      details.open = true; return true";

fn of(tag: &str) -> &'static Locale {
    Locales::shipped().get(tag).unwrap()
}

fn within(selector: &str) -> String {
    format!("letterbell-subscribe >>> {selector}")
}

async fn says(browser: &Browser, selector: &str, words: &str) {
    browser.sees(&within(selector), words).await;
}

/// Every kind, small and wide, folded and unfolded: whole, on its side, and without a fault that axe-core knows.
async fn every_kind_is_laid_out(browser: &Browser, axe: &Axe, site: &Site, locale: &Locale) {
    let tag = locale.tag();
    let expected = json!({ "lang": tag, "direction": locale.direction(), "found": [] });
    for kind in KINDS {
        let blog = Blog::with(site, browser, kind, &format!("lang=\"{tag}\"")).await;
        for (width, height) in [(320, 640), (1280, 900)] {
            browser.resize(width, height).await;
            browser.goto(&blog.post()).await;
            ready(browser).await;
            for folded in [true, false] {
                let what = format!("{kind}-{tag}-{width}{}", if folded { "" } else { "-unfolded" });
                if !folded {
                    browser.script(UNFOLD).await;
                }
                photograph(browser, &what).await;
                assert_eq!(browser.script(FLAWS).await, json!([]), "{what}");
                assert_eq!(browser.script(LAID_OUT).await, expected, "{what}");
                axe.finds_nothing(browser, &what).await;
            }
        }
        let say = |key: &str| locale.say(key, &[]);
        says(browser, "form > label", &say("page-email")).await;
        says(browser, "button[type=submit]", &say("page-subscribe")).await;
        says(browser, "summary", &say("page-choose-how-often")).await;
        says(browser, "form > p.small:last-child", &say("page-promise")).await;
        let heading = match kind {
            "inline" => locale.say("embed-subscribe-to", &[("list", "Notes from the Beehive".into())]),
            "overlay" => "The Hive".to_owned(),
            _ => locale.say("embed-discover", &[("site", "The Hive".into())]),
        };
        says(browser, "h2", &heading).await;
    }
}

/// A dialog by keyboard: in by its button, around within it, out by Escape and back.
async fn keys_go_around(browser: &Browser, site: &Site, locale: &Locale) {
    let blog = Blog::with(site, browser, "button", &format!("lang=\"{}\"", locale.tag())).await;
    browser.goto(&blog.post()).await;
    says(browser, ".float", &locale.say("page-subscribe", &[])).await;
    let focus = "return document.querySelector('letterbell-subscribe').shadowRoot.querySelector('.float').focus()";
    browser.script(focus).await;
    browser.press(Key::Enter).await;
    comes_true(browser, IS_OPEN).await;
    assert_eq!(browser.script(FOCUSED).await, "H2");
    let around = ["INPUT  email", "SUMMARY", "BUTTON  submit", "BUTTON leave button", "BUTTON cross button"];
    for expected in around.iter().chain(&around[..1]) {
        browser.press(Key::Tab).await;
        assert_eq!(browser.script(FOCUSED).await, *expected, "{}", locale.tag());
    }
    for expected in around.iter().rev() {
        browser.press(Key::BackTab).await;
        assert_eq!(browser.script(FOCUSED).await, *expected, "{}", locale.tag());
    }
    let named = "return document.querySelector('letterbell-subscribe').shadowRoot.querySelector('.cross').ariaLabel";
    assert_eq!(browser.script(named).await, locale.say("embed-close", &[]));
    browser.press(Key::Escape).await;
    comes_true(browser, &IS_OPEN.replacen("Boolean(", "!Boolean(", 1)).await;
    assert_eq!(browser.script(FOCUSED).await, "BUTTON float button");
}

/// A form: a mistake, what became of it, and the mail.
async fn a_form_is_answered(browser: &Browser, axe: &Axe, site: &mut Site, locale: &Locale) {
    let tag = locale.tag();
    let blog = Blog::with(site, browser, "post-end", &format!("lang=\"{tag}\"")).await;
    browser.resize(375, 812).await;
    browser.goto(&blog.post()).await;
    browser.fill(&within("#email"), "ada@").await;
    let field = "const field = document.querySelector('letterbell-subscribe').shadowRoot.querySelector('#email'); \
                 return [getComputedStyle(field).direction, field.ariaInvalid]";
    assert_eq!(browser.script(field).await, json!(["ltr", null]), "an address is written from the left");
    browser.click(&within("button[type=submit]")).await;
    says(browser, "#email-error", &locale.say("error-address-at", &[])).await;
    photograph(browser, &format!("post-end-{tag}-error")).await;
    axe.finds_nothing(browser, &format!("{tag}, an error")).await;
    browser.fill(&within("#email"), ADA).await;
    browser.click(&within("button[type=submit]")).await;
    says(browser, "h2", &locale.say("page-check-mail", &[])).await;
    says(browser, "[role=status]", ADA).await;
    says(browser, "[role=status]", &locale.say("embed-taken-hint", &[])).await;
    photograph(browser, &format!("post-end-{tag}-taken")).await;
    axe.finds_nothing(browser, &format!("{tag}, taken")).await;
    let (mail, _) = site.mail_with(ADA, "/c/").await;
    let title = locale.say("mail-confirm-title", &[("lists", "Notes from the Beehive".into())]);
    assert!(mail.text.replace('\n', " ").contains(&title), "{title}: {}", mail.text);
}

async fn speaks(test: &str, tag: &str) {
    let Some(axe) = Axe::open(test) else { return };
    let Some(browser) = Browser::open(test).await else { return };
    let mut site = Site::open().await;
    every_kind_is_laid_out(&browser, &axe, &site, of(tag)).await;
    keys_go_around(&browser, &site, of(tag)).await;
    a_form_is_answered(&browser, &axe, &mut site, of(tag)).await;
}

#[tokio::test]
async fn german_placements_are_whole() {
    speaks("placements::languages::german_placements_are_whole", "de").await;
}

#[tokio::test]
async fn japanese_placements_are_whole() {
    speaks("placements::languages::japanese_placements_are_whole", "ja").await;
}

#[tokio::test]
async fn arabic_placements_begin_at_the_right() {
    speaks("placements::languages::arabic_placements_begin_at_the_right", "ar").await;
}

#[tokio::test]
async fn hebrew_placements_begin_at_the_right() {
    speaks("placements::languages::hebrew_placements_begin_at_the_right", "he").await;
}

#[tokio::test]
async fn a_placement_speaks_the_language_of_its_readers_browser() {
    let test = "placements::languages::a_placement_speaks_the_language_of_its_readers_browser";
    let Some(browser) = Browser::open(test).await else { return };
    let site = Site::open().await;
    let blog = Blog::with(&site, &browser, "inline", "").await;
    for tag in ["pl", "he"] {
        browser.read(tag).await;
        // What a browser has asked for it keeps for a minute, whatever language it speaks then.
        browser.goto(&format!("{}?{tag}", blog.post())).await;
        says(&browser, "form > label", &of(tag).say("page-email", &[])).await;
    }
}

/// What an operator wrote in their own language keeps its signs where they belong.
#[tokio::test]
async fn words_of_the_operators_keep_their_direction() {
    let test = "placements::languages::words_of_the_operators_keep_their_direction";
    let Some(browser) = Browser::open(test).await else { return };
    let site = Site::open().await;
    site.command(&["placement", "set", "bees", "inline", "--heading", "More bees?", "--button", "Yes!"]).await;
    let blog = Blog::with(&site, &browser, "inline", "lang=\"ar\"").await;
    browser.goto(&blog.post()).await;
    says(&browser, "h2", "More bees?").await;
    let last_sign = r#"
const root = document.querySelector("letterbell-subscribe").shadowRoot;
const place = (selector, at) => {
  const walker = document.createTreeWalker(root.querySelector(selector), NodeFilter.SHOW_TEXT);
  const text = walker.nextNode();
  const sign = document.createRange();
  sign.setStart(text, at < 0 ? text.length + at : at);
  sign.setEnd(text, (at < 0 ? text.length + at : at) + 1);
  return sign.getBoundingClientRect().left;
};
return [place("h2", -1) > place("h2", 0), place("button[type=submit]", -1) > place("button[type=submit]", 0)];
"#;
    assert_eq!(browser.script(last_sign).await, json!([true, true]), "the last sign stands right of the first");
}
