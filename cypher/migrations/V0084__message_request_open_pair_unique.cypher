// Two members have at most one message request open, whoever asks first.
CREATE CONSTRAINT message_request_open_pair_unique IF NOT EXISTS
FOR (request:MessageRequest) REQUIRE request.open_pair IS UNIQUE
