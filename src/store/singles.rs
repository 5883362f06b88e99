//! Single mails: queued inside the transactions of what causes them, and what they tell of a list.

use super::Store;
use super::engine::Transaction;
use super::error::StoreError;
use super::requests::{Unanswered, unanswered};
use super::row::Row;
use super::sign_ups::Requested;
use super::statement::{Statement, params, statements};
use super::suppressions::is_suppressed;
use crate::domain::address::EmailAddress;
use crate::domain::admission::{Admission, Leave, Standing};
use crate::domain::delivery::DeliveryKind;
use crate::domain::id::{ListId, SiteId, SubscriberId, SubscriptionId};
use crate::domain::subscription::Subscription;
use crate::domain::time::Timestamp;
use crate::domain::token::CHANGE_SETTLES_IN;

statements! {
    QUEUE_SINGLE = "INSERT INTO delivery (kind, list_id, subscription_id, state, due_at, epoch, attempts, created_at, address, address_key)
                    VALUES ($1, $2, $3, 'planned', $4, 0, 0, $4, $5, $6)";
    /// Those from before the first poll are among them: they are named here, not mailed.
    LATEST_POSTS = "SELECT id, title, link, excerpt, published_at FROM post
                    WHERE list_id = $1 AND standing NOT IN ('held', 'draft') AND stored_at <= $2 AND COALESCE(audience, 'open') <> 'hidden'
                    ORDER BY COALESCE(published_at, stored_at) DESC, id DESC LIMIT $3";
    /// The newest mails to this person that somebody asked for since an instant, on any list of the site.
    SINGLES_SINCE = {
        sqlite: "SELECT d.created_at FROM delivery d
                 WHERE d.digest_id IS NULL AND d.created_at > $2 AND d.kind IN ('confirmation', 'known', 'link', 'address')
                   AND d.subscription_id IN (SELECT id FROM subscription WHERE subscriber_id = $1)
                 ORDER BY d.created_at DESC LIMIT $3",
        // Subscription by subscription, which OFFSET 0 makes certain: a connection keeps the plan that it made while there were few mails,
        // and that was to read all of them.
        postgres: "SELECT d.created_at FROM subscription s
                   CROSS JOIN LATERAL (SELECT m.created_at FROM delivery m
                                       WHERE m.digest_id IS NULL AND m.subscription_id = s.id AND m.created_at > $2
                                         AND m.kind IN ('confirmation', 'known', 'link', 'address') OFFSET 0) d
                   WHERE s.subscriber_id = $1 ORDER BY d.created_at DESC LIMIT $3",
    };
    QUEUE_WELCOME = "INSERT INTO delivery (kind, list_id, subscription_id, state, due_at, epoch, attempts, created_at)
                     SELECT 'welcome', l.id, $1, 'planned', $3, 0, 0, $3 FROM list l WHERE l.id = $2 AND l.welcomes = 1";
    /// One for all lists of a form: it follows the confirmation mail, if that was sent. One a person within the time, however often they are
    /// asked for.
    QUEUE_REMINDERS = "INSERT INTO delivery (kind, list_id, subscription_id, state, due_at, epoch, attempts, created_at)
                       SELECT 'reminder', s.list_id, s.id, 'planned', $3, 0, 0, $3
                       FROM subscription s JOIN delivery c ON c.digest_id IS NULL AND c.subscription_id = s.id
                       WHERE s.state = 'pending' AND s.requested_at > $1 AND s.requested_at <= $2 AND s.quarantined_at IS NULL
                         AND c.kind = 'confirmation' AND c.created_at = s.requested_at AND c.state = 'sent'
                         AND NOT EXISTS (SELECT 1 FROM subscription o JOIN delivery r ON r.digest_id IS NULL AND r.subscription_id = o.id
                                         WHERE o.subscriber_id = s.subscriber_id AND r.kind = 'reminder' AND r.created_at > $1)";
    /// To those who left by themselves after $1, up to $2. Looked for among the newest consent records, which have no index by their time.
    QUEUE_GOODBYES = "INSERT INTO delivery (kind, list_id, subscription_id, state, due_at, epoch, attempts, created_at)
                      SELECT 'goodbye', s.list_id, s.id, 'planned', $3, 0, 0, $3
                      FROM consent_record c JOIN subscription s ON s.id = c.subscription_id
                      WHERE c.id > (SELECT COALESCE(max(id), 0) - 20000 FROM consent_record)
                        AND c.event = 'unsubscribed' AND c.at > $1 AND c.at <= $2 AND c.at = s.ended_at
                        AND s.state = 'ended' AND s.end_reason = 'unsubscribed' AND s.confirmed_at IS NOT NULL
                        AND NOT EXISTS (SELECT 1 FROM delivery g WHERE g.digest_id IS NULL AND g.subscription_id = s.id
                                        AND g.kind = 'goodbye' AND g.created_at >= s.ended_at)";
    /// The first of what a person reads on a site, or read: in its name their links are sent. Who has left gets the link to their data alone, and
    /// that one not for a while after a change of address.
    FIRST_READ = "SELECT s.id, s.list_id, s.subscriber_id FROM subscriber u JOIN subscription s ON s.subscriber_id = u.id
                  WHERE u.site_id = $1 AND u.address_key = $2
                    AND (s.state = 'active' OR (s.state = 'ended' AND NOT EXISTS
                         (SELECT 1 FROM address_change c WHERE c.subscriber_id = u.id AND c.confirmed_at > $3)))
                  ORDER BY CASE s.state WHEN 'active' THEN 0 ELSE 1 END, s.id LIMIT 1";
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
    let caps = admission.caps();
    let rows = transaction.rows(&SINGLES_SINCE, params![subscriber, now.minus(caps.longest()), caps.per_day]).await?;
    let sent: Vec<Timestamp> = rows.iter().map(|row| row.instant("created_at")).collect::<Result<_, _>>()?;
    Ok(caps.let_one_more(&sent, now))
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
    transaction.wake_senders();
    Ok(())
}

/// Queues the welcome of a new reader, where their list has one.
pub(super) async fn welcome(
    transaction: &mut Transaction,
    reader: &Subscription,
    now: Timestamp,
) -> Result<(), StoreError> {
    transaction.execute(&QUEUE_WELCOME, params![reader.id, reader.list, now]).await.map(drop)
}

impl Store {
    /// Queues a mail with the links to all that a person reads on a site and to their data, if there is such a person or was one.
    pub async fn request_links_for(
        &self,
        site: SiteId,
        address: &EmailAddress,
        admission: &Admission,
        now: Timestamp,
    ) -> Result<Requested, StoreError> {
        let mut transaction = self.engine.begin().await?;
        let key = address.key();
        let suppressed = is_suppressed(&mut transaction, site, &key, now).await?;
        let read = transaction.row(&FIRST_READ, params![site, key, now.minus(CHANGE_SETTLES_IN)]).await?;
        let subscriber = read.as_ref().map_or(Ok(0), |row| row.integer("subscriber_id")).map(SubscriberId::new)?;
        // Asked for those who are not there, too: it takes its time.
        let fits = fits(&mut transaction, subscriber, admission, now).await?;
        let why = match (&read, suppressed, fits && admission.standing() == Standing::AtOnce) {
            (Some(row), false, true) => {
                let mail = NewSingle {
                    kind: DeliveryKind::Link,
                    leave: Leave::Given(admission),
                    list: ListId::new(row.integer("list_id")?),
                    subscription: SubscriptionId::new(row.integer("id")?),
                    address: None,
                };
                queue(&mut transaction, &mail, now).await?;
                transaction.commit().await?;
                return Ok(Requested::Queued);
            }
            (None, _, _) => Unanswered::Unknown,
            (_, true, _) => Unanswered::Suppressed,
            (_, _, false) => Unanswered::Capped,
        };
        let requested = unanswered(&mut transaction, site, why, now).await?;
        transaction.commit().await?;
        Ok(requested)
    }

    /// Queues the one reminder of each request whose confirmation mail was sent, and which nobody answered: of those made after `after`, up to
    /// `through`. Tells how many.
    pub async fn remind_unconfirmed(
        &self,
        after: Timestamp,
        through: Timestamp,
        now: Timestamp,
    ) -> Result<u64, StoreError> {
        self.engine.execute(&QUEUE_REMINDERS, params![after, through, now]).await
    }

    /// Queues a last mail to each reader who left by themselves after `after`, up to `through`; tells how many.
    pub async fn say_goodbye(&self, after: Timestamp, through: Timestamp, now: Timestamp) -> Result<u64, StoreError> {
        self.engine.execute(&QUEUE_GOODBYES, params![after, through, now]).await
    }

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
