//! A digest from view to filled mail.

use crate::english;
use letterbell::domain::look::{Look, Theme};
use letterbell::render::holes::{Escape, Hole, HoleValues, Piece};
use letterbell::render::mail::Edition;
use letterbell::render::single_mail::{ConfirmationView, SingleMail};
use letterbell::render::templates::Templates;
use letterbell::render::text;
use letterbell::render::views::{DigestView, PostView};

fn values() -> HoleValues {
    HoleValues {
        unsubscribe_url: "https://mail.example/u/1?a=1&b=2".to_owned(),
        preferences_url: "https://mail.example/p/1?a=1&b=2".to_owned(),
    }
}

fn render(view: &DigestView) -> Edition {
    Templates::load(None).unwrap().digest(view, english()).unwrap()
}

fn post(title: &str, html: &str) -> PostView {
    PostView { title: title.to_owned(), html: html.to_owned(), ..PostView::samples().remove(1) }
}

fn of(posts: Vec<PostView>) -> DigestView {
    DigestView { posts, ..DigestView::sample() }
}

#[test]
fn an_edition_comes_back_from_storage_as_it_went() {
    let edition = render(&DigestView::sample());
    assert_eq!(Edition::from_stored(&edition.to_stored()).unwrap(), edition);
}

#[test]
fn both_parts_carry_both_links_of_the_reader() {
    for theme in Theme::ALL {
        let look = Look { theme: *theme, ..Look::default() };
        let edition = render(&DigestView { look, ..DigestView::sample() });
        for part in [&edition.html, &edition.text] {
            let holes: Vec<Hole> = part
                .pieces()
                .iter()
                .filter_map(|piece| if let Piece::Hole(hole) = piece { Some(*hole) } else { None })
                .collect();
            assert!(holes.contains(&Hole::UnsubscribeUrl) && holes.contains(&Hole::PreferencesUrl), "{holes:?}");
        }
        let html = edition.html.fill(&values(), Escape::Html);
        assert!(html.contains("href=\"https://mail.example/u/1?a=1&amp;b=2\""), "{html}");
        assert!(edition.text.fill(&values(), Escape::None).contains("\nhttps://mail.example/u/1?a=1&b=2\n"));
    }
}

#[test]
fn every_word_and_link_of_a_post_is_in_both_parts() {
    let view = DigestView::sample();
    let edition = render(&view);
    let (html, plain) = (edition.html.to_stored(), edition.text.to_stored());
    for post in &view.posts {
        assert!(plain.contains(&text::from_html(&post.html, english())), "{plain}");
        let tree = scraper::Html::parse_document(&html);
        let shown: String = tree.root_element().text().collect();
        let fragment = scraper::Html::parse_fragment(&post.html);
        let mut rest = shown.as_str();
        for word in fragment.root_element().text().flat_map(str::split_whitespace) {
            let at = rest.find(word).unwrap_or_else(|| panic!("{word} is missing or out of order"));
            rest = &rest[at + word.len()..];
        }
        for link in fragment.select(&scraper::Selector::parse("a[href]").unwrap()) {
            let target = link.attr("href").unwrap();
            assert!(html.contains(target) && plain.contains(target), "{target}");
        }
    }
}

#[test]
fn there_is_one_first_heading_and_it_is_the_lists_name() {
    let edition = render(&of(vec![post("One", "<h1>Loud</h1><h2>Less</h2>"), post("Two", "<h2>Only</h2>")]));
    let tree = scraper::Html::parse_document(&edition.html.to_stored());
    let texts = |selector: &str| -> Vec<String> {
        tree.select(&scraper::Selector::parse(selector).unwrap())
            .map(|heading| heading.text().collect::<String>().trim().to_owned())
            .collect()
    };
    assert_eq!(texts("h1"), ["Letters from the Bell House"]);
    assert_eq!(texts("h2"), ["One", "Two"]);
    assert_eq!((texts("h3"), texts("h4")), (vec!["Loud".to_owned(), "Only".to_owned()], vec!["Less".to_owned()]));
}

#[test]
fn the_first_line_says_what_is_inside_and_nothing_is_hidden() {
    let four: Vec<PostView> = ["A", "B", "C", "D", "E"].iter().map(|title| post(title, "<p>x</p>")).collect();
    let edition = render(&of(four));
    assert_eq!(edition.subject.to_stored(), "A, and four more");
    let html = edition.html.to_stored();
    assert!(html.contains("Five new posts: “A”, “B”, “C” and two more."), "{html}");
    assert!(!html.contains("display:none") && !html.contains("display: none"));
    assert_eq!(render(&of(vec![post("Alone", "<p>x</p>")])).subject.to_stored(), "Alone");
}

#[test]
fn styles_stand_in_the_elements_and_only_media_queries_in_the_head() {
    let html = render(&DigestView::sample()).html.to_stored();
    let tree = scraper::Html::parse_document(&html);
    let select = |selector: &str| scraper::Selector::parse(selector).unwrap();
    for element in
        tree.select(&select(".post p, .post li, .post blockquote, .post pre, .post img, .post td, h1, h2, td.cell"))
    {
        assert!(element.attr("style").is_some_and(|style| !style.is_empty()), "{}", element.html());
    }
    let head: String = tree.select(&select("style")).map(|style| style.text().collect::<String>()).collect();
    assert!(head.contains("prefers-color-scheme") && head.contains("max-width"), "{head}");
    assert!(!head.contains(".masthead{") && head.trim_start().starts_with('@'), "{head}");
    assert!(html.contains("<!--[if mso]>") && html.contains("role=\"presentation\""));
    assert!(html.to_lowercase().starts_with("<!doctype html>"), "{html}");
    assert!(tree.select(&select("html[lang=en][dir=ltr], div[role=article][lang=en][dir=ltr]")).count() == 2);
}

#[test]
fn a_digest_too_long_for_mail_programs_cuts_its_longest_posts_between_paragraphs_and_says_so() {
    let long = "<p>Word after word after word.</p>".repeat(5000);
    let posts =
        vec![post("Short", "<p>Stays whole.</p>"), post("Long", &long), post("Also short", "<p>Stays, too.</p>")];
    let edition = render(&of(posts));
    let (html, plain) = (edition.html.to_stored(), edition.text.to_stored());
    assert!(html.len() <= 100_000, "{}", html.len());
    for part in [&html, &plain.replace('\n', " ")] {
        assert!(part.contains("Stays whole.") && part.contains("Stays, too."));
        assert!(
            part.matches("Word after word after word.").count() > 500,
            "as much of the long one as there is room for"
        );
        assert!(part.contains("The longest posts are shortened here"));
    }
    assert!(html.len() > 80_000, "{}", html.len());
    assert_eq!(plain.matches("Read on: https://bellhouse.example/how-to-oil-a-bell").count(), 1);
    let tree = scraper::Html::parse_document(&html);
    let last = tree.select(&scraper::Selector::parse(".post").unwrap()).nth(1).unwrap();
    let ends: Vec<String> = last.child_elements().map(|element| element.text().collect()).collect();
    let (read_on, paragraphs) = ends[2..].split_last().unwrap();
    assert_eq!(read_on, "Read on");
    assert!(html.contains("aria-label=\"Read on: Long\""), "a link says where it leads");
    assert!(paragraphs.iter().all(|paragraph| paragraph == "Word after word after word."), "none in part");
    let leave = html.find(Hole::UnsubscribeUrl.mark()).unwrap();
    assert!(leave < html.find("Stays whole.").unwrap(), "the way to leave comes before the posts");
}

#[test]
fn a_post_that_cannot_be_cut_is_told_by_its_excerpt() {
    let edition = render(&of(vec![post("Whole or not", &format!("<p>{}</p>", "word ".repeat(30_000)))]));
    for part in [edition.html.to_stored(), edition.text.to_stored().replace('\n', " ")] {
        assert!(part.contains("A bell needs three drops of oil a year") && part.contains("Read on: "), "{part}");
    }
}

#[test]
fn hundreds_of_posts_still_render() {
    let edition = render(&of((0..400).map(|number| post(&format!("Post {number}"), "<p>Text.</p>")).collect()));
    assert!(edition.text.to_stored().contains("Post 399"));
}

#[test]
fn posts_without_title_link_or_content_still_make_sense() {
    let bare = PostView {
        title: String::new(),
        link: None,
        author: None,
        date: None,
        day: None,
        html: String::new(),
        ..PostView::samples().remove(1)
    };
    let edition = render(&of(vec![bare.clone()]));
    assert_eq!(edition.subject.to_stored(), "A bell needs three drops of oil a year, and never on a …");
    assert!(edition.html.to_stored().contains("A bell needs three drops of oil a year, and never on a Sunday."));
    let empty = PostView { excerpt: String::new(), ..bare };
    assert_eq!(render(&of(vec![empty])).subject.to_stored(), "a post without a title");
}

#[test]
fn text_lines_stay_within_a_mails_width() {
    let text = render(&DigestView::sample()).text.fill(&values(), Escape::None);
    for line in text.lines() {
        assert!(line.chars().count() <= 72 || !line.trim().contains(' '), "{line}");
    }
}

#[test]
fn each_post_is_written_in_its_own_direction() {
    let edition = render(&of(vec![post("رسالة من الميناء", "<p>نص</p>"), post("Plain", "<p>x</p>")]));
    let html = edition.html.to_stored();
    let tree = scraper::Html::parse_document(&html);
    let directions: Vec<&str> =
        tree.select(&scraper::Selector::parse(".post").unwrap()).filter_map(|post| post.attr("dir")).collect();
    assert_eq!(directions, ["rtl", "ltr"]);
}

#[test]
fn a_confirmation_says_who_asks_for_what_until_when_and_how_to_ignore_it() {
    let view = ConfirmationView { lists: vec!["Letters".to_owned(), "Tides".to_owned()], ..ConfirmationView::sample() };
    let mail = Templates::load(None).unwrap().single_mail(&SingleMail::Confirmation(view), english()).unwrap();
    assert_eq!(mail.subject, "Confirm your subscription to Letters and Tides");
    for part in [&mail.html, &mail.text.replace('\n', " ")] {
        for words in [
            "The Bell House",
            "Letters and Tides",
            "https://mail.bellhouse.example/c/b0H3mZ9nS2yQ",
            "until Thursday, 3 December, 18:00",
            "do nothing; you will hear nothing more",
            "3 Harbour Steps",
        ] {
            assert!(part.contains(words), "{words} in {part}");
        }
    }
    let tree = scraper::Html::parse_document(&mail.html);
    assert_eq!(tree.select(&scraper::Selector::parse(".press a").unwrap()).count(), 1);
}
