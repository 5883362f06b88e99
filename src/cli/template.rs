//! `letterbell template …`

use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::output::{Report, table};
use super::{Failure, lookup};
use crate::app::Core;
use crate::domain::language::Language;
use crate::domain::look::Look;
use crate::domain::site::Site;
use crate::operations::languages::locale_of;
use crate::operations::own_templates::{
    LONGEST_TEMPLATE, TemplateDesk, TemplateRefusal, Tried, load_templates, take_in_own_templates, try_template,
};
use crate::operations::plan_digest::site_of;

#[derive(Subcommand)]
pub enum Template {
    /// Show all templates, and whose text each has: as shipped, a file of the folder, or a version of the site's own
    List {
        #[command(flatten)]
        of: Of,
    },
    /// Show a template's text
    Show {
        /// Its name, such as mail/digest/subject.txt
        name: String,
        /// Not the one in force, but this version; 0 is the one that sites without their own have
        #[arg(long, value_name = "NUMBER")]
        version: Option<i64>,
        #[command(flatten)]
        of: Of,
    },
    /// Put a text in force for a site, once it was tried; running services take it up within seconds
    Set {
        /// The template's name
        name: String,
        /// The file; - is standard input
        file: PathBuf,
        #[command(flatten)]
        of: Of,
    },
    /// Try every template that is not as shipped, or a file in the place of one, and change nothing
    Check {
        /// A template's name
        #[arg(requires = "file")]
        name: Option<String>,
        /// The file to try in its place
        file: Option<PathBuf>,
        #[command(flatten)]
        of: Of,
    },
    /// Write what a mail looks like with sample data, in the look of a list: HTML and text
    Preview(Box<Preview>),
    /// Show what is different between two versions of a template
    Diff {
        /// Its name
        name: String,
        /// The older one; without it what sites without their own have
        #[arg(long, value_name = "VERSION", default_value_t = 0)]
        from: i64,
        /// The newer one; without it the one in force
        #[arg(long, value_name = "VERSION")]
        to: Option<i64>,
        #[command(flatten)]
        of: Of,
    },
    /// Show the versions of a site's own template
    Versions {
        /// Its name
        name: String,
        #[command(flatten)]
        of: Of,
    },
    /// Put an earlier version in force again
    Rollback {
        /// Its name
        name: String,
        /// Which; without it the one before the newest. 0 gives up the site's own
        #[arg(long, value_name = "VERSION")]
        to: Option<i64>,
        #[command(flatten)]
        of: Of,
    },
}

#[derive(Args)]
pub struct Of {
    /// The site; may be left out when there is only one
    #[arg(long, value_name = "NAME")]
    site: Option<String>,
}

#[derive(Args)]
pub struct Preview {
    /// digest, confirmation, reminder, welcome, known, link, goodbye, address or moved. `letterbell digest preview` shows a list's real posts
    mail: String,
    /// Try a file in the place of this template
    #[arg(long, value_name = "TEMPLATE", requires = "file")]
    name: Option<String>,
    /// The file to try
    #[arg(long, value_name = "FILE", requires = "name")]
    file: Option<PathBuf>,
    /// The list whose look it has; without it the site's first
    #[arg(long, value_name = "SLUG", conflicts_with = "site")]
    list: Option<String>,
    /// The language
    #[arg(long, value_name = "TAG", default_value = "en")]
    language: Language,
    /// The folder for the files
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    out: PathBuf,
    #[command(flatten)]
    of: Of,
}

pub async fn run(core: &Core, command: Template) -> Result<Report, Failure> {
    match command {
        Template::List { of } => list(core, &of).await,
        Template::Show { name, version, of } => show(core, &of, &name, version).await,
        Template::Set { name, file, of } => set(core, &of, &name, &file).await,
        Template::Check { name: Some(name), file: Some(file), of } => check_one(core, &of, &name, &file).await,
        Template::Check { .. } => check_all(core).await,
        Template::Preview(preview) => self::preview(core, &preview).await,
        Template::Diff { name, from, to, of } => diff(core, &of, &name, from, to).await,
        Template::Versions { name, of } => versions(core, &of, &name).await,
        Template::Rollback { name, to, of } => roll_back(core, &of, &name, to).await,
    }
}

async fn site(core: &Core, of: &Of) -> Result<Site, Failure> {
    lookup::site(core, of.site.as_deref()).await
}

fn desk<'a>(core: &'a Core, site: &'a Site) -> TemplateDesk<'a> {
    TemplateDesk { store: &core.store, templates: &core.templates, site }
}

async fn list(core: &Core, of: &Of) -> Result<Report, Failure> {
    let site = site(core, of).await?;
    let all = desk(core, &site).list().await?;
    let json: Vec<Value> = all.iter().map(|(name, from)| json!({ "name": name, "from": from })).collect();
    let rows: Vec<Vec<String>> = all.into_iter().map(|(name, from)| vec![name.to_owned(), from]).collect();
    Ok(Report::new(Value::from(json), table(&["name", "from"], &rows)))
}

async fn show(core: &Core, of: &Of, name: &str, version: Option<i64>) -> Result<Report, Failure> {
    let site = site(core, of).await?;
    let (text, from) = desk(core, &site).text(name, version).await?;
    Ok(Report::new(json!({ "name": name, "from": from, "text": text }), text))
}

async fn set(core: &Core, of: &Of, name: &str, file: &Path) -> Result<Report, Failure> {
    let site = site(core, of).await?;
    let text = read(file)?;
    let version = desk(core, &site).set(name, &text, &file.display().to_string(), core.clock.now()).await?;
    let words = format!(
        "Version {version} of {name} is in force for {}. `letterbell template rollback {name}` takes it back.",
        site.name
    );
    Ok(Report::new(json!({ "name": name, "version": version, "site": site.name }), words))
}

async fn check_one(core: &Core, of: &Of, name: &str, file: &Path) -> Result<Report, Failure> {
    let site = site(core, of).await?;
    let text = read(file)?;
    try_template(&desk(core, &site), name, &text, &file.display().to_string()).await?;
    Ok(Report::new(json!({ "ok": true, "errors": [] }), format!("{} is good for {name}.", file.display())))
}

async fn check_all(core: &Core) -> Result<Report, Failure> {
    let (_, mut wrong) = load_templates(core.settings.templates.folder.as_deref())?;
    wrong.extend(take_in_own_templates(&core.store, &core.templates).await?);
    if wrong.is_empty() {
        return Ok(Report::new(json!({ "ok": true, "errors": [] }), "All templates are good."));
    }
    let errors: Vec<Value> = wrong
        .iter()
        .map(|error| json!({ "template": error.template, "line": error.line, "language": error.language, "message": error.message }))
        .collect();
    let mut lines: Vec<String> = wrong.iter().map(ToString::to_string).collect();
    lines.push("What was there before stands in for each of them: mend it, then `letterbell template set`.".to_owned());
    Ok(Report::new(json!({ "ok": false, "errors": errors }), lines.join("\n")).refusing())
}

async fn preview(core: &Core, preview: &Preview) -> Result<Report, Failure> {
    let (site, look) = dressed(core, preview).await?;
    let text = preview.file.as_deref().map(read).transpose()?;
    let place = preview.file.as_deref().map(|file| file.display().to_string()).unwrap_or_default();
    let tried = match (&preview.name, &text) {
        (Some(name), Some(text)) => Some(Tried { name, text, place: &place }),
        _ => None,
    };
    let mail = desk(core, &site).preview(&preview.mail, &look, tried, locale_of(&preview.language)).await?;
    let cannot =
        |path: &Path, error: std::io::Error| Failure::Refused(format!("{} cannot be written: {error}", path.display()));
    std::fs::create_dir_all(&preview.out).map_err(|error| cannot(&preview.out, error))?;
    let mut files = Vec::new();
    for (ending, content) in [("html", &mail.html), ("txt", &mail.text)] {
        let path = preview.out.join(format!("{}.{ending}", preview.mail));
        std::fs::write(&path, content).map_err(|error| cannot(&path, error))?;
        files.push(path.display().to_string());
    }
    let json = json!({ "subject": mail.subject, "files": files });
    Ok(Report::new(json, format!("{}\n{}", mail.subject, files.join("\n"))))
}

/// The site whose templates a preview shows, and the look: that of the list that was named, else of the site's first.
async fn dressed(core: &Core, preview: &Preview) -> Result<(Site, Look), Failure> {
    let (site, list) = if let Some(slug) = &preview.list {
        let list = lookup::list(core, slug).await?;
        (site_of(&core.store, &list).await?, Some(list.id))
    } else {
        let site = site(core, &preview.of).await?;
        let first = core.store.first_list(site.id).await?;
        (site, first)
    };
    let look = match list {
        Some(list) => core.store.look_of_list(list).await?,
        None => None,
    };
    Ok((site, look.unwrap_or_default()))
}

async fn diff(core: &Core, of: &Of, name: &str, from: i64, to: Option<i64>) -> Result<Report, Failure> {
    let site = site(core, of).await?;
    let diff = desk(core, &site).diff(name, Some(from), to).await?;
    let text = if diff.is_empty() { "They are the same.".to_owned() } else { diff.clone() };
    Ok(Report::new(json!({ "name": name, "diff": diff }), text))
}

async fn versions(core: &Core, of: &Of, name: &str) -> Result<Report, Failure> {
    let site = site(core, of).await?;
    let versions = desk(core, &site).versions(name).await?;
    if versions.is_empty() {
        return Ok(Report::new(json!([]), format!("{} has no {name} of its own.", site.name)));
    }
    let json: Vec<Value> = versions
        .iter()
        .map(|one| {
            json!({ "version": one.version, "created_at": one.created_at.to_string(), "bytes": one.body.as_ref().map(String::len) })
        })
        .collect();
    let rows = versions.iter().map(|one| {
        let bytes =
            one.body.as_ref().map_or_else(|| "none: given up".to_owned(), |body| format!("{} bytes", body.len()));
        vec![one.version.to_string(), one.created_at.to_string(), bytes]
    });
    Ok(Report::new(Value::from(json), table(&["version", "since", "text"], &rows.collect::<Vec<_>>())))
}

async fn roll_back(core: &Core, of: &Of, name: &str, to: Option<i64>) -> Result<Report, Failure> {
    let site = site(core, of).await?;
    let desk = desk(core, &site);
    if desk.versions(name).await?.is_empty() {
        return Err(Failure::Refused(format!("{} has no {name} of its own to take back", site.name)));
    }
    let version = desk.roll_back(name, to, core.clock.now()).await?;
    let (_, from) = desk.text(name, None).await?;
    let words = format!("{name} of {} is as it was: {from} is in force.", site.name);
    Ok(Report::new(json!({ "name": name, "version": version, "from": from }), words))
}

fn read(file: &Path) -> Result<String, Failure> {
    let most = u64::try_from(LONGEST_TEMPLATE).unwrap_or(u64::MAX) + 1;
    let mut bytes = Vec::new();
    let read = if file == Path::new("-") {
        std::io::stdin().lock().take(most).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(file).and_then(|file| file.take(most).read_to_end(&mut bytes))
    };
    read.map_err(|error| Failure::Refused(format!("{} cannot be read: {error}", file.display())))?;
    String::from_utf8(bytes).map_err(|_| Failure::Refused(format!("{} is not UTF-8", file.display())))
}

impl From<TemplateRefusal> for Failure {
    fn from(refusal: TemplateRefusal) -> Self {
        match refusal {
            TemplateRefusal::Operation(error) => error.into(),
            other => Self::refused(other),
        }
    }
}
