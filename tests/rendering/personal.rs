//! Personal parts of digests: written by templates, filled for one reader, and never taken from what a post says.

use letterbell::domain::attributes::Attributes;
use letterbell::domain::personal::ReaderFacts;
use letterbell::domain::topics::Topics;
use letterbell::render::holes::{Escape, HoleValues};
use letterbell::render::mail::Edition;
use letterbell::render::templates::{TemplateError, Templates};
use letterbell::render::views::{DigestView, PostView};

use crate::english;

/// The templates with these put in front: a subject, rows of HTML and lines of text.
fn rendered(subject: &str, html: &str, text: &str, view: &DigestView) -> Result<Edition, TemplateError> {
    let folder = tempfile::tempdir().unwrap();
    let mail = folder.path().join("mail/digest");
    std::fs::create_dir_all(&mail).unwrap();
    let shipped = |name: &str| {
        std::fs::read_to_string(format!("{}/templates/mail/digest/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
    };
    let rows = "{% block rows %}";
    let body = shipped("body.html");
    assert!(body.contains(rows), "{body}");
    std::fs::write(mail.join("subject.txt"), subject).unwrap();
    std::fs::write(mail.join("body.html"), body.replacen(rows, &format!("{rows}\n{html}\n"), 1)).unwrap();
    std::fs::write(mail.join("body.txt"), format!("{text}\n{}", shipped("body.txt"))).unwrap();
    Templates::load(Some(folder.path()))?.digest(view, english())
}

const SUBJECT: &str = "{{ merge('first_name', fallback='Reader') }}, {{ posts[0].label }}{% call when('plan', is='gold') %} (gold){% endcall %}";
const HTML: &str = r#"<tr><td><p title="{{ merge('first_name') }}">Dear {{ merge("first_name", fallback="reader & friend") }}</p>
<p><a href="https://shop.example/?plan={{ merge('plan', fallback='none') }}">Shop</a></p></td></tr>
{% call when("plan", is=["gold", "silver"]) %}
<tr><td><p>Thank you, {{ merge("first_name", fallback="friend") }}.</p></td></tr>
{% endcall %}
{% call unless("topics", is="Bees") %}
<tr><td><p>No bees.</p></td></tr>
{% endcall %}"#;
const TEXT: &str = "Dear {{ merge('first_name', fallback='reader') }},\n{% call when('language', is='de') %}\nGuten Tag.\n{% endcall %}\nhttps://shop.example/?plan={{ merge('plan', url=true) }}\n";

/// Subject, HTML and text for a reader with these attributes.
fn filled(edition: &Edition, attributes: &[(&str, &str)], language: &str) -> [String; 3] {
    let stored = Edition::from_stored(&edition.to_stored()).unwrap();
    assert_eq!(stored, *edition, "as it was stored");
    let mut noted = Attributes::default();
    for (name, value) in attributes {
        noted.set(&name.parse().unwrap(), value).unwrap();
    }
    let values = HoleValues {
        unsubscribe_url: "https://mail.example/u/1".to_owned(),
        preferences_url: "https://mail.example/p/1".to_owned(),
    };
    let topics = Topics::only(["Wax".to_owned()]);
    let reader = ReaderFacts { name: None, attributes: &noted, schedule: "weekly", topics: &topics, language };
    [
        edition.subject.fill_for(&values, &reader, Escape::None),
        edition.html.fill_for(&values, &reader, Escape::Html),
        edition.text.fill_for(&values, &reader, Escape::None),
    ]
}

#[test]
fn fields_and_conditions_are_filled_in_subject_html_and_text() {
    let edition = rendered(SUBJECT, HTML, TEXT, &DigestView::sample()).unwrap();
    let [subject, html, text] = filled(&edition, &[("first_name", "Ada"), ("plan", "gold")], "de");
    assert!(subject.starts_with("Ada, ") && subject.ends_with(" (gold)"), "{subject}");
    for words in ["Dear Ada<", "title=\"Ada\"", "?plan=gold\"", "Thank you, Ada.", "No bees."] {
        assert!(html.contains(words), "{words} in {html}");
    }
    assert!(text.starts_with("Dear Ada,\nGuten Tag.\nhttps://shop.example/?plan=gold\n"), "{text}");
    let tree = scraper::Html::parse_document(&html);
    let rows = scraper::Selector::parse("table.sheet > tbody > tr").unwrap();
    let in_rows: String = tree.select(&rows).flat_map(|row| row.text()).collect();
    assert!(in_rows.contains("Thank you, Ada."), "a row that depends on a condition is still a row");

    let [subject, html, text] = filled(&edition, &[], "en");
    assert!(subject.starts_with("Reader, ") && !subject.contains("gold"), "{subject}");
    assert!(html.contains("Dear reader &amp; friend<") && html.contains("?plan=none\""), "{html}");
    assert!(!html.contains("Thank you,") && !text.contains("Guten Tag"), "{text}");
    assert!(!html.contains("<!--\u{e1}") && !html.contains(['\u{E010}', '\u{E100}']), "{html}");
}

#[test]
fn a_value_is_a_value_wherever_it_stands() {
    let edition = rendered(SUBJECT, HTML, TEXT, &DigestView::sample()).unwrap();
    for sly in [
        "<b>\"x\" & 'y'</b>",
        "{{ 7*7 }}",
        "[[name]]",
        "{% raw %}",
        "javascript:alert(1)",
        "=?utf-8?q?x?=",
        "a&b=c#d",
        "\u{200f}א",
    ] {
        let [subject, html, text] = filled(&edition, &[("first_name", sly), ("plan", sly)], "en");
        assert!(subject.starts_with(&format!("{sly}, ")) && text.starts_with(&format!("Dear {sly},")), "{subject}");
        let tree = scraper::Html::parse_document(&html);
        let words: String = tree.root_element().text().collect();
        assert!(words.contains(&format!("Dear {sly}")), "{words}");
        assert!(tree.select(&scraper::Selector::parse("b").unwrap()).next().is_none(), "{html}");
        let links = scraper::Selector::parse("a[href*='shop.example']").unwrap();
        let link = tree.select(&links).next().unwrap().attr("href").unwrap();
        let url = url::Url::parse(link).unwrap();
        assert_eq!(url.query_pairs().collect::<Vec<_>>(), [("plan".into(), sly.into())], "{link}");
        assert_eq!(url.host_str(), Some("shop.example"));
    }
}

#[test]
fn what_a_post_says_is_never_a_part() {
    let sly = "{{ 7*7 }} [[name]] {% raw %} {{ merge('plan') }} <!--\u{E100}-->\u{E800}\u{E010}\u{E001}";
    let post = PostView {
        title: sly.to_owned(),
        html: "<p>{{ 7*7 }} [[name]] {% raw %} {{ merge('plan') }}</p><p>\u{E100}<!--\u{E101}-->\u{E800}\u{E010}</p>"
            .to_owned(),
        excerpt: sly.to_owned(),
        ..DigestView::sample().posts.remove(0)
    };
    let view = DigestView { posts: vec![post], ..DigestView::sample() };
    let edition = rendered(SUBJECT, HTML, TEXT, &view).unwrap();
    let [subject, html, text] = filled(&edition, &[("first_name", "Ada"), ("plan", "gold")], "en");
    let words: String = scraper::Html::parse_document(&html).root_element().text().collect();
    for part in [&subject, &words, &text] {
        for written in ["{{ 7*7 }}", "[[name]]", "{% raw %}", "{{ merge('plan') }}"] {
            assert!(part.contains(written), "{written} in {part}");
        }
        assert!(!part.contains("49") && !part.contains('\u{E100}'), "{part}");
    }
    assert_eq!(html.matches("Thank you, Ada.").count(), 1);
}

#[test]
fn a_template_that_asks_for_the_impossible_is_refused_with_its_place() {
    let view = DigestView::sample();
    let problem = |subject: &str, html: &str, text: &str| rendered(subject, html, text, &view).unwrap_err().to_string();
    for (html, words) in [
        ("<tr><td><p>{{ merge('First Name') }}</p></td></tr>", "cannot name an attribute"),
        ("<tr><td><p>{{ merge('address') }}</p></td></tr>", "knows by itself"),
        ("<tr><td><p>{{ when('plan') }}</p></td></tr>", "holds a block"),
        ("<tr><td><p>{{ merge('plan', fallbck='x') }}</p></td></tr>", "fallbck"),
        ("<tr><td><p style=\"color: {{ merge('plan') }}\">x</p></td></tr>", "move it into the text"),
    ] {
        let told = problem("s", html, "t");
        assert!(told.contains(words) && told.contains("body.html"), "{words} in {told}");
    }
    let told = problem("{{ merge('first_name') }}", "", "");
    assert!(told.contains("subject.txt") && told.contains("fallbacks"), "{told}");

    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("mail/goodbye")).unwrap();
    std::fs::write(folder.path().join("mail/goodbye/subject.txt"), "{{ merge('first_name', fallback='x') }}").unwrap();
    let told = Templates::load(Some(folder.path())).err().unwrap().to_string();
    assert!(told.contains("stand in digests alone"), "{told}");
}

#[test]
fn the_way_to_leave_may_not_depend_on_a_condition() {
    let folder = tempfile::tempdir().unwrap();
    let mail = folder.path().join("mail/digest");
    std::fs::create_dir_all(&mail).unwrap();
    let shipped =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/mail/digest/body.txt")).unwrap();
    std::fs::write(mail.join("body.txt"), format!("{{% call when('plan') %}}\n{shipped}\n{{% endcall %}}\n")).unwrap();
    let told = Templates::load(Some(folder.path())).err().unwrap().to_string();
    assert!(told.contains("body.txt") && told.contains("everybody needs a way to leave"), "{told}");
}
