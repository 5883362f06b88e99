//! Finding what a command names, or saying what there is instead.

use super::Failure;
use crate::app::Core;
use crate::domain::list::List;
use crate::domain::schedule::Schedule;
use crate::domain::site::Site;

/// The list called `slug`.
pub async fn list(core: &Core, slug: &str) -> Result<List, Failure> {
    if let Some(list) = core.store.list_by_slug(slug).await? {
        return Ok(list);
    }
    let known: Vec<String> = core.store.lists().await?.iter().map(|list| list.slug.to_string()).collect();
    let known = known.join(", ");
    Err(Failure::Refused(match known.as_str() {
        "" => format!("there is no list '{slug}', and no other: add one with `letterbell list add`"),
        known => format!("there is no list '{slug}'; there are: {known}"),
    }))
}

/// The list called `slug`, or the only one when none is named.
pub async fn list_or_only(core: &Core, slug: Option<&str>) -> Result<List, Failure> {
    match slug {
        Some(slug) => list(core, slug).await,
        None => match core.store.lists().await?.as_slice() {
            [only] => Ok(only.clone()),
            [] => Err(Failure::refused("there is no list yet: add one with `letterbell list add`")),
            _ => Err(Failure::refused("there are several lists: say which with --list SLUG")),
        },
    }
}

/// A list's schedule called `name`, or its first one when no name is given.
pub async fn schedule(core: &Core, list: &List, name: Option<&str>) -> Result<Schedule, Failure> {
    let schedules = core.store.schedules(Some(list.id)).await?;
    let known: Vec<String> = schedules.iter().map(|schedule| schedule.name.to_string()).collect();
    let found = match name {
        Some(name) => schedules.into_iter().find(|schedule| schedule.name.as_str() == name),
        None => schedules.into_iter().next(),
    };
    let slug = &list.slug;
    found.ok_or_else(|| {
        Failure::Refused(match (name, known.is_empty()) {
            (_, true) => {
                format!("list {slug} has no schedule yet: add one with `letterbell schedule add --list {slug} --name weekly --cron '0 8 * * MON' --zone Europe/Berlin`")
            }
            (name, false) => {
                let name = name.unwrap_or_default();
                format!("list {slug} has no schedule '{name}'; there are: {}", known.join(", "))
            }
        })
    })
}

/// The site called `name`, or the only one when none is named.
pub async fn site(core: &Core, name: Option<&str>) -> Result<Site, Failure> {
    let sites = core.store.sites().await?;
    match (name, sites.as_slice()) {
        (_, []) => Err(Failure::refused(
            "there is no site yet: add one with `letterbell site add --name NAME --public-url URL`",
        )),
        (None, [only]) => Ok(only.clone()),
        (Some(name), _) => {
            sites.iter().find(|site| site.name == name).cloned().ok_or_else(|| {
                Failure::Refused(format!("there is no site '{name}'; `letterbell site list` shows them"))
            })
        }
        (None, _) => Err(Failure::refused("there are several sites: say which with --site NAME")),
    }
}
