//! Links: looking changes nothing, and a link that is not ours does nothing and tells nothing.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};

use crate::service::{Answer, Service, VALID_FOR, form};
use crate::snapshot::snapshot;
use crate::support::databases::{TestDatabase, on_both_engines};

on_both_engines!(
    looking_changes_nothing,
    a_link_changed_anywhere_does_nothing_and_looks_unknown,
    a_link_serves_one_purpose,
    an_outdated_link_looks_unknown,
);

const ADA: &str = "ada@readers.example";

async fn looking_changes_nothing(database: &TestDatabase) {
    let service = Service::open(database).await;
    let pending = service.subscribe("pending@readers.example").await;
    let active = service.reader("active@readers.example").await;
    let left = service.reader("left@readers.example").await;
    service.post(&service.unsubscribe_path(&left), &[]).await;
    let mut paths: Vec<String> =
        ["/", "/s", "/s/bees", "/s/wax", "/s/none", "/nothing", "/style.css", "/readyz"].map(str::to_owned).to_vec();
    for one in [&pending, &active, &left] {
        paths.extend([service.confirm_path(one), service.unsubscribe_path(one), service.preferences_path(one)]);
        paths.push(service.disown_path(one));
        paths.push(service.pass_path(one, one.requested_at.plus(VALID_FOR)));
    }
    service.publish("bees", &[crate::archive::post(1)]).await;
    let digest = service.send_digest("bees").await;
    let archive =
        ["/a/bees", "/a/bees/", "/a/bees/digests", "/a/bees/posts/1", "/a/bees/posts/1-title-1", "/a/bees/feed.xml"];
    paths.extend(archive.map(str::to_owned));
    paths.extend([format!("/a/bees/digests/{digest}"), "/a/bees/gate?to=https://blog.example.org/".to_owned()]);
    let before = snapshot(database).await;
    for path in &paths {
        for method in [Method::GET, Method::HEAD, Method::OPTIONS, Method::TRACE, Method::PUT, Method::DELETE] {
            service.ask(method, path).await;
        }
        let prefetch = Request::get(path).header("sec-purpose", "prefetch;prerender").header("purpose", "prefetch");
        service.answer(prefetch.body(Body::empty()).unwrap()).await;
        let overridden = Request::get(format!(
            "{path}{}_method=POST&confirm=1&action=leave",
            if path.contains('?') { '&' } else { '?' }
        ));
        service.answer(overridden.header("x-http-method-override", "POST").body(Body::empty()).unwrap()).await;
    }
    assert_eq!(snapshot(database).await, before);
}

/// What must be the same for every link that does not work.
fn face(answer: Answer) -> Answer {
    assert_eq!(answer.status, StatusCode::NOT_FOUND, "{}", answer.body);
    answer
}

/// The answer to the form that changes something at a path of this kind.
async fn act(service: &Service, path: &str) -> Answer {
    let fields: &[(&str, &str)] = match &path[..3] {
        "/u/" => &[("List-Unsubscribe", "One-Click")],
        "/p/" => &[("action", "leave")],
        _ => &[],
    };
    service.answer(form(path, fields)).await
}

async fn a_link_changed_anywhere_does_nothing_and_looks_unknown(database: &TestDatabase) {
    let service = Service::open(database).await;
    let pending = service.subscribe("pending@readers.example").await;
    let active = service.reader(ADA).await;
    let before = snapshot(database).await;
    let confirm = service.confirm_path(&pending);
    for path in [confirm.clone(), service.unsubscribe_path(&active), service.preferences_path(&active)] {
        let (kind, token) = path.split_at(3);
        let unknown = face(service.get(&format!("{kind}unknown")).await);
        let mut forged: Vec<String> = (0..token.len()).flat_map(|at| changed_at(token, at)).collect();
        forged.extend((0..token.len()).map(|length| token[..length].to_owned()));
        forged.extend([format!("{token}A"), format!("{token}%00"), format!("{token}="), format!(" {token}")]);
        forged.extend(["%ff".to_owned(), "%00".to_owned(), "a".repeat(4000), token.to_lowercase()]);
        for token in forged.iter().filter(|token| !token.is_empty()) {
            let path = format!("{kind}{}", token.replace(' ', "%20"));
            assert_eq!(face(service.get(&path).await), unknown, "GET {path}");
            assert_eq!(face(act(&service, &path).await), unknown, "POST {path}");
        }
    }
    assert_eq!(snapshot(database).await, before);

    let unknown = face(service.get("/c/unknown").await);
    service.clock.advance(VALID_FOR);
    assert_eq!(face(service.get(&confirm).await), unknown, "expired and unknown look the same");
    assert_eq!(face(act(&service, &confirm).await), unknown);
    assert_eq!(snapshot(database).await, before);
}

/// The token with each bit of the character at `at` flipped that leaves a character of a path, and with neighbours swapped.
fn changed_at(token: &str, at: usize) -> Vec<String> {
    let mut changed = Vec::new();
    for bit in 0..7 {
        let mut bytes = token.as_bytes().to_vec();
        bytes[at] ^= 1 << bit;
        if bytes[at].is_ascii_alphanumeric() || b"-_.~".contains(&bytes[at]) {
            changed.push(String::from_utf8(bytes).unwrap());
        }
    }
    let mut bytes = token.as_bytes().to_vec();
    let next = (at + 1) % bytes.len();
    if bytes[at] != bytes[next] {
        bytes.swap(at, next);
        changed.push(String::from_utf8(bytes).unwrap());
    }
    changed
}

async fn a_link_serves_one_purpose(database: &TestDatabase) {
    let service = Service::open(database).await;
    let pending = service.subscribe("pending@readers.example").await;
    let active = service.reader(ADA).await;
    let before = snapshot(database).await;
    let unknown = face(service.get("/c/unknown").await);
    for one in [&pending, &active] {
        let links = [
            service.confirm_path(one),
            service.unsubscribe_path(one),
            service.preferences_path(one),
            service.disown_path(one),
            service.pass_path(one, one.requested_at.plus(VALID_FOR)),
        ];
        for link in &links {
            for kind in ["/c/", "/u/", "/p/", "/n/", "/pass/"].iter().filter(|kind| !link.starts_with(*kind)) {
                let elsewhere = format!("{kind}{}", link.rsplit('/').next().unwrap());
                assert_eq!(face(service.get(&elsewhere).await), unknown, "GET {elsewhere}");
                assert_eq!(face(act(&service, &elsewhere).await), unknown, "POST {elsewhere}");
            }
        }
    }
    assert_eq!(snapshot(database).await, before);
}

async fn an_outdated_link_looks_unknown(database: &TestDatabase) {
    let service = Service::open(database).await;
    let active = service.reader(ADA).await;
    let unknown = face(service.get("/u/unknown").await);
    let outdated = letterbell::domain::subscription::Subscription { link_version: active.link_version + 1, ..active };
    for path in [service.unsubscribe_path(&outdated), service.preferences_path(&outdated)] {
        assert_eq!(face(service.get(&path).await), unknown);
        assert_eq!(face(act(&service, &path).await), unknown);
    }
    assert_eq!(service.state(ADA).await, "active");
}
