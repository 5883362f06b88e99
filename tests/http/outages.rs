//! The database goes away and comes back.

use std::time::Duration;

use axum::http::StatusCode;
use sqlx::{Connection as _, SqliteConnection};

use crate::service::{Answer, Service};
use crate::support::databases::{TestDatabase, on_both_engines};

const ADA: &str = "ada@readers.example";

on_both_engines!(without_a_database_every_page_says_when_to_come_back);

fn says_nothing_is_lost(answer: &Answer, what: &str) {
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{what}: {}", answer.body);
    let seconds: u64 = answer.header("retry-after").parse().unwrap();
    assert!((1..=60).contains(&seconds));
    assert!(answer.words().contains("Nothing is lost"), "{}", answer.words());
}

async fn without_a_database_every_page_says_when_to_come_back(database: &TestDatabase) {
    let service = Service::open(database).await;
    let reader = service.reader(ADA).await;
    service.store.close().await;
    for path in ["/s", "/s/bees", &service.unsubscribe_path(&reader), &service.preferences_path(&reader)] {
        says_nothing_is_lost(&service.get(path).await, path);
        says_nothing_is_lost(&service.post(path, &[("email", "new@readers.example")]).await, path);
    }
    assert_eq!(service.get("/healthz").await.status, StatusCode::OK, "a restart would not help");
    let ready = service.get("/readyz").await;
    assert_eq!(
        (ready.status, ready.body.as_str()),
        (StatusCode::SERVICE_UNAVAILABLE, "the database is not available\n")
    );
    for path in ["/c/forged", "/nothing"] {
        assert_eq!(service.get(path).await.status, StatusCode::NOT_FOUND, "needs no database");
    }
}

#[tokio::test]
async fn while_another_process_holds_the_file_forms_wait_then_say_so_and_work_again_afterwards() {
    let database = TestDatabase::sqlite();
    let service = Service::open(&database).await;
    let reader = service.reader(ADA).await;
    let mut other = SqliteConnection::connect(&database.url()).await.unwrap();
    sqlx::raw_sql("BEGIN IMMEDIATE").execute(&mut other).await.unwrap();

    let unsubscribe = service.unsubscribe_path(&reader);
    assert_eq!(service.get(&unsubscribe).await.status, StatusCode::OK, "reading goes on");
    let (left, ready) = tokio::join!(service.post(&unsubscribe, &[]), service.get("/readyz"));
    says_nothing_is_lost(&left, "POST while the file is held");
    assert_eq!(ready.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(service.state(ADA).await, "active");

    // Let go while a form waits: it goes through.
    let waiting = async { service.post(&unsubscribe, &[]).await };
    let let_go = async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        sqlx::raw_sql("ROLLBACK").execute(&mut other).await.unwrap();
    };
    let (left, ()) = tokio::join!(waiting, let_go);
    assert_eq!((left.status, service.state(ADA).await), (StatusCode::OK, "ended"));
    assert_eq!(service.get("/readyz").await.status, StatusCode::OK);
}
