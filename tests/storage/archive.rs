//! The archive: what is in it, in which order, and which digests went out.

use letterbell::domain::archive::{ArchiveRules, ArchivedDigest, Audience};
use letterbell::domain::digest::{Choice, PostRange};
use letterbell::domain::id::{DigestId, PostId, ScheduleId};
use letterbell::domain::post::{PostNumber, PostStanding};
use letterbell::store::{NewDigest, Slice};

use crate::house::{ANY, House, at, entry};
use crate::raw::Raw;
use crate::support::databases::{TestDatabase, on_both_engines};

on_both_engines!(
    doors_are_open_at_first_and_what_is_not_said_stays,
    posts_stand_newest_first_without_hidden_and_held_ones,
    only_digests_that_went_to_everybody_are_in_the_archive,
);

const ALL: Slice = Slice { skip: 0, take: 100 };

async fn doors_are_open_at_first_and_what_is_not_said_stays(database: &TestDatabase) {
    let house = House::build(database).await;
    let rules = async || house.store.archive_rules(house.list).await.unwrap().unwrap();
    assert_eq!(rules().await, ArchiveRules { audience: Audience::Open, indexed: true, gate_version: 1 });
    house.store.set_archive(house.list, Some(Audience::Subscribers), None).await.unwrap();
    house.store.set_archive(house.list, None, Some(false)).await.unwrap();
    house.store.renew_gate(house.list).await.unwrap();
    assert_eq!(rules().await, ArchiveRules { audience: Audience::Subscribers, indexed: false, gate_version: 2 });
    assert_eq!(house.store.archive_rules(letterbell::domain::id::ListId::new(99)).await.unwrap(), None);
    assert!(!house.store.set_post_audience(PostId::new(99), None).await.unwrap());
}

async fn posts_stand_newest_first_without_hidden_and_held_ones(database: &TestDatabase) {
    let house = House::build(database).await;
    house.take_in(&["one", "two", "three"].map(entry), at(1)).await;
    let flood: Vec<_> = (0..20).map(|n| entry(&format!("flood-{n}"))).collect();
    assert!(house.take_in(&flood, at(2)).await.held);
    let titles = async |slice| {
        let posts = house.store.archived_posts(house.list, slice).await.unwrap();
        posts.into_iter().map(|post| post.title).collect::<Vec<_>>()
    };
    assert_eq!(titles(ALL).await, ["About three", "About two", "About one"]);
    assert_eq!(titles(Slice { skip: 1, take: 1 }).await, ["About two"]);
    let two = house.store.archived_posts(house.list, ALL).await.unwrap()[1].id;
    assert!(house.store.set_post_audience(two, Some(Audience::Hidden)).await.unwrap());
    assert_eq!(titles(ALL).await, ["About three", "About one"]);
    assert_eq!(house.store.count_archived_posts(house.list).await.unwrap(), 2);
    let range = PostRange { after: PostNumber::NONE, through: PostNumber::new(2) };
    let (id, schedule) = (DigestId::new(1), ScheduleId::new(1));
    let digest = ArchivedDigest { id, schedule, due_at: at(3), range, post: None };
    assert_eq!(house.store.archived_titles_in(house.list, &digest).await.unwrap(), ["About one"]);
    assert_eq!(house.store.archived_posts_in(house.list, &digest).await.unwrap().len(), 1);
    let all = house.store.all_posts(house.list, ALL).await.unwrap();
    assert_eq!(all.len(), 23, "the operator sees all");
    assert_eq!(all[0].standing, PostStanding::Held);
    let (list, hidden) = house.store.post_by_id(two).await.unwrap().unwrap();
    assert_eq!((list, hidden.audience), (house.list, Some(Audience::Hidden)));
}

async fn only_digests_that_went_to_everybody_are_in_the_archive(database: &TestDatabase) {
    let house = House::build(database).await;
    house.take_in(&["one", "two"].map(entry), at(1)).await;
    let schedule = house.schedule("weekly", "0 8 * * MON", ANY).await;
    let range = PostRange { after: PostNumber::NONE, through: PostNumber::new(2) };
    let seen = house.schedule_now(schedule).await.seen_through;
    let mut raw = Raw::connect(database).await;
    let mut ids = Vec::new();
    for (number, state) in
        ["planned", "held", "sending", "paused", "finished", "cancelled", "skipped"].iter().enumerate()
    {
        let due_at = at(10 + i64::try_from(number).unwrap());
        let run = NewDigest {
            schedule,
            list: house.list,
            due_at,
            choice: Choice::Everybody { range },
            seen,
            introduction: None,
        };
        let id = house.store.begin_digest(&run, at(5)).await.unwrap().unwrap().digest.id;
        raw.execute(&format!("UPDATE digest SET state = '{state}' WHERE id = {id}")).await.unwrap();
        ids.push(id);
        if ["planned", "held"].contains(state) {
            assert_eq!(house.store.archived_digest(house.list, id).await.unwrap(), None, "{state}");
            raw.execute(&format!("UPDATE digest SET state = 'cancelled' WHERE id = {id}")).await.unwrap();
        }
    }
    let listed = async || {
        let digests = house.store.archived_digests(house.list, ALL).await.unwrap();
        assert_eq!(
            house.store.count_archived_digests(house.list).await.unwrap(),
            i64::try_from(digests.len()).unwrap()
        );
        digests.into_iter().map(|digest| digest.id).collect::<Vec<DigestId>>()
    };
    assert_eq!(listed().await, [ids[4], ids[3], ids[2]]);
    raw.execute(&format!("UPDATE digest SET serves = 'marked' WHERE id = {}", ids[3])).await.unwrap();
    assert_eq!(listed().await, [ids[4], ids[2]]);
    assert_eq!(house.store.archived_digest(house.list, ids[3]).await.unwrap(), None);
    for post in house.store.archived_posts(house.list, ALL).await.unwrap() {
        house.store.set_post_audience(post.id, Some(Audience::Hidden)).await.unwrap();
    }
    assert_eq!(listed().await, []);
}
