//! What readers chose: read, saved, paused, and taken along when they leave. Each change is one transaction with its consent record.

use std::collections::BTreeSet;

use super::Store;
use super::engine::Transaction;
use super::error::StoreError;
use super::row::Row;
use super::schedules::schedule_in;
use super::statement::{Statement, params, statements};
use super::subscriptions::{Changed, end, had_through, mark_of_schedule, record, to_change};
use crate::domain::consent::{ConsentEvent, Origin};
use crate::domain::id::{DeliveryId, ListId, ScheduleId, SubscriberId, SubscriptionId};
use crate::domain::language::Language;
use crate::domain::preferences::{Choices, Preferences};
use crate::domain::schedule::{ReaderClock, Zone};
use crate::domain::subscription::{EndReason, Subscription, SubscriptionState};
use crate::domain::time::Timestamp;
use crate::domain::topics::{Topics, offered};

statements! {
    PREFERENCES = "SELECT id, topics, language, zone, wanted_hour, wanted_weekday, paused_until FROM subscription WHERE id = $1";
    /// With a mark: a digest whose editions are rendered already has none for what was chosen just now; the next one begins there.
    SAVE_CHOICES = "UPDATE subscription SET schedule_id = $2, topics = $3, language = $4, zone = $5, wanted_hour = $6, wanted_weekday = $7,
                                            seen_through = COALESCE($8, seen_through) WHERE id = $1";
    /// Digests' mails to a reader that nobody has tried to send yet.
    WAITING = "SELECT d.id, d.due_at, g.schedule_id, g.due_at AS run_at FROM digest g
               JOIN delivery d ON d.digest_id = g.id AND d.subscription_id = $1
               WHERE g.state IN ('planned', 'sending', 'paused') AND g.post_id IS NULL AND d.state = 'planned' AND d.attempts = 0 ORDER BY d.due_at";
    SET_DUE = "UPDATE delivery SET due_at = $2, created_at = $2 WHERE id = $1 AND state = 'planned'";
    SET_PAUSED_UNTIL = "UPDATE subscription SET paused_until = $2 WHERE id = $1";
    CANCEL_WAITING = "UPDATE delivery SET state = 'cancelled', due_at = NULL, decided_at = $2, last_reply = COALESCE(last_reply, 'its reader paused')
                      WHERE subscription_id = $1 AND digest_id IN (SELECT id FROM digest WHERE state IN ('planned', 'sending', 'paused'))
                        AND state IN ('planned', 'deferred') AND due_at < $3";
    SUBSCRIPTIONS_OF = "SELECT id, ended_at FROM subscription WHERE subscriber_id = $1 ORDER BY id";
    NOTE_LEAVING = "UPDATE subscription SET leaving_note = $2 WHERE id = $1 AND state = 'ended' AND end_reason = 'unsubscribed'";
    TOPICS_OF_POSTS = "SELECT topics FROM post WHERE list_id = $1 AND standing <> 'draft' ORDER BY id DESC LIMIT 500";
}

impl Store {
    /// What the reader of a subscription chose.
    pub async fn preferences(&self, id: SubscriptionId) -> Result<Preferences, StoreError> {
        let row = self.engine.row(&PREFERENCES, params![id]).await?;
        row.as_ref().map_or(Ok(Preferences::default()), preferences)
    }

    /// The topics that a list offers, from what its newest posts are about.
    pub async fn offered_topics(&self, list: ListId) -> Result<Vec<String>, StoreError> {
        Ok(offered(&self.topics_of_posts(list).await?))
    }

    /// All topics of a list's newest posts, each once, in alphabetical order.
    pub async fn known_topics(&self, list: ListId) -> Result<Vec<String>, StoreError> {
        let known: BTreeSet<String> = self.topics_of_posts(list).await?.into_iter().flatten().collect();
        Ok(known.into_iter().collect())
    }

    async fn topics_of_posts(&self, list: ListId) -> Result<Vec<Vec<String>>, StoreError> {
        let rows = self.engine.rows(&TOPICS_OF_POSTS, params![list]).await?;
        rows.iter().map(|row| row.parsed("post", "topics", |text| serde_json::from_str(text).ok())).collect()
    }

    /// When a reader's next digest is due that is planned already.
    pub async fn waiting_digest(&self, id: SubscriptionId) -> Result<Option<Timestamp>, StoreError> {
        self.engine.row(&WAITING, params![id]).await?.map(|row| row.instant("due_at")).transpose()
    }

    /// Saves what an active reader chose. A new schedule, new topics or a new language leave a mark of what they have had; a new clock holds
    /// for what waits already, too.
    pub async fn save_choices(
        &self,
        id: SubscriptionId,
        choices: &Choices,
        wording: &str,
        origin: &Origin,
        now: Timestamp,
    ) -> Result<Changed, StoreError> {
        let mut transaction = self.engine.begin().await?;
        let Some(known) = active(&mut transaction, id).await? else { return Ok(Changed::Refused) };
        let row = transaction.row(&PREFERENCES, params![id]).await?;
        let had = row.as_ref().map_or(Ok(Preferences::default()), preferences)?;
        let schedule = choices.schedule.unwrap_or(known.schedule);
        let wanted = Preferences {
            topics: choices.topics.clone().unwrap_or_else(|| had.topics.clone()),
            language: choices.language.clone().or_else(|| had.language.clone()),
            clock: choices.clock.clone().unwrap_or_else(|| had.clock.clone()),
            paused_until: had.paused_until,
        };
        if schedule == known.schedule && wanted == had {
            return Ok(Changed::Before(vec![known]));
        }
        let marked = schedule != known.schedule || wanted.topics != had.topics || wanted.language != had.language;
        let seen = if marked { Some(had_through(&mut transaction, &known).await?) } else { None };
        if schedule != known.schedule {
            mark_of_schedule(&mut transaction, schedule).await?;
        }
        let clock = &wanted.clock;
        let params = params![
            id,
            schedule,
            wanted.topics.as_text(),
            wanted.language.as_ref().map(Language::as_str),
            clock.zone.as_ref().map(Zone::name),
            clock.hour.map(i64::from),
            clock.weekday.map(i64::from),
            seen,
        ];
        transaction.execute(&SAVE_CHOICES, params).await?;
        if wanted.clock != had.clock {
            wait_by(&mut transaction, id, &wanted, now).await?;
        }
        let moved = schedule != known.schedule;
        let event = if moved { ConsentEvent::Rescheduled } else { ConsentEvent::Chosen };
        record(&mut transaction, &known, event, wording, origin, now).await?;
        transaction.wake_senders();
        transaction.commit().await?;
        Ok(Changed::Now(vec![Subscription { schedule, seen_through: seen.or(known.seen_through), ..known }]))
    }

    /// Sends an active reader no digest until `until`, or ends their pause with `None`. What waits for them and is due before is called off.
    pub async fn pause(
        &self,
        id: SubscriptionId,
        until: Option<Timestamp>,
        wording: &str,
        origin: &Origin,
        now: Timestamp,
    ) -> Result<Changed, StoreError> {
        let mut transaction = self.engine.begin().await?;
        let Some(known) = active(&mut transaction, id).await? else { return Ok(Changed::Refused) };
        transaction.execute(&SET_PAUSED_UNTIL, params![id, until]).await?;
        if let Some(until) = until {
            transaction.execute(&CANCEL_WAITING, params![id, now, until]).await?;
        }
        record(&mut transaction, &known, ConsentEvent::Paused, wording, origin, now).await?;
        transaction.commit().await?;
        Ok(Changed::Now(vec![known]))
    }

    /// Ends all subscriptions of a reader on the site, in one go; tells those that it ended, or those that had ended before.
    pub async fn leave_all(
        &self,
        reader: SubscriberId,
        wording: &str,
        origin: &Origin,
        now: Timestamp,
    ) -> Result<Changed, StoreError> {
        let mut transaction = self.engine.begin().await?;
        let (mut ended, mut before) = (Vec::new(), Vec::new());
        for row in transaction.rows(&SUBSCRIPTIONS_OF, params![reader]).await? {
            let id = SubscriptionId::new(row.integer("id")?);
            let Some(known) = to_change(&mut transaction, id).await? else { continue };
            if matches!(known.state, SubscriptionState::Ended(_)) {
                before.push(known);
                continue;
            }
            ended.push(end(&mut transaction, known, EndReason::Unsubscribed, wording, origin, now).await?);
        }
        transaction.commit().await?;
        Ok(match (ended.is_empty(), before.is_empty()) {
            (false, _) => Changed::Now(ended),
            (true, false) => Changed::Before(before),
            (true, true) => Changed::Refused,
        })
    }

    /// The subscriptions that ended in the same press as this one, itself among them.
    pub async fn ended_together(&self, with: &Subscription) -> Result<Vec<Subscription>, StoreError> {
        let rows = self.engine.rows(&SUBSCRIPTIONS_OF, params![with.subscriber]).await?;
        let mut together = Vec::new();
        for row in rows {
            if row.optional_instant("ended_at")? == with.ended_at {
                together.extend(self.subscription(SubscriptionId::new(row.integer("id")?)).await?);
            }
        }
        together.retain(|one| one.state == SubscriptionState::Ended(EndReason::Unsubscribed));
        Ok(together)
    }

    /// Keeps what a reader wrote about why they left. `false` when they have not left.
    pub async fn note_leaving(&self, id: SubscriptionId, note: &str) -> Result<bool, StoreError> {
        Ok(self.engine.execute(&NOTE_LEAVING, params![id, note]).await? == 1)
    }
}

async fn active(transaction: &mut Transaction, id: SubscriptionId) -> Result<Option<Subscription>, StoreError> {
    let known = to_change(transaction, id).await?;
    Ok(known.filter(|known| known.state == SubscriptionState::Active))
}

/// Lets the digests that wait for a reader come by their new clock; one whose time is over comes now, and none in a pause.
async fn wait_by(
    transaction: &mut Transaction,
    id: SubscriptionId,
    wanted: &Preferences,
    now: Timestamp,
) -> Result<(), StoreError> {
    let earliest = wanted.paused_until.map_or(now, |until| until.max(now));
    for row in transaction.rows(&WAITING, params![id]).await? {
        let schedule = ScheduleId::new(row.integer("schedule_id")?);
        let Some(schedule) = schedule_in(transaction, schedule).await? else { continue };
        if !schedule.local || row.instant("due_at")? <= now {
            continue;
        }
        let due = schedule.due_for(row.instant("run_at")?, &wanted.clock).max(earliest);
        transaction.execute(&SET_DUE, params![DeliveryId::new(row.integer("id")?), due]).await?;
    }
    Ok(())
}

fn preferences(row: &Row) -> Result<Preferences, StoreError> {
    Ok(Preferences {
        topics: row.parsed("subscription", "topics", Topics::parse)?,
        language: row.optional_text("language")?.and_then(|tag| tag.parse().ok()),
        clock: reader_clock(row)?,
        paused_until: row.optional_instant("paused_until")?,
    })
}

/// A reader's clock; a zone that the time zone database does not know any more is as if none was chosen.
pub(super) fn reader_clock(row: &Row) -> Result<ReaderClock, StoreError> {
    let zone = row.optional_text("zone")?.and_then(|name| Zone::parse(&name).ok());
    let number = |column| Ok(row.optional_integer(column)?.and_then(|number| u8::try_from(number).ok()));
    Ok(ReaderClock { zone, hour: number("wanted_hour")?, weekday: number("wanted_weekday")? })
}
