//! `[[relay]]`.

use std::time::Duration;

use jiff::civil;
use jiff::tz::TimeZone;
use letterbell::domain::pace::{DailyQuota, WarmUp, day_of};
use letterbell::domain::relay::{Deadlines, Relay, Tls};
use letterbell::domain::time::Timestamp;
use secrecy::ExposeSecret;

use crate::{from_environment, load, problems};

fn relay(keys: &str) -> Relay {
    let settings = load(&format!("[[relay]]\n{keys}"), &[]).unwrap();
    settings.relays.into_iter().next().unwrap()
}

/// The problems of one relay, which begins in line 1, with these keys.
fn refused(keys: &str) -> Vec<String> {
    problems(&format!("[[relay]]\n{keys}"), &[])
}

#[test]
fn a_host_is_enough() {
    let relay = relay("host = \"smtp.example.net\"");
    assert_eq!((relay.name.as_str(), relay.host.as_str()), ("smtp.example.net", "smtp.example.net"));
    assert_eq!((relay.port, relay.tls), (587, Tls::Required));
    assert!(relay.credentials.is_none());
    assert_eq!((relay.connections, relay.per_second, relay.messages_per_connection), (5, None, 1000));
    assert_eq!(relay.deadlines, Deadlines::default());
    assert_eq!(relay.hello, "localhost");
    assert_eq!((relay.weight, relay.quota, relay.chunking, relay.window), (None, DailyQuota::default(), true, 1));
    assert_eq!(relay.connection_age, Duration::from_mins(10));
}

#[test]
fn every_key_is_taken() {
    let folder = tempfile::tempdir().unwrap();
    let ca_file = folder.path().join("authority.pem");
    std::fs::write(&ca_file, "").unwrap();
    let relay = relay(&format!(
        r#"
        name = "provider"
        host = "smtp.example.net"
        port = 2525
        tls = "implicit"
        username = "letterbell"
        password = "hunter2"
        ca_file = {:?}
        connections = 200
        per_second = 0.5
        weight = 2
        per_day = 4000
        warm_up_since = "2026-11-01"
        warm_up_first_day = 10
        warm_up_growth = 2
        connection_age = "30 s"
        chunking = false
        window = 7
        messages_per_connection = 1
        connect_timeout = "1 s"
        greeting_timeout = "2 s"
        envelope_timeout = "3 s"
        data_timeout = "4 s"
        body_timeout = "5 s"
        dot_timeout = "6 s"
        "#,
        ca_file.to_str().unwrap()
    ));
    assert_eq!((relay.name.as_str(), relay.port, relay.tls), ("provider", 2525, Tls::Implicit));
    let credentials = relay.credentials.unwrap();
    assert_eq!((credentials.username.as_str(), credentials.password.expose_secret()), ("letterbell", "hunter2"));
    assert_eq!(relay.ca_file, Some(ca_file));
    assert_eq!((relay.connections, relay.per_second, relay.messages_per_connection), (200, Some(0.5), 1));
    assert_eq!((relay.weight, relay.chunking, relay.window), (Some(2.0), false, 7));
    assert_eq!(relay.connection_age, Duration::from_secs(30));
    let first = civil::date(2026, 11, 1).to_zoned(TimeZone::UTC).unwrap().timestamp().as_millisecond();
    let since = day_of(Timestamp::from_millis(first));
    assert_eq!(relay.quota.warm_up, Some(WarmUp { since, first_day: 10, growth: 2.0 }));
    assert_eq!([since, since + 3, since + 30].map(|day| relay.quota.on(day)), [10, 80, 4000].map(Some));
    let [connect, greeting, envelope, data, body, dot] = [1, 2, 3, 4, 5, 6].map(Duration::from_secs);
    assert_eq!(relay.deadlines, Deadlines { connect, greeting, envelope, data, body, dot });
}

#[test]
fn the_port_follows_from_tls() {
    assert_eq!(relay("host = \"smtp.example.net\"\ntls = \"implicit\"").port, 465);
    assert_eq!(relay("host = \"127.0.0.1\"\ntls = \"none\"").port, 25);
}

#[test]
fn relays_come_from_the_environment_too() {
    let environment = [
        ("LETTERBELL__RELAY__0__HOST", "a.example"),
        ("LETTERBELL__RELAY__0__PER_SECOND", "14"),
        ("LETTERBELL__RELAY__10__HOST", "c.example"),
        ("LETTERBELL__RELAY__2__HOST", "b.example"),
    ];
    let settings = from_environment(&environment).unwrap();
    let hosts: Vec<&str> = settings.relays.iter().map(|relay| relay.host.as_str()).collect();
    assert_eq!(hosts, ["a.example", "b.example", "c.example"]);
    assert_eq!(settings.relays[0].per_second, Some(14.0));
}

#[test]
fn the_environment_overrides_one_key_of_a_relay() {
    let text = "[[relay]]\nhost = \"a.example\"\n[[relay]]\nhost = \"b.example\"\nport = 25";
    let settings = load(text, &[("LETTERBELL__RELAY__1__PORT", "2525")]).unwrap();
    assert_eq!((settings.relays[1].host.as_str(), settings.relays[1].port), ("b.example", 2525));
}

#[test]
fn a_relay_needs_a_host() {
    assert_eq!(refused("port = 25"), ["letterbell.toml:1: relay.0.host: this setting is missing"]);
    assert_eq!(problems("[[relay]]", &[]), ["letterbell.toml:1: relay.0.host: this setting is missing"]);
    let expected = "expected a host name or an address alone, such as smtp.example.net; the port goes into port";
    for host in ["smtp.example.net:587", "smtp://smtp.example.net", "two words"] {
        let lines = refused(&format!("host = \"{host}\""));
        assert_eq!(lines, [format!("letterbell.toml:2: relay.0.host: {expected}, found \"{host}\"")]);
    }
}

#[test]
fn two_relays_cannot_have_one_name() {
    let text = "[[relay]]\nhost = \"a.example\"\n[[relay]]\nname = \"a.example\"\nhost = \"b.example\"";
    assert_eq!(
        problems(text, &[]),
        ["letterbell.toml:4: relay.1.name: two relays are named \"a.example\"; give each its own"]
    );
}

#[test]
fn user_and_password_go_together() {
    assert_eq!(
        refused("host = \"a.example\"\nusername = \"u\""),
        ["letterbell.toml:1: relay.0.password: password or password_file is missing, since a username is set"]
    );
    assert_eq!(
        refused("host = \"a.example\"\npassword = \"hunter2\""),
        ["letterbell.toml:1: relay.0.username: this setting is missing, since a password is set"]
    );
}

#[test]
fn mail_does_not_leave_this_machine_unprotected_unless_that_is_allowed() {
    assert_eq!(
        refused("host = \"a.example\"\ntls = \"none\""),
        [
            "letterbell.toml:3: relay.0.tls: \"none\" sends mails to a.example unprotected; write \"required\" or \"implicit\", \
          or allow_plaintext = true"
        ]
    );
    let with_password = refused("host = \"10.0.0.1\"\ntls = \"none\"\nusername = \"u\"\npassword = \"hunter2\"");
    assert!(with_password[0].contains("sends mails and the password to 10.0.0.1 unprotected"), "{with_password:?}");
    for host in ["127.0.0.1", "127.8.8.8", "::1", "[::1]", "localhost"] {
        let keys = format!("host = \"{host}\"\ntls = \"none\"\nusername = \"u\"\npassword = \"hunter2\"");
        assert!(relay(&keys).credentials.is_some());
    }
    let allowed = "[[relay]]\nhost = \"a.example\"\ntls = \"none\"\nallow_plaintext = true";
    let warnings = load(allowed, &[]).unwrap().warnings;
    assert_eq!(warnings, ["relay \"a.example\": mails travel to a.example unprotected (allow_plaintext)"]);
}

#[test]
fn values_out_of_bounds_are_refused() {
    for (key, value) in [
        ("port", "0"),
        ("port", "65536"),
        ("tls", "\"starttls\""),
        ("connections", "0"),
        ("connections", "201"),
        ("per_second", "0"),
        ("per_second", "-1.0"),
        ("per_second", "nan"),
        ("per_second", "inf"),
        ("messages_per_connection", "0"),
        ("weight", "0"),
        ("weight", "-1"),
        ("weight", "\"much\""),
        ("per_day", "0"),
        ("per_day", "2.5"),
        ("warm_up_since", "\"November\""),
        ("warm_up_since", "\"2026-02-30\""),
        ("warm_up_since", "2026-11-01"),
        ("warm_up_first_day", "0"),
        ("warm_up_growth", "0.9"),
        ("warm_up_growth", "101"),
        ("connection_age", "\"0 s\""),
        ("connection_age", "\"25 h\""),
        ("chunking", "\"yes\""),
        ("window", "0"),
        ("window", "101"),
        ("ca_file", "\"/nowhere/at/all.pem\""),
        ("dot_timeout", "\"0 s\""),
        ("dot_timeout", "\"2 h\""),
        ("allow_plaintext", "\"true\""),
        ("username", "\"\""),
    ] {
        let lines = refused(&format!("{key} = {value}\nhost = \"a.example\""));
        let expected = format!("letterbell.toml:2: relay.0.{key}: expected ");
        assert!(lines.iter().any(|line| line.starts_with(&expected)), "{key} = {value}: {lines:?}");
    }
}
