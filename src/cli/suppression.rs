//! `letterbell suppression …`

use clap::Subcommand;
use serde_json::json;

use super::Failure;
use super::output::Report;
use crate::app::Core;
use crate::domain::address::EmailAddress;
use crate::domain::suppression::SuppressionReason;
use crate::store::NewSuppression;

#[derive(Subcommand)]
pub enum Suppression {
    /// Send nothing to an address any more, whatever it subscribes to
    Add {
        /// The address
        address: EmailAddress,
        /// Why, for yourself
        #[arg(long)]
        note: Option<String>,
    },
    /// Take your own suppressions of an address back, and its owner's "not me"; bounces and complaints stay
    Remove {
        /// The address
        address: EmailAddress,
    },
}

pub async fn run(core: &Core, command: Suppression) -> Result<Report, Failure> {
    match command {
        Suppression::Add { address, note } => {
            let key = address.key();
            let rule = NewSuppression {
                site: None,
                address_key: &key,
                reason: SuppressionReason::Operator,
                note: note.as_deref(),
                expires_at: None,
            };
            core.store.suppress(&rule, core.clock.now()).await?;
            Ok(Report::new(json!({ "suppressed": true }), "Suppressed: nothing is sent there any more."))
        }
        Suppression::Remove { address } => {
            let removed = core.store.lift_suppressions(&address.key()).await?;
            let text = if removed == 0 { "There was none that you can take back." } else { "Taken back." };
            Ok(Report::new(json!({ "removed": removed }), text))
        }
    }
}
