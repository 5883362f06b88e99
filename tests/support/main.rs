//! The tests' own tools keep their word.
#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

use std::process::Command;

use sqlx::{Connection, PgConnection, SqliteConnection};

use support::databases::{TestDatabase, on_both_engines};
use support::process::{Running, Signal, letterbell, run};

#[path = "mod.rs"]
mod support;

on_both_engines!(a_test_database_is_empty_and_takes_writes, two_test_databases_are_apart);

async fn a_test_database_is_empty_and_takes_writes(database: &TestDatabase) {
    assert_eq!(rows(database, "CREATE TABLE fresh (n INTEGER); INSERT INTO fresh VALUES (1)").await.unwrap(), 1);
    assert!(rows(database, "CREATE TABLE fresh (n INTEGER)").await.is_err(), "the table is there already");
}

async fn two_test_databases_are_apart(database: &TestDatabase) {
    let other = match database {
        TestDatabase::Sqlite { .. } => TestDatabase::sqlite(),
        TestDatabase::Postgres { .. } => TestDatabase::postgres().unwrap(),
    };
    rows(database, "CREATE TABLE mine (n INTEGER)").await.unwrap();
    assert!(rows(&other, "INSERT INTO mine VALUES (1)").await.is_err());
}

/// Runs `statements` on a connection of its own, and returns how many rows they wrote.
async fn rows(database: &TestDatabase, statements: &'static str) -> sqlx::Result<u64> {
    let written = match database {
        TestDatabase::Sqlite { .. } => {
            let mut connection = SqliteConnection::connect(&database.url()).await?;
            sqlx::raw_sql(statements).execute(&mut connection).await?.rows_affected()
        }
        TestDatabase::Postgres { .. } => {
            let mut connection = PgConnection::connect(&database.url()).await?;
            sqlx::raw_sql(statements).execute(&mut connection).await?.rows_affected()
        }
    };
    Ok(written)
}

on_both_engines!(a_dropped_test_database_is_gone);

async fn a_dropped_test_database_is_gone(database: &TestDatabase) {
    let other = match database {
        TestDatabase::Sqlite { .. } => TestDatabase::sqlite(),
        TestDatabase::Postgres { .. } => TestDatabase::postgres().unwrap(),
    };
    let url = other.url();
    // Dropped although someone is still connected, as a killed process seems to be.
    let still_connected = PgConnection::connect(&url).await;
    drop(other);
    match database {
        TestDatabase::Sqlite { .. } => assert!(SqliteConnection::connect(&url).await.is_err()),
        TestDatabase::Postgres { .. } => {
            assert!(still_connected.is_ok());
            assert!(PgConnection::connect(&url).await.is_err());
        }
    }
}

fn shell(script: &str) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", script]);
    command
}

#[tokio::test]
async fn a_finished_process_tells_its_status_and_all_it_wrote() {
    let finished = run(shell("echo out; echo err >&2; exit 3")).await;
    assert_eq!(finished.status.code(), Some(3));
    assert_eq!((finished.stdout.as_str(), finished.stderr.as_str()), ("out\n", "err\n"));
}

#[tokio::test]
async fn a_line_is_found_on_either_output_and_a_signal_arrives() {
    let process =
        Running::start(shell("trap 'echo told to end; exit 0' TERM; echo started >&2; while :; do sleep 0.01; done"));
    assert_eq!(process.line_with("start").await, "started");
    process.signal(Signal::Terminate);
    assert_eq!(process.line_with("told").await, "told to end");
    assert!(process.finished().await.status.success());
}

#[tokio::test]
async fn a_killed_process_ends_at_once_even_when_it_stands_still() {
    let process = Running::start(shell("echo started; while :; do sleep 0.01; done"));
    process.line_with("started").await;
    process.signal(Signal::Stop);
    process.signal(Signal::Kill);
    assert_eq!(process.finished().await.status.code(), None, "a signal ended it");
}

#[tokio::test]
async fn a_dropped_process_is_gone() {
    let process = Running::start(shell("echo started; exec sleep 600"));
    process.line_with("started").await;
    let pid = process.pid();
    drop(process);
    assert!(!run(shell(&format!("kill -0 {pid}"))).await.status.success());
}

#[tokio::test]
#[should_panic(expected = "it ended without")]
async fn waiting_for_a_line_ends_with_the_process() {
    Running::start(shell("echo something else")).line_with("started").await;
}

#[tokio::test]
#[should_panic(expected = "it ended without")]
async fn waiting_for_a_url_ends_with_the_process() {
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    Running::start(shell("exit 1")).ready_at(&format!("http://{closed}/readyz")).await;
}

#[tokio::test]
async fn the_built_program_runs_with_nothing_of_our_environment() {
    let command = letterbell(["--version"]);
    assert!(command.get_envs().all(|(name, _)| name == "PATH" || name == "RUST_BACKTRACE"));
    assert!(run(command).await.status.success());
}
