//! Several processes on one database: who has a duty, how many are there, what a relay may still take today, and being woken.

use std::time::Duration;

use letterbell::operations::hold_duty::Duty;
use letterbell::store::Store;

use crate::house::{ANY, House, NO_CAPS, at, open};
use crate::raw::Raw;
use crate::support::databases::{TestDatabase, on_both_engines, on_postgres, on_sqlite};

on_both_engines!(
    a_duty_has_one_holder_however_many_ask_at_once,
    a_duty_that_is_kept_is_not_taken_and_one_that_ended_is,
    a_duty_that_is_let_go_is_free_at_once_and_only_its_holder_can,
    a_duty_from_before_the_clock_was_set_back_is_not_waited_for,
    duties_are_apart,
    who_is_at_work_is_counted_and_who_is_silent_is_forgotten,
    a_days_quota_is_never_exceeded_however_many_ask_at_once,
    what_is_given_back_of_a_quota_is_granted_again,
    a_quota_counts_for_one_relay_and_one_day,
    a_quota_that_became_smaller_grants_nothing_more,
);

const DUTY: &str = "running schedules";

async fn holds(store: &Store, holder: &str, now: i64) -> bool {
    store.hold_duty(DUTY, holder, at(now), at(now + 60)).await.unwrap()
}

async fn a_duty_has_one_holder_however_many_ask_at_once(database: &TestDatabase) {
    // Each asks over connections of its own, as processes do.
    let mut asking = Vec::new();
    for number in 0..8 {
        let store = open(database).await;
        asking.push(tokio::spawn(async move { holds(&store, &format!("process {number}"), 0).await }));
    }
    let mut holders = 0;
    for asked in asking {
        holders += i32::from(asked.await.unwrap());
    }
    assert_eq!(holders, 1);
}

async fn a_duty_that_is_kept_is_not_taken_and_one_that_ended_is(database: &TestDatabase) {
    let store = open(database).await;
    assert!(holds(&store, "one", 0).await);
    assert!(!holds(&store, "other", 59).await);
    assert!(holds(&store, "one", 59).await, "kept until 119");
    assert!(!holds(&store, "other", 118).await);
    assert!(holds(&store, "other", 119).await, "its holder has died");
    assert!(!holds(&store, "one", 120).await, "and comes back too late");
}

async fn a_duty_that_is_let_go_is_free_at_once_and_only_its_holder_can(database: &TestDatabase) {
    let store = open(database).await;
    assert!(holds(&store, "one", 0).await);
    store.drop_duty(DUTY, "other").await.unwrap();
    assert!(!holds(&store, "other", 1).await);
    store.drop_duty(DUTY, "one").await.unwrap();
    assert!(holds(&store, "other", 2).await);
}

async fn a_duty_from_before_the_clock_was_set_back_is_not_waited_for(database: &TestDatabase) {
    let store = open(database).await;
    let years = 400 * 86_400;
    assert!(holds(&store, "one", years).await);
    assert!(holds(&store, "other", 0).await, "nobody can hold it for longer than a minute");
    assert!(!holds(&store, "one", 1).await);
}

async fn duties_are_apart(database: &TestDatabase) {
    let store = open(database).await;
    assert!(holds(&store, "one", 0).await);
    assert!(store.hold_duty("polling feeds", "other", at(0), at(60)).await.unwrap());
}

async fn who_is_at_work_is_counted_and_who_is_silent_is_forgotten(database: &TestDatabase) {
    let store = open(database).await;
    let seen = async |name: &str, now: i64| store.seen(name, at(now - 20), at(now)).await.unwrap();
    assert_eq!(seen("one", 0).await, 1);
    assert_eq!(seen("two", 5).await, 2);
    assert_eq!(seen("two", 10).await, 2, "who comes again is not another one");
    assert_eq!(seen("three", 19).await, 3);
    assert_eq!(seen("three", 24).await, 2, "the first was silent for too long");
    store.forget_worker("two").await.unwrap();
    assert_eq!(seen("three", 25).await, 1);
    assert_eq!(seen("one", 26).await, 2, "the silent one speaks again");
}

const RELAY: &str = "main";
const DAY: i64 = 20_000;

async fn granted(database: &TestDatabase) -> i64 {
    let sql = format!("SELECT granted FROM relay_day WHERE relay = '{RELAY}' AND day = {DAY}");
    Raw::connect(database).await.number(&sql).await
}

async fn a_days_quota_is_never_exceeded_however_many_ask_at_once(database: &TestDatabase) {
    const QUOTA: u32 = 470;
    let mut asking = Vec::new();
    for number in 0..6 {
        let store = open(database).await;
        asking.push(tokio::spawn(async move {
            let mut taken = 0;
            loop {
                let more = store.grant_quota(RELAY, DAY, 20 + number, QUOTA).await.unwrap();
                if more == 0 {
                    return taken;
                }
                taken += more;
            }
        }));
    }
    let mut taken = 0;
    for asked in asking {
        taken += asked.await.unwrap();
    }
    assert_eq!(taken, QUOTA, "all of it, and not one more");
    assert_eq!(granted(database).await, i64::from(QUOTA));
}

async fn what_is_given_back_of_a_quota_is_granted_again(database: &TestDatabase) {
    let store = open(database).await;
    assert_eq!(store.grant_quota(RELAY, DAY, 100, 150).await.unwrap(), 100);
    assert_eq!(store.grant_quota(RELAY, DAY, 100, 150).await.unwrap(), 50);
    assert_eq!(store.grant_quota(RELAY, DAY, 100, 150).await.unwrap(), 0);
    store.give_back_quota(RELAY, DAY, 30).await.unwrap();
    assert_eq!(store.grant_quota(RELAY, DAY, 100, 150).await.unwrap(), 30);
    assert_eq!(granted(database).await, 150);
}

async fn a_quota_counts_for_one_relay_and_one_day(database: &TestDatabase) {
    let store = open(database).await;
    assert_eq!(store.grant_quota(RELAY, DAY, 10, 10).await.unwrap(), 10);
    assert_eq!(store.grant_quota(RELAY, DAY + 1, 10, 10).await.unwrap(), 10);
    assert_eq!(store.grant_quota("other", DAY, 10, 10).await.unwrap(), 10);
    assert_eq!(store.grant_quota(RELAY, DAY, 10, 10).await.unwrap(), 0);
}

async fn a_quota_that_became_smaller_grants_nothing_more(database: &TestDatabase) {
    let store = open(database).await;
    assert_eq!(store.grant_quota(RELAY, DAY, 100, 100).await.unwrap(), 100);
    assert_eq!(store.grant_quota(RELAY, DAY, 100, 50).await.unwrap(), 0);
    assert_eq!(store.grant_quota(RELAY, DAY, 100, 0).await.unwrap(), 0);
    assert_eq!(granted(database).await, 100);
}

/// Far longer than a notice takes, and an end to a test that gets none.
const SOON: Duration = Duration::from_secs(20);

#[test]
fn a_duty_that_is_left_is_anothers_at_once_and_work_is_cut_when_it_is_lost() {
    on_postgres("workers::a_duty_that_is_left_is_anothers_at_once_and_work_is_cut_when_it_is_lost", async |database| {
        let store = open(database).await;
        let [one, other] = ["one", "other"].map(|holder| Duty::new(store.clone(), DUTY, holder.to_owned()));
        assert!(one.is_ours().await && !other.is_ours().await);
        one.leave().await;
        assert!(other.is_ours().await && !one.is_ours().await);
        Raw::connect(database).await.execute("UPDATE duty SET holder = 'somebody else'").await.unwrap();
        let work = other.keep_during(std::future::pending::<()>());
        assert_eq!(tokio::time::timeout(SOON, work).await.expect("it hears of its loss"), None);
    });
}

#[test]
fn a_grant_waits_for_another_processs_that_is_not_through_yet() {
    on_postgres("workers::a_grant_waits_for_another_processs_that_is_not_through_yet", async |database| {
        let store = open(database).await;
        assert_eq!(store.grant_quota(RELAY, DAY, 10, 150).await.unwrap(), 10);
        let mut other = Raw::connect(database).await;
        other.execute("BEGIN").await.unwrap();
        other.execute("UPDATE relay_day SET granted = granted + 100").await.unwrap();
        let asked = tokio::spawn(async move { store.grant_quota(RELAY, DAY, 100, 150).await.unwrap() });
        let mut raw = Raw::connect(database).await;
        let waits =
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
        let waiting = async {
            while raw.number(waits).await == 0 {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(SOON, waiting).await.expect("it waits for the other one");
        other.execute("COMMIT").await.unwrap();
        assert_eq!(asked.await.unwrap(), 40);
        assert_eq!(granted(database).await, 150);
    });
}

#[test]
fn mail_that_another_process_queues_wakes_a_listener() {
    on_postgres("workers::mail_that_another_process_queues_wakes_a_listener", async |database| {
        let house = House::build(database).await;
        let weekly = house.schedule("weekly", "@weekly", ANY).await;
        let listener = open(database).await;
        let mut wakes = listener.wakes().await.unwrap().unwrap();
        house.request("ada", weekly, &NO_CAPS, at(1)).await;
        tokio::time::timeout(SOON, wakes.next()).await.expect("it hears of the confirmation").unwrap();
        Raw::connect(database).await.execute("NOTIFY letterbell_mail_queued").await.unwrap();
        tokio::time::timeout(SOON, wakes.next()).await.expect("it hears of a stranger").unwrap();
    });
}

#[test]
fn what_was_committed_is_done_when_nobody_can_be_told_of_it() {
    on_postgres("workers::what_was_committed_is_done_when_nobody_can_be_told_of_it", async |database| {
        let house = House::build(database).await;
        let weekly = house.schedule("weekly", "@weekly", ANY).await;
        let mut raw = Raw::connect(database).await;
        raw.execute("ALTER FUNCTION pg_catalog.pg_notify(text, text) RENAME TO pg_notify_away").await.unwrap();
        house.request("ada", weekly, &NO_CAPS, at(1)).await;
        house.store.close().await;
        raw.execute("ALTER FUNCTION pg_catalog.pg_notify_away(text, text) RENAME TO pg_notify").await.unwrap();
        let store = open(database).await;
        let mut wakes = store.wakes().await.unwrap().unwrap();
        assert_eq!(
            raw.number("SELECT count(*) FROM delivery WHERE kind = 'confirmation'").await,
            1,
            "found by looking"
        );
        raw.execute("NOTIFY letterbell_mail_queued").await.unwrap();
        tokio::time::timeout(SOON, wakes.next()).await.expect("the next notice is heard").unwrap();
    });
}

#[test]
fn a_process_that_ends_tells_of_the_mail_that_it_has_queued() {
    on_postgres("workers::a_process_that_ends_tells_of_the_mail_that_it_has_queued", async |database| {
        let house = House::build(database).await;
        let weekly = house.schedule("weekly", "@weekly", ANY).await;
        let mut wakes = open(database).await.wakes().await.unwrap().unwrap();
        house.request("ada", weekly, &NO_CAPS, at(1)).await;
        house.store.close().await;
        tokio::time::timeout(SOON, wakes.next()).await.expect("it hears of the confirmation").unwrap();
    });
}

#[test]
fn a_listener_whose_session_was_ended_hears_again() {
    on_postgres("workers::a_listener_whose_session_was_ended_hears_again", async |database| {
        let listener = open(database).await;
        let mut wakes = listener.wakes().await.unwrap().unwrap();
        let mut raw = Raw::connect(database).await;
        let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
        raw.execute(end).await.unwrap();
        let hearing = tokio::spawn(async move {
            // The loss may be told as an error, of the listener's session and of one that lay ready: whoever listens listens anew then.
            while wakes.next().await.is_err() {
                wakes = loop {
                    if let Ok(wakes) = listener.wakes().await {
                        break wakes.unwrap();
                    }
                    tokio::time::sleep(Duration::from_millis(50)).await;
                };
            }
        });
        let knocking = async {
            while !hearing.is_finished() {
                raw.execute("NOTIFY letterbell_mail_queued").await.unwrap();
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        };
        tokio::time::timeout(SOON, knocking).await.expect("it hears again");
        hearing.await.unwrap();
    });
}

#[test]
fn on_sqlite_there_is_nobody_to_be_woken_by() {
    on_sqlite(async |database| assert!(open(database).await.wakes().await.unwrap().is_none()));
}
