//! What the operator says above the posts of a digest: words, in the mail and in its text part, and nothing but words.

use letterbell::domain::look::Theme;
use letterbell::render::holes::Hole;
use letterbell::render::views::DigestView;
use scraper::{Html, Selector};

use crate::support::digests::{html, look, rendered, sample, text};

const PICTURES: &str = "https://roof.example/pictures";

fn introduced(theme: Theme, language: &str, introduction: &str) -> DigestView {
    DigestView { introduction: introduction.to_owned(), ..sample(look(theme), language, 2, PICTURES) }
}

fn select(selector: &str) -> Selector {
    Selector::parse(selector).unwrap()
}

#[test]
fn an_introduction_stands_between_the_lists_name_and_the_posts() {
    for theme in Theme::ALL {
        let words = "<h1>Dear all</h1><p>Two letters, and <a href=\"https://roof.example/x\">a link</a>.</p>";
        let edition = rendered(&introduced(*theme, "en", words), "en");
        let (html, text) = (html(&edition), text(&edition));
        let places = [
            ">Letters from the Roof</h1>",
            ">Dear all</h2>",
            "Two letters, and",
            "A swarm on the harbour crane</a></h2>",
        ];
        let found: Vec<usize> =
            places.map(|part| html.find(part).unwrap_or_else(|| panic!("{theme}: {part} in {html}"))).into();
        assert!(found.is_sorted(), "{theme}: {found:?}");
        let expected = "Letters from the Roof\nMonday, 30 November 2026\n\nDear all\n--------\n\nTwo letters, and a link [1].\n\n[1] https://roof.example/x\n\n";
        assert!(text.contains(expected), "{theme}: {text}");
        // An inbox shows what is new, as without one.
        let tree = Html::parse_document(&html);
        let first: String = tree
            .select(&select("body"))
            .next()
            .unwrap()
            .text()
            .collect::<String>()
            .trim_start()
            .chars()
            .take(12)
            .collect();
        assert_eq!(first, "Two new post", "{theme}");
        let styled =
            tree.select(&select(".introduction p")).next().unwrap().attr("style").unwrap_or_default().to_owned();
        assert!(styled.contains("margin"), "{styled}");
    }
    let plain = rendered(&sample(look(Theme::Letter), "en", 2, PICTURES), "en");
    assert!(!html(&plain).contains("class=\"cell introduction\""), "nothing where nothing is said");
}

#[test]
fn an_introduction_is_words_whatever_it_looks_like() {
    let hole = Hole::UnsubscribeUrl.mark();
    let words = format!("<p>{{{{ unsubscribe_url }}}} {{% for x in posts %}}x{{% endfor %}} {{{{ 7 * 7 }}}}{hole}</p>");
    let edition = rendered(&introduced(Theme::Letter, "en", &words), "en");
    for part in [html(&edition), text(&edition)] {
        assert!(part.contains("{{ unsubscribe_url }} {% for x in posts %}x{% endfor %} {{ 7 * 7 }}"), "{part}");
    }
    let without = rendered(&sample(look(Theme::Letter), "en", 2, PICTURES), "en");
    assert_eq!(edition.html.own().count(), without.html.own().count(), "no hole of its own");
    let holes = |edition: &letterbell::render::mail::Edition| edition.html.to_stored().matches(hole).count();
    assert_eq!(holes(&edition), holes(&without));
}

#[test]
fn an_introduction_stands_in_its_own_direction() {
    for (language, words, direction) in [("en", "<p>שלום לכולם</p>", "rtl"), ("he", "<p>Dear all</p>", "ltr")]
    {
        let html = html(&rendered(&introduced(Theme::Letter, language, words), language));
        let tree = Html::parse_document(&html);
        let block = tree.select(&select(".introduction .post")).next().unwrap();
        assert_eq!(block.attr("dir"), Some(direction), "{language}");
    }
}

#[test]
fn one_that_cannot_be_laid_out_is_left_out() {
    let deep = format!("{}x{}", "<div>".repeat(200), "</div>".repeat(200));
    let edition = rendered(&introduced(Theme::Letter, "en", &deep), "en");
    assert!(!html(&edition).contains("class=\"cell introduction\""));
}
