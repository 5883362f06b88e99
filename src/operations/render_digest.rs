//! Rendering the contents of a digest.

use std::collections::HashSet;

use super::OperationError;
use super::keep_pictures::{kept_address, with_kept_pictures};
use super::words;
use crate::domain::counting::Counting;
use crate::domain::digest::{Choice, Digest, PostRange, edition_for};
use crate::domain::language::Language;
use crate::domain::list::{List, Slug};
use crate::domain::look::Look;
use crate::domain::placement::marked;
use crate::domain::post::{Post, PostNumber};
use crate::domain::schedule::Schedule;
use crate::domain::site::Site;
use crate::domain::time::Timestamp;
use crate::domain::topics::Topics;
use crate::render::locale::Locale;
use crate::render::mail::Edition;
use crate::render::templates::Templates;
use crate::render::views::{DigestView, PostView};
use crate::store::Store;

/// Whose digest is rendered, and when it is due.
pub struct Rendering<'a> {
    /// The list.
    pub list: &'a List,
    /// Its site.
    pub site: &'a Site,
    /// The schedule.
    pub schedule: &'a Schedule,
    /// How it looks.
    pub look: &'a Look,
    /// The date that it carries.
    pub due_at: Timestamp,
    /// What it is written in.
    pub locale: &'a Locale,
    /// Where it can be read on the web, if anywhere.
    pub web_url: Option<&'a str>,
    /// What stands above its posts, as clean HTML; may be empty.
    pub introduction: &'a str,
    /// What is counted of it.
    pub counting: Counting,
    /// Whether it is a post on its own, for the readers of all of the list's schedules.
    pub is_alone: bool,
}

/// The ranges of all editions that a digest needs: the schedule's own, and one for each different mark of its readers.
pub async fn edition_ranges(
    store: &Store,
    schedule: &Schedule,
    choice: Choice,
    now: Timestamp,
) -> Result<Vec<PostRange>, OperationError> {
    let mut ranges = Vec::new();
    if let Choice::Everybody { range } = choice {
        ranges.push(range);
    }
    let mut begins: HashSet<PostNumber> = ranges.iter().map(|range| range.after).collect();
    for mark in store.marks_of_readers(schedule.id, now).await? {
        if let Some(own) = edition_for(mark, choice, schedule.limits)
            && begins.insert(mark)
        {
            ranges.push(own);
        }
    }
    Ok(ranges)
}

/// What one edition of a digest carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditionPlan {
    /// The posts to choose from.
    pub range: PostRange,
    /// What its readers chose.
    pub topics: Topics,
    /// What they read it in.
    pub language: Language,
}

/// All editions that a digest needs: those for all topics in its own language, and one for each different choice of topics and language,
/// and mark.
pub async fn edition_plans(
    store: &Store,
    digest: &Digest,
    schedule: &Schedule,
    choice: Choice,
    now: Timestamp,
) -> Result<Vec<EditionPlan>, OperationError> {
    let ranges = edition_ranges(store, schedule, choice, now).await?;
    let own = |range| EditionPlan { range, topics: Topics::all(), language: digest.language.clone() };
    let mut plans: Vec<_> = ranges.into_iter().map(own).collect();
    for chosen in store.choices_of_readers(schedule.id).await? {
        let range = match (chosen.mark, choice) {
            (None, Choice::Everybody { range }) => Some(range),
            (None, _) => None,
            (Some(mark), choice) => edition_for(mark, choice, schedule.limits),
        };
        let language = chosen.language.unwrap_or_else(|| digest.language.clone());
        let plan = range.map(|range| EditionPlan { range, topics: chosen.topics, language });
        plans.extend(plan.filter(|plan| !plans.contains(plan)));
    }
    Ok(plans)
}

/// All editions of a post that is sent on its own: what readers chose is asked of the whole list, and marks do not matter.
pub async fn plans_alone(store: &Store, digest: &Digest) -> Result<Vec<EditionPlan>, OperationError> {
    let mut plans = vec![EditionPlan { range: digest.range, topics: Topics::all(), language: digest.language.clone() }];
    for (topics, language) in store.choices_of_list(digest.list).await? {
        let language = language.unwrap_or_else(|| digest.language.clone());
        let plan = EditionPlan { range: digest.range, topics, language };
        if !plans.contains(&plan) {
            plans.push(plan);
        }
    }
    Ok(plans)
}

/// Renders an edition with the given posts.
pub async fn render_posts(
    store: &Store,
    templates: &Templates,
    rendering: &Rendering<'_>,
    posts: &[Post],
) -> Result<Edition, OperationError> {
    let Rendering { list, site, schedule, due_at, locale, .. } = rendering;
    let home = store.feeds(Some(list.id)).await?.into_iter().find_map(|feed| feed.home);
    let marked_for = store.marks_links(list.id).await?.then_some(&list.slug);
    let home = home.map(|home| mark(&home, marked_for));
    let mut shown = Vec::with_capacity(posts.len());
    for post in posts {
        let html = with_kept_pictures(store, &site.public_url, &post.html).await?;
        let picture_url = match &post.picture {
            Some(source) => Some(kept_address(store, &site.public_url, source).await?),
            None => None,
        };
        shown.push(PostView { html, picture_url, ..words_of(post, rendering, marked_for) });
    }
    let view = DigestView {
        introduction: with_kept_pictures(store, &site.public_url, rendering.introduction).await?,
        list: words::list_view(list, site, home.as_deref()),
        date_line: words::date_line(locale, *due_at, &schedule.zone_of_runs()),
        schedule: if rendering.is_alone { String::new() } else { words::schedule_phrase(locale, schedule) },
        posts: shown,
        look: if rendering.is_alone { rendering.look.for_one_post() } else { rendering.look.clone() },
        web_url: rendering.web_url.map(str::to_owned),
        counting: rendering.counting,
    };
    Ok(templates.digest(&view, locale)?)
}

/// A post without its content and its picture.
fn words_of(post: &Post, rendering: &Rendering<'_>, marked_for: Option<&Slug>) -> PostView {
    let Rendering { schedule, due_at, locale, .. } = rendering;
    PostView {
        title: post.title.clone(),
        link: post.link.as_deref().map(|link| mark(link, marked_for)),
        author: post.author.clone(),
        source: post.source.clone(),
        date: post.published_at.map(|published| words::post_date(locale, published, *due_at, &schedule.zone)),
        day: post.published_at.map(|published| words::short_date(locale, published, *due_at, &schedule.zone)),
        html: String::new(),
        excerpt: post.excerpt.clone(),
        picture_url: None,
        topics: post.topics.clone(),
    }
}

/// A link into the blog. With `marked_for` a list, the blog's script learns from it that the list's reader comes.
fn mark(link: &str, marked_for: Option<&Slug>) -> String {
    marked_for.map_or_else(|| link.to_owned(), |list| marked(link, list))
}
