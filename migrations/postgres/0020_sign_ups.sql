-- Signing up under load (docs/decisions/0027): a foreign key to a site, a list or a schedule locks that one row for each reader who is written, and many
-- who sign up at a time stand in line for it. Rows are written from the rows that they name, and no site, list or schedule is ever deleted; `letterbell
-- verify` asks that they are there. Readers themselves are deleted: what refers to them is checked as before.
--
-- A moment, under an exclusive lock. The old version works on this schema.

ALTER TABLE subscriber DROP CONSTRAINT subscriber_site_id_fkey;
ALTER TABLE subscription DROP CONSTRAINT subscription_list_id_fkey, DROP CONSTRAINT subscription_schedule_id_fkey;
ALTER TABLE consent_record DROP CONSTRAINT consent_record_list_id_fkey;
