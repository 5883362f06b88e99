//! Intents and outcomes, many connections' in one commit.
//!
//! An intent is recorded before a relay hears of a message, an outcome before its connection's next message. Every write carries the
//! epoch of its claim, so that a worker that slept through its lease changes nothing.

use std::borrow::Cow;
use std::collections::HashMap;

use serde::Serialize;
use sqlx::SqlitePool;

use super::engine::{Engine, Transaction};
use super::error::StoreError;
use super::statement::{Param, Statement, few_on_postgres, params, statements, storable};
use super::{Store, sqlite};
use crate::domain::delivery::DeliveryState;
use crate::domain::id::DeliveryId;
use crate::domain::reply::Stage;
use crate::domain::time::Timestamp;

/// Whether the reader may have this mail at this moment: their subscription stands as the mail's kind asks (`DeliveryKind::is_for`), no digest
/// goes to who pauses, and the address that it goes to is not suppressed.
macro_rules! reader_agrees {
    () => {
        "EXISTS (SELECT 1 FROM subscription s JOIN subscriber u ON u.id = s.subscriber_id
                 WHERE s.id = delivery.subscription_id
                   AND CASE delivery.kind WHEN 'digest' THEN s.state = 'active' AND (s.paused_until IS NULL OR s.paused_until <= $2)
                                          WHEN 'confirmation' THEN s.state = 'pending' WHEN 'reminder' THEN s.state = 'pending'
                                          WHEN 'link' THEN s.state <> 'pending'
                                          WHEN 'goodbye' THEN s.end_reason = 'unsubscribed' WHEN 'moved' THEN TRUE
                                          ELSE s.state = 'active' END
                   AND NOT EXISTS (SELECT 1 FROM suppression x WHERE x.address_key = COALESCE(delivery.address_key, u.address_key)
                                   AND (x.site_id IS NULL OR x.site_id = u.site_id)
                                   AND (x.expires_at IS NULL OR x.expires_at > $2)))"
    };
}

macro_rules! sqlite_claims {
    () => {
        "(SELECT json_extract(value, '$.id') AS id, json_extract(value, '$.epoch') AS epoch, json_extract(value, '$.turn') AS turn
          FROM jsonb_each($1)) AS c"
    };
}

macro_rules! postgres_claims {
    () => {
        concat!(
            "(SELECT * FROM json_to_recordset(CAST($1 AS JSON)) AS c(id BIGINT, epoch BIGINT, turn BIGINT)",
            few_on_postgres!(),
            ") AS c"
        )
    };
}

// An intent is asked for once under its epoch. Where it finds the delivery in `sending`, its own commit went through and the answer was
// lost with the connection: asked again, it gets the same answer.
macro_rules! grant {
    ($claims:expr) => {
        concat!(
            "UPDATE delivery SET state = 'sending', turn = c.turn FROM ",
            $claims,
            " WHERE delivery.id = c.id AND delivery.epoch = c.epoch AND delivery.state IN ('claimed', 'sending') AND delivery.lease_until > $2
              AND (delivery.digest_id IS NULL
                   OR EXISTS (SELECT 1 FROM digest g WHERE g.id = delivery.digest_id AND g.state = 'sending'))
              AND ",
            reader_agrees!()
        )
    };
}

macro_rules! which_claims {
    () => {
        " RETURNING delivery.id, delivery.epoch"
    };
}

macro_rules! leave_out {
    ($claims:expr) => {
        concat!(
            "UPDATE delivery SET state = 'suppressed', decided_at = $2, due_at = NULL, owner = NULL, lease_until = NULL,
                                 last_reply = 'left out: the reader has left, pauses, or is suppressed' FROM ",
            $claims,
            " WHERE delivery.id = c.id AND delivery.epoch = c.epoch AND delivery.state IN ('claimed', 'sending') AND NOT ",
            reader_agrees!(),
            " RETURNING delivery.id, delivery.epoch"
        )
    };
}

macro_rules! put_back {
    ($claims:expr) => {
        concat!(
            "UPDATE delivery SET state = 'planned', owner = NULL, lease_until = NULL, due_at = $2 FROM ",
            $claims,
            " WHERE delivery.id = c.id AND delivery.epoch = c.epoch AND delivery.state IN ('claimed', 'sending')"
        )
    };
}

macro_rules! settle {
    ($outcomes:expr) => {
        concat!(
            "UPDATE delivery SET state = o.state, due_at = o.due_at, attempts = delivery.attempts + o.charge,
                                 decided_at = o.decided_at, last_reply = o.reply, owner = NULL, lease_until = NULL FROM ",
            $outcomes,
            " WHERE delivery.id = o.id AND delivery.epoch = o.epoch AND delivery.state IN ('claimed', 'sending')"
        )
    };
}

// Before the deliveries are settled: what finds its claim spent is late.
macro_rules! note_attempts {
    ($outcomes:expr) => {
        concat!(
            "INSERT INTO attempt (delivery_id, epoch, relay, stage, outcome, code, reply, message_id, at, took_ms)
             SELECT o.id, o.epoch, o.relay, o.stage,
                    CASE WHEN EXISTS (SELECT 1 FROM delivery d WHERE d.id = o.id AND d.epoch = o.epoch AND d.state IN ('claimed', 'sending'))
                         THEN o.state ELSE 'late' END,
                    o.code, o.reply, o.message_id, o.at, o.took_ms FROM ",
            $outcomes
        )
    };
}

macro_rules! sqlite_outcomes {
    () => {
        "(SELECT json_extract(value, '$.id') AS id, json_extract(value, '$.epoch') AS epoch, json_extract(value, '$.state') AS state,
                 json_extract(value, '$.due_at') AS due_at, json_extract(value, '$.charge') AS charge,
                 json_extract(value, '$.decided_at') AS decided_at, json_extract(value, '$.reply') AS reply,
                 json_extract(value, '$.relay') AS relay, json_extract(value, '$.stage') AS stage,
                 json_extract(value, '$.code') AS code,
                 json_extract(value, '$.message_id') AS message_id, json_extract(value, '$.at') AS at,
                 json_extract(value, '$.took_ms') AS took_ms FROM jsonb_each($3)) AS o"
    };
}

statements! {
    /// Once more, when not all were granted: which ones are.
    TELL_GRANTED = {
        sqlite: concat!(grant!(sqlite_claims!()), which_claims!()),
        postgres: concat!(grant!(postgres_claims!()), which_claims!()),
    };
    LEAVE_OUT = { sqlite: leave_out!(sqlite_claims!()), postgres: leave_out!(postgres_claims!()) };
    PUT_BACK = { sqlite: put_back!(sqlite_claims!()), postgres: put_back!(postgres_claims!()) };
    /// A late acceptance by a worker that was taken for dead: true unless somebody else has begun meanwhile.
    ACCEPT_LATE = "UPDATE delivery SET state = 'sent', epoch = epoch + 1, due_at = NULL, decided_at = $3, last_reply = $4, owner = NULL, lease_until = NULL
                   WHERE id = $1 AND epoch = $2 AND state IN ('planned', 'unknown', 'held')";
}

/// A whole batch in one go: for some ten messages, the hand-overs to the database would cost more than its work. PostgreSQL takes it as one
/// statement. SQLite changes one table a statement, and its thread takes them together, with their transaction. No delivery is both
/// settled and granted in one batch. Not among the listed statements, as it cannot be prepared as one.
const RECORD_AT_ONCE: Statement = Statement {
    name: "RECORD_AT_ONCE",
    sqlite: concat!(
        "BEGIN IMMEDIATE; ",
        note_attempts!(sqlite_outcomes!()),
        "; ",
        settle!(sqlite_outcomes!()),
        "; ",
        grant!(sqlite_claims!()),
        "; COMMIT"
    ),
    postgres: concat!(
        "WITH o AS MATERIALIZED (SELECT * FROM json_to_recordset(CAST($3 AS JSON))
                                 AS o(id BIGINT, epoch BIGINT, state TEXT, due_at BIGINT, charge BIGINT, decided_at BIGINT, reply TEXT, relay TEXT,
                                      stage TEXT, code BIGINT, message_id TEXT, at BIGINT, took_ms BIGINT)),
              settled AS (",
        settle!(concat!("(SELECT * FROM o", few_on_postgres!(), ") AS o")),
        " RETURNING delivery.id, delivery.epoch),
              noted AS (INSERT INTO attempt (delivery_id, epoch, relay, stage, outcome, code, reply, message_id, at, took_ms)
                        SELECT o.id, o.epoch, o.relay, o.stage, CASE WHEN s.id IS NULL THEN 'late' ELSE o.state END, o.code, o.reply, o.message_id,
                               o.at, o.took_ms
                        FROM o LEFT JOIN settled s ON s.id = o.id AND s.epoch = o.epoch),
              c AS MATERIALIZED (SELECT * FROM ",
        postgres_claims!(),
        "),
              granted AS (",
        grant!("c"),
        " RETURNING delivery.id)
         SELECT (SELECT count(*) FROM settled) AS settled, (SELECT count(*) FROM granted) AS granted"
    ),
};

/// One delivery that wants to begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Intent {
    /// The delivery.
    pub delivery: DeliveryId,
    /// Its claim's epoch.
    pub epoch: i64,
    /// Its place among what its connection begins, where one message waits for the other; `None` where it waits for none.
    pub turn: Option<Turn>,
}

/// A connection's number within its process, and a number that grows with each message that it begins.
///
/// Of the messages of one connection without an outcome, only the first can have been sent: the final dot of the next waits until that
/// outcome is durable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The connection.
    pub connection: u32,
    /// How many messages it had begun.
    pub begun: u32,
}

impl Turn {
    /// Both numbers in one.
    fn number(self) -> i64 {
        i64::from(self.connection) << 32 | i64::from(self.begun)
    }
}

/// A delivery under one of its claims.
type Claimed = (i64, i64);

/// Whether a delivery may begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IntentAnswer {
    /// Recorded and durable: begin.
    Granted,
    /// The reader has left, pauses, or is suppressed; the delivery is decided.
    LeftOut,
    /// The digest was stopped or the lease is over; the delivery was given back.
    NotNow,
}

/// What became of one delivery's attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The delivery.
    pub delivery: DeliveryId,
    /// Its claim's epoch.
    pub epoch: i64,
    /// Where it stands now.
    pub state: DeliveryState,
    /// When it is due again, for states that are tried again.
    pub due_at: Option<Timestamp>,
    /// Whether the attempt counts against the delivery.
    pub charged: bool,
    /// The relay's name.
    pub relay: String,
    /// The step at which it ended.
    pub stage: Stage,
    /// The reply's code, when there was one.
    pub code: Option<u16>,
    /// The relay's words, or what went wrong.
    pub reply: String,
    /// The mail's Message-ID.
    pub message_id: String,
    /// When it ended.
    pub at: Timestamp,
    /// How long it took, in milliseconds.
    pub took_ms: u64,
}

#[derive(Serialize)]
struct ClaimRow {
    id: i64,
    epoch: i64,
    turn: Option<i64>,
}

#[derive(Serialize)]
struct OutcomeRow<'a> {
    id: i64,
    epoch: i64,
    state: &'static str,
    due_at: Option<i64>,
    charge: u8,
    decided_at: Option<i64>,
    reply: Cow<'a, str>,
    relay: &'a str,
    stage: &'static str,
    code: Option<u16>,
    message_id: &'a str,
    at: i64,
    took_ms: u64,
}

impl Store {
    /// Records outcomes and intents in one commit; the answers stand in the order of `intents`. Durable when it returns.
    pub async fn record(
        &self,
        outcomes: &[Outcome],
        intents: &[Intent],
        now: Timestamp,
    ) -> Result<Vec<IntentAnswer>, StoreError> {
        let (rows, claims) = (json(&outcomes.iter().map(row).collect::<Vec<_>>()), claims(intents));
        let params = params![claims.as_str(), now, rows.as_str()];
        let counted = match &self.engine {
            Engine::Postgres { .. } => self.record_on_postgres(params).await?,
            Engine::Sqlite { writer, .. } => record_on_sqlite(writer, params).await?,
        };
        let are_settled = counted.settled == outcomes.len() as u64;
        let are_granted = counted.granted == intents.len() as u64;
        if are_settled && are_granted {
            return Ok(vec![IntentAnswer::Granted; intents.len()]);
        }
        let mut transaction = self.engine.begin().await?;
        if !are_settled {
            accept_late(&mut transaction, outcomes).await?;
        }
        let answers = tell_granted(&mut transaction, intents, &claims, now).await?;
        transaction.commit().await?;
        Ok(answers)
    }

    async fn record_on_postgres(&self, params: &[Param]) -> Result<Counted, StoreError> {
        let row = self.engine.row(&RECORD_AT_ONCE, params).await?;
        let row = row.ok_or_else(no_counts)?;
        let count = |name| Ok::<_, StoreError>(u64::try_from(row.integer(name)?).unwrap_or(0));
        Ok(Counted { settled: count("settled")?, granted: count("granted")? })
    }
}

async fn record_on_sqlite(writer: &SqlitePool, params: &[Param]) -> Result<Counted, StoreError> {
    let touched = sqlite::execute_together(writer, &RECORD_AT_ONCE, params).await?;
    let [_begun, _noted, settled, granted, _committed] = touched[..] else { return Err(no_counts()) };
    Ok(Counted { settled, granted })
}

fn no_counts() -> StoreError {
    StoreError::Driver { statement: RECORD_AT_ONCE.name, cause: "no counts came back".to_owned() }
}

/// How many outcomes and intents found their claim as it was.
struct Counted {
    settled: u64,
    granted: u64,
}

/// What a worker that was taken for dead has brought to an end all the same.
async fn accept_late(transaction: &mut Transaction, outcomes: &[Outcome]) -> Result<(), StoreError> {
    for outcome in outcomes.iter().filter(|outcome| outcome.state == DeliveryState::Sent) {
        let params = params![outcome.delivery, outcome.epoch, outcome.at, outcome.reply.as_str()];
        transaction.execute(&ACCEPT_LATE, params).await?;
    }
    Ok(())
}

/// Which intents were granted, when not all were; the others are decided or put back.
async fn tell_granted(
    transaction: &mut Transaction,
    intents: &[Intent],
    claims: &str,
    now: Timestamp,
) -> Result<Vec<IntentAnswer>, StoreError> {
    let mut answers = vec![IntentAnswer::NotNow; intents.len()];
    let places = places(intents);
    let granted = transaction.rows(&TELL_GRANTED, params![claims, now]).await?;
    mark(&mut answers, &places, &granted, IntentAnswer::Granted)?;
    if granted.len() == intents.len() {
        return Ok(answers);
    }
    // What was granted stands in `sending` as well: only the others are left out or put back.
    let refused = intents.iter().zip(&answers).filter(|(_, answer)| **answer != IntentAnswer::Granted);
    let refused = self::claims(&refused.map(|(intent, _)| *intent).collect::<Vec<_>>());
    let left_out = transaction.rows(&LEAVE_OUT, params![refused.as_str(), now]).await?;
    mark(&mut answers, &places, &left_out, IntentAnswer::LeftOut)?;
    transaction.execute(&PUT_BACK, params![refused.as_str(), now]).await?;
    Ok(answers)
}

fn row(outcome: &Outcome) -> OutcomeRow<'_> {
    OutcomeRow {
        id: outcome.delivery.get(),
        epoch: outcome.epoch,
        state: outcome.state.as_str(),
        due_at: outcome.due_at.map(Timestamp::millis),
        charge: outcome.charged.into(),
        decided_at: outcome.state.is_final().then_some(outcome.at.millis()),
        reply: storable(&outcome.reply),
        relay: &outcome.relay,
        stage: outcome.stage.as_str(),
        code: outcome.code,
        message_id: &outcome.message_id,
        at: outcome.at.millis(),
        took_ms: outcome.took_ms,
    }
}

fn claims(intents: &[Intent]) -> String {
    let row = |intent: &Intent| ClaimRow {
        id: intent.delivery.get(),
        epoch: intent.epoch,
        turn: intent.turn.map(Turn::number),
    };
    json(&intents.iter().map(row).collect::<Vec<_>>())
}

fn json<T: Serialize>(rows: &[T]) -> String {
    serde_json::to_string(rows).expect("numbers and texts are always JSON")
}

/// The claim that a row was changed under. A worker that slept through its lease may stand in the same batch as the delivery's new
/// holder: the id alone would answer both.
fn claim_of(row: &super::row::Row) -> Result<Claimed, StoreError> {
    Ok((row.integer("id")?, row.integer("epoch")?))
}

/// Where each intent stands in the batch: a claim asks once.
fn places(intents: &[Intent]) -> HashMap<Claimed, usize> {
    intents.iter().enumerate().map(|(place, intent)| ((intent.delivery.get(), intent.epoch), place)).collect()
}

fn mark(
    answers: &mut [IntentAnswer],
    places: &HashMap<Claimed, usize>,
    rows: &[super::row::Row],
    answer: IntentAnswer,
) -> Result<(), StoreError> {
    for row in rows {
        if let Some(&place) = places.get(&claim_of(row)?) {
            answers[place] = answer;
        }
    }
    Ok(())
}
