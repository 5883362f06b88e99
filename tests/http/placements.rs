//! Placements: what the script on a blog's own pages asks for, who may read the answers, and how much it all weighs.

use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode};
use letterbell::domain::placement::{Placement, PlacementKind};
use scraper::{Html, Selector};
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::service::{Answer, Limits, Service, form};
use crate::snapshot::snapshot;
use crate::support::databases::{TestDatabase, on_both_engines};

on_both_engines!(
    the_script_gets_every_placement_in_words,
    what_the_operator_set_is_what_pages_get,
    only_what_the_script_reads_is_open_to_other_origins,
    the_scripts_form_is_answered_in_json,
    the_scripts_form_tells_what_is_wrong,
    known_and_unknown_addresses_get_the_same_answer,
    a_placements_consent_names_its_words_and_its_page,
    a_source_page_that_is_none_is_not_kept,
    topics_are_kept_when_the_placement_offers_them,
    the_page_to_copy_from_shows_every_placement,
    names_in_what_is_copied_are_markup_and_stay_words,
    everything_stays_small,
);

const ADA: &str = "ada@readers.example";
const BLOG: &str = "https://blog.example.org/posts/1?p=2";

async fn settings(service: &Service) -> Value {
    let answer = service.get("/s/bees/placements.json").await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert_eq!(answer.header("content-type"), "application/json");
    serde_json::from_str(&answer.body).unwrap()
}

/// Sends a form as the script on a blog's page does.
async fn send(service: &Service, fields: &[(&str, &str)]) -> (Answer, Value) {
    let mut request = form("/s/bees", fields);
    for (name, value) in [("accept", "application/json"), ("origin", "https://blog.example.org")] {
        request.headers_mut().insert(name, value.parse().unwrap());
    }
    let answer = service.answer(request).await;
    let json = serde_json::from_str(&answer.body).unwrap_or_else(|error| panic!("{error}: {}", answer.body));
    (answer, json)
}

/// The answer's bytes after gzip, as a browser gets them.
async fn compressed(service: &Service, path: &str) -> Vec<u8> {
    let request = Request::get(path).header("accept-encoding", "gzip").body(Body::empty()).unwrap();
    let response = service.router.clone().oneshot(request).await.unwrap();
    assert_eq!(response.headers()["content-encoding"], "gzip", "{path}");
    let varies = response.headers().get_all("vary").iter().any(|line| line == "accept-encoding");
    assert!(varies, "{path}: {:?}", response.headers());
    to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec()
}

async fn the_script_gets_every_placement_in_words(database: &TestDatabase) {
    let service = Service::open(database).await;
    let settings = settings(&service).await;
    let kinds: Vec<&String> = settings["placements"].as_object().unwrap().keys().collect();
    assert_eq!(kinds, ["button", "inline", "overlay", "pop-up", "post-end"]);
    let pop_up = &settings["placements"]["pop-up"];
    assert_eq!(pop_up["heading"], "Discover more from The Hive");
    assert_eq!(pop_up["text"], "Subscribe now to keep reading and get access to the full archive.");
    assert_eq!(pop_up["dismissal"], "Continue reading");
    assert_eq!(pop_up["opens"], json!({ "seconds": 60, "percent": 50, "rest_hours": 24 }));
    assert_eq!(settings["placements"]["inline"]["opens"], Value::Null);
    let offered = pop_up["schedules"].as_array().unwrap();
    let names: Vec<&Value> = offered.iter().map(|schedule| &schedule["name"]).collect();
    assert_eq!(names, ["weekly", "daily"]);
    assert_eq!((&offered[0]["chosen"], &offered[1]["chosen"]), (&json!(true), &json!(false)));
    for words in ["email", "often", "topics", "close", "trap", "failed"] {
        assert!(settings["words"][words].as_str().unwrap().len() > 4, "{settings}");
    }
    assert!(settings["promise"].as_str().unwrap().contains("leave in one step"));
    assert!(!settings.to_string().contains('@'), "no address is told");
}

async fn what_the_operator_set_is_what_pages_get(database: &TestDatabase) {
    let service = Service::open(database).await;
    let bees = service.store.list_by_slug("bees").await.unwrap().unwrap().id;
    let pop_up = Placement {
        heading: Some("More bees?".to_owned()),
        colour: Some("#ffcc00".to_owned()),
        after_seconds: Some(5),
        after_percent: Some(0),
        schedules: vec!["daily".parse().unwrap()],
        topics: vec!["Honey".to_owned()],
        ..Placement::untouched(PlacementKind::PopUp)
    };
    let overlay = Placement { shown: false, ..Placement::untouched(PlacementKind::Overlay) };
    for placement in [&pop_up, &overlay] {
        service.store.keep_placement(bees, placement).await.unwrap();
    }
    let settings = settings(&service).await;
    assert_eq!(settings["placements"]["overlay"], Value::Null, "switched off");
    let pop_up = &settings["placements"]["pop-up"];
    assert_eq!(pop_up["heading"], "More bees?");
    assert_eq!(pop_up["opens"], json!({ "seconds": 5, "percent": 0, "rest_hours": 24 }));
    assert_eq!(pop_up["topics"], json!(["Honey"]));
    assert_eq!(pop_up["schedules"][0]["name"], "daily");
    assert_eq!(pop_up["schedules"].as_array().unwrap().len(), 1);
    assert_ne!(pop_up["accent"], "#ffcc00", "too pale to read on white");
    assert_eq!(pop_up["accent_dark"], "#ffcc00");
    let page = service.get("/s/bees/embed").await;
    assert!(page.words().contains("placement set bees overlay --shown true"), "{}", page.words());
}

async fn only_what_the_script_reads_is_open_to_other_origins(database: &TestDatabase) {
    let service = Service::open(database).await;
    let reader = service.reader(ADA).await;
    let cors = ["access-control-allow-origin", "access-control-allow-credentials", "access-control-allow-methods"];
    let opened = |answer: &Answer| cors.map(|name| answer.header(name).to_owned());
    for path in
        ["/s", "/s/bees", "/s/bees/embed", "/style.css", "/embed.js", "/s/none", &service.preferences_path(&reader)]
    {
        let mut request = Request::get(path).body(Body::empty()).unwrap();
        request.headers_mut().insert("origin", "https://blog.example.org".parse().unwrap());
        request.headers_mut().insert("accept", "application/json".parse().unwrap());
        assert_eq!(opened(&service.answer(request).await), ["", "", ""], "{path}");
    }
    assert_eq!(opened(&service.post("/s/bees", &[("email", "new@readers.example")]).await), ["", "", ""]);
    for path in ["/s/bees/placements.json", "/s/none/placements.json", "/stamp.json", "/work.js"] {
        assert_eq!(opened(&service.get(path).await), ["*", "", ""], "{path}");
    }
    let (answer, _) = send(&service, &[("email", "newer@readers.example")]).await;
    assert_eq!(opened(&answer), ["*", "", ""]);
    assert_eq!(answer.header("set-cookie"), "");
    assert_eq!(service.get("/embed.js").await.header("cross-origin-resource-policy"), "cross-origin");
    assert_eq!(service.get("/style.css").await.header("cross-origin-resource-policy"), "");
}

async fn the_scripts_form_is_answered_in_json(database: &TestDatabase) {
    let service = Service::open(database).await;
    let (answer, json) = send(&service, &[("email", ADA), ("placement", "pop-up"), ("page", BLOG)]).await;
    assert_eq!(answer.status, StatusCode::OK, "{json}");
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(json["heading"], "Check your mail");
    assert!(json["text"].as_str().unwrap().contains(ADA), "{json}");
    assert!(json["text"].as_str().unwrap().contains("until Tuesday 1 December"), "{json}");
    assert_eq!(service.state(ADA).await, "pending");
    assert_eq!(service.queued_mails().await.len(), 1);
}

async fn the_scripts_form_tells_what_is_wrong(database: &TestDatabase) {
    let service = Service::with(database, Limits { per_network_hour: 3, ..Limits::default() }).await;
    let before = snapshot(database).await;
    let (answer, json) = send(&service, &[("email", "ada"), ("schedule", "hourly"), ("placement", "inline")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(json["email"].as_str().unwrap().len() > 10, "{json}");
    assert_eq!(json["schedule"], "Choose one of these.");

    let mut request = form("/s/none", &[("email", ADA)]);
    request.headers_mut().insert("accept", "application/json".parse().unwrap());
    let answer = service.answer(request).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.body.contains("leads nowhere"), "{}", answer.body);

    // A machine fills the trap, and learns nothing.
    let (answer, trapped) = send(&service, &[("email", ADA), ("website", "https://spam.example")]).await;
    assert_eq!((answer.status, &trapped["heading"]), (StatusCode::OK, &json!("Check your mail")));
    assert_eq!(snapshot(database).await, before);

    let mut last = None;
    for number in 0..4 {
        last = Some(send(&service, &[("email", &format!("reader{number}@readers.example"))]).await);
    }
    let (answer, json) = last.unwrap();
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert_ne!(answer.header("retry-after"), "");
    assert!(json["form"].as_str().unwrap().contains("try again in"), "{json}");
}

async fn known_and_unknown_addresses_get_the_same_answer(database: &TestDatabase) {
    let service = Service::open(database).await;
    service.reader(ADA).await;
    let (known, json) = send(&service, &[("email", ADA)]).await;
    let (unknown, other) = send(&service, &[("email", "bob@readers.example")]).await;
    assert_eq!((known.status, &known.headers), (unknown.status, &unknown.headers));
    assert_eq!(json.to_string().replace(ADA, "X"), other.to_string().replace("bob@readers.example", "X"));
}

async fn a_placements_consent_names_its_words_and_its_page(database: &TestDatabase) {
    let service = Service::open(database).await;
    let fields = [("email", ADA), ("placement", "pop-up"), ("page", "https://blog.example.org/posts/1?p=2#part")];
    send(&service, &fields).await;
    let records = service.store.consent_records(service.subscription(ADA).await.id).await.unwrap();
    assert_eq!(records.len(), 1);
    assert_eq!(records[0].source.as_deref(), Some(BLOG));
    assert_eq!(records[0].way, "placement");
    for words in
        ["Discover more from The Hive", "Subscribe now to keep reading", "Mondays at 8:00", "Button: Subscribe"]
    {
        assert!(records[0].wording.contains(words), "{words}: {}", records[0].wording);
    }
    // Plain HTML tells its placement, and the browser its page or at least its origin.
    let mut request = form("/s/bees", &[("email", "bob@readers.example"), ("placement", "post-end")]);
    request.headers_mut().insert("referer", "https://blog.example.org/".parse().unwrap());
    assert_eq!(service.answer(request).await.status, StatusCode::OK);
    let bob = service.subscription("bob@readers.example").await;
    let records = service.store.consent_records(bob.id).await.unwrap();
    assert_eq!(records[0].source.as_deref(), Some("https://blog.example.org/"));
}

async fn a_source_page_that_is_none_is_not_kept(database: &TestDatabase) {
    let service = Service::open(database).await;
    let long = format!("https://blog.example.org/{}", "a".repeat(600));
    for (number, page) in ["javascript:alert(1)", "nonsense", "", "https://", &long].into_iter().enumerate() {
        let address = format!("reader{number}@readers.example");
        send(&service, &[("email", &address), ("placement", "explode"), ("page", page)]).await;
        let records = service.store.consent_records(service.subscription(&address).await.id).await.unwrap();
        assert_eq!((records[0].source.as_deref(), records[0].way.as_str()), (None, "subscribe page"), "{page}");
    }
}

async fn topics_are_kept_when_the_placement_offers_them(database: &TestDatabase) {
    let service = Service::open(database).await;
    let bees = service.store.list_by_slug("bees").await.unwrap().unwrap().id;
    let topics = vec!["Honey".to_owned(), "Bees".to_owned()];
    let inline = Placement { topics, ..Placement::untouched(PlacementKind::Inline) };
    service.store.keep_placement(bees, &inline).await.unwrap();
    let chosen = [("topic", "Honey"), ("topic", "Bees"), ("topic", "Spam")];
    for (address, placement) in [(ADA, "inline"), ("bob@readers.example", "pop-up")] {
        let fields = [&[("email", address), ("placement", placement)][..], &chosen].concat();
        assert_eq!(send(&service, &fields).await.0.status, StatusCode::OK);
        let id = service.subscription(address).await.id;
        let wording = &service.store.consent_records(id).await.unwrap()[0].wording;
        assert_eq!(wording.contains("Topics: Bees, Honey"), placement == "inline", "{wording}");
    }
    let dump = snapshot(database).await.replace('\\', "");
    assert_eq!(
        dump.matches(r#"["Bees","Honey"]"#).count(),
        1,
        "one reader chose, in an order of no importance: {dump}"
    );
}

async fn the_page_to_copy_from_shows_every_placement(database: &TestDatabase) {
    let service = Service::open(database).await;
    let answer = service.get("/s/bees/embed").await;
    assert_eq!(answer.status, StatusCode::OK);
    let page = Html::parse_document(&answer.body);
    for kind in PlacementKind::ALL {
        let live = format!("letterbell-subscribe[list=bees][kind={kind}][preview] a[href='/s/bees']");
        assert_eq!(page.select(&Selector::parse(&live).unwrap()).count(), 1, "{kind}");
        let copied = Selector::parse(&format!("#copy-{kind}")).unwrap();
        let copied: String = page.select(&copied).next().unwrap().text().collect();
        let snippet = Html::parse_fragment(&copied);
        let element = Selector::parse(&format!("letterbell-subscribe[list=bees][kind={kind}]")).unwrap();
        assert_eq!(snippet.select(&element).count(), 1, "{copied}");
        let script = Selector::parse("script[async][src='https://letters.example.org/embed.js']").unwrap();
        assert_eq!(snippet.select(&script).count(), 1, "{copied}");
        let leading = Selector::parse(
            "form[action='https://letters.example.org/s/bees'], a[href='https://letters.example.org/s/bees']",
        );
        assert_eq!(snippet.select(&leading.unwrap()).count(), 1, "without script there is a way: {copied}");
    }
    assert_eq!(service.get("/s/none/embed").await.status, StatusCode::NOT_FOUND);
    assert_eq!(service.ask(Method::HEAD, "/s/bees/embed").await.status, StatusCode::OK);
}

async fn names_in_what_is_copied_are_markup_and_stay_words(database: &TestDatabase) {
    let service = Service::open(database).await;
    let answer = service.get("/s/bees/embed").await;
    let page = Html::parse_document(&answer.body);
    assert_eq!(page.select(&Selector::parse("more").unwrap()).count(), 0, "{}", answer.body);
    // The list is called "News of bees & <more>".
    for kind in ["inline", "pop-up"] {
        let copied = Selector::parse(&format!("#copy-{kind}")).unwrap();
        let copied: String = page.select(&copied).next().unwrap().text().collect();
        assert!(copied.contains("News of bees &amp; &lt;more&gt;"), "{copied}");
    }
}

async fn everything_stays_small(database: &TestDatabase) {
    let service = Service::open(database).await;
    let script = compressed(&service, "/embed.js").await;
    let settings = compressed(&service, "/s/bees/placements.json").await;
    let page = service.get("/s/bees/embed").await;
    let copied = Selector::parse("#copy-post-end").unwrap();
    let form: String = Html::parse_document(&page.body).select(&copied).next().unwrap().text().collect();
    let embedded = script.len() + settings.len() + form.len();
    assert!(embedded <= 10 * 1024, "{} + {} + {} bytes", script.len(), settings.len(), form.len());

    let parts = ["/style.css", "/bell.svg", "/embed-page.js"];
    let mut with_everything = page.body.len() + script.len() + settings.len();
    for part in parts {
        with_everything += service.get(part).await.body.len();
    }
    assert!(with_everything <= 30 * 1024, "/s/bees/embed: {with_everything} bytes");
    for path in ["/s", "/s/bees", "/s/bees/embed"] {
        let page = service.get(path).await;
        for address in page.addresses() {
            assert!(address.starts_with('/') && !address.starts_with("//"), "{path} leads to {address}");
        }
    }
    let script = service.get("/embed.js").await.body;
    for forbidden in [
        "innerHTML",
        "eval(",
        "document.cookie",
        "Function(",
        "insertAdjacentHTML",
        "document.write",
        "http://",
        "https://",
    ] {
        assert!(!script.contains(forbidden), "{forbidden}");
    }
}
