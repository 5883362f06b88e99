//! Being woken when another process queued mail: PostgreSQL's LISTEN and NOTIFY. A hint, never a promise: who waits also looks from time
//! to time.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use sqlx::PgPool;
use sqlx::postgres::PgListener;
use tokio::sync::Mutex;

use super::Store;
use super::engine::{Engine, Transaction};
use super::error::StoreError;

/// The channel of all Letterbells on a database.
const CHANNEL: &str = "letterbell_mail_queued";

/// A hint need not outlive the server, so nobody waits for the disk.
const NOTIFY: &str = "SELECT set_config('synchronous_commit', 'off', true), pg_notify($1, '')";

/// Hears of mail that other processes queued.
pub struct Wakes(PgListener);

impl Store {
    /// Listens from now on; `None` on SQLite, where one process sends.
    pub async fn wakes(&self) -> Result<Option<Wakes>, StoreError> {
        let Engine::Postgres { pool, .. } = &self.engine else { return Ok(None) };
        let listening = async {
            let mut listener = PgListener::connect_with(pool).await?;
            listener.listen(CHANNEL).await?;
            Ok(listener)
        };
        let listener = listening.await.map_err(|error| StoreError::from_driver("LISTEN", &error))?;
        Ok(Some(Wakes(listener)))
    }
}

impl Wakes {
    /// Waits for the next hint. Connects again by itself; what was said meanwhile is not heard.
    pub async fn next(&mut self) -> Result<(), StoreError> {
        self.0.recv().await.map(drop).map_err(|error| StoreError::from_driver("LISTEN", &error))
    }
}

/// Tells other processes that mail was queued.
///
/// Not within the transaction that queues it: PostgreSQL lets those that notify commit one after the other, each with its wait for the disk.
#[derive(Clone, Debug)]
pub(super) struct Waking {
    pool: PgPool,
    /// How often somebody wanted them told.
    wanted: Arc<AtomicU64>,
    /// The last of those whom a notice covers.
    told: Arc<Mutex<u64>>,
}

impl Waking {
    pub(super) fn new(pool: PgPool) -> Self {
        Self { pool, wanted: Arc::default(), told: Arc::default() }
    }

    /// Tells them, once for all who ask meanwhile. What was committed stays committed when it fails: they also look by themselves.
    async fn wake(&self) {
        let own = self.wanted.fetch_add(1, Ordering::SeqCst) + 1;
        let mut told = self.told.lock().await;
        if *told >= own {
            return;
        }
        let through = self.wanted.load(Ordering::SeqCst);
        match sqlx::query(NOTIFY).bind(CHANNEL).execute(&self.pool).await {
            Ok(_) => *told = through,
            Err(error) => {
                tracing::warn!(error = %error, "other senders were not told of new mail; they look by themselves");
            }
        }
    }
}

impl Transaction {
    /// Wakes the senders in other processes once this transaction is committed.
    pub(super) fn wake_senders(&mut self) {
        if let Self::Postgres { wakes, .. } = self {
            *wakes = true;
        }
    }

    /// Makes the changes durable.
    pub(super) async fn commit(self) -> Result<(), StoreError> {
        let from_driver = |error| StoreError::from_driver("COMMIT", &error);
        match self {
            Self::Sqlite(transaction) => transaction.commit().await.map_err(from_driver),
            Self::Postgres { transaction, waking, wakes } => {
                transaction.commit().await.map_err(from_driver)?;
                if wakes {
                    waking.wake().await;
                }
                Ok(())
            }
        }
    }
}
