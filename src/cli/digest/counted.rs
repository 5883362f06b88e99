//! What was counted of a digest.

use serde_json::{Value, json};

use crate::app::Core;
use crate::cli::Failure;
use crate::domain::counting::{CountedLink, Counting, Numbers};
use crate::domain::id::DigestId;

/// Links that `show` names.
const SHOWN: usize = 20;

/// Clicks and opens of a digest, where they are counted.
pub struct Counted {
    counting: Counting,
    links: Vec<CountedLink>,
    opens: Numbers,
}

impl Counted {
    /// Of this digest.
    pub async fn of(core: &Core, id: DigestId) -> Result<Self, Failure> {
        Ok(Self {
            counting: core.store.counting_of_digest(id).await?.unwrap_or_default(),
            links: core.store.counted_links(id).await?,
            opens: core.store.opens_of_digest(id).await?.unwrap_or_default(),
        })
    }

    /// For programs: null where they are not counted.
    pub fn clicks(&self) -> Value {
        if !self.counting.clicks {
            return Value::Null;
        }
        let all = self.all_clicks();
        let link = |link: &CountedLink| json!({ "url": link.target.as_str(), "people": link.clicks.people, "machines": link.clicks.machines });
        let links: Vec<Value> = self.links.iter().map(link).collect();
        json!({ "people": all.people, "machines": all.machines, "links": links })
    }

    /// For programs: null where they are not counted.
    pub fn opens(&self) -> Value {
        if !self.counting.opens {
            return Value::Null;
        }
        let Numbers { people, proxies, machines } = self.opens;
        json!({ "people": people, "proxies": proxies, "machines": machines })
    }

    /// For people.
    pub fn told(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if self.counting.opens {
            let Numbers { people, proxies, machines } = self.opens;
            lines.push(format!(
                "Opens: {people} by people, {proxies} by proxies of mail services, {machines} by machines."
            ));
            lines.push(
                "  They say little: Apple's and other services fetch pictures whether anybody reads or not, and many programs show none."
                    .to_owned(),
            );
        }
        if self.counting.clicks {
            let all = self.all_clicks();
            lines.push(format!("Clicks: {} by people, {} by machines.", all.people, all.machines));
            lines.extend(self.links.iter().take(SHOWN).map(|link| {
                format!(
                    "  {} by people, {} by machines: {}",
                    link.clicks.people,
                    link.clicks.machines,
                    link.target.as_str()
                )
            }));
            if let Some(more) = self.links.len().checked_sub(SHOWN).filter(|more| *more > 0) {
                lines.push(format!("  … and {more} more links; --json shows all."));
            }
        }
        lines
    }

    fn all_clicks(&self) -> Numbers {
        let mut all = Numbers::default();
        for link in &self.links {
            all.add(link.clicks);
        }
        all
    }
}
