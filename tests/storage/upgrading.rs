//! A database of the first version, with deliveries in every state, brought up to date: what must be kept is kept.

use std::fmt::Write;

use letterbell::domain::time::Timestamp;
use letterbell::store::{Gone, Store, StoreOptions};
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{PgPool, SqlSafeStr as _, SqlitePool};

use crate::raw::Raw;
use crate::support::claims::claim;
use crate::support::databases::{TestDatabase, on_both_engines};

on_both_engines!(
    deliveries_in_every_state_keep_what_they_are,
    what_was_open_before_goes_on_after,
    numbers_go_on_where_they_were,
    what_was_sent_cannot_be_planned_twice,
);

const SQLITE: &str = include_str!("../../migrations/sqlite/0001_start.sql");
const POSTGRES: &str = include_str!("../../migrations/postgres/0001_start.sql");

/// A state of the first version, with what a row in it held: owner, lease, decision.
const STATES: [(&str, &str, &str, &str); 11] = [
    ("planned", "NULL", "NULL", "NULL"),
    ("claimed", "'old'", "5000", "NULL"),
    ("sending", "'old'", "5000", "NULL"),
    ("deferred", "NULL", "NULL", "NULL"),
    ("unknown", "NULL", "NULL", "NULL"),
    ("sent", "NULL", "NULL", "4000"),
    ("failed", "NULL", "NULL", "4000"),
    ("suppressed", "NULL", "NULL", "4000"),
    ("expired", "NULL", "NULL", "4000"),
    ("cancelled", "NULL", "NULL", "4000"),
    ("held", "NULL", "NULL", "4000"),
];

/// The first version's schema with a list, and per state two deliveries: of a digest, and a confirmation.
async fn first_version(database: &TestDatabase) {
    let migrator = |text: &'static str| {
        let first = Migration::new(1, "0001_start".into(), MigrationType::Simple, text.into_sql_str(), false);
        Migrator::with_migrations(vec![first])
    };
    match database {
        TestDatabase::Sqlite { .. } => {
            let pool = SqlitePool::connect(&database.url()).await.unwrap();
            migrator(SQLITE).run(&pool).await.unwrap();
            pool.close().await;
        }
        TestDatabase::Postgres { .. } => {
            let pool = PgPool::connect(&database.url()).await.unwrap();
            migrator(POSTGRES).run(&pool).await.unwrap();
            pool.close().await;
        }
    }
    let mut raw = Raw::connect(database).await;
    let mut sql = "
        INSERT INTO site (id, name, public_url, created_at) VALUES (1, 'site', 'https://news.example.org', 0);
        INSERT INTO list (id, site_id, slug, name, promise, sender, postal_address, confirm_page, last_post, created_at)
            VALUES (1, 1, 'news', 'News', 'One a week', 'News <news@example.org>', 'Town', 'button', 1, 0);
        INSERT INTO schedule (id, list_id, name, expression, zone, dispatch, minimum_posts, seen_through, looked_at, created_at)
            VALUES (1, 1, 'weekly', '@weekly', 'UTC', 'at once', 1, 1, 0, 0);
        INSERT INTO digest (id, schedule_id, list_id, due_at, state, approved, serves, after_post, through_post, created_at, planned_at)
            VALUES (1, 1, 1, 1000, 'sending', 0, 'everybody', 0, 1, 900, 1000);
        INSERT INTO edition (id, digest_id, after_post, through_post, subject, html, body_text, created_at)
            VALUES (1, 1, 0, 1, 'News', '<p>news</p>', 'news', 900);"
        .to_owned();
    for (number, (state, owner, lease, decided)) in (1..).zip(STATES) {
        let (digest, single) = (number, 100 + number);
        for (id, standing, confirmed) in [(digest, "active", "1"), (single, "pending", "NULL")] {
            let _ = write!(
                sql,
                "INSERT INTO subscriber (id, site_id, address, address_key, created_at)
                     VALUES ({id}, 1, 'reader{id}@example.org', 'reader{id}@example.org', 0);
                 INSERT INTO subscription (id, subscriber_id, list_id, schedule_id, state, link_version, requested_at, confirmed_at)
                     VALUES ({id}, {id}, 1, 1, '{standing}', 1, 0, {confirmed});"
            );
        }
        for (id, kind, of) in [(digest, "digest", "1"), (single, "confirmation", "NULL")] {
            let _ = write!(
                sql,
                "INSERT INTO delivery (id, kind, list_id, subscription_id, digest_id, edition_id, state, priority, due_at, epoch, owner, lease_until,
                                       attempts, created_at, decided_at, last_reply)
                     VALUES ({id}, '{kind}', 1, {id}, {of}, {of}, '{state}', 1, 2000 + {id}, 3, {owner}, {lease}, 2, 950, {decided}, 'said {id}');
                 INSERT INTO attempt (id, delivery_id, epoch, relay, stage, outcome, code, reply, message_id, at, took_ms)
                     VALUES ({id}, {id}, 3, 'main', 'dot', '{state}', 250, 'ok', '<{id}@example.org>', 3000, 7);"
            );
        }
    }
    raw.execute(&sql).await.unwrap();
    if matches!(database, TestDatabase::Postgres { .. }) {
        // Ids that were given by hand do not move the sequences.
        for table in ["delivery", "attempt"] {
            raw.rows(&format!("SELECT setval(pg_get_serial_sequence('{table}', 'id'), 111)")).await;
        }
    }
}

async fn upgrade(database: &TestDatabase) -> Store {
    let (store, migrated) = Store::open(&database.url(), StoreOptions::default()).await.unwrap();
    assert_eq!(migrated.applied.first().map(String::as_str), Some("0002_sender"));
    assert_eq!(store.check_statements().await.unwrap(), Vec::<String>::new());
    store
}

async fn deliveries_in_every_state_keep_what_they_are(database: &TestDatabase) {
    first_version(database).await;
    let kept = "SELECT id, kind, list_id, subscription_id, digest_id, edition_id, state, epoch, owner, lease_until, attempts, created_at, last_reply
                FROM delivery ORDER BY id";
    let attempts = "SELECT id, delivery_id, epoch, relay, stage, outcome, code, reply, message_id, at, took_ms FROM attempt ORDER BY id";
    let mut raw = Raw::connect(database).await;
    let before = (raw.rows(kept).await, raw.rows(attempts).await);
    assert_eq!((before.0.len(), before.1.len()), (22, 22));
    drop(raw);
    upgrade(database).await;
    let mut raw = Raw::connect(database).await;
    assert_eq!((raw.rows(kept).await, raw.rows(attempts).await), before);
    // An instant stands in a row while it means something, and is the one that it was.
    let waits =
        "SELECT count(*) FROM delivery WHERE state IN ('planned', 'deferred', 'unknown') AND due_at = 2000 + id";
    assert_eq!(raw.number(waits).await, 6);
    assert_eq!(raw.number("SELECT count(*) FROM delivery WHERE due_at IS NOT NULL").await, 6);
    assert_eq!(raw.number("SELECT count(*) FROM delivery WHERE decided_at = 4000").await, 12);
    assert_eq!(raw.number("SELECT count(*) FROM delivery WHERE decided_at IS NOT NULL").await, 12);
    assert_eq!(raw.number("SELECT count(*) FROM delivery WHERE turn IS NOT NULL OR retried_at IS NOT NULL").await, 0);
}

async fn what_was_open_before_goes_on_after(database: &TestDatabase) {
    first_version(database).await;
    let store = upgrade(database).await;
    let now = Timestamp::from_millis(1_000_000);
    let reclaimed = store.reclaim(Gone::LeaseSpent, true, now).await.unwrap();
    assert_eq!((reclaimed.planned, reclaimed.unknown), (2, 2));
    let until = Timestamp::from_millis(1_060_000);
    let mut claimed = Vec::new();
    for _ in 0..2 {
        claimed
            .extend(claim(&store, "new", 100, now, until).await.unwrap().iter().map(|one| (one.id.get(), one.epoch)));
    }
    claimed.sort_unstable();
    let open = [1, 2, 3, 4, 5, 101, 102, 103, 104, 105].map(|id| (id, 4));
    assert_eq!(claimed, open, "each under a new epoch, and none that had ended");
}

async fn numbers_go_on_where_they_were(database: &TestDatabase) {
    first_version(database).await;
    upgrade(database).await.close().await;
    let mut raw = Raw::connect(database).await;
    let add = "INSERT INTO attempt (delivery_id, epoch, outcome, at) VALUES (1, 4, 'sent', 5000) RETURNING id";
    assert_eq!(raw.number(add).await, 112);
    let add = "INSERT INTO delivery (kind, list_id, subscription_id, state, due_at, epoch, attempts, created_at)
               VALUES ('confirmation', 1, 1, 'planned', 1, 0, 0, 1) RETURNING id";
    assert_eq!(raw.number(add).await, 112);
}

async fn what_was_sent_cannot_be_planned_twice(database: &TestDatabase) {
    first_version(database).await;
    upgrade(database).await.close().await;
    let mut raw = Raw::connect(database).await;
    let again = "INSERT INTO delivery (kind, list_id, subscription_id, digest_id, edition_id, state, due_at, epoch, attempts, created_at)
                 VALUES ('digest', 1, 6, 1, 1, 'planned', 1, 0, 0, 1)";
    let refused = raw.execute(again).await.unwrap_err().to_string();
    assert!(refused.to_lowercase().contains("unique"), "{refused}");
    // Nor can a row stand in a state without the instant that belongs to it.
    assert!(raw.execute("UPDATE delivery SET decided_at = NULL WHERE id = 6").await.is_err());
    assert!(raw.execute("UPDATE delivery SET due_at = NULL WHERE id = 1").await.is_err());
}
