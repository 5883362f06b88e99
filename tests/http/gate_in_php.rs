//! The guide's check in PHP, as a blog runs it: the function against every wrong word, and the whole page behind PHP's own server.

use std::process::{Command, Stdio};

use letterbell::domain::gate::GateSecret;
use reqwest::header::{COOKIE, LOCATION, SET_COOKIE};
use serde_json::{Value, json};

use crate::support::left_out::left_out;
use crate::support::process::Running;

/// The guide's code, with a clock that the test sets: PHP looks for functions in a file's own namespace first.
fn documented(now: &str) -> String {
    let guide = include_str!("../../docs/guide/gate.md");
    let code = guide.split("```php\n").nth(1).unwrap().split("```").next().unwrap();
    assert!(code.lines().count() <= 30, "it fits on a page");
    format!("<?php namespace page; function time(): int {{ return {now}; }}\n{code}")
}

fn is_there(test: &str) -> bool {
    let found =
        Command::new("php").arg("--version").stdout(Stdio::null()).status().is_ok_and(|status| status.success());
    if !found {
        left_out(test, "there is no php; tests/run installs it");
    }
    found
}

/// What the documented function answers for each `[word, secret, blog, list, now]`.
pub fn documented_check(test: &str, cases: &[Value]) -> Option<Vec<bool>> {
    if !is_there(test) {
        return None;
    }
    let code = documented("$GLOBALS['now']");
    let function = code.split("// At the top").next().unwrap();
    let ask = "$answers = [];
        foreach (json_decode(stream_get_contents(STDIN), true) as [$word, $secret, $blog, $list, $now]) {
            $GLOBALS['now'] = $now; $answers[] = is_reader($word, $secret, $blog, $list);
        }
        echo json_encode($answers);";
    let folder = tempfile::tempdir().unwrap();
    let (script, input) = (folder.path().join("check.php"), folder.path().join("cases.json"));
    std::fs::write(&script, format!("{function}{ask}")).unwrap();
    std::fs::write(&input, json!(cases).to_string()).unwrap();
    let output = Command::new("php").arg(script).stdin(std::fs::File::open(input).unwrap()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    Some(serde_json::from_str(&said).unwrap_or_else(|_| panic!("{said} {}", String::from_utf8_lossy(&output.stderr))))
}

/// The whole page: a word opens it, sets its cookie and leaves the address; the cookie opens it for an hour; a forged one does not.
pub async fn the_documented_page_opens_for_readers(test: &str, word: &str, secret: &GateSecret, now: i64) {
    if !is_there(test) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let clock = folder.path().join("now");
    let page = documented(&format!("(int) file_get_contents('{}')", clock.display()));
    std::fs::write(folder.path().join("page.php"), format!("{page}echo $reader ? 'the whole post' : 'its opening';"))
        .unwrap();
    let tell = |seconds: i64| std::fs::write(&clock, (now + seconds).to_string()).unwrap();
    tell(0);
    let mut command = Command::new("php");
    command.args(["-S", "127.0.0.1:0", "page.php"]).current_dir(folder.path());
    let serving = Running::start({
        command.env("LETTERBELL_GATE", secret.expose());
        command
    });
    let started = serving.line_with("Development Server (http://").await;
    let (address, _) = started.split_once("(http://").unwrap().1.split_once(')').unwrap();
    let client = reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let address = format!("http://{address}/members/1");
    let ask = async |query: &str, cookie: &str| {
        client.get(format!("{address}{query}")).header(COOKIE, cookie).send().await.unwrap()
    };
    assert_eq!(ask("", "").await.text().await.unwrap(), "its opening");
    assert_eq!(ask("?letterbell=rubbish", "").await.text().await.unwrap(), "its opening");
    let lists = ask("?letterbell[]=a", "reader_until[]=1").await.text().await.unwrap();
    assert!(!lists.contains("the whole post"), "{lists}");
    let opened = ask(&format!("?letterbell={word}"), "").await;
    assert_eq!((opened.status().as_u16(), &opened.headers()[LOCATION]), (303, &"/members/1".parse().unwrap()));
    let cookie = opened.headers()[SET_COOKIE].to_str().unwrap().to_owned();
    assert!(cookie.contains("secure") && cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    let cookie = cookie.split(';').next().unwrap();
    assert_eq!(ask("", cookie).await.text().await.unwrap(), "the whole post");
    let later = cookie.replacen("reader_until=1", "reader_until=2", 1);
    assert_ne!(later, cookie);
    assert_eq!(ask("", &later).await.text().await.unwrap(), "its opening", "a cookie with another time");
    tell(3601);
    assert_eq!(ask("", cookie).await.text().await.unwrap(), "its opening", "after an hour the gate is asked again");
}
