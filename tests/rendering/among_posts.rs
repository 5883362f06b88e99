//! Words of ours that stand among those of posts: each in the language of the edition.

use letterbell::domain::look::{Look, Theme};
use letterbell::render::holes::{Escape, HoleValues};
use letterbell::render::locale::{Locale, Locales};
use letterbell::render::templates::Templates;
use letterbell::render::views::{DigestView, PostView};

use crate::english;

/// The messages that stand among posts, each with what is filled in there. A word that readers see and that is in none of these is English
/// for everybody.
const AMONG_POSTS: [(&str, &[(&str, &str)]); 7] = [
    ("digest-untitled", &[]),
    ("digest-picture", &[]),
    ("digest-picture-of", &[("words", "A bell")]),
    ("digest-read-on", &[]),
    ("digest-contents", &[]),
    ("digest-other-topics", &[]),
    ("digest-same-on-the-web", &[]),
];

fn said(locale: &Locale, (key, filled_in): (&str, &[(&str, &str)])) -> String {
    let filled_in: Vec<_> = filled_in.iter().map(|&(name, value)| (name, value.into())).collect();
    let words = locale.say(key, &filled_in);
    if key.starts_with("digest-picture") { format!("[{words}]") } else { words }
}

/// A digest that has all of them in its two parts.
fn digest(locale: &Locale) -> String {
    let picture = "https://blog.example.org/a.png";
    let post = |title: &str, excerpt: &str, html: &str, topics: &[&str]| PostView {
        title: title.to_owned(),
        excerpt: excerpt.to_owned(),
        html: html.to_owned(),
        topics: topics.iter().map(|&topic| topic.to_owned()).collect(),
        picture_url: None,
        ..PostView::samples().remove(0)
    };
    let wordless = format!("<p><img src=\"{picture}\" alt=\"\"></p>");
    let named = format!("<p>Words. <img src=\"{picture}\" alt=\"A bell\"></p>");
    let linked = format!("<p><a href=\"https://blog.example.org/b\"><img src=\"{picture}\" alt=\"\"></a></p>");
    let long = format!("<p>{}</p><p>The end.</p>", "word ".repeat(200));
    let posts = vec![
        post("", "", &wordless, &["Topic"]),
        post("B", "", &named, &[]),
        post("C", "", &linked, &[]),
        post("D", "word", &long, &[]),
    ];
    let templates = Templates::load(None).unwrap();
    let mut all = String::new();
    for (theme, portion) in [(Theme::Letter, None), (Theme::Magazine, None)] {
        let look = Look { theme, portion, by_topic: true, ..Look::default() };
        let view = DigestView { posts: posts.clone(), look, ..DigestView::sample() };
        let edition = templates.digest(&view, locale).unwrap();
        all.push_str(&edition.html.fill(&HoleValues::sample(), Escape::Html));
        all.push_str(&edition.text.fill(&HoleValues::sample(), Escape::None));
    }
    all.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_stands_among_posts_is_said_in_the_language_of_the_edition() {
    for locale in Locales::shipped().all() {
        let digest = digest(locale);
        for message in AMONG_POSTS {
            let own = said(locale, message).split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(digest.contains(&own), "{}: {own:?} is not in {digest}", locale.tag());
            let plain = said(english(), message);
            assert!(own == plain || !digest.contains(&plain), "{}: {plain:?} is in {digest}", locale.tag());
        }
    }
    let differing = Locales::shipped().all().filter(|one| said(one, AMONG_POSTS[1]) != "[Image]").count();
    assert_eq!(differing, 10, "French has the same word");
}
