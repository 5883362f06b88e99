//! Forms that cannot be taken as they are: what is wrong stands where it is wrong, and nothing typed is lost.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use letterbell::domain::post::NewPost;
use scraper::{Html, Selector};

use crate::service::{Answer, Service};
use crate::snapshot::snapshot;
use crate::support::databases::{TestDatabase, on_both_engines};

on_both_engines!(
    a_bad_address_is_explained_under_its_field,
    an_unknown_schedule_is_explained,
    an_unknown_topic_is_explained,
    among_several_lists_each_ones_mistakes_stand_where_they_are,
    no_list_chosen_is_explained,
    unknown_lists_have_no_page,
    a_preference_that_does_not_exist_is_explained,
    what_no_page_sends_is_told_so,
);

const ADA: &str = "ada@readers.example";

fn selected(answer: &Answer, selector: &str) -> Vec<String> {
    let page = Html::parse_document(&answer.body);
    let selector = Selector::parse(selector).unwrap();
    page.select(&selector).map(|element| element.text().collect::<String>().trim().to_owned()).collect()
}

async fn a_bad_address_is_explained_under_its_field(database: &TestDatabase) {
    let service = Service::open(database).await;
    let before = snapshot(database).await;
    for path in ["/s/bees", "/s"] {
        for typed in ["", "ada", "ada@", "@readers.example", "ada lovelace@readers.example", "ada@read\u{0}ers.example"]
        {
            let answer = service.post(path, &[("email", typed), ("list", "bees"), ("schedule", "daily")]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed:?}");
            let errors =
                selected(&answer, "input#email[aria-invalid=true][aria-describedby=email-error] ~ #email-error");
            let [error] = errors.as_slice() else { panic!("{typed:?}: {}", answer.body) };
            assert!(error.len() > 10, "{error}");
            assert!(selected(&answer, "title")[0].starts_with(error), "the title repeats the error");
            let page = Html::parse_document(&answer.body);
            let field = page.select(&Selector::parse("input#email[autofocus]").unwrap()).next().unwrap();
            assert_eq!(field.attr("value"), Some(typed.replace('\u{0}', "").as_str()), "what was typed stays");
            let chosen = if path == "/s" { "input[value=bees][checked]" } else { "input[value=daily][checked]" };
            assert_eq!(page.select(&Selector::parse(chosen).unwrap()).count(), 1, "what was chosen stays");
        }
    }
    assert_eq!(snapshot(database).await, before);
}

async fn an_unknown_schedule_is_explained(database: &TestDatabase) {
    let service = Service::open(database).await;
    let before = snapshot(database).await;
    let answer = service.post("/s/bees", &[("email", ADA), ("schedule", "hourly")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(selected(&answer, "details[open] #schedule-error"), ["Choose one of these."]);
    assert!(answer.body.contains(ADA));
    assert_eq!(snapshot(database).await, before);
}

async fn an_unknown_topic_is_explained(database: &TestDatabase) {
    let service = Service::open(database).await;
    service.publish("bees", &[about("Honey"), about("Wax")]).await;
    let before = snapshot(database).await;
    let answer = service.post("/s/bees", &[("email", ADA), ("topic", "Honey"), ("topic", "Cranes")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(selected(&answer, "details[open] #topics-error"), ["Choose from these topics."]);
    assert!(selected(&answer, "title")[0].starts_with("Choose from these topics."));
    let page = Html::parse_document(&answer.body);
    for (chosen, count) in [("input[value=Honey][checked]", 1), ("input[value=Wax][checked]", 0), ("[autofocus]", 1)] {
        assert_eq!(page.select(&Selector::parse(chosen).unwrap()).count(), count, "{chosen}");
    }
    let empty = service.post("/s/honey", &[("email", ADA), ("topic", "Honey")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY, "a list that offers none");
    assert_eq!(snapshot(database).await, before);
}

async fn among_several_lists_each_ones_mistakes_stand_where_they_are(database: &TestDatabase) {
    let service = Service::open(database).await;
    service.publish("bees", &[about("Honey")]).await;
    let before = snapshot(database).await;
    // `honey` has one schedule and no posts; its mistake is not on `bees`, and that of an unchosen list does not count.
    let fields = [
        ("email", ADA),
        ("list", "bees"),
        ("list", "honey"),
        ("schedule-bees", "hourly"),
        ("topic-bees", "Honey"),
        ("topic-bees", "Cranes"),
        ("schedule-wax", "hourly"),
    ];
    let answer = service.post("/s", &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(selected(&answer, "details[open] #schedule-error-bees"), ["Choose one of these."]);
    assert_eq!(selected(&answer, "details[open] #topics-error-bees"), ["Choose from these topics."]);
    assert_eq!(selected(&answer, "title"), ["Choose one of these. – Subscribe – The Hive"]);
    assert_eq!(selected(&answer, ".error").len(), 2);
    let page = Html::parse_document(&answer.body);
    for (chosen, count) in [
        ("input[name=list][checked]", 2),
        ("input[name='topic-bees'][value=Honey][checked]", 1),
        ("input[name='schedule-bees'][autofocus]", 1),
        ("[autofocus]", 1),
    ] {
        assert_eq!(page.select(&Selector::parse(chosen).unwrap()).count(), count, "{chosen}");
    }
    assert_eq!(snapshot(database).await, before);
}

/// A post on one topic.
fn about(topic: &str) -> NewPost {
    let number = i64::from(topic.as_bytes()[0]);
    NewPost { topics: vec![topic.to_owned()], ..crate::archive::post(number) }
}

async fn no_list_chosen_is_explained(database: &TestDatabase) {
    let service = Service::open(database).await;
    let before = snapshot(database).await;
    for fields in [&[("email", ADA)][..], &[("email", ADA), ("list", "none")]] {
        let answer = service.post("/s", fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(selected(&answer, "#lists-error"), ["Choose at least one."]);
    }
    assert_eq!(snapshot(database).await, before);
}

async fn unknown_lists_have_no_page(database: &TestDatabase) {
    let service = Service::open(database).await;
    let long = format!("/s/{}", "a".repeat(10_000));
    for path in ["/s/none", "/s/BEES", "/s/bees%00", "/s/%00", "/s/%ff", "/s/..%2f..%2fetc", "/s/bees/more", &long] {
        for answer in [service.get(path).await, service.post(path, &[("email", ADA)]).await] {
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}: {}", answer.body);
            assert!(answer.words().contains("There is no such page"), "{path}: {}", answer.body);
        }
    }
}

async fn a_preference_that_does_not_exist_is_explained(database: &TestDatabase) {
    let service = Service::open(database).await;
    let reader = service.reader(ADA).await;
    let before = snapshot(database).await;
    // `monthly` is another list's.
    for wanted in ["hourly", "monthly", ""] {
        let fields = [("action", "schedule"), ("schedule", wanted)];
        let answer = service.post(&service.preferences_path(&reader), &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wanted}");
        assert_eq!(selected(&answer, "#schedule-error"), ["Choose one of these."]);
        let page = Html::parse_document(&answer.body);
        assert_eq!(page.select(&Selector::parse("input[value=weekly][checked]").unwrap()).count(), 1);
    }
    assert_eq!(snapshot(database).await, before);
}

async fn what_no_page_sends_is_told_so(database: &TestDatabase) {
    let service = Service::open(database).await;
    let reader = service.reader(ADA).await;
    let before = snapshot(database).await;
    let preferences = service.preferences_path(&reader);
    let answer = service.post(&preferences, &[("action", "explode")]).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert!(answer.words().contains("press one of its buttons"), "{}", answer.words());

    let answer = service.answer(Request::put("/s/bees").body(Body::empty()).unwrap()).await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_ne!(answer.header("allow"), "");

    let long = service.post("/s/bees", &[("email", &"a".repeat(70_000))]).await;
    assert_eq!(long.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(snapshot(database).await, before);
}
