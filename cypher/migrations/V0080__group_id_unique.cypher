// A group is found by its id.
CREATE CONSTRAINT group_id_unique IF NOT EXISTS
FOR (group:Group) REQUIRE group.id IS UNIQUE
