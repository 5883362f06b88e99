//! Reader passes: by whom, for what, and until when they open what is for subscribers.

use axum::http::{Method, StatusCode};
use letterbell::domain::archive::Audience;
use letterbell::domain::id::SubscriptionId;
use letterbell::domain::subscription::Subscription;
use letterbell::domain::time::Timestamp;

use crate::archive::{SECRET, post};
use crate::service::{PASS_VALID_FOR, Service, VALID_FOR};
use crate::snapshot::snapshot;
use crate::support::databases::{TestDatabase, on_both_engines};

on_both_engines!(
    confirming_gives_a_pass_that_opens_the_archive_until_its_time_is_over,
    leaving_closes_the_archive_at_once_and_coming_back_opens_it,
    no_other_cookie_opens_anything,
    a_pass_link_shows_a_button_and_its_press_opens_the_archive,
    who_asks_for_their_link_gets_one_to_the_archive_by_mail,
    a_pass_link_of_who_is_no_reader_does_nothing,
    without_an_archive_a_pass_link_still_gives_the_pass,
);

const ADA: &str = "ada@readers.example";
const POST: &str = "/a/bees/posts/1-title-1";

async fn gated(database: &TestDatabase) -> Service {
    let opened = async {
        let service = Service::open(database).await;
        for list in ["bees", "honey"] {
            service.publish(list, &[post(1)]).await;
            let id = service.list_id(list).await;
            service.store.set_archive(id, Some(Audience::Subscribers), None).await.unwrap();
        }
        service
    };
    Box::pin(opened).await
}

async fn opens(service: &Service, cookies: &str) -> bool {
    let answer = service.get_with(POST, cookies).await;
    assert_eq!((answer.status, answer.header("cache-control")), (StatusCode::OK, "private, no-store"), "{cookies}");
    assert_eq!(answer.header("set-cookie"), "", "a page gives no cookie");
    answer.body.contains(SECRET)
}

async fn confirming_gives_a_pass_that_opens_the_archive_until_its_time_is_over(database: &TestDatabase) {
    let service = gated(database).await;
    service.post("/s", &[("email", ADA), ("list", "bees"), ("list", "honey")]).await;
    let asked = service.subscription(ADA).await;
    let confirm = service.confirm_path(&asked);
    assert_eq!(service.get(&confirm).await.header("set-cookie"), "", "looking gives nothing");
    let answer = service.post(&confirm, &[]).await;
    let cookies: Vec<&str> = answer.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap()).collect();
    assert_eq!(cookies.len(), 2, "one a list: {cookies:?}");
    for (cookie, list) in cookies.iter().zip(["bees", "honey"]) {
        let (_, attributes) = cookie.split_once(';').unwrap();
        let expected = format!(" Path=/a/{list}; Max-Age={}; HttpOnly; SameSite=Lax; Secure", PASS_VALID_FOR.as_secs());
        assert_eq!(attributes, expected);
    }
    assert!(answer.addresses().contains(&"/a/bees/".to_owned()), "and the page leads to the archive");
    let pass = cookies[0].split(';').next().unwrap().to_owned();
    assert!(!opens(&service, "").await);
    assert!(opens(&service, &pass).await);
    assert!(opens(&service, &format!("a=b; reader_pass=rubbish; {pass}")).await, "rubbish beside it does no harm");
    let head = service.ask(Method::HEAD, POST).await;
    assert_eq!(
        (head.status, head.body.as_str(), head.header("cache-control")),
        (StatusCode::OK, "", "private, no-store")
    );

    service.clock.advance(PASS_VALID_FOR);
    assert!(!opens(&service, &pass).await, "its time is over");
}

async fn leaving_closes_the_archive_at_once_and_coming_back_opens_it(database: &TestDatabase) {
    let service = gated(database).await;
    let reader = service.reader(ADA).await;
    let pass = service.pass(&reader, Timestamp::END);
    assert!(opens(&service, &pass).await);
    let leave = service.unsubscribe_path(&reader);
    service.post(&leave, &[("List-Unsubscribe", "One-Click")]).await;
    assert!(!opens(&service, &pass).await, "by one click");
    service.post(&leave, &[("action", "undo")]).await;
    assert!(opens(&service, &pass).await, "the same reader");
    service.post(&service.preferences_path(&reader), &[("action", "leave")]).await;
    assert!(!opens(&service, &pass).await, "by the preference page");
    service.clock.advance(VALID_FOR);
    service.subscribe(ADA).await;
    assert_eq!(service.state(ADA).await, "pending");
    assert!(!opens(&service, &pass).await, "asking again is not confirming");
}

async fn no_other_cookie_opens_anything(database: &TestDatabase) {
    let service = gated(database).await;
    let reader = service.reader(ADA).await;
    service.post("/s/honey", &[("email", "eve@readers.example")]).await;
    let eve = service.subscription("eve@readers.example").await;
    service.post(&service.confirm_path(&eve), &[]).await;
    let pending = service.subscribe("pending@readers.example").await;
    let end = Timestamp::END;
    let genuine = service.pass(&reader, end);
    assert!(opens(&service, &genuine).await);

    let outdated = Subscription { link_version: reader.link_version + 1, ..reader.clone() };
    let nobody = Subscription { id: SubscriptionId::new(reader.id.get() + 1000), ..reader.clone() };
    let token = |path: String| format!("reader_pass={}", path.rsplit('/').next().unwrap());
    let mut others = vec![
        service.pass(&service.subscription("eve@readers.example").await, end),
        service.pass(&pending, end),
        service.pass(&outdated, end),
        service.pass(&nobody, end),
        service.pass(&reader, reader.requested_at),
        token(service.pass_path(&reader, end)),
        token(service.unsubscribe_path(&reader)),
        token(service.preferences_path(&reader)),
        token(service.confirm_path(&reader)),
        "reader_pass=".to_owned(),
        format!("x{genuine}"),
        format!("{genuine}A"),
        genuine[..genuine.len() - 1].to_owned(),
        genuine.replacen("reader_pass=", "reader_pass==", 1),
    ];
    let value = &genuine["reader_pass=".len()..];
    for at in 0..value.len() {
        let mut bytes = value.as_bytes().to_vec();
        bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
        if bytes != value.as_bytes() {
            others.push(format!("reader_pass={}", String::from_utf8(bytes).unwrap()));
        }
    }
    for other in &others {
        assert!(!opens(&service, other).await, "{other}");
    }
}

async fn a_pass_link_shows_a_button_and_its_press_opens_the_archive(database: &TestDatabase) {
    let service = gated(database).await;
    let reader = service.reader(ADA).await;
    let until = service.clock_now().plus(VALID_FOR);
    let path = service.pass_path(&reader, until);
    let before = snapshot(database).await;
    let page = service.get(&path).await;
    assert_eq!((page.status, page.header("cache-control")), (StatusCode::OK, "no-store"));
    assert_eq!(page.header("set-cookie"), "", "a mail scanner gets nothing");
    assert!(page.words().contains("Yes, open the archive") && !page.body.contains(SECRET), "{}", page.words());
    let answer = service.post(&path, &[]).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/a/bees/"));
    assert_eq!(answer.header("cache-control"), "private, no-store");
    let cookie = answer.header("set-cookie").split(';').next().unwrap().to_owned();
    assert!(opens(&service, &cookie).await);
    assert_eq!(snapshot(database).await, before, "nothing is written down about who reads");

    service.clock.advance(VALID_FOR);
    for answer in [service.get(&path).await, service.post(&path, &[]).await] {
        assert_eq!((answer.status, answer.header("set-cookie")), (StatusCode::NOT_FOUND, ""), "the link is spent");
    }
    assert!(opens(&service, &cookie).await, "the pass lives longer than its link");
}

async fn a_pass_link_of_who_is_no_reader_does_nothing(database: &TestDatabase) {
    let service = gated(database).await;
    let unknown = service.get("/pass/unknown").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    let pending = service.subscribe("pending@readers.example").await;
    let left = service.reader(ADA).await;
    service.post(&service.unsubscribe_path(&left), &[]).await;
    for one in [&pending, &left] {
        let path = service.pass_path(one, service.clock_now().plus(VALID_FOR));
        assert_eq!(service.get(&path).await, unknown);
        assert_eq!(service.post(&path, &[]).await, unknown);
    }
}

async fn without_an_archive_a_pass_link_still_gives_the_pass(database: &TestDatabase) {
    let service = gated(database).await;
    let reader = service.reader(ADA).await;
    service.store.set_archive(service.list_id("bees").await, Some(Audience::Hidden), None).await.unwrap();
    let answer = service.post(&service.pass_path(&reader, Timestamp::END), &[]).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.header("set-cookie").starts_with("reader_pass="));
    assert!(!answer.body.contains("/a/bees"), "{}", answer.body);
}

async fn who_asks_for_their_link_gets_one_to_the_archive_by_mail(database: &TestDatabase) {
    let service = gated(database).await;
    service.reader(ADA).await;
    service.queued_mails().await;
    assert!(service.get(POST).await.addresses().contains(&"/link".to_owned()), "the gate shows the way");
    service.clock.advance(VALID_FOR);
    service.post("/link", &[("email", ADA)]).await;
    let mails = service.queued_mails().await;
    let mail = mails.iter().find(|mail| mail.text.contains("/pass/")).unwrap();
    let answer = service.post(&mail.path_of("/pass/"), &[]).await;
    let cookie = answer.header("set-cookie").split(';').next().unwrap().to_owned();
    assert!(opens(&service, &cookie).await);

    // Where there is nothing to open, there is no such link.
    service.store.set_archive(service.list_id("bees").await, Some(Audience::Hidden), None).await.unwrap();
    service.clock.advance(VALID_FOR);
    service.post("/link", &[("email", ADA)]).await;
    let mails = service.queued_mails().await;
    assert!(!mails.is_empty() && mails.iter().all(|mail| !mail.text.contains("/pass/")));
}
