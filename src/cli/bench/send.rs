//! `letterbell bench send`: how fast this program sends a digest, beside Postfix's `smtp-source` into the same sink.

use std::time::Duration;

use clap::{Args, ValueEnum};
use serde_json::json;

use super::far_side::SinkKind;
use super::machine::Machine;
use super::run::{Case, Run, measure};
use super::workshop::{Databases, Place, in_workshop};
use super::{dkim, duration, source};
use crate::cli::Failure;
use crate::cli::output::{Report, table};

/// Arguments of `letterbell bench send`.
#[derive(Args)]
pub struct Send {
    /// Readers of the digest
    #[arg(long, default_value_t = 100_000, value_parser = clap::value_parser!(u64).range(1..=10_000_000))]
    recipients: u64,
    /// Connections to the sink
    #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u16).range(1..=200))]
    connections: u16,
    /// Which database
    #[arg(long, value_enum, default_value_t = Databases::Both)]
    database: Databases,
    /// Which sink
    #[arg(long, value_enum, default_value_t = Sinks::Both)]
    sink: Sinks,
    /// Let the sink answer so much later, as a relay far away would; smtp-source and smtp-sink are then left out
    #[arg(long, value_name = "DURATION", default_value = "0ms", value_parser = duration::parse)]
    delay: Duration,
    /// Sign each mail with RSA-2048, and say what `openssl speed` signs on the same cores
    #[arg(long)]
    dkim: bool,
    #[command(flatten)]
    place: Place,
}

/// One sink, or both.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Sinks {
    /// The one that comes with this program, which reads 64 KB at a time
    Own,
    /// Postfix's smtp-sink
    Postfix,
    /// One after the other
    Both,
}

/// What is missing without it.
pub const NO_SOURCE: &str = "smtp-source is not here, and so there is no ratio. On Debian: apt-get install postfix";

pub(super) async fn run(send: Send) -> Result<Report, Failure> {
    if !send.delay.is_zero() && send.sink == Sinks::Postfix {
        return Err(Failure::refused(
            "smtp-sink cannot answer with a delay of milliseconds: --delay goes with --sink own",
        ));
    }
    in_workshop(send.place.clone(), move |workshop| {
        let kinds: &[SinkKind] = match send.sink {
            Sinks::Both if send.delay.is_zero() => &[SinkKind::Own, SinkKind::Postfix],
            Sinks::Own | Sinks::Both => &[SinkKind::Own],
            Sinks::Postfix => &[SinkKind::Postfix],
        };
        let signs = send.dkim.then(|| dkim::openssl_signs(workshop)).transpose()?;
        let dkim_key = send.dkim.then(|| dkim::key(workshop)).transpose()?;
        let mut runs = Vec::new();
        for database in send.database.kinds() {
            for sink in kinds {
                let case = Case {
                    database: *database,
                    sink: *sink,
                    recipients: send.recipients,
                    connections: send.connections,
                    delay: send.delay,
                    compare: source::is_here() && send.delay.is_zero(),
                    dkim_key: dkim_key.clone(),
                };
                runs.push(measure(&case, workshop)?);
            }
        }
        let note = (!source::is_here()).then_some(NO_SOURCE);
        Ok(told(&runs, note, signs, &workshop.machine()))
    })
    .await
}

fn told(runs: &[Run], note: Option<&str>, signs: Option<f64>, machine: &Machine) -> Report {
    let mut lines = vec![runs_table(runs)];
    lines.extend(
        runs.iter().map(|run| format!("{}, {}: limited by {}", run.database.name(), run.sink.name(), run.limit)),
    );
    lines.extend(signs.map(|signs| format!("openssl speed signs {signs:.0}/s on all cores")));
    lines.extend(note.map(str::to_owned));
    lines.push(machine.words());
    Report::new(json!({ "runs": runs, "note": note, "openssl_signs": signs, "machine": machine }), lines.join("\n"))
}

/// A line for each run.
pub fn runs_table(runs: &[Run]) -> String {
    let header = [
        "database",
        "sink",
        "mails",
        "bytes",
        "mails/s",
        "smtp-source/s",
        "ratio",
        "sender µs",
        "database µs",
        "sink µs",
        "MiB",
        "planning",
    ];
    let rows: Vec<Vec<String>> = runs.iter().map(row).collect();
    table(&header, &rows)
}

fn row(run: &Run) -> Vec<String> {
    let dash = || "-".to_owned();
    let compared: Vec<String> = run.smtp_source.iter().map(|source| format!("{:.0}", source.rate)).collect();
    vec![
        run.database.name().to_owned(),
        run.sink.name().to_owned(),
        run.recipients.to_string(),
        format!("{:.0}", run.message_bytes),
        format!("{:.0}", run.rate),
        if compared.is_empty() { dash() } else { compared.join(", ") },
        run.ratio.map_or_else(dash, |ratio| format!("{ratio:.2}")),
        format!("{:.1}", run.cpu_us.sender),
        run.cpu_us.database.map_or_else(dash, |cpu| format!("{cpu:.1}")),
        format!("{:.1}", run.cpu_us.sink),
        format!("{:.0}", run.peak_memory_bytes as f64 / 1_048_576.0),
        format!("{:.2} s", run.planning_seconds),
    ]
}
