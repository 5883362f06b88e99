-- Posts that the operator writes: without a feed, as drafts, and sent on their own (docs/decisions/0025-posts-by-hand.md).
--
-- SQLite cannot change a table's constraints, so posts are written anew: a moment for some thousand. An old version must not run meanwhile.

CREATE TABLE post_anew (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    list_id       INTEGER NOT NULL REFERENCES list (id),
    feed_id       INTEGER REFERENCES feed (id),  -- none: written by the operator
    entry_key     TEXT    NOT NULL,  -- of the feed's entry, or the operator's own name for it
    link_key      TEXT,
    number        INTEGER,           -- its place among what the list mails; none for what no range of numbers carries
    standing      TEXT    NOT NULL CHECK (standing IN ('baseline', 'held', 'ready', 'draft', 'alone')),
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
    audience      TEXT    CHECK (audience IN ('open', 'subscribers', 'hidden')),  -- none: as the list's archive
    UNIQUE (feed_id, entry_key),
    UNIQUE (list_id, number),
    CHECK ((number IS NULL) = (standing <> 'ready')),
    CHECK ((number IS NULL) = (ready_at IS NULL)),
    CHECK (feed_id IS NULL OR standing NOT IN ('draft', 'alone'))
) STRICT;

INSERT INTO post_anew
SELECT id, list_id, feed_id, entry_key, link_key, number, standing, link, title, author, published_at, html, excerpt, topics, stored_at,
       ready_at, updated_at, audience
FROM post;
DROP TABLE post;
ALTER TABLE post_anew RENAME TO post;

CREATE UNIQUE INDEX post_link ON post (list_id, link_key) WHERE link_key IS NOT NULL;
CREATE UNIQUE INDEX post_by_hand ON post (list_id, entry_key) WHERE feed_id IS NULL;
CREATE INDEX post_archive ON post (list_id, id) WHERE standing NOT IN ('held', 'draft');

-- The one post that a digest carries besides the numbers; none: it carries its range.
ALTER TABLE digest ADD COLUMN post_id INTEGER REFERENCES post (id);
CREATE UNIQUE INDEX digest_of_post ON digest (post_id) WHERE post_id IS NOT NULL AND state NOT IN ('cancelled', 'skipped');
