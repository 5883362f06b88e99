//! Posts by hand: taken in from files or standard input, kept as drafts, published, shown, sent on their own.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Value, json};

use crate::app::Core;
use crate::cli::manuscript::{Format, Manuscript};
use crate::cli::output::{Report, table};
use crate::cli::{Failure, digest, lookup};
use crate::domain::address::EmailAddress;
use crate::domain::id::PostId;
use crate::domain::list::List;
use crate::domain::post::PostStanding;
use crate::operations::keep_pictures::PictureKeeper;
use crate::operations::preview_digest::preview_post;
use crate::operations::send_post::{SendPostError, send_post, written};
use crate::operations::write_post::{Handed, TakenPost, WriteError, write_post};
use crate::store::Taken;

#[derive(Args)]
pub struct Add {
    /// The list; may be left out when there is only one
    #[arg(long, value_name = "SLUG")]
    list: Option<String>,
    /// Keep it back: nobody sees it until `post publish` or `post send`
    #[arg(long)]
    draft: bool,
    /// How it is written; without it a file's ending tells, and standard input is Markdown
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,
    /// Its title, where it has none of its own
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// What it is called: handed in again under this name, it is replaced. Without it the front matter's id, else the file's name, else its title
    #[arg(long, value_name = "NAME")]
    id: Option<String>,
    /// Let it bring topics that no post of the list has yet
    #[arg(long)]
    new_topics: bool,
    /// Files in Markdown or HTML, each a post; - is standard input
    #[arg(value_name = "FILE", default_value = "-")]
    files: Vec<PathBuf>,
}

pub async fn add(core: &Core, add: &Add) -> Result<Report, Failure> {
    let list = lookup::list_or_only(core, add.list.as_deref()).await?;
    if add.files.len() > 1 && (add.title.is_some() || add.id.is_some()) {
        return Err(Failure::refused("--title and --id are for one file: write them into the files instead"));
    }
    let (mut lines, mut json) = (Vec::new(), Vec::new());
    let pictures = core.picture_keeper()?;
    for file in &add.files {
        let taken = take_in(core, pictures.as_ref(), &list, add, file).await?;
        lines.push(told(&taken));
        json.push(taken_json(&taken));
    }
    Ok(Report::new(Value::from(json), lines.join("\n")))
}

/// What to do about a file's ending that tells nothing.
const WAY_ON: &str = "say how it is written with --format markdown or --format html";

async fn take_in(
    core: &Core,
    pictures: Option<&PictureKeeper>,
    list: &List,
    add: &Add,
    file: &Path,
) -> Result<TakenPost, Failure> {
    let Manuscript { bytes, written, stem, shown } = Manuscript::read(file, add.format, WAY_ON)?;
    let name = add.id.as_deref().or(stem.as_deref());
    let handed = Handed {
        bytes: &bytes,
        written,
        name,
        title: add.title.as_deref(),
        is_draft: add.draft,
        new_topics: add.new_topics,
    };
    write_post(&core.store, pictures, list, &handed, core.clock.now()).await.map_err(|error| match error {
        WriteError::Operation(error) => error.into(),
        other => Failure::Refused(format!("{shown}: {other}")),
    })
}

fn told(taken: &TakenPost) -> String {
    let id = taken.kept.id;
    let done = match taken.kept.taken {
        Taken::Added => "Added",
        Taken::Replaced => "Replaced",
        Taken::Unchanged => "Unchanged:",
    };
    let next = match taken.kept.standing {
        PostStanding::Draft => format!(
            "It is a draft. Look at it: letterbell post preview {id}. Then `letterbell post publish {id}` gives it to the next digests, or \
             `letterbell post send {id}` sends it on its own, now."
        ),
        PostStanding::Ready if taken.kept.taken == Taken::Added => "It goes with the next digests.".to_owned(),
        PostStanding::Ready => {
            "It goes with the digests that have not been made yet; what was mailed stays as it was.".to_owned()
        }
        _ => "It was sent on its own; what was mailed stays as it was, the archive shows the new text.".to_owned(),
    };
    let already = if taken.is_out_already { " It is published already and no draft any more." } else { "" };
    format!("{done} post {id}, called {}: {}\n{next}{already}", taken.name, taken.title)
}

fn taken_json(taken: &TakenPost) -> Value {
    let done = match taken.kept.taken {
        Taken::Added => "added",
        Taken::Replaced => "replaced",
        Taken::Unchanged => "unchanged",
    };
    json!({
        "id": taken.kept.id.get(), "name": taken.name, "title": taken.title, "done": done, "standing": taken.kept.standing.as_str(),
    })
}

pub async fn drafts(core: &Core, list: &List) -> Result<Report, Failure> {
    let drafts = core.store.drafts(list.id).await?;
    let json: Vec<Value> = drafts
        .iter()
        .map(|draft| {
            json!({ "id": draft.id.get(), "name": draft.key, "title": draft.title, "updated_at": draft.updated_at.to_string() })
        })
        .collect();
    let row = |draft: &crate::store::Draft| {
        vec![draft.id.to_string(), draft.key.clone(), draft.updated_at.to_string(), draft.title.clone()]
    };
    let rows: Vec<Vec<String>> = drafts.iter().map(row).collect();
    if rows.is_empty() {
        return Ok(Report::new(Value::from(json), format!("List {} has no drafts.", list.slug)));
    }
    Ok(Report::new(Value::from(json), table(&["id", "name", "written", "title"], &rows)))
}

pub async fn publish(core: &Core, id: PostId) -> Result<Report, Failure> {
    draft(core, id).await?;
    if !core.store.publish_draft(id, core.clock.now()).await? {
        return Err(no_draft(id, PostStanding::Ready));
    }
    Ok(Report::new(
        json!({ "id": id.get(), "standing": PostStanding::Ready.as_str() }),
        format!("Post {id} is published: it goes with the next digests."),
    ))
}

pub async fn discard(core: &Core, id: PostId) -> Result<Report, Failure> {
    draft(core, id).await?;
    if !core.store.discard_draft(id).await? {
        return Err(no_draft(id, PostStanding::Ready));
    }
    Ok(Report::new(json!({ "id": id.get(), "discarded": true }), format!("Draft {id} is gone.")))
}

pub async fn send(core: &Core, id: PostId) -> Result<Report, Failure> {
    let sent = send_post(&core.store, &core.templates, id, core.clock.now()).await.map_err(refused)?;
    digest::show(core, sent).await
}

pub async fn preview(core: &Core, id: PostId, folder: &Path) -> Result<Report, Failure> {
    let (list, _) = written(&core.store, id).await.map_err(refused)?;
    let schedule = lookup::schedule(core, &list, None).await?;
    let reader = EmailAddress::parse("reader@example.org").expect("a constant address");
    let desk = digest::preview_desk(core, &reader);
    let preview = preview_post(&desk, &schedule, id, core.clock.now()).await?;
    let preview = preview.ok_or_else(|| Failure::Refused(format!("post {id} is not there any more")))?;
    digest::write_files(core, &preview, folder, &format!("post-{id}"))
}

async fn draft(core: &Core, id: PostId) -> Result<(), Failure> {
    let (_, standing) = written(&core.store, id).await.map_err(refused)?;
    if standing == PostStanding::Draft { Ok(()) } else { Err(no_draft(id, standing)) }
}

fn no_draft(id: PostId, standing: PostStanding) -> Failure {
    let stands = if standing == PostStanding::Alone { "was sent on its own" } else { "is published" };
    Failure::Refused(format!("post {id} {stands} already; `letterbell post list --drafts` shows what is not"))
}

fn refused(error: SendPostError) -> Failure {
    match error {
        SendPostError::Operation(error) => error.into(),
        other => Failure::refused(other),
    }
}
