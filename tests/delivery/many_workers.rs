//! Several workers beside each other on one PostgreSQL: undisturbed, one killed, one stopped for longer than its lease.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use futures_util::future::select_all;
use letterbell::inbound::smtp::Answer;
use sqlx::{Connection, PgConnection};

use super::chance::Chance;
use super::copies::{compare, quickest};
use super::installation::{CONNECTIONS, Installation, Settings, readers};
use super::ledger;
use super::relay::{At, Moment, Relay, slowly};
use super::support::databases::{TestDatabase, on_postgres};
use super::support::left_out::variable;
use super::support::process::{DEADLINE, Running, Signal};

/// The shortest lease that can be set: what a dead worker held is waited for so long.
const LEASE: Duration = Duration::from_secs(10);
const SHORT_LEASE: Settings<'_> =
    Settings { server: "", delivery: "lease = \"10 s\"", relay: "", tls: "", log: "", tables: "" };
/// How long the others may take to take everything over from a dead worker, its duties included.
const TAKEOVER: Duration = Duration::from_secs(75);

/// `long` with `LETTERBELL_TEST_LONG`, else `short`.
fn size(short: usize, long: usize) -> usize {
    if variable("LETTERBELL_TEST_LONG").is_some() { long } else { short }
}

fn at_the_dot(pause: Duration) -> impl Fn(Moment<'_>) -> Answer {
    move |moment| match moment.at {
        At::Dot => slowly(pause),
        _ => Answer::Proceed,
    }
}

/// Starts so many workers, and waits until each knows of all.
async fn start(installation: &Installation, many: usize) -> Vec<Running> {
    let mut workers = Vec::new();
    for _ in 0..many {
        workers.push(installation.work().await);
    }
    for worker in &workers {
        worker.line_with(&format!("processes={many}")).await;
    }
    workers
}

async fn stop(worker: Running) -> String {
    worker.signal(Signal::Terminate);
    let finished = worker.finished().await;
    assert_eq!(finished.status.code(), Some(0), "{finished:#?}");
    finished.stderr
}

#[test]
fn two_workers_share_a_digest_and_nothing_is_sent_twice() {
    on_postgres("many_workers::two_workers_share_a_digest_and_nothing_is_sent_twice", async |database| {
        share_undisturbed(database, 2).await;
    });
}

#[test]
fn four_workers_share_a_digest_and_nothing_is_sent_twice() {
    on_postgres("many_workers::four_workers_share_a_digest_and_nothing_is_sent_twice", async |database| {
        share_undisturbed(database, 4).await;
    });
}

async fn share_undisturbed(database: &TestDatabase, many: usize) {
    let relay = Relay::start(at_the_dot(Duration::from_millis(100))).await;
    let readers = readers(size(600, 6000));
    let installation = Installation::new(&database.url(), &relay, &readers, Settings::default()).await;
    let workers = start(&installation, many).await;
    let digest = installation.run_digest().await;
    let mut connection = PgConnection::connect(&database.url()).await.unwrap();
    let mut seen = BTreeSet::new();
    let began = Instant::now();
    while seen.len() < many {
        assert!(began.elapsed() < DEADLINE, "only {} of {many} took part", seen.len());
        let owners = "SELECT DISTINCT owner FROM delivery WHERE state = 'sending'";
        seen.extend(sqlx::query_scalar::<_, String>(owners).fetch_all(&mut connection).await.unwrap());
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    assert!(relay.copies().len() < readers.len(), "each took part");
    relay.obey(at_the_dot(Duration::from_millis(10)));
    let shown = installation.finished(&digest, DEADLINE * 4).await;
    // Who has the duty writes it down, and says so then.
    select_all(workers.iter().map(|worker| Box::pin(worker.line_with("digest finished")))).await;
    let mut finished = 0;
    for worker in workers {
        let log = stop(worker).await;
        assert!(!log.contains("recovered"), "nobody was gone: {log}");
        finished += log.matches("digest finished").count();
    }
    assert_eq!(finished, 1, "by the one who has the duty");
    let findings = compare(&readers, &relay.copies());
    assert!(findings.only_extra() && findings.extra == 0, "{findings:?}");
    assert_eq!((shown.sent, shown.open), (readers.len() as u64, 0));
    assert_eq!(ledger::unknown_attempts(database).await + ledger::late_attempts(database).await, 0);
    assert_eq!(ledger::count(database, "SELECT count(*) FROM worker").await, 0, "all have said goodbye");
    ledger::adds_up(database).await;
}

#[test]
fn a_worker_that_comes_in_the_middle_takes_its_share_of_the_connections() {
    let test = "many_workers::a_worker_that_comes_in_the_middle_takes_its_share_of_the_connections";
    on_postgres(test, async |database| {
        let relay = Relay::start(at_the_dot(Duration::from_millis(50))).await;
        let readers = readers(4000);
        let installation = Installation::new(&database.url(), &relay, &readers, Settings::default()).await;
        let first = installation.work().await;
        installation.run_digest().await;
        relay.has_taken(CONNECTIONS * 3, DEADLINE).await;
        let second = installation.work().await;
        first.line_with("processes=2").await;
        second.line_with("processes=2").await;
        // Each has half of them, and the first one closes the others after what was announced there.
        relay.has_come_to(At::Quit, CONNECTIONS - CONNECTIONS / 2, DEADLINE).await;
        let (shared_since, had) = (Instant::now(), relay.copies().len());
        relay.has_taken(had + 80, DEADLINE).await;
        let mut copies = relay.copies();
        copies.retain(|copy| copy.began > shared_since);
        let busy: BTreeSet<u64> = copies.iter().map(|copy| copy.connection).collect();
        let open = relay.connections().len() - relay.times(At::Quit);
        assert!(copies.len() > CONNECTIONS && copies.len() < readers.len() / 2, "too few or too many to tell");
        assert!(busy.len() <= CONNECTIONS, "{} connections are busy, and {CONNECTIONS} are allowed", busy.len());
        assert!(open <= CONNECTIONS, "{open} connections are open, and {CONNECTIONS} are allowed");
        for worker in [first, second] {
            stop(worker).await;
        }
    });
}

#[test]
fn two_workers_send_a_relay_no_more_a_second_than_one_may() {
    on_postgres("many_workers::two_workers_send_a_relay_no_more_a_second_than_one_may", async |database| {
        let relay = Relay::start(|_| Answer::Proceed).await;
        let settings = Settings { relay: "per_second = 40", ..Settings::default() };
        let installation = Installation::new(&database.url(), &relay, &readers(600), settings).await;
        let workers = start(&installation, 2).await;
        installation.run_digest().await;
        relay.has_taken(200, DEADLINE).await;
        let copies = relay.copies();
        let [second, seconds] = [40, 160].map(|many| quickest(&copies, many));
        assert!(second <= Duration::from_millis(1230), "40 took {second:?}");
        // Each connection may make up for one place.
        assert!(seconds >= Duration::from_millis(3750), "160 took {seconds:?}");
        for worker in workers {
            stop(worker).await;
        }
    });
}

#[test]
fn of_two_workers_one_is_killed_again_and_again_and_nobody_is_lost() {
    let test = "many_workers::of_two_workers_one_is_killed_again_and_again_and_nobody_is_lost";
    on_postgres(test, async |database| one_is_killed(database, 2).await);
}

#[test]
fn of_four_workers_one_is_killed_again_and_again_and_nobody_is_lost() {
    let test = "many_workers::of_four_workers_one_is_killed_again_and_again_and_nobody_is_lost";
    on_postgres(test, async |database| one_is_killed(database, 4).await);
}

async fn one_is_killed(database: &TestDatabase, many: usize) {
    let kills = size(3, 20);
    let mut chance = Chance::told();
    let relay = Relay::start(at_the_dot(Duration::from_millis(20))).await;
    let readers = readers(kills * 250);
    let installation = Installation::new(&database.url(), &relay, &readers, SHORT_LEASE).await;
    let mut moments: Vec<usize> = (0..kills).map(|_| chance.below(readers.len() - 150)).collect();
    moments.sort_unstable();
    let mut workers = start(&installation, many).await;
    let digest = installation.run_digest().await;
    for moment in moments {
        relay.has_taken(moment, DEADLINE * 2).await;
        tokio::time::sleep(chance.span(Duration::from_millis(40))).await;
        let unlucky = workers.swap_remove(chance.below(many));
        unlucky.signal(Signal::Kill);
        unlucky.finished().await;
        assert!(installation.show(&digest).await.open > 0, "this kill came too late to mean anything");
        workers.push(installation.work().await);
    }
    // Whoever had the duty to finish digests may be dead: another test waits for that.
    let shown = installation.shows(&digest, TAKEOVER, |shown| shown.open == 0).await;
    for worker in workers {
        stop(worker).await;
    }
    let findings = compare(&readers, &relay.copies());
    let unknown = ledger::unknown_attempts(database).await;
    println!("{} extra copies, {unknown} counted as unknown", findings.extra);
    assert!(findings.only_extra() && findings.extra <= kills * CONNECTIONS, "{findings:?}");
    assert_eq!((shown.sent, shown.skipped, shown.failed, shown.open), (readers.len() as u64, 0, 0, 0));
    assert!(unknown >= i64::try_from(findings.extra).unwrap(), "{unknown} of {} told", findings.extra);
    ledger::adds_up(database).await;
}

#[test]
fn what_a_dead_worker_held_and_its_duties_are_taken_over() {
    on_postgres("many_workers::what_a_dead_worker_held_and_its_duties_are_taken_over", async |database| {
        let relay = Relay::start(at_the_dot(Duration::from_millis(20))).await;
        let readers = readers(300);
        let installation = Installation::new(&database.url(), &relay, &readers, SHORT_LEASE).await;
        let first = installation.work().await;
        first.line_with("this process has the duty duty=\"running schedules\"").await;
        let second = installation.work().await;
        for worker in [&first, &second] {
            worker.line_with("processes=2").await;
        }
        let digest = installation.run_digest().await;
        relay.has_taken(100, DEADLINE).await;
        first.signal(Signal::Kill);
        first.finished().await;
        let killed = Instant::now();

        // Its lease, a look at spent leases, and the mails that are left.
        installation.shows(&digest, LEASE + Duration::from_secs(15), |shown| shown.sent == 300).await;
        println!("everything was sent {:?} after the kill", killed.elapsed());
        installation.finished(&digest, TAKEOVER).await;
        let took = killed.elapsed();
        println!("the duty was taken over {took:?} after the kill");
        assert!(took <= TAKEOVER, "{took:?}");
        while ledger::count(database, "SELECT count(*) FROM worker").await > 1 {
            assert!(killed.elapsed() <= TAKEOVER, "the dead one is still counted");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        let log = stop(second).await;
        assert!(log.contains("this process has the duty"), "{log}");
        let findings = compare(&readers, &relay.copies());
        assert!(findings.only_extra() && findings.extra <= CONNECTIONS, "{findings:?}");
        ledger::adds_up(database).await;
    });
}

#[test]
fn a_worker_that_slept_through_its_lease_changes_nothing_and_what_it_learned_is_noted() {
    let test = "many_workers::a_worker_that_slept_through_its_lease_changes_nothing_and_what_it_learned_is_noted";
    on_postgres(test, async |database| {
        let sleeps = size(1, 10);
        let mut chance = Chance::told();
        // Mostly a message of each connection waits for its answer.
        let relay = Relay::start(at_the_dot(Duration::from_millis(300))).await;
        let readers = readers(sleeps * 150);
        let installation = Installation::new(&database.url(), &relay, &readers, SHORT_LEASE).await;
        let workers = start(&installation, 2).await;
        let digest = installation.run_digest().await;
        for sleep in 0..sleeps {
            relay.has_taken(sleep * 150 + 20 + chance.below(40), DEADLINE * 3).await;
            tokio::time::sleep(chance.span(Duration::from_millis(300))).await;
            if sleep == 0 {
                // This time it is certain: each connection waits for an answer, which comes while one of the two sleeps.
                relay.obey(at_the_dot(Duration::from_secs(5)));
                let had = relay.copies().len();
                relay.has_taken(had + CONNECTIONS / 2 * 2, DEADLINE).await;
                relay.obey(at_the_dot(Duration::from_millis(300)));
            }
            let (sleeper, other) = (&workers[sleep % 2], &workers[1 - sleep % 2]);
            let recovered = other.lines_with("recovered");
            sleeper.signal(Signal::Stop);
            tokio::time::sleep(LEASE + Duration::from_secs(8)).await;
            sleeper.signal(Signal::Continue);
            other.has_lines_with("recovered", recovered + 1).await;
        }
        let shown = installation.finished(&digest, TAKEOVER).await;
        for worker in workers {
            stop(worker).await;
        }
        let findings = compare(&readers, &relay.copies());
        let (unknown, late) = (ledger::unknown_attempts(database).await, ledger::late_attempts(database).await);
        println!("{} extra copies, {unknown} counted as unknown, {late} results came late", findings.extra);
        assert!(findings.only_extra() && findings.extra <= sleeps * CONNECTIONS, "{findings:?}");
        assert!(late > 0, "somebody was in the middle of something");
        assert!(unknown + late >= i64::try_from(findings.extra).unwrap(), "each extra copy is told");
        assert_eq!((shown.sent, shown.skipped, shown.failed, shown.open), (readers.len() as u64, 0, 0, 0));
        ledger::adds_up(database).await;
    });
}
