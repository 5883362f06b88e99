//! A letter without a blog, as its writer meets it: from `list add` on, from files and standard input, and with everything written wrong.

use std::process::Stdio;

use serde_json::Value;

use crate::desk::Desk;

const CSV: &str = "address,name,confirmed_at\nada@example.org,Ada,2026-01-02\nben@example.org,Ben,2026-01-03\n";

/// Types a command with `text` on its standard input.
fn pipes(desk: &Desk, arguments: &[&str], text: &[u8]) -> (bool, String) {
    let input = desk.write("input", text);
    let mut command = desk.command(&[arguments, &["--json"]].concat());
    let output = command.stdin(Stdio::from(std::fs::File::open(input).unwrap())).output().unwrap();
    (output.status.success(), String::from_utf8(output.stdout).unwrap())
}

#[tokio::test]
async fn a_letter_without_a_blog_is_written_looked_at_and_sent() {
    let desk = Desk::with_a_list().await;
    let import = desk.write("readers.csv", CSV);
    desk.does(&["subscriber", "import", import.to_str().unwrap(), "--list", "bees", "--schedule", "weekly"]).await;
    let letter =
        "---\ntitle: The hive is warm\ntopics: Winter\n---\nThey *hum*.\n\n| hive | kg |\n|---|---|\n| 7 | 19 |\n";
    desk.write("letter.md", letter);
    let added = desk.does(&["post", "add", "--draft", "letter.md"]).await;
    let id = added[0]["id"].as_i64().unwrap().to_string();
    assert_eq!(
        (&added[0]["done"], &added[0]["standing"], &added[0]["name"]),
        (&"added".into(), &"draft".into(), &"letter".into())
    );
    assert_eq!(desk.does(&["post", "list", "--drafts"]).await[0]["title"], "The hive is warm");

    let shown = desk.does(&["post", "preview", &id, "--out", "look"]).await;
    assert_eq!(shown["subject"], "The hive is warm");
    let html = std::fs::read_to_string(desk.folder.path().join(format!("look/post-{id}.html"))).unwrap();
    assert!(html.contains("<em>hum</em>") && html.contains("19</td>") && !html.contains("at 8:00"), "{html}");

    desk.write("letter.md", letter.replace("hum", "sing"));
    assert_eq!(desk.does(&["post", "add", "--draft", "letter.md"]).await[0]["done"], "replaced");
    assert_eq!(desk.does(&["post", "add", "--draft", "letter.md"]).await[0]["done"], "unchanged");
    let sent = desk.does(&["post", "send", &id]).await;
    assert_eq!((&sent["state"], &sent["planned"], &sent["posts"]), (&"sending".into(), &2.into(), &1.into()));
    assert!(desk.refuses(1, &["post", "send", &id]).await.contains("was sent on its own already"));
    assert!(desk.refuses(1, &["post", "publish", &id]).await.contains("was sent on its own already"));
    assert_eq!(desk.does(&["digest", "run", "--schedule", "weekly"]).await["reason"], "nothing new");
    let late = desk.types(&["post", "add", "letter.md"]).await;
    assert!(late.stdout.starts_with(&format!("Unchanged: post {id}")), "{late:?}");

    // The next one goes with the schedule's digests.
    let (done, answer) = pipes(&desk, &["post", "add", "-"], b"# Spring\n\nThey fly.\n");
    let answer: Value = serde_json::from_str(&answer).unwrap();
    assert!(done && answer[0]["standing"] == "ready" && answer[0]["name"] == "spring", "{answer}");
    let run = desk.does(&["digest", "run", "--schedule", "weekly"]).await;
    assert_eq!((&run["planned"], &run["posts"]), (&2.into(), &1.into()));
    assert!(desk.refuses(1, &["post", "discard", &answer[0]["id"].to_string()]).await.contains("is published already"));
    assert!(desk.does(&["verify"]).await["holds"] != false);
}

#[tokio::test]
async fn what_is_written_wrong_names_the_file_the_line_and_the_way_on() {
    let desk = Desk::with_a_list().await;
    desk.write("first.md", "---\ntitle: First\ntopics: [Winter]\n---\nWords.");
    desk.does(&["post", "add", "first.md"]).await;
    for (name, content, words) in [
        ("untitled.md", &b"Words."[..], "untitled.md: it has no title"),
        ("date.md", b"---\ntitle: T\ndate: tomorrow\n---\nWords.", "date.md: line 3: 'tomorrow' is no date"),
        (
            "topic.md",
            b"---\ntitle: T\ntopics: wintr\n---\nWords.",
            "no post of this list is on 'wintr'; there are: Winter",
        ),
        ("field.md", b"---\ntitle: T\ndraf: true\n---\nWords.", "field.md: line 3: there is no field 'draf'"),
        ("latin.md", b"# T\n\n\xe9t\xe9", "latin.md: line 3 is not UTF-8"),
        ("empty.md", b"", "empty.md: it is empty"),
        ("odd.docx", b"PK", "say how it is written with --format"),
        ("missing.md.x", b"", "say how it is written"),
    ] {
        desk.write(name, content);
        let said = desk.refuses(1, &["post", "add", name]).await;
        assert!(said.contains(words), "{name}: {said}");
    }
    desk.write("large.md", format!("# T\n\n{}", "word ".repeat(250_000)));
    assert!(desk.refuses(1, &["post", "add", "large.md"]).await.contains("longer than 1048576 bytes"));
    assert!(desk.refuses(1, &["post", "add", "nowhere.md"]).await.contains("nowhere.md cannot be read"));
    assert!(
        desk.refuses(1, &["post", "add", "a.md", "b.md", "--title", "T"]).await.contains("write them into the files")
    );
    assert!(desk.refuses(1, &["post", "send", "1"]).await.contains("is published and goes with the digests"));
    assert!(desk.refuses(1, &["post", "send", "99"]).await.contains("was not written here"));
    let spelt = desk.write("spelt.md", "---\ntitle: Second\ntopics: [WINTER]\n---\nWords.");
    desk.does(&["post", "add", spelt.to_str().unwrap()]).await;
    let new = desk.write("new.md", "---\ntitle: Third\ntopics: [Spring]\n---\nWords.");
    desk.does(&["post", "add", "--draft", "--new-topics", new.to_str().unwrap()]).await;
    let drafts = desk.does(&["post", "list", "--drafts"]).await;
    assert!(
        desk.refuses(1, &["post", "send", &drafts[0]["id"].to_string()]).await.contains("nobody reads list bees yet")
    );
    assert_eq!(desk.does(&["post", "list"]).await.as_array().unwrap().len(), 3);
}
