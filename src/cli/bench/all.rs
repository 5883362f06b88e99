//! `letterbell bench all`: every figure that is promised, held to its bound.

use std::time::Duration;

use clap::Args;
use serde_json::json;

use super::composing::composing;
use super::far_side::SinkKind;
use super::figures::{Direction, Figure, figures_table};
use super::run::{Case, Run, measure};
use super::scale::{SIZES, sizes_table};
use super::send::{NO_SOURCE, runs_table};
use super::workshop::{DatabaseKind, Databases, Place, Workshop, in_workshop};
use super::{BenchError, dkim, source};
use crate::cli::Failure;
use crate::cli::output::Report;

/// Arguments of `letterbell bench all`.
#[derive(Args)]
pub struct All {
    /// Readers of the digest that is compared with smtp-source
    #[arg(long, default_value_t = 100_000, value_parser = clap::value_parser!(u64).range(1..=10_000_000))]
    recipients: u64,
    /// Readers of the digests of which one is sent to more than the other; figures of other numbers are then not measured
    #[arg(long, value_delimiter = ',', default_values_t = SIZES, value_parser = clap::value_parser!(u64).range(1..=10_000_000))]
    sizes: Vec<u64>,
    /// Which database
    #[arg(long, value_enum, default_value_t = Databases::Both)]
    database: Databases,
    #[command(flatten)]
    place: Place,
}

/// Connections that the promises are made for.
const CONNECTIONS: u16 = 50;

/// The round trip of the promise about far relays.
const ROUND_TRIP: Duration = Duration::from_millis(20);

/// Mails over the long way: some ten seconds of them.
const FAR_MAILS: u64 = 20_000;

/// Signed mails: some ten seconds of them.
const SIGNED_MAILS: u64 = 20_000;

/// The digest that a large one is compared with.
const SMALL: u64 = 10_000;

/// How often that is sent.
const SMALL_RUNS: u32 = 5;

const MIB: f64 = 1_048_576.0;

/// A run, or why there is none.
type Outcome = Result<Run, String>;

pub(super) async fn run(all: All) -> Result<Report, Failure> {
    in_workshop(all.place.clone(), move |workshop| {
        let mut figures = Vec::new();
        let mut compared = Vec::new();
        let mut sized = Vec::new();
        for database in all.database.kinds() {
            let case = Case {
                database: *database,
                sink: SinkKind::Own,
                recipients: all.recipients,
                connections: CONNECTIONS,
                delay: Duration::ZERO,
                compare: source::is_here(),
                dkim_key: None,
            };
            compare(&case, workshop, &mut figures, &mut compared)?;
            scale(&all.sizes, &case, workshop, &mut figures, &mut sized)?;
            far(&case, workshop, &mut figures)?;
            signed(&case, workshop, &mut figures)?;
        }
        let case = Case {
            database: DatabaseKind::Sqlite,
            sink: SinkKind::Own,
            recipients: 1,
            connections: 1,
            delay: Duration::ZERO,
            compare: false,
            dkim_key: None,
        };
        let composing = composing(&case, workshop)?.as_secs_f64() * 1e6;
        figures.push(Figure::new("composing a message", Ok(composing), Direction::AtMost, 10.0, "µs"));
        let machine = workshop.machine();
        let is_missed = figures.iter().any(Figure::is_missed);
        let text = [figures_table(&figures), runs_table(&compared), sizes_table(&sized), machine.words()].join("\n\n");
        let json =
            json!({ "figures": figures, "runs": compared, "sizes": sized, "machine": machine, "reached": !is_missed });
        let report = Report::new(json, text);
        Ok(if is_missed { report.refusing() } else { report })
    })
    .await
}

/// What this machine lacks is told as a figure that was not measured; a run that goes wrong, by a lost mail say, ends all.
fn attempt(case: &Case, workshop: &mut Workshop) -> Result<Outcome, BenchError> {
    match measure(case, workshop) {
        Ok(run) => Ok(Ok(run)),
        Err(error @ BenchError::Missing { .. }) => Ok(Err(error.to_string())),
        Err(error) => Err(error),
    }
}

/// The rates beside `smtp-source`, and the CPU of the run into the sink that is not the limit.
fn compare(
    case: &Case,
    workshop: &mut Workshop,
    figures: &mut Vec<Figure>,
    runs: &mut Vec<Run>,
) -> Result<(), BenchError> {
    let name = case.database.name();
    let least_own = if case.database == DatabaseKind::Sqlite { 0.7 } else { 0.5 };
    for (sink, least) in [(SinkKind::Postfix, 0.95), (SinkKind::Own, least_own)] {
        let outcome = attempt(&Case { sink, ..case.clone() }, workshop)?;
        let ratio =
            outcome.as_ref().map_err(Clone::clone).and_then(|run| run.ratio.ok_or_else(|| NO_SOURCE.to_owned()));
        let what = format!("{name}: rate ÷ smtp-source's, into {}", sink.name());
        figures.push(Figure::new(what, ratio, Direction::AtLeast, least, ""));
        if sink == SinkKind::Own {
            let cpu = outcome.as_ref().map_err(Clone::clone).and_then(sending_cpu);
            let what = format!("{name}: CPU a message, the database's included");
            figures.push(Figure::new(what, cpu.map(|us| us / 1000.0), Direction::AtMost, 0.15, "ms"));
        }
        runs.extend(outcome);
    }
    Ok(())
}

/// The sender's CPU with the database's, where that is known.
fn sending_cpu(run: &Run) -> Result<f64, String> {
    if run.database == DatabaseKind::Postgres && run.cpu_us.database.is_none() {
        return Err("the server's CPU is unknown with --postgres".to_owned());
    }
    Ok(run.cpu_us.sending())
}

/// What changes with the number of readers, and what must not.
fn scale(
    sizes: &[u64],
    case: &Case,
    workshop: &mut Workshop,
    figures: &mut Vec<Figure>,
    runs: &mut Vec<Run>,
) -> Result<(), BenchError> {
    let name = case.database.name();
    let mut outcomes = Vec::new();
    for recipients in sizes {
        let case = Case { recipients: *recipients, compare: false, ..case.clone() };
        outcomes.push((*recipients, attempt(&case, workshop)?));
    }
    let small = small_cost(case, workshop, sizes)?;
    let at = |recipients: u64| -> Outcome {
        let found = outcomes.iter().find(|(size, _)| *size == recipients);
        found.map_or_else(
            || Err(format!("no run with {recipients} mails was asked for")),
            |(_, outcome)| outcome.clone(),
        )
    };
    for (recipients, most) in [(100_000, 64.0), (1_000_000, 256.0)] {
        let memory = at(recipients).map(|run| run.peak_memory_bytes as f64 / MIB);
        figures.push(Figure::new(format!("{name}: memory at {recipients}"), memory, Direction::AtMost, most, "MiB"));
    }
    let growth = at(1_000_000).and_then(|large| Ok(sending_cpu(&large)? / small?));
    figures.push(Figure::new(
        format!("{name}: cost a message at 1000000 ÷ at {SMALL}, the mean of {SMALL_RUNS}"),
        growth,
        Direction::AtMost,
        1.1,
        "",
    ));
    let most = if case.database == DatabaseKind::Sqlite { 5.0 } else { 15.0 };
    let planning = at(1_000_000).map(|run| run.planning_seconds);
    figures.push(Figure::new(format!("{name}: planning 1000000"), planning, Direction::AtMost, most, "s"));
    let flat = at(1_000_000)
        .and_then(|run| run.last_tenth_rate.zip(run.first_tenth_rate).ok_or_else(|| "no timeline".to_owned()))
        .map(|(last, first)| last / first);
    figures.push(Figure::new(
        format!("{name}: rate of the last tenth ÷ of the first, at 1000000"),
        flat,
        Direction::AtLeast,
        0.9,
        "",
    ));
    runs.extend(outcomes.into_iter().filter_map(|(_, outcome)| outcome.ok()));
    Ok(())
}

/// What a message costs in a small digest: the mean over several, for one is gone in half a second.
fn small_cost(case: &Case, workshop: &mut Workshop, sizes: &[u64]) -> Result<Result<f64, String>, BenchError> {
    if !sizes.contains(&SMALL) {
        return Ok(Err(format!("no run with {SMALL} mails was asked for")));
    }
    let case = Case { recipients: SMALL, compare: false, ..case.clone() };
    let mut total = 0.0;
    for _ in 0..SMALL_RUNS {
        match attempt(&case, workshop)?.and_then(|run| sending_cpu(&run)) {
            Ok(cost) => total += cost,
            Err(why) => return Ok(Err(why)),
        }
    }
    Ok(Ok(total / f64::from(SMALL_RUNS)))
}

/// The rate over a long way: a connection cannot do better than one message a round trip.
fn far(case: &Case, workshop: &mut Workshop, figures: &mut Vec<Figure>) -> Result<(), BenchError> {
    let case = Case { delay: ROUND_TRIP, recipients: FAR_MAILS, compare: false, ..case.clone() };
    let most = f64::from(CONNECTIONS) / ROUND_TRIP.as_secs_f64();
    let part = attempt(&case, workshop)?.map(|run| run.rate / most * 100.0);
    let what = format!("{}: rate at 20 ms, of connections ÷ round trip", case.database.name());
    figures.push(Figure::new(what, part, Direction::AtLeast, 80.0, "%"));
    Ok(())
}

/// The rate of signed mails, beside the signatures alone.
fn signed(case: &Case, workshop: &mut Workshop, figures: &mut Vec<Figure>) -> Result<(), BenchError> {
    let part = match dkim::openssl_signs(workshop) {
        Err(error @ BenchError::Missing { .. }) => Err(error.to_string()),
        Err(error) => return Err(error),
        Ok(signs) => {
            let key = dkim::key(workshop)?;
            let case = Case { recipients: SIGNED_MAILS, compare: false, dkim_key: Some(key), ..case.clone() };
            attempt(&case, workshop)?.map(|run| run.rate / signs * 100.0)
        }
    };
    let what = format!("{}: DKIM RSA-2048, of what openssl signs", case.database.name());
    figures.push(Figure::new(what, part, Direction::AtLeast, 85.0, "%"));
    Ok(())
}
