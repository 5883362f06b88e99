-- Posts that the operator writes: without a feed, as drafts, and sent on their own (docs/decisions/0025-posts-by-hand.md).
--
-- A moment on any table. An old version must not run meanwhile.

ALTER TABLE post
    ALTER COLUMN feed_id DROP NOT NULL,  -- none: written by the operator
    DROP CONSTRAINT post_standing_check,
    ADD CONSTRAINT post_standing_check CHECK (standing IN ('baseline', 'held', 'ready', 'draft', 'alone')),
    ADD CONSTRAINT post_draft_check CHECK (feed_id IS NULL OR standing NOT IN ('draft', 'alone'));

CREATE UNIQUE INDEX post_by_hand ON post (list_id, entry_key) WHERE feed_id IS NULL;
DROP INDEX post_archive;
CREATE INDEX post_archive ON post (list_id, id) WHERE standing NOT IN ('held', 'draft');

-- The one post that a digest carries besides the numbers; none: it carries its range.
ALTER TABLE digest ADD COLUMN post_id BIGINT REFERENCES post (id);
CREATE UNIQUE INDEX digest_of_post ON digest (post_id) WHERE post_id IS NOT NULL AND state NOT IN ('cancelled', 'skipped');
