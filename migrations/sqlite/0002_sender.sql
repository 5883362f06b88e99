-- Sending at the relay's pace: of the many writes of a delivery, each touches as few indexes as can be (docs/decisions/0010).
-- An instant stands in a row only while it means something: `due_at` while the delivery waits, `lease_until` while a worker owns it,
-- `decided_at` once it has ended. The indexes are about these instants and not about the state, so that the intent (claimed → sending) changes
-- no index at all. There are no foreign keys from here: every row is written from the rows that it refers to, and none of those is
-- deleted; checked row by row they cost most of the planning of a million deliveries.
--
-- SQLite cannot change a table's constraints, so both tables are written anew: some ten seconds a million rows. The old version cannot
-- work on this schema; the file is locked while it runs.

CREATE TABLE attempt_anew (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    delivery_id  INTEGER NOT NULL,
    epoch        INTEGER NOT NULL,
    relay        TEXT,
    stage        TEXT,
    outcome      TEXT    NOT NULL,
    code         INTEGER,
    reply        TEXT,
    message_id   TEXT,
    at           INTEGER NOT NULL,
    took_ms      INTEGER
) STRICT;

INSERT INTO attempt_anew SELECT id, delivery_id, epoch, relay, stage, outcome, code, reply, message_id, at, took_ms FROM attempt;
DROP TABLE attempt;
ALTER TABLE attempt_anew RENAME TO attempt;
CREATE INDEX attempt_delivery ON attempt (delivery_id);

CREATE TABLE delivery_anew (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    kind             TEXT    NOT NULL CHECK (kind IN ('digest', 'confirmation')),
    list_id          INTEGER NOT NULL,
    subscription_id  INTEGER NOT NULL,
    digest_id        INTEGER,
    edition_id       INTEGER,
    state            TEXT    NOT NULL,
    due_at           INTEGER,
    epoch            INTEGER NOT NULL,  -- raised by every claim; every later write must match
    owner            TEXT,
    lease_until      INTEGER,
    turn             INTEGER,           -- its place among what one connection has begun: only the first of them can have been sent
    attempts         INTEGER NOT NULL,  -- charged ones
    created_at       INTEGER NOT NULL,
    retried_at       INTEGER,           -- when the operator let a decided one be tried again: its patience counts from here
    decided_at       INTEGER,
    last_reply       TEXT,
    CHECK ((kind = 'digest') = (digest_id IS NOT NULL)),
    CHECK ((kind = 'digest') = (edition_id IS NOT NULL)),
    CHECK (CASE state WHEN 'planned' THEN 1 WHEN 'deferred' THEN 1 WHEN 'unknown' THEN 1
                      WHEN 'claimed' THEN 2 WHEN 'sending' THEN 2
                      WHEN 'sent' THEN 4 WHEN 'failed' THEN 4 WHEN 'suppressed' THEN 4 WHEN 'expired' THEN 4 WHEN 'cancelled' THEN 4
                      WHEN 'held' THEN 4 ELSE 0 END
           = (due_at IS NOT NULL) + 2 * (lease_until IS NOT NULL) + 4 * (decided_at IS NOT NULL))
) STRICT;

INSERT INTO delivery_anew
SELECT id, kind, list_id, subscription_id, digest_id, edition_id, state,
       CASE WHEN state IN ('planned', 'deferred', 'unknown') THEN due_at END, epoch, owner,
       CASE WHEN state IN ('claimed', 'sending') THEN COALESCE(lease_until, 0) END, NULL, attempts, created_at, NULL,
       CASE WHEN state IN ('sent', 'failed', 'suppressed', 'expired', 'cancelled', 'held') THEN COALESCE(decided_at, due_at) END, last_reply
FROM delivery;
DROP TABLE delivery;
ALTER TABLE delivery_anew RENAME TO delivery;

-- One mail a reader and digest; also the way from a digest to its deliveries.
CREATE UNIQUE INDEX delivery_once ON delivery (digest_id, subscription_id);
-- What waits, a digest after the other: one that is paused is not even looked at.
CREATE INDEX delivery_due ON delivery (digest_id, due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX delivery_leased ON delivery (lease_until) WHERE lease_until IS NOT NULL;
CREATE INDEX delivery_single ON delivery (subscription_id) WHERE digest_id IS NULL;

-- The processes that send from this database, by the name under which they claim: they share the relays' rates.
CREATE TABLE worker (
    name     TEXT    PRIMARY KEY,
    seen_at  INTEGER NOT NULL
) STRICT;

-- Who does what only one may do, until when.
CREATE TABLE duty (
    name        TEXT    PRIMARY KEY,
    holder      TEXT    NOT NULL,
    held_until  INTEGER NOT NULL
) STRICT;

-- What each relay was allowed to take on each day (UTC, days since 1970), for daily quotas.
CREATE TABLE relay_day (
    relay    TEXT    NOT NULL,
    day      INTEGER NOT NULL,
    granted  INTEGER NOT NULL,
    PRIMARY KEY (relay, day)
) STRICT;
