//! What the guard shares, and what it lets wait: the same on both engines.

use std::sync::Arc;
use std::time::Duration;

use letterbell::domain::admission::{Admission, DomainRules};
use letterbell::domain::burst::{BurstKind, Settlement};
use letterbell::domain::consent::Way;
use letterbell::domain::id::{ScheduleId, SubscriptionId};
use letterbell::domain::key::MasterKey;
use letterbell::domain::preferences::Wish;
use letterbell::domain::stamp::FormTimes;
use letterbell::domain::subscription::{EndReason, SubscriptionState};
use letterbell::domain::time::Timestamp;
use letterbell::domain::topics::Topics;
use letterbell::operations::guard::{Ask, Guard, GuardRules, GuardWatch, ProofOfWork, Refused, drop_waiting, undo};
use letterbell::store::{Requested, SubscriptionRequest, UndoSpan};

use crate::house::{ANY, House, NO_CAPS, address, at, origin};
use crate::support::databases::{TestDatabase, on_both_engines};

on_both_engines!(
    two_processes_share_a_networks_limit,
    what_was_counted_outlives_a_restart,
    who_waits_is_released_once_and_then_mailed,
    who_is_dropped_is_never_mailed,
    a_harmless_burst_lets_its_requests_through_by_itself,
    a_burst_of_strangers_addresses_waits_for_the_operator,
    a_held_list_waits_until_it_is_released,
    a_burst_of_unsubscribes_is_taken_back_in_bulk_with_its_evidence,
    a_bulk_undo_of_sign_ups_ends_what_nobody_confirmed,
);

fn rules() -> GuardRules {
    GuardRules {
        per_address: NO_CAPS,
        per_network_hour: 1000,
        per_list_hour: 1000,
        per_hour: 1000,
        domains: DomainRules::default(),
        burst: 4,
        burst_of_confirmations: 4,
        burst_of_departures: 3,
        most_quarantined: 1000,
        form_times: FormTimes { fastest: Duration::from_secs(1), oldest: Duration::from_secs(30 * 24 * 3600) },
        most_unstamped: 1000,
        proof_of_work: ProofOfWork::InBursts,
    }
}

fn watch(house: &House, rules: GuardRules) -> GuardWatch {
    GuardWatch { guard: Arc::new(Guard::new(rules, &MasterKey::new(&[7; 32]))), store: house.store.clone() }
}

fn admit(watch: &GuardWatch, house: &House, name: &str, now: Timestamp) -> Result<Admission, Refused> {
    let address = address(name);
    watch.guard.admit(&Ask { visitor: [192, 0, 2, 1].into(), address: &address, lists: &[house.list], form: None }, now)
}

async fn ask(watch: &GuardWatch, house: &House, name: &str, schedule: ScheduleId, now: Timestamp) -> Requested {
    let admission = admit(watch, house, name, now).unwrap();
    let request = SubscriptionRequest {
        site: house.site,
        wishes: &[Wish { list: house.list, schedule, topics: Topics::all() }],
        address: &address(name),
        language: None,
        wording: "Send me the letter",
        origin: &origin(Way::SubscribePage),
    };
    house.store.request_subscription(&request, &admission, now).await.unwrap()
}

async fn mails(house: &House, name: &str) -> usize {
    house.store.mails_of(house.subscription_of(name).await.id, 10).await.unwrap().len()
}

/// Eight ask within a minute: the first four are mailed, the others wait.
async fn a_burst(house: &House, watch: &GuardWatch, schedule: ScheduleId) {
    for n in 0..8 {
        let requested = ask(watch, house, &format!("a{n}"), schedule, at(n)).await;
        assert_eq!(requested, if n < 4 { Requested::Queued } else { Requested::Quarantined }, "{n}");
    }
    assert!(!watch.round(true, at(10)).await.unwrap());
    let bursts = house.store.bursts(10).await.unwrap();
    assert_eq!((bursts.len(), bursts[0].kind, bursts[0].number, bursts[0].ended_at), (1, BurstKind::SignUps, 8, None));
    let waiting = house.store.quarantine().await.unwrap();
    assert_eq!((waiting[0].list, waiting[0].number, waiting[0].since), (house.list, 4, at(4)));
}

async fn two_processes_share_a_networks_limit(database: &TestDatabase) {
    let house = House::build(database).await;
    let one = watch(&house, GuardRules { per_network_hour: 3, burst: 100, ..rules() });
    let other = watch(&house, GuardRules { per_network_hour: 3, burst: 100, ..rules() });
    for n in 0..2 {
        admit(&one, &house, &format!("a{n}"), at(1)).unwrap();
    }
    admit(&other, &house, "b", at(1)).unwrap();
    one.round(false, at(2)).await.unwrap();
    other.round(false, at(2)).await.unwrap();
    assert!(matches!(admit(&other, &house, "c", at(3)), Err(Refused::TooMany(_))), "it has heard of the other's two");
    assert!(admit(&one, &house, "d", at(3)).is_ok(), "and this one hears of it with its next round");
    one.round(false, at(4)).await.unwrap();
    assert!(matches!(admit(&one, &house, "e", at(4)), Err(Refused::TooMany(_))));
    assert!(admit(&one, &house, "f", at(3700)).is_ok(), "an hour later there is room");
}

async fn what_was_counted_outlives_a_restart(database: &TestDatabase) {
    let house = House::build(database).await;
    let before = watch(&house, GuardRules { per_network_hour: 1, ..rules() });
    admit(&before, &house, "a", at(1)).unwrap();
    before.round(false, at(2)).await.unwrap();
    let after = watch(&house, GuardRules { per_network_hour: 1, ..rules() });
    after.remember(at(3)).await.unwrap();
    assert!(matches!(admit(&after, &house, "b", at(3)), Err(Refused::TooMany(_))));
}

async fn who_waits_is_released_once_and_then_mailed(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    let watch = watch(&house, rules());
    a_burst(&house, &watch, weekly).await;
    assert_eq!(mails(&house, "a5").await, 0);
    assert_eq!(watch.guard.release(&house.store, house.list, at(20)).await.unwrap(), 4);
    assert_eq!(watch.guard.release(&house.store, house.list, at(21)).await.unwrap(), 0);
    assert_eq!(mails(&house, "a5").await, 1);
    let id = house.subscription_of("a5").await.id;
    house.confirm(id, at(30)).await;
    assert_eq!(house.subscription(id).await.state, SubscriptionState::Active);
    let burst = house.store.bursts(1).await.unwrap().remove(0);
    assert_eq!((burst.ended_at, burst.settled.as_deref()), (Some(at(20)), Some(Settlement::Released.as_str())));
}

async fn who_is_dropped_is_never_mailed(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    let watch = watch(&house, rules());
    a_burst(&house, &watch, weekly).await;
    assert_eq!(drop_waiting(&house.store, house.list, at(20)).await.unwrap(), 4);
    assert_eq!(watch.guard.release(&house.store, house.list, at(21)).await.unwrap(), 0);
    assert_eq!(house.subscription_of("a5").await.state, SubscriptionState::Ended(EndReason::Removed));
    assert_eq!((mails(&house, "a5").await, mails(&house, "a1").await), (0, 1));
}

async fn a_harmless_burst_lets_its_requests_through_by_itself(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    let watch = watch(&house, rules());
    a_burst(&house, &watch, weekly).await;
    house.confirm(house.subscription_of("a0").await.id, at(60)).await;
    assert!(!watch.round(true, at(1200)).await.unwrap(), "it is over now");
    assert!(watch.round(true, at(1210)).await.unwrap(), "one of four confirmed");
    assert_eq!(mails(&house, "a7").await, 1);
    watch.round(true, at(1220)).await.unwrap();
    assert_eq!(house.store.bursts(1).await.unwrap()[0].settled.as_deref(), Some("harmless"));
}

async fn a_burst_of_strangers_addresses_waits_for_the_operator(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    let watch = watch(&house, rules());
    a_burst(&house, &watch, weekly).await;
    for round in 0..20 {
        assert!(!watch.round(true, at(1200 + 600 * round)).await.unwrap(), "nobody has confirmed");
    }
    assert_eq!(house.store.quarantine().await.unwrap()[0].number, 4);
}

async fn a_held_list_waits_until_it_is_released(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    let watch = watch(&house, rules());
    house.store.hold_sign_ups(house.list, at(0)).await.unwrap();
    watch.round(true, at(1)).await.unwrap();
    watch.round(true, at(5000)).await.unwrap();
    assert_eq!(ask(&watch, &house, "ada", weekly, at(5001)).await, Requested::Quarantined, "it does not end by itself");
    assert_eq!(watch.guard.release(&house.store, house.list, at(5002)).await.unwrap(), 1);
    watch.round(true, at(5003)).await.unwrap();
    assert_eq!(ask(&watch, &house, "bob", weekly, at(5004)).await, Requested::Queued);
}

async fn a_burst_of_unsubscribes_is_taken_back_in_bulk_with_its_evidence(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    let mut readers: Vec<SubscriptionId> = Vec::new();
    for n in 0..4 {
        readers.push(house.reader(&format!("r{n}"), weekly, at(1)).await);
    }
    house.leave(readers[0], at(50)).await;
    for (n, &reader) in readers.iter().enumerate().skip(1) {
        let way = if n == 3 { Way::UnsubscribePage } else { Way::OneClick };
        let (reason, origin) = (EndReason::Unsubscribed, origin(way));
        house.store.end_subscription(reader, reason, "…", &origin, at(100)).await.unwrap();
    }
    let span =
        UndoSpan { kind: BurstKind::Departures, since: at(90), until: at(110), list: None, way: Some("one-click") };
    let found = house.store.undoable(&span).await.unwrap();
    assert_eq!(found, readers[1..3], "neither who left before nor who pressed the page's button");
    assert_eq!(undo(&house.store, span.kind, &found, at(200)).await.unwrap(), 2);
    assert_eq!(undo(&house.store, span.kind, &found, at(201)).await.unwrap(), 0);
    for (id, expected) in [(readers[1], "active"), (readers[2], "active"), (readers[3], "ended"), (readers[0], "ended")]
    {
        assert_eq!(house.subscription(id).await.state.as_str(), expected);
    }
    let records = house.store.consent_records(readers[1]).await.unwrap();
    let last = records.last().unwrap();
    assert_eq!((last.event.as_str(), last.way.as_str(), last.wording.as_str()), ("returned", "command", "guard undo"));
}

async fn a_bulk_undo_of_sign_ups_ends_what_nobody_confirmed(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    house.reader("early", weekly, at(1)).await;
    for name in ["victim", "reader"] {
        house.request(name, weekly, &NO_CAPS, at(100)).await;
    }
    house.confirm(house.subscription_of("reader").await.id, at(105)).await;
    let span = UndoSpan { kind: BurstKind::SignUps, since: at(90), until: at(110), list: Some(house.list), way: None };
    let found = house.store.undoable(&span).await.unwrap();
    assert_eq!(undo(&house.store, span.kind, &found, at(200)).await.unwrap(), 1);
    assert_eq!(house.subscription_of("victim").await.state, SubscriptionState::Ended(EndReason::Removed));
    assert_eq!(house.subscription_of("reader").await.state, SubscriptionState::Active);
    let confirmed = UndoSpan { kind: BurstKind::Confirmations, ..span };
    assert_eq!(house.store.undoable(&confirmed).await.unwrap(), [house.subscription_of("reader").await.id]);
}
