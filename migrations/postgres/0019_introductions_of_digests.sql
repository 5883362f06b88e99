-- What stands above the posts of one digest: its list's introduction as it was when the digest was written down, or one of its own. A moment; an old
-- version that writes a digest down meanwhile leaves it empty, and what it renders itself has the list's.

ALTER TABLE digest ADD COLUMN introduction TEXT NOT NULL DEFAULT '';
UPDATE digest SET introduction = (SELECT l.introduction FROM list l WHERE l.id = digest.list_id)
WHERE state IN ('planned', 'held') AND post_id IS NULL;
