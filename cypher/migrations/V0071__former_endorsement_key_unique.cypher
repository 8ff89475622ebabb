// What was taken back is remembered once.
CREATE CONSTRAINT former_endorsement_key_unique IF NOT EXISTS
FOR ()-[endorsement:USED_TO_ENDORSE]-() REQUIRE endorsement.key IS UNIQUE
