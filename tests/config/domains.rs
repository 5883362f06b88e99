//! `[[domain]]`.

use letterbell::domain::relay::DomainLimit;

use crate::{from_environment, load, problems};

fn limit(domain: &str, per_second: Option<f64>, connections: Option<u16>) -> DomainLimit {
    DomainLimit { domain: domain.to_owned(), per_second, connections }
}

#[test]
fn each_limit_is_taken_in_the_order_written() {
    let text = "[[domain]]\nname = \"Example.COM\"\nper_second = 0.5\n[[domain]]\nname = \"*\"\nconnections = 3";
    let settings = load(text, &[("LETTERBELL__DOMAIN__1__PER_SECOND", "7")]).unwrap();
    assert_eq!(settings.domains, [limit("example.com", Some(0.5), None), limit("*", Some(7.0), Some(3))]);
    let settings = from_environment(&[("LETTERBELL__DOMAIN__0__NAME", "example.com")]).unwrap();
    assert_eq!(settings.domains, [limit("example.com", None, None)]);
}

#[test]
fn an_international_domain_is_the_one_that_readers_have() {
    let settings = load("[[domain]]\nname = \"Bücher.example\"", &[]).unwrap();
    assert_eq!(settings.domains, [limit("xn--bcher-kva.example", None, None)]);
}

#[test]
fn a_limit_needs_a_domain_and_a_domain_has_one_limit() {
    assert_eq!(
        problems("[[domain]]\nper_second = 1", &[]),
        ["letterbell.toml:1: domain.0.name: this setting is missing"]
    );
    assert_eq!(
        problems("[[domain]]\nname = \"a.example\"\n[[domain]]\nname = \"A.example\"", &[]),
        ["letterbell.toml:4: domain.1.name: two limits are for \"a.example\"; write them as one"]
    );
}

#[test]
fn values_out_of_bounds_are_refused() {
    for (key, value) in [
        ("name", "\"localhost\""),
        ("name", "\"*.example.org\""),
        ("name", "\"ada@example.org\""),
        ("name", "\"example.org.\""),
        ("name", "\"\""),
        ("per_second", "0"),
        ("per_second", "nan"),
        ("connections", "0"),
        ("connections", "1001"),
    ] {
        let other = if key == "name" { "connections = 1" } else { "name = \"a.example\"" };
        let lines = problems(&format!("[[domain]]\n{key} = {value}\n{other}"), &[]);
        let expected = format!("letterbell.toml:2: domain.0.{key}: expected ");
        assert!(lines.len() == 1 && lines[0].starts_with(&expected), "{key} = {value}: {lines:?}");
    }
}
