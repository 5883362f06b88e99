//! How often mail can be asked for: by network, by everybody together, and for one address.

use std::net::IpAddr;
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, StatusCode};

use letterbell::domain::admission::DomainRules;

use crate::service::{Answer, Limits, Service};
use crate::snapshot::snapshot;
use crate::support::databases::{TestDatabase, on_both_engines};

on_both_engines!(
    a_network_that_asks_too_often_waits_and_others_do_not,
    everybody_together_is_limited,
    a_forwarded_address_counts_only_from_a_trusted_proxy,
    one_address_gets_one_mail_however_often_it_is_asked_for,
    leaving_is_never_limited,
    in_a_burst_the_answer_is_the_same_and_no_mail_goes_out,
    an_address_at_a_blocked_domain_is_told_so_and_nothing_is_kept,
);

async fn ask(service: &Service, peer: &str, forwarded: Option<&str>, address: &str) -> Answer {
    let mut request = Request::post("/s/bees");
    if let Some(forwarded) = forwarded {
        request = request.header("x-forwarded-for", forwarded);
    }
    let request = request.body(Body::from(format!("email={address}"))).unwrap();
    service.answer_to(peer.parse::<IpAddr>().unwrap(), request).await
}

fn says_when_to_come_back(answer: &Answer) {
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    let seconds: u64 = answer.header("retry-after").parse().unwrap();
    assert!((1..=3600).contains(&seconds), "{seconds}");
    assert!(answer.words().contains("Try again in"), "{}", answer.words());
}

async fn a_network_that_asks_too_often_waits_and_others_do_not(database: &TestDatabase) {
    let service = Service::with(database, Limits { per_network_hour: 2, ..Limits::default() }).await;
    for (place, peer) in ["192.0.2.1", "2001:db8::1"].into_iter().enumerate() {
        for n in 0..2 {
            assert_eq!(
                ask(&service, peer, None, &format!("a{n}-{place}@readers.example")).await.status,
                StatusCode::OK
            );
        }
        let before = snapshot(database).await;
        says_when_to_come_back(&ask(&service, peer, None, &format!("late{place}@readers.example")).await);
        assert_eq!(snapshot(database).await, before);
    }
    says_when_to_come_back(&ask(&service, "2001:db8::ffff:1", None, "same64@readers.example").await);
    says_when_to_come_back(&ask(&service, "192.0.2.255", None, "same24@readers.example").await);
    assert_eq!(ask(&service, "192.0.3.1", None, "other@readers.example").await.status, StatusCode::OK);
    assert_eq!(ask(&service, "2001:db8:0:1::1", None, "other6@readers.example").await.status, StatusCode::OK);
}

async fn everybody_together_is_limited(database: &TestDatabase) {
    let service = Service::with(database, Limits { per_hour: 3, ..Limits::default() }).await;
    for n in 0..3 {
        let peer = format!("192.0.2.{n}");
        assert_eq!(ask(&service, &peer, None, &format!("a{n}@readers.example")).await.status, StatusCode::OK);
    }
    says_when_to_come_back(&ask(&service, "198.51.100.1", None, "late@readers.example").await);
    assert_eq!(service.queued_mails().await.len(), 3);
}

async fn a_forwarded_address_counts_only_from_a_trusted_proxy(database: &TestDatabase) {
    let limits = Limits { per_network_hour: 1, trusted_proxies: &["127.0.0.1", "10.0.0.0/8"], ..Limits::default() };
    let service = Service::with(database, limits).await;
    let mut n = 0;
    let mut status = async |peer, forwarded| {
        n += 1;
        ask(&service, peer, forwarded, &format!("a{n}@readers.example")).await.status
    };
    let (taken, refused) = (StatusCode::OK, StatusCode::TOO_MANY_REQUESTS);
    // A stranger who invents an address for each form is still one network.
    assert_eq!(status("203.0.113.9", Some("198.51.100.1")).await, taken);
    assert_eq!(status("203.0.113.9", Some("198.51.100.2")).await, refused);
    // Behind the proxy, each visitor's network counts for itself; what they forged stands left of what the proxy wrote.
    assert_eq!(status("127.0.0.1", Some("198.51.99.3")).await, taken);
    assert_eq!(status("127.0.0.1", Some("198.51.100.4")).await, taken);
    assert_eq!(status("127.0.0.1", Some("6.6.6.6, 198.51.100.4")).await, refused);
    assert_eq!(status("127.0.0.1", Some("198.51.100.4, 10.1.2.3")).await, refused);
    let records = service.store.consent_records(service.subscription("a4@readers.example").await.id).await.unwrap();
    assert_eq!(records[0].remote.as_deref(), Some("198.51.100.4"));
}

async fn one_address_gets_one_mail_however_often_it_is_asked_for(database: &TestDatabase) {
    let service = Service::open(database).await;
    for path in ["/s/bees", "/s/honey", "/s/wax"] {
        for spelling in ["ada@readers.example", "ADA@READERS.EXAMPLE", "Ada@Readers.Example"] {
            assert_eq!(service.post(path, &[("email", spelling)]).await.status, StatusCode::OK);
        }
    }
    assert_eq!(service.queued_mails().await.len(), 1);

    let mut mails = 1;
    for _ in 0..20 {
        service.clock.advance(Duration::from_secs(901));
        service.post("/s/bees", &[("email", "ada@readers.example")]).await;
        mails += service.queued_mails().await.len();
    }
    assert_eq!(mails, 3, "three a day");
}

async fn leaving_is_never_limited(database: &TestDatabase) {
    let service = Service::with(database, Limits { per_network_hour: 1, per_hour: 1, ..Limits::default() }).await;
    let reader = service.reader("ada@readers.example").await;
    says_when_to_come_back(&service.post("/s/bees", &[("email", "late@readers.example")]).await);
    for _ in 0..50 {
        let answer = service.post(&service.unsubscribe_path(&reader), &[("List-Unsubscribe", "One-Click")]).await;
        assert_eq!(answer.status, StatusCode::OK);
    }
}

async fn in_a_burst_the_answer_is_the_same_and_no_mail_goes_out(database: &TestDatabase) {
    let service = Service::with(database, Limits { burst: 2, ..Limits::default() }).await;
    let mut answers = Vec::new();
    for n in 0..5 {
        let answer = service.post("/s/bees", &[("email", &format!("a{n}@readers.example"))]).await;
        answers.push(answer.body.replace(&format!("a{n}@"), "a@"));
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]), "the reader sees no difference");
    assert_eq!(service.queued_mails().await.len(), 2);
    assert_eq!(service.state("a4@readers.example").await, "pending");
    let other = service.post("/s/honey", &[("email", "b@readers.example")]).await;
    assert_eq!(other.status, StatusCode::OK);
    assert_eq!(service.queued_mails().await.len(), 1, "another list has no burst");
}

async fn an_address_at_a_blocked_domain_is_told_so_and_nothing_is_kept(database: &TestDatabase) {
    let domains = DomainRules { blocked: vec!["throwaway.example".to_owned()], allowed: Vec::new() };
    let service = Service::with(database, Limits { domains, ..Limits::default() }).await;
    let before = snapshot(database).await;
    let answer = service.post("/s/bees", &[("email", "ada@mail.throwaway.example")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.words().contains("type another one"), "{}", answer.words());
    assert_eq!(snapshot(database).await, before);
    assert_eq!(service.post("/s/bees", &[("email", "ada@readers.example")]).await.status, StatusCode::OK);
}
