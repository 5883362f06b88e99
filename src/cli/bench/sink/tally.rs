//! What the sink counts.

use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

/// The width of a place in the timeline.
pub const TICK: Duration = Duration::from_millis(100);

/// The longest timeline: an hour. What comes later counts in its last place.
const MOST_TICKS: usize = 36_000;

/// Counted so far.
pub struct Tally {
    started: Instant,
    first: Option<Instant>,
    last: Option<Instant>,
    report: SinkReport,
}

/// What the sink says at its end: one line of JSON.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SinkReport {
    /// Messages taken.
    pub messages: u64,
    /// Their sizes together, in bytes on the wire without the final dots.
    pub bytes: u64,
    /// Connections accepted.
    pub connections: u64,
    /// When the first message was taken, in microseconds after the sink's start.
    pub first_us: u64,
    /// When the last one was.
    pub last_us: u64,
    /// Messages in each 100 ms after the first.
    pub timeline_100ms: Vec<u32>,
    /// Answers given with a delay.
    pub delayed: u64,
    /// How much later than asked they left, together, in microseconds: timers and a busy machine add to a round trip.
    pub late_us: u64,
    /// CPU that the sink's process has used, in microseconds.
    pub cpu_us: u64,
}

impl Tally {
    /// Nothing yet.
    pub fn new() -> Self {
        Self { started: Instant::now(), first: None, last: None, report: SinkReport::default() }
    }

    /// Somebody has come.
    pub const fn connected(&mut self) {
        self.report.connections += 1;
    }

    /// A message has been taken.
    pub fn took(&mut self, size: u64) {
        let now = Instant::now();
        let first = *self.first.get_or_insert(now);
        self.last = Some(now);
        self.report.messages += 1;
        self.report.bytes += size;
        let tick = usize::try_from((now - first).as_millis() / TICK.as_millis()).unwrap_or(usize::MAX);
        let tick = tick.min(MOST_TICKS - 1);
        let timeline = &mut self.report.timeline_100ms;
        if timeline.len() <= tick {
            timeline.resize(tick + 1, 0);
        }
        timeline[tick] += 1;
    }

    /// An answer that was `due` leaves now.
    pub fn answered_late(&mut self, due: Instant) {
        self.report.delayed += 1;
        self.report.late_us += micros(due.elapsed());
    }

    /// Messages taken so far.
    pub const fn messages(&self) -> u64 {
        self.report.messages
    }

    /// Everything, with the CPU that it took.
    pub fn report(&self, cpu: Duration) -> SinkReport {
        let since_start = |at: Option<Instant>| at.map_or(0, |at| micros(at - self.started));
        SinkReport {
            first_us: since_start(self.first),
            last_us: since_start(self.last),
            cpu_us: micros(cpu),
            ..self.report.clone()
        }
    }
}

fn micros(span: Duration) -> u64 {
    u64::try_from(span.as_micros()).unwrap_or(u64::MAX)
}
