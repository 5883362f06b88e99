//! `letterbell guard …`: what an operator does about a burst, and what it says when they get it wrong.

use serde_json::{Value, json};

use crate::desk::Desk;
use crate::support::databases::{TestDatabase, on_both_engines};

on_both_engines!(requests_are_held_released_dropped_and_undone);

const DAY: [&str; 4] = ["--since", "2020-01-01T00:00:00Z", "--until", "2100-01-01T00:00:00Z"];

async fn subscribe(address: &str, names: impl Iterator<Item = String>) {
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    for name in names {
        let form = format!("email={name}%40readers.example");
        let sent = client.post(format!("{address}/s/bees")).body(form).send().await.unwrap();
        assert_eq!(sent.status(), 200, "{name}: whoever waits sees the same page");
    }
}

async fn requests_are_held_released_dropped_and_undone(database: &TestDatabase) {
    let desk = Desk::beside(database);
    desk.set_up().await;
    let words = desk.types(&["guard", "show"]).await.stdout;
    assert_eq!(words, "Nobody waits in quarantine.\nNo burst was seen.\n");

    let held = desk.types(&["guard", "hold", "bees"]).await.stdout;
    assert!(held.contains("whoever asks for bees from now on waits") && held.contains("guard release"), "{held}");
    let (_serving, address) = desk.serve().await;
    tokio::time::timeout(crate::support::process::DEADLINE, async {
        // The service hears of it within a second; who was mailed before that does not wait when they ask again.
        let mut early = (0..).map(|n| format!("early{n}"));
        while desk.does(&["guard", "show"]).await["quarantine"] == json!([]) {
            subscribe(&address, early.by_ref().take(1)).await;
        }
    })
    .await
    .unwrap();
    subscribe(&address, (0..3).map(|n| format!("a{n}"))).await;
    let shown = desk.does(&["guard", "show"]).await;
    assert_eq!(
        (&shown["quarantine"][0]["list"], &shown["bursts"][0]["held"]),
        (&json!("bees"), &json!(true)),
        "{shown}"
    );
    let words = desk.types(&["guard", "show"]).await.stdout;
    assert!(words.contains("`guard release bees` mails them") && words.contains("held by you"), "{words}");

    let released = desk.does(&["guard", "release", "bees"]).await;
    assert!(released["released"].as_u64().unwrap() >= 4, "{released}");
    let words = desk.types(&["guard", "release", "bees"]).await.stdout;
    assert_eq!(words, "Nobody waited on bees; new requests are mailed again.\n");
    let words = desk.types(&["guard", "drop", "bees"]).await.stdout;
    assert_eq!(words, "Nobody waited on bees; new requests are mailed again.\n");

    let undo = [&["guard", "undo", "sign-ups"][..], &DAY].concat();
    let told = desk.does(&undo).await;
    let found = told["found"].as_u64().unwrap();
    assert_eq!((found >= 4, &told["undone"]), (true, &json!(0)), "without --yes nothing is undone: {told}");
    let words = desk.types(&undo).await.stdout;
    assert!(words.contains("would be undone. Add --yes"), "{words}");
    let told = desk.does(&[&undo[..], &["--yes"]].concat()).await;
    assert_eq!(told, json!({ "found": found, "undone": found }));
    let story = desk.does(&["trace", "a0@readers.example"]).await;
    assert!(story.to_string().contains("guard undo"), "each is recorded as evidence: {story:#}");
    assert_eq!(desk.does(&undo).await["found"], 0, "and only once");
}

#[tokio::test]
async fn every_wrong_usage_names_the_way_on() {
    let desk = Desk::with_a_list().await;
    let undo = |what: &'static str| [&["guard", "undo", what][..], &DAY].concat();
    for (code, line, words) in [
        (2, vec!["guard", "relese", "bees"], &["relese", "release", "`letterbell guard --help`"][..]),
        (2, vec!["guard", "hold"], &["<LIST>", "`letterbell guard hold --help`"]),
        (2, vec!["guard", "release"], &["<LIST>", "`letterbell guard release --help`"]),
        (2, vec!["guard", "drop", "bees", "wax"], &["wax", "`letterbell guard drop --help`"]),
        (1, vec!["guard", "hold", "wasps"], &["wasps", "there are: bees"]),
        (1, vec!["guard", "release", "wasps"], &["wasps", "there are: bees"]),
        (1, vec!["guard", "drop", "wasps"], &["wasps", "there are: bees"]),
        (2, vec!["guard", "undo"], &["<WHAT>", "`letterbell guard undo --help`"]),
        (2, undo("everything"), &["everything", "sign-ups, confirmations or unsubscribes"]),
        (2, vec!["guard", "undo", "sign-ups"], &["--since", "--until", "`letterbell guard undo --help`"]),
        (
            2,
            vec!["guard", "undo", "sign-ups", "--since", "yesterday", "--until", "now"],
            &["yesterday", "2026-11-26T09:00:00Z"],
        ),
        (
            1,
            vec!["guard", "undo", "sign-ups", "--since", "2026-11-26T10:00:00Z", "--until", "2026-11-26T09:00:00Z"],
            &["--until must be later than --since", "letterbell guard show"],
        ),
        (1, [undo("sign-ups"), vec!["--way", "one-click"]].concat(), &["--way is for unsubscribes", "leave it out"]),
        (2, [undo("unsubscribes"), vec!["--way", "postcard"]].concat(), &["postcard", "one-click", "unsubscribe page"]),
        (1, [undo("unsubscribes"), vec!["--list", "wasps"]].concat(), &["wasps", "there are: bees"]),
    ] {
        let said = desk.refuses(code, &line).await;
        for word in words {
            assert!(said.contains(word), "{line:?}: {word:?} is not in {said:?}");
        }
    }
    let alone = desk.types(&["guard"]).await;
    assert_eq!(alone.status.code(), Some(2));
    assert!(alone.stderr.contains("release") && alone.stderr.contains("`letterbell guard --help`"), "{alone:#?}");
    let help = desk.types(&["guard", "undo", "--help"]).await.stdout;
    assert!(help.contains("letterbell guard undo unsubscribes --since 2026-11-26T09:00:00Z"), "{help}");
    assert_eq!(desk.does(&["guard", "show"]).await, json!({ "bursts": [], "quarantine": [] }), "nothing was done");
    let nothing: Value = desk.does(&undo("unsubscribes")).await;
    assert_eq!(nothing["found"], 0);
}
