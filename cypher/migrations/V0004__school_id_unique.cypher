// Two members of one school share its node.
CREATE CONSTRAINT school_id_unique IF NOT EXISTS
FOR (school:School) REQUIRE school.id IS UNIQUE
