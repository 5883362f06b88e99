//! Planning a digest: its audience is written down as delivery rows, chunk by chunk, and then frozen.
//!
//! Every step may be repeated: a row that is there stays, and the last step happens once. A chunk locks the schedule's row, so that a
//! reader who changes schedule meanwhile does so before it or after it, never in the middle (see `subscriptions`).

use super::Store;
use super::engine::Transaction;
use super::error::StoreError;
use super::preferences::reader_clock;
use super::row::Row;
use super::schedules::schedule_in;
use super::statement::{Statement, params, statements};
use crate::domain::delivery::DeliveryKind;
use crate::domain::digest::{Choice, Digest};
use crate::domain::id::{ListId, ScheduleId, SubscriptionId};
use crate::domain::language::Language;
use crate::domain::post::PostNumber;
use crate::domain::time::Timestamp;
use crate::domain::topics::Topics;

/// Each active reader of the chunk gets the edition that begins where their own mark, or else the schedule's, stands, has their topics, and is
/// in their language, or else the digest's.
/// One none of whose topics has a post is told so, and has had what there was; one who pauses is left out.
macro_rules! plan_chunk {
    ($with:expr, $join:expr, $due:expr) => {
        plan_chunk!($with, $join, $due, "COALESCE(s.seen_through, $4)", "s.schedule_id")
    };
    ($with:expr, $join:expr, $due:expr, $mark:expr, $of:expr) => {
        concat!(
            $with,
            "INSERT INTO delivery (kind, list_id, subscription_id, digest_id, edition_id, state, due_at, decided_at, last_reply, epoch, attempts,
                                   created_at)
             SELECT $1, s.list_id, s.id, e.digest_id, e.id, CASE e.posts WHEN 0 THEN 'suppressed' ELSE 'planned' END,
                    CASE e.posts WHEN 0 THEN NULL ELSE ",
            $due,
            " END, CASE e.posts WHEN 0 THEN CAST($2 AS BIGINT) END, CASE e.posts WHEN 0 THEN 'no post on the topics that its reader chose' END, 0, 0, ",
            $due,
            " FROM subscription s
              JOIN edition e ON e.digest_id = $3 AND e.after_post = ",
            $mark,
            " AND e.topics = s.topics
                             AND e.language = COALESCE(s.language, $8)
              JOIN subscriber u ON u.id = s.subscriber_id ",
            $join,
            " WHERE ",
            $of,
            " = $5 AND s.state = 'active' AND s.id > $6 AND s.id <= $7
                AND (s.paused_until IS NULL OR s.paused_until <= ",
            $due,
            ") AND NOT EXISTS (SELECT 1 FROM suppression x WHERE x.address_key = u.address_key
                               AND (x.site_id IS NULL OR x.site_id = u.site_id) AND (x.expires_at IS NULL OR x.expires_at > $2))
              ON CONFLICT (digest_id, subscription_id) DO NOTHING"
        )
    };
}

/// A left join: the readers are gone through once, and their clock is looked up.
macro_rules! join_clocks {
    () => {
        "LEFT JOIN clock k ON k.name = COALESCE(s.zone, '') || ' ' || COALESCE(CAST(s.wanted_hour AS TEXT), '') || ' '
                                       || COALESCE(CAST(s.wanted_weekday AS TEXT), '')"
    };
}

statements! {
    MARKS_OF_READERS = "SELECT DISTINCT seen_through FROM subscription
                        WHERE schedule_id = $1 AND state = 'active' AND seen_through IS NOT NULL
                          AND (paused_until IS NULL OR paused_until <= $2)
                          AND NOT EXISTS (SELECT 1 FROM subscriber u JOIN suppression x ON x.address_key = u.address_key
                                          WHERE u.id = subscription.subscriber_id AND (x.site_id IS NULL OR x.site_id = u.site_id)
                                            AND (x.expires_at IS NULL OR x.expires_at > $2))
                        ORDER BY seen_through";
    /// What was chosen, with the marks of those who chose it.
    CHOICES_OF_READERS = "SELECT DISTINCT seen_through, topics, language FROM subscription
                          WHERE schedule_id = $1 AND state = 'active' AND (topics <> '[]' OR language IS NOT NULL)";
    CHOICES_OF_LIST = "SELECT DISTINCT topics, language FROM subscription
                       WHERE list_id = $1 AND state = 'active' AND (topics <> '[]' OR language IS NOT NULL) ORDER BY topics, language";
    LOCK_SCHEDULE = {
        sqlite: "SELECT id, local FROM schedule WHERE id = $1",
        postgres: "SELECT id, local FROM schedule WHERE id = $1 FOR NO KEY UPDATE",
    };
    /// Asked under the schedule's lock: a planner that was held up must not add to an audience that another one has frozen.
    STILL_PLANNED = "SELECT id FROM digest WHERE id = $1 AND state = 'planned'";
    /// The last subscription of the next chunk.
    END_OF_CHUNK = "SELECT max(id) AS id, count(*) AS n FROM (SELECT id FROM subscription WHERE schedule_id = $1 AND state = 'active' AND id > $2
                                                              ORDER BY id LIMIT $3) AS chunk";
    END_OF_LIST_CHUNK = "SELECT max(id) AS id, count(*) AS n FROM (SELECT id FROM subscription WHERE list_id = $1 AND state = 'active' AND id > $2
                                                                   ORDER BY id LIMIT $3) AS chunk";
    PLAN_CHUNK = {
        sqlite: plan_chunk!("", "", "CAST($2 AS BIGINT)"),
        postgres: plan_chunk!("", "", "CAST($2 AS BIGINT)"),
    };
    /// The same for a post that is sent on its own: to the readers of all of the list's schedules, whatever their marks.
    PLAN_LIST_CHUNK = {
        sqlite: plan_chunk!("", "", "CAST($2 AS BIGINT)", "CAST($4 AS BIGINT)", "s.list_id"),
        postgres: plan_chunk!("", "", "CAST($2 AS BIGINT)", "CAST($4 AS BIGINT)", "s.list_id"),
    };
    /// The same where each reader's clock says when it is due: `$9` is the due instant of every clock of the chunk.
    PLAN_LOCAL_CHUNK = {
        sqlite: plan_chunk!(
            "WITH clock AS MATERIALIZED (SELECT json_extract(value, '$[0]') AS name, json_extract(value, '$[1]') AS due FROM json_each($9))
             ",
            join_clocks!(),
            "COALESCE(k.due, $2)"
        ),
        postgres: plan_chunk!(
            "WITH clock AS MATERIALIZED (SELECT value->>0 AS name, CAST(value->>1 AS BIGINT) AS due
                                         FROM json_array_elements(CAST($9 AS JSON)))
             ",
            join_clocks!(),
            "COALESCE(k.due, $2)"
        ),
    };
    /// A reader of a chunk who is to have a post that is sent on its own, and was not written down.
    LEFT_OUT = "SELECT s.id FROM subscription s JOIN subscriber u ON u.id = s.subscriber_id
                WHERE s.list_id = $3 AND s.state = 'active' AND s.id > $4 AND s.id <= $5 AND (s.paused_until IS NULL OR s.paused_until <= $2)
                  AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.digest_id = $1 AND d.subscription_id = s.id)
                  AND NOT EXISTS (SELECT 1 FROM suppression x WHERE x.address_key = u.address_key
                                  AND (x.site_id IS NULL OR x.site_id = u.site_id) AND (x.expires_at IS NULL OR x.expires_at > $2))
                LIMIT 1";
    CLOCKS_OF_CHUNK = "SELECT DISTINCT zone, wanted_hour, wanted_weekday FROM subscription
                       WHERE schedule_id = $1 AND state = 'active' AND id > $2 AND id <= $3";
    LAST_PLANNED = "SELECT COALESCE(max(subscription_id), 0) AS id FROM delivery WHERE digest_id = $1";
    FREEZE = "UPDATE digest SET state = 'sending', planned_at = $2 WHERE id = $1 AND state = 'planned'";
    SKIP_WITHOUT_READERS = "UPDATE digest SET state = 'skipped', reason = $2, finished_at = $3 WHERE id = $1 AND state = 'planned'
                            AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.digest_id = digest.id)";
    MOVE_SCHEDULE_ON = "UPDATE schedule SET seen_through = $2 WHERE id = $1 AND seen_through < $2";
    /// Whoever was served reads on with everybody else when the schedule moved on, and else keeps a mark of what they had. Not so one
    /// who meanwhile had more elsewhere and came back, nor one who left: their mark says more than the schedule's.
    SETTLE_MARKS = "UPDATE subscription SET seen_through = $3 WHERE schedule_id = $2 AND state = 'active' AND seen_through <= $4
                    AND EXISTS (SELECT 1 FROM delivery d WHERE d.digest_id = $1 AND d.subscription_id = subscription.id)";
    /// A post that was to be sent on its own, and went to nobody.
    BACK_TO_DRAFT = "UPDATE post SET standing = 'draft' WHERE id = $1 AND standing = 'alone'";
    /// What went out to everybody during a pause is not sent after it: the reader goes on with everybody else.
    SETTLE_PAUSED = "UPDATE subscription SET seen_through = NULL
                     WHERE schedule_id = $1 AND state = 'active' AND paused_until > $3 AND seen_through <= $2";
}

/// What one group of readers of a schedule chose, and where their mark stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChoicesOfReaders {
    /// Their own mark, where they have one.
    pub mark: Option<PostNumber>,
    /// Their topics.
    pub topics: Topics,
    /// Their language; `None`: the list's.
    pub language: Option<Language>,
}

/// Where the writing of an audience stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chunk {
    /// The last subscription that was looked at; the next chunk begins behind it. `None` when there was none left.
    pub through: Option<SubscriptionId>,
    /// Deliveries that were written.
    pub planned: u64,
    /// Whether a reader chose anew since the editions were rendered, and has none. Only for a post that is sent on its own, which no later
    /// digest brings: nothing was written, and the same chunk comes next.
    pub lacks_edition: bool,
}

impl Chunk {
    /// Nobody was left.
    const END: Self = Self { through: None, planned: 0, lacks_edition: false };
}

impl Store {
    /// The different marks that readers of a schedule have of their own: active ones who may get mail. A suppressed reader's mark would
    /// make the schedule due again and again, for nobody.
    pub async fn marks_of_readers(&self, schedule: ScheduleId, now: Timestamp) -> Result<Vec<PostNumber>, StoreError> {
        let rows = self.engine.rows(&MARKS_OF_READERS, params![schedule, now]).await?;
        rows.iter().map(|row| row.number("seen_through")).collect()
    }

    /// What readers of a schedule chose besides all topics in the list's language: one entry for each different choice and mark.
    pub async fn choices_of_readers(&self, schedule: ScheduleId) -> Result<Vec<ChoicesOfReaders>, StoreError> {
        let rows = self.engine.rows(&CHOICES_OF_READERS, params![schedule]).await?;
        rows.iter()
            .map(|row| {
                Ok(ChoicesOfReaders {
                    mark: row.optional_integer("seen_through")?.map(PostNumber::new),
                    topics: row.parsed("subscription", "topics", Topics::parse)?,
                    language: language_of(row)?,
                })
            })
            .collect()
    }

    /// The different choices that readers of a list have made, whatever their schedules and marks.
    pub async fn choices_of_list(&self, list: ListId) -> Result<Vec<(Topics, Option<Language>)>, StoreError> {
        let rows = self.engine.rows(&CHOICES_OF_LIST, params![list]).await?;
        rows.iter().map(|row| Ok((row.parsed("subscription", "topics", Topics::parse)?, language_of(row)?))).collect()
    }

    /// Behind which subscription the writing of an audience goes on, after a crash or at the start.
    pub async fn planned_through(&self, digest: &Digest) -> Result<SubscriptionId, StoreError> {
        let row = self.engine.row(&LAST_PLANNED, params![digest.id]).await?;
        row.map_or(Ok(0), |row| row.integer("id")).map(SubscriptionId::new)
    }

    /// Writes the deliveries of the next `size` readers behind `after`; none when the audience is frozen already.
    pub async fn plan_chunk(
        &self,
        digest: &Digest,
        after: SubscriptionId,
        size: u32,
        now: Timestamp,
    ) -> Result<Chunk, StoreError> {
        let mut transaction = self.engine.begin().await?;
        let schedule = transaction.row(&LOCK_SCHEDULE, params![digest.schedule]).await?;
        if transaction.row(&STILL_PLANNED, params![digest.id]).await?.is_none() {
            return Ok(Chunk::END);
        }
        let is_alone = digest.post.is_some();
        let end = if is_alone {
            transaction.row(&END_OF_LIST_CHUNK, params![digest.list, after, size]).await?
        } else {
            transaction.row(&END_OF_CHUNK, params![digest.schedule, after, size]).await?
        };
        let Some(through) = end.map_or(Ok(None), |row| row.optional_integer("id"))? else {
            return Ok(Chunk::END);
        };
        let through = SubscriptionId::new(through);
        let local = schedule.map_or(Ok(0), |row| row.integer("local"))? == 1;
        let (kind, language) = (DeliveryKind::Digest.as_str(), digest.language.as_str());
        let planned = if is_alone {
            let params = params![kind, now, digest.id, digest.range.after, digest.list, after, through, language];
            let planned = transaction.execute(&PLAN_LIST_CHUNK, params).await?;
            // After the writing: what is chosen later finds the reader written down.
            if transaction.row(&LEFT_OUT, params![digest.id, now, digest.list, after, through]).await?.is_some() {
                return Ok(Chunk { through: Some(after), planned: 0, lacks_edition: true });
            }
            planned
        } else if local {
            let clocks = clocks_of_chunk(&mut transaction, digest, (after, through), now).await?;
            let params =
                params![kind, now, digest.id, digest.range.after, digest.schedule, after, through, language, clocks];
            transaction.execute(&PLAN_LOCAL_CHUNK, params).await?
        } else {
            let params = params![kind, now, digest.id, digest.range.after, digest.schedule, after, through, language];
            transaction.execute(&PLAN_CHUNK, params).await?
        };
        transaction.commit().await?;
        Ok(Chunk { through: Some(through), planned, lacks_edition: false })
    }

    /// Freezes the audience: the digest is under way, the schedule and its readers' marks move on. `false` when that had happened. A post that
    /// is sent on its own is beside the numbers, and moves none.
    pub async fn freeze_audience(&self, digest: &Digest, choice: Choice, now: Timestamp) -> Result<bool, StoreError> {
        self.engine.learn_of_deliveries().await?;
        let mut transaction = self.engine.begin().await?;
        transaction.row(&LOCK_SCHEDULE, params![digest.schedule]).await?;
        if transaction.execute(&FREEZE, params![digest.id, now]).await? == 0 {
            return Ok(false);
        }
        if digest.post.is_none() {
            settle(&mut transaction, digest, choice, now).await?;
        }
        transaction.wake_senders();
        transaction.commit().await?;
        Ok(true)
    }

    /// Ends a planned digest that turned out to have no reader. The schedule moves on all the same: whoever comes later is not sent what
    /// gathered while nobody was there. `false` when it has readers, or is decided already: another planner may have written them.
    pub async fn skip_without_readers(
        &self,
        digest: &Digest,
        choice: Choice,
        reason: &str,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.engine.begin().await?;
        transaction.row(&LOCK_SCHEDULE, params![digest.schedule]).await?;
        let skipped = transaction.execute(&SKIP_WITHOUT_READERS, params![digest.id, reason, now]).await? == 1;
        if let Some(post) = digest.post.filter(|_| skipped) {
            transaction.execute(&BACK_TO_DRAFT, params![post]).await?;
        } else if skipped && matches!(choice, Choice::Everybody { .. }) {
            transaction.execute(&MOVE_SCHEDULE_ON, params![digest.schedule, digest.range.through]).await?;
            transaction.execute(&SETTLE_PAUSED, params![digest.schedule, digest.range.through, now]).await?;
        }
        transaction.commit().await?;
        Ok(skipped)
    }
}

/// The language that a reader chose.
fn language_of(row: &Row) -> Result<Option<Language>, StoreError> {
    match row.optional_text("language")? {
        Some(_) => Ok(Some(row.parsed("subscription", "language", |tag| tag.parse().ok())?)),
        None => Ok(None),
    }
}

/// Moves the schedule on, and its readers' marks.
async fn settle(
    transaction: &mut Transaction,
    digest: &Digest,
    choice: Choice,
    now: Timestamp,
) -> Result<(), StoreError> {
    let through = digest.range.through;
    let mark = match choice {
        Choice::Everybody { .. } => {
            transaction.execute(&MOVE_SCHEDULE_ON, params![digest.schedule, through]).await?;
            None
        }
        Choice::Marked { .. } | Choice::Skip(_) => Some(through),
    };
    transaction.execute(&SETTLE_MARKS, params![digest.id, digest.schedule, mark, through]).await?;
    if matches!(choice, Choice::Everybody { .. }) {
        transaction.execute(&SETTLE_PAUSED, params![digest.schedule, through, now]).await?;
    }
    Ok(())
}

/// When the digest is due on each different clock of a chunk's readers: a JSON list of names and instants. One that is past already is due now.
async fn clocks_of_chunk(
    transaction: &mut Transaction,
    digest: &Digest,
    (after, through): (SubscriptionId, SubscriptionId),
    now: Timestamp,
) -> Result<String, StoreError> {
    let Some(schedule) = schedule_in(transaction, digest.schedule).await? else { return Ok("[]".to_owned()) };
    let rows = transaction.rows(&CLOCKS_OF_CHUNK, params![digest.schedule, after, through]).await?;
    let mut clocks = Vec::with_capacity(rows.len());
    for row in &rows {
        let zone = row.optional_text("zone")?.unwrap_or_default();
        let number = |column| Ok(row.optional_integer(column)?.map_or_else(String::new, |number| number.to_string()));
        let name = format!("{zone} {} {}", number("wanted_hour")?, number("wanted_weekday")?);
        let due = schedule.due_for(digest.due_at, &reader_clock(row)?).max(now);
        clocks.push((name, due.millis()));
    }
    Ok(serde_json::to_string(&clocks).expect("texts and numbers are always JSON"))
}
