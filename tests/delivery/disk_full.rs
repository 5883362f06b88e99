//! A SQLite file on a disk that fills up: at planning, before a mail begins, and before its outcome is recorded.

use std::fs::File;
use std::io::Write;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use letterbell::inbound::smtp::Answer;
use sqlx::{Connection, SqliteConnection};

use super::cluster::is_root;
use super::copies::compare;
use super::installation::{CONNECTIONS, Installation, Service, Settings, readers};
use super::ledger;
use super::relay::{At, Relay, slowly, with_slow_end};
use super::support::databases::TestDatabase;
use super::support::left_out::left_out;
use super::support::process::{DEADLINE, Signal};

const READERS: usize = 300;

/// A small disk with an empty database on it.
struct SmallDisk {
    database: TestDatabase,
    folder: PathBuf,
}

impl SmallDisk {
    /// Mounts one, or leaves `test` out where that is not allowed.
    fn mount(test: &str) -> Option<Self> {
        let database = TestDatabase::sqlite();
        let TestDatabase::Sqlite { folder } = &database else { unreachable!("it is SQLite") };
        let folder = folder.path().to_owned();
        let mounted = is_root()
            && Command::new("mount")
                .args(["-t", "tmpfs", "-o", "size=24m", "tmpfs"])
                .arg(&folder)
                .output()
                .is_ok_and(|output| output.status.success());
        if !mounted {
            left_out(test, "a tmpfs can be mounted by root alone");
            return None;
        }
        let disk = Self { database, folder };
        File::create(disk.folder.join("letterbell.db")).unwrap();
        Some(disk)
    }

    /// Leaves not a byte free.
    fn fill(&self) {
        let mut filler = File::options().create(true).append(true).open(self.folder.join("filler")).unwrap();
        for block in [1 << 20, 1 << 12, 1] {
            while filler.write_all(&vec![0; block]).is_ok() {}
        }
    }

    fn free(&self) {
        std::fs::remove_file(self.folder.join("filler")).unwrap();
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Lazily: a process that was just killed may still have it open.
        let _ = Command::new("umount").arg("--lazy").arg(&self.folder).status();
    }
}

/// What the process is at when the disk fills up.
#[derive(Clone, Copy, PartialEq)]
enum Moment {
    Planning,
    Intent,
    Outcome,
}

#[test]
fn a_disk_that_is_full_at_planning_holds_the_digest_up_and_nothing_else() {
    run("disk_full::a_disk_that_is_full_at_planning_holds_the_digest_up_and_nothing_else", Moment::Planning);
}

#[test]
fn a_disk_that_is_full_in_the_middle_lets_no_mail_begin() {
    run("disk_full::a_disk_that_is_full_in_the_middle_lets_no_mail_begin", Moment::Intent);
}

#[test]
fn a_disk_that_is_full_at_the_outcome_forgets_none() {
    run("disk_full::a_disk_that_is_full_at_the_outcome_forgets_none", Moment::Outcome);
}

fn run(test: &str, moment: Moment) {
    let Some(disk) = SmallDisk::mount(test) else { return };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(filled(&disk, moment));
}

async fn filled(disk: &SmallDisk, moment: Moment) {
    let pause = if moment == Moment::Outcome { Duration::from_secs(2) } else { Duration::from_millis(20) };
    let readers = readers(READERS);
    let relay = Relay::start(with_slow_end(&readers[150], move |step| match step.at {
        At::Dot => slowly(pause),
        _ => Answer::Proceed,
    }))
    .await;
    // Lists of schedules and settings that make a digest by itself as soon as a post is there.
    let settings = Settings { log: "\n[digests]\ngrace = \"0 s\"", ..Settings::default() };
    let installation = Installation::new(&disk.database.url(), &relay, &readers, settings).await;
    let service = match moment {
        Moment::Planning => filled_at_planning(disk, &installation).await,
        Moment::Intent | Moment::Outcome => {
            let service = installation.serve().await;
            installation.run_digest().await;
            let taken = if moment == Moment::Outcome { CONNECTIONS } else { 60 };
            relay.has_taken(taken, DEADLINE).await;
            disk.fill();
            service.process.line_with("outcomes cannot be recorded").await;
            service
        }
    };
    // What was recorded before may still begin.
    let recorded = ledger::in_hand(&disk.database, "1").await;
    let stands_still = Instant::now();
    relay.obey(|_| Answer::Proceed);
    let mut promised = Vec::new();
    for visitor in 0..5 {
        let address = format!("visitor{visitor}@example.org");
        let asked = Instant::now();
        let answer = service.sign_up(&address).await;
        assert!(asked.elapsed() < Duration::from_secs(6), "{:?}", asked.elapsed());
        match answer.status().as_u16() {
            503 => assert!(answer.headers().contains_key("retry-after"), "{answer:?}"),
            200 => promised.push(address),
            other => {
                service.process.signal(Signal::Kill);
                panic!("{other}: {:#?}", service.process.finished().await)
            }
        }
    }
    assert!(promised.len() < 5, "the disk was not full");
    assert_eq!(service.status("/healthz").await, 200);
    // The fault's own length.
    tokio::time::sleep_until((stands_still + Duration::from_secs(4)).into()).await;
    let freed = Instant::now();
    disk.free();

    relay.has_taken(READERS, DEADLINE).await;
    println!("everything was sent {:?} after there was room", freed.elapsed());
    service.has_status("/readyz", 200).await;
    assert_eq!(service.sign_up("late@example.org").await.status().as_u16(), 200);
    promised.push("late@example.org".to_owned());
    for address in &promised {
        relay.copy_for(address, DEADLINE).await;
    }
    let shown = installation.finished("1", DEADLINE).await;
    let log = service.stopped().await.stderr;
    assert!(!log.contains("panicked"), "{log}");

    let still = stands_still..freed;
    let begun = relay.begun().into_iter().filter(|(name, at)| still.contains(at) && !recorded.contains(name)).count();
    assert_eq!(begun, 0, "mails were begun that could not be recorded");
    let owed = [readers, promised].concat();
    let findings = compare(&owed, &relay.copies());
    assert!(findings.only_extra() && findings.extra == 0, "{findings:?}");
    assert_eq!((shown.sent, shown.skipped, shown.failed, shown.open), (READERS as u64, 0, 0, 0));
    assert_eq!(ledger::unknown_attempts(&disk.database).await, 0);
    let mut connection = SqliteConnection::connect(&disk.database.url()).await.unwrap();
    let checked: String = sqlx::query_scalar("PRAGMA integrity_check").fetch_one(&mut connection).await.unwrap();
    assert_eq!(checked, "ok");
    ledger::adds_up(&disk.database).await;
}

/// The post is there, and the disk is full before the scheduler has seen it.
async fn filled_at_planning(disk: &SmallDisk, installation: &Installation) -> Service {
    installation.command(&["schedule", "add", "--list", "news", "--name", "at-once", "--immediately"]).await;
    ledger::change(&disk.database, "UPDATE subscription SET schedule_id = (SELECT max(id) FROM schedule)").await;
    let service = installation.serve().await;
    service.process.signal(Signal::Stop);
    installation.publish();
    let polled = installation.command(&["feed", "poll"]).await;
    assert_eq!(polled[0]["new"], 1, "{polled}");
    disk.fill();
    service.process.signal(Signal::Continue);
    service.process.line_with("could not be").await;
    service
}
