//! Every promise holds over a history with all that can happen, and one broken by hand is found by its name.

use std::time::Duration;

use letterbell::domain::delivery::{DeliveryKind, DeliveryState};
use letterbell::domain::id::SubscriptionId;
use letterbell::domain::reply::Stage;
use letterbell::domain::suppression::SuppressionReason;
use letterbell::domain::time::Timestamp;
use letterbell::operations::verify::{Verified, verify};
use letterbell::store::{ClaimedDelivery, Gone, Intent, NewSuppression, Outcome, Store};

use crate::house::{ANY, House, address, at, entry, open};
use crate::planning::plan_whole;
use crate::raw::Raw;
use crate::support::claims::claim;
use crate::support::databases::{TestDatabase, on_both_engines};

on_both_engines!(
    a_history_with_all_that_can_happen_breaks_no_promise,
    a_promise_broken_by_hand_is_found_by_its_name,
    no_more_rows_are_told_than_a_person_reads,
    a_run_that_nobody_takes_up_is_a_warning,
);

const LEASE: Duration = Duration::from_secs(60);
const NOW: i64 = 200_000;

async fn verified(store: &Store) -> Verified {
    verify(store, LEASE, at(NOW), |_| {}).await.unwrap()
}

/// The names of broken promises.
fn broken(verified: &Verified) -> Vec<&'static str> {
    verified.promises.iter().filter(|promise| !promise.holds()).map(|promise| promise.name).collect()
}

fn outcome(claimed: &ClaimedDelivery, state: DeliveryState, code: Option<u16>, now: Timestamp) -> Outcome {
    Outcome {
        delivery: claimed.id,
        epoch: claimed.epoch,
        state,
        due_at: (!state.is_final()).then_some(now),
        charged: true,
        relay: "main".to_owned(),
        stage: Stage::Dot,
        code,
        reply: "words".to_owned(),
        message_id: format!("{}@example.org", claimed.id),
        at: now,
        took_ms: 12,
    }
}

/// Claims all that is due and begins it. Welcomes, which somebody gets at each confirmation, are sent at once.
async fn begin(house: &House, seconds: i64) -> Vec<ClaimedDelivery> {
    let claimed = claim(&house.store, "worker", 100, at(seconds), at(seconds + 60)).await.unwrap();
    let intents: Vec<Intent> =
        claimed.iter().map(|claimed| Intent { delivery: claimed.id, epoch: claimed.epoch, turn: None }).collect();
    house.store.record(&[], &intents, at(seconds)).await.unwrap();
    let (welcomes, others): (Vec<_>, Vec<_>) = claimed.into_iter().partition(|one| one.kind == DeliveryKind::Welcome);
    for welcome in &welcomes {
        end(house, welcome, DeliveryState::Sent, Some(250), seconds).await;
    }
    others
}

async fn end(house: &House, claimed: &ClaimedDelivery, state: DeliveryState, code: Option<u16>, seconds: i64) {
    house.store.record(&[outcome(claimed, state, code, at(seconds))], &[], at(seconds)).await.unwrap();
}

async fn suppress(house: &House, name: &str, seconds: i64) {
    let address_key = address(name).key();
    let reason = SuppressionReason::Operator;
    let rule = NewSuppression { site: None, address_key: &address_key, reason, note: None, expires_at: None };
    house.store.suppress(&rule, at(seconds)).await.unwrap();
}

/// Two digests and what may happen to them: mails accepted, deferred, refused, unknown, late, left out; readers who leave, come back,
/// ask again, move, are suppressed. Returns the readers: `[steady, unlucky, refused, away and back, gone, newest]`.
async fn history(database: &TestDatabase) -> (House, [SubscriptionId; 6]) {
    use DeliveryState::{Deferred, Failed, Sent, Unknown};
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@yearly", ANY).await;
    let daily = house.schedule("daily", "@yearly", ANY).await;
    let mut readers = Vec::new();
    for name in ["steady", "unlucky", "refused", "away", "gone"] {
        readers.push(house.reader(name, weekly, at(10)).await);
    }
    house.reader("suppressed", weekly, at(10)).await;
    // Confirmations to readers who have confirmed by now are left out.
    begin(&house, 20).await;

    house.take_in(&[entry("one"), entry("two")], at(30)).await;
    let first = plan_whole(&house, weekly, at(40)).await;
    let mut by_reader = begin(&house, 50).await;
    by_reader.sort_by_key(|claimed| claimed.subscription);
    let [steady, unlucky, refused, away, gone, suppressed] = by_reader.try_into().unwrap();
    end(&house, &steady, Deferred, Some(451), 51).await;
    end(&house, &refused, Failed, Some(550), 51).await;
    end(&house, &away, Sent, Some(250), 51).await;
    end(&house, &gone, Unknown, None, 51).await;
    end(&house, &suppressed, Sent, Some(250), 51).await;
    house.store.reclaim(Gone::LeaseSpent, true, at(120)).await.unwrap();
    for claimed in begin(&house, 130).await {
        end(&house, &claimed, Sent, Some(250), 131).await;
    }
    // The worker that was taken for dead had delivered it all the same.
    end(&house, &unlucky, Sent, Some(250), 132).await;
    assert_eq!(house.store.finish_digests(at(140)).await.unwrap(), [first.id]);

    house.leave(readers[3], at(1000)).await;
    house.leave(readers[4], at(1000)).await;
    suppress(&house, "suppressed", 1000).await;
    house.come_back(readers[3], at(2000)).await;
    house.change_schedule(readers[1], daily, at(2000)).await;
    house.take_in(&[entry("three")], at(3000)).await;
    for schedule in [weekly, daily] {
        plan_whole(&house, schedule, at(3100)).await;
    }
    // One digest after the other.
    for _ in 0..2 {
        for claimed in begin(&house, 3200).await {
            end(&house, &claimed, Sent, Some(250), 3201).await;
        }
    }
    assert_eq!(house.store.finish_digests(at(3300)).await.unwrap().len(), 2);
    readers.push(house.reader("newest", daily, at(4000)).await);
    begin(&house, 4100).await;
    (house, readers.try_into().unwrap())
}

async fn a_history_with_all_that_can_happen_breaks_no_promise(database: &TestDatabase) {
    let (house, _) = history(database).await;
    let mut raw = Raw::connect(database).await;
    let happened = raw.rows("SELECT DISTINCT outcome FROM attempt ORDER BY outcome").await.concat();
    assert_eq!(happened, ["deferred", "failed", "late", "sent", "unknown"], "the history is not worth its name");
    let verified = verified(&house.store).await;
    assert!(verified.holds() && verified.overdue.is_empty(), "{verified:#?}");
    assert!(verified.promises.len() >= 16, "{verified:#?}");
}

const TABLES: [&str; 10] = [
    "delivery",
    "attempt",
    "digest",
    "edition",
    "subscriber",
    "subscription",
    "consent_record",
    "suppression",
    "post",
    "list",
];

/// Puts tables without constraints and triggers in the place of the real ones, and a copy of each beside it: what the schema refuses
/// must be found all the same, in a database that was restored or mended by hand.
async fn loosen(database: &TestDatabase, raw: &mut Raw) {
    let (off, cascade) = match database {
        TestDatabase::Sqlite { .. } => ("PRAGMA foreign_keys = OFF;", ""),
        TestDatabase::Postgres { .. } => ("", "CASCADE"),
    };
    for table in TABLES {
        raw.execute(&format!(
            "{off} CREATE TABLE saved_{table} AS SELECT * FROM {table}; DROP TABLE {table} {cascade};
             CREATE TABLE {table} AS SELECT * FROM saved_{table}; CREATE UNIQUE INDEX {table}_id ON {table} (id)"
        ))
        .await
        .unwrap();
    }
}

async fn mend(raw: &mut Raw) {
    for table in TABLES {
        raw.execute(&format!("DELETE FROM {table}; INSERT INTO {table} SELECT * FROM saved_{table}")).await.unwrap();
    }
}

/// Adds a changed copy of a row, under the id 9001.
fn copy(table: &str, which: &str, change: &str) -> String {
    format!(
        "CREATE TABLE one AS SELECT * FROM {table} WHERE {which}; UPDATE one SET id = 9001 {change};
         INSERT INTO {table} SELECT * FROM one; DROP TABLE one"
    )
}

/// A reader's first digest mail.
fn mail_of(reader: SubscriptionId) -> String {
    format!("(SELECT min(id) FROM delivery WHERE digest_id IS NOT NULL AND subscription_id = {reader})")
}

/// The attempt at it that came out so.
fn attempt_of(reader: SubscriptionId, outcome: &str) -> String {
    format!("id = (SELECT max(id) FROM attempt WHERE delivery_id = {} AND outcome = '{outcome}')", mail_of(reader))
}

/// What breaks a promise about the queue, under that promise's name.
fn plants_in_the_queue(readers: &[SubscriptionId; 6]) -> Vec<(&'static str, String)> {
    let [steady, unlucky, refused, away, ..] = *readers;
    let failed = format!("kind = 'digest' AND state = 'failed' AND subscription_id = {refused}");
    let single = "id = (SELECT min(id) FROM delivery WHERE digest_id IS NULL)";
    let long_ago = at(NOW - 121).millis();
    vec![
        ("one_delivery_per_reader_and_digest", copy("delivery", &failed, "")),
        ("one_run_per_due_time", copy("digest", "id = (SELECT min(id) FROM digest)", "")),
        (
            "a_digest_that_is_over_has_nothing_open",
            format!("UPDATE delivery SET state = 'planned', decided_at = NULL, due_at = 1 WHERE {failed}"),
        ),
        ("a_digest_adds_up", format!("UPDATE delivery SET state = 'lost', decided_at = NULL WHERE {failed}")),
        ("a_delivery_does_not_contradict_itself", format!("UPDATE delivery SET decided_at = NULL WHERE {failed}")),
        ("a_delivery_does_not_contradict_itself", format!("UPDATE delivery SET owner = 'somebody' WHERE {failed}")),
        ("a_delivery_does_not_contradict_itself", format!("UPDATE delivery SET lease_until = 1 WHERE {failed}")),
        ("a_delivery_does_not_contradict_itself", format!("UPDATE delivery SET attempts = -1 WHERE {failed}")),
        ("a_delivery_does_not_contradict_itself", format!("UPDATE delivery SET attempts = 9 WHERE {failed}")),
        (
            "a_delivery_does_not_contradict_itself",
            format!("UPDATE delivery SET state = 'planned', decided_at = NULL, due_at = NULL WHERE {single}"),
        ),
        ("a_delivery_belongs_to_its_digest_and_reader", format!("UPDATE delivery SET edition_id = 77 WHERE {failed}")),
        ("a_delivery_belongs_to_its_digest_and_reader", format!("UPDATE delivery SET list_id = 77 WHERE {failed}")),
        (
            "a_delivery_belongs_to_its_digest_and_reader",
            format!(
                "UPDATE delivery SET edition_id = (SELECT max(edition_id) FROM delivery d WHERE d.digest_id <> delivery.digest_id)
                 WHERE {failed}"
            ),
        ),
        (
            "a_delivery_belongs_to_its_digest_and_reader",
            format!(
                "UPDATE delivery SET state = 'planned', decided_at = NULL, due_at = 1, subscription_id = 77 WHERE {single}"
            ),
        ),
        (
            "no_lease_is_long_over",
            format!(
                "UPDATE delivery SET state = 'claimed', owner = 'worker', lease_until = {long_ago}, due_at = NULL, decided_at = NULL WHERE {single}"),
        ),
        (
            "sent_means_that_a_relay_said_yes",
            format!("UPDATE attempt SET code = 451 WHERE {}", attempt_of(away, "sent")),
        ),
        (
            "sent_means_that_a_relay_said_yes",
            format!("UPDATE attempt SET stage = 'rcpt' WHERE {}", attempt_of(away, "sent")),
        ),
        (
            "an_attempt_is_made_under_a_claim",
            copy("attempt", &attempt_of(refused, "failed"), ", delivery_id = 77, stage = 'rcpt'"),
        ),
        ("an_attempt_is_made_under_a_claim", copy("attempt", &attempt_of(refused, "failed"), ", epoch = 77")),
        ("a_claim_has_one_answer", copy("attempt", &attempt_of(steady, "deferred"), "")),
        (
            "a_repeat_is_explained",
            copy("attempt", &attempt_of(steady, "sent"), ", epoch = 3")
                + &format!("; UPDATE delivery SET epoch = 3 WHERE id = {}", mail_of(steady)),
        ),
        (
            "a_repeat_is_explained",
            format!("DELETE FROM attempt WHERE {}", attempt_of(unlucky, "unknown"))
                + &format!("; UPDATE attempt SET outcome = 'sent' WHERE {}", attempt_of(unlucky, "late")),
        ),
    ]
}

/// What breaks a promise to readers, under that promise's name.
fn plants_against_readers(readers: &[SubscriptionId; 6]) -> Vec<(&'static str, String)> {
    let [steady, _, _, away, gone, newest] = *readers;
    let millis = |seconds: i64| at(seconds).millis();
    vec![
        // Confirmed long after the mail.
        (
            "nobody_is_mailed_without_consent",
            format!(
                "UPDATE consent_record SET at = {} WHERE event = 'confirmed' AND subscription_id = {steady}",
                millis(100_000)
            ),
        ),
        // Mailed after leaving, and while away.
        (
            "nobody_is_mailed_without_consent",
            format!("UPDATE attempt SET at = {} WHERE {}", millis(1010), attempt_of(gone, "sent")),
        ),
        (
            "nobody_is_mailed_without_consent",
            format!("UPDATE attempt SET at = {} WHERE {}", millis(1500), attempt_of(away, "sent")),
        ),
        (
            "a_subscription_has_its_list_and_schedule",
            format!("UPDATE subscription SET schedule_id = 77 WHERE id = {newest}"),
        ),
        ("a_subscription_has_its_list_and_schedule", "UPDATE subscriber SET site_id = 77".to_owned()),
        ("an_active_reader_has_evidence", format!(
            // Without what she was sent, which would have needed it, too.
            "DELETE FROM attempt WHERE delivery_id IN (SELECT id FROM delivery WHERE subscription_id = {newest} AND digest_id IS NULL);
             DELETE FROM delivery WHERE subscription_id = {newest} AND digest_id IS NULL;
             DELETE FROM consent_record WHERE subscription_id = {newest}"
        )),
        (
            "nobody_is_mailed_while_suppressed",
            format!(
                "UPDATE attempt SET at = {} WHERE outcome = 'sent' AND delivery_id IN (SELECT d.id FROM delivery d
                 JOIN subscription s ON s.id = d.subscription_id JOIN subscriber u ON u.id = s.subscriber_id
                 WHERE u.address_key LIKE 'suppressed@%' AND d.state = 'sent' AND d.kind = 'digest')",
                millis(1100)
            ),
        ),
        (
            "nobody_gets_a_post_twice",
            "UPDATE edition SET after_post = 1 WHERE id = (SELECT max(id) FROM edition)".to_owned(),
        ),
        ("a_post_has_a_number_that_was_given_out", "UPDATE list SET last_post = 2".to_owned()),
    ]
}

async fn a_promise_broken_by_hand_is_found_by_its_name(database: &TestDatabase) {
    let (house, readers) = history(database).await;
    house.store.close().await;
    let mut raw = Raw::connect(database).await;
    loosen(database, &mut raw).await;
    let plants = [plants_in_the_queue(&readers), plants_against_readers(&readers)].concat();
    let store = open(database).await;
    assert_eq!(broken(&verified(&store).await), Vec::<&str>::new(), "loosened and whole");
    for (name, plant) in &plants {
        raw.execute(plant).await.unwrap_or_else(|error| panic!("{name}: {plant}: {error}"));
        let found = verified(&store).await;
        assert_eq!(broken(&found), [*name], "{plant}\n{found:#?}");
        mend(&mut raw).await;
    }
    assert_eq!(broken(&verified(&store).await), Vec::<&str>::new(), "mended");
    let planted: Vec<&str> = plants.iter().map(|(name, _)| *name).collect();
    let unplanted: Vec<_> = verified(&store)
        .await
        .promises
        .into_iter()
        .map(|promise| promise.name)
        .filter(|name| !planted.contains(name))
        .collect();
    match database {
        TestDatabase::Sqlite { .. } => assert_eq!(unplanted, ["the_file_is_whole", "no_row_is_missing"]),
        TestDatabase::Postgres { .. } => assert_eq!(unplanted, Vec::<&str>::new()),
    }
}

async fn no_more_rows_are_told_than_a_person_reads(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@yearly", ANY).await;
    for number in 0..25 {
        house.reader(&format!("reader-{number}"), weekly, at(0)).await;
    }
    let stuck = format!(
        "UPDATE delivery SET state = 'claimed', due_at = NULL, owner = 'worker', epoch = 1, lease_until = {}",
        at(1).millis()
    );
    let mut raw = Raw::connect(database).await;
    loosen(database, &mut raw).await;
    raw.execute(&stuck).await.unwrap();
    let found = verified(&open(database).await).await;
    let lease = found.promises.iter().find(|promise| promise.name == "no_lease_is_long_over").unwrap();
    assert_eq!((lease.broken_by.len(), lease.more), (20, true));
    assert!(lease.broken_by[0].starts_with("delivery "), "{lease:?}");
}

async fn a_run_that_nobody_takes_up_is_a_warning(database: &TestDatabase) {
    let house = House::build(database).await;
    let hourly = house.schedule("hourly", "@hourly", ANY).await;
    let found = verify(&house.store, LEASE, at(3 * 3600), |_| {}).await.unwrap();
    assert!(found.holds(), "a warning breaks no promise: {found:#?}");
    assert_eq!(found.overdue.iter().map(|(schedule, _)| *schedule).collect::<Vec<_>>(), [hourly]);
}

#[tokio::test]
async fn what_sqlite_itself_finds_is_told() {
    let database = TestDatabase::sqlite();
    let house = House::build(&database).await;
    let mut raw = Raw::connect(&database).await;
    raw.execute("PRAGMA foreign_keys = OFF; UPDATE list SET site_id = 77").await.unwrap();
    let found = verified(&house.store).await;
    assert_eq!(broken(&found), ["no_row_is_missing"]);
    assert_eq!(found.promises[1].broken_by, ["table list, row 1 refers to a missing row of site"]);
    raw.execute("PRAGMA ignore_check_constraints = ON; UPDATE list SET confirm_page = 'neither'").await.unwrap();
    let found = verified(&house.store).await;
    assert_eq!(broken(&found), ["the_file_is_whole"]);
    assert_eq!(found.promises.len(), 1, "a damaged file is asked nothing else: {found:#?}");
    assert!(found.promises[0].broken_by[0].contains("list"), "{found:#?}");
}
