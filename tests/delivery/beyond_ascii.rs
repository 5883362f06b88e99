//! Readers whose addresses only some relays take (RFC 6531, SMTPUTF8).

use std::time::Duration;

use letterbell::inbound::smtp::Answer;

use super::copies::{Copy, Findings, compare};
use super::installation::{Installation, Service, Settings, readers};
use super::ledger;
use super::relay::{At, Moment, Relay, chunking, slowly, utf8};
use super::support::databases::{TestDatabase, on_both_engines, on_sqlite};
use super::support::process::DEADLINE;

on_both_engines!(
    a_reader_beyond_ascii_fails_with_the_reason_at_a_relay_that_knows_ascii_alone,
    of_two_relays_the_one_that_can_carries_those_beyond_ascii_whoever_has_the_turn,
);

/// First those that only one relay can carry: the other one's turn must not hold them up.
fn readers_of_both() -> Vec<String> {
    (0..100).map(|number| format!("zoë{number:04}@example.org")).chain(readers(200)).collect()
}

fn after_a_moment(moment: Moment<'_>) -> Answer {
    match moment.at {
        At::Dot => slowly(Duration::from_millis(5)),
        _ => Answer::Proceed,
    }
}

/// A digest that begins to go out over two relays, of which `narrow` has ten times the weight of `wide`.
async fn under_way(
    database: &TestDatabase,
    narrow: &Relay,
    wide: &Relay,
    readers: &[String],
) -> (Installation, Service, String) {
    let port = wide.address.port();
    let both = format!(
        "weight = 10\n[[relay]]\nname = \"wide\"\nhost = \"127.0.0.1\"\nport = {port}\ntls = \"none\"\nweight = 1\nconnections = 2"
    );
    let settings = Settings { relay: &both, ..Settings::default() };
    let installation = Installation::new(&database.url(), narrow, readers, settings).await;
    let service = installation.serve().await;
    let digest = installation.run_digest().await;
    (installation, service, digest)
}

fn are_all_ascii(copies: &[Copy]) -> bool {
    copies.iter().all(|copy| copy.recipient.is_ascii())
}

async fn a_reader_beyond_ascii_fails_with_the_reason_at_a_relay_that_knows_ascii_alone(database: &TestDatabase) {
    let relay = Relay::start(|_| Answer::Proceed).await;
    let readers = [readers(20), vec!["Zoë@example.org".to_owned()], vec!["用户@example.org".to_owned()]].concat();
    let installation = Installation::new(&database.url(), &relay, &readers, Settings::default()).await;
    // The same person, however the name is written.
    installation.command(&["suppression", "add", "ZOE\u{308}@EXAMPLE.org"]).await;
    let service = installation.serve().await;
    let digest = installation.run_digest().await;
    let shown = installation.finished(&digest, DEADLINE).await;
    assert_eq!((shown.planned, shown.sent, shown.failed), (21, 20, 1));
    let words = shown.whole["last_words"][0]["words"].as_str().unwrap();
    assert!(words.contains("SMTPUTF8"), "{words}");
    assert_eq!(ledger::count(database, "SELECT count(*) FROM suppression").await, 1, "it is nobody's fault");
    assert_eq!(ledger::count(database, "SELECT count(*) FROM subscription WHERE state = 'active'").await, 22);
    let found = installation.command(&["trace", "用户@example.org"]).await;
    assert_eq!(found["deliveries"][0]["state"], "failed");
    service.stopped().await;
    ledger::adds_up(database).await;
}

async fn of_two_relays_the_one_that_can_carries_those_beyond_ascii_whoever_has_the_turn(database: &TestDatabase) {
    let [narrow, wide] = [Relay::start(after_a_moment).await, Relay::with(chunking(), after_a_moment).await];
    let readers = readers_of_both();
    let (installation, service, digest) = under_way(database, &narrow, &wide, &readers).await;
    let shown = installation.finished(&digest, DEADLINE).await;
    assert_eq!((shown.sent, shown.failed), (300, 0), "{shown:?}");
    let [over_narrow, over_wide] = [narrow.copies(), wide.copies()];
    assert!(are_all_ascii(&over_narrow) && over_narrow.len() > 100, "{}", over_narrow.len());
    assert_eq!(compare(&readers, &[over_narrow, over_wide].concat()), Findings::default());
    // A single mail finds its way, too.
    service.sign_up("%E7%94%A8%E6%88%B7@example.org").await;
    wide.copy_for("用户@example.org", DEADLINE).await;
    service.stopped().await;
    ledger::adds_up(database).await;
}

#[test]
fn while_the_relay_that_can_is_away_those_beyond_ascii_wait_for_it_and_nobody_else_does() {
    on_sqlite(async |database| {
        let [narrow, wide] = [Relay::start(after_a_moment).await, Relay::with(utf8(), after_a_moment).await];
        wide.go_down().await;
        let (installation, service, digest) = under_way(database, &narrow, &wide, &readers_of_both()).await;
        narrow.has_taken(200, DEADLINE).await;
        let shown = installation.shows(&digest, DEADLINE, |shown| shown.sent == 200 && shown.open == 100).await;
        let words = shown.whole["last_words"].to_string();
        assert!(words.contains("relay wide: "), "the operator is told which relay they wait for: {words}");
        wide.come_up().await;
        wide.has_taken(1, DEADLINE).await;
        // Those that made room for the others would come back within a minute.
        ledger::change(database, "UPDATE delivery SET due_at = 0 WHERE state = 'planned'").await;
        let shown = installation.finished(&digest, DEADLINE).await;
        service.stopped().await;
        assert_eq!((shown.sent, shown.failed), (300, 0), "{shown:?}");
        assert!(are_all_ascii(&narrow.copies()) && wide.copies().len() >= 100);
        ledger::adds_up(database).await;
    });
}
