//! `letterbell demo`: the whole product on loopback, with a blog to read and a mailbox to look into.
//!
//! Everything that it shows is the product itself: `app::serve` on a SQLite file of its own, mail over real SMTP to a receiver on
//! loopback. What the demo adds is the far side: a blog, a relay, a mailbox.

pub mod blog;
mod complete;
pub mod feed_files;
pub mod mailbox;
mod news;
mod pages;
mod stage;
mod tour;

use std::io::Write as _;
use std::time::Duration;

use clap::Args;
use serde_json::json;
use tokio_util::sync::CancellationToken;

use self::news::Source;
use self::stage::{Places, Stage};
use self::tour::{Deadlines, TourPlan};
use super::Failure;
use super::output::Report;
use super::serve::shutdown_on_signal;
use crate::config::{Log, LogFormat};
use crate::domain::id::ListId;
use crate::store::Store;
use crate::telemetry;

/// Arguments of `letterbell demo`.
#[derive(Args)]
pub struct Demo {
    /// A feed to use instead of the sample blog: a file, or an address; may stand several times
    #[arg(long, value_name = "URL-or-FILE")]
    feed: Vec<String>,
    /// Play the readers, print what they see, and exit 0 only if every step held
    #[arg(long)]
    tour: bool,
}

/// How often the stage is looked at for the first reader.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// Runs the demo until Ctrl-C, or the tour to its end.
pub(super) async fn run(demo: Demo) -> Result<Report, Failure> {
    telemetry::start(&Log { format: LogFormat::Text, level: "warn".to_owned() });
    let source = Source::of(&demo.feed)?;
    if demo.tour && matches!(source, Source::Addresses(_)) {
        return Err(Failure::refused(
            "a tour needs the feed as a file: what an address holds at the first poll is never mailed. Save it and name the file",
        ));
    }
    let shutdown = shutdown_on_signal()?;
    let places = Places::take(if demo.tour { 0 } else { 8025 }).await.map_err(Failure::refused)?;
    let stage = Stage::build(places, source, demo.tour).await?;
    if demo.tour { take_the_tour(stage, shutdown).await } else { stay_open(stage, shutdown).await }
}

async fn take_the_tour(stage: Stage, shutdown: CancellationToken) -> Result<Report, Failure> {
    let folder = tempfile::Builder::new().prefix("letterbell-tour-").tempdir().map_err(Failure::refused)?.keep();
    let plan = TourPlan {
        letterbell: stage.letterbell.clone(),
        list: Stage::LIST.to_owned(),
        mailbox: stage.mailbox.clone(),
        news: stage.source.news(),
        folder: folder.clone(),
        deadlines: Deadlines::default(),
    };
    let running = stage.start(shutdown.clone());
    let mut out = std::io::stdout();
    let toured = shutdown.run_until_cancelled(tour::run(&plan, &mut out)).await;
    shutdown.cancel();
    running.ended().await;
    match toured {
        None => Err(Failure::refused("the tour was stopped before its end")),
        Some(Err(failure)) => Err(Failure::refused(failure)),
        Some(Ok(())) => {
            Ok(Report::new(json!({ "held": true, "mails": folder.display().to_string() }), "Every step held."))
        }
    }
}

async fn stay_open(stage: Stage, shutdown: CancellationToken) -> Result<Report, Failure> {
    let invitation = stage.invitation();
    let (store, lists, source) = (stage.store(), stage.lists.clone(), stage.source.clone());
    let running = stage.start(shutdown.clone());
    // Whoever reads this is a person at a terminal; when it is gone, the demo goes on.
    let _ = writeln!(std::io::stdout(), "{invitation}");
    let surprise = async {
        // The first reader should not have to wait for the author.
        while !has_readers(&store, &lists).await {
            tokio::time::sleep(LOOK_EVERY).await;
        }
        for title in source.publish() {
            let _ = writeln!(
                std::io::stdout(),
                "A reader has come, and the blog has published “{title}”: the next digest carries it."
            );
        }
        std::future::pending::<()>().await;
    };
    shutdown.run_until_cancelled(surprise).await;
    running.ended().await;
    Ok(Report::new(serde_json::Value::Null, "The demo has ended, and nothing of it is kept."))
}

async fn has_readers(store: &Store, lists: &[ListId]) -> bool {
    for list in lists {
        if store.active_readers(*list).await.unwrap_or(0) > 0 {
            return true;
        }
    }
    false
}
