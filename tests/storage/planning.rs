//! Writing an audience down: in chunks, once each, frozen at the end.

use letterbell::domain::digest::{Choice, Digest, DigestState, PostLimits, choose};
use letterbell::domain::id::{ScheduleId, SiteId, SubscriptionId};
use letterbell::domain::post::PostNumber;
use letterbell::domain::suppression::SuppressionReason;
use letterbell::domain::time::Timestamp;
use letterbell::domain::topics::Topics;
use letterbell::operations::render_digest::edition_ranges;
use letterbell::store::{NewDigest, NewEdition, NewSuppression};

use crate::house::{ANY, House, at, entry};
use crate::raw::Raw;
use crate::support::claims::claim;
use crate::support::databases::{TestDatabase, on_both_engines};

on_both_engines!(
    the_audience_is_who_is_active_on_that_schedule_and_not_suppressed,
    who_is_suppressed_on_another_site_or_was_until_the_run_belongs_to_the_audience,
    a_reader_with_a_mark_gets_the_edition_that_begins_there,
    planning_that_was_cut_off_goes_on_and_writes_each_reader_once,
    an_audience_is_frozen_once_and_nothing_is_added_to_it,
    a_reader_who_had_more_elsewhere_keeps_that_mark,
    a_reader_who_moves_again_before_the_freeze_is_not_set_back,
    leaving_in_the_middle_of_planning_keeps_the_readers_own_mark,
    a_scheduler_that_looked_too_early_is_told_to_look_again,
    a_suppressed_readers_mark_calls_for_no_digest,
    a_digest_whose_readers_another_planner_wrote_is_not_skipped,
    a_run_is_written_down_once,
);

/// Begins the run of a schedule and stores its contents, as planning does, with words instead of rendered ones.
pub async fn begin(house: &House, schedule: ScheduleId, now: Timestamp) -> (Digest, Choice) {
    let store = &house.store;
    loop {
        let schedule = house.schedule_now(schedule).await;
        let ready = store.ready_through(house.list, now).await.unwrap();
        let lowest = store.marks_of_readers(schedule.id, now).await.unwrap().into_iter().min();
        let choice = choose(schedule.seen_through, ready, schedule.limits, lowest);
        let seen = schedule.seen_through;
        let run =
            NewDigest { schedule: schedule.id, list: schedule.list, due_at: now, choice, seen, introduction: None };
        let Some(planned) = store.begin_digest(&run, now).await.unwrap() else { continue };
        let edition = |range| NewEdition {
            digest: planned.digest.id,
            range,
            topics: Topics::all(),
            language: planned.digest.language.clone(),
            posts: 1,
            subject: "New posts".to_owned(),
            html: "<p>posts</p>".to_owned(),
            text: "posts".to_owned(),
            parts: String::new(),
        };
        let ranges = edition_ranges(store, &schedule, choice, now).await.unwrap();
        store.add_editions(&ranges.into_iter().map(edition).collect::<Vec<_>>(), now).await.unwrap();
        return (planned.digest, choice);
    }
}

/// Plans the run of a schedule to its end.
pub async fn plan_whole(house: &House, schedule: ScheduleId, now: Timestamp) -> Digest {
    let (digest, choice) = begin(house, schedule, now).await;
    if let Choice::Skip(_) = choice {
        return digest;
    }
    let mut behind = SubscriptionId::new(0);
    while let Some(through) = house.store.plan_chunk(&digest, behind, 3, now).await.unwrap().through {
        behind = through;
    }
    house.store.freeze_audience(&digest, choice, now).await.unwrap();
    house.store.digest(digest.id).await.unwrap().unwrap().digest
}

/// Who gets which posts: `(subscription, after, through)`.
async fn audience(database: &TestDatabase, digest: &Digest) -> Vec<[i64; 3]> {
    let sql = format!(
        "SELECT d.subscription_id, e.after_post, e.through_post FROM delivery d JOIN edition e ON e.id = d.edition_id
         WHERE d.digest_id = {} ORDER BY d.subscription_id",
        digest.id
    );
    let rows = Raw::connect(database).await.rows(&sql).await;
    rows.iter().map(|row| [0, 1, 2].map(|column| row[column].parse().unwrap())).collect()
}

async fn suppress(house: &House, name: &str) {
    suppress_on(house, name, Some(house.site), None).await;
}

async fn suppress_on(house: &House, name: &str, site: Option<SiteId>, expires_at: Option<Timestamp>) {
    let address_key = format!("{name}@example.org");
    let reason = SuppressionReason::Operator;
    let rule = NewSuppression { site, address_key: &address_key, reason, note: None, expires_at };
    house.store.suppress(&rule, at(0)).await.unwrap();
}

async fn the_audience_is_who_is_active_on_that_schedule_and_not_suppressed(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    let daily = house.schedule("daily", "@daily", ANY).await;
    let ada = house.reader("ada", weekly, at(1)).await;
    house.reader("on-another-schedule", daily, at(1)).await;
    let gone = house.reader("gone", weekly, at(1)).await;
    house.leave(gone, at(2)).await;
    house.reader("suppressed", weekly, at(1)).await;
    suppress(&house, "suppressed").await;
    house.request("pending", weekly, &crate::house::NO_CAPS, at(1)).await;
    let bob = house.reader("bob", weekly, at(1)).await;
    house.take_in(&[entry("one"), entry("two")], at(5)).await;
    let digest = plan_whole(&house, weekly, at(10)).await;
    assert_eq!(digest.state, DigestState::Sending);
    assert_eq!(audience(database, &digest).await, [[ada.get(), 0, 2], [bob.get(), 0, 2]]);
    assert_eq!(house.schedule_now(weekly).await.seen_through.get(), 2);
    assert_eq!(house.schedule_now(daily).await.seen_through.get(), 0);
}

async fn who_is_suppressed_on_another_site_or_was_until_the_run_belongs_to_the_audience(database: &TestDatabase) {
    let house = House::build(database).await;
    let other = House::build_in(&house.store, "other").await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    let rules = [(Some(house.site), None), (Some(other.site), None), (None, Some(at(10))), (None, Some(at(11)))];
    let mut readers = Vec::new();
    for (name, (site, expires_at)) in ["here", "elsewhere", "until-now", "still"].into_iter().zip(rules) {
        readers.push(house.reader(name, weekly, at(1)).await.get());
        suppress_on(&house, name, site, expires_at).await;
    }
    house.take_in(&[entry("one")], at(5)).await;
    let digest = plan_whole(&house, weekly, at(10)).await;
    assert_eq!(audience(database, &digest).await, [[readers[1], 0, 1], [readers[2], 0, 1]]);
}

async fn a_reader_with_a_mark_gets_the_edition_that_begins_there(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    let daily = house.schedule("daily", "@daily", ANY).await;
    let ada = house.reader("ada", daily, at(1)).await;
    let bob = house.reader("bob", weekly, at(1)).await;
    house.take_in(&[entry("one"), entry("two")], at(5)).await;
    plan_whole(&house, daily, at(10)).await;
    house.change_schedule(ada, weekly, at(11)).await;
    house.take_in(&[entry("three")], at(12)).await;
    let digest = plan_whole(&house, weekly, at(20)).await;
    assert_eq!(audience(database, &digest).await, [[ada.get(), 2, 3], [bob.get(), 0, 3]]);
    assert_eq!(house.subscription(ada).await.seen_through, None, "she reads on with everybody else");
}

async fn planning_that_was_cut_off_goes_on_and_writes_each_reader_once(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    let mut readers = Vec::new();
    for number in 0..7 {
        readers.push(house.reader(&format!("reader-{number}"), weekly, at(1)).await.get());
    }
    house.take_in(&[entry("one")], at(5)).await;
    let (digest, choice) = begin(&house, weekly, at(10)).await;
    let none = SubscriptionId::new(0);
    assert_eq!(house.store.planned_through(&digest).await.unwrap(), none);
    assert_eq!(house.store.plan_chunk(&digest, none, 3, at(10)).await.unwrap().planned, 3);
    assert!(claim(&house.store, "worker", 10, at(11), at(60)).await.unwrap().iter().all(|one| one.digest.is_none()));

    let behind = house.store.planned_through(&digest).await.unwrap();
    assert_eq!(behind.get(), readers[2]);
    assert_eq!(house.store.plan_chunk(&digest, none, 3, at(12)).await.unwrap().planned, 0, "they are there already");
    let chunk = house.store.plan_chunk(&digest, behind, 100, at(12)).await.unwrap();
    assert_eq!(chunk.planned, 4);
    assert_eq!(house.store.plan_chunk(&digest, chunk.through.unwrap(), 100, at(12)).await.unwrap().through, None);
    assert!(house.store.freeze_audience(&digest, choice, at(12)).await.unwrap());
    let written: Vec<i64> = audience(database, &digest).await.iter().map(|row| row[0]).collect();
    assert_eq!(written, readers);
}

async fn an_audience_is_frozen_once_and_nothing_is_added_to_it(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    house.reader("ada", weekly, at(1)).await;
    house.take_in(&[entry("one")], at(5)).await;
    let (digest, choice) = begin(&house, weekly, at(10)).await;
    let none = SubscriptionId::new(0);
    house.store.plan_chunk(&digest, none, 10, at(10)).await.unwrap();
    assert!(house.store.freeze_audience(&digest, choice, at(11)).await.unwrap());
    assert!(!house.store.freeze_audience(&digest, choice, at(12)).await.unwrap());
    house.reader("late", weekly, at(13)).await;
    let chunk = house.store.plan_chunk(&digest, none, 10, at(14)).await.unwrap();
    assert_eq!((chunk.planned, chunk.through), (0, None), "a planner that was held up adds nobody");
    assert_eq!(audience(database, &digest).await.len(), 1);
}

/// Found by the random histories: planned on one schedule, served further on another, back before the first is frozen.
async fn a_reader_who_had_more_elsewhere_keeps_that_mark(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    let daily = house.schedule("daily", "@daily", ANY).await;
    let ada = house.reader("ada", weekly, at(1)).await;
    house.take_in(&[entry("one")], at(5)).await;
    let (digest, choice) = begin(&house, weekly, at(10)).await;
    house.store.plan_chunk(&digest, SubscriptionId::new(0), 10, at(10)).await.unwrap();
    house.change_schedule(ada, daily, at(11)).await;
    house.take_in(&[entry("two")], at(12)).await;
    plan_whole(&house, daily, at(13)).await;
    house.change_schedule(ada, weekly, at(14)).await;
    assert!(house.store.freeze_audience(&digest, choice, at(15)).await.unwrap());
    assert_eq!(house.subscription(ada).await.seen_through.map(PostNumber::get), Some(2));
    house.change_schedule(ada, daily, at(16)).await;
    let next = plan_whole(&house, weekly, at(20)).await;
    assert_eq!(audience(database, &next).await, Vec::<[i64; 3]>::new());
    assert_eq!(house.subscription(ada).await.seen_through.map(PostNumber::get), Some(2), "not set back either");
}

async fn a_reader_who_moves_again_before_the_freeze_is_not_set_back(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    let daily = house.schedule("daily", "@daily", ANY).await;
    let ada = house.reader("ada", weekly, at(1)).await;
    house.take_in(&[entry("one")], at(5)).await;
    let (digest, _) = begin(&house, weekly, at(10)).await;
    house.store.plan_chunk(&digest, SubscriptionId::new(0), 10, at(10)).await.unwrap();
    house.change_schedule(ada, daily, at(11)).await;
    house.take_in(&[entry("two")], at(12)).await;
    plan_whole(&house, daily, at(13)).await;
    house.change_schedule(ada, weekly, at(14)).await;
    house.change_schedule(ada, daily, at(15)).await;
    assert_eq!(house.subscription(ada).await.seen_through.map(PostNumber::get), Some(2));
}

async fn leaving_in_the_middle_of_planning_keeps_the_readers_own_mark(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    let ada = house.reader("ada", weekly, at(1)).await;
    house.reader("bob", weekly, at(1)).await;
    house.take_in(&[entry("one")], at(5)).await;
    let (digest, choice) = begin(&house, weekly, at(10)).await;
    house.store.plan_chunk(&digest, SubscriptionId::new(0), 10, at(10)).await.unwrap();
    house.take_in(&[entry("two")], at(11)).await;
    house.leave(ada, at(12)).await;
    house.store.freeze_audience(&digest, choice, at(13)).await.unwrap();
    plan_whole(&house, weekly, at(14)).await;
    house.come_back(ada, at(15)).await;
    house.take_in(&[entry("three")], at(16)).await;
    let third = plan_whole(&house, weekly, at(20)).await;
    assert_eq!(audience(database, &third).await[0], [ada.get(), 1, 3], "the second post came while she was a reader");
}

async fn a_scheduler_that_looked_too_early_is_told_to_look_again(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    house.reader("ada", weekly, at(1)).await;
    house.take_in(&[entry("one")], at(5)).await;
    let seen = house.schedule_now(weekly).await;
    let ready = house.store.ready_through(house.list, at(10)).await.unwrap();
    let choice = choose(seen.seen_through, ready, ANY, None);
    let late = NewDigest {
        schedule: weekly,
        list: house.list,
        due_at: at(60),
        choice,
        seen: seen.seen_through,
        introduction: None,
    };

    let (digest, first_choice) = begin(&house, weekly, at(10)).await;
    assert_eq!(house.store.begin_digest(&late, at(60)).await.unwrap(), None, "another run is on its way");
    house.store.plan_chunk(&digest, SubscriptionId::new(0), 10, at(10)).await.unwrap();
    house.store.freeze_audience(&digest, first_choice, at(10)).await.unwrap();
    assert_eq!(house.store.begin_digest(&late, at(60)).await.unwrap(), None, "the schedule has moved on");
    assert_eq!(house.store.digests(Some(house.list), 10).await.unwrap().len(), 1);
}

async fn a_suppressed_readers_mark_calls_for_no_digest(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    let daily = house.schedule("daily", "@daily", ANY).await;
    let ada = house.reader("ada", weekly, at(1)).await;
    house.reader("bob", daily, at(1)).await;
    house.take_in(&[entry("one")], at(5)).await;
    plan_whole(&house, daily, at(10)).await;
    house.change_schedule(ada, daily, at(11)).await;
    suppress(&house, "ada").await;
    let digest = plan_whole(&house, daily, at(20)).await;
    assert_eq!(digest.reason.as_deref(), Some("nothing new"));
}

/// Two planners at one digest: the second finds every row written already, and must not take that for nobody.
async fn a_digest_whose_readers_another_planner_wrote_is_not_skipped(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    house.reader("ada", weekly, at(1)).await;
    house.take_in(&[entry("one")], at(5)).await;
    let (digest, choice) = begin(&house, weekly, at(10)).await;
    let none = SubscriptionId::new(0);
    assert_eq!(house.store.plan_chunk(&digest, none, 10, at(10)).await.unwrap().planned, 1);
    assert_eq!(house.store.plan_chunk(&digest, none, 10, at(10)).await.unwrap().planned, 0);
    assert!(!house.store.skip_without_readers(&digest, choice, "nobody", at(10)).await.unwrap());
    assert!(house.store.freeze_audience(&digest, choice, at(10)).await.unwrap());
}

async fn a_run_is_written_down_once(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", PostLimits { minimum: 1, maximum: Some(1) }).await;
    house.reader("ada", weekly, at(1)).await;
    house.take_in(&[entry("one"), entry("two")], at(5)).await;
    let first = plan_whole(&house, weekly, at(10)).await;
    let (again, _) = begin(&house, weekly, at(10)).await;
    assert_eq!(again, first, "the first one's row, as it is");
}
