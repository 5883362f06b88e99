//! Showing the operator what a digest looks like before anybody gets it.

use super::OperationError;
use super::compose::{feedback_id, list_id};
use super::introduce::Introduction;
use super::languages::locale_of;
use super::plan_digest::list_and_site;
use super::render_digest::{Rendering, render_posts};
use crate::domain::address::EmailAddress;
use crate::domain::delivery::DeliveryKind;
use crate::domain::digest::PostRange;
use crate::domain::id::{PostId, SubscriptionId};
use crate::domain::key::MasterKey;
use crate::domain::look::Look;
use crate::domain::post::{Post, PostNumber};
use crate::domain::schedule::Schedule;
use crate::domain::sender_id::SenderId;
use crate::domain::time::Timestamp;
use crate::domain::token::LinkKeys;
use crate::message::{ListHeaders, MessageDraft, MessageError, MessageId, compose};
use crate::operations::links::Links;
use crate::render::holes::{Escape, HoleValues};
use crate::render::mail::Edition;
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
    /// One, as a digest of its own.
    Alone,
}

/// So many old posts stand in when nothing is new.
const STAND_INS: i64 = 3;

/// Renders what `schedule` would send now, looking like `look`, below `introduction` or else the list's; `None` when the list has no post at all.
pub async fn preview_digest(
    desk: &PreviewDesk<'_>,
    schedule: &Schedule,
    look: &Look,
    introduction: Option<&Introduction>,
    now: Timestamp,
) -> Result<Option<Preview>, OperationError> {
    let store = desk.store;
    let (list, site) = list_and_site(store, schedule.list).await?;
    let ready = store.ready_through(schedule.list, Timestamp::END).await?;
    let fresh = PostRange { after: schedule.seen_through, through: ready };
    let last = PostRange { after: PostNumber::new((ready.get() - STAND_INS).max(0)), through: ready };
    let range = if fresh.is_empty() { last } else { fresh };
    let posts = store.posts_in(list.id, range).await?;
    if posts.is_empty() {
        return Ok(None);
    }
    let count = posts.len();
    let shown = if fresh.is_empty() { PreviewPosts::Last(count) } else { PreviewPosts::Next(count) };
    let locale = locale_of(&list.language);
    let counting = store.counting_of_list(list.id).await?.unwrap_or_default();
    let own = Introduction::of(store, list.id).await?;
    let rendering = Rendering {
        list: &list,
        site: &site,
        schedule,
        look,
        due_at: now,
        is_alone: false,
        locale,
        web_url: None,
        introduction: introduction.unwrap_or(&own).html(),
        counting,
    };
    desk.preview(&rendering, &posts, shown).await.map(Some)
}

/// Renders a post as a digest of its own; `None` when there is no such post.
pub async fn preview_post(
    desk: &PreviewDesk<'_>,
    schedule: &Schedule,
    post: PostId,
    now: Timestamp,
) -> Result<Option<Preview>, OperationError> {
    let (list, site) = list_and_site(desk.store, schedule.list).await?;
    let Some(post) = desk.store.single_post(post).await? else { return Ok(None) };
    let locale = locale_of(&list.language);
    let look = desk.store.look_of_schedule(schedule.id).await?.unwrap_or_default();
    let rendering = Rendering {
        list: &list,
        site: &site,
        schedule,
        look: &look,
        due_at: now,
        is_alone: true,
        locale,
        web_url: None,
        introduction: "",
        counting: desk.store.counting_of_list(list.id).await?.unwrap_or_default(),
    };
    desk.preview(&rendering, &[post], PreviewPosts::Alone).await.map(Some)
}

/// What previews are made with.
pub struct PreviewDesk<'a> {
    /// The database.
    pub store: &'a Store,
    /// The templates.
    pub templates: &'a Templates,
    /// The installation's secret.
    pub master: &'a MasterKey,
    /// The last part of Feedback-IDs, where the settings name one.
    pub sender_id: Option<&'a SenderId>,
    /// Who it is addressed to.
    pub reader: &'a EmailAddress,
}

impl PreviewDesk<'_> {
    async fn preview(
        &self,
        rendering: &Rendering<'_>,
        posts: &[Post],
        shown: PreviewPosts,
    ) -> Result<Preview, OperationError> {
        let edition = render_posts(self.store, self.templates, rendering, posts).await?;
        Ok(addressed(self, rendering, &edition, shown)?)
    }
}

/// The edition as it goes to one who is no reader.
fn addressed(
    desk: &PreviewDesk<'_>,
    rendering: &Rendering<'_>,
    edition: &Edition,
    posts: PreviewPosts,
) -> Result<Preview, MessageError> {
    let Rendering { list, site, schedule, due_at: now, .. } = *rendering;
    let PreviewDesk { master, sender_id, reader, .. } = *desk;
    let keys = LinkKeys::new(master);
    let links = Links::new(&keys, &site.public_url, SubscriptionId::new(0), 0);
    let unsubscribe = links.unsubscribe();
    let values =
        HoleValues { unsubscribe_url: unsubscribe.to_string(), preferences_url: links.preferences().to_string() };
    let html = edition.html.fill(&values, Escape::Html);
    let text = edition.text.fill(&values, Escape::None);
    let subject = edition.subject.fill(&values, Escape::None);
    let stamp = now.millis().to_string();
    let key = master.derive("message id");
    let message_id = MessageId::derive(&key, &["preview", list.slug.as_str(), &stamp], &list.sender.address);
    let id = list_id(list, site);
    let feedback_id = feedback_id(sender_id, (list, site), schedule.name.as_str(), DeliveryKind::Digest.as_str());
    let draft = MessageDraft {
        from: &list.sender,
        reply_to: list.reply_to.as_ref(),
        to: reader,
        subject: &subject,
        date: now,
        message_id: &message_id,
        feedback_id: &feedback_id,
        auto_submitted: true,
        list: Some(ListHeaders { name: &list.name, id: &id, unsubscribe: &unsubscribe }),
        layout: None,
        html: &html,
        text: &text,
    };
    let message = compose(&draft)?;
    let sender = list.sender.address.clone();
    Ok(Preview { subject, html, text, message, sender, posts })
}
