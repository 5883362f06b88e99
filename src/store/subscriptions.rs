//! Subscriptions: confirmed, ended, taken back, moved to another schedule. Each is one transaction with its consent record.

use super::Store;
use super::consent;
use super::engine::Transaction;
use super::error::StoreError;
use super::row::Row;
use super::singles;
use super::statement::{Statement, params, statements};
use super::suppressions::block_disowned;
use crate::domain::address::EmailAddress;
use crate::domain::consent::{ConsentEvent, ConsentRecord, Origin};
use crate::domain::id::{ListId, ScheduleId, SubscriberId, SubscriptionId};
use crate::domain::language::Language;
use crate::domain::post::PostNumber;
use crate::domain::subscription::{EndReason, Subscription, SubscriptionState, mark_on_return};
use crate::domain::time::Timestamp;

statements! {
    PENDING_OF = "SELECT id FROM subscription WHERE subscriber_id = $1 AND state = 'pending' ORDER BY id";
    SUBSCRIPTION = "SELECT s.id, s.subscriber_id, u.address, s.list_id, s.schedule_id, s.state, s.end_reason, s.link_version,
                           s.seen_through, s.requested_at, s.confirmed_at, s.ended_at
                    FROM subscription s JOIN subscriber u ON u.id = s.subscriber_id WHERE s.id = $1";
    SUBSCRIPTION_TO_CHANGE = {
        sqlite: "SELECT s.id, s.subscriber_id, u.address, s.list_id, s.schedule_id, s.state, s.end_reason, s.link_version,
                        s.seen_through, s.requested_at, s.confirmed_at, s.ended_at
                 FROM subscription s JOIN subscriber u ON u.id = s.subscriber_id WHERE s.id = $1",
        postgres: "SELECT s.id, s.subscriber_id, u.address, s.list_id, s.schedule_id, s.state, s.end_reason, s.link_version,
                          s.seen_through, s.requested_at, s.confirmed_at, s.ended_at
                   FROM subscription s JOIN subscriber u ON u.id = s.subscriber_id WHERE s.id = $1 FOR NO KEY UPDATE OF s",
    };
    /// Taken before the subscription's own row, in the order in which planning takes them: the other way around, a reader and the planner
    /// would wait for each other. SQLite has one writer, and needs none.
    HOLD_PLANNING_OFF = {
        sqlite: "SELECT id FROM schedule WHERE id = (SELECT schedule_id FROM subscription WHERE id = $1)",
        postgres: "SELECT id FROM schedule WHERE id = (SELECT schedule_id FROM subscription WHERE id = $1) FOR SHARE",
    };
    /// What a reader chose for this subscription or, failing that, for another one of the site.
    LANGUAGE_OF_READER = "SELECT o.id, o.language FROM subscription s JOIN subscription o ON o.subscriber_id = s.subscriber_id
                          WHERE s.id = $1 AND o.language IS NOT NULL ORDER BY CASE o.id WHEN s.id THEN 0 ELSE 1 END, o.id LIMIT 1";
    REQUESTED_TOGETHER = "SELECT id FROM subscription WHERE subscriber_id = $1 AND requested_at = $2 ORDER BY id";
    SUBSCRIPTIONS_OF_ADDRESS = "SELECT s.id, s.subscriber_id, u.address, s.list_id, s.schedule_id, s.state, s.end_reason, s.link_version,
                                       s.seen_through, s.requested_at, s.confirmed_at, s.ended_at
                                FROM subscriber u JOIN subscription s ON s.subscriber_id = u.id
                                WHERE u.address_key = $1 ORDER BY s.id";
    SET_ACTIVE = "UPDATE subscription SET state = 'active', end_reason = NULL, confirmed_at = $2, seen_through = $3, quarantined_at = NULL WHERE id = $1";
    SET_ENDED = "UPDATE subscription SET state = 'ended', end_reason = $2, ended_at = $3, seen_through = $4, quarantined_at = NULL WHERE id = $1";
    SET_SCHEDULE = "UPDATE subscription SET schedule_id = $2, seen_through = $3 WHERE id = $1";
    /// Holds off the planning of this schedule's digests until the transaction ends, without holding off other readers.
    MARK_OF_SCHEDULE = {
        sqlite: "SELECT seen_through FROM schedule WHERE id = $1",
        postgres: "SELECT seen_through FROM schedule WHERE id = $1 FOR SHARE",
    };
    /// What a reader gets from a digest whose audience is being written just now.
    MARK_BEING_PLANNED = "SELECT e.through_post AS seen_through FROM digest g
                          JOIN delivery d ON d.digest_id = g.id JOIN edition e ON e.id = d.edition_id
                          WHERE g.schedule_id = $1 AND g.post_id IS NULL AND g.state = 'planned' AND d.subscription_id = $2";
}

/// What became of a change behind a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changed {
    /// It was done now.
    Now(Vec<Subscription>),
    /// It had been done before; nothing was changed.
    Before(Vec<Subscription>),
    /// The link does not lead to anything that can be changed so.
    Refused,
}

impl Store {
    /// The language that a reader chose: for this subscription or, failing that, for another one of the site.
    pub async fn language_of_reader(&self, id: SubscriptionId) -> Result<Option<Language>, StoreError> {
        let row = self.engine.row(&LANGUAGE_OF_READER, params![id]).await?;
        row.map(|row| row.parsed("subscription", "language", |tag| tag.parse().ok())).transpose()
    }

    /// One subscription.
    pub async fn subscription(&self, id: SubscriptionId) -> Result<Option<Subscription>, StoreError> {
        self.engine.row(&SUBSCRIPTION, params![id]).await?.as_ref().map(subscription).transpose()
    }

    /// The subscriptions that were asked for in the same form as this one, itself among them.
    pub async fn requested_together(&self, with: &Subscription) -> Result<Vec<Subscription>, StoreError> {
        let rows = self.engine.rows(&REQUESTED_TOGETHER, params![with.subscriber, with.requested_at]).await?;
        let mut together = Vec::new();
        for row in rows {
            together.extend(self.subscription(SubscriptionId::new(row.integer("id")?)).await?);
        }
        Ok(together)
    }

    /// All subscriptions of an address, on every site.
    pub async fn subscriptions_of(&self, address: &EmailAddress) -> Result<Vec<Subscription>, StoreError> {
        self.engine.rows(&SUBSCRIPTIONS_OF_ADDRESS, params![address.key()]).await?.iter().map(subscription).collect()
    }

    /// Makes a pending subscription active, and with it those that were asked for in the same form.
    pub async fn confirm(
        &self,
        id: SubscriptionId,
        wording: &str,
        origin: &Origin,
        now: Timestamp,
    ) -> Result<Changed, StoreError> {
        let mut transaction = self.engine.begin().await?;
        let Some(asked) = to_change(&mut transaction, id).await? else {
            return Ok(Changed::Refused);
        };
        let rows = transaction.rows(&REQUESTED_TOGETHER, params![asked.subscriber, asked.requested_at]).await?;
        let mut confirmed = Vec::new();
        let mut active = Vec::new();
        for row in rows {
            let id = SubscriptionId::new(row.integer("id")?);
            let Some(one) = to_change(&mut transaction, id).await? else { continue };
            match one.state {
                SubscriptionState::Active => active.push(one),
                SubscriptionState::Ended(_) => {}
                SubscriptionState::Pending => {
                    let mark = mark_of_schedule(&mut transaction, one.schedule).await?;
                    let own = mark_on_return(one.seen_through, mark);
                    transaction.execute(&SET_ACTIVE, params![id, now, own]).await?;
                    record(&mut transaction, &one, ConsentEvent::Confirmed, wording, origin, now).await?;
                    singles::welcome(&mut transaction, &one, now).await?;
                    confirmed.push(Subscription {
                        state: SubscriptionState::Active,
                        confirmed_at: Some(now),
                        seen_through: own,
                        ..one
                    });
                }
            }
        }
        transaction.wake_senders();
        transaction.commit().await?;
        Ok(match (confirmed.is_empty(), active.is_empty()) {
            (false, _) => Changed::Now(confirmed),
            (true, false) => Changed::Before(active),
            (true, true) => Changed::Refused,
        })
    }

    /// Ends a subscription, whatever its state; a second time changes nothing.
    pub async fn end_subscription(
        &self,
        id: SubscriptionId,
        reason: EndReason,
        wording: &str,
        origin: &Origin,
        now: Timestamp,
    ) -> Result<Changed, StoreError> {
        let mut transaction = self.engine.begin().await?;
        let changed = leave(&mut transaction, id, None, reason, wording, origin, now).await?;
        transaction.commit().await?;
        Ok(changed)
    }

    /// "This was not me": ends whatever of this person's is not confirmed, and blocks the address on the site. Where it was confirmed
    /// meanwhile, it ends and blocks nothing: who confirmed may come back.
    pub async fn disown(
        &self,
        id: SubscriptionId,
        wording: &str,
        origin: &Origin,
        now: Timestamp,
    ) -> Result<Changed, StoreError> {
        let mut transaction = self.engine.begin().await?;
        let Some(known) = to_change(&mut transaction, id).await? else {
            return Ok(Changed::Refused);
        };
        let changed = match known.state {
            SubscriptionState::Ended(_) => Changed::Before(vec![known]),
            SubscriptionState::Active => {
                leave(&mut transaction, id, None, EndReason::Unsubscribed, wording, origin, now).await?
            }
            SubscriptionState::Pending => {
                let rows = transaction.rows(&PENDING_OF, params![known.subscriber]).await?;
                for row in rows {
                    let id = SubscriptionId::new(row.integer("id")?);
                    let Some(one) = to_change(&mut transaction, id).await? else { continue };
                    let reason = EndReason::Removed.as_str();
                    transaction.execute(&SET_ENDED, params![id, reason, now, one.seen_through]).await?;
                    record(&mut transaction, &one, ConsentEvent::Disowned, wording, origin, now).await?;
                }
                block_disowned(&mut transaction, known.subscriber, now).await?;
                Changed::Now(vec![known])
            }
        };
        transaction.commit().await?;
        Ok(changed)
    }

    /// Takes leaving back, for a reader who left themselves a short while ago.
    pub async fn return_to_list(
        &self,
        id: SubscriptionId,
        wording: &str,
        origin: &Origin,
        now: Timestamp,
    ) -> Result<Changed, StoreError> {
        let mut transaction = self.engine.begin().await?;
        let Some(known) = to_change(&mut transaction, id).await? else {
            return Ok(Changed::Refused);
        };
        match (known.state, known.confirmed_at) {
            (SubscriptionState::Active, _) => Ok(Changed::Before(vec![known])),
            (_, Some(confirmed_at)) if known.may_return(now) => {
                transaction.execute(&SET_ACTIVE, params![id, confirmed_at, known.seen_through]).await?;
                record(&mut transaction, &known, ConsentEvent::Returned, wording, origin, now).await?;
                transaction.commit().await?;
                Ok(Changed::Now(vec![Subscription { state: SubscriptionState::Active, ..known }]))
            }
            _ => Ok(Changed::Refused),
        }
    }

    /// Moves an active subscription to another schedule of its list, with a mark of what its reader has had.
    pub async fn change_schedule(
        &self,
        id: SubscriptionId,
        schedule: ScheduleId,
        wording: &str,
        origin: &Origin,
        now: Timestamp,
    ) -> Result<Changed, StoreError> {
        let mut transaction = self.engine.begin().await?;
        let Some(known) = to_change(&mut transaction, id).await? else {
            return Ok(Changed::Refused);
        };
        if known.state != SubscriptionState::Active {
            return Ok(Changed::Refused);
        }
        if known.schedule == schedule {
            return Ok(Changed::Before(vec![known]));
        }
        let seen = had_through(&mut transaction, &known).await?;
        mark_of_schedule(&mut transaction, schedule).await?;
        transaction.execute(&SET_SCHEDULE, params![id, schedule, seen]).await?;
        record(&mut transaction, &known, ConsentEvent::Rescheduled, wording, origin, now).await?;
        transaction.commit().await?;
        Ok(Changed::Now(vec![Subscription { schedule, seen_through: Some(seen), ..known }]))
    }
}

/// Takes the leaving of a confirmed reader back inside a transaction, however long ago; `false` when they did not leave by themselves.
pub(super) async fn take_back(
    transaction: &mut Transaction,
    id: SubscriptionId,
    wording: &str,
    origin: &Origin,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let known = to_change(transaction, id).await?;
    let left = known.filter(|known| known.state == SubscriptionState::Ended(EndReason::Unsubscribed));
    let Some((known, confirmed_at)) = left.and_then(|known| known.confirmed_at.map(|at| (known, at))) else {
        return Ok(false);
    };
    transaction.execute(&SET_ACTIVE, params![id, confirmed_at, known.seen_through]).await?;
    record(transaction, &known, ConsentEvent::Returned, wording, origin, now).await?;
    Ok(true)
}

/// Ends a subscription inside a transaction; refused when there is none, or when the `version` of the link that asks is outdated.
pub(super) async fn leave(
    transaction: &mut Transaction,
    id: SubscriptionId,
    version: Option<u32>,
    reason: EndReason,
    wording: &str,
    origin: &Origin,
    now: Timestamp,
) -> Result<Changed, StoreError> {
    let known = to_change(transaction, id).await?;
    let is_meant = |known: &Subscription| version.is_none_or(|version| version == known.link_version);
    let Some(known) = known.filter(is_meant) else {
        return Ok(Changed::Refused);
    };
    if matches!(known.state, SubscriptionState::Ended(_)) {
        return Ok(Changed::Before(vec![known]));
    }
    end(transaction, known, reason, wording, origin, now).await.map(|ended| Changed::Now(vec![ended]))
}

/// Ends a subscription that has not ended.
pub(super) async fn end(
    transaction: &mut Transaction,
    known: Subscription,
    reason: EndReason,
    wording: &str,
    origin: &Origin,
    now: Timestamp,
) -> Result<Subscription, StoreError> {
    let seen = had_through(transaction, &known).await?;
    transaction.execute(&SET_ENDED, params![known.id, reason.as_str(), now, seen]).await?;
    record(transaction, &known, ConsentEvent::Unsubscribed, wording, origin, now).await?;
    Ok(Subscription { state: SubscriptionState::Ended(reason), ended_at: Some(now), ..known })
}

pub(super) async fn to_change(
    transaction: &mut Transaction,
    id: SubscriptionId,
) -> Result<Option<Subscription>, StoreError> {
    if transaction.locks_rows() {
        transaction.row(&HOLD_PLANNING_OFF, params![id]).await?;
    }
    transaction.row(&SUBSCRIPTION_TO_CHANGE, params![id]).await?.as_ref().map(subscription).transpose()
}

/// The last post that a reader has had: their own mark or else their schedule's, or what a digest being planned gives them, if that is
/// more. One who was away on another schedule meanwhile may be further than that digest.
pub(super) async fn had_through(
    transaction: &mut Transaction,
    reader: &Subscription,
) -> Result<PostNumber, StoreError> {
    let mark = mark_of_schedule(transaction, reader.schedule).await?;
    let own = reader.seen_through.unwrap_or(mark);
    match transaction.row(&MARK_BEING_PLANNED, params![reader.schedule, reader.id]).await? {
        Some(row) => Ok(own.max(row.number("seen_through")?)),
        None => Ok(own),
    }
}

pub(super) async fn mark_of_schedule(
    transaction: &mut Transaction,
    schedule: ScheduleId,
) -> Result<PostNumber, StoreError> {
    let row = transaction.row(&MARK_OF_SCHEDULE, params![schedule]).await?;
    row.map_or(Ok(PostNumber::NONE), |row| row.number("seen_through"))
}

pub(super) async fn record(
    transaction: &mut Transaction,
    about: &Subscription,
    event: ConsentEvent,
    wording: &str,
    origin: &Origin,
    at: Timestamp,
) -> Result<(), StoreError> {
    let record = ConsentRecord {
        list: about.list,
        subscription: about.id,
        event,
        wording: wording.to_owned(),
        origin: origin.clone(),
        at,
    };
    consent::add(transaction, &record).await
}

/// Where a subscription stands, by its two columns.
pub(super) fn subscription_state(row: &Row) -> Result<SubscriptionState, StoreError> {
    let end_reason = row.optional_text("end_reason")?;
    row.parsed("subscription", "state", |text| SubscriptionState::parse(text, end_reason.as_deref()))
}

fn subscription(row: &Row) -> Result<Subscription, StoreError> {
    Ok(Subscription {
        id: SubscriptionId::new(row.integer("id")?),
        subscriber: SubscriberId::new(row.integer("subscriber_id")?),
        address: row.parsed("subscriber", "address", |text| EmailAddress::parse(text).ok())?,
        list: ListId::new(row.integer("list_id")?),
        schedule: ScheduleId::new(row.integer("schedule_id")?),
        state: subscription_state(row)?,
        link_version: row.count("subscription", "link_version")?,
        seen_through: row.optional_integer("seen_through")?.map(PostNumber::new),
        requested_at: row.instant("requested_at")?,
        confirmed_at: row.optional_instant("confirmed_at")?,
        ended_at: row.optional_instant("ended_at")?,
    })
}
