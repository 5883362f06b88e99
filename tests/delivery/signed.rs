//! What goes out is signed: a digest's copies and single mails, with the hash of the very body that the relay got.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use letterbell::inbound::smtp::Answer;
use letterbell::message::BodyHash;

use super::copies::Copy;
use super::installation::{Installation, Settings, readers};
use super::ledger;
use super::relay::Relay;
use super::support::databases::{TestDatabase, on_both_engines};
use super::support::process::{DEADLINE, letterbell, run};

on_both_engines!(digests_and_single_mails_are_signed_for_their_senders_domain);

/// The tags of a signature, without white space.
fn tag(copy: &Copy, name: &str) -> String {
    let signature: String = copy.header("DKIM-Signature").split_whitespace().collect();
    let tags = signature.split(';').filter_map(|tag| tag.split_once('='));
    tags.into_iter().find(|(tag, _)| *tag == name).map(|(_, value)| value.to_owned()).unwrap()
}

/// Holds a copy against its signature: who, what, and the hash of its body.
pub fn is_signed(copy: &Copy) {
    assert_eq!((tag(copy, "d").as_str(), tag(copy, "s").as_str()), ("example.org", "bell"));
    let end = copy.data.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
    let mut hash = BodyHash::new();
    hash.update(&copy.data[end + 4..]);
    assert_eq!(tag(copy, "bh"), STANDARD.encode(hash.finish()));
    let names = tag(copy, "h").to_ascii_lowercase();
    let names: Vec<&str> = names.split(':').collect();
    assert_eq!(names.iter().filter(|name| **name == "from").count(), 2, "no second From can be added: {names:?}");
    for name in ["list-unsubscribe", "list-unsubscribe-post"] {
        assert!(names.contains(&name), "{name}: {names:?}");
    }
}

async fn digests_and_single_mails_are_signed_for_their_senders_domain(database: &TestDatabase) {
    let folder = tempfile::tempdir().unwrap();
    let key = folder.path().join("bell.pem").display().to_string();
    let keygen = ["dkim", "keygen", "--domain", "example.org", "--selector", "bell", "--out", &key];
    assert!(run(letterbell(keygen)).await.status.success());
    let tables = format!("[[dkim]]\ndomain = \"example.org\"\nselector = \"bell\"\nkey_file = \"{key}\"\n");
    let relay = Relay::start(|_| Answer::Proceed).await;
    let readers = readers(12);
    let settings = Settings { tables: &tables, ..Settings::default() };
    let installation = Installation::new(&database.url(), &relay, &readers, settings).await;
    let service = installation.serve().await;
    let digest = installation.run_digest().await;
    installation.finished(&digest, DEADLINE).await;
    service.sign_up("new@example.org").await;
    relay.copy_for("new@example.org", DEADLINE).await;
    service.stopped().await;

    let copies = relay.copies();
    assert_eq!(copies.len(), readers.len() + 1);
    copies.iter().for_each(is_signed);
    assert!(copies.iter().all(|copy| copy.data.starts_with(b"DKIM-Signature:")), "signatures stand on top");
    ledger::adds_up(database).await;
}
