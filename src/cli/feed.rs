//! `letterbell feed …`

use clap::Subcommand;
use serde_json::{Value, json};
use url::Url;

use super::output::{Progress, Report, table};
use super::{Failure, lookup};
use crate::app::Core;
use crate::domain::feed;
use crate::domain::id::FeedId;
use crate::operations::poll_feed::Polled;
use crate::store::{StoreError, TakenIn};

#[derive(Subcommand)]
pub enum Feed {
    /// Add a feed to a list. What is in it at the first poll is the baseline and is never mailed
    Add {
        /// The list that its posts go to
        #[arg(long, value_name = "SLUG")]
        list: String,
        /// The feed's address
        url: String,
    },
    /// Show all feeds with their state
    List,
    /// Poll feeds now, whether due or not, and say what came
    Poll {
        /// Only this list's feeds
        #[arg(long, value_name = "SLUG")]
        list: Option<String>,
    },
    /// Let go of the posts that the brake holds
    Release {
        /// The feed's id
        id: FeedId,
    },
}

pub async fn run(core: &Core, command: Feed) -> Result<Report, Failure> {
    match command {
        Feed::Add { list, url } => add(core, &list, &url).await,
        Feed::List => list(core).await,
        Feed::Poll { list } => poll(core, list.as_deref()).await,
        Feed::Release { id } => release(core, id).await,
    }
}

async fn add(core: &Core, slug: &str, url: &str) -> Result<Report, Failure> {
    let list = lookup::list(core, slug).await?;
    let url = Url::parse(url.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    let url = url.ok_or_else(|| Failure::refused("a feed's address begins with http:// or https://"))?;
    let added = core.store.add_feed(list.id, url.as_str(), core.clock.now()).await;
    let id = added.map_err(|error| match error {
        StoreError::Conflict { .. } => {
            Failure::Refused(format!("list {slug} has this feed already; `letterbell feed list` shows it"))
        }
        other => other.into(),
    })?;
    let json = json!({ "id": id.get(), "list": slug, "url": url.as_str() });
    Ok(Report::new(json, format!("Added feed {id}. Posts that are in it now are not mailed; new ones are.")))
}

async fn list(core: &Core) -> Result<Report, Failure> {
    let feeds = core.store.feeds(None).await?;
    let rows: Vec<Vec<String>> = feeds
        .iter()
        .map(|feed| {
            let error = feed.last_error.clone().unwrap_or_default();
            vec![feed.id.to_string(), feed.state.as_str().to_owned(), feed.url.clone(), error]
        })
        .collect();
    let json: Vec<Value> = feeds.iter().map(feed_json).collect();
    Ok(Report::new(Value::from(json), table(&["id", "state", "url", "last error"], &rows)))
}

fn feed_json(feed: &feed::Feed) -> Value {
    json!({
        "id": feed.id.get(),
        "url": feed.url,
        "title": feed.title,
        "state": feed.state.as_str(),
        "failures": feed.failures,
        "last_error": feed.last_error,
        "due_at": feed.due_at.to_string(),
        "read_at": feed.read_at.map(|read| read.to_string()),
    })
}

async fn poll(core: &Core, slug: Option<&str>) -> Result<Report, Failure> {
    let list = match slug {
        Some(slug) => Some(lookup::list(core, slug).await?.id),
        None => None,
    };
    let feeds = core.store.feeds(list).await?;
    if feeds.is_empty() {
        return Err(Failure::refused("there is no feed to poll: add one with `letterbell feed add --list SLUG URL`"));
    }
    let mut lines = Vec::new();
    let mut json = Vec::new();
    let (mut failed, asked) = (0, feeds.len());
    let mut progress = Progress::new();
    progress.show("asking the feeds");
    for (feed, polled) in core.poller()?.poll_all(feeds, core.clock.now()).await {
        let polled = polled?;
        let (state, words) = told(&polled);
        let taken = match polled {
            Polled::TakenIn(taken) => taken,
            _ => TakenIn::default(),
        };
        failed += usize::from(state == "failed");
        lines.push(format!("{}: {words}", feed.url));
        json.push(json!({
            "id": feed.id.get(), "url": feed.url, "outcome": state, "new": taken.new, "corrected": taken.corrected,
            "baseline": taken.baseline, "held": taken.held, "message": words,
        }));
    }
    drop(progress);
    if failed == asked {
        return Err(Failure::Refused(lines.join("\n")));
    }
    Ok(Report::new(Value::from(json), lines.join("\n")))
}

fn told(polled: &Polled) -> (&'static str, String) {
    match polled {
        Polled::Unchanged => ("unchanged", "unchanged".to_owned()),
        Polled::Gone => ("gone", "gone for good (410); it is not asked any more".to_owned()),
        Polled::Taken => ("busy", "is being polled by another process".to_owned()),
        Polled::Failed(why) => ("failed", format!("not read: {why}")),
        Polled::TakenIn(taken) if taken.baseline => {
            let posts = if taken.new == 1 { "1 post is".to_owned() } else { format!("{} posts are", taken.new) };
            ("read", format!("first read: {posts} the baseline and not mailed"))
        }
        Polled::TakenIn(taken) if taken.held => {
            ("held", format!("{} new posts at once are held; `letterbell feed release` lets them go", taken.new))
        }
        Polled::TakenIn(taken) => ("read", format!("{} new, {} corrected", taken.new, taken.corrected)),
    }
}

async fn release(core: &Core, id: FeedId) -> Result<Report, Failure> {
    if !core.store.feeds(None).await?.iter().any(|feed| feed.id == id) {
        return Err(Failure::Refused(format!("there is no feed {id}; `letterbell feed list` shows them")));
    }
    let released = core.store.release_held_posts(id, core.clock.now()).await?;
    let text = match released {
        0 => format!("Feed {id} holds no posts."),
        1 => "Released 1 post; it goes with the next digests.".to_owned(),
        n => format!("Released {n} posts; they go with the next digests."),
    };
    Ok(Report::new(json!({ "id": id.get(), "released": released }), text))
}
