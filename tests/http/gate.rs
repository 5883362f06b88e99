//! The gate for blogs: a word that the blog can check, for readers alone, and never a way to another site.

use std::io::Write as _;
use std::process::{Command, Stdio};

use axum::http::{Method, StatusCode};
use letterbell::domain::archive::Audience;
use letterbell::domain::gate::{GateKeys, GateSecret};
use letterbell::domain::key::MasterKey;
use letterbell::domain::time::Timestamp;
use serde_json::json;
use url::Url;

use crate::archive::post;
use crate::gate_in_php;
use crate::service::{SECRET_OF_TESTS, Service};
use crate::support::databases::{TestDatabase, on_both_engines};
use crate::support::left_out::left_out;

on_both_engines!(
    a_reader_goes_back_with_a_word_that_the_documented_check_takes,
    a_visitor_meets_the_subscribe_box_and_a_way_back,
    nobody_is_led_elsewhere,
    a_hidden_archive_keeps_the_gate,
);

const ADA: &str = "ada@readers.example";
const BLOG: &str = "https://blog.example.org";

/// A service with the blog of `bees`, and a reader's pass.
async fn open(database: &TestDatabase) -> (Service, String) {
    let opened = async {
        let service = Service::open(database).await;
        service.publish("bees", &[post(1)]).await;
        let reader = service.reader(ADA).await;
        let pass = service.pass(&reader, Timestamp::END);
        (service, pass)
    };
    Box::pin(opened).await
}

fn gate(to: &str) -> String {
    let query = url::form_urlencoded::Serializer::new(String::new()).append_pair("to", to).finish();
    format!("/a/bees/gate?{query}")
}

async fn secret(service: &Service, version: u32) -> GateSecret {
    GateKeys::new(&MasterKey::new(SECRET_OF_TESTS)).secret(service.list_id("bees").await, version)
}

/// The function of the guide, asked with these arguments.
fn documented_check(cases: &[serde_json::Value]) -> Option<Vec<bool>> {
    let guide = include_str!("../../docs/guide/gate.md");
    let code = guide.split("```python\n").nth(1).unwrap().split("```").next().unwrap();
    assert!(code.lines().count() <= 30, "the check fits on a page");
    let ask = "\nimport sys\nprint(json.dumps([is_reader(*case) for case in json.load(sys.stdin)]))";
    let started = Command::new("python3")
        .args(["-c", &format!("{code}{ask}")])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let Ok(mut python) = started else {
        left_out("gate::a_reader_goes_back_with_a_word_that_the_documented_check_takes", "there is no python3");
        return None;
    };
    python.stdin.take().unwrap().write_all(json!(cases).to_string().as_bytes()).unwrap();
    let output = python.wait_with_output().unwrap();
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

async fn a_reader_goes_back_with_a_word_that_the_documented_check_takes(database: &TestDatabase) {
    let (service, pass) = open(database).await;
    let answer = service.get_with(&gate("https://blog.example.org/members/1?a=b&letterbell=old#more"), &pass).await;
    assert_eq!((answer.status, answer.header("cache-control")), (StatusCode::SEE_OTHER, "private, no-store"));
    assert_eq!(answer.header("referrer-policy"), "no-referrer");
    let back = Url::parse(answer.header("location")).unwrap();
    let others: Vec<_> = back.query_pairs().filter(|(name, _)| name != "letterbell").collect();
    assert_eq!(
        (back.origin().ascii_serialization().as_str(), back.path(), back.fragment()),
        (BLOG, "/members/1", Some("more"))
    );
    assert_eq!(others, [("a".into(), "b".into())]);
    let words: Vec<String> =
        back.query_pairs().filter(|(name, _)| name == "letterbell").map(|(_, word)| word.into()).collect();
    let [word] = words.as_slice() else { panic!("{words:?}") };
    assert!(!answer.body.contains(ADA) && !word.contains(ADA));

    let now = service.clock_now().millis() / 1000;
    let (key, next) = (secret(&service, 1).await, secret(&service, 2).await);
    let (said, signature) = word.split_once('.').unwrap();
    let case =
        |word: &str, key: &GateSecret, blog: &str, list: &str, now: i64| json!([word, key.expose(), blog, list, now]);
    let good = [case(word, &key, BLOG, "bees", now), case(word, &key, BLOG, "bees", now + 119)];
    let mut bad = vec![
        case(word, &key, BLOG, "bees", now + 120),
        case(word, &key, "https://other.example", "bees", now),
        case(word, &key, BLOG, "honey", now),
        case(word, &next, BLOG, "bees", now),
        case(said, &key, BLOG, "bees", now),
        case(&format!("{said}."), &key, BLOG, "bees", now),
        case(&format!("{said}A.{signature}"), &key, BLOG, "bees", now),
        case("", &key, BLOG, "bees", now),
        case("ä.ö", &key, BLOG, "bees", now),
    ];
    for at in 0..word.len() {
        let mut bytes = word.clone().into_bytes();
        bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
        if bytes != word.as_bytes() {
            bad.push(case(std::str::from_utf8(&bytes).unwrap(), &key, BLOG, "bees", now));
        }
    }
    let expected: Vec<bool> = good.iter().map(|_| true).chain(bad.iter().map(|_| false)).collect();
    let cases = [&good[..], &bad].concat();
    if let Some(taken) = documented_check(&cases) {
        assert_eq!(taken, expected, "in Python");
    }
    let test = "gate::a_reader_goes_back_with_a_word_that_the_documented_check_takes";
    if let Some(taken) = gate_in_php::documented_check(test, &cases) {
        assert_eq!(taken, expected, "in PHP");
    }
    gate_in_php::the_documented_page_opens_for_readers(test, word, &key, now).await;

    // After a renewal the old secret is worthless.
    service.store.renew_gate(service.list_id("bees").await).await.unwrap();
    let answer = service.get_with(&gate(BLOG), &pass).await;
    let back = Url::parse(answer.header("location")).unwrap();
    let word = back.query_pairs().next().unwrap().1.into_owned();
    let cases = [case(&word, &key, BLOG, "bees", now), case(&word, &next, BLOG, "bees", now)];
    if let Some(taken) = documented_check(&cases) {
        assert_eq!(taken, [false, true]);
    }
}

async fn a_visitor_meets_the_subscribe_box_and_a_way_back(database: &TestDatabase) {
    let (service, pass) = open(database).await;
    let path = gate("https://blog.example.org/members/1");
    service.post(&service.unsubscribe_path(&service.subscription(ADA).await), &[]).await;
    for cookies in ["", "reader_pass=rubbish", &pass] {
        let answer = service.get_with(&path, cookies).await;
        assert_eq!((answer.status, answer.header("cache-control")), (StatusCode::OK, "private, no-store"), "{cookies}");
        let addresses = answer.addresses();
        assert!(addresses.contains(&"/s/bees".to_owned()), "{addresses:?}");
        assert!(addresses.contains(&"https://blog.example.org/members/1".to_owned()), "{addresses:?}");
        assert!(!answer.body.contains("letterbell="), "{}", answer.body);
    }
    assert_eq!(service.ask(Method::HEAD, &path).await.status, StatusCode::OK);
}

async fn nobody_is_led_elsewhere(database: &TestDatabase) {
    let (service, pass) = open(database).await;
    for to in [
        "",
        "/a/bees/",
        "//evil.example/",
        "https://evil.example/",
        "https://blog.example.org@evil.example/",
        "javascript:alert(1)",
        "https://blog.example.org.evil.example/",
        "https://evil.example\\@blog.example.org/",
        "http://blog.example.org/",
        "https://blog.example.org:8443/",
        "https:evil.example",
        "https://blog.example.org\u{3002}evil.example/",
    ] {
        for cookies in ["", &pass] {
            let answer = service.get_with(&gate(to), cookies).await;
            assert_eq!((answer.status, answer.header("location")), (StatusCode::BAD_REQUEST, ""), "{to}");
            assert!(!answer.body.contains("evil.example"), "{to}");
        }
    }
    // Another list's blog is no blog of this one's.
    let honey = gate(BLOG).replace("bees", "honey");
    assert_eq!(service.get_with(&honey, &pass).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(service.get("/a/none/gate?to=https://blog.example.org/").await.status, StatusCode::NOT_FOUND);
    assert_eq!(service.get_with("/a/bees/gate", &pass).await.status, StatusCode::BAD_REQUEST);
}

async fn a_hidden_archive_keeps_the_gate(database: &TestDatabase) {
    let (service, pass) = open(database).await;
    service.store.set_archive(service.list_id("bees").await, Some(Audience::Hidden), None).await.unwrap();
    assert_eq!(service.get_with(&gate(BLOG), &pass).await.status, StatusCode::SEE_OTHER);
}
