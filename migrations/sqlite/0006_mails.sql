-- Mails of their own: where one goes whose address is not its reader's, in the form in which suppressions are looked up; and the way to
-- what was asked for and never confirmed.

ALTER TABLE delivery ADD COLUMN address_key TEXT;  -- folded; there exactly when `address` is

CREATE INDEX subscription_pending ON subscription (requested_at) WHERE state = 'pending';
