//! Whether a claim takes longer the more of its digest is done: a digest goes through the queue as the sender takes it, and nobody sends it.

use std::time::{Duration, Instant};

use tokio::runtime::Builder;

use super::BenchError;
use super::run::Case;
use super::stage::Stage;
use super::workshop::Workshop;
use crate::app::Core;
use crate::config::Settings;
use crate::domain::delivery::DeliveryState;
use crate::domain::reply::Stage as Step;
use crate::domain::time::Timestamp;
use crate::store::{Claim, ClaimCursor, ClaimedDelivery, Intent, Outcome, Store, StoreError};

/// Deliveries of a claim: eight for each of 50 connections, as the sender takes them.
const BATCH: u32 = 400;
const LEASE: Duration = Duration::from_mins(1);

/// The median time of a claim, among the first and among the last tenth of a digest's claims.
#[derive(Clone, Copy, Debug)]
pub struct Claiming {
    /// While nothing was done.
    pub first: Duration,
    /// When nearly all was.
    pub last: Duration,
}

/// Takes a whole digest through the queue.
pub fn claiming(case: &Case, workshop: &mut Workshop) -> Result<Claiming, BenchError> {
    let case = Case { compare: false, dkim_key: None, ..case.clone() };
    let stage = Stage::set(&case, workshop)?;
    workshop.say(&format!("claiming {} deliveries on {}", case.recipients, case.database.name()));
    let failed = |words: String| BenchError::Answer { program: "claiming".to_owned(), answer: words };
    let settings = Settings::load(Some(stage.settings()), []).map_err(|errors| failed(errors.to_string()))?;
    let runtime = Builder::new_current_thread().enable_all().build().map_err(|error| failed(error.to_string()))?;
    let (took, claimed) = runtime.block_on(async {
        let core = Core::open(settings).await.map_err(|error| failed(error.to_string()))?;
        let took = emptied(&core).await.map_err(|error| failed(error.to_string()));
        core.store.close().await;
        took
    })?;
    workshop.drop_database(case.database);
    if claimed != case.recipients {
        return Err(BenchError::Miscounted { wanted: case.recipients, taken: claimed, sent: claimed });
    }
    let tenth = took.len().div_ceil(10);
    Ok(Claiming { first: median(&took[..tenth]), last: median(&took[took.len() - tenth..]) })
}

/// How long each claim took until nothing was left, and how many deliveries there were.
async fn emptied(core: &Core) -> Result<(Vec<Duration>, u64), StoreError> {
    let (mut cursor, mut took, mut claimed) = (ClaimCursor::default(), Vec::new(), 0);
    loop {
        let now = core.clock.now();
        let claim = Claim { owner: "bench", singles: BATCH, bulk: BATCH, now, lease_until: now.plus(LEASE) };
        let began = Instant::now();
        let deliveries = core.store.claim(&mut cursor, &claim).await?;
        if deliveries.is_empty() {
            return Ok((took, claimed));
        }
        took.push(began.elapsed());
        claimed += deliveries.len() as u64;
        record_sent(&core.store, &deliveries, now).await?;
    }
}

/// Writes down what the sender would if a relay had taken them all.
async fn record_sent(store: &Store, deliveries: &[ClaimedDelivery], at: Timestamp) -> Result<(), StoreError> {
    let intent = |delivery: &ClaimedDelivery| Intent { delivery: delivery.id, epoch: delivery.epoch, turn: None };
    let outcome = |delivery: &ClaimedDelivery| Outcome {
        delivery: delivery.id,
        epoch: delivery.epoch,
        state: DeliveryState::Sent,
        due_at: None,
        charged: true,
        relay: "bench".to_owned(),
        stage: Step::Dot,
        code: Some(250),
        reply: "2.0.0 queued".to_owned(),
        message_id: format!("{}@bench.example", delivery.id),
        at,
        took_ms: 1,
    };
    store.record(&[], &deliveries.iter().map(intent).collect::<Vec<_>>(), at).await?;
    store.record(&deliveries.iter().map(outcome).collect::<Vec<_>>(), &[], at).await?;
    Ok(())
}

fn median(took: &[Duration]) -> Duration {
    let mut sorted = took.to_vec();
    sorted.sort_unstable();
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}
