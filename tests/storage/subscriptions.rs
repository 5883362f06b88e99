//! Asking, confirming, leaving and coming back.

use std::time::Duration;

use letterbell::domain::admission::{Admission, Standing};
use letterbell::domain::consent::Way;
use letterbell::domain::post::PostNumber;
use letterbell::domain::preferences::Wish;
use letterbell::domain::subscription::{ConfirmationCaps, EndReason, SubscriptionState};
use letterbell::domain::suppression::SuppressionReason;
use letterbell::domain::topics::Topics;
use letterbell::store::{Changed, NewSuppression, Requested, SubscriptionRequest};

use crate::house::{ANY, House, NO_CAPS, address, at, entry, origin};
use crate::raw::Raw;
use crate::support::claims::claim;
use crate::support::databases::{TestDatabase, on_both_engines};

on_both_engines!(
    a_request_writes_a_pending_subscription_its_evidence_and_one_confirmation,
    a_second_request_within_the_interval_sends_no_second_mail,
    a_days_confirmations_are_capped,
    a_request_for_an_active_address_changes_nothing,
    a_suppressed_address_leaves_no_trace,
    several_lists_of_one_form_take_one_confirmation,
    a_second_confirmation_changes_nothing,
    a_reader_who_left_is_not_confirmed_again,
    leaving_twice_is_leaving_once,
    leaving_can_be_taken_back_for_a_day,
    only_ones_own_leaving_can_be_taken_back,
    an_old_mail_does_not_bring_a_reader_back_by_way_of_a_request,
    a_new_request_after_leaving_takes_a_new_confirmation,
    a_schedule_is_changed_for_active_readers_only,
    links_carry_the_version_that_stands_in_the_row,
    readers_change_schedule_while_a_digest_is_planned,
);

const CAPS: ConfirmationCaps = ConfirmationCaps { interval: Duration::from_secs(600), per_day: 3 };
const HOUR: i64 = 3600;

/// Subscribers, subscriptions, consent records and deliveries there are.
async fn counts(database: &TestDatabase) -> [i64; 4] {
    let mut raw = Raw::connect(database).await;
    let mut counts = [0; 4];
    for (count, table) in counts.iter_mut().zip(["subscriber", "subscription", "consent_record", "delivery"]) {
        *count = raw.number(&format!("SELECT count(*) FROM {table}")).await;
    }
    counts
}

async fn a_request_writes_a_pending_subscription_its_evidence_and_one_confirmation(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    assert_eq!(house.request("Ada", weekly, &CAPS, at(1)).await, Requested::Queued);
    let ada = house.subscription_of("ada").await;
    assert_eq!((ada.state, ada.schedule, ada.confirmed_at), (SubscriptionState::Pending, weekly, None));
    assert_eq!(ada.address.as_str(), "Ada@example.org", "as it was typed");
    let records = house.store.consent_records(ada.id).await.unwrap();
    assert_eq!(records.len(), 1);
    assert_eq!((records[0].event.as_str(), records[0].wording.as_str()), ("requested", "Send me the letter"));
    assert_eq!((records[0].way.as_str(), records[0].remote.as_deref()), ("subscribe page", Some("192.0.2.1")));
    assert_eq!(records[0].at, at(1));
    let mails = house.store.mails_of(ada.id, 10).await.unwrap();
    assert_eq!(mails.iter().map(|mail| mail.kind.as_str()).collect::<Vec<_>>(), ["confirmation"]);
}

async fn a_second_request_within_the_interval_sends_no_second_mail(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    house.request("ada", weekly, &CAPS, at(1)).await;
    let before = counts(database).await;
    assert_eq!(house.request("ADA", weekly, &CAPS, at(600)).await, Requested::Capped);
    assert_eq!(counts(database).await, before);
    assert_eq!(house.request("ada", weekly, &CAPS, at(602)).await, Requested::Queued);
}

async fn a_days_confirmations_are_capped(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    for hour in 1..=3 {
        assert_eq!(house.request("ada", weekly, &CAPS, at(hour * HOUR)).await, Requested::Queued);
    }
    assert_eq!(house.request("ada", weekly, &CAPS, at(4 * HOUR)).await, Requested::Capped);
    assert_eq!(house.request("bob", weekly, &CAPS, at(4 * HOUR)).await, Requested::Queued, "Bob had none");
    assert_eq!(house.request("ada", weekly, &CAPS, at(25 * HOUR + 1)).await, Requested::Queued);
}

async fn a_request_for_an_active_address_changes_nothing(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    let daily = house.schedule("daily", "@daily", ANY).await;
    let ada = house.reader("ada", weekly, at(1)).await;
    let (before, known) = (counts(database).await, house.subscription(ada).await);
    assert_eq!(house.request("ada", daily, &NO_CAPS, at(9000)).await, Requested::Known);
    let [.., mails] = before;
    let told = [before[0], before[1], before[2], mails + 1];
    assert_eq!((counts(database).await, house.subscription(ada).await), (told, known), "but for a mail that says so");
}

async fn a_suppressed_address_leaves_no_trace(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    let rule = NewSuppression {
        site: None,
        address_key: "ada@example.org",
        reason: SuppressionReason::Operator,
        note: None,
        expires_at: Some(at(100)),
    };
    house.store.suppress(&rule, at(0)).await.unwrap();
    assert_eq!(house.request("Ada", weekly, &CAPS, at(1)).await, Requested::Suppressed);
    assert_eq!(counts(database).await, [0; 4]);
    assert_eq!(house.request("Ada", weekly, &CAPS, at(100)).await, Requested::Queued, "it has expired");
}

async fn several_lists_of_one_form_take_one_confirmation(database: &TestDatabase) {
    let house = House::build(database).await;
    let other = House { list: House::list_in(&house.store, house.site, "other").await, ..house.clone() };
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    let daily = other.schedule("daily", "@daily", ANY).await;
    let request = SubscriptionRequest {
        site: house.site,
        wishes: &[(house.list, weekly), (other.list, daily)].map(|(list, schedule)| Wish {
            list,
            schedule,
            topics: Topics::all(),
        }),
        address: &address("ada"),
        language: None,
        wording: "Both, please",
        origin: &origin(Way::SubscribePage),
    };
    let admission = Admission::given_by_the_guard(CAPS, Standing::AtOnce);
    assert_eq!(house.store.request_subscription(&request, &admission, at(1)).await.unwrap(), Requested::Queued);
    assert_eq!(counts(database).await, [1, 2, 2, 1]);
    let second = other.subscription_of("ada").await;
    let together = house.store.requested_together(&second).await.unwrap();
    assert_eq!(together.iter().map(|one| one.list).collect::<Vec<_>>(), [house.list, other.list]);
    let Changed::Now(confirmed) = house.confirm(second.id, at(2)).await else { panic!("it was pending") };
    assert_eq!(confirmed.len(), 2);
    for one in [house.subscription_of("ada").await, other.subscription_of("ada").await] {
        assert_eq!((one.state, one.confirmed_at), (SubscriptionState::Active, Some(at(2))));
    }
}

async fn a_second_confirmation_changes_nothing(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    let ada = house.reader("ada", weekly, at(1)).await;
    let (before, known) = (counts(database).await, house.subscription(ada).await);
    assert_eq!(house.confirm(ada, at(50)).await, Changed::Before(vec![known.clone()]));
    assert_eq!((counts(database).await, house.subscription(ada).await), (before, known));
}

async fn a_reader_who_left_is_not_confirmed_again(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    let ada = house.reader("ada", weekly, at(1)).await;
    house.leave(ada, at(2)).await;
    assert_eq!(house.confirm(ada, at(3)).await, Changed::Refused);
    assert_eq!(house.subscription(ada).await.state, SubscriptionState::Ended(EndReason::Unsubscribed));
}

async fn leaving_twice_is_leaving_once(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    let ada = house.reader("ada", weekly, at(1)).await;
    assert!(matches!(house.leave(ada, at(2)).await, Changed::Now(_)));
    let (before, known) = (counts(database).await, house.subscription(ada).await);
    assert_eq!(known.ended_at, Some(at(2)));
    assert!(matches!(house.leave(ada, at(9)).await, Changed::Before(_)));
    assert_eq!((counts(database).await, house.subscription(ada).await), (before, known));
}

async fn leaving_can_be_taken_back_for_a_day(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    let [ada, bob] = [house.reader("ada", weekly, at(1)).await, house.reader("bob", weekly, at(1)).await];
    for reader in [ada, bob] {
        house.leave(reader, at(10)).await;
    }
    assert!(matches!(house.come_back(ada, at(10 + 24 * HOUR)).await, Changed::Now(_)));
    let back = house.subscription(ada).await;
    assert_eq!((back.state, back.confirmed_at), (SubscriptionState::Active, Some(at(1))));
    assert!(matches!(house.come_back(ada, at(11 + 24 * HOUR)).await, Changed::Before(_)));
    assert_eq!(house.come_back(bob, at(11 + 24 * HOUR)).await, Changed::Refused);
    let events: Vec<_> =
        house.store.consent_records(ada).await.unwrap().into_iter().map(|record| record.event).collect();
    assert_eq!(events, ["requested", "confirmed", "unsubscribed", "returned"]);
}

async fn only_ones_own_leaving_can_be_taken_back(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    for reason in [EndReason::Removed, EndReason::Bounced, EndReason::Complained] {
        let reader = house.reader(reason.as_str(), weekly, at(1)).await;
        let origin = origin(Way::Command);
        house.store.end_subscription(reader, reason, "taken off", &origin, at(2)).await.unwrap();
        assert_eq!(house.come_back(reader, at(3)).await, Changed::Refused, "{reason:?}");
    }
    house.request("ada", weekly, &CAPS, at(1)).await;
    let never_confirmed = house.subscription_of("ada").await.id;
    house.leave(never_confirmed, at(2)).await;
    assert_eq!(house.come_back(never_confirmed, at(3)).await, Changed::Refused);
}

/// Whoever has an old mail of hers can ask for her list, leave it by the mail's link, and take that back.
async fn an_old_mail_does_not_bring_a_reader_back_by_way_of_a_request(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    let ada = house.reader("ada", weekly, at(1)).await;
    house.leave(ada, at(2)).await;
    let years_later = 800 * 24 * HOUR;
    assert_eq!(house.request("ada", weekly, &CAPS, at(years_later)).await, Requested::Queued);
    assert!(matches!(house.leave(ada, at(years_later + 1)).await, Changed::Now(_)));
    assert_eq!(house.come_back(ada, at(years_later + 2)).await, Changed::Refused);
    assert!(matches!(house.subscription(ada).await.state, SubscriptionState::Ended(_)));
}

async fn a_new_request_after_leaving_takes_a_new_confirmation(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    let ada = house.reader("ada", weekly, at(1)).await;
    house.leave(ada, at(2)).await;
    assert_eq!(house.request("ada", weekly, &CAPS, at(9000)).await, Requested::Queued);
    assert_eq!(house.subscription(ada).await.state, SubscriptionState::Pending);
    assert_eq!(house.come_back(ada, at(9001)).await, Changed::Refused, "it is not ended any more");
    assert!(matches!(house.confirm(ada, at(9002)).await, Changed::Now(_)));
    assert_eq!(house.subscription(ada).await.confirmed_at, Some(at(9002)));
}

async fn a_schedule_is_changed_for_active_readers_only(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    let daily = house.schedule("daily", "@daily", ANY).await;
    house.request("ada", weekly, &CAPS, at(1)).await;
    let ada = house.subscription_of("ada").await.id;
    assert_eq!(house.change_schedule(ada, daily, at(2)).await, Changed::Refused);
    house.confirm(ada, at(3)).await;
    house.take_in(&[entry("one")], at(4)).await;
    assert!(matches!(house.change_schedule(ada, weekly, at(5)).await, Changed::Before(_)), "it is on that one");
    assert!(matches!(house.change_schedule(ada, daily, at(6)).await, Changed::Now(_)));
    let moved = house.subscription(ada).await;
    assert_eq!((moved.schedule, moved.seen_through.map(PostNumber::get)), (daily, Some(0)), "it has had nothing");
    house.leave(ada, at(7)).await;
    assert_eq!(house.change_schedule(ada, weekly, at(8)).await, Changed::Refused);
}

async fn links_carry_the_version_that_stands_in_the_row(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    house.request("ada", weekly, &CAPS, at(1)).await;
    let ada = house.subscription_of("ada").await;
    assert_eq!(ada.link_version, 1);
    let mut raw = Raw::connect(database).await;
    raw.execute("UPDATE subscription SET link_version = 7").await.unwrap();
    assert_eq!(house.subscription(ada.id).await.link_version, 7);
    let claimed = claim(&house.store, "worker", 10, at(2), at(60)).await.unwrap();
    assert_eq!((claimed.len(), claimed[0].link_version), (1, 7));
}

/// On PostgreSQL these run truly side by side: readers and the planner lock in the same order, so that none is refused.
async fn readers_change_schedule_while_a_digest_is_planned(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    let daily = house.schedule("daily", "@daily", ANY).await;
    let mut readers = Vec::new();
    for number in 0..8 {
        let reader = house.reader(&format!("reader-{number}"), weekly, at(1)).await;
        house.change_schedule(reader, daily, at(2)).await;
        readers.push(reader);
    }
    let planner = async {
        for round in 1..=15 {
            house.take_in(&[entry(&format!("post-{round}"))], at(round * 10)).await;
            for schedule in [daily, weekly] {
                crate::planning::plan_whole(&house, schedule, at(round * 10)).await;
            }
        }
    };
    let movers = readers.iter().map(|reader| {
        let house = house.clone();
        async move {
            for round in 1..=15 {
                for schedule in [weekly, daily] {
                    house.change_schedule(*reader, schedule, at(round * 10)).await;
                }
            }
        }
    });
    futures_util::future::join(planner, futures_util::future::join_all(movers)).await;
    let mut raw = Raw::connect(database).await;
    let ranges = raw
        .rows("SELECT d.subscription_id, e.after_post, e.through_post FROM delivery d JOIN edition e ON e.id = d.edition_id ORDER BY 1, 2")
        .await;
    for pair in ranges.windows(2).filter(|pair| pair[0][0] == pair[1][0]) {
        assert_eq!(pair[0][2], pair[1][1], "each mail begins where the reader's last one ended: {pair:?}");
    }
}
