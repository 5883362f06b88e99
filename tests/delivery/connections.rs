//! How much a connection carries, how old it gets, and what it goes by.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use letterbell::inbound::smtp::Answer;

use super::installation::{Installation, Settings, readers};
use super::reckoning::{Reckoning, reckon};
use super::relay::{At, Relay, chunking, slowly, step_by_step};
use super::support::databases::{TestDatabase, on_both_engines};
use super::support::process::DEADLINE;

on_both_engines!(
    a_connection_carries_no_more_than_it_may,
    a_connection_with_a_window_carries_no_more_than_it_may,
    an_old_connection_is_closed,
    a_relay_without_pipelining_is_asked_step_by_step,
    servers_of_several_kinds_behind_one_name_each_get_what_they_take,
    what_a_relay_offers_is_made_use_of,
);

const ONE_COPY_EACH: Reckoning = Reckoning { extra: 0, unknown: 0 };

/// Sends a digest to 60 readers over `relay`, to each exactly once.
async fn run(database: &TestDatabase, relay: &Relay, relay_settings: &str) {
    let readers = readers(60);
    let settings = Settings { relay: relay_settings, ..Settings::default() };
    let installation = Installation::new(&database.url(), relay, &readers, settings).await;
    let service = installation.serve().await;
    let digest = installation.run_digest().await;
    let shown = installation.finished(&digest, DEADLINE).await;
    service.stopped().await;
    assert_eq!(reckon(database, &installation, relay, &readers, &shown).await, ONE_COPY_EACH);
}

/// When each copy was begun, by connection.
fn by_connection(relay: &Relay) -> BTreeMap<u64, Vec<Instant>> {
    let mut carried: BTreeMap<u64, Vec<Instant>> = BTreeMap::new();
    for copy in relay.copies() {
        carried.entry(copy.connection).or_default().push(copy.began);
    }
    carried
}

async fn a_connection_carries_no_more_than_it_may(database: &TestDatabase) {
    let relay = Relay::start(|_| Answer::Proceed).await;
    run(database, &relay, "messages_per_connection = 7").await;
    let most = by_connection(&relay).values().map(Vec::len).max();
    assert_eq!(most, Some(7));
    assert_eq!(relay.times(At::Sender), 60, "something was announced that was not sent");
}

async fn a_connection_with_a_window_carries_no_more_than_it_may(database: &TestDatabase) {
    let relay = Relay::with(chunking(), |_| Answer::Proceed).await;
    run(database, &relay, "messages_per_connection = 7\nwindow = 4").await;
    let most = by_connection(&relay).values().map(Vec::len).max();
    assert_eq!(most, Some(7));
}

async fn an_old_connection_is_closed(database: &TestDatabase) {
    let relay = Relay::start(|moment| match moment.at {
        At::Dot => slowly(Duration::from_millis(200)),
        _ => Answer::Proceed,
    })
    .await;
    run(database, &relay, "connection_age = \"1 s\"").await;
    // Five take a second, and one more may have been announced at the last moment.
    let most = by_connection(&relay).values().map(Vec::len).max().unwrap();
    assert!(most <= 6, "{most} of 60 over one of five connections");
}

async fn a_relay_without_pipelining_is_asked_step_by_step(database: &TestDatabase) {
    let relay = Relay::with(step_by_step(), |_| Answer::Proceed).await;
    run(database, &relay, "").await;
    assert!(!relay.was_pipelined());
    assert!(by_connection(&relay).len() <= 5, "connections are used again");
}

async fn servers_of_several_kinds_behind_one_name_each_get_what_they_take(database: &TestDatabase) {
    let plain = b"250-localhost\r\n250-8BITMIME\r\n250 PIPELINING\r\n".to_vec();
    let relay = Relay::with(chunking(), move |moment| match moment.at {
        At::Hello if moment.connection % 2 == 0 => Answer::Bytes(plain.clone()),
        _ => Answer::Proceed,
    })
    .await;
    run(database, &relay, "messages_per_connection = 4").await;
    let chunked = relay.copies().iter().filter(|copy| copy.is_chunked).count();
    assert!((10..=50).contains(&chunked), "{chunked} of 60 in chunks");
    for copy in relay.copies() {
        assert_eq!(copy.is_chunked, copy.connection % 2 == 1);
        assert!(copy.data.ends_with(b"--\r\n"), "the text is whole: {}", String::from_utf8_lossy(&copy.data));
    }
}

async fn what_a_relay_offers_is_made_use_of(database: &TestDatabase) {
    let relay = Relay::with(chunking(), |_| Answer::Proceed).await;
    run(database, &relay, "").await;
    let copy = relay.copies_for("reader0042@example.org").remove(0);
    let [mail, rcpt] = &copy.commands[..] else { panic!("{:?}", copy.commands) };
    assert!(mail.contains(&format!(" SIZE={}", copy.data.len())), "{mail}");
    let name = copy.message_id();
    let name = name.trim_matches(['<', '>']).split('@').next().unwrap();
    assert!(mail.ends_with(&format!(" RET=HDRS ENVID={name}")), "{mail} and {name}");
    assert!(rcpt.ends_with(" NOTIFY=FAILURE,DELAY ORCPT=rfc822;reader0042@example.org"), "{rcpt}");

    let frugal = TestDatabase::sqlite();
    let relay = Relay::with(chunking(), |_| Answer::Proceed).await;
    run(&frugal, &relay, "chunking = false").await;
    assert!(relay.copies().iter().all(|copy| !copy.is_chunked));
}
