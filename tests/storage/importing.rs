//! Bringing confirmed readers in: the new ones and nobody else.

use letterbell::domain::departed::DepartedKey;
use letterbell::domain::id::ScheduleId;
use letterbell::domain::key::MasterKey;
use letterbell::domain::subscription::SubscriptionState;
use letterbell::domain::suppression::SuppressionReason;
use letterbell::operations::import_subscribers::{ImportError, ImportOrder, ImportReport, import_subscribers};
use letterbell::store::{ImportTarget, NewSuppression};

use crate::house::{ANY, House, NO_CAPS, at};
use crate::raw::Raw;
use crate::support::databases::{TestDatabase, on_both_engines};

on_both_engines!(
    an_import_adds_new_readers_with_their_evidence,
    an_import_never_revives_one_who_left,
    an_import_twice_brings_nothing_more,
    a_dry_run_tells_the_same_and_changes_nothing,
    wrong_lines_are_told_and_the_others_are_taken,
    a_file_without_the_columns_is_refused,
);

async fn import(house: &House, schedule: ScheduleId, file: &str, dry_run: bool) -> Result<ImportReport, ImportError> {
    let target = ImportTarget { site: house.site, list: house.list, schedule };
    let departed = DepartedKey::new(&MasterKey::new(&[7; 32]));
    let order = ImportOrder { target, source: "old-tool.csv", departed: &departed, attributes: &[], dry_run };
    import_subscribers(&house.store, &order, file.as_bytes(), at(1000), |_| {}).await
}

fn summary(report: &ImportReport) -> [u64; 4] {
    [report.lines, report.added, report.skipped, report.rejected]
}

fn words(report: &ImportReport) -> Vec<(u64, &str)> {
    report.notes.iter().map(|note| (note.line, note.why.split([';', ':']).next().unwrap())).collect()
}

const FILE: &str = "address,name,confirmed_at
Ada@example.org,Ada,2023-05-01
bob@example.org,,2023-05-01T12:30:00Z
";

async fn an_import_adds_new_readers_with_their_evidence(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    let report = import(&house, weekly, FILE, false).await.unwrap();
    assert_eq!((summary(&report), words(&report)), ([2, 2, 0, 0], vec![]));
    let ada = house.subscription_of("ada").await;
    assert_eq!((ada.state, ada.schedule, ada.address.as_str()), (SubscriptionState::Active, weekly, "Ada@example.org"));
    assert_eq!(ada.confirmed_at.unwrap().to_string(), "2023-05-01T00:00:00Z");
    let records = house.store.consent_records(ada.id).await.unwrap();
    assert_eq!(records.len(), 1);
    assert_eq!((records[0].event.as_str(), records[0].way.as_str(), records[0].at), ("imported", "command", at(1000)));
    assert!(records[0].wording.contains("old-tool.csv"), "{}", records[0].wording);
    let mut raw = Raw::connect(database).await;
    assert_eq!(raw.number("SELECT count(*) FROM delivery").await, 0, "they confirmed elsewhere");
    assert_eq!(raw.rows("SELECT name FROM subscriber ORDER BY id").await, [["Ada"], ["-"]]);
}

async fn an_import_never_revives_one_who_left(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    house.reader("active", weekly, at(1)).await;
    let left = house.reader("left", weekly, at(1)).await;
    house.leave(left, at(2)).await;
    let asked_again = house.reader("asked-again", weekly, at(1)).await;
    house.leave(asked_again, at(2)).await;
    house.request("asked-again", weekly, &NO_CAPS, at(3)).await;
    house.request("pending", weekly, &NO_CAPS, at(1)).await;
    for name in ["suppressed", "left"] {
        let address_key = format!("{name}@example.org");
        let reason = SuppressionReason::Bounced;
        let rule = NewSuppression { site: None, address_key: &address_key, reason, note: None, expires_at: None };
        house.store.suppress(&rule, at(4)).await.unwrap();
    }
    let file = "confirmed_at,address
2023-05-01,active@example.org
2023-05-01,LEFT@example.org
2023-05-01,pending@example.org
2023-05-01,suppressed@example.org
2023-05-01,new@example.org
2023-05-01,asked-again@example.org
";
    let report = import(&house, weekly, file, false).await.unwrap();
    assert_eq!(summary(&report), [6, 1, 5, 0]);
    let expected = [
        (2, "already on the list"),
        (3, "left the list"),
        (4, "asked for through the form and waits for its own confirmation"),
        (5, "suppressed"),
        (7, "left the list"),
    ];
    assert_eq!(words(&report), expected);
    assert!(matches!(house.subscription(left).await.state, SubscriptionState::Ended(_)));
    for name in ["pending", "asked-again"] {
        assert_eq!(house.subscription_of(name).await.state, SubscriptionState::Pending, "{name}");
    }
    let mut raw = Raw::connect(database).await;
    assert_eq!(raw.number("SELECT count(*) FROM subscriber WHERE address_key = 'suppressed@example.org'").await, 0);
    assert_eq!(raw.number("SELECT count(*) FROM consent_record WHERE event = 'imported'").await, 1);
}

async fn an_import_twice_brings_nothing_more(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    import(&house, weekly, FILE, false).await.unwrap();
    let again = import(&house, weekly, FILE, false).await.unwrap();
    assert_eq!(summary(&again), [2, 0, 2, 0]);
    let mut raw = Raw::connect(database).await;
    assert_eq!(raw.number("SELECT count(*) FROM consent_record").await, 2);
}

async fn a_dry_run_tells_the_same_and_changes_nothing(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    house.reader("bob", weekly, at(1)).await;
    let tried = import(&house, weekly, FILE, true).await.unwrap();
    assert_eq!(summary(&tried), [2, 1, 1, 0]);
    let mut raw = Raw::connect(database).await;
    for table in ["subscriber", "subscription"] {
        assert_eq!(raw.number(&format!("SELECT count(*) FROM {table}")).await, 1, "{table}");
    }
    assert_eq!(import(&house, weekly, FILE, false).await.unwrap(), tried);
}

async fn wrong_lines_are_told_and_the_others_are_taken(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    let file = "address,confirmed_at
nobody,2023-05-01
ada@example.org,
ada@example.org,2023-05-01
ADA@example.org,2023-05-01
bob@example.org,2099-01-01
carl@example.org,yesterday
";
    let report = import(&house, weekly, file, false).await.unwrap();
    assert_eq!(summary(&report), [6, 1, 1, 4]);
    assert_eq!(report.notes.iter().map(|note| note.line).collect::<Vec<_>>(), [2, 3, 5, 6, 7]);
    assert_eq!(report.notes[2].why, "this address stands in the file already");
    assert_eq!(house.subscription_of("ada").await.state, SubscriptionState::Active);
}

async fn a_file_without_the_columns_is_refused(database: &TestDatabase) {
    let house = House::build(database).await;
    let weekly = house.schedule("weekly", "@weekly", ANY).await;
    let refused = import(&house, weekly, "email\nada@example.org\n", false).await.unwrap_err();
    assert!(refused.to_string().contains("address, name, confirmed_at"), "{refused}");
}
