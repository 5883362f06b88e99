//! What the log tells at its most talkative, and who overtakes whom.

use std::time::Duration;

use letterbell::inbound::smtp::Answer;

use super::copies::Copy;
use super::installation::{Installation, Settings, readers};
use super::relay::{At, Moment, Relay, refusal};
use super::support::databases::{TestDatabase, on_both_engines};
use super::support::process::DEADLINE;

on_both_engines!(
    a_confirmation_overtakes_a_running_digest,
    at_level_debug_no_line_holds_an_address_or_a_link_that_acts,
);

async fn a_confirmation_overtakes_a_running_digest(database: &TestDatabase) {
    let relay = Relay::start(|_| Answer::Proceed).await;
    let settings = Settings { relay: "per_second = 50", ..Settings::default() };
    let installation = Installation::new(&database.url(), &relay, &readers(2000), settings).await;
    let service = installation.serve().await;
    let digest = installation.run_digest().await;
    relay.has_taken(20, DEADLINE).await;
    assert_eq!(service.sign_up("new@example.org").await.status().as_u16(), 200);
    relay.copy_for("new@example.org", Duration::from_secs(5)).await;
    assert!(installation.show(&digest).await.open > 1000, "there was nothing left to overtake");
    service.stopped().await;
}

/// Relays like to quote whom they refuse.
fn refuse_with_names(moment: Moment<'_>) -> Answer {
    let quoting = |code, words: &str| refusal(code, &format!("{words} <{}>", moment.recipient));
    let first = moment.nth == 1;
    match moment.at {
        At::Recipient if moment.recipient.starts_with("reader0001") => quoting(550, "5.1.1 no such mailbox"),
        At::Recipient if moment.recipient.starts_with("reader0002") && first => quoting(450, "4.2.1 come back"),
        At::Dot if moment.recipient.starts_with("reader0003") => quoting(554, "5.7.1 not for"),
        At::Dot if moment.recipient.starts_with("reader0004") && first => Answer::Close,
        At::Recipient if moment.recipient.starts_with("reader0005") && first => quoting(554, "Relay access denied"),
        _ => Answer::Proceed,
    }
}

async fn at_level_debug_no_line_holds_an_address_or_a_link_that_acts(database: &TestDatabase) {
    let relay = Relay::start(refuse_with_names).await;
    let delivery = "first_retry = \"1 s\"";
    let settings = Settings { delivery, log: "level = \"debug\"", ..Settings::default() };
    let installation = Installation::new(&database.url(), &relay, &readers(40), settings).await;
    let service = installation.serve().await;
    let digest = installation.run_digest().await;
    installation.shows(&digest, DEADLINE, |shown| shown.state == "paused").await;
    installation.command(&["digest", "resume", &digest]).await;

    assert_eq!(service.sign_up("new@example.org").await.status().as_u16(), 200);
    let confirmation = relay.copy_for("new@example.org", DEADLINE).await;
    let confirm = tokens(&confirmation).into_iter().find(|path| path.starts_with("/c/")).unwrap();
    assert_eq!(service.post(&confirm, "confirm=1").await.status().as_u16(), 200);
    assert_eq!(service.status(&confirm).await, 200);
    installation.finished(&digest, DEADLINE).await;
    let leave = relay.copies_for("reader0010@example.org")[0].unsubscribe_path();
    assert_eq!(service.post(&leave, "List-Unsubscribe=One-Click").await.status().as_u16(), 200);
    assert_eq!(service.post("/c/made-up-token-of-nobody", "confirm=1").await.status().as_u16(), 404);
    let log = service.stopped().await.stderr;

    assert!(log.contains("DEBUG"), "the level is on");
    let with = |text: &str| log.lines().find(|line| line.contains(text)).map(str::to_owned);
    assert_eq!(with("@example.org"), None);
    assert_eq!(with("reader00"), None);
    assert_eq!(with("made-up-token"), None);
    for path in relay.copies().iter().flat_map(tokens) {
        assert_eq!(with(&path[3..]), None, "a link that acts: {path}");
    }
}

/// The paths of the links that act in a mail, from its header and its text.
fn tokens(copy: &Copy) -> Vec<String> {
    let text = mail_parser::MessageParser::default().parse(&copy.data).unwrap().body_text(0).unwrap().into_owned();
    let words = text.split(|character: char| character.is_whitespace() || "<>()".contains(character));
    let links = words.filter_map(|word| url::Url::parse(word).ok()).map(|link| link.path().to_owned());
    links.filter(|path| ["/c/", "/u/", "/p/"].iter().any(|beginning| path.starts_with(beginning))).collect()
}
