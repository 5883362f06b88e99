//! A relay that refuses at random, for the moment and for good.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use letterbell::inbound::smtp::Answer;

use super::chance::{Chance, Lots};
use super::copies::compare;
use super::installation::{Installation, Settings, readers};
use super::ledger;
use super::relay::{At, Moment, Relay, chunking, refusal};
use super::support::databases::{TestDatabase, on_both_engines};
use super::support::left_out::by_size;

on_both_engines!(
    each_random_refusal_does_what_its_code_says_and_no_more,
    each_random_refusal_of_a_chunk_does_what_its_code_says_and_no_more,
);

/// The wait after a first refusal.
const FIRST_RETRY: Duration = Duration::from_secs(1);

/// What the lots say to a step.
fn drawn(lots: Lots, moment: Moment<'_>) -> Option<(u16, &'static str)> {
    match (moment.at, lots.permille(moment)) {
        (At::Recipient, 0..20) => Some((421, "4.3.2 closing")),
        (At::Recipient, 20..70) => Some((450, "4.2.1 come back")),
        (At::Recipient, 70..100) => Some((452, "4.5.3 too many")),
        (At::Recipient, 100..120) => Some((550, "5.1.1 no such mailbox")),
        (At::Dot, 0..15) => Some((451, "4.3.0 come back")),
        (At::Dot, 15..30) => Some((454, "4.7.0 maximum sending rate exceeded")),
        (At::Dot, 30..40) => Some((554, "5.6.0 not this")),
        _ => None,
    }
}

/// What the lots have in store for a reader.
struct Fate {
    is_failed: bool,
    /// What its delivery is charged.
    charged: i64,
    /// The least time before each further try.
    waits: Vec<Duration>,
}

fn foretell(lots: Lots, recipient: &str) -> Fate {
    let mut fate = Fate { is_failed: false, charged: 0, waits: Vec::new() };
    let mut dots = 0;
    for nth in 1.. {
        let mut code = drawn(lots, Moment { at: At::Recipient, recipient, nth, connection: 0 });
        if code.is_none() {
            dots += 1;
            code = drawn(lots, Moment { at: At::Dot, recipient, nth: dots, connection: 0 });
        }
        let wait = match code.map(|(code, _)| code) {
            Some(450 | 452) => {
                fate.charged += 1;
                FIRST_RETRY * (1 << (fate.charged - 1))
            }
            Some(421 | 451 | 454) => FIRST_RETRY,
            refused => {
                fate.charged += 1;
                fate.is_failed = refused.is_some();
                return fate;
            }
        };
        // A tenth less at most, and a little for clocks that are read at different moments.
        fate.waits.push(wait.mul_f64(0.9).saturating_sub(Duration::from_millis(250)));
    }
    unreachable!("lots differ from try to try")
}

async fn each_random_refusal_does_what_its_code_says_and_no_more(database: &TestDatabase) {
    let lots = Chance::told().lots();
    let relay = Relay::start(move |moment| answer(lots, moment)).await;
    run(database, &relay, lots).await;
}

async fn each_random_refusal_of_a_chunk_does_what_its_code_says_and_no_more(database: &TestDatabase) {
    let lots = Chance::told().lots();
    let relay = Relay::with(chunking(), move |moment| answer(lots, moment)).await;
    run(database, &relay, lots).await;
}

fn answer(lots: Lots, moment: Moment<'_>) -> Answer {
    drawn(lots, moment).map_or(Answer::Proceed, |(code, words)| refusal(code, words))
}

async fn run(database: &TestDatabase, relay: &Relay, lots: Lots) {
    let readers = readers(by_size(250, 10_000));
    let delivery = "first_retry = \"1 s\"";
    let installation =
        Installation::new(&database.url(), relay, &readers, Settings { delivery, ..Settings::default() }).await;
    let service = installation.serve().await;
    let digest = installation.run_digest().await;
    let began = Instant::now();
    let shown = installation.finished(&digest, by_size(Duration::from_secs(120), Duration::from_secs(1800))).await;
    println!("{} mails in {:?}", readers.len(), began.elapsed());
    service.stopped().await;

    let fates: BTreeMap<&String, Fate> = readers.iter().map(|reader| (reader, foretell(lots, reader))).collect();
    let findings = compare(&readers, &relay.copies());
    let failed: Vec<&String> = fates.iter().filter(|(_, fate)| fate.is_failed).map(|(reader, _)| *reader).collect();
    assert_eq!(findings.lost.iter().collect::<Vec<_>>(), failed, "who got none is who was refused for good");
    assert_eq!((findings.extra, &findings.unequal, &findings.uncalled), (0, &Vec::new(), &Vec::new()));
    let (many, failed) = (readers.len() as u64, failed.len() as u64);
    assert_eq!((shown.planned, shown.sent, shown.failed, shown.open), (many, many - failed, failed, 0), "{shown:?}");
    assert_eq!(ledger::unknown_attempts(database).await, 0);

    let charged = ledger::charged_by_reader(database, &digest).await;
    for (reader, fate) in &fates {
        assert_eq!(charged[*reader], fate.charged, "what {reader} was charged");
    }
    let mut tries: BTreeMap<String, Vec<Instant>> = BTreeMap::new();
    for (reader, at) in relay.begun() {
        tries.entry(reader).or_default().push(at);
    }
    for (reader, fate) in &fates {
        let tries = &tries[*reader];
        let waits: Vec<Duration> = tries.windows(2).map(|pair| pair[1] - pair[0]).collect();
        assert_eq!(waits.len(), fate.waits.len(), "{reader} was tried {} times", tries.len());
        let is_early = waits.iter().zip(&fate.waits).any(|(waited, least)| waited < least);
        assert!(!is_early, "{reader} was tried before its time: {waits:?}, at least {:?}", fate.waits);
    }
    ledger::adds_up(database).await;
}
