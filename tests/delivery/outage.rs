//! A relay that is away for a while.

use std::time::{Duration, Instant};

use letterbell::inbound::smtp::Answer;

use super::copies::compare;
use super::installation::{CONNECTIONS, Installation, Settings, readers};
use super::ledger;
use super::relay::{At, Relay};
use super::support::databases::{TestDatabase, on_both_engines};
use super::support::left_out::by_size;
use super::support::process::DEADLINE;

on_both_engines!(
    after_an_outage_nobody_was_charged_and_whoever_waits_at_a_form_comes_first,
    a_relay_that_hangs_up_on_everybody_is_asked_ever_more_seldom,
);

async fn after_an_outage_nobody_was_charged_and_whoever_waits_at_a_form_comes_first(database: &TestDatabase) {
    let relay = Relay::start(|_| Answer::Proceed).await;
    let readers = readers(by_size(200, 10_000));
    let installation = Installation::new(&database.url(), &relay, &readers, Settings::default()).await;
    relay.go_down().await;
    let service = installation.serve().await;
    let digest = installation.run_digest().await;
    service.process.line_with("the relay cannot be used").await;
    let away = Instant::now() + by_size(Duration::from_secs(10), Duration::from_secs(60));
    assert_eq!(service.sign_up("waiting@example.org").await.status().as_u16(), 200);
    // The fault's own length.
    tokio::time::sleep_until(away.into()).await;
    assert_eq!(ledger::count(database, ledger::CHARGED).await, 0);
    assert_eq!(ledger::count(database, "SELECT count(*) FROM attempt").await, 0);
    relay.come_up().await;
    let back = Instant::now();
    relay.has_taken(1, Duration::from_secs(61)).await;
    println!("back at work after {:?}", back.elapsed());
    relay.copy_for("waiting@example.org", DEADLINE).await;
    let shown = installation.finished(&digest, by_size(DEADLINE, DEADLINE * 10)).await;
    let log = service.stopped().await.stderr;

    let copies = relay.copies();
    let place = copies.iter().position(|copy| copy.recipient == "waiting@example.org").unwrap();
    assert!(place <= 2 * CONNECTIONS, "it came at place {place}");
    assert_eq!(shown.sent, readers.len() as u64);
    assert_eq!(ledger::count(database, ledger::CHARGED).await, i64::try_from(readers.len()).unwrap() + 1);
    let findings = compare(&[readers, vec!["waiting@example.org".to_owned()]].concat(), &copies);
    assert!(findings.only_extra() && findings.extra == 0, "{findings:?}");
    let told = log.matches("the relay cannot be used").count();
    assert!(told <= 10, "{told} lines for one outage");
    ledger::adds_up(database).await;
}

async fn a_relay_that_hangs_up_on_everybody_is_asked_ever_more_seldom(database: &TestDatabase) {
    let relay = Relay::start(|moment| match moment.at {
        At::Sender => Answer::Close,
        _ => Answer::Proceed,
    })
    .await;
    let installation = Installation::new(&database.url(), &relay, &readers(100), Settings::default()).await;
    let service = installation.serve().await;
    let digest = installation.run_digest().await;
    relay.has_come_to(At::Sender, 1, DEADLINE).await;
    // How much it is asked in a while is what this is about.
    tokio::time::sleep(Duration::from_secs(6)).await;
    let asked = relay.times(At::Greeting);
    println!("{asked} connections");
    assert!(asked < 60, "{asked} connections in six seconds");
    assert_eq!(ledger::count(database, ledger::CHARGED).await, 0);
    let shown = installation.show(&digest).await;
    assert_eq!((shown.open, shown.failed), (100, 0));
    service.stopped().await;
    ledger::adds_up(database).await;
}
