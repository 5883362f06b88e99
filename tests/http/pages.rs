//! What every page carries, and what none does.

use axum::http::{Method, StatusCode};
use scraper::{Html, Selector};

use crate::service::{Answer, Service, VALID_FOR};
use crate::support::databases::{TestDatabase, on_both_engines};

on_both_engines!(
    every_page_is_guarded,
    a_confirm_page_submits_itself_only_when_its_list_says_so,
    health_is_told,
    an_address_typed_with_a_slash_at_its_end_is_found,
);

async fn every_page(service: &Service) -> Vec<(String, Answer)> {
    let pending = service.subscribe("pending@readers.example").await;
    let active = service.reader("active@readers.example").await;
    let left = service.reader("left@readers.example").await;
    service.post(&service.unsubscribe_path(&left), &[]).await;
    let mut pages = Vec::new();
    for path in [
        "/s".to_owned(),
        "/s/bees".to_owned(),
        "/s/none".to_owned(),
        "/c/unknown".to_owned(),
        service.confirm_path(&pending),
        service.confirm_path(&active),
        service.unsubscribe_path(&active),
        service.unsubscribe_path(&left),
        service.preferences_path(&active),
        service.preferences_path(&left),
        service.pass_path(&active, active.requested_at.plus(VALID_FOR)),
    ] {
        pages.push((format!("GET {path}"), service.get(&path).await));
    }
    for (path, fields) in [
        ("/s".to_owned(), &[("email", "nobody")][..]),
        ("/s/bees".to_owned(), &[("email", "nobody")]),
        ("/s/bees".to_owned(), &[("email", "new@readers.example")]),
        (service.preferences_path(&active), &[("action", "schedule"), ("schedule", "daily")]),
        (service.preferences_path(&active), &[("action", "none")]),
        (service.unsubscribe_path(&left), &[("action", "undo")]),
        (service.unsubscribe_path(&active), &[]),
        (service.confirm_path(&pending), &[]),
    ] {
        pages.push((format!("POST {path} {fields:?}"), service.post(&path, fields).await));
    }
    pages
}

async fn every_page_is_guarded(database: &TestDatabase) {
    let service = Service::open(database).await;
    for (request, answer) in every_page(&service).await {
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8", "{request}: {}", answer.body);
        assert_eq!(answer.header("cache-control"), "no-store", "{request}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{request}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{request}");
        // Confirming alone gives a cookie: the reader pass.
        let gives_pass = request.starts_with("POST /c/");
        assert_eq!(answer.header("set-cookie").starts_with("reader_pass="), gives_pass, "{request}");
        assert!(gives_pass || !answer.headers.contains_key("set-cookie"), "{request}");
        let policy = answer.header("content-security-policy");
        for rule in ["default-src 'none'", "frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'"] {
            assert!(policy.contains(rule), "{request}: {policy}");
        }
        assert!(!policy.contains("unsafe") && !policy.contains('*'), "{request}: {policy}");
        let page = Html::parse_document(&answer.body);
        for forbidden in ["script:not([src])", "style", "[style]", "iframe", "base", "[src^=http]"] {
            assert_eq!(page.select(&Selector::parse(forbidden).unwrap()).count(), 0, "{request}: {forbidden}");
        }
        for element in page.select(&Selector::parse("*").unwrap()) {
            assert!(element.value().attrs().all(|(name, _)| !name.starts_with("on")), "{request}: {}", element.html());
        }
        assert_eq!(page.select(&Selector::parse("h1").unwrap()).count(), 1, "{request}: one question a page");
        assert_eq!(page.select(&Selector::parse("html[lang]").unwrap()).count(), 1, "{request}");
        let title: String = page.select(&Selector::parse("title").unwrap()).flat_map(|title| title.text()).collect();
        assert!(title.len() > 10, "{request}: {title}");
    }
}

async fn a_confirm_page_submits_itself_only_when_its_list_says_so(database: &TestDatabase) {
    let service = Service::open(database).await;
    let button = Selector::parse("form[method=post] button[type=submit]").unwrap();
    let script = Selector::parse("script[src]").unwrap();
    for (list, scripts) in [("bees", 0), ("wax", 1)] {
        let address = format!("{list}@readers.example");
        service.post(&format!("/s/{list}"), &[("email", &address)]).await;
        let confirm = service.confirm_path(&service.subscription(&address).await);
        let answer = service.get(&confirm).await;
        let page = Html::parse_document(&answer.body);
        assert_eq!(page.select(&button).count(), 1, "{list}: the button is always there");
        assert_eq!(page.select(&script).count(), scripts, "{list}");
        assert_eq!(page.select(&Selector::parse("form[data-submits-itself]").unwrap()).count(), scripts, "{list}");
    }
    let script = service.get("/confirm.js").await;
    assert_eq!(script.status, StatusCode::OK);
    assert_eq!(script.header("content-type"), "text/javascript; charset=utf-8");
}

async fn health_is_told(database: &TestDatabase) {
    let service = Service::open(database).await;
    for (path, body) in [("/healthz", "alive\n"), ("/readyz", "ready\n")] {
        let answer = service.get(path).await;
        assert_eq!((answer.status, answer.body.as_str()), (StatusCode::OK, body));
        assert_eq!(service.ask(Method::HEAD, path).await.status, StatusCode::OK);
    }
}

async fn an_address_typed_with_a_slash_at_its_end_is_found(database: &TestDatabase) {
    let service = Service::open(database).await;
    for path in ["/s", "/s/bees", "/s/bees/embed", "/a/bees/digests", "/link"] {
        let answer = service.get(&format!("{path}/?lang=de")).await;
        assert_eq!(
            (answer.status, answer.header("location")),
            (StatusCode::PERMANENT_REDIRECT, &*format!("{path}?lang=de"))
        );
        assert_eq!(service.get(&format!("{path}?lang=de")).await.status, StatusCode::OK, "{path}");
    }
    // 308: a form that posts there posts again where it is led.
    let answer = service.post("/s/bees/", &[("email", "ada@readers.example")]).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::PERMANENT_REDIRECT, "/s/bees"));
    assert_eq!(service.get("/a/bees/").await.status, StatusCode::OK, "the archive's own address has the slash");
    for elsewhere in ["//evil.example/", "/\\evil.example/", "/nothing/"] {
        assert_eq!(service.get(elsewhere).await.status, StatusCode::NOT_FOUND, "{elsewhere}");
    }
    for inside in ["/s/%2F%2Fevil.example/", "/s/\\evil.example/"] {
        let answer = service.get(inside).await;
        assert!(answer.header("location").starts_with("/s/"), "{inside}: {:?}", answer.headers);
    }
}
