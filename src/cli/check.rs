//! `letterbell check`

use serde_json::json;

use super::output::Report;
use crate::config::Settings;

/// The settings were read and are sound; what should be looked at is said.
pub fn run(settings: &Settings) -> Report {
    let mut lines: Vec<String> = settings.warnings.iter().map(|warning| format!("warning: {warning}")).collect();
    lines.push("The settings are sound.".to_owned());
    Report::new(json!({ "ok": true, "warnings": settings.warnings }), lines.join("\n"))
}
