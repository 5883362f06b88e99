//! Posts that the operator writes: once under their name, numbered when they are published, sent on their own once.

use letterbell::domain::archive::Audience;
use letterbell::domain::digest::DigestState;
use letterbell::domain::id::SubscriptionId;
use letterbell::domain::post::{NewPost, PostNumber, PostStanding};
use letterbell::domain::time::Timestamp;
use letterbell::operations::run_schedules::resume_planning;
use letterbell::operations::send_post::{SendPostError, send_post};
use letterbell::render::templates::Templates;
use letterbell::store::{Slice, StoreError, Taken};

use crate::house::{ANY, House, at, entry};
use crate::raw::Raw;
use crate::support::databases::{TestDatabase, on_both_engines};

on_both_engines!(
    a_post_is_taken_in_once_under_its_name,
    a_draft_is_seen_by_nobody_and_gets_its_number_when_it_is_published,
    a_draft_is_thrown_away_and_nothing_else,
    a_link_is_one_post_whoever_brings_it,
    a_draft_is_sent_on_its_own_once,
    a_post_for_nobody_or_called_off_before_anybody_was_mailed_is_a_draft_again,
    who_chooses_while_a_letter_is_written_down_gets_it_as_they_chose,
    a_letter_that_cannot_be_rendered_for_who_chose_meanwhile_is_held_and_says_why,
);

fn written(name: &str) -> NewPost {
    NewPost { link: None, link_key: None, ..entry(name) }
}

async fn a_post_is_taken_in_once_under_its_name(database: &TestDatabase) {
    let house = House::build(database).await;
    let store = &house.store;
    let first = store.keep_written_post(house.list, &written("one"), None, false, at(1)).await.unwrap();
    assert_eq!((first.taken, first.standing), (Taken::Added, PostStanding::Ready));
    let again = store.keep_written_post(house.list, &written("one"), None, false, at(2)).await.unwrap();
    assert_eq!((again.id, again.taken), (first.id, Taken::Unchanged));
    let better = NewPost { html: "<p>better</p>".to_owned(), ..written("one") };
    let hidden = Some(Audience::Subscribers);
    let replaced = store.keep_written_post(house.list, &better, hidden, true, at(3)).await.unwrap();
    assert_eq!((replaced.id, replaced.taken, replaced.standing), (first.id, Taken::Replaced, PostStanding::Ready));
    let posts = store.all_posts(house.list, Slice { skip: 0, take: 9 }).await.unwrap();
    assert_eq!((posts.len(), posts[0].html.as_str(), posts[0].audience), (1, "<p>better</p>", hidden));
    assert_eq!(posts[0].published_at, Some(at(1)), "dated when it was published");
    assert_eq!(store.ready_through(house.list, Timestamp::END).await.unwrap(), PostNumber::new(1));
}

async fn a_draft_is_seen_by_nobody_and_gets_its_number_when_it_is_published(database: &TestDatabase) {
    let house = House::build(database).await;
    let store = &house.store;
    let topical = NewPost { topics: vec!["Secret".to_owned()], ..written("one") };
    let draft = store.keep_written_post(house.list, &topical, None, true, at(1)).await.unwrap();
    house.take_in(&[entry("from-the-feed")], at(2)).await;
    let all = Slice { skip: 0, take: 9 };
    assert_eq!(store.archived_posts(house.list, all).await.unwrap().len(), 1);
    assert_eq!(store.count_archived_posts(house.list).await.unwrap(), 1);
    assert!(
        store.known_topics(house.list).await.unwrap().is_empty()
            && store.offered_topics(house.list).await.unwrap().is_empty()
    );
    assert_eq!(store.ready_through(house.list, Timestamp::END).await.unwrap(), PostNumber::new(1), "the feed's");
    assert_eq!(store.drafts(house.list).await.unwrap()[0].key, "one");
    assert!(store.publish_draft(draft.id, at(5)).await.unwrap());
    assert!(!store.publish_draft(draft.id, at(6)).await.unwrap(), "once");
    assert_eq!(store.ready_through(house.list, Timestamp::END).await.unwrap(), PostNumber::new(2));
    assert_eq!(store.ready_through(house.list, at(4)).await.unwrap(), PostNumber::new(1));
    assert_eq!(store.archived_posts(house.list, all).await.unwrap().len(), 2);
    assert_eq!(store.known_topics(house.list).await.unwrap(), ["Secret"]);
}

async fn a_draft_is_thrown_away_and_nothing_else(database: &TestDatabase) {
    let house = House::build(database).await;
    let store = &house.store;
    let draft = store.keep_written_post(house.list, &written("one"), None, true, at(1)).await.unwrap();
    let ready = store.keep_written_post(house.list, &written("two"), None, false, at(1)).await.unwrap();
    assert!(store.discard_draft(draft.id).await.unwrap());
    assert!(!store.discard_draft(draft.id).await.unwrap() && !store.discard_draft(ready.id).await.unwrap());
    assert!(store.post_by_id(draft.id).await.unwrap().is_none() && store.post_by_id(ready.id).await.unwrap().is_some());
}

async fn a_link_is_one_post_whoever_brings_it(database: &TestDatabase) {
    let house = House::build(database).await;
    house.take_in(&[entry("one")], at(1)).await;
    let same_link = NewPost { entry_key: "mine".to_owned(), ..entry("one") };
    let refused = house.store.keep_written_post(house.list, &same_link, None, true, at(2)).await;
    assert!(matches!(refused, Err(StoreError::Conflict { .. })), "{refused:?}");
    assert!(house.store.drafts(house.list).await.unwrap().is_empty());
}

async fn a_draft_is_sent_on_its_own_once(database: &TestDatabase) {
    let house = House::build(database).await;
    let (store, templates) = (&house.store, Templates::load(None).unwrap());
    let weekly = house.schedule("weekly", "0 0 * * 1", ANY).await;
    let now = house.schedule("now", "immediately", ANY).await;
    for (name, schedule) in [("ada", weekly), ("ben", now), ("cyd", now)] {
        house.reader(name, schedule, at(1)).await;
    }
    let gone = house.subscription_of("cyd").await.id;
    house.leave(gone, at(2)).await;
    house.take_in(&[entry("waiting")], at(3)).await;
    let draft = store.keep_written_post(house.list, &written("letter"), None, true, at(4)).await.unwrap();
    let id = send_post(store, &templates, draft.id, at(5)).await.unwrap();
    let digest = store.digest(id).await.unwrap().unwrap().digest;
    assert_eq!((digest.state, digest.post, digest.posts()), (DigestState::Sending, Some(draft.id), 1));
    assert_eq!(store.accounting(id).await.unwrap().planned(), 2, "the readers of both schedules");
    let edition = store.editions_of(id).await.unwrap().remove(0);
    assert!(edition.html.contains("About letter") && !edition.html.contains("About waiting"), "{}", edition.html);
    let again = send_post(store, &templates, draft.id, at(6)).await;
    assert!(matches!(again, Err(SendPostError::Sent(_))), "{again:?}");
    assert!(!store.publish_draft(draft.id, at(6)).await.unwrap(), "no digest carries it afterwards");
    // Nothing of the schedules moved.
    for schedule in [weekly, now] {
        assert_eq!(house.schedule_now(schedule).await.seen_through, PostNumber::NONE);
        assert!(store.undecided_digest(schedule).await.unwrap().is_none());
    }
    let archived = store.archived_digests(house.list, Slice { skip: 0, take: 9 }).await.unwrap();
    assert_eq!(store.archived_titles_in(house.list, &archived[0]).await.unwrap(), ["About letter"]);
    assert!(
        store
            .verify(std::time::Duration::from_secs(60), at(9), |_| ())
            .await
            .unwrap()
            .iter()
            .all(letterbell::store::Checked::holds)
    );
    let mut raw = Raw::connect(database).await;
    let twice = format!(
        "INSERT INTO digest (schedule_id, list_id, due_at, state, approved, serves, after_post, through_post, language, post_id, created_at)
         SELECT schedule_id, list_id, due_at + 7, state, approved, serves, after_post, through_post, language, post_id, created_at FROM digest WHERE id = {id}"
    );
    assert!(raw.execute(&twice).await.is_err(), "the database itself refuses a second digest of a post");
}

async fn a_post_for_nobody_or_called_off_before_anybody_was_mailed_is_a_draft_again(database: &TestDatabase) {
    let house = House::build(database).await;
    let (store, templates) = (&house.store, Templates::load(None).unwrap());
    let draft = store.keep_written_post(house.list, &written("letter"), None, true, at(1)).await.unwrap().id;
    let refused = send_post(store, &templates, draft, at(2)).await;
    assert!(matches!(refused, Err(SendPostError::NoSchedule(_))), "{refused:?}");
    let weekly = house.schedule("weekly", "0 0 * * 1", ANY).await;
    let refused = send_post(store, &templates, draft, at(2)).await;
    assert!(matches!(refused, Err(SendPostError::NoReaders(..))), "{refused:?}");
    let ada = house.reader("ada", weekly, at(3)).await;
    let schedule = house.schedule_now(weekly).await;
    // Everybody leaves between the asking and the planning.
    let planned = store.send_draft_alone(draft, &schedule, at(4)).await.unwrap().unwrap();
    house.leave(ada, at(4)).await;
    resume_planning(store, &templates, at(5)).await.unwrap();
    let digest = store.digest(planned).await.unwrap().unwrap().digest;
    assert_eq!((digest.state, digest.reason.as_deref()), (DigestState::Skipped, Some("nobody reads this list")));
    house.reader("ben", weekly, at(6)).await;
    let held = store.send_draft_alone(draft, &schedule, at(7)).await.unwrap().expect("it is a draft again");
    assert!(store.hold_digest(held, "a template cannot be rendered").await.unwrap());
    assert!(store.undecided_digest(weekly).await.unwrap().is_none(), "it holds up no run of the schedule");
    assert_eq!(store.cancel_digest(held, "called off", at(8)).await.unwrap(), Some(DigestState::Held));
    let sent = send_post(store, &templates, draft, at(9)).await.unwrap();
    assert_eq!(store.accounting(sent).await.unwrap().planned(), 1);
    // Cut off by a crash after a chunk, it is taken up where it stood.
    let next = store.keep_written_post(house.list, &written("next"), None, true, at(10)).await.unwrap().id;
    house.reader("cyd", weekly, at(10)).await;
    let cut = store.send_draft_alone(next, &schedule, at(11)).await.unwrap().unwrap();
    let digest = store.digest(cut).await.unwrap().unwrap().digest;
    store.plan_chunk(&digest, SubscriptionId::new(0), 1, at(11)).await.unwrap();
    resume_planning(store, &templates, at(12)).await.unwrap();
    assert_eq!(store.accounting(cut).await.unwrap().planned(), 2);
}

/// The moment between the rendering and the writing down of who gets it: the database itself makes these changes there.
fn after_each_edition(database: &TestDatabase, changes: &str) -> String {
    match database {
        TestDatabase::Sqlite { .. } => format!("CREATE TRIGGER meanwhile AFTER INSERT ON edition BEGIN {changes} END"),
        TestDatabase::Postgres { .. } => format!(
            "CREATE FUNCTION meanwhile() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {changes} RETURN NULL; END $$;
             CREATE TRIGGER meanwhile AFTER INSERT ON edition FOR EACH ROW EXECUTE FUNCTION meanwhile()"
        ),
    }
}

async fn who_chooses_while_a_letter_is_written_down_gets_it_as_they_chose(database: &TestDatabase) {
    let house = House::build(database).await;
    let (store, templates) = (&house.store, Templates::load(None).unwrap());
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    let daily = house.schedule("daily", "@daily", ANY).await;
    let steady = house.reader("ada", weekly, at(1)).await;
    let german = house.reader("ben", daily, at(1)).await;
    let honey = house.reader("cyd", weekly, at(1)).await;
    let wax = house.reader("dov", daily, at(1)).await;
    let chosen = format!(
        "UPDATE subscription SET language = 'de' WHERE id = {german}; UPDATE subscription SET topics = '[\"Honey\"]' WHERE id = {honey};
         UPDATE subscription SET topics = '[\"Wax\"]' WHERE id = {wax};"
    );
    let mut raw = Raw::connect(database).await;
    raw.execute(&after_each_edition(database, &chosen)).await.unwrap();
    let letter = NewPost { topics: vec!["Honey".to_owned()], ..written("letter") };
    let draft = store.keep_written_post(house.list, &letter, None, true, at(2)).await.unwrap();
    let id = send_post(store, &templates, draft.id, at(3)).await.unwrap();
    let told = format!(
        "SELECT d.subscription_id, d.state, e.topics, e.language FROM delivery d JOIN edition e ON e.id = d.edition_id
         WHERE d.digest_id = {id} ORDER BY d.subscription_id"
    );
    let expected = [
        [&steady.to_string(), "planned", "[]", "en"],
        [&german.to_string(), "planned", "[]", "de"],
        [&honey.to_string(), "planned", r#"["Honey"]"#, "en"],
        [&wax.to_string(), "suppressed", r#"["Wax"]"#, "en"],
    ];
    assert_eq!(raw.rows(&told).await, expected, "each once, as they chose; the last wants other topics");
    assert_eq!(store.digest(id).await.unwrap().unwrap().digest.state, DigestState::Sending);
}

async fn a_letter_that_cannot_be_rendered_for_who_chose_meanwhile_is_held_and_says_why(database: &TestDatabase) {
    let house = House::build(database).await;
    let (store, templates) = (&house.store, Templates::load(None).unwrap());
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    house.reader("ada", weekly, at(1)).await;
    let german = house.reader("ben", weekly, at(1)).await;
    let draft = store.keep_written_post(house.list, &written("letter"), None, true, at(2)).await.unwrap().id;
    // A title that is longer than a rendering may be.
    let title = match database {
        TestDatabase::Sqlite { .. } => "hex(zeroblob(5000000))",
        TestDatabase::Postgres { .. } => "repeat('0', 10000000)",
    };
    let changes = format!(
        "UPDATE subscription SET language = 'de' WHERE id = {german}; UPDATE post SET title = {title} WHERE id = {draft};"
    );
    let mut raw = Raw::connect(database).await;
    raw.execute(&after_each_edition(database, &changes)).await.unwrap();
    let id = send_post(store, &templates, draft, at(3)).await.unwrap();
    let digest = store.digest(id).await.unwrap().unwrap().digest;
    assert_eq!(digest.state, DigestState::Held);
    let reason = digest.reason.unwrap_or_default();
    assert!(reason.starts_with("template mail/digest/opening.txt: it writes more than 8 MiB"), "{reason}");
    assert_eq!(store.accounting(id).await.unwrap().planned(), 0, "nobody is mailed");
    // Mended and approved, it goes on to everybody.
    raw.execute(&format!("UPDATE post SET title = 'Short' WHERE id = {draft}")).await.unwrap();
    assert!(store.approve_digest(id).await.unwrap());
    resume_planning(store, &templates, at(4)).await.unwrap();
    assert_eq!(store.digest(id).await.unwrap().unwrap().digest.state, DigestState::Sending);
    assert_eq!(store.accounting(id).await.unwrap().planned(), 2);
}
