//! After whatever happened: nobody lost, every repeat explained, and the counters exact.

use super::copies::{compare, counted};
use super::installation::{Installation, Shown};
use super::ledger;
use super::relay::Relay;
use super::support::databases::TestDatabase;

/// What a run of one digest left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reckoning {
    /// Copies beyond the first ones.
    pub extra: usize,
    /// Attempts of which nobody knows how they ended.
    pub unknown: usize,
}

/// Holds what `relay` took for the one digest of `database` against `owed`, its readers, and against the books.
///
/// # Panics
/// When somebody was lost, or got a mail that is not the same byte for byte, or that no attempt of unknown end explains; when a
/// counter is wrong or a promise broken.
pub async fn reckon(
    database: &TestDatabase,
    installation: &Installation,
    relay: &Relay,
    owed: &[String],
    shown: &Shown,
) -> Reckoning {
    let copies = relay.copies();
    let findings = compare(owed, &copies);
    assert!(findings.only_extra(), "{findings:?}");
    let unknown_of = ledger::unknown_by_reader(database).await;
    for (reader, copies) in counted(&copies) {
        let explained = unknown_of.get(&reader).copied().unwrap_or_default();
        assert!(i64::try_from(copies).unwrap() <= explained + 1, "{copies} copies for {reader}, {explained} explained");
    }
    let unknown = usize::try_from(unknown_of.values().sum::<i64>()).unwrap();
    let promised = (owed.len() as u64, owed.len() as u64, 0, 0, 0);
    assert_eq!((shown.planned, shown.sent, shown.skipped, shown.failed, shown.open), promised, "{shown:?}");
    assert_eq!(shown.whole["uncertain"]["attempts"], unknown, "{shown:?}");
    ledger::adds_up(database).await;
    installation.command(&["verify"]).await;
    println!("{} mails, {} extra copies, {unknown} attempts of unknown end", owed.len(), findings.extra);
    Reckoning { extra: findings.extra, unknown }
}
