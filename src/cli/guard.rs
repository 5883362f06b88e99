//! `letterbell guard …`

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::output::{Report, table};
use super::{Failure, lookup};
use crate::app::Core;
use crate::domain::burst::BurstKind;
use crate::domain::consent::Way;
use crate::domain::time::Timestamp;
use crate::operations::guard::{drop_waiting, undo};
use crate::store::UndoSpan;

const EXAMPLES: &str = "\
Examples:
  letterbell guard undo unsubscribes --since 2026-11-26T09:00:00Z --until 2026-11-26T09:20:00Z --list news --way one-click
  letterbell guard undo sign-ups --since 2026-11-26T09:00:00Z --until 2026-11-26T09:20:00Z --yes";

#[derive(Subcommand)]
pub enum Guard {
    /// Show bursts of sign-ups, confirmations and unsubscribes, and what waits in quarantine
    Show,
    /// Let further requests for a list wait, until you release or drop them
    Hold {
        /// The list
        list: String,
    },
    /// Send the confirmations of all who wait on a list
    Release {
        /// The list
        list: String,
    },
    /// End the requests of all who wait on a list: nothing is sent to them
    Drop {
        /// The list
        list: String,
    },
    #[command(after_help = EXAMPLES, about = "Undo in bulk what happened between two instants; without --yes it only says how much that is")]
    Undo(Undo),
}

#[derive(Args)]
pub struct Undo {
    /// sign-ups (those not confirmed), confirmations, or unsubscribes
    #[arg(value_parser = kind)]
    what: BurstKind,
    /// From when, such as 2026-11-26T09:00:00Z
    #[arg(long, value_parser = instant)]
    since: Timestamp,
    /// Until when
    #[arg(long, value_parser = instant)]
    until: Timestamp,
    /// Only on this list
    #[arg(long, value_name = "SLUG")]
    list: Option<String>,
    /// Only unsubscribes by this way: one-click, "unsubscribe page", mailto, complaint, "preference page"
    #[arg(long, value_parser = way)]
    way: Option<Way>,
    /// Do it
    #[arg(long)]
    yes: bool,
}

const SHOWN_BURSTS: i64 = 20;

fn kind(text: &str) -> Result<BurstKind, String> {
    BurstKind::parse(text).ok_or_else(|| "write sign-ups, confirmations or unsubscribes".to_owned())
}

/// How readers can leave.
const WAYS: [Way; 5] = [Way::OneClick, Way::UnsubscribePage, Way::PreferencePage, Way::Mailto, Way::Complaint];

fn way(text: &str) -> Result<Way, String> {
    let known = || WAYS.map(|way| format!("\"{}\"", way.as_str())).join(", ");
    WAYS.into_iter().find(|way| way.as_str() == text).ok_or_else(|| format!("write one of {}", known()))
}

fn instant(text: &str) -> Result<Timestamp, String> {
    let instant: Result<jiff::Timestamp, _> = text.parse();
    instant.map(Timestamp::from).map_err(|_| "write an instant with its zone, such as 2026-11-26T09:00:00Z".to_owned())
}

pub async fn run(core: &Core, command: Guard) -> Result<Report, Failure> {
    let now = core.clock.now();
    match command {
        Guard::Show => show(core).await,
        Guard::Hold { list } => {
            let list = lookup::list(core, &list).await?;
            core.store.hold_sign_ups(list.id, now).await?;
            let words = format!(
                "Held: whoever asks for {} from now on waits. `guard release` or `guard drop` ends it.",
                list.slug
            );
            Ok(Report::new(json!({ "held": list.slug.as_str() }), words))
        }
        Guard::Release { list } => {
            let list = lookup::list(core, &list).await?;
            let released = core.guard().release(&core.store, list.id, now).await?;
            let words = match released {
                0 => format!("Nobody waited on {}; new requests are mailed again.", list.slug),
                _ => format!("{released} confirmations are on their way."),
            };
            Ok(Report::new(json!({ "released": released }), words))
        }
        Guard::Drop { list } => {
            let list = lookup::list(core, &list).await?;
            let dropped = drop_waiting(&core.store, list.id, now).await?;
            let words = match dropped {
                0 => format!("Nobody waited on {}; new requests are mailed again.", list.slug),
                _ => format!("{dropped} requests ended; nothing was sent."),
            };
            Ok(Report::new(json!({ "dropped": dropped }), words))
        }
        Guard::Undo(order) => undo_span(core, order, now).await,
    }
}

async fn show(core: &Core) -> Result<Report, Failure> {
    let slugs = core.store.lists().await?;
    let slug =
        |id| slugs.iter().find(|list| list.id == id).map_or_else(|| "?".to_owned(), |list| list.slug.to_string());
    let (bursts, waiting) = (core.store.bursts(SHOWN_BURSTS).await?, core.store.quarantine().await?);
    let stands = |burst: &crate::domain::burst::Burst| match (burst.ended_at, &burst.settled) {
        (None, _) if burst.is_held => "held by you".to_owned(),
        (None, _) => "on".to_owned(),
        (Some(ended), Some(settled)) => format!("over since {ended}, {settled}"),
        (Some(ended), None) => format!("over since {ended}"),
    };
    let json: Vec<Value> = bursts
        .iter()
        .map(|burst| {
            json!({ "id": burst.id, "kind": burst.kind.as_str(), "list": slug(burst.list), "began_at": burst.began_at.to_string(),
                    "ended_at": burst.ended_at.map(|at| at.to_string()), "number": burst.number, "held": burst.is_held,
                    "settled": burst.settled })
        })
        .collect();
    let waits: Vec<Value> = waiting
        .iter()
        .map(|one| json!({ "list": slug(one.list), "number": one.number, "since": one.since.to_string() }))
        .collect();
    let mut lines = Vec::new();
    if waiting.is_empty() {
        lines.push("Nobody waits in quarantine.".to_owned());
    }
    for one in &waiting {
        let slug = slug(one.list);
        lines.push(format!(
            "{} wait on {slug}, the first since {}: `guard release {slug}` mails them, `guard drop {slug}` ends their requests",
            one.number, one.since
        ));
    }
    if bursts.is_empty() {
        lines.push("No burst was seen.".to_owned());
    } else {
        let row = |burst: &crate::domain::burst::Burst| {
            let (began, number) = (burst.began_at.to_string(), burst.number.to_string());
            vec![burst.kind.as_str().to_owned(), slug(burst.list), began, number, stands(burst)]
        };
        let rows: Vec<_> = bursts.iter().map(row).collect();
        lines.push(table(&["burst of", "list", "began", "in ten minutes", "stands"], &rows));
    }
    Ok(Report::new(json!({ "bursts": json, "quarantine": waits }), lines.join("\n")))
}

async fn undo_span(core: &Core, order: Undo, now: Timestamp) -> Result<Report, Failure> {
    let list = match &order.list {
        Some(slug) => Some(lookup::list(core, slug).await?.id),
        None => None,
    };
    if order.until <= order.since {
        return Err(Failure::Refused(format!(
            "--until must be later than --since: nothing happens between {} and {}; `letterbell guard show` tells when bursts began",
            order.since, order.until
        )));
    }
    if order.way.is_some() && order.what != BurstKind::Departures {
        let words = "--way is for unsubscribes: leave it out, or write `letterbell guard undo unsubscribes`";
        return Err(Failure::refused(words));
    }
    let span =
        UndoSpan { kind: order.what, since: order.since, until: order.until, list, way: order.way.map(Way::as_str) };
    let ids = core.store.undoable(&span).await?;
    let (kind, found) = (order.what.as_str(), ids.len());
    if !order.yes {
        let words = format!("{found} {kind} would be undone. Add --yes to do it; each is recorded as evidence.");
        return Ok(Report::new(json!({ "found": found, "undone": 0 }), words));
    }
    let undone = undo(&core.store, order.what, &ids, now).await?;
    Ok(Report::new(json!({ "found": found, "undone": undone }), format!("{undone} {kind} undone.")))
}
