-- Counting clicks and opens (docs/decisions/0019-counting-clicks-and-opens.md): settings of a list, frozen with each digest; the links of its mails,
-- and how often something was asked for, never by whom. A moment; an old version counts nothing, and links that it mails stay as they are.

ALTER TABLE list ADD COLUMN count_clicks INTEGER NOT NULL DEFAULT 0 CHECK (count_clicks IN (0, 1));
ALTER TABLE list ADD COLUMN count_opens INTEGER NOT NULL DEFAULT 0 CHECK (count_opens IN (0, 1));
ALTER TABLE digest ADD COLUMN count_clicks INTEGER NOT NULL DEFAULT 0 CHECK (count_clicks IN (0, 1));
ALTER TABLE digest ADD COLUMN count_opens INTEGER NOT NULL DEFAULT 0 CHECK (count_opens IN (0, 1));

CREATE TABLE counted_link (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    digest_id  INTEGER NOT NULL REFERENCES digest (id),
    url        TEXT    NOT NULL,
    people     INTEGER NOT NULL DEFAULT 0,
    machines   INTEGER NOT NULL DEFAULT 0,
    UNIQUE (digest_id, url)
) STRICT;

CREATE TABLE counted_open (
    digest_id  INTEGER PRIMARY KEY REFERENCES digest (id),
    people     INTEGER NOT NULL DEFAULT 0,
    proxies    INTEGER NOT NULL DEFAULT 0,
    machines   INTEGER NOT NULL DEFAULT 0
) STRICT;
