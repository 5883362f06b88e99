//! Showing the operator what a digest looks like before anybody gets it.

use super::OperationError;
use super::compose::list_id;
use super::languages::locale_of;
use super::plan_digest::list_and_site;
use super::render_digest::{Rendering, render_posts};
use crate::domain::address::EmailAddress;
use crate::domain::digest::PostRange;
use crate::domain::id::SubscriptionId;
use crate::domain::key::MasterKey;
use crate::domain::post::PostNumber;
use crate::domain::schedule::Schedule;
use crate::domain::time::Timestamp;
use crate::domain::token::LinkKeys;
use crate::message::{ListHeaders, MessageDraft, MessageId, compose};
use crate::operations::links::Links;
use crate::render::holes::{Escape, HoleValues};
use crate::render::templates::Templates;
use crate::store::Store;

/// A digest as it would look, for nobody in particular: its personal links lead nowhere.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The subject line.
    pub subject: String,
    /// The HTML part.
    pub html: String,
    /// The text part.
    pub text: String,
    /// The whole message.
    pub message: Vec<u8>,
    /// The sender of the message.
    pub sender: EmailAddress,
    /// How many posts it carries, and whether they are new or, for lack of new ones, the last ones that were mailed.
    pub posts: PreviewPosts,
}

/// Which posts a preview shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PreviewPosts {
    /// Those that the schedule's next digest would carry.
    Next(usize),
    /// There is nothing new: the last ones.
    Last(usize),
}

/// So many old posts stand in when nothing is new.
const STAND_INS: i64 = 3;

/// Renders what `schedule` would send now to `reader`; `None` when the list has no post at all.
pub async fn preview_digest(
    store: &Store,
    templates: &Templates,
    master: &MasterKey,
    schedule: &Schedule,
    reader: &EmailAddress,
    now: Timestamp,
) -> Result<Option<Preview>, OperationError> {
    let (list, site) = list_and_site(store, schedule.list).await?;
    let ready = store.ready_through(schedule.list, Timestamp::END).await?;
    let fresh = PostRange { after: schedule.seen_through, through: ready };
    let last = PostRange { after: PostNumber::new((ready.get() - STAND_INS).max(0)), through: ready };
    let range = if fresh.is_empty() { last } else { fresh };
    let posts = store.posts_in(list.id, range).await?;
    if posts.is_empty() {
        return Ok(None);
    }
    let locale = locale_of(&list.language);
    let rendering = Rendering { list: &list, site: &site, schedule, due_at: now, locale };
    let edition = render_posts(store, templates, &rendering, &posts).await?;
    let keys = LinkKeys::new(master);
    let links = Links::new(&keys, &site.public_url, SubscriptionId::new(0), 0);
    let unsubscribe = links.unsubscribe();
    let values =
        HoleValues { unsubscribe_url: unsubscribe.to_string(), preferences_url: links.preferences().to_string() };
    let html = edition.html.fill(&values, Escape::Html);
    let text = edition.text.fill(&values, Escape::None);
    let stamp = now.millis().to_string();
    let key = master.derive("message id");
    let message_id = MessageId::derive(&key, &["preview", list.slug.as_str(), &stamp], &list.sender.address);
    let id = list_id(&list, &site);
    let draft = MessageDraft {
        from: &list.sender,
        reply_to: list.reply_to.as_ref(),
        to: reader,
        subject: &edition.subject,
        date: now,
        message_id: &message_id,
        auto_submitted: true,
        list: Some(ListHeaders { name: &list.name, id: &id, unsubscribe: &unsubscribe }),
        layout: None,
        html: &html,
        text: &text,
    };
    let message = compose(&draft)?;
    let count = posts.len();
    let posts = if fresh.is_empty() { PreviewPosts::Last(count) } else { PreviewPosts::Next(count) };
    Ok(Some(Preview { subject: edition.subject, html, text, message, sender: list.sender.address, posts }))
}
