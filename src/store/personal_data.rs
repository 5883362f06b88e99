//! All that is kept about a person: told to them, or erased.

use serde_json::{Map, Value as Json};

use super::Store;
use super::engine::Transaction;
use super::error::StoreError;
use super::row::Row;
use super::statement::{Statement, params, statements};
use super::subscriptions::{end, record, to_change};
use crate::domain::consent::{ConsentEvent, Origin};
use crate::domain::departed::ERASED_DOMAIN;
use crate::domain::id::{SiteId, SubscriberId, SubscriptionId};
use crate::domain::subscription::{EndReason, SubscriptionState};
use crate::domain::time::Timestamp;

/// The deliveries of a reader: digests' by way of the lists' digests, and single ones.
macro_rules! deliveries_of_reader {
    () => {
        "(SELECT d.id FROM subscription s JOIN digest g ON g.list_id = s.list_id
          JOIN delivery d ON d.digest_id = g.id AND d.subscription_id = s.id WHERE s.subscriber_id = $1
          UNION ALL
          SELECT d.id FROM delivery d WHERE d.digest_id IS NULL AND d.subscription_id IN (SELECT id FROM subscription WHERE subscriber_id = $1))"
    };
}

macro_rules! both {
    ($($part:expr),+) => {
        concat!($($part),+)
    };
}

statements! {
    READER = "SELECT id, site_id, address, address_key, name, attributes, created_at FROM subscriber WHERE id = $1";
    SUBSCRIPTIONS = "SELECT s.id, l.slug AS list, l.name AS list_name, c.name AS schedule, s.state, s.end_reason, s.link_version, s.seen_through,
                            s.requested_at, s.confirmed_at, s.ended_at, s.topics, s.language, s.zone, s.wanted_hour, s.wanted_weekday,
                            s.paused_until, s.leaving_note, s.quarantined_at
                     FROM subscription s JOIN list l ON l.id = s.list_id JOIN schedule c ON c.id = s.schedule_id
                     WHERE s.subscriber_id = $1 ORDER BY s.id";
    RECORDS = "SELECT r.subscription_id, r.address, r.event, r.wording, r.way, r.remote, r.user_agent, r.source_url, r.at
               FROM consent_record r WHERE r.subscription_id IN (SELECT id FROM subscription WHERE subscriber_id = $1) ORDER BY r.id";
    MAILS = {
        sqlite: both!("SELECT id, kind, subscription_id, digest_id, state, attempts, created_at, due_at, decided_at, last_reply, address FROM delivery
                       WHERE id IN ", deliveries_of_reader!(), " ORDER BY id"),
        postgres: both!("SELECT id, kind, subscription_id, digest_id, state, attempts, created_at, due_at, decided_at, last_reply, address FROM delivery
                         WHERE id IN ", deliveries_of_reader!(), " ORDER BY id"),
    };
    ATTEMPTS = {
        sqlite: both!("SELECT delivery_id, relay, stage, outcome, code, reply, message_id, at FROM attempt WHERE delivery_id IN ",
                      deliveries_of_reader!(), " ORDER BY id"),
        postgres: both!("SELECT delivery_id, relay, stage, outcome, code, reply, message_id, at FROM attempt WHERE delivery_id IN ",
                        deliveries_of_reader!(), " ORDER BY id"),
    };
    RULES = "SELECT x.reason, x.note, x.created_at, x.expires_at FROM suppression x JOIN subscriber u ON u.address_key = x.address_key
             WHERE u.id = $1 AND (x.site_id IS NULL OR x.site_id = u.site_id) ORDER BY x.id";
    CHANGES = "SELECT address, requested_at, confirmed_at FROM address_change WHERE subscriber_id = $1 ORDER BY id";
    SUBSCRIPTION_IDS = "SELECT id FROM subscription WHERE subscriber_id = $1 ORDER BY id";
    ERASE_RECORDS = "UPDATE consent_record SET address = 'erased', remote = NULL, user_agent = NULL
                     WHERE subscription_id IN (SELECT id FROM subscription WHERE subscriber_id = $1)";
    ERASE_ATTEMPTS = {
        sqlite: both!("UPDATE attempt SET reply = NULL WHERE delivery_id IN ", deliveries_of_reader!()),
        postgres: both!("UPDATE attempt SET reply = NULL WHERE delivery_id IN ", deliveries_of_reader!()),
    };
    ERASE_MAILS = {
        sqlite: both!("UPDATE delivery SET last_reply = NULL, address = NULL, address_key = NULL WHERE id IN ", deliveries_of_reader!()),
        postgres: both!("UPDATE delivery SET last_reply = NULL, address = NULL, address_key = NULL WHERE id IN ", deliveries_of_reader!()),
    };
    CANCEL_MAILS = {
        sqlite: both!("UPDATE delivery SET state = 'cancelled', due_at = NULL, decided_at = $2 WHERE state IN ('planned', 'deferred') AND id IN ",
                      deliveries_of_reader!()),
        postgres: both!("UPDATE delivery SET state = 'cancelled', due_at = NULL, decided_at = $2 WHERE state IN ('planned', 'deferred') AND id IN ",
                        deliveries_of_reader!()),
    };
    ERASE_CHANGES = "DELETE FROM address_change WHERE subscriber_id = $1";
    /// A rule for every site stays while the person is known to another one.
    ERASE_RULES = "DELETE FROM suppression WHERE address_key = $2
                   AND (site_id = $1 OR (site_id IS NULL AND NOT EXISTS (SELECT 1 FROM subscriber u WHERE u.address_key = $2 AND u.site_id <> $1)))";
    /// The links of mails that are out there lead nowhere any more.
    ERASE_CHOICES = "UPDATE subscription SET topics = '[]', language = NULL, zone = NULL, wanted_hour = NULL, wanted_weekday = NULL,
                                             paused_until = NULL, leaving_note = NULL, link_version = link_version + 1
                     WHERE subscriber_id = $1";
    ERASE_READER = "UPDATE subscriber SET address = $2, address_key = $2, name = NULL, attributes = '{}' WHERE id = $1";
    REMEMBER_DEPARTED = "INSERT INTO departed (site_id, fingerprint, at) VALUES ($1, $2, $3)
                         ON CONFLICT (site_id, fingerprint) DO UPDATE SET at = excluded.at";
    DEPARTED = {
        sqlite: "SELECT fingerprint FROM departed WHERE site_id = $1 AND fingerprint IN (SELECT value FROM json_each($2))",
        postgres: "SELECT fingerprint FROM departed
                   WHERE site_id = $1 AND fingerprint IN (SELECT value FROM json_array_elements_text(CAST($2 AS JSON)))",
    };
}

/// How a column is told.
#[derive(Clone, Copy)]
enum As {
    Text,
    Number,
    Instant,
}

use As::{Instant, Number, Text};

type Columns = &'static [(&'static str, As)];

const OF_READER: Columns = &[("address", Text), ("name", Text), ("attributes", Text), ("created_at", Instant)];
const OF_SUBSCRIPTION: Columns = &[
    ("id", Number),
    ("list", Text),
    ("list_name", Text),
    ("schedule", Text),
    ("state", Text),
    ("end_reason", Text),
    ("link_version", Number),
    ("seen_through", Number),
    ("requested_at", Instant),
    ("confirmed_at", Instant),
    ("ended_at", Instant),
    ("topics", Text),
    ("language", Text),
    ("zone", Text),
    ("wanted_hour", Number),
    ("wanted_weekday", Number),
    ("paused_until", Instant),
    ("leaving_note", Text),
    ("quarantined_at", Instant),
];
const OF_RECORD: Columns = &[
    ("subscription_id", Number),
    ("address", Text),
    ("event", Text),
    ("wording", Text),
    ("way", Text),
    ("remote", Text),
    ("user_agent", Text),
    ("source_url", Text),
    ("at", Instant),
];
const OF_MAIL: Columns = &[
    ("id", Number),
    ("kind", Text),
    ("subscription_id", Number),
    ("digest_id", Number),
    ("state", Text),
    ("attempts", Number),
    ("created_at", Instant),
    ("due_at", Instant),
    ("decided_at", Instant),
    ("last_reply", Text),
    ("address", Text),
];
const OF_ATTEMPT: Columns = &[
    ("delivery_id", Number),
    ("relay", Text),
    ("stage", Text),
    ("outcome", Text),
    ("code", Number),
    ("reply", Text),
    ("message_id", Text),
    ("at", Instant),
];
const OF_RULE: Columns = &[("reason", Text), ("note", Text), ("created_at", Instant), ("expires_at", Instant)];
const OF_CHANGE: Columns = &[("address", Text), ("requested_at", Instant), ("confirmed_at", Instant)];

impl Store {
    /// Everything that is kept about a reader on their site, as JSON; `None` when there is no such reader.
    pub async fn personal_data(&self, reader: SubscriberId) -> Result<Option<Json>, StoreError> {
        let Some(row) = self.engine.row(&READER, params![reader]).await? else { return Ok(None) };
        let mut all = object(&row, OF_READER)?;
        for (name, statement, columns) in [
            ("subscriptions", &SUBSCRIPTIONS, OF_SUBSCRIPTION),
            ("consent_records", &RECORDS, OF_RECORD),
            ("mails", &MAILS, OF_MAIL),
            ("attempts", &ATTEMPTS, OF_ATTEMPT),
            ("suppressions", &RULES, OF_RULE),
            ("address_changes", &CHANGES, OF_CHANGE),
        ] {
            let rows = self.engine.rows(statement, params![reader]).await?;
            let rows: Result<Vec<Json>, StoreError> =
                rows.iter().map(|row| object(row, columns).map(Json::Object)).collect();
            all.insert(name.to_owned(), Json::Array(rows?));
        }
        Ok(Some(Json::Object(all)))
    }

    /// Ends a reader's subscriptions and takes the person out of everything that is kept. What happened and when stays, about nobody;
    /// and `fingerprint`, so that no import brings them back. `false` when there is no such reader.
    pub async fn erase(
        &self,
        reader: SubscriberId,
        fingerprint: &str,
        origin: &Origin,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.engine.begin().await?;
        let Some(row) = transaction.row(&READER, params![reader]).await? else { return Ok(false) };
        let (site, key) = (SiteId::new(row.integer("site_id")?), row.text("address_key")?);
        end_all(&mut transaction, reader, origin, now).await?;
        transaction.execute(&ERASE_RECORDS, params![reader]).await?;
        transaction.execute(&CANCEL_MAILS, params![reader, now]).await?;
        for statement in [&ERASE_ATTEMPTS, &ERASE_MAILS, &ERASE_CHANGES, &ERASE_CHOICES] {
            transaction.execute(statement, params![reader]).await?;
        }
        transaction.execute(&ERASE_RULES, params![site, key]).await?;
        transaction.execute(&ERASE_READER, params![reader, format!("erased-{reader}@{ERASED_DOMAIN}")]).await?;
        transaction.execute(&REMEMBER_DEPARTED, params![site, fingerprint, now]).await?;
        transaction.commit().await?;
        self.engine.forget_what_was_freed().await?;
        Ok(true)
    }

    /// Which of these had their data erased on a site.
    pub async fn departed(&self, site: SiteId, fingerprints: &[String]) -> Result<Vec<String>, StoreError> {
        let list = serde_json::to_string(fingerprints).expect("a list of texts is always JSON");
        self.engine.rows(&DEPARTED, params![site, list]).await?.iter().map(|row| row.text("fingerprint")).collect()
    }
}

async fn end_all(
    transaction: &mut Transaction,
    reader: SubscriberId,
    origin: &Origin,
    now: Timestamp,
) -> Result<(), StoreError> {
    const WORDING: &str = "Erase my data. Button: Erase";
    for row in transaction.rows(&SUBSCRIPTION_IDS, params![reader]).await? {
        let id = SubscriptionId::new(row.integer("id")?);
        let Some(mut known) = to_change(transaction, id).await? else { continue };
        if !matches!(known.state, SubscriptionState::Ended(_)) {
            known = end(transaction, known, EndReason::Unsubscribed, WORDING, origin, now).await?;
        }
        record(transaction, &known, ConsentEvent::Erased, WORDING, origin, now).await?;
    }
    Ok(())
}

fn object(row: &Row, columns: Columns) -> Result<Map<String, Json>, StoreError> {
    let mut object = Map::new();
    for &(name, told) in columns {
        let value = match told {
            Text => row.optional_text(name)?.map(Json::from),
            Number => row.optional_integer(name)?.map(Json::from),
            Instant => row.optional_instant(name)?.map(|instant| Json::from(instant.to_string())),
        };
        object.insert(name.to_owned(), value.unwrap_or(Json::Null));
    }
    Ok(object)
}
