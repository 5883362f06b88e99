//! How placements look: small, dark, calm, and to those who hear pages rather than see them.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::Blog;
use crate::pages::Site;
use crate::support::axe::Axe;
use crate::support::browser::{Browser, ColourScheme};
use crate::support::left_out::variable;

pub const KINDS: [&str; 5] = ["post-end", "inline", "pop-up", "overlay", "button"];

/// Shows a placement as it stays: dialogs are opened, forms scrolled to.
const SHOW: &str = "const element = document.querySelector('letterbell-subscribe'); element.show(); \
                    if (element.dialog) element.dialog.scrollTop = 0; else element.scrollIntoView({ block: 'center' }); return Promise.all(element.shadowRoot.getAnimations().map((fade) => fade.finished)).then(() => true)";

/// What is too wide, too small to press, or drawn in the blog's own hostile style.
pub const FLAWS: &str = r#"
const root = document.querySelector("letterbell-subscribe").shadowRoot;
const flaws = [];
if (document.documentElement.scrollWidth > innerWidth) flaws.push("the page scrolls sideways");
for (const element of root.querySelectorAll("h2, p, button, input, label, summary, .card")) {
  if (!element.checkVisibility() || element.closest(".aside")) continue;
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  const name = `${element.tagName} ${element.className} "${element.textContent.slice(0, 20)}"`;
  if (box.left < -1 || box.right > innerWidth + 1) flaws.push(`${name} reaches from ${box.left} to ${box.right}`);
  if (element.tagName === "BUTTON" && (box.height < 44 || box.width < 44)) flaws.push(`${name} is ${box.width} by ${box.height}`);
  if (style.letterSpacing !== "normal" || style.fontStyle !== "normal" || parseFloat(style.fontSize) > 31) flaws.push(`${name} is in the blog's style`);
}
return flaws;
"#;

pub async fn ready(browser: &Browser) {
    // Looking for it waits for it.
    browser.sees("letterbell-subscribe >>> .card", "").await;
    browser.script(SHOW).await;
}

pub async fn photograph(browser: &Browser, name: &str) {
    if let Some(folder) = variable("LETTERBELL_PICTURES") {
        browser.screenshot(&PathBuf::from(folder).join(format!("{name}.png"))).await;
    }
}

async fn has_no_flaws(browser: &Browser, blog: &Blog, kind: &str, look: &str, axe: Option<&Axe>) {
    for (width, height) in [(320, 640), (1280, 900)] {
        browser.resize(width, height).await;
        browser.goto(&blog.post()).await;
        ready(browser).await;
        assert_eq!(browser.script(FLAWS).await, json!([]), "{kind}, {look}, {width}");
        photograph(browser, &format!("{kind}-{look}-{width}")).await;
        if let Some(axe) = axe {
            axe.finds_nothing(browser, &format!("{kind}, {look}, {width}")).await;
        }
    }
    let unfold = "for (const details of document.querySelector('letterbell-subscribe').shadowRoot.querySelectorAll('details')) details.open = true; return true";
    browser.script(unfold).await;
    browser.resize(320, 640).await;
    assert_eq!(browser.script(FLAWS).await, json!([]), "{kind}, {look}, unfolded");
    if let Some(axe) = axe {
        axe.finds_nothing(browser, &format!("{kind}, {look}, unfolded")).await;
    }
    assert_eq!(browser.complaints().await, [""; 0], "{kind}, {look}");
}

async fn every_placement(browser: &Browser, look: &str, axe: Option<&Axe>) {
    let site = Site::open().await;
    for kind in KINDS {
        let topics =
            ["placement", "set", "bees", kind, "--topic", "Honey", "--topic", "What grows within three kilometres"];
        site.command(&topics).await;
    }
    // Once all are set: browsers keep the settings for a minute.
    for kind in KINDS {
        let blog = Blog::with(&site, browser, kind, "").await;
        has_no_flaws(browser, &blog, kind, look, axe).await;
    }
}

#[tokio::test]
async fn every_placement_fits_and_is_drawn_in_its_own_style() {
    let test = "placements::looks::every_placement_fits_and_is_drawn_in_its_own_style";
    let Some(browser) = Browser::open(test).await else { return };
    every_placement(&browser, "light", None).await;
}

#[tokio::test]
async fn axe_finds_nothing_in_any_placement_light_or_dark() {
    let test = "placements::looks::axe_finds_nothing_in_any_placement_light_or_dark";
    let Some(axe) = Axe::open(test) else { return };
    let Some(browser) = Browser::open(test).await else { return };
    for (scheme, look) in [(ColourScheme::Light, "light"), (ColourScheme::Dark, "dark")] {
        browser.prefer(scheme).await;
        every_placement(&browser, look, Some(&axe)).await;
    }
}

#[tokio::test]
async fn axe_finds_nothing_on_the_page_to_copy_from_and_after_subscribing() {
    let test = "placements::looks::axe_finds_nothing_on_the_page_to_copy_from_and_after_subscribing";
    let Some(axe) = Axe::open(test) else { return };
    let Some(browser) = Browser::open(test).await else { return };
    let site = Site::open().await;
    for scheme in [ColourScheme::Light, ColourScheme::Dark] {
        browser.prefer(scheme).await;
        browser.resize(320, 640).await;
        browser.goto(&format!("{}/s/bees/embed", site.address)).await;
        browser.sees("#live-inline >>> h2", "Subscribe to").await;
        axe.finds_nothing(&browser, "the page to copy from").await;
        browser.goto(&format!("{}/s/bees", site.address)).await;
        axe.finds_nothing(&browser, "the list's own page").await;
        browser.fill("input[name=email]", "ada").await;
        browser.click("button").await;
        browser.sees("#email-error", "address").await;
        axe.finds_nothing(&browser, "the list's own page with an error").await;
    }
    let blog = Blog::with(&site, &browser, "post-end", "").await;
    browser.goto(&blog.post()).await;
    browser.fill("letterbell-subscribe >>> #email", "ada").await;
    browser.click("letterbell-subscribe >>> button[type=submit]").await;
    browser.sees("letterbell-subscribe >>> #email-error", "address").await;
    axe.finds_nothing(&browser, "a placement with an error").await;
    browser.fill("letterbell-subscribe >>> #email", "ada@readers.example").await;
    browser.click("letterbell-subscribe >>> button[type=submit]").await;
    browser.sees("letterbell-subscribe >>> h2", "Check your mail").await;
    axe.finds_nothing(&browser, "a placement that was answered").await;
}

/// That the step itself finds something where there is something.
#[tokio::test]
async fn axe_sees_into_shadow_roots() {
    let test = "placements::looks::axe_sees_into_shadow_roots";
    let Some(_) = Axe::open(test) else { return };
    let Some(browser) = Browser::open(test).await else { return };
    let site = Site::open().await;
    let blog = Blog::with(&site, &browser, "inline", "").await;
    browser.goto(&blog.post()).await;
    ready(&browser).await;
    browser
        .script(
            "document.querySelector('letterbell-subscribe').shadowRoot.querySelector('label').remove(); return true",
        )
        .await;
    let looked = tokio::spawn(async move {
        let axe = Axe::open(test).unwrap();
        axe.finds_nothing(&browser, "a field without a label").await;
    });
    let complaint = looked.await.expect_err("a field without a label is found").into_panic();
    let complaint = complaint.downcast_ref::<String>().unwrap();
    assert!(complaint.contains("label: Form elements must have labels"), "{complaint}");
}

#[tokio::test]
async fn in_the_dark_a_placement_is_dark_unless_the_blog_says_otherwise() {
    let test = "placements::looks::in_the_dark_a_placement_is_dark_unless_the_blog_says_otherwise";
    let Some(browser) = Browser::open(test).await else { return };
    let site = Site::open().await;
    let ground = "return getComputedStyle(document.querySelector('letterbell-subscribe').shadowRoot.querySelector('.card')).backgroundColor";
    let (white, black) = ("rgb(255, 255, 255)", "rgb(29, 33, 37)");
    for (attributes, light, dark) in
        [("", white, black), ("scheme=\"light\"", white, white), ("scheme=\"dark\"", black, black)]
    {
        let blog = Blog::with(&site, &browser, "post-end", attributes).await;
        for (scheme, colour) in [(ColourScheme::Light, light), (ColourScheme::Dark, dark)] {
            browser.prefer(scheme).await;
            browser.goto(&blog.post()).await;
            ready(&browser).await;
            assert_eq!(browser.script(ground).await, colour, "{attributes}, {scheme:?}");
        }
    }
}

#[tokio::test]
async fn nothing_moves_for_who_asks_for_less_motion() {
    let test = "placements::looks::nothing_moves_for_who_asks_for_less_motion";
    let Some(browser) = Browser::open(test).await else { return };
    let site = Site::open().await;
    let blog = Blog::with(&site, &browser, "pop-up", "").await;
    let animation = "return getComputedStyle(document.querySelector('letterbell-subscribe').shadowRoot.querySelector('dialog')).animationName";
    let moving = async |expected: &str| {
        browser.goto(&blog.post()).await;
        ready(&browser).await;
        assert_eq!(browser.script(animation).await, Value::from(expected));
    };
    moving("appear").await;
    browser.prefer_less_motion().await;
    moving("none").await;
}

#[tokio::test]
async fn the_page_to_copy_from_shows_each_one_live() {
    let test = "placements::looks::the_page_to_copy_from_shows_each_one_live";
    let Some(browser) = Browser::open(test).await else { return };
    let site = Site::open().await;
    // What its reader knows of the blog does not matter here.
    browser.goto(&format!("{}/s/bees/embed#letterbell=bees", site.address)).await;
    for (kind, words) in
        [("post-end", "Discover more from The Hive"), ("inline", "Subscribe to Notes from the Beehive")]
    {
        browser.sees(&format!("#live-{kind} >>> h2"), words).await;
    }
    for kind in ["pop-up", "overlay"] {
        browser.click(&format!("[data-opens=live-{kind}]")).await;
        browser.sees(&format!("#live-{kind} >>> .leave"), "").await;
        browser.click(&format!("#live-{kind} >>> .leave")).await;
    }
    browser.click("#live-button >>> .float").await;
    browser.sees("#live-button >>> .leave", "Continue reading").await;
    browser.click("#live-button >>> .leave").await;
    for (width, height) in [(320, 640), (1280, 900)] {
        browser.resize(width, height).await;
        let wide = browser.script("return document.documentElement.scrollWidth > innerWidth").await;
        assert_eq!(wide, false, "the page does not scroll sideways at {width}");
        photograph(&browser, &format!("embed-{width}")).await;
    }
    assert_eq!(browser.complaints().await, [""; 0]);
}
