//! What mail programs support, as caniemail.com knows it.

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::json;

use crate::sheets::sheets;
use crate::tool;

/// Programs of the three families, with the most that a mail may ask of each in vain: what a much used public template (leemunroe's, inlined) does.
const PROGRAMS: [(&str, usize); 3] = [("gmail.desktop-webmail", 4), ("outlook.windows", 13), ("apple-mail.ios", 1)];

/// What one of the programs does not support, and what becomes of the mail there.
const ALLOWED: [(&str, &str); 6] = [
    ("@media", "phones and the dark: the mail is whole without"),
    ("border-radius", "corners are square"),
    ("overflow-wrap", "word-break, which stands beside it, breaks long words, too"),
    ("overflow", "there is none: caniemail takes overflow-wrap for it"),
    ("table-layout", "Word makes columns as wide as their content, which for mails is a picture's own width"),
    ("white-space", "<pre> keeps its lines, and long ones make the mail wider"),
];

#[test]
fn mails_ask_no_more_of_mail_programs_than_they_can_do_without() {
    let test = "clients::mails_ask_no_more_of_mail_programs_than_they_can_do_without";
    let Some(modules) = tool::fetched(test, "LETTERBELL_TEST_CANIEMAIL") else { return };
    // A module looks for others beside itself.
    let script = std::path::Path::new(&modules).join("letterbell-caniemail.mjs");
    std::fs::write(&script, include_str!("caniemail.mjs")).unwrap();
    let mails: BTreeMap<String, String> = sheets().into_iter().map(|sheet| (sheet.name, sheet.html)).collect();
    let programs = PROGRAMS.map(|(program, _)| program);
    let input = json!({ "clients": programs, "mails": mails }).to_string();
    let Some(said) = tool::run(test, Command::new("node").arg(script), input.as_bytes()) else { return };
    let found: BTreeMap<String, BTreeMap<String, Vec<String>>> = serde_json::from_str(&said).unwrap();
    assert_eq!(found.len(), mails.len());

    let mut unexplained: Vec<String> = Vec::new();
    for (mail, by_program) in &found {
        for (program, most) in PROGRAMS {
            let titles = &by_program[program];
            assert!(titles.len() <= most, "{mail} in {program}: {titles:?}");
            let unknown = titles.iter().filter(|title| ALLOWED.iter().all(|(allowed, _)| allowed != title));
            unexplained.extend(unknown.map(|title| format!("{title} in {program}: {mail}")));
        }
    }
    assert!(unexplained.is_empty(), "{unexplained:#?}");
    let all: Vec<&String> = found.values().flat_map(BTreeMap::values).flatten().collect();
    for (allowed, _) in ALLOWED {
        assert!(all.iter().any(|title| *title == allowed), "{allowed} is found no more: take it off the list");
    }
}
