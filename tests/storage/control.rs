//! A digest called off, grown too old, or tried again: what may have been sent already is never touched.

use std::collections::HashMap;

use letterbell::domain::delivery::DeliveryState;
use letterbell::domain::digest::{Digest, DigestState};
use letterbell::domain::id::DeliveryId;
use letterbell::domain::reply::Stage;
use letterbell::store::{ClaimedDelivery, Gone, Intent, IntentAnswer, Outcome};

use crate::house::{ANY, House, at, entry};
use crate::planning::plan_whole;
use crate::raw::Raw;
use crate::support::claims::claim;
use crate::support::databases::{TestDatabase, on_both_engines};

on_both_engines!(
    calling_off_ends_what_has_not_begun_and_leaves_what_a_relay_may_have,
    a_claim_of_a_digest_that_was_called_off_does_not_begin,
    what_ends_open_after_its_digest_was_called_off_is_ended_too,
    a_digest_is_called_off_once,
    what_is_too_old_expires_paused_or_not_and_what_a_relay_may_have_does_not,
    a_claim_that_expired_does_not_begin,
    failed_ones_are_tried_again_and_held_ones_when_asked_for,
    only_a_digest_that_was_sent_is_tried_again,
    a_digest_larger_than_one_chunk_is_called_off_whole,
);

/// A digest to six readers: one delivery sent, one sending, one claimed, one unknown, one deferred, one planned.
struct Mixed {
    house: House,
    digest: Digest,
    of: HashMap<&'static str, ClaimedDelivery>,
}

const STATES: [&str; 6] = ["sent", "sending", "claimed", "unknown", "deferred", "planned"];

async fn mixed(database: &TestDatabase) -> Mixed {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    for number in 0..STATES.len() {
        house.reader(&format!("reader-{number}"), weekly, at(0)).await;
    }
    let mut raw = Raw::connect(database).await;
    raw.execute("UPDATE delivery SET state = 'cancelled', due_at = NULL, decided_at = 0").await.unwrap();
    house.take_in(&[entry("one")], at(1)).await;
    let digest = plan_whole(&house, weekly, at(2)).await;
    let store = &house.store;
    // The unknown one first, by a worker that is gone.
    let unknown = claim(store, "gone", 1, at(3), at(4)).await.unwrap().remove(0);
    assert_eq!(store.record(&[], &[intent(&unknown)], at(3)).await.unwrap(), [IntentAnswer::Granted]);
    store.reclaim(Gone::LeaseSpent, true, at(50)).await.unwrap();
    let mut claimed = claim(store, "worker", 5, at(10), at(600)).await.unwrap();
    assert_eq!(claimed.len(), 5);
    let begun = [intent(&claimed[0]), intent(&claimed[1]), intent(&claimed[2])];
    assert_eq!(store.record(&[], &begun, at(11)).await.unwrap(), [IntentAnswer::Granted; 3]);
    let deferred = Outcome { due_at: Some(at(100)), ..outcome(&claimed[2], DeliveryState::Deferred) };
    store.record(&[outcome(&claimed[0], DeliveryState::Sent), deferred], &[], at(12)).await.unwrap();
    store.give_back("worker", &[claimed[4].id], at(13), None).await.unwrap();
    let planned = claimed.remove(4);
    let mut claimed = claimed.into_iter();
    let mut next = || claimed.next().unwrap();
    let (sent, sending, deferred, waiting) = (next(), next(), next(), next());
    let of = HashMap::from([
        ("sent", sent),
        ("sending", sending),
        ("claimed", waiting),
        ("unknown", unknown),
        ("deferred", deferred),
        ("planned", planned),
    ]);
    let mixed = Mixed { house, digest, of };
    for state in STATES {
        assert_eq!(mixed.state(database, state).await, state);
    }
    mixed
}

impl Mixed {
    fn id(&self, was: &str) -> DeliveryId {
        self.of[was].id
    }

    /// The state now of the delivery that was in this state at first.
    async fn state(&self, database: &TestDatabase, was: &str) -> String {
        let sql = format!("SELECT state FROM delivery WHERE id = {}", self.id(was));
        Raw::connect(database).await.rows(&sql).await.remove(0).remove(0)
    }

    /// The states now, in the order of [`STATES`].
    async fn states(&self, database: &TestDatabase) -> Vec<String> {
        let mut states = Vec::new();
        for was in STATES {
            states.push(self.state(database, was).await);
        }
        states
    }

    async fn digest_state(&self) -> DigestState {
        self.house.store.digest(self.digest.id).await.unwrap().unwrap().digest.state
    }

    async fn cancel(&self, seconds: i64) -> bool {
        self.house.store.cancel_digest(self.digest.id, "a mistake", at(seconds)).await.unwrap().is_some()
    }

    async fn end_sending(&self, state: DeliveryState, seconds: i64) {
        let open = matches!(state, DeliveryState::Deferred | DeliveryState::Planned | DeliveryState::Unknown);
        let outcome = Outcome { due_at: open.then_some(at(seconds)), ..outcome(&self.of["sending"], state) };
        self.house.store.record(&[outcome], &[], at(seconds)).await.unwrap();
    }
}

fn intent(claimed: &ClaimedDelivery) -> Intent {
    Intent { delivery: claimed.id, epoch: claimed.epoch, turn: None }
}

fn outcome(claimed: &ClaimedDelivery, state: DeliveryState) -> Outcome {
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
        at: at(12),
        took_ms: 12,
    }
}

async fn calling_off_ends_what_has_not_begun_and_leaves_what_a_relay_may_have(database: &TestDatabase) {
    let mixed = mixed(database).await;
    assert!(mixed.cancel(60).await);
    assert_eq!(mixed.digest_state().await, DigestState::Cancelled);
    let expected = ["sent", "sending", "cancelled", "held", "cancelled", "cancelled"];
    assert_eq!(mixed.states(database).await, expected, "nobody knows about the unknown one: it stays told");
    let mut raw = Raw::connect(database).await;
    let open = format!(
        "SELECT count(*) FROM delivery WHERE id <> {} AND (owner IS NOT NULL OR lease_until IS NOT NULL)",
        mixed.id("sending")
    );
    assert_eq!(raw.number(&open).await, 0);
    let words = format!("SELECT last_reply FROM delivery WHERE id = {}", mixed.id("planned"));
    assert_eq!(raw.rows(&words).await, [["called off"]]);
    mixed.end_sending(DeliveryState::Sent, 61).await;
    assert_eq!(mixed.state(database, "sending").await, "sent");
    assert!(claim(&mixed.house.store, "worker", 10, at(9999), at(9999)).await.unwrap().is_empty());
}

async fn a_claim_of_a_digest_that_was_called_off_does_not_begin(database: &TestDatabase) {
    let mixed = mixed(database).await;
    assert!(mixed.cancel(60).await);
    let asked = [intent(&mixed.of["claimed"])];
    assert_eq!(mixed.house.store.record(&[], &asked, at(61)).await.unwrap(), [IntentAnswer::NotNow]);
    // One whose envelope the relay has, but not its text, asks again.
    let announced = [intent(&mixed.of["sending"])];
    assert_eq!(mixed.house.store.record(&[], &announced, at(61)).await.unwrap(), [IntentAnswer::NotNow]);
    assert_eq!(mixed.house.store.give_back("worker", &[mixed.id("claimed")], at(61), None).await.unwrap(), 0);
    assert_eq!(mixed.state(database, "claimed").await, "cancelled");
}

async fn what_ends_open_after_its_digest_was_called_off_is_ended_too(database: &TestDatabase) {
    for state in [DeliveryState::Deferred, DeliveryState::Planned, DeliveryState::Unknown] {
        let fresh = match database {
            TestDatabase::Sqlite { .. } => TestDatabase::sqlite(),
            TestDatabase::Postgres { .. } => TestDatabase::postgres().unwrap(),
        };
        let mixed = mixed(&fresh).await;
        assert!(mixed.cancel(60).await);
        assert_eq!(mixed.house.store.cancel_leftovers(at(61)).await.unwrap(), 0);
        mixed.end_sending(state, 62).await;
        assert_eq!(mixed.house.store.cancel_leftovers(at(63)).await.unwrap(), 1);
        let ended = if state == DeliveryState::Unknown { "held" } else { "cancelled" };
        assert_eq!(mixed.state(&fresh, "sending").await, ended);
        assert_eq!(mixed.house.store.cancel_leftovers(at(64)).await.unwrap(), 0);
    }
}

async fn a_digest_is_called_off_once(database: &TestDatabase) {
    let mixed = mixed(database).await;
    assert!(mixed.house.store.pause_digest(mixed.digest.id, "the operator said so").await.unwrap());
    assert!(mixed.cancel(60).await, "a paused one, too");
    assert!(!mixed.cancel(61).await);
    assert!(!mixed.house.store.resume_digest(mixed.digest.id).await.unwrap());
}

async fn what_is_too_old_expires_paused_or_not_and_what_a_relay_may_have_does_not(database: &TestDatabase) {
    let mixed = mixed(database).await;
    let store = &mixed.house.store;
    assert_eq!(store.expire_digests(at(1), at(60)).await.unwrap(), [], "it was due at 2");
    assert!(store.pause_digest(mixed.digest.id, "the operator said so").await.unwrap());
    assert_eq!(store.expire_digests(at(2), at(60)).await.unwrap(), [(mixed.digest.id, 4)]);
    assert_eq!(mixed.states(database).await, ["sent", "sending", "expired", "held", "expired", "expired"]);
    assert_eq!(store.expire_digests(at(2), at(61)).await.unwrap(), [], "said once");
    assert_eq!(store.finish_digests(at(62)).await.unwrap(), [], "one is on its way");
    mixed.end_sending(DeliveryState::Deferred, 63).await;
    assert_eq!(store.expire_digests(at(2), at(64)).await.unwrap(), [(mixed.digest.id, 1)]);
    assert_eq!(store.finish_digests(at(65)).await.unwrap(), [mixed.digest.id]);
}

async fn a_claim_that_expired_does_not_begin(database: &TestDatabase) {
    let mixed = mixed(database).await;
    mixed.house.store.expire_digests(at(2), at(60)).await.unwrap();
    let asked = [intent(&mixed.of["claimed"])];
    assert_eq!(mixed.house.store.record(&[], &asked, at(61)).await.unwrap(), [IntentAnswer::NotNow]);
    assert_eq!(mixed.state(database, "claimed").await, "expired");
}

async fn failed_ones_are_tried_again_and_held_ones_when_asked_for(database: &TestDatabase) {
    let mixed = mixed(database).await;
    let store = &mixed.house.store;
    mixed.end_sending(DeliveryState::Failed, 20).await;
    let mut raw = Raw::connect(database).await;
    let hold =
        format!("UPDATE delivery SET state = 'held', due_at = NULL, decided_at = 0 WHERE id = {}", mixed.id("unknown"));
    raw.execute(&hold).await.unwrap();
    assert_eq!(store.retry_failed(mixed.digest.id, false, at(60)).await.unwrap(), Some(1));
    let expected = ["sent", "planned", "claimed", "held", "deferred", "planned"];
    assert_eq!(mixed.states(database).await, expected, "what is under way goes on as it was");
    let retried = format!("SELECT retried_at, decided_at FROM delivery WHERE id = {}", mixed.id("sending"));
    assert_eq!(raw.rows(&retried).await, [[at(60).millis().to_string(), "-".to_owned()]]);
    assert_eq!(store.retry_failed(mixed.digest.id, true, at(61)).await.unwrap(), Some(1));
    assert_eq!(mixed.state(database, "unknown").await, "planned");
    assert_eq!(store.retry_failed(mixed.digest.id, true, at(62)).await.unwrap(), Some(0));

    // A finished one is opened again, and finishes again.
    let end = "UPDATE delivery SET state = 'failed', due_at = NULL, lease_until = NULL, owner = NULL, decided_at = 0
               WHERE digest_id IS NOT NULL AND state <> 'sent'";
    raw.execute(end).await.unwrap();
    assert_eq!(store.finish_digests(at(70)).await.unwrap(), [mixed.digest.id]);
    assert_eq!(store.retry_failed(mixed.digest.id, false, at(71)).await.unwrap(), Some(5));
    assert_eq!(mixed.digest_state().await, DigestState::Sending);
}

async fn only_a_digest_that_was_sent_is_tried_again(database: &TestDatabase) {
    let mixed = mixed(database).await;
    let store = &mixed.house.store;
    assert!(mixed.cancel(60).await);
    assert_eq!(store.retry_failed(mixed.digest.id, true, at(61)).await.unwrap(), None);
    assert_eq!(mixed.state(database, "unknown").await, "held");
    let stranger = letterbell::domain::id::DigestId::new(999);
    assert_eq!(store.retry_failed(stranger, true, at(61)).await.unwrap(), None);
}

async fn a_digest_larger_than_one_chunk_is_called_off_whole(database: &TestDatabase) {
    const MANY: i64 = 20_050;
    let mixed = mixed(database).await;
    let mut raw = Raw::connect(database).await;
    // Readers whose subscriptions nobody looks at.
    let numbers = match database {
        TestDatabase::Sqlite { .. } => format!(
            "(WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < {MANY}) SELECT value FROM n)"
        ),
        TestDatabase::Postgres { .. } => format!("(SELECT generate_series(1, {MANY}) AS value)"),
    };
    let fill = format!(
        "INSERT INTO delivery (kind, list_id, subscription_id, digest_id, edition_id, state, due_at, epoch, attempts, created_at)
         SELECT d.kind, d.list_id, 1000 + n.value, d.digest_id, d.edition_id, 'planned', 1, 0, 0, 1
         FROM {numbers} AS n CROSS JOIN delivery d WHERE d.id = {}",
        mixed.id("planned")
    );
    raw.execute(&fill).await.unwrap();
    assert!(mixed.cancel(60).await);
    assert_eq!(raw.number("SELECT count(*) FROM delivery WHERE state = 'planned'").await, 0);
    assert_eq!(
        raw.number("SELECT count(*) FROM delivery WHERE state = 'cancelled' AND subscription_id > 1000").await,
        MANY
    );
}
