-- Mails of their own: where one goes whose address is not its reader's, in the form in which suppressions are looked up; and the way to
-- what was asked for and never confirmed.

ALTER TABLE delivery ADD COLUMN address_key TEXT;  -- folded; there exactly when `address` is

CREATE INDEX subscription_pending ON subscription (requested_at) WHERE state = 'pending';

-- Requests that no mail came of. Written so that they cost what the others do, and nobody can tell by the clock who is known here; also what
-- an operator sees of them. Without the address; kept for a month.
CREATE TABLE unanswered_request (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    site_id  INTEGER NOT NULL REFERENCES site (id),
    reason   TEXT    NOT NULL CHECK (reason IN ('unknown', 'capped', 'suppressed')),
    at       INTEGER NOT NULL
) STRICT;
