// A message is found by its id.
CREATE CONSTRAINT message_id_unique IF NOT EXISTS
FOR (message:Message) REQUIRE message.id IS UNIQUE
