//! `letterbell subscriber proof`: the evidence of consent for an address, as it is shown to whoever asks for it.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::Failure;
use super::output::Report;
use crate::app::Core;
use crate::domain::address::EmailAddress;
use crate::domain::consent::wording_version;
use crate::store::ProofEntry;

pub async fn run(core: &Core, address: &EmailAddress) -> Result<Report, Failure> {
    let entries = core.store.proof(address).await?;
    if entries.is_empty() {
        return Err(Failure::refused(
            "there is no evidence about this address; is it spelt as in the form or the imported file?",
        ));
    }
    let now = core.clock.now();
    let text = entries.iter().fold(format!("Evidence of consent for {address}, as of {now}."), |text, entry| {
        format!("{text}\n\n{}", told(entry))
    });
    let records: Vec<Value> = entries.iter().map(as_json).collect();
    let json = json!({ "address": address.as_str(), "as_of": now.to_string(), "records": records });
    Ok(Report::new(json, text))
}

/// One record: a line that says what happened, and below it where and in which words.
fn told(record: &ProofEntry) -> String {
    let entry = &record.entry;
    let mut text = format!("{}  {}: {} ({})", entry.at, record.list, entry.event, record.list_name);
    let lines = [
        ("address", Some(record.address.clone())),
        ("way", Some(entry.way.clone())),
        ("page", record.entry.source.clone()),
        ("from", entry.remote.clone()),
        ("program", record.user_agent.clone()),
        ("record", Some(format!("{}, about subscription {}", record.id, record.subscription))),
        ("wording", Some(wording_version(&entry.wording))),
    ];
    for (name, value) in lines {
        if let Some(value) = value {
            let _ = write!(text, "\n    {name:<8} {value}");
        }
    }
    for line in entry.wording.lines() {
        let _ = write!(text, "\n      | {line}");
    }
    text
}

fn as_json(record: &ProofEntry) -> Value {
    let entry = &record.entry;
    json!({
        "id": record.id, "subscription": record.subscription.get(), "list": record.list, "list_name": record.list_name,
        "address": record.address, "event": entry.event, "at": entry.at.to_string(), "way": entry.way,
        "source_url": entry.source, "remote": entry.remote, "user_agent": record.user_agent,
        "wording_version": wording_version(&entry.wording), "wording": entry.wording,
    })
}
