-- What the operator notes about subscribers, and the personal parts of editions that speak of it (docs/decisions/0020-personal-parts.md). A moment.

ALTER TABLE subscriber ADD COLUMN attributes TEXT NOT NULL DEFAULT '{}';  -- JSON: texts by their names
ALTER TABLE edition ADD COLUMN parts TEXT NOT NULL DEFAULT '';            -- JSON list: what the marks of its parts stand for
