//! A part of the service that fails beyond what it can bear takes the service down, rather than leaving half of it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use letterbell::app::{self, AppError, Core};
use letterbell::clock::{Clock, SystemClock};
use letterbell::config::Settings;
use letterbell::domain::time::Timestamp;
use tokio_util::sync::CancellationToken;

use crate::support::databases::TestDatabase;

/// Right until it is broken: whoever asks then panics.
struct BreakableClock {
    is_broken: Arc<AtomicBool>,
}

impl Clock for BreakableClock {
    fn now(&self) -> Timestamp {
        assert!(!self.is_broken.load(Ordering::Relaxed), "this clock is broken");
        SystemClock.now()
    }
}

async fn core(is_broken: &Arc<AtomicBool>) -> (TestDatabase, Core) {
    let database = TestDatabase::sqlite();
    let settings = [("LETTERBELL__DATABASE__URL".to_owned(), database.url())];
    let core = Core::open(Settings::load(None, settings).unwrap()).await.unwrap();
    (database, Core { clock: Arc::new(BreakableClock { is_broken: Arc::clone(is_broken) }), ..core })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_part_that_panics_ends_the_service_with_an_error() {
    let is_broken = Arc::new(AtomicBool::new(false));
    let (_database, core) = core(&is_broken).await;
    let serving = tokio::spawn(app::serve(core, None, CancellationToken::new()));
    // Long enough for its start, which would fail by itself.
    tokio::time::sleep(Duration::from_secs(1)).await;
    is_broken.store(true, Ordering::Relaxed);
    let ended = tokio::time::timeout(Duration::from_secs(60), serving).await.expect("the service ends");
    assert!(matches!(ended.unwrap(), Err(AppError::PartFell)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_service_that_is_told_to_stop_ends_without_an_error() {
    let (_database, core) = core(&Arc::new(AtomicBool::new(false))).await;
    let shutdown = CancellationToken::new();
    let serving = tokio::spawn(app::serve(core, None, shutdown.clone()));
    shutdown.cancel();
    assert!(matches!(serving.await.unwrap(), Ok(())));
}
