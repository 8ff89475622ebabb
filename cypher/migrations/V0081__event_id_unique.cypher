// An event is found by its id.
CREATE CONSTRAINT event_id_unique IF NOT EXISTS
FOR (event:Event) REQUIRE event.id IS UNIQUE
