//! Every theme, for digests of one and of many posts, in every language: what it is built of, and what it says.

use letterbell::domain::look::{Look, Portion, Theme};
use letterbell::render::locale::Locales;
use letterbell::render::views::{DigestView, PostView};
use scraper::{ElementRef, Html, Selector};

use crate::support::digests::{html, look, rendered, sample, text, values};

const PICTURES: &str = "https://roof.example";
const COUNTS: [usize; 3] = [1, 5, 30];

fn select(selector: &str) -> Selector {
    Selector::parse(selector).unwrap()
}

fn words(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn texts(tree: &Html, selector: &str) -> Vec<String> {
    tree.select(&select(selector)).map(words).collect()
}

/// Every theme in a language from left to right and one from right to left, with 1, 5 and 30 posts.
fn each_theme(check: impl Fn(&str, &DigestView, &Html, &str)) {
    for theme in Theme::ALL {
        for language in ["en", "he"] {
            for count in COUNTS {
                let view = sample(look(*theme), language, count, PICTURES);
                let edition = rendered(&view, language);
                let tree = Html::parse_document(&html(&edition));
                check(&format!("{theme}, {language}, {count} posts"), &view, &tree, &text(&edition));
            }
        }
    }
}

#[test]
fn headings_are_a_ladder_and_name_every_post() {
    each_theme(|name, view, tree, _| {
        assert_eq!(texts(tree, "h1"), [view.list.name.as_str()], "{name}");
        let titles: Vec<String> = view.posts.iter().map(|post| post.title.clone()).collect();
        assert_eq!(texts(tree, "h2.title"), titles, "{name}");
        let headings = select("h1, h2, h3, h4, h5, h6");
        let levels = tree.select(&headings).map(|heading| heading.value().name().as_bytes()[1] - b'0');
        levels.fold(0, |last, level| {
            assert!(level <= last + 1, "{name}: a heading of level {level} after one of level {last}");
            level
        });
    });
}

#[test]
fn a_magazine_has_a_table_of_contents_that_leads_to_its_posts() {
    each_theme(|name, view, tree, text| {
        let entries: Vec<_> = tree.select(&select(".contents a")).collect();
        let is_expected = view.look.theme == Theme::Magazine && view.posts.len() > 1;
        assert_eq!(entries.len(), if is_expected { view.posts.len() } else { 0 }, "{name}");
        for (entry, post) in entries.iter().zip(&view.posts) {
            assert_eq!(words(*entry), post.title, "{name}");
            let target = entry.attr("href").unwrap();
            let place = tree
                .select(&select(&format!("[id={}]", &target[1..])))
                .next()
                .unwrap_or_else(|| panic!("{name}: {target}"));
            assert_eq!(place.attr("name"), Some(&target[1..]), "{name}: Outlook goes by the name");
            let card = place.parent().and_then(ElementRef::wrap).unwrap();
            assert!(words(card).contains(&post.title), "{name}: {target}");
        }
        if is_expected {
            assert!(text.contains(&format!("\n1. {}\n", view.posts[0].title)), "{name}: {text}");
        }
    });
}

#[test]
fn the_first_words_say_what_is_inside_and_nothing_is_hidden() {
    each_theme(|name, view, tree, text| {
        let body = tree.select(&select("body")).next().unwrap();
        let opening = words(tree.select(&select(".above")).next().unwrap());
        assert!(opening.contains(&view.posts[0].title) && words(body).starts_with(&opening), "{name}: {opening}");
        assert!(text.replace('\n', " ").starts_with(&opening), "{name}: {text}");
        for style in tree.select(&select("[style]")).filter_map(|element| element.attr("style")) {
            assert!(
                !style.contains("display:none") && !style.contains("font-size:0") && !style.contains("opacity"),
                "{style}"
            );
        }
    });
}

#[test]
fn everybody_can_leave_and_write_by_post_in_both_parts() {
    each_theme(|name, _, tree, text| {
        let own = values();
        let leave = tree.select(&select(&format!("a[href='{}']", own.unsubscribe_url))).next_back().unwrap();
        assert!(!words(leave).is_empty(), "{name}");
        assert!(texts(tree, ".foot").concat().contains("3 Harbour Steps, Port Ellery"), "{name}");
        for part in [&*own.unsubscribe_url, &own.preferences_url, "3 Harbour Steps\nPort Ellery"] {
            assert!(text.contains(&format!("\n{part}\n")), "{name}: {part}: {text}");
        }
    });
}

#[test]
fn markup_is_what_mail_programs_and_screen_readers_take() {
    each_theme(|name, view, tree, _| {
        let direction = if view.list.name == "Letters from the Roof" { "ltr" } else { "rtl" };
        assert_eq!(
            tree.select(&select(&format!("html[dir={direction}], div[role=article][dir={direction}]"))).count(),
            2,
            "{name}"
        );
        for table in tree.select(&select("table:not([role=presentation])")) {
            let is_of_post =
                table.ancestors().filter_map(ElementRef::wrap).any(|above| above.attr("class") == Some("post"));
            assert!(is_of_post, "{name}: {}", table.html());
        }
        for picture in tree.select(&select("img")) {
            assert!(picture.attr("alt").is_some() && picture.attr("width").is_some(), "{name}: {}", picture.html());
            assert!(picture.attr("src").unwrap().starts_with("https://"), "{name}");
        }
        for link in tree.select(&select("a[href]")) {
            assert!(!words(link).is_empty() || link.attr("aria-label").is_some(), "{name}: {}", link.html());
        }
        let ids: Vec<_> = tree.select(&select("[id]")).filter_map(|element| element.attr("id")).collect();
        let once: std::collections::BTreeSet<_> = ids.iter().collect();
        assert_eq!(ids.len(), once.len(), "{name}: an id twice");
    });
}

#[test]
fn every_theme_speaks_every_language() {
    let english = [
        "In this digest",
        "Read on",
        "on the web",
        "min read",
        "new post",
        "Change how often",
        "You get this",
        "Leave:",
        "more",
    ];
    for locale in Locales::shipped().all() {
        for theme in Theme::ALL {
            let portion = (*theme == Theme::Letter).then_some(Portion::Excerpt);
            let view = sample(Look { by_topic: true, portion, ..look(*theme) }, locale.tag(), 5, PICTURES);
            let edition = rendered(&view, locale.tag());
            let (tree, text) = (Html::parse_document(&html(&edition)), text(&edition));
            let shown: String =
                tree.select(&select(".above, .byline, .contents, .section, .read-on, .foot")).map(words).collect();
            assert!(!shown.contains(['{', '$', '\u{2068}']) && !text.contains(['{', '$']), "{}: {shown}", locale.tag());
            for words in english.iter().filter(|_| locale.tag() != "en") {
                assert!(
                    !shown.contains(words) && !text.contains(words),
                    "{}, {theme}: {words}: {shown}\n{text}",
                    locale.tag()
                );
            }
            for line in text.lines() {
                let is_long = letterbell::render::text::wrap::columns(line) > 72;
                assert!(!is_long || !line.trim().contains(' '), "{}: {line}", locale.tag());
            }
        }
    }
}

#[test]
fn counts_are_said_as_each_language_says_them() {
    let opening = |language: &str, count| {
        let view = sample(look(Theme::Headlines), language, count, PICTURES);
        let text = text(&rendered(&view, language));
        text.split([':', '：']).next().unwrap().to_owned()
    };
    let said = |language| [1, 2, 3, 5, 11].map(|count| opening(language, count));
    assert_eq!(said("en"), ["One new post", "Two new posts", "Three new posts", "Five new posts", "Eleven new posts"]);
    assert_eq!(said("de")[..2], ["Ein neuer Beitrag", "Zwei neue Beiträge"]);
    assert_eq!(said("pl"), ["Nowy wpis", "2 nowe wpisy", "3 nowe wpisy", "5 nowych wpisów", "11 nowych wpisów"]);
    assert_eq!(said("ar"), ["مقال جديد", "مقالان جديدان", "3 مقالات جديدة", "5 مقالات جديدة", "11 مقالًا جديدًا"]);
    assert_eq!(said("he")[..3], ["פוסט חדש", "שני פוסטים חדשים", "3 פוסטים חדשים"]);
    assert_eq!(said("ja")[1], "新しい記事2件");
}

#[test]
fn as_much_of_each_post_is_shown_as_the_list_says() {
    let with = |theme, portion| {
        let edition = rendered(&sample(Look { portion, ..look(theme) }, "en", 5, PICTURES), "en");
        (html(&edition), text(&edition))
    };
    let (begins, ends) = ("At ten past eleven", "By noon they were in their new home");
    for (theme, portion, has_beginning, has_end) in [
        (Theme::Letter, None, true, true),
        (Theme::Letter, Some(Portion::Excerpt), true, false),
        (Theme::Letter, Some(Portion::Headline), false, false),
        (Theme::Magazine, None, true, false),
        (Theme::Magazine, Some(Portion::Full), true, true),
        (Theme::Magazine, Some(Portion::Headline), false, false),
        (Theme::Headlines, Some(Portion::Full), true, false),
    ] {
        let (html, text) = with(theme, portion);
        for part in [&html, &text] {
            assert_eq!(
                (part.contains(begins), part.contains(ends)),
                (has_beginning, has_end),
                "{theme}, {portion:?}: {part}"
            );
        }
        let cut = Html::parse_document(&html).select(&select(".read-on a[aria-label]")).count();
        let is_told = portion == Some(Portion::Headline) || theme == Theme::Headlines;
        assert_eq!(cut > 0, !has_end && !is_told, "{theme}, {portion:?}: read on");
    }
}

#[test]
fn a_magazine_opens_with_a_picture_and_none_is_shown_twice() {
    let view = sample(look(Theme::Magazine), "en", 5, PICTURES);
    let tree = Html::parse_document(&html(&rendered(&view, "en")));
    let pictures: Vec<_> = tree
        .select(&select("img"))
        .map(|img| (img.attr("src").unwrap(), img.attr("width").unwrap(), img.attr("height")))
        .collect();
    let of = |name: &str| format!("{PICTURES}/{name}.png");
    let expected = [
        (of("crane"), "520", Some("273")),
        (of("jar"), "120", Some("63")),
        (of("fog"), "120", Some("63")),
        (of("night"), "120", Some("63")),
    ];
    assert_eq!(pictures, expected.each_ref().map(|(src, width, height)| (src.as_str(), *width, *height)));

    let bare =
        PostView { html: "<p>No picture.</p>".to_owned(), picture_url: Some(of("feed")), ..view.posts[0].clone() };
    let full = Look { portion: Some(Portion::Full), ..look(Theme::Magazine) };
    let whole = DigestView { posts: vec![view.posts[0].clone(), bare], look: full, ..view };
    let tree = Html::parse_document(&html(&rendered(&whole, "en")));
    let shown: Vec<_> = tree.select(&select("img")).map(|img| img.attr("src").unwrap()).collect();
    assert_eq!(shown, [of("crane"), of("feed")], "where the post is whole its pictures stay where they are");
}

#[test]
fn posts_stand_under_their_topics_where_a_list_wants_that() {
    for theme in Theme::ALL {
        let view = sample(Look { by_topic: true, ..look(*theme) }, "en", 5, PICTURES);
        let edition = rendered(&view, "en");
        let tree = Html::parse_document(&html(&edition));
        assert_eq!(texts(&tree, ".section h2"), ["Bees", "Kitchen", "Harbour", "More"], "{theme}");
        let titles: Vec<String> = [0, 3, 1, 2, 4].map(|at| view.posts[at].title.clone()).into();
        assert_eq!(texts(&tree, "h3.title"), titles, "{theme}");
        let text = text(&edition);
        assert!(text.find("*** Bees ***") < text.find("*** More ***"), "{text}");
        if *theme == Theme::Letter {
            assert_eq!(
                texts(&tree, ".post h4"),
                ["How to take a swarm off a hook"],
                "a post's own headings come below its title"
            );
        }
    }
}

#[test]
fn what_mail_programs_would_cut_is_cut_between_elements_with_the_foot_in_place() {
    let paragraph = |number| format!("<p>Paragraph {number} is long enough to be one, and <b>ends</b> here.</p>");
    let long = (0..200).map(paragraph).collect::<Vec<_>>().concat();
    for theme in [Theme::Letter, Theme::Magazine] {
        let mut view = sample(Look { portion: Some(Portion::Full), ..look(theme) }, "en", 30, PICTURES);
        for post in &mut view.posts {
            post.html.clone_from(&long);
        }
        let edition = rendered(&view, "en");
        let html = html(&edition);
        assert!((70_000..100_000).contains(&html.len()), "{theme}: {}", html.len());
        let tree = Html::parse_document(&html);
        for paragraph in tree.select(&select(".post p:not(.byline):not(.read-on)")) {
            assert!(words(paragraph).ends_with("and ends here."), "{theme}: {}", paragraph.html());
        }
        assert_eq!(texts(&tree, ".read-on").len(), 30, "{theme}: every one leads on");
        assert!(texts(&tree, ".note").concat().contains("leave"), "the way to leave stands at the top as well");
        assert!(
            html.trim_end().ends_with("</html>") && texts(&tree, ".foot").concat().contains("Port Ellery"),
            "{theme}"
        );
    }
}

#[test]
fn where_even_titles_are_too_many_the_foot_comes_first() {
    for theme in Theme::ALL {
        let view = sample(look(*theme), "en", 700, PICTURES);
        let edition = rendered(&view, "en");
        let html = html(&edition);
        let leave = html.find(&values().unsubscribe_url).unwrap();
        let address = html.find("3 Harbour Steps").unwrap();
        assert!(leave < 20_000 && address < 20_000, "{theme}: {leave}, {address} of {}", html.len());
        let tree = Html::parse_document(&html);
        assert_eq!(texts(&tree, "h2.title").len(), 700, "{theme}: none is lost");
    }
}

const HEADLINES: &str = "\
Two new posts: “A swarm on the harbour crane” and “Łucja’s honey
crispbread”.

Letters from the Roof
Monday, 30 November 2026


A swarm on the harbour crane
At ten past eleven the harbour master rang.
30 November
https://roof.example/posts/0

Łucja’s honey crispbread
It keeps for a month in a tin, if nobody knows where the tin is.
30 November
https://roof.example/posts/1

------------------------------------------------------------------------

You get this because you subscribed to Letters from the Roof, Mondays at
8:00.

Change how often it comes:
{preferences}

Leave:
{unsubscribe}

This mail on the web:
https://mail.bellhouse.example/a/letters/digests/7/1f0c2a9b3d

Letters from the Roof
https://roof.example/
3 Harbour Steps
Port Ellery
";

const MAGAZINE: &str = "\
In this digest

1. A swarm on the harbour crane
2. Łucja’s honey crispbread


1. A swarm on the harbour crane
===============================
Runa Sæther, Monday, 30 November, 1\u{a0}min\u{a0}read

At ten past eleven the harbour master rang. He is a man of few words and
used four: “Your lot. The crane.”
";

#[test]
fn texts_read_as_typed_by_a_careful_person() {
    let of = |theme| text(&rendered(&sample(look(theme), "en", 2, PICTURES), "en"));
    let expected = HEADLINES.replace("{preferences}", &values().preferences_url);
    assert_eq!(of(Theme::Headlines), expected.replace("{unsubscribe}", &values().unsubscribe_url));
    let magazine = of(Theme::Magazine);
    assert!(magazine.contains(&MAGAZINE.replace('\u{a0}', " ")), "{magazine}");
}
