//! Counting clicks and opens. Leading on comes first: what was counted waits in memory, and is written down by the way.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::domain::counting::{Asked, Click, CountKeys, Counts, Recent, Target};
use crate::domain::id::{DigestId, LinkId};
use crate::domain::key::MasterKey;
use crate::domain::network::Network;
use crate::domain::time::Timestamp;
use crate::store::{Store, StoreError};

/// Links that are remembered: with a database that is away they still lead on.
const MOST_REMEMBERED: usize = 20_000;

/// Knows where counted links lead, and counts.
pub struct Counter {
    store: Store,
    keys: CountKeys,
    links: Mutex<HashMap<LinkId, Arc<Link>>>,
    memory: Mutex<Memory>,
}

/// A counted link. Where it leads never changes.
#[derive(Debug)]
pub struct Link {
    id: LinkId,
    digest: DigestId,
    /// Where it leads.
    pub target: Target,
}

#[derive(Default)]
struct Memory {
    recent: Recent,
    counts: Counts,
}

impl Counter {
    /// With nothing counted. Derives its keys from the installation's secret.
    pub fn new(store: Store, master: &MasterKey) -> Self {
        Self { store, keys: CountKeys::new(master), links: Mutex::default(), memory: Mutex::default() }
    }

    /// The link whose token this is; `None` when none is.
    pub async fn link(&self, token: &str) -> Result<Option<Arc<Link>>, StoreError> {
        let Some(id) = self.keys.read_link(token) else { return Ok(None) };
        if let Some(link) = self.links().get(&id) {
            return Ok(Some(Arc::clone(link)));
        }
        // The others of its mail are asked for soon.
        let beside = self.store.links_beside(id).await?;
        let mut links = self.links();
        if links.len() + beside.len() > MOST_REMEMBERED {
            links.clear();
        }
        links.extend(beside.into_iter().map(|(id, digest, target)| (id, Arc::new(Link { id, digest, target }))));
        Ok(links.get(&id).cloned())
    }

    /// Counts that a link was followed.
    pub fn clicked(&self, link: &Link, asked: &Asked<'_>, visitor: IpAddr, now: Timestamp) {
        let click = Click { link: link.id, digest: link.digest, asker: asked.for_link() };
        let mut memory = self.memory();
        if let Some(asker) = memory.recent.note(click, Network::around(visitor), now) {
            memory.counts.clicks.entry(link.id).or_default().count(asker);
        }
    }

    /// Counts that the picture of a mail was fetched, if the token is one of ours.
    pub fn opened(&self, token: &str, asked: &Asked<'_>) {
        if let Some(digest) = self.keys.read_open(token) {
            self.memory().counts.opens.entry(digest).or_default().count(asked.for_picture());
        }
    }

    /// Writes down what was counted and is settled. What cannot be written waits for the next time.
    pub async fn write_down(&self, now: Timestamp) -> Result<(), StoreError> {
        let counts = {
            let mut memory = self.memory();
            for (link, asker) in memory.recent.settle(now) {
                memory.counts.clicks.entry(link).or_default().count(asker);
            }
            std::mem::take(&mut memory.counts)
        };
        if counts.is_empty() {
            return Ok(());
        }
        let written = self.store.add_counts(&counts).await;
        if written.is_err() {
            self.memory().counts.add(&counts);
        }
        written
    }

    fn links(&self) -> MutexGuard<'_, HashMap<LinkId, Arc<Link>>> {
        self.links.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
