-- What readers choose and see: topics, language, their own clock, a pause, the archive's doors; and mails of more kinds
-- (docs/decisions/0014-what-readers-choose.md).
--
-- SQLite cannot change a table's constraints, so deliveries are written anew: some ten seconds a million rows.

ALTER TABLE list ADD COLUMN language TEXT NOT NULL DEFAULT 'en';            -- BCP 47
ALTER TABLE list ADD COLUMN welcomes INTEGER NOT NULL DEFAULT 1 CHECK (welcomes IN (0, 1));
ALTER TABLE list ADD COLUMN archive TEXT NOT NULL DEFAULT 'open' CHECK (archive IN ('open', 'subscribers', 'hidden'));
ALTER TABLE list ADD COLUMN archive_indexed INTEGER NOT NULL DEFAULT 1 CHECK (archive_indexed IN (0, 1));
ALTER TABLE post ADD COLUMN audience TEXT CHECK (audience IN ('open', 'subscribers', 'hidden'));  -- none: as the list's archive

-- 1: due at this time of the reader's own clock.
ALTER TABLE schedule ADD COLUMN local INTEGER NOT NULL DEFAULT 0 CHECK (local IN (0, 1));

ALTER TABLE subscription ADD COLUMN topics TEXT NOT NULL DEFAULT '[]';      -- JSON list; empty: all of them
ALTER TABLE subscription ADD COLUMN language TEXT;                          -- none: the list's
ALTER TABLE subscription ADD COLUMN zone TEXT;                              -- IANA name; none: the schedule's
ALTER TABLE subscription ADD COLUMN wanted_hour INTEGER CHECK (wanted_hour BETWEEN 0 AND 23);
ALTER TABLE subscription ADD COLUMN wanted_weekday INTEGER CHECK (wanted_weekday BETWEEN 1 AND 7);  -- ISO 8601: Monday is 1
ALTER TABLE subscription ADD COLUMN paused_until INTEGER;
ALTER TABLE subscription ADD COLUMN leaving_note TEXT;                      -- why they left, in their words
ALTER TABLE subscription ADD COLUMN quarantined_at INTEGER;                     -- asked for in a burst: its confirmation waits for the operator

ALTER TABLE consent_record ADD COLUMN source_url TEXT;                      -- the page with the form

CREATE TABLE consent_record_anew (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    list_id          INTEGER NOT NULL REFERENCES list (id),
    subscription_id  INTEGER NOT NULL,  -- no reference: the record outlives the subscription
    address          TEXT    NOT NULL,
    event            TEXT    NOT NULL CHECK (event IN ('requested', 'confirmed', 'imported', 'rescheduled', 'chosen', 'paused', 'moved', 'unsubscribed', 'returned', 'disowned', 'erased')),
    wording          TEXT    NOT NULL,
    way              TEXT    NOT NULL,
    remote           TEXT,
    user_agent       TEXT,
    at               INTEGER NOT NULL,
    source_url       TEXT               -- the page with the form
) STRICT;

INSERT INTO consent_record_anew SELECT id, list_id, subscription_id, address, event, wording, way, remote, user_agent, at, source_url FROM consent_record;
DROP TABLE consent_record;
ALTER TABLE consent_record_anew RENAME TO consent_record;
CREATE INDEX consent_record_subscription ON consent_record (subscription_id);

-- Who has their data erased leaves the event and its time behind, without the person.
CREATE TRIGGER consent_record_is_not_changed BEFORE UPDATE ON consent_record
WHEN NOT (NEW.address = 'erased' AND NEW.remote IS NULL AND NEW.user_agent IS NULL AND NEW.id = OLD.id AND NEW.list_id = OLD.list_id
          AND NEW.subscription_id = OLD.subscription_id AND NEW.event = OLD.event AND NEW.wording = OLD.wording AND NEW.way = OLD.way
          AND NEW.at = OLD.at AND NEW.source_url IS OLD.source_url)
BEGIN SELECT RAISE(ABORT, 'consent records are append-only'); END;

CREATE TRIGGER consent_record_is_not_deleted BEFORE DELETE ON consent_record
BEGIN SELECT RAISE(ABORT, 'consent records are append-only'); END;

CREATE TABLE suppression_anew (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    site_id      INTEGER REFERENCES site (id),  -- none: every site
    address_key  TEXT    NOT NULL,
    reason       TEXT    NOT NULL CHECK (reason IN ('operator', 'bounced', 'complained', 'disowned')),
    note         TEXT,
    created_at   INTEGER NOT NULL,
    expires_at   INTEGER
) STRICT;

INSERT INTO suppression_anew SELECT id, site_id, address_key, reason, note, created_at, expires_at FROM suppression;
DROP TABLE suppression;
ALTER TABLE suppression_anew RENAME TO suppression;
CREATE INDEX suppression_address ON suppression (address_key);

CREATE TABLE address_change (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    subscriber_id  INTEGER NOT NULL REFERENCES subscriber (id),
    address        TEXT    NOT NULL,  -- the new one
    address_key    TEXT    NOT NULL,
    requested_at   INTEGER NOT NULL,
    confirmed_at   INTEGER
) STRICT;

CREATE INDEX address_change_subscriber ON address_change (subscriber_id);

CREATE TABLE delivery_anew (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    kind             TEXT    NOT NULL CHECK (kind IN ('digest', 'confirmation', 'reminder', 'welcome', 'known', 'link', 'goodbye', 'address', 'moved')),
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
    address          TEXT,              -- where it goes, when not to its reader's address
    CHECK ((kind = 'digest') = (digest_id IS NOT NULL)),
    CHECK ((kind = 'digest') = (edition_id IS NOT NULL)),
    CHECK (CASE state WHEN 'planned' THEN 1 WHEN 'deferred' THEN 1 WHEN 'unknown' THEN 1
                      WHEN 'claimed' THEN 2 WHEN 'sending' THEN 2
                      WHEN 'sent' THEN 4 WHEN 'failed' THEN 4 WHEN 'suppressed' THEN 4 WHEN 'expired' THEN 4 WHEN 'cancelled' THEN 4
                      WHEN 'held' THEN 4 ELSE 0 END
           = (due_at IS NOT NULL) + 2 * (lease_until IS NOT NULL) + 4 * (decided_at IS NOT NULL))
) STRICT;

INSERT INTO delivery_anew
SELECT id, kind, list_id, subscription_id, digest_id, edition_id, state, due_at, epoch, owner, lease_until, turn, attempts, created_at,
       retried_at, decided_at, last_reply, NULL
FROM delivery;
DROP TABLE delivery;
ALTER TABLE delivery_anew RENAME TO delivery;

-- One mail a reader and digest; also the way from a digest to its deliveries.
CREATE UNIQUE INDEX delivery_once ON delivery (digest_id, subscription_id);
-- What waits, a digest after the other: one that is paused is not even looked at.
CREATE INDEX delivery_due ON delivery (digest_id, due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX delivery_leased ON delivery (lease_until) WHERE lease_until IS NOT NULL;
CREATE INDEX delivery_single ON delivery (subscription_id) WHERE digest_id IS NULL;
