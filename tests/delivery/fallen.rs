//! A part of the service that fails beyond what it can bear takes the service down, rather than leaving half of it.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use letterbell::app::{self, AppError, Core};
use letterbell::clock::{Clock, SystemClock};
use letterbell::config::Settings;
use letterbell::domain::time::Timestamp;
use tokio::task;
use tokio_util::sync::CancellationToken;

use crate::support::databases::TestDatabase;

/// Once it is broken it is right for one task alone, the service's own: any of its parts that asks panics.
struct BreakableClock {
    right_for: Arc<OnceLock<task::Id>>,
}

impl Clock for BreakableClock {
    fn now(&self) -> Timestamp {
        let asks = task::try_id();
        assert!(self.right_for.get().is_none_or(|service| asks == Some(*service)), "this clock is broken");
        SystemClock.now()
    }
}

async fn core(right_for: &Arc<OnceLock<task::Id>>) -> (TestDatabase, Core) {
    let database = TestDatabase::sqlite();
    let settings = [("LETTERBELL__DATABASE__URL".to_owned(), database.url())];
    let core = Core::open(Settings::load(None, settings).unwrap()).await.unwrap();
    (database, Core { clock: Arc::new(BreakableClock { right_for: Arc::clone(right_for) }), ..core })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_part_that_panics_ends_the_service_with_an_error() {
    let right_for = Arc::default();
    let (_database, core) = core(&right_for).await;
    let serving = tokio::spawn(async move {
        // Its start would fail by itself.
        right_for.set(task::id()).unwrap();
        app::serve(core, None, CancellationToken::new()).await
    });
    let ended = tokio::time::timeout(Duration::from_secs(60), serving).await.expect("the service ends");
    assert!(matches!(ended.unwrap(), Err(AppError::PartFell)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_service_that_is_told_to_stop_ends_without_an_error() {
    let (_database, core) = core(&Arc::default()).await;
    let shutdown = CancellationToken::new();
    let serving = tokio::spawn(app::serve(core, None, shutdown.clone()));
    shutdown.cancel();
    assert!(matches!(serving.await.unwrap(), Ok(())));
}
