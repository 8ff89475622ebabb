// An id says whose milestone it is and which: each is found once.
CREATE CONSTRAINT milestone_id_unique IF NOT EXISTS
FOR (milestone:Milestone) REQUIRE milestone.id IS UNIQUE
