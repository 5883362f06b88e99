//! A fresh database for each test, on both engines.
//!
//! PostgreSQL is the server that `LETTERBELL_TEST_POSTGRES_URL` names; `tests/run` starts one and names it. Without the
//! variable, the tests on PostgreSQL are left out.

use std::path::PathBuf;

use sqlx::{AssertSqlSafe, Connection, PgConnection};
use tempfile::TempDir;
use url::Url;

use super::left_out::{left_out, variable};

/// Makes two tests of each function named: `NAME::sqlite` and `NAME::postgres`, each with a fresh, empty database.
///
/// ```ignore
/// on_both_engines!(a_spent_lease_returns_the_delivery);
/// async fn a_spent_lease_returns_the_delivery(database: &TestDatabase) { … }
/// ```
///
/// A function that is written but not named here is dead code, which the compiler tells.
macro_rules! on_both_engines {
    ($($name:ident),+ $(,)?) => {$(
        mod $name {
            #[test]
            fn sqlite() {
                $crate::support::databases::on_sqlite(super::$name);
            }

            #[test]
            fn postgres() {
                $crate::support::databases::on_postgres(concat!(module_path!(), "::postgres"), super::$name);
            }
        }
    )+};
}
pub(crate) use on_both_engines;

/// Runs `body` with a fresh SQLite file.
pub fn on_sqlite(body: impl AsyncFnOnce(&TestDatabase)) {
    run(&TestDatabase::sqlite(), body);
}

/// Runs `body` with a fresh database on the PostgreSQL server, or leaves `test` out when there is none.
pub fn on_postgres(test: &str, body: impl AsyncFnOnce(&TestDatabase)) {
    match TestDatabase::postgres() {
        Some(database) => run(&database, body),
        None => left_out(test, "LETTERBELL_TEST_POSTGRES_URL is not set; run tests/run"),
    }
}

/// The runtime ends before the database is dropped: what `body` spawned holds no connection any more.
fn run(database: &TestDatabase, body: impl AsyncFnOnce(&TestDatabase)) {
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    runtime.worker_threads(2).enable_all().build().expect("a runtime starts").block_on(body(database));
}

/// The server that tests on PostgreSQL use, if there is one.
pub fn postgres_url() -> Option<Url> {
    let url = variable("LETTERBELL_TEST_POSTGRES_URL")?;
    Some(url.parse().expect("LETTERBELL_TEST_POSTGRES_URL is a URL: postgres://USER@HOST/DATABASE"))
}

/// An empty database that one test owns. It is removed when dropped.
#[derive(Debug)]
pub enum TestDatabase {
    Sqlite { folder: TempDir },
    Postgres { server: Url, name: String },
}

impl TestDatabase {
    /// A SQLite file in a folder of its own, so that its `-wal` and `-shm` go with it.
    pub fn sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        // An empty file is an empty database: a client that creates no file can open it too.
        std::fs::write(folder.path().join(SQLITE_FILE), "").expect("the new folder can be written");
        Self::Sqlite { folder }
    }

    /// A new database on the server of [`postgres_url`]; `None` when there is no server.
    ///
    /// # Panics
    /// When there is one but it does not answer, or does not let us create a database.
    pub fn postgres() -> Option<Self> {
        let server = postgres_url()?;
        let name = on_server(&server, async |connection| {
            drop_leftovers(connection).await?;
            create(connection).await
        });
        let name = name.unwrap_or_else(|error| panic!("no database on LETTERBELL_TEST_POSTGRES_URL: {error}"));
        Some(Self::Postgres { server, name })
    }

    /// What the setting `database.url` takes: `sqlite:PATH` or `postgres://…`.
    pub fn url(&self) -> String {
        match self {
            Self::Sqlite { folder } => format!("sqlite:{}", sqlite_path(folder).display()),
            Self::Postgres { server, name } => {
                let mut url = server.clone();
                url.set_path(name);
                url.into()
            }
        }
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let Self::Postgres { server, name } = self else { return };
        // FORCE: a process that the test killed may still be connected in the server's eyes.
        let statement = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        let dropped = on_server(server, async |connection| execute(connection, statement).await);
        if let Err(error) = dropped {
            eprintln!("{name} stays behind: {error}");
        }
    }
}

const SQLITE_FILE: &str = "letterbell.db";

fn sqlite_path(folder: &TempDir) -> PathBuf {
    folder.path().join(SQLITE_FILE)
}

/// Creates a database whose name tells, by the server's clock, when it was made: `lb_test_SECONDS_RANDOM`.
async fn create(connection: &mut PgConnection) -> sqlx::Result<String> {
    let mut random = [0; 8];
    aws_lc_rs::rand::fill(&mut random).expect("the machine has randomness");
    let made: i64 = sqlx::query_scalar("SELECT extract(epoch FROM now())::bigint").fetch_one(&mut *connection).await?;
    let name = format!("lb_test_{made}_{:016x}", u64::from_ne_bytes(random));
    // template0: nobody can be connected to it, which would refuse the copy.
    execute(connection, format!("CREATE DATABASE {name} TEMPLATE template0")).await?;
    Ok(name)
}

/// Drops what tests that were killed left behind a day ago or more; younger ones may be in use.
async fn drop_leftovers(connection: &mut PgConnection) -> sqlx::Result<()> {
    let leftovers: Vec<String> = sqlx::query_scalar(
        r"SELECT datname::text FROM pg_database
          WHERE datname ~ '^lb_test_\d+_' AND split_part(datname, '_', 3)::bigint < extract(epoch FROM now()) - 86400",
    )
    .fetch_all(&mut *connection)
    .await?;
    for name in leftovers {
        execute(connection, format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await?;
    }
    Ok(())
}

async fn execute(connection: &mut PgConnection, statement: String) -> sqlx::Result<()> {
    sqlx::raw_sql(AssertSqlSafe(statement)).execute(connection).await?;
    Ok(())
}

/// Connects to the server and runs `work`, on a thread of its own: the caller may be inside a runtime, or in `drop`.
fn on_server<T: Send>(
    server: &Url,
    work: impl AsyncFnOnce(&mut PgConnection) -> sqlx::Result<T> + Send,
) -> sqlx::Result<T> {
    let talk = || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(async {
            let mut connection = PgConnection::connect(server.as_str()).await?;
            let answer = work(&mut connection).await?;
            connection.close().await?;
            Ok(answer)
        })
    };
    std::thread::scope(|scope| scope.spawn(talk).join().expect("talking to the server does not panic"))
}
