//! How a list's digests look, kept and read back.

use letterbell::domain::digest::PostLimits;
use letterbell::domain::id::{ListId, ScheduleId};
use letterbell::domain::look::{Fonts, Logo, Look, Portion, Theme, Width};
use letterbell::domain::post::NewPost;

use crate::house::{ANY, House, at, entry};
use crate::support::databases::{TestDatabase, on_both_engines};

on_both_engines!(
    a_look_comes_back_as_it_was_set,
    a_schedule_has_its_lists_look_with_its_own_portion,
    a_post_keeps_its_picture_and_names_its_feed,
    an_introduction_is_kept_for_its_list_alone,
    a_held_digest_takes_an_introduction_until_somebody_is_written_down,
);

async fn a_look_comes_back_as_it_was_set(database: &TestDatabase) {
    let house = House::build(database).await;
    let look = async || house.store.look_of_list(house.list).await.unwrap().unwrap();
    assert_eq!(look().await, Look::default());
    let whole = Look {
        theme: Theme::Magazine,
        portion: Some(Portion::Full),
        accent: Some("#1A5FB4".parse().unwrap()),
        logo: Some(Logo {
            address: "https://blog.example.org/logo.png".parse().unwrap(),
            alt: "The Bell".to_owned(),
            size: "160x40".parse().unwrap(),
        }),
        fonts: Fonts::Palatino,
        width: Width::new(640).unwrap(),
        footer: "Printed on\nrecycled bits".parse().unwrap(),
        by_topic: true,
    };
    house.store.set_look(house.list, &whole).await.unwrap();
    assert_eq!(look().await, whole);
    house.store.set_look(house.list, &Look::default()).await.unwrap();
    assert_eq!(look().await, Look::default(), "all of it can be taken back");
    assert_eq!(house.store.look_of_list(ListId::new(99)).await.unwrap(), None);
}

async fn a_schedule_has_its_lists_look_with_its_own_portion(database: &TestDatabase) {
    let house = House::build(database).await;
    let (store, schedule) = (&house.store, house.schedule("weekly", "0 8 * * MON", ANY).await);
    let portion = async || store.look_of_schedule(schedule).await.unwrap().unwrap().portion;
    store.set_look(house.list, &Look { portion: Some(Portion::Excerpt), ..Look::default() }).await.unwrap();
    assert_eq!(portion().await, Some(Portion::Excerpt));
    store.set_portion(schedule, Some(Portion::Headline)).await.unwrap();
    assert_eq!(
        (portion().await, store.portion_of_schedule(schedule).await.unwrap()),
        (Some(Portion::Headline), Some(Portion::Headline))
    );
    assert_eq!(
        store.look_of_list(house.list).await.unwrap().unwrap().portion,
        Some(Portion::Excerpt),
        "the list keeps its own"
    );
    store.set_portion(schedule, None).await.unwrap();
    assert_eq!((portion().await, store.portion_of_schedule(schedule).await.unwrap()), (Some(Portion::Excerpt), None));
    assert_eq!(store.look_of_schedule(ScheduleId::new(99)).await.unwrap(), None);

    let limits = PostLimits { minimum: 2, maximum: Some(7) };
    store.set_limits(schedule, limits).await.unwrap();
    assert_eq!(store.schedule(schedule).await.unwrap().unwrap().limits, limits);
}

async fn a_post_keeps_its_picture_and_names_its_feed(database: &TestDatabase) {
    let house = House::build(database).await;
    let picture = Some("https://blog.example.org/one.jpg".to_owned());
    house.take_in(&[NewPost { picture: picture.clone(), ..entry("one") }, entry("two")], at(1)).await;
    let ready = house.store.ready_through(house.list, at(2)).await.unwrap();
    let range =
        letterbell::domain::digest::PostRange { after: letterbell::domain::post::PostNumber::NONE, through: ready };
    let posts = house.store.posts_in(house.list, range).await.unwrap();
    let kept: Vec<_> = posts.iter().map(|post| (post.picture.clone(), post.source.clone())).collect();
    assert_eq!(kept, [(picture, None), (None, None)], "this feed has no title");
}

async fn an_introduction_is_kept_for_its_list_alone(database: &TestDatabase) {
    let house = House::build(database).await;
    let introduction = async |list| house.store.introduction(list).await.unwrap();
    assert_eq!(introduction(house.list).await, "");
    house.store.set_introduction(house.list, "<p>Dear all,</p>").await.unwrap();
    assert_eq!(introduction(house.list).await, "<p>Dear all,</p>");
    assert_eq!(introduction(ListId::new(99)).await, "");
    house.store.set_introduction(house.list, "").await.unwrap();
    assert_eq!(introduction(house.list).await, "");
}

async fn a_held_digest_takes_an_introduction_until_somebody_is_written_down(database: &TestDatabase) {
    let house = House::build(database).await;
    let store = &house.store;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    house.reader("ada", weekly, at(1)).await;
    store.set_introduction(house.list, "<p>Dear all,</p>").await.unwrap();
    house.take_in(&[entry("one")], at(2)).await;
    let (digest, _) = crate::planning::begin(&house, weekly, at(3)).await;
    store.set_introduction(house.list, "<p>Later,</p>").await.unwrap();
    let introduction = async || store.introduction_of_digest(digest.id).await.unwrap();
    assert_eq!(introduction().await, "<p>Dear all,</p>", "as it was when the digest was written down");
    let introduce = async |id| store.introduce_held_digest(id, "<p>Once,</p>").await.unwrap();
    assert!(!introduce(digest.id).await, "it is being planned");
    assert!(store.hold_digest(digest.id, "a test").await.unwrap());
    assert!(introduce(digest.id).await);
    assert_eq!((introduction().await.as_str(), store.editions_of(digest.id).await.unwrap().len()), ("<p>Once,</p>", 0));

    // Cut off in the middle of its audience, and held then.
    store.approve_digest(digest.id).await.unwrap();
    let templates = letterbell::render::templates::Templates::load(None).unwrap();
    letterbell::operations::run_schedules::resume_planning(store, &templates, at(4)).await.unwrap();
    assert!(store.editions_of(digest.id).await.unwrap()[0].html.contains("<p style=\"margin:0 0 16px\">Once,</p>"));
    house.take_in(&[entry("two")], at(5)).await;
    let (cut, _) = crate::planning::begin(&house, weekly, at(6)).await;
    store.plan_chunk(&cut, letterbell::domain::id::SubscriptionId::new(0), 10, at(6)).await.unwrap();
    assert!(store.hold_digest(cut.id, "a test").await.unwrap());
    assert!(!introduce(cut.id).await && store.editions_of(cut.id).await.unwrap().len() == 1, "hers stays");

    let written = NewPost { link: None, link_key: None, ..entry("letter") };
    let draft = store.keep_written_post(house.list, &written, None, true, at(7)).await.unwrap().id;
    let schedule = house.schedule_now(weekly).await;
    let alone = store.send_draft_alone(draft, &schedule, at(8)).await.unwrap().unwrap();
    assert_eq!(store.introduction_of_digest(alone).await.unwrap(), "", "a post on its own begins with itself");
    assert!(store.hold_digest(alone, "a test").await.unwrap() && !introduce(alone).await);
}
