//! SIGKILL at random moments of a run.

use std::time::{Duration, Instant};

use super::chance::Chance;
use super::copies::compare;
use super::installation::{CONNECTIONS, Installation, Settings, readers};
use super::ledger;
use super::relay::{At, Relay, slowly};
use super::support::databases::{TestDatabase, on_both_engines};
use super::support::process::DEADLINE;
use letterbell::inbound::smtp::Answer;

on_both_engines!(killed_at_random_moments_nobody_is_lost_and_the_digest_finishes_once);

const READERS: usize = 2000;
const KILLS: usize = 6;

async fn killed_at_random_moments_nobody_is_lost_and_the_digest_finishes_once(database: &TestDatabase) {
    let mut chance = Chance::told();
    // The answer to the dot is late, so that most kills hit mails that the relay has and nobody has recorded.
    let relay = Relay::start(|moment| match moment.at {
        At::Dot => slowly(Duration::from_millis(5)),
        _ => Answer::Proceed,
    })
    .await;
    let readers = readers(READERS);
    // On PostgreSQL another process could be at work: what a dead one held waits for its leases.
    let settings = Settings { delivery: "lease = \"10 s\"", ..Settings::default() };
    let installation = Installation::new(&database.url(), &relay, &readers, settings).await;
    let mut moments: Vec<usize> = (0..KILLS).map(|_| chance.below(READERS - 200)).collect();
    moments.sort_unstable();

    let mut service = installation.serve().await;
    let digest = installation.run_digest().await;
    let began = Instant::now();
    let mut logs = Vec::new();
    for moment in moments {
        relay.has_taken(moment, DEADLINE).await;
        tokio::time::sleep(chance.span(Duration::from_millis(20))).await;
        logs.push(service.killed().await.stderr);
        assert!(installation.show(&digest).await.open > 0, "this kill came too late to mean anything");
        service = installation.serve().await;
    }
    // On PostgreSQL the duty to finish digests may be a dead process's, for a minute.
    let shown = installation.finished(&digest, Duration::from_secs(75)).await;
    println!("{READERS} mails with {KILLS} kills in {:?}", began.elapsed());
    logs.push(service.stopped().await.stderr);

    let findings = compare(&readers, &relay.copies());
    assert!(findings.only_extra(), "{findings:?}");
    assert!(findings.extra <= KILLS * CONNECTIONS, "{} extra copies", findings.extra);
    assert_eq!((shown.planned, shown.sent), (READERS as u64, READERS as u64));
    assert_eq!((shown.skipped, shown.failed, shown.open), (0, 0, 0));
    let said = logs.iter().map(|log| log.matches("digest finished").count()).sum::<usize>();
    assert_eq!(said, 1, "{logs:#?}");
    let unknown = ledger::unknown_attempts(database).await;
    println!("{} extra copies, {unknown} counted as unknown", findings.extra);
    assert!(unknown >= i64::try_from(findings.extra).unwrap(), "{unknown} of {} extras told", findings.extra);
    assert!(unknown <= i64::try_from(KILLS * CONNECTIONS).unwrap(), "{unknown} called unknown");
    ledger::adds_up(database).await;
}
