//! An answer to the dot that comes when nobody waits for it any more.

use std::collections::HashSet;
use std::sync::Mutex;
use std::time::Duration;

use letterbell::inbound::smtp::{Answer, Options};

use super::installation::{Installation, Settings, readers};
use super::reckoning::reckon;
use super::relay::{At, Moment, Relay, chunking, refusal, slowly, step_by_step};
use super::support::databases::{TestDatabase, on_both_engines};
use super::support::process::DEADLINE;

on_both_engines!(
    a_late_yes_is_no_other_mails_yes,
    a_late_yes_is_no_other_chunks_yes,
    a_late_yes_is_no_other_mails_yes_where_each_step_is_waited_for,
);

async fn a_late_yes_is_no_other_mails_yes(database: &TestDatabase) {
    let relay = Relay::start(late_for_some()).await;
    run(database, &relay, "").await;
}

async fn a_late_yes_is_no_other_chunks_yes(database: &TestDatabase) {
    let relay = with(chunking()).await;
    run(database, &relay, "window = 4").await;
}

async fn a_late_yes_is_no_other_mails_yes_where_each_step_is_waited_for(database: &TestDatabase) {
    let relay = with(step_by_step()).await;
    run(database, &relay, "").await;
}

async fn with(options: Options) -> Relay {
    Relay::with(options, late_for_some()).await
}

/// For five readers the yes comes half a second after the deadline; whoever else is named in that conversation afterwards is refused for good.
fn late_for_some() -> impl Fn(Moment<'_>) -> Answer + Send {
    let late = Mutex::new(HashSet::new());
    move |moment| {
        let mut late = late.lock().unwrap();
        let is_one =
            ["03", "13", "23", "33", "43"].iter().any(|end| moment.recipient.starts_with(&format!("reader00{end}")));
        match moment.at {
            At::Dot if is_one && moment.nth == 1 => {
                late.insert(moment.connection);
                slowly(Duration::from_millis(3500))
            }
            At::Recipient if late.contains(&moment.connection) => refusal(550, "5.1.1 not you"),
            At::Dot if late.contains(&moment.connection) => refusal(550, "5.6.0 not this"),
            _ => Answer::Proceed,
        }
    }
}

/// Nobody's mail has failed, and nobody's counts as sent that the relay did not take.
async fn run(database: &TestDatabase, relay: &Relay, window: &str) {
    let readers = readers(80);
    let relay_settings = format!("dot_timeout = \"3 s\"\nenvelope_timeout = \"1 s\"\n{window}");
    // One that goes twice behind a late one is unknown twice, and waits.
    let settings = Settings { relay: &relay_settings, delivery: "first_retry = \"1 s\"", ..Settings::default() };
    let installation = Installation::new(&database.url(), relay, &readers, settings).await;
    let service = installation.serve().await;
    let digest = installation.run_digest().await;
    let shown = installation.finished(&digest, DEADLINE * 2).await;
    service.stopped().await;
    let reckoning = reckon(database, &installation, relay, &readers, &shown).await;
    assert_eq!(reckoning.extra, 5);
    let window = if window.is_empty() { 1 } else { 4 };
    assert!((5..=5 * window).contains(&reckoning.unknown), "{reckoning:?}");
}
