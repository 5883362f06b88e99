//! `letterbell bench send`, small: every mail is counted at both ends.

use std::process::Command;
use std::time::Duration;

use serde_json::Value;

use crate::support::process::{Finished, Running, letterbell};

/// A small bench on a busy machine, with what it starts.
const LIMIT: Duration = Duration::from_secs(120);

async fn bench(words: &[&str]) -> Finished {
    let command: Command = letterbell([&["bench"], words].concat());
    Running::start(command).finished_within(LIMIT).await
}

#[tokio::test]
async fn every_mail_of_a_bench_is_sent_and_taken() {
    let line = ["send", "--recipients", "300", "--connections", "5", "--database", "sqlite", "--sink", "own", "--json"];
    let finished = bench(&line).await;
    assert!(finished.status.success(), "{finished:#?}");
    let report: Value = serde_json::from_str(&finished.stdout).unwrap();
    let run = &report["runs"][0];
    assert_eq!((&run["recipients"], &run["database"]), (&Value::from(300), &Value::from("sqlite")), "{report:#}");
    let size = run["message_bytes"].as_f64().unwrap();
    assert!((36_000.0..44_000.0).contains(&size), "a digest of about 40 KB is promised, not {size}");
    for figure in ["rate", "seconds", "planning_seconds", "peak_memory_bytes"] {
        assert!(run[figure].as_f64().unwrap() > 0.0, "{figure}: {report:#}");
    }
    let has_source = std::path::Path::new("/usr/sbin/smtp-source").exists();
    assert_eq!(run["ratio"].is_number(), has_source, "{report:#}");
    assert_eq!(report["note"].is_null(), has_source, "{report:#}");
    assert!(report["machine"]["command"].as_str().unwrap().ends_with("--sink own --json"), "{report:#}");
}

#[tokio::test]
async fn a_bench_can_sign_every_mail() {
    let case = ["--recipients", "100", "--connections", "5", "--database", "sqlite", "--sink", "own", "--json"];
    let mut sizes = Vec::new();
    for signs in [&["--dkim"][..], &[]] {
        let finished = bench(&[&["send"], signs, &case].concat()).await;
        assert!(finished.status.success(), "{finished:#?}");
        let report: Value = serde_json::from_str(&finished.stdout).unwrap();
        assert_eq!(report["openssl_signs"].as_f64().is_some_and(|rate| rate > 0.0), !signs.is_empty(), "{report:#}");
        sizes.push(report["runs"][0]["message_bytes"].as_f64().unwrap());
    }
    let signature = sizes[0] - sizes[1];
    assert!((400.0..1200.0).contains(&signature), "a signature field of RSA-2048 is not {signature} bytes long");
}

#[tokio::test]
async fn wrong_words_are_refused_before_anything_is_started() {
    for (code, line, words) in [
        (2, &["send", "--recipients", "0"][..], "--recipients"),
        (2, &["send", "--database", "mysql"], "sqlite"),
        (2, &["send", "--delay", "soon"], "20ms"),
        (2, &["send", "--delay", "20min"], "10s"),
        (2, &["scale", "--recipients", "10,many"], "many"),
        (2, &["sink", "--listen", "nowhere"], "nowhere"),
        (1, &["send", "--delay", "20ms", "--sink", "postfix"], "--sink own"),
        (1, &["sink", "--listen", "192.0.2.1:25"], "192.0.2.1:25"),
    ] {
        let finished = bench(line).await;
        assert_eq!(finished.status.code(), Some(code), "{line:?}: {finished:#?}");
        assert!(finished.stderr.contains(words), "{line:?}: {finished:#?}");
    }
}
