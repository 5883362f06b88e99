//! What readers choose, as planning sees it: topics, pauses, clocks; saved, and called off.

use std::collections::BTreeMap;

use letterbell::domain::consent::Way;
use letterbell::domain::delivery::Column;
use letterbell::domain::digest::{Digest, DigestState};
use letterbell::domain::id::{ScheduleId, SubscriptionId};
use letterbell::domain::post::NewPost;
use letterbell::domain::preferences::Choices;
use letterbell::domain::schedule::{Dispatch, ReaderClock, Timing, Zone};
use letterbell::domain::subscription::SubscriptionState;
use letterbell::domain::time::Timestamp;
use letterbell::domain::topics::Topics;
use letterbell::operations::plan_digest::{DueRun, plan_digest};
use letterbell::render::templates::Templates;
use letterbell::store::{Changed, NewSchedule};

use crate::house::{ANY, House, NO_CAPS, at, entry, origin};
use crate::raw::Raw;
use crate::support::databases::{TestDatabase, on_both_engines};

on_both_engines!(
    a_reader_gets_the_posts_of_their_topics_alone,
    a_reader_whose_topics_have_no_post_gets_nothing_and_is_counted,
    equal_posts_are_rendered_once_and_equal_choices_are_one_edition,
    who_chooses_while_a_digest_is_held_gets_it_as_chosen,
    who_chooses_while_an_audience_is_written_misses_no_post,
    each_language_is_an_edition_and_each_reader_gets_one,
    a_digest_keeps_the_language_that_its_list_had,
    who_pauses_is_left_out_and_goes_on_with_everybody_else,
    a_pause_that_everybody_keeps_is_a_digest_for_nobody,
    a_pause_calls_off_what_waits,
    a_digest_on_readers_clocks_is_due_at_each_ones_own_time,
    a_changed_clock_holds_for_what_waits,
    a_changed_clock_brings_nothing_into_a_pause,
    a_digest_on_readers_clocks_does_not_expire_before_they_show_its_time,
    one_press_leaves_all_lists_of_the_site,
    a_note_is_kept_of_who_left_and_of_nobody_else,
);

/// Plans a run whole, contents and all.
async fn plan(house: &House, schedule: ScheduleId, now: Timestamp) -> Digest {
    let templates = Templates::load(None).unwrap();
    let schedule = house.schedule_now(schedule).await;
    let run = DueRun { due_at: now, ready_by: now, too_late: false, introduction: None };
    plan_digest(&house.store, &templates, &schedule, run, now).await.unwrap()
}

fn about(key: &str, topics: &[&str]) -> NewPost {
    NewPost { topics: topics.iter().map(|&topic| topic.to_owned()).collect(), ..entry(key) }
}

fn topics(names: &[&str]) -> Topics {
    Topics::only(names.iter().map(|&name| name.to_owned()))
}

async fn save(house: &House, id: SubscriptionId, choices: Choices, now: Timestamp) -> Changed {
    let origin = origin(Way::PreferencePage);
    house.store.save_choices(id, &choices, "Save", &origin, now).await.unwrap()
}

async fn choose_topics(house: &House, id: SubscriptionId, names: &[&str], now: Timestamp) {
    let choices = Choices { topics: Some(topics(names)), ..Choices::default() };
    assert!(matches!(save(house, id, choices, now).await, Changed::Now(_)));
}

async fn pause(house: &House, id: SubscriptionId, until: Option<Timestamp>, now: Timestamp) {
    let paused = house.store.pause(id, until, "Pause", &origin(Way::PreferencePage), now).await.unwrap();
    assert!(matches!(paused, Changed::Now(_)));
}

/// What each reader of a digest has: the state, and the titles in the text.
async fn told(database: &TestDatabase, digest: &Digest) -> BTreeMap<i64, String> {
    let sql = format!(
        "SELECT d.subscription_id, d.state, e.body_text FROM delivery d JOIN edition e ON e.id = d.edition_id WHERE d.digest_id = {}",
        digest.id
    );
    let mut told = BTreeMap::new();
    for row in Raw::connect(database).await.rows(&sql).await {
        let titles: Vec<&str> = ["one", "two", "three", "four"]
            .into_iter()
            .filter(|key| row[2].contains(&format!("About {key}")))
            .collect();
        told.insert(row[0].parse().unwrap(), format!("{} {}", row[1], titles.join(" ")).trim_end().to_owned());
    }
    told
}

async fn a_reader_gets_the_posts_of_their_topics_alone(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    let ada = house.reader("ada", weekly, at(1)).await;
    let bob = house.reader("bob", weekly, at(1)).await;
    choose_topics(&house, bob, &["Bees"], at(2)).await;
    house.take_in(&[about("one", &["bees"]), about("two", &["Cranes"]), about("three", &["Wax", "Bees"])], at(5)).await;
    let digest = plan(&house, weekly, at(10)).await;
    let told = told(database, &digest).await;
    assert_eq!(told[&ada.get()], "planned one two three");
    assert_eq!(told[&bob.get()], "planned one three");
}

async fn a_reader_whose_topics_have_no_post_gets_nothing_and_is_counted(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    let ada = house.reader("ada", weekly, at(1)).await;
    choose_topics(&house, ada, &["Bees"], at(2)).await;
    house.take_in(&[about("one", &["Cranes"])], at(5)).await;
    let digest = plan(&house, weekly, at(10)).await;
    assert_eq!(told(database, &digest).await[&ada.get()], "suppressed");
    let counted = house.store.accounting(digest.id).await.unwrap();
    assert_eq!((counted.planned(), counted.column(Column::Open)), (1, 0));
    assert_eq!(house.store.finish_digests(at(11)).await.unwrap(), [digest.id], "nothing is left to do");
    house.take_in(&[about("two", &["Bees"])], at(15)).await;
    choose_topics(&house, ada, &["Bees", "Cranes"], at(16)).await;
    let digest = plan(&house, weekly, at(20)).await;
    assert_eq!(told(database, &digest).await[&ada.get()], "planned two", "what was left out stays left out");
}

async fn equal_posts_are_rendered_once_and_equal_choices_are_one_edition(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    for (number, names) in [&["Wax", "Bees"][..], &["Bees", "Wax"], &["Bees"], &[]].into_iter().enumerate() {
        let id = house.reader(&format!("reader-{number}"), weekly, at(1)).await;
        if !names.is_empty() {
            choose_topics(&house, id, names, at(2)).await;
        }
    }
    house.take_in(&[about("one", &["bees"])], at(5)).await;
    // Marks from the choice of topics equal the schedule's: they make no edition of their own.
    let digest = plan(&house, weekly, at(10)).await;
    let editions = house.store.editions_of(digest.id).await.unwrap();
    assert_eq!(editions.len(), 3, "all, Bees, Bees and Wax");
    assert!(editions.iter().all(|edition| edition.html == editions[0].html));
    assert_eq!(house.store.accounting(digest.id).await.unwrap().planned(), 4);
}

async fn who_chooses_while_a_digest_is_held_gets_it_as_chosen(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule_with("weekly", "@weekly", ANY, Dispatch::AfterApproval).await;
    let ada = house.reader("ada", weekly, at(1)).await;
    house.reader("bob", weekly, at(1)).await;
    house.take_in(&[about("one", &["Bees"])], at(5)).await;
    let held = plan(&house, weekly, at(10)).await;
    assert_eq!(held.state, DigestState::Held);
    choose_topics(&house, ada, &["Bees"], at(11)).await;
    let late = house.reader("late", weekly, at(11)).await;
    choose_language(&house, late, "fr", at(11)).await;
    house.store.approve_digest(held.id).await.unwrap();
    let templates = Templates::load(None).unwrap();
    letterbell::operations::run_schedules::resume_planning(&house.store, &templates, at(12)).await.unwrap();
    assert_eq!(told(database, &held).await[&ada.get()], "planned one");
    assert_eq!(languages(database, &held).await[&late.get()], "fr");
    house.take_in(&[about("two", &["Bees"])], at(15)).await;
    let next = plan(&house, weekly, at(20)).await;
    house.store.approve_digest(next.id).await.unwrap();
    letterbell::operations::run_schedules::resume_planning(&house.store, &templates, at(21)).await.unwrap();
    assert_eq!(told(database, &next).await[&ada.get()], "planned two");
}

/// The moment between the rendering and the writing: there is no edition of theirs.
async fn who_chooses_while_an_audience_is_written_misses_no_post(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    let ada = house.reader("ada", weekly, at(1)).await;
    let zoe = house.reader("zoe", weekly, at(1)).await;
    house.reader("bob", weekly, at(1)).await;
    house.take_in(&[about("one", &["Bees"])], at(5)).await;
    let (digest, choice) = crate::planning::begin(&house, weekly, at(10)).await;
    choose_topics(&house, ada, &["Bees"], at(11)).await;
    choose_language(&house, zoe, "de", at(11)).await;
    house.store.plan_chunk(&digest, SubscriptionId::new(0), 10, at(12)).await.unwrap();
    house.store.freeze_audience(&digest, choice, at(12)).await.unwrap();
    assert_eq!(told(database, &digest).await.len(), 1, "there is no edition of theirs yet");
    house.take_in(&[about("two", &["Bees"])], at(15)).await;
    let next = plan(&house, weekly, at(20)).await;
    for id in [ada, zoe] {
        assert_eq!(told(database, &next).await[&id.get()], "planned one two");
    }
}

async fn choose_language(house: &House, id: SubscriptionId, language: &str, now: Timestamp) {
    let choices = Choices { language: Some(language.parse().unwrap()), ..Choices::default() };
    assert!(matches!(save(house, id, choices, now).await, Changed::Now(_)));
}

/// The language of each reader's edition.
async fn languages(database: &TestDatabase, digest: &Digest) -> BTreeMap<i64, String> {
    let sql = format!(
        "SELECT d.subscription_id, e.language FROM delivery d JOIN edition e ON e.id = d.edition_id WHERE d.digest_id = {}",
        digest.id
    );
    let rows = Raw::connect(database).await.rows(&sql).await;
    rows.into_iter().map(|row| (row[0].parse().unwrap(), row[1].clone())).collect()
}

async fn each_language_is_an_edition_and_each_reader_gets_one(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    let mut expected = BTreeMap::new();
    for (number, chosen) in ["", "de", "ar", "de", "en", "pt-BR", ""].into_iter().enumerate() {
        let id = house.reader(&format!("reader-{number}"), weekly, at(1)).await;
        if !chosen.is_empty() {
            choose_language(&house, id, chosen, at(2)).await;
        }
        expected.insert(id.get(), if chosen.is_empty() { "en" } else { chosen }.to_owned());
    }
    house.take_in(&[about("one", &["bees"])], at(5)).await;
    let digest = plan(&house, weekly, at(10)).await;
    assert_eq!(languages(database, &digest).await, expected);
    assert_eq!(
        house.store.editions_of(digest.id).await.unwrap().len(),
        4,
        "who chose the list's language shares its edition"
    );
    let counted = house.store.accounting(digest.id).await.unwrap();
    assert_eq!((counted.planned(), counted.column(Column::Open)), (7, 7));
}

async fn a_digest_keeps_the_language_that_its_list_had(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule_with("weekly", "@weekly", ANY, Dispatch::AfterApproval).await;
    let ada = house.reader("ada", weekly, at(1)).await;
    house.store.set_language(house.list, &"nl".parse().unwrap()).await.unwrap();
    house.take_in(&[about("one", &["bees"])], at(5)).await;
    let held = plan(&house, weekly, at(10)).await;
    house.store.set_language(house.list, &"pl".parse().unwrap()).await.unwrap();
    house.store.approve_digest(held.id).await.unwrap();
    let templates = Templates::load(None).unwrap();
    letterbell::operations::run_schedules::resume_planning(&house.store, &templates, at(12)).await.unwrap();
    assert_eq!(languages(database, &held).await[&ada.get()], "nl", "what was approved is what is sent");
    assert_eq!(house.store.editions_of(held.id).await.unwrap().len(), 1);
}

async fn who_pauses_is_left_out_and_goes_on_with_everybody_else(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    let daily = house.schedule("daily", "@daily", ANY).await;
    let ada = house.reader("ada", weekly, at(1)).await;
    let marked = house.reader("marked", daily, at(1)).await;
    house.reader("bob", weekly, at(1)).await;
    house.take_in(&[entry("one")], at(2)).await;
    house.change_schedule(marked, weekly, at(3)).await;
    for id in [ada, marked] {
        pause(&house, id, Some(at(100)), at(4)).await;
    }
    let during = plan(&house, weekly, at(10)).await;
    let told_then = told(database, &during).await;
    assert_eq!(told_then.len(), 1, "bob alone");
    house.take_in(&[entry("two")], at(90)).await;
    let after = plan(&house, weekly, at(100)).await;
    let told_after = told(database, &after).await;
    assert_eq!(told_after[&ada.get()], "planned two");
    assert_eq!(told_after[&marked.get()], "planned two", "a mark from before the pause brings nothing back");
}

async fn a_pause_that_everybody_keeps_is_a_digest_for_nobody(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    let ada = house.reader("ada", weekly, at(1)).await;
    choose_topics(&house, ada, &["Bees"], at(2)).await;
    pause(&house, ada, Some(at(100)), at(3)).await;
    house.take_in(&[about("one", &["Bees"])], at(5)).await;
    let digest = plan(&house, weekly, at(10)).await;
    assert_eq!((digest.state, digest.reason.as_deref()), (DigestState::Skipped, Some("nobody is on this schedule")));
    let again = plan(&house, weekly, at(20)).await;
    assert_eq!(again.reason.as_deref(), Some("nothing new"), "her mark calls for no digest");
    pause(&house, ada, None, at(21)).await;
    house.take_in(&[about("two", &["Bees"])], at(22)).await;
    let digest = plan(&house, weekly, at(30)).await;
    assert_eq!(told(database, &digest).await[&ada.get()], "planned two");
}

async fn a_pause_calls_off_what_waits(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    let ada = house.reader("ada", weekly, at(1)).await;
    let bob = house.reader("bob", weekly, at(1)).await;
    house.take_in(&[entry("one")], at(5)).await;
    let digest = plan(&house, weekly, at(10)).await;
    pause(&house, ada, Some(at(100)), at(11)).await;
    let told = told(database, &digest).await;
    assert_eq!((told[&ada.get()].as_str(), told[&bob.get()].as_str()), ("cancelled one", "planned one"));
    let counted = house.store.accounting(digest.id).await.unwrap();
    assert_eq!((counted.planned(), counted.column(Column::Open)), (2, 1));
}

/// Monday, 20 November 2023, 8:00, where clocks show it first.
const MONDAY_EIGHT: i64 = 1_700_416_800;

/// A weekly schedule on readers' clocks, Mondays at 8:00, for who says nothing in Berlin.
async fn mondays(house: &House) -> ScheduleId {
    let schedule = NewSchedule {
        list: house.list,
        name: "mondays".parse().unwrap(),
        timing: Timing::parse("0 8 * * MON", "Europe/Berlin").unwrap(),
        zone: Zone::parse("Europe/Berlin").unwrap(),
        local: true,
        dispatch: Dispatch::AtOnce,
        limits: ANY,
    };
    house.store.add_schedule(&schedule, at(0)).await.unwrap()
}

fn clock(zone: &str, hour: Option<u8>, weekday: Option<u8>) -> Choices {
    let zone = Some(Zone::parse(zone).unwrap());
    Choices { clock: Some(ReaderClock { zone, hour, weekday }), ..Choices::default() }
}

/// When each mail is due, as the readers' clocks show it.
async fn due(database: &TestDatabase, id: SubscriptionId, zone: &str) -> String {
    let sql = format!("SELECT due_at FROM delivery WHERE digest_id IS NOT NULL AND subscription_id = {id}");
    let rows = Raw::connect(database).await.rows(&sql).await;
    assert_eq!(rows.len(), 1, "exactly once");
    let instant = Timestamp::from_millis(rows[0][0].parse().unwrap());
    Zone::parse(zone).unwrap().at(instant).strftime("%a %d %H:%M").to_string()
}

fn monday_eight() -> Timestamp {
    Timestamp::from_millis(MONDAY_EIGHT * 1000)
}

async fn a_digest_on_readers_clocks_is_due_at_each_ones_own_time(database: &TestDatabase) {
    let house = House::build(database).await;
    let mondays = mondays(&house).await;
    let mut readers = Vec::new();
    for (zone, hour, weekday, expected) in [
        ("Pacific/Kiritimati", None, None, "Mon 20 08:00"),
        ("Asia/Tokyo", None, None, "Mon 20 08:00"),
        ("Europe/Berlin", None, None, "Mon 20 08:00"),
        ("Pacific/Pago_Pago", None, None, "Mon 20 08:00"),
        ("Asia/Kathmandu", Some(18), None, "Mon 20 18:00"),
        ("America/New_York", Some(6), None, "Tue 21 06:00"),
        ("Pacific/Auckland", Some(20), Some(4), "Thu 23 20:00"),
        ("America/Lima", None, Some(7), "Sun 26 08:00"),
    ] {
        let name = format!("reader-{}", readers.len());
        let id = house.reader(&name, mondays, at(1)).await;
        save(&house, id, clock(zone, hour, weekday), at(2)).await;
        readers.push((id, zone, expected));
    }
    let plain = house.reader("plain", mondays, at(1)).await;
    readers.push((plain, "Europe/Berlin", "Mon 20 08:00"));
    house.take_in(&[entry("one")], at(5)).await;
    let schedule = house.schedule_now(mondays).await;
    assert_eq!(schedule.timing.next_after(at(5)), Some(monday_eight()), "planned where Monday begins");
    plan(&house, mondays, monday_eight()).await;
    for (id, zone, expected) in readers {
        assert_eq!(due(database, id, zone).await, expected, "{zone}");
    }
}

async fn a_changed_clock_holds_for_what_waits(database: &TestDatabase) {
    let house = House::build(database).await;
    let mondays = mondays(&house).await;
    let ada = house.reader("ada", mondays, at(1)).await;
    house.take_in(&[entry("one")], at(5)).await;
    plan(&house, mondays, monday_eight()).await;
    let later = monday_eight().plus(std::time::Duration::from_secs(3600));
    save(&house, ada, clock("America/New_York", Some(9), None), later).await;
    assert_eq!(due(database, ada, "America/New_York").await, "Mon 20 09:00");
    assert_eq!(house.store.waiting_digest(ada).await.unwrap().map(|due| due > later), Some(true));
    save(&house, ada, clock("Pacific/Kiritimati", None, None), later).await;
    assert_eq!(due(database, ada, "Pacific/Kiritimati").await, "Mon 20 09:00", "it is past eight there: now");
}

/// A house whose Monday's digest is planned, at Monday eight, for Ada, who reads on Sundays in Berlin.
async fn planned_for_a_reader_of_sundays(database: &TestDatabase) -> (House, SubscriptionId) {
    let house = House::build(database).await;
    let mondays = mondays(&house).await;
    let ada = house.reader("ada", mondays, at(1)).await;
    save(&house, ada, clock("Europe/Berlin", None, Some(7)), at(2)).await;
    house.take_in(&[entry("one")], at(5)).await;
    plan(&house, mondays, monday_eight()).await;
    (house, ada)
}

async fn a_changed_clock_brings_nothing_into_a_pause(database: &TestDatabase) {
    const HOUR: u64 = 3600;
    let (house, ada) = planned_for_a_reader_of_sundays(database).await;
    let later = monday_eight().plus(std::time::Duration::from_secs(HOUR));
    let thursday = monday_eight().plus(std::time::Duration::from_secs(3 * 24 * HOUR));
    pause(&house, ada, Some(thursday), later).await;
    assert_eq!(due(database, ada, "Europe/Berlin").await, "Sun 26 08:00", "after the pause");
    save(&house, ada, clock("Europe/Berlin", Some(18), Some(2)), later).await;
    let waiting = house.store.waiting_digest(ada).await.unwrap();
    assert_eq!(waiting, Some(thursday), "on Tuesday she pauses; it is not lost either");
}

async fn a_digest_on_readers_clocks_does_not_expire_before_they_show_its_time(database: &TestDatabase) {
    let (house, _) = planned_for_a_reader_of_sundays(database).await;
    let day = std::time::Duration::from_secs(86_400);
    let later = monday_eight().plus(day * 6);
    assert_eq!(house.store.expire_digests(later.minus(day * 2), later).await.unwrap(), []);
    let much_later = monday_eight().plus(day * 12);
    assert_eq!(house.store.expire_digests(much_later.minus(day * 2), much_later).await.unwrap().len(), 1);
}

async fn one_press_leaves_all_lists_of_the_site(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    let other = House { list: House::list_in(&house.store, house.site, "other").await, ..house.clone() };
    let monthly = other.schedule("monthly", "@monthly", ANY).await;
    let ada = house.reader("ada", weekly, at(1)).await;
    let elsewhere = other.reader("ada", monthly, at(2)).await;
    let bob = house.reader("bob", weekly, at(1)).await;
    let reader = house.subscription(ada).await.subscriber;
    let leave = |now| house.store.leave_all(reader, "Leave all", &LEAVING, now);
    let Changed::Now(ended) = leave(at(5)).await.unwrap() else { panic!("she had not left") };
    assert_eq!(ended.len(), 2);
    assert!(matches!(leave(at(6)).await.unwrap(), Changed::Before(_)));
    for id in [ada, elsewhere] {
        assert!(matches!(house.subscription(id).await.state, SubscriptionState::Ended(_)));
        assert_eq!(house.store.consent_records(id).await.unwrap().last().unwrap().event, "unsubscribed");
    }
    assert_eq!(house.subscription(bob).await.state, SubscriptionState::Active);
    let ended = house.subscription(ada).await;
    assert_eq!(house.store.ended_together(&ended).await.unwrap().len(), 2);
    house.come_back(elsewhere, at(7)).await;
    assert_eq!(house.store.ended_together(&ended).await.unwrap().len(), 1, "who is back is not brought back");
}

const LEAVING: letterbell::domain::consent::Origin =
    letterbell::domain::consent::Origin { way: Way::PreferencePage, remote: None, user_agent: None, source: None };

async fn a_note_is_kept_of_who_left_and_of_nobody_else(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    let ada = house.reader("ada", weekly, at(1)).await;
    assert!(!house.store.note_leaving(ada, "too much").await.unwrap());
    house.leave(ada, at(2)).await;
    assert!(house.store.note_leaving(ada, "too much").await.unwrap());
    house.request("ada", weekly, &NO_CAPS, at(3)).await;
    assert!(!house.store.note_leaving(ada, "still").await.unwrap());
}
