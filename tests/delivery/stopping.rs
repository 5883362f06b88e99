//! SIGTERM in the middle of a run.

use std::time::{Duration, Instant};

use letterbell::inbound::smtp::Answer;

use super::copies::compare;
use super::installation::{Installation, Settings, readers};
use super::ledger;
use super::relay::{At, Relay, slowly};
use super::support::databases::{TestDatabase, on_both_engines};
use super::support::process::DEADLINE;

on_both_engines!(
    stopped_in_the_middle_nothing_is_lost_and_nothing_repeated,
    a_relay_that_hangs_after_the_dot_does_not_hold_up_the_end,
);

async fn stopped_in_the_middle_nothing_is_lost_and_nothing_repeated(database: &TestDatabase) {
    let relay = Relay::start(|moment| match moment.at {
        At::Dot => slowly(Duration::from_millis(20)),
        _ => Answer::Proceed,
    })
    .await;
    let readers = readers(400);
    let installation = Installation::new(&database.url(), &relay, &readers, Settings::default()).await;
    let mut service = installation.serve().await;
    let digest = installation.run_digest().await;
    for moment in [50, 150, 250] {
        relay.has_taken(moment, DEADLINE).await;
        let told = Instant::now();
        service.stopped().await;
        println!("stopped within {:?}", told.elapsed());
        assert!(installation.show(&digest).await.open > 0, "this came too late to mean anything");
        service = installation.serve().await;
    }
    let shown = installation.finished(&digest, DEADLINE).await;
    service.stopped().await;
    let findings = compare(&readers, &relay.copies());
    assert!(findings.only_extra() && findings.extra == 0, "{findings:?}");
    assert_eq!((shown.sent, shown.open), (400, 0));
    assert_eq!(ledger::unknown_attempts(database).await, 0);
    ledger::adds_up(database).await;
}

async fn a_relay_that_hangs_after_the_dot_does_not_hold_up_the_end(database: &TestDatabase) {
    let relay = Relay::start(|moment| match moment.nth {
        1 if moment.is(At::Dot, "reader0003") => Answer::Hang,
        _ => Answer::Proceed,
    })
    .await;
    let readers = readers(20);
    // SQLite tells about the default, which is what a supervisor waits for; once is enough for a wait that long.
    let server = match database {
        TestDatabase::Sqlite { .. } => "",
        TestDatabase::Postgres { .. } => "drain = \"2 s\"",
    };
    let settings = Settings { server, ..Settings::default() };
    let installation = Installation::new(&database.url(), &relay, &readers, settings).await;
    let service = installation.serve().await;
    let digest = installation.run_digest().await;
    relay.has_taken(20, DEADLINE).await;
    installation.shows(&digest, DEADLINE, |shown| shown.sent == 19).await;

    let told = Instant::now();
    service.stopped().await;
    let took = told.elapsed();
    println!("stopped within {took:?}");
    assert!(took < Duration::from_secs(30), "{took:?}");
    assert_eq!(ledger::unknown_attempts(database).await, 1, "told before anything else happens");

    let service = installation.serve().await;
    let shown = installation.finished(&digest, DEADLINE).await;
    service.stopped().await;
    let findings = compare(&readers, &relay.copies());
    assert!(findings.only_extra() && findings.extra == 1, "{findings:?}");
    assert_eq!(relay.copies_for("reader0003@example.org").len(), 2);
    assert_eq!((shown.sent, shown.failed), (20, 0));
    ledger::adds_up(database).await;
}
