// One goal an id.
CREATE CONSTRAINT goal_id_unique IF NOT EXISTS
FOR (goal:Goal) REQUIRE goal.id IS UNIQUE
