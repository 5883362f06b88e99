//! Many readers at the same moment: they share commits, and nothing else.

use axum::http::StatusCode;

use crate::service::Service;
use crate::support::databases::{TestDatabase, on_both_engines};

on_both_engines!(many_at_a_time_are_each_written_down_once);

async fn many_at_a_time_are_each_written_down_once(database: &TestDatabase) {
    let service = Service::open(database).await;
    // Many at a time, of whom some are the same person: each gets one mail, and nobody is lost or mixed up.
    let names: Vec<String> = (0..60).map(|n| format!("reader{}@readers.example", n % 40)).collect();
    let asked = names.iter().map(|name| {
        let service = &service;
        async move { service.post("/s/bees", &[("email", name)]).await }
    });
    let answers = futures_util::future::join_all(asked).await;
    for (name, answer) in names.iter().zip(answers) {
        assert_eq!(answer.status, StatusCode::OK);
        assert!(answer.body.contains(name.as_str()), "the answer is this reader's own");
    }
    let mut sent: Vec<String> = service.queued_mails().await.into_iter().map(|mail| mail.to).collect();
    assert_eq!(sent.len(), 40);
    sent.sort();
    sent.dedup();
    assert_eq!(sent.len(), 40);
}
