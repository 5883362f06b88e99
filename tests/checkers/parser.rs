//! Python's email package, in its strictest setting, on every mail as it is rendered.

use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::sheets::sheets;
use crate::tool;

#[test]
fn pythons_parser_finds_no_defect_in_any_mail() {
    let case = |name: &str, mail: &crate::mails::Mail| {
        json!({
            "kind": name,
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
    };
    let cases: Vec<Value> = sheets().iter().map(|sheet| case(&sheet.name, &sheet.mail())).collect();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/messages/strict_parse.py");
    let input = serde_json::to_vec(&cases).unwrap();
    let test = "parser::pythons_parser_finds_no_defect_in_any_mail";
    let Some(said) = tool::run(test, Command::new("python3").arg(script), &input) else { return };
    assert_eq!(said.trim(), format!("{} mails read", cases.len()));
}
