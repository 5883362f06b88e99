//! `letterbell subscriber …`

use std::fs::File;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::output::{Progress, Report, table};
use super::{Failure, lookup};
use crate::app::Core;
use crate::domain::address::EmailAddress;
use crate::domain::attributes::{AttributeName, AttributeNameError, AttributeValueError, Attributes};
use crate::domain::departed::DepartedKey;
use crate::domain::id::DigestId;
use crate::domain::subscription::Subscription;
use crate::operations::import_subscribers::{ImportError, ImportOrder, ImportReport, import_subscribers};
use crate::store::ImportTarget;

#[derive(Subcommand)]
pub enum Subscriber {
    #[command(about = "Bring confirmed readers in from a CSV file with the columns address, name, confirmed_at")]
    Import(Import),
    /// Show everything about an address: subscriptions, evidence of consent, mails
    Show {
        /// The address
        address: EmailAddress,
    },
    /// Note what digests may say to this reader alone; an empty value takes it away. Without any, show what is noted
    Set {
        /// The address
        address: EmailAddress,
        /// What to note, such as a first name
        #[arg(value_name = "NAME=VALUE", value_parser = note)]
        notes: Vec<(AttributeName, String)>,
    },
    /// Print the evidence of consent for an address: what was shown and answered, when, where, and from which network address
    Proof {
        /// The address
        address: EmailAddress,
    },
}

#[derive(Args)]
pub struct Import {
    /// The list that they read
    #[arg(long, value_name = "SLUG")]
    list: String,
    /// The schedule that they are on; without it the list's first one
    #[arg(long, value_name = "NAME")]
    schedule: Option<String>,
    /// Columns that are kept as attributes, for the personal parts of digests
    #[arg(long, value_name = "NAME,…", value_delimiter = ',')]
    attributes: Vec<AttributeName>,
    /// Say what would happen and change nothing
    #[arg(long)]
    dry_run: bool,
    /// The file, in UTF-8
    file: PathBuf,
}

/// Lines shown to people; `--json` tells more.
const SHOWN_NOTES: usize = 20;

pub async fn run(core: &Core, command: Subscriber) -> Result<Report, Failure> {
    match command {
        Subscriber::Import(import) => self::import(core, import).await,
        Subscriber::Show { address } => show(core, &address).await,
        Subscriber::Set { address, notes } => set(core, &address, &notes).await,
        Subscriber::Proof { address } => super::proof::run(core, &address).await,
    }
}

/// `first_name=Ada`.
fn note(text: &str) -> Result<(AttributeName, String), String> {
    let (name, value) = text.split_once('=').ok_or("write it like first_name=Ada")?;
    let name = name.parse().map_err(|error: AttributeNameError| error.to_string())?;
    let mut tried = Attributes::default();
    tried.set(&name, value).map_err(|error| error.to_string())?;
    Ok((name, value.to_owned()))
}

async fn set(core: &Core, address: &EmailAddress, notes: &[(AttributeName, String)]) -> Result<Report, Failure> {
    let change = |attributes: &mut Attributes| -> Result<(), AttributeValueError> {
        notes.iter().try_for_each(|(name, value)| attributes.set(name, value))
    };
    let known = core.store.change_attributes(address, change).await?.map_err(Failure::refused)?;
    let Some((_, attributes)) = known.first() else {
        return Err(Failure::refused(
            "nobody has subscribed with this address; is it spelt as in the form or the imported file?",
        ));
    };
    let noted: serde_json::Map<String, Value> =
        attributes.iter().map(|(name, value)| (name.to_owned(), Value::from(value))).collect();
    let lines: Vec<String> = attributes.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    let text = if lines.is_empty() { "Nothing is noted.".to_owned() } else { lines.join("\n") };
    Ok(Report::new(json!({ "address": address.as_str(), "attributes": noted }), text))
}

async fn import(core: &Core, import: Import) -> Result<Report, Failure> {
    let list = lookup::list(core, &import.list).await?;
    let schedule = lookup::schedule(core, &list, import.schedule.as_deref()).await?;
    let shown = import.file.display();
    let file =
        File::open(&import.file).map_err(|error| Failure::Refused(format!("{shown} cannot be opened: {error}")))?;
    let source = import.file.file_name().map_or(import.file.as_path(), Path::new).display().to_string();
    let departed = DepartedKey::new(&core.master);
    let order = ImportOrder {
        departed: &departed,
        target: ImportTarget { site: list.site, list: list.id, schedule: schedule.id },
        source: &source,
        attributes: &import.attributes,
        dry_run: import.dry_run,
    };
    let mut progress = Progress::new();
    let imported = import_subscribers(&core.store, &order, file, core.clock.now(), |lines| {
        progress.show(&format!("{lines} lines read"));
    });
    let report = imported.await.map_err(|error| match error {
        ImportError::Operation(error) => Failure::from(error),
        other => Failure::Refused(format!("{shown}: {other}")),
    })?;
    drop(progress);
    Ok(told(&report, import.dry_run))
}

fn told(report: &ImportReport, dry_run: bool) -> Report {
    let notes: Vec<Value> = report.notes.iter().map(|note| json!({ "line": note.line, "why": note.why })).collect();
    let json = json!({
        "dry_run": dry_run, "lines": report.lines, "added": report.added, "skipped": report.skipped,
        "rejected": report.rejected, "notes": notes,
    });
    let mut lines: Vec<String> =
        report.notes.iter().take(SHOWN_NOTES).map(|note| format!("line {}: {}", note.line, note.why)).collect();
    let quiet = report.skipped + report.rejected;
    if quiet > u64::try_from(SHOWN_NOTES).unwrap_or(u64::MAX) {
        lines.push(format!("… {quiet} such lines in all; --json tells more of them"));
    }
    let verb = if dry_run { "would be added" } else { "added" };
    let ImportReport { lines: read, added, skipped, rejected, .. } = report;
    lines.push(format!("{read} lines: {added} {verb}, {skipped} skipped, {rejected} wrong"));
    Report::new(json, lines.join("\n"))
}

async fn show(core: &Core, address: &EmailAddress) -> Result<Report, Failure> {
    let subscriptions = core.store.subscriptions_of(address).await?;
    if subscriptions.is_empty() {
        return Err(Failure::refused(
            "nobody has subscribed with this address; is it spelt as in the form or the imported file?",
        ));
    }
    let mut json = Vec::new();
    let mut text = Vec::new();
    for subscription in &subscriptions {
        let (value, lines) = about(core, subscription).await?;
        json.push(value);
        text.push(lines);
    }
    Ok(Report::new(json!({ "address": address.as_str(), "subscriptions": json }), text.join("\n\n")))
}

async fn about(core: &Core, subscription: &Subscription) -> Result<(Value, String), Failure> {
    let list = core.store.list(subscription.list).await?;
    let slug = list.as_ref().map(|list| list.slug.to_string()).unwrap_or_default();
    let schedule = core.store.schedule(subscription.schedule).await?;
    let schedule = schedule.map(|schedule| schedule.name.to_string()).unwrap_or_default();
    let key = subscription.address.key();
    let suppressions = match &list {
        Some(list) => core.store.suppressions(list.site, &key, core.clock.now()).await?,
        None => Vec::new(),
    };
    let suppressed: Vec<&str> = suppressions.iter().map(|reason| reason.as_str()).collect();
    let consent = core.store.consent_records(subscription.id).await?;
    let mails = core.store.mails_of(subscription.id, 20).await?;
    let consent_rows: Vec<Vec<String>> = consent
        .iter()
        .map(|entry| {
            vec![entry.at.to_string(), entry.event.clone(), entry.way.clone(), entry.remote.clone().unwrap_or_default()]
        })
        .collect();
    let mail_rows: Vec<Vec<String>> = mails
        .iter()
        .map(|mail| {
            let digest = mail.digest.map_or_else(|| mail.kind.clone(), |id| format!("digest {id}"));
            let words = mail.last_reply.clone().unwrap_or_default();
            vec![mail.created_at.to_string(), digest, mail.state.to_string(), words]
        })
        .collect();
    let mut text = format!(
        "{} on list {slug}: {}, schedule {schedule}\n\n{}",
        subscription.address,
        subscription.state,
        table(&["when", "consent", "way", "from"], &consent_rows)
    );
    if !suppressed.is_empty() {
        text = format!("{text}\n\nSuppressed: {}", suppressed.join(", "));
    }
    if !mail_rows.is_empty() {
        text = format!("{text}\n\n{}", table(&["when", "mail", "state", "relay's words"], &mail_rows));
    }
    let instant = |at: Option<crate::domain::time::Timestamp>| at.map(|at| at.to_string());
    let json = json!({
        "id": subscription.id.get(), "list": slug, "state": subscription.state.as_str(), "schedule": schedule,
        "confirmed_at": instant(subscription.confirmed_at), "ended_at": instant(subscription.ended_at),
        "suppressions": suppressed,
        "consent": consent.iter().map(|entry| json!({
            "event": entry.event, "wording": entry.wording, "way": entry.way, "remote": entry.remote,
            "source": entry.source, "at": entry.at.to_string(),
        })).collect::<Vec<_>>(),
        "mails": mails.iter().map(|mail| json!({
            "id": mail.id, "kind": mail.kind, "digest": mail.digest.map(DigestId::get), "state": mail.state.as_str(),
            "created_at": mail.created_at.to_string(), "last_reply": mail.last_reply,
        })).collect::<Vec<_>>(),
    });
    Ok((json, text))
}
