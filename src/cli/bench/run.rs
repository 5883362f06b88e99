//! One measured run: a digest is planned, sent into a sink, and counted at both ends.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use serde::Serialize;

use super::BenchError;
use super::far_side::{FarSide, SinkKind, Window};
use super::machine::cores;
use super::postgres::Postgres;
use super::process::{Running, pause};
use super::sink::SinkReport;
use super::source::{self, SourceRun};
use super::stage::Stage;
use super::workshop::{DatabaseKind, Workshop};

/// What is measured.
#[derive(Clone, Debug)]
pub struct Case {
    /// On which database.
    pub database: DatabaseKind,
    /// Into which sink.
    pub sink: SinkKind,
    /// How many get the digest.
    pub recipients: u64,
    /// Over how many connections.
    pub connections: u16,
    /// How much later the sink answers.
    pub delay: Duration,
    /// Whether `smtp-source` sends before and after.
    pub compare: bool,
    /// Signs with this key.
    pub dkim_key: Option<PathBuf>,
}

/// What was measured.
#[derive(Clone, Debug, Serialize)]
pub struct Run {
    /// On which database.
    pub database: DatabaseKind,
    /// Into which sink.
    pub sink: SinkKind,
    /// How many got the digest: as many were sent by the digest's rows, and taken by the sink.
    pub recipients: u64,
    /// Over how many connections.
    pub connections: u16,
    /// The sink's delay.
    pub delay_ms: f64,
    /// How much later than asked the sink answered, on average.
    pub late_ms: Option<f64>,
    /// How long bringing the readers in took.
    pub import_seconds: f64,
    /// How long planning took.
    pub planning_seconds: f64,
    /// The mean size of a message on the wire, without the final dot; `smtp-sink` does not tell, and then it is the preview's.
    pub message_bytes: f64,
    /// From the first message to the last, by the sink.
    pub seconds: f64,
    /// Messages a second in that time.
    pub rate: f64,
    /// `smtp-source` into a sink of the same kind: before and after.
    pub smtp_source: Vec<SourceRun>,
    /// `rate` by the mean of those two.
    pub ratio: Option<f64>,
    /// CPU for each message, in microseconds, user and system.
    pub cpu_us: Sides,
    /// Cores that were busy on average.
    pub busy_cores: Sides,
    /// What limited the rate, in words.
    pub limit: String,
    /// The most memory that the sender has held.
    pub peak_memory_bytes: u64,
    /// Messages a second in the first tenth of the messages.
    pub first_tenth_rate: Option<f64>,
    /// And in the last.
    pub last_tenth_rate: Option<f64>,
}

/// A figure for each side.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Sides {
    /// The sending process; with SQLite the database is in it.
    pub sender: f64,
    /// The sink.
    pub sink: f64,
    /// PostgreSQL's processes; `None` for SQLite, and for a server that is not the bench's own.
    pub database: Option<f64>,
}

impl Sides {
    /// The sender's and the database's.
    pub fn sending(&self) -> f64 {
        self.sender + self.database.unwrap_or(0.0)
    }
}

/// A core that is busy for more than this part of the time is what limits.
const FULL: f64 = 0.9;

/// How long the last outcomes may take to be written down after the last message.
const RECORDING: Duration = Duration::from_secs(30);

/// Runs it.
pub fn measure(case: &Case, workshop: &mut Workshop) -> Result<Run, BenchError> {
    let stage = Stage::set(case, workshop)?;
    let mut compared = Vec::new();
    let compare = |compared: &mut Vec<SourceRun>, workshop: &mut Workshop| {
        if case.compare {
            let size = stage.message_bytes;
            compared.push(source::run(case.sink, case.recipients, case.connections, size, workshop)?);
        }
        Ok(())
    };
    compare(&mut compared, workshop)?;
    let sent = send(case, &stage, workshop)?;
    compare(&mut compared, workshop)?;
    workshop.drop_database(case.database);
    Ok(told(case, &stage, &sent, compared))
}

/// What one sending left.
struct Sent {
    window: Window,
    report: Option<SinkReport>,
    used: Used,
    peak_memory_bytes: u64,
}

/// CPU used between two looks, and messages sent meanwhile.
struct Used {
    messages: u64,
    seconds: f64,
    sender: Duration,
    sink: Duration,
    database: Option<Duration>,
}

fn send(case: &Case, stage: &Stage, workshop: &mut Workshop) -> Result<Sent, BenchError> {
    let Case { recipients, database, .. } = *case;
    let sending = format!("on {} into the {}", database.name(), case.sink.name());
    workshop.say(&format!("sending {recipients} mails {sending}"));
    let mut sink = FarSide::start(case.sink, case.delay, workshop)?;
    let mut sender = stage.start_sender(sink.address, case.connections, workshop)?;
    // The start of the program is not what is measured.
    let first = sink.first(&mut sender, workshop)?;
    let seen = Instant::now();
    let look = |sender: &Running, sink: &FarSide, workshop: &Workshop| {
        (sender.cpu(), sink.cpu(), workshop.server(database).and_then(Postgres::cpu))
    };
    let before = look(&sender, &sink, workshop);
    let (_, last) = sink.all(recipients, workshop)?;
    let accounting = recorded(stage, workshop)?;
    workshop.clear_away(database)?;
    let after = look(&sender, &sink, workshop);
    let peak_memory_bytes = sender.peak_memory();
    let taken = sink.messages()?;
    if taken != recipients || accounting != recipients {
        return Err(BenchError::Miscounted { wanted: recipients, taken, sent: accounting });
    }
    if sender.has_ended() {
        return Err(sender.failed("ended by itself"));
    }
    drop(sender);
    let report = sink.end()?;
    let window = report.as_ref().map_or(Window { first, seconds: (last - seen).as_secs_f64() }, SinkReport::window);
    let used = Used {
        messages: recipients - first.min(recipients - 1),
        seconds: (last - seen).as_secs_f64(),
        sender: after.0.saturating_sub(before.0),
        sink: after.1.saturating_sub(before.1),
        database: after.2.zip(before.2).map(|(after, before)| after.saturating_sub(before)),
    };
    Ok(Sent { window, report, used, peak_memory_bytes })
}

/// Waits until no delivery is open; returns how many are sent.
fn recorded(stage: &Stage, workshop: &Workshop) -> Result<u64, BenchError> {
    let began = Instant::now();
    loop {
        let accounting = stage.accounting(workshop)?;
        if accounting.open == 0 || began.elapsed() > RECORDING {
            return Ok(accounting.sent);
        }
        pause(Duration::from_millis(200), &workshop.stop)?;
    }
}

fn told(case: &Case, stage: &Stage, sent: &Sent, smtp_source: Vec<SourceRun>) -> Run {
    let Sent { window, report, used, peak_memory_bytes } = sent;
    let rate = window.rate(case.recipients);
    let mean = smtp_source.iter().map(|run| run.rate).sum::<f64>() / smtp_source.len() as f64;
    let sides = |figure: &dyn Fn(Duration) -> f64| Sides {
        sender: figure(used.sender),
        sink: figure(used.sink),
        database: used.database.map(figure),
    };
    let busy_cores = sides(&|cpu| cpu.as_secs_f64() / used.seconds.max(1e-3));
    let tenths = report.as_ref().map(SinkReport::tenths);
    let late = |report: &SinkReport| (report.delayed > 0).then(|| report.late_us as f64 / report.delayed as f64 / 1e3);
    Run {
        database: case.database,
        sink: case.sink,
        recipients: case.recipients,
        connections: case.connections,
        delay_ms: case.delay.as_secs_f64() * 1e3,
        late_ms: report.as_ref().and_then(late),
        import_seconds: stage.import.as_secs_f64(),
        planning_seconds: stage.planning.as_secs_f64(),
        message_bytes: report.as_ref().map_or(stage.message_bytes as f64, SinkReport::message_bytes),
        seconds: window.seconds,
        rate,
        ratio: (!smtp_source.is_empty()).then(|| rate / mean),
        smtp_source,
        cpu_us: sides(&|cpu| cpu.as_secs_f64() * 1e6 / used.messages as f64),
        limit: limit(&busy_cores, cores()),
        busy_cores,
        peak_memory_bytes: *peak_memory_bytes,
        first_tenth_rate: tenths.map(|(first, _)| first),
        last_tenth_rate: tenths.map(|(_, last)| last),
    }
}

/// Which side was busy all the time.
fn limit(busy: &Sides, cores: usize) -> String {
    let sides = [("sender", busy.sender), ("sink", busy.sink), ("database", busy.database.unwrap_or(0.0))];
    let (most, share) = sides.into_iter().max_by(|(_, a), (_, b)| a.total_cmp(b)).unwrap_or(sides[0]);
    let all: f64 = sides.iter().map(|(_, share)| share).sum();
    if all >= FULL * cores as f64 {
        format!("the machine: all {cores} cores are full, most of it by the {most}")
    } else if share >= FULL {
        format!("the {most}: {:.0} % of a core", share * 100.0)
    } else {
        format!("waiting: nobody fills a core, the {most} most with {:.0} %", share * 100.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_side_that_fills_a_core_is_named() {
        let sides = |sender, sink, database| Sides { sender, sink, database };
        for (busy, words) in [
            (sides(0.2, 0.97, None), "the sink: 97 %"),
            (sides(1.1, 0.3, Some(0.5)), "all 2 cores are full, most of it by the sender"),
            (sides(0.3, 0.2, Some(0.92)), "the database: 92 %"),
            (sides(0.4, 0.1, None), "waiting: nobody fills a core, the sender"),
        ] {
            let said = limit(&busy, 2);
            assert!(said.contains(words), "{said}");
        }
    }
}
