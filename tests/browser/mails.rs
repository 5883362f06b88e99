//! Digests as a mail program with a browser inside shows them: every theme, light and dark, from left to right and from right to left.
//!
//! With `LETTERBELL_PICTURES` naming a folder, each is photographed.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::Html;
use axum::routing::get;
use letterbell::domain::counting::Counting;
use letterbell::domain::look::{Look, Portion, Theme};
use letterbell::render::single_mail::SingleMail;
use letterbell::render::templates::Templates;
use letterbell::render::views::DigestView;
use serde_json::{Value, json};

use crate::support::axe::Axe;
use crate::support::browser::{Browser, ColourScheme};
use crate::support::digests::{full_look, html, locale, look, rendered, sample};
use crate::support::left_out::variable;

/// What sticks out of the window: the page itself, and every element beside it.
pub const OVERFLOWING: &str = r#"
const wide = [...document.querySelectorAll("body *")].filter((element) => {
  const { left, right, width } = element.getBoundingClientRect();
  return width > 0 && (left < -0.5 || right > innerWidth + 0.5);
});
const page = document.documentElement.scrollWidth > innerWidth ? [`the page is ${document.documentElement.scrollWidth} px wide`] : [];
return page.concat(wide.map((element) => `${element.tagName} ${element.className}: ${element.textContent.slice(0, 60)}`));
"#;

/// Text that does not stand out from its ground. axe-core passes over text of the very colour of its ground, as if somebody hid it on purpose.
pub const UNREADABLE: &str = r#"
const channels = (colour) => colour.match(/[\d.]+/g).map(Number);
const luminance = (colour) => {
  const [r, g, b] = channels(colour).map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const ground = (element) => {
  const colour = getComputedStyle(element).backgroundColor;
  return channels(colour)[3] === 0 ? ground(element.parentElement) : colour;
};
const has_words = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && /\w/.test(node.data));
return [...document.querySelectorAll("body *")].filter(has_words).filter((element) => {
  const [one, other] = [luminance(getComputedStyle(element).color), luminance(ground(element))];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05) < 4.5;
}).map((element) => `${element.outerHTML.slice(0, 200)}`);
"#;

const LANGUAGES: [&str; 2] = ["en", "he"];

/// Mails by their names, and the pictures in them.
async fn serve(make: impl Fn(&str) -> Vec<(String, String)>) -> (String, Vec<String>) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let mails = make(&address);
    let names = mails.iter().map(|(name, _)| name.clone()).collect();
    let mails: Arc<HashMap<String, String>> = Arc::new(mails.into_iter().collect());
    let routes = Router::new()
        .route(
            "/mails/{name}",
            get(async |State(mails): State<Arc<HashMap<String, String>>>, Path(name): Path<String>| {
                Html(mails[&name].clone())
            }),
        )
        .route("/favicon.ico", get(async || ""))
        .route("/{picture}", get(async |Path(name): Path<String>| ([(CONTENT_TYPE, "image/png")], picture(&name))))
        .with_state(mails);
    tokio::spawn(async { axum::serve(listener, routes).await.unwrap() });
    (address, names)
}

fn picture(name: &str) -> Vec<u8> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("templates/demo/pictures");
    std::fs::read(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

async fn photograph(browser: &Browser, name: &str) {
    let Some(folder) = variable("LETTERBELL_PICTURES") else { return };
    browser.script("document.documentElement.style.scrollbarWidth = 'none'").await;
    let height = browser.script("return document.documentElement.scrollHeight").await.as_u64().unwrap_or(900);
    let width = browser.script("return innerWidth").await.as_u64().unwrap_or(600);
    browser.resize(width.try_into().unwrap(), height.clamp(300, 4000).try_into().unwrap()).await;
    browser.screenshot(&PathBuf::from(folder).join(format!("{name}.png"))).await;
    browser.script("document.documentElement.style.scrollbarWidth = ''").await;
}

/// Every mail to one person, in a look of its own, the themes in turn.
fn to_one_person(address: &str) -> Vec<(String, String)> {
    let templates = Templates::load(None).unwrap();
    let mut mails = Vec::new();
    for language in LANGUAGES {
        for (number, (sample, theme)) in SingleMail::samples().into_iter().zip(Theme::ALL.iter().cycle()).enumerate() {
            let name = format!("{}-{number}-{theme}-{language}", sample.kind());
            let look = full_look(*theme, "https://roof.example/crane.png");
            let mail = templates.single_mail(&sample.dressed(&look), locale(language)).unwrap();
            mails.push((name, mail.html.replace("https://roof.example/crane.png", &format!("{address}/crane.png"))));
        }
    }
    mails
}

#[tokio::test]
async fn nothing_sticks_out_of_any_theme_on_any_screen() {
    let Some(browser) = Browser::open("mails::nothing_sticks_out_of_any_theme_on_any_screen").await else { return };
    let (address, names) = serve(|address| {
        let mut mails = Vec::new();
        for (theme, language) in Theme::ALL.iter().flat_map(|theme| LANGUAGES.map(|language| (*theme, language))) {
            for count in [1, 5, 30] {
                let view = sample(look(theme), language, count, address);
                mails.push((format!("{theme}-{language}-{count}"), html(&rendered(&view, language))));
            }
        }
        let own = |theme, portion| Look { portion: Some(portion), by_topic: true, ..look(theme) };
        for (name, look) in [
            ("magazine-full", own(Theme::Magazine, Portion::Full)),
            ("letter-excerpt", own(Theme::Letter, Portion::Excerpt)),
            ("letter-headline", own(Theme::Letter, Portion::Headline)),
        ] {
            mails.push((name.to_owned(), html(&rendered(&sample(look, "en", 5, address), "en"))));
        }
        for (theme, language) in Theme::ALL.iter().flat_map(|theme| LANGUAGES.map(|language| (*theme, language))) {
            let introduction = "<p>Dear readers, two of us were on the roof this week, and neither of us came down dry.</p>\
                                <h2>What is new</h2><ul><li>A swarm</li><li>Nineteen kilos</li></ul><p><a href=\"https://roof.example/\">All of it</a></p>";
            let view = DigestView { introduction: introduction.to_owned(), ..sample(look(theme), language, 3, address) };
            mails.push((format!("introduced-{theme}-{language}"), html(&rendered(&view, language))));
        }
        for (theme, language) in Theme::ALL.iter().flat_map(|theme| LANGUAGES.map(|language| (*theme, language))) {
            let counting = Counting { clicks: true, opens: true };
            let view = DigestView { counting, ..sample(look(theme), language, 1, address) };
            mails.push((format!("counted-{theme}-{language}"), html(&rendered(&view, language))));
        }
        mails.extend(to_one_person(address));
        mails
    })
    .await;
    for name in names {
        browser.goto(&format!("{address}/mails/{name}")).await;
        for scheme in [ColourScheme::Light, ColourScheme::Dark] {
            browser.prefer(scheme).await;
            assert_eq!(browser.script(UNREADABLE).await, json!([]), "{name}, {scheme:?}");
            for width in [320, 375, 600] {
                browser.resize(width, 900).await;
                assert_eq!(browser.script(OVERFLOWING).await, json!([]), "{name} at {width} px");
                photograph(&browser, &format!("{name}-{width}-{scheme:?}").to_lowercase()).await;
            }
        }
        assert_eq!(browser.complaints().await, [""; 0], "{name}");
    }
}

#[tokio::test]
async fn everybody_can_read_every_theme() {
    const TEST: &str = "mails::everybody_can_read_every_theme";
    let Some(browser) = Browser::open(TEST).await else { return };
    let Some(axe) = Axe::open(TEST) else { return };
    let (address, names) = serve(|address| {
        let mut mails = Vec::new();
        for (theme, language) in Theme::ALL.iter().flat_map(|theme| LANGUAGES.map(|language| (*theme, language))) {
            let pale = Look { accent: Some("#ffcc00".parse().unwrap()), ..look(theme) };
            let view = sample(pale, language, 5, address);
            mails.push((format!("{theme}-{language}"), html(&rendered(&view, language))));
        }
        mails
    })
    .await;
    for name in names {
        for scheme in [ColourScheme::Light, ColourScheme::Dark] {
            browser.prefer(scheme).await;
            browser.goto(&format!("{address}/mails/{name}")).await;
            axe.finds_nothing(&browser, &format!("{name}, {scheme:?}")).await;
        }
    }
}

#[tokio::test]
async fn ten_headlines_fit_on_one_screen_and_a_contents_entry_leads_to_its_post() {
    let Some(browser) = Browser::open("mails::ten_headlines_fit_on_one_screen").await else { return };
    let (address, _) = serve(|address| {
        let headlines = sample(look(Theme::Headlines), "en", 10, address);
        let magazine = sample(look(Theme::Magazine), "en", 10, address);
        vec![
            ("headlines".to_owned(), html(&rendered(&headlines, "en"))),
            ("magazine".to_owned(), html(&rendered(&magazine, "en"))),
        ]
    })
    .await;
    // What a browser leaves of a screen of 1080 lines.
    browser.goto(&format!("{address}/mails/headlines")).await;
    browser.resize(1280, 940).await;
    let bottoms = "return [...document.querySelectorAll('.headline')].map((one) => one.getBoundingClientRect().bottom)";
    let bottoms: Vec<f64> = serde_json::from_value(browser.script(bottoms).await).unwrap();
    assert_eq!(bottoms.len(), 10);
    assert!(bottoms[9] <= 940.0, "the tenth ends at {}", bottoms[9]);

    browser.goto(&format!("{address}/mails/magazine")).await;
    browser.click(".contents li:nth-child(7) a").await;
    let top = "return document.querySelector('#post-7').getBoundingClientRect().top";
    let top = browser.script(top).await;
    assert!(top.as_f64().is_some_and(|top| top.abs() < 2.0), "{top}");
}

#[tokio::test]
async fn in_a_mail_from_right_to_left_everything_stands_on_its_side() {
    let Some(browser) = Browser::open("mails::in_a_mail_from_right_to_left_everything_stands_on_its_side").await else {
        return;
    };
    let (address, _) = serve(|address| {
        let mail = |theme| html(&rendered(&sample(look(theme), "he", 5, address), "he"));
        vec![("letter".to_owned(), mail(Theme::Letter)), ("magazine".to_owned(), mail(Theme::Magazine))]
    })
    .await;
    browser.resize(600, 900).await;
    browser.goto(&format!("{address}/mails/letter")).await;
    let style = async |selector: &str, property: &str| -> Value {
        browser.script(&format!("return getComputedStyle(document.querySelector({selector:?}))[{property:?}]")).await
    };
    for selector in ["h1", ".above", ".foot p", ".post[dir=rtl] p"] {
        assert_eq!(style(selector, "direction").await, "rtl", "{selector}");
    }
    assert_eq!(style(".post[dir=rtl] blockquote", "borderRightStyle").await, "solid");
    assert_eq!(style(".post[dir=rtl] blockquote", "borderLeftStyle").await, "none");
    assert_eq!(
        style(".post[dir=ltr] blockquote", "borderLeftStyle").await,
        "solid",
        "an English post in a Hebrew mail"
    );
    assert_eq!(style(".post[dir=ltr]", "textAlign").await, "left");
    assert_eq!(style(".post pre", "direction").await, "ltr", "code is never turned");
    let right = "const h = document.querySelector('h1'), r = document.createRange(); r.selectNodeContents(h); \
                 return innerWidth - r.getBoundingClientRect().right";
    let right = browser.script(right).await;
    assert!(right.as_f64().is_some_and(|right| right < 80.0), "the name stands {right} px from the right");

    browser.goto(&format!("{address}/mails/magazine")).await;
    let sides = "const [text, picture] = document.querySelectorAll('.beside.rtl, .small.rtl'); \
                 return picture.getBoundingClientRect().right <= text.getBoundingClientRect().left + 1";
    assert_eq!(browser.script(sides).await, true, "the small picture stands at the line's end, on the left");
}
