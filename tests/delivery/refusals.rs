//! A relay that refuses: now, for good, us, or everybody.

use std::time::{Duration, Instant};

use letterbell::inbound::smtp::{Answer, Options};

use super::copies::{Copy, compare};
use super::installation::{Installation, Settings, Shown, readers};
use super::ledger;
use super::relay::{At, Moment, Relay, chunking, refusal, step_by_step};
use super::support::databases::{TestDatabase, on_both_engines, on_sqlite};
use super::support::process::DEADLINE;

on_both_engines!(
    each_refusal_means_what_its_stage_says,
    a_refused_sender_pauses_the_digest_and_charges_nobody,
    a_policy_that_refuses_everybody_pauses_the_digest_and_charges_nobody,
    a_mail_that_is_too_long_for_the_relay_pauses_the_digest,
    a_mail_that_turns_out_too_long_for_everybody_pauses_the_digest_and_charges_nobody,
    a_relay_that_is_down_charges_nobody_and_is_used_again_by_itself,
    a_refused_login_charges_nobody_and_is_told_without_addresses,
    a_mail_that_would_wait_too_long_fails,
);

/// What all deliveries were charged.
const CHARGED: &str = "SELECT CAST(sum(attempts) AS BIGINT) FROM delivery";

fn refuse_by_name(moment: Moment<'_>) -> Answer {
    let first = moment.nth == 1;
    match moment.at {
        At::Recipient if moment.recipient.starts_with("later") && moment.nth <= 2 => refusal(450, "4.2.1 come back"),
        At::Recipient if moment.recipient.starts_with("never") => refusal(550, "5.1.1 no such mailbox"),
        At::Recipient if moment.recipient.starts_with("closing") && first => refusal(421, "4.3.2 closing"),
        At::Dot if moment.recipient.starts_with("spam") => refusal(554, "5.7.1 we do not like it"),
        At::Dot if moment.recipient.starts_with("busy") && first => refusal(451, "4.3.0 come back"),
        At::Dot if moment.recipient.starts_with("vanishing") && first => Answer::Close,
        _ => Answer::Proceed,
    }
}

async fn each_refusal_means_what_its_stage_says(database: &TestDatabase) {
    let relay = Relay::start(refuse_by_name).await;
    let special = ["later", "never", "closing", "spam", "busy", "vanishing"].map(|name| format!("{name}@example.org"));
    let readers = [special.to_vec(), readers(40)].concat();
    let settings = Settings { delivery: "first_retry = \"2 s\"", ..Settings::default() };
    let installation = Installation::new(&database.url(), &relay, &readers, settings).await;
    let service = installation.serve().await;
    let digest = installation.run_digest().await;
    let shown = installation.finished(&digest, DEADLINE).await;
    let log = service.stopped().await.stderr;

    assert_eq!((shown.planned, shown.sent, shown.failed, shown.skipped), (46, 44, 2, 0), "{shown:?}");
    let findings = compare(&readers, &relay.copies());
    assert_eq!(findings.lost, ["never@example.org", "spam@example.org"]);
    assert_eq!((findings.extra, findings.unequal.len(), findings.shared_ids.len()), (1, 0, 0));
    assert_eq!(relay.copies_for("vanishing@example.org").len(), 2);
    assert_eq!(ledger::unknown_attempts(database).await, 1);
    assert_eq!(shown.whole["uncertain"]["attempts"], 1, "{shown:?}");
    let story = installation.command(&["trace", "vanishing@example.org"]).await;
    let attempts = &story["deliveries"][0]["attempts"];
    assert_eq!((&attempts[0]["outcome"], &attempts[1]["outcome"]), (&"unknown".into(), &"sent".into()), "{story:#}");
    let name = attempts[1]["message_id"].as_str().unwrap();
    assert_eq!(installation.command(&["trace", name]).await["deliveries"], story["deliveries"]);
    let words = shown.whole["last_words"].to_string();
    assert!(words.contains("no such mailbox") && words.contains("we do not like it"), "{words}");

    // 2 s and 4 s, a tenth either way.
    let tries: Vec<Instant> =
        relay.begun().iter().filter(|(name, _)| name.starts_with("later")).map(|(_, at)| *at).collect();
    let [first, second, third] = tries[..] else { panic!("{tries:?}") };
    assert!(second - first >= Duration::from_millis(1800), "{:?}", second - first);
    assert!(third - second >= Duration::from_millis(3600), "{:?}", third - second);
    // But for those who were announced behind one whose connection ended.
    let is_in_time = |copy: &&Copy| copy.recipient.starts_with("reader") && copy.began < third;
    let in_time = relay.copies().iter().filter(is_in_time).count();
    assert!(in_time >= 36, "the others were held up: {in_time} of 40");

    for (name, charged) in [("later", 3), ("never", 1), ("closing", 1), ("spam", 1), ("busy", 1), ("vanishing", 2)] {
        let statement = format!(
            "SELECT CAST(d.attempts AS BIGINT) FROM delivery d JOIN subscription s ON s.id = d.subscription_id
             JOIN subscriber u ON u.id = s.subscriber_id WHERE u.address LIKE '{name}@%'"
        );
        assert_eq!(ledger::count(database, &statement).await, charged, "{name}");
    }
    assert!(!log.contains('@'), "{log}");
    ledger::adds_up(database).await;
}

/// Waits until the digest is paused, and nothing is under way that could pause it again.
async fn has_paused(installation: &Installation, digest: &str) -> Shown {
    let is_still = |shown: &Shown| shown.state == "paused" && shown.whole["states"]["sending"].is_null();
    installation.shows(digest, DEADLINE, is_still).await
}

async fn a_refused_sender_pauses_the_digest_and_charges_nobody(database: &TestDatabase) {
    let relay = Relay::start(|moment| match moment.at {
        At::Sender => refusal(550, "5.7.1 <news@example.org>: not from here"),
        _ => Answer::Proceed,
    })
    .await;
    let readers = readers(40);
    let installation = Installation::new(&database.url(), &relay, &readers, Settings::default()).await;
    let service = installation.serve().await;
    let digest = installation.run_digest().await;
    let paused = has_paused(&installation, &digest).await;
    assert!(
        paused.reason.contains("relay script refuses the sender: 550") && paused.reason.contains("not from here"),
        "{paused:?}"
    );
    assert_eq!((paused.open, paused.failed), (40, 0));
    assert_eq!(ledger::count(database, CHARGED).await, 0);

    relay.obey(|_| Answer::Proceed);
    installation.command(&["digest", "resume", &digest]).await;
    let shown = installation.finished(&digest, DEADLINE).await;
    assert_eq!((shown.sent, shown.failed), (40, 0));

    // The other way in which relays say it quotes the reader.
    relay.obey(|moment| match moment.at {
        At::Recipient => refusal(554, &format!("5.7.1 <{}>: Relay access denied", moment.recipient)),
        _ => Answer::Proceed,
    });
    let second = installation.run_digest().await;
    let paused = has_paused(&installation, &second).await;
    assert!(paused.reason.contains("Relay access denied"), "{paused:?}");
    assert_eq!(ledger::count(database, CHARGED).await, 40, "those of the first digest");
    let log = service.stopped().await.stderr;
    assert!(log.contains("digest paused") && !log.contains('@'), "{log}");
    let findings = compare(&readers, &relay.copies());
    assert!(findings.only_extra() && findings.extra == 0, "{findings:?}");
    ledger::adds_up(database).await;
}

async fn a_policy_that_refuses_everybody_pauses_the_digest_and_charges_nobody(database: &TestDatabase) {
    pauses_when_everybody_gets(database, refusal(550, "5.7.1 looks like spam")).await;
}

async fn a_mail_that_turns_out_too_long_for_everybody_pauses_the_digest_and_charges_nobody(database: &TestDatabase) {
    pauses_when_everybody_gets(database, refusal(552, "5.3.4 message size exceeds the limit")).await;
}

async fn pauses_when_everybody_gets(database: &TestDatabase, refusal: Answer) {
    // Slow enough that every connection has a mail there when the third refusal comes.
    let relay = Relay::start(move |moment| match moment.at {
        At::Dot => Answer::After(Duration::from_millis(100), Box::new(refusal.clone())),
        _ => Answer::Proceed,
    })
    .await;
    let readers = readers(40);
    let installation = Installation::new(&database.url(), &relay, &readers, Settings::default()).await;
    let service = installation.serve().await;
    let digest = installation.run_digest().await;
    let paused = has_paused(&installation, &digest).await;
    assert_eq!((paused.open, paused.failed), (40, 0), "{paused:?}");
    assert_eq!(ledger::count(database, CHARGED).await, 0);

    relay.obey(|_| Answer::Proceed);
    installation.command(&["digest", "resume", &digest]).await;
    let shown = installation.finished(&digest, DEADLINE).await;
    service.stopped().await;
    assert_eq!((shown.sent, shown.failed), (40, 0));
    ledger::adds_up(database).await;
}

async fn a_mail_that_is_too_long_for_the_relay_pauses_the_digest(database: &TestDatabase) {
    let small = Options { max_message: 2000, ..chunking() };
    let relay = Relay::with(small, |_| Answer::Proceed).await;
    let installation = Installation::new(&database.url(), &relay, &readers(20), Settings::default()).await;
    let service = installation.serve().await;
    let digest = installation.run_digest().await;
    let paused = has_paused(&installation, &digest).await;
    assert!(paused.reason.contains("relay script: the message is longer than the 2000 octets"), "{paused:?}");
    assert_eq!((paused.open, paused.failed), (20, 0));
    service.stopped().await;
    assert_eq!(ledger::count(database, CHARGED).await, 0);
    ledger::adds_up(database).await;
}

async fn a_relay_that_is_down_charges_nobody_and_is_used_again_by_itself(database: &TestDatabase) {
    let relay = Relay::start(|_| Answer::Proceed).await;
    let readers = readers(40);
    let installation = Installation::new(&database.url(), &relay, &readers, Settings::default()).await;
    relay.go_down().await;
    let service = installation.serve().await;
    let digest = installation.run_digest().await;
    let line = service.process.line_with("the relay cannot be used").await;
    assert!(line.contains("script") && line.contains("stage=connect"), "{line}");
    let waiting = installation.show(&digest).await;
    assert_eq!((waiting.state.as_str(), waiting.open), ("sending", 40));
    assert_eq!(ledger::count(database, CHARGED).await, 0);

    relay.come_up().await;
    let shown = installation.finished(&digest, DEADLINE).await;
    let log = service.stopped().await.stderr;
    assert!(log.contains("the relay works again"), "{log}");
    assert_eq!(shown.sent, 40);
    assert_eq!(ledger::count(database, CHARGED).await, 40);
    let findings = compare(&readers, &relay.copies());
    assert!(findings.only_extra() && findings.extra == 0, "{findings:?}");
    ledger::adds_up(database).await;
}

async fn a_refused_login_charges_nobody_and_is_told_without_addresses(database: &TestDatabase) {
    let relay = Relay::start(|moment| match moment.at {
        At::SignIn => refusal(535, "5.7.8 operator@example.org: wrong"),
        _ => Answer::Proceed,
    })
    .await;
    let readers = readers(10);
    let relay_settings = "username = \"operator@example.org\"\npassword = \"a-secret-of-ours\"";
    let settings = Settings { relay: relay_settings, ..Settings::default() };
    let installation = Installation::new(&database.url(), &relay, &readers, settings).await;
    let service = installation.serve().await;
    let digest = installation.run_digest().await;
    let line = service.process.line_with("the relay cannot be used").await;
    assert!(line.contains("ERROR") && line.contains("script") && line.contains("stage=auth"), "{line}");
    assert!(line.contains("535"), "the relay's own code: {line}");
    let paused = has_paused(&installation, &digest).await;
    assert!(paused.reason.contains("535"), "the relay's own words: {paused:?}");
    assert_eq!(ledger::count(database, CHARGED).await, 0);

    relay.obey(|_| Answer::Proceed);
    installation.command(&["digest", "resume", &digest]).await;
    let shown = installation.finished(&digest, DEADLINE).await;
    assert_eq!(shown.sent, 10);
    let log = service.stopped().await.stderr;
    assert!(!log.contains('@') && !log.contains("a-secret-of-ours"), "{log}");
    ledger::adds_up(database).await;
}

async fn a_mail_that_would_wait_too_long_fails(database: &TestDatabase) {
    let relay = Relay::start(|moment| match moment.at {
        At::Recipient => refusal(450, "4.2.1 come back"),
        _ => Answer::Proceed,
    })
    .await;
    // The wait is spread by a tenth either way: for about half of the readers it ends after ten minutes, which is too late.
    let delivery = "first_retry = \"600 s\"\nlongest_retry = \"600 s\"\ngive_up_after = \"600 s\"";
    let settings = Settings { delivery, ..Settings::default() };
    let installation = Installation::new(&database.url(), &relay, &readers(40), settings).await;
    let service = installation.serve().await;
    let digest = installation.run_digest().await;
    let settled = |statement| ledger::count(database, statement);
    let tried = |shown: &Shown| shown.whole["states"]["deferred"].as_u64().unwrap_or_default() + shown.failed == 40;
    let shown = installation.shows(&digest, DEADLINE, tried).await;
    assert!(shown.failed >= 10 && shown.open >= 10, "{shown:?}");
    let late = "SELECT count(*) FROM delivery WHERE state = 'deferred' AND due_at - created_at > 600000";
    assert_eq!(settled(late).await, 0);
    assert_eq!(settled(CHARGED).await, 40);
    service.stopped().await;
    ledger::adds_up(database).await;
}

#[test]
fn what_is_too_old_to_be_tried_again_is_given_up_however_its_last_try_ended() {
    on_sqlite(async |database| {
        // Step by step: nobody's mail ends with the connection of another one's.
        let relay = Relay::with(step_by_step(), |moment| match moment.at {
            At::Recipient if moment.recipient.starts_with("later") => refusal(450, "4.2.1 come back"),
            At::Recipient if moment.recipient.starts_with("closing") => Answer::Close,
            At::Dot if moment.recipient.starts_with("busy") => refusal(451, "4.3.0 come back"),
            At::Dot if moment.recipient.starts_with("vanishing") => Answer::Close,
            _ => Answer::Proceed,
        })
        .await;
        let old = ["later", "closing", "busy", "vanishing"].map(|name| format!("{name}@example.org"));
        let readers = [old.to_vec(), readers(10)].concat();
        let installation = Installation::new(&database.url(), &relay, &readers, Settings::default()).await;
        let digest = installation.run_digest().await;
        let aged = "UPDATE delivery SET created_at = created_at - 172800000 WHERE subscription_id IN
                    (SELECT s.id FROM subscription s JOIN subscriber u ON u.id = s.subscriber_id WHERE u.address NOT LIKE 'reader%')";
        assert_eq!(ledger::change(database, aged).await, old.len() as u64);
        let service = installation.serve().await;
        let shown = installation.finished(&digest, DEADLINE).await;
        service.stopped().await;
        let states = &shown.whole["states"];
        assert_eq!((shown.sent, &states["failed"], &states["held"]), (10, &3.into(), &1.into()), "{shown:?}");
        assert_eq!(relay.copies_for("vanishing@example.org").len(), 2, "the first time it is sent again in any case");
        ledger::adds_up(database).await;
    });
}

#[test]
fn a_single_mail_waits_when_its_sender_is_refused_and_fails_when_a_policy_refuses_it() {
    on_sqlite(async |database| {
        let relay = Relay::start(|moment| match moment.at {
            At::Recipient if moment.recipient.starts_with("sender") => refusal(550, "5.7.26 unauthenticated"),
            At::Recipient if moment.recipient.starts_with("policy") => refusal(550, "5.7.1 not from you"),
            _ => Answer::Proceed,
        })
        .await;
        let installation = Installation::new(&database.url(), &relay, &readers(1), Settings::default()).await;
        let service = installation.serve().await;
        for name in ["sender", "policy"] {
            assert_eq!(service.sign_up(&format!("{name}@example.org")).await.status().as_u16(), 200);
        }
        let began = Instant::now();
        while ledger::count(database, "SELECT count(*) FROM attempt").await < 2 {
            assert!(began.elapsed() < DEADLINE, "both are refused");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        service.stopped().await;
        let failed = "SELECT count(*) FROM delivery WHERE state = 'failed' AND last_reply LIKE '%not from you%'";
        assert_eq!(ledger::count(database, failed).await, 1);
        // In five minutes, and uncharged: nobody resumes a single mail.
        let waiting = "SELECT count(*) FROM delivery d JOIN attempt a ON a.delivery_id = d.id
                       WHERE d.state = 'planned' AND d.attempts = 0 AND d.due_at - a.at = 300000";
        assert_eq!(ledger::count(database, waiting).await, 1);
        ledger::adds_up(database).await;
    });
}
