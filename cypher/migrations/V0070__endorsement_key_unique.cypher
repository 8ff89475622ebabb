// A member endorses a skill of another once, also when two requests arrive together.
CREATE CONSTRAINT endorsement_key_unique IF NOT EXISTS
FOR ()-[endorsement:ENDORSES]-() REQUIRE endorsement.key IS UNIQUE
