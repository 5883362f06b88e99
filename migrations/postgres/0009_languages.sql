-- An edition has a language, too, and a digest knows the one for readers who chose none (docs/decisions/0015-topics-pauses-and-readers-clocks.md).
--
-- Some seconds a million subscriptions, for the index. An old version must not plan meanwhile: it would find no place for what it adds.

-- No version so far let readers choose: what stands there came from elsewhere, and may be no language.
UPDATE subscription SET language = NULL;

ALTER TABLE digest ADD COLUMN language TEXT NOT NULL DEFAULT 'en';   -- the list's, as it was when the run was written down
ALTER TABLE edition ADD COLUMN language TEXT NOT NULL DEFAULT 'en';  -- as subscription.language, and digest.language for who chose none
ALTER TABLE edition
    ALTER COLUMN language DROP DEFAULT,
    DROP CONSTRAINT edition_once,
    ADD CONSTRAINT edition_once UNIQUE (digest_id, after_post, topics, language);

-- Empty where nobody chose anything, so that asking costs nothing.
DROP INDEX subscription_topics;
CREATE INDEX subscription_choices ON subscription (schedule_id, seen_through, topics, language)
WHERE state = 'active' AND (topics <> '[]' OR language IS NOT NULL);
