// Sessions that have ended are found by when they did.
CREATE INDEX session_expiry IF NOT EXISTS
FOR (session:Session) ON (session.expires_at)
