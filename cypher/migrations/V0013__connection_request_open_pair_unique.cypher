// Two members have at most one request pending, whoever asks first.
CREATE CONSTRAINT connection_request_open_pair_unique IF NOT EXISTS
FOR (request:ConnectionRequest) REQUIRE request.open_pair IS UNIQUE
