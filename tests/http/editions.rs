//! A mail on the web: the same edition, nobody's links in it, and only for whom its posts are.

use axum::http::StatusCode;
use letterbell::domain::archive::Audience;
use letterbell::domain::delivery::DeliveryKind;
use letterbell::domain::id::PostId;

use crate::archive::{SECRET, post};
use crate::service::{PUBLIC_URL, Service};
use crate::support::databases::{TestDatabase, on_both_engines};

on_both_engines!(
    a_mail_has_a_link_to_itself_without_anybodys_parts,
    what_is_for_subscribers_or_hidden_is_so_on_the_web_too,
    what_never_was_or_is_hidden_is_not_there,
);

const ADA: &str = "ada@readers.example";

/// A digest of two posts that went to Ada, her mail, and the path of its page.
async fn mailed(database: &TestDatabase, audience: Audience) -> (Service, crate::service::Mail, Option<String>) {
    let service = Service::open(database).await;
    service.reader(ADA).await;
    // What waits for one person goes first.
    service.queued_mails().await;
    let list = service.list_id("bees").await;
    service.store.set_archive(list, Some(audience), None).await.unwrap();
    service.publish("bees", &[post(1), post(2)]).await;
    service.send_digest("bees").await;
    let mut mails = service.queued_mails().await;
    mails.retain(|mail| mail.kind == DeliveryKind::Digest);
    let mail = mails.remove(0);
    let link = mail.text.split_whitespace().find(|word| word.contains("/a/bees/digests/"));
    let path = link.map(|link| link.strip_prefix(PUBLIC_URL).unwrap().to_owned());
    (service, mail, path)
}

async fn a_mail_has_a_link_to_itself_without_anybodys_parts(database: &TestDatabase) {
    let (service, mail, path) = Box::pin(mailed(database, Audience::Open)).await;
    let path = path.expect("the text part has the link");
    assert!(mail.html.contains(&format!("href=\"{PUBLIC_URL}{path}\"")), "{}", mail.html);
    let page = service.get(&path).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert_eq!(page.header("x-robots-tag"), "noindex");
    assert_eq!(page.header("cache-control"), "public, max-age=60");
    assert!(page.header("content-security-policy").contains("default-src 'none'"));
    // To the letter what was mailed, but for the reader's own links.
    let own = |kind: &str| {
        let start = mail.html.find(&format!("{PUBLIC_URL}/{kind}/")).unwrap();
        let end = mail.html[start..].find('"').unwrap();
        mail.html[start..start + end].to_owned()
    };
    let (leave, choose, link) = (own("u"), own("p"), format!("{PUBLIC_URL}/link"));
    let expected = mail.html.replace(&leave, &link).replace(&choose, &link);
    assert_eq!(page.body.replace("\r\n", "\n"), expected.replace("\r\n", "\n"));
    let subscription = service.subscription(ADA).await;
    for token in
        [leave.rsplit('/').next().unwrap(), choose.rsplit('/').next().unwrap(), ADA, &format!("/u/{}", subscription.id)]
    {
        assert!(!page.body.contains(token), "{token}");
    }
}

async fn what_is_for_subscribers_or_hidden_is_so_on_the_web_too(database: &TestDatabase) {
    let (service, _, path) = Box::pin(mailed(database, Audience::Subscribers)).await;
    let path = path.unwrap();
    let stranger = service.get(&path).await;
    assert_eq!(stranger.status, StatusCode::TEMPORARY_REDIRECT);
    let digest = path.rsplit_once('/').unwrap().0;
    assert_eq!(stranger.header("location"), digest);
    assert!(!stranger.body.contains(SECRET) && !service.get(digest).await.body.contains(SECRET));
    let subscription = service.subscription(ADA).await;
    let pass = service.pass(&subscription, service.clock_now().plus(std::time::Duration::from_secs(3600)));
    let reader = service.get_with(&path, &pass).await;
    assert!(reader.status == StatusCode::OK && reader.body.contains(SECRET), "{}", reader.body);
    assert_eq!(reader.header("cache-control"), "private, no-store");
    // A post that was hidden since is shown to nobody any more.
    service.store.set_post_audience(PostId::new(1), Some(Audience::Hidden)).await.unwrap();
    assert_eq!(service.get_with(&path, &pass).await.status, StatusCode::TEMPORARY_REDIRECT);
}

async fn what_never_was_or_is_hidden_is_not_there(database: &TestDatabase) {
    let (service, mail, path) = Box::pin(mailed(database, Audience::Hidden)).await;
    assert_eq!(path, None, "a hidden archive is not named: {}", mail.text);
    let list = service.list_id("bees").await;
    service.store.set_archive(list, Some(Audience::Open), None).await.unwrap();
    service.clock.advance(std::time::Duration::from_secs(60));
    service.publish("bees", &[post(3)]).await;
    service.send_digest("bees").await;
    let mails = service.queued_mails().await;
    let link = mails
        .iter()
        .find_map(|mail| mail.text.split_whitespace().find(|word| word.contains("/a/bees/digests/")))
        .unwrap();
    let path = link.strip_prefix(PUBLIC_URL).unwrap();
    assert_eq!(service.get(path).await.status, StatusCode::OK);
    for wrong in [
        &format!("{path}0"),
        &path.replace("/bees/", "/honey/"),
        "/a/bees/digests/99/1f0c2a9b3d",
        "/a/bees/digests/x/1f0c2a9b3d",
        "/a/bees/digests/1/%ff",
    ] {
        assert_eq!(service.get(wrong).await.status, StatusCode::NOT_FOUND, "{wrong}");
    }
    service.store.set_archive(list, Some(Audience::Hidden), None).await.unwrap();
    assert_eq!(service.get(path).await.status, StatusCode::NOT_FOUND);
}
