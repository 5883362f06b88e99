//! Claims, leases, intents and outcomes: a row has one holder, and a stale one changes nothing.

use std::collections::HashSet;
use std::time::Duration;

use letterbell::domain::consent::Way;
use letterbell::domain::delivery::DeliveryState;
use letterbell::domain::digest::Digest;
use letterbell::domain::id::DeliveryId;
use letterbell::domain::reply::Stage;
use letterbell::domain::suppression::SuppressionReason;
use letterbell::store::{ClaimedDelivery, Gone, Intent, IntentAnswer, NewSuppression, Outcome, Reclaimed, Turn};

use crate::house::{ANY, House, NO_CAPS, at, entry, origin};
use crate::planning::{begin, plan_whole};
use crate::raw::Raw;
use crate::support::claims::claim;
use crate::support::databases::{TestDatabase, on_both_engines, on_postgres};

on_both_engines!(
    claimers_side_by_side_never_share_a_row,
    single_mails_overtake_digests,
    a_digest_that_is_planned_or_paused_is_not_claimed,
    what_is_given_back_is_due_again,
    a_spent_lease_returns_what_was_not_begun,
    what_was_begun_and_not_ended_is_unknown_and_sent_again,
    what_was_begun_behind_another_one_of_its_connection_was_not_sent,
    what_was_begun_and_not_ended_is_held_where_the_operator_wants_it_so,
    a_renewed_lease_is_not_spent,
    a_dead_owner_is_not_waited_for,
    taking_over_from_one_owner_leaves_the_others_alone,
    a_stale_claim_changes_nothing_and_is_noted_as_late,
    a_late_acceptance_counts_unless_somebody_claimed_again,
    a_reader_who_left_or_is_suppressed_is_left_out_at_the_last_moment,
    a_reader_who_pauses_after_the_claim_is_left_out_until_the_pause_is_over,
    a_suppression_counts_on_its_own_site_and_until_it_expires,
    a_paused_digest_and_a_spent_lease_refuse_the_intent,
    a_stale_and_a_new_claim_in_one_batch_are_answered_apart,
    an_outcome_is_written_with_its_attempt_whatever_the_relay_said,
);

pub const ONLY: fn(&ClaimedDelivery) -> Intent =
    |claimed| Intent { delivery: claimed.id, epoch: claimed.epoch, turn: None };

/// A digest under way to `readers` readers, whose confirmations are out of the queue.
async fn sending(database: &TestDatabase, readers: usize) -> (House, Digest) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    for number in 0..readers {
        house.reader(&format!("reader-{number}"), weekly, at(0)).await;
    }
    let mut raw = Raw::connect(database).await;
    raw.execute("UPDATE delivery SET state = 'cancelled', due_at = NULL, decided_at = 0").await.unwrap();
    house.take_in(&[entry("one")], at(1)).await;
    let digest = plan_whole(&house, weekly, at(2)).await;
    (house, digest)
}

pub fn outcome(claimed: &ClaimedDelivery, state: DeliveryState, seconds: i64) -> Outcome {
    Outcome {
        delivery: claimed.id,
        epoch: claimed.epoch,
        state,
        due_at: None,
        charged: true,
        relay: "main".to_owned(),
        stage: Stage::Dot,
        code: Some(250),
        reply: "2.0.0 ok".to_owned(),
        message_id: "<1@example.org>".to_owned(),
        at: at(seconds),
        took_ms: 12,
    }
}

async fn state_of(database: &TestDatabase, id: DeliveryId) -> String {
    let sql = format!("SELECT state FROM delivery WHERE id = {id}");
    Raw::connect(database).await.rows(&sql).await.remove(0).remove(0)
}

/// `(epoch, outcome)` of a delivery's attempts.
async fn attempts(database: &TestDatabase, id: DeliveryId) -> Vec<String> {
    let sql = format!("SELECT epoch, outcome FROM attempt WHERE delivery_id = {id} ORDER BY id");
    Raw::connect(database).await.rows(&sql).await.iter().map(|row| row.join(" ")).collect()
}

async fn claimers_side_by_side_never_share_a_row(database: &TestDatabase) {
    let (house, _) = sending(database, 40).await;
    let claimer = |name: &'static str| {
        let store = house.store.clone();
        tokio::spawn(async move {
            let mut claimed = Vec::new();
            loop {
                let batch = claim(&store, name, 3, at(10), at(60)).await.unwrap();
                if batch.is_empty() {
                    return claimed;
                }
                claimed.extend(batch);
            }
        })
    };
    let claimers = ["one", "two", "three"].map(claimer);
    let mut all = Vec::new();
    for claimer in claimers {
        all.extend(claimer.await.unwrap());
    }
    // A claimer passes by rows that another one holds locked just now: what all of them passed by is still there.
    all.extend(claim(&house.store, "last", 100, at(10), at(60)).await.unwrap());
    let ids: HashSet<_> = all.iter().map(|claimed| claimed.id).collect();
    assert_eq!((all.len(), ids.len()), (40, 40), "each row once, and none is left");
    assert!(all.iter().all(|claimed| claimed.epoch == 1));
}

#[test]
fn a_claimer_passes_by_what_another_one_is_just_claiming() {
    on_postgres("queue::a_claimer_passes_by_what_another_one_is_just_claiming", async |database| {
        let (house, _) = sending(database, 5).await;
        let mut other = Raw::connect(database).await;
        other.execute("BEGIN").await.unwrap();
        other.rows("SELECT id FROM delivery WHERE digest_id IS NOT NULL ORDER BY id LIMIT 2 FOR UPDATE").await;
        let claiming = claim(&house.store, "worker", 10, at(10), at(60));
        let claimed = tokio::time::timeout(Duration::from_secs(20), claiming).await.expect("it waits for nobody");
        assert_eq!(claimed.unwrap().len(), 3);
    });
}

async fn single_mails_overtake_digests(database: &TestDatabase) {
    let (house, digest) = sending(database, 3).await;
    let schedule = digest.schedule;
    house.request("newcomer", schedule, &NO_CAPS, at(5)).await;
    let first = claim(&house.store, "worker", 10, at(10), at(60)).await.unwrap();
    assert_eq!(first.iter().map(|one| one.address.as_str()).collect::<Vec<_>>(), ["newcomer@example.org"]);
    assert!(first[0].digest.is_none());
    let then = claim(&house.store, "worker", 10, at(10), at(60)).await.unwrap();
    assert_eq!(then.len(), 3);
    assert!(then.iter().all(|one| one.digest.is_some_and(|claimed| claimed.id == digest.id)));
    // One that is due takes none along that is not.
    for (claimed, due) in [(&first[0], 30), (&then[0], 30), (&then[1], 12)] {
        house.store.give_back("worker", &[claimed.id], at(due), None).await.unwrap();
    }
    house.request("another", schedule, &NO_CAPS, at(12)).await;
    let single = claim(&house.store, "worker", 10, at(13), at(60)).await.unwrap();
    assert_eq!(single.iter().map(|one| one.address.as_str()).collect::<Vec<_>>(), ["another@example.org"]);
    let bulk = claim(&house.store, "worker", 10, at(13), at(60)).await.unwrap();
    assert_eq!(bulk.iter().map(|one| one.id).collect::<Vec<_>>(), [then[1].id]);
}

async fn a_digest_that_is_planned_or_paused_is_not_claimed(database: &TestDatabase) {
    let (house, digest) = sending(database, 2).await;
    assert!(house.store.pause_digest(digest.id, "the operator said so").await.unwrap());
    assert!(claim(&house.store, "worker", 10, at(10), at(60)).await.unwrap().is_empty());
    assert!(house.store.resume_digest(digest.id).await.unwrap());
    assert_eq!(claim(&house.store, "worker", 10, at(10), at(60)).await.unwrap().len(), 2);
    house.take_in(&[entry("two")], at(11)).await;
    let (next, _) = begin(&house, digest.schedule, at(12)).await;
    house.store.plan_chunk(&next, letterbell::domain::id::SubscriptionId::new(0), 10, at(12)).await.unwrap();
    assert!(claim(&house.store, "worker", 10, at(13), at(60)).await.unwrap().is_empty(), "its audience is not frozen");
}

async fn what_is_given_back_is_due_again(database: &TestDatabase) {
    let (house, _) = sending(database, 1).await;
    let claimed = claim(&house.store, "worker", 10, at(10), at(60)).await.unwrap();
    let ids = [claimed[0].id];
    assert_eq!(house.store.give_back("somebody else", &ids, at(20), None).await.unwrap(), 0);
    assert_eq!(house.store.give_back("worker", &ids, at(20), Some("the relay is down")).await.unwrap(), 1);
    assert!(claim(&house.store, "worker", 10, at(19), at(60)).await.unwrap().is_empty());
    let again = claim(&house.store, "worker", 10, at(20), at(60)).await.unwrap();
    assert_eq!((again[0].id, again[0].epoch, again[0].attempts), (ids[0], 2, 0), "nobody was charged");
    assert_eq!(again[0].created_at, claimed[0].created_at, "the mail's date stays");
    assert_eq!(house.store.record(&[], &[ONLY(&again[0])], at(21)).await.unwrap(), [IntentAnswer::Granted]);
    assert_eq!(house.store.give_back("worker", &ids, at(22), None).await.unwrap(), 0);
    assert_eq!(house.store.put_off("worker", &[(ids[0], at(22))]).await.unwrap(), 0);
    assert_eq!(state_of(database, ids[0]).await, "sending", "the relay may have it");
}

async fn a_spent_lease_returns_what_was_not_begun(database: &TestDatabase) {
    let (house, _) = sending(database, 2).await;
    let claimed = claim(&house.store, "worker", 10, at(10), at(60)).await.unwrap();
    assert_eq!(house.store.reclaim(Gone::LeaseSpent, true, at(60)).await.unwrap(), Reclaimed::default());
    assert_eq!(
        house.store.reclaim(Gone::LeaseSpent, true, at(61)).await.unwrap(),
        Reclaimed { planned: 2, unknown: 0 }
    );
    assert_eq!(state_of(database, claimed[0].id).await, "planned");
    assert!(attempts(database, claimed[0].id).await.is_empty());
}

async fn what_was_begun_and_not_ended_is_unknown_and_sent_again(database: &TestDatabase) {
    let (house, _) = sending(database, 2).await;
    let claimed = claim(&house.store, "worker", 10, at(10), at(60)).await.unwrap();
    assert_eq!(house.store.record(&[], &[ONLY(&claimed[0])], at(11)).await.unwrap(), [IntentAnswer::Granted]);
    assert_eq!(
        house.store.reclaim(Gone::LeaseSpent, true, at(61)).await.unwrap(),
        Reclaimed { planned: 1, unknown: 1 }
    );
    assert_eq!(state_of(database, claimed[0].id).await, "unknown");
    assert_eq!(attempts(database, claimed[0].id).await, ["1 unknown"]);
    let again = claim(&house.store, "worker", 10, at(61), at(120)).await.unwrap();
    assert_eq!(again.iter().map(|one| one.epoch).collect::<Vec<_>>(), [2, 2]);
}

async fn what_was_begun_behind_another_one_of_its_connection_was_not_sent(database: &TestDatabase) {
    let (house, _) = sending(database, 5).await;
    let claimed = claim(&house.store, "worker", 4, at(10), at(60)).await.unwrap();
    let turns = [(1, 7), (1, 8), (2, 1)].map(|(connection, begun)| Some(Turn { connection, begun }));
    let intents: Vec<Intent> = claimed
        .iter()
        .zip(turns.into_iter().chain([None]))
        .map(|(claimed, turn)| Intent { turn, ..ONLY(claimed) })
        .collect();
    house.store.record(&[], &intents, at(11)).await.unwrap();
    // Another process counts its connections from the same number on.
    let other = claim(&house.store, "another worker", 1, at(10), at(60)).await.unwrap().remove(0);
    let first = Intent { turn: Some(Turn { connection: 1, begun: 9 }), ..ONLY(&other) };
    house.store.record(&[], &[first], at(11)).await.unwrap();
    let reclaimed = house.store.reclaim(Gone::LeaseSpent, true, at(61)).await.unwrap();
    assert_eq!(reclaimed, Reclaimed { planned: 1, unknown: 4 });
    assert_eq!(state_of(database, other.id).await, "unknown");
    let states = [0, 1, 2, 3].map(|at| state_of(database, claimed[at].id));
    let states = futures_util::future::join_all(states).await;
    assert_eq!(states, ["unknown", "planned", "unknown", "unknown"]);
}

async fn what_was_begun_and_not_ended_is_held_where_the_operator_wants_it_so(database: &TestDatabase) {
    let (house, digest) = sending(database, 1).await;
    let claimed = claim(&house.store, "worker", 10, at(10), at(60)).await.unwrap();
    house.store.record(&[], &[ONLY(&claimed[0])], at(11)).await.unwrap();
    assert_eq!(
        house.store.reclaim(Gone::LeaseSpent, false, at(61)).await.unwrap(),
        Reclaimed { planned: 0, unknown: 1 }
    );
    assert_eq!(state_of(database, claimed[0].id).await, "held");
    assert_eq!(attempts(database, claimed[0].id).await, ["1 unknown"]);
    assert!(claim(&house.store, "worker", 10, at(61), at(120)).await.unwrap().is_empty());
    assert_eq!(house.store.finish_digests(at(62)).await.unwrap(), [digest.id], "nothing of it is open");
}

async fn a_renewed_lease_is_not_spent(database: &TestDatabase) {
    let (house, _) = sending(database, 3).await;
    let claimed = claim(&house.store, "worker", 10, at(10), at(60)).await.unwrap();
    assert_eq!(house.store.record(&[], &[ONLY(&claimed[0])], at(11)).await.unwrap(), [IntentAnswer::Granted]);
    let kept: Vec<DeliveryId> = claimed.iter().map(|one| one.id).take(2).collect();
    assert_eq!(house.store.renew_leases("somebody else", &kept, at(600)).await.unwrap(), 0);
    assert_eq!(house.store.renew_leases("worker", &kept, at(600)).await.unwrap(), 2, "begun or not");
    let reclaimed = house.store.reclaim(Gone::LeaseSpent, true, at(599)).await.unwrap();
    assert_eq!(reclaimed, Reclaimed { planned: 1, unknown: 0 }, "the one that was not renewed");
}

async fn a_dead_owner_is_not_waited_for(database: &TestDatabase) {
    let (house, _) = sending(database, 4).await;
    let dead = claim(&house.store, "dead", 2, at(10), at(6000)).await.unwrap();
    claim(&house.store, "alive", 2, at(10), at(6000)).await.unwrap();
    house.store.record(&[], &[ONLY(&dead[0])], at(11)).await.unwrap();
    let mut owners = house.store.owners().await.unwrap();
    owners.sort();
    assert_eq!(owners, ["alive", "dead"]);
    let reclaimed = house.store.reclaim(Gone::Owner("dead"), true, at(12)).await.unwrap();
    assert_eq!(reclaimed, Reclaimed { planned: 1, unknown: 1 });
    assert_eq!(house.store.owners().await.unwrap(), ["alive"]);
}

async fn taking_over_from_one_owner_leaves_the_others_alone(database: &TestDatabase) {
    let (house, _) = sending(database, 2).await;
    claim(&house.store, "dead", 1, at(10), at(60)).await.unwrap();
    let other = claim(&house.store, "other", 1, at(10), at(60)).await.unwrap();
    assert_eq!(house.store.record(&[], &[ONLY(&other[0])], at(11)).await.unwrap(), [IntentAnswer::Granted]);
    // Whoever takes over may be wrong about the time.
    let reclaimed = house.store.reclaim(Gone::Owner("dead"), true, at(9999)).await.unwrap();
    assert_eq!(reclaimed, Reclaimed { planned: 1, unknown: 0 });
    assert_eq!(state_of(database, other[0].id).await, "sending");
}

async fn a_stale_claim_changes_nothing_and_is_noted_as_late(database: &TestDatabase) {
    let (house, _) = sending(database, 1).await;
    let stale = claim(&house.store, "slow", 10, at(10), at(60)).await.unwrap().remove(0);
    house.store.record(&[], &[ONLY(&stale)], at(11)).await.unwrap();
    house.store.reclaim(Gone::LeaseSpent, true, at(61)).await.unwrap();
    house.store.record(&[outcome(&stale, DeliveryState::Failed, 62)], &[], at(62)).await.unwrap();
    assert_eq!(state_of(database, stale.id).await, "unknown", "a late no decides nothing");
    let fresh = claim(&house.store, "quick", 10, at(62), at(120)).await.unwrap().remove(0);
    assert_eq!(fresh.epoch, 2);
    assert_eq!(house.store.record(&[], &[ONLY(&stale)], at(63)).await.unwrap(), [IntentAnswer::NotNow]);
    house.store.record(&[outcome(&stale, DeliveryState::Failed, 63)], &[], at(63)).await.unwrap();
    assert_eq!(state_of(database, stale.id).await, "claimed");
    assert_eq!(attempts(database, stale.id).await, ["1 unknown", "1 late", "1 late"]);
    assert_eq!(house.store.record(&[], &[ONLY(&fresh)], at(64)).await.unwrap(), [IntentAnswer::Granted]);
    // Nor when its reader has left meanwhile: the new holder's relay may have the mail.
    house.leave(fresh.subscription, at(65)).await;
    assert_eq!(house.store.record(&[], &[ONLY(&stale)], at(66)).await.unwrap(), [IntentAnswer::NotNow]);
    assert_eq!(state_of(database, stale.id).await, "sending");
}

async fn a_late_acceptance_counts_unless_somebody_claimed_again(database: &TestDatabase) {
    let (house, _) = sending(database, 2).await;
    let stale = claim(&house.store, "slow", 10, at(10), at(60)).await.unwrap();
    house.store.record(&[], &[ONLY(&stale[0]), ONLY(&stale[1])], at(11)).await.unwrap();
    house.store.reclaim(Gone::LeaseSpent, true, at(61)).await.unwrap();
    house.store.record(&[outcome(&stale[0], DeliveryState::Sent, 62)], &[], at(62)).await.unwrap();
    assert_eq!(state_of(database, stale[0].id).await, "sent");

    let fresh = claim(&house.store, "quick", 10, at(63), at(120)).await.unwrap();
    assert_eq!(fresh.iter().map(|one| one.id).collect::<Vec<_>>(), [stale[1].id], "the first is sent");
    house.store.record(&[outcome(&stale[1], DeliveryState::Sent, 64)], &[], at(64)).await.unwrap();
    assert_eq!(state_of(database, stale[1].id).await, "claimed", "its new holder decides");
    assert_eq!(attempts(database, stale[1].id).await, ["1 unknown", "1 late"]);
}

async fn a_reader_who_left_or_is_suppressed_is_left_out_at_the_last_moment(database: &TestDatabase) {
    let (house, digest) = sending(database, 3).await;
    let claimed = claim(&house.store, "worker", 10, at(10), at(60)).await.unwrap();
    house.leave(claimed[0].subscription, at(11)).await;
    let address_key = claimed[1].address.key();
    let rule = NewSuppression {
        site: None,
        address_key: &address_key,
        reason: SuppressionReason::Complained,
        note: None,
        expires_at: None,
    };
    house.store.suppress(&rule, at(11)).await.unwrap();
    let intents: Vec<Intent> = claimed.iter().map(ONLY).collect();
    let answers = house.store.record(&[], &intents, at(12)).await.unwrap();
    assert_eq!(answers, [IntentAnswer::LeftOut, IntentAnswer::LeftOut, IntentAnswer::Granted]);
    assert_eq!(state_of(database, claimed[2].id).await, "sending", "those who are left out take nobody along");
    assert_eq!(state_of(database, claimed[0].id).await, "suppressed");
    house.store.record(&[outcome(&claimed[2], DeliveryState::Sent, 13)], &[], at(13)).await.unwrap();
    assert_eq!(house.store.finish_digests(at(14)).await.unwrap(), [digest.id]);
}

async fn a_reader_who_pauses_after_the_claim_is_left_out_until_the_pause_is_over(database: &TestDatabase) {
    let (house, _) = sending(database, 3).await;
    let claimed = claim(&house.store, "worker", 10, at(10), at(60)).await.unwrap();
    for (claimed, until) in claimed.iter().zip([Some(at(100)), Some(at(12)), None]) {
        let origin = origin(Way::PreferencePage);
        house.store.pause(claimed.subscription, until, "Pause", &origin, at(11)).await.unwrap();
    }
    let intents: Vec<Intent> = claimed.iter().map(ONLY).collect();
    let answers = house.store.record(&[], &intents, at(12)).await.unwrap();
    assert_eq!(answers, [IntentAnswer::LeftOut, IntentAnswer::Granted, IntentAnswer::Granted]);
}

async fn a_suppression_counts_on_its_own_site_and_until_it_expires(database: &TestDatabase) {
    let (house, _) = sending(database, 4).await;
    let other = House::build_in(&house.store, "other").await;
    let claimed = claim(&house.store, "worker", 10, at(10), at(60)).await.unwrap();
    let rules = [(Some(house.site), None), (Some(other.site), None), (None, Some(at(12))), (None, Some(at(13)))];
    for (claimed, (site, expires_at)) in claimed.iter().zip(rules) {
        let address_key = claimed.address.key();
        let reason = SuppressionReason::Operator;
        let rule = NewSuppression { site, address_key: &address_key, reason, note: None, expires_at };
        house.store.suppress(&rule, at(11)).await.unwrap();
    }
    let intents: Vec<Intent> = claimed.iter().map(ONLY).collect();
    let answers = house.store.record(&[], &intents, at(12)).await.unwrap();
    let (left_out, granted) = (IntentAnswer::LeftOut, IntentAnswer::Granted);
    assert_eq!(answers, [left_out, granted, granted, left_out]);
}

async fn a_paused_digest_and_a_spent_lease_refuse_the_intent(database: &TestDatabase) {
    let (house, digest) = sending(database, 2).await;
    let claimed = claim(&house.store, "worker", 10, at(10), at(60)).await.unwrap();
    assert_eq!(house.store.record(&[], &[ONLY(&claimed[0])], at(60)).await.unwrap(), [IntentAnswer::NotNow]);
    assert_eq!(state_of(database, claimed[0].id).await, "planned");
    house.store.pause_digest(digest.id, "the operator said so").await.unwrap();
    assert_eq!(house.store.record(&[], &[ONLY(&claimed[1])], at(20)).await.unwrap(), [IntentAnswer::NotNow]);
    house.store.resume_digest(digest.id).await.unwrap();
    assert_eq!(claim(&house.store, "worker", 10, at(61), at(120)).await.unwrap().len(), 2, "nothing is lost");
}

async fn a_stale_and_a_new_claim_in_one_batch_are_answered_apart(database: &TestDatabase) {
    let (house, _) = sending(database, 1).await;
    let stale = claim(&house.store, "worker", 10, at(10), at(60)).await.unwrap().remove(0);
    house.store.reclaim(Gone::LeaseSpent, true, at(61)).await.unwrap();
    let fresh = claim(&house.store, "worker", 10, at(62), at(120)).await.unwrap().remove(0);
    let answers = house.store.record(&[], &[ONLY(&stale), ONLY(&fresh)], at(63)).await.unwrap();
    assert_eq!(answers, [IntentAnswer::NotNow, IntentAnswer::Granted]);
    let both = [outcome(&stale, DeliveryState::Failed, 64), outcome(&fresh, DeliveryState::Sent, 64)];
    house.store.record(&both, &[], at(64)).await.unwrap();
    assert_eq!(state_of(database, fresh.id).await, "sent");
    assert_eq!(attempts(database, fresh.id).await, ["1 late", "2 sent"]);
}

async fn an_outcome_is_written_with_its_attempt_whatever_the_relay_said(database: &TestDatabase) {
    let (house, _) = sending(database, 1).await;
    let claimed = claim(&house.store, "worker", 10, at(10), at(60)).await.unwrap().remove(0);
    house.store.record(&[], &[ONLY(&claimed)], at(11)).await.unwrap();
    let odd = Outcome {
        due_at: Some(at(300)),
        code: Some(451),
        reply: "4.7.1 try\0later \u{1f514} \\u0000 'x'".to_owned(),
        ..outcome(&claimed, DeliveryState::Deferred, 12)
    };
    house.store.record(&[odd], &[], at(12)).await.unwrap();
    let mail = house.store.mails_of(claimed.subscription, 1).await.unwrap().remove(0);
    assert_eq!(mail.state, DeliveryState::Deferred);
    assert_eq!(mail.last_reply.as_deref(), Some("4.7.1 try\u{fffd}later \u{1f514} \\u0000 'x'"));
    assert!(claim(&house.store, "worker", 10, at(299), at(400)).await.unwrap().is_empty());
    let again = claim(&house.store, "worker", 10, at(300), at(400)).await.unwrap().remove(0);
    assert_eq!((again.attempts, again.epoch), (1, 2));
    house.store.record(&[], &[ONLY(&again)], at(301)).await.unwrap();
    let nobodys = Outcome { due_at: Some(at(302)), charged: false, ..outcome(&again, DeliveryState::Planned, 301) };
    house.store.record(&[nobodys], &[], at(301)).await.unwrap();
    let third = claim(&house.store, "worker", 10, at(302), at(400)).await.unwrap().remove(0);
    assert_eq!((third.attempts, third.epoch), (1, 3), "what nobody is charged for is not counted");
}
