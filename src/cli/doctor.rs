//! `letterbell doctor`

use std::collections::BTreeSet;
use std::net::SocketAddr;

use clap::Args;
use futures_util::future::join_all;
use serde_json::json;
use url::Url;

use super::output::Report;
use crate::app::{guard_rules, open_as_it_is};
use crate::clock::SystemClock;
use crate::config::{DatabaseUrl, Settings};
use crate::operations::doctor::{
    Finding, GuardSettings, Resolver, SendingDomain, Verdict, examine_database, examine_domain, examine_guard,
    examine_public_url, examine_relay, examine_room, examine_templates,
};
use crate::store::{Store, StoreError};

#[derive(Args)]
pub struct Doctor {
    /// Ask this DNS server, and not those of /etc/resolv.conf
    #[arg(long, value_name = "ADDRESS[:PORT]", value_parser = server)]
    dns: Option<SocketAddr>,
}

const DNS_PORT: u16 = 53;
/// Domains that are looked up: one who has more lists than that looks at the first.
const MOST_DOMAINS: usize = 20;

fn server(text: &str) -> Result<SocketAddr, String> {
    let with_port = text.parse().ok();
    let server = with_port.or_else(|| text.parse().ok().map(|address| SocketAddr::new(address, DNS_PORT)));
    server.ok_or_else(|| "write an address, such as 9.9.9.9 or [2620:fe::fe]:53".to_owned())
}

/// Looks at the whole set-up; says what is wrong and what to do next. Changes nothing, sends nothing.
pub async fn run(settings: &Settings, doctor: &Doctor) -> Report {
    let resolver = doctor.dns.map_or_else(
        || Resolver::of_resolv_conf(&std::fs::read_to_string("/etc/resolv.conf").unwrap_or_default()),
        Resolver::asking,
    );
    let mut findings = of_settings(settings);
    findings.extend(join_all(settings.relays.iter().map(examine_relay)).await);
    let store = database(settings, &mut findings).await;
    match examine_templates(settings.templates.folder.as_deref(), store.as_ref()).await {
        Ok(found) => findings.extend(found),
        Err(error) => findings.push(Finding::wrong("templates", format!("{error}."), "Run this again.")),
    }
    let mut domains = BTreeSet::new();
    if let Some(store) = &store {
        if let Err(error) = of_store(store, settings, &mut findings, &mut domains).await {
            findings.push(Finding::wrong("database", format!("{error}."), "Look at its own log, and run this again."));
        }
        store.close().await;
    }
    // Without lists, or without the database, the keys still name the domains.
    domains.extend(settings.dkim.iter().map(|identity| identity.name.domain().to_owned()));
    let return_path = settings.delivery.return_path.as_ref().map(|address| address.domain().to_owned());
    for domain in domains.iter().take(MOST_DOMAINS) {
        let return_path = return_path.as_deref().unwrap_or(domain);
        let sending = SendingDomain { domain, return_path, keys: &settings.dkim };
        findings.extend(examine_domain(&resolver, &sending).await);
    }
    report(&findings)
}

fn of_settings(settings: &Settings) -> Vec<Finding> {
    let mut findings: Vec<Finding> = settings
        .warnings
        .iter()
        .map(|warning| Finding::look("settings", format!("{warning}."), "Correct it in the settings."))
        .collect();
    if findings.is_empty() {
        findings.push(Finding::good("settings", "They are sound."));
    }
    match &settings.server.public_url {
        Some(url) => findings.push(examine_public_url("server.public_url", url)),
        None => findings.push(Finding::look(
            "server.public_url",
            "It is not set.",
            "Set it to where readers reach this server, such as https://letters.example.org.",
        )),
    }
    if settings.relays.is_empty() {
        let next = "Add a [[relay]] table to the settings: config/letterbell.toml shows one.";
        findings.push(Finding::wrong("relay", "There is none: mail is queued and never sent.", next));
    }
    let rules = guard_rules(settings);
    findings.extend(examine_guard(GuardSettings { rules: &rules, has_alarm: settings.guard.alarm_to.is_some() }));
    findings
}

/// Opens the database, if it can be looked at.
async fn database(settings: &Settings, findings: &mut Vec<Finding>) -> Option<Store> {
    let about = "database";
    if let DatabaseUrl::Sqlite(file) = &settings.database.url {
        findings.push(examine_room(file));
        if !file.exists() {
            let next = "`letterbell migrate` makes it, and so does the first start; if there should be one, correct database.url.";
            findings.push(Finding::wrong(about, format!("There is no file {}.", file.display()), next));
            return None;
        }
    }
    match open_as_it_is(settings).await {
        Ok((store, missing)) if missing.is_empty() => {
            findings.push(Finding::good(about, "It answers, and is up to date."));
            Some(store)
        }
        Ok((_, missing)) => {
            let found = format!("It answers, and lacks {}.", missing.join(", "));
            findings.push(Finding::wrong(about, found, "letterbell migrate (a SQLite file is copied first)"));
            None
        }
        Err(error @ StoreError::Newer { .. }) => {
            findings.push(Finding::wrong(about, format!("{error}."), "Install the newer version of Letterbell."));
            None
        }
        Err(error) => {
            let next = "Does it run, does it know this user, and may this user read and write there? See database.url.";
            findings.push(Finding::wrong(about, format!("{error}."), next));
            None
        }
    }
}

async fn of_store(
    store: &Store,
    settings: &Settings,
    findings: &mut Vec<Finding>,
    domains: &mut BTreeSet<String>,
) -> Result<(), crate::operations::OperationError> {
    for site in store.sites().await? {
        let url = Url::parse(site.public_url.as_str()).ok();
        // One that is the default's was looked at.
        if let Some(url) = url.filter(|url| Some(url) != settings.server.public_url.as_ref()) {
            findings.push(examine_public_url(&format!("site {}", site.name), &url));
        }
    }
    for list in store.lists().await? {
        let senders = [Some(&list.sender), list.system_sender.as_ref()];
        domains.extend(senders.into_iter().flatten().map(|sender| sender.address.domain().to_owned()));
    }
    findings.extend(examine_database(store, &SystemClock).await?);
    Ok(())
}

fn report(findings: &[Finding]) -> Report {
    let number = |verdict| findings.iter().filter(|finding| finding.verdict == verdict).count();
    let (wrong, look) = (number(Verdict::Wrong), number(Verdict::Look));
    let mut lines = Vec::new();
    for finding in findings {
        let word = match finding.verdict {
            Verdict::Good => "good ",
            Verdict::Look => "look ",
            Verdict::Wrong => "WRONG",
        };
        lines.push(format!("{word}  {}: {}", finding.about, finding.found));
        lines.extend(finding.next.iter().map(|next| format!("       → {next}")));
    }
    lines.push(match (wrong, look) {
        (0, 0) => "Nothing is wrong.".to_owned(),
        (0, look) => format!("Nothing is wrong; worth a look: {look}."),
        (wrong, _) => format!("To be mended: {wrong}."),
    });
    let json = json!({ "ok": wrong == 0, "wrong": wrong, "look": look, "findings": findings });
    let report = Report::new(json, lines.join("\n"));
    if wrong == 0 { report } else { report.refusing() }
}
