//! `letterbell bench sink`: takes mail and throws it away, as fast as one thread can, so that whoever sends is what is measured.
//!
//! Each read takes up to 64 KB into one buffer that all connections share, and its answers leave in one write. A delay stands in for the
//! way to a far relay: the answers to a read leave that much later, while reading goes on.

mod session;
mod tally;

use std::cell::RefCell;
use std::io::{BufRead as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr};
use std::rc::Rc;
use std::time::{Duration, Instant};

use clap::Args;
use serde_json::Value;
use tokio::io::AsyncWriteExt as _;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::task::LocalSet;
use tokio_util::sync::CancellationToken;

use self::session::{Flow, Session};
use self::tally::Tally;
pub use self::tally::{SinkReport, TICK};
use super::duration;
use super::process;
use crate::cli::Failure;
use crate::cli::output::Report;
use crate::cli::serve::shutdown_on_signal;

/// Arguments of `letterbell bench sink`.
#[derive(Args)]
pub struct Sink {
    /// Where to listen; port 0 takes any that is free
    #[arg(long, value_name = "ADDRESS:PORT", default_value_t = SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))]
    listen: SocketAddr,
    /// Answer so much later, as a relay far away would
    #[arg(long, value_name = "DURATION", default_value = "0ms", value_parser = duration::parse)]
    delay: Duration,
    /// Offer and take BDAT, too (RFC 3030)
    #[arg(long)]
    chunking: bool,
}

/// What one read takes at most.
const READ_BYTES: usize = 64 * 1024;

/// Answers that may wait for their time on one connection; a client that pipelines more is not read meanwhile.
const MOST_WAITING: usize = 1024;

/// Takes mail until SIGTERM, SIGINT, or the end of its input; then the report is its last line. A line of input asks for the number of
/// messages so far.
pub(super) async fn run(sink: Sink) -> Result<Report, Failure> {
    let shutdown = shutdown_on_signal()?;
    // One thread for all connections, whatever the process has otherwise: what it uses is then at most one core.
    let served = tokio::task::spawn_blocking(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime =
            runtime.map_err(|error| Failure::Unavailable(format!("this machine gives no threads: {error}")))?;
        LocalSet::new().block_on(&runtime, serve(&sink, shutdown))
    });
    let report = served.await.map_err(Failure::refused)??;
    let line = serde_json::to_string(&report).map_err(Failure::refused)?;
    // A parent that has gone does not want to know.
    let _ = writeln!(std::io::stdout(), "{line}");
    Ok(Report::new(Value::Null, ""))
}

/// What all connections share.
struct Shared {
    tally: RefCell<Tally>,
    buffer: RefCell<Vec<u8>>,
    delay: Duration,
    chunking: bool,
}

async fn serve(sink: &Sink, shutdown: CancellationToken) -> Result<SinkReport, Failure> {
    let refused = |error| Failure::Refused(format!("cannot listen on {}: {error}", sink.listen));
    let listener = TcpListener::bind(sink.listen).await.map_err(refused)?;
    let address = listener.local_addr().map_err(refused)?;
    let _ = writeln!(std::io::stdout(), "{address}");
    let shared = Rc::new(Shared {
        tally: RefCell::new(Tally::new()),
        buffer: RefCell::new(vec![0; READ_BYTES]),
        delay: sink.delay,
        chunking: sink.chunking,
    });
    let mut asked = questions(shutdown.clone());
    loop {
        tokio::select! {
            () = shutdown.cancelled() => break,
            Some(()) = asked.recv() => {
                let _ = writeln!(std::io::stdout(), "{}", shared.tally.borrow().messages());
            }
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    shared.tally.borrow_mut().connected();
                    tokio::task::spawn_local(converse(stream, Rc::clone(&shared)));
                }
                // Too many open files: the ones that end make room.
                Err(_) => tokio::time::sleep(Duration::from_millis(10)).await,
            },
        }
    }
    let cpu = process::own_cpu().unwrap_or_default();
    Ok(shared.tally.borrow().report(cpu))
}

/// The lines of standard input, read by a thread that sleeps; their end cancels `shutdown`.
fn questions(shutdown: CancellationToken) -> mpsc::Receiver<()> {
    let (ask, asked) = mpsc::channel(1);
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines() {
            if line.is_err() || ask.blocking_send(()).is_err() {
                break;
            }
        }
        shutdown.cancel();
    });
    asked
}

/// One client, to its end. Whatever goes wrong on its connection is its own affair.
async fn converse(stream: TcpStream, shared: Rc<Shared>) {
    let _ = stream.set_nodelay(true);
    if shared.delay.is_zero() {
        let _ = at_once(stream, &shared).await;
    } else {
        let _ = delayed(stream, &shared).await;
    }
}

async fn at_once(mut stream: TcpStream, shared: &Shared) -> std::io::Result<()> {
    let mut session = Session::new(shared.chunking);
    stream.write_all(Session::GREETING).await?;
    let mut answers = Vec::new();
    loop {
        stream.readable().await?;
        let flow = shared.read(|buffer| stream.try_read(buffer), &mut session, &mut answers)?;
        if !answers.is_empty() {
            stream.write_all(&answers).await?;
            answers.clear();
        }
        if flow == Flow::Ended {
            return stream.shutdown().await;
        }
    }
}

async fn delayed(stream: TcpStream, shared: &Rc<Shared>) -> std::io::Result<()> {
    let mut session = Session::new(shared.chunking);
    let (reading, mut writing) = stream.into_split();
    let (later, mut waiting) = mpsc::channel::<(Instant, Vec<u8>)>(MOST_WAITING);
    let answering = Rc::clone(shared);
    tokio::task::spawn_local(async move {
        while let Some((due, answers)) = waiting.recv().await {
            tokio::time::sleep_until(due.into()).await;
            answering.tally.borrow_mut().answered_late(due);
            if writing.write_all(&answers).await.is_err() {
                return;
            }
        }
        let _ = writing.shutdown().await;
    });
    let _ = later.send((Instant::now() + shared.delay, Session::GREETING.to_vec())).await;
    loop {
        reading.readable().await?;
        let mut answers = Vec::new();
        let flow = shared.read(|buffer| reading.try_read(buffer), &mut session, &mut answers)?;
        let due = Instant::now() + shared.delay;
        if !answers.is_empty() && later.send((due, answers)).await.is_err() || flow == Flow::Ended {
            return Ok(());
        }
    }
}

impl Shared {
    /// Reads once, and lets the session make of it what it can. The end of the stream ends the conversation.
    fn read(
        &self,
        read: impl FnOnce(&mut [u8]) -> std::io::Result<usize>,
        session: &mut Session,
        answers: &mut Vec<u8>,
    ) -> std::io::Result<Flow> {
        let mut buffer = self.buffer.borrow_mut();
        match read(&mut buffer) {
            Ok(0) => Ok(Flow::Ended),
            Ok(length) => Ok(session.take(&buffer[..length], answers, |size| self.tally.borrow_mut().took(size))),
            // Readiness is a hint, and sometimes wrong.
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => Ok(Flow::Open),
            Err(error) => Err(error),
        }
    }
}
