-- Sending at the relay's pace: of the many writes of a delivery, each touches as few indexes as can be (docs/decisions/0010).
-- An instant stands in a row only while it means something: `due_at` while the delivery waits, `lease_until` while a worker owns it,
-- `decided_at` once it has ended. The indexes are about these instants and not about the state, so that the intent (claimed → sending) changes
-- no index at all. There are no foreign keys from here: every row is written from the rows that it refers to, and none of those is
-- deleted; checked row by row they cost most of the planning of a million deliveries.
--
-- Writes every delivery once: some ten seconds a million rows, under an exclusive lock. The old version cannot work on this schema.

SET LOCAL statement_timeout = 0;

-- Nothing looks an attempt up by its id: one index less for each mail.
ALTER TABLE attempt DROP CONSTRAINT attempt_delivery_id_fkey, DROP CONSTRAINT attempt_pkey;

ALTER TABLE delivery
    DROP CONSTRAINT delivery_list_id_fkey,
    DROP CONSTRAINT delivery_subscription_id_fkey,
    DROP CONSTRAINT delivery_digest_id_fkey,
    DROP CONSTRAINT delivery_edition_id_fkey,
    DROP CONSTRAINT delivery_subscription_id_digest_id_key,
    DROP CONSTRAINT delivery_state_check,
    ALTER COLUMN due_at DROP NOT NULL,
    ADD COLUMN turn BIGINT,        -- its place among what one connection has begun: only the first of them can have been sent
    ADD COLUMN retried_at BIGINT;  -- when the operator let a decided one be tried again: its patience counts from here

DROP INDEX delivery_due;
DROP INDEX delivery_leased;
DROP INDEX delivery_of_digest;
ALTER TABLE delivery DROP COLUMN priority;

UPDATE delivery SET
    lease_until = CASE WHEN state IN ('claimed', 'sending') THEN COALESCE(lease_until, 0) END,
    decided_at = CASE WHEN state IN ('sent', 'failed', 'suppressed', 'expired', 'cancelled', 'held') THEN COALESCE(decided_at, due_at) END,
    due_at = CASE WHEN state IN ('planned', 'deferred', 'unknown') THEN due_at END;

-- PostgreSQL reads a table's checks anew for every statement that changes it, which is a tenth of what an outcome costs. SQLite has them, where
-- the same tests run, and `letterbell verify` asks the same of the rows.
ALTER TABLE delivery DROP CONSTRAINT delivery_check, DROP CONSTRAINT delivery_check1, DROP CONSTRAINT delivery_kind_check;
-- One mail a reader and digest; also the way from a digest to its deliveries.
CREATE UNIQUE INDEX delivery_once ON delivery (digest_id, subscription_id);
-- What waits, a digest after the other: one that is paused is not even looked at.
CREATE INDEX delivery_due ON delivery (digest_id, due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX delivery_leased ON delivery (lease_until) WHERE lease_until IS NOT NULL;
CREATE INDEX delivery_single ON delivery (subscription_id) WHERE digest_id IS NULL;

-- Room on each page for a row's next versions, so that an intent stays on its page and out of the indexes.
ALTER TABLE delivery SET (fillfactor = 60);

-- The processes that send from this database, by the name under which they claim: they share the relays' rates.
CREATE TABLE worker (
    name     TEXT   PRIMARY KEY,
    seen_at  BIGINT NOT NULL
);

-- Who does what only one may do, until when.
CREATE TABLE duty (
    name        TEXT   PRIMARY KEY,
    holder      TEXT   NOT NULL,
    held_until  BIGINT NOT NULL
);

-- What each relay was allowed to take on each day (UTC, days since 1970), for daily quotas.
CREATE TABLE relay_day (
    relay    TEXT   NOT NULL,
    day      BIGINT NOT NULL,
    granted  BIGINT NOT NULL,
    PRIMARY KEY (relay, day)
);
