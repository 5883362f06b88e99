-- Templates that a site has of its own: every version stays, and the newest of a name is in force (docs/decisions/0026-templates-of-ones-own.md). At once.

CREATE TABLE template_version (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    site_id     INTEGER NOT NULL REFERENCES site (id),
    name        TEXT    NOT NULL,
    version     INTEGER NOT NULL,  -- 1, 2, 3 … of this name
    body        TEXT,              -- none: from here on the site has none of its own
    created_at  INTEGER NOT NULL,
    UNIQUE (site_id, name, version)
) STRICT;
