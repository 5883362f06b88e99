//! Running statements on either database. The only file where the two engines' types meet.
//!
//! A method of the store is one transaction at most, and none is open while anything but the database is waited for.

use sqlx::postgres::PgArguments;
use sqlx::sqlite::SqliteArguments;
use sqlx::{
    Arguments, Column as _, Encode, Executor as _, PgPool, Postgres, SqlSafeStr as _, Sqlite, SqlitePool,
    Statement as _, Type, TypeInfo as _,
};

use super::error::StoreError;
use super::row::Row;
use super::statement::{Param, Statement};
use super::wakes::Waking;

/// The database, opened.
#[derive(Clone, Debug)]
pub(super) enum Engine {
    /// One connection that writes, several that read.
    Sqlite {
        /// At most one connection: SQLite has one writer, and waiting here is fairer than its busy loop.
        writer: SqlitePool,
        /// Read-only connections.
        readers: SqlitePool,
    },
    /// PostgreSQL.
    Postgres {
        /// One pool for all.
        pool: PgPool,
        /// Tells other processes.
        waking: Waking,
    },
}

/// A writing transaction. Dropped without [`commit`](Self::commit) it changes nothing.
pub(super) enum Transaction {
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    Postgres {
        transaction: sqlx::Transaction<'static, Postgres>,
        waking: Waking,
        /// Whether other processes are told once it is committed.
        wakes: bool,
    },
}

impl Engine {
    /// Begins to write. On SQLite the write lock is taken at once: a transaction that read first and then wants to write would fail
    /// at once instead of waiting.
    pub async fn begin(&self) -> Result<Transaction, StoreError> {
        let begun = match self {
            Self::Sqlite { writer, .. } => writer.begin_with("BEGIN IMMEDIATE").await.map(Transaction::Sqlite),
            Self::Postgres { pool, waking } => pool.begin().await.map(|transaction| Transaction::Postgres {
                transaction,
                waking: waking.clone(),
                wakes: false,
            }),
        };
        begun.map_err(|error| StoreError::from_driver("BEGIN", &error))
    }

    /// Reads rows outside of any transaction.
    pub async fn rows(&self, statement: &Statement, params: &[Param]) -> Result<Vec<Row>, StoreError> {
        let rows = match self {
            Self::Sqlite { readers, .. } => sqlx::query_with(statement.sqlite, arguments::<SqliteArguments>(params))
                .fetch_all(readers)
                .await
                .map(|rows| rows.into_iter().map(Row::Sqlite).collect()),
            Self::Postgres { pool, .. } => sqlx::query_with(statement.postgres, arguments::<PgArguments>(params))
                .fetch_all(pool)
                .await
                .map(|rows| rows.into_iter().map(Row::Postgres).collect()),
        };
        rows.map_err(|error| StoreError::from_driver(statement.name, &error))
    }

    /// Reads at most one row.
    pub async fn row(&self, statement: &Statement, params: &[Param]) -> Result<Option<Row>, StoreError> {
        Ok(self.rows(statement, params).await?.into_iter().next())
    }

    /// Prepares a statement without running it: the engine's words when it refuses, or what [`Row`] could not read of its answer.
    pub async fn prepare(&self, statement: &Statement) -> Result<Result<(), String>, StoreError> {
        let prepared = match self {
            Self::Sqlite { readers, .. } => readers.prepare(statement.sqlite.into_sql_str()).await.map(drop),
            Self::Postgres { pool, .. } => match pool.prepare(statement.postgres.into_sql_str()).await {
                Ok(prepared) => {
                    let unread = prepared.columns().iter().find(|column| !is_read(column.type_info().name()));
                    if let Some(column) = unread {
                        return Ok(Err(format!("column {} is of type {}", column.name(), column.type_info().name())));
                    }
                    Ok(())
                }
                Err(error) => Err(error),
            },
        };
        match prepared {
            Err(sqlx::Error::Database(refusal)) => Ok(Err(refusal.to_string())),
            Err(error) => Err(StoreError::from_driver(statement.name, &error)),
            Ok(()) => Ok(Ok(())),
        }
    }

    /// Tells PostgreSQL's planner that the queue has grown: what it knows may date from when it was empty, and then each claim would
    /// sort all that waits. SQLite's goes by the indexes alone.
    pub async fn learn_of_deliveries(&self) -> Result<(), StoreError> {
        let Self::Postgres { pool, .. } = self else { return Ok(()) };
        let analyzed = sqlx::query("ANALYZE delivery").execute(pool).await;
        analyzed.map(drop).map_err(|error| StoreError::from_driver("ANALYZE", &error))
    }

    /// Empties SQLite's log, where what was erased may still stand; the file itself is overwritten as it frees (`secure_delete`). While
    /// somebody reads, some of it stays until the log is written anew.
    pub async fn forget_what_was_freed(&self) -> Result<(), StoreError> {
        let Self::Sqlite { writer, .. } = self else { return Ok(()) };
        let emptied = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(writer).await;
        emptied.map(drop).map_err(|error| StoreError::from_driver("CHECKPOINT", &error))
    }

    /// Runs one changing statement, in the transaction that each statement is by itself; tells how many rows it touched.
    pub async fn execute(&self, statement: &Statement, params: &[Param]) -> Result<u64, StoreError> {
        let touched = match self {
            Self::Sqlite { writer, .. } => sqlx::query_with(statement.sqlite, arguments::<SqliteArguments>(params))
                .execute(writer)
                .await
                .map(|done| done.rows_affected()),
            Self::Postgres { pool, .. } => sqlx::query_with(statement.postgres, arguments::<PgArguments>(params))
                .execute(pool)
                .await
                .map(|done| done.rows_affected()),
        };
        touched.map_err(|error| StoreError::from_driver(statement.name, &error))
    }
}

impl Transaction {
    /// Whether other transactions write meanwhile, and rows must be locked against them.
    pub const fn locks_rows(&self) -> bool {
        matches!(self, Self::Postgres { .. })
    }

    /// Runs a changing statement; tells how many rows it touched.
    pub async fn execute(&mut self, statement: &Statement, params: &[Param]) -> Result<u64, StoreError> {
        let touched = match self {
            Self::Sqlite(transaction) => sqlx::query_with(statement.sqlite, arguments::<SqliteArguments>(params))
                .execute(&mut **transaction)
                .await
                .map(|done| done.rows_affected()),
            Self::Postgres { transaction, .. } => {
                sqlx::query_with(statement.postgres, arguments::<PgArguments>(params))
                    .execute(&mut **transaction)
                    .await
                    .map(|done| done.rows_affected())
            }
        };
        touched.map_err(|error| StoreError::from_driver(statement.name, &error))
    }

    /// Runs a statement that answers with rows, a changing one with RETURNING too.
    pub async fn rows(&mut self, statement: &Statement, params: &[Param]) -> Result<Vec<Row>, StoreError> {
        let rows = match self {
            Self::Sqlite(transaction) => sqlx::query_with(statement.sqlite, arguments::<SqliteArguments>(params))
                .fetch_all(&mut **transaction)
                .await
                .map(|rows| rows.into_iter().map(Row::Sqlite).collect()),
            Self::Postgres { transaction, .. } => {
                sqlx::query_with(statement.postgres, arguments::<PgArguments>(params))
                    .fetch_all(&mut **transaction)
                    .await
                    .map(|rows| rows.into_iter().map(Row::Postgres).collect())
            }
        };
        rows.map_err(|error| StoreError::from_driver(statement.name, &error))
    }

    /// Runs a statement that answers with one row at most.
    pub async fn row(&mut self, statement: &Statement, params: &[Param]) -> Result<Option<Row>, StoreError> {
        Ok(self.rows(statement, params).await?.into_iter().next())
    }

    /// Runs an insert that returns the new row's `id`.
    pub async fn insert(&mut self, statement: &Statement, params: &[Param]) -> Result<i64, StoreError> {
        let row = self.row(statement, params).await?;
        row.ok_or(StoreError::Driver { statement: statement.name, cause: "no id came back".to_owned() })?.integer("id")
    }
}

/// The types of PostgreSQL that a [`Row`] reads; SQLite's are read by what they hold.
fn is_read(type_name: &str) -> bool {
    matches!(type_name, "INT8" | "TEXT" | "VARCHAR" | "NAME")
}

/// The values in the engine's own form.
pub(super) fn arguments<A>(params: &[Param]) -> A
where
    A: Arguments + Default,
    Option<i64>: for<'q> Encode<'q, A::Database> + Type<A::Database>,
    Option<String>: for<'q> Encode<'q, A::Database> + Type<A::Database>,
{
    let mut arguments = A::default();
    for param in params {
        match param {
            Param::Integer(number) => arguments.add(*number),
            Param::Text(text) => arguments.add(text.clone()),
        }
        .expect("numbers and texts always encode");
    }
    arguments
}
