//! What the database must say after anything that happened, and what it counts.

use std::collections::BTreeMap;
use std::time::Duration;

use letterbell::clock::{Clock as _, SystemClock};
use letterbell::operations::verify::verify;
use letterbell::store::{Store, StoreOptions};
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};

use super::support::databases::TestDatabase;

/// What must never be there, and the statement that counts it.
const NEVER: &[(&str, &str)] = &[
    (
        "two deliveries of a digest to one reader",
        "SELECT count(*) FROM (SELECT 1 FROM delivery WHERE digest_id IS NOT NULL GROUP BY digest_id, subscription_id HAVING count(*) > 1) AS found",
    ),
    (
        "a finished digest with an open delivery",
        "SELECT count(*) FROM digest g JOIN delivery d ON d.digest_id = g.id WHERE g.state = 'finished' AND d.state IN ('planned', 'claimed', 'sending', 'deferred', 'unknown')",
    ),
    (
        "a sent delivery without a relay's yes",
        "SELECT count(*) FROM delivery d WHERE d.state = 'sent' AND NOT EXISTS (SELECT 1 FROM attempt a WHERE a.delivery_id = d.id AND a.stage = 'dot' AND a.code BETWEEN 200 AND 299)",
    ),
    (
        "two outcomes after the dot under one claim",
        "SELECT count(*) FROM (SELECT 1 FROM attempt WHERE stage = 'dot' AND outcome <> 'late' GROUP BY delivery_id, epoch HAVING count(*) > 1) AS found",
    ),
    (
        "a decided delivery without its time",
        "SELECT count(*) FROM delivery WHERE (decided_at IS NULL) <> (state IN ('planned', 'claimed', 'sending', 'deferred', 'unknown'))",
    ),
    (
        "a delivery that nobody owns and nobody may take",
        "SELECT count(*) FROM delivery WHERE (owner IS NULL) = (state IN ('claimed', 'sending'))",
    ),
    (
        "two digests of a schedule for one instant",
        "SELECT count(*) FROM (SELECT 1 FROM digest GROUP BY schedule_id, due_at HAVING count(*) > 1) AS found",
    ),
];

/// The longest lease of these tests.
const LEASE: Duration = Duration::from_secs(60);

/// Holds the database against what must never be there, and against everything that `letterbell verify` looks at.
pub async fn adds_up(database: &TestDatabase) {
    adds_up_but_for(database, &[]).await;
}

/// The same, but for these promises.
pub async fn adds_up_but_for(database: &TestDatabase, unkept: &[&str]) {
    for (what, statement) in NEVER {
        assert_eq!(count(database, statement).await, 0, "{what}");
    }
    let (store, _) = Store::open(&database.url(), StoreOptions::default()).await.unwrap();
    let verified = verify(&store, LEASE, SystemClock.now(), |_| {}).await.unwrap();
    store.close().await;
    let broken: Vec<_> =
        verified.promises.iter().filter(|promise| !promise.holds() && !unkept.contains(&promise.name)).collect();
    assert!(broken.is_empty(), "{broken:#?}");
}

/// Attempts of which nobody knows how they ended.
pub async fn unknown_attempts(database: &TestDatabase) -> i64 {
    count(database, "SELECT count(*) FROM attempt WHERE outcome = 'unknown'").await
}

/// A number for each reader, by address: what `statement` answers with, as `address` and `n`.
pub async fn by_reader(database: &TestDatabase, statement: &str) -> BTreeMap<String, i64> {
    let statement = AssertSqlSafe(statement.to_owned());
    let rows: Vec<(String, i64)> = match database {
        TestDatabase::Sqlite { .. } => {
            let mut connection = SqliteConnection::connect(&database.url()).await.unwrap();
            sqlx::query_as(statement).fetch_all(&mut connection).await.unwrap()
        }
        TestDatabase::Postgres { .. } => {
            let mut connection = PgConnection::connect(&database.url()).await.unwrap();
            sqlx::query_as(statement).fetch_all(&mut connection).await.unwrap()
        }
    };
    rows.into_iter().collect()
}

/// The readers of `digest` whose mails are recorded as announced or begun, and how they ended is not.
pub async fn in_hand(database: &TestDatabase, digest: &str) -> Vec<String> {
    let statement = format!(
        "SELECT u.address, CAST(1 AS BIGINT) FROM delivery d JOIN subscription s ON s.id = d.subscription_id
         JOIN subscriber u ON u.id = s.subscriber_id WHERE d.digest_id = {digest} AND d.state = 'sending'"
    );
    by_reader(database, &statement).await.into_keys().collect()
}

/// How often each reader's mail ended without anybody knowing how; those to whom that never happened are left out.
pub async fn unknown_by_reader(database: &TestDatabase) -> BTreeMap<String, i64> {
    let statement = "SELECT u.address, count(*) FROM attempt a JOIN delivery d ON d.id = a.delivery_id
                     JOIN subscription s ON s.id = d.subscription_id JOIN subscriber u ON u.id = s.subscriber_id
                     WHERE a.outcome = 'unknown' GROUP BY u.address";
    by_reader(database, statement).await
}

/// What each reader's mail of `digest` was charged.
pub async fn charged_by_reader(database: &TestDatabase, digest: &str) -> BTreeMap<String, i64> {
    let statement = format!(
        "SELECT u.address, CAST(d.attempts AS BIGINT) FROM delivery d JOIN subscription s ON s.id = d.subscription_id
         JOIN subscriber u ON u.id = s.subscriber_id WHERE d.digest_id = {digest}"
    );
    by_reader(database, &statement).await
}

/// What all deliveries were charged.
pub const CHARGED: &str = "SELECT CAST(coalesce(sum(attempts), 0) AS BIGINT) FROM delivery";

/// Results that came after the delivery had been taken over.
pub async fn late_attempts(database: &TestDatabase) -> i64 {
    count(database, "SELECT count(*) FROM attempt WHERE outcome = 'late'").await
}

/// The number that `statement` answers with.
pub async fn count(database: &TestDatabase, statement: &str) -> i64 {
    let statement = AssertSqlSafe(statement.to_owned());
    match database {
        TestDatabase::Sqlite { .. } => {
            let mut connection = SqliteConnection::connect(&database.url()).await.unwrap();
            sqlx::query_scalar(statement).fetch_one(&mut connection).await.unwrap()
        }
        TestDatabase::Postgres { .. } => {
            let mut connection = PgConnection::connect(&database.url()).await.unwrap();
            sqlx::query_scalar(statement).fetch_one(&mut connection).await.unwrap()
        }
    }
}

/// Runs `statement`, and returns how many rows it changed.
pub async fn change(database: &TestDatabase, statement: &str) -> u64 {
    let statement = AssertSqlSafe(statement.to_owned());
    match database {
        TestDatabase::Sqlite { .. } => {
            let mut connection = SqliteConnection::connect(&database.url()).await.unwrap();
            sqlx::query(statement).execute(&mut connection).await.unwrap().rows_affected()
        }
        TestDatabase::Postgres { .. } => {
            let mut connection = PgConnection::connect(&database.url()).await.unwrap();
            sqlx::query(statement).execute(&mut connection).await.unwrap().rows_affected()
        }
    }
}
