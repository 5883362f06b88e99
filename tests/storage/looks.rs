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
