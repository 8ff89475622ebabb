// A member is found by its id, and there is one of each.
CREATE CONSTRAINT member_id_unique IF NOT EXISTS
FOR (member:Member) REQUIRE member.id IS UNIQUE
