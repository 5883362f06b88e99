//! What goes out is signed: a digest's copies and single mails, with the hash of the very body that the relay got.

use std::time::Duration;

use letterbell::inbound::smtp::Answer;

use super::installation::{Installation, Settings, readers};
use super::ledger;
use super::relay::{At, Relay};
use super::signatures::SigningKey;
use super::support::databases::{TestDatabase, on_both_engines};
use super::support::process::DEADLINE;

on_both_engines!(digests_and_single_mails_are_signed_for_their_senders_domain);

async fn digests_and_single_mails_are_signed_for_their_senders_domain(database: &TestDatabase) {
    let key = SigningKey::make().await;
    // One answer is lost, and the mail goes again when the clock shows another second.
    let relay = Relay::start(|moment| match moment.nth {
        1 if moment.is(At::Dot, "reader0003") => Answer::After(Duration::from_millis(1100), Box::new(Answer::Close)),
        _ => Answer::Proceed,
    })
    .await;
    let readers = readers(12);
    let settings = Settings { tables: &key.tables, ..Settings::default() };
    let installation = Installation::new(&database.url(), &relay, &readers, settings).await;
    let service = installation.serve().await;
    let digest = installation.run_digest().await;
    installation.finished(&digest, DEADLINE).await;
    service.sign_up("new@example.org").await;
    relay.copy_for("new@example.org", DEADLINE).await;
    service.stopped().await;

    let copies = relay.copies();
    assert_eq!(copies.len(), readers.len() + 2);
    let [first, again] = &relay.copies_for("reader0003@example.org")[..] else { panic!("two copies") };
    assert!(first.data == again.data, "the signature is the same to the byte");
    key.signed("signed::digests_and_single_mails_are_signed", &copies);
    ledger::adds_up(database).await;
}
