//! "This was not me": who gets a confirmation that they did not ask for can stop it for good.

use axum::http::{Method, StatusCode};

use crate::service::Service;
use crate::snapshot::snapshot;
use crate::support::databases::{TestDatabase, on_both_engines};

on_both_engines!(
    the_page_has_one_button_and_looking_at_it_changes_nothing,
    pressing_it_blocks_the_address_whoever_asks_again,
    a_reader_who_confirmed_leaves_by_it_and_may_come_back,
);

const ADA: &str = "ada@readers.example";

/// Asks for `bees` and takes the link from the confirmation.
async fn link(service: &Service) -> String {
    service.subscribe(ADA).await;
    let mails = service.queued_mails().await;
    assert!(mails[0].html.contains("/n/"));
    mails[0].path_of("/n/")
}

async fn the_page_has_one_button_and_looking_at_it_changes_nothing(database: &TestDatabase) {
    let service = Service::open(database).await;
    let link = link(&service).await;
    let before = snapshot(database).await;
    let page = service.get(&link).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.words().contains("This was not me"), "{}", page.words());
    assert_eq!(page.body.matches("<button").count(), 1);
    for method in [Method::HEAD, Method::OPTIONS] {
        service.ask(method, &link).await;
    }
    assert_eq!(snapshot(database).await, before);
}

async fn pressing_it_blocks_the_address_whoever_asks_again(database: &TestDatabase) {
    let service = Service::open(database).await;
    let link = link(&service).await;
    let asked = service.subscription(ADA).await;
    for _ in 0..2 {
        let done = service.post(&link, &[]).await;
        assert_eq!(done.status, StatusCode::OK);
        assert!(done.words().contains("Nothing more will come"), "{}", done.words());
    }
    assert_eq!(service.state(ADA).await, "ended");
    assert_eq!(service.post(&service.confirm_path(&asked), &[]).await.status, StatusCode::NOT_FOUND);
    service.clock.advance(std::time::Duration::from_secs(100_000));
    let again = service.post("/s/honey", &[("email", "ADA@readers.example")]).await;
    assert_eq!(again.status, StatusCode::OK, "a stranger learns nothing of it");
    assert!(service.queued_mails().await.is_empty());
    let records = service.store.consent_records(asked.id).await.unwrap();
    let told: Vec<_> = records.iter().map(|record| (record.event.as_str(), record.way.as_str())).collect();
    assert_eq!(told, [("requested", "subscribe page"), ("disowned", "not-me page")]);
}

async fn a_reader_who_confirmed_leaves_by_it_and_may_come_back(database: &TestDatabase) {
    let service = Service::open(database).await;
    let reader = service.reader(ADA).await;
    assert_eq!(service.post(&service.disown_path(&reader), &[]).await.status, StatusCode::OK);
    assert_eq!(service.state(ADA).await, "ended");
    service.clock.advance(std::time::Duration::from_secs(100_000));
    service.subscribe(ADA).await;
    assert_eq!(service.state(ADA).await, "pending");
}
