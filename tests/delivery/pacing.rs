//! How fast mail goes, over which relay, and what overtakes what: counted at the relay.

use std::time::{Duration, Instant};

use jiff::tz::TimeZone;
use letterbell::clock::{Clock as _, SystemClock};
use letterbell::inbound::smtp::Answer;

use super::copies::{Copy, compare};
use super::installation::{CONNECTIONS, Installation, Settings, readers};
use super::ledger;
use super::relay::{At, Moment, Relay, refusal, slowly};
use super::support::databases::{TestDatabase, on_both_engines, on_sqlite};
use super::support::process::DEADLINE;

on_both_engines!(a_days_quota_ends_at_exactly_its_number_also_after_a_new_start);

/// How long counts are taken over.
const SPAN: Duration = Duration::from_secs(4);

fn after(pause: Duration) -> impl Fn(Moment<'_>) -> Answer + Send + 'static {
    move |moment| match moment.at {
        At::Dot => slowly(pause),
        _ => Answer::Proceed,
    }
}

fn to_domain(copies: &[Copy], domain: &str) -> usize {
    copies.iter().filter(|copy| copy.recipient.ends_with(domain)).count()
}

fn readers_of(domain: &str, many: usize) -> Vec<String> {
    (0..many).map(|number| format!("reader{number:04}@{domain}")).collect()
}

/// What the relay takes within [`SPAN`].
async fn counted(relay: &Relay) -> Vec<Copy> {
    let (had, began) = (relay.copies().len(), Instant::now());
    tokio::time::sleep_until((began + SPAN).into()).await;
    relay.copies().split_off(had)
}

#[test]
fn a_relay_gets_its_messages_a_second_and_neither_more_nor_many_fewer() {
    on_sqlite(async |database| {
        let relay = Relay::start(|_| Answer::Proceed).await;
        let settings = Settings { relay: "per_second = 40", ..Settings::default() };
        let installation = Installation::new(&database.url(), &relay, &readers(300), settings).await;
        let service = installation.serve().await;
        installation.run_digest().await;
        relay.has_taken(5, DEADLINE).await;
        let taken = counted(&relay).await.len();
        assert!((136..=170).contains(&taken), "{taken} and not 160");
        service.stopped().await;
    });
}

#[test]
fn a_rate_below_one_a_second_holds_over_all_connections() {
    on_sqlite(async |database| {
        let relay = Relay::start(|_| Answer::Proceed).await;
        let settings = Settings { relay: "per_second = 0.8", ..Settings::default() };
        let installation = Installation::new(&database.url(), &relay, &readers(20), settings).await;
        let service = installation.serve().await;
        installation.run_digest().await;
        relay.has_taken(1, DEADLINE).await;
        let taken = counted(&relay).await.len();
        assert!((2..=4).contains(&taken), "{taken} and not 3.2");
        service.stopped().await;
    });
}

async fn a_days_quota_ends_at_exactly_its_number_also_after_a_new_start(database: &TestDatabase) {
    let relay = Relay::start(after(Duration::from_millis(50))).await;
    let settings = Settings { relay: "per_day = 45", ..Settings::default() };
    let installation = Installation::new(&database.url(), &relay, &readers(80), settings).await;
    let service = installation.serve().await;
    let digest = installation.run_digest().await;
    relay.has_taken(15, DEADLINE).await;
    service.stopped().await;
    assert!(relay.copies().len() < 40, "this came too late to mean anything");
    for _ in 0..2 {
        let service = installation.serve().await;
        service.process.line_with("quota of the day is used up").await;
        installation.shows(&digest, DEADLINE, |shown| shown.sent == 45).await;
        service.stopped().await;
        assert_eq!(relay.copies().len(), 45);
    }
    let shown = installation.show(&digest).await;
    assert_eq!((&shown.whole["states"]["planned"], shown.failed), (&35.into(), 0));
    ledger::adds_up(database).await;
}

#[test]
fn a_warm_ups_second_day_brings_its_first_times_its_growth() {
    on_sqlite(async |database| {
        let relay = Relay::start(|_| Answer::Proceed).await;
        let yesterday = SystemClock.now().to_jiff().to_zoned(TimeZone::UTC).date().yesterday().unwrap();
        let warm_up =
            format!("warm_up_since = \"{yesterday}\"\nwarm_up_first_day = 9\nwarm_up_growth = 3\nper_day = 500");
        let settings = Settings { relay: &warm_up, ..Settings::default() };
        let installation = Installation::new(&database.url(), &relay, &readers(40), settings).await;
        let service = installation.serve().await;
        let digest = installation.run_digest().await;
        service.process.line_with("quota of the day is used up").await;
        installation.shows(&digest, DEADLINE, |shown| shown.sent == 27).await;
        service.stopped().await;
        assert_eq!(relay.copies().len(), 27);
    });
}

#[test]
fn a_slow_domain_keeps_its_rate_and_nobody_else_waits_for_it() {
    on_sqlite(async |database| {
        let relay = Relay::start(|_| Answer::Proceed).await;
        // The slow ones come first in the queue, and fill the sender's hands more than once.
        let readers = [readers_of("slow.example", 150), readers_of("example.org", 150)].concat();
        let tables = "[[domain]]\nname = \"slow.example\"\nper_second = 5";
        let settings = Settings { tables, ..Settings::default() };
        let installation = Installation::new(&database.url(), &relay, &readers, settings).await;
        let service = installation.serve().await;
        installation.run_digest().await;
        relay.has_taken(1, DEADLINE).await;
        let began = Instant::now();
        while to_domain(&relay.copies(), "example.org") < 150 {
            assert!(began.elapsed() < Duration::from_secs(10), "{}", to_domain(&relay.copies(), "example.org"));
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        println!("the others had theirs within {:?}", began.elapsed());
        let slow = to_domain(&relay.copies(), "slow.example");
        assert!(slow as u128 <= began.elapsed().as_millis() / 200 + 3, "{slow}");
        // What was put off comes back in time.
        for _ in 0..2 {
            let taken = counted(&relay).await.len();
            assert!((16..=22).contains(&taken), "{taken} and not 20");
        }
        service.stopped().await;
        ledger::adds_up(database).await;
    });
}

#[test]
fn a_domain_has_no_more_under_way_than_it_may_and_nobody_else_waits_for_it() {
    on_sqlite(async |database| {
        let pause = Duration::from_millis(200);
        let relay = Relay::start(move |moment| match moment.at {
            At::Dot if moment.recipient.ends_with("narrow.example") => slowly(pause),
            _ => Answer::Proceed,
        })
        .await;
        let readers = [readers_of("narrow.example", 200), readers_of("example.org", 100)].concat();
        let tables = "[[domain]]\nname = \"narrow.example\"\nconnections = 1";
        let settings = Settings { tables, ..Settings::default() };
        let installation = Installation::new(&database.url(), &relay, &readers, settings).await;
        let service = installation.serve().await;
        installation.run_digest().await;
        relay.has_taken(1, DEADLINE).await;
        let taken = counted(&relay).await;
        // Five connections would bring a hundred.
        let narrow = to_domain(&taken, "narrow.example");
        assert!((12..=21).contains(&narrow), "{narrow} and not 20");
        assert_eq!(to_domain(&relay.copies(), "example.org"), 100);
        service.stopped().await;
        ledger::adds_up(database).await;
    });
}

#[test]
fn two_relays_share_by_weight_and_one_does_all_while_the_other_is_away() {
    const READERS: usize = 1500;
    on_sqlite(async |database| {
        let pause = Duration::from_millis(40);
        let [first, second] = [Relay::start(after(pause)).await, Relay::start(after(pause)).await];
        let port = second.address.port();
        let both = format!(
            "weight = 3\n[[relay]]\nname = \"second\"\nhost = \"127.0.0.1\"\nport = {port}\ntls = \"none\"\nweight = 1\nconnections = 5"
        );
        let readers = readers(READERS);
        let settings = Settings { delivery: "first_retry = \"1 s\"", relay: &both, ..Settings::default() };
        let installation = Installation::new(&database.url(), &first, &readers, settings).await;
        let service = installation.serve().await;
        let digest = installation.run_digest().await;
        first.has_taken(240, DEADLINE).await;
        let share = second.copies().len();
        assert!((60..=100).contains(&share), "{share} and not 80");

        first.go_down().await;
        let had = [first.copies().len(), second.copies().len()];
        second.has_taken(had[1] + 150, DEADLINE).await;
        first.come_up().await;
        first.has_taken(had[0] + 50, DEADLINE).await;
        assert!(second.copies().len() < READERS - had[0] - 60, "this came too late to mean anything");
        let shown = installation.finished(&digest, DEADLINE).await;
        let log = service.stopped().await.stderr;
        assert!(log.contains("the relay works again"), "{log}");
        assert_eq!((shown.sent, shown.failed), (READERS as u64, 0));
        let findings = compare(&readers, &[first.copies(), second.copies()].concat());
        assert!(findings.only_extra() && findings.extra <= CONNECTIONS, "{findings:?}");
        ledger::adds_up(database).await;
    });
}

#[test]
fn a_relay_that_is_away_is_asked_by_one_connection_at_ever_longer_intervals() {
    on_sqlite(async |database| {
        let relay = Relay::start(|moment| match moment.at {
            At::Greeting => refusal(421, "away"),
            _ => Answer::Proceed,
        })
        .await;
        let installation = Installation::new(&database.url(), &relay, &readers(40), Settings::default()).await;
        let service = installation.serve().await;
        let digest = installation.run_digest().await;
        let began = Instant::now();
        while began.elapsed() < Duration::from_secs(10) {
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        // All at once, then after 2 s and 4 s.
        let asked = relay.connections();
        let burst = asked.iter().filter(|at| **at < asked[0] + Duration::from_secs(1)).count();
        assert!(burst <= CONNECTIONS && (burst + 1..=burst + 2).contains(&asked.len()), "{burst} of {}", asked.len());
        assert!(asked[burst..].windows(2).all(|pair| pair[1] - pair[0] > Duration::from_secs(3)));
        relay.obey(|_| Answer::Proceed);
        let shown = installation.finished(&digest, DEADLINE).await;
        assert_eq!((shown.sent, shown.failed), (40, 0));
        service.stopped().await;
        ledger::adds_up(database).await;
    });
}

#[test]
fn a_relay_that_wants_less_gets_less_and_more_again_when_it_takes_it() {
    const READERS: usize = 300;
    on_sqlite(async |database| {
        let wants_less = Duration::from_millis(1200);
        let relay = Relay::start(|moment| match moment.at {
            At::Dot => refusal(454, "4.7.0 maximum sending rate exceeded"),
            _ => Answer::Proceed,
        })
        .await;
        let readers = readers(READERS);
        let settings = Settings { delivery: "first_retry = \"1 s\"", ..Settings::default() };
        let installation = Installation::new(&database.url(), &relay, &readers, settings).await;
        let service = installation.serve().await;
        let digest = installation.run_digest().await;
        service.process.line_with("the relay wants less").await;
        tokio::time::sleep(wants_less).await;
        let tried = relay.begun().len();
        // Without a brake it would be all of them, and the first ones again.
        assert!((2..=40).contains(&tried), "{tried} tries");
        relay.obey(|_| Answer::Proceed);
        let shown = installation.finished(&digest, 2 * DEADLINE).await;
        service.stopped().await;
        assert_eq!((shown.sent, shown.failed), (READERS as u64, 0));
        let charged = ledger::count(database, "SELECT CAST(sum(attempts) AS BIGINT) FROM delivery").await;
        assert_eq!(charged, i64::try_from(READERS).unwrap(), "nobody is charged for the relay's state");
        let copies = relay.copies();
        let last = copies[READERS - 1].began - copies[READERS - 100].began;
        assert!(last < Duration::from_secs(3), "the last hundred took {last:?}");
        let findings = compare(&readers, &copies);
        assert!(findings.only_extra() && findings.extra == 0, "{findings:?}");
        ledger::adds_up(database).await;
    });
}

#[test]
fn a_confirmation_overtakes_a_digest_that_waits_for_its_places() {
    on_sqlite(async |database| overtakes(database, "per_second = 4", Duration::ZERO, 2).await);
}

#[test]
fn a_confirmation_overtakes_a_digest_that_waits_long_for_its_places() {
    on_sqlite(async |database| overtakes(database, "per_second = 0.7", Duration::ZERO, 1).await);
}

#[test]
fn a_confirmation_overtakes_a_digest_on_a_slow_relay() {
    // Each connection ends the mail that it is at, and the one that is announced.
    on_sqlite(async |database| overtakes(database, "", Duration::from_millis(500), 2 * CONNECTIONS).await);
}

/// Signs up in the middle of a digest: no more than `before` mails come first.
async fn overtakes(database: &TestDatabase, relay_settings: &str, pause: Duration, before: usize) {
    let relay = Relay::start(after(pause)).await;
    let settings = Settings { relay: relay_settings, ..Settings::default() };
    let installation = Installation::new(&database.url(), &relay, &readers(200), settings).await;
    let service = installation.serve().await;
    installation.run_digest().await;
    relay.has_taken(3, DEADLINE).await;
    assert_eq!(service.sign_up("new@example.net").await.status().as_u16(), 200);
    let had = relay.copies().len();
    relay.copy_for("new@example.net", DEADLINE).await;
    let place = relay.copies().iter().position(|copy| copy.recipient == "new@example.net").unwrap();
    assert!(place <= had + before, "{place} mails came first, and not {had}");
    service.stopped().await;
}
