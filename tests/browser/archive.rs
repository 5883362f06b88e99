//! Posts of every kind on the pages of the archive, light and dark.
//!
//! With `LETTERBELL_PICTURES` naming a folder, each is photographed.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::extract::Path as Parts;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use letterbell::feed::sanitize::sanitize;
use letterbell::render::accent::Accent;
use letterbell::render::archive::ArchivePage;
use letterbell::render::opening::whole;
use letterbell::render::pages::Page;
use letterbell::render::templates::Templates;
use letterbell::render::views::SiteView;
use serde_json::json;
use url::Url;

use crate::mails::UNREADABLE;
use crate::support::browser::{Browser, ColourScheme};
use crate::support::digests::locale;
use crate::support::layout::MISLAID;
use crate::support::left_out::variable;

/// A page of the archive for each of the posts that `tests/rendering` holds.
fn pages(templates: &Templates) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rendering/posts");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let posts = files.filter(|path| {
        let name = path.file_name().unwrap().to_string_lossy();
        name.ends_with(".html") && !name.ends_with(".mail.html")
    });
    let blog = Url::parse("https://blog.example.org/2026/post/").unwrap();
    let sample = Page::samples().into_iter().find_map(|page| match page {
        Page::Archive(page) => match *page {
            ArchivePage::Post(page) => Some(page),
            _ => None,
        },
        _ => None,
    });
    let sample = sample.expect("a post is among the samples");
    let page = |path: PathBuf| {
        let html = sanitize(&std::fs::read_to_string(&path).unwrap(), &blog);
        let mut page = sample.clone();
        page.post.html = whole(&html, "", 2, locale("en")).html;
        let page = Page::Archive(Box::new(ArchivePage::Post(page)));
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        (name, templates.page(&SiteView::sample(), &page, locale("en")).unwrap())
    };
    posts.map(page).collect()
}

async fn serve(templates: Templates, pages: Vec<(String, String)>) -> String {
    let (templates, pages) = (Arc::new(templates), Arc::new(pages));
    let page = async move |Parts(number): Parts<usize>| Html(pages[number].1.clone());
    let asset = move |Parts(name): Parts<String>| {
        let answer = match templates.asset(&name, &Accent::default()) {
            Some(asset) => ([(CONTENT_TYPE, asset.content_type)], asset.body).into_response(),
            None => StatusCode::NOT_FOUND.into_response(),
        };
        std::future::ready(answer)
    };
    let routes = Router::new().route("/posts/{number}", get(page)).route("/{asset}", get(asset));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async { axum::serve(listener, routes).await.unwrap() });
    address
}

#[tokio::test]
async fn every_kind_of_post_can_be_read_in_the_archive() {
    let Some(browser) = Browser::open("archive::every_kind_of_post_can_be_read_in_the_archive").await else { return };
    let templates = Templates::load(None).unwrap();
    let pages = pages(&templates);
    let names: Vec<String> = pages.iter().map(|(name, _)| name.clone()).collect();
    let address = serve(templates, pages).await;
    let (mut buttons, mut boxes, mut verses) = (0, 0, 0);
    for (number, name) in names.iter().enumerate() {
        for scheme in [ColourScheme::Light, ColourScheme::Dark] {
            browser.prefer(scheme).await;
            browser.goto(&format!("{address}/posts/{number}")).await;
            assert_eq!(browser.script(UNREADABLE).await, json!([]), "{name}, {scheme:?}");
            for width in [320, 600] {
                browser.resize(width, 900).await;
                assert_eq!(browser.script(MISLAID).await, json!([]), "{name} at {width} px");
                if let Some(folder) = variable("LETTERBELL_PICTURES") {
                    let height = browser.script("return document.documentElement.scrollHeight").await;
                    browser.resize(width, height.as_u64().unwrap().clamp(300, 4000).try_into().unwrap()).await;
                    let picture = format!("archive-{name}-{width}-{scheme:?}.png").to_lowercase();
                    browser.screenshot(&PathBuf::from(folder).join(picture)).await;
                }
            }
            // What is no more than words without a style of its own.
            let styled = "const of = (selector, property) => [...document.querySelectorAll(selector)].map((one) => getComputedStyle(one)[property]); \
                          return { buttons: of('.post-button', 'textDecorationLine'), boxes: of('.post-box', 'borderTopStyle'), \
                                   verses: of('.post-verse', 'borderTopStyle') }";
            let styled = browser.script(styled).await;
            for (kind, style, count) in
                [("buttons", "none", &mut buttons), ("boxes", "solid", &mut boxes), ("verses", "none", &mut verses)]
            {
                let found = styled[kind].as_array().unwrap();
                assert!(found.iter().all(|found| found == style), "{name}: {kind} have {found:?}");
                *count += found.len();
            }
        }
    }
    assert!(buttons > 4 && boxes > 4 && verses > 0, "{buttons} buttons, {boxes} boxes, {verses} verses");
}
