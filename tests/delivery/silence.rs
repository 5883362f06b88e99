//! A relay that falls silent, at each step of a conversation.

use letterbell::inbound::smtp::Answer;

use super::installation::{Installation, Settings, readers};
use super::reckoning::{Reckoning, reckon};
use super::relay::{At, Relay, once};
use super::support::databases::{TestDatabase, on_both_engines};
use super::support::left_out::by_size;
use super::support::process::DEADLINE;

on_both_engines!(
    silence_at_any_step_ends_by_that_steps_deadline_and_holds_up_nobody_else,
    one_connection_that_hangs_holds_up_no_other_and_no_end,
);

const STEPS: [At; 8] = [At::Greeting, At::Hello, At::SignIn, At::Sender, At::Recipient, At::Data, At::Dot, At::Quit];

/// Every deadline, longer at the dot, where a machine that stalls would add a mail of unknown end; and so few mails a connection that
/// there are many connections.
const SETTINGS: &str = "connect_timeout = \"2 s\"\ngreeting_timeout = \"2 s\"\nenvelope_timeout = \"2 s\"\ndata_timeout = \"2 s\"\n\
                        body_timeout = \"2 s\"\ndot_timeout = \"4 s\"\nusername = \"us\"\npassword = \"ours\"\n\
                        messages_per_connection = 6";

async fn silence_at_any_step_ends_by_that_steps_deadline_and_holds_up_nobody_else(database: &TestDatabase) {
    let relay = Relay::start(|_| Answer::Proceed).await;
    let silences = STEPS.map(|at| once(at, Answer::Hang));
    relay.obey(move |moment| silences.iter().find_map(|silence| silence(moment)).unwrap_or(Answer::Proceed));
    let readers = readers(120);
    let settings = Settings { relay: SETTINGS, delivery: "first_retry = \"1 s\"", ..Settings::default() };
    let installation = Installation::new(&database.url(), &relay, &readers, settings).await;
    let service = installation.serve().await;
    let digest = installation.run_digest().await;
    let shown = installation.finished(&digest, DEADLINE * 2).await;
    service.stopped().await;
    for at in STEPS {
        assert!(relay.times(at) > 1, "{at:?} was never tried again");
    }
    // Where the relay has the mail, and only there, nobody knows.
    let reckoning = reckon(database, &installation, &relay, &readers, &shown).await;
    assert_eq!(reckoning, Reckoning { extra: 1, unknown: 1 });
}

async fn one_connection_that_hangs_holds_up_no_other_and_no_end(database: &TestDatabase) {
    // Each takes a service of its own.
    for at in by_size(vec![At::Greeting, At::Recipient, At::Dot], STEPS.to_vec()) {
        let silence = once(at, Answer::Hang);
        let relay = Relay::start(move |moment| silence(moment).unwrap_or(Answer::Proceed)).await;
        let server = "drain = \"1 s\"";
        let relay_settings = "username = \"us\"\npassword = \"ours\"\nmessages_per_connection = 6";
        let settings = Settings { server, relay: relay_settings, ..Settings::default() };
        let fresh = match database {
            TestDatabase::Sqlite { .. } => TestDatabase::sqlite(),
            TestDatabase::Postgres { .. } => TestDatabase::postgres().unwrap(),
        };
        let readers = readers(40);
        let installation = Installation::new(&fresh.url(), &relay, &readers, settings).await;
        let service = installation.serve().await;
        let digest = installation.run_digest().await;
        // With its usual deadlines a connection hangs for minutes. A mail may be in its hand, but no more.
        let sent = installation.shows(&digest, DEADLINE, |shown| shown.sent >= 39).await;
        println!("silent at {at:?}: {} sent", sent.sent);
        service.stopped().await;

        let service = installation.serve().await;
        let shown = installation.finished(&digest, DEADLINE).await;
        service.stopped().await;
        let reckoning = reckon(&fresh, &installation, &relay, &readers, &shown).await;
        assert!(reckoning.extra <= usize::from(at == At::Dot), "{at:?}: {reckoning:?}");
    }
}
