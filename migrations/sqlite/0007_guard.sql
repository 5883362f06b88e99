-- What the guard knows: counts that several processes add up, and bursts. At once; the old version does not look at it.

CREATE TABLE guard_count (
    counted  TEXT    NOT NULL,  -- network, list, instance, sign-ups, …
    subject  INTEGER NOT NULL,  -- a list's id, a network's keyed hash, or 0
    bucket   INTEGER NOT NULL,  -- five minutes, numbered since 1970
    number   INTEGER NOT NULL,
    PRIMARY KEY (counted, subject, bucket)
) STRICT;

CREATE TABLE burst (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    kind        TEXT    NOT NULL CHECK (kind IN ('sign-ups', 'confirmations', 'unsubscribes')),
    list_id     INTEGER NOT NULL REFERENCES list (id),
    held        INTEGER NOT NULL CHECK (held IN (0, 1)),  -- 1: the operator's own, which does not end by itself
    began_at    INTEGER NOT NULL,
    ended_at    INTEGER,
    number      INTEGER NOT NULL,  -- the most seen within ten minutes
    settled     TEXT CHECK (settled IN ('harmless', 'released', 'dropped')),
    settled_at  INTEGER
) STRICT;

-- One at a time of a kind and list, whichever process sees it first.
CREATE UNIQUE INDEX burst_under_way ON burst (kind, list_id) WHERE ended_at IS NULL;
CREATE INDEX subscription_quarantined ON subscription (list_id, quarantined_at) WHERE quarantined_at IS NOT NULL;
