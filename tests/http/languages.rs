//! In which language pages and errors come: by form, reader, URL, browser and list; and what is kept of it.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use letterbell::render::locale::Locales;

use crate::service::{Answer, Service};
use crate::support::databases::{TestDatabase, on_both_engines};

on_both_engines!(
    a_browser_is_answered_in_its_language_and_told_so,
    a_sign_up_keeps_its_language_and_its_words,
    errors_are_told_in_every_language,
);

const ADA: &str = "ada@readers.example";

async fn asked_in(service: &Service, path: &str, accepted: &str) -> Answer {
    let request = Request::get(path).header("accept-language", accepted).body(Body::empty()).unwrap();
    service.answer(request).await
}

async fn a_browser_is_answered_in_its_language_and_told_so(database: &TestDatabase) {
    let service = Service::open(database).await;
    for (path, accepted, start) in [
        ("/s/bees", "sv, de-AT;q=0.8, fr;q=0.5", "<html lang=\"de\" dir=\"ltr\">"),
        ("/s/bees?lang=ar", "de", "<html lang=\"ar\" dir=\"rtl\">"),
        ("/s/bees", "sv", "<html lang=\"en\" dir=\"ltr\">"),
        ("/link", "he", "<html lang=\"he\" dir=\"rtl\">"),
    ] {
        let answer = asked_in(&service, path, accepted).await;
        assert!(answer.body.contains(start), "{path} {accepted}: {}", answer.body);
        assert_eq!(answer.header("vary"), "accept-language");
        assert!(start.contains(&format!("\"{}\"", answer.header("content-language"))), "{path}");
    }
    let bees = service.list_id("bees").await;
    service.store.set_language(bees, &"ja".parse().unwrap()).await.unwrap();
    assert!(asked_in(&service, "/s/bees", "sv").await.body.contains("<html lang=\"ja\""), "the list's language");
    for path in ["/s", "/s/bees", "/link"] {
        let page = asked_in(&service, path, "fr").await.body;
        assert!(page.contains("name=\"language\" value=\"fr\""), "the form keeps it: {path}\n{page}");
    }
}

async fn a_sign_up_keeps_its_language_and_its_words(database: &TestDatabase) {
    let service = Service::open(database).await;
    let answer = service.post("/s/bees", &[("email", ADA), ("language", "fr"), ("website", "")]).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert!(answer.body.contains("Consultez votre messagerie"), "{}", answer.body);
    let subscription = service.subscription(ADA).await;
    let kept = service.store.preferences(subscription.id).await.unwrap().language;
    assert_eq!(kept, Some("fr".parse().unwrap()));
    let records = service.store.consent_records(subscription.id).await.unwrap();
    assert!(records[0].wording.contains("Button: S’abonner"), "{}", records[0].wording);
    let confirm = service.confirm_path(&subscription);
    let answer = asked_in(&service, &confirm, "de").await;
    assert!(answer.body.contains("<html lang=\"fr\""), "what the reader chose outdoes the browser");
}

async fn errors_are_told_in_every_language(database: &TestDatabase) {
    let service = Service::open(database).await;
    let english = Locales::shipped().english();
    for locale in Locales::shipped().all() {
        let tag = locale.tag();
        for (path, status, key) in [
            ("/nothing-here", StatusCode::NOT_FOUND, "error-not-found-title"),
            ("/s/no-such-list", StatusCode::NOT_FOUND, "error-not-found-title"),
            ("/c/forged", StatusCode::NOT_FOUND, "error-link-title"),
            ("/a/bees/gate?to=https%3A%2F%2Felsewhere.example", StatusCode::BAD_REQUEST, "error-request-title"),
        ] {
            let answer = asked_in(&service, path, tag).await;
            assert_eq!(answer.status, status, "{path}");
            assert!(answer.words().contains(&locale.say(key, &[])), "{tag} {path}: {}", answer.words());
            assert!(
                tag == "en" || !answer.words().contains(&english.say(key, &[])),
                "{tag} {path}: {}",
                answer.words()
            );
        }
        let answer = service.post("/s/bees", &[("email", "ada"), ("language", tag), ("website", "")]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.words().contains(&locale.say("error-address-at", &[])), "{tag}: {}", answer.words());
    }
}
