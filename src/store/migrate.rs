//! Bringing a database up to the schema that this binary knows.

use std::borrow::Cow;
use std::path::Path;
use std::time::Duration;

use sqlx::SqlSafeStr as _;
use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};

use super::engine::Engine;
use super::error::StoreError;
use super::postgres;
use super::sqlite::{self, FileLock};
use super::statement::{Statement, statements};

/// One schema change: its number, its name, and its text for both databases.
struct Step {
    version: i64,
    name: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

macro_rules! steps {
    ($($version:literal $name:literal),* $(,)?) => {
        &[$(Step {
            version: $version,
            name: $name,
            sqlite: include_str!(concat!("../../migrations/sqlite/", $name, ".sql")),
            postgres: include_str!(concat!("../../migrations/postgres/", $name, ".sql")),
        }),*]
    };
}

const STEPS: &[Step] = steps![
    1 "0001_start",
    2 "0002_sender",
    3 "0003_readers",
    4 "0004_placements",
    5 "0005_archive",
    6 "0006_mails",
    7 "0007_guard",
    8 "0008_preferences",
    9 "0009_languages",
    10 "0010_written_posts",
    11 "0011_system_sender",
    12 "0012_alarm",
    13 "0013_looks",
    14 "0014_templates",
    15 "0015_attributes",
    16 "0016_pictures",
    17 "0017_counting",
    18 "0018_introductions",
    19 "0019_introductions_of_digests",
    20 "0020_sign_ups",
];

/// How long a start waits for another one that migrates.
const PATIENCE: Duration = Duration::from_secs(60);

statements! {
    /// Nothing is there on a new database: then the table of migrations is missing.
    HAS_MIGRATIONS = {
        sqlite: "SELECT count(*) AS n FROM sqlite_master WHERE name = '_sqlx_migrations'",
        postgres: "SELECT count(*) AS n FROM information_schema.tables
                   WHERE table_schema = current_schema() AND table_name = '_sqlx_migrations'",
    };
}

/// Whether a SQLite file that holds data is copied before it is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backup {
    /// It is.
    BeforeMigration,
    /// The operator makes copies in another way.
    Never,
}

/// What [`migrate`] did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Migrated {
    /// Names of the migrations that were applied, in order.
    pub applied: Vec<String>,
    /// The copy that was made first, when a database with data in it was changed.
    pub backup: Option<std::path::PathBuf>,
}

/// Applies what is missing. A SQLite file that holds data is copied first; a database newer than this binary is refused.
///
/// Two starts at once do no harm: the second waits for the first and finds nothing to do.
pub(super) async fn migrate(engine: &Engine, path: Option<&Path>, backup: Backup) -> Result<Migrated, StoreError> {
    migrate_to(STEPS, engine, path, backup).await
}

/// What [`migrate`] would apply; changes nothing.
pub(super) async fn missing(engine: &Engine) -> Result<Vec<String>, StoreError> {
    let known = applied(engine).await?;
    if let Some(&found) = known.iter().find(|version| STEPS.iter().all(|step| step.version != **version)) {
        return Err(StoreError::Newer { found });
    }
    let missing = STEPS.iter().filter(|step| !known.contains(&step.version));
    Ok(missing.map(|step| step.name.to_owned()).collect())
}

async fn migrate_to(
    steps: &[Step],
    engine: &Engine,
    path: Option<&Path>,
    backup: Backup,
) -> Result<Migrated, StoreError> {
    let _lock = lock(engine, path).await?;
    if let Engine::Sqlite { writer, .. } = engine {
        sqlite::log_ahead(writer).await?;
    }
    let known = applied(engine).await?;
    if let Some(&found) = known.iter().find(|version| steps.iter().all(|step| step.version != **version)) {
        return Err(StoreError::Newer { found });
    }
    let missing: Vec<&Step> = steps.iter().filter(|step| !known.contains(&step.version)).collect();
    let Some(first) = missing.first() else {
        return Ok(Migrated { applied: Vec::new(), backup: None });
    };
    let backup = match (engine, path) {
        (Engine::Sqlite { .. }, Some(path)) if !known.is_empty() && backup == Backup::BeforeMigration => {
            Some(back_up(engine, path, first.name).await?)
        }
        _ => None,
    };
    run(steps, engine).await?;
    Ok(Migrated { applied: missing.iter().map(|step| step.name.to_owned()).collect(), backup })
}

/// Held until it is dropped.
enum MigrationLock {
    File { _lock: FileLock },
    Transaction { _lock: sqlx::Transaction<'static, sqlx::Postgres> },
}

async fn lock(engine: &Engine, path: Option<&Path>) -> Result<Option<MigrationLock>, StoreError> {
    if let Engine::Postgres { pool, .. } = engine {
        let lock = postgres::lock_for_migration(pool).await?;
        return Ok(Some(MigrationLock::Transaction { _lock: lock }));
    }
    let Some(path) = path.map(Path::to_owned) else { return Ok(None) };
    let locked = tokio::task::spawn_blocking(move || sqlite::lock_for_migration(&path));
    let waited = tokio::time::timeout(PATIENCE, locked).await.map_err(|_| StoreError::Unavailable {
        statement: "migrating",
        cause: "another process has been migrating this database for a minute".to_owned(),
    })?;
    Ok(Some(MigrationLock::File { _lock: waited.expect("locking does not panic")? }))
}

async fn applied(engine: &Engine) -> Result<Vec<i64>, StoreError> {
    let there = engine.row(&HAS_MIGRATIONS, &[]).await?.map_or(Ok(0), |row| row.integer("n"))?;
    if there == 0 {
        return Ok(Vec::new());
    }
    engine.rows(&APPLIED, &[]).await?.iter().map(|row| row.integer("version")).collect()
}

/// Not among the listed statements: its table is the migrator's own and not there when the statements are checked.
const APPLIED: Statement = Statement {
    name: "APPLIED",
    sqlite: "SELECT version FROM _sqlx_migrations WHERE success ORDER BY version",
    postgres: "SELECT version FROM _sqlx_migrations WHERE success ORDER BY version",
};

/// Copies the file as one consistent snapshot, and never over an earlier copy.
async fn back_up(engine: &Engine, path: &Path, before: &str) -> Result<std::path::PathBuf, StoreError> {
    let copy = (0..100)
        .map(|n| {
            sqlite::beside(path, &if n == 0 { format!("before-{before}") } else { format!("before-{before}.{n}") })
        })
        .find(|copy| !copy.exists())
        .ok_or_else(|| StoreError::Migration("a hundred backups lie beside the database: take some away".to_owned()))?;
    let Engine::Sqlite { writer, .. } = engine else {
        return Err(StoreError::Migration("only a SQLite file is backed up by copying".to_owned()));
    };
    sqlx::query("VACUUM INTO $1")
        .bind(copy.to_string_lossy().into_owned())
        .execute(writer)
        .await
        .map_err(|error| StoreError::from_driver("backing up before the migration", &error))?;
    Ok(copy)
}

async fn run(steps: &[Step], engine: &Engine) -> Result<(), StoreError> {
    let migrations = |text: fn(&Step) -> &'static str| {
        let migration = |step: &Step| {
            let name = Cow::Borrowed(step.name);
            Migration::new(step.version, name, MigrationType::Simple, text(step).into_sql_str(), false)
        };
        Migrator::with_migrations(steps.iter().map(migration).collect())
    };
    let ran = match engine {
        Engine::Sqlite { writer, .. } => migrations(|step| step.sqlite).run(writer).await,
        Engine::Postgres { pool, .. } => migrations(|step| step.postgres).run(pool).await,
    };
    ran.map_err(|error| match error {
        MigrateError::VersionMissing(found) => StoreError::Newer { found },
        MigrateError::VersionMismatch(version) => StoreError::Migration(format!(
            "migration {version} was applied with another text: this database belongs to another build"
        )),
        other => StoreError::Migration(other.to_string()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::statement::params;

    const NOTE: &str = "CREATE TABLE note (words TEXT NOT NULL); INSERT INTO note VALUES ('first')";
    const REMARK: &str = "ALTER TABLE note RENAME TO remark";
    const BROKEN: &str = "ALTER TABLE note RENAME TO remark; ALTER TABLE nothing RENAME TO something";
    const FIRST: Step = Step { version: 1, name: "0001_note", sqlite: NOTE, postgres: NOTE };
    const SECOND: Step = Step { version: 2, name: "0002_remark", sqlite: REMARK, postgres: REMARK };
    const FAILING: Step = Step { sqlite: BROKEN, postgres: BROKEN, ..SECOND };

    const WORDS: Statement =
        Statement { name: "WORDS", sqlite: "SELECT words FROM note", postgres: "SELECT words FROM note" };
    const NEW_WORDS: Statement =
        Statement { name: "NEW_WORDS", sqlite: "SELECT words FROM remark", postgres: "SELECT words FROM remark" };

    /// A file in which the first step was taken.
    async fn older_file(folder: &Path) -> (Engine, std::path::PathBuf) {
        let path = folder.join("letterbell.db");
        let engine = sqlite::open(&path, 1).await.unwrap();
        let migrated = migrate_to(&[FIRST], &engine, Some(&path), Backup::BeforeMigration).await.unwrap();
        assert_eq!(migrated, Migrated { applied: vec!["0001_note".to_owned()], backup: None }, "nothing was there");
        (engine, path)
    }

    #[tokio::test]
    async fn a_file_with_data_is_copied_before_a_migration_changes_it() {
        let folder = tempfile::tempdir().unwrap();
        let (engine, path) = older_file(folder.path()).await;
        let migrated = migrate_to(&[FIRST, SECOND], &engine, Some(&path), Backup::BeforeMigration).await.unwrap();
        assert_eq!(migrated.applied, ["0002_remark"]);
        assert!(engine.row(&NEW_WORDS, params![]).await.unwrap().is_some());
        let copy = sqlite::open(&migrated.backup.unwrap(), 1).await.unwrap();
        assert_eq!(copy.row(&WORDS, params![]).await.unwrap().unwrap().text("words").unwrap(), "first");
    }

    #[tokio::test]
    async fn a_failing_migration_changes_nothing_and_never_writes_over_an_earlier_copy() {
        let folder = tempfile::tempdir().unwrap();
        let (engine, path) = older_file(folder.path()).await;
        for copies in 1..=2 {
            let steps = [FIRST, FAILING];
            let failed = migrate_to(&steps, &engine, Some(&path), Backup::BeforeMigration).await.unwrap_err();
            assert!(failed.to_string().contains("nothing"), "it says what is wrong: {failed}");
            assert!(engine.row(&WORDS, params![]).await.unwrap().is_some(), "half a migration is none");
            let files = std::fs::read_dir(folder.path()).unwrap();
            let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
            assert_eq!(names.filter(|name| name.contains("before-0002_remark")).count(), copies);
        }
    }

    #[tokio::test]
    async fn no_copy_is_made_when_the_operator_makes_their_own() {
        let folder = tempfile::tempdir().unwrap();
        let (engine, path) = older_file(folder.path()).await;
        let migrated = migrate_to(&[FIRST, SECOND], &engine, Some(&path), Backup::Never).await.unwrap();
        assert_eq!(migrated.backup, None);
    }
}
