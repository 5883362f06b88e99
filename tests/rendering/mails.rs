//! Mails to one person in every language: the same mail, in other words.

use std::collections::BTreeSet;

use letterbell::domain::look::{Look, Theme};
use letterbell::render::accent::Accent;
use letterbell::render::locale::Locales;
use letterbell::render::mail::Mail;
use letterbell::render::single_mail::SingleMail;
use letterbell::render::templates::Templates;
use scraper::{Html, Selector};

use crate::english;
use crate::support::digests::full_look;

/// What the samples hold, the longest first: it stands in every language as it is.
const HELD: &[&str] = &[
    "letterbell guard undo",
    "letterbell guard release letters",
    "letterbell guard drop letters",
    "letterbell guard show",
    "A rope has two ends, and one of them is always wet",
    "Thursday 3 December, 18:00 in Berlin",
    "Monday 30 November, 8:00 in Berlin",
    "Letters from the Bell House",
    "Thursday, 3 December, 18:00",
    "letters@bellhouse.example",
    "every Monday at 8:00",
    "Saturday, 28 November",
    "Thursday, 26 November",
    "The ferry that waits",
    "every day at 5:00",
    "Sunday, 22 November",
    "3 Harbour Steps",
    "How to oil a bell",
    "The Bell House",
    "Tides",
];

/// Every sample with its rendering in English and in another language.
fn everything() -> Vec<(String, &'static str, Mail, Mail)> {
    let templates = Templates::load(None).unwrap();
    let mut all = Vec::new();
    for locale in Locales::shipped().all().filter(|locale| locale.tag() != "en") {
        for sample in SingleMail::samples() {
            let own = templates.single_mail(&sample, locale).unwrap();
            let plain = templates.single_mail(&sample, english()).unwrap();
            all.push((format!("{}: {}", locale.tag(), plain.subject), locale.tag(), plain, own));
        }
    }
    assert!(all.len() >= 11 * 8);
    all
}

/// Runs of three words or more that are the template's own.
fn phrases(text: &str) -> Vec<String> {
    let ours = HELD.iter().fold(text.to_owned(), |text, held| text.replace(held, "|"));
    let parts = ours.split(|sign: char| !(sign.is_alphabetic() || "’' ".contains(sign)));
    let parts = parts.map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "));
    parts.filter(|part| part.split(' ').count() >= 3).collect()
}

fn words_of(html: &str) -> String {
    let tree = Html::parse_document(html);
    let body = tree.select(&Selector::parse("body").unwrap()).next().unwrap();
    body.text().collect::<Vec<_>>().join("|")
}

#[test]
fn no_english_is_left_in_another_language() {
    for (name, _, plain, own) in everything() {
        let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut compared = 0;
        for (english, other) in [
            (plain.subject.clone(), own.subject.clone()),
            (words_of(&plain.html), one_line(&words_of(&own.html))),
            (plain.text.replace("\n\n", "|").replace('\n', " "), one_line(&own.text)),
        ] {
            for phrase in phrases(&english) {
                compared += 1;
                assert!(!other.contains(&phrase), "{name}: “{phrase}” in {other}");
            }
        }
        assert!(compared >= 3, "{name}: {compared}");
    }
}

#[test]
fn the_links_are_the_same_in_every_language() {
    let links = |html: &str| -> Vec<String> {
        let tree = Html::parse_document(html);
        let all = Selector::parse("[href]").unwrap();
        let mut links: Vec<String> = tree.select(&all).map(|link| link.attr("href").unwrap().to_owned()).collect();
        links.sort();
        links
    };
    let in_text = |text: &str| -> BTreeSet<String> {
        text.split_whitespace().filter(|word| word.starts_with("https://")).map(str::to_owned).collect()
    };
    for (name, _, plain, own) in everything() {
        assert_eq!(links(&own.html), links(&plain.html), "{name}");
        assert_eq!(in_text(&own.text), in_text(&plain.text), "{name}");
        let held = |text: &str| HELD.iter().filter(|held| text.contains(**held)).count();
        let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(held(&words_of(&own.html)), held(&words_of(&plain.html)), "{name}: {}", words_of(&own.html));
        assert_eq!(held(&one_line(&own.text)), held(&one_line(&plain.text)), "{name}: {}", own.text);
    }
}

#[test]
fn a_mail_says_its_language_and_is_laid_out_in_its_direction() {
    for (name, tag, _, own) in everything() {
        let tree = Html::parse_document(&own.html);
        let is_rtl = ["ar", "he"].contains(&tag);
        let (direction, start, other) = if is_rtl { ("rtl", "right", "left") } else { ("ltr", "left", "right") };
        for selector in ["html", "[role=article]"] {
            let element = tree.select(&Selector::parse(selector).unwrap()).next().unwrap();
            assert_eq!((element.attr("lang"), element.attr("dir")), (Some(tag), Some(direction)), "{name}: {selector}");
        }
        let cells = Selector::parse("td.cell").unwrap();
        assert!(tree.select(&cells).all(|cell| cell.attr("align") == Some(start)), "{name}");
        let styles = Selector::parse("body [style]").unwrap();
        for element in tree.select(&styles) {
            let style = element.attr("style").unwrap();
            assert!(!style.contains(&format!("text-align: {other}")), "{name}: {style}");
        }
        // An address keeps its own direction, or its slashes would stand at the wrong end.
        for link in tree.select(&Selector::parse("a").unwrap()) {
            let text: String = link.text().collect();
            assert!(!text.starts_with("https://") || link.attr("dir") == Some("ltr"), "{name}: {text}");
        }
    }
}

#[test]
fn lines_of_text_stay_within_a_mails_width() {
    for (name, _, _, own) in everything() {
        for line in own.text.lines().filter(|line| !line.starts_with("https://")) {
            assert!(line.chars().count() <= 78, "{name}: {line}");
            assert!(!line.trim_start().contains("  ") && line.trim_end() == line, "{name}: {line:?}");
        }
        assert!(!own.text.contains("\n\n\n\n") && !own.subject.contains('{'), "{name}: {}", own.text);
    }
}

#[test]
fn every_mail_comes_in_the_look_that_it_is_given() {
    let templates = Templates::load(None).unwrap();
    let ours = Accent::default();
    for theme in Theme::ALL {
        let look = full_look(*theme, "https://roof.example/logo.png");
        let own = Accent::from_brand("#1a5fb4").unwrap();
        for sample in SingleMail::samples() {
            let kind = sample.kind();
            let mail = templates.single_mail(&sample.dressed(&look), english()).unwrap();
            let html = &mail.html;
            for expected in [
                own.dark(),
                "Verdana",
                "width=\"680\"",
                "https://roof.example/logo.png",
                &format!("class=\"sheet {theme}\""),
                "Written on the roof, between two rains.</span><br>",
                "Runa &amp; Edda",
            ] {
                assert!(html.contains(expected), "{theme}, {kind}: {expected} is not in {html}");
            }
            for not_ours in [ours.light(), ours.dark(), "Charter", "width=\"600\""] {
                assert!(!html.contains(not_ours), "{theme}, {kind}: {not_ours} is in {html}");
            }
            assert_eq!(html.contains("class=\"bar\""), *theme == Theme::Magazine, "{kind}");
            assert!(
                mail.text.contains("Written on the roof, between two rains.\nRuna & Edda\n"),
                "{kind}: {}",
                mail.text
            );
        }
    }
    for sample in SingleMail::samples() {
        let plain = templates.single_mail(&sample, english()).unwrap();
        assert_eq!(plain, templates.single_mail(&sample.dressed(&Look::default()), english()).unwrap());
        assert!(plain.html.contains(ours.dark()) && !plain.html.contains("class=\"logo\""), "{}", plain.html);
    }
}
