//! `letterbell check`

use serde_json::json;

use super::Failure;
use super::output::Report;
use crate::app::{AppError, Core};
use crate::config::Settings;
use crate::operations::plan_digest::lists_that_may_not_send;

/// The settings were read and are sound; what should be looked at is said, in the database too where there is one.
pub async fn run(settings: &Settings) -> Result<Report, Failure> {
    let mut warnings = settings.warnings.clone();
    match Core::look(settings).await {
        Ok(None) => {}
        Ok(Some(store)) => {
            warnings.extend(lists_that_may_not_send(&store).await?);
            store.close().await;
        }
        Err(error) => warnings.push(format!("the database could not be looked at: {}", AppError::from(error))),
    }
    let mut lines: Vec<String> = warnings.iter().map(|warning| format!("warning: {warning}")).collect();
    lines.push("The settings are sound.".to_owned());
    Ok(Report::new(json!({ "ok": true, "warnings": warnings }), lines.join("\n")))
}
