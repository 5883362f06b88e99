-- An edition has a language, too, and a digest knows the one for readers who chose none (docs/decisions/0015-topics-pauses-and-readers-clocks.md).
--
-- SQLite cannot change a table's constraints, so editions are written anew: there are few, a moment. An old version must not plan meanwhile:
-- it would find no place for what it adds.

-- No version so far let readers choose: what stands there came from elsewhere, and may be no language.
UPDATE subscription SET language = NULL;

ALTER TABLE digest ADD COLUMN language TEXT NOT NULL DEFAULT 'en';  -- the list's, as it was when the run was written down

CREATE TABLE edition_anew (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    digest_id     INTEGER NOT NULL REFERENCES digest (id),
    after_post    INTEGER NOT NULL,
    through_post  INTEGER NOT NULL,
    topics        TEXT    NOT NULL,  -- as subscription.topics: readers who chose just these; '[]': all of them
    language      TEXT    NOT NULL,  -- as subscription.language, and digest.language for who chose none
    posts         INTEGER NOT NULL,  -- 0: none of the topics has a post; it is sent to nobody
    subject       TEXT    NOT NULL,
    html          TEXT    NOT NULL,  -- with marks where personal parts go
    body_text     TEXT    NOT NULL,
    created_at    INTEGER NOT NULL,
    UNIQUE (digest_id, after_post, topics, language)
) STRICT;

INSERT INTO edition_anew
SELECT id, digest_id, after_post, through_post, topics, 'en', posts, subject, html, body_text, created_at FROM edition;
DROP TABLE edition;
ALTER TABLE edition_anew RENAME TO edition;

-- Empty where nobody chose anything, so that asking costs nothing.
DROP INDEX subscription_topics;
CREATE INDEX subscription_choices ON subscription (schedule_id, seen_through, topics, language)
WHERE state = 'active' AND (topics <> '[]' OR language IS NOT NULL);
