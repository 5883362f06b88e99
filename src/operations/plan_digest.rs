//! One run of a schedule: its posts chosen, its editions rendered, its audience written down and frozen.
//!
//! Every step can be repeated after a crash. What an operator has to decide holds the digest before anybody is mailed.

use std::collections::{HashMap, HashSet};

use super::OperationError;
use super::introduce::Introduction;
use super::languages::locale_of;
use super::read_archive::archive_path;
use super::read_edition::web_address;
use super::render_digest::{EditionPlan, Rendering, edition_plans, plans_alone, render_posts};
use crate::domain::counting::Counting;
use crate::domain::digest::{Choice, Digest, DigestState, PostRange, SkipReason, choose};
use crate::domain::id::{DigestId, ListId};
use crate::domain::list::List;
use crate::domain::post::PostNumber;
use crate::domain::schedule::{Dispatch, Schedule};
use crate::domain::site::Site;
use crate::domain::time::Timestamp;
use crate::render::counted::targets;
use crate::render::mail::StoredEdition;
use crate::render::templates::Templates;
use crate::store::{EditionKey, NewDigest, NewEdition, PlannedDigest, Store};

/// Readers whose deliveries are written in one transaction: a few tenths of a second on either database.
const CHUNK: u32 = 20_000;

/// So often readers of one digest may choose back and forth while they are written down.
const UNDECIDED: u32 = 20;

/// How a run came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DueRun<'a> {
    /// The due instant: with the schedule the run's key.
    pub due_at: Timestamp,
    /// Posts that were ready at this instant may go out.
    pub ready_by: Timestamp,
    /// Whether it is too old to be made up for.
    pub too_late: bool,
    /// What stands above its posts; `None` for what its list has.
    pub introduction: Option<&'a Introduction>,
}

/// Plans the run of `schedule` that is described by `run`, once: a second time, what the first made of it comes back.
pub async fn plan_digest(
    store: &Store,
    templates: &Templates,
    schedule: &Schedule,
    run: DueRun<'_>,
    now: Timestamp,
) -> Result<Digest, OperationError> {
    let planned = begin(store, schedule, run, now).await?;
    tracing::info!(
        digest.id = %planned.digest.id,
        schedule.id = %schedule.id,
        due_at = %run.due_at,
        state = %planned.digest.state,
        reason = planned.digest.reason,
        "digest due"
    );
    if planned.digest.state == DigestState::Planned {
        continue_planning(store, templates, &planned, now).await?;
    }
    let missing = OperationError::Missing { what: "digest", id: planned.digest.id.get() };
    Ok(store.digest(planned.digest.id).await?.ok_or(missing)?.digest)
}

/// Writes the run down with what it carries. When another scheduler moved the schedule meanwhile, the choice is made anew; each time
/// around, somebody else has planned a run.
async fn begin(
    store: &Store,
    schedule: &Schedule,
    run: DueRun<'_>,
    now: Timestamp,
) -> Result<PlannedDigest, OperationError> {
    let mut current = schedule.clone();
    loop {
        let choice = choice_for(store, &current, run, now).await?;
        let seen = current.seen_through;
        let introduction = run.introduction.map(Introduction::html);
        let new =
            NewDigest { schedule: current.id, list: current.list, due_at: run.due_at, choice, seen, introduction };
        if let Some(planned) = store.begin_digest(&new, now).await? {
            return Ok(planned);
        }
        let missing = OperationError::Missing { what: "schedule", id: schedule.id.get() };
        current = store.schedule(schedule.id).await?.ok_or(missing)?;
    }
}

async fn choice_for(
    store: &Store,
    schedule: &Schedule,
    run: DueRun<'_>,
    now: Timestamp,
) -> Result<Choice, OperationError> {
    if run.too_late {
        return Ok(Choice::Skip(SkipReason::TooLate));
    }
    if let Some(earlier) = store.undecided_digest(schedule.id).await?
        && earlier.due_at != run.due_at
    {
        return Ok(Choice::Skip(SkipReason::EarlierHeld(earlier.id)));
    }
    let ready = store.ready_through(schedule.list, run.ready_by).await?;
    let lowest: Option<PostNumber> = store.marks_of_readers(schedule.id, now).await?.into_iter().min();
    Ok(choose(schedule.seen_through, ready, schedule.limits, lowest))
}

/// Brings a planned digest further: to its frozen audience, or to where the operator must decide.
pub async fn continue_planning(
    store: &Store,
    templates: &Templates,
    planned: &PlannedDigest,
    now: Timestamp,
) -> Result<(), OperationError> {
    let id = planned.digest.id;
    match plan_further(store, templates, planned, now).await {
        // Nobody gets half a mail: the digest waits, and names the template with file and line.
        Err(OperationError::Template(error)) => {
            store.hold_digest(id, &error.to_string()).await?;
            tracing::error!(digest.id = %id, %error, "digest held: a template cannot be rendered");
            Ok(())
        }
        planned => planned,
    }
}

async fn plan_further(
    store: &Store,
    templates: &Templates,
    planned: &PlannedDigest,
    now: Timestamp,
) -> Result<(), OperationError> {
    let digest = &planned.digest;
    let Some(choice) = planned.choice else { return Ok(()) };
    let missing = OperationError::Missing { what: "schedule", id: digest.schedule.get() };
    let schedule = store.schedule(digest.schedule).await?.ok_or(missing)?;
    let (list, site) = list_and_site(store, digest.list).await?;
    if let Some(refusal) = list.refusal_to_send() {
        let reason = format!("{refusal}, then `letterbell digest approve {}`", digest.id);
        store.hold_digest(digest.id, &reason).await?;
        tracing::error!(digest.id = %digest.id, list.id = %list.id, "digest held: its list has no postal address");
        return Ok(());
    }
    let locale = locale_of(&digest.language);
    let look = store.look_of_schedule(schedule.id).await?.unwrap_or_default();
    let (due_at, is_alone) = (digest.due_at, digest.post.is_some());
    let introduction = store.introduction_of_digest(digest.id).await?;
    let rendering = Rendering {
        list: &list,
        site: &site,
        schedule: &schedule,
        look: &look,
        due_at,
        is_alone,
        locale,
        web_url: None,
        introduction: &introduction,
        counting: store.counting_of_digest(digest.id).await?.unwrap_or_default(),
    };
    add_missing(store, templates, &rendering, planned, now).await?;
    // Sending a post on its own is the approval.
    if schedule.dispatch == Dispatch::AfterApproval && !planned.approved && digest.post.is_none() {
        store.hold_digest(digest.id, "waiting for approval").await?;
        tracing::info!(digest.id = %digest.id, "digest held for approval");
        return Ok(());
    }
    let mut in_vain = 0;
    let mut through = store.planned_through(digest).await?;
    loop {
        let chunk = store.plan_chunk(digest, through, CHUNK, now).await?;
        let Some(next) = chunk.through else { break };
        through = next;
        if chunk.lacks_edition && add_missing(store, templates, &rendering, planned, now).await? == 0 {
            in_vain += 1;
            if in_vain > UNDECIDED {
                return Err(OperationError::Missing { what: "an edition for a reader of digest", id: digest.id.get() });
            }
        }
    }
    freeze(store, digest, choice, now).await
}

/// Renders and stores the editions that are not there yet; how many.
async fn add_missing(
    store: &Store,
    templates: &Templates,
    rendering: &Rendering<'_>,
    planned: &PlannedDigest,
    now: Timestamp,
) -> Result<usize, OperationError> {
    let editions = render_missing(store, templates, rendering, planned, now).await?;
    if !editions.is_empty() {
        // First: an edition whose links are not known would never be counted.
        note_counted(store, rendering, planned.digest.id, &editions).await?;
        store.add_editions(&editions, now).await?;
    }
    Ok(editions.len())
}

/// Writes down what is counted of these editions: they themselves keep their plain links.
async fn note_counted(
    store: &Store,
    rendering: &Rendering<'_>,
    digest: DigestId,
    editions: &[NewEdition],
) -> Result<(), OperationError> {
    let counting = rendering.counting;
    if counting == Counting::default() {
        return Ok(());
    }
    let own = &rendering.site.public_url;
    let mut links = Vec::new();
    // Most editions of a digest lead to the same places.
    let mut known = HashSet::new();
    for edition in editions.iter().filter(|_| counting.clicks) {
        links.extend(targets(&edition.html, own).into_iter().filter(|target| known.insert(target.clone())));
    }
    Ok(store.note_counted(digest, counting, &links).await?)
}

async fn freeze(store: &Store, digest: &Digest, choice: Choice, now: Timestamp) -> Result<(), OperationError> {
    // Asked of the rows, not counted here: another planner may have written them.
    let nobody = if digest.post.is_some() { SkipReason::NoReaders } else { SkipReason::NobodyThere };
    if store.skip_without_readers(digest, choice, &nobody.to_string(), now).await? {
        return Ok(());
    }
    if store.freeze_audience(digest, choice, now).await? {
        tracing::info!(digest.id = %digest.id, "digest planned; its audience is frozen");
    }
    Ok(())
}

/// The editions that are not there yet: all of them at first, and later those of readers who came, or chose anew, while the digest was held.
async fn render_missing(
    store: &Store,
    templates: &Templates,
    rendering: &Rendering<'_>,
    planned: &PlannedDigest,
    now: Timestamp,
) -> Result<Vec<NewEdition>, OperationError> {
    let (digest, Some(choice)) = (&planned.digest, planned.choice) else { return Ok(Vec::new()) };
    let there = store.keys_of_editions(digest.id).await?;
    let has_archive = archive_path(store, rendering.list).await?.is_some();
    let mut editions = Vec::new();
    // Different choices that come to the same posts in the same words are rendered once.
    let mut rendered: HashMap<(PostRange, Vec<PostNumber>, &str), StoredEdition> = HashMap::new();
    let plans = match digest.post {
        Some(_) => plans_alone(store, digest).await?,
        None => edition_plans(store, digest, rendering.schedule, choice, now).await?,
    };
    for plan in plans {
        let EditionPlan { range, topics, language } = plan;
        let key = EditionKey { after: range.after, topics, language };
        if there.contains(&key) {
            continue;
        }
        let address = has_archive.then(|| web_address(rendering.site, rendering.list, digest.id, &key));
        let EditionKey { topics, language, .. } = key;
        let rendering = Rendering { locale: locale_of(&language), web_url: address.as_deref(), ..*rendering };
        let mut posts = match digest.post {
            Some(post) => store.single_post(post).await?.into_iter().collect(),
            None => store.posts_in(rendering.list.id, range).await?,
        };
        posts.retain(|post| topics.want(&post.topics));
        let key = (range, posts.iter().map(|post| post.number).collect(), rendering.locale.tag());
        let stored = match rendered.get(&key) {
            Some(stored) => stored.clone(),
            None if posts.is_empty() => StoredEdition::default(),
            None => render_posts(store, templates, &rendering, &posts).await?.to_stored(),
        };
        rendered.insert(key, stored.clone());
        editions.push(NewEdition {
            digest: digest.id,
            range,
            topics,
            language,
            posts: posts.len(),
            subject: stored.subject,
            html: stored.html,
            text: stored.text,
            parts: stored.parts,
        });
    }
    Ok(editions)
}

/// Why lists may send nothing, one sentence for each that may not.
pub async fn lists_that_may_not_send(store: &Store) -> Result<Vec<String>, OperationError> {
    Ok(store.lists().await?.iter().filter_map(List::refusal_to_send).collect())
}

/// A list with its site.
pub async fn list_and_site(store: &Store, id: ListId) -> Result<(List, Site), OperationError> {
    let missing = OperationError::Missing { what: "list", id: id.get() };
    let list = store.list(id).await?.ok_or(missing)?;
    let site = site_of(store, &list).await?;
    Ok((list, site))
}

/// The site that a list belongs to.
pub async fn site_of(store: &Store, list: &List) -> Result<Site, OperationError> {
    let missing = OperationError::Missing { what: "site", id: list.site.get() };
    store.site(list.site).await?.ok_or(missing)
}
