// An unconfirmed member is found by its id.
CREATE CONSTRAINT unconfirmed_member_id_unique IF NOT EXISTS
FOR (unconfirmed:UnconfirmedMember) REQUIRE unconfirmed.id IS UNIQUE
