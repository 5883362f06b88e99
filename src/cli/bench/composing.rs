//! What a mail costs from the claimed delivery to its bytes for the relay, through the composer that the sender has.

use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use super::BenchError;
use super::run::Case;
use super::stage::Stage;
use super::workshop::Workshop;
use crate::app::Core;
use crate::config::Settings;
use crate::operations::compose::Framing;
use crate::store::{Claim, ClaimCursor, ClaimedDelivery};

/// Mails that are claimed; each is composed many times.
const MAILS: u32 = 1000;
/// Rounds over all of them, of which the median is told.
const ROUNDS: usize = 21;

/// The median time of one mail.
pub fn composing(case: &Case, workshop: &mut Workshop) -> Result<Duration, BenchError> {
    let case = Case { recipients: u64::from(MAILS), compare: false, ..case.clone() };
    let stage = Stage::set(&case, workshop)?;
    workshop.say("composing");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let failed = |words: String| BenchError::Answer { program: "composing".to_owned(), answer: words };
    runtime.map_err(|error| failed(error.to_string()))?.block_on(rounds(stage.settings())).map_err(failed)
}

async fn rounds(settings: &Path) -> Result<Duration, String> {
    let settings = Settings::load(Some(settings), []).map_err(|errors| errors.to_string())?;
    let core = Core::open(settings).await.map_err(|error| error.to_string())?;
    let now = core.clock.now();
    let lease_until = now.plus(Duration::from_mins(1));
    let claim = Claim { owner: "bench", singles: MAILS, bulk: MAILS, now, lease_until };
    let claimed = core.store.claim(&mut ClaimCursor::default(), &claim).await.map_err(|error| error.to_string())?;
    let composer = core.composer();
    let mut took = Vec::with_capacity(ROUNDS);
    for _ in 0..=ROUNDS {
        let began = Instant::now();
        for delivery in &claimed {
            let composed = composer.compose(delivery, Framing::DotStuffed).await.map_err(|error| error.to_string())?;
            black_box(composed.wire_form.pieces());
        }
        took.push(began.elapsed() / per(&claimed));
    }
    // The first round encodes the edition.
    took.remove(0);
    took.sort_unstable();
    core.store.close().await;
    Ok(took[took.len() / 2])
}

fn per(claimed: &[ClaimedDelivery]) -> u32 {
    u32::try_from(claimed.len().max(1)).unwrap_or(u32::MAX)
}
