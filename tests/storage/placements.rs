//! What operators set about placements, and what it leaves alone.

use letterbell::domain::placement::{Placement, PlacementKind};

use crate::house::House;
use crate::support::databases::{TestDatabase, on_both_engines};

on_both_engines!(a_placement_reads_back_and_can_be_reset, links_are_marked_until_the_operator_says_no);

async fn a_placement_reads_back_and_can_be_reset(database: &TestDatabase) {
    let house = House::build(database).await;
    let untouched: Vec<Placement> = PlacementKind::ALL.map(Placement::untouched).into();
    assert_eq!(house.store.placements(house.list).await.unwrap(), untouched);

    let pop_up = Placement {
        shown: false,
        heading: Some("Mehr von <uns> 🐝".to_owned()),
        text: Some("'; DROP TABLE placement; --".to_owned()),
        button: Some("Ja".to_owned()),
        dismissal: Some("Nein".to_owned()),
        colour: Some("#a8321f".to_owned()),
        after_seconds: Some(0),
        after_percent: Some(100),
        rest_hours: Some(8760),
        schedules: vec!["weekly".parse().unwrap(), "daily".parse().unwrap()],
        topics: vec!["Honey".to_owned(), "Bees, \"wild\"".to_owned()],
        ..Placement::untouched(PlacementKind::PopUp)
    };
    let first = Placement { heading: Some("Before".to_owned()), ..Placement::untouched(PlacementKind::PopUp) };
    for placement in [&first, &pop_up] {
        house.store.keep_placement(house.list, placement).await.unwrap();
    }
    let other = House::build_in(&house.store, "other").await;
    let kept = house.store.placements(house.list).await.unwrap();
    let expected: Vec<Placement> = untouched
        .iter()
        .map(|usual| if usual.kind == PlacementKind::PopUp { pop_up.clone() } else { usual.clone() })
        .collect();
    assert_eq!(kept, expected, "what was set last, and nothing else");
    assert_eq!(other.store.placements(other.list).await.unwrap(), untouched, "another list keeps its own");

    assert!(house.store.forget_placement(house.list, PlacementKind::PopUp).await.unwrap());
    assert!(!house.store.forget_placement(house.list, PlacementKind::PopUp).await.unwrap());
    assert_eq!(house.store.placements(house.list).await.unwrap(), untouched);
}

async fn links_are_marked_until_the_operator_says_no(database: &TestDatabase) {
    let house = House::build(database).await;
    assert!(house.store.marks_links(house.list).await.unwrap());
    house.store.mark_links(house.list, false).await.unwrap();
    assert!(!house.store.marks_links(house.list).await.unwrap());
    house.store.mark_links(house.list, true).await.unwrap();
    assert!(house.store.marks_links(house.list).await.unwrap());
}
