//! The edge that browsers and mail programs talk to. A handler extracts, parses, calls one operation, and renders.

mod answer;
mod fields;
mod health;
mod language;
mod origin;
mod public;
mod router;
mod server;
mod visit;

pub use origin::Peer;
pub use router::router;
pub use server::serve;

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;

use crate::clock::Clock;
use crate::domain::departed::DepartedKey;
use crate::domain::gate::GateKeys;
use crate::domain::network::Network;
use crate::domain::token::LinkKeys;
use crate::operations::count::Counter;
use crate::operations::guard::Guard;
use crate::operations::register::Register;
use crate::render::templates::Templates;
use crate::store::Store;

/// What handlers share.
pub struct Web {
    /// The database.
    pub store: Store,
    /// Pages.
    pub templates: Arc<Templates>,
    /// Reads and makes links.
    pub links: LinkKeys,
    /// Makes the secrets of blogs' own gates.
    pub gate: GateKeys,
    /// How long a reader pass works.
    pub pass_valid_for: Duration,
    /// Knows those again who had their data erased.
    pub departed: DepartedKey,
    /// Knows where counted links lead.
    pub counter: Arc<Counter>,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Woken when a mail was queued that somebody waits for.
    pub mail_queued: Arc<Notify>,
    /// Where what readers do is written down.
    pub register: Register,
    /// Asked before anybody may cause a mail.
    pub guard: Arc<Guard>,
    /// Proxies whose X-Forwarded-For is believed.
    pub trusted_proxies: Vec<Network>,
    /// How long a confirmation link works.
    pub confirmation_valid_for: Duration,
}
