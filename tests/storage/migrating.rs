//! Opening a database: migrated by itself, once, after a copy; and never by a binary that is too old for it.

use sqlx::{Connection as _, SqliteConnection};

use letterbell::store::{Backup, SendingLock, Store, StoreError, StoreOptions};

use crate::house::{ANY, House, at, open};
use crate::raw::Raw;
use crate::support::databases::{TestDatabase, on_both_engines};

on_both_engines!(
    a_second_open_finds_nothing_to_do,
    ten_times_two_starts_at_once_do_no_harm,
    a_newer_database_is_refused_and_left_alone,
    another_builds_database_is_refused,
    consent_records_can_be_neither_changed_nor_deleted,
);

async fn a_second_open_finds_nothing_to_do(database: &TestDatabase) {
    let (store, first) = Store::open(&database.url(), StoreOptions::default()).await.unwrap();
    assert_eq!(first.applied.first().map(String::as_str), Some("0001_start"));
    assert_eq!(first.backup, None, "there was nothing to copy");
    let house = House::build_in(&store, "letter").await;
    store.close().await;
    let (store, second) = Store::open(&database.url(), StoreOptions::default()).await.unwrap();
    assert!(second.applied.is_empty() && second.backup.is_none(), "{second:?}");
    assert_eq!(store.lists().await.unwrap()[0].id, house.list);
}

async fn ten_times_two_starts_at_once_do_no_harm(database: &TestDatabase) {
    for _ in 0..10 {
        let fresh = match database {
            TestDatabase::Sqlite { .. } => TestDatabase::sqlite(),
            TestDatabase::Postgres { .. } => TestDatabase::postgres().unwrap(),
        };
        let start = async || {
            let url = fresh.url();
            tokio::spawn(async move { Store::open(&url, StoreOptions::default()).await }).await.unwrap()
        };
        let (one, other) = futures_util::future::join(start(), start()).await;
        let (one, other) = (one.unwrap(), other.unwrap());
        let applied = [&one.1.applied, &other.1.applied];
        assert!(
            applied.iter().any(|names| names.is_empty()),
            "one of them migrated, the other found it done: {applied:?}"
        );
        assert!(applied.iter().any(|names| names.len() > 1), "all of it at once: {applied:?}");
        assert_eq!(other.0.check_statements().await.unwrap(), Vec::<String>::new());
    }
}

/// As while another start makes it one with a log: only who migrates takes a lock for that, and everybody else waits for that one lock.
#[tokio::test]
async fn opening_a_new_file_wants_no_lock_that_another_start_holds() {
    let database = TestDatabase::sqlite();
    let mut other = SqliteConnection::connect(&database.url()).await.unwrap();
    sqlx::raw_sql("BEGIN IMMEDIATE").execute(&mut other).await.unwrap();
    let (_, missing) = Store::open_as_it_is(&database.url(), StoreOptions::default()).await.unwrap();
    assert_eq!(missing.first().map(String::as_str), Some("0001_start"));
    sqlx::raw_sql("ROLLBACK").execute(&mut other).await.unwrap();
    let (store, _) = Store::open(&database.url(), StoreOptions::default()).await.unwrap();
    let mut raw = Raw::connect(&database).await;
    assert_eq!(raw.rows("PRAGMA journal_mode").await, [["wal"]], "what was committed survives the machine");
    drop(store);
}

/// Everything that the database holds about its migrations and its first list.
async fn contents(raw: &mut Raw) -> Vec<Vec<String>> {
    let mut rows = raw.rows("SELECT version, description FROM _sqlx_migrations ORDER BY version").await;
    rows.extend(raw.rows("SELECT id, slug, last_post FROM list ORDER BY id").await);
    rows
}

async fn a_newer_database_is_refused_and_left_alone(database: &TestDatabase) {
    House::build(database).await.store.close().await;
    let mut raw = Raw::connect(database).await;
    let copy = "INSERT INTO _sqlx_migrations (version, description, installed_on, success, checksum, execution_time)
                SELECT 9999, '9999_from_the_future', installed_on, success, checksum, execution_time FROM _sqlx_migrations WHERE version = 1";
    raw.execute(copy).await.unwrap();
    let before = contents(&mut raw).await;
    let refused = Store::open(&database.url(), StoreOptions::default()).await.unwrap_err();
    assert!(matches!(refused, StoreError::Newer { found: 9999 }), "{refused}");
    assert!(refused.to_string().contains("newer Letterbell"), "{refused}");
    assert_eq!(contents(&mut raw).await, before);
}

async fn another_builds_database_is_refused(database: &TestDatabase) {
    House::build(database).await.store.close().await;
    let mut raw = Raw::connect(database).await;
    raw.execute("DELETE FROM _sqlx_migrations").await.unwrap();
    let before = raw.rows("SELECT id, slug FROM list").await;
    let refused = Store::open(&database.url(), StoreOptions::default()).await.unwrap_err();
    assert!(matches!(refused, StoreError::Migration(_)), "{refused}");
    assert_eq!(raw.rows("SELECT id, slug FROM list").await, before, "its rows are untouched");
}

async fn consent_records_can_be_neither_changed_nor_deleted(database: &TestDatabase) {
    let house = House::build(database).await;
    let schedule = house.schedule("weekly", "@weekly", ANY).await;
    let reader = house.reader("ada", schedule, at(1)).await;
    let mut raw = Raw::connect(database).await;
    for sql in ["UPDATE consent_record SET wording = 'something else'", "DELETE FROM consent_record"] {
        let refused = raw.execute(sql).await.unwrap_err().to_string();
        assert!(refused.contains("append-only"), "{sql}: {refused}");
    }
    let events: Vec<String> =
        house.store.consent_records(reader).await.unwrap().into_iter().map(|record| record.event).collect();
    assert_eq!(events, ["requested", "confirmed"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_process_sends_from_a_file_and_the_lock_ends_with_it() {
    let database = TestDatabase::sqlite();
    let (one, other) = (open(&database).await, open(&database).await);
    let lock = one.lock_for_sending().unwrap();
    assert!(matches!(lock, SendingLock::Ours(_)));
    assert!(matches!(other.lock_for_sending().unwrap(), SendingLock::Taken));
    drop(lock);
    assert!(matches!(other.lock_for_sending().unwrap(), SendingLock::Ours(_)));
    let options = StoreOptions { backup: Backup::Never, ..StoreOptions::default() };
    assert!(Store::open(&database.url(), options).await.unwrap().1.applied.is_empty());
}
