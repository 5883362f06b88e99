//! Being woken when another process queued mail: PostgreSQL's LISTEN and NOTIFY. A hint, never a promise: who waits also looks from time
//! to time.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use sqlx::PgPool;
use sqlx::postgres::PgListener;

use super::Store;
use super::engine::{Engine, Transaction};
use super::error::StoreError;

/// The channel of all Letterbells on a database.
const CHANNEL: &str = "letterbell_mail_queued";

/// A hint need not outlive the server, so nobody waits for the disk.
const NOTIFY: &str = "SELECT set_config('synchronous_commit', 'off', true), pg_notify($1, '')";

/// How long a notice waits for company: far less than until the others look by themselves.
const COMPANY: Duration = Duration::from_millis(20);

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
/// Not within the transaction that queues it: PostgreSQL lets those that notify commit one after the other, each with its wait for the disk. And
/// nobody waits for it: what was committed is answered, and one notice serves all that is queued within [`COMPANY`].
#[derive(Clone, Debug)]
pub(super) struct Waking {
    pool: PgPool,
    /// Whether something was queued that they have not been told of.
    wanted: Arc<AtomicBool>,
}

impl Waking {
    pub(super) fn new(pool: PgPool) -> Self {
        Self { pool, wanted: Arc::default() }
    }

    /// Has them told in a moment.
    fn tell_soon(&self) {
        if self.wanted.swap(true, Ordering::SeqCst) {
            return;
        }
        let waking = self.clone();
        tokio::spawn(async move {
            tokio::time::sleep(COMPANY).await;
            waking.tell().await;
        });
    }

    /// Tells them now, when there is something to tell. What was committed stays committed when it fails: they also look by themselves.
    pub(super) async fn tell(&self) {
        if !self.wanted.swap(false, Ordering::SeqCst) {
            return;
        }
        if let Err(error) = sqlx::query(NOTIFY).bind(CHANNEL).execute(&self.pool).await {
            tracing::warn!(error = %error, "other senders were not told of new mail; they look by themselves");
        }
    }
}

impl Transaction {
    /// Wakes the senders in other processes soon after this transaction is committed.
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
                    waking.tell_soon();
                }
                Ok(())
            }
        }
    }
}
