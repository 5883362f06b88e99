//! Templates of a site's own: every version stays, the newest is in force.

use crate::house::{House, at};
use crate::support::databases::{TestDatabase, on_both_engines};

on_both_engines!(every_version_stays_and_the_newest_is_in_force);

const NAME: &str = "mail/digest/subject.txt";

async fn every_version_stays_and_the_newest_is_in_force(database: &TestDatabase) {
    let house = House::build(database).await;
    let other = House::build_in(&house.store, "other").await;
    let store = &house.store;
    let before = store.last_template_change().await.unwrap();
    assert_eq!(store.add_template_version(house.site, NAME, Some("one"), at(1)).await.unwrap(), 1);
    assert_eq!(store.add_template_version(other.site, NAME, Some("theirs"), at(1)).await.unwrap(), 1);
    assert_eq!(store.add_template_version(house.site, NAME, Some("two"), at(2)).await.unwrap(), 2);
    let changed = store.last_template_change().await.unwrap();
    assert!(changed > before);
    let in_force = async || {
        let own = store.own_templates().await.unwrap();
        own.into_iter().map(|own| format!("{}: {} {}", own.site, own.version, own.body)).collect::<Vec<_>>()
    };
    assert_eq!(in_force().await, ["letter: 2 two", "other: 1 theirs"]);
    assert_eq!(store.add_template_version(house.site, NAME, None, at(3)).await.unwrap(), 3);
    assert_eq!(in_force().await, ["other: 1 theirs"], "given up");
    assert!(store.last_template_change().await.unwrap() > changed);
    let versions = store.template_versions(house.site, NAME).await.unwrap();
    let told: Vec<_> = versions.iter().map(|one| (one.version, one.body.as_deref())).collect();
    assert_eq!(told, [(1, Some("one")), (2, Some("two")), (3, None)]);
}
