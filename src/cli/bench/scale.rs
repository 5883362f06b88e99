//! `letterbell bench scale`: the same digest to more and more readers. What a mail costs should not depend on how many get it.

use std::time::Duration;

use clap::Args;
use serde_json::json;

use super::far_side::SinkKind;
use super::run::{Case, Run, measure};
use super::workshop::{DatabaseKind, Databases, Place, in_workshop};
use crate::cli::Failure;
use crate::cli::output::{Report, table};

/// Arguments of `letterbell bench scale`.
#[derive(Args)]
pub struct Scale {
    /// Readers of the digest, one run for each number
    #[arg(long, value_delimiter = ',', default_values_t = SIZES, value_parser = clap::value_parser!(u64).range(1..=10_000_000))]
    recipients: Vec<u64>,
    /// Connections to the sink
    #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u16).range(1..=200))]
    connections: u16,
    /// Which database
    #[arg(long, value_enum, default_value_t = Databases::Both)]
    database: Databases,
    #[command(flatten)]
    place: Place,
}

/// What promises are made for.
pub const SIZES: [u64; 3] = [10_000, 100_000, 1_000_000];

pub(super) async fn run(scale: Scale) -> Result<Report, Failure> {
    in_workshop(scale.place.clone(), move |workshop| {
        let mut runs = Vec::new();
        for database in scale.database.kinds() {
            for recipients in &scale.recipients {
                let case = Case { database: *database, ..case(*recipients, scale.connections) };
                runs.push(measure(&case, workshop)?);
            }
        }
        let machine = workshop.machine();
        let text = format!("{}\n{}", sizes_table(&runs), machine.words());
        Ok(Report::new(json!({ "runs": runs, "machine": machine }), text))
    })
    .await
}

/// One size, on SQLite, compared with nothing.
fn case(recipients: u64, connections: u16) -> Case {
    Case {
        database: DatabaseKind::Sqlite,
        sink: SinkKind::Own,
        recipients,
        connections,
        delay: Duration::ZERO,
        compare: false,
        dkim_key: None,
    }
}

/// A line for each run.
pub fn sizes_table(runs: &[Run]) -> String {
    let header =
        ["database", "mails", "mails/s", "first tenth", "last tenth", "µs a mail", "MiB", "planning", "import"];
    let rows: Vec<Vec<String>> = runs
        .iter()
        .map(|run| {
            let rate = |rate: Option<f64>| rate.map_or_else(|| "-".to_owned(), |rate| format!("{rate:.0}/s"));
            vec![
                run.database.name().to_owned(),
                run.recipients.to_string(),
                format!("{:.0}", run.rate),
                rate(run.first_tenth_rate),
                rate(run.last_tenth_rate),
                format!("{:.1}", run.cpu_us.sending()),
                format!("{:.0}", run.peak_memory_bytes as f64 / 1_048_576.0),
                format!("{:.2} s", run.planning_seconds),
                format!("{:.2} s", run.import_seconds),
            ]
        })
        .collect();
    table(&header, &rows)
}
