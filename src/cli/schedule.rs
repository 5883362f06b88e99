//! `letterbell schedule …`

use clap::{ArgGroup, Args, Subcommand};
use serde_json::{Value, json};

use super::look::{self, Or};
use super::output::{Report, table};
use super::{Failure, lookup};
use crate::app::Core;
use crate::domain::digest::PostLimits;
use crate::domain::list::Slug;
use crate::domain::look::Portion;
use crate::domain::schedule::{self, Dispatch, ReaderClock, Timing, Zone};
use crate::domain::time::Timestamp;
use crate::operations::words;
use crate::store::{NewSchedule, StoreError};

#[derive(Subcommand)]
pub enum Schedule {
    /// Add a schedule to a list
    Add(Add),
    /// Change how many posts a schedule's digests carry, and how much of each
    Change(Change),
    /// Show all schedules
    List,
    /// Show when the coming digests are due
    Next {
        /// Only this list's schedules
        #[arg(long, value_name = "SLUG")]
        list: Option<String>,
        /// Only the schedule of this name
        #[arg(long)]
        name: Option<String>,
        /// How many instants to show for each
        #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..=100))]
        count: u16,
    },
}

#[derive(Args)]
#[command(group(ArgGroup::new("timing").required(true).args(["cron", "immediately"])))]
pub struct Add {
    /// The list that offers it
    #[arg(long, value_name = "SLUG")]
    list: String,
    /// Its name in forms and commands, such as weekly
    #[arg(long)]
    name: Slug,
    /// When digests are due: a crontab line such as '0 8 * * MON', or @daily, @weekly, @monthly …
    #[arg(long, value_name = "CRONTAB")]
    cron: Option<String>,
    /// The time zone of the line, such as Europe/Berlin
    #[arg(long, value_name = "IANA NAME", default_value = "UTC")]
    zone: String,
    /// Send each new post by itself, after the settings' grace for a correction
    #[arg(long)]
    immediately: bool,
    /// Fewer new posts than this wait for the next run
    #[arg(long, value_name = "POSTS", default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..=1000))]
    minimum: u64,
    /// More new posts than this wait for the next run
    #[arg(long, value_name = "POSTS", value_parser = clap::value_parser!(u64).range(1..=1000))]
    maximum: Option<u64>,
    /// Send at this time of each reader's own clock, whatever their time zone
    #[arg(long, conflicts_with = "immediately")]
    local: bool,
    /// Hold every digest as a draft until `letterbell digest approve`
    #[arg(long)]
    hold: bool,
}

#[derive(Args)]
#[command(group(ArgGroup::new("what").required(true).multiple(true).args(["minimum", "maximum", "portion"])))]
pub struct Change {
    /// The list that offers it
    #[arg(long, value_name = "SLUG")]
    list: String,
    /// The schedule; without it the list's first one
    #[arg(long)]
    name: Option<String>,
    /// Fewer new posts than this wait for the next run
    #[arg(long, value_name = "POSTS", value_parser = clap::value_parser!(u64).range(1..=1000))]
    minimum: Option<u64>,
    /// More new posts than this wait for the next run; none for as many as there are
    #[arg(long, value_name = "POSTS", value_parser = maximum_or_none)]
    maximum: Option<Maximum>,
    /// How much of each post its digests carry: full, excerpt, headline, or list (as the list's other digests)
    #[arg(long, value_name = "PORTION", value_parser = Or::<Portion>::of_list)]
    portion: Option<Or<Portion>>,
}

#[derive(Clone, Copy, Debug)]
struct Maximum(Option<u64>);

fn maximum_or_none(text: &str) -> Result<Maximum, &'static str> {
    let number = text.parse().ok().filter(|number| (1..=1000).contains(number));
    match (text, number) {
        ("none", _) => Ok(Maximum(None)),
        (_, Some(_)) => Ok(Maximum(number)),
        _ => Err("write a number from 1 to 1000, or none"),
    }
}

pub async fn run(core: &Core, command: Schedule) -> Result<Report, Failure> {
    match command {
        Schedule::Add(add) => self::add(core, add).await,
        Schedule::Change(change) => self::change(core, change).await,
        Schedule::List => list(core).await,
        Schedule::Next { list, name, count } => next(core, list.as_deref(), name.as_deref(), count).await,
    }
}

async fn add(core: &Core, add: Add) -> Result<Report, Failure> {
    let list = lookup::list(core, &add.list).await?;
    let zone = Zone::parse(&add.zone).map_err(|error| Failure::Refused(format!("--zone: {error}")))?;
    let expression = add.cron.as_deref().unwrap_or(Timing::IMMEDIATELY);
    let timing = Timing::parse(expression, &add.zone).map_err(|error| Failure::Refused(format!("--cron: {error}")))?;
    let limits = PostLimits { minimum: add.minimum, maximum: add.maximum };
    check(limits)?;
    let schedule = NewSchedule {
        list: list.id,
        name: add.name,
        timing,
        zone,
        local: add.local,
        dispatch: if add.hold { Dispatch::AfterApproval } else { Dispatch::AtOnce },
        limits,
    };
    let (now, name) = (core.clock.now(), schedule.name.clone());
    let id = core.store.add_schedule(&schedule, now).await.map_err(|error| match error {
        StoreError::Conflict { .. } => Failure::Refused(format!(
            "list {} has a schedule '{name}' already: take another name; `letterbell schedule list` shows all",
            list.slug
        )),
        other => other.into(),
    })?;
    let stored = core.store.schedule(id).await?;
    let first = stored.as_ref().and_then(|stored| stored.next_for(&ReaderClock::default(), now, None));
    let on_whose = if schedule.local { ", on each reader's own clock" } else { "" };
    let json = json!({
        "id": id.get(), "list": list.slug.as_str(), "name": name.as_str(), "next": first.map(|due| due.to_string()),
    });
    let when = first.map_or_else(
        || words::timing(words::english(), &schedule.timing),
        |due| {
            format!(
                "{}{on_whose}; the first digest is due on {}",
                words::timing(words::english(), &schedule.timing),
                words::instant(words::english(), due, &schedule.zone)
            )
        },
    );
    Ok(Report::new(json, format!("Added schedule {name}: {when}.")))
}

async fn change(core: &Core, change: Change) -> Result<Report, Failure> {
    let list = lookup::list(core, &change.list).await?;
    let schedule = lookup::schedule(core, &list, change.name.as_deref()).await?;
    let limits = PostLimits {
        minimum: change.minimum.unwrap_or(schedule.limits.minimum),
        maximum: change.maximum.map_or(schedule.limits.maximum, |maximum| maximum.0),
    };
    check(limits)?;
    core.store.set_limits(schedule.id, limits).await?;
    if let Some(Or(portion)) = change.portion {
        core.store.set_portion(schedule.id, portion).await?;
    }
    let own = core.store.portion_of_schedule(schedule.id).await?;
    let look = core.store.look_of_schedule(schedule.id).await?.unwrap_or_default();
    let json = json!({
        "id": schedule.id.get(), "list": list.slug.as_str(), "name": schedule.name.as_str(), "minimum": limits.minimum,
        "maximum": limits.maximum, "portion": look.portion().as_str(), "own_portion": own.map(Portion::as_str),
    });
    let most = limits.maximum.map_or_else(|| "as many as there are".to_owned(), |most| format!("at most {most}"));
    let whose = if own.is_some() { "" } else { " (as the list)" };
    let lines = [
        format!("Schedule {} of {}: at least {} posts, {most}.", schedule.name, list.slug, limits.minimum),
        format!("Each post: {}{whose}, in the {} theme.", look.portion(), look.theme),
    ];
    let notes = look::notes(&look);
    Ok(Report::new(json, lines.into_iter().chain(notes).collect::<Vec<_>>().join("\n")))
}

fn check(limits: PostLimits) -> Result<(), Failure> {
    if limits.maximum.is_some_and(|maximum| maximum < limits.minimum) {
        return Err(Failure::refused("--maximum must not be less than --minimum: no digest would ever go out"));
    }
    Ok(())
}

async fn list(core: &Core) -> Result<Report, Failure> {
    let schedules = core.store.schedules(None).await?;
    let lists = core.store.lists().await?;
    let slug = |schedule: &schedule::Schedule| {
        lists.iter().find(|list| list.id == schedule.list).map(|list| list.slug.to_string()).unwrap_or_default()
    };
    let rows: Vec<Vec<String>> = schedules
        .iter()
        .map(|schedule| {
            let whose = if schedule.local { " or the reader's" } else { "" };
            let zone = format!("{}{whose}", schedule.zone.name());
            vec![slug(schedule), schedule.name.to_string(), schedule.timing.expression().to_owned(), zone]
        })
        .collect();
    let json: Vec<Value> = schedules
        .iter()
        .map(|schedule| {
            json!({
                "id": schedule.id.get(), "list": slug(schedule), "name": schedule.name.as_str(),
                "timing": schedule.timing.expression(), "zone": schedule.zone.name(), "local": schedule.local, "dispatch": schedule.dispatch.as_str(),
            })
        })
        .collect();
    Ok(Report::new(Value::from(json), table(&["list", "name", "timing", "zone"], &rows)))
}

async fn next(core: &Core, slug: Option<&str>, name: Option<&str>, count: u16) -> Result<Report, Failure> {
    let list = match slug {
        Some(slug) => Some(lookup::list(core, slug).await?),
        None => None,
    };
    let mut schedules = core.store.schedules(list.as_ref().map(|list| list.id)).await?;
    if let (Some(list), Some(_)) = (&list, name) {
        schedules = vec![lookup::schedule(core, list, name).await?];
    } else if let Some(name) = name {
        schedules.retain(|schedule| schedule.name.as_str() == name);
    }
    if schedules.is_empty() {
        return Err(Failure::refused("there is no such schedule; `letterbell schedule list` shows all"));
    }
    let now = core.clock.now();
    let mut lines = Vec::new();
    let mut json = Vec::new();
    for schedule in &schedules {
        let runs = schedule.timing.coming(now).take(count.into());
        let coming: Vec<Timestamp> = runs.map(|run| schedule.due_for(run, &ReaderClock::default())).collect();
        lines.push(format!("{}: {}", schedule.name, words::timing(words::english(), &schedule.timing)));
        lines.extend(coming.iter().map(|due| format!("  {}", words::instant(words::english(), *due, &schedule.zone))));
        let instants: Vec<String> = coming.iter().map(ToString::to_string).collect();
        json.push(json!({ "id": schedule.id.get(), "name": schedule.name.as_str(), "zone": schedule.zone.name(), "next": instants }));
    }
    Ok(Report::new(Value::from(json), lines.join("\n")))
}
