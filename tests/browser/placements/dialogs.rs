//! When a dialog opens by itself, when it does not, and how it closes.

use std::time::Duration;

use super::Blog;
use crate::pages::Site;
use crate::support::browser::{Browser, Key};

pub const IS_OPEN: &str =
    "return Boolean(document.querySelector('letterbell-subscribe')?.shadowRoot?.querySelector('dialog')?.open)";
/// The script has its settings, and has done with them what it would.
const IS_READY: &str = "return customElements.get('letterbell-subscribe') !== undefined && \
                        Boolean(document.querySelector('letterbell-subscribe').hidden || document.querySelector('letterbell-subscribe').shadowRoot)";
/// In the page's time, whatever the machine's load: long enough for a dialog that should not open to open.
const A_WHILE: &str = "return new Promise((done) => setTimeout(() => requestAnimationFrame(() => done(true)), 1500))";

pub async fn comes_true(browser: &Browser, script: &str) {
    let search = async {
        // A page tells nobody that it changed.
        while browser.script(script).await != true {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let found = tokio::time::timeout(Duration::from_secs(20), search).await;
    assert!(found.is_ok(), "it does not come true: {script}");
}

async fn stays_closed(browser: &Browser, why: &str) {
    comes_true(browser, IS_READY).await;
    browser.script(A_WHILE).await;
    assert_eq!(browser.script(IS_OPEN).await, false, "{why}");
}

/// The reader goes to the post, and the dialog opens.
async fn opens_at(browser: &Browser, address: &str) {
    browser.goto(address).await;
    comes_true(browser, IS_OPEN).await;
}

#[tokio::test]
async fn a_pop_up_opens_after_its_time() {
    let Some(browser) = Browser::open("placements::dialogs::a_pop_up_opens_after_its_time").await else { return };
    let site = Site::open().await;
    let blog = Blog::with(&site, &browser, "pop-up", "seconds=\"2\"").await;
    browser.goto(&blog.post()).await;
    // By the page's own clock: this test's words may take longer to get there.
    let opened = format!(
        "const isOpen = () => {{ {IS_OPEN} }}; return new Promise((done) => {{ \
         const look = () => isOpen() ? done(performance.now()) : setTimeout(look, 20); look(); }})"
    );
    let opened = browser.script(&opened).await.as_f64().unwrap();
    assert!(opened >= 2000.0, "not before: {opened}");
    browser.sees("letterbell-subscribe >>> h2", "Discover more from The Hive").await;
    browser.sees("letterbell-subscribe >>> .text", "keep reading").await;
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test]
async fn a_pop_up_opens_by_itself_as_the_operator_set_it() {
    let test = "placements::dialogs::a_pop_up_opens_by_itself_as_the_operator_set_it";
    let Some(browser) = Browser::open(test).await else { return };
    let site = Site::open().await;
    site.command(&["placement", "set", "bees", "pop-up", "--after-seconds", "1", "--heading", "More bees?"]).await;
    let blog = Blog::with(&site, &browser, "pop-up", "").await;
    opens_at(&browser, &blog.post()).await;
    browser.sees("letterbell-subscribe >>> h2", "More bees?").await;
}

/// Scrolls until so much of the article is in the window's upper half.
fn read_up_to(share: f64) -> String {
    format!(
        "const box = document.querySelector('article').getBoundingClientRect(); \
         scrollTo(0, scrollY + box.top + box.height * {share} - innerHeight / 2); return true"
    )
}

#[tokio::test]
async fn a_pop_up_opens_when_half_of_the_article_is_read() {
    let test = "placements::dialogs::a_pop_up_opens_when_half_of_the_article_is_read";
    let Some(browser) = Browser::open(test).await else { return };
    let site = Site::open().await;
    let blog = Blog::with(&site, &browser, "pop-up", "").await;
    browser.goto(&blog.post()).await;
    comes_true(&browser, IS_READY).await;
    browser.script(&read_up_to(0.4)).await;
    stays_closed(&browser, "less than half is read").await;
    browser.script(&read_up_to(0.51)).await;
    comes_true(&browser, IS_OPEN).await;
}

#[tokio::test]
async fn what_was_closed_is_left_alone_for_a_day() {
    let Some(browser) = Browser::open("placements::dialogs::what_was_closed_is_left_alone_for_a_day").await else {
        return;
    };
    let site = Site::open().await;
    let blog = Blog::with(&site, &browser, "pop-up", "seconds=\"0\"").await;
    opens_at(&browser, &blog.post()).await;
    assert_eq!(browser.script("return localStorage.length").await, 0, "nothing is kept before the reader acts");
    browser.press(Key::Escape).await;
    comes_true(&browser, "return localStorage.length === 1").await;
    let grow_old = |hours: u32| {
        format!(
            "localStorage.setItem('letterbell:bees:pop-up', Date.now() - {hours} * 3600000); return document.cookie"
        )
    };
    browser.goto(&blog.post()).await;
    stays_closed(&browser, "it was closed just now").await;
    assert_eq!(browser.script(&grow_old(23)).await, "", "no cookie is set");
    browser.goto(&blog.post()).await;
    stays_closed(&browser, "it was closed 23 hours ago").await;
    browser.script(&grow_old(25)).await;
    opens_at(&browser, &blog.post()).await;
    // Who leaves by another link has seen it as well.
    browser.goto(&format!("{}/another", blog.address)).await;
    stays_closed(&browser, "it was open when the reader went on").await;
}

#[tokio::test]
async fn nothing_opens_while_something_has_the_focus() {
    let test = "placements::dialogs::nothing_opens_while_something_has_the_focus";
    let Some(browser) = Browser::open(test).await else { return };
    let site = Site::open().await;
    let blog = Blog::with(&site, &browser, "pop-up", "seconds=\"3600\"").await;
    browser.goto(&blog.post()).await;
    comes_true(&browser, IS_READY).await;
    browser.click("#search").await;
    browser.script(&read_up_to(0.6)).await;
    stays_closed(&browser, "the reader is in the field").await;
    browser.type_into("#search", "lime trees").await;
    stays_closed(&browser, "the reader is typing").await;
    assert_eq!(browser.script("return document.activeElement.id").await, "search");
    browser.script("document.activeElement.blur(); return true").await;
    comes_true(&browser, IS_OPEN).await;
}

#[tokio::test]
async fn escape_outside_and_continue_reading_close_it_and_the_post_can_be_read() {
    let test = "placements::dialogs::escape_outside_and_continue_reading_close_it_and_the_post_can_be_read";
    let Some(browser) = Browser::open(test).await else { return };
    let site = Site::open().await;
    let blog = Blog::with(&site, &browser, "pop-up", "seconds=\"0\" rest-hours=\"0\"").await;
    browser.resize(1280, 900).await;
    for way in ["escape", "outside", "continue", "cross"] {
        opens_at(&browser, &blog.post()).await;
        match way {
            "escape" => browser.press(Key::Escape).await,
            "outside" => browser.click_at(5, 400).await,
            "continue" => {
                browser.sees("letterbell-subscribe >>> .leave", "Continue reading").await;
                browser.click("letterbell-subscribe >>> .leave").await;
            }
            _ => browser.click("letterbell-subscribe >>> .cross").await,
        }
        comes_true(&browser, &IS_OPEN.replacen("Boolean(", "!Boolean(", 1)).await;
        // The post is there, scrolls, and takes clicks and keys.
        browser.sees("article", "where the lime trees flower").await;
        browser.script("scrollTo(0, 600); return true").await;
        assert_eq!(browser.script("return scrollY").await, 600, "{way}");
        browser.fill("#search", "lime").await;
        let state = "return [document.activeElement.id, getComputedStyle(document.body).overflow, document.querySelector('main').inert]";
        assert_eq!(browser.script(state).await, serde_json::json!(["search", "visible", false]), "{way}");
    }
    // A press inside, on nothing that acts, does not close it.
    opens_at(&browser, &blog.post()).await;
    browser.click("letterbell-subscribe >>> .text").await;
    browser.script(A_WHILE).await;
    assert_eq!(browser.script(IS_OPEN).await, true);
}

/// Where the focus is, down into the shadow root: its tag, class and type.
pub const FOCUSED: &str = "const e = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement; \
                       return [e.tagName, e.className, e.type ?? ''].join(' ').trim()";

#[tokio::test]
async fn the_focus_stays_within_the_dialog_and_goes_back() {
    let test = "placements::dialogs::the_focus_stays_within_the_dialog_and_goes_back";
    let Some(browser) = Browser::open(test).await else { return };
    let site = Site::open().await;
    let blog = Blog::with(&site, &browser, "button", "").await;
    browser.goto(&blog.post()).await;
    browser.sees("letterbell-subscribe >>> .float", "Subscribe").await;
    browser
        .script("return document.querySelector('letterbell-subscribe').shadowRoot.querySelector('.float').focus()")
        .await;
    browser.press(Key::Enter).await;
    comes_true(&browser, IS_OPEN).await;
    assert_eq!(browser.script(FOCUSED).await, "H2", "a screen reader reads the heading first");
    let around = ["INPUT  email", "SUMMARY", "BUTTON  submit", "BUTTON leave button", "BUTTON cross button"];
    let mut seen = Vec::new();
    for _ in 0..6 {
        browser.press(Key::Tab).await;
        seen.push(browser.script(FOCUSED).await);
    }
    assert_eq!(seen[..5], around, "around within it, and never into the trap");
    assert_eq!(seen[5], around[0]);
    let mut back = Vec::new();
    for _ in 0..6 {
        browser.press(Key::BackTab).await;
        back.push(browser.script(FOCUSED).await);
    }
    let reversed: Vec<&str> = around.iter().rev().copied().collect();
    assert_eq!(back[..5], reversed);
    browser.press(Key::Escape).await;
    comes_true(&browser, &IS_OPEN.replacen("Boolean(", "!Boolean(", 1)).await;
    assert_eq!(browser.script(FOCUSED).await, "BUTTON float button", "the focus is back where it was");
}

#[tokio::test]
async fn the_overlay_greets_on_the_home_page_alone() {
    let test = "placements::dialogs::the_overlay_greets_on_the_home_page_alone";
    let Some(browser) = Browser::open(test).await else { return };
    let site = Site::open().await;
    let blog = Blog::with(&site, &browser, "overlay", "").await;
    browser.goto(&blog.post()).await;
    stays_closed(&browser, "this is a post").await;
    opens_at(&browser, &format!("{}/", blog.address)).await;
    let fills = "const box = document.querySelector('letterbell-subscribe').shadowRoot.querySelector('dialog').getBoundingClientRect(); \
                 return box.width >= document.documentElement.clientWidth && box.height >= innerHeight";
    assert_eq!(browser.script(fills).await, true);
    browser.sees("letterbell-subscribe >>> h2", "The Hive").await;
    browser.click("letterbell-subscribe >>> .leave").await;
    comes_true(&browser, &IS_OPEN.replacen("Boolean(", "!Boolean(", 1)).await;
    browser.goto(&format!("{}/", blog.address)).await;
    stays_closed(&browser, "it rests for a week").await;
}

#[tokio::test]
async fn who_comes_from_a_mail_is_never_asked() {
    let Some(browser) = Browser::open("placements::dialogs::who_comes_from_a_mail_is_never_asked").await else {
        return;
    };
    let site = Site::open().await;
    let is_gone = "return document.querySelector('letterbell-subscribe').hidden";
    let inline = Blog::with(&site, &browser, "post-end", "").await;
    browser.goto(&format!("{}?from=home#letterbell=bees", inline.post())).await;
    comes_true(&browser, is_gone).await;
    assert_eq!(
        browser.url().await,
        format!("{}?from=home", inline.post()),
        "the mark does not stay in the address bar"
    );
    browser.goto(&format!("{}/another", inline.address)).await;
    comes_true(&browser, is_gone).await;

    let pop_up = Blog::with(&site, &browser, "pop-up", "seconds=\"0\"").await;
    browser.goto(&format!("{}#letterbell=honey", pop_up.post())).await;
    comes_true(&browser, IS_OPEN).await;
    browser.goto(&format!("{}/another#letterbell=bees", pop_up.address)).await;
    stays_closed(&browser, "a mail of this very list led here").await;
    browser.goto(&format!("{}/another#letterbell=<b>", pop_up.address)).await;
    assert!(browser.url().await.contains('#'), "what is no mark of ours is left alone");
}
