//! A PostgreSQL server that crashes and comes back in the middle of a run, and one that ends every session.

use std::time::{Duration, Instant};

use letterbell::inbound::smtp::Answer;
use sqlx::{Connection, Executor, PgConnection};

use super::chance::Chance;
use super::cluster::Cluster;
use super::copies::compare;
use super::installation::{CONNECTIONS, Installation, Settings, readers};
use super::ledger;
use super::relay::{At, Relay, slowly};
use super::support::databases::TestDatabase;
use super::support::left_out::variable;
use super::support::process::{DEADLINE, Signal};

/// Of the service and a worker beside it.
const PROCESSES: usize = 2;

#[derive(Clone, Copy, PartialEq)]
enum Fault {
    Crash,
    EndSessions,
}

#[test]
fn a_server_that_crashes_and_comes_back_loses_nobody() {
    run("database_restarts::a_server_that_crashes_and_comes_back_loses_nobody", Fault::Crash, 2, 5);
}

#[test]
fn sessions_that_are_ended_again_and_again_lose_nobody() {
    run("database_restarts::sessions_that_are_ended_again_and_again_lose_nobody", Fault::EndSessions, 6, 20);
}

fn run(test: &str, fault: Fault, short: usize, long: usize) {
    let events = if variable("LETTERBELL_TEST_LONG").is_some() { long } else { short };
    let Some(cluster) = Cluster::start(test) else { return };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let database = runtime.block_on(cluster.database());
    runtime.block_on(struck(&cluster, &database, fault, events));
    drop(runtime);
    drop(database);
}

async fn struck(cluster: &Cluster, database: &TestDatabase, fault: Fault, events: usize) {
    let mut chance = Chance::told();
    let relay = Relay::start(|moment| match moment.at {
        At::Dot => slowly(Duration::from_millis(20)),
        _ => Answer::Proceed,
    })
    .await;
    let readers = readers(200 + events * 150);
    let settings = Settings { delivery: "lease = \"10 s\"", ..Settings::default() };
    let installation = Installation::new(&database.url(), &relay, &readers, settings).await;
    let service = installation.serve().await;
    let worker = installation.work().await;
    let digest = installation.run_digest().await;
    for event in 0..events {
        relay.has_taken(event * 150 + 20 + chance.below(100), DEADLINE * 2).await;
        tokio::time::sleep(chance.span(Duration::from_millis(40))).await;
        match fault {
            Fault::Crash => cluster.crash_and_restart(),
            Fault::EndSessions => {
                let mut connection = PgConnection::connect(&database.url()).await.unwrap();
                let end_all = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                               WHERE datname = current_database() AND pid <> pg_backend_pid()";
                connection.execute(end_all).await.unwrap();
            }
        }
        let struck = Instant::now();
        let before = relay.copies().len();
        // What was under way may still end; then it goes on by itself.
        let enough = (before + 2 * PROCESSES * CONNECTIONS).min(readers.len());
        relay.has_taken(enough, DEADLINE).await;
        println!("it goes on {:?} after event {event}", struck.elapsed());
    }
    let shown = installation.finished(&digest, Duration::from_secs(90)).await;
    service.has_status("/readyz", 200).await;
    assert_eq!(service.sign_up("late@example.org").await.status().as_u16(), 200);
    relay.copy_for("late@example.org", DEADLINE).await;
    let log = service.stopped().await.stderr;
    worker.signal(Signal::Terminate);
    let worker = worker.finished().await;
    assert_eq!(worker.status.code(), Some(0), "{worker:#?}");
    assert!(!log.contains("panicked") && !worker.stderr.contains("panicked"));

    let owed = [readers.clone(), vec!["late@example.org".to_owned()]].concat();
    let findings = compare(&owed, &relay.copies());
    let told = ledger::unknown_attempts(database).await + ledger::late_attempts(database).await;
    println!("{} extra copies, {told} unknown or late", findings.extra);
    assert!(findings.only_extra() && findings.extra <= events * PROCESSES * CONNECTIONS, "{findings:?}");
    assert!(told >= i64::try_from(findings.extra).unwrap(), "each extra copy is told");
    assert_eq!((shown.sent, shown.skipped, shown.failed, shown.open), (readers.len() as u64, 0, 0, 0));
    ledger::adds_up(database).await;
}
