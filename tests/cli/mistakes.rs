//! Wrong input: what is wrong, what to do instead, and a code that tells programs the same.

use std::path::Path;

use crate::desk::Desk;
use crate::support::port::Port;
use crate::support::process::{letterbell, run};

/// Every word stands somewhere in what was said.
fn says(said: &str, words: &[&str]) {
    for word in words {
        assert!(said.contains(word), "{word:?} is not in {said:?}");
    }
}

#[tokio::test]
async fn before_there_is_anything_each_command_says_what_comes_first() {
    let desk = Desk::new();
    let list = ["list", "add", "bees", "--name", "B", "--from", "B <b@example.org>", "--postal-address", "x"];
    says(&desk.refuses(1, &list).await, &["no site yet", "letterbell site add"]);
    says(&desk.refuses(1, &["site", "add", "--name", "B"]).await, &["--public-url", "server.public_url"]);
    says(&desk.refuses(1, &["feed", "poll"]).await, &["no feed", "letterbell feed add"]);
    says(&desk.refuses(1, &["digest", "run"]).await, &["no list yet", "letterbell list add"]);
    says(&desk.refuses(1, &["schedule", "next"]).await, &["letterbell schedule"]);
    says(&desk.refuses(1, &["subscriber", "import", "--list", "bees", "x.csv"]).await, &["letterbell list add"]);
}

#[tokio::test]
async fn a_wrong_value_is_named_with_the_way_on() {
    let desk = Desk::with_a_list().await;
    let list = |from| ["list", "add", "more", "--name", "B", "--from", from, "--postal-address", "x"];
    let schedule = |cron, zone| ["schedule", "add", "--list", "bees", "--name", "x", "--cron", cron, "--zone", zone];
    for (code, line, words) in [
        (
            1,
            &["site", "add", "--name", "The Hive", "--public-url", "https://x.example"][..],
            &["The Hive", "already", "letterbell site list"][..],
        ),
        (1, &["site", "add", "--name", "X", "--public-url", "x.example"], &["--public-url", "https://"]),
        (1, &["site", "add", "--name", "X", "--public-url", "https://x.example/news"], &["--public-url", "path"]),
        (2, &list("nobody"), &["--from", "nobody"]),
        (2, &list("Zoë <zoë@example.org>"), &["--from", "a–z"]),
        (2, &[&list("B <b@example.org>")[..], &["--reply-to", "zoë@example.org"]].concat(), &["--reply-to", "a–z"]),
        (2, &["list", "add", "Bees!", "--name", "B", "--from", "B <b@example.org>", "--postal-address", "x"], &["a-z"]),
        (
            1,
            &["list", "add", "bees", "--name", "B", "--from", "B <b@example.org>", "--postal-address", "x"],
            &["bees", "already", "letterbell list list"],
        ),
        (
            1,
            &["list", "add", "more", "--name", "B", "--from", "B <b@example.org>", "--postal-address", " "],
            &["--postal-address"],
        ),
        (
            1,
            &["list", "add", "more", "--name", "a\nb", "--from", "B <b@example.org>", "--postal-address", "x"],
            &["--name", "one line"],
        ),
        (1, &["feed", "add", "--list", "wasps", "https://x.example/feed"], &["wasps", "there are: bees"]),
        (1, &["feed", "add", "--list", "bees", "x.example/feed"], &["https://"]),
        (2, &["digest", "show", "abc"], &["abc", "whole number"]),
        (1, &["feed", "release", "99"], &["99", "letterbell feed list"]),
        (1, &schedule("61 8 * * *", "UTC"), &["--cron", "61"]),
        (1, &schedule("0 8 * * *", "Europe/Atlantis"), &["--zone", "Europe/Atlantis"]),
        (2, &["schedule", "add", "--list", "bees", "--name", "x"], &["--cron", "--immediately"]),
        (1, &["schedule", "add", "--list", "bees", "--name", "now", "--immediately"], &["now", "already"]),
        (1, &["schedule", "next", "--list", "bees", "--name", "never"], &["never", "weekly, now"]),
        (1, &["schedule", "next", "--name", "never"], &["letterbell schedule list"]),
        (1, &["digest", "run", "--list", "bees", "--schedule", "never"], &["never", "weekly, now"]),
        (1, &["digest", "run", "--list", "wasps"], &["wasps", "there are: bees"]),
        (1, &["digest", "show", "99"], &["99", "letterbell digest list"]),
        (1, &["digest", "approve", "99"], &["99", "letterbell digest list"]),
        (1, &["digest", "pause", "99"], &["99", "letterbell digest list"]),
        (1, &["digest", "resume", "99"], &["99", "letterbell digest list"]),
        (1, &["digest", "cancel", "99"], &["99", "letterbell digest list"]),
        (1, &["digest", "retry-failed", "99"], &["99", "letterbell digest list"]),
        (2, &["digest", "cancel"], &["<ID>"]),
        (2, &["digest", "retry-failed", "all"], &["all", "whole number"]),
        (2, &["digest", "show", "last"], &["last"]),
        (2, &["trace", " "], &["an address, a Message-ID or a delivery's number"]),
        (1, &["trace", "nobody@readers.example"], &["nobody@readers.example", "letterbell trace NUMBER"]),
        (1, &["trace", "99"], &["99", "letterbell trace ADDRESS"]),
        (1, &["digest", "preview", "--list", "bees"], &["no post"]),
        (1, &["digest", "send", "--list", "bees", "--to", "ada@readers.example"], &["no relay", "[[relay]]"]),
        (2, &["digest", "send", "--list", "bees", "--to", "ada"], &["ada", "--to"]),
        (1, &["subscriber", "show", "ada@readers.example"], &["nobody has subscribed", "spelt"]),
        (2, &["subscriber", "show", "ada"], &["ada"]),
        (1, &["subscriber", "import", "--list", "bees", "none.csv"], &["none.csv", "cannot be opened"]),
        (2, &["suppression", "add", "ada"], &["ada"]),
        (1, &["trace", "ada@readers.example"], &["ada@readers.example", "neither", "Message-ID"]),
        (1, &["trace", "<0a@example.org>"], &["<0a@example.org>", "a mail's source"]),
        (1, &["trace", "ada"], &["'ada'", "neither", "letterbell trace NUMBER"]),
        (1, &["trace", "99"], &["no delivery 99", "letterbell trace ADDRESS"]),
        (2, &["trace"], &["ADDRESS|MESSAGE-ID|DELIVERY"]),
        (2, &["sites", "add"], &["sites", "tip", "--help"]),
        (2, &["list", "add"], &["--name", "--from"]),
    ] {
        says(&desk.refuses(code, line).await, words);
    }
}

#[tokio::test]
async fn every_problem_of_the_settings_is_told_at_once() {
    let desk = Desk::new();
    let broken = desk.write("broken.toml", "[server]\nlisten = \"nowhere\"\ncolour = \"red\"\n[feeds]\ninterval = \"often\"\n[[relay]]\nname = \"a\"\nport = 99999\n");
    let said = desk.refuses(2, &["--config", broken.to_str().unwrap(), "check"]).await;
    says(&said, &["server.listen", "server.colour", "feeds.interval", "relay", "host", "port"]);
    let said = desk.refuses(2, &["--config", "none.toml", "serve"]).await;
    says(&said, &["none.toml"]);
    let database = desk.folder.path().join("letterbell.db");
    assert!(!Path::new(&database).exists(), "check changes nothing");
}

#[tokio::test]
async fn an_unreachable_database_is_worth_another_try() {
    let closed = Port::free();
    let nobody = closed.address;
    for (line, url, words) in [
        (["verify", "--json"].as_slice(), "sqlite:/nowhere/at/all/letterbell.db".to_owned(), "letterbell.db"),
        (&["list", "list", "--json"], format!("postgres://nobody:hunter2@{nobody}/letterbell"), "Does the server run"),
        (&["list", "list", "--json"], "sqlite:/nowhere/at/all/letterbell.db".to_owned(), "letterbell.db"),
    ] {
        let desk = Desk::new();
        let mut command = desk.command(line);
        command.env("LETTERBELL__DATABASE__URL", &url);
        let finished = run(command).await;
        assert_eq!(finished.status.code(), Some(3), "{finished:#?}");
        let answer: serde_json::Value = serde_json::from_str(&finished.stdout).unwrap();
        says(answer["error"].as_str().unwrap(), &[words]);
        assert!(!finished.stderr.contains("hunter2") && !finished.stdout.contains("hunter2"), "{finished:#?}");
        assert!(!finished.stderr.contains("panicked"), "{finished:#?}");
    }
}

#[tokio::test]
async fn help_says_what_each_command_is_for() {
    let top = run(letterbell(["--help"])).await;
    assert!(top.status.success());
    says(&top.stdout, &["Turns a blog into mail", "Exit codes"]);
    let commands = [
        (&["serve"][..], "service"),
        (&["demo"], "Try"),
        (&["migrate"], "database"),
        (&["check"], "settings"),
        (&["site", "add"], "public-url"),
        (&["list", "add"], "postal-address"),
        (&["feed", "add"], "baseline"),
        (&["feed", "poll"], "due"),
        (&["feed", "release"], "brake"),
        (&["schedule", "add"], "crontab"),
        (&["schedule", "next"], "due"),
        (&["digest", "run"], "as if its schedule were due"),
        (&["digest", "show"], "planned = sent + skipped + failed + open"),
        (&["digest", "preview"], ".eml"),
        (&["digest", "send"], "relay"),
        (&["digest", "pause"], "under way ends"),
        (&["digest", "resume"], "go on"),
        (&["digest", "cancel"], "off"),
        (&["digest", "retry-failed"], "twice"),
        (&["subscriber", "import"], "address, name, confirmed_at"),
        (&["subscriber", "show"], "evidence"),
        (&["suppression", "add"], "nothing"),
        (&["suppression", "remove"], "back"),
        (&["trace"], "Message-ID"),
        (&["verify"], "change nothing"),
    ];
    for (line, words) in commands {
        let help = run(letterbell([line, &["--help"]].concat())).await;
        assert!(help.status.success(), "{line:?}");
        says(&help.stdout, &[words, "--json", "--config"]);
        assert!(top.stdout.contains(line[0]), "{line:?}");
    }
}

#[test]
fn a_reader_that_goes_away_changes_no_exit_code() {
    for (line, code) in [(&["guard", "undo"][..], 2), (&["--config", "/nowhere.toml", "list", "list"], 2)] {
        let mut command = letterbell(line.iter().copied());
        let mut child = command.stderr(std::process::Stdio::piped()).spawn().unwrap();
        drop(child.stderr.take());
        assert_eq!(child.wait().unwrap().code(), Some(code), "{line:?}");
    }
}
