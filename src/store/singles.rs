//! Single mails: queued inside the transactions of what causes them, and what they tell of a list.

use super::Store;
use super::engine::Transaction;
use super::error::StoreError;
use super::row::Row;
use super::statement::{Statement, params, statements};
use crate::domain::address::EmailAddress;
use crate::domain::admission::{Admission, Leave};
use crate::domain::delivery::DeliveryKind;
use crate::domain::id::{ListId, SubscriberId, SubscriptionId};
use crate::domain::time::Timestamp;

statements! {
    QUEUE_SINGLE = "INSERT INTO delivery (kind, list_id, subscription_id, state, due_at, epoch, attempts, created_at, address, address_key)
                    VALUES ($1, $2, $3, 'planned', $4, 0, 0, $4, $5, $6)";
    /// Those from before the first poll are among them: they are named here, not mailed.
    LATEST_POSTS = "SELECT id, title, link, excerpt, published_at FROM post
                    WHERE list_id = $1 AND standing <> 'held' AND stored_at <= $2 AND COALESCE(audience, 'open') <> 'hidden'
                    ORDER BY COALESCE(published_at, stored_at) DESC, id DESC LIMIT $3";
    /// Single mails to this person since an instant, on any list of the site.
    SINGLES_SINCE = "SELECT count(*) AS n FROM delivery d
                     WHERE d.digest_id IS NULL AND d.created_at > $2
                       AND d.subscription_id IN (SELECT id FROM subscription WHERE subscriber_id = $1)";
    HAS_ARCHIVE = "SELECT id FROM list WHERE id = $1 AND archive <> 'hidden'";
}

/// A single mail to be queued.
#[derive(Clone, Copy, Debug)]
pub struct NewSingle<'a> {
    /// What it is for.
    pub kind: DeliveryKind,
    /// Who lets it be sent.
    pub leave: Leave<'a>,
    /// The list in whose name it comes.
    pub list: ListId,
    /// The subscription that it is about.
    pub subscription: SubscriptionId,
    /// Where it goes, when not to its reader.
    pub address: Option<&'a EmailAddress>,
}

/// What a new reader is told of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LatestPosts {
    /// The newest first.
    pub posts: Vec<LatestPost>,
    /// Whether the list has an archive that readers may see.
    pub has_archive: bool,
}

/// A post where only its title is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LatestPost {
    /// The title, one line; may be empty.
    pub title: String,
    /// Where it can be read on the web.
    pub link: Option<String>,
    /// The first words.
    pub excerpt: String,
    /// When the feed says that it was published.
    pub published_at: Option<Timestamp>,
}

/// Whether this person may be sent one more mail that somebody asked for.
pub(super) async fn fits(
    transaction: &mut Transaction,
    subscriber: SubscriberId,
    admission: &Admission,
    now: Timestamp,
) -> Result<bool, StoreError> {
    for (span, most) in admission.caps().windows() {
        let row = transaction.row(&SINGLES_SINCE, params![subscriber, now.minus(span)]).await?;
        if row.map_or(Ok(0), |row| row.integer("n"))? >= most {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Queues a single mail, due at once; the senders are woken when the transaction is through.
pub(super) async fn queue(
    transaction: &mut Transaction,
    mail: &NewSingle<'_>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let (address, key) = (mail.address.map(EmailAddress::as_str), mail.address.map(EmailAddress::key));
    let params = params![mail.kind.as_str(), mail.list, mail.subscription, now, address, key];
    transaction.execute(&QUEUE_SINGLE, params).await?;
    transaction.wake_senders().await
}

impl Store {
    /// The newest posts of a list that were there at `before`, at most `limit`.
    pub async fn latest_posts(&self, list: ListId, before: Timestamp, limit: u32) -> Result<LatestPosts, StoreError> {
        let rows = self.engine.rows(&LATEST_POSTS, params![list, before, limit]).await?;
        let posts = rows.iter().map(latest_post).collect::<Result<_, _>>()?;
        Ok(LatestPosts { posts, has_archive: self.engine.row(&HAS_ARCHIVE, params![list]).await?.is_some() })
    }
}

fn latest_post(row: &Row) -> Result<LatestPost, StoreError> {
    Ok(LatestPost {
        title: row.text("title")?,
        link: row.optional_text("link")?,
        excerpt: row.text("excerpt")?,
        published_at: row.optional_instant("published_at")?,
    })
}
