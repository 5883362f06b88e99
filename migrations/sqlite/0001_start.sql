-- The first schema. Instants are Unix milliseconds in UTC, ids are never used again (they stand in links), states are text held by
-- CHECK, lists inside a row are JSON text. Tables, columns and nullability are the same in migrations/postgres: a test holds them to it.

CREATE TABLE instance (
    id          INTEGER PRIMARY KEY CHECK (id = 1),
    secret      TEXT    NOT NULL,  -- base64; used when the settings give none
    created_at  INTEGER NOT NULL
) STRICT;

CREATE TABLE site (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    name        TEXT    NOT NULL UNIQUE,
    public_url  TEXT    NOT NULL,
    created_at  INTEGER NOT NULL
) STRICT;

CREATE TABLE list (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    site_id         INTEGER NOT NULL REFERENCES site (id),
    slug            TEXT    NOT NULL UNIQUE,
    name            TEXT    NOT NULL,
    promise         TEXT    NOT NULL,
    sender          TEXT    NOT NULL,  -- Name <address>
    reply_to        TEXT,
    postal_address  TEXT    NOT NULL,
    confirm_page    TEXT    NOT NULL CHECK (confirm_page IN ('button', 'submits itself')),
    last_post       INTEGER NOT NULL,  -- the highest post number given out; its row lock orders the numbers
    created_at      INTEGER NOT NULL
) STRICT;

CREATE TABLE feed (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    list_id        INTEGER NOT NULL REFERENCES list (id),
    url            TEXT    NOT NULL,
    title          TEXT,
    home           TEXT,
    etag           TEXT,
    last_modified  TEXT,
    due_at         INTEGER NOT NULL,
    failures       INTEGER NOT NULL,
    last_error     TEXT,
    read_at        INTEGER,
    polled_at      INTEGER,
    state          TEXT    NOT NULL CHECK (state IN ('active', 'gone', 'braked')),
    created_at     INTEGER NOT NULL,
    UNIQUE (list_id, url)
) STRICT;

CREATE INDEX feed_due ON feed (due_at) WHERE state <> 'gone';

CREATE TABLE post (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    list_id       INTEGER NOT NULL REFERENCES list (id),
    feed_id       INTEGER NOT NULL REFERENCES feed (id),
    entry_key     TEXT    NOT NULL,
    link_key      TEXT,
    number        INTEGER,           -- its place among what the list mails; none for the baseline and for what the brake holds
    standing      TEXT    NOT NULL CHECK (standing IN ('baseline', 'held', 'ready')),
    link          TEXT,
    title         TEXT    NOT NULL,
    author        TEXT,
    published_at  INTEGER,
    html          TEXT    NOT NULL,
    excerpt       TEXT    NOT NULL,
    topics        TEXT    NOT NULL,  -- JSON list
    stored_at     INTEGER NOT NULL,
    ready_at      INTEGER,           -- when it got its number
    updated_at    INTEGER NOT NULL,
    UNIQUE (feed_id, entry_key),
    UNIQUE (list_id, number),
    CHECK ((number IS NULL) = (standing <> 'ready')),
    CHECK ((number IS NULL) = (ready_at IS NULL))
) STRICT;

-- The second key: one link, one post, whatever happens to guids and titles, and whichever feed of the list brings it.
CREATE UNIQUE INDEX post_link ON post (list_id, link_key) WHERE link_key IS NOT NULL;

CREATE TABLE schedule (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    list_id        INTEGER NOT NULL REFERENCES list (id),
    name           TEXT    NOT NULL,
    expression     TEXT    NOT NULL,  -- a crontab line, or immediately
    zone           TEXT    NOT NULL,  -- IANA name
    dispatch       TEXT    NOT NULL CHECK (dispatch IN ('at once', 'after approval')),
    minimum_posts  INTEGER NOT NULL CHECK (minimum_posts >= 1),
    maximum_posts  INTEGER CHECK (maximum_posts >= 1),
    seen_through   INTEGER NOT NULL,  -- the last post number that its readers have had
    looked_at      INTEGER NOT NULL,  -- due instants up to here were dealt with
    created_at     INTEGER NOT NULL,
    UNIQUE (list_id, name)
) STRICT;

CREATE TABLE subscriber (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    site_id      INTEGER NOT NULL REFERENCES site (id),
    address      TEXT    NOT NULL,
    address_key  TEXT    NOT NULL,  -- folded
    name         TEXT,
    created_at   INTEGER NOT NULL,
    UNIQUE (site_id, address_key)
) STRICT;

CREATE TABLE subscription (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    subscriber_id  INTEGER NOT NULL REFERENCES subscriber (id),
    list_id        INTEGER NOT NULL REFERENCES list (id),
    schedule_id    INTEGER NOT NULL REFERENCES schedule (id),
    state          TEXT    NOT NULL CHECK (state IN ('pending', 'active', 'ended')),
    end_reason     TEXT    CHECK (end_reason IN ('unsubscribed', 'bounced', 'complained', 'removed')),
    link_version   INTEGER NOT NULL,
    seen_through   INTEGER,           -- set by a change of schedule, see docs/architecture.md
    requested_at   INTEGER NOT NULL,
    confirmed_at   INTEGER,
    ended_at       INTEGER,
    UNIQUE (subscriber_id, list_id),
    CHECK ((state = 'ended') = (end_reason IS NOT NULL)),
    CHECK (state <> 'active' OR confirmed_at IS NOT NULL)
) STRICT;

CREATE INDEX subscription_audience ON subscription (schedule_id, id) WHERE state = 'active';

CREATE TABLE consent_record (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    list_id          INTEGER NOT NULL REFERENCES list (id),
    subscription_id  INTEGER NOT NULL,  -- no reference: the record outlives the subscription
    address          TEXT    NOT NULL,
    event            TEXT    NOT NULL CHECK (event IN ('requested', 'confirmed', 'imported', 'rescheduled', 'unsubscribed', 'returned')),
    wording          TEXT    NOT NULL,
    way              TEXT    NOT NULL,
    remote           TEXT,
    user_agent       TEXT,
    at               INTEGER NOT NULL
) STRICT;

CREATE INDEX consent_record_subscription ON consent_record (subscription_id);

CREATE TRIGGER consent_record_is_not_changed BEFORE UPDATE ON consent_record
BEGIN SELECT RAISE(ABORT, 'consent records are append-only'); END;

CREATE TRIGGER consent_record_is_not_deleted BEFORE DELETE ON consent_record
BEGIN SELECT RAISE(ABORT, 'consent records are append-only'); END;

CREATE TABLE suppression (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    site_id      INTEGER REFERENCES site (id),  -- none: every site
    address_key  TEXT    NOT NULL,
    reason       TEXT    NOT NULL CHECK (reason IN ('operator', 'bounced', 'complained')),
    note         TEXT,
    created_at   INTEGER NOT NULL,
    expires_at   INTEGER
) STRICT;

CREATE INDEX suppression_address ON suppression (address_key);

CREATE TABLE digest (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    schedule_id   INTEGER NOT NULL REFERENCES schedule (id),
    list_id       INTEGER NOT NULL REFERENCES list (id),
    due_at        INTEGER NOT NULL,
    state         TEXT    NOT NULL CHECK (state IN ('planned', 'held', 'sending', 'paused', 'finished', 'cancelled', 'skipped')),
    reason        TEXT,
    approved      INTEGER NOT NULL CHECK (approved IN (0, 1)),
    serves        TEXT    NOT NULL CHECK (serves IN ('everybody', 'marked', 'nobody')),
    after_post    INTEGER NOT NULL,
    through_post  INTEGER NOT NULL,
    created_at    INTEGER NOT NULL,
    planned_at    INTEGER,
    finished_at   INTEGER,
    UNIQUE (schedule_id, due_at)
) STRICT;

CREATE INDEX digest_under_way ON digest (state) WHERE state IN ('planned', 'held', 'sending', 'paused');

CREATE TABLE edition (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    digest_id     INTEGER NOT NULL REFERENCES digest (id),
    after_post    INTEGER NOT NULL,
    through_post  INTEGER NOT NULL,
    subject       TEXT    NOT NULL,
    html          TEXT    NOT NULL,  -- with marks where personal links go
    body_text     TEXT    NOT NULL,
    created_at    INTEGER NOT NULL,
    UNIQUE (digest_id, after_post)
) STRICT;

CREATE TABLE delivery (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    kind             TEXT    NOT NULL CHECK (kind IN ('digest', 'confirmation')),
    list_id          INTEGER NOT NULL REFERENCES list (id),
    subscription_id  INTEGER NOT NULL REFERENCES subscription (id),
    digest_id        INTEGER REFERENCES digest (id),
    edition_id       INTEGER REFERENCES edition (id),
    state            TEXT    NOT NULL CHECK (state IN ('planned', 'claimed', 'sending', 'sent', 'deferred', 'failed', 'unknown',
                                                       'suppressed', 'expired', 'cancelled', 'held')),
    priority         INTEGER NOT NULL,
    due_at           INTEGER NOT NULL,
    epoch            INTEGER NOT NULL,  -- raised by every claim; every later write must match
    owner            TEXT,
    lease_until      INTEGER,
    attempts         INTEGER NOT NULL,  -- charged ones
    created_at       INTEGER NOT NULL,
    decided_at       INTEGER,
    last_reply       TEXT,
    UNIQUE (subscription_id, digest_id),
    CHECK ((kind = 'digest') = (digest_id IS NOT NULL)),
    CHECK ((kind = 'digest') = (edition_id IS NOT NULL))
) STRICT;

CREATE INDEX delivery_due ON delivery (priority, due_at, id) WHERE state IN ('planned', 'deferred', 'unknown');
CREATE INDEX delivery_leased ON delivery (lease_until) WHERE state IN ('claimed', 'sending');
CREATE INDEX delivery_of_digest ON delivery (digest_id, state);

CREATE TABLE attempt (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    delivery_id  INTEGER NOT NULL REFERENCES delivery (id),
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

CREATE INDEX attempt_delivery ON attempt (delivery_id);
