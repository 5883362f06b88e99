//! Opening SQLite: the pragmas, the one writer, and the locks that processes hold beside the file.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

use futures_util::TryStreamExt as _;
use sqlx::pool::PoolConnection;
use sqlx::sqlite::{SqliteArguments, SqliteConnectOptions, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Connection as _, Executor as _, Sqlite, SqlitePool};

use super::engine::{Engine, arguments};
use super::error::StoreError;
use super::statement::{Param, Statement};

/// How long a statement waits for another process's write lock, and a request for the one writer.
const PATIENCE: Duration = Duration::from_secs(5);

/// Opens the database file, making it when there is none; [`log_ahead`] makes it one that is fit to be written.
///
/// `synchronous=FULL`: what was committed survives the machine, not only the process.
pub(super) async fn open(path: &Path, readers: u32) -> Result<Engine, StoreError> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        // What a reader has erased is overwritten, not only let go of.
        .pragma("secure_delete", "ON")
        .busy_timeout(PATIENCE);
    let writer = SqlitePoolOptions::new()
        .max_connections(1)
        .acquire_timeout(PATIENCE)
        // A file that is open stays so: asking costs a hand-over to the connection's thread each time.
        .test_before_acquire(false)
        // A COMMIT that fails for want of room has rolled back already; the driver's own ROLLBACK then fails, and it takes the connection
        // for one in a transaction for ever. Such a connection is closed, and the next one works as soon as there is room.
        .before_acquire(|writer, _| Box::pin(async move { Ok(!writer.is_in_transaction()) }))
        .connect_with(options.clone())
        .await
        .map_err(|error| StoreError::from_driver("opening the database", &error))?;
    let readers = SqlitePoolOptions::new()
        .max_connections(readers.max(1))
        .acquire_timeout(PATIENCE)
        .test_before_acquire(false)
        .connect_lazy_with(options.create_if_missing(false).pragma("query_only", "ON"));
    Ok(Engine::Sqlite { writer, readers })
}

/// Has the file written through a log, for good: those who read then wait for nobody who writes.
///
/// Under the lock for migration alone: of two connections that switch at once, SQLite refuses one without waiting, for it could be waiting for itself.
pub(super) async fn log_ahead(writer: &SqlitePool) -> Result<(), StoreError> {
    let switched = sqlx::query("PRAGMA journal_mode = WAL").execute(writer).await;
    switched.map(drop).map_err(|error| StoreError::from_driver("switching to a write-ahead log", &error))
}

/// Runs a text of several statements, from its BEGIN to its COMMIT, and tells how many rows each touched.
///
/// Between two statements the connection's thread otherwise waits for the caller to come round, which costs more than a small batch's work.
/// The driver does not know of such a transaction: a connection that did not come to its end is closed, and with it the transaction.
pub(super) async fn execute_together(
    writer: &SqlitePool,
    statement: &Statement,
    params: &[Param],
) -> Result<Vec<u64>, StoreError> {
    let failed = |error: sqlx::Error| StoreError::from_driver(statement.name, &error);
    let mut connection = ClosedUnlessDone { connection: writer.acquire().await.map_err(failed)?, done: false };
    let query = sqlx::query_with(statement.sqlite, arguments::<SqliteArguments>(params));
    let touched = connection
        .connection
        .fetch_many(query)
        .try_filter_map(async |step| Ok(step.left().map(|done| done.rows_affected())));
    let touched = touched.try_collect().await.map_err(failed)?;
    connection.done = true;
    Ok(touched)
}

struct ClosedUnlessDone {
    connection: PoolConnection<Sqlite>,
    done: bool,
}

impl Drop for ClosedUnlessDone {
    fn drop(&mut self) {
        if !self.done {
            self.connection.close_on_drop();
        }
    }
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

    const TWO_ROWS: &str = "BEGIN IMMEDIATE; INSERT INTO t VALUES (1); INSERT INTO t VALUES (2); COMMIT";

    async fn writer_with_a_table(folder: &Path) -> SqlitePool {
        let Engine::Sqlite { writer, .. } = open(&folder.join("letterbell.db"), 1).await.unwrap() else {
            panic!("this is SQLite")
        };
        sqlx::query("CREATE TABLE t (n INTEGER UNIQUE)").execute(&writer).await.unwrap();
        writer
    }

    async fn rows(writer: &SqlitePool) -> i64 {
        sqlx::query_scalar("SELECT count(*) FROM t").fetch_one(writer).await.unwrap()
    }

    const fn together(sqlite: &'static str) -> Statement {
        Statement { name: "TOGETHER", sqlite, postgres: "" }
    }

    #[tokio::test]
    async fn statements_together_are_one_transaction() {
        let folder = tempfile::tempdir().unwrap();
        let writer = writer_with_a_table(folder.path()).await;
        let fails = together("BEGIN IMMEDIATE; INSERT INTO t VALUES (1); INSERT INTO t VALUES (1); COMMIT");
        execute_together(&writer, &fails, &[]).await.unwrap_err();
        assert_eq!(rows(&writer).await, 0, "its first row is gone with its second");
        let touched = execute_together(&writer, &together(TWO_ROWS), &[]).await.unwrap();
        assert_eq!(touched[1..3], [1, 1], "and the writer works on");
        assert_eq!(rows(&writer).await, 2);
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn statements_together_that_nobody_waits_for_hold_no_lock() {
        let folder = tempfile::tempdir().unwrap();
        let writer = writer_with_a_table(folder.path()).await;
        let clears =
            together("BEGIN IMMEDIATE; DELETE FROM t; INSERT INTO t VALUES (1); INSERT INTO t VALUES (2); COMMIT");
        for polls in 0..400 {
            let mut running = std::pin::pin!(execute_together(&writer, &clears, &[]));
            for _ in 0..polls % 40 {
                if futures_util::poll!(running.as_mut()).is_ready() {
                    break;
                }
                tokio::task::yield_now().await;
            }
        }
        execute_together(&writer, &clears, &[]).await.expect("no transaction is left open");
        assert_eq!(rows(&writer).await, 2);
    }

    #[tokio::test]
    async fn what_was_committed_survives_the_machine() {
        let folder = tempfile::tempdir().unwrap();
        let Engine::Sqlite { writer, readers } = open(&folder.path().join("letterbell.db"), 1).await.unwrap() else {
            panic!("this is SQLite")
        };
        log_ahead(&writer).await.unwrap();
        for (pragma, value) in [("PRAGMA synchronous", 2), ("PRAGMA foreign_keys", 1), ("PRAGMA query_only", 0)] {
            assert_eq!(sqlx::query_scalar::<_, i64>(pragma).fetch_one(&writer).await.unwrap(), value, "{pragma}");
        }
        let mode = sqlx::query_scalar::<_, String>("PRAGMA journal_mode").fetch_one(&writer).await.unwrap();
        assert_eq!(mode, "wal");
        assert_eq!(sqlx::query_scalar::<_, i64>("PRAGMA query_only").fetch_one(&readers).await.unwrap(), 1);
    }
}
