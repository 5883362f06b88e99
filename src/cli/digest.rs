//! `letterbell digest …`

mod control;
mod counted;

use std::path::{Path, PathBuf};

use clap::Subcommand;
use counted::Counted;
use serde_json::{Value, json};

use super::look::LookArgs;
use super::manuscript::{FileOrNone, introduction, keep_pictures};
use super::output::{Progress, Report, many, table};
use super::{Failure, lookup};
use crate::app::Core;
use crate::domain::address::EmailAddress;
use crate::domain::delivery::{Accounting, Column, DeliveryState};
use crate::domain::digest::{self, DigestState};
use crate::domain::id::DigestId;
use crate::domain::schedule;
use crate::domain::time::Timestamp;
use crate::operations::introduce::Introduction;
use crate::operations::plan_digest::{DueRun, plan_digest};
use crate::operations::preview_digest::{Preview, PreviewDesk, PreviewPosts, preview_digest};
use crate::operations::send_now::send_now;
use crate::store::Uncertain;

#[derive(Subcommand)]
pub enum Digest {
    /// Plan a digest now, as if its schedule were due; a running `serve` sends it
    Run {
        #[command(flatten)]
        of: Of,
        #[command(flatten)]
        begins: Begins,
    },
    /// Show a digest's accounting: planned = sent + skipped + failed + open
    Show {
        /// The digest's id
        id: DigestId,
    },
    /// Show the newest digests
    List {
        /// Only this list's
        #[arg(long, value_name = "SLUG")]
        list: Option<String>,
    },
    /// Write what the next digest looks like: HTML, text and .eml
    Preview {
        #[command(flatten)]
        of: Of,
        /// The folder for the files
        #[arg(long, value_name = "FOLDER", default_value = ".")]
        out: PathBuf,
        /// What to try before `list change` makes it so
        #[command(flatten)]
        look: Box<LookArgs>,
        #[command(flatten)]
        begins: Begins,
    },
    /// Send what the next digest looks like to an address, straight to the relay
    Send {
        #[command(flatten)]
        of: Of,
        /// Who gets the test mail
        #[arg(long, value_name = "ADDRESS")]
        to: EmailAddress,
        #[command(flatten)]
        begins: Begins,
    },
    /// Let a held digest go out
    Approve {
        /// The digest's id
        id: DigestId,
        #[command(flatten)]
        begins: Begins,
    },
    /// Call a digest off that is held, being sent or paused; what a relay has at this moment ends as it ends
    Cancel {
        /// The digest's id
        id: DigestId,
    },
    /// Stop a digest that is being sent; what is under way ends
    Pause {
        /// The digest's id
        id: DigestId,
    },
    /// Let a paused digest go on
    Resume {
        /// The digest's id
        id: DigestId,
    },
    /// Try the failed mails of a digest again, and nobody else's
    RetryFailed {
        /// The digest's id
        id: DigestId,
        /// Also those of which nobody knows whether the relay has them: their readers may get them twice
        #[arg(long)]
        held: bool,
    },
}

#[derive(clap::Args)]
pub struct Of {
    /// The list; may be left out when there is only one
    #[arg(long, value_name = "SLUG")]
    list: Option<String>,
    /// The schedule; without it the list's first one
    #[arg(long, value_name = "NAME")]
    schedule: Option<String>,
}

/// What a digest begins with.
#[derive(clap::Args)]
pub struct Begins {
    /// What stands above the posts of this digest alone, instead of what its list says: a file in Markdown or HTML, - for standard input, or none
    #[arg(long, value_name = "FILE")]
    intro: Option<FileOrNone>,
}

impl Begins {
    fn read(&self) -> Result<Option<Introduction>, Failure> {
        self.intro.as_ref().map(introduction).transpose()
    }

    /// The same for a digest that is mailed: its pictures are kept.
    async fn read_to_send(&self, core: &Core) -> Result<Option<Introduction>, Failure> {
        let read = self.read()?;
        if let Some(introduction) = &read {
            keep_pictures(core, introduction).await?;
        }
        Ok(read)
    }
}

/// Held mails that `show` names.
const SHOWN_HELD: u32 = 20;

pub async fn run(core: &Core, command: Digest) -> Result<Report, Failure> {
    match command {
        Digest::Run { of, begins } => plan(core, &of, &begins).await,
        Digest::Show { id } => show(core, id).await,
        Digest::List { list } => self::list(core, list.as_deref()).await,
        Digest::Preview { of, out, look, begins } => write_preview(core, &of, &out, (&look, &begins)).await,
        Digest::Send { of, to, begins } => send(core, &of, &to, &begins).await,
        Digest::Approve { id, begins } => control::approve(core, id, &begins).await,
        Digest::Cancel { id } => control::cancel(core, id).await,
        Digest::Pause { id } => control::pause(core, id).await,
        Digest::Resume { id } => control::resume(core, id).await,
        Digest::RetryFailed { id, held } => control::retry_failed(core, id, held).await,
    }
}

async fn plan(core: &Core, of: &Of, begins: &Begins) -> Result<Report, Failure> {
    let schedule = find(core, of).await?;
    let introduction = begins.read_to_send(core).await?;
    let now = core.clock.now();
    let introduction = introduction.as_ref();
    let run = DueRun { due_at: now, ready_by: Timestamp::END, too_late: false, introduction };
    let mut progress = Progress::new();
    progress.show("choosing posts and writing down who gets them");
    let digest = plan_digest(&core.store, &core.templates, &schedule, run, now).await?;
    drop(progress);
    show(core, digest.id).await
}

pub(super) async fn show(core: &Core, id: DigestId) -> Result<Report, Failure> {
    let found = core.store.digest(id).await?.ok_or_else(|| unknown(id))?;
    let accounting = core.store.accounting(id).await?;
    let words = core.store.last_words(id).await?;
    let uncertain = core.store.uncertain(id, SHOWN_HELD).await?;
    let counted = Counted::of(core, id).await?;
    let introduction = Introduction::of_digest(&core.store, id).await?;
    let waits_until = core.store.first_due(id).await?.filter(|due| *due > core.clock.now());
    let digest = found.digest;
    let count = |column| accounting.column(column);
    let (planned, sent, skipped) = (accounting.planned(), count(Column::Sent), count(Column::Skipped));
    let (failed, open) = (count(Column::Failed), count(Column::Open));
    let states: serde_json::Map<String, Value> =
        accounting.by_state().iter().map(|(state, n)| (state.to_string(), json!(n))).collect();
    let json = json!({
        "id": id.get(), "state": digest.state.as_str(), "reason": digest.reason, "due_at": digest.due_at.to_string(),
        "finished_at": digest.finished_at.map(|at| at.to_string()),
        "introduction": introduction.html(),
        "posts": digest.posts(), "planned": planned, "sent": sent, "skipped": skipped, "failed": failed, "open": open,
        "states": states, "waits_until": waits_until.map(|at| at.to_string()),
        "uncertain": {
            "attempts": uncertain.attempts, "mails": uncertain.mails,
            "held": uncertain.held.iter().map(|id| id.get()).collect::<Vec<_>>(),
        },
        "last_words": words.iter().map(|(words, n)| json!({ "words": words, "mails": n })).collect::<Vec<_>>(),
        "clicks": counted.clicks(), "opens": counted.opens(),
    });
    let mut lines = vec![format!("Digest {id}: {}{}, due at {}", digest.state, reason(&digest), digest.due_at)];
    if !introduction.html().is_empty() {
        lines.push(format!("It begins: {}", introduction.first_words()));
    }
    lines.push(format!("{planned} planned = {sent} sent + {skipped} skipped + {failed} failed + {open} open"));
    lines.extend(columns(&accounting));
    lines.extend(waits_until.map(|at| format!("  The first that waits is due at {at}.")));
    if !words.is_empty() {
        lines.push("Said last about those that were not accepted:".to_owned());
        lines.extend(words.iter().map(|(words, n)| format!("  {n} × {words}")));
    }
    lines.extend(told_uncertain(id, &uncertain));
    lines.extend(counted.told());
    lines.extend(way_on(id, digest.state, accounting.count(DeliveryState::Failed)));
    Ok(Report::new(json, lines.join("\n")))
}

/// Which states a column is made of, where its word alone does not say it.
fn columns(accounting: &Accounting) -> Vec<String> {
    let words = [("skipped", Column::Skipped), ("failed", Column::Failed), ("open", Column::Open)];
    let column = |(word, column): (&str, Column)| {
        let states = accounting.by_state().iter().filter(|(state, _)| state.column() == column);
        let states: Vec<String> = states.map(|(state, n)| format!("{n} {state}")).collect();
        (!states.is_empty()).then(|| format!("  {word}: {}", states.join(", ")))
    };
    words.into_iter().filter_map(column).collect()
}

fn told_uncertain(id: DigestId, uncertain: &Uncertain) -> Vec<String> {
    let mut lines = Vec::new();
    if uncertain.attempts > 0 {
        lines.push(format!(
            "Uncertain: {} on {} ended without an answer after the final dot. Those that were sent again may have come twice, with \
             the same Message-ID.",
            many(uncertain.attempts, "attempt"),
            many(uncertain.mails, "mail")
        ));
    }
    if let Some(first) = uncertain.held.first() {
        let held: Vec<String> = uncertain.held.iter().map(ToString::to_string).collect();
        lines.push(format!(
            "Held: deliveries {}{}. The relay's log says whether it has them; `letterbell trace {first}` tells what to look for there; \
             `letterbell digest retry-failed {id} --held` sends them again.",
            held.join(", "),
            if held.len() < SHOWN_HELD as usize { "" } else { " …" }
        ));
    }
    lines
}

/// The commands by which a digest goes on, or does not.
fn way_on(id: DigestId, state: DigestState, failed: u64) -> Vec<String> {
    let mut lines = Vec::new();
    match state {
        DigestState::Held => lines.push(format!(
            "`letterbell digest approve {id}` lets it go out, `letterbell digest cancel {id}` calls it off."
        )),
        DigestState::Paused => lines.push(format!(
            "`letterbell digest resume {id}` lets it go on, once what stopped it is mended; `letterbell digest cancel {id}` calls off what is \
             left of it."
        )),
        DigestState::Sending => lines.push(format!(
            "`letterbell digest pause {id}` stops it, `letterbell digest cancel {id}` calls off what is left of it."
        )),
        _ => {}
    }
    if failed > 0 && matches!(state, DigestState::Sending | DigestState::Paused | DigestState::Finished) {
        lines.push(format!("`letterbell digest retry-failed {id}` tries the {failed} failed again."));
    }
    lines
}

fn reason(digest: &digest::Digest) -> String {
    digest.reason.as_ref().map_or_else(String::new, |reason| format!(" ({reason})"))
}

async fn list(core: &Core, slug: Option<&str>) -> Result<Report, Failure> {
    let list = match slug {
        Some(slug) => Some(lookup::list(core, slug).await?.id),
        None => None,
    };
    let digests = core.store.digests(list, 50).await?;
    let mut rows = Vec::new();
    let mut json = Vec::new();
    for digest in &digests {
        let accounting = core.store.accounting(digest.id).await?;
        let columns = [Column::Sent, Column::Skipped, Column::Failed, Column::Open];
        let [sent, skipped, failed, open] = columns.map(|column| accounting.column(column));
        let planned = accounting.planned();
        let counts = [planned, sent, skipped, failed, open].map(|count| count.to_string());
        let state = format!("{}{}", digest.state, reason(digest));
        rows.push([vec![digest.id.to_string(), digest.due_at.to_string()], counts.to_vec(), vec![state]].concat());
        json.push(json!({
            "id": digest.id.get(), "state": digest.state.as_str(), "reason": digest.reason,
            "due_at": digest.due_at.to_string(),
            "planned": planned, "sent": sent, "skipped": skipped, "failed": failed, "open": open,
        }));
    }
    let head = ["id", "due", "planned", "sent", "skipped", "failed", "open", "state"];
    Ok(Report::new(Value::from(json), table(&head, &rows)))
}

async fn write_preview(core: &Core, of: &Of, folder: &Path, tried: (&LookArgs, &Begins)) -> Result<Report, Failure> {
    let (schedule, preview) = preview(core, of, None, tried).await?;
    write_files(core, &preview, folder, &format!("digest-{}", schedule.name))
}

/// Writes a mail that nobody got into `folder`, each part into a file of its own.
pub(super) fn write_files(core: &Core, preview: &Preview, folder: &Path, name: &str) -> Result<Report, Failure> {
    std::fs::create_dir_all(folder)
        .map_err(|error| Failure::Refused(format!("{} cannot be made: {error}", folder.display())))?;
    let mut files = Vec::new();
    let contents: [(&str, &[u8]); 3] =
        [("html", preview.html.as_bytes()), ("txt", preview.text.as_bytes()), ("eml", &preview.message)];
    for (ending, content) in contents {
        let path = folder.join(format!("{name}.{ending}"));
        std::fs::write(&path, content)
            .map_err(|error| Failure::Refused(format!("{} cannot be written: {error}", path.display())))?;
        files.push(path.display().to_string());
    }
    let json = json!({ "subject": preview.subject, "posts": posts(preview), "files": files });
    let bytes = preview.html.len();
    let mut text = format!("{}\n{}\n{}", preview.subject, told(preview), files.join("\n"));
    if bytes > core.settings.digests.size_warning {
        text = format!("{text}\nThe HTML is {bytes} bytes long: some mail programs cut mails of this size.");
    }
    Ok(Report::new(json, text))
}

async fn send(core: &Core, of: &Of, to: &EmailAddress, begins: &Begins) -> Result<Report, Failure> {
    let relay = core.settings.relays.first();
    let relay =
        relay.ok_or_else(|| Failure::refused("there is no relay: describe one in the settings under [[relay]]"))?;
    let (_, preview) = preview(core, of, Some(to), (&LookArgs::default(), begins)).await?;
    match send_now(relay, &preview.sender, to, &preview.message).await {
        Ok(words) => {
            let json = json!({ "relay": relay.name, "accepted": true, "reply": words, "posts": posts(&preview) });
            Ok(Report::new(json, format!("Relay {} accepted it: {words}\n{}", relay.name, told(&preview))))
        }
        Err(words) => Err(Failure::Refused(format!("relay {} did not take it: {words}", relay.name))),
    }
}

async fn preview(
    core: &Core,
    of: &Of,
    to: Option<&EmailAddress>,
    (look, begins): (&LookArgs, &Begins),
) -> Result<(schedule::Schedule, Preview), Failure> {
    let schedule = find(core, of).await?;
    let look = look.applied_to(core.store.look_of_schedule(schedule.id).await?.unwrap_or_default())?;
    let nobody = EmailAddress::parse("reader@example.org").expect("a constant address");
    let reader = to.unwrap_or(&nobody);
    let now = core.clock.now();
    let introduction = begins.read()?;
    let preview = preview_digest(&preview_desk(core, reader), &schedule, &look, introduction.as_ref(), now).await?;
    let preview = preview.ok_or_else(|| {
        Failure::refused("this list has no post that could be mailed yet: what a feed holds at its first poll never is")
    })?;
    Ok((schedule, preview))
}

/// Where mails are made that nobody got.
pub(super) fn preview_desk<'a>(core: &'a Core, reader: &'a EmailAddress) -> PreviewDesk<'a> {
    PreviewDesk {
        store: &core.store,
        templates: &core.templates,
        master: &core.master,
        sender_id: core.settings.delivery.sender_id.as_ref(),
        reader,
    }
}

const fn posts(preview: &Preview) -> usize {
    match preview.posts {
        PreviewPosts::Next(posts) | PreviewPosts::Last(posts) => posts,
        PreviewPosts::Alone => 1,
    }
}

fn told(preview: &Preview) -> String {
    match preview.posts {
        PreviewPosts::Next(posts) => format!("It carries the {posts} posts that the next digest would."),
        PreviewPosts::Alone => "It is this post on its own.".to_owned(),
        PreviewPosts::Last(posts) => format!("Nothing is new; it shows the last {posts} posts."),
    }
}

async fn find(core: &Core, of: &Of) -> Result<schedule::Schedule, Failure> {
    let list = lookup::list_or_only(core, of.list.as_deref()).await?;
    lookup::schedule(core, &list, of.schedule.as_deref()).await
}

fn unknown(id: DigestId) -> Failure {
    Failure::Refused(format!("there is no digest {id}; `letterbell digest list` shows the newest"))
}
