//! The built program as a process: started, watched, signalled, killed.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::sync::watch;

use super::left_out::variable;

/// How long a test waits for anything a process does: long enough for a busy machine, short enough to fail by name
/// before the test runner's own limit.
pub const DEADLINE: Duration = Duration::from_secs(30);

/// The built `letterbell`, with nothing of the caller's environment but PATH: a test says what it sets.
pub fn letterbell<'a>(arguments: impl IntoIterator<Item = &'a str>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_letterbell"));
    command.args(arguments).env_clear().env("PATH", variable("PATH").unwrap_or_default()).env("RUST_BACKTRACE", "1");
    command
}

/// Runs `command` to its end.
///
/// # Panics
/// When it has not ended by [`DEADLINE`]; it is killed then.
pub async fn run(command: Command) -> Finished {
    Running::start(command).finished().await
}

/// What a process left: how it ended and all that it wrote.
#[derive(Debug)]
pub struct Finished {
    pub status: ExitStatus,
    pub stdout: String,
    pub stderr: String,
}

/// A process that runs; killed when dropped.
pub struct Running {
    pid: u32,
    seen: watch::Receiver<Seen>,
    reaper: Option<JoinHandle<()>>,
}

/// What has been seen of a process so far.
#[derive(Debug, Default)]
struct Seen {
    stdout: String,
    stderr: String,
    closed_outputs: u8,
    exit: Option<ExitStatus>,
}

impl Seen {
    fn lines_with(&self, text: &str) -> usize {
        self.stdout.lines().chain(self.stderr.lines()).filter(|line| line.contains(text)).count()
    }
}

/// What a process can be told from outside.
#[derive(Clone, Copy, Debug)]
pub enum Signal {
    /// SIGTERM: finish what is in hand and end.
    Terminate,
    /// SIGKILL: what a crash looks like.
    Kill,
    /// SIGSTOP: stand still, as a stalled worker does.
    Stop,
    /// SIGCONT: go on.
    Continue,
}

impl Running {
    /// Starts `command` without input, both outputs read as they come.
    ///
    /// # Panics
    /// When it cannot be started.
    pub fn start(mut command: Command) -> Self {
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap_or_else(|error| panic!("{command:?} does not start: {error}"));
        let (sender, seen) = watch::channel(Seen::default());
        read(child.stdout.take().expect("stdout is piped"), sender.clone(), |seen| &mut seen.stdout);
        read(child.stderr.take().expect("stderr is piped"), sender.clone(), |seen| &mut seen.stderr);
        let pid = child.id();
        Self { pid, seen, reaper: Some(std::thread::spawn(move || reap(child, &sender))) }
    }

    pub fn pid(&self) -> u32 {
        self.pid
    }

    /// The first line on either output that holds `text`; it may be there already.
    ///
    /// # Panics
    /// When the process ends without it, or at [`DEADLINE`].
    pub async fn line_with(&self, text: &str) -> String {
        self.wait_for(&format!("a line with {text:?}"), |seen| {
            let mut lines = seen.stdout.split_inclusive('\n').chain(seen.stderr.split_inclusive('\n'));
            lines.find(|line| line.ends_with('\n') && line.contains(text)).map(|line| line.trim_end().to_owned())
        })
        .await
    }

    /// How many lines on both outputs hold `text` by now.
    pub fn lines_with(&self, text: &str) -> usize {
        self.seen.borrow().lines_with(text)
    }

    /// Waits until so many lines hold `text`.
    ///
    /// # Panics
    /// When the process ends first, or at [`DEADLINE`].
    pub async fn has_lines_with(&self, text: &str, many: usize) {
        self.wait_for(&format!("{many} lines with {text:?}"), |seen| (seen.lines_with(text) >= many).then_some(()))
            .await;
    }

    /// Waits until `url` answers with success.
    ///
    /// # Panics
    /// When the process ends first, or at [`DEADLINE`].
    pub async fn ready_at(&self, url: &str) {
        let client = reqwest::Client::builder().no_proxy().build().expect("the client's settings are constants");
        let answers = async {
            // Another process's port makes no event: ask again until it opens. `wait_for` sees it when it ends first.
            while !client.get(url).send().await.is_ok_and(|answer| answer.status().is_success()) {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        let what = format!("{url} to answer");
        tokio::select! {
            () = answers => (),
            () = self.wait_for(&what, |_| None) => (),
        }
    }

    /// Waits for the process to end by itself.
    ///
    /// # Panics
    /// When it has not ended by [`DEADLINE`].
    pub async fn finished(self) -> Finished {
        self.finished_within(DEADLINE).await
    }

    /// The same for a process that takes its time.
    pub async fn finished_within(self, limit: Duration) -> Finished {
        self.wait_within(limit, "the end", |seen| {
            let status = seen.exit.filter(|_| seen.closed_outputs == 2)?;
            Some(Finished { status, stdout: seen.stdout.clone(), stderr: seen.stderr.clone() })
        })
        .await
    }

    /// Sends `signal`; to a process that has ended, nothing happens.
    pub fn signal(&self, signal: Signal) {
        if self.seen.borrow().exit.is_some() {
            return;
        }
        let name = match signal {
            Signal::Terminate => "TERM",
            Signal::Kill => "KILL",
            Signal::Stop => "STOP",
            Signal::Continue => "CONT",
        };
        // The shell's own `kill`: a system call of ours would be unsafe code, and a `kill` program may be missing. It
        // fails when the process has ended meanwhile, which is no failure.
        let script = format!("kill -s {name} {} 2>/dev/null", self.pid);
        Command::new("sh").args(["-c", &script]).status().expect("there is a shell");
    }

    async fn wait_for<T>(&self, what: &str, find: impl Fn(&Seen) -> Option<T>) -> T {
        self.wait_within(DEADLINE, what, find).await
    }

    /// Waits until `find` finds something in what has been seen.
    async fn wait_within<T>(&self, limit: Duration, what: &str, find: impl Fn(&Seen) -> Option<T>) -> T {
        let mut seen = self.seen.clone();
        let search = async {
            loop {
                {
                    let seen = seen.borrow_and_update();
                    if let Some(found) = find(&seen) {
                        return Ok(found);
                    }
                    if seen.exit.is_some() && seen.closed_outputs == 2 {
                        return Err("it ended without");
                    }
                }
                if seen.changed().await.is_err() {
                    return Err("nobody watches it any more");
                }
            }
        };
        let outcome = tokio::time::timeout(limit, search).await.unwrap_or(Err("the deadline has passed"));
        outcome.unwrap_or_else(|why| panic!("waiting for {what}: {why}. Seen: {:#?}", self.seen.borrow()))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.signal(Signal::Kill);
        if let Some(reaper) = self.reaper.take() {
            let _ = reaper.join();
        }
    }
}

/// Reads `output` to its end, line by line, on a thread of its own.
fn read(output: impl Read + Send + 'static, seen: watch::Sender<Seen>, into: fn(&mut Seen) -> &mut String) {
    std::thread::spawn(move || {
        let mut output = BufReader::new(output);
        let mut line = Vec::new();
        while output.read_until(b'\n', &mut line).is_ok_and(|length| length > 0) {
            seen.send_modify(|seen| into(seen).push_str(&String::from_utf8_lossy(&line)));
            line.clear();
        }
        seen.send_modify(|seen| seen.closed_outputs += 1);
    });
}

fn reap(mut child: Child, seen: &watch::Sender<Seen>) {
    let status = child.wait().expect("it is our child, and nobody else waits for it");
    seen.send_modify(|seen| seen.exit = Some(status));
}
