//! A reader's address and data: changed, exported, erased by the one whose address it is, and not by whom a digest was passed on to.

use axum::http::StatusCode;
use letterbell::domain::delivery::DeliveryKind;
use letterbell::domain::departed::DepartedKey;
use letterbell::domain::id::SubscriptionId;
use letterbell::domain::key::MasterKey;
use letterbell::domain::schedule::Schedule;
use letterbell::operations::import_subscribers::{ImportOrder, ImportReport, import_subscribers};
use letterbell::store::ImportTarget;
use serde_json::Value;
use std::time::Duration;

use crate::service::{Answer, Mail, SECRET_OF_TESTS, Service};
use crate::snapshot::snapshot;
use crate::support::databases::{TestDatabase, on_both_engines};

on_both_engines!(
    a_new_address_is_confirmed_there_and_told_to_the_old_one,
    the_old_address_takes_its_reader_back_and_every_passed_on_link_dies,
    two_presses_at_once_move_a_reader_once,
    moving_on_does_not_close_the_way_back,
    an_address_that_is_no_address_is_explained,
    an_address_that_another_reader_has_is_told_to_its_owner_alone,
    the_permanent_link_neither_exports_nor_erases,
    a_data_link_comes_by_mail_and_works_for_a_while,
    after_a_change_of_address_no_data_is_given_away_for_a_week,
    who_has_left_asks_for_their_data_and_who_never_confirmed_does_not,
    the_export_holds_all_that_is_kept,
    erasing_leaves_no_trace_of_the_person_and_no_way_back_in,
);

const ADA: &str = "ada@readers.example";
const NEW: &str = "lovelace@elsewhere.example";

/// The one mail that waits.
async fn only_mail(service: &Service) -> Mail {
    let mut mails = service.queued_mails().await;
    assert_eq!(mails.len(), 1, "{:?}", mails.iter().map(|mail| &mail.to).collect::<Vec<_>>());
    mails.remove(0)
}

/// A reader whose confirmation is sent, with their page.
async fn reader(service: &Service, address: &str) -> (SubscriptionId, String) {
    let reader = service.reader(address).await;
    service.queued_mails().await;
    // So that the cap on mails to one address lets the next one through.
    service.clock.advance(Duration::from_secs(25 * 3600));
    (reader.id, service.preferences_path(&reader))
}

/// Asks for another address and returns the mail that goes there.
async fn ask_to_move(service: &Service, page: &str, to: &str) -> Mail {
    let answer = service.post(page, &[("action", "move"), ("email", to)]).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    contains(&answer, &format!("We have written to {to}"));
    only_mail(service).await
}

/// Moves all the way and returns the mail to the old address.
async fn moved(service: &Service, page: &str, to: &str) -> Mail {
    let mail = ask_to_move(service, page, to).await;
    let answer = service.post(&mail.path_of("/address/"), &[]).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    service.clock.advance(Duration::from_secs(25 * 3600));
    only_mail(service).await
}

/// The path in the mail that a press on the page brings.
async fn data_link(service: &Service, page: &str) -> String {
    let answer = service.post(page, &[("action", "data")]).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    only_mail(service).await.path_of("/data/")
}

fn contains(answer: &Answer, words: &str) {
    assert!(answer.words().contains(words), "no {words:?} in {}", answer.words());
}

async fn address_of(service: &Service, id: SubscriptionId) -> String {
    service.store.subscription(id).await.unwrap().unwrap().address.to_string()
}

async fn a_new_address_is_confirmed_there_and_told_to_the_old_one(database: &TestDatabase) {
    let service = Service::open(database).await;
    let (id, page) = reader(&service, ADA).await;
    let first = ask_to_move(&service, &page, NEW).await.path_of("/address/");
    service.clock.advance(Duration::from_secs(3600));
    let mail = ask_to_move(&service, &page, NEW).await;
    assert_eq!(mail.to, NEW);
    let link = mail.path_of("/address/");
    let before = snapshot(database).await;
    contains(&service.get(&link).await, "Shall we write to lovelace@elsewhere.example?");
    assert_eq!(snapshot(database).await, before, "looking changes nothing");
    assert_eq!(address_of(&service, id).await, ADA);
    contains(&service.post(&link, &[]).await, "Your mail goes to lovelace@elsewhere.example");
    assert_eq!(address_of(&service, id).await, NEW);
    let told = only_mail(&service).await;
    assert_eq!(told.to, ADA);
    assert!(!told.source.contains("lovelace"), "who reads the old address is not told the new one");
    let before = snapshot(database).await;
    contains(&service.post(&link, &[]).await, "Your mail goes to lovelace@elsewhere.example");
    contains(&service.get(&link).await, "Your mail goes to lovelace@elsewhere.example");
    contains(&service.post(&first, &[]).await, "Your mail goes to lovelace@elsewhere.example");
    assert_eq!(snapshot(database).await, before, "it works once; a second press is told so");
    assert_eq!(service.store.consent_records(id).await.unwrap().last().unwrap().event, "moved");
    assert_eq!(service.get(&page).await.status, StatusCode::OK, "the reader's links go on working");
}

async fn the_old_address_takes_its_reader_back_and_every_passed_on_link_dies(database: &TestDatabase) {
    let service = Service::open(database).await;
    let (id, page) = reader(&service, ADA).await;
    let told = moved(&service, &page, "thief@elsewhere.example").await;
    let back = told.path_of("/address/");
    contains(&service.get(&back).await, "Shall we write to ada@readers.example again?");
    contains(&service.post(&back, &[]).await, "Your mail goes to ada@readers.example");
    assert_eq!(address_of(&service, id).await, ADA);
    assert_eq!(service.get(&page).await.status, StatusCode::NOT_FOUND, "the link that was passed on is worthless");
    assert_eq!(service.post(&page, &[("action", "move"), ("email", NEW)]).await.status, StatusCode::NOT_FOUND);
    assert!(service.queued_mails().await.is_empty(), "the thief gets no way back");
    let fresh = service.preferences_path(&service.store.subscription(id).await.unwrap().unwrap());
    assert_eq!(service.get(&fresh).await.status, StatusCode::OK);
    let before = snapshot(database).await;
    for answer in [service.post(&back, &[]).await, service.get(&back).await] {
        contains(&answer, "Your mail goes to ada@readers.example");
        assert!(answer.body.contains(fresh.trim_start_matches("/p/")), "{}", answer.body);
    }
    assert_eq!(snapshot(database).await, before, "a second press is told so, and changes nothing");
    service.clock.advance(Duration::from_secs(24 * 3600));
    moved(&service, &fresh, NEW).await;
    assert_eq!(service.get(&back).await.status, StatusCode::NOT_FOUND, "and as long as she has the address alone");
}

async fn two_presses_at_once_move_a_reader_once(database: &TestDatabase) {
    let service = Service::open(database).await;
    let (id, page) = reader(&service, ADA).await;
    let mail = ask_to_move(&service, &page, NEW).await.path_of("/address/");
    let pressed = async |link: &str, address: &str| {
        let (one, other, third) =
            tokio::join!(service.post(link, &[]), service.post(link, &[]), service.post(link, &[]));
        for answer in [one, other, third] {
            contains(&answer, &format!("Your mail goes to {address}"));
        }
        assert_eq!(address_of(&service, id).await, address);
    };
    pressed(&mail, NEW).await;
    let back = only_mail(&service).await.path_of("/address/");
    pressed(&back, ADA).await;
    let moves = service.store.consent_records(id).await.unwrap().into_iter().filter(|record| record.event == "moved");
    assert_eq!(moves.count(), 2);
}

async fn moving_on_does_not_close_the_way_back(database: &TestDatabase) {
    let service = Service::open(database).await;
    let (id, page) = reader(&service, ADA).await;
    let told = moved(&service, &page, "thief@elsewhere.example").await;
    moved(&service, &page, "thief@further.example").await;
    assert_eq!(address_of(&service, id).await, "thief@further.example");
    service.clock.advance(Duration::from_secs(20 * 24 * 3600));
    service.post(&told.path_of("/address/"), &[]).await;
    assert_eq!(address_of(&service, id).await, ADA);
}

async fn an_address_that_is_no_address_is_explained(database: &TestDatabase) {
    let service = Service::open(database).await;
    let (_, page) = reader(&service, ADA).await;
    let before = snapshot(database).await;
    for wrong in ["", "ada", "ada@localhost", "a b@example.org", "ada@example.org\r\nBcc: all@example.org"] {
        let answer = service.post(&page, &[("action", "move"), ("email", wrong)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong:?}");
        assert!(answer.body.contains("id=\"email-error\""), "{wrong:?}");
    }
    let same = service.post(&page, &[("action", "move"), ("email", ADA)]).await;
    assert_eq!(same.status, StatusCode::OK);
    assert!(service.queued_mails().await.is_empty(), "there is nothing to change");
    assert_eq!(snapshot(database).await, before);
}

async fn an_address_that_another_reader_has_is_told_to_its_owner_alone(database: &TestDatabase) {
    let service = Service::open(database).await;
    reader(&service, NEW).await;
    let (id, page) = reader(&service, ADA).await;
    let mail = ask_to_move(&service, &page, NEW).await;
    let answer = service.post(&mail.path_of("/address/"), &[]).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    contains(&answer, "This address gets mail from here already");
    assert_eq!(address_of(&service, id).await, ADA);
}

async fn the_permanent_link_neither_exports_nor_erases(database: &TestDatabase) {
    let service = Service::open(database).await;
    let (_, page) = reader(&service, ADA).await;
    let token = &page[3..];
    let before = snapshot(database).await;
    for path in [format!("/data/{token}"), format!("/data/{token}/export"), format!("/address/{token}")] {
        assert_eq!(service.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
        let posted = service.post(&path, &[("action", "erase")]).await.status;
        assert!(posted == StatusCode::NOT_FOUND || posted == StatusCode::METHOD_NOT_ALLOWED, "{path}");
    }
    assert_eq!(service.post(&page, &[("action", "erase")]).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(snapshot(database).await, before);
    let data = data_link(&service, &page).await;
    for kind in ["/p/", "/u/", "/c/", "/address/"] {
        let elsewhere = format!("{kind}{}", &data["/data/".len()..]);
        assert_eq!(service.get(&elsewhere).await.status, StatusCode::NOT_FOUND, "{elsewhere}");
    }
}

async fn a_data_link_comes_by_mail_and_works_for_a_while(database: &TestDatabase) {
    let service = Service::open(database).await;
    let (_, page) = reader(&service, ADA).await;
    let data = data_link(&service, &page).await;
    let before = snapshot(database).await;
    contains(&service.get(&data).await, "What we keep about ada@readers.example");
    assert_eq!(service.post(&data, &[]).await.status, StatusCode::BAD_REQUEST);
    service.clock.advance(Duration::from_secs(2 * 3600));
    for path in [data.clone(), format!("{data}/export")] {
        assert_eq!(service.get(&path).await.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(service.post(&data, &[("action", "erase")]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(snapshot(database).await, before);
}

async fn after_a_change_of_address_no_data_is_given_away_for_a_week(database: &TestDatabase) {
    let service = Service::open(database).await;
    let (_, page) = reader(&service, ADA).await;
    moved(&service, &page, "thief@elsewhere.example").await;
    contains(&service.get(&page).await, "your data can be taken along or erased from");
    service.post(&page, &[("action", "data")]).await;
    assert!(!only_mail(&service).await.text.contains("/data/"));
    service.clock.advance(Duration::from_secs(8 * 24 * 3600));
    data_link(&service, &page).await;
}

async fn who_has_left_asks_for_their_data_and_who_never_confirmed_does_not(database: &TestDatabase) {
    let service = Service::open(database).await;
    let (id, page) = reader(&service, ADA).await;
    service.post(&page, &[("action", "leave")]).await;
    service.subscribe("pending@readers.example").await;
    service.queued_mails().await;
    service.clock.advance(Duration::from_secs(25 * 3600));
    for address in ["pending@readers.example", "nobody@readers.example"] {
        service.post("/link", &[("email", address)]).await;
        assert!(service.queued_mails().await.is_empty(), "{address}");
    }
    service.post("/link", &[("email", ADA)]).await;
    let mail = only_mail(&service).await;
    assert_eq!((mail.kind, mail.to.as_str()), (DeliveryKind::Link, ADA));
    assert!(!mail.text.contains("/p/") && !mail.text.contains("/pass/"), "{}", mail.text);
    assert!(mail.text.contains("You have left there"), "{}", mail.text);
    let data = mail.path_of("/data/");
    let file: Value = serde_json::from_str(&service.get(&format!("{data}/export")).await.body).unwrap();
    assert_eq!(file["subscriptions"][0]["state"], "ended");
    contains(&service.post(&data, &[("action", "erase")]).await, "Your data is erased");
    assert!(!snapshot(database).await.contains(ADA));
    service.clock.advance(Duration::from_secs(25 * 3600));
    service.post("/link", &[("email", ADA)]).await;
    assert!(service.queued_mails().await.is_empty(), "they are known no more");
    assert_eq!(service.store.subscription(id).await.unwrap().unwrap().state.as_str(), "ended");
}

async fn the_export_holds_all_that_is_kept(database: &TestDatabase) {
    let service = Service::open(database).await;
    let (id, page) = reader(&service, ADA).await;
    let data = data_link(&service, &page).await;
    let answer = service.get(&format!("{data}/export")).await;
    assert_eq!(answer.header("content-type"), "application/json; charset=utf-8");
    assert!(answer.header("content-disposition").starts_with("attachment"));
    let all: Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(all["address"], ADA);
    assert_eq!(all["subscriptions"][0]["list"], "bees");
    assert_eq!(all["subscriptions"][0]["schedule"], "weekly");
    let events: Vec<&str> =
        all["consent_records"].as_array().unwrap().iter().map(|record| record["event"].as_str().unwrap()).collect();
    assert_eq!(events, ["requested", "confirmed"]);
    assert_eq!(all["consent_records"][0]["remote"], "203.0.113.9");
    let kinds: Vec<&str> = all["mails"].as_array().unwrap().iter().map(|mail| mail["kind"].as_str().unwrap()).collect();
    assert!(kinds.contains(&"confirmation") && kinds.contains(&"link"), "{kinds:?}");
    for (table, own, kept_elsewhere) in [
        ("subscription", &all["subscriptions"][0], &["subscriber_id", "list_id", "schedule_id"][..]),
        ("consent_record", &all["consent_records"][0], &["id", "list_id"]),
        (
            "delivery",
            &all["mails"][0],
            &["list_id", "edition_id", "epoch", "owner", "lease_until", "turn", "retried_at", "address_key"],
        ),
    ] {
        let missing: Vec<String> = columns(database, table)
            .await
            .into_iter()
            .filter(|column| own.get(column).is_none() && !kept_elsewhere.contains(&column.as_str()))
            .collect();
        assert!(missing.is_empty(), "{table}: {missing:?}");
    }
    assert_eq!(service.store.subscription(id).await.unwrap().unwrap().state.as_str(), "active", "nothing changed");
}

/// A table's columns, on SQLite; on PostgreSQL they are the same (`tests/storage`).
async fn columns(database: &TestDatabase, table: &str) -> Vec<String> {
    use sqlx::{Connection as _, Row as _};
    let url = database.url();
    if !url.starts_with("sqlite:") {
        return Vec::new();
    }
    let mut connection = sqlx::SqliteConnection::connect(&url).await.unwrap();
    let rows = sqlx::query("SELECT name FROM pragma_table_info($1)").bind(table).fetch_all(&mut connection).await;
    rows.unwrap().iter().map(|row| row.get(0)).collect()
}

async fn erasing_leaves_no_trace_of_the_person_and_no_way_back_in(database: &TestDatabase) {
    let service = Service::open(database).await;
    reader(&service, "other@readers.example").await;
    let (id, page) = reader(&service, ADA).await;
    ask_to_move(&service, &page, "ada@former.example").await;
    service.clock.advance(Duration::from_secs(25 * 3600));
    let data = data_link(&service, &page).await;
    let answer = service.post(&data, &[("action", "erase")]).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    contains(&answer, "Your data is erased");
    let rows = snapshot(database).await;
    contains(&service.post(&data, &[("action", "erase")]).await, "Your data is erased");
    assert_eq!(service.post(&data, &[("action", "keep")]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(snapshot(database).await, rows, "a second press is told so, and changes nothing");
    for person in ["ada@", "readers.example\",203", "former.example"] {
        assert!(!rows.contains(person), "{person}");
    }
    assert!(rows.contains("other@readers.example"), "nobody else is touched");
    let records = service.store.consent_records(id).await.unwrap();
    assert_eq!(records.last().unwrap().event, "erased");
    assert!(records.iter().all(|record| record.remote.is_none()));
    for path in [&page, &data] {
        assert_eq!(service.get(path).await.status, StatusCode::NOT_FOUND);
    }
    if let Some(file) = service.store.file() {
        let mut files = vec![file.to_owned()];
        files.push(format!("{}-wal", file.display()).into());
        for file in files {
            let bytes = std::fs::read(&file).unwrap_or_default();
            for person in [&b"ada@readers"[..], b"ada@former"] {
                let found = bytes.windows(person.len()).any(|window| window == person);
                assert!(!found, "{} still holds {}", file.display(), String::from_utf8_lossy(person));
            }
        }
    }
    let report = import(&service, ADA).await;
    assert_eq!((report.added, report.skipped), (0, 1), "no import brings them back");
    let report = import(&service, "new@readers.example").await;
    assert_eq!((report.added, report.skipped), (1, 0));
    service.subscribe(ADA).await;
    assert_eq!(service.state(ADA).await, "pending", "they themselves can come");
}

async fn import(service: &Service, address: &str) -> ImportReport {
    let list = service.store.list_by_slug("bees").await.unwrap().unwrap().id;
    let schedules: Vec<Schedule> = service.store.schedules(Some(list)).await.unwrap();
    let target = ImportTarget { site: service.site, list, schedule: schedules[0].id };
    let departed = DepartedKey::new(&MasterKey::new(SECRET_OF_TESTS));
    let order = ImportOrder { target, source: "old.csv", departed: &departed, attributes: &[], dry_run: false };
    let file = format!("address,confirmed_at\n{address},2020-01-01T00:00:00Z\n");
    import_subscribers(&service.store, &order, file.as_bytes(), service.now(), |_| {}).await.unwrap()
}
