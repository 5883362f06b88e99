//! Pages in every language: whole, in their own words alone, and laid out from their own side.

use std::collections::BTreeSet;

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{Entry, PatternElement};
use letterbell::render::locale::{Locale, Locales};
use letterbell::render::pages::Page;
use letterbell::render::templates::Templates;
use letterbell::render::views::SiteView;

use crate::english;

/// What a page says, in its order: its texts and its labels that are not seen. What is copied into a blog speaks the blog's language.
fn said(html: &str) -> Vec<String> {
    let tree = scraper::Html::parse_document(html);
    let mut all = Vec::new();
    for node in tree.tree.root().descendants() {
        let mut around = node.ancestors().filter_map(|above| above.value().as_element());
        let is_code = around.any(|element| element.name() == "code");
        match node.value() {
            scraper::Node::Text(text) if !is_code => all.push(text.split_whitespace().collect::<Vec<_>>().join(" ")),
            scraper::Node::Element(element) => all.extend(element.attr("aria-label").map(str::to_owned)),
            _ => {}
        }
    }
    all.retain(|text| !text.is_empty());
    all
}

/// The sentences of English: the parts of its messages that stand between what is filled in.
fn english_sentences() -> BTreeSet<String> {
    let text =
        std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("locales/en.ftl")).unwrap();
    let resource = FluentResource::try_new(text).unwrap();
    let of_pages = ["page-", "error-", "archive-", "embed-", "untitled"];
    let mut sentences = BTreeSet::new();
    for entry in resource.entries() {
        let Entry::Message(message) = entry else { continue };
        if !of_pages.iter().any(|prefix| message.id.name.starts_with(prefix)) {
            continue;
        }
        for element in &message.value.as_ref().unwrap().elements {
            if let PatternElement::TextElement { value } = element {
                let value = value.trim();
                // Shorter ones stand inside of names and of other languages' words.
                if value.split_whitespace().count() >= 3 {
                    sentences.insert(value.to_owned());
                }
            }
        }
    }
    sentences
}

/// What the samples themselves say in English: names, dates, an error, an operator's words.
fn given(page: &Page) -> String {
    format!("{page:?}")
}

#[test]
fn no_page_of_another_language_holds_an_english_sentence() {
    let templates = Templates::load(None).unwrap();
    let sentences = english_sentences();
    assert!(sentences.len() > 120, "{}", sentences.len());
    let mut seen_in_english = 0;
    for page in Page::samples() {
        let given = given(&page);
        let of_the_program = |text: &str| {
            sentences.iter().find(|sentence| text.contains(*sentence) && !given.contains(*sentence)).cloned()
        };
        seen_in_english += said(&templates.page(&SiteView::sample(), &page, english()).unwrap())
            .iter()
            .filter(|text| of_the_program(text).is_some())
            .count();
        for locale in Locales::shipped().all().filter(|locale| locale.tag() != "en") {
            for text in said(&templates.page(&SiteView::sample(), &page, locale).unwrap()) {
                let left = of_the_program(&text);
                assert!(left.is_none(), "{}: {text:?} holds {left:?}", locale.tag());
            }
        }
    }
    assert!(seen_in_english > 100, "the test sees English where it is: {seen_in_english}");
}

#[test]
fn every_page_names_its_language_and_its_direction() {
    let templates = Templates::load(None).unwrap();
    for page in Page::samples() {
        for locale in Locales::shipped().all() {
            let html = templates.page(&SiteView::sample(), &page, locale).unwrap();
            let start = format!("<html lang=\"{}\" dir=\"{}\">", locale.tag(), locale.direction());
            assert!(html.contains(&start), "{start}: {html}");
            assert!(!html.contains(['\u{2068}', '\u{2069}']) && !html.contains("{ $"), "{html}");
        }
    }
}

/// A name from the other side must not reorder the sentence around it: wherever it stands in one, it is isolated.
#[test]
fn names_and_addresses_in_sentences_are_isolated() {
    let templates = Templates::load(None).unwrap();
    for page in Page::samples() {
        let html = templates.page(&SiteView::sample(), &page, hebrew()).unwrap();
        let tree = scraper::Html::parse_document(&html);
        for name in ["Letters from the Bell House", "ada@example.org", "The Bell House"] {
            let body = scraper::Selector::parse("body").unwrap();
            for node in tree.select(&body).next().unwrap().descendants() {
                let scraper::Node::Text(text) = node.value() else { continue };
                if !text.contains(name) || text.trim() == name {
                    continue;
                }
                let isolated = node.ancestors().filter_map(|above| above.value().as_element()).any(|element| {
                    element.name() == "bdi" || element.attr("dir").is_some() && element.name() != "html"
                });
                assert!(isolated, "{name} stands bare in {text:?}: {html}");
            }
        }
    }
}

fn hebrew() -> &'static Locale {
    Locales::shipped().get("he").unwrap()
}
