//! Digests: one row a run, keyed by schedule and due instant.

use super::Store;
use super::error::StoreError;
use super::row::Row;
use super::statement::{Statement, params, statements};
use crate::domain::digest::{Choice, Digest, DigestState, PostRange};
use crate::domain::id::{DigestId, ListId, PostId, ScheduleId};
use crate::domain::time::Timestamp;

statements! {
    BEGIN_DIGEST = "INSERT INTO digest (schedule_id, list_id, due_at, state, reason, approved, serves, after_post, through_post, language,
                                        count_clicks, count_opens, introduction, created_at)
                    SELECT $1, $2, $3, $4, $5, 0, $6, $7, $8, language, count_clicks, count_opens, COALESCE(CAST($10 AS TEXT), introduction), $9
                    FROM list WHERE id = $2
                    ON CONFLICT (schedule_id, due_at) DO NOTHING";
    /// Whether what a run was chosen by still holds: the schedule's mark, and no other run of it on the way. Locks the schedule.
    CHOICE_HOLDS = {
        sqlite: "SELECT id FROM schedule WHERE id = $1 AND seen_through = $2",
        postgres: "SELECT id FROM schedule WHERE id = $1 AND seen_through = $2 FOR NO KEY UPDATE",
    };
    OTHER_UNDECIDED = "SELECT id FROM digest WHERE schedule_id = $1 AND due_at <> $2 AND post_id IS NULL AND state IN ('planned', 'held') LIMIT 1";
    DIGEST_OF_RUN = "SELECT id, schedule_id, list_id, due_at, state, reason, approved, serves, after_post, through_post, language, post_id, created_at, finished_at
                     FROM digest WHERE schedule_id = $1 AND due_at = $2";
    DIGEST = "SELECT id, schedule_id, list_id, due_at, state, reason, approved, serves, after_post, through_post, language, post_id, created_at, finished_at
              FROM digest WHERE id = $1";
    DIGESTS = "SELECT id, schedule_id, list_id, due_at, state, reason, approved, serves, after_post, through_post, language, post_id, created_at, finished_at
               FROM digest WHERE ($1 = 0 OR list_id = $1) ORDER BY id DESC LIMIT $2";
    DIGESTS_TO_PLAN = "SELECT id, schedule_id, list_id, due_at, state, reason, approved, serves, after_post, through_post, language, post_id, created_at, finished_at
                       FROM digest WHERE state = 'planned' ORDER BY id";
    UNDECIDED_OF_SCHEDULE = "SELECT id, schedule_id, list_id, due_at, state, reason, approved, serves, after_post, through_post, language, post_id,
                                    created_at, finished_at
                             FROM digest WHERE schedule_id = $1 AND post_id IS NULL AND state IN ('planned', 'held') ORDER BY id LIMIT 1";
    HOLD_DIGEST = "UPDATE digest SET state = 'held', reason = $2 WHERE id = $1 AND state = 'planned'";
    APPROVE_DIGEST = "UPDATE digest SET state = 'planned', reason = NULL, approved = 1 WHERE id = $1 AND state = 'held'";
    PAUSE_DIGEST = "UPDATE digest SET state = 'paused', reason = $2 WHERE id = $1 AND state = 'sending'";
    RESUME_DIGEST = "UPDATE digest SET state = 'sending', reason = NULL WHERE id = $1 AND state = 'paused'";
    /// Finished means that no delivery is open; never that a fetch came back empty.
    FINISH_DIGEST = "UPDATE digest SET state = 'finished', finished_at = $1 WHERE id = $2 AND state IN ('sending', 'paused')
                      AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.digest_id = digest.id AND d.due_at IS NOT NULL)
                      AND id NOT IN (SELECT d.digest_id FROM delivery d WHERE d.lease_until IS NOT NULL AND d.digest_id IS NOT NULL)";
    UNDER_WAY = "SELECT id FROM digest WHERE state IN ('sending', 'paused') ORDER BY id";
    ANY_WAITING = "SELECT id FROM delivery WHERE digest_id = $1 AND due_at IS NOT NULL ORDER BY due_at, id LIMIT 1";
    /// Whoever lets decided deliveries be tried again has this lock: they are seen afterwards, or the digest is reopened.
    LOCK_UNDER_WAY = {
        sqlite: "SELECT id FROM digest WHERE id = $1 AND state IN ('sending', 'paused')",
        postgres: "SELECT id FROM digest WHERE id = $1 AND state IN ('sending', 'paused') FOR NO KEY UPDATE",
    };
}

/// A run to be written down.
#[derive(Clone, Debug)]
pub struct NewDigest<'a> {
    /// The schedule.
    pub schedule: ScheduleId,
    /// Its list.
    pub list: ListId,
    /// The due instant: with the schedule the run's key.
    pub due_at: Timestamp,
    /// What it carries, or why nothing.
    pub choice: Choice,
    /// Where the schedule's mark stands.
    pub seen: crate::domain::post::PostNumber,
    /// What stands above its posts, as clean HTML; `None` for what its list has.
    pub introduction: Option<&'a str>,
}

/// A digest with what planning needs beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedDigest {
    /// The digest.
    pub digest: Digest,
    /// What was chosen for it.
    pub choice: Option<Choice>,
    /// Whether the operator approved it, or it needs no approval.
    pub approved: bool,
}

impl Store {
    /// Writes a run down once; a second time, the first one's row comes back as it is.
    ///
    /// `None` when another scheduler was quicker with another run of the schedule: what this one was chosen by does not hold any more,
    /// and its readers would get posts twice. Look again.
    pub async fn begin_digest(&self, run: &NewDigest<'_>, now: Timestamp) -> Result<Option<PlannedDigest>, StoreError> {
        let (state, reason, serves, range) = match run.choice {
            Choice::Everybody { range } => (DigestState::Planned, None, "everybody", range),
            Choice::Marked { range } => (DigestState::Planned, None, "marked", range),
            Choice::Skip(reason) => {
                let nothing = PostRange { after: run.seen, through: run.seen };
                (DigestState::Skipped, Some(reason.to_string()), "nobody", nothing)
            }
        };
        let mut transaction = self.engine.begin().await?;
        let holds = transaction.row(&CHOICE_HOLDS, params![run.schedule, run.seen]).await?.is_some();
        if let Some(row) = transaction.row(&DIGEST_OF_RUN, params![run.schedule, run.due_at]).await? {
            return planned(&row).map(Some);
        }
        let mails = !matches!(run.choice, Choice::Skip(_));
        let other = transaction.row(&OTHER_UNDECIDED, params![run.schedule, run.due_at]).await?;
        if mails && (!holds || other.is_some()) {
            return Ok(None);
        }
        let params = params![
            run.schedule,
            run.list,
            run.due_at,
            state.as_str(),
            reason,
            serves,
            range.after,
            range.through,
            now,
            run.introduction
        ];
        transaction.execute(&BEGIN_DIGEST, params).await?;
        let row = transaction.row(&DIGEST_OF_RUN, params![run.schedule, run.due_at]).await?;
        let digest = row.as_ref().map(planned).transpose()?.ok_or(StoreError::Driver {
            statement: DIGEST_OF_RUN.name,
            cause: "the run that was just written is not there".to_owned(),
        })?;
        transaction.commit().await?;
        Ok(Some(digest))
    }

    /// One digest.
    pub async fn digest(&self, id: DigestId) -> Result<Option<PlannedDigest>, StoreError> {
        self.engine.row(&DIGEST, params![id]).await?.as_ref().map(planned).transpose()
    }

    /// The newest digests, of one list or of all.
    pub async fn digests(&self, list: Option<ListId>, limit: u32) -> Result<Vec<Digest>, StoreError> {
        let rows = self.engine.rows(&DIGESTS, params![list.map_or(0, ListId::get), limit]).await?;
        rows.iter().map(digest).collect()
    }

    /// Digests whose audience is not written down completely: new ones, approved ones, and those of a process that died.
    pub async fn digests_to_plan(&self) -> Result<Vec<PlannedDigest>, StoreError> {
        self.engine.rows(&DIGESTS_TO_PLAN, &[]).await?.iter().map(planned).collect()
    }

    /// The run of a schedule that is being planned or held, if there is one. A post that is sent on its own holds up nothing.
    pub async fn undecided_digest(&self, schedule: ScheduleId) -> Result<Option<Digest>, StoreError> {
        self.engine.row(&UNDECIDED_OF_SCHEDULE, params![schedule]).await?.as_ref().map(digest).transpose()
    }

    /// Keeps a planned digest back for the operator; nobody has been mailed.
    pub async fn hold_digest(&self, id: DigestId, reason: &str) -> Result<bool, StoreError> {
        Ok(self.engine.execute(&HOLD_DIGEST, params![id, reason]).await? == 1)
    }

    /// Lets a held digest be planned.
    pub async fn approve_digest(&self, id: DigestId) -> Result<bool, StoreError> {
        Ok(self.engine.execute(&APPROVE_DIGEST, params![id]).await? == 1)
    }

    /// Stops a digest's deliveries that are not under way yet.
    pub async fn pause_digest(&self, id: DigestId, reason: &str) -> Result<bool, StoreError> {
        Ok(self.engine.execute(&PAUSE_DIGEST, params![id, reason]).await? == 1)
    }

    /// Lets a paused digest go on.
    pub async fn resume_digest(&self, id: DigestId) -> Result<bool, StoreError> {
        let mut transaction = self.engine.begin().await?;
        let resumed = transaction.execute(&RESUME_DIGEST, params![id]).await? == 1;
        transaction.wake_senders();
        transaction.commit().await?;
        Ok(resumed)
    }

    /// Finishes every digest that has no open delivery left; tells which. Each is told once.
    pub async fn finish_digests(&self, now: Timestamp) -> Result<Vec<DigestId>, StoreError> {
        let mut finished = Vec::new();
        for row in self.engine.rows(&UNDER_WAY, &[]).await? {
            let id = DigestId::new(row.integer("id")?);
            // Most have something waiting: that is found at once, and no lock is taken for it.
            if self.engine.row(&ANY_WAITING, params![id]).await?.is_some() {
                continue;
            }
            let mut transaction = self.engine.begin().await?;
            transaction.row(&LOCK_UNDER_WAY, params![id]).await?;
            if transaction.execute(&FINISH_DIGEST, params![now, id]).await? == 1 {
                finished.push(id);
            }
            transaction.commit().await?;
        }
        Ok(finished)
    }
}

pub(super) fn digest(row: &Row) -> Result<Digest, StoreError> {
    Ok(Digest {
        id: DigestId::new(row.integer("id")?),
        schedule: ScheduleId::new(row.integer("schedule_id")?),
        list: ListId::new(row.integer("list_id")?),
        due_at: row.instant("due_at")?,
        state: row.parsed("digest", "state", DigestState::parse)?,
        reason: row.optional_text("reason")?,
        range: PostRange { after: row.number("after_post")?, through: row.number("through_post")? },
        language: row.parsed("digest", "language", |tag| tag.parse().ok())?,
        post: row.optional_integer("post_id")?.map(PostId::new),
        created_at: row.instant("created_at")?,
        finished_at: row.optional_instant("finished_at")?,
    })
}

fn planned(row: &Row) -> Result<PlannedDigest, StoreError> {
    let digest = digest(row)?;
    let range = digest.range;
    let choice = row.parsed("digest", "serves", |serves| match serves {
        "everybody" => Some(Some(Choice::Everybody { range })),
        "marked" => Some(Some(Choice::Marked { range })),
        "nobody" => Some(None),
        _ => None,
    })?;
    Ok(PlannedDigest { digest, choice, approved: row.integer("approved")? == 1 })
}
