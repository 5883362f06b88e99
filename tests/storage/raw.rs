//! The database as a stranger sees it: plain SQL on a connection of its own, past the store.

use sqlx::{AssertSqlSafe, Column as _, Connection as _, PgConnection, Row as _, SqliteConnection, ValueRef as _};

use crate::support::databases::TestDatabase;

/// A connection to either engine.
pub enum Raw {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl Raw {
    pub async fn connect(database: &TestDatabase) -> Self {
        match database {
            TestDatabase::Sqlite { .. } => Self::Sqlite(SqliteConnection::connect(&database.url()).await.unwrap()),
            TestDatabase::Postgres { .. } => Self::Postgres(PgConnection::connect(&database.url()).await.unwrap()),
        }
    }

    /// Runs changing statements; how many rows the last one touched.
    pub async fn execute(&mut self, sql: &str) -> sqlx::Result<u64> {
        let sql = AssertSqlSafe(sql.to_owned());
        Ok(match self {
            Self::Sqlite(connection) => sqlx::raw_sql(sql).execute(connection).await?.rows_affected(),
            Self::Postgres(connection) => sqlx::raw_sql(sql).execute(connection).await?.rows_affected(),
        })
    }

    /// The rows of a query, each value as text: numbers in digits, NULL as `-`.
    pub async fn rows(&mut self, sql: &str) -> Vec<Vec<String>> {
        let sql = AssertSqlSafe(sql.to_owned());
        match self {
            Self::Sqlite(connection) => {
                let rows = sqlx::raw_sql(sql).fetch_all(connection).await.unwrap();
                let text = |row: &sqlx::sqlite::SqliteRow, column: usize| {
                    if row.try_get_raw(column).unwrap().is_null() {
                        return "-".to_owned();
                    }
                    let number = row.try_get_unchecked::<i64, _>(column);
                    row.try_get::<String, _>(column).unwrap_or_else(|_| number.unwrap().to_string())
                };
                rows.iter()
                    .map(|row| row.columns().iter().map(|column| text(row, column.ordinal())).collect())
                    .collect()
            }
            Self::Postgres(connection) => {
                let rows = sqlx::raw_sql(sql).fetch_all(connection).await.unwrap();
                // A plain query's answer comes as text, whatever its type.
                let text = |row: &sqlx::postgres::PgRow, column: usize| {
                    let value = row.try_get_raw(column).unwrap();
                    if value.is_null() { "-".to_owned() } else { value.as_str().unwrap().to_owned() }
                };
                rows.iter()
                    .map(|row| row.columns().iter().map(|column| text(row, column.ordinal())).collect())
                    .collect()
            }
        }
    }

    /// The one number that a query answers with.
    pub async fn number(&mut self, sql: &str) -> i64 {
        self.rows(sql).await[0][0].parse().unwrap()
    }
}
