//! Where a search for due mail goes on: nothing is passed by for longer than a search stays fresh, and digests take turns.

use std::collections::{HashMap, HashSet};

use letterbell::domain::id::DeliveryId;
use letterbell::store::{Claim, ClaimCursor, ClaimedDelivery, Gone, Store};

use crate::house::{ANY, House, at, entry};
use crate::planning::plan_whole;
use crate::raw::Raw;
use crate::support::databases::{TestDatabase, on_both_engines};
use crate::support::left_out::variable;

on_both_engines!(
    what_comes_back_behind_the_cursor_is_found_while_there_is_more_ahead,
    what_comes_back_behind_the_cursor_is_found_at_once_when_nothing_is_ahead,
    a_clock_that_was_set_back_does_not_put_the_next_look_from_the_front_off,
    each_is_put_off_until_its_own_time,
    nobody_else_can_put_a_delivery_off,
    digests_take_turns,
    a_paused_digest_is_passed_by_and_the_others_go_on,
    nothing_is_starved_whatever_comes_back,
);

/// A digest to `readers` readers on each of the schedules named, confirmations out of the way.
async fn sending(database: &TestDatabase, readers: usize, schedules: &[&str]) -> House {
    let house = House::build(database).await;
    let mut ids = Vec::new();
    for name in schedules {
        let schedule = house.schedule(name, "@weekly", ANY).await;
        for number in 0..readers {
            house.reader(&format!("{name}-{number}"), schedule, at(0)).await;
        }
        ids.push(schedule);
    }
    let mut raw = Raw::connect(database).await;
    raw.execute("UPDATE delivery SET state = 'cancelled', due_at = NULL, decided_at = 0").await.unwrap();
    house.take_in(&[entry("one")], at(1)).await;
    for schedule in ids {
        plan_whole(&house, schedule, at(2)).await;
    }
    house
}

async fn next(store: &Store, cursor: &mut ClaimCursor, many: u32, now: i64) -> Vec<ClaimedDelivery> {
    let claim = Claim { owner: "worker", singles: many, bulk: many, now: at(now), lease_until: at(now + 60) };
    store.claim(cursor, &claim).await.unwrap()
}

fn ids(claimed: &[ClaimedDelivery]) -> Vec<DeliveryId> {
    claimed.iter().map(|one| one.id).collect()
}

async fn what_comes_back_behind_the_cursor_is_found_while_there_is_more_ahead(database: &TestDatabase) {
    let house = sending(database, 40, &["weekly"]).await;
    let mut cursor = ClaimCursor::default();
    let first = ids(&next(&house.store, &mut cursor, 5, 10).await);
    house.store.give_back("worker", &first[..2], at(2), None).await.unwrap();
    for now in 11..20 {
        let more = ids(&next(&house.store, &mut cursor, 2, now).await);
        assert!(more.iter().all(|id| !first.contains(id)), "behind the cursor, which is fresh");
    }
    assert_eq!(
        ids(&next(&house.store, &mut cursor, 2, 20).await),
        first[..2],
        "ten seconds later it begins at the front"
    );
}

async fn what_comes_back_behind_the_cursor_is_found_at_once_when_nothing_is_ahead(database: &TestDatabase) {
    let house = sending(database, 6, &["weekly"]).await;
    let mut cursor = ClaimCursor::default();
    let all = ids(&next(&house.store, &mut cursor, 10, 10).await);
    assert_eq!(all.len(), 6);
    house.store.give_back("worker", &all[1..3], at(2), None).await.unwrap();
    assert_eq!(ids(&next(&house.store, &mut cursor, 10, 10).await), all[1..3]);
    assert!(next(&house.store, &mut cursor, 10, 10).await.is_empty());
}

async fn a_clock_that_was_set_back_does_not_put_the_next_look_from_the_front_off(database: &TestDatabase) {
    let house = sending(database, 20, &["weekly"]).await;
    let mut cursor = ClaimCursor::default();
    let first = ids(&next(&house.store, &mut cursor, 5, 400 * 86_400).await);
    house.store.give_back("worker", &first[..1], at(2), None).await.unwrap();
    assert_eq!(ids(&next(&house.store, &mut cursor, 1, 10).await), first[..1]);
}

async fn each_is_put_off_until_its_own_time(database: &TestDatabase) {
    let house = sending(database, 3, &["weekly"]).await;
    let mut cursor = ClaimCursor::default();
    let all = ids(&next(&house.store, &mut cursor, 10, 10).await);
    let put_off = [(all[0], at(30)), (all[1], at(20))];
    assert_eq!(house.store.put_off("worker", &put_off).await.unwrap(), 2);
    assert!(next(&house.store, &mut cursor, 10, 19).await.is_empty());
    assert_eq!(ids(&next(&house.store, &mut cursor, 10, 20).await), [all[1]]);
    assert!(next(&house.store, &mut cursor, 10, 29).await.is_empty());
    assert_eq!(ids(&next(&house.store, &mut cursor, 10, 30).await), [all[0]]);
    assert_eq!(house.store.put_off("worker", &[]).await.unwrap(), 0);
}

async fn nobody_else_can_put_a_delivery_off(database: &TestDatabase) {
    let house = sending(database, 1, &["weekly"]).await;
    let mut cursor = ClaimCursor::default();
    let all = ids(&next(&house.store, &mut cursor, 10, 10).await);
    assert_eq!(house.store.put_off("other", &[(all[0], at(20))]).await.unwrap(), 0);
    house.store.reclaim(Gone::LeaseSpent, true, at(71)).await.unwrap();
    assert_eq!(house.store.put_off("worker", &[(all[0], at(9999))]).await.unwrap(), 0, "it was taken over");
    assert_eq!(ids(&next(&house.store, &mut cursor, 10, 72).await), all);
}

async fn digests_take_turns(database: &TestDatabase) {
    let house = sending(database, 6, &["one", "two", "three"]).await;
    let mut cursor = ClaimCursor::default();
    let mut turns = Vec::new();
    loop {
        let claimed = next(&house.store, &mut cursor, 2, 10).await;
        let Some(first) = claimed.first() else { break };
        turns.push(first.digest.unwrap().id);
    }
    assert_eq!(turns.len(), 9);
    for round in turns.chunks(3) {
        assert_eq!(round.iter().collect::<HashSet<_>>().len(), 3, "each once a round: {turns:?}");
    }
}

async fn a_paused_digest_is_passed_by_and_the_others_go_on(database: &TestDatabase) {
    let house = sending(database, 4, &["one", "two"]).await;
    let mut cursor = ClaimCursor::default();
    let paused = next(&house.store, &mut cursor, 1, 10).await[0].digest.unwrap().id;
    assert!(house.store.pause_digest(paused, "the operator said so").await.unwrap());
    let mut others = 0;
    loop {
        let claimed = next(&house.store, &mut cursor, 1, 10).await;
        let Some(first) = claimed.first() else { break };
        assert_ne!(first.digest.unwrap().id, paused);
        others += 1;
    }
    assert_eq!(others, 4);
    assert!(house.store.resume_digest(paused).await.unwrap());
    assert_eq!(next(&house.store, &mut cursor, 10, 10).await.len(), 3);
}

/// Two workers with cursors of their own; what they have is ended, given back, put off, or forgotten until its lease ends.
async fn nothing_is_starved_whatever_comes_back(database: &TestDatabase) {
    let seed = variable("LETTERBELL_TEST_SEED").map(|seed| seed.parse::<u64>().unwrap());
    let mut seed = seed.unwrap_or_else(|| {
        let mut bytes = [0; 8];
        aws_lc_rs::rand::fill(&mut bytes).unwrap();
        u64::from_ne_bytes(bytes)
    });
    println!("LETTERBELL_TEST_SEED={seed}");
    // A number below `limit`, from Knuth's linear generator.
    let mut below = |limit: u32| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from((seed >> 33) % u64::from(limit)).unwrap()
    };
    let house = sending(database, 25, &["one", "two"]).await;
    let mut cursors = [ClaimCursor::default(), ClaimCursor::default()];
    let mut raw = Raw::connect(database).await;
    // When each came back last: it must be claimed again soon.
    let mut free_since: HashMap<DeliveryId, i64> = HashMap::new();
    for now in 10..210 {
        let cursor = &mut cursors[usize::try_from(now % 2).unwrap()];
        let claimed = next(&house.store, cursor, 1 + below(5), now).await;
        for one in claimed {
            free_since.remove(&one.id);
            match below(if now < 60 { 6 } else { 1 }) {
                0 => {
                    let end = format!(
                        "UPDATE delivery SET state = 'cancelled', lease_until = NULL, owner = NULL, decided_at = 0 WHERE id = {}",
                        one.id
                    );
                    raw.execute(&end).await.unwrap();
                }
                1 => {} // its lease ends by itself
                2 => {
                    let until = now + 1 + i64::from(below(4));
                    house.store.put_off("worker", &[(one.id, at(until))]).await.unwrap();
                    free_since.insert(one.id, until);
                }
                _ => {
                    // As far back as a slow commit can be.
                    let due = now - i64::from(below(8));
                    house.store.give_back("worker", &[one.id], at(due), None).await.unwrap();
                    free_since.insert(one.id, now);
                }
            }
        }
        house.store.reclaim(Gone::LeaseSpent, true, at(now)).await.unwrap();
        let longest = free_since.values().map(|since| now - since).max().unwrap_or(0);
        assert!(longest <= 60, "at {now} one has waited for {longest} s");
    }
    let left = raw.number("SELECT count(*) FROM delivery WHERE state <> 'cancelled'").await;
    assert_eq!(left, 0, "all came to an end");
}
