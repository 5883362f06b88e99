//! Being woken when another process queued mail: PostgreSQL's LISTEN and NOTIFY. A hint, never a promise: who waits also looks from time
//! to time.

use sqlx::postgres::PgListener;

use super::Store;
use super::engine::{Engine, Transaction};
use super::error::StoreError;

/// The channel of all Letterbells on a database.
const CHANNEL: &str = "letterbell_mail_queued";

/// Hears of mail that other processes queued.
pub struct Wakes(PgListener);

impl Store {
    /// Listens from now on; `None` on SQLite, where one process sends.
    pub async fn wakes(&self) -> Result<Option<Wakes>, StoreError> {
        let Engine::Postgres(pool) = &self.engine else { return Ok(None) };
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

impl Transaction {
    /// Wakes the senders in other processes once this transaction is committed.
    pub(super) async fn wake_senders(&mut self) -> Result<(), StoreError> {
        let Self::Postgres(transaction) = self else { return Ok(()) };
        let notified = sqlx::query("SELECT pg_notify($1, '')").bind(CHANNEL).execute(&mut **transaction).await;
        notified.map(drop).map_err(|error| StoreError::from_driver("NOTIFY", &error))
    }
}
