//! Settings from a file and the environment, and what is said of them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod dkim;
mod domains;
mod refusals;
mod relays;
mod secrets;
mod shipped_file;

use std::path::PathBuf;
use std::time::Duration;

use letterbell::config::{ConfigErrors, DatabaseUrl, LogFormat, Settings};
use letterbell::domain::network::AllowedHost;
use letterbell::domain::retry::OnUnknown;
use tempfile::TempDir;

/// A folder with a settings file of this text.
fn file(text: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("letterbell.toml");
    std::fs::write(&path, text).unwrap();
    (folder, path)
}

fn load(text: &str, environment: &[(&str, &str)]) -> Result<Settings, ConfigErrors> {
    let (_folder, path) = file(text);
    Settings::load(Some(&path), pairs(environment))
}

fn from_environment(environment: &[(&str, &str)]) -> Result<Settings, ConfigErrors> {
    Settings::load(None, pairs(environment))
}

fn pairs(environment: &[(&str, &str)]) -> Vec<(String, String)> {
    environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// The problems as lines, with the file's folder left out.
fn problems(text: &str, environment: &[(&str, &str)]) -> Vec<String> {
    let (folder, path) = file(text);
    let errors = Settings::load(Some(&path), pairs(environment)).unwrap_err();
    let folder = format!("{}/", folder.path().display());
    errors.to_string().lines().map(|line| line.replace(&folder, "")).collect()
}

#[test]
fn nothing_written_gives_the_defaults() {
    let settings = Settings::default();
    assert_eq!(settings.server.listen.to_string(), "127.0.0.1:8025");
    assert!(settings.server.trusted_proxies[0].contains([127, 0, 0, 1].into()));
    assert!(matches!(&settings.database.url, DatabaseUrl::Sqlite(path) if path == "letterbell.db"));
    assert_eq!(settings.feeds.interval, Duration::from_mins(10));
    assert_eq!(settings.feeds.max_bytes, 8 * 1024 * 1024);
    assert_eq!(settings.digests.size_warning, 90_000);
    assert_eq!(settings.delivery.on_unknown, OnUnknown::Resend);
    assert_eq!(settings.delivery.hello, "localhost");
    assert_eq!(settings.log.format, LogFormat::Text);
    assert!(settings.relays.is_empty() && settings.dkim.is_empty() && settings.domains.is_empty());
    assert_eq!(settings.digests.expire_after, None);
}

#[test]
fn without_a_relay_settings_load_with_a_warning() {
    assert_eq!(Settings::default().warnings, ["no [[relay]] is set: mails are planned, but nothing can be sent"]);
    assert!(from_environment(&[("LETTERBELL__RELAY__0__HOST", "smtp.example.net")]).unwrap().warnings.is_empty());
}

#[test]
fn a_file_is_read_by_section() {
    let settings = load(
        r#"
        [server]
        listen = "[::1]:0"
        public_url = "https://letters.example.org/post"
        trusted_proxies = ["10.0.0.0/8"]

        [feeds]
        interval = "90 s"
        allow_hosts = ["Blog.Internal", "192.168.0.0/16"]

        [delivery]
        on_unknown = "hold"
        return_path = "bounces@example.org"

        [log]
        format = "json"
        level = "warn,letterbell::relay=debug"
        "#,
        &[],
    )
    .unwrap();
    assert_eq!(settings.server.listen.to_string(), "[::1]:0");
    assert!(settings.server.trusted_proxies[0].contains([10, 1, 2, 3].into()));
    assert_eq!(settings.feeds.interval, Duration::from_secs(90));
    assert_eq!(
        settings.feeds.allow_hosts,
        [AllowedHost::Name("blog.internal".to_owned()), AllowedHost::Network("192.168.0.0/16".parse().unwrap())]
    );
    assert_eq!(settings.delivery.on_unknown, OnUnknown::Hold);
    assert_eq!(settings.delivery.return_path.unwrap().as_str(), "bounces@example.org");
    assert_eq!(settings.log.format, LogFormat::Json);
    // What follows from the public address.
    assert_eq!(settings.delivery.hello, "letters.example.org");
    assert!(settings.feeds.user_agent.ends_with(" (+https://letters.example.org/post)"));
}

#[test]
fn the_environment_overrides_the_file() {
    let settings = load(
        "[server]\nlisten = \"127.0.0.1:1\"\n[limits]\nper_hour = 1_000\nper_address_day = 0x10\n",
        &[
            ("LETTERBELL__SERVER__LISTEN", "127.0.0.1:2"),
            ("LETTERBELL__LIMITS__PER_HOUR", "50"),
            ("LETTERBELL__DATABASE__BACKUP_BEFORE_MIGRATION", "false"),
            ("LETTERBELL__FEEDS__ALLOW_HOSTS", "blog.internal, 10.0.0.0/8"),
            ("LETTERBELL__FEEDS__TIMEOUT", "5s"),
            ("LETTERBELL__SERVER__TRUSTED_PROXIES", ""),
        ],
    )
    .unwrap();
    assert_eq!(settings.server.listen.port(), 2);
    assert_eq!((settings.limits.per_hour, settings.limits.per_address_day), (50, 16));
    assert!(!settings.database.backup_before_migration);
    assert_eq!(settings.feeds.allow_hosts.len(), 2);
    assert_eq!(settings.feeds.timeout, Duration::from_secs(5));
    assert!(settings.server.trusted_proxies.is_empty());
}

#[test]
fn variables_that_are_no_settings_are_left_alone() {
    let environment =
        [("LETTERBELL_TEST_POSTGRES", "x"), ("PATH", "/bin"), ("LETTERBELL", "x"), ("MY_LETTERBELL__A", "x")];
    assert!(from_environment(&environment).is_ok());
}

#[test]
fn a_public_address_without_https_is_warned_of_unless_it_is_this_machine() {
    let warnings = |url: &str| {
        let mut warnings = from_environment(&[("LETTERBELL__SERVER__PUBLIC_URL", url)]).unwrap().warnings;
        warnings.retain(|warning| warning.contains("public_url"));
        warnings.len()
    };
    assert_eq!(warnings("http://letters.example.org"), 1);
    assert_eq!(warnings("https://letters.example.org"), 0);
    assert_eq!(warnings("http://127.0.0.1:8025"), 0);
    assert_eq!(warnings("http://localhost:8025"), 0);
}
