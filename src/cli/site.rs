//! `letterbell site …`

use clap::Subcommand;
use serde_json::{Value, json};

use super::Failure;
use super::output::{Report, table};
use crate::app::Core;
use crate::domain::list::one_line;
use crate::domain::site::PublicUrl;
use crate::store::StoreError;

#[derive(Subcommand)]
pub enum Site {
    /// Add a site
    Add {
        /// The name that readers see
        #[arg(long)]
        name: String,
        /// Where readers reach Letterbell for this site; links in its mails begin with it (default: `server.public_url`)
        #[arg(long, value_name = "URL")]
        public_url: Option<String>,
    },
    /// Show all sites
    List,
}

pub async fn run(core: &Core, command: Site) -> Result<Report, Failure> {
    match command {
        Site::Add { name, public_url } => add(core, &name, public_url).await,
        Site::List => list(core).await,
    }
}

async fn add(core: &Core, name: &str, public_url: Option<String>) -> Result<Report, Failure> {
    let name = one_line(name).map_err(|error| Failure::Refused(format!("--name: {error}")))?;
    let default = core.settings.server.public_url.as_ref().map(ToString::to_string);
    let url = public_url.or(default).ok_or_else(|| {
        Failure::refused(
            "say where readers reach the site: --public-url https://news.example.org, or set server.public_url",
        )
    })?;
    let url = PublicUrl::parse(&url).map_err(|error| Failure::Refused(format!("--public-url: {error}")))?;
    let id = core.store.add_site(&name, &url, core.clock.now()).await.map_err(|error| match error {
        StoreError::Conflict { .. } => Failure::Refused(format!(
            "there is a site called '{name}' already: take another name; `letterbell site list` shows all"
        )),
        other => other.into(),
    })?;
    let json = json!({ "id": id.get(), "name": name, "public_url": url.as_str() });
    Ok(Report::new(json, format!("Added site {id}: {name}, {}", url.as_str())))
}

async fn list(core: &Core) -> Result<Report, Failure> {
    let sites = core.store.sites().await?;
    let rows: Vec<Vec<String>> = sites
        .iter()
        .map(|site| vec![site.id.to_string(), site.name.clone(), site.public_url.as_str().to_owned()])
        .collect();
    let json: Vec<Value> = sites
        .iter()
        .map(|site| json!({ "id": site.id.get(), "name": site.name, "public_url": site.public_url.as_str() }))
        .collect();
    Ok(Report::new(Value::from(json), table(&["id", "name", "public url"], &rows)))
}
