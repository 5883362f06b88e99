//! No answer tells whether an address is known.

use letterbell::domain::suppression::SuppressionReason;
use letterbell::store::NewSuppression;

use crate::service::{Answer, Service};
use crate::snapshot::snapshot;
use crate::support::databases::{TestDatabase, on_both_engines};

on_both_engines!(known_and_unknown_addresses_get_the_same_bytes, a_filled_trap_is_answered_alike_and_does_nothing);

/// Addresses of one length, so that even Content-Length may be compared.
const UNKNOWN: &str = "unkno@readers.example";
const PENDING: &str = "pendi@readers.example";
const ACTIVE: &str = "activ@readers.example";
const LEFT: &str = "leftt@readers.example";
const SUPPRESSED: &str = "suppr@readers.example";

/// An answer without what the visitor typed.
fn without(mut answer: Answer, address: &str) -> Answer {
    assert!(answer.body.contains(address), "the page says where the mail went: {}", answer.body);
    answer.body = answer.body.replace(address, "ADDRESS");
    answer
}

async fn known_and_unknown_addresses_get_the_same_bytes(database: &TestDatabase) {
    let service = Service::open(database).await;
    service.subscribe(PENDING).await;
    service.reader(ACTIVE).await;
    let left = service.reader(LEFT).await;
    service.post(&service.unsubscribe_path(&left), &[]).await;
    let suppression = NewSuppression {
        site: Some(service.site),
        address_key: SUPPRESSED,
        reason: SuppressionReason::Complained,
        note: None,
        expires_at: None,
    };
    service.store.suppress(&suppression, left.requested_at).await.unwrap();
    service.queued_mails().await;

    for (path, list) in [("/s/bees", ""), ("/s", "bees")] {
        let ask = async |address| without(service.post(path, &[("email", address), ("list", list)]).await, address);
        let unknown = ask(UNKNOWN).await;
        for address in [PENDING, ACTIVE, LEFT, SUPPRESSED, UNKNOWN, "SUPPR@readers.example"] {
            assert_eq!(ask(address).await, unknown, "{path} {address}");
        }
    }
    let mails = service.queued_mails().await;
    let to: Vec<&str> = mails.iter().map(|mail| mail.to.as_str()).collect();
    assert_eq!(to, [UNKNOWN], "the others are capped, active, or suppressed");
}

async fn a_filled_trap_is_answered_alike_and_does_nothing(database: &TestDatabase) {
    let service = Service::open(database).await;
    let before = snapshot(database).await;
    let machine = service.post("/s/bees", &[("email", PENDING), ("website", "https://spam.example")]).await;
    let machine = without(machine, PENDING);
    assert_eq!(snapshot(database).await, before, "nothing is written, nothing is queued");
    let person = without(service.post("/s/bees", &[("email", UNKNOWN), ("website", "")]).await, UNKNOWN);
    assert_eq!(machine, person);
    assert_ne!(snapshot(database).await, before);
}
