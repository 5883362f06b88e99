//! `letterbell check`

use serde_json::json;

use super::Failure;
use super::output::Report;
use crate::app::open_as_it_is;
use crate::config::{DatabaseUrl, Settings};
use crate::operations::own_templates::{load_templates, take_in_own_templates};
use crate::operations::plan_digest::lists_that_may_not_send;

/// The settings were read and are sound; what should be looked at is said, in templates and in the database too where there is one.
pub async fn run(settings: &Settings) -> Result<Report, Failure> {
    let mut warnings = settings.warnings.clone();
    let (templates, wrong) = load_templates(settings.templates.folder.as_deref())?;
    warnings.extend(wrong.iter().map(|error| format!("{error}. The embedded template stands in for it")));
    let is_there = match &settings.database.url {
        DatabaseUrl::Sqlite(path) => path.exists(),
        DatabaseUrl::Postgres(_) => true,
    };
    if is_there {
        match open_as_it_is(settings).await {
            Ok((store, missing)) => {
                // What an older version left is looked at once it is up to date.
                if missing.is_empty() {
                    warnings.extend(lists_that_may_not_send(&store).await?);
                    let wrong = take_in_own_templates(&store, &templates).await?;
                    warnings.extend(wrong.iter().map(|error| format!("{error}. The common template stands in for it")));
                }
                store.close().await;
            }
            Err(error) => warnings.push(format!("the database could not be looked at: {error}")),
        }
    }
    let mut lines: Vec<String> = warnings.iter().map(|warning| format!("warning: {warning}")).collect();
    lines.push("The settings are sound.".to_owned());
    Ok(Report::new(json!({ "ok": true, "warnings": warnings }), lines.join("\n")))
}
