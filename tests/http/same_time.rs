//! Nobody can tell by the clock who is known here: forms take the same time for every address.

use std::time::{Duration, Instant};

use axum::http::StatusCode;

use crate::service::Service;
use crate::support::databases::{TestDatabase, on_both_engines};

on_both_engines!(known_and_unknown_addresses_take_the_same_time);

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
        let mut asked = ["active", "unkown", "capped"].map(|what| Asked { what, took: Vec::new() });
        service.post(path, &[("email", "capped000@readers.example")]).await;
        for number in 0..REQUESTS {
            // In turn, so that whatever slows the machine slows all of them.
            for kind in &mut asked {
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
        assert!(ratio < MOST, "{path}: {told:?}");
        service.clock.advance(Duration::from_secs(2 * 24 * 3600));
    }
}
