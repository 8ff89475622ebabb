// A session is found by its id.
CREATE CONSTRAINT session_id_unique IF NOT EXISTS
FOR (session:Session) REQUIRE session.id IS UNIQUE
