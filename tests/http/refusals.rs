//! What cannot be answered as it was asked, in every language: the status, the language and its direction, a sentence of that language, when to come back
//! where waiting helps, and a database as it was before.

use std::net::IpAddr;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use letterbell::domain::admission::DomainRules;
use letterbell::render::locale::{Locale, Locales};
use scraper::{Html, Selector};
use serde_json::Value;

use crate::service::{Answer, Limits, Service, form};
use crate::snapshot::snapshot;
use crate::support::databases::{TestDatabase, on_both_engines};

on_both_engines!(
    who_asks_too_often_is_told_when_to_come_back,
    without_a_database_nothing_is_lost,
    a_form_that_must_be_pressed_once_more_keeps_its_language,
    an_address_at_a_refused_domain_is_told_so,
    what_is_not_there_is_told_so,
    a_link_that_does_not_work_is_told_so,
    what_no_page_sends_is_told_so,
    a_reader_is_refused_in_the_language_that_they_chose,
    what_never_arrived_whole_is_told_so,
    the_script_is_refused_in_the_language_of_its_form,
);

const ADA: &str = "ada@readers.example";

/// A visitor with a browser in one language, from a network of their own.
struct Visitor<'a> {
    service: &'a Service,
    locale: &'static Arc<Locale>,
    peer: IpAddr,
}

/// One for each language.
fn visitors(service: &Service) -> Vec<Visitor<'_>> {
    let locales: Vec<_> = Locales::shipped().all().collect();
    let visitor =
        |(number, locale): (usize, _)| Visitor { service, locale, peer: format!("198.51.{number}.1").parse().unwrap() };
    locales.into_iter().enumerate().map(visitor).collect()
}

impl Visitor<'_> {
    async fn send(&self, mut request: Request<Body>) -> Answer {
        request.headers_mut().insert("accept-language", self.locale.tag().parse().unwrap());
        self.service.answer_to(self.peer, request).await
    }

    async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.send(form(path, fields)).await
    }

    /// The answer is of this language alone, and says one of its sentences.
    fn is_told(&self, answer: &Answer, status: StatusCode, key: &str) {
        speaks(answer, self.locale, status, key);
    }
}

fn speaks(answer: &Answer, locale: &Locale, status: StatusCode, key: &str) {
    let (tag, words) = (locale.tag(), answer.words());
    assert_eq!(answer.status, status, "{tag} {key}: {}", answer.body);
    assert_eq!(answer.header("content-language"), tag, "{key}");
    assert!(answer.header("content-type").starts_with("text/html"), "{tag} {key}");
    assert_eq!(answer.header("cache-control"), "no-store", "{tag} {key}");
    let start = format!("<html lang=\"{tag}\" dir=\"{}\">", locale.direction());
    assert!(answer.body.contains(&start), "{start}: {}", answer.body);
    let said = locale.say(key, &[]);
    assert!(words.contains(&said), "{tag} lacks {said:?}: {words}");
    assert_eq!(said == Locales::shipped().english().say(key, &[]), tag == "en", "{tag} {key} is English");
}

/// Waiting helps: for how long is said to programs.
fn comes_back(answer: &Answer, at_most: u64) {
    let seconds: u64 = answer.header("retry-after").parse().unwrap_or_else(|_| panic!("{:?}", answer.headers));
    assert!((1..=at_most).contains(&seconds), "{seconds}");
}

async fn who_asks_too_often_is_told_when_to_come_back(database: &TestDatabase) {
    let service = Service::with(database, Limits { per_network_hour: 1, ..Limits::default() }).await;
    for visitor in visitors(&service) {
        let address = format!("{}@readers.example", visitor.locale.tag());
        assert_eq!(visitor.post("/s/bees", &[("email", &address)]).await.status, StatusCode::OK);
        let before = snapshot(database).await;
        for (path, fields) in [
            ("/s/bees", &[("email", ADA)][..]),
            ("/s", &[("email", ADA), ("list", "bees")]),
            ("/link", &[("email", ADA)]),
        ] {
            let answer = visitor.post(path, fields).await;
            visitor.is_told(&answer, StatusCode::TOO_MANY_REQUESTS, "error-many-title");
            comes_back(&answer, 3600);
            let hour = visitor.locale.say("wait-hours", &[("count", 1.into())]);
            let whole = visitor.locale.say("error-many", &[("span", hour.into())]);
            assert!(answer.words().contains(&whole), "{whole}: {}", answer.words());
        }
        assert_eq!(snapshot(database).await, before);
    }
}

async fn without_a_database_nothing_is_lost(database: &TestDatabase) {
    let service = Service::open(database).await;
    let reader = service.reader(ADA).await;
    let before = snapshot(database).await;
    let (unsubscribe, preferences) = (service.unsubscribe_path(&reader), service.preferences_path(&reader));
    service.store.close().await;
    for visitor in visitors(&service) {
        for path in ["/s", "/s/bees", "/link", &unsubscribe, &preferences, "/a/bees/"] {
            let shown = visitor.get(path).await;
            let sent = visitor.post(path, &[("email", "new@readers.example"), ("list", "bees")]).await;
            for answer in [shown, sent].iter().filter(|answer| answer.status != StatusCode::METHOD_NOT_ALLOWED) {
                visitor.is_told(answer, StatusCode::SERVICE_UNAVAILABLE, "error-unavailable");
                comes_back(answer, 60);
            }
        }
    }
    assert_eq!(snapshot(database).await, before);
}

async fn a_form_that_must_be_pressed_once_more_keeps_its_language(database: &TestDatabase) {
    let service = Service::with(database, Limits { unstamped: 0, ..Limits::default() }).await;
    for visitor in visitors(&service) {
        let before = snapshot(database).await;
        let address = format!("{}@readers.example", visitor.locale.tag());
        let fields = [("email", address.as_str()), ("schedule", "daily"), ("language", visitor.locale.tag())];
        let asked = visitor.post("/s/bees", &fields).await;
        visitor.is_told(&asked, StatusCode::UNPROCESSABLE_ENTITY, "page-once-more-why");
        assert_eq!(asked.header("retry-after"), "", "there is nothing to wait for");
        assert_eq!(snapshot(database).await, before);
        service.clock.advance(std::time::Duration::from_secs(1));
        let page = Html::parse_document(&asked.body);
        let hidden = Selector::parse("main form input[type=hidden]").unwrap();
        let field = |input: scraper::ElementRef<'_>| {
            (input.attr("name").unwrap().to_owned(), input.attr("value").unwrap().to_owned())
        };
        let again: Vec<(String, String)> = page.select(&hidden).map(field).collect();
        let again: Vec<(&str, &str)> = again.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        // By a browser that says nothing of languages: the form knows.
        let taken = service.post("/s/bees", &again).await;
        speaks(&taken, visitor.locale, StatusCode::OK, "page-check-mail");
        let subscription = service.subscription(&address).await;
        let kept = service.store.preferences(subscription.id).await.unwrap().language;
        assert_eq!(kept, Some(visitor.locale.tag().parse().unwrap()));
    }
}

async fn an_address_at_a_refused_domain_is_told_so(database: &TestDatabase) {
    let domains = DomainRules { blocked: vec!["throwaway.example".to_owned()], allowed: Vec::new() };
    let service = Service::with(database, Limits { domains, ..Limits::default() }).await;
    let reader = service.reader(ADA).await;
    let before = snapshot(database).await;
    for visitor in visitors(&service) {
        let email = ("email", "ada@throwaway.example");
        for (path, fields) in [("/s/bees", &[email][..]), ("/s", &[email, ("list", "bees")]), ("/link", &[email])] {
            let answer = visitor.post(path, fields).await;
            visitor.is_told(&answer, StatusCode::UNPROCESSABLE_ENTITY, "error-domain");
        }
    }
    let fields = [("action", "move"), ("email", "a@throwaway.example")];
    let moved = service.post(&service.preferences_path(&reader), &fields).await;
    speaks(&moved, Locales::shipped().english(), StatusCode::UNPROCESSABLE_ENTITY, "error-domain");
    assert_eq!(snapshot(database).await, before);
}

async fn what_is_not_there_is_told_so(database: &TestDatabase) {
    let service = Service::open(database).await;
    service.publish("bees", &[crate::archive::post(1)]).await;
    let before = snapshot(database).await;
    for visitor in visitors(&service) {
        for path in [
            "/nothing",
            "/s/none",
            "/s/none/embed",
            "/s/%ff",
            "/a/none/",
            "/a/bees/posts/99",
            "/a/bees/digests/99",
            "/a/bees/posts/one",
            "/pictures/none",
        ] {
            visitor.is_told(&visitor.get(path).await, StatusCode::NOT_FOUND, "error-not-found-title");
        }
        let sent = visitor.post("/s/none", &[("email", ADA)]).await;
        visitor.is_told(&sent, StatusCode::NOT_FOUND, "error-not-found");
    }
    assert_eq!(snapshot(database).await, before);
}

async fn a_link_that_does_not_work_is_told_so(database: &TestDatabase) {
    let service = Service::open(database).await;
    let reader = service.reader(ADA).await;
    let whole = service.preferences_path(&reader);
    let cut = whole.trim_start_matches("/p/");
    let cut = &cut[..cut.len() - 1];
    let before = snapshot(database).await;
    for visitor in visitors(&service) {
        for kind in ["/c/", "/u/", "/n/", "/p/", "/pass/", "/address/", "/data/"] {
            for token in [cut, "forged", "%00", "%ff"] {
                let path = format!("{kind}{token}");
                visitor.is_told(&visitor.get(&path).await, StatusCode::NOT_FOUND, "error-link");
                let sent = visitor.post(&path, &[("action", "erase")]).await;
                visitor.is_told(&sent, StatusCode::NOT_FOUND, "error-link");
            }
        }
        let file = visitor.get(&format!("/data/{cut}/export")).await;
        visitor.is_told(&file, StatusCode::NOT_FOUND, "error-link");
    }
    assert_eq!(snapshot(database).await, before);
}

async fn what_no_page_sends_is_told_so(database: &TestDatabase) {
    let service = Service::open(database).await;
    let before = snapshot(database).await;
    for visitor in visitors(&service) {
        let elsewhere = visitor.get("/a/bees/gate?to=https%3A%2F%2Felsewhere.example").await;
        visitor.is_told(&elsewhere, StatusCode::BAD_REQUEST, "error-not-the-blog");
    }
    assert_eq!(snapshot(database).await, before);
}

async fn a_reader_is_refused_in_the_language_that_they_chose(database: &TestDatabase) {
    let service = Service::open(database).await;
    for visitor in visitors(&service) {
        let (tag, address) = (visitor.locale.tag(), format!("{}@readers.example", visitor.locale.tag()));
        service.post("/s/bees", &[("email", &address), ("language", tag)]).await;
        let asked = service.subscription(&address).await;
        service.post(&service.confirm_path(&asked), &[]).await;
        let reader = service.subscription(&address).await;
        let page = service.preferences_path(&reader);
        let before = snapshot(database).await;
        // Their browser says nothing of languages.
        let answer = service.post(&page, &[("action", "explode")]).await;
        speaks(&answer, visitor.locale, StatusCode::BAD_REQUEST, "error-request-button");
        for (fields, key) in [
            (&[("action", "schedule"), ("schedule", "hourly")][..], "error-choose-one"),
            (&[("action", "schedule"), ("schedule", "daily"), ("language", "tlh")], "error-choose-language"),
            (&[("action", "pause"), ("until", "2020-01-01")], "error-pause-past"),
            (&[("action", "pause"), ("until", "2099-01-01")], "error-pause-long"),
            (&[("action", "move"), ("email", "ada")], "error-address-at"),
        ] {
            let answer = service.post(&page, fields).await;
            speaks(&answer, visitor.locale, StatusCode::UNPROCESSABLE_ENTITY, key);
        }
        assert_eq!(snapshot(database).await, before);
    }
}

async fn what_never_arrived_whole_is_told_so(database: &TestDatabase) {
    let service = Service::open(database).await;
    let reader = service.reader(ADA).await;
    let page = service.preferences_path(&reader);
    let before = snapshot(database).await;
    let long = "a".repeat(70_000);
    for visitor in visitors(&service) {
        for path in ["/s", "/s/bees", "/link", &page] {
            let answer = visitor.post(path, &[("email", &long)]).await;
            visitor.is_told(&answer, StatusCode::PAYLOAD_TOO_LARGE, "error-request");
        }
        let answer = visitor.send(Request::put("/s/bees").body(Body::empty()).unwrap()).await;
        visitor.is_told(&answer, StatusCode::METHOD_NOT_ALLOWED, "error-request");
        assert_ne!(answer.header("allow"), "");
    }
    assert_eq!(snapshot(database).await, before);
}

async fn the_script_is_refused_in_the_language_of_its_form(database: &TestDatabase) {
    let domains = DomainRules { blocked: vec!["throwaway.example".to_owned()], allowed: Vec::new() };
    // The form that is asked for once more counts, too.
    let limits = Limits { domains, per_network_hour: 2, ..Limits::default() };
    let service = Service::with(database, limits).await;
    let english = Locales::shipped().english();
    for visitor in visitors(&service) {
        let tag = visitor.locale.tag();
        let send = async |path: &str, email: &str, stamp: &str| {
            // As the script sends it: the browser's own language is another one.
            let mut request =
                form(path, &[("email", email), ("language", tag), ("placement", "inline"), ("stamp", stamp)]);
            request.headers_mut().insert("accept", "application/json".parse().unwrap());
            request.headers_mut().insert("accept-language", if tag == "de" { "fr" } else { "de" }.parse().unwrap());
            let answer = service.answer_to(visitor.peer, request).await;
            assert_eq!(answer.header("content-language"), tag);
            let words: Value = serde_json::from_str(&answer.body).unwrap();
            (answer, words)
        };
        let said = |words: &Value, key: &str| {
            let said = visitor.locale.say(key, &[]);
            assert_eq!(words.as_str(), Some(said.as_str()), "{tag}");
            assert_eq!(said == english.say(key, &[]), tag == "en", "{tag} {key} is English");
        };
        let before = snapshot(database).await;
        let (answer, words) = send("/s/bees", "ada", "").await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        said(&words["email"], "error-address-at");
        let (answer, words) = send("/s/none", ADA, "").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        said(&words["form"], "embed-nowhere");
        let (answer, words) = send("/s/bees", "ada@throwaway.example", "").await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        said(&words["email"], "embed-domain");
        // A stamp of this instant: nobody types that fast.
        let stamp: Value = serde_json::from_str(&service.get("/stamp.json").await.body).unwrap();
        let (answer, words) = send("/s/bees", ADA, stamp["stamp"].as_str().unwrap()).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        said(&words["form"], "embed-once-more");
        assert_eq!(snapshot(database).await, before);
        let (answer, _) = send("/s/bees", &format!("{tag}@readers.example"), "").await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        let before = snapshot(database).await;
        let (answer, words) = send("/s/bees", ADA, "").await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
        comes_back(&answer, 3600);
        let hour = visitor.locale.say("wait-hours", &[("count", 1.into())]);
        assert_eq!(words["form"], visitor.locale.say("embed-many", &[("span", hour.into())]));
        assert_eq!(snapshot(database).await, before);
    }
    service.store.close().await;
    for visitor in visitors(&service) {
        let mut request = form("/s/bees", &[("email", ADA), ("language", visitor.locale.tag())]);
        request.headers_mut().insert("accept", "application/json".parse().unwrap());
        let answer = service.answer_to(visitor.peer, request).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
        comes_back(&answer, 60);
        let words: Value = serde_json::from_str(&answer.body).unwrap();
        assert_eq!(words["form"], visitor.locale.say("embed-not-now", &[]));
    }
}
