// Two members with one interest share its node.
CREATE CONSTRAINT interest_id_unique IF NOT EXISTS
FOR (interest:Interest) REQUIRE interest.id IS UNIQUE
