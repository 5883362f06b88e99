//! The queue: a delivery's row is the job. Claimed under a lease, given back, taken over from the dead.

use std::collections::HashMap;
use std::time::Duration;

use serde::Deserialize;

use super::Store;
use super::error::StoreError;
use super::row::Row;
use super::statement::{Statement, few_on_postgres, ids_on_postgres, params, statements};
use crate::domain::address::EmailAddress;
use crate::domain::attributes::Attributes;
use crate::domain::delivery::DeliveryKind;
use crate::domain::id::{DeliveryId, DigestId, EditionId, ListId, ScheduleId, SubscriptionId};
use crate::domain::time::Timestamp;

/// Their readers, looked up one by one.
macro_rules! readers_on_sqlite {
    () => {
        "JOIN subscription s ON s.id = d.subscription_id JOIN subscriber u ON u.id = s.subscriber_id"
    };
}

// `OFFSET 0` makes certain that they are looked up: a connection keeps the plan that it made while there were few readers, and that was to
// read them all.
macro_rules! readers_on_postgres {
    () => {
        "CROSS JOIN LATERAL (SELECT subscriber_id, link_version FROM subscription WHERE id = d.subscription_id OFFSET 0) s
         CROSS JOIN LATERAL (SELECT address, name, attributes FROM subscriber WHERE id = s.subscriber_id OFFSET 0) u"
    };
}

/// What a claim reads of each delivery, as one JSON list: every row that comes back costs SQLite's thread a wake-up. The second limit is for
/// PostgreSQL's planner, to which the first is unknown: no claim is for more.
macro_rules! pick {
    ($list:literal, $item:literal, $which:literal, $order:literal, $lock:literal, $readers:expr) => {
        concat!(
            "SELECT ",
            $list,
            "(",
            $item,
            "(d.id, d.kind, d.list_id, d.subscription_id, d.edition_id, d.epoch, d.attempts, d.created_at, d.retried_at, d.due_at,
              s.link_version, COALESCE(d.address, u.address), u.name, NULLIF(u.attributes, '{}')) ORDER BY d.due_at, d.id) AS TEXT) AS picked
             FROM (SELECT * FROM
                     (SELECT id, kind, list_id, subscription_id, edition_id, epoch, attempts, created_at, retried_at, due_at, address
                      FROM delivery WHERE ",
            $which,
            " AND due_at <= $1 AND (due_at, id) > ($2, $3) ORDER BY ",
            $order,
            " LIMIT $4",
            $lock,
            ") AS waiting LIMIT 2000) AS d ",
            $readers
        )
    };
}

statements! {
    /// Ordered by the digest, too, though there is none: to PostgreSQL rows without one are not in the index's order otherwise, and it
    /// sorts all that wait.
    PICK_SINGLE = {
        sqlite: pick!("CAST(json_group_array", "json_array", "digest_id IS NULL", "digest_id, due_at, id", "", readers_on_sqlite!()),
        postgres: pick!("CAST(json_agg", "json_build_array", "digest_id IS NULL", "digest_id, due_at, id", " FOR UPDATE SKIP LOCKED",
                        readers_on_postgres!()),
    };
    PICK_OF_DIGEST = {
        sqlite: pick!("CAST(json_group_array", "json_array", "digest_id = $5", "due_at, id", "", readers_on_sqlite!()),
        postgres: pick!("CAST(json_agg", "json_build_array", "digest_id = $5", "due_at, id", " FOR UPDATE SKIP LOCKED",
                        readers_on_postgres!()),
    };
    /// Whether a claim would find something: asked of a reader, so that an idle sender does not take the write lock. In the index's order:
    /// without it PostgreSQL reads the table from its beginning, past all that has ended.
    ANY_SINGLE_DUE = "SELECT id FROM delivery WHERE digest_id IS NULL AND due_at <= $1 ORDER BY digest_id, due_at, id LIMIT 1";
    ANY_OF_DIGEST_DUE = "SELECT id FROM delivery WHERE digest_id = $1 AND due_at <= $2 AND (due_at, id) > ($3, $4)
                         ORDER BY due_at, id LIMIT 1";
    SENDING_DIGESTS = "SELECT id, schedule_id, due_at FROM digest WHERE state = 'sending' ORDER BY id";
    CLAIM = {
        sqlite: "UPDATE delivery SET state = 'claimed', epoch = epoch + 1, owner = $2, lease_until = $3, due_at = NULL
                 WHERE id IN (SELECT value FROM json_each($1))",
        postgres: concat!(
            "UPDATE delivery SET state = 'claimed', epoch = epoch + 1, owner = $2, lease_until = $3, due_at = NULL WHERE id = ANY ",
            ids_on_postgres!("$1")
        ),
    };
    GIVE_BACK = {
        sqlite: "UPDATE delivery SET state = 'planned', owner = NULL, lease_until = NULL, due_at = $3,
                                     last_reply = COALESCE($4, last_reply)
                 WHERE id IN (SELECT value FROM json_each($1)) AND owner = $2 AND state = 'claimed'",
        postgres: concat!(
            "UPDATE delivery SET state = 'planned', owner = NULL, lease_until = NULL, due_at = $3,
                                 last_reply = COALESCE($4, last_reply)
             WHERE owner = $2 AND state = 'claimed' AND id = ANY ",
            ids_on_postgres!("$1")
        ),
    };
    PUT_OFF = {
        sqlite: "UPDATE delivery SET state = 'planned', owner = NULL, lease_until = NULL, due_at = c.due_at
                 FROM (SELECT json_extract(value, '$[0]') AS id, json_extract(value, '$[1]') AS due_at FROM json_each($1)) AS c
                 WHERE delivery.id = c.id AND owner = $2 AND state = 'claimed'",
        postgres: concat!(
            "UPDATE delivery SET state = 'planned', owner = NULL, lease_until = NULL, due_at = c.due_at
             FROM (SELECT * FROM (SELECT CAST(value ->> 0 AS BIGINT) AS id, CAST(value ->> 1 AS BIGINT) AS due_at
                                  FROM json_array_elements(CAST($1 AS JSON))) AS listed",
            few_on_postgres!(),
            ") AS c WHERE delivery.id = c.id AND owner = $2 AND state = 'claimed'"
        ),
    };
    RENEW_LEASES = {
        sqlite: "UPDATE delivery SET lease_until = $2 WHERE owner = $1 AND state IN ('claimed', 'sending')
                 AND id IN (SELECT value FROM json_each($3))",
        postgres: concat!(
            "UPDATE delivery SET lease_until = $2 WHERE owner = $1 AND state IN ('claimed', 'sending') AND id = ANY ",
            ids_on_postgres!("$3")
        ),
    };
    ANY_LEASE_SPENT = "SELECT id FROM delivery WHERE lease_until < $1 LIMIT 1";
    TAKE_CLAIMED_BACK = "UPDATE delivery SET state = 'planned', owner = NULL, lease_until = NULL, due_at = $3
                         WHERE lease_until IS NOT NULL AND state = 'claimed' AND (lease_until < $1 OR owner = $2) RETURNING id";
    /// Behind another one of the same connection that has no outcome: its text cannot have been sent.
    TAKE_UNSENT_BACK = "UPDATE delivery SET state = 'planned', owner = NULL, lease_until = NULL, due_at = $3
                        WHERE lease_until IS NOT NULL AND state = 'sending' AND (lease_until < $1 OR owner = $2)
                          AND EXISTS (SELECT 1 FROM delivery b WHERE b.lease_until IS NOT NULL AND b.state = 'sending' AND b.owner = delivery.owner
                                      AND b.turn >> 32 = delivery.turn >> 32 AND b.turn < delivery.turn)
                        RETURNING id";
    TAKE_SENDING_BACK = "UPDATE delivery SET state = CAST($3 AS TEXT), owner = NULL, lease_until = NULL,
                                             due_at = CASE WHEN CAST($3 AS TEXT) = 'unknown' THEN CAST($1 AS BIGINT) END,
                                             decided_at = CASE WHEN CAST($3 AS TEXT) = 'held' THEN CAST($1 AS BIGINT) END
                         WHERE lease_until IS NOT NULL AND state = 'sending' AND (lease_until < $4 OR owner = $2) RETURNING id, epoch";
    NOTE_UNKNOWN = "INSERT INTO attempt (delivery_id, epoch, outcome, reply, at) VALUES ($1, $2, 'unknown', $3, $4)";
    OWNERS = "SELECT DISTINCT owner FROM delivery WHERE lease_until IS NOT NULL AND owner IS NOT NULL";
}

/// A delivery that this worker owns until its lease ends, with what composing it needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimedDelivery {
    /// Its id.
    pub id: DeliveryId,
    /// What it is for.
    pub kind: DeliveryKind,
    /// The list that it is from.
    pub list: ListId,
    /// The reader's subscription.
    pub subscription: SubscriptionId,
    /// The subscription's link version: stands in its links.
    pub link_version: u32,
    /// Where it goes: to its reader, or where the delivery itself says.
    pub address: EmailAddress,
    /// The reader's name, where an import brought one.
    pub name: Option<String>,
    /// What the operator noted about the reader.
    pub attributes: Attributes,
    /// The digest and edition; `None` for single mails.
    pub digest: Option<ClaimedDigest>,
    /// The claim's number; every later write must carry it.
    pub epoch: i64,
    /// Charged attempts so far.
    pub attempts: u32,
    /// When it was planned: the mail's Date, the same at every try.
    pub created_at: Timestamp,
    /// When the operator let it be tried again after it had ended.
    pub retried_at: Option<Timestamp>,
}

/// What a digest's delivery carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClaimedDigest {
    /// The digest.
    pub id: DigestId,
    /// The content.
    pub edition: EditionId,
    /// The digest's schedule.
    pub schedule: ScheduleId,
    /// The digest's due instant.
    pub due_at: Timestamp,
}

/// What was taken over from workers that are gone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reclaimed {
    /// Claimed, and not begun or at least not sent: planned again, nothing can be repeated.
    pub planned: u64,
    /// Begun without a recorded outcome: unknown.
    pub unknown: u64,
}

/// Whose deliveries are taken over.
#[derive(Clone, Copy, Debug)]
pub enum Gone<'a> {
    /// Those whose lease has ended.
    LeaseSpent,
    /// All of this owner, who is known to be dead, whatever their leases.
    Owner(&'a str),
}

/// Where the search for due deliveries goes on: behind the last one found, digest by digest.
///
/// What a claim took stays in PostgreSQL's index until it is cleaned up; a search that began at the front each time would become slower
/// with every mail that was sent. From time to time it begins at the front all the same, for what came back meanwhile.
#[derive(Debug, Default)]
pub struct ClaimCursor {
    places: HashMap<DigestId, Place>,
    /// The digest that was claimed from last: the next one has its turn.
    last: Option<DigestId>,
    fresh_until: Option<Timestamp>,
}

/// A due instant in milliseconds, and a delivery's id.
type Place = (i64, i64);

/// Before every due delivery.
const FRONT: Place = (i64::MIN, i64::MIN);

/// No lease ends before it.
const NEVER: Timestamp = Timestamp::from_millis(i64::MIN);

/// How long a search goes on before it begins at the front again.
const FRESH_FOR: Duration = Duration::from_secs(10);

impl ClaimCursor {
    fn refresh(&mut self, now: Timestamp) {
        // A clock that was set back must not put the next look off.
        if self.fresh_until.is_none_or(|until| now >= until || until > now.plus(FRESH_FOR)) {
            self.places.clear();
            self.fresh_until = Some(now.plus(FRESH_FOR));
        }
    }

    fn place(&self, digest: DigestId) -> Place {
        self.places.get(&digest).copied().unwrap_or(FRONT)
    }
}

/// Who claims, how much, and for how long.
#[derive(Clone, Copy, Debug)]
pub struct Claim<'a> {
    /// The worker's name.
    pub owner: &'a str,
    /// Single mails at most.
    pub singles: u32,
    /// A digest's mails at most.
    pub bulk: u32,
    /// What is due by now.
    pub now: Timestamp,
    /// Until when they are the owner's, unless renewed.
    pub lease_until: Timestamp,
}

/// A digest under way, as its deliveries need it.
#[derive(Clone, Copy)]
struct SendingDigest {
    id: DigestId,
    schedule: ScheduleId,
    due_at: Timestamp,
}

impl Store {
    /// Claims due deliveries: single mails before digests, and digests in turn.
    pub async fn claim(&self, cursor: &mut ClaimCursor, claim: &Claim<'_>) -> Result<Vec<ClaimedDelivery>, StoreError> {
        if claim.singles > 0 && self.engine.row(&ANY_SINGLE_DUE, params![claim.now]).await?.is_some() {
            let singles = self.claim_from(None, FRONT, claim).await?.0;
            if !singles.is_empty() {
                return Ok(singles);
            }
        }
        if claim.bulk == 0 {
            return Ok(Vec::new());
        }
        cursor.refresh(claim.now);
        let rows = self.engine.rows(&SENDING_DIGESTS, &[]).await?;
        let mut digests = rows.iter().map(sending_digest).collect::<Result<Vec<_>, _>>()?;
        let turn = digests.iter().position(|digest| cursor.last.is_none_or(|last| digest.id > last)).unwrap_or(0);
        digests.rotate_left(turn);
        for digest in digests {
            let claimed = self.claim_of_digest(cursor, digest, claim).await?;
            if !claimed.is_empty() {
                cursor.last = Some(digest.id);
                return Ok(claimed);
            }
        }
        Ok(Vec::new())
    }

    /// From the cursor's place on, and from the front when nothing is behind it.
    async fn claim_of_digest(
        &self,
        cursor: &mut ClaimCursor,
        digest: SendingDigest,
        claim: &Claim<'_>,
    ) -> Result<Vec<ClaimedDelivery>, StoreError> {
        loop {
            let place = cursor.place(digest.id);
            let params = params![digest.id, claim.now, place.0, place.1];
            let (claimed, last) = match self.engine.row(&ANY_OF_DIGEST_DUE, params).await? {
                Some(_) => self.claim_from(Some(digest), place, claim).await?,
                None => (Vec::new(), place),
            };
            if claimed.is_empty() && place != FRONT {
                cursor.places.remove(&digest.id);
                continue;
            }
            cursor.places.insert(digest.id, last);
            return Ok(claimed);
        }
    }

    /// Claims behind `place`; tells the place of the last one that was found.
    async fn claim_from(
        &self,
        digest: Option<SendingDigest>,
        place: Place,
        claim: &Claim<'_>,
    ) -> Result<(Vec<ClaimedDelivery>, Place), StoreError> {
        let mut transaction = self.engine.begin().await?;
        let row = match digest {
            None => transaction.row(&PICK_SINGLE, params![claim.now, place.0, place.1, claim.singles]).await?,
            Some(digest) => {
                let params = params![claim.now, place.0, place.1, claim.bulk, digest.id];
                transaction.row(&PICK_OF_DIGEST, params).await?
            }
        };
        let picked = row.map_or(Ok(None), |row| row.optional_text("picked"))?.unwrap_or_default();
        let picked = Picked::read_all(&picked)?;
        let Some(last) = picked.last() else { return Ok((Vec::new(), place)) };
        let place = (last.due_at, last.id);
        let ids: Vec<i64> = picked.iter().map(|delivery| delivery.id).collect();
        let picked = picked.into_iter().map(|picked| picked.claimed(digest)).collect::<Result<Vec<_>, _>>()?;
        transaction.execute(&CLAIM, params![numbers(&ids), claim.owner, claim.lease_until]).await?;
        transaction.commit().await?;
        Ok((picked, place))
    }

    /// Gives claimed deliveries back unbegun; they are due again at `due_at`. `words` tell the operator why, if there is a reason.
    pub async fn give_back(
        &self,
        owner: &str,
        ids: &[DeliveryId],
        due_at: Timestamp,
        words: Option<&str>,
    ) -> Result<u64, StoreError> {
        if ids.is_empty() {
            return Ok(0);
        }
        let ids: Vec<i64> = ids.iter().map(|id| id.get()).collect();
        self.engine.execute(&GIVE_BACK, params![numbers(&ids), owner, due_at, words]).await
    }

    /// Gives claimed deliveries back unbegun, each due again at its own time.
    pub async fn put_off(&self, owner: &str, deliveries: &[(DeliveryId, Timestamp)]) -> Result<u64, StoreError> {
        if deliveries.is_empty() {
            return Ok(0);
        }
        let pairs: Vec<(i64, i64)> = deliveries.iter().map(|(id, due_at)| (id.get(), due_at.millis())).collect();
        let pairs = serde_json::to_string(&pairs).expect("pairs of numbers are always JSON");
        self.engine.execute(&PUT_OFF, params![pairs, owner]).await
    }

    /// Extends the leases of those of `ids` that `owner` still has.
    pub async fn renew_leases(
        &self,
        owner: &str,
        ids: &[DeliveryId],
        lease_until: Timestamp,
    ) -> Result<u64, StoreError> {
        if ids.is_empty() {
            return Ok(0);
        }
        let ids: Vec<i64> = ids.iter().map(|id| id.get()).collect();
        self.engine.execute(&RENEW_LEASES, params![owner, lease_until, numbers(&ids)]).await
    }

    /// The owners of deliveries under way.
    pub async fn owners(&self) -> Result<Vec<String>, StoreError> {
        self.engine.rows(&OWNERS, &[]).await?.iter().map(|row| row.text("owner")).collect()
    }

    /// Takes deliveries over from workers that are gone. What they had begun becomes unknown: sent again when `resend`, else held.
    pub async fn reclaim(&self, gone: Gone<'_>, resend: bool, now: Timestamp) -> Result<Reclaimed, StoreError> {
        let (owner, spent_before) = match gone {
            Gone::LeaseSpent => {
                if self.engine.row(&ANY_LEASE_SPENT, params![now]).await?.is_none() {
                    return Ok(Reclaimed::default());
                }
                ("", now)
            }
            Gone::Owner(owner) => (owner, NEVER),
        };
        let mut transaction = self.engine.begin().await?;
        let unbegun = transaction.rows(&TAKE_CLAIMED_BACK, params![spent_before, owner, now]).await?.len();
        let unsent = transaction.rows(&TAKE_UNSENT_BACK, params![spent_before, owner, now]).await?.len();
        let state = if resend { "unknown" } else { "held" };
        let begun = transaction.rows(&TAKE_SENDING_BACK, params![now, owner, state, spent_before]).await?;
        for row in &begun {
            let words = "the worker ended before the outcome was recorded";
            let params = params![row.integer("id")?, row.integer("epoch")?, words, now];
            transaction.execute(&NOTE_UNKNOWN, params).await?;
        }
        transaction.commit().await?;
        Ok(Reclaimed { planned: count(unbegun + unsent), unknown: count(begun.len()) })
    }
}

fn count(rows: usize) -> u64 {
    u64::try_from(rows).unwrap_or(u64::MAX)
}

/// A JSON list of numbers, for the statements that take many ids at once.
pub(super) fn numbers(numbers: &[i64]) -> String {
    serde_json::to_string(numbers).expect("a list of numbers is always JSON")
}

fn sending_digest(row: &Row) -> Result<SendingDigest, StoreError> {
    Ok(SendingDigest {
        id: DigestId::new(row.integer("id")?),
        schedule: ScheduleId::new(row.integer("schedule_id")?),
        due_at: row.instant("due_at")?,
    })
}

/// A delivery as a claim finds it, in the order of its JSON list.
#[derive(Deserialize)]
struct Picked {
    id: i64,
    kind: String,
    list: i64,
    subscription: i64,
    edition: Option<i64>,
    epoch: i64,
    attempts: u32,
    created_at: i64,
    retried_at: Option<i64>,
    due_at: i64,
    link_version: u32,
    address: String,
    name: Option<String>,
    attributes: Option<String>,
}

impl Picked {
    fn read_all(list: &str) -> Result<Vec<Self>, StoreError> {
        if list.is_empty() {
            return Ok(Vec::new());
        }
        let unreadable = |error: serde_json::Error| StoreError::Inconsistent {
            table: "delivery",
            id: 0,
            column: "picked",
            found: error.to_string(),
        };
        serde_json::from_str(list).map_err(unreadable)
    }

    /// As it stands once it is claimed.
    fn claimed(self, digest: Option<SendingDigest>) -> Result<ClaimedDelivery, StoreError> {
        let wrong = |table, column, found: &str| StoreError::Inconsistent {
            table,
            id: self.id,
            column,
            found: format!("{found:?}"),
        };
        let digest = match (digest, self.edition) {
            (Some(digest), Some(edition)) => Some(ClaimedDigest {
                id: digest.id,
                edition: EditionId::new(edition),
                schedule: digest.schedule,
                due_at: digest.due_at,
            }),
            _ => None,
        };
        Ok(ClaimedDelivery {
            id: DeliveryId::new(self.id),
            kind: DeliveryKind::parse(&self.kind).ok_or_else(|| wrong("delivery", "kind", &self.kind))?,
            list: ListId::new(self.list),
            subscription: SubscriptionId::new(self.subscription),
            link_version: self.link_version,
            // Not its words: an error is logged.
            address: EmailAddress::parse(&self.address).map_err(|_| wrong("delivery", "address", "no address"))?,
            name: self.name,
            attributes: self.attributes.as_deref().and_then(Attributes::from_json).unwrap_or_default(),
            digest,
            epoch: self.epoch + 1,
            attempts: self.attempts,
            created_at: Timestamp::from_millis(self.created_at),
            retried_at: self.retried_at.map(Timestamp::from_millis),
        })
    }
}
