-- An edition is for readers of some topics, and says how many posts it has (docs/decisions/0015-topics-pauses-and-readers-clocks.md).
--
-- SQLite cannot change a table's constraints, so editions are written anew: there are few, a moment. An old version must not plan meanwhile:
-- it would find no place for what it adds.

CREATE TABLE edition_anew (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    digest_id     INTEGER NOT NULL REFERENCES digest (id),
    after_post    INTEGER NOT NULL,
    through_post  INTEGER NOT NULL,
    topics        TEXT    NOT NULL,  -- as subscription.topics: readers who chose just these; '[]': all of them
    posts         INTEGER NOT NULL,  -- 0: none of the topics has a post; it is sent to nobody
    subject       TEXT    NOT NULL,
    html          TEXT    NOT NULL,  -- with marks where personal links go
    body_text     TEXT    NOT NULL,
    created_at    INTEGER NOT NULL,
    UNIQUE (digest_id, after_post, topics)
) STRICT;

INSERT INTO edition_anew
SELECT id, digest_id, after_post, through_post, '[]', through_post - after_post, subject, html, body_text, created_at FROM edition;
DROP TABLE edition;
ALTER TABLE edition_anew RENAME TO edition;

-- Empty where nobody chose topics, so that asking costs nothing.
CREATE INDEX subscription_topics ON subscription (schedule_id, seen_through, topics) WHERE state = 'active' AND topics <> '[]';
-- Likewise for pauses.
CREATE INDEX subscription_paused ON subscription (schedule_id, paused_until) WHERE state = 'active' AND paused_until IS NOT NULL;

-- Who had their data erased: no import brings them back.
CREATE TABLE departed (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    site_id      INTEGER NOT NULL REFERENCES site (id),
    fingerprint  TEXT NOT NULL,  -- a keyed hash of the folded address
    at           INTEGER NOT NULL,
    UNIQUE (site_id, fingerprint)
) STRICT;
