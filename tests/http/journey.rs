//! A reader's whole life, from the form to the last goodbye.

use std::time::Duration;

use axum::http::StatusCode;
use letterbell::domain::delivery::DeliveryKind;
use letterbell::domain::post::NewPost;

use crate::service::{PUBLIC_URL, Service, VALID_FOR};
use crate::support::databases::{TestDatabase, on_both_engines};

const ADA: &str = "ada@readers.example";
const DAY: Duration = Duration::from_secs(24 * 3600);

on_both_engines!(
    a_reader_comes_changes_leaves_returns_and_leaves_for_good,
    several_lists_in_one_form_are_one_mail_and_one_press,
    what_is_chosen_at_sign_up_is_what_comes,
    confirming_twice_is_confirming_once,
    an_expired_confirmation_does_nothing_and_a_new_one_works,
    leaving_can_be_undone_for_a_day,
);

async fn a_reader_comes_changes_leaves_returns_and_leaves_for_good(database: &TestDatabase) {
    let service = Service::open(database).await;

    let answer = service.post("/s/bees", &[("email", ADA), ("schedule", "weekly")]).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.words().contains("Check your mail"), "{}", answer.words());
    assert!(answer.words().contains("works until Tuesday 1 December, 10:00 in Berlin"), "{}", answer.words());
    assert_eq!(service.state(ADA).await, "pending");

    let mails = service.queued_mails().await;
    let [mail] = mails.as_slice() else { panic!("{} mails", mails.len()) };
    assert_eq!(mail.to, ADA);
    assert!(!mail.source.contains("List-Unsubscribe"), "a confirmation is no list mail");
    let confirm = mail.path_of("/c/");

    let page = service.get(&confirm).await;
    assert_eq!((page.status, service.state(ADA).await), (StatusCode::OK, "pending"));
    assert!(page.words().contains("Yes, send me News of bees & <more>"), "{}", page.words());
    let page = service.post(&confirm, &[]).await;
    assert_eq!((page.status, service.state(ADA).await), (StatusCode::OK, "active"));
    assert!(page.words().contains("Next digest: Monday 30 November, 8:00 in Berlin"), "{}", page.words());

    let active = service.subscription(ADA).await;
    let preferences = service.preferences_path(&active);
    assert!(page.addresses().contains(&format!("{PUBLIC_URL}{preferences}")), "{}", page.body);
    let page = service.get(&preferences).await;
    assert!(page.words().contains("Every day at 7:00"), "{}", page.words());
    let page = service.post(&preferences, &[("action", "schedule"), ("schedule", "daily")]).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.words().contains("Next digest: Wednesday 25 November, 7:00 in Berlin"), "{}", page.words());
    assert_ne!(service.subscription(ADA).await.schedule, active.schedule);

    let unsubscribe = service.unsubscribe_path(&active);
    let page = service.get(&unsubscribe).await;
    assert!(page.words().contains("Leave News of bees & <more>?"), "{}", page.words());
    assert!(page.addresses().contains(&format!("{PUBLIC_URL}{preferences}")), "fewer instead: {}", page.body);
    assert_eq!(service.state(ADA).await, "active");
    let page = service.post(&unsubscribe, &[("confirm", "1")]).await;
    assert_eq!((page.status, service.state(ADA).await), (StatusCode::OK, "ended"));
    assert!(page.words().contains("You have left"), "{}", page.words());

    let page = service.post(&unsubscribe, &[("action", "undo")]).await;
    assert_eq!((page.status, service.state(ADA).await), (StatusCode::OK, "active"));
    assert!(page.words().contains("You are still subscribed"), "{}", page.words());

    let page = service.post(&preferences, &[("action", "leave")]).await;
    assert_eq!((page.status, service.state(ADA).await), (StatusCode::OK, "ended"));
    let mails = service.queued_mails().await;
    let kinds: Vec<_> = mails.iter().map(|mail| mail.kind).collect();
    assert_eq!(kinds, [DeliveryKind::Welcome], "nothing but the confirmation and the welcome was ever queued");

    let records = service.store.consent_records(active.id).await.unwrap();
    let events: Vec<&str> = records.iter().map(|record| record.event.as_str()).collect();
    assert_eq!(events, ["requested", "confirmed", "rescheduled", "unsubscribed", "returned", "unsubscribed"]);
    assert!(records.iter().all(|record| record.remote.as_deref() == Some("203.0.113.9")), "{records:?}");
}

async fn several_lists_in_one_form_are_one_mail_and_one_press(database: &TestDatabase) {
    let service = Service::open(database).await;
    let page = service.get("/s").await;
    assert!(page.words().contains("News of bees") && page.words().contains("News of honey"), "{}", page.words());

    let answer = service.post("/s", &[("email", ADA), ("list", "bees"), ("list", "honey")]).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let mails = service.queued_mails().await;
    let [mail] = mails.as_slice() else { panic!("{} mails", mails.len()) };
    assert!(mail.text.contains("News of bees") && mail.text.contains("News of honey"), "{}", mail.text);

    let confirm = mail.path_of("/c/");
    assert!(service.get(&confirm).await.words().contains("News of bees & <more> and News of honey & <more>"));
    assert_eq!(service.post(&confirm, &[]).await.status, StatusCode::OK);
    let address = ADA.parse().unwrap();
    let states: Vec<_> = service.store.subscriptions_of(&address).await.unwrap();
    assert_eq!(states.iter().map(|one| one.state.as_str()).collect::<Vec<_>>(), ["active", "active"]);
    let readers = service.store.active_readers(service.wax).await.unwrap();
    assert_eq!(readers, 0, "a list that was not chosen is not confirmed");
}

async fn what_is_chosen_at_sign_up_is_what_comes(database: &TestDatabase) {
    let service = Service::open(database).await;
    let about = |number, topic: &str| NewPost { topics: vec![topic.to_owned()], ..crate::archive::post(number) };
    service.publish("bees", &[about(1, "Honey"), about(2, "Wax")]).await;
    service.publish("honey", &[about(3, "Spring"), about(4, "Summer")]).await;
    let words = service.get("/s/bees").await.words();
    assert!(words.contains("Choose what you want to read about") && words.contains("Wax"), "{words}");
    let body = service.get("/s").await.body;
    for field in ["schedule-bees\" value=\"daily", "topic-bees\" value=\"Honey", "topic-honey\" value=\"Summer"] {
        assert!(body.contains(&format!("name=\"{field}\"")), "{field}: {body}");
    }
    assert!(!body.contains("schedule-honey"), "one schedule is no choice");

    service.post("/s/bees", &[("email", ADA), ("topic", "Wax"), ("schedule", "daily")]).await;
    let fields = [
        ("email", "bob@readers.example"),
        ("list", "bees"),
        ("schedule-bees", "daily"),
        ("topic-bees", "Honey"),
        ("list", "honey"),
        // Who ticks all wants those to come, too.
        ("topic-honey", "Spring"),
        ("topic-honey", "Summer"),
    ];
    service.post("/s", &fields).await;
    for (address, chosen) in
        [(ADA, &[("daily", &["Wax"][..])][..]), ("bob@readers.example", &[("daily", &["Honey"][..]), ("monthly", &[])])]
    {
        let subscriptions = service.store.subscriptions_of(&address.parse().unwrap()).await.unwrap();
        assert_eq!(subscriptions.len(), chosen.len());
        for (subscription, (schedule, topics)) in subscriptions.iter().zip(chosen) {
            let on = service.store.schedule(subscription.schedule).await.unwrap().unwrap();
            assert_eq!(on.name.as_str(), *schedule);
            let preferences = service.store.preferences(subscription.id).await.unwrap();
            assert_eq!(preferences.topics.names().collect::<Vec<_>>(), *topics);
            let records = service.store.consent_records(subscription.id).await.unwrap();
            assert!(records[0].wording.contains("News of bees & <more>, every day at 7:00\nTopics: "), "{records:?}");
        }
    }
}

async fn confirming_twice_is_confirming_once(database: &TestDatabase) {
    let service = Service::open(database).await;
    let asked = service.subscribe(ADA).await;
    let confirm = service.confirm_path(&asked);
    let first = service.post(&confirm, &[]).await;
    service.clock.advance(Duration::from_secs(60));
    let confirmed_at = service.subscription(ADA).await.confirmed_at;
    let second = service.post(&confirm, &[]).await;
    assert_eq!((second.status, second.words()), (first.status, first.words()));
    assert_eq!(service.get(&confirm).await.words(), first.words());
    assert_eq!(service.subscription(ADA).await.confirmed_at, confirmed_at);
    assert_eq!(service.store.consent_records(asked.id).await.unwrap().len(), 2);
}

async fn an_expired_confirmation_does_nothing_and_a_new_one_works(database: &TestDatabase) {
    let service = Service::open(database).await;
    let confirm = service.confirm_path(&service.subscribe(ADA).await);
    service.clock.advance(VALID_FOR);
    assert_eq!(service.get(&confirm).await.status, StatusCode::NOT_FOUND);
    assert_eq!(service.post(&confirm, &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(service.state(ADA).await, "pending");

    let confirm = service.confirm_path(&service.subscribe(ADA).await);
    assert_eq!(service.post(&confirm, &[]).await.status, StatusCode::OK);
    assert_eq!(service.state(ADA).await, "active");
}

async fn leaving_can_be_undone_for_a_day(database: &TestDatabase) {
    let service = Service::open(database).await;
    let unsubscribe = service.unsubscribe_path(&service.reader(ADA).await);
    service.post(&unsubscribe, &[]).await;
    service.clock.advance(DAY);
    assert!(service.get(&unsubscribe).await.words().contains("Undo"));
    assert_eq!(service.post(&unsubscribe, &[("action", "undo")]).await.status, StatusCode::OK);
    assert_eq!(service.state(ADA).await, "active");

    service.post(&unsubscribe, &[]).await;
    service.clock.advance(DAY + Duration::from_secs(1));
    let page = service.get(&unsubscribe).await;
    assert!(!page.words().contains("Undo"), "no button that does nothing: {}", page.words());
    assert!(page.addresses().contains(&"/s/bees".to_owned()), "the way back is the form: {}", page.body);
    assert_eq!(service.post(&unsubscribe, &[("action", "undo")]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(service.state(ADA).await, "ended");
}
