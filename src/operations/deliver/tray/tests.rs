use super::super::line::tests::line;
use super::*;
use crate::domain::address::EmailAddress;
use crate::domain::attributes::Attributes;
use crate::domain::delivery::DeliveryKind;
use crate::domain::id::{DeliveryId, DigestId, EditionId, ListId, ScheduleId, SubscriptionId};
use crate::domain::relay::DomainLimit;
use crate::domain::time::Timestamp;
use crate::store::ClaimedDigest;

const SIZE: i64 = 8;

fn delivery(id: i64, domain: &str, is_single: bool) -> ClaimedDelivery {
    let due_at = Timestamp::from_millis(0);
    let digest =
        ClaimedDigest { id: DigestId::new(1), edition: EditionId::new(1), schedule: ScheduleId::new(1), due_at };
    ClaimedDelivery {
        id: DeliveryId::new(id),
        kind: if is_single { DeliveryKind::Confirmation } else { DeliveryKind::Digest },
        list: ListId::new(1),
        subscription: SubscriptionId::new(id),
        link_version: 1,
        name: None,
        attributes: Attributes::default(),
        address: EmailAddress::parse(&format!("reader{id}@{domain}")).unwrap(),
        digest: (!is_single).then_some(digest),
        epoch: 1,
        attempts: 0,
        created_at: due_at,
        retried_at: None,
    }
}

fn bulk(ids: std::ops::Range<i64>, domain: &str) -> Vec<ClaimedDelivery> {
    ids.map(|id| delivery(id, domain, false)).collect()
}

/// A tray for one connection, where `slow.example` has one message under way at a time and one in a hundred seconds.
fn tray() -> (Tray, Arc<RelayLine>) {
    let slow = DomainLimit { domain: "slow.example".to_owned(), per_second: Some(0.01), connections: Some(1) };
    let line = line(|_| ());
    (Tray::new(1, vec![Arc::clone(&line)], RecipientDomains::new(&[slow])), line)
}

fn id(taken: Option<&Taken>) -> Option<i64> {
    taken.map(|taken| taken.delivery.id.get())
}

fn ids(taken: impl IntoIterator<Item = ClaimedDelivery>) -> Vec<i64> {
    taken.into_iter().map(|delivery| delivery.id.get()).collect()
}

#[test]
fn single_mails_come_before_digests_and_in_place_of_them() {
    let (tray, line) = tray();
    tray.put(bulk(1..4, "example.org"));
    let first = tray.take(&line).unwrap();
    assert_eq!(first.delivery.id.get(), 1);
    tray.put(vec![delivery(9, "example.org", true)]);
    let instead = tray.prefer_single(&line, first);
    assert_eq!(instead.delivery.id.get(), 9);
    assert_eq!(tray.prefer_single(&line, instead).delivery.id.get(), 9, "there is no other one");
    tray.put(vec![delivery(10, "example.org", true)]);
    let order: Vec<_> = std::iter::from_fn(|| id(tray.take(&line).as_ref())).collect();
    assert_eq!(order, [10, 1, 2, 3]);
}

#[test]
fn a_full_tray_has_room_for_single_mails_and_half_a_tray_asks_for_more() {
    let (tray, line) = tray();
    assert_eq!(tray.room(), Room { singles: 8, bulk: 8 });
    tray.put(bulk(0..SIZE, "example.org"));
    assert_eq!(tray.room(), Room { singles: 8, bulk: 0 });
    (0..SIZE / 2).for_each(|_| assert!(tray.take(&line).is_some()));
    assert_eq!(tray.room(), Room { singles: 8, bulk: 4 });
}

#[test]
fn a_mail_whose_domain_is_busy_is_passed_over_and_taken_when_it_is_free() {
    let (tray, line) = tray();
    tray.put(bulk(1..3, "slow.example"));
    tray.put(bulk(3..4, "example.org"));
    let slow = tray.take(&line);
    assert_eq!((id(slow.as_ref()), id(tray.take(&line).as_ref())), (Some(1), Some(3)));
    assert!(tray.take(&line).is_none());
    // It did not begin after all: its place is there for the next one.
    assert!(tray.put_back(slow.unwrap()).is_none());
    assert_eq!(id(tray.take(&line).as_ref()), Some(1));
    assert!(tray.take(&line).is_none(), "nothing is under way, but the rate is used up");
}

#[test]
fn a_mail_that_was_let_go_is_not_under_way_any_more() {
    let one = DomainLimit { domain: "one.example".to_owned(), per_second: None, connections: Some(1) };
    let line = line(|_| ());
    let tray = Tray::new(1, vec![Arc::clone(&line)], RecipientDomains::new(&[one]));
    tray.put(bulk(1..3, "one.example"));
    let first = tray.take(&line).unwrap();
    assert!(tray.take(&line).is_none());
    first.release();
    assert_eq!(id(tray.take(&line).as_ref()), Some(2));
}

#[test]
fn a_slow_domains_mails_make_room_for_the_others() {
    let (tray, line) = tray();
    tray.put(bulk(0..SIZE, "slow.example"));
    assert_eq!(id(tray.take(&line).as_ref()), Some(0));
    assert!(tray.take(&line).is_none());
    // Not even full any more, and something was taken just now: they are in the way all the same.
    let parked = tray.take_blocked();
    assert_eq!(ids(parked.iter().map(|(delivery, _)| delivery.clone())), [2, 3, 4, 5, 6, 7]);
    assert!(parked.windows(2).all(|pair| pair[0].1 < pair[1].1), "they come back one after the other");
    assert!(tray.take_blocked().is_empty() && tray.room().bulk > 0);
    tray.put(bulk(20..23, "example.org"));
    assert_eq!(id(tray.take(&line).as_ref()), Some(20));
}

#[test]
fn many_slow_domains_make_room_too() {
    let each = DomainLimit { domain: "*".to_owned(), per_second: Some(0.01), connections: None };
    let line = line(|_| ());
    let tray = Tray::new(1, vec![Arc::clone(&line)], RecipientDomains::new(&[each]));
    let all = || (0..SIZE).map(|number| delivery(number, &format!("{number}.example"), false)).collect::<Vec<_>>();
    tray.put(all());
    (0..SIZE).for_each(|_| assert!(tray.take(&line).is_some()));
    tray.put(all());
    // That all of them wait is known for a moment after the look.
    let look = || {
        assert!(tray.take(&line).is_none());
        tray.take_blocked()
    };
    let parked = (0..100).map(|_| look()).find(|parked| !parked.is_empty());
    assert_eq!(parked.unwrap().len(), 6);
}

#[test]
fn nothing_is_put_off_that_nobody_holds_up() {
    let (tray, line) = tray();
    tray.put(bulk(0..SIZE, "example.org"));
    assert!(tray.take(&line).is_some() && tray.take_blocked().is_empty());
}

#[test]
fn an_address_beyond_ascii_is_left_to_a_relay_that_may_take_it_on_anybodys_turn() {
    let [narrow, wide] = [10.0, 1.0].map(|weight| line(|relay| relay.weight = Some(weight)));
    let lines = vec![Arc::clone(&narrow), Arc::clone(&wide)];
    let tray = Tray::new(2, lines.clone(), RecipientDomains::new(&[]));
    let beyond = |id: i64, is_single: bool| {
        let address = EmailAddress::parse(&format!("zoë{id}@example.org")).unwrap();
        ClaimedDelivery { address, ..delivery(id, "example.org", is_single) }
    };
    while wide.has_turn(&lines) {
        wide.count_turn(&lines);
    }
    narrow.note_utf8(false);
    tray.put(vec![
        beyond(1, false),
        delivery(2, "example.org", false),
        beyond(3, true),
        delivery(4, "example.org", true),
    ]);
    assert_eq!(id(tray.take(&narrow).as_ref()), Some(4));
    let second = tray.take(&narrow).unwrap();
    assert_eq!(tray.prefer_single(&narrow, second).delivery.id.get(), 2, "the single mail is not for this one");
    assert!(tray.take(&narrow).is_none());
    tray.put(bulk(5..6, "example.org"));
    assert_eq!([(); 3].map(|()| id(tray.take(&wide).as_ref())), [Some(3), Some(1), None]);
    // When no relay takes such addresses, any may say so.
    wide.note_utf8(false);
    tray.put(vec![beyond(6, false)]);
    assert_eq!([(); 2].map(|()| id(tray.take(&narrow).as_ref())), [Some(5), Some(6)]);
}

#[test]
fn what_comes_after_the_end_comes_back() {
    let (tray, line) = tray();
    tray.put(bulk(1..3, "example.org"));
    let taken = tray.take(&line).unwrap();
    assert_eq!(ids(tray.close()), [2]);
    assert_eq!(ids(tray.put(bulk(3..4, "example.org"))), [3]);
    assert_eq!(ids(tray.put_back(taken)), [1]);
    assert!(tray.take(&line).is_none());
}

#[tokio::test]
async fn whoever_waits_is_told_of_what_comes_and_of_the_end() {
    let (tray, line) = tray();
    let wait = || {
        let (tray, line) = (tray.clone(), Arc::clone(&line));
        tokio::spawn(async move { id(tray.next(&line).await.as_ref()) })
    };
    let waiting = wait();
    tokio::task::yield_now().await;
    tray.put(bulk(1..2, "example.org"));
    assert_eq!(waiting.await.unwrap(), Some(1));
    // One that waits for its domain's rate hears of a single mail at once.
    tray.put(bulk(2..4, "slow.example"));
    assert!(tray.take(&line).is_some());
    let waiting = wait();
    tokio::task::yield_now().await;
    tray.put(vec![delivery(9, "slow.example", true)]);
    assert_eq!(waiting.await.unwrap(), Some(9));
    let waiting = wait();
    tokio::task::yield_now().await;
    tray.close();
    assert_eq!(waiting.await.unwrap(), None);
}
