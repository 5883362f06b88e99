//! When a schedule runs, what it skips and says, and what holds it.

use std::sync::Arc;
use std::time::Duration;

use letterbell::clock::ManualClock;
use letterbell::domain::digest::{Digest, DigestState, PostLimits};
use letterbell::domain::id::ScheduleId;
use letterbell::domain::network::AddressGuard;
use letterbell::domain::post::NewPost;
use letterbell::domain::schedule::Dispatch;
use letterbell::domain::time::Timestamp;
use letterbell::feed::fetch::{FetchLimits, Fetcher};
use letterbell::operations::poll_feed::FeedPoller;
use letterbell::operations::run_schedules::{SchedulePolicy, ScheduleRunner};
use letterbell::render::templates::Templates;

use crate::house::{ANY, House, POLLING, at, entry};
use crate::raw::Raw;
use crate::support::databases::{TestDatabase, on_both_engines};

on_both_engines!(
    missed_runs_are_made_up_for_by_exactly_one,
    a_run_that_is_too_old_is_skipped_and_its_posts_go_with_the_next,
    a_run_without_new_posts_is_recorded_as_skipped,
    too_few_posts_wait_and_too_many_are_cut,
    a_run_for_nobody_is_recorded_and_the_posts_are_not_kept_for_later_readers,
    a_digest_waits_for_approval,
    a_held_digest_lets_no_later_one_pass,
    the_shipped_template_stands_in_for_one_that_fails_on_the_day,
    an_immediate_schedule_waits_for_the_grace_and_takes_a_correction,
    an_immediate_schedule_sends_a_flood_in_parts_and_then_rests,
    what_an_immediate_schedule_keeps_waiting_is_said_once,
    a_finished_digest_is_told_once,
    two_schedulers_at_once_plan_one_digest,
);

/// The first Monday midnight after the beginning of the tests' time, in seconds since then.
const MONDAY: i64 = 438_400;
const WEEK: i64 = 7 * 86_400;
const POLICY: SchedulePolicy = SchedulePolicy {
    grace: Duration::from_secs(300),
    misfire_limit: Duration::from_secs(3 * 86_400),
    expire_after: None,
};

/// The scheduler of one process, without its loop.
pub struct Scheduler {
    pub house: House,
    pub runner: ScheduleRunner,
}

impl Scheduler {
    pub async fn new(database: &TestDatabase) -> Self {
        Self::beside(&House::build(database).await, Templates::load(None).unwrap())
    }

    fn beside(house: &House, templates: Templates) -> Self {
        // The tests hand posts in themselves. What a poll would ask is an address that the gate refuses, so nothing leaves the machine.
        let limits = FetchLimits { total: Duration::from_secs(1), max_bytes: 1024, max_redirects: 0 };
        let fetcher = Fetcher::new(limits, AddressGuard::new(Vec::new()), "a test").unwrap();
        let poller = FeedPoller::new(house.store.clone(), fetcher, POLLING, Arc::new(ManualClock::at(at(0))));
        let store = house.store.clone();
        let runner = ScheduleRunner { store, templates: Arc::new(templates), poller: Arc::new(poller), policy: POLICY };
        Self { house: house.clone(), runner }
    }

    async fn tick(&self, seconds: i64) {
        self.runner.run(at(seconds)).await.unwrap();
    }

    /// The schedule's digests, the oldest first.
    async fn digests(&self, schedule: ScheduleId) -> Vec<Digest> {
        let mut all = self.house.store.digests(Some(self.house.list), 100).await.unwrap();
        all.reverse();
        all.retain(|digest| digest.schedule == schedule);
        all
    }

    /// Each digest as `due state after..through reason`.
    async fn told(&self, schedule: ScheduleId) -> Vec<String> {
        let tell = |digest: Digest| {
            let reason = digest.reason.map(|reason| format!(" ({reason})")).unwrap_or_default();
            format!("{} {}..{}{reason}", digest.state, digest.range.after, digest.range.through)
        };
        self.digests(schedule).await.into_iter().map(tell).collect()
    }

    async fn deliveries(&self, digest: &Digest) -> u64 {
        self.house.store.accounting(digest.id).await.unwrap().planned()
    }
}

fn instants(digests: &[Digest]) -> Vec<Timestamp> {
    digests.iter().map(|digest| digest.due_at).collect()
}

async fn missed_runs_are_made_up_for_by_exactly_one(database: &TestDatabase) {
    let scheduler = Scheduler::new(database).await;
    let weekly = scheduler.house.schedule("weekly", "0 0 * * 1", ANY).await;
    scheduler.house.reader("ada", weekly, at(1)).await;
    scheduler.house.take_in(&[entry("one")], at(5)).await;
    scheduler.tick(MONDAY - 1).await;
    assert!(scheduler.digests(weekly).await.is_empty(), "nothing is due");
    for later in [0, 1, 60] {
        scheduler.tick(MONDAY + 4 * WEEK + 3600 + later).await;
    }
    let digests = scheduler.digests(weekly).await;
    assert_eq!(instants(&digests), [at(MONDAY + 4 * WEEK)], "the last of five");
    assert_eq!(scheduler.told(weekly).await, ["sending 0..1"]);
    assert_eq!(scheduler.deliveries(&digests[0]).await, 1);
}

async fn a_run_that_is_too_old_is_skipped_and_its_posts_go_with_the_next(database: &TestDatabase) {
    let scheduler = Scheduler::new(database).await;
    let weekly = scheduler.house.schedule("weekly", "0 0 * * 1", ANY).await;
    scheduler.house.reader("ada", weekly, at(1)).await;
    scheduler.house.take_in(&[entry("one")], at(5)).await;
    scheduler.tick(MONDAY + 3 * 86_400 + 1).await;
    assert_eq!(scheduler.told(weekly).await, ["skipped 0..0 (too late: due before the misfire limit)"]);
    scheduler.tick(MONDAY + WEEK).await;
    assert_eq!(scheduler.told(weekly).await[1..], ["sending 0..1"]);
}

async fn a_run_without_new_posts_is_recorded_as_skipped(database: &TestDatabase) {
    let scheduler = Scheduler::new(database).await;
    let weekly = scheduler.house.schedule("weekly", "0 0 * * 1", ANY).await;
    scheduler.house.reader("ada", weekly, at(1)).await;
    scheduler.tick(MONDAY).await;
    assert_eq!(scheduler.told(weekly).await, ["skipped 0..0 (nothing new)"]);
    assert_eq!(scheduler.deliveries(&scheduler.digests(weekly).await[0]).await, 0);
}

async fn too_few_posts_wait_and_too_many_are_cut(database: &TestDatabase) {
    let scheduler = Scheduler::new(database).await;
    let limits = PostLimits { minimum: 2, maximum: Some(3) };
    let weekly = scheduler.house.schedule("weekly", "0 0 * * 1", limits).await;
    scheduler.house.reader("ada", weekly, at(1)).await;
    scheduler.house.take_in(&[entry("one")], at(5)).await;
    scheduler.tick(MONDAY).await;
    let more: Vec<NewPost> = (0..4).map(|n| entry(&format!("more-{n}"))).collect();
    scheduler.house.take_in(&more, at(MONDAY + 5)).await;
    for week in 1..=3 {
        scheduler.tick(MONDAY + week * WEEK).await;
    }
    let expected = [
        "skipped 0..0 (too few: 1 new, the minimum is 2)",
        "sending 0..3",
        "sending 3..5",
        "skipped 5..5 (nothing new)",
    ];
    assert_eq!(scheduler.told(weekly).await, expected);
}

async fn a_run_for_nobody_is_recorded_and_the_posts_are_not_kept_for_later_readers(database: &TestDatabase) {
    let scheduler = Scheduler::new(database).await;
    let weekly = scheduler.house.schedule("weekly", "0 0 * * 1", ANY).await;
    scheduler.house.take_in(&[entry("one")], at(5)).await;
    scheduler.tick(MONDAY).await;
    assert_eq!(scheduler.told(weekly).await, ["skipped 0..1 (nobody is on this schedule)"]);
    scheduler.house.reader("ada", weekly, at(MONDAY + 1)).await;
    scheduler.tick(MONDAY + WEEK).await;
    assert_eq!(scheduler.told(weekly).await[1..], ["skipped 1..1 (nothing new)"]);
}

async fn a_digest_waits_for_approval(database: &TestDatabase) {
    let scheduler = Scheduler::new(database).await;
    let house = &scheduler.house;
    let weekly = house.schedule_with("weekly", "0 0 * * 1", ANY, Dispatch::AfterApproval).await;
    house.reader("ada", weekly, at(1)).await;
    house.take_in(&[entry("one")], at(5)).await;
    scheduler.tick(MONDAY).await;
    scheduler.tick(MONDAY + 1).await;
    assert_eq!(scheduler.told(weekly).await, ["held 0..1 (waiting for approval)"]);
    let held = scheduler.digests(weekly).await.remove(0);
    assert_eq!(scheduler.deliveries(&held).await, 0);
    house.reader("late", weekly, at(MONDAY + 2)).await;
    assert!(house.store.approve_digest(held.id).await.unwrap());
    assert!(!house.store.approve_digest(held.id).await.unwrap(), "once");
    scheduler.tick(MONDAY + 3).await;
    assert_eq!(scheduler.told(weekly).await, ["sending 0..1"]);
    assert_eq!(scheduler.deliveries(&held).await, 2);
}

async fn a_held_digest_lets_no_later_one_pass(database: &TestDatabase) {
    let scheduler = Scheduler::new(database).await;
    let house = &scheduler.house;
    let weekly = house.schedule_with("weekly", "0 0 * * 1", ANY, Dispatch::AfterApproval).await;
    house.reader("ada", weekly, at(1)).await;
    house.take_in(&[entry("one")], at(5)).await;
    scheduler.tick(MONDAY).await;
    let held = scheduler.digests(weekly).await.remove(0);
    house.take_in(&[entry("two")], at(MONDAY + 5)).await;
    scheduler.tick(MONDAY + WEEK).await;
    let skipped =
        format!("skipped 0..0 (digest {} is not decided yet; its posts and the new ones go after it)", held.id);
    assert_eq!(scheduler.told(weekly).await[1..], [skipped]);
    let stood = house.store.cancel_digest(held.id, "called off", at(MONDAY + WEEK + 1)).await.unwrap();
    assert_eq!(stood, Some(DigestState::Held));
    scheduler.tick(MONDAY + 2 * WEEK).await;
    assert_eq!(
        scheduler.told(weekly).await[2..],
        ["held 0..2 (waiting for approval)"],
        "what was called off goes along"
    );
}

async fn the_shipped_template_stands_in_for_one_that_fails_on_the_day(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "0 0 * * 1", ANY).await;
    house.reader("ada", weekly, at(1)).await;
    house.take_in(&[entry("one"), NewPost { title: "The one that breaks it".to_owned(), ..entry("two") }], at(5)).await;
    // It renders the sample that templates are tried with, and not this title.
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("mail/digest")).unwrap();
    let letter = folder.path().join("mail/digest/letter.html");
    let text = "{% for post in posts %}\n<p>mine: {{ post.title }}</p>\n{% if 'breaks' in post.title %}{{ post.nothing.there }}{% endif %}\n{% endfor %}\n";
    std::fs::write(&letter, text).unwrap();
    let scheduler = Scheduler::beside(&house, Templates::load(Some(folder.path())).unwrap());
    scheduler.tick(MONDAY).await;
    assert_eq!(scheduler.told(weekly).await, ["sending 0..2"]);
    let digest = scheduler.digests(weekly).await.remove(0);
    let edition = house.store.editions_of(digest.id).await.unwrap().remove(0);
    assert!(edition.html.contains("The one that breaks it") && !edition.html.contains("mine:"), "{}", edition.html);
    house.take_in(&[entry("three")], at(MONDAY + 5)).await;
    scheduler.tick(MONDAY + WEEK).await;
    let digest = scheduler.digests(weekly).await.remove(1);
    let edition = house.store.editions_of(digest.id).await.unwrap().remove(0);
    assert!(edition.html.contains("mine: About three"), "what does not fail is the operator's: {}", edition.html);
}

async fn an_immediate_schedule_waits_for_the_grace_and_takes_a_correction(database: &TestDatabase) {
    let scheduler = Scheduler::new(database).await;
    let house = &scheduler.house;
    let at_once = house.schedule("at-once", "immediately", ANY).await;
    house.reader("ada", at_once, at(1)).await;
    house.take_in(&[entry("one")], at(1000)).await;
    scheduler.tick(1299).await;
    assert!(scheduler.digests(at_once).await.is_empty(), "the grace is not over");
    house.take_in(&[NewPost { html: "<p>corrected</p>".to_owned(), ..entry("one") }], at(1299)).await;
    for seconds in [1300, 1301, 9000] {
        scheduler.tick(seconds).await;
    }
    let digests = scheduler.digests(at_once).await;
    assert_eq!((scheduler.told(at_once).await, instants(&digests)), (vec!["sending 0..1".to_owned()], vec![at(1300)]));
    let edition = house.store.editions_of(digests[0].id).await.unwrap().remove(0);
    assert!(edition.html.contains("corrected"), "{}", edition.html);
}

async fn an_immediate_schedule_sends_a_flood_in_parts_and_then_rests(database: &TestDatabase) {
    let scheduler = Scheduler::new(database).await;
    let house = &scheduler.house;
    let limits = PostLimits { minimum: 2, maximum: Some(3) };
    let at_once = house.schedule("at-once", "immediately", limits).await;
    house.reader("ada", at_once, at(1)).await;
    house.take_in(&(0..7).map(|n| entry(&format!("post-{n}"))).collect::<Vec<_>>(), at(1000)).await;
    for seconds in 1300..1310 {
        scheduler.tick(seconds).await;
    }
    assert_eq!(scheduler.told(at_once).await, ["sending 0..3", "sending 3..6"], "the last one waits for another");
    house.take_in(&[entry("another")], at(2000)).await;
    scheduler.tick(2300).await;
    assert_eq!(scheduler.told(at_once).await[2..], ["sending 6..8"]);
}

async fn what_an_immediate_schedule_keeps_waiting_is_said_once(database: &TestDatabase) {
    let scheduler = Scheduler::new(database).await;
    let limits = PostLimits { minimum: 2, maximum: None };
    let at_once = scheduler.house.schedule("at-once", "immediately", limits).await;
    scheduler.house.reader("ada", at_once, at(1)).await;
    scheduler.house.take_in(&[entry("one")], at(1000)).await;
    for seconds in [1300, 1301, 5000] {
        scheduler.tick(seconds).await;
    }
    assert_eq!(scheduler.told(at_once).await, ["skipped 0..0 (too few: 1 new, the minimum is 2)"]);
}

async fn a_finished_digest_is_told_once(database: &TestDatabase) {
    let scheduler = Scheduler::new(database).await;
    let weekly = scheduler.house.schedule("weekly", "0 0 * * 1", ANY).await;
    let ada = scheduler.house.reader("ada", weekly, at(1)).await;
    scheduler.house.take_in(&[entry("one")], at(5)).await;
    scheduler.tick(MONDAY).await;
    scheduler.tick(MONDAY + 1).await;
    assert_eq!(scheduler.told(weekly).await, ["sending 0..1"], "its one mail is open");
    scheduler.house.leave(ada, at(MONDAY + 2)).await;
    let store = &scheduler.house.store;
    let mut raw = Raw::connect(database).await;
    raw.execute("UPDATE delivery SET state = 'sent', due_at = NULL, decided_at = 1 WHERE kind = 'digest'")
        .await
        .unwrap();
    let finished = store.finish_digests(at(MONDAY + 3)).await.unwrap();
    assert_eq!(finished, [scheduler.digests(weekly).await[0].id]);
    assert!(store.finish_digests(at(MONDAY + 4)).await.unwrap().is_empty());
}

async fn two_schedulers_at_once_plan_one_digest(database: &TestDatabase) {
    let one = Scheduler::new(database).await;
    let weekly = one.house.schedule("weekly", "0 0 * * 1", ANY).await;
    let at_once = one.house.schedule("at-once", "immediately", ANY).await;
    for (number, schedule) in [weekly, at_once].into_iter().cycle().take(6).enumerate() {
        one.house.reader(&format!("reader-{number}"), schedule, at(1)).await;
    }
    let other = Scheduler::beside(&one.house, Templates::load(None).unwrap());
    for week in 0..5 {
        let due = MONDAY + week * WEEK;
        one.house.take_in(&[entry(&format!("post-{week}"))], at(due - 1000)).await;
        // The second one looks a moment later, at a due instant of its own for what comes at once.
        futures_util::future::join(one.tick(due), other.tick(due + 1)).await;
    }
    for schedule in [weekly, at_once] {
        let digests = one.digests(schedule).await;
        let sending: Vec<_> = digests.iter().filter(|digest| digest.state == DigestState::Sending).collect();
        assert_eq!(sending.len(), 5, "{digests:?}");
        for (digest, next) in sending.iter().zip(&sending[1..]) {
            assert_eq!(digest.range.through, next.range.after);
        }
    }
    let mut raw = Raw::connect(database).await;
    assert_eq!(raw.number("SELECT count(*) FROM delivery WHERE kind = 'digest'").await, 5 * 6);
}
