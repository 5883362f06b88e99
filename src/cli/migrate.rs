//! `letterbell migrate`

use serde_json::json;

use super::output::Report;
use crate::app::Core;

/// Opening the database migrated it; this says how.
pub fn run(core: &Core) -> Report {
    let migrated = &core.migrated;
    let backup = migrated.backup.as_ref().map(|path| path.display().to_string());
    let mut text = match migrated.applied.as_slice() {
        [] => "The database is up to date.".to_owned(),
        applied => format!("Applied {}.", applied.join(", ")),
    };
    if let Some(backup) = &backup {
        text = format!("{text} The state before is kept in {backup}.");
    }
    Report::new(json!({ "applied": migrated.applied, "backup": backup }), text)
}
