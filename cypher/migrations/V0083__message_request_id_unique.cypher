// A message request is found by its id.
CREATE CONSTRAINT message_request_id_unique IF NOT EXISTS
FOR (request:MessageRequest) REQUIRE request.id IS UNIQUE
