//! `letterbell list …`

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::Failure;
use super::output::{Report, table};
use crate::app::Core;
use crate::domain::address::{EmailAddress, Sender};
use crate::domain::id::SiteId;
use crate::domain::list::{ConfirmPage, Slug, one_line};
use crate::store::{NewList, StoreError};

#[derive(Subcommand)]
pub enum List {
    /// Add a list
    Add(Box<Add>),
    /// Show all lists
    List,
}

#[derive(Args)]
pub struct Add {
    /// Its name in URLs and commands: letters a-z, digits and hyphens
    slug: Slug,
    /// The name that readers see
    #[arg(long)]
    name: String,
    /// Who its mails are from
    #[arg(long, value_name = "NAME <ADDRESS>")]
    from: Sender,
    /// Where you can be reached by post; stands in every mail, as the law of many countries asks
    #[arg(long, value_name = "TEXT")]
    postal_address: String,
    /// The site that it belongs to; needed when there are several
    #[arg(long, value_name = "NAME")]
    site: Option<String>,
    /// What readers are promised, in a sentence
    #[arg(long, value_name = "TEXT", default_value = "")]
    promise: String,
    /// Where answers go, when not to the sender
    #[arg(long, value_name = "ADDRESS", value_parser = EmailAddress::parse_ascii)]
    reply_to: Option<EmailAddress>,
    /// Let the confirm page submit itself where script runs. Mail scanners that run script then confirm too
    #[arg(long)]
    self_confirming: bool,
}

pub async fn run(core: &Core, command: List) -> Result<Report, Failure> {
    match command {
        List::Add(add) => self::add(core, *add).await,
        List::List => list(core).await,
    }
}

async fn add(core: &Core, add: Add) -> Result<Report, Failure> {
    let name = one_line(&add.name).map_err(|error| Failure::Refused(format!("--name: {error}")))?;
    let postal_address = add.postal_address.trim().to_owned();
    if postal_address.is_empty() {
        return Err(Failure::refused("--postal-address must not be empty: it stands in every mail"));
    }
    let list = NewList {
        site: site(core, add.site.as_deref()).await?,
        slug: add.slug,
        name,
        promise: add.promise.trim().to_owned(),
        sender: add.from,
        reply_to: add.reply_to,
        postal_address,
        confirm_page: if add.self_confirming { ConfirmPage::SubmitsItself } else { ConfirmPage::Button },
    };
    let slug = list.slug.clone();
    let id = core.store.add_list(&list, core.clock.now()).await.map_err(|error| match error {
        StoreError::Conflict { .. } => Failure::Refused(format!(
            "there is a list '{slug}' already: take another name; `letterbell list list` shows all"
        )),
        other => other.into(),
    })?;
    let json = json!({ "id": id.get(), "slug": slug.as_str(), "name": list.name });
    let next = format!(
        "Now add a schedule: letterbell schedule add --list {slug} --name weekly --cron '0 8 * * MON' --zone Europe/Berlin"
    );
    Ok(Report::new(json, format!("Added list {slug}.\n{next}")))
}

async fn site(core: &Core, name: Option<&str>) -> Result<SiteId, Failure> {
    let sites = core.store.sites().await?;
    match (name, sites.as_slice()) {
        (_, []) => Err(Failure::refused(
            "there is no site yet: add one with `letterbell site add --name NAME --public-url URL`",
        )),
        (None, [only]) => Ok(only.id),
        (Some(name), _) => {
            sites.iter().find(|site| site.name == name).map(|site| site.id).ok_or_else(|| {
                Failure::Refused(format!("there is no site '{name}'; `letterbell site list` shows them"))
            })
        }
        (None, _) => Err(Failure::refused("there are several sites: say which with --site NAME")),
    }
}

async fn list(core: &Core) -> Result<Report, Failure> {
    let mut rows = Vec::new();
    let mut json = Vec::new();
    for list in core.store.lists().await? {
        let readers = core.store.active_readers(list.id).await?;
        json.push(json!({
            "id": list.id.get(), "slug": list.slug.as_str(), "name": list.name, "from": list.sender.to_string(), "readers": readers,
        }));
        rows.push(vec![list.slug.to_string(), list.name, list.sender.to_string(), readers.to_string()]);
    }
    Ok(Report::new(Value::from(json), table(&["slug", "name", "from", "readers"], &rows)))
}
