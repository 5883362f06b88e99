//! Both engines end in the same schema: same files, tables, columns, nullability, keys.

use std::collections::BTreeSet;
use std::path::Path;

use crate::house::open;
use crate::raw::Raw;
use crate::support::databases::TestDatabase;
use crate::support::left_out::left_out;

#[test]
fn both_folders_hold_the_same_migrations() {
    let names = |engine: &str| -> BTreeSet<String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(engine);
        let files = std::fs::read_dir(folder).unwrap();
        files
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .filter(|name| Path::new(name).extension().is_some_and(|extension| extension == "sql"))
            .collect()
    };
    assert_eq!(names("sqlite"), names("postgres"));
    assert!(!names("sqlite").is_empty());
}

/// What is the same on both: `table.column type nullable`, and unique keys, primary ones among them, as `table (columns)`.
type Schema = BTreeSet<String>;

const SQLITE_COLUMNS: &str =
    "SELECT m.name, c.name, lower(c.type), c.\"notnull\" + (c.pk > 0) FROM sqlite_master m, pragma_table_info(m.name) c
    WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND m.name <> '_sqlx_migrations'";
const POSTGRES_COLUMNS: &str =
    "SELECT table_name, column_name, data_type, CASE is_nullable WHEN 'YES' THEN 0 ELSE 1 END
    FROM information_schema.columns WHERE table_schema = current_schema() AND table_name <> '_sqlx_migrations'";
const SQLITE_KEYS: &str = "SELECT m.name, i.name, c.name FROM sqlite_master m, pragma_index_list(m.name) i, pragma_index_info(i.name) c
    WHERE m.type = 'table' AND i.\"unique\" = 1 AND i.origin <> 'pk' AND m.name NOT LIKE 'sqlite%' AND m.name <> '_sqlx_migrations' ORDER BY 1, 2, c.seqno";
const POSTGRES_KEYS: &str = "SELECT t.relname, i.relname, a.attname FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid
    JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_namespace n ON n.oid = t.relnamespace
    CROSS JOIN LATERAL unnest(x.indkey::int2[]) WITH ORDINALITY AS k(attnum, place)
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.attnum
    WHERE x.indisunique AND NOT x.indisprimary AND n.nspname = current_schema() AND t.relname <> '_sqlx_migrations' ORDER BY 1, 2, k.place";

async fn columns(database: &TestDatabase) -> Schema {
    let mut raw = Raw::connect(database).await;
    let sql = match database {
        TestDatabase::Sqlite { .. } => SQLITE_COLUMNS,
        TestDatabase::Postgres { .. } => POSTGRES_COLUMNS,
    };
    let rows = raw.rows(sql).await;
    let column = |row: &Vec<String>| {
        let kind = if row[2] == "bigint" { "integer" } else { &row[2] };
        let nullable = if row[3] == "0" { "nullable" } else { "not null" };
        format!("{}.{} {kind} {nullable}", row[0], row[1])
    };
    rows.iter().map(column).collect()
}

async fn keys(database: &TestDatabase) -> Schema {
    let mut raw = Raw::connect(database).await;
    let sql = match database {
        TestDatabase::Sqlite { .. } => SQLITE_KEYS,
        TestDatabase::Postgres { .. } => POSTGRES_KEYS,
    };
    let rows = raw.rows(sql).await;
    let key = |rows: &[Vec<String>]| {
        let columns: Vec<&str> = rows.iter().map(|row| row[2].as_str()).collect();
        format!("{} ({})", rows[0][0], columns.join(", "))
    };
    rows.chunk_by(|one, next| one[..2] == next[..2]).map(key).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn both_engines_have_the_same_tables_columns_and_keys() {
    let Some(postgres) = TestDatabase::postgres() else {
        return left_out(
            concat!(module_path!(), "::same_tables"),
            "LETTERBELL_TEST_POSTGRES_URL is not set; run tests/run",
        );
    };
    let sqlite = TestDatabase::sqlite();
    for database in [&sqlite, &postgres] {
        open(database).await.close().await;
    }
    let there = columns(&sqlite).await;
    assert!(there.contains("subscription.seen_through integer nullable"), "{there:?}");
    assert_eq!(there, columns(&postgres).await);
    let there = keys(&sqlite).await;
    assert!(there.contains("delivery (digest_id, subscription_id)"), "{there:?}");
    assert_eq!(there, keys(&postgres).await);
}
