//! Every mail there is: digests of every theme, of one, five and thirty posts, in both directions, and every mail for one person.

use letterbell::domain::counting::{CountKeys, Counting};
use letterbell::domain::id::{DigestId, LinkId};
use letterbell::domain::key::MasterKey;
use letterbell::domain::look::{Look, Theme};
use letterbell::domain::site::PublicUrl;
use letterbell::feed::sanitize::{excerpt, sanitize};
use letterbell::render::counted::{with_counted_links, with_picture};
use letterbell::render::holes::{Escape, HoleValues};
use letterbell::render::locale::{Locale, Locales};
use letterbell::render::pages::Page;
use letterbell::render::single_mail::SingleMail;
use letterbell::render::templates::Templates;
use letterbell::render::views::{DigestView, PostView, SiteView};
use url::Url;

use crate::mails::{self, Mail};

/// A mail as its reader gets it.
pub struct Sheet {
    /// What it is: also its file's name.
    pub name: String,
    pub subject: String,
    pub html: String,
    pub text: String,
    /// Whether it belongs to a list, and can be left by one click.
    pub is_of_list: bool,
}

/// What a digest has besides its posts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Besides {
    Nothing,
    Counting,
    Introduction,
}

/// Words above the posts, as an operator writes them.
const INTRODUCTION: &str = "<h1>Dear readers</h1><p>Two of us were on the roof this week, and neither came down <em>dry</em>.</p>\
                            <ul><li>A swarm</li><li>Nineteen kilos</li></ul>\
                            <p><img src=\"https://blog.example.org/roof.jpg\" alt=\"The roof\" width=\"1200\" height=\"630\"></p>\
                            <p><a href=\"https://blog.example.org/\">All of it</a></p>";

/// How many posts the digests have.
const COUNTS: [usize; 3] = [1, 5, 30];

/// Posts as blogs write them, with what they end in: sanitised before they are mailed.
const BLOG: [(&str, &str); 13] = [
    ("A swarm on the harbour crane", include_str!("../../templates/demo/posts/a-swarm-on-the-harbour-crane.html")),
    (
        "What grows within three kilometres",
        include_str!("../../templates/demo/posts/what-grows-within-three-kilometres.html"),
    ),
    ("Four boxes, one ladder", include_str!("../../templates/demo/posts/four-boxes-one-ladder.html")),
    ("Lucja’s honey crispbread", include_str!("../../templates/demo/posts/lucjas-honey-crispbread.html")),
    (
        "Weighing a hive with a luggage scale",
        include_str!("../../templates/demo/posts/weighing-a-hive-with-a-luggage-scale.html"),
    ),
    ("The morning flight, filmed", include_str!("../../templates/demo/posts/the-morning-flight-filmed.html")),
    ("Letters from readers", include_str!("../../templates/demo/posts/letters-from-readers.html")),
    ("Nineteen kilos", include_str!("../../templates/demo/posts/nineteen-kilos.html")),
    ("Queen number seven", include_str!("../../templates/demo/posts/queen-number-seven.html")),
    ("Rain, and what bees do about it", include_str!("../../templates/demo/posts/rain-and-what-bees-do-about-it.html")),
    ("Smoke, slowly", include_str!("../../templates/demo/posts/smoke-slowly.html")),
    ("Fog, three days", include_str!("../../templates/demo/posts/fog-three-days.html")),
    ("Closing the boxes", include_str!("../../templates/demo/posts/closing-the-boxes.html")),
];

/// Posts with what is hard to set: very long words, wide tables and code, right-to-left beside left-to-right.
const AWKWARD: [(&str, &str); 3] = [
    (
        "🐝 Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen und andere lange Wörter",
        include_str!("posts/awkward.html"),
    ),
    ("سرب نحل على رافعة الميناء", include_str!("posts/arabic.html")),
    ("נחיל על העגורן בנמל", include_str!("posts/hebrew.html")),
];

/// A language for each way of writing.
fn languages() -> [&'static Locale; 2] {
    ["en", "ar"].map(|tag| &**Locales::shipped().get(tag).unwrap())
}

/// Every mail.
pub fn sheets() -> Vec<Sheet> {
    let templates = Templates::load(None).unwrap();
    let mut sheets = Vec::new();
    for locale in languages() {
        for &theme in Theme::ALL {
            sheets.extend(COUNTS.map(|count| digest(&templates, theme, locale, count, Besides::Nothing)));
            let more = [Besides::Counting, Besides::Introduction];
            sheets.extend(more.map(|besides| digest(&templates, theme, locale, 5, besides)));
        }
        let mails = SingleMail::samples();
        sheets.extend(mails.iter().enumerate().map(|(number, mail)| single(&templates, number, mail, locale)));
    }
    sheets
}

/// Every page, by what it is.
pub fn pages() -> Vec<(String, String)> {
    let templates = Templates::load(None).unwrap();
    let mut pages = Vec::new();
    for locale in languages() {
        for (number, page) in Page::samples().iter().enumerate() {
            let kind: String = format!("{page:?}").chars().take_while(char::is_ascii_alphanumeric).collect();
            let html = templates.page(&SiteView::sample(), page, locale).unwrap();
            pages.push((format!("{kind}-{number}-{}", locale.tag()), html));
        }
    }
    pages
}

impl Sheet {
    /// As it is sent.
    pub fn mail(&self) -> Mail {
        let base = if self.is_of_list { mails::digest() } else { mails::confirmation() };
        Mail {
            kind: "rendered",
            subject: self.subject.clone(),
            html: self.html.clone(),
            text: self.text.clone(),
            ..base
        }
    }
}

fn digest(templates: &Templates, theme: Theme, locale: &Locale, count: usize, besides: Besides) -> Sheet {
    let is_counted = besides == Besides::Counting;
    let counting = Counting { clicks: is_counted, opens: is_counted };
    let introduction = if besides == Besides::Introduction { INTRODUCTION.to_owned() } else { String::new() };
    let posts = posts(locale).into_iter().cycle().take(count).collect();
    let view =
        DigestView { posts, look: Look { theme, ..Look::default() }, counting, introduction, ..DigestView::sample() };
    let edition = templates.digest(&view, locale).unwrap();
    let values = HoleValues {
        unsubscribe_url: "https://letters.example.org/u/b0H3mZ9nS2yQ".to_owned(),
        preferences_url: "https://letters.example.org/p/b0H3mZ9nS2yQ".to_owned(),
    };
    let mut html = edition.html.fill(&values, Escape::Html);
    if is_counted {
        let own = PublicUrl::parse("https://letters.example.org").unwrap();
        let token = CountKeys::new(&MasterKey::new(&[7; 32]));
        html = with_counted_links(&html, &own, |_| Some(own.link(&format!("l/{}", token.link(LinkId::new(7)))).into()));
        html = with_picture(&html, own.link(&format!("o/{}.gif", token.open(DigestId::new(7)))).as_str());
    }
    let name = match besides {
        Besides::Nothing => "",
        Besides::Counting => "-counted",
        Besides::Introduction => "-introduced",
    };
    Sheet {
        name: format!("{}-{}-{count}{name}", theme.as_str(), locale.tag()),
        subject: edition.subject.to_stored(),
        html,
        text: edition.text.fill(&values, Escape::None),
        is_of_list: true,
    }
}

fn single(templates: &Templates, number: usize, mail: &SingleMail, locale: &Locale) -> Sheet {
    let rendered = templates.single_mail(mail, locale).unwrap();
    let kind: String = format!("{mail:?}").chars().take_while(char::is_ascii_alphanumeric).collect();
    Sheet {
        name: format!("{}-{number}-{}", kind.to_lowercase(), locale.tag()),
        subject: rendered.subject,
        html: rendered.html,
        text: rendered.text,
        is_of_list: matches!(mail, SingleMail::Welcome(_)),
    }
}

/// The posts, those of the list's own way of writing first.
fn posts(locale: &Locale) -> Vec<PostView> {
    let blog: Vec<PostView> = BLOG.iter().map(|(title, html)| post(title, html)).collect();
    let [awkward, rtl @ ..] = AWKWARD.map(|(title, html)| post(title, html));
    let mut all = PostView::samples();
    all.push(awkward);
    match locale.direction().as_str() {
        "rtl" => [rtl.into(), all, blog].concat(),
        _ => [all, rtl.into(), blog].concat(),
    }
}

fn post(title: &str, html: &str) -> PostView {
    let link =
        format!("https://blog.example.org/{}", title.chars().filter(char::is_ascii_alphabetic).collect::<String>());
    let html = html.replace("{{ blog }}", "https://blog.example.org");
    // What the demo's blog puts under its posts is tested with the demo.
    let lines: Vec<&str> = html.lines().filter(|line| !line.starts_with("{%")).collect();
    let html = sanitize(&lines.join("\n"), &Url::parse(&link).unwrap());
    PostView {
        title: title.to_owned(),
        link: Some(link),
        excerpt: excerpt(&html),
        html,
        ..PostView::samples().remove(0)
    }
}
