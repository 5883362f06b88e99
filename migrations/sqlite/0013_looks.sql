-- How a list's digests look, and how much of each post they carry (docs/decisions/0023-looks.md); a post's picture where its feed names one apart
-- from its text. At once on any table; the old version works on, and sends letters.

ALTER TABLE list ADD COLUMN theme TEXT NOT NULL DEFAULT 'letter' CHECK (theme IN ('letter', 'magazine', 'headlines'));
ALTER TABLE list ADD COLUMN portion TEXT CHECK (portion IN ('full', 'excerpt', 'headline'));  -- none: the theme's own
ALTER TABLE list ADD COLUMN accent TEXT;                                                      -- #rrggbb; none: ours
ALTER TABLE list ADD COLUMN logo_url TEXT;                                                    -- none: no logo, and nothing in the next three
ALTER TABLE list ADD COLUMN logo_alt TEXT;
ALTER TABLE list ADD COLUMN logo_width INTEGER;
ALTER TABLE list ADD COLUMN logo_height INTEGER;
ALTER TABLE list ADD COLUMN fonts TEXT NOT NULL DEFAULT 'serif' CHECK (fonts IN ('serif', 'palatino', 'sans', 'verdana'));
ALTER TABLE list ADD COLUMN mail_width INTEGER NOT NULL DEFAULT 600 CHECK (mail_width BETWEEN 480 AND 720);
ALTER TABLE list ADD COLUMN footer TEXT NOT NULL DEFAULT '';
ALTER TABLE list ADD COLUMN by_topic INTEGER NOT NULL DEFAULT 0 CHECK (by_topic IN (0, 1));

ALTER TABLE schedule ADD COLUMN portion TEXT CHECK (portion IN ('full', 'excerpt', 'headline'));  -- none: as the list

ALTER TABLE post ADD COLUMN picture TEXT;
