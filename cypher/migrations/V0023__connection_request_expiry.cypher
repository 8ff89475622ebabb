// Requests that have expired are found without looking at the others.
CREATE INDEX connection_request_expiry IF NOT EXISTS
FOR (request:ConnectionRequest) ON (request.state, request.expires_at)
