//! Templates of a site's own: over the shipped ones, fenced in, and never in the way of what must go out.

use letterbell::render::contexts::names_of_templates;
use letterbell::render::pages::Page;
use letterbell::render::single_mail::SingleMail;
use letterbell::render::templates::{Replacement, Replacements, Templates, template_names};
use letterbell::render::views::{DigestView, PostView, SiteView};
use std::collections::BTreeMap;

use crate::english;

const SITE: &str = "The Bell House";

fn own(texts: &[(&str, &str)]) -> Replacements {
    let replacement = |(name, text): &(&str, &str)| {
        ((*name).to_owned(), Replacement { text: (*text).to_owned(), place: format!("{name} (version 1)") })
    };
    texts.iter().map(replacement).collect()
}

fn with(texts: &[(&str, &str)]) -> (Templates, Vec<String>) {
    let templates = Templates::load(None).unwrap();
    let wrong = templates.set_sites(BTreeMap::from([(SITE.to_owned(), own(texts))]));
    (templates, wrong.iter().map(ToString::to_string).collect())
}

#[test]
fn a_site_has_its_own_and_the_others_have_the_common_ones() {
    let (templates, wrong) = with(&[("mail/digest/subject.txt", "Ding dong: {{ posts[0].title }}")]);
    assert!(wrong.is_empty(), "{wrong:?}");
    assert_eq!(
        templates.digest(&DigestView::sample(), english()).unwrap().subject.to_stored(),
        "Ding dong: The ferry that waits"
    );
    let mut other = DigestView::sample();
    other.list.site = SiteView { name: "Another".to_owned(), ..SiteView::sample() };
    assert!(!templates.digest(&other, english()).unwrap().subject.to_stored().contains("Ding"));
    // What is taken up later is in force without a new start; what is given up is so, too.
    templates.set_sites(BTreeMap::new());
    assert!(!templates.digest(&DigestView::sample(), english()).unwrap().subject.to_stored().contains("Ding"));
}

#[test]
fn a_bad_one_is_left_out_by_name_and_the_good_ones_stay() {
    let (templates, wrong) = with(&[
        ("mail/digest/subject.txt", "Ding: {{ posts[0].title }}"),
        ("mail/welcome/subject.txt", "Hello\n{{ nobody.knows }}"),
        ("mail/gone_with_an_upgrade.txt", "x"),
        ("pages/not_found.html", "{% if %}"),
    ]);
    assert_eq!(wrong.len(), 3, "{wrong:?}");
    for words in [
        "mail/welcome/subject.txt (version 1), line 2",
        "mail/gone_with_an_upgrade.txt (version 1): replaces no template",
        "pages/not_found.html (version 1), line 1",
    ] {
        assert!(wrong.iter().any(|error| error.contains(words)), "{words} in {wrong:?}");
    }
    assert!(templates.digest(&DigestView::sample(), english()).unwrap().subject.to_stored().starts_with("Ding"));
    let welcome = SingleMail::samples().into_iter().find(|mail| mail.kind() == "welcome").unwrap();
    assert!(!templates.single_mail(&welcome, english()).unwrap().subject.is_empty());
    assert!(templates.page(&SiteView::sample(), &Page::NotFound, english()).is_ok());
}

#[test]
fn one_that_fails_on_the_day_is_stood_in_for_by_the_shipped_one() {
    let text = "{% if 'ferry' in posts[0].title %}Mine{% else %}{{ posts[0].nothing }}{% endif %}";
    let (templates, wrong) = with(&[("mail/digest/subject.txt", text)]);
    assert!(wrong.is_empty(), "the sample does not show it: {wrong:?}");
    let posts = vec![PostView { title: "A bell".to_owned(), ..PostView::samples().remove(0) }];
    assert_eq!(
        templates.digest(&DigestView { posts, ..DigestView::sample() }, english()).unwrap().subject.to_stored(),
        "A bell"
    );
    assert_eq!(templates.digest(&DigestView::sample(), english()).unwrap().subject.to_stored(), "Mine");
}

/// Fuel is charged for instructions, and for what is put together, filtered and written: few instructions over long texts end, too.
#[test]
fn work_without_end_is_refused() {
    let templates = Templates::load(None).unwrap();
    for text in [
        "{% for a in range(99999) %}{% for b in range(99999) %}{% set c = a * b %}{% endfor %}{% endfor %}x",
        "{% set long = '0123456789' * 1000000 %}{% for _ in range(90000) %}{% set longer = long ~ 'x' %}{% endfor %}x",
        "{% set long = 'ab' * 400000 %}{% for _ in range(20000) %}{% set up = long | upper | lower %}{% endfor %}x",
        "{% set long = 'a b ' * 200000 %}{% for _ in range(20000) %}{% set up = long | wrapped %}{% endfor %}x",
        "{% macro again(n) %}{{ again(n) }}{{ again(n) }}{% endmacro %}{{ again(1) }}",
    ] {
        let refused = templates.check(&own(&[("mail/digest/subject.txt", text)])).err();
        let refused = refused.unwrap_or_else(|| panic!("{text} is taken"));
        assert!(
            ["fuel", "recursion", "longer than 5 s"].iter().any(|words| refused.message.contains(words)),
            "{text}: {refused}"
        );
    }
}

#[test]
fn output_without_end_is_refused_in_words_of_our_own() {
    let templates = Templates::load(None).unwrap();
    let text = "{% set long = '0123456789' * 100000 %}{% for _ in range(20) %}{{ long }}{% endfor %}";
    let refused = templates.check(&own(&[("mail/digest/subject.txt", text)])).err().unwrap();
    assert_eq!(refused.message, "it writes more than 8 MiB");
}

#[test]
fn a_template_reaches_nothing_but_what_it_is_given() {
    let templates = Templates::load(None).unwrap();
    for text in [
        "{% include '/etc/passwd' %}",
        "{% include '../../../../etc/passwd' %}",
        "{% import 'file:///etc/passwd' as x %}",
        "{% include 'https://example.org/x' %}",
        "{% extends 'mail/../../../etc/passwd' %}",
        "{{ env.HOME }}",
        "{{ environ('HOME') }}",
        "{{ open('/etc/passwd') }}",
        "{{ fetch('https://example.org') }}",
        "{{ subject.__class__ }}",
        "{{ debug() }}",
        "{{ ''.constructor }}",
        "{{ '/etc/passwd' | read }}",
    ] {
        let refused = templates.check(&own(&[("mail/digest/subject.txt", text)])).err();
        assert!(refused.is_some_and(|error| error.template.contains("(version 1)")), "{text}");
    }
}

/// Readers of all languages get mails, so that one language is enough to be refused, and it is named.
#[test]
fn what_fails_in_one_language_alone_is_refused_with_the_language() {
    let templates = Templates::load(None).unwrap();
    let shipped = |name: &str| letterbell::render::templates::embedded(name).unwrap().to_owned();
    let in_polish = |what: &str| format!("{{% if language == \"pl\" %}}{what}{{% endif %}}");
    let unsubscribing = "{{ unsubscribe_url }}";
    let without_in_polish =
        shipped("mail/digest/ways.html").replace(unsubscribing, "{{ unsubscribe_url if language != 'pl' else '' }}");
    for (name, text, words) in [
        ("mail/digest/subject.txt", format!("x{}", in_polish("{{ say('no-such-message') }}")), "no-such-message"),
        (
            "mail/welcome/body.txt",
            shipped("mail/welcome/body.txt") + &in_polish("{{ nobody.knows }}"),
            "undefined value",
        ),
        ("mail/goodbye/subject.txt", "{% if language != 'pl' %}Goodbye{% endif %}".to_owned(), "the subject is empty"),
        ("mail/digest/ways.html", without_in_polish, "unsubscribe_url"),
        ("partials/letterhead.html", in_polish("{{ nobody.knows }}"), "undefined value"),
        (
            "pages/not_found.html",
            shipped("pages/not_found.html")
                .replace("{% block main %}", &format!("{{% block main %}}{}", in_polish("{{ nobody.knows }}"))),
            "undefined value",
        ),
        ("pages/archive_feed.xml", in_polish("{{ nobody.knows }}"), "undefined value"),
    ] {
        let refused = templates.check(&own(&[(name, &text)])).err().unwrap_or_else(|| panic!("{name} is taken"));
        assert_eq!(refused.language, Some("pl"), "{refused}");
        assert!(refused.message.contains(words) && refused.to_string().contains(", in pl: "), "{refused}");
    }
    let refused = templates.check(&own(&[("mail/digest/subject.txt", "{{ nobody.knows }}")])).err().unwrap();
    assert_eq!(refused.language, None, "what fails in all names none: {refused}");
}

/// Only what has the replaced text in it is tried: this holds that nothing is overlooked.
#[test]
fn each_template_is_tried_with_whatever_takes_it_in() {
    let templates = Templates::load(None).unwrap();
    for name in template_names() {
        let refused = templates.check(&own(&[(name, "{{ nobody.knows }}")])).err();
        assert!(
            refused.is_some_and(|error| error.template == format!("{name} (version 1)")),
            "{name} is tried nowhere"
        );
    }
}

#[test]
fn what_is_wrong_is_told_again_while_it_stays() {
    let (templates, _) =
        with(&[("mail/digest/subject.txt", "Ding: {{ posts[0].title }}"), ("pages/not_found.html", "{% if %}")]);
    let again = BTreeMap::from([
        (
            SITE.to_owned(),
            own(&[("mail/digest/subject.txt", "Ding: {{ posts[0].title }}"), ("pages/not_found.html", "{% if %}")]),
        ),
        ("Another".to_owned(), own(&[("mail/digest/subject.txt", "{{ nobody.knows }}")])),
    ]);
    let wrong: Vec<String> = templates.set_sites(again).iter().map(ToString::to_string).collect();
    assert_eq!(wrong.len(), 2, "what is wrong is told again: {wrong:?}");
    assert!(templates.digest(&DigestView::sample(), english()).unwrap().subject.to_stored().starts_with("Ding"));
}

#[test]
fn a_name_chooses_its_escaping() {
    for name in template_names() {
        let ending = name.rsplit_once('.').unwrap().1;
        assert!(["html", "txt", "css", "svg", "xml"].contains(&ending), "{name}: escaping goes by the ending");
    }
    let posts = vec![PostView { title: "Bees & <b>honey</b>".to_owned(), ..PostView::samples().remove(0) }];
    let view = DigestView { posts, ..DigestView::sample() };
    let templates = Templates::load(None).unwrap();
    let edition = templates.digest(&view, english()).unwrap();
    assert_eq!(edition.subject.to_stored(), "Bees & <b>honey</b>");
    let (html, text) = (edition.html.to_stored(), edition.text.to_stored());
    let document = scraper::Html::parse_document(&html);
    assert_eq!(document.select(&scraper::Selector::parse("b").unwrap()).count(), 0, "{html}");
    assert!(document.root_element().text().any(|words| words.contains("Bees & <b>honey</b>")), "{html}");
    assert!(text.contains("Bees & <b>honey</b>"), "{text}");
}

/// A name, its type and what it is, in a row of a table below the heading of its mail.
#[test]
fn the_guide_names_what_each_mail_may_name_and_nothing_else() {
    let guide = include_str!("../../docs/guide/templates.md");
    let mut told: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    let mut section = None;
    for line in guide.lines() {
        if line.starts_with('#') {
            section = line.strip_prefix("### ").filter(|name| name.starts_with("mail/"));
        }
        if let (Some(section), Some(rest)) = (section, line.strip_prefix("| `")) {
            let (name, rest) = rest.split_once("` | ").unwrap();
            let (kind, meaning) = rest.split_once(" | ").unwrap();
            assert!(meaning.trim_end_matches('|').trim().len() > 3, "{section}: {name} is not explained");
            told.entry(section.to_owned()).or_default().insert(name.to_owned(), kind.to_owned());
        }
    }
    let mut wrong = Vec::new();
    for (template, names) in names_of_templates() {
        let Some(mail) = template.strip_suffix("/body.html").filter(|mail| mail.starts_with("mail/")) else { continue };
        let told = told.remove(mail).unwrap_or_default();
        let lacks = names.iter().filter(|(name, kind)| told.get(*name) != Some(*kind));
        wrong.extend(lacks.map(|(name, kind)| format!("{mail} lacks | `{name}` | {kind} | … |")));
        let has = told.keys().filter(|name| !names.contains_key(*name));
        wrong.extend(has.map(|name| format!("{mail} has `{name}`, which there is not")));
    }
    wrong.extend(told.keys().map(|mail| format!("there is no {mail}")));
    assert!(wrong.is_empty(), "docs/guide/templates.md:\n{}", wrong.join("\n"));
}
