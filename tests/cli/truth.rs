//! `verify`, `trace` and `digest show`: what an operator asks when somebody says "I did not get it", or "I got it twice".

use std::sync::atomic::Ordering;
use std::time::Duration;

use letterbell::clock::{Clock as _, SystemClock};
use letterbell::domain::delivery::DeliveryState;
use letterbell::domain::reply::Stage;
use letterbell::domain::time::Timestamp;
use letterbell::store::{ClaimedDelivery, Intent, Outcome, Store, StoreOptions};
use serde_json::{Value, json};
use sqlx::{Connection as _, SqliteConnection};

use crate::desk::Desk;
use crate::five_minutes::blog;
use crate::support::claims;

/// A digest to three readers: Ada's came twice for all we know, Bo's is held, Cy's was refused. Returns the desk and the digest's id.
async fn eventful_digest() -> (Desk, String) {
    let desk = Desk::with_a_list().await;
    let (feed, posts) = blog().await;
    desk.does(&["feed", "add", "--list", "bees", &feed]).await;
    desk.does(&["feed", "poll"]).await;
    let readers = "address,confirmed_at\nada@readers.example,2026-01-02\nbo@readers.example,2026-01-02\ncy@readers.example,2026-01-02\n";
    let readers = desk.write("readers.csv", readers);
    desk.does(&["subscriber", "import", "--list", "bees", readers.to_str().unwrap()]).await;
    posts.store(4, Ordering::SeqCst);
    desk.does(&["feed", "poll"]).await;
    let digest = desk.does(&["digest", "run", "--list", "bees", "--schedule", "weekly"]).await["id"].to_string();

    let store = Store::open(&desk.database_url(), StoreOptions::default()).await.unwrap().0;
    let mut claimed = claim(&store).await;
    claimed.sort_by_key(|claimed| claimed.subscription);
    let [ada, bo, cy] = claimed.try_into().unwrap();
    end(&store, &ada, DeliveryState::Unknown, None, "at dot: the connection closed").await;
    end(&store, &bo, DeliveryState::Held, None, "at dot: no answer in 600 s").await;
    end(&store, &cy, DeliveryState::Failed, Some(550), "550 5.1.1 no such bee").await;
    let again = claim(&store).await.remove(0);
    end(&store, &again, DeliveryState::Sent, Some(250), "250 2.0.0 queued as 17").await;
    store.finish_digests(now()).await.unwrap();
    (desk, digest)
}

fn now() -> Timestamp {
    SystemClock.now()
}

async fn claim(store: &Store) -> Vec<ClaimedDelivery> {
    let claimed = claims::claim(store, "worker", 10, now(), now().plus(Duration::from_secs(60))).await.unwrap();
    let intents: Vec<Intent> =
        claimed.iter().map(|claimed| Intent { delivery: claimed.id, epoch: claimed.epoch, turn: None }).collect();
    store.record(&[], &intents, now()).await.unwrap();
    claimed
}

async fn end(store: &Store, claimed: &ClaimedDelivery, state: DeliveryState, code: Option<u16>, words: &str) {
    let outcome = Outcome {
        delivery: claimed.id,
        epoch: claimed.epoch,
        state,
        due_at: (!state.is_final()).then(now),
        charged: true,
        relay: "provider".to_owned(),
        stage: if code == Some(550) { Stage::Recipient } else { Stage::Dot },
        code,
        reply: words.to_owned(),
        message_id: format!("{:040x}@example.org", claimed.id.get()),
        at: now(),
        took_ms: 7,
    };
    store.record(&[outcome], &[], now()).await.unwrap();
}

/// The words in their order, whatever stands between.
fn tells(text: &str, words: &[&str]) {
    let mut rest = text;
    for word in words {
        let (_, behind) =
            rest.split_once(word).unwrap_or_else(|| panic!("{word:?} is not where it should be in\n{text}"));
        rest = behind;
    }
}

#[tokio::test]
async fn a_readers_story_is_told_in_the_order_in_which_it_happened() {
    let (desk, digest) = eventful_digest().await;
    desk.does(&["suppression", "add", "ada@readers.example", "--note", "asked by phone"]).await;
    let told = desk.types(&["trace", "ada@readers.example"]).await.stdout;
    let planned = format!("planned, digest {digest} of list bees, due at");
    tells(
        &told,
        &[
            "ada@readers.example",
            "was imported to list bees (command)",
            &planned,
            "posts 1 to 2",
            "claim 1, relay provider, after the final dot, 7 ms: at dot: the connection closed → nobody knows",
            "claim 2, relay provider, after the final dot, 7 ms: 250 2.0.0 queued as 17 → accepted by the relay",
            "suppressed on every site (operator): asked by phone",
            "Now",
            "list bees: active, schedule weekly",
            "sent, tried 2 times, 2 charged, Message-ID <0000",
        ],
    );
    assert!(!told.contains("bo@"), "{told}");
    let json = desk.does(&["trace", "ada@readers.example"]).await;
    let attempts = json["deliveries"][0]["attempts"].as_array().unwrap();
    let outcomes: Vec<&Value> = attempts.iter().map(|attempt| &attempt["outcome"]).collect();
    assert_eq!(outcomes, ["unknown", "sent"]);
    assert_eq!(json["suppressions"][0]["note"], "asked by phone");
    assert_eq!(json["subscriptions"][0]["consent"][0]["event"], "imported");
    let instants: Vec<&str> =
        json["events"].as_array().unwrap().iter().map(|event| event["at"].as_str().unwrap()).collect();
    assert_eq!(instants.len(), 5, "{json:#}");

    // Its Message-ID, as it stands in a mail or without its brackets, and its number lead to the same delivery.
    let name = attempts[0]["message_id"].as_str().unwrap();
    let id = json["deliveries"][0]["id"].to_string();
    for about in [name, &format!("<{name}>"), &id] {
        let found = desk.does(&["trace", about]).await;
        assert_eq!(found["deliveries"], json["deliveries"], "{about}");
    }
    tells(&desk.types(&["trace", &id]).await.stdout, &["Delivery", "to ada@readers.example", "accepted by the relay"]);
}

#[tokio::test]
async fn a_digest_tells_its_columns_what_is_uncertain_and_the_last_words() {
    let (desk, digest) = eventful_digest().await;
    let told = desk.types(&["digest", "show", &digest]).await.stdout;
    tells(
        &told,
        &[
            "finished, due at",
            "3 planned = 1 sent + 0 skipped + 2 failed + 0 open",
            "failed: 1 failed, 1 held",
            "Said last about those that were not accepted:",
            "1 × 550 5.1.1 no such bee",
            "1 × at dot: no answer in 600 s",
            "Uncertain: 2 attempts on 2 mails ended",
            "Held: deliveries 2.",
            "letterbell trace 2",
            &format!("letterbell digest retry-failed {digest} --held"),
            &format!("letterbell digest retry-failed {digest}` tries the 1 failed again"),
        ],
    );
    let json = desk.does(&["digest", "show", &digest]).await;
    assert_eq!(json["uncertain"], json!({ "attempts": 2, "mails": 2, "held": [2] }));
    assert_eq!(json["states"], json!({ "sent": 1, "failed": 1, "held": 1 }));
}

/// A digest to one reader that nobody sends.
async fn waiting_digest() -> (Desk, String) {
    let desk = Desk::with_a_list().await;
    let (feed, posts) = blog().await;
    desk.does(&["feed", "add", "--list", "bees", &feed]).await;
    desk.does(&["feed", "poll"]).await;
    let readers = desk.write("readers.csv", "address,confirmed_at\nada@readers.example,2026-01-02\n");
    desk.does(&["subscriber", "import", "--list", "bees", readers.to_str().unwrap()]).await;
    posts.store(3, Ordering::SeqCst);
    desk.does(&["feed", "poll"]).await;
    let digest = desk.does(&["digest", "run", "--list", "bees", "--schedule", "weekly"]).await["id"].to_string();
    (desk, digest)
}

#[tokio::test]
async fn a_paused_digest_says_how_it_goes_on() {
    let (desk, digest) = waiting_digest().await;
    let told = desk.types(&["digest", "pause", &digest]).await.stdout;
    let (resume, cancel) = (format!("letterbell digest resume {digest}"), format!("letterbell digest cancel {digest}"));
    tells(&told, &["paused (paused by the operator)", "1 planned =", "open: 1 planned", &resume, &cancel]);
    tells(&desk.refuses(1, &["digest", "pause", &digest]).await, &["is paused", "only a digest that is being sent"]);
    // Who asks about a reader hears why nothing comes, and the last words where no attempt has them.
    let mut raw = SqliteConnection::connect(&desk.database_url()).await.unwrap();
    sqlx::query("UPDATE delivery SET last_reply = 'relay a: at connect: refused'").execute(&mut raw).await.unwrap();
    let story = desk.types(&["trace", "ada@readers.example"]).await.stdout;
    let still = format!("digest {digest} is paused (paused by the operator)");
    tells(&story, &["planned, due at", "not tried, 0 charged", "last: relay a: at connect: refused", &still]);
    assert_eq!(
        desk.does(&["trace", "ada@readers.example"]).await["deliveries"][0]["stands_still"],
        "paused (paused by the operator)"
    );
    sqlx::query("UPDATE delivery SET state = 'failed', due_at = NULL, decided_at = 1").execute(&mut raw).await.unwrap();
    let told = desk.types(&["digest", "retry-failed", &digest]).await.stdout;
    tells(&told, &["To be tried again when the digest goes on: 1."]);

    let told = desk.types(&["digest", "resume", &digest]).await.stdout;
    tells(&told, &["sending, due at", &format!("letterbell digest pause {digest}")]);
    tells(&desk.refuses(1, &["digest", "resume", &digest]).await, &["is sending", "only a paused digest"]);
}

#[tokio::test]
async fn a_digest_is_called_off_wherever_it_stands_and_says_what_that_means_for_its_posts() {
    for stands in ["held", "sending", "paused"] {
        let (desk, digest) = waiting_digest().await;
        let mut raw = SqliteConnection::connect(&desk.database_url()).await.unwrap();
        sqlx::query("UPDATE digest SET state = $1").bind(stands).execute(&mut raw).await.unwrap();
        let told = desk.types(&["digest", "cancel", &digest]).await.stdout;
        let posts = match stands {
            "held" => "before anybody was mailed: its posts go with the schedule's next digest",
            _ => "Called off after 0 mails. Its posts do not come again by themselves",
        };
        tells(&told, &[posts, "cancelled (called off by the operator)", "0 sent + 1 skipped", "skipped: 1 cancelled"]);
        for again in ["cancel", "pause", "resume", "approve", "retry-failed"] {
            tells(&desk.refuses(1, &["digest", again, &digest]).await, &["is cancelled: "]);
        }
    }
    let (desk, digest) = waiting_digest().await;
    let mut raw = SqliteConnection::connect(&desk.database_url()).await.unwrap();
    sqlx::query("UPDATE digest SET state = 'planned'").execute(&mut raw).await.unwrap();
    tells(&desk.refuses(1, &["digest", "cancel", &digest]).await, &["is planned: ", "in a moment"]);
    sqlx::query("UPDATE digest SET state = 'sending'").execute(&mut raw).await.unwrap();
    let json = desk.does(&["digest", "cancel", &digest]).await;
    assert_eq!((&json["was"], &json["state"], &json["skipped"]), (&json!("sending"), &json!("cancelled"), &json!(1)));
}

#[tokio::test]
async fn failed_mails_are_tried_again_and_held_ones_only_when_asked_for() {
    let (desk, digest) = eventful_digest().await;
    let told = desk.types(&["digest", "retry-failed", &digest]).await.stdout;
    tells(&told, &["To be tried again: 1.", "--held", "sending, due at", "1 sent + 0 skipped + 1 failed + 1 open"]);
    let none = desk.does(&["digest", "retry-failed", &digest]).await;
    assert_eq!((&none["retried"], &none["open"]), (&json!(0), &json!(1)));
    tells(&desk.types(&["digest", "retry-failed", &digest]).await.stdout, &["Nothing to try again.", "--held"]);
    let held = desk.does(&["digest", "retry-failed", "--held", &digest]).await;
    assert_eq!((&held["retried"], &held["open"], &held["failed"]), (&json!(1), &json!(2), &json!(0)));
    let story = desk.types(&["trace", "cy@readers.example"]).await.stdout;
    tells(
        &story,
        &["550 5.1.1 no such bee → given up", "let be tried again by the operator", "Now", "planned, due at"],
    );
    assert!(desk.does(&["trace", "cy@readers.example"]).await["deliveries"][0]["retried_at"].is_string());
    let ada = desk.does(&["trace", "ada@readers.example"]).await;
    assert_eq!((&ada["deliveries"][0]["retried_at"], &ada["deliveries"][0]["state"]), (&Value::Null, &json!("sent")));
}

#[tokio::test]
async fn what_would_expire_at_once_is_not_tried_again() {
    let (desk, digest) = eventful_digest().await;
    let settings = desk.write("letterbell.toml", "[digests]\nexpire_after = \"1 h\"\n");
    let mut raw = SqliteConnection::connect(&desk.database_url()).await.unwrap();
    sqlx::query("UPDATE digest SET due_at = due_at - 3600000").execute(&mut raw).await.unwrap();
    let words = desk.refuses(1, &["digest", "retry-failed", &digest, "--config", settings.to_str().unwrap()]).await;
    tells(&words, &["longer ago than digests.expire_after"]);
    assert_eq!(desk.does(&["digest", "show", &digest]).await["failed"], 2);
}

#[tokio::test]
async fn a_digest_that_waits_for_its_readers_clocks_says_until_when() {
    let (desk, digest) = eventful_digest().await;
    assert_eq!(desk.does(&["digest", "show", &digest]).await["waits_until"], Value::Null);
    let local =
        ["schedule", "add", "--list", "bees", "--name", "local", "--cron", "0 8 * * *", "--zone", "UTC", "--local"];
    desk.does(&local).await;
    desk.write("readers.csv", "address,confirmed_at\ndi@readers.example,2026-01-02\n");
    desk.does(&["subscriber", "import", "readers.csv", "--list", "bees", "--schedule", "local"]).await;
    desk.write("letter.md", "---\ntitle: Wax\n---\nWords.\n");
    desk.does(&["post", "add", "letter.md"]).await;
    let before = now();
    let run = desk.types(&["digest", "run", "--schedule", "local"]).await;
    let hint = run.stdout.lines().find_map(|line| line.strip_prefix("  The first that waits is due at ")).unwrap();
    let due: jiff::Timestamp = hint.trim_end_matches('.').parse().unwrap();
    assert!(Timestamp::from(due) >= before, "{hint}");
    let shown = desk.does(&["digest", "show", "2"]).await;
    assert_eq!((&shown["waits_until"], &shown["open"]), (&json!(hint.trim_end_matches('.')), &json!(1)));
}

#[tokio::test]
async fn verify_says_what_holds_and_refuses_when_something_does_not() {
    let (desk, _) = eventful_digest().await;
    let whole = desk.types(&["verify"]).await;
    assert!(whole.status.success(), "{whole:#?}");
    tells(&whole.stdout, &["holds    the_file_is_whole: ", "holds    a_repeat_is_explained: ", "promises, all hold."]);
    assert_eq!(desk.does(&["verify"]).await["holds"], true);

    let mut raw = SqliteConnection::connect(&desk.database_url()).await.unwrap();
    sqlx::query("DELETE FROM attempt WHERE outcome = 'sent'").execute(&mut raw).await.unwrap();
    let broken = desk.types(&["verify"]).await;
    assert_eq!(broken.status.code(), Some(1), "{broken:#?}");
    let row = "BROKEN   sent_means_that_a_relay_said_yes: ";
    tells(&broken.stdout, &[row, "\n         delivery 1\n", "1 of ", "promises broken", "letterbell trace"]);
    let json = desk.types(&["verify", "--json"]).await;
    assert_eq!(json.status.code(), Some(1), "{json:#?}");
    let json: Value = serde_json::from_str(&json.stdout).unwrap();
    let broken: Vec<&Value> =
        json["promises"].as_array().unwrap().iter().filter(|promise| promise["holds"] == false).collect();
    assert_eq!((broken.len(), &json["holds"]), (1, &json!(false)));
    assert_eq!(broken[0]["broken_by"], json!(["delivery 1"]));
}
