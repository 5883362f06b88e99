//! A database that is locked, gone, or ends its sessions in the middle of a run.

use std::time::{Duration, Instant};

use letterbell::inbound::smtp::Answer;
use sqlx::{Connection, Executor, PgConnection, SqliteConnection};

use super::copies::compare;
use super::installation::{CONNECTIONS, Installation, Settings, readers};
use super::ledger;
use super::relay::{At, Moment, Relay, slowly};
use super::support::databases::{TestDatabase, on_both_engines, on_postgres, on_sqlite};
use super::support::process::DEADLINE;
use super::wire::Wire;

on_both_engines!(no_text_follows_before_the_outcome_of_the_mail_before_it_is_safe);

const READERS: usize = 300;

fn slow_relay(moment: Moment<'_>) -> Answer {
    match moment.at {
        At::Dot => slowly(Duration::from_millis(20)),
        _ => Answer::Proceed,
    }
}

#[test]
fn while_another_program_locks_the_file_sending_stands_still_and_visitors_are_told() {
    on_sqlite(async |database| {
        let lock = async || {
            let mut holder = SqliteConnection::connect(&database.url()).await.unwrap();
            holder.execute("PRAGMA busy_timeout = 5000").await.unwrap();
            holder.execute("BEGIN EXCLUSIVE").await.unwrap();
            holder
        };
        let unlock = async |mut holder: SqliteConnection| {
            holder.execute("ROLLBACK").await.unwrap();
        };
        stands_still(database, &database.url(), Duration::from_secs(7), lock, unlock).await;
    });
}

#[test]
fn while_the_server_is_gone_sending_stands_still_and_visitors_are_told() {
    let test = "database_away::while_the_server_is_gone_sending_stands_still_and_visitors_are_told";
    on_postgres(test, async |database| {
        let wire = Wire::to(database).await;
        let mend = async |()| wire.mend().await;
        stands_still(database, &wire.url(), Duration::from_secs(3), async || wire.cut().await, mend).await;
    });
}

/// Takes the database away in the middle of a run and gives it back after `span`.
async fn stands_still<Away>(
    database: &TestDatabase,
    url: &str,
    span: Duration,
    take: impl AsyncFnOnce() -> Away,
    give_back: impl AsyncFnOnce(Away),
) {
    let relay = Relay::start(slow_relay).await;
    let readers = readers(READERS);
    let installation = Installation::new(url, &relay, &readers, Settings::default()).await;
    let service = installation.serve().await;
    let digest = installation.run_digest().await;
    relay.has_taken(60, DEADLINE).await;

    let away = take().await;
    // What was recorded before may still begin.
    let recorded = ledger::in_hand(database, &digest).await;
    let taken_at = Instant::now();
    service.has_status("/readyz", 503).await;
    assert_eq!(service.status("/healthz").await, 200);
    let asked = Instant::now();
    let answer = service.sign_up("early@example.org").await;
    println!("answered after {:?}", asked.elapsed());
    assert_eq!(answer.status().as_u16(), 503);
    assert!(answer.headers().contains_key("retry-after"), "{answer:?}");
    assert_eq!(service.status("/healthz").await, 200);
    // The fault's own length.
    tokio::time::sleep_until((taken_at + span).into()).await;
    let given_back_at = Instant::now();
    give_back(away).await;

    service.has_status("/readyz", 200).await;
    assert_eq!(service.sign_up("late@example.org").await.status().as_u16(), 200);
    relay.copy_for("late@example.org", DEADLINE).await;
    let shown = installation.finished(&digest, DEADLINE).await;
    service.stopped().await;

    let still = taken_at..given_back_at;
    let begun = relay.begun().into_iter().filter(|(name, at)| still.contains(at) && !recorded.contains(name)).count();
    assert_eq!(begun, 0, "mails were begun that could not be recorded");
    assert_eq!((shown.sent, shown.open), (READERS as u64, 0));
    let owed = [readers, vec!["late@example.org".to_owned()]].concat();
    let findings = compare(&owed, &relay.copies());
    assert!(findings.only_extra() && findings.extra == 0, "{findings:?}");
    ledger::adds_up(database).await;
}

#[test]
fn sessions_that_the_server_ends_lose_nothing() {
    let test = "database_away::sessions_that_the_server_ends_lose_nothing";
    on_postgres(test, async |database| {
        let relay = Relay::start(slow_relay).await;
        let readers = readers(READERS);
        let installation = Installation::new(&database.url(), &relay, &readers, Settings::default()).await;
        let service = installation.serve().await;
        let digest = installation.run_digest().await;
        let events = [40, 110, 180];
        for moment in events {
            relay.has_taken(moment, DEADLINE).await;
            let mut connection = PgConnection::connect(&database.url()).await.unwrap();
            let end_all = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                           WHERE datname = current_database() AND pid <> pg_backend_pid()";
            connection.execute(end_all).await.unwrap();
        }
        let shown = installation.finished(&digest, DEADLINE).await;
        service.has_status("/readyz", 200).await;
        service.stopped().await;
        let findings = compare(&readers, &relay.copies());
        assert!(findings.only_extra() && findings.extra <= events.len() * CONNECTIONS, "{findings:?}");
        assert_eq!((shown.sent, shown.open), (READERS as u64, 0));
        ledger::adds_up(database).await;
    });
}

/// Holds whatever a sender writes up until it is dropped.
async fn stop_writing(database: &TestDatabase) -> Box<dyn Send> {
    match database {
        TestDatabase::Sqlite { .. } => {
            let mut holder = SqliteConnection::connect(&database.url()).await.unwrap();
            holder.execute("PRAGMA busy_timeout = 5000").await.unwrap();
            holder.execute("BEGIN EXCLUSIVE").await.unwrap();
            Box::new(holder)
        }
        TestDatabase::Postgres { .. } => {
            let mut holder = PgConnection::connect(&database.url()).await.unwrap();
            holder.execute("BEGIN").await.unwrap();
            holder.execute("LOCK TABLE delivery IN EXCLUSIVE MODE").await.unwrap();
            Box::new(holder)
        }
    }
}

async fn no_text_follows_before_the_outcome_of_the_mail_before_it_is_safe(database: &TestDatabase) {
    // Each connection's second mail is announced while it waits for the answer to its first, for less long than an intent holds.
    let pause = Duration::from_millis(200);
    let relay = Relay::start(move |moment| match moment.at {
        At::Dot => slowly(pause),
        _ => Answer::Proceed,
    })
    .await;
    let readers = readers(2 * CONNECTIONS);
    let installation = Installation::new(&database.url(), &relay, &readers, Settings::default()).await;
    let service = installation.serve().await;
    for run in 1.. {
        let had = relay.copies().len();
        let digest = installation.run_digest().await;
        relay.has_taken(had + CONNECTIONS, DEADLINE).await;
        let held_up = stop_writing(database).await;
        let recorded = format!("SELECT count(*) FROM delivery WHERE digest_id = {digest} AND state = 'sent'");
        let safe = usize::try_from(ledger::count(database, &recorded).await).unwrap();
        tokio::time::sleep(5 * pause).await;
        let followed = relay.copies().len() - had - CONNECTIONS;
        drop(held_up);
        let shown = installation.finished(&digest, DEADLINE).await;
        assert_eq!((shown.sent, shown.failed), (readers.len() as u64, 0));
        assert!(followed <= safe, "texts followed an outcome that no database had: {followed}, and it has {safe}");
        if safe < CONNECTIONS {
            break;
        }
        assert!(run < 10, "the answers always came first");
    }
    service.stopped().await;
    assert_eq!(ledger::unknown_attempts(database).await, 0);
    ledger::adds_up(database).await;
}
