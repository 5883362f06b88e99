//! `letterbell bench all`: every figure that is promised, held to its bound.

use std::time::Duration;

use clap::Args;
use serde_json::json;

use super::claiming::claiming;
use super::composing::{composing, signing};
use super::far_side::SinkKind;
use super::figures::{Bound, Figure, figures_table};
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

/// The digest that promises about size are made for.
const LARGE: u64 = 1_000_000;

/// The digest that it is compared with.
const SMALL: u64 = 10_000;

/// How often that is sent before the large one, and how often after it.
const SMALL_RUNS: usize = 3;

/// How often a digest is compared with smtp-source; the median is told.
const ROUNDS: usize = 3;

/// How often signing is compared with openssl, for a few seconds each.
const SIGNING_ROUNDS: usize = 5;

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
        composed(workshop, &mut figures)?;
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
    unless_missing(measure(case, workshop))
}

fn unless_missing<T>(measured: Result<T, BenchError>) -> Result<Result<T, String>, BenchError> {
    match measured {
        Ok(value) => Ok(Ok(value)),
        Err(error @ BenchError::Missing { .. }) => Ok(Err(error.to_string())),
        Err(error) => Err(error),
    }
}

/// The rates beside `smtp-source`, and the CPU of the runs into the sink that is not the limit.
fn compare(
    case: &Case,
    workshop: &mut Workshop,
    figures: &mut Vec<Figure>,
    runs: &mut Vec<Run>,
) -> Result<(), BenchError> {
    let name = case.database.name();
    let least_own = if case.database == DatabaseKind::Sqlite { 0.7 } else { 0.5 };
    for (sink, least) in [(SinkKind::Postfix, 0.95), (SinkKind::Own, least_own)] {
        let case = Case { sink, ..case.clone() };
        let rounds: Vec<Outcome> = (0..ROUNDS).map(|_| attempt(&case, workshop)).collect::<Result<_, _>>()?;
        let ratio = |run: &Run| run.ratio.ok_or_else(|| NO_SOURCE.to_owned());
        let what = format!("{name}: rate ÷ smtp-source's, into {}", sink.name());
        figures.push(Figure::new(what, median(&rounds, ratio), Some(Bound::AtLeast(least)), ""));
        if sink == SinkKind::Own {
            let what = format!("{name}: CPU a message, the database's included");
            let cpu = median(&rounds, sending_cpu).map(|us| us / 1000.0);
            figures.push(Figure::new(what, cpu, Some(Bound::AtMost(0.15)), "ms"));
        }
        runs.extend(rounds.into_iter().flatten());
    }
    Ok(())
}

/// The median of what several runs say, unless one says nothing.
fn median(runs: &[Outcome], figure: impl Fn(&Run) -> Result<f64, String>) -> Result<f64, String> {
    middle(runs.iter().map(|run| run.as_ref().map_err(Clone::clone).and_then(&figure)))
}

fn middle(values: impl IntoIterator<Item = Result<f64, String>>) -> Result<f64, String> {
    let mut values = values.into_iter().collect::<Result<Vec<f64>, String>>()?;
    values.sort_by(f64::total_cmp);
    Ok(values[values.len() / 2])
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
    let mut small = small_runs(case, workshop, sizes)?;
    let mut outcomes = Vec::new();
    for recipients in sizes {
        let case = Case { recipients: *recipients, compare: false, ..case.clone() };
        outcomes.push((*recipients, attempt(&case, workshop)?));
    }
    small.extend(small_runs(case, workshop, sizes)?);
    let at = |recipients: u64| -> Outcome {
        let found = outcomes.iter().find(|(size, _)| *size == recipients);
        found.map_or_else(|| Err(not_asked_for(recipients)), |(_, outcome)| outcome.clone())
    };
    for (recipients, most) in [(100_000, 64.0), (LARGE, 256.0)] {
        let memory = at(recipients).map(|run| run.peak_memory_bytes as f64 / MIB);
        let what = format!("{name}: memory at {recipients}");
        figures.push(Figure::new(what, memory, Some(Bound::AtMost(most)), "MiB"));
    }
    let growth = at(LARGE).and_then(|large| Ok(sending_cpu(&large)? / mean_cost(&small)?));
    let what = format!("{name}: cost a message at {LARGE} ÷ at {SMALL}, the mean of {}", 2 * SMALL_RUNS);
    figures.push(Figure::new(what, growth, Some(Bound::AtMost(1.1)), ""));
    let most = if case.database == DatabaseKind::Sqlite { 5.0 } else { 15.0 };
    let planning = at(LARGE).map(|run| run.planning_seconds);
    figures.push(Figure::new(format!("{name}: planning {LARGE}"), planning, Some(Bound::AtMost(most)), "s"));
    let flat = if sizes.contains(&LARGE) {
        let case = Case { recipients: LARGE, ..case.clone() };
        unless_missing(claiming(&case, workshop))?.map(|took| took.last.as_secs_f64() / took.first.as_secs_f64())
    } else {
        Err(not_asked_for(LARGE))
    };
    let what = format!("{name}: time of a claim in the last tenth ÷ in the first, at {LARGE}");
    figures.push(Figure::new(what, flat, Some(Bound::AtMost(1.1)), ""));
    runs.extend(outcomes.into_iter().filter_map(|(_, outcome)| outcome.ok()));
    Ok(())
}

/// A small digest is gone in half a second, and the machine's speed changes in the minute that a large one takes: so several, before and after.
fn small_runs(case: &Case, workshop: &mut Workshop, sizes: &[u64]) -> Result<Vec<Outcome>, BenchError> {
    if !sizes.contains(&SMALL) {
        return Ok(vec![Err(not_asked_for(SMALL))]);
    }
    let case = Case { recipients: SMALL, compare: false, ..case.clone() };
    (0..SMALL_RUNS).map(|_| attempt(&case, workshop)).collect()
}

fn mean_cost(runs: &[Outcome]) -> Result<f64, String> {
    let costs = runs.iter().map(|run| run.as_ref().map_err(Clone::clone).and_then(sending_cpu));
    Ok(costs.sum::<Result<f64, String>>()? / runs.len() as f64)
}

fn not_asked_for(recipients: u64) -> String {
    format!("no run with {recipients} mails was asked for")
}

/// The rate over a long way: a connection cannot do better than one message a round trip.
fn far(case: &Case, workshop: &mut Workshop, figures: &mut Vec<Figure>) -> Result<(), BenchError> {
    let case = Case { delay: ROUND_TRIP, recipients: FAR_MAILS, compare: false, ..case.clone() };
    let most = f64::from(CONNECTIONS) / ROUND_TRIP.as_secs_f64();
    let part = attempt(&case, workshop)?.map(|run| run.rate / most * 100.0);
    let what = format!("{}: rate at 20 ms, of connections ÷ round trip", case.database.name());
    figures.push(Figure::new(what, part, Some(Bound::AtLeast(80.0)), "%"));
    Ok(())
}

/// The rate of mails that are signed, sent and taken, of what `openssl speed` signs: told, and held to nothing. The promise is for signing, and a
/// machine that also sends the mails, and takes them, has that much less left for it.
fn signed(case: &Case, workshop: &mut Workshop, figures: &mut Vec<Figure>) -> Result<(), BenchError> {
    let signs = unless_missing(dkim::openssl_signs(workshop))?;
    let key = Some(dkim::key(workshop)?);
    let case = Case { recipients: SIGNED_MAILS, compare: false, dkim_key: key, ..case.clone() };
    let part = attempt(&case, workshop)?.and_then(|run| Ok(run.rate / signs? * 100.0));
    let what = format!("{}: signed with DKIM RSA-2048, sent and taken, of what openssl signs", case.database.name());
    figures.push(Figure::new(what, part, None, "%"));
    Ok(())
}

/// What composing a mail costs, and the rate of mails that are composed and signed: no database takes part in either.
fn composed(workshop: &mut Workshop, figures: &mut Vec<Figure>) -> Result<(), BenchError> {
    let case = Case {
        database: DatabaseKind::Sqlite,
        sink: SinkKind::Own,
        recipients: 1,
        connections: 1,
        delay: Duration::ZERO,
        compare: false,
        dkim_key: None,
    };
    let took = composing(&case, workshop)?.as_secs_f64() * 1e6;
    figures.push(Figure::new("composing a message", Ok(took), Some(Bound::AtMost(10.0)), "µs"));
    let signing_case = Case { dkim_key: Some(dkim::key(workshop)?), ..case };
    let parts: Vec<Result<f64, String>> =
        (0..SIGNING_ROUNDS).map(|_| signing_part(&signing_case, workshop)).collect::<Result<_, BenchError>>()?;
    let what = "composing and signing with DKIM RSA-2048, of what openssl signs";
    figures.push(Figure::new(what, middle(parts), Some(Bound::AtLeast(85.0)), "%"));
    Ok(())
}

/// One round of signing, between two of `openssl speed`, in percent of these.
fn signing_part(case: &Case, workshop: &mut Workshop) -> Result<Result<f64, String>, BenchError> {
    let before = unless_missing(dkim::openssl_signs(workshop))?;
    let rate = signing(case, workshop)?;
    let after = unless_missing(dkim::openssl_signs(workshop))?;
    Ok(before.and_then(|before| Ok(rate / f64::midpoint(before, after?) * 100.0)))
}
