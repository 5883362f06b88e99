//! `letterbell placement …`

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::output::{Report, table};
use super::{Failure, lookup};
use crate::app::Core;
use crate::domain::list::{List, Slug};
use crate::domain::placement::{Placement as Settings, PlacementKind};
use crate::operations::OperationError;
use crate::operations::set_placement::{PlacementChange, SetPlacementError, set_placement};

#[derive(Subcommand)]
pub enum Placement {
    /// Show a list's placements, and where to copy them from
    Show {
        /// The list's name in URLs and commands
        list: Slug,
    },
    /// Change a placement; an empty text ('') brings the default back
    Set(Box<Set>),
    /// Bring all defaults of a placement back
    Reset {
        /// The list's name in URLs and commands
        list: Slug,
        /// post-end, inline, pop-up, overlay or button
        kind: PlacementKind,
    },
    /// Say whether links in a list's mails end in #letterbell=LIST, which spares its readers the placements
    MarkLinks {
        /// The list's name in URLs and commands
        list: Slug,
        /// on or off
        #[arg(value_parser = ["on", "off"])]
        marks: String,
    },
}

#[derive(Args)]
pub struct Set {
    /// The list's name in URLs and commands
    list: Slug,
    /// post-end, inline, pop-up, overlay or button
    kind: PlacementKind,
    /// Whether pages show it
    #[arg(long, value_name = "true|false")]
    shown: Option<bool>,
    /// Its heading
    #[arg(long, value_name = "TEXT")]
    heading: Option<String>,
    /// The sentence under the heading
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
    /// The words on its button
    #[arg(long, value_name = "TEXT")]
    button: Option<String>,
    /// The words that close it
    #[arg(long, value_name = "TEXT")]
    dismissal: Option<String>,
    /// Its colour, such as '#a8321f'; made readable on light and on dark ground
    #[arg(long, value_name = "COLOUR")]
    colour: Option<String>,
    /// A pop-up or overlay opens after so many seconds
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(..=86_400))]
    after_seconds: Option<u32>,
    /// Or when so much of the article was scrolled past, in percent; 0: not by scrolling
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u32).range(..=100))]
    after_percent: Option<u32>,
    /// Once closed, it does not open by itself for so many hours
    #[arg(long, value_name = "HOURS", value_parser = clap::value_parser!(u32).range(..=8760))]
    rest_hours: Option<u32>,
    /// A schedule to choose from, several times for several; '' for all of the list's
    #[arg(long, value_name = "NAME")]
    schedule: Option<Vec<String>>,
    /// A topic to choose from, several times for several; '' for no choice
    #[arg(long, value_name = "TOPIC")]
    topic: Option<Vec<String>>,
}

pub async fn run(core: &Core, command: Placement) -> Result<Report, Failure> {
    match command {
        Placement::Show { list } => show(core, &lookup::list(core, list.as_str()).await?).await,
        Placement::Set(set) => self::set(core, *set).await,
        Placement::Reset { list, kind } => {
            let list = lookup::list(core, list.as_str()).await?;
            let was_set = core.store.forget_placement(list.id, kind).await?;
            let words = if was_set { "The defaults hold again." } else { "Nothing had been set." };
            Ok(Report::new(json!({ "reset": was_set }), words))
        }
        Placement::MarkLinks { list, marks } => {
            let list = lookup::list(core, list.as_str()).await?;
            let marks = marks == "on";
            core.store.mark_links(list.id, marks).await?;
            let words = if marks {
                format!("From the next digest on, links in mails of {} end in #letterbell={}.", list.slug, list.slug)
            } else {
                "From the next digest on, links in mails are as the feed has them; readers may be asked again."
                    .to_owned()
            };
            Ok(Report::new(json!({ "marks_links": marks }), words))
        }
    }
}

async fn set(core: &Core, set: Set) -> Result<Report, Failure> {
    let list = lookup::list(core, set.list.as_str()).await?;
    let change = PlacementChange {
        shown: set.shown,
        heading: set.heading,
        text: set.text,
        button: set.button,
        dismissal: set.dismissal,
        colour: set.colour,
        after_seconds: set.after_seconds,
        after_percent: set.after_percent,
        rest_hours: set.rest_hours,
        schedules: set.schedule,
        topics: set.topic,
    };
    let adjustment = set_placement(&core.store, &list, set.kind, change).await?;
    let report = show(core, &list).await?;
    Ok(match adjustment {
        Some(words) => report.preceded_by(&words, "colour_adjusted", words.as_str()),
        None => report,
    })
}

async fn show(core: &Core, list: &List) -> Result<Report, Failure> {
    let placements = core.store.placements(list.id).await?;
    let marks = core.store.marks_links(list.id).await?;
    let missing = OperationError::Missing { what: "site", id: list.site.get() };
    let site = core.store.site(list.site).await?.ok_or(missing)?;
    let page = site.public_url.link(&format!("s/{}/embed", list.slug));
    let rows: Vec<Vec<String>> = placements.iter().map(row).collect();
    let json = json!({
        "page": page.as_str(), "marks_links": marks, "placements": placements.iter().map(as_json).collect::<Vec<_>>(),
    });
    let table =
        table(&["placement", "shown", "opens", "heading", "text", "button", "colour", "schedules", "topics"], &rows);
    Ok(Report::new(json, format!("{table}\n\nLive, with what to copy into the blog: {page}")))
}

fn row(placement: &Settings) -> Vec<String> {
    let opens = placement.opening().map_or_else(
        || "-".to_owned(),
        |opening| match opening.after_percent {
            0 => format!("after {} s, every {} h", opening.after_seconds, opening.rest_hours),
            percent => format!("after {} s or {percent} %, every {} h", opening.after_seconds, opening.rest_hours),
        },
    );
    let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "(default)".to_owned());
    let schedules: Vec<&str> = placement.schedules.iter().map(Slug::as_str).collect();
    vec![
        placement.kind.to_string(),
        if placement.shown { "yes" } else { "no" }.to_owned(),
        opens,
        text(&placement.heading),
        text(&placement.text),
        text(&placement.button),
        text(&placement.colour),
        if schedules.is_empty() { "all".to_owned() } else { schedules.join(", ") },
        if placement.topics.is_empty() { "-".to_owned() } else { placement.topics.join(", ") },
    ]
}

fn as_json(placement: &Settings) -> Value {
    let opening = placement.opening();
    json!({
        "kind": placement.kind.as_str(),
        "shown": placement.shown,
        "heading": placement.heading,
        "text": placement.text,
        "button": placement.button,
        "dismissal": placement.dismissal,
        "colour": placement.colour,
        "after_seconds": opening.map(|opening| opening.after_seconds),
        "after_percent": opening.map(|opening| opening.after_percent),
        "rest_hours": opening.map(|opening| opening.rest_hours),
        "schedules": placement.schedules.iter().map(Slug::as_str).collect::<Vec<_>>(),
        "topics": placement.topics,
    })
}

impl From<SetPlacementError> for Failure {
    fn from(error: SetPlacementError) -> Self {
        match error {
            SetPlacementError::Operation(error) => error.into(),
            other => Self::Refused(other.to_string()),
        }
    }
}
