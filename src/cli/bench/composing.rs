//! What a mail costs from the claimed delivery to its bytes for the relay, through the composer that the sender has.

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tokio::runtime::Builder;
use tokio::task::JoinSet;

use super::BenchError;
use super::run::Case;
use super::stage::Stage;
use super::workshop::Workshop;
use crate::app::Core;
use crate::config::Settings;
use crate::operations::compose::{Composer, Framing};
use crate::store::{Claim, ClaimCursor, ClaimedDelivery};

/// Mails that are claimed; each is composed many times.
const MAILS: u32 = 1000;
/// Rounds over all of them, of which the median is told.
const ROUNDS: usize = 21;
/// How long mails are signed, as long as `openssl speed` is let sign.
const SIGNING: Duration = Duration::from_secs(3);
/// Mails under way while they are signed, as many as a sender with 50 connections has.
const UNDER_WAY: usize = 50;

/// The median time of one mail, on one core.
pub fn composing(case: &Case, workshop: &mut Workshop) -> Result<Duration, BenchError> {
    let stage = Stage::set(&at_hand(case), workshop)?;
    workshop.say("composing");
    on_runtime(Builder::new_current_thread(), rounds(stage.settings()))
}

/// Mails that are composed and signed in a second on all cores, and go nowhere.
pub fn signing(case: &Case, workshop: &mut Workshop) -> Result<f64, BenchError> {
    let stage = Stage::set(&at_hand(case), workshop)?;
    workshop.say("composing and signing");
    on_runtime(Builder::new_multi_thread(), all_cores(stage.settings()))
}

/// The case with as many readers as mails are composed for.
fn at_hand(case: &Case) -> Case {
    Case { recipients: u64::from(MAILS), compare: false, ..case.clone() }
}

fn on_runtime<T>(mut builder: Builder, work: impl Future<Output = Result<T, String>>) -> Result<T, BenchError> {
    let failed = |words: String| BenchError::Answer { program: "composing".to_owned(), answer: words };
    let runtime = builder.enable_all().build().map_err(|error| failed(error.to_string()))?;
    runtime.block_on(work).map_err(failed)
}

/// The digest's deliveries, claimed, and what composes them.
async fn claimed(settings: &Path) -> Result<(Core, Vec<ClaimedDelivery>), String> {
    let settings = Settings::load(Some(settings), []).map_err(|errors| errors.to_string())?;
    let core = Core::open(settings).await.map_err(|error| error.to_string())?;
    let now = core.clock.now();
    let lease_until = now.plus(Duration::from_mins(1));
    let claim = Claim { owner: "bench", singles: MAILS, bulk: MAILS, now, lease_until };
    let claimed = core.store.claim(&mut ClaimCursor::default(), &claim).await.map_err(|error| error.to_string())?;
    Ok((core, claimed))
}

async fn rounds(settings: &Path) -> Result<Duration, String> {
    let (core, claimed) = claimed(settings).await?;
    let composer = core.composer();
    let mut took = Vec::with_capacity(ROUNDS);
    for _ in 0..=ROUNDS {
        let began = Instant::now();
        for delivery in &claimed {
            compose(&composer, delivery).await?;
        }
        took.push(began.elapsed() / per(&claimed));
    }
    // The first round encodes the edition.
    took.remove(0);
    took.sort_unstable();
    core.store.close().await;
    Ok(took[took.len() / 2])
}

async fn all_cores(settings: &Path) -> Result<f64, String> {
    let (core, claimed) = claimed(settings).await?;
    let (composer, claimed) = (Arc::new(core.composer()), Arc::new(claimed));
    // The first mail encodes the edition.
    compose(&composer, &claimed[0]).await?;
    let made = Arc::new(AtomicU64::new(0));
    let began = Instant::now();
    let mut tasks = JoinSet::new();
    for _ in 0..UNDER_WAY {
        let (composer, claimed, made) = (Arc::clone(&composer), Arc::clone(&claimed), Arc::clone(&made));
        tasks.spawn(async move {
            for delivery in claimed.iter().cycle().take_while(|_| began.elapsed() < SIGNING) {
                compose(&composer, delivery).await?;
                made.fetch_add(1, Ordering::Relaxed);
            }
            Ok(())
        });
    }
    tasks.join_all().await.into_iter().collect::<Result<(), String>>()?;
    let took = began.elapsed();
    core.store.close().await;
    Ok(made.load(Ordering::Relaxed) as f64 / took.as_secs_f64())
}

async fn compose(composer: &Composer, delivery: &ClaimedDelivery) -> Result<(), String> {
    let composed = composer.compose(delivery, Framing::DotStuffed).await.map_err(|error| error.to_string())?;
    black_box(composed.wire_form.pieces());
    Ok(())
}

fn per(claimed: &[ClaimedDelivery]) -> u32 {
    u32::try_from(claimed.len().max(1)).unwrap_or(u32::MAX)
}
