//! How fast mail goes, over which relay, and what overtakes what: counted at the relay.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use jiff::tz::TimeZone;
use letterbell::clock::{Clock as _, SystemClock};
use letterbell::inbound::smtp::Answer;

use super::copies::{Copy, compare, quickest};
use super::installation::{CONNECTIONS, Installation, Settings, readers};
use super::ledger;
use super::relay::{At, Moment, Relay, refusal, slowly};
use super::support::databases::{TestDatabase, on_both_engines, on_sqlite};
use super::support::process::DEADLINE;

on_both_engines!(
    a_days_quota_ends_at_exactly_its_number_also_after_a_new_start,
    single_mails_go_out_when_digests_have_used_up_their_part_of_the_day,
);

fn after(pause: Duration) -> impl Fn(Moment<'_>) -> Answer + Send + 'static {
    move |moment| match moment.at {
        At::Dot => slowly(pause),
        _ => Answer::Proceed,
    }
}

fn readers_of(domain: &str, many: usize) -> Vec<String> {
    (0..many).map(|number| format!("reader{number:04}@{domain}")).collect()
}

fn of_domain(copies: &[Copy], domain: &str) -> Vec<Copy> {
    copies.iter().filter(|copy| copy.recipient.ends_with(domain)).cloned().collect()
}

/// Waits until the relay has taken so many copies for readers of `domain`; returns all that it has taken.
async fn has_taken_for(relay: &Relay, domain: &str, many: usize) -> Vec<Copy> {
    let began = Instant::now();
    loop {
        let copies = relay.copies();
        let taken = of_domain(&copies, domain).len();
        if taken >= many {
            return copies;
        }
        assert!(began.elapsed() < DEADLINE, "only {taken} of {many} came for {domain}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// A quota is one day's: waits for the next one (UTC) if that is near.
async fn away_from_midnight() {
    const DAY: i64 = 86_400_000;
    let left = DAY - SystemClock.now().millis().rem_euclid(DAY);
    if left < 120_000 {
        tokio::time::sleep(Duration::from_millis(left.unsigned_abs() + 1000)).await;
    }
}

#[test]
fn a_relay_gets_its_messages_a_second_and_neither_more_nor_many_fewer() {
    on_sqlite(async |database| {
        let relay = Relay::start(|_| Answer::Proceed).await;
        let settings = Settings { relay: "per_second = 40", ..Settings::default() };
        let installation = Installation::new(&database.url(), &relay, &readers(300), settings).await;
        let service = installation.serve().await;
        installation.run_digest().await;
        relay.has_taken(200, DEADLINE).await;
        let copies = relay.copies();
        let [second, seconds] = [40, 160].map(|many| quickest(&copies, many));
        assert!(second <= Duration::from_millis(1176), "40 took {second:?}");
        // Each connection may make up for one place.
        assert!(seconds >= Duration::from_millis(3750), "160 took {seconds:?}");
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
        relay.has_taken(5, DEADLINE).await;
        // 3.75 s, and one may make up for its place.
        let three = quickest(&relay.copies(), 3);
        assert!((Duration::from_millis(2500)..=Duration::from_millis(5000)).contains(&three), "three took {three:?}");
        service.stopped().await;
    });
}

async fn a_days_quota_ends_at_exactly_its_number_also_after_a_new_start(database: &TestDatabase) {
    away_from_midnight().await;
    // After 15 there is time to stop.
    let taken = AtomicUsize::new(0);
    let relay = Relay::start(move |moment| match moment.at {
        At::Dot if taken.fetch_add(1, Ordering::Relaxed) >= 15 => slowly(Duration::from_secs(1)),
        _ => Answer::Proceed,
    })
    .await;
    let settings = Settings { relay: "per_day = 45", ..Settings::default() };
    let installation = Installation::new(&database.url(), &relay, &readers(80), settings).await;
    let service = installation.serve().await;
    let digest = installation.run_digest().await;
    relay.has_taken(15, DEADLINE).await;
    service.stopped().await;
    assert!(relay.copies().len() < 40, "this came too late to mean anything");
    relay.obey(|_| Answer::Proceed);
    for _ in 0..2 {
        let service = installation.serve().await;
        service.process.line_with("quota of the day is used up").await;
        installation.shows(&digest, DEADLINE, |shown| shown.sent == 43).await;
        service.stopped().await;
        assert_eq!(relay.copies().len(), 43, "two are kept for single mails");
    }
    let shown = installation.show(&digest).await;
    assert_eq!((&shown.whole["states"]["planned"], shown.failed), (&37.into(), 0));
    assert!(shown.whole["last_words"].to_string().contains("relay script: the day's quota is used up"), "{shown:?}");
    ledger::adds_up(database).await;
}

#[test]
fn stopped_while_mails_wait_for_their_places_none_goes_before_its_own_and_the_quota_is_not_used_up() {
    on_sqlite(async |database| {
        away_from_midnight().await;
        let relay = Relay::start(|_| Answer::Proceed).await;
        let settings = Settings { relay: "per_second = 5\nper_day = 19", ..Settings::default() };
        let installation = Installation::new(&database.url(), &relay, &readers(40), settings).await;
        let digest = installation.run_digest().await;
        for _ in 0..3 {
            let (had, began) = (relay.copies().len(), Instant::now());
            let service = installation.serve().await;
            relay.has_taken(had + 2, DEADLINE).await;
            service.stopped().await;
            // All five connections had a mail in hand.
            let came = relay.copies().len() - had;
            assert!(came as u128 <= 2 + began.elapsed().as_millis() / 200, "{came} came");
        }
        let service = installation.serve().await;
        service.process.line_with("quota of the day is used up").await;
        installation.shows(&digest, DEADLINE, |shown| shown.sent == 19).await;
        service.stopped().await;
        assert_eq!(relay.copies().len(), 19);
        ledger::adds_up(database).await;
    });
}

#[test]
fn a_relay_whose_settings_are_wrong_pauses_nothing_while_another_one_works() {
    on_sqlite(async |database| {
        let wrong = Relay::start(|moment| match moment.at {
            At::SignIn => refusal(535, "5.7.8 wrong"),
            _ => Answer::Proceed,
        })
        .await;
        let right = Relay::start(after(Duration::from_millis(20))).await;
        let port = right.address.port();
        let both = format!(
            "username = \"us\"\npassword = \"wrong\"\n[[relay]]\nname = \"right\"\nhost = \"127.0.0.1\"\nport = {port}\ntls = \"none\"\nconnections = 1"
        );
        let settings = Settings { relay: &both, ..Settings::default() };
        let installation = Installation::new(&database.url(), &wrong, &readers(60), settings).await;
        let service = installation.serve().await;
        let digest = installation.run_digest().await;
        let shown = installation.finished(&digest, DEADLINE).await;
        let log = service.stopped().await.stderr;
        assert_eq!((shown.sent, shown.failed), (60, 0));
        assert!(log.contains("the relay cannot be used") && !log.contains("digest paused"), "{log}");
        assert_eq!(right.copies().len(), 60);
        ledger::adds_up(database).await;
    });
}

#[test]
fn a_warm_ups_second_day_brings_its_first_times_its_growth() {
    on_sqlite(async |database| {
        away_from_midnight().await;
        let relay = Relay::start(|_| Answer::Proceed).await;
        let yesterday = SystemClock.now().to_jiff().to_zoned(TimeZone::UTC).date().yesterday().unwrap();
        let warm_up =
            format!("warm_up_since = \"{yesterday}\"\nwarm_up_first_day = 9\nwarm_up_growth = 3\nper_day = 500");
        let settings = Settings { relay: &warm_up, ..Settings::default() };
        let installation = Installation::new(&database.url(), &relay, &readers(40), settings).await;
        let service = installation.serve().await;
        let digest = installation.run_digest().await;
        service.process.line_with("quota of the day is used up").await;
        // Of 27 one is kept for single mails.
        installation.shows(&digest, DEADLINE, |shown| shown.sent == 26).await;
        service.stopped().await;
        assert_eq!(relay.copies().len(), 26);
    });
}

async fn single_mails_go_out_when_digests_have_used_up_their_part_of_the_day(database: &TestDatabase) {
    away_from_midnight().await;
    let relay = Relay::start(|_| Answer::Proceed).await;
    let settings = Settings { relay: "per_day = 45", ..Settings::default() };
    let installation = Installation::new(&database.url(), &relay, &readers(80), settings).await;
    let service = installation.serve().await;
    let digest = installation.run_digest().await;
    installation.shows(&digest, DEADLINE, |shown| shown.sent == 43).await;
    service.process.line_with("quota of the day is used up").await;
    for name in ["new", "newer", "late"] {
        assert_eq!(service.sign_up(&format!("{name}@example.net")).await.status().as_u16(), 200);
    }
    relay.has_taken(45, DEADLINE).await;
    // Whichever is the third has been tried, and refused its place.
    service.process.line_with("for_whom=\"all mails\"").await;
    let log = service.stopped().await.stderr;
    assert_eq!(relay.copies().len(), 45, "and no more");
    assert_eq!(of_domain(&relay.copies(), "example.net").len(), 2, "what is kept for them");
    assert_eq!(log.matches("quota of the day is used up").count(), 2, "once for digests and once for all: {log}");
    ledger::adds_up(database).await;
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
        let slow = of_domain(&has_taken_for(&relay, "example.org", 150).await, "slow.example").len();
        assert!(slow <= 75, "the others waited for {slow}");
        // What was put off comes back in time.
        let copies = has_taken_for(&relay, "slow.example", 50).await;
        let slow = of_domain(&copies, "slow.example");
        let [twenty, forty] = [20, 40].map(|many| quickest(&slow, many));
        assert!(twenty <= Duration::from_secs(5), "20 took {twenty:?}");
        // Each connection may make up for one place.
        assert!(forty >= Duration::from_secs(7), "40 took {forty:?}");
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
        let narrow = of_domain(&has_taken_for(&relay, "example.org", 100).await, "narrow.example").len();
        assert!(narrow <= 50, "the others waited for {narrow}");
        let copies = has_taken_for(&relay, "narrow.example", 18).await;
        let narrow = of_domain(&copies, "narrow.example");
        // None began before the one before it had its answer.
        let (two, ten) = (quickest(&narrow, 1), quickest(&narrow, 10));
        assert!(two >= pause, "two were under way: {two:?}");
        assert!(ten <= Duration::from_millis(3300), "ten took {ten:?}");
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
        let at = first.copies()[239].began;
        let share = second.copies().iter().filter(|copy| copy.began <= at).count();
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
        // At first it takes a while to say so: all of them have come by then.
        let relay = Relay::start(|moment| match moment.at {
            At::Greeting if moment.nth as usize <= CONNECTIONS => {
                Answer::After(Duration::from_secs(2), Box::new(refusal(421, "away")))
            }
            At::Greeting => refusal(421, "away"),
            _ => Answer::Proceed,
        })
        .await;
        let installation = Installation::new(&database.url(), &relay, &readers(40), Settings::default()).await;
        let service = installation.serve().await;
        let digest = installation.run_digest().await;
        relay.has_come_to(At::Greeting, CONNECTIONS + 1, DEADLINE).await;
        tokio::time::sleep(Duration::from_secs(6)).await;
        // All at once, then after 2 s and 4 s.
        let asked = relay.connections();
        let gaps: Vec<Duration> = asked[CONNECTIONS - 1..].windows(2).map(|pair| pair[1] - pair[0]).collect();
        assert!((1..=2).contains(&gaps.len()), "{gaps:?}");
        assert!(gaps.iter().all(|gap| *gap > Duration::from_secs(3)), "{gaps:?}");
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
        let last = quickest(&copies[READERS - 100..], 20);
        assert!(last < Duration::from_millis(500), "20 of the last took {last:?}");
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
