//! Mails that are announced, or were begun, while their relay takes its time: who leaves meanwhile gets none.

use std::time::{Duration, Instant};

use letterbell::inbound::smtp::Answer;

use super::copies::compare;
use super::installation::{CONNECTIONS, Installation, Service, Settings, readers};
use super::ledger;
use super::relay::{At, Moment, Relay, slowly};
use super::support::databases::{TestDatabase, on_both_engines};
use super::support::process::DEADLINE;

on_both_engines!(
    who_leaves_or_is_suppressed_behind_a_slow_dot_gets_no_text,
    who_leaves_while_the_relay_thinks_about_the_envelope_gets_no_text,
    a_paused_digest_sends_no_text_that_was_only_announced,
    a_dot_that_takes_long_gives_the_announced_mail_to_another_connection,
);

const READERS: usize = 60;

/// The readers whose mails a connection holds, announced or begun.
async fn in_hand(database: &TestDatabase, digest: &str) -> Vec<String> {
    let statement = format!(
        "SELECT u.address, CAST(1 AS BIGINT) FROM delivery d JOIN subscription s ON s.id = d.subscription_id
         JOIN subscriber u ON u.id = s.subscriber_id WHERE d.digest_id = {digest} AND d.state = 'sending'"
    );
    ledger::by_reader(database, &statement).await.into_keys().collect()
}

/// The readers whose mails are announced behind a dot that the relay has not answered: it has not heard of them.
async fn announced(database: &TestDatabase, relay: &Relay, digest: &str, many: usize) -> Vec<String> {
    let began = Instant::now();
    loop {
        let in_hand = in_hand(database, digest).await;
        // One that is just being begun has come to the relay by then.
        tokio::time::sleep(Duration::from_millis(200)).await;
        let begun: Vec<String> = relay.begun().into_iter().skip(READERS).map(|(name, _)| name).collect();
        let announced: Vec<String> = in_hand.into_iter().filter(|name| !begun.contains(name)).collect();
        if announced.len() >= many {
            return announced;
        }
        assert!(began.elapsed() < DEADLINE, "only {announced:?} were announced");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// A list whose readers all have had a digest, at once; then `rule` decides.
async fn after_a_first_digest(database: &TestDatabase, relay: &Relay) -> (Installation, Service) {
    let installation = Installation::new(&database.url(), relay, &readers(READERS), Settings::default()).await;
    let service = installation.serve().await;
    let first = installation.run_digest().await;
    installation.finished(&first, DEADLINE).await;
    (installation, service)
}

async fn leave(relay: &Relay, service: &Service, reader: &str) {
    let link = relay.copies_for(reader)[0].unsubscribe_path();
    assert_eq!(service.post(&link, "List-Unsubscribe=One-Click").await.status().as_u16(), 200);
}

/// The first dots take three seconds, later ones no time.
fn slow_at_first(at: At) -> impl Fn(Moment<'_>) -> Answer + Send {
    let began = Instant::now();
    move |moment| {
        let is_early = began.elapsed() < Duration::from_secs(3);
        if moment.at == at && is_early { slowly(Duration::from_secs(3)) } else { Answer::Proceed }
    }
}

async fn who_leaves_or_is_suppressed_behind_a_slow_dot_gets_no_text(database: &TestDatabase) {
    let relay = Relay::start(|_| Answer::Proceed).await;
    let (installation, service) = after_a_first_digest(database, &relay).await;
    relay.obey(slow_at_first(At::Dot));
    let digest = installation.run_digest().await;
    let announced = announced(database, &relay, &digest, 2).await;
    let [leaving, suppressed, ..] = &announced[..] else { panic!("{announced:?}") };
    let told = Instant::now();
    leave(&relay, &service, leaving).await;
    installation.command(&["suppression", "add", suppressed]).await;
    assert!(told.elapsed() < Duration::from_secs(2), "all this came too late to mean anything");

    let shown = installation.finished(&digest, DEADLINE).await;
    service.stopped().await;
    for gone in [leaving, suppressed] {
        assert_eq!(relay.copies_for(gone).len(), 1, "{gone} got another");
    }
    let sent = READERS as u64 - 2;
    assert_eq!((shown.planned, shown.sent, shown.skipped, shown.failed), (READERS as u64, sent, 2, 0), "{shown:?}");
    assert_eq!(relay.copies().len() as u64, READERS as u64 + sent);
    ledger::adds_up(database).await;
}

async fn who_leaves_while_the_relay_thinks_about_the_envelope_gets_no_text(database: &TestDatabase) {
    let relay = Relay::start(|_| Answer::Proceed).await;
    let (installation, service) = after_a_first_digest(database, &relay).await;
    relay.obey(slow_at_first(At::Data));
    let digest = installation.run_digest().await;
    relay.has_come_to(At::Recipient, READERS + CONNECTIONS, DEADLINE).await;
    let (leaving, _) = relay.begun().into_iter().nth(READERS).unwrap();
    leave(&relay, &service, &leaving).await;

    let shown = installation.finished(&digest, DEADLINE).await;
    service.stopped().await;
    assert_eq!(relay.copies_for(&leaving).len(), 1, "{leaving} got another");
    assert_eq!((shown.sent, shown.skipped, shown.failed), (READERS as u64 - 1, 1, 0), "{shown:?}");
    ledger::adds_up(database).await;
}

async fn a_paused_digest_sends_no_text_that_was_only_announced(database: &TestDatabase) {
    let relay = Relay::start(|_| Answer::Proceed).await;
    let (installation, service) = after_a_first_digest(database, &relay).await;
    relay.obey(slow_at_first(At::Dot));
    let digest = installation.run_digest().await;
    let announced = announced(database, &relay, &digest, CONNECTIONS).await;
    let told = Instant::now();
    installation.command(&["digest", "pause", &digest]).await;
    assert!(told.elapsed() < Duration::from_secs(2), "this came too late to mean anything");
    installation.shows(&digest, DEADLINE, |shown| shown.sent == CONNECTIONS as u64).await;
    let unheld = async {
        while !in_hand(database, &digest).await.is_empty() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(DEADLINE, unheld).await.expect("nothing is in hand while the digest is paused");
    for reader in &announced {
        assert_eq!(relay.copies_for(reader).len(), 1, "{reader} got another");
    }
    assert_eq!(installation.show(&digest).await.sent, CONNECTIONS as u64);

    installation.command(&["digest", "resume", &digest]).await;
    let shown = installation.finished(&digest, DEADLINE).await;
    service.stopped().await;
    assert_eq!((shown.sent, shown.failed), (READERS as u64, 0));
    let findings = compare(&readers(READERS), &relay.copies()[READERS..]);
    assert!(findings.only_extra() && findings.extra == 0, "{findings:?}");
    ledger::adds_up(database).await;
}

async fn a_dot_that_takes_long_gives_the_announced_mail_to_another_connection(database: &TestDatabase) {
    let relay = Relay::start(|moment| match moment.nth {
        1 if moment.is(At::Dot, "reader0003") => slowly(Duration::from_secs(12)),
        _ => Answer::Proceed,
    })
    .await;
    let readers = readers(READERS);
    let installation = Installation::new(&database.url(), &relay, &readers, Settings::default()).await;
    let service = installation.serve().await;
    let began = Instant::now();
    let digest = installation.run_digest().await;
    installation.shows(&digest, Duration::from_secs(11), |shown| shown.sent == READERS as u64 - 1).await;
    println!("all others within {:?}", began.elapsed());
    let shown = installation.finished(&digest, DEADLINE).await;
    service.stopped().await;
    assert_eq!((shown.sent, shown.failed), (READERS as u64, 0));
    let findings = compare(&readers, &relay.copies());
    assert!(findings.only_extra() && findings.extra == 0, "the yes was waited for: {findings:?}");
    assert_eq!(ledger::unknown_attempts(database).await, 0);
    assert_eq!(ledger::count(database, ledger::CHARGED).await, i64::try_from(READERS).unwrap());
    ledger::adds_up(database).await;
}
