//! A machine whose clock jumps in the middle of a run: by libfaketime, under the built program.

use std::path::Path;
use std::time::Duration;

use letterbell::inbound::smtp::Answer;
use tempfile::TempDir;

use super::copies::compare;
use super::installation::{Installation, Settings, readers};
use super::ledger;
use super::relay::{At, Relay, slowly};
use super::support::databases::{TestDatabase, on_postgres, on_sqlite};
use super::support::left_out::left_out;
use super::support::process::{DEADLINE, Signal};

/// Longer than a sender takes to look at the clock.
const WRONG_FOR: Duration = Duration::from_secs(7);

/// A clock for one process: as wrong as the file says.
struct WrongClock {
    folder: TempDir,
    library: String,
}

impl WrongClock {
    /// One that is right for now; leaves `test` out where libfaketime is not installed.
    fn new(test: &str) -> Option<Self> {
        let folders =
            ["/usr/lib/x86_64-linux-gnu/faketime", "/usr/lib/aarch64-linux-gnu/faketime", "/usr/lib/faketime"];
        let library =
            folders.map(|folder| Path::new(folder).join("libfaketime.so.1")).into_iter().find(|path| path.exists());
        let Some(library) = library else {
            left_out(test, "libfaketime is not installed: apt-get install faketime");
            return None;
        };
        let clock = Self { folder: tempfile::tempdir().unwrap(), library: library.display().to_string() };
        clock.is_off_by("+0");
        Some(clock)
    }

    /// `+1h`, `-400d`.
    fn is_off_by(&self, span: &str) {
        // In one step: nobody reads half of it.
        let (file, fresh) = (self.folder.path().join("span"), self.folder.path().join("fresh"));
        std::fs::write(&fresh, span).unwrap();
        std::fs::rename(fresh, file).unwrap();
    }

    /// What a process is given to go by it. Its stopwatches stay right, as they do when a machine's clock is set.
    fn environment<'a>(&'a self, file: &'a str) -> [(&'a str, &'a str); 4] {
        [
            ("LD_PRELOAD", &self.library),
            ("FAKETIME_TIMESTAMP_FILE", file),
            ("FAKETIME_NO_CACHE", "1"),
            ("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
        ]
    }

    fn file(&self) -> String {
        self.folder.path().join("span").display().to_string()
    }
}

/// After the last one every lease looks spent.
const JUMPS: [&str; 4] = ["-2h", "+1h", "-400d", "+400d"];

#[test]
fn a_clock_that_jumps_during_a_run_loses_nobody_and_repeats_nothing() {
    let test = "clock::a_clock_that_jumps_during_a_run_loses_nobody_and_repeats_nothing";
    let Some(clock) = WrongClock::new(test) else { return };
    on_sqlite(async |database| {
        let relay = Relay::start(|moment| match moment.at {
            At::Dot => slowly(Duration::from_millis(100)),
            _ => Answer::Proceed,
        })
        .await;
        let readers = readers(1500);
        let installation = Installation::new(&database.url(), &relay, &readers, short_lease()).await;
        let file = clock.file();
        let service = installation.serve_in(&clock.environment(&file)).await;
        let digest = installation.run_digest().await;
        for jump in JUMPS {
            let taken = relay.copies().len();
            relay.has_taken(taken + 50, DEADLINE).await;
            clock.is_off_by(jump);
            tokio::time::sleep(WRONG_FOR).await;
            clock.is_off_by("+0");
        }
        assert!(installation.show(&digest).await.open > 0, "the last jump came too late to mean anything");
        let shown = installation.finished(&digest, DEADLINE * 2).await;
        let log = service.stopped().await.stderr;
        assert!(log.matches("the clock was set").count() >= JUMPS.len(), "the jumps were seen: {log}");
        assert!(!log.contains("recovered"), "nobody was gone: {log}");
        assert_eq!(shown.sent, readers.len() as u64);
        holds(database, &readers, &relay).await;
    });
}

fn short_lease() -> Settings<'static> {
    Settings { delivery: "lease = \"10 s\"", ..Settings::default() }
}

async fn holds(database: &TestDatabase, readers: &[String], relay: &Relay) {
    let findings = compare(readers, &relay.copies());
    assert!(findings.only_extra() && findings.extra == 0, "{findings:?}");
    assert_eq!(ledger::unknown_attempts(database).await + ledger::late_attempts(database).await, 0);
    let runs = "SELECT count(*) FROM digest WHERE state <> 'skipped'";
    assert_eq!(ledger::count(database, runs).await, 1, "no jump made a digest");
    // What was written while the only clock was wrong carries its time: mails that went out "before" their readers had agreed.
    let dated = matches!(database, TestDatabase::Sqlite { .. }).then_some("nobody_is_mailed_without_consent");
    ledger::adds_up_but_for(database, dated.as_slice()).await;
}

#[test]
fn of_two_workers_one_whose_clock_jumps_neither_steals_nor_is_robbed() {
    let test = "clock::of_two_workers_one_whose_clock_jumps_neither_steals_nor_is_robbed";
    let Some(clock) = WrongClock::new(test) else { return };
    on_postgres(test, async |database| {
        let relay = Relay::start(|moment| match moment.at {
            At::Dot => slowly(Duration::from_millis(150)),
            _ => Answer::Proceed,
        })
        .await;
        let readers = readers(1800);
        let installation = Installation::new(&database.url(), &relay, &readers, short_lease()).await;
        let right = installation.work().await;
        for duty in ["running schedules", "polling feeds"] {
            right.line_with(&format!("this process has the duty duty=\"{duty}\"")).await;
        }
        let file = clock.file();
        let wrong = installation.work_in(&clock.environment(&file)).await;
        for worker in [&right, &wrong] {
            worker.line_with("processes=2").await;
        }
        let digest = installation.run_digest().await;
        for jump in JUMPS {
            clock.is_off_by("+0");
            let taken = relay.copies().len();
            relay.has_taken(taken + 50, DEADLINE).await;
            clock.is_off_by(jump);
            tokio::time::sleep(WRONG_FOR).await;
        }
        // It ends while it is wrong: what the other one has in hand is none of its business.
        assert!(installation.show(&digest).await.open > 0, "this came too late to mean anything");
        wrong.signal(Signal::Terminate);
        let wrong = wrong.finished().await;
        assert_eq!(wrong.status.code(), Some(0), "{wrong:#?}");
        let shown = installation.finished(&digest, DEADLINE * 3).await;
        right.signal(Signal::Terminate);
        let right = right.finished().await;
        for log in [&right.stderr, &wrong.stderr] {
            assert!(!log.contains("recovered"), "nobody was gone: {log}");
        }
        assert!(wrong.stderr.contains("this machine's clock is off"), "the jumps were seen: {}", wrong.stderr);
        assert!(!wrong.stderr.contains("this process has the duty"), "{}", wrong.stderr);
        assert_eq!(shown.sent, readers.len() as u64);
        holds(database, &readers, &relay).await;
    });
}
