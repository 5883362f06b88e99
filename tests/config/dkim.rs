//! `[[dkim]]`.

use std::os::unix::fs::PermissionsExt;

use letterbell::domain::dkim::DkimAlgorithm;
use letterbell::operations::make_dkim_key::{DkimKeyKind, make_dkim_key};
use secrecy::ExposeSecret;

use crate::{from_environment, load, problems};

/// RFC 8463 §A.2.
pub const ED25519: &str = "-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
-----END PRIVATE KEY-----
";

fn entry(selector: &str, key: &str) -> String {
    format!("[[dkim]]\ndomain = \"Example.org\"\nselector = \"{selector}\"\n{key}\n")
}

fn with_key(selector: &str) -> String {
    entry(selector, &format!("key = {ED25519:?}"))
}

#[test]
fn a_key_is_read_from_its_file_or_from_the_settings() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("key.pem");
    let rsa = make_dkim_key(DkimKeyKind::Rsa2048).unwrap();
    std::fs::write(&path, rsa.pem.expose_secret()).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
    let settings = load(&format!("{}{}", entry("a", &format!("key_file = {path:?}")), with_key("b")), &[]).unwrap();
    let [first, second] = &settings.dkim[..] else { panic!("{:?}", settings.dkim) };
    assert_eq!((first.name.domain(), first.name.selector()), ("example.org", "a"));
    assert_eq!(first.key.record(), rsa.key.record());
    assert_eq!((second.name.selector(), second.key.algorithm()), ("b", DkimAlgorithm::Ed25519));
    let warned = |of: &str| settings.warnings.iter().any(|warning| warning.contains(of));
    assert!(!warned("alone") && !warned("dkim.0") && warned("dkim.1.key"), "{:?}", settings.warnings);
}

#[test]
fn a_key_comes_from_the_environment_too_and_is_never_shown() {
    let settings = from_environment(&[
        ("LETTERBELL__DKIM__0__DOMAIN", "example.org"),
        ("LETTERBELL__DKIM__0__SELECTOR", "s1"),
        ("LETTERBELL__DKIM__0__KEY", ED25519),
    ])
    .unwrap();
    assert_eq!(settings.dkim[0].name.record_name(), "s1._domainkey.example.org");
    assert!(!format!("{settings:?}").contains("MC4C"));
}

#[test]
fn what_is_missing_or_wrong_is_said_with_its_place() {
    assert_eq!(
        problems("[[dkim]]\nkey = \"hunter2\"", &[]),
        [
            "letterbell.toml:1: dkim.0.domain: this setting is missing",
            "letterbell.toml:1: dkim.0.selector: this setting is missing",
            "letterbell.toml:2: dkim.0.key: expected a private key in PEM, from -----BEGIN PRIVATE KEY----- to -----END PRIVATE \
             KEY-----; `letterbell dkim keygen` makes one",
        ]
    );
    assert_eq!(
        problems("[[dkim]]\ndomain = \"localhost\"\nselector = \"a_b\"", &[]),
        [
            "letterbell.toml:1: dkim.0.key: key or key_file is missing; `letterbell dkim keygen` makes one",
            "letterbell.toml:2: dkim.0.domain: expected a domain name, such as example.org, found \"localhost\"",
            "letterbell.toml:3: dkim.0.selector: expected letters, digits and hyphens, such as lb2026, found \"a_b\"",
        ]
    );
    let missing = problems(&entry("a", "key_file = \"/nowhere\""), &[]);
    assert_eq!(missing.len(), 1);
    assert!(
        missing[0].starts_with("letterbell.toml:4: dkim.0.key_file: expected a file that can be read"),
        "{missing:?}"
    );
}

#[test]
fn two_keys_cannot_share_a_record() {
    assert_eq!(
        problems(&format!("{}{}", with_key("a"), with_key("A")), &[]),
        [
            "letterbell.toml:7: dkim.1.selector: example.org has a key with the selector \"a\" already; give each its own"
        ]
    );
}

#[test]
fn a_domain_with_an_ed25519_key_alone_is_warned_of() {
    let warnings = load(&with_key("a"), &[]).unwrap().warnings;
    assert_eq!(warnings.iter().filter(|warning| warning.contains("example.org has an Ed25519 key alone")).count(), 1);
}
