//! What law and mailbox providers ask of every mail: a way to leave that is seen, the postal address, nothing hidden, an honest subject.

use std::fs;

use letterbell::domain::look::{Look, Theme};
use letterbell::render::holes::{Escape, HoleValues};
use letterbell::render::single_mail::SingleMail;
use letterbell::render::templates::{TemplateError, Templates};
use letterbell::render::views::{DigestView, PostView};
use scraper::{ElementRef, Html, Selector};

fn digests() -> Vec<DigestView> {
    let sample = DigestView::sample;
    let posts = |count: usize| PostView::samples().into_iter().cycle().take(count).collect();
    let look = |theme: &Theme| Look { theme: *theme, ..Look::default() };
    let of = |theme| [1, 5, 30].map(|count| DigestView { look: look(theme), posts: posts(count), ..sample() });
    Theme::ALL.iter().flat_map(of).collect()
}

fn overridden(name: &str, text: &str) -> Result<Templates, TemplateError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
    Templates::load(Some(folder.path()))
}

/// Declarations by which text is there for machines and not for readers.
fn hides(element: ElementRef<'_>) -> bool {
    let style: String = element.value().attr("style").unwrap_or_default().to_lowercase().split_whitespace().collect();
    let hiding = [
        "display:none",
        "visibility:hidden",
        "mso-hide",
        "opacity:0;",
        "font-size:0",
        "max-height:0",
        "color:transparent",
    ];
    element.value().attr("hidden").is_some() || hiding.iter().any(|hiding| format!("{style};").contains(hiding))
}

fn assert_nothing_is_hidden(name: &str, html: &str) {
    let document = Html::parse_document(html);
    let all = Selector::parse("body *").unwrap();
    for element in document.select(&all).filter(|element| hides(*element)) {
        let words: String = element.text().collect();
        assert!(words.trim().is_empty(), "{name} hides {words:?}");
    }
    // The first words of the mail are what a preview line shows.
    let first =
        document.select(&Selector::parse("body").unwrap()).next().unwrap().text().find(|text| !text.trim().is_empty());
    assert!(first.is_some_and(|first| !first.contains('\u{200c}') && !first.contains('\u{34f}')), "{name}: {first:?}");
}

#[test]
fn every_digest_shows_the_way_to_leave_and_the_postal_address_in_both_parts() {
    let templates = Templates::load(None).unwrap();
    for view in digests() {
        let edition = templates.digest(&view, crate::english()).unwrap();
        let values = HoleValues {
            unsubscribe_url: "https://news.example/u/1".to_owned(),
            preferences_url: "https://news.example/p/1".to_owned(),
        };
        let (html, text) = (edition.html.fill(&values, Escape::Html), edition.text.fill(&values, Escape::None));
        let name = format!("{:?}, {} posts", view.look.theme, view.posts.len());
        assert!(text.contains("https://news.example/u/1") && text.contains("3 Harbour Steps"), "{name}: {text}");
        let document = Html::parse_document(&html);
        let links = Selector::parse("a[href='https://news.example/u/1']").unwrap();
        assert!(document.select(&links).any(|link| !link.text().collect::<String>().trim().is_empty()), "{name}");
        assert!(document.root_element().text().collect::<String>().contains("3 Harbour Steps"), "{name}");
        assert_nothing_is_hidden(&name, &html);
    }
}

#[test]
fn no_mail_to_one_person_hides_anything() {
    let templates = Templates::load(None).unwrap();
    for mail in SingleMail::samples() {
        let rendered = templates.single_mail(&mail, crate::english()).unwrap();
        assert_nothing_is_hidden(&rendered.subject, &rendered.html);
    }
}

#[test]
fn a_template_without_the_way_to_leave_or_the_postal_address_is_refused() {
    let body = |foot: &str| {
        format!(
            "{{% extends \"partials/mail.html\" %}}{{% block rows %}}<tr><td>{{% for post in posts %}}{{{{ post.label }}}}{{% endfor %}}\
             {foot}</td></tr>{{% endblock %}}"
        )
    };
    let (link, address) = ("<a href=\"{{ unsubscribe_url }}\">Leave</a>", "{{ list.postal_address }}");
    assert!(overridden("mail/digest/body.html", &body(&format!("{link} {address}"))).is_ok());
    for (name, text, words) in [
        ("mail/digest/body.html", body(address), "no link to {{ unsubscribe_url }} that readers see"),
        ("mail/digest/body.html", body(&format!("<p style=\"display: none\">{link}</p>{address}")), "that readers see"),
        (
            "mail/digest/body.html",
            body(&format!("<p class=\"tiny\">{link}</p><style>.tiny {{ font-size: 0 }}</style>{address}")),
            "that readers see",
        ),
        ("mail/digest/body.html", body(link), "does not show {{ list.postal_address }}"),
        ("mail/digest/body.txt", "{{ list.postal_address }}".to_owned(), "shows no {{ unsubscribe_url }}"),
        ("mail/digest/body.txt", "{{ unsubscribe_url }}".to_owned(), "does not show {{ list.postal_address }}"),
    ] {
        let error = overridden(name, &text).err().unwrap_or_else(|| panic!("{text} is taken"));
        assert!(error.template.ends_with(name) && error.message.contains(words), "{text}: {error}");
    }
}

#[test]
fn a_subject_never_looks_like_an_answer() {
    let templates = Templates::load(None).unwrap();
    for title in ["Re: your letters", "Fwd: a bell", "AW: Glocken", "RE : x"] {
        let posts = vec![PostView { title: title.to_owned(), ..PostView::samples().remove(0) }];
        let subject = templates
            .digest(&DigestView { posts, ..DigestView::sample() }, crate::english())
            .unwrap()
            .subject
            .to_stored();
        assert_eq!(subject, format!("Letters from the Bell House: {title}"));
    }
    let posts = vec![PostView { title: "Regarding: bells".to_owned(), ..PostView::samples().remove(0) }];
    assert_eq!(
        templates.digest(&DigestView { posts, ..DigestView::sample() }, crate::english()).unwrap().subject.to_stored(),
        "Regarding: bells"
    );
}
