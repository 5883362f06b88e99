//! `[[relay]]`: the SMTP servers that take the mail.

use std::net::IpAddr;
use std::path::Path;
use std::time::Duration;

use secrecy::SecretString;

use super::reader::{Reader, Section};
use super::value::{Expected, duration, existing_path, positive, read_by, text, truth, whole, word};
use super::written::Value;
use crate::domain::pace::{DailyQuota, WarmUp, day_of};
use crate::domain::relay::{Credentials, Deadlines, Relay, Tls};
use crate::domain::time::Timestamp;

const DAY: Duration = Duration::from_hours(24);

/// Reads all relays; `hello` is the name that they are greeted with.
pub(super) fn read(reader: &mut Reader, hello: &str) -> Vec<Relay> {
    let mut relays: Vec<Relay> = Vec::new();
    let sections = reader.sections("relay");
    if sections.is_empty() {
        reader.warn("no [[relay]] is set: mails are planned, but nothing can be sent".to_owned());
    }
    for section in sections {
        let mut keys = reader.section(&section);
        let Some(relay) = read_one(&mut keys, hello) else { continue };
        if relays.iter().any(|other| other.name == relay.name) {
            keys.refuse("name", format!("two relays are named {:?}; give each its own", relay.name));
        }
        relays.push(relay);
    }
    relays
}

/// A relay; `None` when it has no usable host, without which it has no default name either.
fn read_one(keys: &mut Section<'_>, hello: &str) -> Option<Relay> {
    let host = keys.required("host", read_by(host));
    let tls = keys.value(
        "tls",
        Tls::Required,
        word(&[("required", Tls::Required), ("implicit", Tls::Implicit), ("none", Tls::None)]),
    );
    let name = keys.optional("name", text);
    let relay = Relay {
        name: name.or_else(|| host.clone()).unwrap_or_default(),
        host: host.clone().unwrap_or_default(),
        port: keys.value("port", usual_port(tls), whole(1..=u16::MAX)),
        tls,
        credentials: credentials(keys),
        ca_file: keys.optional("ca_file", existing_path(Path::is_file, "a file")),
        hello: hello.to_owned(),
        connections: keys.value("connections", 5, whole(1..=200)),
        per_second: keys.optional("per_second", positive(100_000.0)),
        weight: keys.optional("weight", positive(1_000_000.0)),
        quota: quota(keys),
        connection_age: keys.value("connection_age", Duration::from_mins(10), duration(Duration::from_secs(1)..=DAY)),
        chunking: keys.value("chunking", true, truth),
        window: keys.value("window", 1, whole(1..=100)),
        messages_per_connection: keys.value("messages_per_connection", 1000, whole(1..=1_000_000)),
        deadlines: deadlines(keys),
    };
    let allow_plaintext = keys.value("allow_plaintext", false, truth);
    host?;
    check_plaintext(keys, &relay, allow_plaintext);
    Some(relay)
}

/// RFC 8314 §3.3 (465), RFC 6409 §3.1 (587), RFC 5321 §4.5.4.2 (25).
const fn usual_port(tls: Tls) -> u16 {
    match tls {
        Tls::Required => 587,
        Tls::Implicit => 465,
        Tls::None => 25,
    }
}

fn host(text: &str) -> Expected<String> {
    let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
    let is_name = bare.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte));
    if is_name || bare.parse::<IpAddr>().is_ok() {
        return Ok(bare.to_owned());
    }
    Err("a host name or an address alone, such as smtp.example.net; the port goes into port".to_owned())
}

fn credentials(keys: &mut Section<'_>) -> Option<Credentials> {
    let username = keys.optional("username", text);
    let password: Option<SecretString> = keys.secret("password", |password| Ok(password.into()));
    keys.warn_if_exposed("password");
    let has_password = keys.is_written("password") || keys.is_written("password_file");
    if has_password && !keys.is_written("username") {
        keys.refuse("username", "this setting is missing, since a password is set".to_owned());
    }
    if keys.is_written("username") && !has_password {
        keys.refuse("password", "password or password_file is missing, since a username is set".to_owned());
    }
    Some(Credentials { username: username?, password: password? })
}

fn check_plaintext(keys: &mut Section<'_>, relay: &Relay, allow_plaintext: bool) {
    let is_loopback = relay.host == "localhost" || relay.host.parse::<IpAddr>().is_ok_and(|host| host.is_loopback());
    if relay.tls != Tls::None || is_loopback {
        return;
    }
    let what = if relay.credentials.is_some() { "mails and the password" } else { "mails" };
    if allow_plaintext {
        keys.warn(format!("relay {:?}: {what} travel to {} unprotected (allow_plaintext)", relay.name, relay.host));
        return;
    }
    let text = format!(
        "\"none\" sends {what} to {} unprotected; write \"required\" or \"implicit\", or allow_plaintext = true",
        relay.host
    );
    keys.refuse("tls", text);
}

/// The day's limit, and how a new relay comes up to it.
fn quota(keys: &mut Section<'_>) -> DailyQuota {
    let most = keys.optional("per_day", whole(1..=u32::MAX));
    let since = keys.optional("warm_up_since", read_by(day));
    let first_day = keys.value("warm_up_first_day", 500, whole(1..=u32::MAX));
    let growth = keys.value("warm_up_growth", 1.5, at_least_one);
    DailyQuota { most, warm_up: since.map(|since| WarmUp { since, first_day, growth }) }
}

fn day(text: &str) -> Expected<i64> {
    let date = text.parse::<jiff::civil::Date>().ok().and_then(|date| date.to_zoned(jiff::tz::TimeZone::UTC).ok());
    let midnight = date.ok_or_else(|| "a day, such as 2026-11-01".to_owned())?;
    Ok(day_of(Timestamp::from_millis(midnight.timestamp().as_millisecond())))
}

fn at_least_one(value: &Value) -> Expected<f64> {
    let number = positive(100.0)(value)?;
    if number >= 1.0 { Ok(number) } else { Err("a number of at least 1, such as 1.5".to_owned()) }
}

fn deadlines(keys: &mut Section<'_>) -> Deadlines {
    let default = Deadlines::default();
    let mut deadline = |key: &str, default: Duration| {
        keys.value(key, default, duration(Duration::from_secs(1)..=Duration::from_hours(1)))
    };
    Deadlines {
        connect: deadline("connect_timeout", default.connect),
        greeting: deadline("greeting_timeout", default.greeting),
        envelope: deadline("envelope_timeout", default.envelope),
        data: deadline("data_timeout", default.data),
        body: deadline("body_timeout", default.body),
        dot: deadline("dot_timeout", default.dot),
    }
}
