// An introduction is found by its id.
CREATE CONSTRAINT introduction_id_unique IF NOT EXISTS
FOR (introduction:Introduction) REQUIRE introduction.id IS UNIQUE
