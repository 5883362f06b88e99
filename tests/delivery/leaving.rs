//! Readers who leave, and addresses that are suppressed, while a digest is being sent.

use std::time::{Duration, Instant};

use letterbell::inbound::smtp::Answer;

use super::copies::Copy;
use super::installation::{Installation, Settings, readers};
use super::ledger;
use super::relay::{At, Relay, chunking, slowly};
use super::support::databases::{TestDatabase, on_both_engines, on_sqlite};
use super::support::process::DEADLINE;

on_both_engines!(who_leaves_or_is_suppressed_during_a_run_gets_no_mail_that_begins_later);

async fn who_leaves_or_is_suppressed_during_a_run_gets_no_mail_that_begins_later(database: &TestDatabase) {
    leave_during_a_run(database, &Relay::start(|_| Answer::Proceed).await).await;
}

#[test]
fn who_leaves_or_is_suppressed_while_it_sends_by_bdat_gets_no_mail_that_begins_later() {
    on_sqlite(async |database| {
        leave_during_a_run(database, &Relay::with(chunking(), |_| Answer::Proceed).await).await;
    });
}

async fn leave_during_a_run(database: &TestDatabase, relay: &Relay) {
    const READERS: usize = 150;
    let readers = readers(READERS);
    let installation = Installation::new(&database.url(), relay, &readers, Settings::default()).await;
    let service = installation.serve().await;
    let first = installation.run_digest().await;
    installation.finished(&first, DEADLINE).await;

    relay.obey(|moment| match moment.at {
        At::Dot => slowly(Duration::from_millis(150)),
        _ => Answer::Proceed,
    });
    let digest = installation.run_digest().await;
    relay.has_taken(READERS + 20, DEADLINE).await;
    // One whose turn comes late, and one who may be about to be sent to at this moment.
    let mut left = Vec::new();
    for reader in [&readers[READERS - 10], &readers[60]] {
        let link = relay.copies_for(reader)[0].unsubscribe_path();
        let answer = service.post(&link, "List-Unsubscribe=One-Click").await;
        assert_eq!(answer.status().as_u16(), 200);
        left.push((reader, Instant::now()));
    }
    let suppressed = &readers[READERS - 20];
    installation.command(&["suppression", "add", suppressed]).await;
    left.push((suppressed, Instant::now()));
    assert!(installation.show(&digest).await.open > 20, "all this came too late to mean anything");

    let shown = installation.finished(&digest, DEADLINE).await;
    service.stopped().await;
    for (reader, gone_at) in &left {
        let is_late = |copy: &Copy| copy.began > *gone_at + Duration::from_secs(1);
        assert!(!relay.copies_for(reader).iter().any(is_late), "{reader} got another");
    }
    assert!(relay.copies_for(&readers[READERS - 10]).len() == 1 && relay.copies_for(suppressed).len() == 1);
    let sent = relay.copies().len() - READERS;
    assert_eq!((shown.planned, shown.sent), (READERS as u64, sent as u64));
    assert_eq!(shown.skipped, (READERS - sent) as u64);
    assert!((2..=3).contains(&shown.skipped), "{shown:?}");
    assert_eq!((shown.failed, shown.open), (0, 0));
    ledger::adds_up(database).await;
}
