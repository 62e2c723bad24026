CREATE TABLE things (id integer PRIMARY KEY);
INSERT INTO things VALUES (1);
-- Slow enough for eight at once to meet.
SELECT pg_sleep(0.1);
