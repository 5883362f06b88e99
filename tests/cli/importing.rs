//! Bringing readers in: what is taken, what is not, and why, line by line.

use std::time::Instant;

use serde_json::{Value, json};

use crate::desk::Desk;
use crate::support::process::{DEADLINE, Running};

async fn import(desk: &Desk, content: impl AsRef<[u8]>, more: &[&str]) -> Value {
    let file = desk.write("readers.csv", content);
    let line = ["subscriber", "import", "--list", "bees", file.to_str().unwrap()];
    let report = desk.does(&[&line[..], more].concat()).await;
    let count = |key: &str| report[key].as_i64().unwrap();
    assert_eq!(count("lines"), count("added") + count("skipped") + count("rejected"), "{report}");
    report
}

fn counts(report: &Value) -> [i64; 3] {
    ["added", "skipped", "rejected"].map(|key| report[key].as_i64().unwrap())
}

fn why(report: &Value, line: i64) -> &str {
    let notes = report["notes"].as_array().unwrap();
    let note = notes.iter().find(|note| note["line"] == line).unwrap_or_else(|| panic!("line {line}: {report}"));
    note["why"].as_str().unwrap()
}

async fn readers(desk: &Desk) -> Value {
    desk.does(&["list", "list"]).await[0]["readers"].clone()
}

#[tokio::test]
async fn each_line_that_brings_nothing_is_named_with_its_reason() {
    let desk = Desk::with_a_list().await;
    let content: &[u8] = b"\xef\xbb\xbfName, Address ,confirmed_at,more\r\n\
        Ada,ada@readers.example,2026-01-02,x\r\n\
        Bo,bo@readers,2026-01-02\r\n\
        \"Cy, the\r\nSecond\",cy@readers.example,2026-01-02\r\n\
        Dee,dee@readers.example,\r\n\
        Eli,eli@readers.example,2999-01-01\r\n\
        Fay,fay@readers.example,last week\r\n\
        Ren\xe9,rene@readers.example,2026-01-02\r\n\
        Ada,ADA@readers.example,2026-01-02\r\n\
        \r\n\
        Gus\r\n\
        ,hal@readers.example,2026-01-02 10:00\r\n\
        =cmd(),ivy@readers.example,2026-01-02T10:00:00+01:00\r\n";
    let report = import(&desk, content, &[]).await;
    assert_eq!(report["lines"], 11, "{report}");
    assert_eq!(counts(&report), [3, 1, 7], "{report}");
    for (line, words) in [
        (3, "must be a domain name"),
        (4, "one line"),
        (6, "confirmed_at is empty"),
        (7, "future"),
        (8, "'last week' is not a time"),
        (9, "UTF-8"),
        (10, "already"),
        (12, ""),
    ] {
        assert!(why(&report, line).contains(words), "line {line}: {}", why(&report, line));
    }
    assert_eq!(readers(&desk).await, 3);

    let plain = desk.types(&["subscriber", "import", "--list", "bees", "readers.csv"]).await;
    assert!(plain.stdout.contains("line 7: confirmed_at '2999-01-01' lies in the future"), "{}", plain.stdout);
    assert!(plain.stdout.contains("11 lines: 0 added, 4 skipped, 7 wrong"), "{}", plain.stdout);
}

#[tokio::test]
async fn a_file_without_its_columns_is_refused_whole() {
    let desk = Desk::with_a_list().await;
    for content in [
        "ada@readers.example,Ada,2026-01-02\n",
        "address;name;confirmed_at\nada@readers.example;Ada;2026\n",
        "",
        "email,confirmed_at\n",
    ] {
        let file = desk.write("readers.csv", content);
        let said = desk.refuses(1, &["subscriber", "import", "--list", "bees", file.to_str().unwrap()]).await;
        assert!(said.contains("address, name, confirmed_at") && said.contains("commas"), "{said}");
    }
    assert_eq!(readers(&desk).await, 0);
}

const TWO: &str = "address,confirmed_at\nada@readers.example,2026-01-02\nbo@readers.example,2026-01-02\n";

#[tokio::test]
async fn a_dry_run_tells_the_same_and_changes_nothing() {
    let desk = Desk::with_a_list().await;
    let dry = import(&desk, TWO, &["--dry-run"]).await;
    assert_eq!((counts(&dry), &dry["dry_run"]), ([2, 0, 0], &json!(true)));
    assert_eq!(readers(&desk).await, 0);
    desk.refuses(1, &["subscriber", "show", "ada@readers.example"]).await;
    let wet = import(&desk, TWO, &[]).await;
    assert_eq!(counts(&wet), counts(&dry));
    assert_eq!(readers(&desk).await, 2);
}

#[tokio::test]
async fn a_second_run_changes_nothing_and_a_schedule_can_be_chosen() {
    let desk = Desk::with_a_list().await;
    import(&desk, TWO, &["--schedule", "now"]).await;
    let before = desk.does(&["subscriber", "show", "ada@readers.example"]).await;
    assert_eq!(before["subscriptions"][0]["schedule"], "now");
    assert_eq!(before["subscriptions"][0]["confirmed_at"], "2026-01-02T00:00:00Z");
    let again = import(&desk, TWO, &["--schedule", "weekly"]).await;
    assert_eq!(counts(&again), [0, 2, 0]);
    assert!(why(&again, 2).contains("already on the list"), "{again}");
    assert_eq!(desk.does(&["subscriber", "show", "ada@readers.example"]).await, before);
}

#[tokio::test]
async fn who_left_is_suppressed_or_was_asked_stays_as_they_are() {
    let desk = Desk::with_a_list().await;
    import(&desk, TWO, &[]).await;
    desk.does(&["suppression", "add", "sue@readers.example"]).await;
    let (serving, address) = desk.serve().await;
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let asked = client.post(format!("{address}/s/bees")).body("email=pen@readers.example").send().await.unwrap();
    assert!(asked.status().is_success());
    drop(serving);
    leave(&desk, "ada@readers.example").await;

    let content = format!("{TWO}sue@readers.example,2026-01-02\npen@readers.example,2026-01-02\n");
    let report = import(&desk, content, &[]).await;
    assert_eq!(counts(&report), [0, 4, 0], "{report}");
    for (line, words) in [(2, "left the list"), (3, "already on the list"), (4, "suppressed"), (5, "own confirmation")]
    {
        assert!(why(&report, line).contains(words), "line {line}: {}", why(&report, line));
    }
    let state = async |who| desk.does(&["subscriber", "show", who]).await["subscriptions"][0]["state"].clone();
    assert_eq!(state("ada@readers.example").await, "ended");
    assert_eq!(state("pen@readers.example").await, "pending");
    desk.refuses(1, &["subscriber", "show", "sue@readers.example"]).await;
}

/// Ends a subscription as its reader would.
async fn leave(desk: &Desk, address: &str) {
    use letterbell::domain::consent::Origin;
    use letterbell::domain::subscription::EndReason;
    use letterbell::domain::time::Timestamp;
    use letterbell::store::{Store, StoreOptions};
    let (store, _) = Store::open(&desk.database_url(), StoreOptions::default()).await.unwrap();
    let subscription = store.subscriptions_of(&address.parse().unwrap()).await.unwrap().remove(0);
    let left = Timestamp::from_millis(1_795_510_800_000);
    store.end_subscription(subscription.id, EndReason::Unsubscribed, "", &Origin::command(), left).await.unwrap();
    store.close().await;
}

#[tokio::test]
async fn the_time_grows_with_the_file_and_not_with_its_square() {
    let desk = Desk::with_a_list().await;
    let file = |lines: std::ops::Range<i64>| {
        lines.fold(String::from("address,confirmed_at\n"), |content, n| {
            content + &format!("reader{n}@readers.example,2026-01-02\n")
        })
    };
    let timed = async |lines, expected: [i64; 3]| {
        desk.write("readers.csv", file(lines));
        let began = Instant::now();
        let command = desk.command(&["subscriber", "import", "--list", "bees", "readers.csv", "--json"]);
        let finished = Running::start(command).finished_within(4 * DEADLINE).await;
        assert_eq!(counts(&serde_json::from_str(&finished.stdout).unwrap()), expected, "{finished:#?}");
        began.elapsed()
    };
    let small = [timed(0..2000, [2000, 0, 0]).await, timed(0..2000, [0, 2000, 0]).await];
    let large = [timed(2000..22_000, [20_000, 0, 0]).await, timed(2000..22_000, [0, 20_000, 0]).await];
    // Ten times as long, and not a hundred times, which it was once for readers who are known.
    for (small, large) in small.into_iter().zip(large) {
        assert!(large < 40 * small, "{small:?}, then {large:?} for ten times as many");
    }
}

#[tokio::test]
async fn named_columns_are_kept_as_attributes_and_no_other() {
    let desk = Desk::with_a_list().await;
    let content = "address,confirmed_at,first_name,plan,ip\n\
        ada@readers.example,2026-01-02,Ada <b>,gold,203.0.113.9\nbo@readers.example,2026-01-02,,silver,203.0.113.9\n\
        cy@readers.example,2026-01-02,\"Cy\nthe second\",gold,203.0.113.9\n";
    let report = import(&desk, content, &["--attributes", "first_name,plan"]).await;
    assert_eq!(counts(&report), [2, 0, 1]);
    assert!(why(&report, 4).contains("first_name: an attribute is one line"), "{report}");
    let noted = async |words: &[&str]| desk.does(&[&["subscriber", "set"], words].concat()).await["attributes"].clone();
    assert_eq!(noted(&["ada@readers.example"]).await, json!({ "first_name": "Ada <b>", "plan": "gold" }));
    assert_eq!(noted(&["bo@readers.example"]).await, json!({ "plan": "silver" }));
    let changed = noted(&["ada@readers.example", "plan=", "first_name=Ada Lovelace", "since=1843"]).await;
    assert_eq!(changed, json!({ "first_name": "Ada Lovelace", "since": "1843" }));
    assert_eq!(noted(&["ada@readers.example"]).await, changed, "as it is kept");

    for (code, line, words) in [
        (2, &["subscriber", "set", "ada@readers.example", "First=x"][..], "cannot name an attribute"),
        (2, &["subscriber", "set", "ada@readers.example", "name=x"], "knows by itself"),
        (2, &["subscriber", "set", "ada@readers.example", "plan"], "first_name=Ada"),
        (2, &["subscriber", "set", "ada@readers.example", "plan=a\nb"], "one line"),
        (1, &["subscriber", "set", "nobody@readers.example", "plan=x"], "nobody has subscribed"),
    ] {
        let said = desk.refuses(code, line).await;
        assert!(said.contains(words), "{words} in {said}");
    }
    let file = desk.write("other.csv", "address,confirmed_at\ndi@readers.example,2026-01-02\n");
    let line = ["subscriber", "import", "--list", "bees", "--attributes", "shoe", file.to_str().unwrap()];
    let said = desk.refuses(1, &line).await;
    assert!(said.contains("no column 'shoe'"), "{said}");
}
