//! Whole months of digests on readers' clocks, over a change of those clocks, while readers choose other topics, other clocks, and pauses: each
//! gets each digest once, at their own hour, with the posts that they want, and misses none of them.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use jiff::ToSpan as _;
use jiff::civil::{DateTime, Weekday};
use jiff::tz::TimeZone;
use letterbell::domain::consent::Way;
use letterbell::domain::digest::PostLimits;
use letterbell::domain::id::SubscriptionId;
use letterbell::domain::post::NewPost;
use letterbell::domain::preferences::Choices;
use letterbell::domain::schedule::{Dispatch, ReaderClock, Timing, Zone};
use letterbell::domain::time::Timestamp;
use letterbell::domain::topics::Topics;
use letterbell::store::{Changed, NewSchedule};

use crate::house::{House, entry, origin};
use crate::raw::Raw;
use crate::runs::Scheduler;
use crate::support::chance::Chance;
use crate::support::databases::{TestDatabase, on_both_engines};

on_both_engines!(every_reader_gets_each_digest_once_by_their_own_clock_topics_and_pauses);

/// Days on which the stories begin: Mondays before clocks change in America, Europe and Australia, there and back.
const BEGINNINGS: [&str; 2] = ["2024-03-04T00:00:00Z", "2024-10-21T00:00:00Z"];
const WEEKS: usize = 5;
/// How often the scheduler looks.
const STEP: Duration = Duration::from_secs(2 * 3600);
const STEPS_A_WEEK: usize = 7 * 12;
const ZONES: [&str; 9] = [
    "Pacific/Kiritimati",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "Asia/Tokyo",
    "Europe/Berlin",
    "Africa/Cairo",
    "America/St_Johns",
    "America/New_York",
    "Pacific/Pago_Pago",
];
const TOPICS: [&str; 3] = ["Bees", "Honey", "Wax"];
const READERS: usize = 9;

/// What a reader chose, and what they are owed: kept by the test, without a look at the store's marks.
struct Reader {
    id: SubscriptionId,
    clock: ReaderClock,
    topics: Topics,
    /// Chooses nothing but at the beginning.
    steady: bool,
    paused_until: Option<Timestamp>,
    /// Posts that they wanted from their publishing on, without a pause in between.
    owed: BTreeSet<i64>,
    /// When the digests that are planned for them are due, by their runs.
    due: BTreeMap<i64, Timestamp>,
}

struct Story {
    chance: Chance,
    scheduler: Scheduler,
    raw: Raw,
    readers: Vec<Reader>,
    /// What each post is about; the first has number 1.
    posts: Vec<Vec<String>>,
    now: Timestamp,
}

async fn every_reader_gets_each_digest_once_by_their_own_clock_topics_and_pauses(database: &TestDatabase) {
    let mut chance = Chance::told();
    let begin = BEGINNINGS[chance.below(BEGINNINGS.len())].parse::<jiff::Timestamp>().unwrap();
    let mut story = Story::begin(database, chance, begin.into()).await;
    for _ in 0..WEEKS * STEPS_A_WEEK {
        story.something_happens().await;
        story.step().await;
    }
    // What was published is sent, and nothing waits any more.
    for number in 0..READERS {
        story.pause(number, None).await;
    }
    for _ in 0..4 * STEPS_A_WEEK {
        story.step().await;
    }
    story.settle_up().await;
}

impl Story {
    async fn begin(database: &TestDatabase, mut chance: Chance, now: Timestamp) -> Self {
        let scheduler = Scheduler::new(database).await;
        let house = scheduler.house.clone();
        let schedule = NewSchedule {
            list: house.list,
            name: "yours".parse().unwrap(),
            timing: Timing::parse("0 8 * * MON", "Europe/Berlin").unwrap().on_earliest_clocks(),
            zone: Zone::parse("Europe/Berlin").unwrap(),
            local: true,
            dispatch: Dispatch::AtOnce,
            limits: PostLimits { minimum: 1, maximum: None },
        };
        let schedule = house.store.add_schedule(&schedule, now).await.unwrap();
        let mut readers = Vec::new();
        for number in 0..READERS {
            let id = house.reader(&format!("reader-{number}"), schedule, now).await;
            readers.push(Reader {
                id,
                clock: ReaderClock::default(),
                topics: Topics::all(),
                steady: number % 3 == 0,
                paused_until: None,
                owed: BTreeSet::new(),
                due: BTreeMap::new(),
            });
        }
        let raw = Raw::connect(database).await;
        let mut story = Self { scheduler, raw, readers, posts: Vec::new(), now, chance: Chance::of(0) };
        std::mem::swap(&mut story.chance, &mut chance);
        for number in 0..READERS {
            story.choose_clock(number).await;
            story.choose_topics(number).await;
        }
        story
    }

    const fn house(&self) -> &House {
        &self.scheduler.house
    }

    async fn something_happens(&mut self) {
        if self.chance.below(6) == 0 {
            self.publish().await;
        }
        let number = self.chance.below(READERS);
        if self.readers[number].steady {
            return;
        }
        match self.chance.below(40) {
            0..=1 => self.choose_clock(number).await,
            2..=3 => self.choose_topics(number).await,
            4 => {
                let days = 1 + self.chance.below(16) as u64;
                self.pause(number, Some(self.now.plus(Duration::from_secs(days * 24 * 3600)))).await;
            }
            5 => self.pause(number, None).await,
            _ => {}
        }
    }

    async fn publish(&mut self) {
        let number = i64::try_from(self.posts.len()).unwrap() + 1;
        let mut topics = vec![TOPICS[self.chance.below(3)].to_owned()];
        if self.chance.below(3) == 0 {
            topics.push(TOPICS[self.chance.below(3)].to_owned());
        }
        let post = NewPost { topics: topics.clone(), ..entry(&format!("post-{number}")) };
        assert_eq!(self.house().take_in(&[post], self.now).await.new, 1);
        for reader in &mut self.readers {
            let paused = reader.paused_until.is_some_and(|until| until > self.now);
            if !paused && reader.topics.want(&topics) {
                reader.owed.insert(number);
            }
        }
        self.posts.push(topics);
    }

    async fn save(&self, number: usize, choices: &Choices) -> Changed {
        let origin = origin(Way::PreferencePage);
        self.house().store.save_choices(self.readers[number].id, choices, "Save", &origin, self.now).await.unwrap()
    }

    async fn choose_clock(&mut self, number: usize) {
        let zone = Zone::parse(ZONES[self.chance.below(ZONES.len())]).unwrap();
        let hour = (self.chance.below(3) > 0).then(|| u8::try_from(self.chance.below(24)).unwrap());
        let weekday = (self.chance.below(3) == 0).then(|| u8::try_from(1 + self.chance.below(7)).unwrap());
        let clock = ReaderClock { zone: Some(zone), hour, weekday };
        self.save(number, &Choices { clock: Some(clock.clone()), ..Choices::default() }).await;
        let now = self.now;
        let reader = &mut self.readers[number];
        let earliest = reader.paused_until.map_or(now, |until| until.max(now));
        for (run, due) in &mut reader.due {
            if *due > now {
                *due = due_for(Timestamp::from_millis(*run), &clock).max(earliest);
            }
        }
        reader.clock = clock;
    }

    async fn choose_topics(&mut self, number: usize) {
        let wanted = match self.chance.below(3) {
            0 => Topics::all(),
            1 => Topics::only([TOPICS[self.chance.below(3)].to_owned()]),
            _ => Topics::only([TOPICS[self.chance.below(3)], TOPICS[self.chance.below(3)]].map(str::to_owned)),
        };
        self.save(number, &Choices { topics: Some(wanted.clone()), ..Choices::default() }).await;
        let posts = &self.posts;
        let reader = &mut self.readers[number];
        let is_wanted = |post: &i64| wanted.want(&posts[usize::try_from(*post - 1).unwrap()]);
        reader.owed.retain(is_wanted);
        reader.topics = wanted;
    }

    async fn pause(&mut self, number: usize, until: Option<Timestamp>) {
        let (now, id) = (self.now, self.readers[number].id);
        self.house().store.pause(id, until, "Pause", &origin(Way::PreferencePage), now).await.unwrap();
        let reader = &mut self.readers[number];
        if until.is_some() {
            reader.owed.clear();
        }
        reader.paused_until = until;
    }

    /// The scheduler looks, and relays take what is due.
    async fn step(&mut self) {
        self.now = self.now.plus(STEP);
        self.scheduler.runner.run(self.now).await.unwrap();
        let waiting = "SELECT d.subscription_id, g.due_at, d.due_at FROM delivery d JOIN digest g ON g.id = d.digest_id WHERE d.state = 'planned'";
        for row in self.raw.rows(waiting).await {
            let [subscription, run, due] = [0, 1, 2].map(|column| row[column].parse::<i64>().unwrap());
            let reader = self.readers.iter_mut().find(|reader| reader.id.get() == subscription).unwrap();
            let clock = reader.clock.clone();
            let expected = *reader.due.entry(run).or_insert_with(|| due_for(Timestamp::from_millis(run), &clock));
            assert_eq!(
                Timestamp::from_millis(due),
                expected,
                "the run of {} by {clock:?}",
                Timestamp::from_millis(run)
            );
            let paused = reader.paused_until.is_some_and(|until| until > expected);
            assert!(!paused, "due at {expected} for one who pauses until {:?}", reader.paused_until);
        }
        let now = self.now.millis();
        let sent = format!(
            "UPDATE delivery SET state = 'sent', decided_at = due_at, due_at = NULL WHERE digest_id IS NOT NULL AND state = 'planned' AND due_at <= {now}"
        );
        self.raw.execute(&sent).await.unwrap();
    }

    async fn settle_up(&mut self) {
        let digests = self.raw.number("SELECT count(*) FROM digest WHERE state = 'finished'").await;
        assert!(digests >= 4, "{digests} digests");
        let clocks: BTreeSet<_> =
            self.readers.iter().filter_map(|reader| reader.clock.zone.as_ref().map(Zone::name)).collect();
        assert!(clocks.len() > 1, "readers in several places");
        for (number, reader) in self.readers.iter().enumerate() {
            let id = reader.id;
            let all = format!("SELECT count(*) FROM delivery WHERE digest_id IS NOT NULL AND subscription_id = {id}");
            if reader.steady {
                assert_eq!(
                    self.raw.number(&all).await,
                    digests,
                    "reader {number} has each digest, sent or without a post for them"
                );
            }
            let sent = format!(
                "SELECT e.after_post, e.through_post, e.topics FROM delivery d JOIN edition e ON e.id = d.edition_id
                 WHERE d.subscription_id = {id} AND d.state = 'sent' ORDER BY d.id"
            );
            let mut had = BTreeSet::new();
            for row in self.raw.rows(&sent).await {
                let [after, through] = [0, 1].map(|column| row[column].parse::<i64>().unwrap());
                let topics = Topics::parse(&row[2]).unwrap();
                let of =
                    (after + 1..=through).filter(|post| topics.want(&self.posts[usize::try_from(*post - 1).unwrap()]));
                for post in of {
                    assert!(had.insert(post), "reader {number} got post {post} twice");
                }
            }
            let missed: Vec<_> = reader.owed.difference(&had).collect();
            assert!(missed.is_empty(), "reader {number} missed {missed:?} of {had:?}");
            if reader.steady {
                assert_eq!(had, reader.owed, "reader {number} got what they want and nothing else");
            }
        }
    }
}

/// When the run of a Monday is due for a reader: a walk through the hours of their calendar, from 8:00 on.
fn due_for(run: Timestamp, clock: &ReaderClock) -> Timestamp {
    let earliest = TimeZone::fixed(jiff::tz::offset(14));
    let monday: DateTime = earliest.to_datetime(run.to_jiff());
    assert_eq!((monday.weekday(), monday.hour()), (Weekday::Monday, 8), "{run}");
    let is_wanted = |reading: &DateTime| {
        let day = u8::try_from(reading.weekday().to_monday_one_offset()).unwrap();
        clock.hour.unwrap_or(8) == u8::try_from(reading.hour()).unwrap()
            && clock.weekday.is_none_or(|wanted| wanted == day)
    };
    let hours = (0..24 * 9).map(|hours| monday.saturating_add(hours.hours()));
    let reading = hours.into_iter().find(is_wanted).unwrap();
    let zone = clock.zone.as_ref().map_or("Europe/Berlin", Zone::name);
    TimeZone::get(zone).unwrap().to_timestamp(reading).unwrap().into()
}
