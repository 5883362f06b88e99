//! Secrets come from files too, and are never shown.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use letterbell::config::{DatabaseUrl, Settings};
use secrecy::ExposeSecret;
use tempfile::TempDir;

use crate::{from_environment, load, problems};

const LONG: &str = "correct horse battery staple, and more";

/// A file that only its owner may read.
fn secret_file(text: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("secret");
    fs::write(&path, text).unwrap();
    set_mode(&path, 0o600);
    (folder, path)
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

fn secret_of(settings: &Settings) -> &str {
    settings.server.secret.as_ref().unwrap().expose_secret()
}

#[test]
fn a_secret_is_read_from_its_file_without_the_last_line_break() {
    let (_folder, path) = secret_file(&format!("{LONG}\n"));
    let settings = load(&format!("[server]\nsecret_file = {path:?}"), &[]).unwrap();
    assert_eq!(secret_of(&settings), LONG);
}

#[test]
fn a_database_url_and_a_password_are_read_from_files() {
    let (_folder, url) = secret_file("postgres://letterbell:hunter2@db.internal/letterbell\n");
    let (_other, password) = secret_file("hunter3\n");
    let settings = from_environment(&[
        ("LETTERBELL__DATABASE__URL_FILE", url.to_str().unwrap()),
        ("LETTERBELL__RELAY__0__HOST", "smtp.example.net"),
        ("LETTERBELL__RELAY__0__USERNAME", "letterbell"),
        ("LETTERBELL__RELAY__0__PASSWORD_FILE", password.to_str().unwrap()),
    ])
    .unwrap();
    let DatabaseUrl::Postgres(url) = &settings.database.url else { panic!("{:?}", settings.database.url) };
    assert_eq!(url.expose_secret(), "postgres://letterbell:hunter2@db.internal/letterbell");
    assert_eq!(settings.relays[0].credentials.as_ref().unwrap().password.expose_secret(), "hunter3");
    assert!(settings.warnings.is_empty(), "{:?}", settings.warnings);
}

#[test]
fn a_secret_and_its_file_cannot_both_be_written() {
    let lines = problems(&format!("[server]\nsecret = \"{LONG}\"\nsecret_file = \"x\""), &[]);
    assert_eq!(lines, ["letterbell.toml:3: server.secret_file: secret is written, too; keep one of the two"]);
}

#[test]
fn the_environments_secret_overrides_the_files_whichever_way_each_is_written() {
    let (_folder, path) = secret_file(LONG);
    let in_file = format!("[server]\nsecret = \"{}\"", "x".repeat(40));
    let settings = load(&in_file, &[("LETTERBELL__SERVER__SECRET_FILE", path.to_str().unwrap())]).unwrap();
    assert_eq!(secret_of(&settings), LONG);
    let settings = load("[server]\nsecret_file = \"/nowhere\"", &[("LETTERBELL__SERVER__SECRET", LONG)]).unwrap();
    assert_eq!(secret_of(&settings), LONG);
}

#[test]
fn a_secret_that_is_short_missing_or_empty_is_refused() {
    let (_folder, empty) = secret_file("\n");
    let at_least = "expected at least 32 characters, for example from: openssl rand -base64 32";
    for (keys, expected) in [
        ("secret = \"hunter2\"".to_owned(), format!("server.secret: {at_least}")),
        ("secret = 7".to_owned(), "server.secret: expected a text".to_owned()),
        (format!("secret_file = {empty:?}"), "server.secret_file: expected a file with the secret in it".to_owned()),
        ("secret_file = \"/nowhere\"".to_owned(), "server.secret_file: expected a file that can be read".to_owned()),
    ] {
        let lines = problems(&format!("[server]\n{keys}"), &[]);
        assert_eq!(lines.len(), 1);
        assert!(lines[0].starts_with(&format!("letterbell.toml:2: {expected}")), "{lines:?}");
    }
}

#[test]
fn no_secret_is_shown() {
    let text = r#"
        [server]
        secret = "hunter2"
        pasword = "hunter2"
        public_url = "https://me:hunter2@example.org"
        [database]
        url = "mysql://letterbell:hunter2@localhost/letterbell"
        [[relay]]
        host = "smtp://me:hunter2@smtp.example.net"
        password = "hunter2"
    "#;
    let lines = problems(text, &[]);
    assert_eq!(lines.len(), 6, "{lines:?}");
    assert!(!lines.join("\n").contains("hunter2"), "{lines:?}");

    let loaded = load(
        "[database]\nurl = \"postgres://u:hunter2@localhost/l\"\n[[relay]]\nhost = \"a.example\"\nusername = \"u\"\n\
         password = \"hunter2\"",
        &[("LETTERBELL__SERVER__SECRET", "hunter2 hunter2 hunter2 hunter2 hunter2")],
    );
    assert!(!format!("{:?}", loaded.unwrap()).contains("hunter2"));
}

#[test]
fn a_secret_that_everyone_may_read_is_warned_of() {
    let (folder, path) = secret_file(LONG);
    let text = format!("[server]\nsecret_file = {path:?}");
    let exposed = |settings: &Settings| settings.warnings.iter().filter(|line| line.contains("chmod 600")).count();
    assert_eq!(exposed(&load(&text, &[]).unwrap()), 0);
    set_mode(&path, 0o644);
    assert_eq!(exposed(&load(&text, &[]).unwrap()), 1);

    let settings_file = folder.path().join("letterbell.toml");
    fs::write(&settings_file, format!("[server]\nsecret = \"{LONG}\"")).unwrap();
    set_mode(&settings_file, 0o644);
    assert_eq!(exposed(&Settings::load(Some(&settings_file), []).unwrap()), 1);
    set_mode(&settings_file, 0o600);
    assert_eq!(exposed(&Settings::load(Some(&settings_file), []).unwrap()), 0);
}
