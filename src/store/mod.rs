//! The database: one file a noun, each SQL statement once, SQLite and PostgreSQL behind one type.
//!
//! [`Store`] is concrete on purpose (docs/decisions/0002): what differs between the engines is in `engine`, `sqlite`, `postgres` and in
//! the few statements that have two texts. A method is one whole transaction with a domain name, so that no transaction leaks out and
//! none is open while something else is waited for.

mod accounting;
mod address_changes;
mod archive;
mod attributes;
mod consent;
mod control;
mod counting;
mod deliveries;
mod digests;
mod editions;
mod engine;
mod error;
mod feeds;
mod guard;
mod import;
mod instance;
mod introductions;
mod lists;
mod looks;
mod migrate;
mod outcomes;
mod personal_data;
mod pictures;
mod placements;
mod planning;
mod postgres;
mod posts;
mod preferences;
mod register;
mod requests;
mod row;
mod schedules;
mod sign_ups;
mod singles;
mod sites;
mod sqlite;
mod statement;
mod stories;
mod subscriptions;
mod suppressions;
mod templates;
mod verify;
mod wakes;
mod workers;
mod written;

use std::path::{Path, PathBuf};

pub use accounting::{MailRecord, Uncertain};
pub use address_changes::{AddressMoved, OpenChange};
pub use archive::Slice;
pub use consent::{ConsentEntry, ProofEntry};
pub use deliveries::{Claim, ClaimCursor, ClaimedDelivery, ClaimedDigest, Gone, Reclaimed};
pub use digests::{NewDigest, PlannedDigest};
pub use editions::{EditionKey, NewEdition, StoredEdition};
pub use error::StoreError;
pub use feeds::PollRecord;
pub use guard::{Quarantine, UndoSpan};
pub use import::{ImportRow, ImportTarget, ImportedBatch, SkippedRow};
pub use lists::NewList;
pub use migrate::{Backup, Migrated};
pub use outcomes::{Intent, IntentAnswer, Outcome, Turn};
pub use planning::{ChoicesOfReaders, Chunk};
pub use posts::{FoundPosts, TakenIn};
pub use register::{Entered, Entry, LeavingEntry, RequestEntry};
pub use schedules::NewSchedule;
pub use sign_ups::{Requested, SubscriptionRequest};
pub use singles::{LatestPost, LatestPosts, NewSingle};
pub use sqlite::FileLock;
pub use stories::{AttemptRecord, DeliveryStory, SuppressionRecord};
pub use subscriptions::Changed;
pub use suppressions::NewSuppression;
pub use templates::{OwnTemplate, TemplateVersion};
pub use verify::Checked;
pub use wakes::Wakes;
pub use written::{Draft, Kept, Taken};

use engine::Engine;

/// An open database, cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    engine: Engine,
    /// The SQLite file, for what lies beside it.
    file: Option<PathBuf>,
}

/// How a database is opened.
#[derive(Clone, Copy, Debug)]
pub struct StoreOptions {
    /// Connections at most: to PostgreSQL, or readers of SQLite.
    pub connections: u32,
    /// Whether a SQLite file that holds data is copied before a migration changes it.
    pub backup: Backup,
}

impl Default for StoreOptions {
    fn default() -> Self {
        Self { connections: 8, backup: Backup::BeforeMigration }
    }
}

/// Who may send from this database.
#[derive(Debug)]
pub enum SendingLock {
    /// This process, until the lock is dropped.
    Ours(FileLock),
    /// Another process: its unfinished deliveries must not be taken for those of a dead one.
    Taken,
    /// Any number of processes: PostgreSQL's leases tell them apart.
    NotNeeded,
}

impl Store {
    /// Opens `url` (`sqlite:PATH` or `postgres://…`) and migrates it.
    pub async fn open(url: &str, options: StoreOptions) -> Result<(Self, Migrated), StoreError> {
        let store = Self::connect(url, options).await?;
        let migrated = migrate::migrate(&store.engine, store.file.as_deref(), options.backup).await?;
        Ok((store, migrated))
    }

    /// Opens `url` as it is, and tells the migrations that it lacks. A SQLite file must be there.
    pub async fn open_as_it_is(url: &str, options: StoreOptions) -> Result<(Self, Vec<String>), StoreError> {
        let store = Self::connect(url, options).await?;
        let missing = migrate::missing(&store.engine).await?;
        Ok((store, missing))
    }

    async fn connect(url: &str, options: StoreOptions) -> Result<Self, StoreError> {
        Ok(match url.strip_prefix("sqlite:") {
            Some(path) => {
                let path = PathBuf::from(path);
                Self { engine: sqlite::open(&path, options.connections).await?, file: Some(path) }
            }
            None => Self { engine: postgres::open(url, options.connections).await?, file: None },
        })
    }

    /// Takes the lock of the one process that sends from a SQLite file.
    pub fn lock_for_sending(&self) -> Result<SendingLock, StoreError> {
        let Some(file) = self.file.as_deref() else {
            return Ok(SendingLock::NotNeeded);
        };
        Ok(sqlite::lock_for_sending(file)?.map_or(SendingLock::Taken, SendingLock::Ours))
    }

    /// The SQLite file; `None` on PostgreSQL.
    pub fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// Closes the connections, after what they do now. A process that has queued mail and ends calls this, or the others may hear of it late.
    pub async fn close(&self) {
        match &self.engine {
            Engine::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Engine::Postgres { pool, waking } => {
                waking.tell().await;
                pool.close().await;
            }
        }
    }

    /// Prepares every statement on this engine; tells those that it refuses. For the test that holds the statements to the schema.
    pub async fn check_statements(&self) -> Result<Vec<String>, StoreError> {
        let files = [
            accounting::STATEMENTS,
            address_changes::STATEMENTS,
            archive::STATEMENTS,
            attributes::STATEMENTS,
            consent::STATEMENTS,
            control::STATEMENTS,
            counting::STATEMENTS,
            deliveries::STATEMENTS,
            digests::STATEMENTS,
            editions::STATEMENTS,
            feeds::STATEMENTS,
            guard::STATEMENTS,
            import::STATEMENTS,
            instance::STATEMENTS,
            introductions::STATEMENTS,
            lists::STATEMENTS,
            looks::STATEMENTS,
            migrate::STATEMENTS,
            outcomes::STATEMENTS,
            personal_data::STATEMENTS,
            pictures::STATEMENTS,
            placements::STATEMENTS,
            planning::STATEMENTS,
            posts::STATEMENTS,
            preferences::STATEMENTS,
            requests::STATEMENTS,
            schedules::STATEMENTS,
            sign_ups::STATEMENTS,
            singles::STATEMENTS,
            sites::STATEMENTS,
            stories::STATEMENTS,
            subscriptions::STATEMENTS,
            suppressions::STATEMENTS,
            templates::STATEMENTS,
            workers::STATEMENTS,
            written::STATEMENTS,
            verify::STATEMENTS,
        ];
        let mut refused = Vec::new();
        for statement in files.into_iter().flatten() {
            if let Err(error) = self.engine.prepare(statement).await? {
                refused.push(format!("{}: {error}", statement.name));
            }
        }
        Ok(refused)
    }
}
