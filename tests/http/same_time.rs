//! Nobody can tell by the clock who is known here: forms take the same time for every address, and wait for the disk as often.

use std::time::{Duration, Instant};

use axum::http::StatusCode;
use letterbell::domain::suppression::SuppressionReason;
use letterbell::store::NewSuppression;

use crate::raw::Raw;
use crate::service::Service;
use crate::support::databases::{TestDatabase, on_both_engines};

on_both_engines!(known_and_unknown_addresses_take_the_same_time, every_request_is_written_down_once_whoever_it_is_for,);

/// Requests for each kind of address.
const REQUESTS: usize = 200;

/// How much longer than the shorter one the longer median may take. A request that leaves out its write takes a third of the others; two that
/// do the same differ by a tenth on a busy machine.
const MOST: f64 = 1.5;

struct Asked {
    what: &'static str,
    took: Vec<Duration>,
}

impl Asked {
    fn median(&mut self) -> Duration {
        self.took.sort();
        self.took[self.took.len() / 2]
    }
}

async fn known_and_unknown_addresses_take_the_same_time(database: &TestDatabase) {
    let service = Service::open(database).await;
    // Of one length, as the pages show them.
    for number in 0..REQUESTS {
        service.reader(&format!("active{number:03}@readers.example")).await;
    }
    service.queued_mails().await;
    service.clock.advance(Duration::from_secs(2 * 24 * 3600));
    for path in ["/s/bees", "/link"] {
        // What a busy machine does to one round it does not do to three; who is known shows in each.
        let mut ratios = Vec::new();
        for unknown in ["unkown", "nobody", "missed"] {
            ratios.push(between_medians(&service, path, unknown).await);
            service.clock.advance(Duration::from_secs(2 * 24 * 3600));
            if ratios.last().is_some_and(|&ratio| ratio < MOST) {
                break;
            }
        }
        assert!(ratios.last().is_some_and(|&ratio| ratio < MOST), "{path}: {ratios:?}");
    }
}

/// How many times the shortest median the longest is; `unknown` begins the addresses that nobody knows.
async fn between_medians(service: &Service, path: &str, unknown: &'static str) -> f64 {
    let mut asked = ["active", unknown, "capped"].map(|what| Asked { what, took: Vec::new() });
    service.post(path, &[("email", "capped000@readers.example")]).await;
    for number in 0..REQUESTS {
        // In turn, and each as often the first, so that whatever slows the machine slows all of them.
        for place in 0..asked.len() {
            let kind = &mut asked[(number + place) % 3];
            let address = match kind.what {
                "capped" => "capped000@readers.example".to_owned(),
                what => format!("{what}{number:03}@readers.example"),
            };
            let began = Instant::now();
            let answer = service.post(path, &[("email", &address)]).await;
            kind.took.push(began.elapsed());
            assert_eq!(answer.status, StatusCode::OK);
        }
    }
    let medians = asked.each_mut().map(Asked::median);
    let (shortest, longest) = (medians.iter().min().unwrap(), medians.iter().max().unwrap());
    let ratio = longest.as_secs_f64() / shortest.as_secs_f64();
    let told: Vec<_> = asked.iter().zip(medians).map(|(kind, median)| (kind.what, median)).collect();
    println!("{path}: {told:?}, {ratio:.2}");
    ratio
}

/// Counts transactions that have changed something, as the database sees them: each is one wait for the disk. Where a test's PostgreSQL does not wait
/// for it, time alone cannot tell that one was left out.
struct Written {
    database: Raw,
    seen: i64,
}

impl Written {
    async fn of(database: &TestDatabase) -> Self {
        let mut raw = Raw::connect(database).await;
        if let Raw::Postgres(_) = raw {
            let write_down = "CREATE TABLE written (xact TEXT PRIMARY KEY);
                CREATE FUNCTION write_down() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                  INSERT INTO written VALUES (pg_current_xact_id()::text) ON CONFLICT DO NOTHING;
                  RETURN NULL;
                END $$;
                DO $$ DECLARE name TEXT; BEGIN
                  FOR name IN SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_name <> 'written' LOOP
                    EXECUTE format('CREATE TRIGGER written AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION write_down()', name);
                  END LOOP;
                END $$";
            raw.execute(write_down).await.unwrap();
        }
        let mut written = Self { database: raw, seen: 0 };
        written.since().await;
        written
    }

    /// How many since the last time; of SQLite it is only known whether there were any.
    async fn since(&mut self) -> i64 {
        let is_sqlite = matches!(self.database, Raw::Sqlite(_));
        let sql = if is_sqlite { "PRAGMA data_version" } else { "SELECT count(*) FROM written" };
        let before = std::mem::replace(&mut self.seen, self.database.number(sql).await);
        let more = self.seen - before;
        if is_sqlite { more.min(1) } else { more }
    }
}

async fn every_request_is_written_down_once_whoever_it_is_for(database: &TestDatabase) {
    let service = Service::open(database).await;
    let of = |what: &str| format!("{what}@readers.example");
    for what in ["active", "wellread", "leaver", "barred"] {
        service.reader(&of(what)).await;
    }
    service.subscribe(&of("pending")).await;
    let leaver = service.subscription(&of("leaver")).await;
    service.post(&service.unsubscribe_path(&leaver), &[]).await;
    let barred = NewSuppression {
        site: Some(service.site),
        address_key: &of("barred"),
        reason: SuppressionReason::Complained,
        note: None,
        expires_at: None,
    };
    service.store.suppress(&barred, service.now()).await.unwrap();
    service.queued_mails().await;
    service.clock.advance(Duration::from_secs(2 * 24 * 3600));
    let mut written = Written::of(database).await;
    for path in ["/s/bees", "/link"] {
        service.post(path, &[("email", &of("capped"))]).await;
        service.post(path, &[("email", &of("wellread"))]).await;
        written.since().await;
        for what in ["active", "unknown", "capped", "wellread", "pending", "leaver", "barred"] {
            let answer = service.post(path, &[("email", &of(what))]).await;
            assert_eq!(answer.status, StatusCode::OK);
            assert_eq!(written.since().await, 1, "{path}, {what}");
        }
        service.clock.advance(Duration::from_secs(2 * 24 * 3600));
    }
    let page = service.get("/s/bees").await;
    assert_eq!((page.status, written.since().await), (StatusCode::OK, 0), "what only looks writes nothing");
}
