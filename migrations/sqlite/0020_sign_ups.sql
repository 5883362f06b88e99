-- On PostgreSQL foreign keys from readers to sites, lists and schedules go (docs/decisions/0027): there they make readers stand in line. SQLite has one
-- writer, and keeps them: nothing changes here.

SELECT 1;
