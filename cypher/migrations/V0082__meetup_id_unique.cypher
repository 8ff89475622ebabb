// A meetup is found by its id.
CREATE CONSTRAINT meetup_id_unique IF NOT EXISTS
FOR (meetup:Meetup) REQUIRE meetup.id IS UNIQUE
