-- An edition is for readers of some topics, and says how many posts it has (docs/decisions/0015-topics-pauses-and-readers-clocks.md).
--
-- Some seconds a million subscriptions, for the two indexes. An old version must not plan meanwhile: it would find no place for what it adds.

ALTER TABLE edition ADD COLUMN topics TEXT NOT NULL DEFAULT '[]';  -- as subscription.topics: readers who chose just these; '[]': all of them
ALTER TABLE edition ADD COLUMN posts BIGINT NOT NULL DEFAULT 0;    -- 0: none of the topics has a post; it is sent to nobody
UPDATE edition SET posts = through_post - after_post;
ALTER TABLE edition
    ALTER COLUMN topics DROP DEFAULT,
    ALTER COLUMN posts DROP DEFAULT,
    DROP CONSTRAINT edition_digest_id_after_post_key,
    ADD CONSTRAINT edition_once UNIQUE (digest_id, after_post, topics);

-- Empty where nobody chose topics, so that asking costs nothing.
CREATE INDEX subscription_topics ON subscription (schedule_id, seen_through, topics) WHERE state = 'active' AND topics <> '[]';
-- Likewise for pauses.
CREATE INDEX subscription_paused ON subscription (schedule_id, paused_until) WHERE state = 'active' AND paused_until IS NOT NULL;
