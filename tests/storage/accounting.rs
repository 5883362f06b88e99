//! planned = sent + skipped + failed + open, after every step of a random history of sending.

use letterbell::domain::delivery::{Column, DeliveryState};
use letterbell::domain::reply::Stage;
use letterbell::store::{ClaimedDelivery, Gone, Intent, IntentAnswer, Outcome};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;

use crate::house::{ANY, House, at, entry};
use crate::planning::plan_whole;
use crate::raw::Raw;
use crate::support::claims::claim;
use crate::support::databases::{TestDatabase, on_both_engines};

on_both_engines!(the_accounting_adds_up_at_every_moment);

const READERS: usize = 12;

#[derive(Clone, Copy, Debug)]
enum Step {
    Claim(u32),
    Begin,
    End(DeliveryState),
    GiveBack,
    Reclaim(bool),
    Leave(usize),
    ComeBack(usize),
    Pause,
    Resume,
    Finish,
}

fn step() -> impl Strategy<Value = Step> {
    use DeliveryState::{Deferred, Expired, Failed, Held, Sent, Unknown};
    prop_oneof![
        3 => (1..4_u32).prop_map(Step::Claim),
        4 => Just(Step::Begin),
        4 => prop::sample::select(vec![Sent, Sent, Deferred, Failed, Unknown, Expired, Held]).prop_map(Step::End),
        1 => Just(Step::GiveBack),
        1 => any::<bool>().prop_map(Step::Reclaim),
        1 => (0..READERS).prop_map(Step::Leave),
        1 => (0..READERS).prop_map(Step::ComeBack),
        1 => Just(Step::Pause),
        2 => Just(Step::Resume),
        1 => Just(Step::Finish),
    ]
}

async fn the_accounting_adds_up_at_every_moment(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    let mut readers = Vec::new();
    for number in 0..READERS {
        readers.push(house.reader(&format!("reader-{number}"), weekly, at(0)).await);
    }
    let mut raw = Raw::connect(database).await;
    raw.execute("UPDATE delivery SET state = 'cancelled', due_at = NULL, decided_at = 0").await.unwrap();
    house.take_in(&[entry("one")], at(1)).await;
    let digest = plan_whole(&house, weekly, at(2)).await;
    let steps = prop::collection::vec(step(), 150).new_tree(&mut TestRunner::default()).unwrap().current();
    let mut held: Vec<(ClaimedDelivery, bool)> = Vec::new();
    let mut finished = false;
    for (number, step) in steps.iter().enumerate() {
        let seconds = 10 * i64::try_from(number).unwrap() + 10;
        let now = at(seconds);
        match *step {
            Step::Claim(limit) => {
                let claimed = claim(&house.store, "worker", limit, now, at(seconds + 60)).await.unwrap();
                held.extend(claimed.into_iter().map(|claimed| (claimed, false)));
            }
            Step::Begin => {
                if let Some((claimed, begun)) = held.iter_mut().find(|(_, begun)| !begun) {
                    let intent = Intent { delivery: claimed.id, epoch: claimed.epoch, turn: None };
                    *begun = true;
                    if house.store.record(&[], &[intent], now).await.unwrap() != [IntentAnswer::Granted] {
                        let refused = claimed.id;
                        held.retain(|(claimed, _)| claimed.id != refused);
                    }
                }
            }
            Step::End(state) => {
                if let Some(place) = held.iter().position(|(_, begun)| *begun) {
                    let (claimed, _) = held.remove(place);
                    let outcome = Outcome {
                        delivery: claimed.id,
                        epoch: claimed.epoch,
                        state,
                        due_at: (!state.is_final()).then_some(now),
                        charged: true,
                        relay: "main".to_owned(),
                        stage: Stage::Dot,
                        code: None,
                        reply: state.as_str().to_owned(),
                        message_id: "<1@example.org>".to_owned(),
                        at: now,
                        took_ms: 1,
                    };
                    house.store.record(&[outcome], &[], now).await.unwrap();
                }
            }
            Step::GiveBack => {
                let ids: Vec<_> = held.iter().map(|(claimed, _)| claimed.id).collect();
                house.store.give_back("worker", &ids, now, None).await.unwrap();
                held.retain(|(_, begun)| *begun);
            }
            Step::Reclaim(resend) => drop(house.store.reclaim(Gone::LeaseSpent, resend, now).await.unwrap()),
            Step::Leave(reader) => drop(house.leave(readers[reader], now).await),
            Step::ComeBack(reader) => drop(house.come_back(readers[reader], now).await),
            Step::Pause => drop(house.store.pause_digest(digest.id, "for a moment").await.unwrap()),
            Step::Resume => drop(house.store.resume_digest(digest.id).await.unwrap()),
            Step::Finish => finished |= !house.store.finish_digests(now).await.unwrap().is_empty(),
        }
        let accounting = house.store.accounting(digest.id).await.unwrap();
        let columns = [Column::Sent, Column::Skipped, Column::Failed, Column::Open];
        let [sent, skipped, failed, open] = columns.map(|column| accounting.column(column));
        let told = format!("after step {number} of {steps:?}: {accounting:?}");
        assert_eq!(accounting.planned(), u64::try_from(READERS).unwrap(), "{told}");
        assert_eq!(sent + skipped + failed + open, accounting.planned(), "{told}");
        assert!(!finished || open == 0, "finished means that nothing is open: {told}");
    }
}
