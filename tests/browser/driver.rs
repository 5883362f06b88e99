//! The browser tests' own tool: it sees and does what the other tests believe it does.

use axum::Router;
use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::response::Html;
use axum::routing::{get, post};

use crate::support::browser::{Browser, ColourScheme, Key};

const FORM: &str = r#"<!doctype html><html lang="en"><title>Ask</title><link rel="icon" href="data:,">
<style>body { background: #ffffff } @media (prefers-color-scheme: dark) { body { background: #000000 } }</style>
<h1>Who is there?</h1>
<form method="post" action="/answer"><input name="name" value="nobody"><button>Say so</button></form>
<p id="script">without script</p><script>document.getElementById("script").textContent = "with script"</script>"#;

/// An element that gets its shadow root a while after the page is loaded, as one does whose script asks for something first.
const LATE: &str = r#"<!doctype html><html lang="en"><title>Late</title><link rel="icon" href="data:,"><late-one></late-one>
<script>setTimeout(() => {
  const root = document.querySelector("late-one").attachShadow({ mode: "open" });
  root.append(Object.assign(document.createElement("button"), { textContent: "Here", onclick: () => { document.title = "Pressed"; } }));
}, 1000)</script>"#;

/// Serves a form and its answer on a port of its own, and returns the address.
async fn serve_pages() -> String {
    let answer = async |body: String| Html(format!("<title>Answer</title><h1>{body}</h1>"));
    let strict = [(CONTENT_SECURITY_POLICY, "default-src 'none'")];
    let pages = Router::new()
        .route("/", get(Html(FORM)))
        .route("/late", get(Html(LATE)))
        .route("/answer", post(answer))
        .route("/strict", get(async move || (strict, Html(FORM))));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async { axum::serve(listener, pages).await.unwrap() });
    address
}

#[tokio::test]
async fn a_form_is_filled_and_its_button_clicked() {
    let Some(browser) = Browser::open("driver::a_form_is_filled_and_its_button_clicked").await else { return };
    let site = serve_pages().await;
    browser.goto(&site).await;
    assert_eq!(browser.title().await, "Ask");
    browser.fill("input[name=name]", "bell").await;
    browser.click("button").await;
    browser.sees("h1", "name=bell").await;
    assert_eq!(browser.url().await, format!("{site}/answer"));
}

#[tokio::test]
async fn a_shadow_root_is_waited_for_as_an_element_is() {
    let Some(browser) = Browser::open("driver::a_shadow_root_is_waited_for_as_an_element_is").await else { return };
    browser.goto(&format!("{}/late", serve_pages().await)).await;
    browser.click("late-one >>> button").await;
    assert_eq!(browser.title().await, "Pressed");
}

#[tokio::test]
async fn the_keyboard_alone_is_enough() {
    let Some(browser) = Browser::open("driver::the_keyboard_alone_is_enough").await else { return };
    browser.goto(&serve_pages().await).await;
    browser.press(Key::Tab).await;
    browser.press(Key::Tab).await;
    assert_eq!(browser.script("return document.activeElement.textContent").await, "Say so");
    browser.press(Key::Enter).await;
    browser.sees("h1", "name=nobody").await;
}

#[tokio::test]
async fn a_page_can_be_seen_small_dark_and_without_script() {
    let Some(browser) = Browser::open("driver::a_page_can_be_seen_small_dark_and_without_script").await else { return };
    let site = serve_pages().await;
    let background = "return getComputedStyle(document.body).backgroundColor";
    browser.goto(&site).await;
    assert_eq!(browser.script(background).await, "rgb(255, 255, 255)");
    assert_eq!(browser.text("#script").await, "with script");

    browser.prefer(ColourScheme::Dark).await;
    browser.resize(320, 640).await;
    browser.forbid_scripts().await;
    browser.goto(&site).await;
    assert_eq!(browser.script(background).await, "rgb(0, 0, 0)");
    assert_eq!(browser.script("return [innerWidth, innerHeight]").await, serde_json::json!([320, 640]));
    assert_eq!(browser.text("#script").await, "without script");
}

#[tokio::test]
async fn a_page_that_breaks_its_policy_complains() {
    let Some(browser) = Browser::open("driver::a_page_that_breaks_its_policy_complains").await else { return };
    let site = serve_pages().await;
    browser.goto(&site).await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    browser.goto(&format!("{site}/strict")).await;
    let complaints = browser.complaints().await;
    assert!(complaints.iter().any(|complaint| complaint.contains("Content Security Policy")), "{complaints:?}");
}

#[tokio::test]
async fn a_screenshot_is_a_picture_of_the_size_asked_for() {
    let Some(browser) = Browser::open("driver::a_screenshot_is_a_picture_of_the_size_asked_for").await else { return };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("page.png");
    browser.goto(&serve_pages().await).await;
    browser.resize(400, 300).await;
    browser.screenshot(&path).await;
    let picture = std::fs::read(&path).unwrap();
    assert!(picture.starts_with(b"\x89PNG"));
    let size = |at: usize| u32::from_be_bytes(picture[at..at + 4].try_into().unwrap());
    assert_eq!((size(16), size(20)), (400, 300), "PNG's IHDR holds width and height (RFC 2083 §4.1.1)");
}
