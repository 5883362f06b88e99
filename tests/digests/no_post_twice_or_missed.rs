//! A reader who changes schedule neither misses nor repeats a post, whatever else happens: random posts, runs (whole, interrupted, by
//! a scheduler that looked too early), confirmations, changes of schedule, departures and returns; and posts that are sent on their own between
//! them, each once to everybody who reads just then.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU32, Ordering};

use letterbell::domain::digest::{Choice, PostLimits, SkipReason, choose};
use letterbell::domain::id::{DigestId, PostId, ScheduleId, SubscriptionId};
use letterbell::domain::schedule::{Dispatch, Schedule};
use letterbell::domain::time::Timestamp;
use letterbell::domain::topics::Topics;
use letterbell::operations::plan_digest::{DueRun, continue_planning, plan_digest};
use letterbell::operations::render_digest::edition_ranges;
use letterbell::operations::send_post::{SendPostError, send_post};
use letterbell::render::templates::Templates;
use letterbell::store::{Changed, NewDigest, NewEdition, Requested, Store};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::house::{self, House, NO_CAPS, at, entry};
use crate::raw::Raw;
use crate::support::databases::TestDatabase;
use crate::support::left_out::{left_out, variable};

#[test]
fn no_post_is_repeated_or_missed_on_sqlite() {
    hold_to_the_promise(&TestDatabase::sqlite(), 24);
}

#[test]
fn no_post_is_repeated_or_missed_on_postgres() {
    match TestDatabase::postgres() {
        Some(database) => hold_to_the_promise(&database, 8),
        None => {
            left_out(concat!(module_path!(), "::postgres"), "LETTERBELL_TEST_POSTGRES_URL is not set; run tests/run");
        }
    }
}

/// One thing that happens. Numbers choose among what there is.
#[derive(Clone, Copy, Debug)]
enum Step {
    /// So many new posts become ready.
    Posts(u8),
    /// The operator writes a draft, and publishes it.
    Publish,
    /// The operator writes a draft, and sends it on its own.
    Alone,
    /// A schedule is due, and its run is planned to the end.
    Run(usize),
    /// A second scheduler looks at a schedule, and is held up.
    Look(usize),
    /// It goes on, with what it saw.
    RunAsSeen(usize),
    /// A schedule is due; its run is cut off after so many readers.
    CutRun(usize, u32),
    /// So many more readers of a run that was cut off.
    Chunk(usize, u32),
    /// A run that was cut off is taken up.
    Resume(usize),
    /// The operator approves what a schedule holds.
    Approve(usize),
    /// The operator calls it off.
    Cancel(usize),
    Request(usize, usize),
    Confirm(usize),
    Change(usize, usize),
    Leave(usize),
    ComeBack(usize),
    /// So many hours pass.
    Wait(u8),
}

#[derive(Clone, Debug)]
struct Story {
    schedules: Vec<(PostLimits, Dispatch)>,
    readers: usize,
    steps: Vec<Step>,
}

fn story() -> impl Strategy<Value = Story> {
    let limits = (1..=3_u64, prop::option::of(1..=4_u64));
    let limits = limits
        .prop_map(|(minimum, maximum)| PostLimits { minimum, maximum: maximum.map(|maximum| maximum.max(minimum)) });
    let dispatch = prop_oneof![3 => Just(Dispatch::AtOnce), 1 => Just(Dispatch::AfterApproval)];
    (prop::collection::vec((limits, dispatch), 2..=4), 2..=5_usize).prop_flat_map(|(schedules, readers)| {
        let steps = prop::collection::vec(step(schedules.len(), readers), 40..160);
        steps.prop_map(move |steps| Story { schedules: schedules.clone(), readers, steps })
    })
}

fn step(schedules: usize, readers: usize) -> impl Strategy<Value = Step> {
    let (s, r) = (0..schedules, 0..readers);
    prop_oneof![
        12 => (1..=3_u8).prop_map(Step::Posts),
        3 => Just(Step::Publish),
        4 => Just(Step::Alone),
        8 => s.clone().prop_map(Step::Run),
        2 => s.clone().prop_map(Step::Look),
        2 => s.clone().prop_map(Step::RunAsSeen),
        6 => (s.clone(), 0..=3_u32).prop_map(|(s, n)| Step::CutRun(s, n)),
        4 => (s.clone(), 1..=2_u32).prop_map(|(s, n)| Step::Chunk(s, n)),
        5 => s.clone().prop_map(Step::Resume),
        3 => s.clone().prop_map(Step::Approve),
        1 => s.clone().prop_map(Step::Cancel),
        6 => (r.clone(), s.clone()).prop_map(|(r, s)| Step::Request(r, s)),
        8 => r.clone().prop_map(Step::Confirm),
        14 => (r.clone(), s).prop_map(|(r, s)| Step::Change(r, s)),
        3 => r.clone().prop_map(Step::Leave),
        3 => r.prop_map(Step::ComeBack),
        1 => (1..30_u8).prop_map(Step::Wait),
    ]
}

/// On a thread of its own, because each story runs to its end in a runtime. proptest prints the seed and the shortest failing story.
fn hold_to_the_promise(database: &TestDatabase, cases: u32) {
    let cases = variable("PROPTEST_CASES").map_or(cases, |cases| cases.parse().unwrap());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let store = runtime.block_on(house::open(database));
    let templates = Templates::load(None).unwrap();
    let told = AtomicU32::new(0);
    let mut runner =
        TestRunner::new(Config { cases, failure_persistence: None, max_shrink_iters: 400, ..Config::default() });
    let outcome = runner.run(&story(), |story| {
        let name = format!("story-{}", told.fetch_add(1, Ordering::Relaxed));
        runtime.block_on(tell(database, &store, &templates, &name, &story)).map_err(TestCaseError::fail)
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
    runtime.block_on(store.close());
}

/// What one reader is owed: kept by the test, from what happened, without a look at the store's marks.
#[derive(Default)]
struct Ledger {
    /// Posts that became ready while they were a reader.
    owed: BTreeSet<i64>,
    /// The same, for one who left: theirs again if they take it back.
    aside: BTreeSet<i64>,
    reading: bool,
}

struct World<'a> {
    house: House,
    templates: &'a Templates,
    name: &'a str,
    schedules: Vec<ScheduleId>,
    readers: Vec<(Option<SubscriptionId>, Ledger)>,
    seen: BTreeMap<usize, Schedule>,
    posts: i64,
    letters: i64,
    /// Digests of one post, each with the subscriptions that were active when it was sent.
    alone: Vec<(DigestId, BTreeSet<SubscriptionId>)>,
    now: Timestamp,
}

async fn tell(
    database: &TestDatabase,
    store: &Store,
    templates: &Templates,
    name: &str,
    story: &Story,
) -> Result<(), String> {
    let house = House::build_in(store, name).await;
    let mut schedules = Vec::new();
    for (number, (limits, dispatch)) in story.schedules.iter().enumerate() {
        let expression = if number == 0 { "immediately" } else { "@hourly" };
        schedules.push(house.schedule_with(&format!("schedule-{number}"), expression, *limits, *dispatch).await);
    }
    let readers = (0..story.readers).map(|_| (None, Ledger::default())).collect();
    let (seen, alone) = (BTreeMap::new(), Vec::new());
    let mut world =
        World { house, templates, name, schedules, readers, seen, posts: 0, letters: 0, alone, now: at(60) };
    for step in &story.steps {
        world.now = world.now.plus(std::time::Duration::from_secs(60));
        world.take(*step).await;
    }
    world.let_run_out(story).await;
    world.settle_up(database).await
}

impl World<'_> {
    async fn take(&mut self, step: Step) {
        match step {
            Step::Posts(count) => self.publish(count.into()).await,
            Step::Publish => {
                let draft = self.write().await;
                assert!(self.house.store.publish_draft(draft, self.now).await.unwrap());
                self.is_owed(1);
            }
            Step::Alone => self.send_alone().await,
            Step::Run(schedule) => {
                let schedule = self.house.schedule_now(self.schedules[schedule]).await;
                self.run(&schedule).await;
            }
            Step::Look(schedule) => {
                let seen = self.house.schedule_now(self.schedules[schedule]).await;
                self.seen.insert(schedule, seen);
            }
            Step::RunAsSeen(schedule) => {
                if let Some(seen) = self.seen.remove(&schedule) {
                    self.run(&seen).await;
                }
            }
            Step::CutRun(schedule, readers) => self.begin(schedule, readers).await,
            Step::Chunk(schedule, readers) => self.write_some(schedule, readers).await,
            Step::Resume(schedule) => self.resume(schedule).await,
            Step::Approve(schedule) => {
                if let Some(held) = self.house.store.undecided_digest(self.schedules[schedule]).await.unwrap() {
                    self.house.store.approve_digest(held.id).await.unwrap();
                }
            }
            Step::Cancel(schedule) => {
                if let Some(held) = self.house.store.undecided_digest(self.schedules[schedule]).await.unwrap() {
                    self.house.store.cancel_digest(held.id, "called off", self.now).await.unwrap();
                }
            }
            Step::Wait(hours) => self.now = self.now.plus(std::time::Duration::from_secs(3600 * u64::from(hours))),
            Step::Request(reader, schedule) => self.request(reader, schedule).await,
            Step::Confirm(reader) => self.confirm(reader).await,
            Step::Change(reader, schedule) => {
                if let Some(id) = self.readers[reader].0 {
                    self.house.change_schedule(id, self.schedules[schedule], self.now).await;
                }
            }
            Step::Leave(reader) => self.leave(reader).await,
            Step::ComeBack(reader) => self.come_back(reader).await,
        }
    }

    async fn publish(&mut self, count: i64) {
        let new: Vec<_> = (1..=count).map(|n| entry(&format!("post-{}", self.posts + n))).collect();
        assert_eq!(self.house.take_in(&new, self.now).await.new, new.len());
        self.is_owed(count);
    }

    /// So many posts have got the next numbers.
    fn is_owed(&mut self, count: i64) {
        for (_, ledger) in self.readers.iter_mut().filter(|(_, ledger)| ledger.reading) {
            ledger.owed.extend(self.posts + 1..=self.posts + count);
        }
        self.posts += count;
    }

    async fn write(&mut self) -> PostId {
        self.letters += 1;
        let letter = entry(&format!("letter-{}", self.letters));
        self.house.store.keep_written_post(self.house.list, &letter, None, true, self.now).await.unwrap().id
    }

    async fn send_alone(&mut self) {
        let draft = self.write().await;
        let reading = self.readers.iter().filter(|(_, ledger)| ledger.reading).filter_map(|(id, _)| *id);
        let reading: BTreeSet<SubscriptionId> = reading.collect();
        match send_post(&self.house.store, self.templates, draft, self.now).await {
            Ok(digest) => self.alone.push((digest, reading)),
            Err(SendPostError::NoReaders(..)) => assert!(reading.is_empty()),
            Err(error) => panic!("{error}"),
        }
    }

    async fn run(&self, schedule: &Schedule) -> Option<String> {
        let run = DueRun { due_at: self.now, ready_by: self.now, too_late: false, introduction: None };
        let digest = plan_digest(&self.house.store, self.templates, schedule, run, self.now).await.unwrap();
        digest.reason
    }

    /// What `plan_digest` does, up to where a crash cuts it off.
    async fn begin(&self, schedule: usize, readers: u32) {
        let store = &self.house.store;
        let schedule = self.house.schedule_now(self.schedules[schedule]).await;
        if store.undecided_digest(schedule.id).await.unwrap().is_some() {
            return;
        }
        let ready = store.ready_through(self.house.list, self.now).await.unwrap();
        let lowest = store.marks_of_readers(schedule.id, self.now).await.unwrap().into_iter().min();
        let choice = choose(schedule.seen_through, ready, schedule.limits, lowest);
        let seen = schedule.seen_through;
        let new = NewDigest {
            schedule: schedule.id,
            list: schedule.list,
            due_at: self.now,
            choice,
            seen,
            introduction: None,
        };
        let digest = store.begin_digest(&new, self.now).await.unwrap().expect("nobody was quicker").digest;
        if matches!(choice, Choice::Skip(_)) {
            return;
        }
        let ranges = edition_ranges(store, &schedule, choice, self.now).await.unwrap();
        let edition = |range| NewEdition {
            digest: digest.id,
            range,
            topics: Topics::all(),
            language: digest.language.clone(),
            posts: 1,
            subject: "New posts".to_owned(),
            html: "<p>posts</p>".to_owned(),
            text: "posts".to_owned(),
            parts: String::new(),
        };
        let editions: Vec<_> = ranges.into_iter().map(edition).collect();
        store.add_editions(&editions, self.now).await.unwrap();
        if schedule.dispatch == Dispatch::AfterApproval {
            store.hold_digest(digest.id, "waiting for approval").await.unwrap();
        } else if readers > 0 {
            store.plan_chunk(&digest, SubscriptionId::new(0), readers, self.now).await.unwrap();
        }
    }

    async fn write_some(&self, schedule: usize, readers: u32) {
        for planned in self.house.store.digests_to_plan().await.unwrap() {
            let approved =
                planned.approved || self.house.schedule_now(planned.digest.schedule).await.dispatch == Dispatch::AtOnce;
            if planned.digest.schedule == self.schedules[schedule] && approved {
                let behind = self.house.store.planned_through(&planned.digest).await.unwrap();
                self.house.store.plan_chunk(&planned.digest, behind, readers, self.now).await.unwrap();
            }
        }
    }

    async fn resume(&self, schedule: usize) {
        for planned in self.house.store.digests_to_plan().await.unwrap() {
            if planned.digest.schedule == self.schedules[schedule] {
                continue_planning(&self.house.store, self.templates, &planned, self.now).await.unwrap();
            }
        }
    }

    async fn request(&mut self, reader: usize, schedule: usize) {
        let name = format!("{}-reader-{reader}", self.name);
        let requested = self.house.request(&name, self.schedules[schedule], &NO_CAPS, self.now).await;
        self.readers[reader].0 = Some(self.house.subscription_of(&name).await.id);
        assert_eq!(requested == Requested::Known, self.readers[reader].1.reading);
    }

    async fn confirm(&mut self, reader: usize) {
        let (Some(id), ledger) = &mut self.readers[reader] else { return };
        if let Changed::Now(_) = self.house.confirm(*id, self.now).await {
            ledger.reading = true;
            ledger.aside.clear();
        }
    }

    async fn leave(&mut self, reader: usize) {
        let (Some(id), ledger) = &mut self.readers[reader] else { return };
        if let Changed::Now(_) = self.house.leave(*id, self.now).await
            && ledger.reading
        {
            ledger.reading = false;
            ledger.aside = std::mem::take(&mut ledger.owed);
        }
    }

    async fn come_back(&mut self, reader: usize) {
        let (Some(id), ledger) = &mut self.readers[reader] else { return };
        if let Changed::Now(_) = self.house.come_back(*id, self.now).await {
            ledger.reading = true;
            ledger.owed = std::mem::take(&mut ledger.aside);
        }
    }

    /// Everything that is open is decided, and schedules run until none has anything to send. A few posts more satisfy every minimum.
    async fn let_run_out(&mut self, story: &Story) {
        let told = self.posts;
        for _ in 0..2 {
            for number in 0..self.schedules.len() {
                for runs in 0.. {
                    assert!(runs < 500, "schedule {number} never comes to an end");
                    self.take(Step::Approve(number)).await;
                    self.take(Step::Resume(number)).await;
                    self.now = self.now.plus(std::time::Duration::from_secs(60));
                    let schedule = self.house.schedule_now(self.schedules[number]).await;
                    let reason = self.run(&schedule).await;
                    let few = reason.as_deref().is_some_and(|reason| reason.starts_with("too few"));
                    if few || reason == Some(SkipReason::NothingNew.to_string()) {
                        break;
                    }
                }
            }
            let most = story.schedules.iter().map(|(limits, _)| limits.minimum).max().unwrap();
            self.publish(i64::try_from(most).unwrap()).await;
        }
        for (_, ledger) in &mut self.readers {
            // The last few of the additional ones may wait for a minimum.
            ledger.owed.retain(|post| *post <= told);
        }
    }

    async fn settle_up(&self, database: &TestDatabase) -> Result<(), String> {
        let mut raw = Raw::connect(database).await;
        for (digest, reading) in &self.alone {
            let sql = format!("SELECT subscription_id FROM delivery WHERE digest_id = {digest} ORDER BY 1");
            let had: Vec<_> = raw.rows(&sql).await.into_iter().map(|mut row| row.remove(0)).collect();
            let due: Vec<_> = reading.iter().map(ToString::to_string).collect();
            if had != due {
                return Err(format!("digest {digest} of one post went to {had:?} and not to {due:?}"));
            }
        }
        for (number, (id, ledger)) in self.readers.iter().enumerate() {
            let Some(id) = id else { continue };
            let sql = format!(
                "SELECT e.after_post, e.through_post FROM delivery d JOIN edition e ON e.id = d.edition_id
                 WHERE d.subscription_id = {id} ORDER BY d.id"
            );
            let mut had = BTreeSet::new();
            for range in raw.rows(&sql).await {
                let [after, through] = [0, 1].map(|column| range[column].parse::<i64>().unwrap());
                for post in after + 1..=through {
                    if !had.insert(post) {
                        return Err(format!("reader {number} got post {post} twice"));
                    }
                }
            }
            let missed: Vec<_> = ledger.owed.difference(&had).collect();
            if !missed.is_empty() {
                return Err(format!("reader {number} missed {missed:?}"));
            }
        }
        Ok(())
    }
}
