//! Many sign up at a time on PostgreSQL: nobody waits but for who is at the same reader, and then sees what those have done.

use std::time::Duration;

use letterbell::domain::subscription::ConfirmationCaps;
use letterbell::store::Requested;

use crate::house::{ANY, House, NO_CAPS, at};
use crate::raw::Raw;
use crate::support::databases::on_postgres;

/// One mail an hour.
const CAPS: ConfirmationCaps = ConfirmationCaps { interval: Duration::from_secs(3600), per_day: 10 };

/// Waits until a connection to this database stands still for what another one holds.
async fn somebody_waits(raw: &mut Raw) {
    let waits = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    while raw.number(waits).await == 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

#[test]
fn a_site_a_list_or_a_schedule_that_somebody_holds_keeps_nobody_from_signing_up() {
    let name = "sign_ups::a_site_a_list_or_a_schedule_that_somebody_holds_keeps_nobody_from_signing_up";
    on_postgres(name, async |database| {
        let house = House::build(database).await;
        let weekly = house.schedule("weekly", "@weekly", ANY).await;
        let (mut other, mut looking) = (Raw::connect(database).await, Raw::connect(database).await);
        for table in ["site", "list", "schedule"] {
            other.execute(&format!("BEGIN; SELECT id FROM {table} FOR UPDATE")).await.unwrap();
            let asked = tokio::select! {
                asked = house.request(table, weekly, &NO_CAPS, at(1)) => asked,
                () = somebody_waits(&mut looking) => panic!("it waits for the {table}"),
            };
            other.execute("ROLLBACK").await.unwrap();
            assert_eq!(asked, Requested::Queued);
        }
    });
}

#[test]
fn mail_that_is_queued_for_a_reader_just_now_counts() {
    on_postgres("sign_ups::mail_that_is_queued_for_a_reader_just_now_counts", async |database| {
        let house = House::build(database).await;
        let weekly = house.schedule("weekly", "@weekly", ANY).await;
        assert_eq!(house.request("ada", weekly, &CAPS, at(1)).await, Requested::Queued);
        let (ada, list, now) = (house.subscription_of("ada").await.id, house.list, at(7200).millis());
        let mut other = Raw::connect(database).await;
        let mailing = format!(
            "BEGIN; UPDATE subscription SET topics = topics WHERE id = {ada};
             INSERT INTO delivery (kind, list_id, subscription_id, state, due_at, epoch, attempts, created_at)
             VALUES ('confirmation', {list}, {ada}, 'planned', {now}, 0, 0, {now})"
        );
        other.execute(&mailing).await.unwrap();
        let asked = house.request("ada", weekly, &CAPS, at(7201));
        let committed = async {
            tokio::time::sleep(Duration::from_millis(300)).await;
            other.execute("COMMIT").await.unwrap();
        };
        let (asked, ()) = tokio::join!(asked, committed);
        assert_eq!(asked, Requested::Capped, "a second mail within the hour");
    });
}
