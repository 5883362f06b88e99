//! Signatures as two programs see them that nobody here wrote: opendkim, which many receivers run, and dkimpy.

use std::collections::BTreeMap;
use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use letterbell::domain::dkim::{DkimIdentity, DkimName};
use letterbell::domain::time::Timestamp;
use letterbell::message::{BodyHash, Signers};
use letterbell::operations::make_dkim_key::{DkimKeyKind, make_dkim_key};
use serde_json::json;

use crate::mails::{all, confirmation, digest};
use crate::support::left_out::left_out;
use crate::support::opendkim::OpenDkim;

/// Both kinds of key for each domain that the mails come from.
static IDENTITIES: LazyLock<Vec<DkimIdentity>> = LazyLock::new(|| {
    let identity = |domain: &str, selector: &str, kind| {
        let name = DkimName::new(domain.to_owned(), selector.to_owned()).unwrap();
        DkimIdentity { name, key: make_dkim_key(kind).unwrap().key }
    };
    let domains = ["example.org", "xn--bcher-kva.example"];
    let both = |domain| [identity(domain, "ed", DkimKeyKind::Ed25519), identity(domain, "rsa", DkimKeyKind::Rsa2048)];
    domains.into_iter().flat_map(both).collect()
});

fn records() -> BTreeMap<String, String> {
    let record = |identity: &DkimIdentity| (identity.name.record_name(), identity.key.record().value().to_owned());
    IDENTITIES.iter().map(record).collect()
}

/// The message with its two signatures on top.
fn signed(message: &[u8], domain: &str) -> Vec<u8> {
    let end = message.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
    let (header, body) = (&message[..end + 2], &message[end + 4..]);
    let mut hash = BodyHash::new();
    // What is shared by all recipients, and the rest: cut somewhere.
    let (shared, own) = body.split_at(body.len() / 3);
    hash.update(shared);
    let mut hash = hash.clone();
    hash.update(own);
    let hash = hash.finish();
    let signers = Signers::new(IDENTITIES.iter().cloned());
    let fields = signers.for_domain(domain).iter();
    let mut whole: Vec<u8> = fields
        .flat_map(|signer| signer.sign(header, &hash, Timestamp::from_millis(1_750_000_000_000)).unwrap())
        .collect();
    whole.extend_from_slice(message);
    whole
}

/// Messages with what they are, and how many of their two signatures must pass.
fn cases() -> Vec<(String, Vec<u8>, usize)> {
    let mut cases: Vec<_> = all()
        .iter()
        .map(|mail| (mail.kind.to_owned(), signed(&mail.message(), mail.from.address.domain()), 2))
        .collect();
    let text = |message: Vec<u8>| String::from_utf8(signed(&message, "example.org")).unwrap();
    let (digest, confirmation) = (text(digest().message()), text(confirmation().message()));
    let changed = |from: &str, to: &str| {
        assert_eq!(digest.matches(from).count(), 1, "{from}");
        digest.replace(from, to)
    };
    for (what, message, passing) in [
        ("trailing empty lines", format!("{digest}\r\n\r\n"), 2),
        ("a field of a relay on top", format!("Received: from a by b; now\r\n{digest}"), 2),
        ("a subject folded anew", changed("Subject: Three new posts", "subject:\r\n\tThree  new\r\n posts "), 2),
        ("another body", changed("Open https", "open https"), 0),
        ("a body with more at its end", format!("{digest}x"), 0),
        ("another subject", changed("Three new posts", "Three old posts"), 0),
        (
            "another link to leave",
            changed("List-Unsubscribe: <https://example.org/u/8", "List-Unsubscribe: <https://example.org/u/9"),
            0,
        ),
        ("no one-click", changed("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n", ""), 0),
        ("another list", changed("<weekly.news.example.org>", "<daily.news.example.org>"), 0),
        ("a second From on top", format!("From: eve@example.net\r\n{digest}"), 0),
        ("a second From below", changed("MIME-Version:", "From: eve@example.net\r\nMIME-Version:"), 0),
        ("a second link to leave", format!("List-Unsubscribe: <https://example.net/>\r\n{digest}"), 0),
        ("a second subject", format!("Subject: Win\r\n{digest}"), 0),
        (
            "a confirmation with a link to leave",
            format!("List-Unsubscribe: <https://example.net/>\r\n{confirmation}"),
            0,
        ),
        (
            "a confirmation with one-click",
            format!("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n{confirmation}"),
            0,
        ),
    ] {
        cases.push((what.to_owned(), message.into_bytes(), passing));
    }
    cases
}

#[test]
fn opendkim_passes_what_we_sign_and_nothing_that_was_changed() {
    let records = records();
    let records = records.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let Some(opendkim) = OpenDkim::open(concat!(module_path!(), "::opendkim"), records) else { return };
    for (what, message, passing) in cases() {
        let (found, said) = opendkim.passing(&message);
        assert_eq!(found, passing, "{what}: {said}");
    }
}

#[test]
fn dkimpy_passes_what_we_sign_and_nothing_that_was_changed() {
    // Debian's packages are seen by Debian's Python alone, and another may come first in PATH.
    let pythons = ["python3", "/usr/bin/python3"];
    let has_dkimpy = |program: &&str| {
        let output = Command::new(program).args(["-c", "import dkim, nacl"]).output();
        output.is_ok_and(|output| output.status.success())
    };
    let Some(python) = pythons.into_iter().find(has_dkimpy) else {
        return left_out(
            concat!(module_path!(), "::dkimpy"),
            "no Python here has dkimpy and PyNaCl; tests/run installs them",
        );
    };
    let cases = cases();
    let messages: Vec<String> = cases.iter().map(|(_, message, _)| STANDARD.encode(message)).collect();
    let task = serde_json::to_vec(&json!({ "records": records(), "messages": messages })).unwrap();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/messages/verify_dkim.py");
    let mut command = Command::new(python);
    let mut python = command.arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    python.stdin.take().unwrap().write_all(&task).unwrap();
    let output = python.wait_with_output().unwrap();
    let said: Vec<usize> = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(said.len(), cases.len());
    for ((what, _, passing), said) in cases.iter().zip(said) {
        assert_eq!(said, *passing, "{what}");
    }
}
