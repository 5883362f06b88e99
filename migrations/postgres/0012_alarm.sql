-- Who was mailed that a burst began, and which process is about to do it. At once; an old version mails nobody.

ALTER TABLE burst ADD COLUMN told_at BIGINT;       -- when the operator was mailed
ALTER TABLE burst ADD COLUMN telling_until BIGINT;  -- until when one process has it in hand
