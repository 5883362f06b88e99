//! Having a duty that one process at most has: running schedules and polling feeds. It goes by the database's clock, which the candidates
//! share: one whose machine is wrong about the time does not take it from the others, nor keeps it from them for years.

use std::time::{Duration, Instant};

use tokio::sync::Mutex;

use crate::store::{Store, StoreError};

/// How long a duty is held without being kept: another process takes over so long after this one died.
const HELD_FOR: Duration = Duration::from_secs(20);
/// How long after it was kept last a duty is kept again.
const KEPT_EVERY: Duration = Duration::from_secs(5);

/// This process as a candidate for a duty. On SQLite there is nobody else.
pub struct Duty {
    store: Store,
    name: &'static str,
    holder: String,
    kept: Mutex<Option<Instant>>,
}

impl Duty {
    /// A candidate under the name `holder`.
    pub fn new(store: Store, name: &'static str, holder: String) -> Self {
        Self { store, name, holder, kept: Mutex::new(None) }
    }

    /// Whether this process has the duty now; takes it when nobody has it. A database that is away leaves it open: `false`.
    pub async fn is_ours(&self) -> bool {
        if !self.store.is_shared() {
            return true;
        }
        let mut kept = self.kept.lock().await;
        if kept.is_some_and(|kept| kept.elapsed() < KEPT_EVERY) {
            return true;
        }
        let held = match self.hold().await {
            Ok(held) => held,
            Err(error) => {
                tracing::error!(duty = self.name, %error, "it cannot be told whose duty it is");
                false
            }
        };
        if held && kept.is_none() {
            tracing::info!(duty = self.name, "this process has the duty");
        }
        *kept = held.then(Instant::now);
        held
    }

    /// Does `work` while the duty is this process's, however long it takes; `None` when the duty was lost first, and the work was cut.
    pub async fn keep_during<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        let lost = async {
            while self.is_ours().await {
                tokio::time::sleep(KEPT_EVERY).await;
            }
        };
        tokio::select! {
            biased;
            done = work => Some(done),
            () = lost => None,
        }
    }

    async fn hold(&self) -> Result<bool, StoreError> {
        let now = self.store.database_clock().await?;
        self.store.hold_duty(self.name, &self.holder, now, now.plus(HELD_FOR)).await
    }

    /// Lets go of it, so that another process takes it at once.
    pub async fn leave(&self) {
        if self.store.is_shared() && self.kept.lock().await.take().is_some() {
            // When the database is away, it ends by itself.
            let _ = self.store.drop_duty(self.name, &self.holder).await;
        }
    }
}
