//! What can go wrong with the database, told apart by what the caller can do about it.

use std::error::Error as _;

/// An error of the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database cannot be reached or is locked: nothing was changed, and it may work in a moment.
    #[error("the database is not available ({statement}): {cause}")]
    Unavailable {
        /// What was tried.
        statement: &'static str,
        /// The driver's words.
        cause: String,
    },
    /// A rule of the schema refused the change: usually something of that name exists already.
    #[error("the database refused {statement}: {cause}")]
    Conflict {
        /// What was tried.
        statement: &'static str,
        /// The driver's words, with the constraint's name.
        cause: String,
    },
    /// A row does not make sense.
    #[error("table {table}, row {id}: column {column} holds {found}")]
    Inconsistent {
        /// The table.
        table: &'static str,
        /// The row's id, as far as it is known.
        id: i64,
        /// The column.
        column: &'static str,
        /// What was found there.
        found: String,
    },
    /// The database was made by a newer Letterbell.
    #[error(
        "the database was made by a newer Letterbell (migration {found} is not known here): use that version, or restore the backup that it made"
    )]
    Newer {
        /// The migration that this binary does not know.
        found: i64,
    },
    /// A migration failed; its transaction was rolled back.
    #[error("the database could not be brought up to date: {0}")]
    Migration(String),
    /// Anything else that the driver says: a defect.
    #[error("{statement} failed: {cause}")]
    Driver {
        /// What was tried.
        statement: &'static str,
        /// The driver's words.
        cause: String,
    },
}

impl StoreError {
    /// Whether the same thing may work in a moment.
    pub const fn is_temporary(&self) -> bool {
        matches!(self, Self::Unavailable { .. })
    }

    pub(super) fn from_driver(statement: &'static str, error: &sqlx::Error) -> Self {
        let cause = chain(error);
        match error {
            sqlx::Error::Database(database) => {
                if database.is_unique_violation()
                    || database.is_foreign_key_violation()
                    || database.is_check_violation()
                {
                    return Self::Conflict { statement, cause };
                }
                let code = database.code();
                if code.as_deref().is_some_and(is_temporary_code) {
                    Self::Unavailable { statement, cause }
                } else {
                    Self::Driver { statement, cause }
                }
            }
            sqlx::Error::Io(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::Tls(_)
            | sqlx::Error::WorkerCrashed => Self::Unavailable { statement, cause },
            _ => Self::Driver { statement, cause },
        }
    }
}

/// SQLite's primary result codes (the low byte of the extended ones) and PostgreSQL's SQLSTATEs that pass by themselves.
fn is_temporary_code(code: &str) -> bool {
    if code.len() == 5 {
        // 08 connection, 53 resources (disk full, too many connections), 57P0x shutdown or starting up, 55P03 lock timeout,
        // 57014 statement timeout, 40 serialisation and deadlock, 25006 read-only after a failover.
        return ["08", "53", "57P0", "55P03", "57014", "40", "25006"].iter().any(|class| code.starts_with(class));
    }
    // 5 busy, 6 locked, 10 I/O error, 13 disk full, 14 cannot open.
    code.parse::<u32>().is_ok_and(|code| matches!(code & 0xff, 5 | 6 | 10 | 13 | 14))
}

fn chain(error: &sqlx::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let words = cause.to_string();
        if !text.contains(&words) {
            text = format!("{text}: {words}");
        }
        source = cause.source();
    }
    text
}
