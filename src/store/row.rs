//! A row of either database, read by column name.

use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{ColumnIndex, Decode, Row as _, Type};

use super::error::StoreError;
use crate::domain::post::PostNumber;
use crate::domain::time::Timestamp;

/// A row as the driver gave it.
pub enum Row {
    /// From SQLite.
    Sqlite(SqliteRow),
    /// From PostgreSQL.
    Postgres(PgRow),
}

impl Row {
    /// A number.
    pub fn integer(&self, column: &'static str) -> Result<i64, StoreError> {
        self.get(column)
    }

    /// A number or NULL.
    pub fn optional_integer(&self, column: &'static str) -> Result<Option<i64>, StoreError> {
        self.get(column)
    }

    /// A text.
    pub fn text(&self, column: &'static str) -> Result<String, StoreError> {
        self.get(column)
    }

    /// A text or NULL.
    pub fn optional_text(&self, column: &'static str) -> Result<Option<String>, StoreError> {
        self.get(column)
    }

    /// An instant.
    pub fn instant(&self, column: &'static str) -> Result<Timestamp, StoreError> {
        self.integer(column).map(Timestamp::from_millis)
    }

    /// An instant or NULL.
    pub fn optional_instant(&self, column: &'static str) -> Result<Option<Timestamp>, StoreError> {
        Ok(self.optional_integer(column)?.map(Timestamp::from_millis))
    }

    /// A post's number.
    pub fn number(&self, column: &'static str) -> Result<PostNumber, StoreError> {
        self.integer(column).map(PostNumber::new)
    }

    /// A text read into a domain type; what it refuses is an inconsistent row of `table`.
    pub fn parsed<T>(
        &self,
        table: &'static str,
        column: &'static str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, StoreError> {
        let text = self.text(column)?;
        parse(&text).ok_or_else(|| StoreError::Inconsistent {
            table,
            id: self.integer("id").unwrap_or(0),
            column,
            found: format!("{text:?}"),
        })
    }

    /// A number that is never negative and small.
    pub fn count(&self, table: &'static str, column: &'static str) -> Result<u32, StoreError> {
        self.number_as(table, column, |number| u32::try_from(number).ok())
    }

    /// A number read into a domain type; what it refuses is an inconsistent row of `table`.
    pub fn number_as<T>(
        &self,
        table: &'static str,
        column: &'static str,
        parse: impl FnOnce(i64) -> Option<T>,
    ) -> Result<T, StoreError> {
        let number = self.integer(column)?;
        parse(number).ok_or_else(|| StoreError::Inconsistent {
            table,
            id: self.integer("id").unwrap_or(0),
            column,
            found: number.to_string(),
        })
    }

    fn get<'r, T>(&'r self, column: &'static str) -> Result<T, StoreError>
    where
        T: Decode<'r, sqlx::Sqlite> + Type<sqlx::Sqlite> + Decode<'r, sqlx::Postgres> + Type<sqlx::Postgres>,
        &'static str: ColumnIndex<SqliteRow> + ColumnIndex<PgRow>,
    {
        let value = match self {
            Self::Sqlite(row) => row.try_get(column),
            Self::Postgres(row) => row.try_get(column),
        };
        value.map_err(|error| StoreError::from_driver(column, &error))
    }
}
