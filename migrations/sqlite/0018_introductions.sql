-- What a list's operator says above the posts of each digest: HTML, cleaned as posts are; empty for nothing. A moment; an old version does not look at it.

ALTER TABLE list ADD COLUMN introduction TEXT NOT NULL DEFAULT '';
