-- The archive: its pages in order, and a gate whose secret can be renewed. At once on any table; the indexes take a moment for each hundred
-- thousand posts. The old version works on.

ALTER TABLE list ADD COLUMN gate_version BIGINT NOT NULL DEFAULT 1;  -- which secret a blog's own gate checks with

CREATE INDEX post_archive ON post (list_id, id) WHERE standing <> 'held';
CREATE INDEX digest_archive ON digest (list_id, id) WHERE serves = 'everybody';
