//! Values that want to be markup, links or commands.

use axum::body::Body;
use axum::http::{Request, StatusCode};

use crate::service::{PUBLIC_URL, Service};
use crate::snapshot::snapshot;
use crate::support::databases::{TestDatabase, on_both_engines};

on_both_engines!(
    nothing_typed_becomes_markup,
    a_forged_host_changes_no_link,
    what_a_visitor_says_about_themselves_is_kept_within_bounds,
);

const ADA: &str = "ada@readers.example";

async fn nothing_typed_becomes_markup(database: &TestDatabase) {
    let service = Service::open(database).await;
    let reader = service.reader(ADA).await;
    let preferences = service.preferences_path(&reader);
    let before = snapshot(database).await;
    let long = format!("<b>{}", "x".repeat(10_000));
    let values = [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' autofocus onfocus='alert(1)",
        "{{ 7 * 7 }}{% raw %}",
        "a\r\nSet-Cookie: x=1\r\n\r\n<html>",
        "a\u{0}<script>",
        "\u{202e}<svg/onload=alert(1)>@readers.example",
        "javascript:alert(1)",
        &long,
    ];
    for value in values {
        let attempts = [
            service.post("/s/bees", &[("email", value), ("schedule", value), (value, value)]).await,
            service.post("/s", &[("email", value), ("list", value)]).await,
            service.post(&preferences, &[("action", "schedule"), ("schedule", value)]).await,
            service.post(&preferences, &[("action", value)]).await,
        ];
        for answer in attempts {
            assert!(answer.status.is_client_error(), "{value:?}");
            assert_eq!(answer.header("set-cookie"), "");
            let own = "<script src=\"/form.js\" type=\"module\"></script>";
            assert!(!answer.body.replacen(own, "", 1).contains("<script"), "{value:?}: {}", answer.body);
            for unescaped in ["<img", "<svg/", "<html>\r", "<b>", "' autofocus onfocus", "49{%"] {
                assert!(!answer.body.contains(unescaped), "{value:?}: {}", answer.body);
            }
        }
    }
    assert_eq!(snapshot(database).await, before);
}

async fn a_forged_host_changes_no_link(database: &TestDatabase) {
    let service = Service::open(database).await;
    let with_lies = |request: axum::http::request::Builder| {
        request
            .header("host", "evil.example")
            .header("x-forwarded-host", "evil.example")
            .header("x-forwarded-proto", "gopher")
            .header("x-forwarded-prefix", "/evil")
            .header("forwarded", "host=evil.example;proto=gopher")
            .header("x-original-url", "/evil.example")
            .header("referer", "https://evil.example/")
            .header("origin", "https://evil.example")
    };
    let form = with_lies(Request::post("http://evil.example/s/bees")).body(Body::from(format!("email={ADA}"))).unwrap();
    let mut answers = vec![service.answer(form).await];
    assert_eq!(answers[0].status, StatusCode::OK);
    let mails = service.queued_mails().await;
    let [mail] = mails.as_slice() else { panic!("{} mails", mails.len()) };
    for part in [&mail.text, &mail.html, &mail.source] {
        assert!(!part.contains("evil"), "{part}");
    }
    assert!(mail.text.contains(&format!("{PUBLIC_URL}/c/")));

    let confirm = mail.path_of("/c/");
    let asked = service.subscription(ADA).await;
    let (preferences, unsubscribe) = (service.preferences_path(&asked), service.unsubscribe_path(&asked));
    for request in [
        Request::get("/s"),
        Request::get("/s/none"),
        Request::get(confirm.as_str()),
        Request::post(confirm.as_str()),
        Request::get(preferences.as_str()),
        Request::post(unsubscribe.as_str()),
    ] {
        answers.push(service.answer(with_lies(request).body(Body::empty()).unwrap()).await);
    }
    for answer in answers {
        assert!(!answer.body.contains("evil"), "{}", answer.body);
        assert!(!format!("{:?}", answer.headers).contains("evil"), "{:?}", answer.headers);
        for address in answer.addresses() {
            assert!(address.starts_with('/') || address.starts_with(&format!("{PUBLIC_URL}/")), "{address}");
        }
    }
}

async fn what_a_visitor_says_about_themselves_is_kept_within_bounds(database: &TestDatabase) {
    let service = Service::open(database).await;
    let agent = format!("<script>{}", "y".repeat(5_000));
    let request = Request::post("/s/bees").header("user-agent", agent).body(Body::from(format!("email={ADA}")));
    assert_eq!(service.answer(request.unwrap()).await.status, StatusCode::OK);
    let kept = snapshot(database).await;
    assert!(kept.contains("<script>yyy") && !kept.contains(&"y".repeat(300)), "the evidence keeps the beginning");
    let [mail] = service.queued_mails().await.try_into().ok().unwrap();
    assert!(!mail.source.contains("yyy"), "and the mail nothing of it");
}
