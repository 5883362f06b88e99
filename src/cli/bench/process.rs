//! Other programs as processes: started, watched, ended; and what they have used, as Linux tells (proc(5)).

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tokio_util::sync::CancellationToken;

use super::BenchError;

/// Ticks of the counters in `/proc/PID/stat` a second: `USER_HZ`, the same on every Linux that programs see.
const TICKS_A_SECOND: u64 = 100;

/// How often something is looked at that makes no event.
pub const LOOK_EVERY: Duration = Duration::from_millis(10);

/// How much of a program's words is repeated when it fails.
const TAIL_BYTES: u64 = 2000;

/// A program at work; killed when it is let go.
pub struct Running {
    child: Child,
    name: String,
    log: Option<PathBuf>,
}

impl Running {
    /// Starts `command`, which `name` stands for in errors.
    pub fn start(name: &str, mut command: Command) -> Result<Self, BenchError> {
        let child = command.spawn().map_err(|error| BenchError::Start { program: name.to_owned(), error })?;
        Ok(Self { child, name: name.to_owned(), log: None })
    }

    /// Starts `command` with what it answers written to `log`, and what it complains of to a file beside it.
    pub fn start_logged(name: &str, mut command: Command, log: &Path) -> Result<Self, BenchError> {
        let complaints = complaints(log);
        let answer = File::create(log).map_err(BenchError::file(log))?;
        let error = File::create(&complaints).map_err(BenchError::file(&complaints))?;
        command.stdin(Stdio::null()).stdout(answer).stderr(error);
        let child = command.spawn().map_err(|error| BenchError::Start { program: name.to_owned(), error })?;
        Ok(Self { child, name: name.to_owned(), log: Some(log.to_owned()) })
    }

    /// Its input and output, once, when they are pipes.
    pub const fn child(&mut self) -> &mut Child {
        &mut self.child
    }

    /// What it has used so far. A process that has ended, and that nobody has waited for, still tells.
    pub fn cpu(&self) -> Duration {
        Stat::of(self.child.id()).map_or(Duration::ZERO, |stat| stat.own)
    }

    /// The most memory that it has held, in bytes (`VmHWM`).
    pub fn peak_memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = line.and_then(|line| line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok());
        kib.unwrap_or(0) * 1024
    }

    /// Whether it has ended. It is not waited for, so that [`Self::cpu`] still answers.
    pub fn has_ended(&self) -> bool {
        Stat::of(self.child.id()).is_none_or(|stat| stat.is_zombie)
    }

    /// An error that says what it did instead, with its last words.
    pub fn failed(&mut self, what: &str) -> BenchError {
        let words = self.log.as_deref().map(|log| format!("{}\n{}", tail(log).trim(), tail(&complaints(log)).trim()));
        let words = words.unwrap_or_default().trim().to_owned();
        BenchError::Program { program: self.name.clone(), what: what.to_owned(), words }
    }

    /// Waits until it has ended, and well.
    pub fn finished(&mut self, stop: &CancellationToken) -> Result<(), BenchError> {
        loop {
            let status =
                self.child.try_wait().map_err(|error| BenchError::Start { program: self.name.clone(), error })?;
            match status {
                Some(status) if status.success() => return Ok(()),
                Some(status) => return Err(self.failed(&format!("ended with {status}"))),
                None => pause(LOOK_EVERY, stop)?,
            }
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already; there is nothing more to be done.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn complaints(log: &Path) -> PathBuf {
    log.with_extension("complaints")
}

/// Sleeps, unless the bench is to stop.
pub fn pause(span: Duration, stop: &CancellationToken) -> Result<(), BenchError> {
    if stop.is_cancelled() {
        return Err(BenchError::Stopped);
    }
    std::thread::sleep(span);
    Ok(())
}

/// Runs `command` to its end, which must be good; returns what it said and how long it took.
pub fn run(
    name: &str,
    command: Command,
    log: &Path,
    stop: &CancellationToken,
) -> Result<(String, Duration), BenchError> {
    let began = Instant::now();
    Running::start_logged(name, command, log)?.finished(stop)?;
    let took = began.elapsed();
    let said = std::fs::read_to_string(log).map_err(BenchError::file(log))?;
    Ok((said, took))
}

/// The end of a file, as text.
pub fn tail(path: &Path) -> String {
    let read = || -> std::io::Result<String> {
        let mut file = File::open(path)?;
        let length = file.metadata()?.len();
        file.seek(SeekFrom::Start(length.saturating_sub(TAIL_BYTES)))?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    };
    read().unwrap_or_default()
}

/// Whether this process may do everything.
pub fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}

/// The CPU that this process has used.
pub fn own_cpu() -> Option<Duration> {
    Stat::read("/proc/self/stat").map(|stat| stat.own)
}

/// The CPU of a process, of the children that it has waited for, and of those that live.
pub fn cpu_of_family(parent: u32) -> Duration {
    let own = Stat::of(parent).map_or(Duration::ZERO, |stat| stat.own + stat.ended_children);
    let processes = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    let ids = processes.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    let children = ids.filter_map(Stat::of).filter(|stat| stat.parent == parent);
    own + children.map(|stat| stat.own).sum::<Duration>()
}

/// What `/proc/PID/stat` tells.
struct Stat {
    is_zombie: bool,
    parent: u32,
    /// User and system time of all its threads.
    own: Duration,
    /// The same of children that have ended and were waited for.
    ended_children: Duration,
}

impl Stat {
    fn of(pid: u32) -> Option<Self> {
        Self::read(&format!("/proc/{pid}/stat"))
    }

    fn read(path: &str) -> Option<Self> {
        Self::parse(&std::fs::read_to_string(path).ok()?)
    }

    fn parse(line: &str) -> Option<Self> {
        // The name, in parentheses, may hold anything, parentheses too.
        let fields: Vec<&str> = line.get(line.rfind(')')? + 1..)?.split_ascii_whitespace().collect();
        let ticks = |at: usize| fields.get(at)?.parse::<u64>().ok();
        let time = |ticks: u64| Duration::from_millis(ticks * 1000 / TICKS_A_SECOND);
        // Fields 3, 4, 14, 15, 16 and 17 of proc_pid_stat(5).
        Some(Self {
            is_zombie: *fields.first()? == "Z",
            parent: fields.get(1)?.parse().ok()?,
            own: time(ticks(11)? + ticks(12)?),
            ended_children: time(ticks(13)? + ticks(14)?),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_parentheses_hides_no_counter() {
        let line = "17 (a) b (c) Z 4 17 17 0 -1 4194560 1 2 3 4 150 25 30 5 20 0 9 0 100 1 2";
        let stat = Stat::parse(line).unwrap();
        assert_eq!((stat.is_zombie, stat.parent), (true, 4));
        assert_eq!((stat.own, stat.ended_children), (Duration::from_millis(1750), Duration::from_millis(350)));
        assert!(Stat::parse("17 (a) S 4").is_none());
    }
}
