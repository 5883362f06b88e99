//! A relay whose answers are slow, endless, or no answers.

use std::time::Duration;

use letterbell::inbound::smtp::Answer;

use super::installation::{Installation, Settings, readers};
use super::reckoning::{Reckoning, reckon};
use super::relay::{At, Moment, Relay, chunking, once, trickled};
use super::support::databases::{TestDatabase, on_both_engines};
use super::support::process::DEADLINE;

on_both_engines!(
    answers_that_are_slow_endless_or_none_end_their_connection_and_lose_nothing,
    a_malformed_answer_to_a_chunk_makes_its_window_unknown_and_nothing_lost,
);

const SETTINGS: &str = "connect_timeout = \"2 s\"\ngreeting_timeout = \"2 s\"\nenvelope_timeout = \"2 s\"\ndata_timeout = \"2 s\"\n\
                        body_timeout = \"2 s\"\ndot_timeout = \"4 s\"\nmessages_per_connection = 8";

/// What is no answer, and never ends in time.
fn babble() -> Vec<Answer> {
    let bytes = |bytes: &[u8]| Answer::Bytes(bytes.to_vec());
    vec![
        trickled("250 2.0.0 Yes, in a moment", Duration::from_secs(1)),
        Answer::Bytes(b"250-and so on\r\n".repeat(100_000)),
        Answer::Bytes(b"250 and so on, ".repeat(700_000)),
        bytes(b"250 2.0.0 \0\0\0\n"),
        bytes(b"250 2.0.0 yes\n250 2.0.0 no\r\n"),
        bytes(b"\0\0\0\r\n"),
        bytes(b"2\r\n50 yes\r\n"),
        bytes(b"250-yes\r\n550 no\r\n"),
    ]
}

async fn answers_that_are_slow_endless_or_none_end_their_connection_and_lose_nothing(database: &TestDatabase) {
    // Each reader of these meets one of them once, and others between them are taken: a relay that does nothing else is braked.
    let steps = [At::Recipient, At::Data, At::Dot];
    let cases: Vec<_> = steps.iter().flat_map(|at| babble().into_iter().map(|answer| (*at, answer))).collect();
    let at_some = move |moment: Moment<'_>| {
        let number: usize = moment.recipient.get(6..10)?.parse().ok()?;
        let (at, answer) = cases.get(number / 12).filter(|_| number % 12 == 7)?;
        (moment.at == *at && moment.nth == 1).then(|| answer.clone())
    };
    let elsewhere = [At::Hello, At::Sender].map(|at| once(at, babble().remove(1)));
    let at_the_dot = babble().len();
    // NUL in the middle of an answer is the answer's own business: it is no reason to doubt the mail, and no database must choke on it.
    let odd = once(At::Dot, Answer::Bytes(b"250 2.0.0 \0\xff\x1b taken\r\n".to_vec()));
    let relay = Relay::start(move |moment| {
        let somewhere = || elsewhere.iter().find_map(|rule| rule(moment));
        at_some(moment).or_else(somewhere).or_else(|| odd(moment)).unwrap_or(Answer::Proceed)
    })
    .await;
    let readers = readers(300);
    let settings = Settings { relay: SETTINGS, delivery: "first_retry = \"1 s\"", ..Settings::default() };
    let installation = Installation::new(&database.url(), &relay, &readers, settings).await;
    let service = installation.serve().await;
    let digest = installation.run_digest().await;
    let shown = installation.finished(&digest, DEADLINE * 2).await;
    service.stopped().await;
    let reckoning = reckon(database, &installation, &relay, &readers, &shown).await;
    assert_eq!(reckoning, Reckoning { extra: at_the_dot, unknown: at_the_dot });
}

async fn a_malformed_answer_to_a_chunk_makes_its_window_unknown_and_nothing_lost(database: &TestDatabase) {
    let rules: Vec<_> = babble().into_iter().map(|answer| once(At::Dot, answer)).collect();
    let most = rules.len() * 3;
    let relay =
        Relay::with(chunking(), move |moment| rules.iter().find_map(|rule| rule(moment)).unwrap_or(Answer::Proceed))
            .await;
    let readers = readers(200);
    let relay_settings = format!("{SETTINGS}\nwindow = 3");
    let settings = Settings { relay: &relay_settings, delivery: "first_retry = \"1 s\"", ..Settings::default() };
    let installation = Installation::new(&database.url(), &relay, &readers, settings).await;
    let service = installation.serve().await;
    let digest = installation.run_digest().await;
    let shown = installation.finished(&digest, DEADLINE * 2).await;
    service.stopped().await;
    let reckoning = reckon(database, &installation, &relay, &readers, &shown).await;
    assert!(reckoning.unknown <= most, "{reckoning:?}");
}
