//! Posts: the baseline, two keys for one post, the brake, numbers without holes.

use letterbell::domain::digest::PostRange;
use letterbell::domain::feed::FeedState;
use letterbell::domain::post::{NewPost, PostNumber};
use letterbell::store::FoundPosts;

use crate::house::{House, POLLING, at, entry};
use crate::raw::Raw;
use crate::support::databases::{TestDatabase, on_both_engines};

on_both_engines!(
    the_first_poll_sets_the_baseline,
    a_changed_guid_with_the_same_link_is_not_new,
    a_changed_title_under_the_same_guid_is_a_correction,
    an_entry_without_a_link_is_known_by_its_guid,
    another_feed_of_the_list_with_the_same_link_brings_nothing_new,
    two_entries_of_one_document_with_one_link_are_one_post,
    the_brake_holds_a_flood_until_it_is_released,
    what_the_brake_holds_is_released_in_the_order_of_publication,
    two_feeds_at_once_number_without_holes,
    a_post_may_hold_any_character,
);

async fn numbers(database: &TestDatabase) -> Vec<Vec<String>> {
    Raw::connect(database).await.rows("SELECT number, title FROM post WHERE number IS NOT NULL ORDER BY number").await
}

fn titles(rows: &[Vec<String>]) -> Vec<&str> {
    rows.iter().map(|row| row[1].as_str()).collect()
}

async fn the_first_poll_sets_the_baseline(database: &TestDatabase) {
    let house = House::build(database).await;
    let feed = house.store.add_feed(house.list, "https://old.example.org/feed", at(0)).await.unwrap();
    let feed = house.store.feeds(Some(house.list)).await.unwrap().into_iter().find(|one| one.id == feed).unwrap();
    let old: Vec<NewPost> = (0..30).map(|n| entry(&format!("old-{n}"))).collect();
    let found =
        FoundPosts { feed: &feed, title: Some("Old"), home: None, etag: None, last_modified: None, posts: &old };
    let taken = house.store.take_in_posts(&found, &POLLING, at(1)).await.unwrap();
    assert_eq!((taken.new, taken.baseline, taken.held), (30, true, false));
    assert!(numbers(database).await.is_empty(), "nothing old is ever mailed");
    let feed = house.store.feeds(Some(house.list)).await.unwrap().into_iter().find(|one| one.id == feed.id).unwrap();
    assert_eq!((feed.state, feed.read_at, feed.title.as_deref()), (FeedState::Active, Some(at(1)), Some("Old")));
    let found = FoundPosts { feed: &feed, title: None, home: None, etag: None, last_modified: None, posts: &old };
    let taken = house.store.take_in_posts(&found, &POLLING, at(2)).await.unwrap();
    assert_eq!((taken.new, taken.corrected, taken.baseline), (0, 0, false));
}

async fn a_changed_guid_with_the_same_link_is_not_new(database: &TestDatabase) {
    let house = House::build(database).await;
    house.take_in(&[entry("one")], at(1)).await;
    let moved = NewPost { entry_key: "https://blog.example.org/?p=1".to_owned(), ..entry("one") };
    let taken = house.take_in(&[moved], at(2)).await;
    assert_eq!((taken.new, taken.corrected), (0, 0));
    assert_eq!(titles(&numbers(database).await), ["About one"]);
}

async fn a_changed_title_under_the_same_guid_is_a_correction(database: &TestDatabase) {
    let house = House::build(database).await;
    house.take_in(&[entry("one")], at(1)).await;
    let link = Some("blog.example.org/another-slug".to_owned());
    let retitled = NewPost { title: "About number one".to_owned(), link_key: link, ..entry("one") };
    let taken = house.take_in(&[retitled], at(2)).await;
    assert_eq!((taken.new, taken.corrected), (0, 1));
    let all = PostRange { after: PostNumber::NONE, through: PostNumber::new(9) };
    let posts = house.store.posts_in(house.list, all).await.unwrap();
    assert_eq!(posts.iter().map(|post| post.title.as_str()).collect::<Vec<_>>(), ["About number one"]);
    assert_eq!(house.store.post_ready_at(house.list, PostNumber::new(1)).await.unwrap(), Some(at(1)));
}

async fn an_entry_without_a_link_is_known_by_its_guid(database: &TestDatabase) {
    let house = House::build(database).await;
    let without = |key: &str| NewPost { link: None, link_key: None, ..entry(key) };
    assert_eq!(house.take_in(&[without("one"), without("two")], at(1)).await.new, 2);
    assert_eq!(house.take_in(&[without("two"), without("three")], at(2)).await.new, 1);
}

async fn another_feed_of_the_list_with_the_same_link_brings_nothing_new(database: &TestDatabase) {
    let house = House::build(database).await;
    house.take_in(&[entry("one")], at(1)).await;
    house.store.add_feed(house.list, "https://blog.example.org/all", at(1)).await.unwrap();
    let mut feed = house.store.feeds(Some(house.list)).await.unwrap().remove(1);
    feed.read_at = Some(at(1));
    let posts = [NewPost { entry_key: "elsewhere".to_owned(), ..entry("one") }, entry("two")];
    let found = FoundPosts { feed: &feed, title: None, home: None, etag: None, last_modified: None, posts: &posts };
    assert_eq!(house.store.take_in_posts(&found, &POLLING, at(2)).await.unwrap().new, 1);
    assert_eq!(titles(&numbers(database).await), ["About one", "About two"]);
}

async fn two_entries_of_one_document_with_one_link_are_one_post(database: &TestDatabase) {
    let house = House::build(database).await;
    let same_link = NewPost { entry_key: "again".to_owned(), ..entry("one") };
    let same_guid = NewPost { link_key: None, link: None, ..entry("one") };
    assert_eq!(house.take_in(&[entry("one"), same_link, same_guid, entry("two")], at(1)).await.new, 2);
    assert_eq!(titles(&numbers(database).await), ["About one", "About two"]);
}

async fn the_brake_holds_a_flood_until_it_is_released(database: &TestDatabase) {
    let house = House::build(database).await;
    let usual: Vec<NewPost> = (0..10).map(|n| entry(&format!("usual-{n}"))).collect();
    assert!(!house.take_in(&usual, at(1)).await.held, "as many as the brake allows");
    let flood: Vec<NewPost> = (0..11).map(|n| entry(&format!("flood-{n}"))).collect();
    let taken = house.take_in(&flood, at(2)).await;
    assert_eq!((taken.new, taken.held), (11, true));
    let taken = house.take_in(&[entry("after")], at(3)).await;
    assert_eq!((taken.new, taken.held), (1, true), "what comes after it waits with it");
    assert_eq!(house.store.ready_through(house.list, at(9)).await.unwrap().get(), 10);
    let feed = house.store.feeds(Some(house.list)).await.unwrap().remove(0);
    assert_eq!(feed.state, FeedState::Braked);
    assert!(feed.last_error.unwrap().contains("feed release"));

    assert_eq!(house.store.release_held_posts(house.feed, at(10)).await.unwrap(), 12);
    assert_eq!(house.store.release_held_posts(house.feed, at(11)).await.unwrap(), 0);
    assert_eq!(house.store.ready_through(house.list, at(9)).await.unwrap().get(), 10, "ready since the release");
    assert_eq!(house.store.ready_through(house.list, at(10)).await.unwrap().get(), 22);
    assert_eq!(house.store.feeds(Some(house.list)).await.unwrap()[0].state, FeedState::Active);
    assert!(!house.take_in(&[entry("next")], at(12)).await.held);
    let rows = numbers(database).await;
    let given: Vec<i64> = rows.iter().map(|row| row[0].parse().unwrap()).collect();
    assert_eq!(given, (1..=23).collect::<Vec<i64>>());
}

async fn what_the_brake_holds_is_released_in_the_order_of_publication(database: &TestDatabase) {
    let house = House::build(database).await;
    let published = |key: &str, when: Option<i64>| NewPost { published_at: when.map(at), ..entry(key) };
    let mut flood = vec![published("second", Some(-20)), published("undated", None), published("first", Some(-30))];
    flood.extend((0..8).map(|n| published(&format!("later-{n}"), Some(100 + n))));
    assert!(house.take_in(&flood, at(1)).await.held);
    house.store.release_held_posts(house.feed, at(2)).await.unwrap();
    let rows = numbers(database).await;
    assert_eq!(titles(&rows)[..4], ["About first", "About second", "About undated", "About later-0"]);
}

async fn two_feeds_at_once_number_without_holes(database: &TestDatabase) {
    let house = House::build(database).await;
    house.store.add_feed(house.list, "https://blog.example.org/other", at(0)).await.unwrap();
    let mut feeds = house.store.feeds(Some(house.list)).await.unwrap();
    feeds[1].read_at = Some(at(0));
    let polls = feeds.iter().enumerate().flat_map(|(number, feed)| {
        let house = &house;
        (0..8).map(move |poll| async move {
            // Every second entry is one that the other feed brings too.
            let posts = [entry(&format!("feed-{number}-{poll}")), entry(&format!("shared-{poll}"))];
            let found = FoundPosts { feed, title: None, home: None, etag: None, last_modified: None, posts: &posts };
            house.store.take_in_posts(&found, &POLLING, at(1)).await.unwrap().new
        })
    });
    let new: usize = futures_util::future::join_all(polls).await.into_iter().sum();
    assert_eq!(new, 24);
    let rows = numbers(database).await;
    let given: Vec<i64> = rows.iter().map(|row| row[0].parse().unwrap()).collect();
    assert_eq!(given, (1..=24).collect::<Vec<i64>>());
}

async fn a_post_may_hold_any_character(database: &TestDatabase) {
    let house = House::build(database).await;
    let odd = "a\0b\u{feff}c 🔔 \\u0000 'quoted' \"twice\"";
    let post = NewPost { title: odd.to_owned(), topics: vec![odd.to_owned()], ..entry(odd) };
    assert_eq!(house.take_in(std::slice::from_ref(&post), at(1)).await.new, 1);
    assert_eq!(house.take_in(&[post], at(2)).await.new, 0, "and is known again");
    let all = PostRange { after: PostNumber::NONE, through: PostNumber::new(9) };
    let stored = house.store.posts_in(house.list, all).await.unwrap().remove(0);
    assert_eq!(stored.title, odd.replace('\0', "\u{fffd}"));
}
