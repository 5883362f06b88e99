//! What every page and the template set itself keep to.

use crate::english;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use letterbell::render::accent::Accent;
use letterbell::render::pages::{Confirm, Page, Preferences};
use letterbell::render::templates::Templates;
use letterbell::render::views::SiteView;

fn select(selector: &str) -> scraper::Selector {
    scraper::Selector::parse(selector).unwrap()
}

fn pages() -> Vec<(String, scraper::Html)> {
    let templates = Templates::load(None).unwrap();
    let render = |page: &Page| {
        let html = templates.page(&SiteView::sample(), page, english()).unwrap();
        (html.clone(), scraper::Html::parse_document(&html))
    };
    Page::samples().iter().map(render).collect()
}

#[test]
fn the_program_embeds_every_file_of_the_folder() {
    fn names(folder: &Path, root: &Path, found: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                names(&path, root, found);
            } else {
                found.insert(path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/"));
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let mut found = BTreeSet::new();
    // What is the demo's alone has a table of its own.
    for folder in ["embed", "mail", "pages", "partials"] {
        names(&root.join(folder), &root, &mut found);
    }
    let empty = tempfile::tempdir().unwrap();
    fs::write(empty.path().join("unknown"), "").unwrap();
    let listed = Templates::load(Some(empty.path())).err().unwrap().message;
    let listed: BTreeSet<String> = listed.rsplit(": ").next().unwrap().split(", ").map(str::to_owned).collect();
    assert_eq!(found, listed);
}

#[test]
fn every_page_stands_under_the_content_security_policy() {
    for (html, tree) in pages() {
        assert_eq!(tree.select(&select("[style], style")).count(), 0, "{html}");
        for script in tree.select(&select("script")) {
            assert!(["/confirm.js", "/embed.js", "/embed-page.js", "/form.js"].contains(&script.attr("src").unwrap()));
            assert_eq!(script.text().collect::<String>().trim(), "");
        }
        for loaded in tree.select(&select("link:not([rel=canonical]), img, script")) {
            let source = loaded.attr("href").or(loaded.attr("src")).unwrap();
            // A post's own pictures, which the archive's policy allows.
            let is_of_post = loaded.value().name() == "img"
                && loaded
                    .ancestors()
                    .filter_map(scraper::ElementRef::wrap)
                    .any(|around| around.attr("class") == Some("post"));
            let is_own = source.starts_with('/') && !source.starts_with("//");
            assert!(is_own || is_of_post && source.starts_with("https://"), "{source}");
        }
    }
}

#[test]
fn every_page_has_a_title_a_language_one_first_heading_and_at_most_one_primary_action() {
    for (html, tree) in pages() {
        assert!(tree.select(&select("html[lang=en][dir=ltr]")).next().is_some(), "{html}");
        let title: String = tree.select(&select("title")).flat_map(|title| title.text()).collect();
        assert!(title.ends_with("– The Bell House") && title.len() > 20, "{title}");
        assert_eq!(tree.select(&select("h1")).count(), 1, "{html}");
        assert_eq!(tree.select(&select("main")).count(), 1, "{html}");
        assert!(tree.select(&select("button:not(.quiet)")).count() <= 1, "{html}");
    }
}

#[test]
fn every_field_has_a_label_and_every_error_is_tied_to_its_field() {
    for (html, tree) in pages() {
        for field in tree.select(&select("input:not([type=hidden])")) {
            let labelled =
                field.attr("id").is_some_and(|id| tree.select(&select(&format!("label[for={id}]"))).next().is_some());
            let wrapped = field
                .parent()
                .and_then(scraper::ElementRef::wrap)
                .is_some_and(|parent| parent.value().name() == "label");
            assert!(labelled || wrapped, "{}", field.html());
        }
        for error in tree.select(&select(".error")) {
            let id = error.attr("id").unwrap();
            assert!(tree.select(&select(&format!("[aria-describedby={id}]"))).next().is_some(), "{html}");
        }
        let errors = tree.select(&select(".error")).count();
        assert_eq!(tree.select(&select("[autofocus]")).count(), usize::from(errors > 0), "{html}");
    }
}

#[test]
fn forms_post_and_carry_the_agreed_fields() {
    let of_a_list = ["language", "list", "schedule-letters", "schedule-letters", "schedule-letters", "topics-letters"];
    let lists = [&of_a_list[..], &["topic-letters", "topic-letters", "list", "email", "website", "stamp"]].concat();
    let expected = [
        ("Lists", lists),
        (
            "Subscribe",
            vec![
                "language", "email", "schedule", "schedule", "schedule", "topics", "topic", "topic", "website", "stamp",
            ],
        ),
        ("Confirm", vec![]),
        ("SendLink", vec!["language", "email", "website", "stamp"]),
        ("LinkSent", vec!["email"]),
        ("OnceMore", vec!["email"]),
        ("Unsubscribe", vec!["confirm"]),
        ("YourData", vec!["action"]),
        ("Unsubscribed", vec!["action", "action", "reason"]),
        ("Gate", vec!["language", "email", "website"]),
    ];
    let samples = Page::samples();
    for ((html, tree), page) in pages().into_iter().zip(&samples) {
        let name: String = format!("{page:?}").chars().take_while(char::is_ascii_alphanumeric).collect();
        for form in tree.select(&select("form")) {
            assert_eq!(form.attr("method"), Some("post"), "{html}");
        }
        let fields: Vec<&str> = tree.select(&select("form [name]")).filter_map(|field| field.attr("name")).collect();
        if let Page::Preferences(view) = page {
            assert_eq!(fields, preference_fields(view), "{name}");
            continue;
        }
        // Only what is gated has a form.
        let name = if html.contains("class=\"gate\"") { "Gate".to_owned() } else { name };
        if let Page::CheckMail(view) = page {
            let again: Vec<&str> = view.resend.fields.iter().map(|field| field.name.as_str()).collect();
            assert_eq!(fields, again, "{name}");
            continue;
        }
        let agreed = expected.iter().find(|(page, _)| *page == name).map_or(vec![], |(_, fields)| fields.clone());
        assert_eq!(fields, agreed, "{name}");
    }
}

/// What the forms of a preference page carry: what it shows, one form after the other.
fn preference_fields(view: &Preferences) -> Vec<&'static str> {
    let mut fields = vec!["action", "schedule", "schedule", "schedule"];
    if view.clock.is_some() {
        fields.extend(["zone", "hour", "weekday"]);
    }
    if !view.topics.is_empty() {
        fields.extend(["topics", "topic", "topic"]);
    }
    fields.extend(["language", "action"]);
    if view.paused_until.is_none() {
        fields.push("until");
    }
    fields.extend(["action", "email"]);
    if view.data_from.is_none() {
        fields.push("action");
    }
    fields.push("action");
    if !view.other_lists.is_empty() {
        fields.push("action");
    }
    fields
}

#[test]
fn only_a_confirmation_that_may_submit_itself_carries_the_script() {
    let templates = Templates::load(None).unwrap();
    let page = |submits_itself| {
        let confirm = Confirm {
            lists: vec!["L".to_owned()],
            address: "a@example.org".to_owned(),
            schedule: None,
            submits_itself,
        };
        templates.page(&SiteView::sample(), &Page::Confirm(confirm), english()).unwrap()
    };
    assert!(page(true).contains("data-submits-itself") && page(true).contains("confirm.js"));
    assert!(!page(false).contains("data-submits-itself") && !page(false).contains("<script"));
}

#[test]
fn the_stylesheet_carries_the_sites_own_colour() {
    let templates = Templates::load(None).unwrap();
    let accent = Accent::from_brand("#00897b").unwrap();
    let page =
        templates.page(&SiteView { accent: accent.clone(), ..SiteView::sample() }, &Page::NotFound, english()).unwrap();
    assert!(page.contains("style.css?accent=00897b"), "{page}");
    let style = templates.asset("style.css", &accent).unwrap();
    assert_eq!(style.content_type, "text/css; charset=utf-8");
    assert!(style.body.contains(accent.light()) && style.body.contains(accent.dark()));
    assert!(templates.asset("bell.svg", &accent).is_some() && templates.asset("confirm.js", &accent).is_some());
    assert!(templates.asset("../partials/page.html", &accent).is_none() && templates.asset("no", &accent).is_none());
}
