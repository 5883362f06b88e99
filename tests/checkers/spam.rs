//! `SpamAssassin`'s rules, without network and without learning.

use std::process::Command;

use crate::mails;
use crate::sheets::sheets;
use crate::tool;

/// A mail may look no more like spam than this; 5 is where `SpamAssassin` calls it so.
const MOST: f64 = 0.5;

/// The score of each of these files, with the rules that made it, in order.
fn scores(test: &str, files: &[(String, Vec<u8>)]) -> Option<Vec<(f64, String)>> {
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<_> = files.iter().map(|(name, _)| folder.path().join(name)).collect();
    for ((_, message), path) in files.iter().zip(&paths) {
        std::fs::write(path, message).unwrap();
    }
    let found = Command::new("perl").args(["-MMail::SpamAssassin", "-e", "1"]).status();
    if !found.is_ok_and(|status| status.success()) {
        crate::support::left_out::left_out(test, "there is no SpamAssassin; tests/run installs it");
        return None;
    }
    let mut perl = Command::new("perl");
    perl.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/checkers/score_spam.pl")).arg(folder.path()).args(&paths);
    let said = tool::run(test, &mut perl, b"")?;
    let read = |line: &str| (line.split(' ').next().unwrap().parse().unwrap(), line.to_owned());
    let scores: Vec<(f64, String)> = said.lines().map(read).collect();
    assert_eq!(scores.len(), files.len(), "{said}");
    Some(scores)
}

#[test]
fn no_mail_looks_like_spam() {
    let files: Vec<(String, Vec<u8>)> =
        sheets().iter().map(|sheet| (sheet.name.clone(), sheet.mail().message())).collect();
    let Some(scores) = scores("spam::no_mail_looks_like_spam", &files) else { return };
    let too_many: Vec<&String> = scores.iter().filter(|(score, _)| *score > MOST).map(|(_, line)| line).collect();
    assert!(too_many.is_empty(), "{too_many:#?}");
}

/// That it finds something where there is something: the text by which such filters are tried.
#[test]
fn spam_looks_like_spam() {
    let text = "XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X\n".to_owned();
    let spam = mails::Mail { text, ..mails::digest() };
    let Some(scores) = scores("spam::spam_looks_like_spam", &[("spam".to_owned(), spam.message())]) else { return };
    assert!(scores[0].0 > 100.0, "{scores:?}");
}
