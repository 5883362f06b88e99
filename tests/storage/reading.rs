//! PostgreSQL looks up what a step is about, however much lies around it, also with the plans of connections that date from when there was
//! little: until it has looked at the tables, up to a minute later, they have no others.

use crate::house::{ANY, House, NO_CAPS, at, open};
use crate::raw::Raw;
use crate::support::claims::claim;
use crate::support::databases::{TestDatabase, on_postgres};

/// So many requests wait for their mails.
const WAITING: i64 = 3000;
/// So often each step is taken.
const STEPS: i64 = 20;
/// Rows that one step reads at most, of all tables: a sign-up and a claim of two mails touch some twenty.
const ROWS_A_STEP: i64 = 60;

#[test]
fn a_backlog_of_single_mails_is_not_read_for_each_of_them() {
    on_postgres("reading::a_backlog_of_single_mails_is_not_read_for_each_of_them", a_backlog_is_not_read);
}

async fn a_backlog_is_not_read(database: &TestDatabase) {
    let house = House::build_in(&open(database).await, "letter").await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    // Plans are made now.
    for number in 0..10 {
        house.request(&format!("early-{number}"), weekly, &NO_CAPS, at(1)).await;
        claim(&house.store, "worker", 2, at(2), at(60)).await.unwrap();
    }
    let mut raw = Raw::connect(database).await;
    let (site, list) = (house.site.get(), house.list.get());
    let backlog = format!(
        "INSERT INTO subscriber (id, site_id, address, address_key, created_at)
         SELECT 1000 + n, {site}, n || '@waiting.example', n || '@waiting.example', 1 FROM generate_series(1, {WAITING}) n;
         INSERT INTO subscription (id, subscriber_id, list_id, schedule_id, state, link_version, requested_at)
         SELECT 1000 + n, 1000 + n, {list}, {}, 'pending', 1, 1 FROM generate_series(1, {WAITING}) n;
         INSERT INTO delivery (kind, list_id, subscription_id, state, due_at, epoch, attempts, created_at)
         SELECT 'confirmation', {list}, 1000 + n, 'planned', 1, 0, 0, 1 FROM generate_series(1, {WAITING}) n",
        weekly.get()
    );
    raw.execute(&backlog).await.unwrap();
    let before = rows_read(&mut raw).await;
    for number in 0..STEPS {
        house.request(&format!("late-{number}"), weekly, &NO_CAPS, at(3)).await;
        assert_eq!(claim(&house.store, "worker", 2, at(4), at(60)).await.unwrap().len(), 2);
    }
    // A connection says what it read when it ends.
    house.store.close().await;
    let read = rows_read(&mut raw).await - before;
    assert!(read >= STEPS, "{read} rows read: the server did not count them");
    assert!(read <= STEPS * ROWS_A_STEP, "{read} rows read in {STEPS} sign-ups and claims of two");
}

/// Readers, and entries of the queue's indexes, that this database's connections have read. Not the queue's own rows: to write to a few that it
/// knows by their ids the server may read all of them, as long as it takes the table for a small one.
async fn rows_read(raw: &mut Raw) -> i64 {
    raw.execute("SELECT pg_stat_clear_snapshot()").await.unwrap();
    raw.number(
        "SELECT (SELECT sum(seq_tup_read + idx_tup_fetch) FROM pg_stat_user_tables WHERE relname IN ('subscriber', 'subscription'))
                + (SELECT sum(idx_tup_read) FROM pg_stat_user_indexes WHERE relname = 'delivery')",
    )
    .await
}
