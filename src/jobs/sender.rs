//! Sends what is due over every relay's connections; takes over from the dead; drains at the end.

use std::panic::resume_unwind;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::feeder::Feeder;
use super::{Panic, rest, until_shutdown};
use crate::operations::attend::{Attendance, Clocks};
use crate::operations::deliver::{Courier, RecipientDomains, RelayLine, Slot, Tray};
use crate::operations::reclaim::reclaim_from;
use crate::operations::record::RecorderLoop;

/// A connection without work for so long says goodbye to its relay.
const IDLE: Duration = Duration::from_secs(10);

/// How often a sender says that it is there, and looks for others that are not any more.
const ATTEND_EVERY: Duration = Duration::from_secs(5);

/// The sender's parts.
pub struct Sender {
    /// What connections share. Nobody else holds its recorder when the sender ends.
    pub courier: Arc<Courier>,
    /// The committing end of the courier's recorder.
    pub recording: RecorderLoop,
    /// The courier's clock, and the machine's.
    pub clocks: Clocks,
    /// The relays.
    pub relays: Vec<Arc<RelayLine>>,
    /// The limits for receivers' domains.
    pub domains: RecipientDomains,
    /// How long a claim lasts without renewal.
    pub lease: Duration,
    /// How long messages under way may take to end.
    pub drain: Duration,
    /// Woken when mail was queued.
    pub mail_queued: Arc<Notify>,
}

impl Sender {
    /// Sends until `shutdown`; then claims nothing more, gives back what was not begun, and lets messages under way end.
    ///
    /// # Panics
    ///
    /// When one of its tasks did, after all the others have ended in order.
    pub async fn run(self, shutdown: CancellationToken) {
        if let Some(panic) = self.send_until(shutdown).await {
            resume_unwind(panic);
        }
    }

    async fn send_until(self, shutdown: CancellationToken) -> Option<Panic> {
        let Self { courier, recording, clocks, relays, domains, lease, drain, mail_queued } = self;
        let connections = relays.iter().map(|relay| usize::from(relay.relay().connections)).sum();
        let tray = Tray::new(connections, relays.clone(), domains.clone());
        let mut recording = JoinSet::from_iter([recording.run()]);
        let mut lines = JoinSet::new();
        // Leases are renewed until the last message has ended.
        let ended = CancellationToken::new();
        let mut attendance = Attendance::new(Arc::clone(&courier), clocks, relays.clone(), domains, lease);
        // The first claim goes by the right clock and by this sender's share.
        attendance.attend().await;
        let attending = tokio::spawn(attend(attendance, ended.clone()));
        let feeder = Feeder { courier: Arc::clone(&courier), tray: tray.clone(), lease, wake: mail_queued };
        lines.spawn(feeder.run(shutdown.clone()));
        let mut number = 0;
        for relay in &relays {
            for place in 0..relay.relay().connections {
                let slot = Slot::new(Arc::clone(relay), place, number);
                number += 1;
                lines.spawn(work(slot, Arc::clone(&courier), tray.clone(), shutdown.clone()));
            }
        }
        let fell = tokio::select! {
            fell = until_shutdown(&mut recording, &shutdown) => fell,
            fell = until_shutdown(&mut lines, &shutdown) => fell,
        };
        let unbegun = tray.close();
        if let Err(error) = courier.give_back_unbegun(&unbegun).await {
            tracing::warn!(%error, "claimed deliveries could not be given back; their leases will end");
        }
        let drained = tokio::time::timeout(drain, async { while lines.join_next().await.is_some() {} }).await;
        if drained.is_err() {
            tracing::warn!("relays did not answer in time; their messages count as unknown");
            lines.shutdown().await;
        }
        ended.cancel();
        let _ = attending.await;
        // The last outcomes are recorded before anything that is left is called unknown.
        let owner = courier.owner.clone();
        let (store, on_unknown, clock) = (courier.store.clone(), courier.on_unknown, Arc::clone(&courier.clock));
        drop(courier);
        let recorded = async { while recording.join_next().await.is_some() {} };
        if tokio::time::timeout(Duration::from_secs(3), recorded).await.is_err() {
            tracing::error!("the last outcomes could not be recorded; they count as unknown after the next start");
            return fell;
        }
        if let Err(error) = reclaim_from(&store, &owner, on_unknown, clock.now()).await {
            tracing::warn!(%error, "what was under way could not be given back; its leases will end");
        }
        fell
    }
}

/// One connection: takes deliveries until there are no more.
async fn work(mut slot: Slot, courier: Arc<Courier>, tray: Tray, shutdown: CancellationToken) {
    while !shutdown.is_cancelled() {
        if let Some(span) = slot.rest() {
            if span >= IDLE || !slot.may_be_used() {
                slot.close().await;
            }
            if !rest(span, None, &shutdown).await {
                break;
            }
            continue;
        }
        let next = tokio::time::timeout(IDLE, tray.next(slot.line())).await;
        match next {
            Ok(Some(taken)) => slot.deliver(&courier, &tray, taken).await,
            Ok(None) => break,
            Err(_) => slot.close().await,
        }
    }
    slot.close().await;
}

/// Says that this sender is there, renews its leases, and takes over from others that are gone; at the end says goodbye.
async fn attend(mut attendance: Attendance, ended: CancellationToken) {
    loop {
        attendance.attend().await;
        if !rest(ATTEND_EVERY, None, &ended).await {
            break;
        }
    }
    attendance.leave().await;
}
