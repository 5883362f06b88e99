//! The W3C's validator, vnu, on every mail and page.

use std::process::Command;

use serde_json::Value;

use crate::sheets::{pages, sheets};
use crate::tool;

/// What the validator calls an error in mails, and why it stays. Pages have none.
const ALLOWED_IN_MAILS: [(&str, &str); 2] = [
    ("Element “a” is missing required attribute “href”", "some mail programs find a place by an anchor's name alone"),
    ("Property “mso-padding-alt” doesn't exist", "Outlook for Windows pads a button by it alone"),
];

/// All errors in files of these names and contents, as `name: words: extract`.
fn errors(test: &str, files: &[(String, String)]) -> Option<Vec<String>> {
    let jar = tool::fetched(test, "LETTERBELL_TEST_VNU")?;
    let folder = tempfile::tempdir().unwrap();
    for (name, html) in files {
        std::fs::write(folder.path().join(name).with_extension("html"), html).unwrap();
    }
    let mut vnu = Command::new("java");
    // It shall tell, not fail; a Letterbell's language is known better by its settings than by guessing.
    vnu.args([
        "-Xss8m",
        "-jar",
        &jar,
        "--format",
        "json",
        "--stdout",
        "--errors-only",
        "--exit-zero-always",
        "--no-langdetect",
    ]);
    let said = tool::run(test, vnu.arg(folder.path()), b"")?;
    let said: Value = serde_json::from_str(&said).unwrap();
    let told = said["messages"].as_array().unwrap().iter().map(|message| {
        let file = message["url"].as_str().unwrap_or_default().rsplit('/').next().unwrap_or_default();
        format!("{file}: {}: {}", message["message"], message["extract"])
    });
    Some(told.collect())
}

#[test]
fn the_validator_finds_no_error_in_any_mail() {
    let test = "validator::the_validator_finds_no_error_in_any_mail";
    let files: Vec<(String, String)> = sheets().into_iter().map(|sheet| (sheet.name, sheet.html)).collect();
    let Some(mut errors) = errors(test, &files) else { return };
    errors.retain(|error| ALLOWED_IN_MAILS.iter().all(|(allowed, _)| !error.contains(allowed)));
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn the_validator_finds_no_error_on_any_page() {
    let test = "validator::the_validator_finds_no_error_on_any_page";
    let Some(errors) = errors(test, &pages()) else { return };
    assert!(errors.is_empty(), "{errors:#?}");
}

/// That it finds something where there is something.
#[test]
fn the_validator_sees_an_error() {
    let test = "validator::the_validator_sees_an_error";
    let flawed = "<!doctype html><html lang=en><title>x</title><p><div></p><img src=x>".to_owned();
    let Some(errors) = errors(test, &[("flawed".to_owned(), flawed)]) else { return };
    assert!(errors.iter().any(|error| error.starts_with("flawed.html: ") && error.contains("alt")), "{errors:?}");
}
