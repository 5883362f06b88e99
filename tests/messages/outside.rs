//! A parser that nobody here wrote: Python's email package, in its strictest setting.

use std::io::Write;
use std::process::{Command, Stdio};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::mails::{Mail, all};

/// What Python must read back.
fn case(mail: &Mail) -> Value {
    json!({
        "kind": mail.kind,
        "message": STANDARD.encode(mail.message()),
        "fields": mail.expected_fields(),
        "from_name": mail.from.name,
        "from_address": mail.from.address.as_str(),
        "to": mail.to.as_str(),
        "subject": mail.subject,
        "message_id": format!("<{}>", mail.message_id),
        "text": mail.text,
        "html": mail.html,
    })
}

#[test]
fn pythons_email_package_finds_no_defect() {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/messages/strict_parse.py");
    let started = Command::new("python3").arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut python = match started {
        Ok(python) => python,
        Err(error) => {
            assert!(!is_ci(), "CI must have python3: {error}");
            eprintln!("left out: python3 cannot be started ({error}), so no outside parser looked at the mails");
            return;
        }
    };
    let cases: Vec<Value> = all().iter().map(case).collect();
    let input = serde_json::to_vec(&cases).unwrap();
    python.stdin.take().unwrap().write_all(&input).unwrap();
    let output = python.wait_with_output().unwrap();
    let complaints = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && complaints.trim() == format!("{} mails read", cases.len()), "{complaints}");
}

#[expect(clippy::disallowed_methods, reason = "the test, not the program, asks where it runs")]
fn is_ci() -> bool {
    std::env::var("CI").is_ok_and(|value| value == "true")
}
