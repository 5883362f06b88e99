-- Pictures of posts that mails show from the operator's own origin (docs/decisions/0024-posts-in-mails.md). A moment; an old version does not look at it.

CREATE TABLE picture (
    key      TEXT    PRIMARY KEY,     -- its name in addresses
    source   TEXT    NOT NULL UNIQUE, -- where it was fetched from
    format   TEXT    NOT NULL CHECK (format IN ('jpg', 'png')),
    width    INTEGER NOT NULL,
    height   INTEGER NOT NULL,
    body     TEXT    NOT NULL,        -- the file in base64
    kept_at  INTEGER NOT NULL
) STRICT;
