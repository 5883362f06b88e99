//! Templates from an operator's folder.

use crate::english;
use std::fs;
use std::path::Path;

use letterbell::render::accent::Accent;
use letterbell::render::pages::Page;
use letterbell::render::templates::{TemplateError, Templates};
use letterbell::render::views::{DigestView, SiteView};

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn refused(files: &[(&str, &str)]) -> TemplateError {
    Templates::load(Some(folder(files).path())).err().expect("the folder is refused")
}

#[test]
fn a_file_in_the_folder_replaces_the_template_of_the_same_name() {
    let folder = folder(&[
        (
            "pages/not_found.html",
            "{% extends \"partials/page.html\" %}{% block title %}Gone{% endblock %}{% block main %}<h1>Gone fishing</h1>{% endblock %}",
        ),
        ("pages/style.css", "h1 { color: red }"),
        (".git/config", "passed over"),
    ]);
    let templates = Templates::load(Some(folder.path())).unwrap();
    let page = templates.page(&SiteView::sample(), &Page::NotFound, english()).unwrap();
    assert!(page.contains("<h1>Gone fishing</h1>") && page.contains("The Bell House"), "{page}");
    let style = templates.asset("style.css", &Accent::default()).unwrap();
    assert!(style.body.starts_with("h1 { color: red }"));
    assert!(
        templates.page(&SiteView::sample(), &Page::Unavailable, english()).unwrap().contains("Try again in a moment")
    );
}

#[test]
fn an_empty_folder_changes_nothing_and_a_missing_one_is_named() {
    assert!(Templates::load(Some(folder(&[]).path())).is_ok());
    let error = Templates::load(Some(Path::new("no/such/folder"))).err().unwrap();
    assert!(error.to_string().contains("no/such/folder"), "{error}");
}

#[test]
fn a_file_that_replaces_nothing_is_named() {
    let error = refused(&[("mail/digest/boddy.html", "x")]);
    assert!(error.template.ends_with("mail/digest/boddy.html"), "{error}");
    assert!(error.message.contains("mail/digest/body.html"), "the right names are listed: {error}");
}

#[test]
fn a_broken_template_names_file_and_line() {
    let error = refused(&[("mail/digest/subject.txt", "fine\nfine\n{% if %}\n")]);
    assert!(error.template.ends_with("mail/digest/subject.txt"), "{error}");
    assert_eq!(error.line, Some(3), "{error}");
    assert!(error.to_string().contains("mail/digest/subject.txt, line 3: syntax error"), "{error}");
}

#[test]
fn a_misspelt_name_shows_when_the_folder_is_loaded_even_in_an_included_file() {
    let error = refused(&[(
        "mail/digest/letter.html",
        "<tr><td>\n{% for post in posts %}\n{{ post.tilte }}\n{% endfor %}\n</td></tr>",
    )]);
    assert!(error.template.ends_with("mail/digest/letter.html"), "{error}");
    assert_eq!(error.line, Some(3), "{error}");
}

#[test]
fn an_unknown_include_and_an_unknown_filter_are_errors() {
    for text in [
        "{% include \"../../etc/passwd\" %}",
        "{% include \"/etc/passwd\" %}",
        "{{ posts | shell }}",
        "{{ env('HOME') }}",
        "{{ debug() }}",
        "{{ self }}",
    ] {
        let error = refused(&[("mail/digest/subject.txt", text)]);
        assert!(error.template.ends_with("mail/digest/subject.txt"), "{text}: {error}");
    }
}

#[test]
fn endless_work_and_endless_output_are_stopped() {
    let loops = "{% for a in range(100000) %}{% for b in range(100000) %}{{ b }}{% endfor %}{% endfor %}";
    assert!(refused(&[("mail/digest/body.txt", loops)]).message.contains("fuel"));
    let long = "{{ \"0123456789\" * 9999999 }}";
    let error = refused(&[("mail/digest/body.txt", long)]);
    assert!(error.template.ends_with("mail/digest/body.txt"), "{error}");
    let itself = "{% include \"mail/digest/body.txt\" %}";
    assert!(refused(&[("mail/digest/body.txt", itself)]).template.ends_with("mail/digest/body.txt"));
}

#[test]
fn an_empty_subject_is_an_error_and_not_a_mail() {
    assert!(refused(&[("mail/digest/subject.txt", " \n ")]).message.contains("subject is empty"));
}

#[test]
fn a_subject_of_several_lines_becomes_one() {
    let folder = folder(&[("mail/digest/subject.txt", "One\nBcc: eve@example.org\r\n\r\ntwo")]);
    let edition = Templates::load(Some(folder.path())).unwrap().digest(&DigestView::sample(), english()).unwrap();
    assert_eq!(edition.subject.to_stored(), "One Bcc: eve@example.org two");
}
