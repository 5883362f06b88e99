//! Opening SQLite: the pragmas, the one writer, and the locks that processes hold beside the file.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::Connection as _;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

use super::engine::Engine;
use super::error::StoreError;

/// How long a statement waits for another process's write lock, and a request for the one writer.
const PATIENCE: Duration = Duration::from_secs(5);

/// Opens the database file, making it when there is none.
///
/// WAL with `synchronous=FULL`: what was committed survives the machine, not only the process.
pub(super) async fn open(path: &Path, readers: u32) -> Result<Engine, StoreError> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(PATIENCE);
    let writer = SqlitePoolOptions::new()
        .max_connections(1)
        .acquire_timeout(PATIENCE)
        // A COMMIT that fails for want of room has rolled back already; the driver's own ROLLBACK then fails, and it takes the connection
        // for one in a transaction for ever. Such a connection is closed, and the next one works as soon as there is room.
        .before_acquire(|writer, _| Box::pin(async move { Ok(!writer.is_in_transaction()) }))
        .connect_with(options.clone())
        .await
        .map_err(|error| StoreError::from_driver("opening the database", &error))?;
    let readers = SqlitePoolOptions::new()
        .max_connections(readers.max(1))
        .acquire_timeout(PATIENCE)
        .connect_lazy_with(options.create_if_missing(false).pragma("query_only", "ON"));
    Ok(Engine::Sqlite { writer, readers })
}

/// A lock beside the database file, held until it is dropped or the process ends, however it ends.
#[derive(Debug)]
pub struct FileLock {
    _file: File,
}

/// The lock under which a process migrates; waits for another one that does.
pub(super) fn lock_for_migration(path: &Path) -> Result<FileLock, StoreError> {
    let file = lock_file(path, "lock")?;
    file.lock().map_err(|error| unavailable("locking the database for migration", &error))?;
    Ok(FileLock { _file: file })
}

/// The lock of the one process that sends from this file; `None` when another one holds it.
pub(super) fn lock_for_sending(path: &Path) -> Result<Option<FileLock>, StoreError> {
    let file = lock_file(path, "sender.lock")?;
    match file.try_lock() {
        Ok(()) => Ok(Some(FileLock { _file: file })),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(unavailable("locking the database for sending", &error)),
    }
}

fn lock_file(path: &Path, suffix: &str) -> Result<File, StoreError> {
    let path = beside(path, suffix);
    OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(|error| unavailable("opening the lock file beside the database", &error))
}

/// `letterbell.db` with a suffix: `letterbell.db.lock`.
pub(super) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    PathBuf::from(name)
}

fn unavailable(statement: &'static str, error: &std::io::Error) -> StoreError {
    StoreError::Unavailable { statement, cause: error.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_was_committed_survives_the_machine() {
        let folder = tempfile::tempdir().unwrap();
        let Engine::Sqlite { writer, readers } = open(&folder.path().join("letterbell.db"), 1).await.unwrap() else {
            panic!("this is SQLite")
        };
        for (pragma, value) in [("PRAGMA synchronous", 2), ("PRAGMA foreign_keys", 1), ("PRAGMA query_only", 0)] {
            assert_eq!(sqlx::query_scalar::<_, i64>(pragma).fetch_one(&writer).await.unwrap(), value, "{pragma}");
        }
        let mode = sqlx::query_scalar::<_, String>("PRAGMA journal_mode").fetch_one(&writer).await.unwrap();
        assert_eq!(mode, "wal");
        assert_eq!(sqlx::query_scalar::<_, i64>("PRAGMA query_only").fetch_one(&readers).await.unwrap(), 1);
    }
}
