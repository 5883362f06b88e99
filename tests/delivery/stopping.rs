//! SIGTERM in the middle of a run.

use std::time::{Duration, Instant};

use letterbell::inbound::smtp::Answer;

use super::chance::Chance;
use super::copies::compare;
use super::installation::{Installation, Settings, readers};
use super::ledger;
use super::reckoning::{Reckoning, reckon};
use super::relay::{At, Moment, Relay, chunking, slowly, with_slow_end};
use super::support::databases::{TestDatabase, on_both_engines};
use super::support::left_out::by_size;
use super::support::process::{DEADLINE, Signal};

on_both_engines!(
    stopped_at_random_moments_nothing_is_lost_and_nothing_repeated,
    stopped_while_it_sends_a_window_of_chunks_nothing_is_lost_and_nothing_repeated,
    told_to_stop_twice_it_stops_once_and_well,
    stopped_while_it_plans_it_plans_on_at_the_next_start,
    stopped_in_the_middle_nothing_is_lost_and_nothing_repeated,
    a_relay_that_hangs_after_the_dot_does_not_hold_up_the_end,
    a_relay_that_never_greets_does_not_hold_up_the_end,
    a_relay_that_never_answers_to_an_envelope_does_not_hold_up_the_end,
);

async fn stopped_in_the_middle_nothing_is_lost_and_nothing_repeated(database: &TestDatabase) {
    let readers = readers(400);
    let relay = Relay::start(with_slow_end(&readers[350], late_at_the_dot)).await;
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
    relay.obey(late_at_the_dot);
    let shown = installation.finished(&digest, DEADLINE).await;
    service.stopped().await;
    let findings = compare(&readers, &relay.copies());
    assert!(findings.only_extra() && findings.extra == 0, "{findings:?}");
    assert_eq!((shown.sent, shown.open), (400, 0));
    assert_eq!(ledger::unknown_attempts(database).await, 0);
    ledger::adds_up(database).await;
}

async fn stopped_at_random_moments_nothing_is_lost_and_nothing_repeated(database: &TestDatabase) {
    let relay = Relay::start(late_at_the_dot).await;
    stopped_at_random(database, &relay, "").await;
}

async fn stopped_while_it_sends_a_window_of_chunks_nothing_is_lost_and_nothing_repeated(database: &TestDatabase) {
    let relay = Relay::with(chunking(), late_at_the_dot).await;
    stopped_at_random(database, &relay, "window = 3").await;
    assert!(relay.copies().iter().all(|copy| copy.is_chunked));
}

async fn told_to_stop_twice_it_stops_once_and_well(database: &TestDatabase) {
    let relay = Relay::start(|moment| match moment.at {
        At::Dot => slowly(Duration::from_millis(1500)),
        _ => Answer::Proceed,
    })
    .await;
    let readers = readers(30);
    let installation = Installation::new(&database.url(), &relay, &readers, Settings::default()).await;
    let service = installation.serve().await;
    let digest = installation.run_digest().await;
    relay.has_taken(5, DEADLINE).await;
    service.process.signal(Signal::Terminate);
    // The second one comes while the relay still thinks about the last dots.
    tokio::time::sleep(Duration::from_secs(1)).await;
    service.stopped().await;
    relay.obey(|_| Answer::Proceed);
    let service = installation.serve().await;
    let shown = installation.finished(&digest, DEADLINE).await;
    service.stopped().await;
    let reckoning = reckon(database, &installation, &relay, &readers, &shown).await;
    assert_eq!(reckoning, Reckoning { extra: 0, unknown: 0 });
}

async fn stopped_while_it_plans_it_plans_on_at_the_next_start(database: &TestDatabase) {
    let mut chance = Chance::told();
    let relay = Relay::start(|_| Answer::Proceed).await;
    let readers = readers(by_size(3000, 10_000));
    let installation = Installation::new(&database.url(), &relay, &readers, Settings::default()).await;
    installation.take_in_a_post().await;
    // The command plans; it is cut short somewhere.
    let command = installation.start(&["digest", "run"]);
    tokio::time::sleep(chance.span(Duration::from_millis(500))).await;
    command.signal(Signal::Terminate);
    command.finished().await;
    let planned = ledger::count(database, "SELECT count(*) FROM delivery").await;
    println!("stopped with {planned} planned");
    // So does the service, at its start.
    for _ in 0..by_size(2, 10) {
        let service = installation.serve().await;
        tokio::time::sleep(chance.span(Duration::from_millis(1200))).await;
        service.stopped().await;
    }
    let service = installation.serve().await;
    if ledger::count(database, "SELECT count(*) FROM digest").await == 0 {
        installation.command(&["digest", "run"]).await;
    }
    let digest = ledger::count(database, "SELECT max(id) FROM digest").await.to_string();
    let shown = installation.finished(&digest, DEADLINE * 4).await;
    service.stopped().await;
    let reckoning = reckon(database, &installation, &relay, &readers, &shown).await;
    assert_eq!(reckoning, Reckoning { extra: 0, unknown: 0 });
}

fn late_at_the_dot(moment: Moment<'_>) -> Answer {
    match moment.at {
        At::Dot => slowly(Duration::from_millis(10)),
        _ => Answer::Proceed,
    }
}

/// Stops the service at random moments of a run, some of them right after its start.
async fn stopped_at_random(database: &TestDatabase, relay: &Relay, relay_settings: &str) {
    let mut chance = Chance::told();
    let (many, stops) = by_size((400, 3), (10_000, 20));
    let readers = readers(many);
    let settings = Settings { relay: relay_settings, ..Settings::default() };
    let installation = Installation::new(&database.url(), relay, &readers, settings).await;
    let mut service = installation.serve().await;
    let digest = installation.run_digest().await;
    let mut moments: Vec<usize> = (0..stops).map(|_| chance.below(many - many / 10)).collect();
    moments.sort_unstable();
    for moment in moments {
        relay.has_taken(moment, DEADLINE * 4).await;
        let told = Instant::now();
        service.stopped().await;
        assert!(told.elapsed() < Duration::from_secs(10), "stopped within {:?}", told.elapsed());
        service = installation.serve().await;
    }
    let shown = installation.finished(&digest, by_size(DEADLINE * 2, DEADLINE * 20)).await;
    service.stopped().await;
    let reckoning = reckon(database, &installation, relay, &readers, &shown).await;
    assert_eq!(reckoning, Reckoning { extra: 0, unknown: 0 });
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

async fn a_relay_that_never_greets_does_not_hold_up_the_end(database: &TestDatabase) {
    hangs_before_the_text(database, At::Greeting).await;
}

async fn a_relay_that_never_answers_to_an_envelope_does_not_hold_up_the_end(database: &TestDatabase) {
    hangs_before_the_text(database, At::Sender).await;
}

/// Nothing was sent, so the end is soon, and nothing is uncertain.
async fn hangs_before_the_text(database: &TestDatabase, hangs_at: At) {
    let relay = Relay::start(move |moment| if moment.at == hangs_at { Answer::Hang } else { Answer::Proceed }).await;
    let installation = Installation::new(&database.url(), &relay, &readers(20), Settings::default()).await;
    let service = installation.serve().await;
    let digest = installation.run_digest().await;
    relay.has_come_to(hangs_at, 1, DEADLINE).await;
    let told = Instant::now();
    let log = service.stopped().await.stderr;
    assert!(told.elapsed() < Duration::from_secs(12), "{:?}", told.elapsed());
    assert!(!log.contains("recovered") && !log.contains("unknown"), "{log}");
    let shown = installation.show(&digest).await;
    assert_eq!(shown.whole["states"], serde_json::json!({ "planned": 20 }));
    assert_eq!(ledger::unknown_attempts(database).await, 0);
    ledger::adds_up(database).await;
}
