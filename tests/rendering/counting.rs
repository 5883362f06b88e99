//! What a counted mail says and what becomes of its links; and that nothing changes where nothing is counted.

use std::collections::BTreeMap;

use letterbell::domain::counting::Counting;
use letterbell::domain::look::{Look, Theme};
use letterbell::domain::site::PublicUrl;
use letterbell::render::counted::{targets, with_counted_links, with_picture};
use letterbell::render::locale::Locales;
use letterbell::render::mail::{Edition, StoredEdition};
use letterbell::render::templates::{Replacement, Templates};
use letterbell::render::views::{DigestView, PostView};
use scraper::{Html, Selector};

use crate::english;
use crate::support::digests::{html, look, rendered, sample, text};

const CLICKS: Counting = Counting { clicks: true, opens: false };
const OPENS: Counting = Counting { clicks: false, opens: true };
const BOTH: Counting = Counting { clicks: true, opens: true };

fn own() -> PublicUrl {
    PublicUrl::parse("https://news.roof.example").unwrap()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Letters alone: Japanese is wrapped between any two.
fn letters(text: &str) -> String {
    text.split_whitespace().collect()
}

fn words_of(html: &str) -> String {
    Html::parse_document(html).root_element().text().collect()
}

/// The mail with its links counted, as the mould gets it.
fn counted(html: &str) -> String {
    let link = |number: usize| format!("https://news.roof.example/l/{number:032}");
    let places: BTreeMap<_, _> =
        targets(html, &own()).into_iter().enumerate().map(|(at, target)| (target, at)).collect();
    with_counted_links(html, &own(), |target| places.get(target).copied().map(link))
}

fn attributes(html: &str, elements: &str, name: &str) -> Vec<String> {
    let tree = Html::parse_document(html);
    let elements = Selector::parse(elements).unwrap();
    tree.select(&elements).filter_map(|element| element.attr(name)).map(str::to_owned).collect()
}

#[test]
fn the_foot_says_what_is_counted_in_every_language_and_theme_and_nothing_else_changes() {
    for locale in Locales::shipped().all() {
        let sentences = ["clicks", "opens", "both"].map(|what| locale.say(&format!("digest-counted-{what}"), &[]));
        for theme in Theme::ALL {
            let plain = sample(look(*theme), locale.tag(), 2, "https://roof.example");
            let (before, before_text) = {
                let edition = rendered(&plain, locale.tag());
                (words_of(&html(&edition)), text(&edition))
            };
            for sentence in &sentences {
                assert!(
                    !letters(&before).contains(&letters(sentence))
                        && !letters(&before_text).contains(&letters(sentence))
                );
            }
            for (counting, sentence) in [CLICKS, OPENS, BOTH].into_iter().zip(&sentences) {
                let edition = rendered(&DigestView { counting, ..plain.clone() }, locale.tag());
                for (before, after) in [(&before, words_of(&html(&edition))), (&before_text, text(&edition))] {
                    let name = format!("{} {theme:?} {counting:?}", locale.tag());
                    assert!(letters(&after).contains(&letters(sentence)), "{name}: {after}");
                    assert_eq!(letters(&after).replacen(&letters(sentence), "", 1), letters(before), "{name}");
                }
            }
        }
        if locale.tag() != "en" {
            let theirs = ["clicks", "opens", "both"].map(|what| english().say(&format!("digest-counted-{what}"), &[]));
            assert!(sentences.iter().all(|sentence| !theirs.contains(sentence)), "{}", locale.tag());
        }
    }
}

#[test]
fn every_link_to_the_web_is_counted_and_nothing_else_of_the_mail_is_touched() {
    for theme in Theme::ALL {
        let view = DigestView {
            counting: BOTH,
            web_url: Some("https://news.roof.example/a/letters/digests/7/1f0c2a9b3d".to_owned()),
            ..sample(look(*theme), "en", 5, "https://roof.example")
        };
        let stored = rendered(&view, "en").to_stored();
        let mailed = with_picture(&counted(&stored.html), "https://news.roof.example/o/x.gif");
        let edition = Edition::from_stored(&StoredEdition { html: mailed.clone(), ..stored.clone() }).unwrap();
        let plain = Edition::from_stored(&stored).unwrap();
        let (after, before) = (html(&edition), html(&plain));
        let ways = |html: &str, kind: &str| {
            attributes(html, "a", "href").into_iter().filter(|href| href.contains(kind)).count()
        };
        for kind in ["/u/", "/p/", "/a/letters/", "#post-"] {
            assert_eq!(ways(&after, kind), ways(&before, kind), "{theme:?} {kind}");
        }
        let hrefs = attributes(&after, "a", "href");
        assert!(
            hrefs.iter().all(|href| href.starts_with('#') || href.starts_with("https://news.roof.example/")),
            "{hrefs:?}"
        );
        assert!(ways(&after, "/l/") >= 5, "{theme:?}: {hrefs:?}");
        assert_eq!(words_of(&after), words_of(&before), "{theme:?}");
        // Take the picture out and put the addresses back, and it is what it was.
        let mut back =
            mailed.replace("<img src=\"https://news.roof.example/o/x.gif\" width=\"1\" height=\"1\" alt=\"\">", "");
        for (number, target) in targets(&stored.html, &own()).into_iter().enumerate() {
            let link = format!("https://news.roof.example/l/{number:032}");
            back = back.replace(&link, &target.as_str().replace('&', "&amp;"));
        }
        assert_eq!(
            back.replace("roof.example/\"", "roof.example\""),
            stored.html.replace("roof.example/\"", "roof.example\"")
        );
    }
}

#[test]
fn personal_parts_stay_whole() {
    let foot = "<tr><td><p>{{ counted }}</p>{% call when(\"plan\", is=\"gold\") %}<a href=\"https://roof.example/gold\">gold</a>{% endcall %}\
                <a href=\"https://roof.example/?name={{ merge('first_name', fallback='you') }}\">{{ merge('first_name', fallback='you') }}</a>\
                <a href=\"{{ unsubscribe_url }}\">leave</a> {{ list.postal_address }}</td></tr>";
    let templates = with_own("mail/digest/foot.html", foot);
    let view = DigestView { counting: CLICKS, ..DigestView::sample() };
    let stored = templates.digest(&view, english()).unwrap().to_stored();
    assert!(stored.html.contains("href=\"https://roof.example/gold\""), "the own foot is used: {}", stored.html);
    let mailed = counted(&stored.html);
    assert!(!mailed.contains("https://roof.example/gold"), "a link for some readers is one for all of them");
    assert!(mailed.contains("href=\"https://roof.example/?name="), "a reader's own address stays: {mailed}");
    let edition = Edition::from_stored(&StoredEdition { html: mailed, ..stored }).unwrap();
    assert_eq!(edition.html.own().count(), 3);
}

fn with_own(name: &str, text: &str) -> Templates {
    let templates = Templates::load(None).unwrap();
    let replacement = Replacement { text: text.to_owned(), place: format!("{name} (version 1)") };
    let site = DigestView::sample().list.site.name;
    let wrong = templates.set_sites(BTreeMap::from([(site, [(name.to_owned(), replacement)].into())]));
    assert!(wrong.is_empty(), "{wrong:?}");
    templates
}

#[test]
fn a_template_that_does_not_say_it_is_not_used_while_something_is_counted() {
    for (name, shipped) in [
        ("mail/digest/foot.html", include_str!("../../templates/mail/digest/foot.html")),
        ("mail/digest/body.txt", include_str!("../../templates/mail/digest/body.txt")),
    ] {
        let silent = shipped.replace("{{ counted", "{{ ''").replacen("{{ site.name", "Mine. {{ site.name", 1);
        let templates = with_own(name, &silent);
        let words = |counting| {
            let edition = templates.digest(&DigestView { counting, ..DigestView::sample() }, english()).unwrap();
            one_line(&format!("{} {}", words_of(&html(&edition)), text(&edition)))
        };
        assert!(words(Counting::default()).contains("Mine."), "{name}");
        for counting in [CLICKS, OPENS, BOTH] {
            assert!(!words(counting).contains("Mine."), "{name}");
            assert_eq!(words(counting).matches("but not by whom.").count(), 2, "{name}: in both parts");
        }
    }
}

#[test]
fn a_counted_mail_is_no_longer_than_mail_programs_show() {
    let html = "<p><a href=\"http://a.b/\">a</a> <a href=\"http://a.c/\">b</a> and some words to read</p>".repeat(900);
    let posts = vec![PostView { html, ..PostView::samples().remove(0) }];
    let view = |counting| DigestView { posts: posts.clone(), counting, look: Look::default(), ..DigestView::sample() };
    let length = |counting| counted(&rendered(&view(counting), "en").to_stored().html).len();
    assert!(length(CLICKS) < 102_000, "{}", length(CLICKS));
    assert!(length(Counting::default()) > 102_000, "else this shows nothing: {}", length(Counting::default()));
}
