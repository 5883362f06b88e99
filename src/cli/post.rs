//! `letterbell post …`

mod written;

use std::path::PathBuf;

use clap::Subcommand;
use serde_json::{Value, json};

use super::output::{Report, table};
use super::{Failure, lookup};
use crate::app::Core;
use crate::domain::archive::{ArchiveRules, ArchivedPost, Audience};
use crate::domain::id::{ListId, PostId};
use crate::domain::list::List;
use crate::store::Slice;

/// Posts on one page of `post list`.
const PAGE: i64 = 50;

#[derive(Subcommand)]
pub enum Post {
    /// Add posts that you write, in Markdown or HTML with a title between two lines of --- at the top; the same name again replaces
    Add(written::Add),
    /// Show a list's posts, the newest first, fifty at a time
    List {
        /// The list; may be left out when there is only one
        #[arg(long, value_name = "SLUG")]
        list: Option<String>,
        /// Only what is not published yet
        #[arg(long)]
        drafts: bool,
        /// Which fifty
        #[arg(long, value_name = "NUMBER", default_value_t = 1, value_parser = clap::value_parser!(i64).range(1..=1_000_000))]
        page: i64,
    },
    /// Show a post and where it can be read
    Show {
        /// Its id
        id: PostId,
    },
    /// Publish a draft: it goes with the next digests
    Publish {
        /// Its id
        id: PostId,
    },
    /// Send a draft on its own, now, to all readers of its list; no other digest carries it
    Send {
        /// Its id
        id: PostId,
    },
    /// Write what a post you wrote looks like as a mail of its own: HTML, text and .eml
    Preview {
        /// Its id
        id: PostId,
        /// The folder for the files
        #[arg(long, value_name = "FOLDER", default_value = ".")]
        out: PathBuf,
    },
    /// Throw a draft away
    Discard {
        /// Its id
        id: PostId,
    },
    /// Say for whom a post is in the archive: open, subscribers or hidden; list leaves it to its list again
    Audience {
        /// Its id
        id: PostId,
        /// open, subscribers, hidden or list
        #[arg(value_parser = own_audience)]
        audience: OwnAudience,
    },
}

/// What a post says of itself.
#[derive(Clone, Copy)]
pub struct OwnAudience(Option<Audience>);

fn own_audience(text: &str) -> Result<OwnAudience, String> {
    match text {
        "list" => Ok(OwnAudience(None)),
        other => other
            .parse()
            .map(|audience| OwnAudience(Some(audience)))
            .map_err(|_| format!("'{other}' is none of open, subscribers, hidden and list")),
    }
}

pub async fn run(core: &Core, command: Post) -> Result<Report, Failure> {
    match command {
        Post::Add(add) => written::add(core, &add).await,
        Post::List { list, drafts, page } => {
            let list = lookup::list_or_only(core, list.as_deref()).await?;
            if drafts { written::drafts(core, &list).await } else { self::list(core, &list, page).await }
        }
        Post::Publish { id } => written::publish(core, id).await,
        Post::Send { id } => written::send(core, id).await,
        Post::Preview { id, out } => written::preview(core, id, &out).await,
        Post::Discard { id } => written::discard(core, id).await,
        Post::Show { id } => show(core, id).await,
        Post::Audience { id, audience } => set_audience(core, id, audience.0).await,
    }
}

async fn list(core: &Core, list: &List, page: i64) -> Result<Report, Failure> {
    let rules = rules(core, list.id).await?;
    let posts = core.store.all_posts(list.id, Slice { skip: (page - 1) * PAGE, take: PAGE }).await?;
    let json: Vec<Value> = posts.iter().map(|post| summary(post, rules)).collect();
    let row = |post: &ArchivedPost| {
        vec![post.id.to_string(), post.standing.as_str().to_owned(), audience_words(post, rules), post.title.clone()]
    };
    let rows: Vec<Vec<String>> = posts.iter().map(row).collect();
    Ok(Report::new(Value::from(json), table(&["id", "standing", "for", "title"], &rows)))
}

async fn show(core: &Core, id: PostId) -> Result<Report, Failure> {
    let (list, post) = found(core, id).await?;
    let rules = rules(core, list.id).await?;
    let site = core.store.site(list.site).await?;
    let page = site.map(|site| site.public_url.link(&format!("a/{}/posts/{}", list.slug, post.address())).to_string());
    let mut json = summary(&post, rules);
    json["list"] = list.slug.as_str().into();
    json["archive_url"] = page.clone().into();
    json["author"] = post.author.clone().into();
    json["stored_at"] = post.stored_at.to_string().into();
    json["updated_at"] = post.updated_at.to_string().into();
    let lines = [
        format!("Post {id} of {}: {}", list.slug, post.title),
        format!("For:       {}", audience_words(&post, rules)),
        format!("Standing:  {}", post.standing.as_str()),
        format!("Published: {}", post.dated()),
        format!("Blog:      {}", post.link.as_deref().unwrap_or("no link")),
        format!("Archive:   {}", page.as_deref().unwrap_or("no site")),
    ];
    Ok(Report::new(json, lines.join("\n")))
}

async fn set_audience(core: &Core, id: PostId, audience: Option<Audience>) -> Result<Report, Failure> {
    let (list, _) = found(core, id).await?;
    core.store.set_post_audience(id, audience).await?;
    let (_, post) = found(core, id).await?;
    let rules = rules(core, list.id).await?;
    let text = format!(
        "Post {id} is for: {}. Caches may show what was open for another minute.",
        audience_words(&post, rules)
    );
    Ok(Report::new(summary(&post, rules), text))
}

async fn found(core: &Core, id: PostId) -> Result<(List, ArchivedPost), Failure> {
    let missing = || Failure::Refused(format!("there is no post {id}; `letterbell post list --list SLUG` shows them"));
    let (list, post) = core.store.post_by_id(id).await?.ok_or_else(missing)?;
    Ok((core.store.list(list).await?.ok_or_else(missing)?, post))
}

async fn rules(core: &Core, list: ListId) -> Result<ArchiveRules, Failure> {
    let rules = core.store.archive_rules(list).await?;
    rules.ok_or_else(|| Failure::refused("the list is not there any more; `letterbell list list` shows all"))
}

fn summary(post: &ArchivedPost, rules: ArchiveRules) -> Value {
    json!({
        "id": post.id.get(),
        "title": post.title,
        "standing": post.standing.as_str(),
        "audience": rules.audience_of(post.audience).as_str(),
        "own_audience": post.audience.map(Audience::as_str),
        "link": post.link,
        "published_at": post.published_at.map(|published| published.to_string()),
    })
}

/// `subscribers`, or `open (as the list)`.
fn audience_words(post: &ArchivedPost, rules: ArchiveRules) -> String {
    let audience = rules.audience_of(post.audience);
    if post.audience == Some(audience) { audience.to_string() } else { format!("{audience} (as the list)") }
}
