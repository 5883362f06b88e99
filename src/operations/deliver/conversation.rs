//! One connection at work.
//!
//! What one exchange with the recorder makes durable, the last message's outcome and the next one's intent, comes before the next final dot.
//! So at most one message of a connection (with BDAT: one window) is accepted without a record of it, whatever happens.

mod run;

use std::collections::VecDeque;
use std::pin::pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use self::run::{Ready, Run};
use super::{Courier, RelayLine, Taken, Tray};
use crate::domain::retry::AGAIN_AFTER;
use crate::message::Framing;
use crate::relay::{Connection, HandedOver, RelayFault, Transaction};
use crate::store::{IntentAnswer, Turn};

/// One connection's place: empty, or holding an open connection.
pub struct Slot {
    line: Arc<RelayLine>,
    place: u16,
    /// Its number in this process, for its messages' turns.
    number: u32,
    begun: u32,
    open: Option<Open>,
}

struct Open {
    connection: Connection,
    carried: u32,
}

/// How long a granted intent holds without being asked for again: a reader who leaves while a slow relay is waited for is left out all the
/// same.
const INTENT_HOLDS: Duration = Duration::from_millis(250);
/// How long an outcome waits to share a commit with the next intent.
const OUTCOME_WAITS: Duration = Duration::from_millis(250);
/// How long an announced message waits for the verdict on the one before it, or at the service's end for an answer; then another connection may
/// have it.
const NEXT_WAITS: Duration = Duration::from_secs(5);

impl Slot {
    /// A place without a connection: the `place`th of its relay and the `number`th of this process, both from 0.
    pub const fn new(line: Arc<RelayLine>, place: u16, number: u32) -> Self {
        Self { line, place, number, begun: 0, open: None }
    }

    /// The relay that it belongs to.
    pub fn line(&self) -> &RelayLine {
        &self.line
    }

    /// How much longer it must not be used.
    pub fn rest(&self) -> Option<Duration> {
        self.line.rest(self.place)
    }

    /// Whether it belongs to this process, among all that share the relay's connections.
    pub fn may_be_used(&self) -> bool {
        self.line.may_use(self.place)
    }

    /// Says goodbye to the relay, if a connection is open.
    pub async fn close(&mut self) {
        self.line.give_up_scouting(self.place);
        if let Some(open) = self.open.take() {
            open.connection.quit().await;
        }
    }

    /// Delivers `first` and then whatever the tray holds, until it holds nothing or the relay cannot be used.
    pub async fn deliver(&mut self, courier: &Courier, tray: &Tray, first: Taken) {
        let _at_work = courier.recorder.begin_work();
        let framing = Framing::DotStuffed;
        let turn = Turn { connection: self.number, begun: self.begun };
        let mut run = Run { courier, tray, framing, turn, upcoming: Some(first), outcome: None };
        while let Some(taken) = run.upcoming.take().or_else(|| self.take_in_time(tray)) {
            if !self.begin(&mut run, taken).await {
                break;
            }
        }
        run.settle_outcome().await;
        // Whatever it found out is told by now; if it found out nothing, another one must be able to.
        self.line.give_up_scouting(self.place);
        self.begun = run.turn.begun;
    }

    /// The next delivery, unless its place in the relay's pace would be far away, or the connection is another process's by now.
    fn take_in_time(&self, tray: &Tray) -> Option<Taken> {
        let goes_on = self.may_be_used() && self.line.has_place_soon();
        if goes_on { tray.take(&self.line) } else { None }
    }

    /// Brings one delivery onto the wire, and those that can follow it directly; `false` when the connection is of no use now.
    async fn begin(&mut self, run: &mut Run<'_>, taken: Taken) -> bool {
        if self.has_to_open().await {
            run.settle_outcome().await;
            let Some(connected) = before_the_end(run.tray, self.connect()).await else {
                run.courier.give_back(&taken.delivery, Duration::ZERO, None).await;
                return false;
            };
            if let Err(fault) = connected {
                self.line.note_fault(&fault);
                let words = format!("relay {}: {fault}", self.line.relay().name);
                if run.tray.lines().iter().all(|line| line.is_misconfigured()) {
                    run.courier.stop_digest(&taken.delivery, &format!("no relay can be used: {words}")).await;
                }
                run.courier.give_back(&taken.delivery, Duration::ZERO, Some(&words)).await;
                return false;
            }
        }
        if self.open.as_ref().is_some_and(|open| run.is_for_another(open, &taken)) {
            self.leave_to_another(run, taken).await;
            return true;
        }
        let Some(taken) = self.wait_for_place(run, taken).await else { return false };
        // Behind one name there may be servers of several kinds: each connection says anew what it takes.
        let takes_chunks = self.open.as_ref().is_some_and(|open| open.connection.takes_chunks());
        run.framing = if takes_chunks { Framing::Plain } else { Framing::DotStuffed };
        let Some(ready) = run.compose(taken).await else { return true };
        let answer = run.exchange(&[ready.intent()]).await;
        if answer != [IntentAnswer::Granted] {
            return true;
        }
        let Some(mut open) = self.open.take() else { return true };
        let is_good = if takes_chunks {
            self.send_in_chunks(run, &mut open, ready).await
        } else {
            self.send_as_data(run, &mut open, ready).await
        };
        if is_good {
            self.open = Some(open);
        }
        true
    }

    /// `ready` and its followers by DATA, each one's envelope sent with the end of the one before.
    async fn send_as_data(&self, run: &mut Run<'_>, open: &mut Open, ready: Ready) -> bool {
        let mut granted = Instant::now();
        let Some(announced) = before_the_end(run.tray, open.connection.announce(&ready.envelope())).await else {
            run.let_go(&self.line, &ready, "not sent: the relay has not said whether it takes it").await;
            return false;
        };
        if let Err(refusal) = announced {
            run.conclude(&self.line, open, ready, &refusal).await;
            return open.connection.is_usable();
        }
        let mut current = ready;
        loop {
            let is_stale = granted.elapsed() > INTENT_HOLDS;
            if is_stale && run.exchange(&[current.intent()]).await != [IntentAnswer::Granted] {
                // The relay waits for a text that its reader does not want any more: only hanging up ends that.
                return false;
            }
            let next = self.line_up(run, open, 1).await;
            let next = match next {
                Some(next) if run.exchange(&[next.intent()]).await == [IntentAnswer::Granted] => Some(next),
                _ => None,
            };
            run.settle_outcome_durably().await;
            granted = Instant::now();
            let (handed, was_let_go) = self.hand_over(run, open, &current, next.as_ref()).await;
            run.conclude(&self.line, open, current, &handed.ended).await;
            if was_let_go {
                // The relay waits for a text that goes over another connection by now.
                return false;
            }
            let (Some(next), Some(announced)) = (next, handed.next) else { return open.connection.is_usable() };
            let heard = match announced {
                Ok(()) => self.hear_announcement(run, open, &next).await,
                Err(refusal) => Some(Err(refusal)),
            };
            match heard {
                Some(Ok(())) => current = next,
                Some(Err(refusal)) => {
                    run.conclude(&self.line, open, next, &refusal).await;
                    return open.connection.is_usable();
                }
                None => return false,
            }
        }
    }

    /// Sends a text with the next envelope behind it. When the verdict takes long, that next message is let go: the second answer.
    async fn hand_over(
        &self,
        run: &Run<'_>,
        open: &mut Open,
        current: &Ready,
        next: Option<&Ready>,
    ) -> (HandedOver, bool) {
        let text = current.composed.wire_form.pieces();
        let envelope = next.map(Ready::envelope);
        let mut handing = pin!(open.connection.hand_over(&text, envelope.as_ref()));
        match (tokio::time::timeout(NEXT_WAITS, &mut handing).await, next) {
            (Ok(handed), _) => (handed, false),
            (Err(_), None) => (handing.await, false),
            (Err(_), Some(next)) => {
                run.let_go(&self.line, next, "not sent: the relay has not answered for the mail before it").await;
                (handing.await, true)
            }
        }
    }

    /// What the relay says to the message that was announced with the one before. It may take its time for it: the last message's outcome does
    /// not wait for that, and the announced one is let go in the end: `None`.
    async fn hear_announcement(
        &self,
        run: &mut Run<'_>,
        open: &mut Open,
        next: &Ready,
    ) -> Option<Result<(), Transaction>> {
        let mut hearing = pin!(open.connection.hear_announcement());
        if let Ok(heard) = tokio::time::timeout(OUTCOME_WAITS, &mut hearing).await {
            return Some(heard);
        }
        run.settle_outcome_durably().await;
        if let Ok(heard) = tokio::time::timeout(NEXT_WAITS, hearing).await {
            return Some(heard);
        }
        run.let_go(&self.line, next, "not sent: the relay has not said whether it takes it").await;
        None
    }

    /// `ready` and its followers by BDAT, up to the relay's window on their way at a time.
    async fn send_in_chunks(&self, run: &mut Run<'_>, open: &mut Open, ready: Ready) -> bool {
        let window = usize::from(self.line.relay().window);
        let mut on_their_way: VecDeque<Ready> = VecDeque::with_capacity(window);
        let mut next = Some(ready);
        let mut is_good = true;
        loop {
            if let Some(ready) = next.take() {
                let text = ready.composed.wire_form.pieces();
                match open.connection.send_chunk(&ready.envelope(), &text).await {
                    Ok(()) => on_their_way.push_back(ready),
                    Err(refusal) => {
                        is_good &= !matches!(refusal.ending, crate::relay::Ending::Lost(_));
                        run.conclude(&self.line, open, ready, &refusal).await;
                    }
                }
            }
            if is_good && on_their_way.len() < window {
                next = match self.line_up(run, open, on_their_way.len()).await {
                    Some(next) if run.exchange(&[next.intent()]).await == [IntentAnswer::Granted] => Some(next),
                    _ => None,
                };
                if next.is_some() {
                    continue;
                }
            }
            let Some(oldest) = on_their_way.pop_front() else {
                return is_good && open.connection.is_usable();
            };
            let verdict = open.connection.receive_verdict().await;
            is_good &= !open.connection.is_broken();
            run.conclude(&self.line, open, oldest, &verdict).await;
        }
    }

    /// Leaves a mail to a relay that can carry it. Where the servers behind this one's name differ, another connection may.
    async fn leave_to_another(&self, run: &Run<'_>, taken: Taken) {
        if self.line.leaves_utf8(run.tray.lines()) {
            run.put_back(taken).await;
            return;
        }
        let name = &self.line.relay().name;
        let words = format!("relay {name} does not take addresses beyond ASCII (no SMTPUTF8) over this connection");
        run.courier.give_back(&taken.delivery, AGAIN_AFTER, Some(&words)).await;
    }

    /// The next delivery, composed, when it can follow at once on this connection, behind so many that are `under_way`.
    async fn line_up(&self, run: &mut Run<'_>, open: &Open, under_way: usize) -> Option<Ready> {
        let relay = self.line.relay();
        let carried = open.carried.saturating_add(u32::try_from(under_way).unwrap_or(u32::MAX));
        let may_follow = open.connection.pipelines()
            && self.may_be_used()
            && carried < relay.messages_per_connection
            && open.connection.age() < relay.connection_age;
        if !may_follow || run.upcoming.is_some() {
            return None;
        }
        let taken = run.tray.take(&self.line)?;
        if run.is_for_another(open, &taken) || !self.line.take_place(run.courier.clock.now()) {
            run.upcoming = Some(taken);
            return None;
        }
        run.compose(taken).await
    }

    /// Waits for a place in the relay's pace and quota, and tells what takes it: a single mail that came meanwhile rather than a digest's. `None`
    /// when there is none today or soon, or the service ends before it comes; the delivery is given back then.
    async fn wait_for_place(&self, run: &mut Run<'_>, taken: Taken) -> Option<Taken> {
        let now = run.courier.clock.now();
        if self.line.take_place(now) {
            return Some(taken);
        }
        run.settle_outcome().await;
        if !self.line.has_place_soon() {
            run.put_back(taken).await;
            return None;
        }
        let is_single = taken.delivery.digest.is_none();
        let mut words = None;
        match self.line.take_from_quota(&run.courier.store, now, is_single).await {
            // One that was counted against the day's quota stays in this hand: several hands would count it several times.
            Ok(true) if is_single && !self.line.has_quota(now) => {
                // Whichever connection's place comes first has it: those that wait with a digest's mail have earlier ones.
                run.put_back(taken).await;
                let next = if self.place_comes(run).await { run.tray.take(&self.line) } else { None };
                if next.is_none() {
                    self.line.return_place(now);
                }
                return next;
            }
            Ok(true) => {
                if self.place_comes(run).await {
                    return Some(run.tray.prefer_single(&self.line, taken));
                }
                self.line.return_place(now);
            }
            Ok(false) => words = Some(format!("relay {}: the day's quota is used up", self.line.relay().name)),
            Err(error) => {
                tracing::error!(relay = self.line.relay().name, %error, "the relay's quota cannot be asked for");
            }
        }
        run.courier.give_back(&taken.delivery, Duration::ZERO, words.as_deref()).await;
        None
    }

    /// Waits for the relay's next place; `false` when the service ends before.
    async fn place_comes(&self, run: &Run<'_>) -> bool {
        let wait = self.line.reserve_place();
        tokio::select! {
            biased;
            () = tokio::time::sleep(wait) => true,
            () = run.tray.closed() => false,
        }
    }

    /// Whether there is no connection that can carry another message; one that the relay has closed meanwhile is none.
    async fn has_to_open(&mut self) -> bool {
        let relay = self.line.relay();
        let Some(open) = &mut self.open else { return true };
        !(open.connection.is_alive().await
            && open.carried < relay.messages_per_connection
            && open.connection.age() < relay.connection_age)
    }

    async fn connect(&mut self) -> Result<(), RelayFault> {
        if let Some(open) = self.open.take() {
            open.connection.quit().await;
        }
        let connection = Connection::open(self.line.relay(), self.line.tls()).await?;
        self.line.note_success();
        self.line.note_utf8(connection.takes_utf8());
        self.open = Some(Open { connection, carried: 0 });
        Ok(())
    }
}

/// What `step` comes to; `None` when the service ends and the relay takes its time even then: nothing of a mail is lost by leaving.
async fn before_the_end<T>(tray: &Tray, step: impl Future<Output = T>) -> Option<T> {
    let end = async {
        tray.closed().await;
        tokio::time::sleep(NEXT_WAITS).await;
    };
    tokio::select! {
        biased;
        done = step => Some(done),
        () = end => None,
    }
}
