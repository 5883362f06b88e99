//! In whose look mails to one person come.

use std::time::Duration;

use letterbell::domain::burst::BurstKind;
use letterbell::domain::delivery::DeliveryKind;
use letterbell::domain::look::{Look, Width};

use crate::raw::Raw;
use crate::service::{Mail, Service};
use crate::support::databases::{TestDatabase, on_both_engines};

on_both_engines!(
    a_mail_about_one_list_comes_in_its_look,
    a_mail_about_several_lists_or_none_comes_in_the_look_of_the_sites_first,
);

const ADA: &str = "ada@readers.example";

fn look(width: u16, footer: &str) -> Look {
    Look { width: Width::new(width).unwrap(), footer: footer.parse().unwrap(), ..Look::default() }
}

/// The lists `bees`, which is the site's first, and `honey`, in looks that differ.
async fn dressed(database: &TestDatabase) -> Service {
    let service = Service::open(database).await;
    for (list, look) in [("bees", look(700, "From the roof")), ("honey", look(500, "From the jar"))] {
        service.store.set_look(service.list_id(list).await, &look).await.unwrap();
    }
    service
}

#[track_caller]
fn comes_in_the_look_of(mail: &Mail, list: &str) {
    let (width, footer) = if list == "bees" { (700, "From the roof") } else { (500, "From the jar") };
    let kind = mail.kind;
    assert!(mail.html.contains(&format!("width=\"{width}\"")), "{kind:?}: {}", mail.html);
    for part in [&mail.html, &mail.text] {
        assert!(part.contains(footer), "{kind:?}: {part}");
    }
}

/// Queues a mail to Ada about `honey`.
async fn queue(database: &TestDatabase, service: &Service, kind: &str, address: Option<&str>) {
    let address = address.map_or_else(|| "NULL, NULL".to_owned(), |to| format!("'{to}', '{to}'"));
    let now = service.clock_now().millis();
    let queue = format!(
        "INSERT INTO delivery (kind, list_id, subscription_id, state, due_at, epoch, attempts, created_at, address, address_key)
         SELECT '{kind}', s.list_id, s.id, 'planned', {now}, 0, 0, {now}, {address} FROM subscription s JOIN list l ON l.id = s.list_id
         WHERE l.slug = 'honey'"
    );
    Raw::connect(database).await.execute(&queue).await.unwrap();
}

async fn a_mail_about_one_list_comes_in_its_look(database: &TestDatabase) {
    let service = dressed(database).await;
    service.post("/s/honey", &[("email", ADA)]).await;
    let confirmation = service.queued_mails().await.remove(0);
    comes_in_the_look_of(&confirmation, "honey");
    queue(database, &service, "reminder", None).await;
    comes_in_the_look_of(&service.queued_mails().await.remove(0), "honey");
    service.post(&confirmation.path_of("/c/"), &[]).await;
    let welcome = service.queued_mails().await.remove(0);
    assert_eq!(welcome.kind, DeliveryKind::Welcome);
    comes_in_the_look_of(&welcome, "honey");
    for kind in ["known", "link"] {
        queue(database, &service, kind, None).await;
        comes_in_the_look_of(&service.queued_mails().await.remove(0), "honey");
    }
    service.post(&welcome.path_of("/u/"), &[]).await;
    queue(database, &service, "goodbye", None).await;
    let goodbye = service.queued_mails().await.remove(0);
    assert_eq!(goodbye.kind, DeliveryKind::Goodbye);
    comes_in_the_look_of(&goodbye, "honey");

    let (inbox, port) = crate::alarm::Inbox::open().await;
    service
        .store
        .begin_burst(BurstKind::Confirmations, service.list_id("honey").await, 321, service.now())
        .await
        .unwrap();
    service.alarm(port).raise(service.now()).await.unwrap();
    let (_, text, html, _) = inbox.mails().remove(0);
    assert!(text.contains("From the jar") && html.contains("width=\"500\""), "{text}");
}

async fn a_mail_about_several_lists_or_none_comes_in_the_look_of_the_sites_first(database: &TestDatabase) {
    let service = dressed(database).await;
    let reader = "both@readers.example";
    service.post("/s", &[("email", reader), ("list", "honey"), ("list", "bees")]).await;
    let confirmation = service.queued_mails().await.remove(0);
    assert!(confirmation.text.contains("honey") && confirmation.text.contains("bees"), "{}", confirmation.text);
    comes_in_the_look_of(&confirmation, "bees");
    service.post(&confirmation.path_of("/c/"), &[]).await;
    service.queued_mails().await;
    for (kind, address) in [
        ("link", None),
        ("known", None),
        ("address", Some("new@readers.example")),
        ("moved", Some("old@readers.example")),
    ] {
        service.clock.advance(Duration::from_secs(1));
        queue(database, &service, kind, address).await;
        let mail = service.queued_mails().await.remove(0);
        assert_eq!(mail.kind.as_str(), kind);
        comes_in_the_look_of(&mail, "bees");
    }
}
