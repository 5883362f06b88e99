//! `letterbell list …`

use clap::{ArgGroup, Args, Subcommand};
use serde_json::{Value, json};

use super::look::{self, LookArgs};
use super::manuscript::{FileOrNone, introduction, keep_pictures};
use super::output::{Report, table};
use super::{Failure, lookup};
use crate::app::Core;
use crate::domain;
use crate::domain::address::{EmailAddress, Sender, SenderError, check_identity};
use crate::domain::archive::{ArchiveRules, Audience};
use crate::domain::counting::Counting;
use crate::domain::gate::GateKeys;
use crate::domain::language::{Language, LanguageError};
use crate::domain::list::{ConfirmPage, Slug, one_line};
use crate::domain::look::Look;
use crate::operations::introduce::Introduction;
use crate::operations::languages::{all_known, is_known};
use crate::store::{NewList, StoreError};

#[derive(Subcommand)]
#[expect(clippy::enum_variant_names, reason = "`list` is what every noun's command is called that shows all")]
pub enum List {
    /// Add a list
    Add(Box<Add>),
    /// Change a list's language, how its mails look, what its digests begin with, its archive, what is counted, or whether new readers are welcomed
    Change(Box<Change>),
    /// Show a list, with its look
    Show {
        /// The list
        list: String,
    },
    /// Show the secret with which the list's blog checks who comes from here (docs/guide/gate.md)
    Gate {
        /// The list
        list: String,
        /// Make a new one first; the blog then knows nobody until it has it
        #[arg(long)]
        renew: bool,
    },
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
    /// Who mails to one person are from, such as confirmations, when not from the sender: mailbox providers like the two apart
    #[arg(long, value_name = "NAME <ADDRESS>")]
    system_from: Option<Sender>,
    /// Where answers go, when not to the sender
    #[arg(long, value_name = "ADDRESS", value_parser = EmailAddress::parse_ascii)]
    reply_to: Option<EmailAddress>,
    /// The language of its mails and pages for readers who chose none
    #[arg(long, value_name = "TAG", default_value_t, value_parser = known_language)]
    language: Language,
    /// Let the confirm page submit itself where script runs. Mail scanners that run script then confirm too
    #[arg(long)]
    self_confirming: bool,
}

/// What `list change` changes, besides the look.
const CHANGES: [&str; 10] = [
    "language",
    "from",
    "intro",
    "archive",
    "welcomes",
    "count_clicks",
    "count_opens",
    "archive_indexed",
    "postal_address",
    "system_from",
];

#[derive(Args)]
#[command(group(ArgGroup::new("what").required(true).multiple(true).args(CHANGES).args(LookArgs::IDS)))]
pub struct Change {
    /// The list
    list: String,
    /// For whom its archive is: open, subscribers (openings for all, the rest for readers) or hidden
    #[arg(long, value_name = "AUDIENCE")]
    archive: Option<Audience>,
    /// Whether search engines may take the archive in: true or false
    #[arg(long, value_name = "BOOL")]
    archive_indexed: Option<bool>,
    /// The language of its mails and pages for readers who chose none: from the next digest on
    #[arg(long, value_name = "TAG", value_parser = known_language)]
    language: Option<Language>,
    /// Where you can be reached by post; nothing is sent while it is missing
    #[arg(long, value_name = "TEXT")]
    postal_address: Option<String>,
    /// Who its mails are from
    #[arg(long, value_name = "NAME <ADDRESS>")]
    from: Option<Sender>,
    /// Who its mails to one person are from, such as confirmations; same for its sender
    #[arg(long, value_name = "NAME <ADDRESS>", value_parser = system_sender)]
    system_from: Option<SystemFrom>,
    /// Whether who confirms gets a mail with the latest posts and the archive: true or false
    #[arg(long, value_name = "BOOL")]
    welcomes: Option<bool>,
    /// Whether it is counted, from the next digest on, how often links in its mails are followed: true or false (docs/guide/counting.md)
    #[arg(long, value_name = "BOOL")]
    count_clicks: Option<bool>,
    /// Whether it is counted, from the next digest on, how often its mails are opened: true or false (docs/guide/counting.md)
    #[arg(long, value_name = "BOOL")]
    count_opens: Option<bool>,
    /// What stands above the posts of each of its digests, from the next one on: a file in Markdown or HTML, - for standard input, or none
    #[arg(long, value_name = "FILE")]
    intro: Option<FileOrNone>,
    #[command(flatten)]
    look: LookArgs,
}

/// A language that the program has words for.
fn known_language(text: &str) -> Result<Language, String> {
    let language: Language = text.parse().map_err(|error: LanguageError| error.to_string())?;
    if is_known(&language) {
        Ok(language)
    } else {
        Err(format!("'{language}' is not spoken here; there are: {}", all_known()))
    }
}

pub async fn run(core: &Core, command: List) -> Result<Report, Failure> {
    match command {
        List::Add(add) => self::add(core, *add).await,
        List::Change(change) => self::change(core, &change).await,
        List::Show { list } => show(core, &lookup::list(core, &list).await?, &[]).await,
        List::Gate { list, renew } => gate(core, &list, renew).await,
        List::List => list(core).await,
    }
}

async fn add(core: &Core, add: Add) -> Result<Report, Failure> {
    let name = one_line(&add.name).map_err(|error| Failure::Refused(format!("--name: {error}")))?;
    check_identity(&name).map_err(|error| Failure::Refused(format!("--name: {error}")))?;
    let postal_address = postal_address(&add.postal_address)?;
    let list = NewList {
        site: lookup::site(core, add.site.as_deref()).await?.id,
        slug: add.slug,
        name,
        promise: add.promise.trim().to_owned(),
        sender: identified("--from", add.from)?,
        system_sender: add.system_from.map(|sender| identified("--system-from", sender)).transpose()?,
        reply_to: add.reply_to,
        postal_address,
        language: add.language,
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
        "Now add a schedule: letterbell schedule add --list {slug} --name weekly --cron '0 8 * * MON' --zone Europe/Berlin\n\
         Then your blog's feed: letterbell feed add --list {slug} URL\n\
         Or, without a blog, write: letterbell post add --list {slug} --draft letter.md"
    );
    Ok(Report::new(json, format!("Added list {slug}.\n{next}")))
}

/// The address without what surrounds it.
fn postal_address(text: &str) -> Result<String, Failure> {
    match text.trim() {
        "" => Err(Failure::refused("--postal-address must not be empty: it stands in every mail")),
        address => Ok(address.to_owned()),
    }
}

/// A sender whose name is nothing but its own.
fn identified(option: &str, sender: Sender) -> Result<Sender, Failure> {
    check_identity(&sender.name).map_err(|error| Failure::Refused(format!("{option}: {error}")))?;
    Ok(sender)
}

/// Who a list's mails to one person are from; nobody of their own.
#[derive(Clone)]
struct SystemFrom(Option<Sender>);

/// `same` takes the list's sender again.
fn system_sender(text: &str) -> Result<SystemFrom, String> {
    let sender = (text != "same").then(|| text.parse()).transpose();
    sender.map(SystemFrom).map_err(|error: SenderError| error.to_string())
}

async fn change(core: &Core, change: &Change) -> Result<Report, Failure> {
    let list = lookup::list(core, &change.list).await?;
    let look = change.look.applied_to(look_of(core, &list).await?)?;
    let introduction = change.intro.as_ref().map(introduction).transpose()?;
    core.store.set_archive(list.id, change.archive, change.archive_indexed).await?;
    if let Some(address) = &change.postal_address {
        core.store.set_postal_address(list.id, &postal_address(address)?).await?;
    }
    if let Some(sender) = &change.from {
        core.store.set_sender(list.id, &identified("--from", sender.clone())?).await?;
    }
    if let Some(SystemFrom(sender)) = &change.system_from {
        let sender = sender.clone().map(|sender| identified("--system-from", sender)).transpose()?;
        core.store.set_system_sender(list.id, sender.as_ref()).await?;
    }
    core.store.set_look(list.id, &look).await?;
    if let Some(language) = &change.language {
        core.store.set_language(list.id, language).await?;
    }
    if let Some(introduction) = introduction {
        keep_pictures(core, &introduction).await?;
        introduction.stand_in(&core.store, list.id).await?;
    }
    if let Some(welcomes) = change.welcomes {
        core.store.set_welcomes(list.id, welcomes).await?;
    }
    let counting = counting_of(core, &list).await?;
    let counting = Counting {
        clicks: change.count_clicks.unwrap_or(counting.clicks),
        opens: change.count_opens.unwrap_or(counting.opens),
    };
    core.store.set_counting(list.id, counting).await?;
    show(core, &lookup::list(core, &change.list).await?, &look::notes(&look)).await
}

/// The list as it is now, and what should be known about that.
async fn show(core: &Core, list: &domain::list::List, notes: &[String]) -> Result<Report, Failure> {
    let rules = archive_rules(core, list).await?;
    let welcomes = core.store.welcomes(list.id).await?;
    let look = look_of(core, list).await?;
    let introduction = Introduction::of(&core.store, list.id).await?;
    let counting = counting_of(core, list).await?;
    let json = json!({
        "id": list.id.get(), "slug": list.slug.as_str(), "name": list.name, "from": list.sender.to_string(),
        "archive": rules.audience.as_str(), "archive_indexed": rules.indexed, "language": list.language.as_str(),
        "welcomes": welcomes, "count_clicks": counting.clicks, "count_opens": counting.opens,
        "introduction": introduction.html(), "look": look::to_json(&look), "notes": notes,
    });
    let counted = match (counting.clicks, counting.opens) {
        (false, false) => "nothing",
        (true, false) => "clicks on links in its digests",
        (false, true) => "how often its digests are opened",
        (true, true) => "clicks on links in its digests, and how often they are opened",
    };
    let indexed = if rules.indexed { "search engines may take it in" } else { "search engines are asked to stay away" };
    let mut lines = vec![
        format!("{}: {}", list.slug, list.name),
        format!("from      {}", list.sender),
        format!("language  {}", list.language),
        format!("archive   {}; {indexed}", rules.audience),
        format!(
            "welcomes  {}",
            if welcomes { "new readers get a mail of welcome" } else { "new readers get no mail of welcome" }
        ),
        format!("counts    {counted}"),
    ];
    lines.extend(look::lines(&look));
    let begins = introduction.first_words();
    lines.push(format!("intro     {}", if introduction.html().is_empty() { "none" } else { &begins }));
    Ok(Report::new(json, [notes, &lines].concat().join("\n")))
}

async fn counting_of(core: &Core, list: &domain::list::List) -> Result<Counting, Failure> {
    core.store.counting_of_list(list.id).await?.ok_or_else(|| gone(list))
}

async fn look_of(core: &Core, list: &domain::list::List) -> Result<Look, Failure> {
    core.store.look_of_list(list.id).await?.ok_or_else(|| gone(list))
}

async fn gate(core: &Core, slug: &str, renew: bool) -> Result<Report, Failure> {
    let list = lookup::list(core, slug).await?;
    if renew {
        core.store.renew_gate(list.id).await?;
    }
    let rules = archive_rules(core, &list).await?;
    let secret = GateKeys::new(&core.master).secret(list.id, rules.gate_version);
    let json = json!({ "slug": list.slug.as_str(), "secret": secret.expose(), "version": rules.gate_version });
    Ok(Report::new(json, secret.expose()))
}

async fn archive_rules(core: &Core, list: &domain::list::List) -> Result<ArchiveRules, Failure> {
    let rules = core.store.archive_rules(list.id).await?;
    rules.ok_or_else(|| gone(list))
}

fn gone(list: &domain::list::List) -> Failure {
    Failure::Refused(format!("list {} is not there any more", list.slug))
}

async fn list(core: &Core) -> Result<Report, Failure> {
    let mut rows = Vec::new();
    let mut json = Vec::new();
    for list in core.store.lists().await? {
        let readers = core.store.active_readers(list.id).await?;
        json.push(json!({
            "id": list.id.get(), "slug": list.slug.as_str(), "name": list.name, "from": list.sender.to_string(), "readers": readers,
            "language": list.language.as_str(),
        }));
        rows.push(vec![
            list.slug.to_string(),
            list.name,
            list.sender.to_string(),
            list.language.to_string(),
            readers.to_string(),
        ]);
    }
    Ok(Report::new(Value::from(json), table(&["slug", "name", "from", "language", "readers"], &rows)))
}
