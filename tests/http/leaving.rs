//! One click in a mail program (RFC 8058), and its repeats.

use axum::body::Body;
use axum::http::{Request, StatusCode};

use crate::service::{Answer, Service};
use crate::snapshot::snapshot;
use crate::support::databases::{TestDatabase, on_both_engines};

on_both_engines!(
    one_click_works_in_every_encoding_and_again,
    one_click_ends_that_list_alone,
    a_pending_request_can_be_left_too,
);

const ADA: &str = "ada@readers.example";

const ENCODINGS: &[(&str, &str)] = &[
    ("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click"),
    ("application/x-www-form-urlencoded; charset=utf-8", "List-Unsubscribe=One-Click"),
    ("Application/X-WWW-Form-Urlencoded;charset=\"UTF-8\"", "List-Unsubscribe=One-Click\r\n"),
    (
        "multipart/form-data; boundary=\"odd:bound/ary '()+_,-.?=\"",
        "--odd:bound/ary '()+_,-.?=\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--odd:bound/ary '()+_,-.?=--\r\n",
    ),
    (
        "multipart/form-data;charset=utf-8;boundary=x",
        "--x\r\ncontent-disposition: form-data; name=List-Unsubscribe\r\nContent-Type: text/plain\r\n\r\nOne-Click\r\n--x--",
    ),
];

fn one_click(path: &str, encoding: (&'static str, &'static str)) -> Request<Body> {
    Request::post(path).header("content-type", encoding.0).body(Body::from(encoding.1)).unwrap()
}

fn is_one_click_answer(answer: &Answer) {
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.body, "Unsubscribed.\n", "a machine reads it");
    for name in ["set-cookie", "location", "www-authenticate", "refresh"] {
        assert_eq!(answer.header(name), "", "{name}");
    }
    assert_eq!(answer.header("cache-control"), "no-store");
}

async fn one_click_works_in_every_encoding_and_again(database: &TestDatabase) {
    let service = Service::open(database).await;
    for (place, encoding) in ENCODINGS.iter().enumerate() {
        let address = format!("reader{place}@readers.example");
        let path = service.unsubscribe_path(&service.reader(&address).await);
        is_one_click_answer(&service.answer(one_click(&path, *encoding)).await);
        assert_eq!(service.state(&address).await, "ended", "{encoding:?}");
        let before = snapshot(database).await;
        is_one_click_answer(&service.answer(one_click(&path, *encoding)).await);
        assert_eq!(snapshot(database).await, before, "a repeat changes nothing");
        let records = service.store.consent_records(service.subscription(&address).await.id).await.unwrap();
        assert_eq!(records.last().unwrap().way, "one-click", "{encoding:?}");
    }
}

async fn one_click_ends_that_list_alone(database: &TestDatabase) {
    let service = Service::open(database).await;
    service.post("/s", &[("email", ADA), ("list", "bees"), ("list", "honey")]).await;
    let asked = service.subscription(ADA).await;
    service.post(&service.confirm_path(&asked), &[]).await;
    is_one_click_answer(&service.answer(one_click(&service.unsubscribe_path(&asked), ENCODINGS[0])).await);
    let subscriptions = service.store.subscriptions_of(&ADA.parse().unwrap()).await.unwrap();
    let states: Vec<_> = subscriptions.iter().map(|one| (one.id == asked.id, one.state.as_str())).collect();
    assert_eq!(states, [(false, "active"), (true, "ended")]);
}

async fn a_pending_request_can_be_left_too(database: &TestDatabase) {
    let service = Service::open(database).await;
    let asked = service.subscribe(ADA).await;
    is_one_click_answer(&service.answer(one_click(&service.unsubscribe_path(&asked), ENCODINGS[0])).await);
    assert_eq!(service.state(ADA).await, "ended");
    assert_eq!(service.post(&service.confirm_path(&asked), &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(service.state(ADA).await, "ended", "a confirmation from before does not bring anybody back");
}
