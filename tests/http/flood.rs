//! A flood of requests: 100,000 at full size. It sends the capped mails and no more, and others are served meanwhile.

use std::net::{IpAddr, Ipv4Addr};
use std::time::{Duration, Instant};

use axum::http::StatusCode;
use letterbell::http::Peer;
use tokio::task::JoinSet;
use tower::ServiceExt as _;

use crate::service::{Limits, Service, form};
use crate::support::databases::{TestDatabase, on_both_engines};
use crate::support::left_out::by_size;

on_both_engines!(
    a_flood_from_few_networks_sends_what_they_may_and_no_more,
    a_flood_for_one_address_sends_it_three_mails_a_day,
    a_flood_from_everywhere_is_quarantined,
);

/// The service answers within this, whatever is going on; a page takes milliseconds.
const RESPONSIVE: Duration = Duration::from_secs(2);
/// Requests at the same time.
const TOGETHER: u32 = 32;

fn size() -> u32 {
    by_size(2000, 100_000)
}

/// Sends the flood's requests, each of [`TOGETHER`] connections in a task of its own, as in the service; in between, an honest visitor looks at a
/// page and at the service's health. They never wait longer than [`RESPONSIVE`] or, where the machine is so slow that 500 of the flood's requests
/// take longer, than those: who is served last waits for more.
async fn flood(service: &Service, one: fn(u32) -> (IpAddr, String)) {
    let started = Instant::now();
    let mut attack = JoinSet::new();
    for connection in 0..TOGETHER {
        let router = service.router.clone();
        attack.spawn(async move {
            for n in (connection..size()).step_by(usize::try_from(TOGETHER).unwrap()) {
                let (from, address) = one(n);
                let mut request = form("/s/bees", &[("email", &address)]);
                request.extensions_mut().insert(Peer(from));
                let status = router.clone().oneshot(request).await.unwrap().status();
                assert!([StatusCode::OK, StatusCode::TOO_MANY_REQUESTS].contains(&status), "{status}");
                // As a connection does that waits for its next request.
                tokio::task::yield_now().await;
            }
        });
    }
    let mut longest = Duration::ZERO;
    for n in 0..20 {
        let began = Instant::now();
        assert_eq!(service.get("/healthz").await.status, StatusCode::OK);
        let honest = form("/s/honey", &[("email", &format!("honest{n}@readers.example"))]);
        let answer = service.answer_to([198, 51, 100, n].into(), honest).await;
        assert_eq!(answer.status, StatusCode::OK);
        longest = longest.max(began.elapsed());
    }
    while let Some(ended) = attack.join_next().await {
        ended.unwrap();
    }
    let bound = RESPONSIVE.max(started.elapsed() / (size() / 500));
    assert!(longest < bound, "{longest:?} and not {bound:?}");
}

async fn mails(service: &Service) -> (usize, usize) {
    let (mut honest, mut others) = (0, 0);
    loop {
        let some = service.queued_mails().await;
        if some.is_empty() {
            return (honest, others);
        }
        let polite = some.iter().filter(|mail| mail.to.starts_with("honest")).count();
        (honest, others) = (honest + polite, others + some.len() - polite);
    }
}

async fn a_flood_from_few_networks_sends_what_they_may_and_no_more(database: &TestDatabase) {
    let service = Box::pin(Service::with(database, Limits { per_network_hour: 30, ..Limits::default() })).await;
    flood(&service, |n| {
        let network = u8::try_from(n % 4).unwrap();
        (Ipv4Addr::new(192, 0, network, u8::try_from(n % 250).unwrap()).into(), format!("victim{n}@readers.example"))
    })
    .await;
    assert_eq!(mails(&service).await, (20, 4 * 30));
}

async fn a_flood_for_one_address_sends_it_three_mails_a_day(database: &TestDatabase) {
    let service = Service::with(
        database,
        Limits {
            per_network_hour: 1_000_000,
            per_list_hour: 1_000_000,
            per_hour: 1_000_000,
            burst: 1_000_000,
            ..Limits::default()
        },
    )
    .await;
    flood(&service, |n| ([10, 0, 0, u8::try_from(n % 250).unwrap()].into(), "victim@readers.example".to_owned())).await;
    let (honest, mut sent) = mails(&service).await;
    assert_eq!((honest, sent), (20, 1));
    for _ in 0..8 {
        service.clock.advance(Duration::from_secs(3600));
        for n in 0..5 {
            service.answer_to([10, 0, 1, n].into(), form("/s/bees", &[("email", "victim@readers.example")])).await;
        }
        sent += mails(&service).await.1;
    }
    assert_eq!(sent, 3);
}

async fn a_flood_from_everywhere_is_quarantined(database: &TestDatabase) {
    let service = Box::pin(Service::with(database, Limits { burst: 100, ..Limits::default() })).await;
    flood(&service, |n| (Ipv4Addr::from_bits(0x0a00_0000 + n * 256).into(), format!("victim{n}@readers.example")))
        .await;
    assert_eq!(mails(&service).await, (20, 100), "as many as make a burst");
    let waiting = service.store.quarantine().await.unwrap();
    assert_eq!(waiting[0].number, 100, "and what waits is bounded, too");
}
