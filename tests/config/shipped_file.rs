//! `config/letterbell.toml` and the code say the same.

use std::collections::BTreeSet;
use std::path::Path;

use letterbell::config::{Settings, keys};
use letterbell::domain::relay::{Deadlines, DomainLimit};

use crate::dkim::ED25519;
use crate::{file, load};

const SHIPPED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/config/letterbell.toml");

/// A commented-out setting has no space after the hash sign; a remark has one.
fn uncommented(line: &str) -> &str {
    match line.strip_prefix('#') {
        Some(setting) if !setting.is_empty() && !setting.starts_with(' ') => setting,
        _ => line,
    }
}

/// The keys in the file, commented out or not, those of the relay as `relay.0.…`, of the key as `dkim.0.…`, of the domain as `domain.0.…`.
fn shipped_keys() -> BTreeSet<String> {
    let text = std::fs::read_to_string(SHIPPED).unwrap();
    let mut section = String::new();
    let mut keys = BTreeSet::new();
    for line in text.lines().map(uncommented).filter(|line| !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[') {
            let of_list = if name.starts_with('[') { ".0" } else { "" };
            section = format!("{}{of_list}", name.trim_matches(['[', ']']));
        } else if let Some((key, _)) = line.split_once(" = ") {
            assert!(keys.insert(format!("{section}.{key}")), "{section}.{key} stands there twice");
        }
    }
    keys
}

#[test]
fn the_shipped_file_gives_exactly_the_defaults() {
    let shipped = Settings::load(Some(Path::new(SHIPPED)), []).unwrap();
    assert_eq!(format!("{shipped:?}"), format!("{:?}", Settings::default()));
}

#[test]
fn every_setting_is_in_the_shipped_file_and_nothing_else_is() {
    assert_eq!(shipped_keys(), keys().into_iter().collect());
}

#[test]
fn every_setting_in_the_shipped_file_follows_a_remark_on_it() {
    let text = std::fs::read_to_string(SHIPPED).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    for pair in lines.windows(2).filter(|pair| uncommented(pair[1]).contains(" = ") && !pair[1].starts_with("# ")) {
        let is_remark = pair[0].starts_with("# ");
        let is_alternative = pair[0].starts_with('#') || uncommented(pair[1]).contains("_file = ");
        assert!(is_remark || is_alternative, "{} has no remark before it", pair[1]);
    }
}

#[test]
fn the_examples_in_the_shipped_file_are_valid() {
    let text = std::fs::read_to_string(SHIPPED).unwrap();
    // A secret beside its file is refused, and the paths in the examples are not on this machine.
    let is_here = |line: &&str| !line.contains("_file = ") && !line.starts_with("folder = ");
    let key = format!("key = {ED25519:?}");
    let with_key = |line| if str::starts_with(line, "key = ") { key.as_str() } else { line };
    let all: Vec<&str> = text.lines().map(uncommented).filter(is_here).map(with_key).collect();
    let settings = load(&all.join("\n"), &[]).unwrap();
    assert_eq!(settings.server.public_url.unwrap().as_str(), "https://letters.example.org/");
    let [relay] = &settings.relays[..] else { panic!("{:?}", settings.relays) };
    assert_eq!(relay.name, "provider");
    let [dkim] = &settings.dkim[..] else { panic!("{:?}", settings.dkim) };
    assert_eq!(dkim.name.record_name(), "lb2026._domainkey.example.org");
    let limit = DomainLimit { domain: "example.com".to_owned(), per_second: Some(5.0), connections: Some(2) };
    assert_eq!(settings.domains, [limit]);
}

#[test]
fn what_the_shipped_file_calls_a_relays_defaults_are_its_defaults() {
    let text = std::fs::read_to_string(SHIPPED).unwrap();
    let has_no_default = |line: &&str| {
        ["name", "username", "password", "password_file", "ca_file", "per_second", "weight", "per_day", "warm_up_since"]
            .iter()
            .any(|key| line.starts_with(&format!("{key} = ")))
    };
    let relay: Vec<&str> = text
        .lines()
        .map(uncommented)
        .skip_while(|line| *line != "[[relay]]")
        .take_while(|line| *line != "[[domain]]")
        .filter(|line| !has_no_default(line))
        .collect();
    let (_folder, with_all) = file(&relay.join("\n"));
    let (_other, with_host) = file("[[relay]]\nhost = \"smtp.example.net\"");
    let relay_of = |path: &Path| Settings::load(Some(path), []).unwrap().relays.remove(0);
    assert_eq!(format!("{:?}", relay_of(&with_all)), format!("{:?}", relay_of(&with_host)));
    assert_eq!(relay_of(&with_all).deadlines, Deadlines::default());
}
