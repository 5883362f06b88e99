//! The doctor: looks at a set-up as mail will meet it, changes nothing and sends nothing, and says what is wrong and what to do next.

mod database;
mod dns;
mod domain;
mod guard;
mod machine;
mod public_url;
mod relay;
mod templates;

pub use database::examine_database;
pub use dns::{Resolver, Unresolved};
pub use domain::{SendingDomain, examine_domain};
pub use guard::{GuardSettings, examine_guard};
pub use machine::examine_room;
pub use public_url::examine_public_url;
pub use relay::examine_relay;
pub use templates::examine_templates;

use serde::Serialize;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// As it should be.
    Good,
    /// Worth a look; mail goes out all the same.
    Look,
    /// Mend this.
    Wrong,
}

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What: `database`, `relay main`, `SPF of example.org`.
    pub about: String,
    /// How it stands.
    pub verdict: Verdict,
    /// What was found, in a sentence.
    pub found: String,
    /// What to do next; nothing where it is good.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

impl Finding {
    /// As it should be.
    pub fn good(about: impl Into<String>, found: impl Into<String>) -> Self {
        Self { about: about.into(), verdict: Verdict::Good, found: found.into(), next: None }
    }

    /// Worth a look.
    pub fn look(about: impl Into<String>, found: impl Into<String>, next: impl Into<String>) -> Self {
        Self { about: about.into(), verdict: Verdict::Look, found: found.into(), next: Some(next.into()) }
    }

    /// To be mended.
    pub fn wrong(about: impl Into<String>, found: impl Into<String>, next: impl Into<String>) -> Self {
        Self { about: about.into(), verdict: Verdict::Wrong, found: found.into(), next: Some(next.into()) }
    }
}
