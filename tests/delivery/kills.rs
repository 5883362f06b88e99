//! SIGKILL at random moments of a run.

use std::time::{Duration, Instant};

use super::chance::Chance;
use super::installation::{CONNECTIONS, Installation, Settings, readers};
use super::reckoning::{Reckoning, reckon};
use super::relay::{At, Moment, Relay, chunking, slowly, with_slow_end};
use super::support::databases::{TestDatabase, on_both_engines, on_sqlite};
use super::support::left_out::by_size;
use letterbell::inbound::smtp::Answer;

on_both_engines!(
    killed_at_random_moments_nobody_is_lost_and_the_digest_finishes_once,
    killed_with_a_window_it_repeats_no_more_than_the_window_of_each_connection,
);

/// On PostgreSQL a dead process's leases, its part of the connections and its duty to finish digests all have to end first.
const PATIENCE: Duration = Duration::from_secs(120);

async fn killed_at_random_moments_nobody_is_lost_and_the_digest_finishes_once(database: &TestDatabase) {
    let relay = Relay::start(late_at_the_dot).await;
    let (readers, kills) = by_size((1200, 5), (10_000, 20));
    let reckoning = killed(database, &relay, "", readers, kills).await;
    assert!(reckoning.extra <= kills * CONNECTIONS, "{reckoning:?}");
    assert!(reckoning.unknown <= kills * CONNECTIONS, "{reckoning:?}");
}

/// What a database does about it is the same as with a window of three.
#[test]
fn killed_while_it_sends_by_bdat_it_repeats_no_more_than_a_message_a_connection() {
    on_sqlite(killed_without_a_window);
}

async fn killed_without_a_window(database: &TestDatabase) {
    let relay = Relay::with(chunking(), late_at_the_dot).await;
    let (readers, kills) = by_size((500, 2), (10_000, 20));
    let reckoning = killed(database, &relay, "", readers, kills).await;
    assert!(relay.copies().iter().all(|copy| copy.is_chunked));
    assert!(reckoning.unknown <= kills * CONNECTIONS, "{reckoning:?}");
}

async fn killed_with_a_window_it_repeats_no_more_than_the_window_of_each_connection(database: &TestDatabase) {
    let relay = Relay::with(chunking(), late_at_the_dot).await;
    let (readers, kills) = by_size((500, 2), (10_000, 20));
    let reckoning = killed(database, &relay, "window = 3", readers, kills).await;
    assert!(relay.copies().iter().all(|copy| copy.is_chunked));
    assert!(reckoning.unknown <= kills * CONNECTIONS * 3, "{reckoning:?}");
}

/// The answer to the dot is late, so that most kills hit mails that the relay has and nobody has recorded.
fn late_at_the_dot(moment: Moment<'_>) -> Answer {
    match moment.at {
        At::Dot => slowly(Duration::from_millis(5)),
        _ => Answer::Proceed,
    }
}

/// Kills the service so many times in a run to so many readers.
async fn killed(database: &TestDatabase, relay: &Relay, relay_settings: &str, many: usize, kills: usize) -> Reckoning {
    let mut chance = Chance::told();
    let readers = readers(many);
    let latest = many - many / 10;
    relay.obey(with_slow_end(&readers[latest], late_at_the_dot));
    // On PostgreSQL another process could be at work: what a dead one held waits for its leases.
    let settings = Settings { delivery: "lease = \"10 s\"", relay: relay_settings, ..Settings::default() };
    let installation = Installation::new(&database.url(), relay, &readers, settings).await;
    let mut moments: Vec<usize> = (0..kills).map(|_| chance.below(latest)).collect();
    moments.sort_unstable();

    let mut service = installation.serve().await;
    let digest = installation.run_digest().await;
    let began = Instant::now();
    let mut logs = Vec::new();
    for moment in moments {
        relay.has_taken(moment, PATIENCE).await;
        tokio::time::sleep(chance.span(Duration::from_millis(20))).await;
        logs.push(service.killed().await.stderr);
        assert!(installation.show(&digest).await.open > 0, "this kill came too late to mean anything");
        service = installation.serve().await;
    }
    relay.obey(late_at_the_dot);
    let shown =
        installation.finished(&digest, PATIENCE + Duration::from_millis(50) * u32::try_from(many).unwrap()).await;
    println!("{many} mails with {kills} kills in {:?}", began.elapsed());
    // It is said after it is so, and a stop comes between.
    service.process.line_with("digest finished").await;
    logs.push(service.stopped().await.stderr);
    let said = logs.iter().map(|log| log.matches("digest finished").count()).sum::<usize>();
    assert_eq!(said, 1, "{logs:#?}");
    reckon(database, &installation, relay, &readers, &shown).await
}
