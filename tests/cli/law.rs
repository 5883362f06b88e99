//! What keeps a list from sending, and who its mails are from.

use serde_json::Value;

use crate::desk::Desk;
use crate::raw::Raw;
use crate::support::databases::TestDatabase;

const CSV: &str = "address,name,confirmed_at\nada@example.org,Ada,2026-01-02\n";

#[tokio::test]
async fn a_list_without_a_postal_address_sends_nothing_until_it_has_one() {
    let database = TestDatabase::sqlite();
    let desk = Desk::beside(&database);
    desk.set_up().await;
    let import = desk.write("readers.csv", CSV);
    desk.does(&["subscriber", "import", import.to_str().unwrap(), "--list", "bees", "--schedule", "weekly"]).await;
    desk.write("letter.md", "# A letter\n\nWords.\n");
    desk.does(&["post", "add", "letter.md"]).await;
    assert!(!desk.does(&["check"]).await["warnings"].to_string().contains("postal"));
    // As an older version, or a hand in the database, may have left it.
    Raw::connect(&database).await.execute("UPDATE list SET postal_address = ' '").await.unwrap();
    let warnings = desk.does(&["check"]).await["warnings"].to_string();
    assert!(
        warnings.contains("list bees has no postal address") && warnings.contains("list change bees --postal-address"),
        "{warnings}"
    );
    let held = desk.does(&["digest", "run", "--schedule", "weekly"]).await;
    assert_eq!((&held["state"], &held["planned"]), (&"held".into(), &0.into()));
    let reason = held["reason"].as_str().unwrap();
    let id = held["id"].to_string();
    assert!(reason.contains("no postal address") && reason.contains(&format!("digest approve {id}")), "{reason}");
    let still = desk.does(&["digest", "approve", &id]).await;
    assert_eq!(still["state"], "held", "approving it changes nothing while the address is missing");
    assert!(desk.refuses(1, &["list", "change", "bees", "--postal-address", " "]).await.contains("must not be empty"));
    desk.does(&["list", "change", "bees", "--postal-address", "2 Meadow Lane"]).await;
    let sending = desk.does(&["digest", "approve", &id]).await;
    assert_eq!(
        (&sending["state"], &sending["planned"], &sending["reason"]),
        (&"sending".into(), &1.into(), &Value::Null)
    );
}

#[tokio::test]
async fn names_that_deceive_are_refused() {
    let desk = Desk::with_a_list().await;
    let add = |name, from| ["list", "add", "more", "--name", name, "--from", from, "--postal-address", "1 Lane"];
    for (name, from, words) in [
        ("Re: bees", "The Hive <a@example.org>", "--name: a name that begins like an answer"),
        ("Bees", "The Hive ✔ <a@example.org>", "--from: signs that look like a badge"),
        ("Bees", "bank@example.org <a@example.org>", "--from: a name that looks like a mail address"),
        ("Bees", "Ada (2) <a@example.org>", "--from: a number in brackets"),
    ] {
        let said = desk.refuses(1, &add(name, from)).await;
        assert!(said.contains(words), "{said}");
    }
    let said = desk.refuses(1, &["list", "change", "bees", "--system-from", "Fwd: x <a@example.org>"]).await;
    assert!(said.contains("--system-from: a name that begins like an answer"), "{said}");
    desk.does(&["list", "change", "bees", "--system-from", "The Hive <hello@example.org>"]).await;
    desk.does(&["list", "change", "bees", "--system-from", "same", "--from", "Hive Letters <letters@example.org>"])
        .await;
    assert_eq!(desk.does(&["list", "list"]).await[0]["from"], "Hive Letters <letters@example.org>");
}
