// A request is found by its id.
CREATE CONSTRAINT connection_request_id_unique IF NOT EXISTS
FOR (request:ConnectionRequest) REQUIRE request.id IS UNIQUE
