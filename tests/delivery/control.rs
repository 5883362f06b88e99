//! What the operator does to a digest while a service in another process sends it.

use std::time::{Duration, Instant};

use letterbell::inbound::smtp::Answer;

use super::copies::compare;
use super::installation::{Installation, Settings, readers};
use super::ledger;
use super::relay::{At, Moment, Relay, refusal, slowly, with_slow_end};
use super::support::databases::{TestDatabase, on_both_engines};
use super::support::process::DEADLINE;

on_both_engines!(
    while_a_digest_is_paused_nobody_gets_it_and_afterwards_everybody_has_it_once,
    a_slow_relay_gets_nothing_new_after_a_pause,
    a_digest_that_is_called_off_ends_exactly_with_what_the_relay_has,
    failed_mails_are_tried_again_once_and_nobody_elses,
    held_mails_are_sent_again_when_the_operator_says_so,
    what_a_dead_worker_had_begun_is_held_where_the_operator_wants_it_so,
    what_is_too_old_expires_and_is_not_sent,
);

const READERS: usize = 300;
/// From this reader on the relay is slow, until the operator has said all that he wants to say.
const SLOW_FROM: usize = 200;
/// What a command may take to be obeyed.
const SOON: Duration = Duration::from_secs(1);

fn slow_relay(moment: Moment<'_>) -> Answer {
    match moment.at {
        At::Dot => slowly(Duration::from_millis(30)),
        _ => Answer::Proceed,
    }
}

/// Begins a digest to [`READERS`] and waits until some of it is sent.
async fn under_way(installation: &Installation, relay: &Relay) -> String {
    let digest = installation.run_digest().await;
    relay.has_taken(60, DEADLINE).await;
    digest
}

/// Waits for the command's second, and then for as long again; what came in the second one.
async fn came_late(relay: &Relay, told: Instant) -> usize {
    // In two parts: a relay that could not run for most of it still reads what had come.
    tokio::time::sleep_until((told + SOON / 2).into()).await;
    tokio::time::sleep(SOON / 2).await;
    let had = relay.copies().len();
    tokio::time::sleep(2 * SOON).await;
    relay.copies().len() - had
}

async fn while_a_digest_is_paused_nobody_gets_it_and_afterwards_everybody_has_it_once(database: &TestDatabase) {
    let readers = readers(READERS);
    let relay = Relay::start(with_slow_end(&readers[SLOW_FROM], slow_relay)).await;
    let installation = Installation::new(&database.url(), &relay, &readers, Settings::default()).await;
    let service = installation.serve().await;
    let digest = under_way(&installation, &relay).await;
    for enough in [60, 140] {
        relay.has_taken(enough, DEADLINE).await;
        installation.command(&["digest", "pause", &digest]).await;
        assert_eq!(came_late(&relay, Instant::now()).await, 0);
        let paused = installation.show(&digest).await;
        assert_eq!((paused.state.as_str(), paused.sent), ("paused", relay.copies().len() as u64));
        assert!(paused.open > 50, "this came too late to mean anything: {paused:?}");
        let resumed = Instant::now();
        installation.command(&["digest", "resume", &digest]).await;
        relay.has_taken(usize::try_from(paused.sent).unwrap() + 1, DEADLINE).await;
        println!("went on within {:?}", resumed.elapsed());
    }
    relay.obey(slow_relay);
    let shown = installation.finished(&digest, DEADLINE).await;
    service.stopped().await;
    assert_eq!((shown.sent, shown.open), (READERS as u64, 0));
    let findings = compare(&readers, &relay.copies());
    assert!(findings.only_extra() && findings.extra == 0, "{findings:?}");
    ledger::adds_up(database).await;
}

async fn a_slow_relay_gets_nothing_new_after_a_pause(database: &TestDatabase) {
    // The next mail is announced while the answer to the one before is waited for; its text must not follow.
    let relay = Relay::start(|moment| match moment.at {
        At::Dot => slowly(Duration::from_millis(1500)),
        _ => Answer::Proceed,
    })
    .await;
    let readers = readers(40);
    let installation = Installation::new(&database.url(), &relay, &readers, Settings::default()).await;
    let service = installation.serve().await;
    let digest = installation.run_digest().await;
    relay.has_taken(6, DEADLINE).await;
    installation.command(&["digest", "pause", &digest]).await;
    assert_eq!(came_late(&relay, Instant::now()).await, 0);
    let sent = relay.copies().len() as u64;
    installation.shows(&digest, DEADLINE, |shown| shown.sent == sent).await;
    relay.obey(|_| Answer::Proceed);
    installation.command(&["digest", "resume", &digest]).await;
    installation.finished(&digest, DEADLINE).await;
    service.stopped().await;
    let findings = compare(&readers, &relay.copies());
    assert!(findings.only_extra() && findings.extra == 0, "{findings:?}");
    ledger::adds_up(database).await;
}

async fn a_digest_that_is_called_off_ends_exactly_with_what_the_relay_has(database: &TestDatabase) {
    let readers = readers(READERS);
    let rule = |moment: Moment<'_>| match moment.at {
        // Some are to be tried again when the digest is called off; they are not.
        At::Recipient if moment.recipient.starts_with("reader000") => refusal(451, "4.2.1 come back"),
        _ => slow_relay(moment),
    };
    let relay = Relay::start(with_slow_end(&readers[SLOW_FROM], rule)).await;
    let settings = Settings { delivery: "first_retry = \"1 s\"", ..Settings::default() };
    let installation = Installation::new(&database.url(), &relay, &readers, settings).await;
    let service = installation.serve().await;
    for is_paused in [false, true] {
        let had = relay.copies().len();
        let digest = installation.run_digest().await;
        relay.has_taken(had + 60, DEADLINE).await;
        if is_paused {
            installation.command(&["digest", "pause", &digest]).await;
        }
        installation.command(&["digest", "cancel", &digest]).await;
        assert_eq!(came_late(&relay, Instant::now()).await, 0);
        let shown = installation.shows(&digest, DEADLINE, |shown| shown.open == 0).await;
        let sent = (relay.copies().len() - had) as u64;
        assert_eq!((shown.state.as_str(), shown.sent, shown.failed), ("cancelled", sent, 0));
        assert_eq!(shown.whole["states"]["cancelled"], READERS as u64 - sent, "{shown:?}");
        assert!(shown.skipped > 50, "this came too late to mean anything: {shown:?}");
    }
    service.stopped().await;
    ledger::adds_up(database).await;
}

async fn failed_mails_are_tried_again_once_and_nobody_elses(database: &TestDatabase) {
    const FAILED: usize = 10;
    let relay = Relay::start(|moment| match moment.at {
        At::Recipient if moment.recipient.starts_with("reader000") => refusal(550, "5.1.1 nobody here"),
        _ => Answer::Proceed,
    })
    .await;
    let readers = readers(60);
    let settings = Settings { delivery: "first_retry = \"1 s\"", ..Settings::default() };
    let installation = Installation::new(&database.url(), &relay, &readers, settings).await;
    let service = installation.serve().await;
    let digest = installation.run_digest().await;
    let shown = installation.finished(&digest, DEADLINE).await;
    assert_eq!((shown.sent, shown.failed), (50, FAILED as u64));

    // However old they are: the operator's patience begins anew.
    let aged = "UPDATE delivery SET created_at = created_at - 259200000 WHERE state = 'failed'";
    assert_eq!(ledger::change(database, aged).await, FAILED as u64);
    relay.obey(|moment| match moment.nth {
        2 if moment.is(At::Recipient, "reader0003") => refusal(450, "4.2.1 come back"),
        _ => Answer::Proceed,
    });
    let again = installation.command(&["digest", "retry-failed", &digest]).await;
    assert_eq!(again["retried"], FAILED);
    relay.has_taken(60, DEADLINE).await;
    let shown = installation.finished(&digest, DEADLINE).await;
    assert_eq!((shown.sent, shown.failed), (60, 0));
    assert_eq!(installation.command(&["digest", "retry-failed", &digest]).await["retried"], 0);
    service.stopped().await;
    assert_eq!(relay.begun().len(), 60 + FAILED + 1);
    assert_eq!(compare(&readers, &relay.copies()), super::copies::Findings::default());
    ledger::adds_up(database).await;
}

async fn held_mails_are_sent_again_when_the_operator_says_so(database: &TestDatabase) {
    let relay = Relay::start(|moment| match moment.nth {
        1 if moment.is(At::Dot, "reader0003") || moment.is(At::Dot, "reader0017") => Answer::Close,
        _ => Answer::Proceed,
    })
    .await;
    let readers = readers(30);
    let settings = Settings { delivery: "on_unknown = \"hold\"", ..Settings::default() };
    let installation = Installation::new(&database.url(), &relay, &readers, settings).await;
    let service = installation.serve().await;
    let digest = installation.run_digest().await;
    let shown = installation.finished(&digest, DEADLINE).await;
    assert_eq!((shown.sent, shown.failed, &shown.whole["states"]["held"]), (28, 2, &2.into()));
    assert_eq!(installation.command(&["digest", "retry-failed", &digest]).await["retried"], 0);
    assert_eq!(installation.command(&["digest", "retry-failed", "--held", &digest]).await["retried"], 2);
    let shown = installation.finished(&digest, DEADLINE).await;
    service.stopped().await;
    assert_eq!((shown.sent, shown.failed), (30, 0));
    let findings = compare(&readers, &relay.copies());
    assert!(findings.only_extra() && findings.extra == 2, "{findings:?}");
    ledger::adds_up(database).await;
}

async fn what_a_dead_worker_had_begun_is_held_where_the_operator_wants_it_so(database: &TestDatabase) {
    let relay = Relay::start(|_| Answer::Proceed).await;
    let settings = Settings { delivery: "on_unknown = \"hold\"", ..Settings::default() };
    let installation = Installation::new(&database.url(), &relay, &readers(30), settings).await;
    let digest = installation.run_digest().await;
    let begun = "UPDATE delivery SET state = 'sending', epoch = 1, owner = 'gone', lease_until = 1, due_at = NULL
                 WHERE id = (SELECT min(id) FROM delivery WHERE digest_id IS NOT NULL)";
    assert_eq!(ledger::change(database, begun).await, 1);
    let service = installation.serve().await;
    let shown = installation.finished(&digest, DEADLINE).await;
    service.stopped().await;
    assert_eq!((shown.sent, &shown.whole["states"]["held"]), (29, &1.into()), "{shown:?}");
    assert_eq!((relay.copies().len(), ledger::unknown_attempts(database).await), (29, 1));
    ledger::adds_up(database).await;
}

async fn what_is_too_old_expires_and_is_not_sent(database: &TestDatabase) {
    let readers = readers(READERS);
    let relay = Relay::start(with_slow_end(&readers[SLOW_FROM], slow_relay)).await;
    let settings = Settings { tables: "[digests]\nexpire_after = \"30 min\"", ..Settings::default() };
    let installation = Installation::new(&database.url(), &relay, &readers, settings).await;
    let service = installation.serve().await;
    let digest = under_way(&installation, &relay).await;
    assert_eq!(ledger::change(database, "UPDATE digest SET due_at = due_at - 1800000").await, 1);
    // The scheduler looks once a second.
    service.process.line_with("is too old and is not sent any more").await;
    assert_eq!(came_late(&relay, Instant::now()).await, 0);
    let shown = installation.finished(&digest, DEADLINE).await;
    service.stopped().await;
    let sent = relay.copies().len() as u64;
    assert_eq!((shown.sent, shown.open, shown.failed), (sent, 0, 0));
    assert_eq!(shown.whole["states"]["expired"], READERS as u64 - sent, "{shown:?}");
    assert!(shown.skipped > 50, "this came too late to mean anything: {shown:?}");
    ledger::adds_up(database).await;
}
