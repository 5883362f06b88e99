//! PostgreSQL looks up what a step is about, however much lies around it, also with the plans of connections that date from when there was
//! little: until it has looked at the tables, up to a minute later, they have no others.

use std::time::{Duration, Instant};

use letterbell::domain::delivery::DeliveryState;
use letterbell::store::{Intent, Outcome};

use crate::house::{ANY, House, NO_CAPS, at, open};
use crate::queue::{ONLY, outcome};
use crate::raw::Raw;
use crate::support::claims::claim;
use crate::support::databases::{TestDatabase, on_postgres};

/// So many requests wait for their mails.
const WAITING: i64 = 3000;
/// So often each step is taken.
const STEPS: i64 = 20;
/// So many more are in another sender's hands.
const IN_HAND: i64 = 1000;
/// Rows that one step reads at most, of all tables: a sign-up, and two mails from the claim to the outcome, touch some eighty.
const ROWS_A_STEP: i64 = 150;

#[test]
fn a_backlog_of_single_mails_is_not_read_for_each_of_them() {
    on_postgres("reading::a_backlog_of_single_mails_is_not_read_for_each_of_them", a_backlog_is_not_read);
}

async fn a_backlog_is_not_read(database: &TestDatabase) {
    let house = House::build_in(&open(database).await, "letter").await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    let mut raw = Raw::connect(database).await;
    // Else the server may look at a table in the middle of it.
    for table in ["delivery", "subscription", "subscriber"] {
        raw.execute(&format!("ALTER TABLE {table} SET (autovacuum_enabled = false)")).await.unwrap();
    }
    // Plans are made now.
    for number in 0..10 {
        house.request(&format!("early-{number}"), weekly, &NO_CAPS, at(1)).await;
        send_two(&house, 2).await;
    }
    let (site, list) = (house.site.get(), house.list.get());
    let backlog = format!(
        "INSERT INTO subscriber (id, site_id, address, address_key, created_at)
         SELECT 1000 + n, {site}, n || '@waiting.example', n || '@waiting.example', 1 FROM generate_series(1, {WAITING}) n;
         INSERT INTO subscription (id, subscriber_id, list_id, schedule_id, state, link_version, requested_at)
         SELECT 1000 + n, 1000 + n, {list}, {}, 'pending', 1, 1 FROM generate_series(1, {WAITING}) n;
         INSERT INTO delivery (kind, list_id, subscription_id, state, due_at, epoch, attempts, created_at)
         SELECT 'confirmation', {list}, 1000 + n, 'planned', 1, 0, 0, 1 FROM generate_series(1, {WAITING}) n;
         INSERT INTO delivery (kind, list_id, subscription_id, state, owner, lease_until, epoch, attempts, created_at)
         SELECT 'confirmation', {list}, 1000 + n, 'claimed', 'another', {}, 1, 0, 1 FROM generate_series(1, {IN_HAND}) n",
        weekly.get(),
        at(60).millis()
    );
    Raw::connect(database).await.execute(&backlog).await.unwrap();
    none_is_left(&mut raw, "application_name <> 'letterbell'").await;
    let before = rows_read(&mut raw).await;
    for number in 0..STEPS {
        house.request(&format!("late-{number}"), weekly, &NO_CAPS, at(3)).await;
        assert_eq!(send_two(&house, 4).await, 2);
    }
    house.store.close().await;
    none_is_left(&mut raw, "true").await;
    let read = rows_read(&mut raw).await - before;
    assert!(read >= STEPS, "{read} rows read: the server did not count them");
    assert!(read <= STEPS * ROWS_A_STEP, "{read} rows read in {STEPS} sign-ups and sendings of two");
}

/// Two mails at most, from the claim to the outcome; how many.
async fn send_two(house: &House, seconds: i64) -> usize {
    let claimed = claim(&house.store, "worker", 2, at(seconds), at(60)).await.unwrap();
    let intents: Vec<Intent> = claimed.iter().map(ONLY).collect();
    house.store.record(&[], &intents, at(seconds)).await.unwrap();
    let outcomes: Vec<Outcome> = claimed.iter().map(|one| outcome(one, DeliveryState::Sent, seconds)).collect();
    house.store.record(&outcomes, &[], at(seconds)).await.unwrap();
    claimed.len()
}

/// Waits until the connections to this database have ended that are `such`, but for the asking one: each says by then what it read.
async fn none_is_left(raw: &mut Raw, such: &str) {
    let are_left = format!(
        "SELECT count(*) FROM pg_stat_activity
         WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid() AND {such}"
    );
    let deadline = Instant::now() + Duration::from_secs(30);
    while raw.number(&are_left).await > 0 {
        assert!(Instant::now() < deadline, "connections have not ended: {such}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// Readers, mails, and entries of the queue's indexes, that this database's connections have read.
async fn rows_read(raw: &mut Raw) -> i64 {
    raw.execute("SELECT pg_stat_clear_snapshot()").await.unwrap();
    raw.number(
        "SELECT (SELECT sum(seq_tup_read + idx_tup_fetch) FROM pg_stat_user_tables WHERE relname IN ('subscriber', 'subscription', 'delivery'))
                + (SELECT sum(idx_tup_read) FROM pg_stat_user_indexes WHERE relname = 'delivery')",
    )
    .await
}
