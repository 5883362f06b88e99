//! Whether templates of the operator's own are in force, or left out as bad.

use std::path::Path;

use super::Finding;
use crate::operations::OperationError;
use crate::operations::own_templates::{load_templates, take_in_own_templates};
use crate::render::templates::TemplateError;
use crate::store::Store;

/// Tries the templates of the folder, and those of sites where there is a database.
pub async fn examine_templates(folder: Option<&Path>, store: Option<&Store>) -> Result<Vec<Finding>, OperationError> {
    let (templates, mut wrong) = load_templates(folder)?;
    if let Some(store) = store {
        wrong.extend(take_in_own_templates(store, &templates).await?);
    }
    if wrong.is_empty() {
        return Ok(vec![Finding::good("templates", "None is left out as bad.")]);
    }
    let left_out = |error: &TemplateError| {
        let next = "Mend it (`letterbell template check` tries it), or `letterbell template rollback` it.";
        Finding::look("templates", format!("Left out, and the one below stands in for it: {error}."), next)
    };
    Ok(wrong.iter().map(left_out).collect())
}
