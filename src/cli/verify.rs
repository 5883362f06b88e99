//! `letterbell verify`

use serde_json::{Value, json};

use super::Failure;
use super::output::{Progress, Report};
use crate::app::Core;
use crate::operations::verify::{self, Verified};
use crate::store::Checked;

pub async fn run(core: &Core) -> Result<Report, Failure> {
    let mut progress = Progress::new();
    let told = |name: &'static str| progress.show(&name.replace('_', " "));
    let verified = verify::verify(&core.store, core.settings.delivery.lease, core.clock.now(), told).await?;
    drop(progress);
    let report = report(&verified);
    Ok(if verified.holds() { report } else { report.refusing() })
}

fn report(verified: &Verified) -> Report {
    let json = json!({
        "holds": verified.holds(),
        "promises": verified.promises.iter().map(promise).collect::<Vec<_>>(),
        "overdue": verified.overdue.iter().map(|(schedule, due)| json!({
            "schedule": schedule.get(), "due_at": due.to_string(),
        })).collect::<Vec<_>>(),
    });
    let mut lines: Vec<String> = verified.promises.iter().flat_map(told).collect();
    lines.extend(verified.overdue.iter().map(|(schedule, due)| {
        format!("warning  schedule {schedule} was due at {due} and nobody took it up: does `letterbell serve` run?")
    }));
    let broken = verified.promises.iter().filter(|checked| !checked.holds()).count();
    lines.push(match (verified.promises.len(), broken) {
        (all, 0) => format!("{all} promises, all hold."),
        (all, broken) => format!(
            "{broken} of {all} promises broken. `letterbell trace NUMBER` tells a delivery's story; keep a copy of the database before you change anything."
        ),
    });
    Report::new(json, lines.join("\n"))
}

fn promise(checked: &Checked) -> Value {
    json!({
        "name": checked.name, "claim": checked.claim, "holds": checked.holds(),
        "broken_by": checked.broken_by, "more": checked.more,
    })
}

fn told(checked: &Checked) -> Vec<String> {
    let word = if checked.holds() { "holds" } else { "BROKEN" };
    let mut lines = vec![format!("{word:<8} {}: {}", checked.name, checked.claim)];
    lines.extend(checked.broken_by.iter().map(|row| format!("         {row}")));
    if checked.more {
        lines.push("         and more".to_owned());
    }
    lines
}
