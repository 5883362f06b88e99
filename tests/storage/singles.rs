//! Single mails: to whom they may go, and where.

use std::collections::BTreeMap;

use letterbell::domain::address::EmailAddress;
use letterbell::domain::delivery::DeliveryKind;
use letterbell::domain::subscription::{EndReason, SubscriptionState};
use letterbell::domain::suppression::SuppressionReason;
use letterbell::store::{Intent, IntentAnswer, NewSuppression};

use crate::house::{ANY, House, at};
use crate::raw::Raw;
use crate::support::claims::claim;
use crate::support::databases::{TestDatabase, on_both_engines};

on_both_engines!(
    a_mail_begins_only_for_a_subscription_in_the_state_that_its_kind_is_for,
    a_mail_with_an_address_of_its_own_goes_there,
    what_is_suppressed_is_where_the_mail_goes,
);

const STATES: [SubscriptionState; 5] = [
    SubscriptionState::Pending,
    SubscriptionState::Active,
    SubscriptionState::Ended(EndReason::Unsubscribed),
    SubscriptionState::Ended(EndReason::Bounced),
    SubscriptionState::Ended(EndReason::Removed),
];

/// Queues a single mail as it stands in the database.
async fn queue(raw: &mut Raw, kind: DeliveryKind, subscription: i64, to: Option<&str>) {
    let kind = kind.as_str();
    let to = to.map_or_else(|| "NULL, NULL".to_owned(), |to| format!("'{to}', '{}'", to.to_lowercase()));
    raw.execute(&format!(
        "INSERT INTO delivery (kind, list_id, subscription_id, state, due_at, epoch, attempts, created_at, address, address_key)
         SELECT '{kind}', list_id, id, 'planned', 1, 0, 0, 1, {to} FROM subscription WHERE id = {subscription}"
    ))
    .await
    .unwrap();
}

/// Claims all that is due and asks for each intent.
async fn intents(house: &House) -> Vec<(letterbell::store::ClaimedDelivery, IntentAnswer)> {
    let claimed = claim(&house.store, "worker", 100, at(100), at(200)).await.unwrap();
    let intents: Vec<Intent> =
        claimed.iter().map(|one| Intent { delivery: one.id, epoch: one.epoch, turn: None }).collect();
    let answers = house.store.record(&[], &intents, at(100)).await.unwrap();
    claimed.into_iter().zip(answers).collect()
}

async fn a_mail_begins_only_for_a_subscription_in_the_state_that_its_kind_is_for(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    let mut raw = Raw::connect(database).await;
    let mut expected = BTreeMap::new();
    for (number, state) in (0..).zip(STATES) {
        let reader = house.reader(&format!("reader-{number}"), weekly, at(number)).await;
        let end_reason = match state {
            SubscriptionState::Ended(reason) => format!("'{}'", reason.as_str()),
            _ => "NULL".to_owned(),
        };
        raw.execute(&format!(
            "UPDATE subscription SET state = '{}', end_reason = {end_reason} WHERE id = {reader}",
            state.as_str()
        ))
        .await
        .unwrap();
        expected.insert(reader, state);
    }
    raw.execute("UPDATE delivery SET state = 'cancelled', decided_at = 1, due_at = NULL").await.unwrap();
    let kinds = DeliveryKind::ALL.into_iter().filter(|kind| *kind != DeliveryKind::Digest);
    for kind in kinds.clone() {
        for reader in expected.keys() {
            queue(&mut raw, kind, reader.get(), None).await;
        }
    }
    let answered = intents(&house).await;
    assert_eq!(answered.len(), kinds.count() * STATES.len());
    for (delivery, answer) in answered {
        let state = expected[&delivery.subscription];
        let right = if delivery.kind.is_for(state) { IntentAnswer::Granted } else { IntentAnswer::LeftOut };
        assert_eq!(answer, right, "{:?} for {state:?}", delivery.kind);
    }
}

async fn a_mail_with_an_address_of_its_own_goes_there(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    let ada = house.reader("ada", weekly, at(1)).await;
    let mut raw = Raw::connect(database).await;
    queue(&mut raw, DeliveryKind::Address, ada.get(), Some("New@example.net")).await;
    queue(&mut raw, DeliveryKind::Link, ada.get(), None).await;
    let claimed = claim(&house.store, "worker", 100, at(100), at(200)).await.unwrap();
    let to: BTreeMap<&str, &str> = claimed.iter().map(|one| (one.kind.as_str(), one.address.as_str())).collect();
    assert_eq!((to["address"], to["link"]), ("New@example.net", "ada@example.org"));
    let address = claimed.iter().find(|one| one.kind == DeliveryKind::Address).unwrap().id;
    let story = house.store.delivery_story(address).await.unwrap().unwrap();
    assert_eq!(story.address.as_deref(), Some("New@example.net"));
}

async fn what_is_suppressed_is_where_the_mail_goes(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    let ada = house.reader("ada", weekly, at(1)).await;
    let mut raw = Raw::connect(database).await;
    raw.execute("UPDATE delivery SET state = 'cancelled', decided_at = 1, due_at = NULL").await.unwrap();
    queue(&mut raw, DeliveryKind::Moved, ada.get(), Some("Old@example.net")).await;
    queue(&mut raw, DeliveryKind::Address, ada.get(), Some("New@example.net")).await;
    queue(&mut raw, DeliveryKind::Link, ada.get(), None).await;
    for suppressed in ["ada@example.org", "new@example.net"] {
        let rule = NewSuppression {
            site: None,
            address_key: &EmailAddress::parse(suppressed).unwrap().key(),
            reason: SuppressionReason::Operator,
            note: None,
            expires_at: None,
        };
        house.store.suppress(&rule, at(2)).await.unwrap();
    }
    let answers: BTreeMap<&str, IntentAnswer> =
        intents(&house).await.iter().map(|(one, answer)| (one.kind.as_str(), *answer)).collect();
    let expected =
        [("moved", IntentAnswer::Granted), ("address", IntentAnswer::LeftOut), ("link", IntentAnswer::LeftOut)];
    assert_eq!(answers, BTreeMap::from(expected));
}
