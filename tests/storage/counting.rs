//! Counts: added up whoever adds, and only where something is counted.

use std::time::Duration;

use letterbell::domain::counting::{Asker, Counting, Counts, Numbers, Target};
use letterbell::domain::id::{DigestId, LinkId};
use letterbell::domain::site::PublicUrl;
use letterbell::store::{Store, StoreOptions};

use crate::house::{ANY, House, at, entry};
use crate::planning::begin;
use crate::raw::Raw;
use crate::support::databases::{TestDatabase, on_both_engines};

on_both_engines!(
    a_digest_keeps_what_its_list_said_when_it_began,
    a_link_is_noted_once_and_keeps_its_id,
    processes_that_count_the_same_things_at_once_lose_nothing,
    what_is_not_there_is_not_counted,
    an_address_that_was_never_let_through_is_led_to_by_nobody,
    a_digest_with_counted_links_cannot_go,
);

const CLICKS: Counting = Counting { clicks: true, opens: false };
const BOTH: Counting = Counting { clicks: true, opens: true };

fn target(path: &str) -> Target {
    let own = PublicUrl::parse("https://news.example.org").unwrap();
    Target::parse(&format!("https://blog.example.org/{path}"), &own).unwrap()
}

/// A digest that is counted, with two links.
async fn counted(database: &TestDatabase) -> (House, DigestId, Vec<LinkId>) {
    let house = House::build(database).await;
    let digest = digest(&house, BOTH, 100).await;
    house.store.note_counted(digest, BOTH, &[target("a"), target("b")]).await.unwrap();
    let links = house.store.counted_links(digest).await.unwrap();
    (house, digest, links.into_iter().map(|link| link.id).collect())
}

async fn digest(house: &House, counting: Counting, when: i64) -> DigestId {
    house.store.set_counting(house.list, counting).await.unwrap();
    let schedule = house.schedule(&format!("schedule-{when}"), "0 8 * * MON", ANY).await;
    house.reader(&format!("reader-{when}"), schedule, at(0)).await;
    house.take_in(&[entry(&format!("post-{when}"))], at(when)).await;
    begin(house, schedule, at(when)).await.0.id
}

fn one_each(links: &[LinkId], digest: DigestId) -> Counts {
    let mut counts = Counts::default();
    for link in links {
        counts.clicks.entry(*link).or_default().count(Asker::Person);
        counts.clicks.entry(*link).or_default().count(Asker::Machine);
    }
    for asker in [Asker::Person, Asker::Proxy, Asker::Machine] {
        counts.opens.entry(digest).or_default().count(asker);
    }
    counts
}

async fn a_digest_keeps_what_its_list_said_when_it_began(database: &TestDatabase) {
    let house = House::build(database).await;
    assert_eq!(house.store.counting_of_list(house.list).await.unwrap(), Some(Counting::default()), "off at first");
    let first = digest(&house, CLICKS, 100).await;
    let second = digest(&house, Counting { clicks: false, opens: true }, 200).await;
    assert_eq!(house.store.counting_of_digest(first).await.unwrap(), Some(CLICKS));
    assert_eq!(house.store.counting_of_digest(second).await.unwrap(), Some(Counting { clicks: false, opens: true }));
    assert_eq!(house.store.counting_of_digest(DigestId::new(4711)).await.unwrap(), None);
    house.store.note_counted(first, CLICKS, &[]).await.unwrap();
    assert_eq!(house.store.opens_of_digest(first).await.unwrap(), None, "opens are not counted");
}

async fn a_link_is_noted_once_and_keeps_its_id(database: &TestDatabase) {
    let (house, first, links) = counted(database).await;
    house.store.add_counts(&one_each(&links[1..], first)).await.unwrap();
    house.store.note_counted(first, BOTH, &[target("b"), target("c"), target("a")]).await.unwrap();
    let found = house.store.counted_links(first).await.unwrap();
    let told: Vec<_> = found.iter().map(|link| (link.id, link.target.clone(), link.clicks.people)).collect();
    assert_eq!(
        told[..2],
        [(links[1], target("b"), 1), (links[0], target("a"), 0)],
        "those that are followed most first"
    );
    assert_eq!((&told[2].1, told[2].2), (&target("c"), 0));
    assert!(house.store.opens_of_digest(first).await.unwrap().is_some_and(|opens| opens.people == 1), "and its opens");
    let second = digest(&house, BOTH, 200).await;
    house.store.note_counted(second, BOTH, &[target("a")]).await.unwrap();
    let other = house.store.counted_links(second).await.unwrap().remove(0).id;
    assert_ne!(other, links[0], "each digest has its own");
    let beside = house.store.links_beside(other).await.unwrap();
    assert_eq!(beside, [(other, second, target("a"))]);
    assert_eq!(house.store.links_beside(links[0]).await.unwrap().len(), 3);
}

async fn processes_that_count_the_same_things_at_once_lose_nothing(database: &TestDatabase) {
    const ROUNDS: i64 = 40;
    let (house, digest, _) = counted(database).await;
    let targets: Vec<Target> = (0..50).map(|number| target(&number.to_string())).collect();
    house.store.note_counted(digest, BOTH, &targets).await.unwrap();
    let links: Vec<LinkId> = house.store.counted_links(digest).await.unwrap().iter().map(|link| link.id).collect();
    let counts = one_each(&links, digest);
    let mut processes = tokio::task::JoinSet::new();
    for _ in 0..4 {
        let (store, _) = Store::open(&database.url(), StoreOptions::default()).await.unwrap();
        let counts = counts.clone();
        processes.spawn(async move {
            for _ in 0..ROUNDS {
                // SQLite is not fair to who waits; the service tries again, too.
                while let Err(error) = store.add_counts(&counts).await {
                    assert!(error.is_temporary(), "{error}");
                    tokio::time::sleep(Duration::from_millis(10)).await;
                }
            }
        });
    }
    while let Some(ended) = processes.join_next().await {
        ended.unwrap();
    }
    let sum = 4 * ROUNDS;
    for link in house.store.counted_links(digest).await.unwrap() {
        assert_eq!(link.clicks, Numbers { people: sum, proxies: 0, machines: sum });
    }
    let opens = house.store.opens_of_digest(digest).await.unwrap();
    assert_eq!(opens, Some(Numbers { people: sum, proxies: sum, machines: sum }));
}

async fn what_is_not_there_is_not_counted(database: &TestDatabase) {
    let (house, digest, links) = counted(database).await;
    let mut counts = one_each(&links, digest);
    counts.add(&one_each(&[LinkId::new(4711)], DigestId::new(4711)));
    house.store.add_counts(&counts).await.unwrap();
    house.store.add_counts(&Counts::default()).await.unwrap();
    let people: Vec<i64> =
        house.store.counted_links(digest).await.unwrap().iter().map(|link| link.clicks.people).collect();
    assert_eq!(people, [1, 1]);
    assert_eq!(house.store.opens_of_digest(DigestId::new(4711)).await.unwrap(), None);
    assert_eq!(house.store.links_beside(LinkId::new(4711)).await.unwrap(), []);
}

async fn an_address_that_was_never_let_through_is_led_to_by_nobody(database: &TestDatabase) {
    let (house, digest, links) = counted(database).await;
    for address in ["javascript:alert(1)", "//evil.example", "data:text/html,x", ""] {
        let written = format!("UPDATE counted_link SET url = '{address}' WHERE id = {}", links[0]);
        Raw::connect(database).await.execute(&written).await.unwrap();
        assert!(house.store.links_beside(links[0]).await.is_err(), "{address}");
        assert!(house.store.counted_links(digest).await.is_err(), "{address}");
    }
}

async fn a_digest_with_counted_links_cannot_go(database: &TestDatabase) {
    let (_house, digest, _) = counted(database).await;
    let mut raw = Raw::connect(database).await;
    raw.execute("DELETE FROM edition").await.unwrap();
    assert!(raw.execute(&format!("DELETE FROM digest WHERE id = {digest}")).await.is_err(), "links lead on for good");
}
