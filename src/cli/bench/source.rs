//! Postfix's `smtp-source`: what is compared with. It composes nothing and records nothing.

use std::process::Command;
use std::time::{Duration, Instant};

use serde::Serialize;

use super::BenchError;
use super::far_side::{FarSide, SinkKind};
use super::process::Running;
use super::workshop::Workshop;

/// Enough for a rate, and soon over.
const MOST_MESSAGES: u64 = 40_000;

/// What `smtp-source -l` adds to a message: its headers, in bytes.
const HEADERS: usize = 135;

/// What `smtp-source` reached.
#[derive(Clone, Debug, Serialize)]
pub struct SourceRun {
    /// Messages sent.
    pub messages: u64,
    /// Their mean size on the wire, in bytes; `smtp-sink` does not tell.
    pub message_bytes: Option<f64>,
    /// Messages a second, from the first to the last, by the sink.
    pub rate: f64,
    /// Its CPU for each, in microseconds.
    pub cpu_us: f64,
    /// The sink's.
    pub sink_cpu_us: f64,
}

/// Whether it is on this machine.
pub fn is_here() -> bool {
    super::machine::find("smtp-source").is_some()
}

/// Sends up to `messages` of `size` bytes over `connections` into a fresh sink.
pub fn run(
    kind: SinkKind,
    messages: u64,
    connections: u16,
    size: usize,
    workshop: &mut Workshop,
) -> Result<SourceRun, BenchError> {
    let program =
        super::machine::find("smtp-source").ok_or(BenchError::Missing { what: "smtp-source", package: "postfix" })?;
    let messages = messages.min(MOST_MESSAGES);
    workshop.say(&format!("smtp-source sends {messages} mails into the {}", kind.name()));
    let mut sink = FarSide::start(kind, Duration::ZERO, workshop)?;
    let mut command = Command::new(program);
    command.args(["-d", "-M", "bench.example", "-f", "bench@example.org", "-t", "reader@example.org"]);
    command.arg("-s").arg(connections.to_string()).arg("-m").arg(messages.to_string());
    command.arg("-l").arg(size.saturating_sub(HEADERS).to_string()).arg(sink.address.to_string());
    let mut source = Running::start_logged("smtp-source", command, &workshop.log("smtp-source"))?;
    let first = sink.first(&mut source, workshop)?;
    let seen = Instant::now();
    let (taken, last) = sink.all(messages, workshop)?;
    if taken < messages {
        return Err(source.failed(&format!("sent {taken} of {messages} mails")));
    }
    while !source.has_ended() {
        super::process::pause(super::process::LOOK_EVERY, &workshop.stop)?;
    }
    let (cpu, sink_cpu) = (source.cpu(), sink.cpu());
    source.finished(&workshop.stop)?;
    let report = sink.end()?;
    let window = report.as_ref().map_or(
        super::far_side::Window { first, seconds: (last - seen).as_secs_f64() },
        super::sink::SinkReport::window,
    );
    let each = |cpu: Duration| cpu.as_secs_f64() * 1e6 / messages as f64;
    Ok(SourceRun {
        messages,
        message_bytes: report.as_ref().map(super::sink::SinkReport::message_bytes),
        rate: window.rate(messages),
        cpu_us: each(cpu),
        sink_cpu_us: each(sink_cpu),
    })
}
