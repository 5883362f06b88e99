//! A relay that takes a mail and hangs up before it has said so (RFC 1047).

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use letterbell::inbound::smtp::{Answer, Options};

use super::chance::Chance;
use super::installation::{Installation, Settings, readers};
use super::ledger;
use super::reckoning::{Reckoning, reckon};
use super::relay::{At, Relay, chunking};
use super::support::databases::{TestDatabase, on_both_engines};
use super::support::left_out::by_size;
use super::support::process::DEADLINE;

on_both_engines!(
    each_drop_after_the_dot_is_unknown_once_and_repeated_once,
    each_drop_after_a_chunk_is_unknown_once_and_repeated_once,
    a_mail_that_is_never_answered_for_does_not_fill_its_readers_mailbox,
);

async fn each_drop_after_the_dot_is_unknown_once_and_repeated_once(database: &TestDatabase) {
    let (reckoning, drops) = dropped(database, None).await;
    assert_eq!(reckoning, Reckoning { extra: drops, unknown: drops });
}

async fn each_drop_after_a_chunk_is_unknown_once_and_repeated_once(database: &TestDatabase) {
    let (reckoning, drops) = dropped(database, Some(chunking())).await;
    assert_eq!(reckoning, Reckoning { extra: drops, unknown: drops });
}

/// What one drop in a hundred leaves, and how many there were.
async fn dropped(database: &TestDatabase, options: Option<Options>) -> (Reckoning, usize) {
    let lots = Chance::told().lots();
    let drops = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&drops);
    let rule = move |moment: super::relay::Moment<'_>| {
        let is_always_dropped = moment.nth == 1 && moment.recipient.starts_with("reader0007");
        if moment.at == At::Dot && (is_always_dropped || lots.permille(moment) < 10) {
            counted.fetch_add(1, Ordering::SeqCst);
            return Answer::Close;
        }
        Answer::Proceed
    };
    let relay = match options {
        Some(options) => Relay::with(options, rule).await,
        None => Relay::start(rule).await,
    };
    let many = by_size(500, 10_000);
    let readers = readers(many);
    let settings = Settings { delivery: "first_retry = \"1 s\"", ..Settings::default() };
    let installation = Installation::new(&database.url(), &relay, &readers, settings).await;
    let service = installation.serve().await;
    let digest = installation.run_digest().await;
    let shown = installation.finished(&digest, by_size(Duration::from_secs(60), Duration::from_secs(600))).await;
    service.stopped().await;
    let reckoning = reckon(database, &installation, &relay, &readers, &shown).await;
    (reckoning, drops.load(Ordering::SeqCst))
}

async fn a_mail_that_is_never_answered_for_does_not_fill_its_readers_mailbox(database: &TestDatabase) {
    let relay = Relay::start(|moment| match moment.at {
        At::Dot if moment.recipient.starts_with("reader0003") => Answer::Close,
        _ => Answer::Proceed,
    })
    .await;
    let delivery = "first_retry = \"1 s\"\nlongest_retry = \"10 s\"\ngive_up_after = \"60 s\"";
    let settings = Settings { delivery, ..Settings::default() };
    let installation = Installation::new(&database.url(), &relay, &readers(10), settings).await;
    let service = installation.serve().await;
    let digest = installation.run_digest().await;
    relay.has_taken(9 + 4, DEADLINE).await;
    let copies = relay.copies_for("reader0003@example.org");
    let [first, second, third, fourth, ..] = &copies[..] else { panic!("{} copies", copies.len()) };
    println!("again after {:?}, then after {:?}", second.began - first.began, third.began - second.began);
    assert!(third.began - second.began >= Duration::from_millis(900), "it does not wait");
    assert!(fourth.began - third.began >= Duration::from_millis(1800), "it does not wait for longer each time");
    let story = installation.command(&["trace", "reader0003@example.org"]).await;
    assert_eq!(story["deliveries"][0]["attempts"][0]["outcome"], "unknown", "{story:#}");
    // One that was announced behind it comes a few seconds later, over another connection.
    installation.shows(&digest, DEADLINE, |shown| shown.open == 1 && shown.sent == 9).await;
    service.stopped().await;
    ledger::adds_up(database).await;
}
