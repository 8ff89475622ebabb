// The message requests between two members are found by their pair.
CREATE INDEX message_request_pair IF NOT EXISTS
FOR (request:MessageRequest) ON (request.pair)
