//! What is wrong is said all at once, with the place, the key and what is expected.

use std::path::Path;

use letterbell::config::{Origin, Settings};

use crate::{from_environment, load, problems};

#[test]
fn all_that_is_wrong_is_said_at_once_in_the_order_of_the_file() {
    let lines = problems(
        r#"[server]
listen = "localhost"
drain = 25

[feed]
interval = "10 min"

[digests]
grace = "5 minutes or so"

[delivery]
lease = "5 s"
first_retry = "2 h"
"#,
        &[("LETTERBELL__LIMITS__PER_HOUR", "many"), ("LETTERBELL__SEVER__LISTEN", "127.0.0.1:1")],
    );
    assert_eq!(
        lines,
        [
            "letterbell.toml:2: server.listen: expected an address and a port, such as 127.0.0.1:8025 or [::]:8025, found \
             \"localhost\"",
            "letterbell.toml:3: server.drain: expected a duration with its unit, such as \"90 s\", from 0 s to 30 s, found 25",
            "letterbell.toml:6: feed.interval: there is no such setting; did you mean feeds.interval?",
            "letterbell.toml:9: digests.grace: expected a duration with its unit, such as \"90 s\", from 0 s to 1 d, found \
             \"5 minutes or so\"",
            "letterbell.toml:12: delivery.lease: expected a duration with its unit, such as \"90 s\", from 10 s to 1 h, found \
             \"5 s\"",
            "letterbell.toml:13: delivery.first_retry: must not be longer than delivery.longest_retry",
            "LETTERBELL__LIMITS__PER_HOUR: limits.per_hour: expected a whole number from 1 to 100000000, found \"many\"",
            "LETTERBELL__SEVER__LISTEN: sever.listen: there is no such setting; did you mean LETTERBELL__SERVER__LISTEN?",
        ]
    );
}

#[test]
fn an_unknown_key_is_refused_wherever_it_stands() {
    for (text, line) in [
        ("lisen = 1", "letterbell.toml:1: lisen: there is no such setting"),
        ("listen = 1", "letterbell.toml:1: listen: there is no such setting; did you mean server.listen?"),
        (
            "[feeds]\nlisten = 1",
            "letterbell.toml:2: feeds.listen: there is no such setting; did you mean server.listen?",
        ),
        ("[nothing]", "letterbell.toml:1: nothing: there is no such setting"),
        (
            "[server.listen]\nport = 1",
            "letterbell.toml:1: server.listen: expected an address and a port, such as 127.0.0.1:8025 or [::]:8025, found \
             a table",
        ),
        ("[[feeds]]\nbrake = 2", "letterbell.toml:1: feeds: expected a table, written [feeds], found a list of tables"),
        ("server = 3", "letterbell.toml:1: server: expected a table, written [server], found 3"),
        (
            "[relay]\nhost = \"a.example\"",
            "letterbell.toml:1: relay: expected a list of tables, each written [[relay]], found a table",
        ),
    ] {
        assert_eq!(problems(text, &[]), [line], "{text}");
    }
}

#[test]
fn an_unknown_variable_is_refused() {
    for (name, meant) in [
        (
            "LETTERBELL__SERVER__LISTN",
            "server.listn: there is no such setting; did you mean LETTERBELL__SERVER__LISTEN?",
        ),
        (
            "LETTERBELL__server__listen",
            "server__listen: there is no such setting; did you mean LETTERBELL__SERVER__LISTEN?",
        ),
        ("LETTERBELL__RELAY__HOST", "relay.host: there is no such setting; did you mean LETTERBELL__RELAY__0__HOST?"),
        ("LETTERBELL__", ": there is no such setting"),
    ] {
        let error = from_environment(&[(name, "x")]).unwrap_err();
        assert_eq!(error.to_string(), format!("{name}: {meant}"));
        assert_eq!(error.0[0].origin, Some(Origin::Environment(name.to_owned())));
    }
}

#[test]
fn values_out_of_bounds_are_refused() {
    for (key, value) in [
        ("server.listen", "\":8025\""),
        ("server.public_url", "\"letters.example.org\""),
        ("server.public_url", "\"ftp://letters.example.org\""),
        ("server.public_url", "\"https://letters.example.org/?a=b\""),
        ("server.trusted_proxies", "\"127.0.0.1\""),
        ("server.trusted_proxies", "[\"localhost\"]"),
        ("server.trusted_proxies", "[1]"),
        ("server.drain", "\"31 s\""),
        ("database.url", "\"mysql://localhost/letterbell\""),
        ("database.url", "\"sqlite:\""),
        ("database.url", "\"sqlite::memory:\""),
        ("database.url", "\"sqlite:letterbell.db?mode=ro\""),
        ("database.connections", "0"),
        ("database.connections", "\"8\""),
        ("database.connections", "99999999999999999999"),
        ("database.backup_before_migration", "\"yes\""),
        ("feeds.interval", "\"0 s\""),
        ("feeds.interval", "1979-05-27"),
        ("feeds.max_bytes", "8388608"),
        ("feeds.max_bytes", "\"8 megs\""),
        ("feeds.max_redirects", "-1"),
        ("feeds.brake", "1.5"),
        ("feeds.allow_hosts", "[\"https://blog.internal/\"]"),
        ("feeds.allow_hosts", "[\"*.internal\"]"),
        ("feeds.user_agent", "\"\""),
        ("feeds.user_agent", "\"a\\r\\nX-Injected: b\""),
        ("delivery.on_unknown", "\"drop\""),
        ("delivery.return_path", "\"bounces\""),
        ("delivery.return_path", "\"zoë@example.org\""),
        ("delivery.hello", "\"two words\""),
        ("digests.expire_after", "\"59 s\""),
        ("digests.expire_after", "\"366 days\""),
        ("digests.expire_after", "\"never\""),
        ("log.format", "\"xml\""),
        ("log.level", "\"letterbell=loud\""),
        ("templates.folder", "\"/nowhere/at/all\""),
    ] {
        let (section, name) = key.split_once('.').unwrap();
        let lines = problems(&format!("[{section}]\n{name} = {value}"), &[]);
        assert_eq!(lines.len(), 1, "{key} = {value}: {lines:?}");
        assert!(lines[0].starts_with(&format!("letterbell.toml:2: {key}: expected ")), "{}", lines[0]);
    }
}

#[test]
fn waits_that_contradict_each_other_are_refused() {
    assert_eq!(
        problems("[delivery]\nlongest_retry = \"3 h\"\ngive_up_after = \"2 h\"", &[]),
        ["letterbell.toml:2: delivery.longest_retry: must not be longer than delivery.give_up_after"]
    );
    assert_eq!(
        problems("[feeds]\nlongest_back_off = \"1 min\"", &[]),
        ["letterbell.toml:2: feeds.longest_back_off: must not be shorter than feeds.interval"]
    );
}

#[test]
fn what_is_not_toml_is_said_with_its_lines_and_without_quoting_them() {
    let lines = problems("[[relay]]\npassword = \"hunter2\n[server\nlisten = \"127.0.0.1:1\"", &[]);
    assert!(lines.len() >= 2, "{lines:?}");
    assert!(lines[0].starts_with("letterbell.toml:2: this is not TOML: "), "{}", lines[0]);
    assert!(lines[1].starts_with("letterbell.toml:3: this is not TOML: "), "{}", lines[1]);
    assert!(!lines.join("\n").contains("hunter2"));
}

#[test]
fn a_key_written_twice_is_refused() {
    let lines = problems("[server]\nlisten = \"127.0.0.1:1\"\nlisten = \"127.0.0.1:2\"", &[]);
    assert_eq!(lines, ["letterbell.toml:3: this is not TOML: duplicate key"]);
}

#[test]
fn a_file_that_was_named_must_exist() {
    let error = Settings::load(Some(Path::new("no/such/file.toml")), []).unwrap_err().to_string();
    assert!(error.starts_with("the settings file no/such/file.toml cannot be read: "), "{error}");
}

#[test]
fn an_empty_file_is_as_good_as_none() {
    assert_eq!(format!("{:?}", load("", &[]).unwrap()), format!("{:?}", Settings::default()));
}
