//! Mails that are announced, or were begun, while their relay takes its time: who leaves meanwhile gets none.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
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
    a_dot_that_takes_long_holds_no_place_of_the_announced_mails_domain,
    what_a_relay_has_taken_is_recorded_while_it_thinks_about_the_next_envelope,
);

const READERS: usize = 60;

/// The readers whose mails are announced behind the dots that the relay has not answered: it has not heard of them.
async fn announced(database: &TestDatabase, relay: &Relay, digest: &str) -> Vec<String> {
    // Each connection's next mail is recorded before its text leaves.
    relay.has_come_to(At::Dot, READERS + CONNECTIONS, DEADLINE).await;
    let mut announced = ledger::in_hand(database, digest).await;
    announced.retain(|reader| !has_heard_of(relay, reader));
    announced
}

/// Whether this digest's mail for `reader` has come to the relay.
fn has_heard_of(relay: &Relay, reader: &str) -> bool {
    relay.begun().iter().skip(READERS).any(|(name, _)| name == reader)
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

/// The first time that each connection comes to this step, the relay thinks: less long than an announced mail waits for it.
fn slow_at_first(at: At) -> impl Fn(Moment<'_>) -> Answer + Send {
    let left = AtomicUsize::new(CONNECTIONS);
    move |moment| {
        let is_first = || left.fetch_update(SeqCst, SeqCst, |left| left.checked_sub(1)).is_ok();
        if moment.at == at && is_first() { slowly(Duration::from_secs(4)) } else { Answer::Proceed }
    }
}

async fn who_leaves_or_is_suppressed_behind_a_slow_dot_gets_no_text(database: &TestDatabase) {
    let relay = Relay::start(|_| Answer::Proceed).await;
    let (installation, service) = after_a_first_digest(database, &relay).await;
    relay.obey(slow_at_first(At::Dot));
    let digest = installation.run_digest().await;
    let announced = announced(database, &relay, &digest).await;
    let [leaving, suppressed, ..] = &announced[..] else { panic!("{announced:?}") };
    leave(&relay, &service, leaving).await;
    installation.command(&["suppression", "add", suppressed]).await;
    let is_late = has_heard_of(&relay, leaving) || has_heard_of(&relay, suppressed);
    assert!(!is_late, "all this came too late to mean anything");

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
    assert_eq!(relay.copies_for(&leaving).len(), 1, "this came too late to mean anything");

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
    let announced = announced(database, &relay, &digest).await;
    assert_eq!(announced.len(), CONNECTIONS, "{announced:?}");
    installation.command(&["digest", "pause", &digest]).await;
    let is_late = announced.iter().any(|reader| has_heard_of(&relay, reader));
    assert!(!is_late, "this came too late to mean anything");
    installation.shows(&digest, DEADLINE, |shown| shown.sent == CONNECTIONS as u64).await;
    let unheld = async {
        while !ledger::in_hand(database, &digest).await.is_empty() {
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
        1 if moment.is(At::Dot, "reader0003") => slowly(Duration::from_secs(16)),
        _ => Answer::Proceed,
    })
    .await;
    let readers = readers(READERS);
    // Longer than a lease, which is prolonged meanwhile.
    let settings = Settings { delivery: "lease = \"10 s\"", ..Settings::default() };
    let installation = Installation::new(&database.url(), &relay, &readers, settings).await;
    let service = installation.serve().await;
    let began = Instant::now();
    let digest = installation.run_digest().await;
    installation.shows(&digest, Duration::from_secs(11), |shown| shown.sent == READERS as u64 - 1).await;
    println!("all others within {:?}", began.elapsed());
    let shown = installation.finished(&digest, DEADLINE).await;
    // The others have nothing to do any more, and say goodbye.
    relay.has_come_to(At::Quit, 1, DEADLINE).await;
    service.stopped().await;
    assert_eq!((shown.sent, shown.failed), (READERS as u64, 0));
    let findings = compare(&readers, &relay.copies());
    assert!(findings.only_extra() && findings.extra == 0, "the yes was waited for: {findings:?}");
    assert_eq!(ledger::unknown_attempts(database).await, 0);
    assert_eq!(ledger::count(database, ledger::CHARGED).await, i64::try_from(READERS).unwrap());
    ledger::adds_up(database).await;
}

async fn a_dot_that_takes_long_holds_no_place_of_the_announced_mails_domain(database: &TestDatabase) {
    // While the others wait for their first answer, the connection with the slow dot announces the first mail to the narrow domain.
    let relay = Relay::start(|moment| match moment.at {
        At::Recipient if moment.recipient.ends_with("@patient.example") => slowly(Duration::from_secs(2)),
        At::Dot if moment.recipient.ends_with("@slow.example") => slowly(Duration::from_secs(16)),
        _ => Answer::Proceed,
    })
    .await;
    let at = |domain: &str, many: usize| (0..many).map(|n| format!("reader{n}@{domain}")).collect::<Vec<_>>();
    let readers = [at("slow.example", 1), at("patient.example", CONNECTIONS - 1), at("narrow.example", 20)].concat();
    let tables = "[[domain]]\nname = \"narrow.example\"\nconnections = 1";
    let settings = Settings { tables, ..Settings::default() };
    let installation = Installation::new(&database.url(), &relay, &readers, settings).await;
    let service = installation.serve().await;
    let digest = installation.run_digest().await;
    relay.has_come_to(At::Dot, 1, DEADLINE).await;
    let announced = ledger::in_hand(database, &digest).await;
    assert!(announced.iter().any(|name| name.ends_with("@narrow.example")), "only {announced:?} are in hand");
    installation.shows(&digest, Duration::from_secs(11), |shown| shown.sent == readers.len() as u64 - 1).await;
    service.stopped().await;
    let findings = compare(&readers, &relay.copies());
    assert!(findings.only_extra() && findings.extra == 0, "{findings:?}");
    ledger::adds_up(database).await;
}

async fn what_a_relay_has_taken_is_recorded_while_it_thinks_about_the_next_envelope(database: &TestDatabase) {
    // Each connection gets one mail through; its next envelope is not answered.
    let relay = Relay::start({
        let envelopes = Mutex::new(HashMap::new());
        move |moment| {
            if moment.at != At::Recipient {
                return Answer::Proceed;
            }
            let mut envelopes = envelopes.lock().unwrap();
            let nth = envelopes.entry(moment.connection).and_modify(|nth| *nth += 1).or_insert(1);
            if *nth > 1 { Answer::Hang } else { Answer::Proceed }
        }
    })
    .await;
    let readers = readers(READERS);
    let installation = Installation::new(&database.url(), &relay, &readers, Settings::default()).await;
    let service = installation.serve().await;
    let digest = installation.run_digest().await;
    relay.has_taken(CONNECTIONS, DEADLINE).await;
    let taken = Instant::now();
    let recorded = format!("SELECT count(*) FROM delivery WHERE digest_id = {digest} AND state = 'sent'");
    while ledger::count(database, &recorded).await < i64::try_from(CONNECTIONS).unwrap() {
        assert!(taken.elapsed() < Duration::from_secs(4), "it waits for the next envelope's answer");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let shown = installation.show(&digest).await;
    assert!(shown.open > 0, "{shown:?}");

    // It ends soon, and nothing is uncertain.
    let told = Instant::now();
    service.stopped().await;
    assert!(told.elapsed() < Duration::from_secs(12), "{:?}", told.elapsed());
    relay.obey(|_| Answer::Proceed);
    let service = installation.serve().await;
    let shown = installation.finished(&digest, DEADLINE).await;
    service.stopped().await;
    assert_eq!(shown.sent, READERS as u64);
    let findings = compare(&readers, &relay.copies());
    assert!(findings.only_extra() && findings.extra == 0, "{findings:?}");
    assert_eq!(ledger::unknown_attempts(database).await, 0);
    ledger::adds_up(database).await;
}
