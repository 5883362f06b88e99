-- Placements: how a blog's own pages ask for subscriptions, list by list. What is empty holds the program's default
-- (docs/decisions/0016-placements.md). Two quick steps, whatever the size; the old version does not see them.

CREATE TABLE placement (
    list_id        BIGINT NOT NULL REFERENCES list (id),
    kind           TEXT    NOT NULL CHECK (kind IN ('post-end', 'inline', 'pop-up', 'overlay', 'button')),
    shown          BIGINT NOT NULL CHECK (shown IN (0, 1)),
    heading        TEXT,
    text           TEXT,
    button         TEXT,
    dismissal      TEXT,
    colour         TEXT,              -- #rrggbb
    after_seconds  BIGINT,
    after_percent  BIGINT CHECK (after_percent BETWEEN 0 AND 100),
    rest_hours     BIGINT,
    schedules      TEXT    NOT NULL,  -- JSON list of names to choose from; empty: all of the list's
    topics         TEXT    NOT NULL,  -- JSON list of topics to choose from; empty: none
    PRIMARY KEY (list_id, kind)
);

-- 1: links in this list's mails tell the blog's script that a reader came.
ALTER TABLE list ADD COLUMN marks_links BIGINT NOT NULL DEFAULT 1 CHECK (marks_links IN (0, 1));
