//! Where the measured mail goes: a sink of this program's, or Postfix's `smtp-sink`; a fresh process for each run.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use clap::ValueEnum;
use serde::Serialize;

use super::BenchError;
use super::process::{LOOK_EVERY, Running, pause, tail};
use super::sink::{SinkReport, TICK};
use super::workshop::Workshop;

/// Which sink.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum SinkKind {
    /// `letterbell bench sink`
    Own,
    /// Postfix's `smtp-sink`
    Postfix,
}

impl SinkKind {
    /// For the operator.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Own => "own sink",
            Self::Postfix => "smtp-sink",
        }
    }
}

/// Connections that may wait to be accepted by `smtp-sink`.
const BACKLOG: &str = "1024";

/// How long a sink may take to open its port.
const OPENING: Duration = Duration::from_secs(10);

/// No message for so long ends a run: nothing comes any more.
const SILENCE: Duration = Duration::from_secs(60);

/// A sink at work.
pub struct FarSide {
    running: Running,
    counter: Counter,
    /// Where it takes mail.
    pub address: SocketAddr,
}

enum Counter {
    /// Asked and answering, a line each.
    Asked(ChildStdin, BufReader<ChildStdout>),
    /// Where `smtp-sink -c` writes `mesg=5` and a carriage return for each message.
    Written(PathBuf),
}

/// The span from the first message to the last one, by the sink.
#[derive(Clone, Copy, Debug, Default)]
pub struct Window {
    /// When the first count was seen: so many had come.
    pub first: u64,
    /// Seconds from then to the last message.
    pub seconds: f64,
}

impl Window {
    /// Messages a second, of `messages` in all.
    pub fn rate(&self, messages: u64) -> f64 {
        messages.saturating_sub(self.first) as f64 / self.seconds.max(1e-9)
    }
}

impl FarSide {
    /// Starts one.
    pub fn start(kind: SinkKind, delay: Duration, workshop: &Workshop) -> Result<Self, BenchError> {
        match kind {
            SinkKind::Own => Self::own(delay, workshop),
            SinkKind::Postfix => Self::postfix(workshop),
        }
    }

    fn own(delay: Duration, workshop: &Workshop) -> Result<Self, BenchError> {
        let mut command = workshop.letterbell(&["bench", "sink"]);
        command.arg("--delay").arg(format!("{}ms", delay.as_millis()));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut running = Running::start("letterbell bench sink", command)?;
        let child = running.child();
        let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(running.failed("has no pipes"));
        };
        let mut output = BufReader::new(output);
        let address = answer(&mut output)?;
        let address = address.parse().map_err(|_| unexpected(&address))?;
        Ok(Self { running, counter: Counter::Asked(input, output), address })
    }

    fn postfix(workshop: &Workshop) -> Result<Self, BenchError> {
        let program =
            super::machine::find("smtp-sink").ok_or(BenchError::Missing { what: "smtp-sink", package: "postfix" })?;
        // It cannot say which port it took: one that is free now.
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|listener| listener.local_addr());
        let address = free.map_err(|error| BenchError::Start { program: "smtp-sink".to_owned(), error })?;
        let mut command = Command::new(program);
        if super::process::is_root() {
            command.args(["-u", "nobody"]);
        }
        command.arg("-c").arg(address.to_string()).arg(BACKLOG);
        let counted = workshop.log("smtp-sink");
        let mut running = Running::start_logged("smtp-sink", command, &counted)?;
        let began = Instant::now();
        while TcpStream::connect(address).is_err() {
            if running.has_ended() || began.elapsed() > OPENING {
                return Err(running.failed("does not open its port"));
            }
            pause(LOOK_EVERY, &workshop.stop)?;
        }
        Ok(Self { running, counter: Counter::Written(counted), address })
    }

    /// Messages taken so far.
    pub fn messages(&mut self) -> Result<u64, BenchError> {
        match &mut self.counter {
            Counter::Asked(input, output) => {
                let asked = input.write_all(b"\n").and_then(|()| input.flush());
                asked.map_err(|error| BenchError::Start { program: "letterbell bench sink".to_owned(), error })?;
                let said = answer(output)?;
                said.parse().map_err(|_| unexpected(&said))
            }
            Counter::Written(path) => Ok(counted(&tail(path))),
        }
    }

    /// Waits for the first message; `sender` may not end before. Returns what has come by then.
    pub fn first(&mut self, sender: &mut Running, workshop: &Workshop) -> Result<u64, BenchError> {
        let began = Instant::now();
        loop {
            match self.messages()? {
                0 if sender.has_ended() => return Err(sender.failed("ended before it sent anything")),
                0 if began.elapsed() > SILENCE => return Err(sender.failed("sends nothing")),
                0 => pause(LOOK_EVERY, &workshop.stop)?,
                messages => return Ok(messages),
            }
        }
    }

    /// Waits until `wanted` have come, or none for long. Returns the number and when the last was seen to have come.
    pub fn all(&mut self, wanted: u64, workshop: &Workshop) -> Result<(u64, Instant), BenchError> {
        let (mut seen, mut last) = (0, Instant::now());
        loop {
            let messages = self.messages()?;
            if messages > seen {
                (seen, last) = (messages, Instant::now());
            }
            if seen >= wanted || last.elapsed() > SILENCE {
                return Ok((seen, last));
            }
            pause(LOOK_EVERY, &workshop.stop)?;
        }
    }

    /// The CPU that it has used.
    pub fn cpu(&self) -> Duration {
        self.running.cpu()
    }

    /// Ends it; the sink of this program's tells everything that it counted.
    pub fn end(self) -> Result<Option<SinkReport>, BenchError> {
        match self.counter {
            Counter::Asked(input, mut output) => {
                drop(input);
                let said = answer(&mut output)?;
                serde_json::from_str(&said).map(Some).map_err(|_| unexpected(&said))
            }
            Counter::Written(path) => {
                // A counter of hundreds of thousands is some megabytes long.
                drop(File::create(path));
                Ok(None)
            }
        }
    }
}

impl SinkReport {
    /// The span that it saw.
    pub fn window(&self) -> Window {
        Window { first: 1, seconds: (self.last_us - self.first_us) as f64 / 1e6 }
    }

    /// The mean size of a message, in bytes.
    pub fn message_bytes(&self) -> f64 {
        self.bytes as f64 / self.messages.max(1) as f64
    }

    /// Messages a second in the first and in the last tenth of all messages.
    pub fn tenths(&self) -> (f64, f64) {
        let tenth = self.messages as f64 / 10.0;
        let whole = (self.last_us - self.first_us) as f64 / 1e6;
        let until = |wanted: f64| self.seconds_until(wanted).min(whole);
        let (first, last) = (until(tenth), whole - until(tenth * 9.0));
        (tenth / first.max(1e-3), tenth / last.max(1e-3))
    }

    /// When so many had come, in seconds after the first; within a tick they are taken to come evenly.
    fn seconds_until(&self, wanted: f64) -> f64 {
        let (mut come, tick) = (0.0, TICK.as_secs_f64());
        for (at, count) in self.timeline_100ms.iter().enumerate() {
            let count = f64::from(*count);
            if come + count >= wanted {
                return (at as f64 + (wanted - come) / count) * tick;
            }
            come += count;
        }
        self.timeline_100ms.len() as f64 * tick
    }
}

/// The last count that `smtp-sink -c` has written whole: each ends in a carriage return.
fn counted(written: &str) -> u64 {
    let (whole, _) = written.rsplit_once('\r').unwrap_or_default();
    whole.rsplit('\r').find_map(|count| count.split("mesg=").nth(1)?.parse().ok()).unwrap_or(0)
}

fn answer(output: &mut BufReader<ChildStdout>) -> Result<String, BenchError> {
    let mut line = String::new();
    let read = output.read_line(&mut line);
    read.map_err(|error| BenchError::Start { program: "letterbell bench sink".to_owned(), error })?;
    Ok(line.trim().to_owned())
}

fn unexpected(answer: &str) -> BenchError {
    BenchError::Answer { program: "letterbell bench sink".to_owned(), answer: answer.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_count_is_the_last_that_is_written_whole() {
        for (written, count) in [
            ("", 0),
            ("sess=0 quit=0 mes", 0),
            ("sess=0 quit=0 mesg=1\r", 1),
            ("g=17\rsess=0 quit=0 mesg=18\rsess=0 quit=0 mesg=1", 18),
            ("sess=0 quit=0 mesg=19\rsess=1 quit=1 mesg=19\r", 19),
        ] {
            assert_eq!(counted(written), count, "{written:?}");
        }
    }

    #[test]
    fn the_first_and_the_last_tenth_are_found_in_the_timeline() {
        // 100 messages: 10 in the first 100 ms, then 30 in each 100 ms, the last 20 in 50 ms.
        let report = SinkReport {
            messages: 100,
            first_us: 1_000_000,
            last_us: 1_400_000,
            timeline_100ms: vec![10, 30, 40, 20],
            ..SinkReport::default()
        };
        let (first, last) = report.tenths();
        assert!((first - 100.0).abs() < 1e-6, "{first}");
        assert!((last - 200.0).abs() < 1e-6, "{last}");
    }
}
