//! The way from nothing to a digest, command by command.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::routing::get;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::desk::Desk;
use crate::support::databases::{TestDatabase, postgres_url};
use crate::support::left_out::left_out;

/// A blog on loopback with as many posts as it was told; returns its feed's address and the number to raise.
pub async fn blog() -> (String, Arc<AtomicUsize>) {
    let posts = Arc::new(AtomicUsize::new(2));
    let counted = Arc::clone(&posts);
    let feed = async move || {
        let items: String = (0..counted.load(Ordering::SeqCst))
            .map(|n| {
                ["<item><guid>post-", "</guid><title>Post ", "</title><description>Words.</description></item>"]
                    .join(&n.to_string())
            })
            .collect();
        (
            [("content-type", "application/rss+xml")],
            format!("<rss version=\"2.0\"><channel><title>Blog</title>{items}</channel></rss>"),
        )
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/feed.xml", listener.local_addr().unwrap());
    let router = Router::new().route("/feed.xml", get(feed));
    tokio::spawn(async { axum::serve(listener, router).await.unwrap() });
    (address, posts)
}

#[tokio::test]
async fn from_nothing_to_a_planned_digest_on_sqlite() {
    from_nothing_to_a_planned_digest(Desk::new()).await;
}

#[tokio::test]
async fn from_nothing_to_a_planned_digest_on_postgres() {
    if postgres_url().is_none() {
        left_out(
            "five_minutes::from_nothing_to_a_planned_digest_on_postgres",
            "LETTERBELL_TEST_POSTGRES_URL is not set",
        );
        return;
    }
    from_nothing_to_a_planned_digest(Desk::over(TestDatabase::postgres().unwrap())).await;
}

async fn from_nothing_to_a_planned_digest(desk: Desk) {
    let (feed, posts) = blog().await;
    assert_eq!(desk.does(&["check"]).await["ok"], true);
    assert_ne!(desk.does(&["migrate"]).await["applied"], Value::Null);
    desk.set_up().await;
    assert_eq!(desk.does(&["site", "list"]).await[0]["public_url"], "http://127.0.0.1:8025/");
    let lists = desk.does(&["list", "list"]).await;
    assert_eq!((&lists[0]["slug"], &lists[0]["readers"]), (&json!("bees"), &json!(0)));
    assert_eq!(desk.does(&["schedule", "list"]).await.as_array().unwrap().len(), 2);
    let next = desk.does(&["schedule", "next", "--list", "bees", "--name", "weekly", "--count", "3"]).await;
    assert_eq!(next[0]["next"].as_array().unwrap().len(), 3);

    desk.does(&["feed", "add", "--list", "bees", &feed]).await;
    let polled = desk.does(&["feed", "poll"]).await;
    assert_eq!((&polled[0]["outcome"], &polled[0]["baseline"]), (&json!("read"), &json!(true)));
    let readers = desk.write(
        "readers.csv",
        "address,name,confirmed_at\nada@readers.example,Ada,2026-01-02\nbo@readers.example,,2026-01-02T10:00:00Z\n",
    );
    let imported = desk.does(&["subscriber", "import", "--list", "bees", readers.to_str().unwrap()]).await;
    assert_eq!((&imported["lines"], &imported["added"]), (&json!(2), &json!(2)));
    let ada = desk.does(&["subscriber", "show", "ada@readers.example"]).await;
    assert_eq!(ada["subscriptions"][0]["state"], "active");
    assert_eq!(ada["subscriptions"][0]["schedule"], "weekly");
    assert_eq!(ada["subscriptions"][0]["consent"][0]["event"], "imported");

    posts.store(5, Ordering::SeqCst);
    let polled = desk.does(&["feed", "poll", "--list", "bees"]).await;
    assert_eq!((&polled[0]["new"], &polled[0]["baseline"]), (&json!(3), &json!(false)));
    assert_eq!(desk.does(&["feed", "list"]).await[0]["last_error"], Value::Null);

    let out = desk.folder.path().join("preview");
    let previewed = desk.does(&["digest", "preview", "--list", "bees", "--out", out.to_str().unwrap()]).await;
    assert_eq!(previewed["posts"], 3);
    for file in previewed["files"].as_array().unwrap() {
        assert!(std::fs::read_to_string(file.as_str().unwrap()).unwrap().contains("Post 4"), "{file}");
    }

    let run = desk.does(&["digest", "run", "--list", "bees", "--schedule", "weekly"]).await;
    let id = run["id"].as_i64().unwrap().to_string();
    let shown = desk.does(&["digest", "show", &id]).await;
    let counts = ["planned", "sent", "skipped", "failed", "open"].map(|key| shown[key].as_i64().unwrap());
    assert_eq!((counts, &shown["state"]), ([2, 0, 0, 0, 2], &json!("sending")));
    assert_eq!(desk.does(&["digest", "pause", &id]).await["state"], "paused");
    assert_eq!(desk.does(&["digest", "resume", &id]).await["state"], "sending");
    let listed = desk.does(&["digest", "list"]).await;
    let counts = ["planned", "sent", "skipped", "failed", "open"].map(|key| listed[0][key].as_i64().unwrap());
    assert_eq!(counts, [2, 0, 0, 0, 2]);
    let again = desk.does(&["digest", "run", "--list", "bees", "--schedule", "weekly"]).await;
    assert_eq!(again["state"], "skipped", "nothing is new any more: {again}");
    let words = desk.types(&["digest", "show", &id]).await.stdout;
    assert!(words.contains("2 planned = 0 sent + 0 skipped + 0 failed + 2 open"), "{words}");
}
