//! Every statement is one that the engine understands, on the schema as it is.

use crate::house::open;
use crate::raw::Raw;
use crate::support::databases::{TestDatabase, on_both_engines};

on_both_engines!(every_statement_can_be_prepared, a_statement_that_the_schema_does_not_hold_is_told);

async fn every_statement_can_be_prepared(database: &TestDatabase) {
    assert_eq!(open(database).await.check_statements().await.unwrap(), Vec::<String>::new());
}

async fn a_statement_that_the_schema_does_not_hold_is_told(database: &TestDatabase) {
    let store = open(database).await;
    let mut raw = Raw::connect(database).await;
    raw.execute("ALTER TABLE consent_record RENAME COLUMN user_agent TO program").await.unwrap();
    let refused = store.check_statements().await.unwrap();
    let names: Vec<_> = refused.iter().filter_map(|one| one.split_once(": ")).map(|(name, _)| name).collect();
    assert_eq!(names, ["ADD_CONSENT_RECORD", "PROOF", "RECORDS", "ERASE_RECORDS"], "{refused:?}");
    assert!(refused.iter().all(|one| one.contains("user_agent")), "{refused:?}");
}
