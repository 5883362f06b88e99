//! What becomes of requests that nobody confirms.

use std::time::Duration;

use letterbell::domain::address::EmailAddress;
use letterbell::domain::subscription::{EndReason, SubscriptionState};
use letterbell::domain::suppression::SuppressionReason;
use letterbell::operations::follow_up::FollowUp;
use letterbell::operations::verify::verify;
use letterbell::store::{NewSuppression, Requested};

use crate::house::{ANY, House, NO_CAPS, address, at};
use crate::raw::Raw;
use crate::support::databases::{TestDatabase, on_both_engines};

on_both_engines!(
    what_was_never_confirmed_is_taken_out_with_all_that_hangs_on_it,
    who_was_a_reader_before_stays_one_who_left,
    a_mail_under_way_is_waited_for,
    a_request_that_brings_no_mail_is_counted_and_names_nobody,
);

const DAY: i64 = 24 * 3600;

fn follow_up(house: &House) -> FollowUp {
    let purge_after = Duration::from_secs(30 * 24 * 3600);
    FollowUp { store: house.store.clone(), remind_after: None, purge_after, goodbyes: false }
}

/// As if a relay had refused all that is queued, in words that name the address.
async fn refuse_all(raw: &mut Raw) {
    raw.execute("UPDATE delivery SET state = 'failed', decided_at = 1, due_at = NULL, epoch = 1, last_reply = '550 no bob@example.org here'")
        .await
        .unwrap();
    raw.execute(
        "INSERT INTO attempt (delivery_id, epoch, stage, outcome, code, reply, at)
         SELECT id, 1, 'rcpt', 'failed', 550, '550 no bob@example.org here', 1 FROM delivery",
    )
    .await
    .unwrap();
}

async fn what_was_never_confirmed_is_taken_out_with_all_that_hangs_on_it(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    let ada = house.reader("ada", weekly, at(1)).await;
    house.request("bob", weekly, &NO_CAPS, at(1)).await;
    let bob = house.subscription_of("bob").await.id;
    house.request("carl", weekly, &NO_CAPS, at(2 * DAY)).await;
    let mut raw = Raw::connect(database).await;
    refuse_all(&mut raw).await;

    let follow_up = follow_up(&house);
    assert_eq!(follow_up.follow_up(at(30 * DAY)).await.unwrap().purged, 0, "not yet");
    assert_eq!(follow_up.follow_up(at(30 * DAY + 2)).await.unwrap().purged, 1);
    assert!(house.store.subscriptions_of(&address("bob")).await.unwrap().is_empty());
    assert_eq!(house.subscription(ada).await.state, SubscriptionState::Active);
    assert_eq!(house.subscription_of("carl").await.state, SubscriptionState::Pending);
    for (left, query) in [
        (0, "SELECT count(*) FROM subscriber WHERE address = 'bob@example.org'".to_owned()),
        (0, format!("SELECT count(*) FROM delivery WHERE subscription_id = {bob}")),
        (0, "SELECT count(*) FROM attempt WHERE delivery_id NOT IN (SELECT id FROM delivery)".to_owned()),
        (3, "SELECT count(*) FROM attempt".to_owned()),
    ] {
        assert_eq!(raw.number(&query).await, left, "{query}");
    }
    let evidence = house.store.proof(&EmailAddress::parse("BOB@example.org").unwrap()).await.unwrap();
    assert_eq!(evidence.len(), 1, "the evidence stays");
    assert_eq!((evidence[0].entry.event.as_str(), evidence[0].address.as_str()), ("requested", "bob@example.org"));
    let verified = verify(&house.store, Duration::from_secs(60), at(31 * DAY), |_| {}).await.unwrap();
    let broken: Vec<_> = verified.promises.iter().filter(|promise| !promise.holds()).collect();
    assert!(broken.is_empty(), "{broken:?}");

    assert_eq!(house.request("bob", weekly, &NO_CAPS, at(40 * DAY)).await, Requested::Queued, "as one who is new");
    assert!(house.subscription_of("bob").await.id > bob, "no old link leads to it");
}

async fn who_was_a_reader_before_stays_one_who_left(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    let ada = house.reader("ada", weekly, at(1)).await;
    house.leave(ada, at(2)).await;
    house.request("ada", weekly, &NO_CAPS, at(3)).await;
    refuse_all(&mut Raw::connect(database).await).await;
    assert_eq!(follow_up(&house).follow_up(at(31 * DAY)).await.unwrap().purged, 0);
    let ada = house.subscription(ada).await;
    assert_eq!((ada.state, ada.ended_at), (SubscriptionState::Ended(EndReason::Unsubscribed), Some(at(2))));
    assert!(!ada.may_return(at(3)), "they have not confirmed again");
}

async fn a_mail_under_way_is_waited_for(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    house.request("bob", weekly, &NO_CAPS, at(1)).await;
    assert_eq!(follow_up(&house).follow_up(at(31 * DAY)).await.unwrap().purged, 0);
    refuse_all(&mut Raw::connect(database).await).await;
    assert_eq!(follow_up(&house).follow_up(at(31 * DAY)).await.unwrap().purged, 1);
}

async fn a_request_that_brings_no_mail_is_counted_and_names_nobody(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    let rule = NewSuppression {
        site: None,
        address_key: "bob@example.org",
        reason: SuppressionReason::Operator,
        note: None,
        expires_at: None,
    };
    house.store.suppress(&rule, at(0)).await.unwrap();
    assert_eq!(house.request("bob", weekly, &NO_CAPS, at(1)).await, Requested::Suppressed);
    let counted = house.store.unanswered_since(at(0)).await.unwrap();
    assert_eq!(counted, [("suppressed".to_owned(), 1)]);
    let mut raw = Raw::connect(database).await;
    let row = raw.rows("SELECT * FROM unanswered_request").await;
    assert!(!format!("{row:?}").contains("bob"), "{row:?}");
    follow_up(&house).follow_up(at(31 * DAY)).await.unwrap();
    assert!(house.store.unanswered_since(at(0)).await.unwrap().is_empty(), "forgotten after a month");
}
