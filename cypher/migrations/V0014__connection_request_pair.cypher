// The requests between two members are found by their pair.
CREATE INDEX connection_request_pair IF NOT EXISTS
FOR (request:ConnectionRequest) ON (request.pair)
