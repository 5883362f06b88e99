//! The stamp on forms: robots that are too fast or that replay are stopped, and people never, whatever cache their page comes from and without
//! any script; work lets people through in a burst.

use std::time::Duration;

use aws_lc_rs::digest::{SHA256, digest};
use axum::http::StatusCode;
use scraper::{Html, Selector};
use serde_json::Value;

use letterbell::operations::guard::ProofOfWork;

use crate::service::{Answer, Limits, Service};
use crate::snapshot::snapshot;
use crate::support::databases::{TestDatabase, on_both_engines};

on_both_engines!(
    a_robot_that_sends_at_once_is_asked_to_press_again_and_a_person_is_not,
    a_form_that_was_kept_for_months_is_asked_for_again_and_one_from_a_cache_is_taken,
    a_stamp_that_is_not_ours_is_no_stamp,
    every_form_that_causes_a_mail_is_stamped,
    forms_without_a_stamp_are_taken_while_they_are_few_and_pressed_once_more_when_they_are_many,
    the_script_gets_a_stamp_and_the_sentence_when_it_has_none,
    in_a_burst_work_is_asked_for_and_lets_its_sender_through,
    work_is_worth_nothing_for_another_address_or_a_second_mail,
    where_work_is_always_asked_for_those_without_script_wait_and_are_not_refused,
);

const DAY: Duration = Duration::from_secs(24 * 3600);
const SECOND: Duration = Duration::from_secs(1);

/// The hidden fields and the address of the page's first form.
fn form_of(answer: &Answer) -> (String, Vec<(String, String)>) {
    let page = Html::parse_document(&answer.body);
    let form = page.select(&Selector::parse("main form").unwrap()).next().expect("there is a form");
    let hidden = Selector::parse("input[type=hidden]").unwrap();
    let field = |input: scraper::ElementRef<'_>| {
        (input.attr("name").unwrap().to_owned(), input.attr("value").unwrap_or_default().to_owned())
    };
    (form.attr("action").unwrap_or_default().to_owned(), form.select(&hidden).map(field).collect())
}

fn stamp_of(answer: &Answer) -> String {
    let (_, fields) = form_of(answer);
    fields.into_iter().find(|(name, _)| name == "stamp").expect("the form is stamped").1
}

async fn page_stamp(service: &Service) -> String {
    stamp_of(&service.get("/s/bees").await)
}

async fn send(service: &Service, email: &str, stamp: &str) -> Answer {
    service.post("/s/bees", &[("email", email), ("stamp", stamp)]).await
}

/// Presses the one button of a page that asks for it.
async fn press(service: &Service, asked: &Answer) -> Answer {
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", asked.body);
    assert!(asked.words().contains("One more press"), "{}", asked.words());
    let (action, fields) = form_of(asked);
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    service.post(&action, &fields).await
}

fn prove(stamp: &str, email: &str) -> String {
    let is_proof = |number: &u64| {
        let hash = digest(&SHA256, format!("{stamp}\n{email}\n{number}").as_bytes());
        let hash = hash.as_ref();
        hash[0] == 0 && hash[1] == 0 && hash[2] < 128
    };
    (0..10_000_000).find(is_proof).unwrap().to_string()
}

async fn a_robot_that_sends_at_once_is_asked_to_press_again_and_a_person_is_not(database: &TestDatabase) {
    let service = Service::open(database).await;
    let stamp = page_stamp(&service).await;
    let before = snapshot(database).await;
    service.clock.advance(SECOND / 2);
    let asked = send(&service, "ada@readers.example", &stamp).await;
    // As fast as that, it is asked again; the page's own time runs on.
    let again = press(&service, &asked).await;
    assert_eq!(snapshot(database).await, before, "nothing is kept of what a robot sends");
    service.clock.advance(SECOND / 2);
    let taken = press(&service, &again).await;
    assert_eq!(taken.status, StatusCode::OK);
    assert!(taken.words().contains("ada@readers.example"));
    assert_eq!(service.queued_mails().await.len(), 1);

    let stamp = page_stamp(&service).await;
    service.clock.advance(SECOND);
    assert_eq!(send(&service, "bob@readers.example", &stamp).await.status, StatusCode::OK);
}

async fn a_form_that_was_kept_for_months_is_asked_for_again_and_one_from_a_cache_is_taken(database: &TestDatabase) {
    let service = Service::open(database).await;
    let stamp = page_stamp(&service).await;
    service.clock.advance(DAY * 10);
    assert_eq!(send(&service, "ada@readers.example", &stamp).await.status, StatusCode::OK, "from a cache");
    service.clock.advance(DAY * 21);
    let before = snapshot(database).await;
    for _ in 0..5 {
        let refused = send(&service, "victim@readers.example", &stamp).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "however often it is replayed");
    }
    assert_eq!(snapshot(database).await, before);
    let asked = send(&service, "bob@readers.example", &stamp).await;
    service.clock.advance(SECOND);
    assert_eq!(press(&service, &asked).await.status, StatusCode::OK, "a person presses once more");
    assert_eq!(service.state("bob@readers.example").await, "pending");
}

async fn a_stamp_that_is_not_ours_is_no_stamp(database: &TestDatabase) {
    let service = Service::open(database).await;
    let stamp = page_stamp(&service).await;
    service.clock.advance(DAY);
    let mut forged = stamp.into_bytes();
    forged[8] = if forged[8] == b'A' { b'B' } else { b'A' };
    let asked = send(&service, "ada@readers.example", std::str::from_utf8(&forged).unwrap()).await;
    service.clock.advance(SECOND);
    assert_eq!(press(&service, &asked).await.status, StatusCode::OK);
    let hostile = send(&service, "bob@readers.example", "\"><script>alert(1)</script>").await;
    assert_eq!(hostile.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!hostile.body.contains("<script>alert"), "{}", hostile.body);
}

async fn every_form_that_causes_a_mail_is_stamped(database: &TestDatabase) {
    let service = Service::open(database).await;
    for (path, fields) in [
        ("/s", vec![("list", "bees"), ("email", "ada@readers.example")]),
        ("/s/bees", vec![("email", "bob@readers.example")]),
        ("/link", vec![("email", "cy@readers.example")]),
    ] {
        let stamp = stamp_of(&service.get(path).await);
        let with = |stamp: &str| {
            let mut all = fields.clone();
            all.push(("stamp", stamp));
            all.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect::<Vec<_>>()
        };
        let post = async |fields: Vec<(String, String)>| {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
            service.post(path, &fields).await
        };
        assert_eq!(post(with(&stamp)).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}: too fast");
        service.clock.advance(SECOND);
        let taken = post(with(&stamp)).await;
        assert_eq!(taken.status, StatusCode::OK, "{path}");
        // The button that sends it again is a form of its own, as old as its page.
        let resend = stamp_of(&taken);
        assert_ne!(resend, stamp, "{path}");
        assert_eq!(post(with(&resend)).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}: too fast");
        // A mistake keeps the time of the page that it was made on.
        let mistaken = service.post(path, &[("email", "nobody"), ("stamp", &stamp)]).await;
        assert_eq!(stamp_of(&mistaken), stamp, "{path}");
    }
}

async fn forms_without_a_stamp_are_taken_while_they_are_few_and_pressed_once_more_when_they_are_many(
    database: &TestDatabase,
) {
    let service = Service::with(database, Limits { unstamped: 3, ..Limits::default() }).await;
    for n in 0..3 {
        let answer = service.post("/s/bees", &[("email", &format!("a{n}@readers.example"))]).await;
        assert_eq!(answer.status, StatusCode::OK, "a form on a blog's own page, without script");
    }
    let asked = service.post("/s/bees", &[("email", "late@readers.example"), ("schedule", "daily")]).await;
    service.clock.advance(SECOND);
    assert_eq!(press(&service, &asked).await.status, StatusCode::OK);
    assert_eq!(service.state("late@readers.example").await, "pending");
    // Stamped ones and other lists go on, and so do these when it is over.
    let stamp = page_stamp(&service).await;
    service.clock.advance(SECOND);
    assert_eq!(send(&service, "bob@readers.example", &stamp).await.status, StatusCode::OK);
    assert_eq!(service.post("/s/honey", &[("email", "cy@readers.example")]).await.status, StatusCode::OK);
    service.clock.advance(Duration::from_secs(600));
    assert_eq!(service.post("/s/bees", &[("email", "dan@readers.example")]).await.status, StatusCode::OK);
}

async fn from_script(service: &Service, fields: &[(&str, &str)]) -> (StatusCode, Value) {
    let mut request = crate::service::form("/s/bees", fields);
    request.headers_mut().insert("accept", "application/json".parse().unwrap());
    let answer = service.answer(request).await;
    (answer.status, serde_json::from_str(&answer.body).unwrap())
}

async fn fresh_stamp(service: &Service) -> Value {
    let answer = service.get("/stamp.json").await;
    assert_eq!((answer.status, answer.header("cache-control")), (StatusCode::OK, "no-store"));
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    serde_json::from_str(&answer.body).unwrap()
}

async fn the_script_gets_a_stamp_and_the_sentence_when_it_has_none(database: &TestDatabase) {
    let service = Service::with(database, Limits { unstamped: 0, ..Limits::default() }).await;
    let (status, told) = from_script(&service, &[("email", "ada@readers.example")]).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(told["form"].as_str().unwrap().contains("once more"), "{told}");
    let stamp = fresh_stamp(&service).await;
    assert_eq!((stamp["work"].as_u64(), stamp["wait"].as_u64()), (Some(0), Some(1000)));
    service.clock.advance(SECOND);
    let fields = [("email", "ada@readers.example"), ("stamp", stamp["stamp"].as_str().unwrap())];
    assert_eq!(from_script(&service, &fields).await.0, StatusCode::OK);
}

async fn in_a_burst_work_is_asked_for_and_lets_its_sender_through(database: &TestDatabase) {
    let service = Service::with(database, Limits { burst: 2, ..Limits::default() }).await;
    for n in 0..3 {
        service.post("/s/bees", &[("email", &format!("a{n}@readers.example"))]).await;
    }
    service.watch.round(true, service.now()).await.unwrap();
    service.watch.round(false, service.now()).await.unwrap();
    assert_eq!(service.queued_mails().await.len(), 2);
    let stamp = fresh_stamp(&service).await;
    assert_eq!(stamp["work"], 17);
    let stamp = stamp["stamp"].as_str().unwrap();
    service.clock.advance(SECOND);
    let ada = "ada@readers.example";
    let form = [("email", ada), ("stamp", stamp), ("proof", &prove(stamp, ada))];
    assert_eq!(from_script(&service, &form).await.0, StatusCode::OK);
    assert_eq!(service.queued_mails().await.len(), 1, "who worked is mailed at once");
    assert_eq!(send(&service, "bob@readers.example", stamp).await.status, StatusCode::OK);
    assert_eq!(service.queued_mails().await.len(), 0, "who did not waits, and is not refused");
    // Those who work are let through as long as they are no burst themselves, and the operator's hold is for all.
    for n in 0..2 {
        let email = format!("w{n}@readers.example");
        service.post("/s/bees", &[("email", &email), ("stamp", stamp), ("proof", &prove(stamp, &email))]).await;
    }
    assert_eq!(service.queued_mails().await.len(), 1);
}

async fn work_is_worth_nothing_for_another_address_or_a_second_mail(database: &TestDatabase) {
    let service = Service::with(database, Limits { burst: 5, proof_of_work: ProofOfWork::Always, ..Limits::default() });
    let service = service.await;
    let (stamp, ada) = (page_stamp(&service).await, "ada@readers.example");
    service.clock.advance(SECOND);
    let proof = prove(&stamp, ada);
    let send = async |email: &str, proof: &str| {
        service.post("/s/bees", &[("email", email), ("stamp", &stamp), ("proof", proof)]).await;
        service.queued_mails().await.len()
    };
    assert_eq!(send("first@readers.example", "").await, 1, "one in five without work");
    assert_eq!(send("bob@readers.example", &proof).await, 0, "somebody else's work");
    assert_eq!(send("bob@readers.example", "1").await, 0);
    assert_eq!(send("bob@readers.example", "-1; DROP TABLE list").await, 0);
    assert_eq!(send(ada, &proof).await, 1);
    assert_eq!(send(ada, &proof).await, 0, "the address has had its mail");
}

async fn where_work_is_always_asked_for_those_without_script_wait_and_are_not_refused(database: &TestDatabase) {
    let limits = Limits { burst: 10, proof_of_work: ProofOfWork::Always, ..Limits::default() };
    let service = Service::with(database, limits).await;
    assert_eq!(fresh_stamp(&service).await["work"], 17);
    for n in 0..5 {
        let answer = service.post("/s/bees", &[("email", &format!("a{n}@readers.example"))]).await;
        assert_eq!(answer.status, StatusCode::OK);
    }
    assert_eq!(service.queued_mails().await.len(), 2, "a fifth of what else makes a burst");
    assert_eq!(service.state("a4@readers.example").await, "pending");
    let stamp = page_stamp(&service).await;
    service.clock.advance(SECOND);
    let proof = prove(&stamp, "ada@readers.example");
    service.post("/s/bees", &[("email", "ada@readers.example"), ("stamp", &stamp), ("proof", &proof)]).await;
    assert_eq!(service.queued_mails().await.len(), 1);
}
