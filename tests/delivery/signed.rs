//! What goes out is signed: a digest's copies and single mails, with the hash of the very body that the relay got.

use letterbell::inbound::smtp::Answer;

use super::installation::{Installation, Settings, readers};
use super::ledger;
use super::relay::Relay;
use super::signatures::SigningKey;
use super::support::databases::{TestDatabase, on_both_engines};
use super::support::process::DEADLINE;

on_both_engines!(digests_and_single_mails_are_signed_for_their_senders_domain);

async fn digests_and_single_mails_are_signed_for_their_senders_domain(database: &TestDatabase) {
    let key = SigningKey::make().await;
    let relay = Relay::start(|_| Answer::Proceed).await;
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
    assert_eq!(copies.len(), readers.len() + 1);
    key.signed("signed::digests_and_single_mails_are_signed", &copies);
    ledger::adds_up(database).await;
}
