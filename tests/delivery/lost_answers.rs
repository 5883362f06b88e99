//! A database that did what it was told, and whose answer was lost with the connection.

use std::time::Duration;

use letterbell::clock::{Clock, SystemClock};
use letterbell::inbound::smtp::Answer;
use letterbell::store::{Intent, IntentAnswer, Store, StoreOptions};

use super::copies::compare;
use super::installation::{Installation, Settings, readers};
use super::ledger;
use super::relay::Relay;
use super::support::claims::claim;
use super::support::databases::{TestDatabase, on_both_engines};
use super::support::process::DEADLINE;

on_both_engines!(
    an_intent_that_is_asked_for_again_gets_the_same_answer,
    a_claim_whose_answer_was_lost_is_taken_over_when_its_lease_ends,
);

async fn an_intent_that_is_asked_for_again_gets_the_same_answer(database: &TestDatabase) {
    let relay = Relay::start(|_| Answer::Proceed).await;
    let readers = readers(2);
    let installation = Installation::new(&database.url(), &relay, &readers, Settings::default()).await;
    installation.run_digest().await;
    let (store, _) = Store::open(&database.url(), StoreOptions::default()).await.unwrap();
    let now = SystemClock.now();
    let claimed = claim(&store, "this test", 2, now, now.plus(Duration::from_secs(60))).await.unwrap();
    let intents = [0, 1].map(|at| Intent { delivery: claimed[at].id, epoch: claimed[at].epoch, turn: None });
    let first = store.record(&[], &intents, now).await.unwrap();
    assert_eq!(first, [IntentAnswer::Granted; 2]);

    // One of the two leaves before the recorder, which heard nothing, asks again.
    installation.command(&["suppression", "add", claimed[1].address.as_str()]).await;
    let again = store.record(&[], &intents, SystemClock.now()).await.unwrap();
    assert_eq!(again, [IntentAnswer::Granted, IntentAnswer::LeftOut]);
    let stale = Intent { epoch: intents[0].epoch - 1, ..intents[0] };
    assert_eq!(store.record(&[], &[stale], now).await.unwrap(), [IntentAnswer::NotNow]);
    ledger::adds_up(database).await;
}

async fn a_claim_whose_answer_was_lost_is_taken_over_when_its_lease_ends(database: &TestDatabase) {
    let relay = Relay::start(|_| Answer::Proceed).await;
    let readers = readers(40);
    let settings = Settings { delivery: "lease = \"10 s\"", ..Settings::default() };
    let installation = Installation::new(&database.url(), &relay, &readers, settings).await;
    relay.go_down().await;
    let service = installation.serve().await;
    let digest = installation.run_digest().await;
    service.process.line_with("the relay cannot be used").await;
    let lost = format!(
        "UPDATE delivery SET state = 'claimed', epoch = epoch + 1, due_at = NULL, lease_until = {},
                             owner = (SELECT max(owner) FROM delivery WHERE state = 'claimed')
         WHERE id = (SELECT max(id) FROM delivery WHERE state = 'planned')
           AND EXISTS (SELECT 1 FROM delivery WHERE state = 'claimed')",
        SystemClock.now().plus(Duration::from_secs(4)).millis()
    );
    // Claimed rows come and go while the relay is away: the change is made at a moment when there is one.
    let made = async {
        while ledger::change(database, &lost).await == 0 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(DEADLINE, made).await.expect("something is claimed now and then");
    relay.come_up().await;
    let shown = installation.finished(&digest, DEADLINE).await;
    service.stopped().await;
    assert_eq!(shown.sent, 40);
    let findings = compare(&readers, &relay.copies());
    assert!(findings.only_extra() && findings.extra == 0, "{findings:?}");
    ledger::adds_up(database).await;
}
