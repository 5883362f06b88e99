//! The archive from the operator's desk.

use serde_json::json;

use crate::desk::Desk;

/// Feeds over plain HTTP, asked at every poll.
const FEED: &str = r#"<rss version="2.0"><channel><title>Hive</title><link>https://blog.example.org/</link>
<item><guid>1</guid><title>First light</title><link>https://blog.example.org/1</link><description>&lt;p&gt;One.&lt;/p&gt;</description></item>
</channel></rss>"#;

async fn serve_feed() -> String {
    let feed = axum::Router::new().route("/feed", axum::routing::get(async || FEED));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/feed", listener.local_addr().unwrap());
    tokio::spawn(async { axum::serve(listener, feed).await.unwrap() });
    address
}

#[tokio::test]
async fn doors_are_set_for_a_list_and_for_a_post() {
    let desk = Desk::with_a_list().await;
    let changed = desk.does(&["list", "change", "bees", "--archive", "subscribers"]).await;
    assert_eq!((&changed["archive"], &changed["archive_indexed"]), (&json!("subscribers"), &json!(true)));
    let changed = desk.does(&["list", "change", "bees", "--archive-indexed", "false"]).await;
    assert_eq!((&changed["archive"], &changed["archive_indexed"]), (&json!("subscribers"), &json!(false)));

    desk.does(&["feed", "add", "--list", "bees", &serve_feed().await]).await;
    desk.does(&["feed", "poll"]).await;
    let posts = desk.does(&["post", "list", "--list", "bees"]).await;
    assert_eq!(posts[0]["title"], "First light");
    assert_eq!((&posts[0]["audience"], &posts[0]["own_audience"]), (&json!("subscribers"), &json!(null)));
    let id = posts[0]["id"].to_string();
    for (said, audience, own) in
        [("open", "open", json!("open")), ("hidden", "hidden", json!("hidden")), ("list", "subscribers", json!(null))]
    {
        let post = desk.does(&["post", "audience", &id, said]).await;
        assert_eq!((&post["audience"], &post["own_audience"]), (&json!(audience), &own), "{said}");
    }
    let post = desk.does(&["post", "show", &id]).await;
    assert_eq!(post["archive_url"], format!("http://127.0.0.1:8025/a/bees/posts/{id}-first-light"));
    assert_eq!((&post["link"], &post["standing"]), (&json!("https://blog.example.org/1"), &json!("baseline")));
    let words = desk.types(&["post", "show", &id]).await.stdout;
    assert!(words.contains("First light") && words.contains("subscribers (as the list)"), "{words}");
}

#[tokio::test]
async fn a_lists_welcome_is_switched_off_and_on() {
    let desk = Desk::with_a_list().await;
    let changed = desk.does(&["list", "change", "bees", "--welcomes", "false"]).await;
    assert_eq!((&changed["welcomes"], &changed["archive"]), (&json!(false), &json!("open")));
    let words = desk.types(&["list", "change", "bees", "--archive-indexed", "true"]).await.stdout;
    assert!(words.contains("new readers get no mail of welcome"), "it stays: {words}");
    assert_eq!(desk.does(&["list", "change", "bees", "--welcomes", "true"]).await["welcomes"], true);
}

#[tokio::test]
async fn the_gates_secret_is_shown_and_renewed() {
    let desk = Desk::with_a_list().await;
    let first = desk.does(&["list", "gate", "bees"]).await;
    assert_eq!(desk.does(&["list", "gate", "bees"]).await, first);
    assert_eq!(desk.types(&["list", "gate", "bees"]).await.stdout.trim(), first["secret"]);
    let renewed = desk.does(&["list", "gate", "bees", "--renew"]).await;
    assert_ne!(renewed["secret"], first["secret"]);
    assert_eq!(renewed["version"], 2);
}

#[tokio::test]
async fn a_wrong_word_names_the_right_ones() {
    let desk = Desk::with_a_list().await;
    for (code, line, word) in [
        (2, &["list", "change", "bees", "--archive", "closed"][..], "open, subscribers and hidden"),
        (2, &["list", "change", "bees"], "--archive"),
        (2, &["list", "change", "bees", "--welcomes", "perhaps"], "true, false"),
        (1, &["list", "change", "wasps", "--archive", "open"], "there are: bees"),
        (2, &["post", "audience", "1", "readers"], "open, subscribers, hidden and list"),
        (1, &["post", "audience", "99", "open"], "letterbell post list"),
        (1, &["post", "show", "99"], "letterbell post list"),
        (1, &["post", "list", "--list", "wasps"], "there are: bees"),
    ] {
        let said = desk.refuses(code, line).await;
        assert!(said.contains(word), "{line:?}: {said}");
    }
}
