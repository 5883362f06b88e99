//! Signing up: what a form for one or more lists writes down, in three statements whoever it is for.
//!
//! Each statement is a round trip to PostgreSQL, and the visitor must not tell by their number who is known here: one keeps the reader, one
//! reads what they were asked and sent before, one writes down what comes of it.

use super::Store;
use super::engine::Transaction;
use super::error::StoreError;
use super::requests::{Unanswered, unanswered};
use super::singles::{self, NewSingle};
use super::statement::{Statement, params, statements};
use super::subscriptions::subscription_state;
use crate::domain::address::EmailAddress;
use crate::domain::admission::{Admission, Leave, Standing};
use crate::domain::consent::{ConsentEvent, Origin, SourcePage};
use crate::domain::delivery::DeliveryKind;
use crate::domain::id::{ListId, SiteId, SubscriberId, SubscriptionId};
use crate::domain::language::Language;
use crate::domain::preferences::Wish;
use crate::domain::time::Timestamp;

/// The no-op update makes the known row come back, and locks it.
macro_rules! keep_subscriber {
    () => {
        "INSERT INTO subscriber (site_id, address, address_key, created_at)
         SELECT CAST($1 AS BIGINT), $2, $3, CAST($4 AS BIGINT) WHERE NOT EXISTS
                (SELECT 1 FROM suppression WHERE address_key = $3 AND (site_id IS NULL OR site_id = $1) AND (expires_at IS NULL OR expires_at > $4))
         ON CONFLICT (site_id, address_key) DO UPDATE SET site_id = excluded.site_id RETURNING id"
    };
}

/// An earlier confirmation counts no longer: only a new one, or nobody, makes it active.
macro_rules! set_pending {
    () => {
        "INSERT INTO subscription (subscriber_id, list_id, schedule_id, state, link_version, requested_at, quarantined_at, topics, language)
         VALUES ($1, $2, $3, 'pending', 1, $4, $5, $6, $7)
         ON CONFLICT (subscriber_id, list_id) DO UPDATE
         SET state = 'pending', end_reason = NULL, schedule_id = excluded.schedule_id, requested_at = excluded.requested_at,
             confirmed_at = NULL, paused_until = NULL, quarantined_at = excluded.quarantined_at,
             topics = excluded.topics, language = COALESCE(excluded.language, subscription.language)"
    };
}

/// The evidence of a request.
macro_rules! record_request {
    ($pending:literal) => {
        concat!(
            "INSERT INTO consent_record (list_id, subscription_id, address, event, wording, way, remote, user_agent, at, source_url)
             SELECT p.list_id, p.id, u.address, $8, $9, $10, $11, $12, CAST($4 AS BIGINT), $13 FROM ",
            $pending
        )
    };
}

/// Its confirmation mail, where `$14` names the kind of a mail.
macro_rules! queue_confirmation {
    ($pending:literal) => {
        concat!(
            "INSERT INTO delivery (kind, list_id, subscription_id, state, due_at, epoch, attempts, created_at)
             SELECT $14, p.list_id, p.id, 'planned', CAST($4 AS BIGINT), 0, 0, CAST($4 AS BIGINT) FROM ",
            $pending
        )
    };
}

statements! {
    /// Nobody comes back where the address is suppressed. PostgreSQL also locks the reader's subscriptions: what is read next then has all that
    /// others write to them, and mail to their reader.
    KEEP_SUBSCRIBER = {
        sqlite: keep_subscriber!(),
        postgres: concat!(
            "WITH kept AS (", keep_subscriber!(), "),
                  held AS (SELECT id FROM subscription WHERE subscriber_id = (SELECT id FROM kept) ORDER BY id FOR NO KEY UPDATE)
             SELECT kept.id, (SELECT count(*) FROM held) AS held FROM kept"
        ),
    };
    /// The same for a request that comes to nothing: it locks nothing that others wait for.
    LOOK_FOR_SUBSCRIBER = "SELECT (SELECT id FROM subscriber WHERE site_id = $1 AND address_key = $2) AS id WHERE NOT EXISTS
                           (SELECT 1 FROM suppression
                            WHERE address_key = $2 AND (site_id IS NULL OR site_id = $1) AND (expires_at IS NULL OR expires_at > $3))";
    /// A person's subscriptions on the site, each as often as it had mails that somebody asked for since an instant; at least once.
    ASKED_BEFORE = {
        sqlite: "SELECT s.id, s.list_id, s.state, s.end_reason, d.created_at AS mailed_at
                 FROM subscription s LEFT JOIN delivery d
                   ON d.digest_id IS NULL AND d.subscription_id = s.id AND d.created_at > $2
                      AND d.kind IN ('confirmation', 'known', 'link', 'address')
                 WHERE s.subscriber_id = $1 ORDER BY s.id, d.created_at DESC",
        // Subscription by subscription, which OFFSET 0 makes certain: a connection keeps the plan that it made while there were few mails,
        // and that was to read all of them.
        postgres: "SELECT s.id, s.list_id, s.state, s.end_reason, d.created_at AS mailed_at
                   FROM subscription s LEFT JOIN LATERAL
                        (SELECT m.created_at FROM delivery m
                         WHERE m.digest_id IS NULL AND m.subscription_id = s.id AND m.created_at > $2
                           AND m.kind IN ('confirmation', 'known', 'link', 'address') OFFSET 0) d ON true
                   WHERE s.subscriber_id = $1 ORDER BY s.id, d.created_at DESC",
    };
}

/// What a request for one list leaves behind: the pending subscription, its evidence and, where there is to be one, its mail. PostgreSQL takes it as
/// one statement; SQLite's thread takes the statements together. Not among the listed statements, as it cannot be prepared as one.
const WRITE_REQUEST: Statement = Statement {
    name: "WRITE_REQUEST",
    sqlite: concat!(
        set_pending!(),
        "; ",
        record_request!(
            "subscription p JOIN subscriber u ON u.id = p.subscriber_id WHERE p.subscriber_id = $1 AND p.list_id = $2"
        ),
        "; ",
        queue_confirmation!("subscription p WHERE p.subscriber_id = $1 AND p.list_id = $2 AND $14 IS NOT NULL")
    ),
    postgres: concat!(
        "WITH pending AS (",
        set_pending!(),
        " RETURNING id, subscriber_id, list_id),
              recorded AS (",
        record_request!("pending p JOIN subscriber u ON u.id = p.subscriber_id"),
        ")
         ",
        queue_confirmation!("pending p WHERE $14 IS NOT NULL")
    ),
};

/// Lists that somebody asks for in one form.
#[derive(Clone, Debug)]
pub struct SubscriptionRequest<'a> {
    /// The site that the lists belong to.
    pub site: SiteId,
    /// The lists, each as it is wanted; at least one.
    pub wishes: &'a [Wish],
    /// The address.
    pub address: &'a EmailAddress,
    /// The language that it was asked in, where that is known.
    pub language: Option<&'a Language>,
    /// The words that were shown.
    pub wording: &'a str,
    /// From where.
    pub origin: &'a Origin,
}

/// What became of a request. The visitor sees the same answer whichever it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Requested {
    /// The mail that was asked for is queued.
    Queued,
    /// It came in a burst: its confirmation waits.
    Quarantined,
    /// All of it is active already: a mail that says so is queued.
    Known,
    /// Nobody here has the address; only where nothing but a mail to one who is known was asked for.
    Unknown,
    /// The address had its share of mails; an earlier one still works.
    Capped,
    /// The address is suppressed.
    Suppressed,
}

impl Store {
    /// Writes subscriber, pending subscriptions, consent records and one queued confirmation; for one who reads all of it already, a mail
    /// that says so; or nothing but that nothing came of it.
    pub async fn request_subscription(
        &self,
        asked: &SubscriptionRequest<'_>,
        admission: &Admission,
        now: Timestamp,
    ) -> Result<Requested, StoreError> {
        let mut transaction = self.engine.begin().await?;
        let requested = request(&mut transaction, asked, admission, now).await?;
        transaction.commit().await?;
        Ok(requested)
    }
}

/// Writes a request down inside a transaction, which must be committed whatever comes back; what came to nothing has changed nothing.
pub(super) async fn request(
    transaction: &mut Transaction,
    asked: &SubscriptionRequest<'_>,
    admission: &Admission,
    now: Timestamp,
) -> Result<Requested, StoreError> {
    let key = asked.address.key();
    let is_spent = admission.standing() == Standing::Spent;
    let found = if is_spent {
        transaction.row(&LOOK_FOR_SUBSCRIBER, params![asked.site, key, now]).await?
    } else {
        transaction.row(&KEEP_SUBSCRIBER, params![asked.site, asked.address.as_str(), key, now]).await?
    };
    let subscriber = found.as_ref().map_or(Ok(None), |row| row.optional_integer("id"))?.map(SubscriberId::new);
    let before = AskedBefore::read(transaction, subscriber, now.minus(admission.caps().longest())).await?;
    if found.is_none() {
        return unanswered(transaction, asked.site, Unanswered::Suppressed, now).await;
    }
    let is_capped = is_spent || !admission.caps().let_one_more(&before.mailed_at, now);
    let Some(subscriber) = subscriber.filter(|_| !is_capped) else {
        return unanswered(transaction, asked.site, Unanswered::Capped, now).await;
    };
    let is_waiting = |wish: &&Wish| before.reads(wish.list).is_none();
    let mut waiting = asked.wishes.iter().filter(is_waiting).peekable();
    if waiting.peek().is_none() {
        let read = asked.wishes.iter().find_map(|wish| Some((wish.list, before.reads(wish.list)?)));
        return known(transaction, asked.site, read, admission, now).await;
    }
    let (requested, quarantined_at, mut mail) = match admission.standing() {
        Standing::AtOnce => (Requested::Queued, None, Some(DeliveryKind::Confirmation)),
        Standing::Quarantined | Standing::Spent => (Requested::Quarantined, Some(now), None),
    };
    for &Wish { list, schedule, ref topics } in waiting {
        let Origin { way, remote, ref user_agent, ref source } = *asked.origin;
        let params = params![
            subscriber,
            list,
            schedule,
            now,
            quarantined_at,
            topics.as_text(),
            asked.language.map(Language::as_str),
            ConsentEvent::Requested.as_str(),
            asked.wording,
            way.as_str(),
            remote.map(|remote| remote.to_string()),
            user_agent.as_deref(),
            source.as_ref().map(SourcePage::as_str),
            // One for all lists of the form.
            mail.take().map(DeliveryKind::as_str),
        ];
        transaction.execute(&WRITE_REQUEST, params).await?;
    }
    if requested == Requested::Queued {
        transaction.wake_senders();
    }
    Ok(requested)
}

/// Tells one who reads all that they ask for that they do. In a burst nobody is told what they know.
async fn known(
    transaction: &mut Transaction,
    site: SiteId,
    read: Option<(ListId, SubscriptionId)>,
    admission: &Admission,
    now: Timestamp,
) -> Result<Requested, StoreError> {
    let (Standing::AtOnce, Some((list, subscription))) = (admission.standing(), read) else {
        return unanswered(transaction, site, Unanswered::Capped, now).await;
    };
    let (kind, leave) = (DeliveryKind::Known, Leave::Given(admission));
    singles::queue(transaction, &NewSingle { kind, leave, list, subscription, address: None }, now).await?;
    Ok(Requested::Known)
}

/// What a person asked for and was sent before.
#[derive(Default)]
struct AskedBefore {
    /// What they read: what a request leaves as it is.
    active: Vec<(ListId, SubscriptionId)>,
    /// When they were sent the mails that somebody asked for.
    mailed_at: Vec<Timestamp>,
}

impl AskedBefore {
    /// Reads it; for nobody, too: it takes its time.
    async fn read(
        transaction: &mut Transaction,
        subscriber: Option<SubscriberId>,
        mails_since: Timestamp,
    ) -> Result<Self, StoreError> {
        let nobody = SubscriberId::new(0);
        let rows = transaction.rows(&ASKED_BEFORE, params![subscriber.unwrap_or(nobody), mails_since]).await?;
        let mut before = Self::default();
        for row in &rows {
            before.mailed_at.extend(row.optional_instant("mailed_at")?);
            if subscription_state(row)?.after_request().is_none() {
                before.active.push((ListId::new(row.integer("list_id")?), SubscriptionId::new(row.integer("id")?)));
            }
        }
        Ok(before)
    }

    /// The subscription by which they read a list.
    fn reads(&self, list: ListId) -> Option<SubscriptionId> {
        self.active.iter().find(|(read, _)| *read == list).map(|(_, subscription)| *subscription)
    }
}
